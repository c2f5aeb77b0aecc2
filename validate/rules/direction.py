"""Words of more and less, rise and fall, against the figures beside them."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rapidfuzz import fuzz

from normalize.model import Fact, Quantity
from normalize.numbers import find_quantities
from validate.context import Context, Sentence
from validate.evidence import fact_place, fact_to_evidence, sentence_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import quantity_value
from validate.model import Severity, Suspect
from validate.names import fold, name_to_form
from validate.prose import is_money, is_percent, told
from validate.rules.differences import difference_columns
from validate.rules.direction_compared import against_yardstick, compared
from validate.rules.direction_told import RANKS, told_directions, told_series
from validate.rules.extremes import extremes
from validate.rules.overall_direction import overall_words

CARD = Card(
    id="direction",
    title="Kata naik, turun, lebih tinggi, atau melebihi bertentangan dengan angkanya",
    title_en="Words of rise, fall, more or less that the figures contradict",
    compares="lebih tinggi/rendah, melebihi, meningkat/menurun dari ... menjadi ..., setiap tahun, dengan angka di "
    "kalimat itu dan deret tahunan di tabel; kolom selisih; tertinggi dan terendah dengan kolomnya",
    compares_en="higher, lower, exceeding, rising or falling from ... to ..., every year, with the sentence's "
    "figures and the tables' series; columns of differences; the highest and the lowest with their column",
    why="Kesimpulan yang berlawanan dengan angka menyesatkan pembaca (PermenPANRB 53/2014 lampiran II, evaluasi dan "
    "analisis).",
    why_en="A conclusion against its figures misleads (PermenPANRB 53/2014 annex II, evaluation and analysis).",
    not_judged="kalimat dengan lebih dari satu pembanding yang mungkin; kata yang disangkal (tidak, belum)",
    not_judged_en="sentences with several possible comparisons; denied words (tidak, belum)",
    examples=(
        ("89,62 ... jauh lebih tinggi ... target nilai 90", "error"),
        ("target yang meningkat setiap tahun: 32.000; 32.000; 10.000", "error"),
    ),
)


HIGHER = r"(?:(?:masih\s+)?(?:jauh\s+)?lebih\s+(?:tinggi|besar|banyak)|melebihi|melampaui|(?<!ke )di\s?atas)"


LOWER = r"(?:(?:masih\s+)?(?:jauh\s+)?lebih\s+(?:rendah|kecil|sedikit)|di\s?bawah)"


COMPARISON = re.compile(rf"(?P<higher>{HIGHER})|(?P<lower>{LOWER})", re.I)


DENIED = re.compile(r"\b(?:tidak|belum|bukan|tanpa|kurang)\b[^,.;]{0,25}$", re.I)


TARGET_WORD = re.compile(r"\btarget\w*|ditetapkan|direncanakan|rencana", re.I)


def same_class(left: Quantity, right: Quantity) -> bool:
    return is_percent(left) == is_percent(right) and is_money(left) == is_money(right)


def placed_quantities(sentence: Sentence) -> list[tuple[int, Quantity]]:
    """(offset, quantity) of the sentence's figures, years and ordinals left out."""
    found = []
    for start, quantity in find_quantities(sentence.text):
        before = sentence.text[:start].rstrip()
        if 1990 <= quantity.value <= 2100 and not quantity.unit and quantity.step == 1:
            continue
        if re.search(
            r"(?:tahun|ke|nomor|no|tabel|gambar|pasal|bab|halaman|ayat|triwulan|misi|sasaran|tujuan)\W*$", before, re.I
        ):
            continue
        found.append((start, quantity))
    return found


def with_unit(sentence: Sentence, quantity: Quantity) -> str:
    """The figure as printed with the unit after it: "150 unit"."""
    if quantity.unit and f"{quantity.raw} {quantity.unit}" in sentence.text:
        return f"{quantity.raw} {quantity.unit}"
    return quantity.raw


#: a step right after the word, and the bar behind it
BY_HOW_MUCH = re.compile(
    r"\s*(?:sebesar\s+|sebanyak\s+|sekitar\s+)?(?:Rp\.?\s*)?\d[\d.,]*\s*(?:%|[a-z]+(?:\s+[a-z]+)?)?\s*(?:\([^()]*\)\s*)?"
    r"(?:dari|daripada|dibanding\w*|di\s?bawah|di\s?atas)\b",
    re.I,
)


