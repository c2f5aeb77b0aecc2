"""The figures of a sentence with their nouns, the year and the plan named before them, and the role their words give
them.

Numbers that only name something (regulations, articles, tables, dates, telephone and staff numbers, list marks,
durations in years)
are no figures and are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.digits import NumberStyle
from normalize.model import Quantity
from normalize.numbers import find_quantities
from normalize.periods import find_years
from normalize.units import unit_to_class

_MONTHS = (
    r"(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
    r"|jan|feb|mar|apr|jun|jul|agt|sept?|okt|nov|nop|des)"
)
_NAMES = (
    r"tabel|gambar|grafik|diagram|bagan|lampiran|bab|butir|huruf|nomor|nomer|no|pasal|ayat|halaman|hal"
    r"|seri|jl|jalan|rt|rw|telp"
    r"|telepon|tlp|fax|faks|hp|wa|nip|nrp|nik|dipa|kode pos|versi|tahap|triwulan|tw|semester|periode|volume|edisi"
    r"|sasaran|misi|tujuan|iku|ik|ss"
    r"|indikator kinerja|indikator|program|eselon|golongan|gol|minggu|kelas|tipe|type|blok|km|form|formulir|model"
    r"|covid|g|ps|iso|windows|seksi"
    r"|kode|kode\s+\w+|satker|rekening|register|registrasi"
    r"|undang-undang|uu|pp|perpres|perda|permen\w*|inpres|keppres|kepmen\w*|isu strategis"
)
_ORDERED = r"sasaran|tujuan|misi|tahun|hari|minggu|bulan|tahap|urutan|peringkat|kali|triwulan|semester|anak"
_EXCLUDED = re.compile(
    rf"""\b(?:{_NAMES})\.?\s*[-:.]?\s*(?:\(?ke[-
    ])?\d[\w./-]*(?:\s*(?:,|dan|s\.?d\.?|sampai)\s*\d{{1,2}}(?![\d.,%]|\s*[^\W\d]))?(?:\s+tahun\s+(?:19|20)\d\d)?
    |\b(?:poin|angka|urutan|peringkat|(?:{_ORDERED})\s+ke)\s*\d{{1,2}}(?!\d|[.,]\d|\s*%|\s*persen)
    |(?<!naik\s)(?<!turun\s)(?<!meningkat\s)(?<!menurun\s)\bke\s?-\s?\d{{1,2}}(?!\d)
    |\b\d{{1,2}}\s*(?:(?:-|–|s\.?d\.?|dan|sampai(?:\s+dengan)?)\s*\d{{1,2}}\s*)?{_MONTHS}\b(?:\s+(?:19|20)\d\d)?
    |\b(?:pukul|jam|tanggal|tgl)\.?\s*\d[\d.:]*(?:\s*(?:-|–|s\.?d\.?)\s*\d[\d.:]*)?
    |\b\d{{1,2}}[.:]\d\d\s*(?:wib|wita|wit)\b
    |(?<!\d)(?:19|20)\d\d(?!\d|[.,]\d|\s+(?:orang|kasus|dokumen|unit|jiwa)\b)
    |(?<![\w(,.])\d{{1,2}}\)(?=\s)
    |\(\d{{1,2}}\)
    |\b\d+\s*(?:\([^()]*\)\s*)?(?:tahunan|tahun|thn)\b
    |(?<!\d)0\d[\d\s-]{{5,}}
    |(?<!\d)(?:19|20)\d{{6}}\s?(?:19|20)\d{{4}}\s?\d\s?\d{{3}}(?!\d)
    """,
    re.I | re.X,
)
_LEADING_MARK = re.compile(r"\s*[-•▪]?\s*\(?\d{1,2}(?:\.\d{1,2})*(?:[.)]|(?=\s+[A-Z]))\s*(?=[^\W\d]|\*|\()")
_NOUN = re.compile(r"(?:\s*\([^()\d]*\))?(?P<noun>(?:\s+[^\W\d_][\w/&-]*){1,6})")
_NOUN_STOPS = frozenset(
    (
        "yang", "dan", "atau", "di", "dari", "dengan", "untuk", "pada", "sebesar", "sebanyak", "dalam", "adalah",
        "merupakan", "telah",
        "sudah", "dikarenakan", "karena", "masih", "lebih", "jauh", "serta", "maupun", "ke", "menjadi", "per",
        "oleh", "sedangkan",
        "sehingga", "maka", "namun", "tetapi", "akan", "yaitu", "yakni", "terdiri", "meliputi", "bila", "apabila",
        "jika", "tersebut",
        "ini", "itu", "berada", "mencapai", "tercapai", "mengalami", "terjadi", "tahun", "pada", "saat", "hingga",
        "sampai", "dapat",
        "tidak", "belum", "antara", "berupa", "sementara", "dimana", "bahwa", "terhadap", "setiap", "selama",
        "secara", "ada", "x",
        "se-jawa", "berasal", "kemudian", "selanjutnya", "agar", "para", "memiliki", "s.d", "sd", "of", "times",
        "pcs", "meningkat", "s/d",
        "menurun", "naik", "turun", "berdasarkan", "dibandingkan", "setelah", "sebelum", "disesuaikan", "e-mail",
        "terdapat", "juga", "hanya", "sedang", "sedangkan", "terbit", "selesai",
        "naik", "turun", "bertambah", "berkurang", "dimaksud", "guna", "jadi", "maka",
        "artinya", "berarti", "dibagi", "dikali", "dikalikan", "ditambah", "dikurangi",
        "dikurang", "terhadap", "oleh", "melalui", "atas", "bagi",
    )
)  # fmt: skip


_VERB = re.compile(
    r"(?:ter(?:ealis|capai|serap|laksana|dapat|kait|pakai)|me[mn](?!teri|ara\b|engah|inggal)\w{4,}|me(?:lebih|lampau|nurun|ningkat)"
    r"|di(?:tetap|target|capai|per|ser|real|laks|band|sebab|angg|guna)\w*|se(?:bagai|suai|hingga|telah|lama|panjang"
    r"|mentara)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in a paragraph: `raw` from `start` to `end` with its noun; `left` are the words since the figure
    before it (or the
    sentence's start), `right` those up to the next."""

    start: int
    end: int
    raw: str
    quantity: Quantity
    noun: str
    left: str
    right: str
    year: int | None
    sentence: int

    @property
    def sort(self) -> str:
        """'money', 'percent', 'count' (has a counted noun), or 'number'."""
        unit_class = unit_to_class(self.quantity.unit)
        if unit_class in ("money", "percent"):
            return unit_class
        if not self.quantity.unit and not self.noun and abs(self.quantity.value) >= 10**6:
            # an amount whose "Rp" was left out
            return "money"
        if unit_class in ("count", "measure") or (self.noun and self.quantity.exact):
            return "count"
        return "count" if self.noun and self.quantity.value == self.quantity.value.to_integral_value() else "number"

    @property
    def head(self) -> str:
        """The first word of the noun, casefolded: what two counts must share to be added or divided."""
        words = (self.quantity.unit or self.noun).casefold().split()
        return words[0].replace("org", "orang") if words else ""


#: "95,95 % tahun 2015"
_YEAR_AFTER = re.compile(
    r"\s*(?:di\s+|pada\s+|untuk\s+)?tahun\s+(?P<year>(?:19|20)\d\d)\b(?!\s*(?:sebesar|sebanyak|sejumlah|adalah))", re.I
)


def sentence_to_spots(
    sentence: str, offset: int = 0, *, number: int = 0, style: NumberStyle | None = None
) -> list[Spot]:
    """The figures of a sentence that starts at `offset` in its paragraph; `number` is the sentence's place in it."""
    excluded = [found.span() for found in _EXCLUDED.finditer(sentence)]
    if mark := _LEADING_MARK.match(sentence):
        excluded.append(mark.span())
    hits = [
        (start, quantity)
        for start, quantity in find_quantities(sentence, style=style)
        if not any(a <= start + _digit_at(quantity.raw) < b for a, b in excluded)
        and not re.search(r"\bdikali\w*\s+(?:dengan\s+)?$|\b[xX×]\s*=?\s*$", sentence[:start])
    ]
    spots: list[Spot] = []
    before = dated = 0
    for place, (start, quantity) in enumerate(hits):
        end = start + len(quantity.raw)
        following = hits[place + 1][0] if place + 1 < len(hits) else len(sentence)
        noun, noun_end = _noun_after(sentence, end, following)
        if unit_to_class(quantity.unit) in ("money", "percent"):
            noun, noun_end = "", end
        left = sentence[before:start]
        years = find_years(sentence[dated:start])
        stands_after = _YEAR_AFTER.match(sentence, max(end, noun_end))
        dated = stands_after.end() if stands_after else max(end, noun_end)
        spots.append(
            Spot(
                start=offset + start,
                end=offset + max(end, noun_end),
                raw=sentence[start : max(end, noun_end)],
                quantity=quantity,
                noun=noun,
                left=left,
                right=sentence[max(end, noun_end) : following],
                year=int(stands_after["year"]) if stands_after else years[-1] if years else None,
                sentence=number,
            )
        )
        before = max(end, noun_end)
    return spots


def _digit_at(raw: str) -> int:
    found = re.search(r"\d", raw)
    return found.start() if found else 0


def _noun_after(sentence: str, end: int, following: int) -> tuple[str, int]:
    """The noun that follows a number, up to six words, and where it ends; ('', end) without one."""
    found = _NOUN.match(sentence, end, following)
    if not found:
        return "", end
    words: list[str] = []
    at = found.start("noun")
    last = end
    for word in re.finditer(r"\S+", found["noun"]):
        if (word[0].casefold() in _NOUN_STOPS and word[0] != "SD") or _VERB.match(word[0]):
            break
        words.append(word[0])
        last = at + word.end()
    return " ".join(words), last
