"""Claims about a whole with its parts: in one sentence, in a bracket, or over the items of a list.

"53 orang ... terdiri dari 38 orang PNS dan 15 orang PPPK", "27 orang (10 PNS, 17 PPPK)", "70 orang: - Pria 44 orang; -
Wanita 26 orang"; and a breakdown whose whole stands elsewhere: "S2 sebanyak 7 orang, S1 sebanyak 38 orang".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from normalize.claims_breakdowns import BROKEN_DOWN, SOME, counts_to_breakdowns
from normalize.claims_mentions import Spot
from normalize.claims_roles import with_role
from normalize.claims_told import Draft, Found, Told
from normalize.staff_groups import group_to_axis


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: words that announce all parts
_PARTS = re.compile(
    r"\b(?:terdiri(?:\s+(?:dari|atas|dar))?|dengan\s+(?:rincian|uraian|komposisi|perincian|pembagian|susunan|sebaran)"
    r"|(?:rincian|perincian|komposisi|sebaran)(?:nya)?|meliputi|mencakup|terbagi|dirinci|terinci|yaitu|yakni|berupa"
    r"|terpilah|masing-masing|tersebar\s+(?:di|pada))\b|^\W{0,2}:\s*",
    re.I,
)
#: words that announce parts only where these come near the whole
_LOOSELY = re.compile(r"^[^.;:]{0,60}(?:\bdengan\b|\bdi\s?mana\b|:)\s*[^.;:\d]{0,30}$", re.I)
_STOP = re.compile(
    r"\b(?:dari\s+(?:total|jumlah|target)|sehingga|dibanding\w*|sedangkan\s+target|atau\s+(?:sebesar|mencapai)"
    r"|dengan\s+demikian|(?<!melampaui )(?<!melebihi )(?<!mencapai )(?<!sesuai )(?<!memenuhi )(?<!bawah )(?<!atas )"
    r"target\w*)\b",
    re.I,
)
_PEOPLE = _words("""
orang org jiwa pegawai personil personel aparatur asn pns cpns pppk p3k karyawan tenaga staf pejabat honorer guru dosen
""")
#: things that hold others or are told beside others: 14 kecamatan are not their 211 desa
_HOLDERS = _words("""
negara provinsi kabupaten kota kab kab/kota kabupaten/kota kecamatan distrik kelurahan desa nagari gampong kampung dusun
rw rt tujuan sasaran indikator iku program kegiatan subkegiatan bidang seksi bagian subbagian bab misi urusan hari jam
bulan kali tahun minggu ha hektar hektare paket peserta lokasi titik orang org angkatan kelas
""")


def told_to_parts(sentences: Sequence[Told], paragraph: str, items: Sequence[Sequence[Told]] = ()) -> list[Draft]:
    """The wholes with their parts of a paragraph; `items` are the sentences of the list items right below it.

    An enumeration without a whole gives a claim of parts only.
    """
    drafts: list[Draft] = []
    cut = not re.search(r"[.;:!?)]\W*$", paragraph)
    for place, told in enumerate(sentences):
        if cut and place == len(sentences) - 1 and len(paragraph) > 60:
            # the rest of a sentence that breaks off may hold more parts
            continue
        counts = [found for found in told.found if _counts(found)]
        if (
            place
            and re.match(r"\s*(?:dengan|adapun)\s+(?:uraian|rincian)|\s*rincian", told.text, re.I)
            and sentences[place - 1].found
        ):
            # "seluruhnya 483 orang. Dengan uraian: ..."
            counts = [sentences[place - 1].found[-1], *counts]
        taken: set[int] = set()
        for at, whole in enumerate(counts):
            parts = _bracketed(counts, at, paragraph) or _announced(counts, at, paragraph, told)
            if len(parts) >= 2 and not _left_open(parts, paragraph, told):
                whole = _fitting(counts[: at + 1], parts)
                taken |= {whole[0].start, *(spot.start for spot, _ in parts)}
                drafts.append(
                    Draft("parts", told, (with_role(whole[1], "whole"), *(with_role(m, "part") for _, m in parts)))
                )
        rest = [found for found in counts if found[0].start not in taken]
        if run := _summed_last(rest):
            taken |= {spot.start for spot, _ in run}
            whole_role = with_role(run[-1][1], "whole")
            drafts.append(Draft("parts", told, (whole_role, *(with_role(m, "part") for _, m in run[:-1]))))
            rest = [found for found in rest if found[0].start not in taken]
        for run in counts_to_breakdowns(rest, told, bool(taken)):
            told_parts = tuple(with_role(m, "part") for _, m in run)
            summed = [found for found in counts if found[0].start > run[-1][0].start][:1]
            if summed and _SUMS_UP.search(summed[0][0].left) and summed[0][0].head == run[0][0].head:
                told_parts = (with_role(summed[0][1], "whole"), *told_parts)
            drafts.append(Draft("parts", told, told_parts))
    if sentences and items:
        drafts += _listed(sentences[-1], paragraph, items)
    return drafts


#: "... dan SMA 21 orang sehingga seluruhnya 90 orang"
_SUMS_UP = re.compile(
    r"^[\s,]*(?:(?:sehingga|jadi|maka|dengan)\s+(?:\w+\s+){0,3}?)?(?:seluruh\w*|keseluruhan\w*|total\w*|jumlah\w*|berjumlah)\b"
    r"[^.;,\d]{0,40}$",
    re.I,
)
#: parts that go on without a figure, or that are told for each of several
_REST = re.compile(r"\b(?:sisanya|selebihnya|lainnya|lain-lain|dll|dsb|dst|dan\s+seterusnya)\b", re.I)
_EACH = re.compile(r"\b(?:setiap|tiap-tiap|tiap|per)\b", re.I)


def _summed_last(counts: Sequence[Found]) -> list[Found]:
    """ "pindah 214 lembar, datang 187 lembar, jumlah 401 lembar": counts of one noun and, last, their sum; []."""
    for at, (spot, mention) in enumerate(counts):
        if at < 2 or not _SUMS_UP.search(spot.left) or mention.role in ("target", "difference"):
            continue
        run = [counts[at]]
        for place in range(at - 1, -1, -1):
            one, other = counts[place]
            if one.head != spot.head or other.role in ("target", "difference", "whole") or other.year != mention.year:
                break
            run.insert(0, counts[place])
            if not re.match(r"\s*(?:,|;|dan\b|serta\b)", one.left, re.I):
                break
        if len(run) > 2 and _near_sum(spot, run[:-1], 5):
            return run
    return []


def _left_open(parts: Sequence[Found], paragraph: str, told: Told) -> bool:
    """Whether parts are not all told: "... dan sisanya masyarakat", "10 paket untuk setiap kelompok"."""
    first, last = parts[0][0], parts[-1][0]
    after = paragraph[last.end : told.start + len(told.text)]
    return bool(_REST.search(after) or _EACH.search(paragraph[first.end : last.start]) or _EACH.match(after.strip()))


def _counts(found: Found) -> bool:
    return found[0].sort in ("count", "money") or (found[0].sort == "number" and bool(found[1].group))


def _listed(told: Told, paragraph: str, items: Sequence[Sequence[Told]]) -> list[Draft]:
    """The last figure of an announcing sentence with those of the items below it; of amounts one claim for each role
    ("pagu Rp a dengan realisasi Rp b dengan rincian:" above items that give both)."""
    counts = [found for found in told.found if _counts(found)]
    if not counts or not paragraph.rstrip().endswith(":") or SOME.search(told.text):
        return []
    after = paragraph[counts[-1][0].end :]
    if "%" in after or not (_PARTS.search(after) or re.fullmatch(r"[^.;\d]{0,80}:\s*", after)):
        return []
    wholes = [counts[-1]]
    if counts[-1][0].sort == "money":
        wholes = list({found[1].role: found for found in counts if found[0].sort == "money"}.values())
    text = " ".join((told.text, *(one.text for sentences in items for one in sentences)))
    drafts: list[Draft] = []
    for whole in wholes:
        parts = _parts_of_items(whole, items)
        if len(parts) >= 2:
            # the places of other paragraphs are not this paragraph's
            others = tuple(with_role(mention, "part", start=-1) for _, mention in parts)
            drafts.append(Draft("parts", told, (with_role(whole[1], "whole"), *others), text=text))
    return drafts


def _parts_of_items(whole: Found, items: Sequence[Sequence[Told]]) -> list[Found]:
    """The figures of list items that make up a whole; [] unless each item gives one of its sort, noun and role."""
    spot, mention = whole
    parts: list[Found] = []
    for sentences in items:
        if spot.sort == "money":
            same = [found for told in sentences for found in told.found if found[0].sort == "money"]
            roles = {found[1].role for found in same}
            own = [found for found in same if found[1].role == mention.role] if len(roles) > 1 else same
            if len(own) != 1:
                return []
        else:
            own = _of_item(sentences)
            if not own or any(one.head != spot.head or one.sort != spot.sort for one, _ in own):
                return []
        parts += own
    return [] if any(m.role in ("target", "difference") for _, m in (whole, *parts)) else parts


def _of_item(sentences: Sequence[Told]) -> list[Found]:
    """The figures of a list item that are not another's breakdown: "Kepala (1 orang), Sekretaris (1 orang)" are two,
    "Bidang A 41 orang, terdiri atas ..." and "Bidang B 27 orang (10 PNS, 17 PPPK)" are one each."""
    kept: list[Found] = []
    for told in sentences:
        for found in told.found:
            if not _counts(found):
                continue
            if kept:
                start = kept[-1][0].end - told.start
                gap = told.text[max(start, 0) : found[0].start - told.start]
                if (
                    _PARTS.search(gap)
                    or SOME.search(gap)
                    or _part_of_bracket(told.text, told.start, kept[-1][0], found[0])
                ):
                    return kept
            kept.append(found)
    return kept


def _fitting(counts: Sequence[Found], parts: Sequence[Found]) -> Found:
    """The whole of parts: the figure right before them, unless an earlier one of the sentence is their very sum ("pagu
    Rp a dengan realisasi Rp b dengan rincian ...")."""
    total = sum((Fraction(spot.quantity.value) for spot, _ in parts), Fraction(0))
    sums = [one for one in counts if Fraction(one[0].quantity.value) == total and one[0].sort == counts[-1][0].sort]
    return sums[-1] if sums else counts[-1]


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for letter in text:
        if letter == "(":
            depth += 1
        depths.append(depth)
        if letter == ")" and depth:
            depth -= 1
    return depths


def _bracketed(counts: Sequence[Found], at: int, paragraph: str) -> list[Found]:
    """The counts in the bracket that opens right after a count."""
    whole = counts[at][0]
    opened = re.match(
        r"[^().;,:\d]{0,40}(?:(?:terdiri\s+(?:dari|atas)|dengan rincian|yaitu|yakni)\s*:?\s*)?\(",
        paragraph[whole.end :],
    )
    if not opened:
        return []
    start = whole.end + opened.end()
    close = paragraph.find(")", start)
    # a bracket may hold another: "(PNS (5 orang), ...)"
    depth = 1
    for place in range(start, len(paragraph)):
        depth += {"(": 1, ")": -1}.get(paragraph[place], 0)
        if depth == 0:
            close = place
            break
    inside = [found for found in counts[at + 1 :] if start <= found[0].start < close]
    return inside if len(inside) >= 2 and _addable(counts[at], inside) else []


def _announced(counts: Sequence[Found], at: int, paragraph: str, told: Told) -> list[Found]:
    """The counts after the words that announce the parts of this one; they end at the next announcement or at the
    sentence's end.

    What stands in a bracket after a part is its own breakdown and is passed over.
    """
    whole = counts[at][0]
    following = counts[at + 1 :]
    if not following:
        return []
    gap = paragraph[whole.end : following[0][0].start]
    crossing = whole.start < told.start
    firmly = _PARTS.search(gap) or (crossing and _PARTS.search(told.text[:40]))
    # "dari 12 indikator, 6 indikator ..., 4 indikator ... dan 2 indikator"
    shared_out = counts[at][1].role == "whole" and sum(spot.head == whole.head for spot, _ in following) >= 3
    sexes = {mention.group for _, mention in following}
    by_sex = (
        sexes == {"kelamin:l", "kelamin:p"}
        and group_to_axis(counts[at][1].group) != "kelamin"
        and whole.head in _PEOPLE
    )
    if not (firmly or shared_out or by_sex or _LOOSELY.match(gap)) or SOME.search(gap) or len(gap) > 260:
        return []
    # "695 kasus atau sebesar 173,75% terdiri dari 658 kasus ..."
    after_percent = gap.rpartition("%")[2]
    if _STOP.search(after_percent) or (
        "%" in gap and not _PARTS.match(after_percent.lstrip(" ,)").removeprefix("yang "))
    ):
        return []
    end = told.start + len(told.text)
    depths = _depths(paragraph[whole.end : end])
    parts: list[Found] = []
    outer = 0
    for found in following:
        spot = found[0]
        before = paragraph[(parts[-1][0].end if parts else whole.end) : spot.start]
        if parts and re.search(r";\s*(?:yang|dari|namun|sedangkan|adapun|selebihnya)\b", before, re.I):
            break
        if parts and (_STOP.search(before) or (_PARTS.search(before) and not before.lstrip().startswith("("))):
            break
        own = depths[spot.start - whole.end] if spot.start - whole.end < len(depths) else 0
        if own > outer and parts and _part_of_bracket(paragraph, 0, parts[-1][0], spot):
            continue
        if parts and (BROKEN_DOWN.search(before) or _other_axis(whole, parts, found)):
            break
        parts.append(found)
        outer = own
    if not parts or not _addable(counts[at], parts):
        return []
    if by_sex and len(parts) == len(following) == 2 and _near_sum(whole, parts, 5):
        return parts
    return parts if firmly or (all(p.head == whole.head for p, _ in parts) and _near_sum(whole, parts, 5)) else []


def _part_of_bracket(text: str, offset: int, last: Spot, spot: Spot) -> bool:
    """Whether a count in brackets breaks down the part before the bracket ("90 orang (11 orang, 28 orang)")."""
    opened = text.rfind("(", 0, spot.start - offset)
    return 0 <= last.end - offset <= opened and not re.search(r"[,;]", text[last.end - offset : opened])


def _addable(whole: Found, parts: Sequence[Found]) -> bool:
    """Whether counts can add up to another: of one noun, or people by groups of one axis, or things of other names that
    come near the whole and do not hold each other."""
    spots = [spot for spot, _ in parts]
    head = whole[0].head
    same_sort = all(spot.sort == whole[0].sort or (m.group and spot.sort == "number") for spot, m in parts)
    if not same_sort or any(mention.role in ("target", "difference") for _, mention in (whole, *parts)):
        return False
    if all(spot.head == head for spot in spots):
        return True
    groups = [mention.group for _, mention in parts]
    if head in _PEOPLE and all(spot.head in _PEOPLE or group for spot, group in zip(spots, groups, strict=True)):
        return len({group_to_axis(group) for group in groups if group}) <= 1
    given = [bool(re.search(r"\b(?:sebanyak|sejumlah|berjumlah)\s*$", spot.left, re.I)) for spot in spots]
    if len(spots) >= 3 and all(given):
        # other nouns add up where each is given as an amount
        return True
    if whole[0].sort != "count" or any(spot.quantity.value > whole[0].quantity.value for spot in spots):
        return False
    if "/" in head and {spot.head for spot in spots} <= set(head.split("/")) and len(spots) == len(head.split("/")):
        # "9 kelurahan/desa (2 kelurahan dan 7 desa)"
        return True
    if head in _HOLDERS or not _near_sum(whole[0], parts, 1):
        return False
    named = {spot.head for spot in spots if spot.head and spot.head not in _HOLDERS}
    return all(
        spot.head not in _HOLDERS
        or (amount and any(re.search(rf"\b{re.escape(name)}", spot.left, re.I) for name in named))
        for spot, amount in zip(spots, given, strict=True)
    )


def _near_sum(whole: Spot, parts: Sequence[Found], narrowness: int) -> bool:
    """Whether the parts' sum misses the whole by at most its `narrowness`-th part."""
    total = sum((Fraction(spot.quantity.value) for spot, _ in parts), Fraction(0))
    return abs(total - Fraction(whole.quantity.value)) * narrowness <= Fraction(whole.quantity.value)


def _other_axis(whole: Spot, parts: Sequence[Found], found: Found) -> bool:
    """Whether a count begins another breakdown: by sex after those by grade. Staff without grade may follow grades."""
    axes = {group_to_axis(mention.group) for _, mention in parts} - {""}
    axis = group_to_axis(found[1].group)
    if not axis or not axes or axis in axes:
        return False
    return not ({axis, *axes} <= {"golongan", "status", "eselon"}) or _near_sum(whole, parts, 10**9)