def told_achievements(context: Context) -> frozenset[tuple[int, str]]:
    """(paragraph, figure) told as the achievement of a result: "mencapai target 98,01% atau melebihi target 100,01%"
    gives the share of the target, not the target."""
    return frozenset(
        (claim.paragraph, mention.raw)
        for claim in context.claims
        if claim.kind == "achievement" and any(mention.role == "realisasi" for mention in claim.mentions)
        for mention in claim.mentions
        if mention.role == "capaian"
    )


def comparisons(sentence: Sentence, achieved: frozenset[tuple[int, str]] = frozenset()) -> Iterator[Draft]:
    """ "A ... lebih tinggi ... B": the one figure before the word against the one after it; B no achievement. "A, lebih
    tinggi dari B dan di atas C": the one figure before both words against each."""
    matches = list(COMPARISON.finditer(sentence.text))
    quantities = placed_quantities(sentence)
    if len(matches) > 1 and not each_with_its_bar(matches, quantities):
        return
    for match, following in itertools.zip_longest(matches, matches[1:]):
        first = matches[0].start()
        before = [q for start, q in quantities if start < first]
        until = following.start() if following else len(sentence.text)
        after = [q for start, q in quantities if match.start() < start < until]
        yield from comparison(sentence, match, before, after, achieved)


def each_with_its_bar(matches: Sequence[re.Match[str]], quantities: Sequence[tuple[int, Quantity]]) -> bool:
    """Whether one figure stands before the first of several words and one, of its sort, after each."""
    before = [q for start, q in quantities if start < matches[0].start()]
    ends = [*(match.start() for match in matches[1:]), 10**9]
    after = [
        [q for start, q in quantities if match.start() < start < end] for match, end in zip(matches, ends, strict=True)
    ]
    return len(before) == 1 and all(len(bars) == 1 and same_class(bars[0], before[0]) for bars in after)


def comparison(
    sentence: Sentence,
    match: re.Match[str],
    before: Sequence[Quantity],
    after: Sequence[Quantity],
    achieved: frozenset[tuple[int, str]],
) -> Iterator[Draft]:
    if DENIED.search(sentence.text[: match.start()]) or re.match(
        r"\s*(?:rata|yang|dan\s+(?:tepat|di))", sentence.text[match.end() :], re.I
    ):
        return
    tail = sentence.text[match.end() : match.end() + 90]
    loose = re.match(r"di\s?(?:atas|bawah)", match.group(0), re.I)
    cue = r"target|dibanding|dari|daripada|jumlah|rencana|ditetapkan" + ("" if loose else r"|^\s*[\d(]")
    if not after or not re.search(cue, tail, re.I):
        return
    alike = before and after[0].unit and before[-1].unit.casefold() == after[0].unit.casefold()
    if not alike and re.match(
        r"\s*(?:tahun|hari|bulan|jam|menit|km|meter)\b",
        sentence.text[sentence.text.find(after[0].raw, match.end()) + len(after[0].raw) :],
        re.I,
    ):
        return
    bar = after[0]
    if len(after) > 1 and BY_HOW_MUCH.match(sentence.text[match.end() :]):
        # "lebih rendah 3,25% dari target 65%"
        bar = after[1]
    if (sentence.paragraph.order, bar.raw) in achieved:
        return
    near = [q for q in before if same_class(q, bar)]
    bare = bool(match["higher"]) and re.match(r"mel", match["higher"], re.I) is not None
    if len(near) != 1 and near and any(q.value != near[-1].value for q in near):
        return
    if near:
        value = near[-1]
    elif bare and not before:
        # "melebihi target 100% dengan penyerapan sebesar 98,60": the sign may be missing
        rest = [q for q in after[1:] if not is_money(q)]
        if (
            len(rest) != 1
            or not re.search(r"\bdengan\b|\byaitu\b|\byakni\b|\bsebesar\b", sentence.text[match.end() :], re.I)
            or not TARGET_WORD.search(sentence.text)
        ):
            return
        value = rest[0]
        if not is_percent(value) and not (is_percent(bar) and value.step < 1 and value.value * 2 > bar.value):
            return
    else:
        return
    a, b = quantity_value(value), quantity_value(bar)
    wrong = (match["higher"] and a < b) or (match["lower"] and a > b)
    if not wrong or value.raw == bar.raw:
        return
    word = match.group(0).strip()
    phrase = sentence.text[match.start() : sentence.text.find(bar.raw, match.start()) + len(bar.raw)]
    really = "lebih rendah" if a < b else "lebih tinggi"
    yield Draft(
        rule="direction",
        kind="comparison",
        severity="error",
        key=("comparison", fold(sentence.text)[:70]),
        message=f"“{word}”, padahal {value.raw} {really} daripada {bar.raw}: “{told(sentence.text)}”",
        message_en=f"“{word}”, though {value.raw} is {'lower' if a < b else 'higher'} than {bar.raw}: "
        f"“{told(sentence.text)}”",
        evidence=(
            sentence_to_evidence(sentence, value.raw, "nilai"),
            sentence_to_evidence(sentence, word, "kata"),
            sentence_to_evidence(sentence, phrase if len(phrase) < 80 else word, "kata dan pembanding"),
            sentence_to_evidence(sentence, bar.raw, "pembanding"),
        ),
        expected=really,
        reported=word,
        page=sentence.paragraph.page,
        suspects=(Suspect(word, really, "menurut kedua angkanya", sentence_to_evidence(sentence, word, "kata")),),
        weight=52,
    )


