"""A pagu that is the sum of neighbouring lines elsewhere, to the rupiah, while the realisasi are not theirs.

Two amounts of many digits agree by chance next to never: lines whose pagu add up to another line's pagu are its
details, whatever they are called. Their realisasi must then add up to its realisasi.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from normalize.model import Fact, Quantity
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.model import Evidence, Suspect
from validate.prose import mention_to_evidence, roles_of
from validate.rules.budget import rows_to_lines
from validate.rules.told_budgets import PERIOD_WORDS, is_large
from validate.typing_slips import SLIP_WORDS, slip_between

#: no block of details is longer
LONGEST = 40
#: paragraphs between two sentences of one account
NEAR = 3


@dataclass(frozen=True, slots=True)
class Spent:
    """A line with pagu and realisasi. `place` orders it; `source` is its table's index, -1 for prose."""

    source: int
    place: int
    name: str
    where: str
    where_en: str
    pagu: Quantity
    spent: Quantity
    evidence: tuple[Evidence, ...]
    closing: bool
    page: int | None
    #: of a table: where the realisasi stands
    cell: tuple[int, int, int] | None = None

    @property
    def pair(self) -> tuple[Fraction, Fraction]:
        return quantity_value(self.pagu), quantity_value(self.spent)


def spent_lines(context: Context) -> list[Spent]:
    """All whole-year lines of tables and sentences that tell both amounts."""
    found: list[Spent] = []
    for line in rows_to_lines(context):
        pagu, spent = line.get("pagu"), line.get("realisasi_anggaran")
        if not (pagu and spent and pagu.quantity and spent.quantity) or pagu.period != "Y" or pagu.cumulative:
            continue
        if is_large(pagu.quantity) and abs(spent.quantity.value) >= 1000:
            found.append(fact_line(context, pagu, spent, pagu.quantity, spent.quantity))
    for claim in context.claims:
        roles = roles_of(claim)
        if claim.kind != "budget" or claim.period != "Y" or PERIOD_WORDS.search(claim.text):
            continue
        if "pagu" not in roles or "realisasi_anggaran" not in roles or claim.year not in (None, context.year):
            continue
        told, used = roles["pagu"], roles["realisasi_anggaran"]
        if is_large(told.quantity) and used.quantity.value >= 1000 and told.raw in claim.text:
            evidence = tuple(mention_to_evidence(context, claim, one, one.role) for one in (told, used))
            found.append(
                Spent(
                    source=-1,
                    place=claim.paragraph,
                    name=claim.indicator,
                    where=f"uraian{f' (hlm. {claim.page})' if claim.page else ''}",
                    where_en=f"the prose{f' (p. {claim.page})' if claim.page else ''}",
                    pagu=told.quantity,
                    spent=used.quantity,
                    evidence=evidence,
                    closing=False,
                    page=claim.page,
                )
            )
    return found


def fact_line(context: Context, pagu: Fact, spent: Fact, allotted: Quantity, used: Quantity) -> Spent:
    view = context.views[pagu.table_index]
    return Spent(
        source=pagu.table_index,
        place=pagu.row,
        name=pagu.indicator,
        where=fact_place(pagu),
        where_en=fact_place(pagu, "en"),
        pagu=allotted,
        spent=used,
        evidence=(fact_to_evidence(pagu, "pagu"), fact_to_evidence(spent, "realisasi")),
        closing=pagu.row_kind == "total" or view.is_total(pagu.row - 1),
        page=pagu.page,
        cell=(spent.table_index, spent.row, spent.col),
    )


def sequences(lines: Sequence[Spent]) -> Iterator[list[Spent]]:
    """Lines in a row: of one table without its totals; of sentences that follow each other, each pair once."""
    tables: dict[int, list[Spent]] = defaultdict(list)
    run: list[Spent] = []
    for line in lines:
        if line.source >= 0:
            if not line.closing:
                tables[line.source].append(line)
        elif run and line.place - run[-1].place > NEAR:
            yield run
            run = [line]
        elif all(line.pair != other.pair for other in run):
            run.append(line)
    yield run
    yield from tables.values()


