"""A column's header path -> its role in the table.

A path is the column's header texts from the top row down, a text that spans rows or columns standing once ("TAHUN
2023", "TARGET").
Headers are compared in a squeezed form (letters, digits and % only), because narrow cells break and hyphenate words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalize.model import Basis, Measure, Period
from normalize.periods import find_period, find_year_range, find_years

#: number: the row's ordinal; code: an account code; group: sasaran, tujuan, programme above the indicator;
#: indicator; unit;
#: figure: printed figures; category: a grade told in words; text: anything else
RoleKind = Literal["number", "code", "group", "indicator", "unit", "figure", "category", "text"]


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What a column holds. `year` None means: the table's own. `end_target` marks the target at the end of the plan
    period.

    `sure` is False where the header alone did not decide the measure and the neighbours or the figures had to.
    """

    kind: RoleKind
    measure: Measure | None = None
    year: int | None = None
    period: Period | None = None
    cumulative: bool = False
    basis: Basis = ""
    unit: str = ""
    end_target: bool = False
    relative_year: int = 0
    comparison: bool = False
    sure: bool = True


#: the words that decide a column; a header word one or two slips away from one of them is read as it
_WORDS = (
    "realisasi", "capaian", "pencapaian", "target", "anggaran", "indikator", "sasaran", "triwulan", "program",
    "kegiatan", "satuan", "strategis", "kinerja", "persentase", "keuangan", "alokasi", "belanja", "kategori",
    "predikat", "keterangan",
)  # fmt: skip
#: words that are a slip away from one of those and right as they are
_RIGHT = frozenset({"lokasi"})
#: words that hold one of those and mean another thing
_STRANGERS = re.compile(r"pelanggaran|penganggaran|ketidaktercapaian")


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Letters, digits and %, in lower case, nothing between, slips mended: 'REALI-SASI (%)' -> 'realisasi%'."""
    words = [_mended(word) for word in re.findall(r"[a-z]+|[^a-z]+", _STRANGERS.sub(" ", text.casefold()))]
    return re.sub(r"[^a-z0-9%]", "", "".join(words))


def _mended(word: str) -> str:
    if len(word) < 6 or not word.isalpha() or word in _WORDS or word in _RIGHT:
        return word
    nearest = process.extractOne(word, _WORDS, scorer=OSA.distance, score_cutoff=1 if len(word) < 10 else 2)
    return nearest[0] if nearest and abs(len(nearest[0]) - len(word)) <= 1 else word


def has(text: str, *words: str) -> bool:
    return any(word in text for word in words)


_BUDGET = (
    "anggaran",
    "keuangan",
    "pagu",
    "alokasi",
    "dipa",
    "dppa",
    "belanja",
    "biaya",
    "pendanaan",
    "dana",
    "apbd",
    "apbn",
)
_PAGU = (
    "pagu",
    "anggaran",
    "alokasi",
    "dipa",
    "dpa",
    "dppa",
    "murni",
    "pergeseran",
    "setelahperubahan",
    "sebelumperubahan",
    "dana",
)
_REST = ("sisa", "saldo", "tidakterserap", "silpa", "lebihkurang", "bertambahberkurang", "selisihanggaran")
_PERCENT_LEAF = re.compile(r"^%?(persen|persentase|prosentase|presentase)?%?$")
_CATEGORY = ("kategori", "kriteria", "predikat", "penilaian", "interpretasi", "notifikasi", "statuscapaian", "warna")
_TEXT = (
    "keterangan",
    "penanggungjawab",
    "perangkatdaerah",
    "penjelasan",
    "sumberdata",
    "formula",
    "rumus",
    "caraperhitungan",
    "definisi",
    "permasalahan",
    "kendala",
    "tindaklanjut",
    "solusi",
    "upaya",
    "lokasi",
    "kelompoksasaran",
    "penerimamanfaat",
    "waktu",
    "pelaksana",
    "alasan",
    "analisis",
    "analisa",
    "tanggal",
    "bobot",
    "aksi",
)
_GROUP = (
    "sasaran",
    "tujuan",
    "misi",
    "program",
    "urusan",
    "strategi",
    "kebijakan",
    "outcome",
    "perspektif",
)
_NAME = (
    "indikator",
    "iku",
    "kegiatan",
    "uraian",
    "mataanggaran",
    "komponen",
    "rincian",
    "output",
    "nama",
    "jenis",
    "akun",
    "belanja",
    "unitkerja",
    "aspek",
    "unsur",
)
#: a row of letters among the headers: "(a)", "(b)", "(c=b/a)"
_LETTERED = re.compile(r"^\s*\(\s*(?!rp\b|[trck]\b)\w{1,2}\s*(?:[=:].*)?\)\s*$", re.IGNORECASE)
#: measures of measures: their percentages are nobody's achievement
_RELATIVE = ("bobot", "deviasi", "efisiensi", "selisih", "gap")
#: under a year or a quarter a letter is enough
_SHORT: dict[str, Measure] = {"t": "target", "r": "realisasi", "c": "capaian"}
_END = re.compile(r"kondisi(kinerja)?(pada)?akhir")
_START = re.compile(r"kondisi(kinerja)?(pada)?awal")
_UNIT = ("satuan", "unitukuran")
#: a budget told by one word under "Target" or "Realisasi"
_MONEY_LEAF = re.compile(r"^%?(?:keuangan|anggaran|pagu|biaya|dana|belanja|pendanaan)(?:rp|rupiah|%|persen)*$")
_ORDINAL = re.compile(r"^(no|nomor|nour|nourut|no\d*|nomorurut|nomisi|nosasaran|nr)$")


def is_percent_header(text: str) -> bool:
    """'%', '(%)', 'Persen', 'Persentase' alone, or a header that begins with the percent sign ('% Realisasi')."""
    tight = squeeze(text)
    return (bool(_PERCENT_LEAF.match(tight)) and tight != "") or text.strip().startswith(("%", "(%)"))


def _path_period(path: tuple[str, ...]) -> tuple[Period | None, bool]:
    """The quarter (or half, or year) a header path names, the innermost first; and whether it is cumulative."""
    quarters = has(squeeze(" ".join(path)), "triwulan", "kuartal") or any(
        re.search(r"\btw\b", text, re.IGNORECASE) for text in path
    )
    for place in range(len(path) - 1, -1, -1):
        hit = find_period(path[place], quarter_header=quarters)
        if hit and hit.cumulative and hit.period in ("Q4", "S2"):
            return "Y", False
        if hit:
            return hit.period, hit.cumulative
    return None, False


def _path_years(path: tuple[str, ...]) -> tuple[int | None, bool]:
    """The single year a header path names, the innermost first; and whether it came as the end of a range."""
    for text in reversed(path):
        span = find_year_range(text)
        years = find_years(text)
        single = [year for year in years if not span or year not in span]
        if single:
            return single[-1], False
        if span:
            return span[1], True
    return None, False


def _basis(text: str) -> Basis:
    if has(text, "pok"):
        return "pok"
    if has(text, "renstra", "rpjmd", "rpjmn", "jangkamenengah", "rencanastrategis"):
        return "renstra"
    if has(text, "rkt", "rencanakinerjatahunan", "rkpd", "renja"):
        return "rkt"
    if re.search(r"perjanjiankinerja|penetapankinerja|\bpk\b", text):
        return "pk_revisi" if has(text, "revisi", "reviu", "perubahan") else "pk"
    return ""


def path_to_role(path: tuple[str, ...]) -> ColumnRole:
    """The role that the header words alone give; `measure` None with kind 'figure' where they do not decide."""
    while len(path) > 1 and _LETTERED.match(path[-1]):
        path = path[:-1]
    if not path:
        return ColumnRole("text", sure=False)
    leaf = path[-1]
    tight, whole = squeeze(leaf), squeeze(" ".join(path))
    above = squeeze(" ".join(path[:-1]))
    year, _ = _path_years(path)
    period, cumulative = _path_period(path)
    basis = _basis(whole)
    unit = "%" if "%" in whole and "%" in leaf else ("Rp" if re.search(r"\brp\b", " ".join(path).casefold()) else "")
    figure = ColumnRole("figure", year=year, period=period, cumulative=cumulative, basis=basis, unit=unit)
    if "tahunlalu" in whole or "tahunsebelumnya" in whole:
        figure = replace(figure, relative_year=-1)
    budget = has(whole, *_BUDGET) and not has(tight, "kinerjaanggaran")
    percent = is_percent_header(leaf)

    if _ORDINAL.match(tight) or tight in ("", "#"):
        return ColumnRole("number")
    if re.match(r"^(?:kode|norek|nomorrek|mak)(?:rek(?:ening)?|akun|program|kegiatan)?$|^norekening$", tight):
        return ColumnRole("code")
    if (has(tight, *_UNIT) and not tight.startswith("indikator")) or tight == "sat":
        return ColumnRole("unit")
    if re.match(r"^(?:kategori|predikat|kriteria|status)capaian|^keberhasilan$", tight):
        return ColumnRole("category", year=year, period=period)

    # as a word of its own: 'tren' also stands in 'Target Renstra' squeezed
    trend = re.search(r"\btrend?\b", " ".join(path), re.IGNORECASE) is not None
    if (trend or has(whole, "pertumbuhan", "selisih", "kenaikan")) and not has(tight, "target", "realisasikinerja"):
        return ColumnRole("text")
    if has(whole, "rasio", "perbandingan") and has(whole, "realisasi") and budget:
        return replace(figure, measure="persen_anggaran", unit="%")
    comparison = has(whole, "terhadap", "thdp", "thd", "dibanding", "kemajuan", "perbandinganterhadap")
    if "fisik" in whole:
        return replace(figure, measure="fisik", unit="%")
    # 'Realisasi sampai dengan' holds the letters of 'sisa'
    if has(tight.replace("realisasi", "realised"), *_REST):
        return replace(figure, measure="sisa_anggaran")
    if comparison and has(whole, "capaian", "realisasi", "kemajuan", "%", "persentase"):
        return replace(
            figure, measure="capaian", comparison=True, year=None, relative_year=0, unit="%" if "%" in whole else ""
        )
    # 'Kondisi Kinerja pada Akhir Periode Renstra': the end target, in K or in Rp
    if _END.search(whole) and not has(whole, "realisasi"):
        money = re.search(r"\brp\b", leaf.casefold()) is not None or has(tight, *_BUDGET)
        measure: Measure = "pagu" if money else "target"
        return replace(figure, measure=measure, basis="renstra", end_target=True, unit="Rp" if money else unit)
    if (
        _START.search(whole)
        or has(whole, "tahunawal", "kondisiawal", "capaianawal", "baseline", "datadasar", "nilaiawal", "dataawal")
        or (tight == "awal" and not budget)
    ):
        return replace(figure, measure="baseline")
    if has(tight, "nasional", "standar") and has(tight, "target", "realisasi", "capaian", "rata", "nasional"):
        return ColumnRole("text")  # another body's figures
    if tight.startswith("rencanaaksi"):
        return ColumnRole("text", sure=False)
    if tight.startswith("sumber") or has(tight, "pelaksana", "pengampu"):
        return ColumnRole("text")
    if percent and has(above, *_RELATIVE):
        return ColumnRole("text")
    if _MONEY_LEAF.match(tight) and has(above, "realisasi", "serapan", "penyerapan") and "pagu" not in tight:
        in_percent = percent or "%" in tight or "persen" in tight
        return replace(
            figure, measure="persen_anggaran" if in_percent else "realisasi_anggaran", unit="%" if in_percent else "Rp"
        )
    if _MONEY_LEAF.match(tight) and has(above, "target", "rencana"):
        return replace(figure, measure="pagu", unit="Rp")
    if tight.startswith("pagu") and path[1:]:
        return replace(figure, measure="pagu", unit="Rp")
    if path[1:] and tight in _SHORT:
        return replace(figure, measure=_SHORT[tight], sure=tight != "c")
    if tight.startswith(("target", "rencanatingkatcapaian")) or (
        has(tight, "target", "rencana") and not has(tight, "realisasi", "capaian", "indikator", "program")
    ):
        return _target(figure, path, whole, tight, budget)
    if has(tight, "realisasi", "terealisasi", "serapan", "penyerapan", "pencairan", "dayaserap"):
        return _realised(figure, tight, above, budget, percent, leaf)
    label = has(tight, "program", "sasaran", "tujuan", "kebijakan", "strategi", "misi")
    if has(tight, "capaian", "tercapai") and "indikator" not in tight and (not label or _begins_as_achievement(tight)):
        return _achieved(figure, tight, above, budget, percent, leaf)
    if percent:
        if budget or has(above, "keuangan"):
            return replace(figure, measure="persen_anggaran", unit="%")
        if has(above, "target", "realisasi") and not has(above, "kinerja", "tahun") and not has(above, "capaian"):
            return replace(figure, measure=None, unit="%", sure=False)
        return replace(figure, measure="capaian", unit="%", sure=has(above, "capaian", "kinerja"))
    if re.match(r"^(?:tingkat|capaian)?kinerja%$", tight):
        return replace(figure, measure="capaian", unit="%")
    if has(tight, "persenkeuangan", "persenanggaran"):
        return replace(figure, measure="persen_anggaran", unit="%")
    if re.match(r"^(rp|rupiah|rpribu|rpjuta|rp000)$", tight):
        if "%" in above and has(above, "tingkat", "persen", "prosen"):
            return replace(figure, measure="persen_anggaran", unit="%")
        if has(above, "realisasi", "capaian", "keuangan"):
            return replace(figure, measure="realisasi_anggaran", unit="Rp")
        return replace(figure, measure="pagu", unit="Rp", sure=has(above, *_BUDGET, "target", "rencana"))
    if tight in ("k", "kinerja", "volume", "vol"):
        if "capaian" in above and ("%" in whole or has(above, "tingkat", "persen")):
            return replace(figure, measure="capaian", unit="%")
        if has(above, "realisasi", "capaian"):
            return replace(figure, measure="realisasi")
        if has(above, "target", "rencana"):
            return replace(figure, measure="target")
        return replace(figure, measure=None, sure=False)
    if has(tight, *_CATEGORY) and not has(tight, "indikator"):
        return ColumnRole("category", year=year, period=period)
    if tight in ("ket", "ket%") or (
        (tight.startswith(_TEXT) or "penanggungjawab" in tight) and "indikator" not in tight
    ):
        return ColumnRole("text")
    if re.match(r"^(nilai|skor|hasil)(indikator|komponen|unsur|aspek|iku|akhir|evaluasi|\d{4}|tahun\d{4})?$", tight):
        return replace(figure, measure="realisasi", sure=False)
    if has(tight, "indikator", "iku") or tight in ("parameter", "tolokukur", "tolakukur", "tolokukurkinerja"):
        return ColumnRole("indicator")
    if tight in ("ss", "sk", "sp"):
        return ColumnRole("group")
    if re.match(r"^belanja(?:daerah|pegawai|modal|barang)?rp$", tight):
        return replace(figure, measure="pagu", unit="Rp")
    if has(tight, "mataanggaran", "jenisbelanja", "jenisanggaran", "uraianbelanja"):
        return ColumnRole("indicator")
    if has(tight, "kegiatan", "komponen", "uraian", "rincian") and not has(tight, "anggarankegiatan", "sasaran"):
        return ColumnRole("indicator" if not has(tight, "program", "urusan") else "group")
    if has(tight, *_GROUP) and not has(tight, "pagu"):
        return ColumnRole("group")
    if has(tight, *_PAGU) or (
        budget
        and has(
            tight, "awal", "akhir", "semula", "menjadi", "revisi", "perubahan", "sebelum", "sesudah", "setelah", "induk"
        )
    ):
        return replace(figure, measure="pagu", unit="Rp")
    if has(tight, *_NAME):
        return ColumnRole("indicator")
    if year is not None or period is not None:
        return _dated(figure, path, above, whole)
    if tight in ("jumlah", "total", "jml", "jumlahtotal"):
        return replace(figure, measure=None, sure=False)
    return ColumnRole("text", sure=False)


def _begins_as_achievement(tight: str) -> bool:
    return tight.startswith(
        ("capaian", "pencapaian", "%", "persen", "prosen", "presen", "tingkat", "ratarata", "nilai")
    )


def _target(figure: ColumnRole, path: tuple[str, ...], whole: str, tight: str, budget: bool) -> ColumnRole:
    end = has(tight, "akhir") or has(
        whole, "akhirrenstra", "akhirrpjmd", "akhirperiode", "targetrenstra", "targetrpjm", "jangkamenengah"
    )
    above = squeeze(" ".join(path[:-1]))
    # 'Target dan Pagu Indikatif' over 'Target | Rp': the money stands in the column beside it
    money_above = has(above, *_BUDGET) and not has(whole, "kinerja", "fisik") and not has(above, "target", "volume")
    if money_above or (budget and not has(whole, "kinerja") and re.search(r"\brp\b", " ".join(path).casefold())):
        return replace(figure, measure="pagu", unit="Rp")
    if end:
        return replace(figure, measure="target", basis="renstra", end_target=True)
    # 'Target Tahun 2020', 'Target Tahunan' in a table about a quarter is the year's all the same
    if figure.period is None and re.match(r"target(?:kinerja|pk|anggaran)?(?:1|satu|se)?tahun", tight):
        figure = replace(figure, period="Y")
    if not figure.basis and has(tight, "semula", "sebelum", "murni", "induk"):
        return replace(figure, measure="target", basis="pk")
    if not figure.basis and has(tight, "perubahan", "revisi", "menjadi", "setelah"):
        return replace(figure, measure="target", basis="pk_revisi")
    return replace(figure, measure="target")


def _realised(figure: ColumnRole, tight: str, above: str, budget: bool, percent: bool, leaf: str) -> ColumnRole:
    in_percent = percent or tight.startswith(("%", "persen", "prosen", "presen", "tingkat"))
    if budget:
        if in_percent or tight.endswith("%") or (has(tight, "serapan") and "%" in tight):
            return replace(figure, measure="persen_anggaran", unit="%")
        return replace(figure, measure="realisasi_anggaran", unit="Rp")
    if has(tight, "serapan", "penyerapan", "pencairan", "dayaserap"):
        return replace(figure, measure="persen_anggaran", unit="%", sure=False)
    if has(tight, "sp2d"):
        return replace(figure, measure="realisasi_anggaran", unit="Rp")
    if in_percent and not has(tight, "capaianrealisasi"):
        return replace(figure, measure="capaian", unit="%", sure=False)
    return replace(figure, measure="realisasi", sure=not tight.endswith("%"))


def _achieved(figure: ColumnRole, tight: str, above: str, budget: bool, percent: bool, leaf: str) -> ColumnRole:
    if budget and not has(tight, "kinerja"):
        if percent or "%" in tight or has(tight, "tingkat", "persen"):
            return replace(figure, measure="persen_anggaran", unit="%")
        return replace(figure, measure="realisasi_anggaran", sure=False)
    if percent or "%" in tight or has(tight, "tingkat", "persen", "prosen", "presen", "ratarata"):
        return replace(figure, measure="capaian", unit="%")
    return replace(figure, measure="capaian", sure=False)


def _dated(figure: ColumnRole, path: tuple[str, ...], above: str, whole: str) -> ColumnRole:
    """A column headed by a year or a quarter alone takes its measure from the words above it."""
    budget = has(above, *_BUDGET)
    if has(whole, "sampaitahun", "sdtahun", "akhirrenstra", "akhirrpjmd") and not has(whole, "realisasi", "capaian"):
        return replace(figure, measure="target", basis="renstra", end_target=True, sure=False)
    if has(above, "target", "rencana", "proyeksi"):
        basis: Basis = figure.basis
        return replace(figure, measure="pagu" if budget and not has(above, "kinerja") else "target", basis=basis)
    if has(above, "rasio") and has(above, "capaian", "realisasi"):
        return replace(figure, measure="persen_anggaran" if budget else "capaian", sure=False)
    if has(above, "realisasi"):
        return replace(figure, measure="realisasi_anggaran" if budget else "realisasi")
    if has(above, "capaian") and ("%" in above or has(above, "persen", "prosen", "presen", "tingkat", "ratarata")):
        return replace(figure, measure="persen_anggaran" if budget else "capaian", unit="%")
    if has(above, "capaian") or re.search(r"(?:^|akhir)(?:nilai|skor|hasil)", above):
        return replace(figure, measure="realisasi", sure=False)
    if budget:
        return replace(figure, measure="pagu", unit="Rp")
    return replace(figure, measure=None, sure=False)
