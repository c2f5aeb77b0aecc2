"""Why a name matched or didn't, in words: Indonesian and English."""

from __future__ import annotations

from normalize.match_model import Match

REASONS: dict[str, tuple[str, str]] = {
    "matched": ("cocok dengan {id}: peluang benar {score}", "matches {id}: {score} likely to be right"),
    "below_threshold": (
        "tidak ada yang cukup mirip; terdekat {id}, peluang benar {score}",
        "nothing is close enough; nearest {id}, {score} likely to be right",
    ),
    "nothing_near": (
        "tidak ada entri katalog yang berbagi kata penting dengannya",
        "no entry of the catalogue shares a telling word with it",
    ),
    "too_close": (
        "dua indikator sama-sama mirip: {id} dan {other}; tidak ditebak",
        "two entries fit alike: {id} and {other}; no guess is made",
    ),
    "nothing_to_compare": ("tidak ada kata yang dapat dibandingkan", "no words to compare"),
    "strength": (
        "kekuatan kecocokan {value} (ambang 0,82)",
        "strength of the match {value} (threshold 0.82)",
    ),
    "coverage_name": (
        "{value} dari isi nama tercetak ada pada padanannya",
        "{value} of the printed wording is in the entry",
    ),
    "coverage_entry": (
        "{value} dari isi padanan ada pada nama tercetak",
        "{value} of the entry's wording is printed",
    ),
    "head": ("jenis ukuran berbeda (jumlah, persentase, nilai)", "another kind of figure (count, percentage, score)"),
    "turn": ("arah atau ingkaran berbeda (non, tidak, penurunan)", "direction or negation differs"),
    "group": ("kata pembeda tidak sama", "a distinguishing word differs"),
    "lacking": (
        "kata yang membedakannya dari indikator lain tidak tercetak",
        "the word that tells it apart is missing",
    ),
    "opener": ("berbunyi seperti sasaran, program atau akun", "reads like a goal, a programme or an account"),
    "unit": ("satuan berbeda", "another unit"),
    "unit_same": ("satuan sama", "same unit"),
    "misprint": ("satu kata dibaca sebagai salah cetak", "a word was taken for a misprint"),
}


def explain(match: Match, lang: str = "id") -> str:
    """The verdict in words, Indonesian or English ("en"), then what spoke for and against the two best candidates."""
    which = 1 if lang == "en" else 0

    def percent(share: float) -> str:
        # never "100%": the score is a chance
        return f"{min(share, 0.999):.1%}" if lang == "en" else f"{min(share, 0.999):.1%}".replace(".", ",")

    first = match.candidates[0] if match.candidates else None
    other = match.candidates[1].id if len(match.candidates) > 1 else ""
    verdict = "nothing_near" if first is None and match.verdict == "below_threshold" else match.verdict
    score = percent(first.score) if first else ""
    lines = [REASONS[verdict][which].format(id=first.id if first else "", score=score, other=other)]
    for candidate in match.candidates[:2]:
        lines.append(f"{candidate.id} {candidate.name} [{candidate.match}] {percent(candidate.score)}")
        strength = f"{candidate.features['strength']:.2f}"
        value = strength if lang == "en" else strength.replace(".", ",")
        lines.append("  = " + REASONS["strength"][which].format(value=value))
        for key in ("coverage_name", "coverage_entry"):
            lines.append("  + " + REASONS[key][which].format(value=f"{candidate.features[key]:.0%}"))
        if candidate.features["unit"] > 0:
            lines.append("  + " + REASONS["unit_same"][which])
        if candidate.features["misprint"]:
            lines.append("  + " + REASONS["misprint"][which])
        for key in ("head", "turn", "group", "lacking", "opener", "unit"):
            if candidate.features[key] < 0:
                lines.append("  - " + REASONS[key][which])
    return "\n".join(lines)
