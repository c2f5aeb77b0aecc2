"""Hypothesis strategies: numbers as Indonesian reports print them, beside what they mean."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

#: whole amounts up to hundreds of trillions, small ones as likely as big ones
whole_numbers = st.integers(min_value=1, max_value=15).flatmap(lambda digits: st.integers(0, 10**digits - 1))


def to_indonesian(value: Decimal | int) -> str:
    """1234567.89 -> "1.234.567,89"."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def to_english(value: Decimal | int) -> str:
    """1234567.89 -> "1,234,567.89"."""
    return f"{value:,}"


@st.composite
def decimals(draw: st.DrawFn, places: int = 2, largest: int = 10**12) -> Decimal:
    """A number with exactly `places` decimals."""
    return Decimal(draw(st.integers(0, largest * 10**places))).scaleb(-places)


noise = st.text(alphabet="0123456789.,%()-+ /RpxXlO:;=abcdijn°\u00a0", max_size=24)
prose = st.lists(
    st.sampled_from(
        [
            "target",
            "realisasi",
            "sebesar",
            "sebanyak",
            "dari",
            "menjadi",
            "orang",
            "17.516",
            "51,20%",
            "(",
            ")",
            "Rp.",
            "14.701.007.000,-",
            "atau",
            "capaian",
            "dokumen",
            "dan",
            "terdiri",
            "dari,",
            "3",
            "5",
            "(lima)",
            "rata-rata",
            "tahun",
            "2024",
            "meningkat",
            ".",
            ",",
            ":",
            ";",
            "=",
            "/",
            "x",
            "100",
            "anggaran",
            "pagu",
            "yaitu",
            "98,60",
            "kasus",
        ]
    ),
    max_size=40,
).map(" ".join)
