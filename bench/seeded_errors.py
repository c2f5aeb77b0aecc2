"""One error at a time into a clean paper. Every seed surely contradicts what stays printed (`seeded_model.holds`)."""

# sentences and rows are read by eye: one a line
# ruff: noqa: E501
from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bench.seeded_agencies import AGENCIES
from bench.seeded_model import Paper, Part, Place, decimal_to_print, holds, print_to_interval


@dataclass(frozen=True, slots=True)
class Seed:
    """A changed copy of a paper's parts. `rules` find it (one of them, or a neighbour); `mark` is what must be shown in
    the finding; `arithmetic` ones must have the changed print among the suspects."""

    agency: str
    rule: str
    rules: tuple[str, ...]
    slip: str
    told: str
    parts: tuple[Part, ...]
    mark: tuple[str, ...]
    arithmetic: bool


def changed(paper: Paper, place: Place, text: str) -> tuple[Part, ...]:
    part, row, col = place
    rows = [list(one) for one in paper.parts[part].rows]
    rows[row][col] = text
    return tuple(replace(one, rows=rows) if i == part else one for i, one in enumerate(paper.parts))


def reworded(paper: Paper, part: int, text: str) -> tuple[Part, ...]:
    return tuple(replace(one, text=text) if i == part else one for i, one in enumerate(paper.parts))


# ------------------------------------------------------------------------------------------------ slips of a figure


def slip_figure(text: str, slip: str, marks: str, chance: random.Random) -> str:
    """`text` with its figure mistyped; '' where the slip has no place in it."""
    found = re.search(r"\d[\d.,]*\d|\d", text)
    if not found:
        return ""
    figure = found.group(0)
    spots = [i for i, letter in enumerate(figure) if letter.isdigit()]
    new = ""
    if slip == "digit":
        spot = chance.choice(spots[: max(1, len(spots) - 1)])
        new = figure[:spot] + chance.choice([d for d in "123456789" if d != figure[spot]]) + figure[spot + 1 :]
    elif slip == "swap":
        pairs = [(a, b) for a, b in itertools.pairwise(spots)
                 if figure[a] != figure[b] and not (a == 0 and figure[b] == "0")]  # fmt: skip
        if pairs:
            a, b = chance.choice(pairs)
            letters = list(figure)
            letters[a], letters[b] = letters[b], letters[a]
            new = "".join(letters)
    elif slip in ("ten", "lost"):
        comma = "," if marks == "id" else "."
        whole, _, rest = figure.partition(comma)
        digits = re.sub(r"\D", "", whole)
        if slip == "ten":
            digits += "0"
        elif len(digits) > 1:
            spot = chance.randrange(len(digits))
            digits = (digits[:spot] + digits[spot + 1 :]).lstrip("0")
        if digits and digits != re.sub(r"\D", "", whole):
            new = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", "." if marks == "id" else ",", digits) + (
                comma + rest if rest else ""
            )
    elif slip == "mark":
        comma = "," if marks == "id" else "."
        whole, _, rest = figure.partition(comma)
        if len(rest) == 2 and len(whole) <= 2:
            new = f"{whole}{rest[0]}{comma}{rest[1]}"
    return text[: found.start()] + new + text[found.end() :] if new and new != figure else ""


def broken(paper: Paper, parts: tuple[Part, ...], place: Place) -> list[str]:
    """The rules whose relations with `place` no longer hold."""
    after = replace(paper, parts=list(parts))
    return [one.name for one in paper.relations if place in one.places and holds(after, one) is False]


def relation_seeds(paper: Paper, chance: random.Random, each: int) -> Iterator[Seed]:
    """`each` slips for every kind of relation the paper has, in cells drawn by lot."""
    places: dict[str, list[Place]] = defaultdict(list)
    for relation in paper.relations:
        places[relation.name] += relation.places
    used: set[tuple[Place, str]] = set()
    for name in sorted(places):
        made = 0
        for _ in range(60):
            if made == each:
                break
            place = chance.choice(places[name])
            slip = chance.choice(["digit", "digit", "swap", "swap", "ten", "mark", "lost"])
            old = paper.print(place)
            new = slip_figure(old, slip, paper.agency.marks, chance)
            if not new or (place, new) in used:
                continue
            parts = changed(paper, place, new)
            rules = broken(paper, parts, place)
            # a slip that another cell's rounding hides, or that only another rule sees, is none for this one
            if name not in rules:
                continue
            used.add((place, new))
            made += 1
            yield Seed(paper.agency.key, name, tuple(dict.fromkeys([name, *rules])), slip, f"{old} -> {new}", parts,
                       (new,), True)  # fmt: skip