def budget_runs(context: Context) -> Iterator[Draft]:
    """A draft for every line whose pagu neighbouring lines of another place make exactly, but not its realisasi."""
    lines = spent_lines(context)
    wholes: dict[Fraction, list[Spent]] = defaultdict(list)
    for line in lines:
        if line.pagu.step <= 1:
            wholes[quantity_value(line.pagu)].append(line)
    done: set[tuple[Fraction, Fraction]] = set()
    for sequence in sequences(lines):
        for whole, run in matching_runs(sequence, wholes):
            spent = sum((quantity_value(line.spent) for line in run), Fraction(0))
            if by_chance(whole, sequence, wholes):
                continue
            if whole.pair in done or any(line.pair == (whole.pair[0], spent) for line in lines):
                # a single line tells the run's sum: the two lines are held against each other elsewhere
                continue
            done.add(whole.pair)
            yield run_draft(whole, run, spent)


def by_chance(whole: Spent, sequence: Sequence[Spent], wholes: dict[Fraction, list[Spent]]) -> bool:
    """True where so many runs are held against so many amounts that one of as few digits may well be met by chance:
    more than one time in twenty."""
    digits = len(str(int(whole.pagu.value)).rstrip("0"))
    tried = len(sequence) * (len(sequence) - 1) // 2 * len(wholes)
    return tried * 20 > 9 * int(10 ** (digits - 1))


def matching_runs(
    sequence: Sequence[Spent], wholes: dict[Fraction, list[Spent]]
) -> Iterator[tuple[Spent, list[Spent]]]:
    """(whole, run) pairs: the run's pagu make the whole's; a whole that any run of the sequence makes in both amounts
    is left out, and so are the sequence itself as a whole (its total is judged elsewhere) and lines of its own place.
    """
    found: list[tuple[Spent, list[Spent]]] = []
    settled: set[int] = set()
    for start in range(len(sequence)):
        pagu, spent = Fraction(0), Fraction(0)
        for end in range(start, min(len(sequence), start + LONGEST)):
            pagu += quantity_value(sequence[end].pagu)
            spent += quantity_value(sequence[end].spent)
            run = list(sequence[start : end + 1])
            for whole in wholes.get(pagu, ()):
                same_table = whole.source == sequence[0].source >= 0
                if len(run) < 2 or same_table or any(line is whole or line.pair == whole.pair for line in run):
                    continue
                if spent == quantity_value(whole.spent):
                    settled.add(id(whole))
                else:
                    found.append((whole, run))
    for whole, run in found:
        # a table's rows all together are held against its total elsewhere
        whole_table = sequence[0].source >= 0 and {line.pair for line in run} == {line.pair for line in sequence}
        if id(whole) not in settled and not whole_table:
            yield whole, run


def run_draft(whole: Spent, run: Sequence[Spent], spent: Fraction) -> Draft:
    total = fraction_to_text(spent, step_decimals(whole.spent))
    places = list(dict.fromkeys(line.where for line in run))
    places_en = list(dict.fromkeys(line.where_en for line in run))
    shown = " + ".join(line.spent.raw for line in run[:8]) + (" + …" if len(run) > 8 else "")
    suspects = []
    gap = quantity_value(whole.spent) - spent
    for line, value in ((whole, spent), *((line, quantity_value(line.spent) + gap) for line in run)):
        would_be = fraction_to_text(value, step_decimals(line.spent))
        slip = slip_between(line.spent.raw, would_be)
        if value >= 0:
            reason = "jumlah rinciannya" if line is whole else "bila hanya baris ini yang salah"
            suspects.append(
                Suspect(
                    line.spent.raw, would_be, f"{reason}; {SLIP_WORDS[slip][0]}" if slip else reason, line.evidence[1]
                )
            )
    suspects.sort(key=lambda one: ";" not in one.reason)
    return Draft(
        rule="budget",
        kind="run_not_whole",
        severity="error",
        key=("run", whole.pagu.raw, whole.where),
        message=f"Pagu {whole.pagu.raw} ({whole.where}) adalah jumlah {len(run)} baris di {', '.join(places[:3])}, "
        f"tetapi realisasinya {shown} = {total}, sedangkan tercetak {whole.spent.raw}.",
        message_en=f"The allocation {whole.pagu.raw} ({whole.where_en}) is the sum of {len(run)} lines in "
        f"{', '.join(places_en[:3])}, but their spending is {shown} = {total}, while {whole.spent.raw} is printed.",
        evidence=(*whole.evidence, *(piece for line in run for piece in line.evidence)),
        expected=total,
        reported=whole.spent.raw,
        indicator=whole.name,
        page=whole.page,
        suspects=tuple(suspects),
        weight=64,
    )