CHANGE = re.compile(
    r"\b(?P<rise>meningkat(?!kan)|peningkatan|naik|kenaikan|bertambah)\b|\b(?P<fall>menurun(?!kan)|penurunan|turun|"
    r"berkurang)\b",
    re.I,
)


FROM_TO = re.compile(
    r"\bdari\b(?P<first>(?:[^.;]|\.(?=\d)){0,70}?)\b(?:menjadi|ke)\b(?P<second>(?:[^.;]|\.(?=\d)){0,60})", re.I
)


def changes(sentence: Sentence) -> Iterator[Draft]:
    """ "menurun dari A menjadi B" with B above A, and the other way round."""
    words = list(CHANGE.finditer(sentence.text))
    if RANKS.search(sentence.text):
        return
    if not words or len({bool(word["rise"]) for word in words}) > 1:
        return
    word = words[0]
    for match in FROM_TO.finditer(sentence.text):
        if match.start() < word.start() - 40 or match.start() - word.end() > 120:
            continue
        quantities = placed_quantities(sentence)
        left = [q for start, q in quantities if match.start("first") <= start < match.end("first")]
        right = [q for start, q in quantities if match.start("second") <= start < match.end("second")]
        if len(left) != 1 or not right or not same_class(left[0], right[0]):
            continue
        a, b = quantity_value(left[0]), quantity_value(right[0])
        if a == b or (word["rise"] and b > a) or (word["fall"] and b < a):
            continue
        # falls of what is good to fall may be called a rise of the achievement
        if re.search(r"capaian|kinerja", sentence.text[word.end() : word.end() + 25], re.I) and not is_percent(left[0]):
            continue
        really = "naik" if b > a else "turun"
        yield Draft(
            rule="direction",
            kind="change",
            severity="error",
            key=("change", fold(sentence.text)[:70]),
            message=f"“{word.group(0)}” dari {left[0].raw} menjadi {right[0].raw}, padahal {really}: "
            f"“{told(sentence.text)}”",
            message_en=f"“{word.group(0)}” from {left[0].raw} to {right[0].raw}, which is a "
            f"{'rise' if b > a else 'fall'}: “{told(sentence.text)}”",
            evidence=(
                sentence_to_evidence(sentence, word.group(0), "kata"),
                sentence_to_evidence(sentence, with_unit(sentence, left[0]), "dari"),
                sentence_to_evidence(sentence, with_unit(sentence, right[0]), "menjadi"),
            ),
            expected=really,
            reported=word.group(0),
            page=sentence.paragraph.page,
            suspects=(
                Suspect(
                    word.group(0),
                    really,
                    "menurut kedua angkanya",
                    sentence_to_evidence(sentence, word.group(0), "kata"),
                ),
                Suspect(
                    right[0].raw, "", "bila katanya benar", sentence_to_evidence(sentence, right[0].raw, "menjadi")
                ),
            ),
            weight=50,
        )
        return


