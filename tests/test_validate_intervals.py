"""A printed number is an interval: rounding, truncation, touching borders."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from normalize.model import Quantity
from normalize.numbers import read_quantity
from validate.achievement import explain_capaian
from validate.intervals import Interval, exact_to_fit, fraction_to_text, point, same_figure
from validate.typing_slips import slip_between


def quantity(text: str) -> Quantity:
    found = read_quantity(text)
    assert found is not None, text
    return found


def test_rounding_and_truncation_are_told_apart() -> None:
    exact = Fraction(2, 3) * 100
    assert exact_to_fit(exact, quantity("66,67")) == "rounded"
    assert exact_to_fit(exact, quantity("66,66")) == "truncated"
    assert exact_to_fit(exact, quantity("66,68")) == "no"


def test_a_nought_added_to_two_decimals_is_no_fault() -> None:
    assert exact_to_fit(Fraction(988425, 10000), quantity("98,840")) == "loose"
    assert exact_to_fit(Fraction(988425, 10000), quantity("98,830")) == "no"


def test_borders_that_only_touch_are_two_figures() -> None:
    # 100 - 87,57 is 12,43: 12,42 shares only the border 12,425 with it
    remainder = point(100) - Interval(Fraction(87565, 1000), Fraction(87575, 1000))
    assert exact_to_fit(Fraction(1243, 100), quantity("12,42"), remainder) == "no"
    assert exact_to_fit(Fraction(1243, 100), quantity("12,43"), remainder) == "rounded"


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_every_rounded_or_cut_quotient_is_explained(part: int, whole: int, decimals: int) -> None:
    exact = Fraction(part, whole) * 100
    step = Decimal(1).scaleb(-decimals)
    cut = Decimal(int(exact * 10**decimals)).scaleb(-decimals)
    printed = Quantity(value=cut, step=step, raw=str(cut))
    assert exact_to_fit(exact, printed) in ("rounded", "truncated")
    up = Quantity(value=cut + 2 * step, step=step, raw="")
    assert exact_to_fit(exact, up) == "no" or decimals > 2


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4), st.integers(0, 3))
def test_told_values_read_back_as_rounded(number: int, divisor: int, decimals: int) -> None:
    value = Fraction(number, divisor)
    text = fraction_to_text(value, decimals)
    plain = Fraction(text.replace(".", "").replace(",", "."))
    assert abs(plain - value) * 2 * 10**decimals <= 1


def test_one_figure_rounded_harder_elsewhere_is_the_same() -> None:
    assert same_figure(quantity("70"), quantity("69,9"))
    assert same_figure(quantity("145"), quantity("144,64"))
    assert not same_figure(quantity("145"), quantity("141,46"))
    assert not same_figure(quantity("80,67"), quantity("80,76"))


def test_slips_of_the_hand() -> None:
    assert slip_between("80,67", "80,76") == "swapped"
    assert slip_between("34.249", "34.209") == "digit"
    assert slip_between("34.092.251.125", "234.092.251.125") == "lost"
    assert slip_between("993,46", "93,46") == "added"
    assert slip_between("1.904", "1,904") == "mark"
    assert slip_between("512", "984") == ""


def test_the_known_formulas_explain_a_capaian() -> None:
    cases = {
        ("34.209 orang", "17.516 orang", "51,20"): "R/T",
        ("89", "86,97", "102,28"): "(2T-R)/T",
        ("89", "86,97", "102,33"): "T/R",
        ("50", "90", "120"): "R/T <= 120",
        ("10", "0", "0"): "R/T",
    }
    for (target, result, capaian), formula in cases.items():
        found = explain_capaian(quantity(target), quantity(result), quantity(capaian))
        assert found is not None, capaian
        assert found.formula == formula
    assert explain_capaian(quantity("97%"), quantity("118,90%"), quantity("112,58")) is None
