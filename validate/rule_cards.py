"""The rules' cards as a page: docs/rules.md is made of this, and a test holds it to it.

python -m validate.rule_cards > docs/rules.md
"""

from __future__ import annotations

from collections.abc import Iterable

from validate.frame import Card

HEAD = """# Aturan pemeriksaan / The rules

Made from the rules' own cards (`python -m validate.rule_cards > docs/rules.md`); change the cards, not this page.

Setiap temuan menyebut angka seperti tercetak, apa yang mengikuti darinya, dan tempatnya. *error*: tidak ada cara
baca yang
membuatnya benar; *warning*: sangat mungkin salah atau perlu dijelaskan; *note*: kebiasaan yang perlu diketahui.

Every finding names the figures as printed, what follows from them, and where they stand. *error*: no reading makes
it right;
*warning*: very likely wrong or in need of an explanation; *note*: a habit worth knowing.
"""


def card_to_markdown(card: Card) -> str:
    """One card as a section, Indonesian first."""
    examples = "\n".join(
        f"| {printed.replace('|', '/')} | {verdict.replace('|', '/')} |" for printed, verdict in card.examples
    )
    return "\n".join(
        (
            f"## {card.id}",
            "",
            f"**{card.title}** / {card.title_en}",
            "",
            f"- Membandingkan: {card.compares}",
            f"- Mengapa: {card.why}",
            f"- Tidak dinilai: {card.not_judged}",
            f"- Compares: {card.compares_en}",
            f"- Why: {card.why_en}",
            f"- Not judged: {card.not_judged_en}",
            "",
            "| tercetak / printed | putusan / verdict |",
            "|---|---|",
            examples,
            "",
        )
    )


def cards_to_markdown(cards: Iterable[Card]) -> str:
    """The whole page, cards in the order given."""
    return "\n".join([HEAD, *(card_to_markdown(card) for card in cards)])


if __name__ == "__main__":
    from validate.rules import ALL_RULES

    print(cards_to_markdown([rule.card for rule in ALL_RULES]), end="")