EVERY_YEAR = re.compile(
    r"(?P<phrase>(?P<what>target|realisasi|capaian)\b[^.;]{0,60}?\b(?P<word>meningkat|naik|bertambah|menurun|turun|"
    r"berkurang)\w*\s+(?:di\s+|pada\s+)?(?:setiap|tiap|tiap-tiap)\s+tahun\w*)",
    re.I,
)


EVERY_YEAR_2 = re.compile(
    r"(?P<phrase>(?P<what>target|realisasi|capaian)\b[^.;]{0,60}?\b(?P<word>meningkat|naik|menurun|"
    r"turun)\w*\s+dari\s+tahun\s+ke\s+tahun)",
    re.I,
)


def series(facts: Sequence[Fact], measure: str) -> list[Fact]:
    """One fact a year, in order: the print that most tables give; [] where fewer than three years are told."""
    by_year: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if (
            fact.measure == measure
            and fact.period == "Y"
            and fact.year is not None
            and fact.quantity is not None
            and fact.basis not in ("pok", "pk_revisi")
        ):
            by_year[fact.year].append(fact)
    chosen = []
    for year in sorted(by_year):
        group = by_year[year]
        values: dict[Fraction, list[Fact]] = defaultdict(list)
        for fact in group:
            if fact.quantity:
                values[quantity_value(fact.quantity)].append(fact)
        chosen.append(max(values.values(), key=len)[0])
    return chosen if len(chosen) >= 3 else []


def facts_under(context: Context, sentence: Sentence) -> list[Fact]:
    """Facts of the indicator that the nearest heading or the sentence itself names."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.row_kind == "indicator":
            groups[context.names.key(fact)].append(fact)
    for text in (*sentence.headings[:4],):
        form = name_to_form(text)
        best = max(groups, key=lambda name: fuzz.ratio(form, name), default="")
        if best and fuzz.ratio(form, best) >= 88:
            return groups[best]
    return []


def every_year(context: Context, sentence: Sentence) -> Iterator[Draft]:
    match = EVERY_YEAR.search(sentence.text) or EVERY_YEAR_2.search(sentence.text)
    if (
        not match
        or DENIED.search(sentence.text[: match.start()])
        or re.search(
            r"\b(?:diharapkan|akan|agar|perlu|harus)\W+(?:\w+\W+){0,2}$", sentence.text[: match.start("word")], re.I
        )
    ):
        return
    line = series(facts_under(context, sentence), match["what"].casefold())
    if not line:
        return
    values = [quantity_value(fact.quantity) for fact in line if fact.quantity]
    up = match["word"].casefold() in ("meningkat", "naik", "bertambah")
    steps = list(itertools.pairwise(values))
    if all((b > a) if up else (b < a) for a, b in steps):
        return
    against = any((b < a) if up else (b > a) for a, b in steps)
    severity: Severity = "error" if against else "warning"
    shown = "; ".join(f"{fact.year}: {fact.raw}" for fact in line)
    yield Draft(
        rule="direction",
        kind="every_year",
        severity=severity,
        key=("every year", context.names.key(line[0]), match["what"].casefold()),
        message=f"“{match['phrase']}”, tetapi {line[0].indicator} tercetak {shown} ({fact_place(line[0])}).",
        message_en=f"“{match['phrase']}”, but {line[0].indicator} is printed {shown} ({fact_place(line[0], 'en')}).",
        evidence=(
            sentence_to_evidence(sentence, match["phrase"], "kata"),
            *(fact_to_evidence(fact, str(fact.year)) for fact in line),
        ),
        expected="tidak setiap tahun",
        reported=match["phrase"],
        indicator=line[0].indicator,
        page=sentence.paragraph.page,
        suspects=(Suspect(match["phrase"], "tidak setiap tahun", "menurut deret tahunan"),),
        weight=45,
    )


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for words that say more or less than the figures."""
    achieved = told_achievements(context)
    judged: set[str] = set()
    for sentence in context.sentences:
        if re.search(r"\d", sentence.text):
            found = [*comparisons(sentence, achieved), *changes(sentence), *compared(sentence)]
            found += against_yardstick(sentence)
            judged |= {sentence.text} if found else set()
            yield from found
        yield from every_year(context, sentence)
    yield from told_directions(context, judged)
    yield from told_series(context)
    yield from overall_words(context)
    yield from difference_columns(context)
    yield from extremes(context)


RULE = Rule(CARD, judge)