def special_seeds(paper: Paper, chance: random.Random) -> Iterator[Seed]:
    """Slips that have a story: a realised value typed into the achievement, a total row off, a percent of another row."""
    marks = paper.agency.marks
    done: dict[str, int] = defaultdict(int)
    order = list(paper.relations)
    chance.shuffle(order)
    for relation in order:
        last = relation.places[-1]
        old = paper.print(last)
        new, slip = "", ""
        if relation.kind == "capaian" and done["copied"] < 1:
            got = re.search(r"\d[\d.,]*", paper.print(relation.places[1]))
            assert got
            new, slip = got.group(0).rstrip(".,"), "copied"
        elif relation.name == "total" and done["total"] < 1:
            low = print_to_interval(old, marks)
            if low is None or low[0].denominator != 1:
                continue
            value = Decimal(int(low[0]) + chance.choice([1, 2, 10, 100]))
            new, slip = re.sub(r"\d[\d.,]*", decimal_to_print(value, 0, marks), old, count=1), "total"
        elif relation.kind == "rest" and done["rest"] < 1:
            new, slip = paper.print(relation.places[1]), "rest"
        elif relation.kind == "percent" and done["percent"] < 1:
            new, slip = slip_figure(old, "digit", marks, chance), "percent"
        if not new or new == old:
            continue
        parts = changed(paper, last, new)
        rules = broken(paper, parts, last)
        if relation.name not in rules:
            continue
        done[slip] += 1
        yield Seed(paper.agency.key, relation.name, tuple(dict.fromkeys([relation.name, *rules])), slip,
                   f"{old} -> {new}", parts, (new,), True)  # fmt: skip


# ------------------------------------------------------------------------------------------------ words


def phrase_seeds(paper: Paper) -> Iterator[Seed]:
    for phrase in paper.phrases:
        text = paper.parts[phrase.part].text
        for new in phrase.swaps:
            if not new or new == phrase.old:
                continue
            pattern = re.compile(rf"(?<![\d.,\w]){re.escape(phrase.old)}(?!\d|[.,]\d)")
            if len(pattern.findall(text)) != 1:
                continue
            parts = reworded(paper, phrase.part, pattern.sub(lambda _, new=new: new, text))  # type: ignore[misc]
            shown = new if phrase.figure else new.split("(")[-1].rstrip(")") if phrase.rule == "terbilang" else new
            if phrase.rule == "count":
                shown = new.split(" ")[0]
            yield Seed(paper.agency.key, phrase.rule, (phrase.rule,), "word" if not phrase.figure else "prose",
                       f"{phrase.old} -> {new}: {text[:90]}", parts, (shown.strip(),), phrase.figure)  # fmt: skip


def label_seeds(paper: Paper, chance: random.Random) -> Iterator[Seed]:
    for place in chance.sample(paper.labels, min(2, len(paper.labels))):
        old = paper.print(place)
        new = chance.choice([name for name in paper.scale if name != old])
        yield Seed(paper.agency.key, "category", ("category",), "label", f"{old} -> {new}", changed(paper, place, new),
                   (new,), False)  # fmt: skip


def scale_seeds(paper: Paper) -> Iterator[Seed]:
    for index, part in enumerate(paper.parts):
        if not (part.rows and part.rows[0][-1] == "Predikat" and "Rentang" in part.rows[0][1]):
            continue
        for row in range(2, len(part.rows)):
            old = part.rows[row][1]
            numbers = re.findall(r"\d+(?:[.,]\d+)?", old)
            if len(numbers) != 2:
                continue
            high = int(re.split(r"[.,]", numbers[1])[0])
            for step, slip in ((-5, "gap"), (6, "overlap")):
                new = old.replace(numbers[1], str(high + step))
                yield Seed(paper.agency.key, "scale", ("scale",), slip, f"{old} -> {new}",
                           changed(paper, (index, row, 1), new), (new,), False)  # fmt: skip
            break


UNIT_SWAPS = {"orang": "kegiatan", "unit": "persen", "km": "unit", "ton": "hektare"}


def unit_seeds(paper: Paper, chance: random.Random) -> Iterator[Seed]:
    for place in chance.sample(paper.units, min(2, len(paper.units))):
        old = paper.print(place)
        figure, unit = old.split(" ", 1)
        new = f"{figure} {UNIT_SWAPS.get(unit, 'km')}"
        yield Seed(paper.agency.key, "unit", ("unit",), "unit", f"{old} -> {new}", changed(paper, place, new), (new,),
                   False)  # fmt: skip


