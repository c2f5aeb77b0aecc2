"""Is more better, or less? From the catalogue where the indicator is known, else from the few names that leave no
doubt."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import load_catalogue
from normalize.model import Fact

LESS_IS_BETTER = re.compile(
    r"^(?:persentase\s+)?(?:prevalensi|angka\s+(?:kematian|kesakitan|kemiskinan|pengangguran|putus\s+sekolah|"
    r"kriminalitas|kelahiran\s+remaja)|ra(?:s|t)io\s+kematian|jumlah\s+kematian|"
    r"tingkat\s+(?:pengangguran|kemiskinan|inflasi|kriminalitas)|laju\s+inflasi|persentase\s+penduduk\s+miskin|"
    r"waktu\s+tanggap|indeks\s+risiko|rasio\s+gini|gini)\b",
    re.I,
)


#: what is done about a thing of which less is better: "luas permukiman kumuh yang tertangani"
TURNED = re.compile(
    r"\b(?:ter|di)(?:tangan|selesai|tindaklanjut|pulih|bina|layan|temukan)\w*|\b(?:penurunan|pengurangan|menurun\w*|"
    r"berkurang\w*|(?<!waktu )(?:penanganan|penyelesaian|penanggulangan)|bebas)\b",
    re.I,
)


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, tuple[str, str]]:
    return {indicator.id: (indicator.name, indicator.polarity) for indicator in load_catalogue().indicators}


def fact_to_polarity(fact: Fact) -> str:
    """'higher', 'lower' or '' (not known): a name that turns its entry's sense round leaves it open."""
    if fact.indicator_id:
        name, known = _catalogue().get(fact.indicator_id, ("", ""))
        if known == "lower" and TURNED.search(fact.indicator) and not TURNED.search(name):
            return ""
        if known:
            return known
    if TURNED.search(fact.indicator):
        return ""
    return "lower" if LESS_IS_BETTER.match(fact.indicator.strip()) else ""


#: sasaran and names that speak of something to be kept down, without saying so beyond doubt
_LEANING = re.compile(
    r"^\W*(?:menurun|berkurang|turun|menekan|terkendali|mengurangi|meminimal|rendahnya|terkuranginya)\w*|"
    r"\b(?:kasus|pelanggaran|kebakaran|kecelakaan|gangguan|keluhan|pengaduan|konflik|kematian|kesakitan|kerugian|"
    r"pencurian|illegal|perambahan|kehilangan|kebocoran|tunggakan|keterlambatan|waktu|lama)\b",
    re.I,
)


def leans_low(fact: Fact) -> bool:
    """Might less be better here? By the words of the name and of the sasaran; never enough for an alarm."""
    return not TURNED.search(fact.indicator) and bool(_LEANING.search(fact.indicator) or _LEANING.match(fact.group))