def residue_seeds(paper: Paper, chance: random.Random) -> Iterator[Seed]:
    agency = paper.agency
    level = agency.region.startswith("Provinsi")
    others = [
        one
        for one in AGENCIES
        if one.region != agency.region and one.name != agency.name and one.region.startswith("Provinsi") == level
        and not one.region.startswith("Kementerian")
    ]  # fmt: skip
    own = f"{agency.name} {agency.region}"
    sentences = [i for i, part in enumerate(paper.parts) if part.kind == "text" and own in part.text]
    for index in chance.sample(sentences, min(2, len(sentences))):
        other = chance.choice(others)
        for slip, new in (("agency", f"{other.name} {other.region}"), ("region", f"{agency.name} {other.region}")):
            yield Seed(agency.key, "residue", ("residue",), slip, f"{own} -> {new}",
                       reworded(paper, index, paper.parts[index].text.replace(own, new)), (new.split(" ", 1)[0],), False)  # fmt: skip
    for index in paper.captions:
        text = paper.parts[index].text
        if text.endswith(f"Tahun {agency.year}") and re.search("Capaian Kinerja|Realisasi Anggaran|Triwulan", text):
            wrong = str(agency.year - 1)
            # a budget's year is contradicted only where a sentence or the list of tables gives it
            if "Anggaran" in text and paper.contents < 0 and agency.layout % 4 not in (0, 3):
                continue
            parts = reworded(paper, index, text.replace(str(agency.year), wrong))
            yield Seed(agency.key, "residue", ("residue",), "year", f"{text!r}: {wrong}", parts, (wrong,), False)
    for index, part in enumerate(paper.parts):
        if part.kind == "chapter" and "AKUNTABILITAS" in part.text:
            new = f"{part.text} TAHUN {agency.year - 1}"
            yield Seed(agency.key, "residue", ("residue",), "year", f"judul bab: {agency.year - 1}",
                       reworded(paper, index, new), (str(agency.year - 1),), False)  # fmt: skip


def numbering_seeds(paper: Paper, chance: random.Random) -> Iterator[Seed]:
    pair = chance.sample(range(1, len(paper.captions)), 1)[0]
    first, second = paper.captions[pair - 1], paper.captions[pair]
    number = paper.parts[first].text.split("\n")[0]
    title = paper.parts[second].text.split("\n")[1]
    mark = number.removeprefix("Tabel ").rstrip(".")
    yield Seed(paper.agency.key, "numbering", ("numbering",), "twice", f"{number} dua kali",
               reworded(paper, second, f"{number}\n{title}"), (mark,), False)  # fmt: skip
    if paper.contents >= 0:
        row = chance.randrange(len(paper.captions))
        old = paper.parts[paper.contents].rows[row][0]
        new = " ".join(old.split(" ")[:2]) + " Rekapitulasi Pengaduan dan Tindak Lanjutnya"
        yield Seed(paper.agency.key, "numbering", ("numbering",), "list_title", f"{old} -> {new}",
                   changed(paper, (paper.contents, row, 0), new), (old.split(" ")[1],), False)  # fmt: skip
        number = old.split(" ")[1]
        new = old.replace(number, number[:-1] + "19" if "." in number else "19", 1)
        yield Seed(paper.agency.key, "numbering", ("numbering",), "list_number", f"{old} -> {new}",
                   changed(paper, (paper.contents, row, 0), new), (number,), False)  # fmt: skip


def list_seeds(paper: Paper) -> Iterator[Seed]:
    """An item or an event less than told."""
    for index, part in enumerate(paper.parts):
        if part.kind == "item":
            lines = part.text.split("\n")
            yield Seed(paper.agency.key, "count", ("count",), "item_lost", lines[-1],
                       reworded(paper, index, "\n".join(lines[:-1])), (str(len(lines)),), False)  # fmt: skip


def date_seeds(paper: Paper, chance: random.Random) -> Iterator[Seed]:
    days = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    for index, part in enumerate(paper.parts):
        if part.rows and "Hari/Tanggal" in part.rows[0]:
            for row in chance.sample(range(1, len(part.rows) - 1), 2):
                old = part.rows[row][1]
                day = old.split(",")[0]
                new = old.replace(day, chance.choice([one for one in days if one != day]))
                yield Seed(paper.agency.key, "date", ("date",), "weekday", f"{old} -> {new}",
                           changed(paper, (index, row, 1), new), (new,), False)  # fmt: skip
            new = re.sub(r", \d+ \w+", ", 31 Juni", part.rows[1][1])
            yield Seed(paper.agency.key, "date", ("date",), "no_such_day", new, changed(paper, (index, 1, 1), new),
                       ("31 Juni",), False)  # fmt: skip


def malformed_seeds(paper: Paper, chance: random.Random) -> Iterator[Seed]:
    places = [place for one in paper.relations for place in one.places if one.name in ("budget", "total", "capaian")]
    for place, slip in zip(chance.sample(places, 3), ("ref", "div", "unreadable"), strict=True):
        old = paper.print(place)
        new = {"ref": "#REF!", "div": "#DIV/0!", "unreadable": "12.34.5,678" if paper.agency.marks == "id" else
               "12,34,5.678"}[slip]  # fmt: skip
        yield Seed(paper.agency.key, "malformed", ("malformed",), slip, f"{old} -> {new}", changed(paper, place, new),
                   (new,), False)  # fmt: skip


def paper_to_seeds(paper: Paper, each: int = 3) -> list[Seed]:
    """All seeds of a paper, always the same."""
    chance = random.Random(f"seeds {paper.agency.key}")
    return [
        *relation_seeds(paper, chance, each),
        *special_seeds(paper, chance),
        *phrase_seeds(paper),
        *label_seeds(paper, chance),
        *scale_seeds(paper),
        *unit_seeds(paper, chance),
        *residue_seeds(paper, chance),
        *numbering_seeds(paper, chance),
        *list_seeds(paper),
        *date_seeds(paper, chance),
        *malformed_seeds(paper, chance),
    ]
