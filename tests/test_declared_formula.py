"""The formula a report declares against the formula its rows follow."""

from __future__ import annotations

from normalize.claims_declared import DeclaredFormula
from tests.validate_report import Sheet, cover, rules_of
from validate import Finding
from validate.declared import formulas_to_declared

HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
HIGHER = "Makin tinggi realisasi menunjukkan kinerja yang makin baik, dipakai rumus Realisasi / Target x 100%."
LOWER = "Makin tinggi realisasi menunjukkan kinerja yang makin rendah, dipakai rumus (2 x Target - Realisasi) / Target x 100%."
DEATHS = "Rasio kematian ibu"
HUNGER = "Prevalensi gizi buruk"
POOR = "Persentase penduduk miskin"


def findings(*rows: tuple[str, str, str, str], said: tuple[str, ...] = (HIGHER, LOWER)) -> list[Finding]:
    sheet = cover(Sheet())
    for text in said:
        sheet.say(text)
    body = [[str(number), *row] for number, row in enumerate(rows, 1)]
    found = sheet.table("Tabel 3.1 Capaian Kinerja Tahun 2024", [HEAD, *body]).findings()
    return [finding for finding in found if finding.rule == "capaian"]


PLAIN = [
    ("Jumlah produksi perikanan tangkap", "1.200", "1.140", "95,00"),
    ("Persentase pembudidaya yang dibina", "80%", "72%", "90,00"),
    ("Persentase kapal yang diperiksa", "50%", "55%", "110,00"),
    ("Jumlah kelompok yang dibina", "40", "30", "75,00"),
]


def test_rows_that_keep_to_the_declared_formula_are_no_finding() -> None:
    assert findings(*PLAIN, (DEATHS, "90", "80", "111,11"), (HUNGER, "5,00", "4,00", "120,00")) == []


def test_one_row_by_another_formula_is_told_with_the_declared_value_and_its_place() -> None:
    (finding,) = findings(*PLAIN, (DEATHS, "90", "80", "112,50"), (HUNGER, "5,00", "4,00", "120,00"))
    assert (finding.kind, finding.severity, finding.expected) == ("not_the_declared_formula", "warning", "111,11")
    assert {"90", "80", "112,50"} <= {piece.raw for piece in finding.evidence}
    assert any(piece.role == "rumus dinyatakan" and "2 x Target" in piece.raw for piece in finding.evidence)


def test_a_habit_against_the_declared_formula_is_one_finding_with_every_row() -> None:
    rows = [(DEATHS, "90", "80", "112,50"), (HUNGER, "5,00", "4,00", "125,00"), (POOR, "12,00", "10,00", "120,00")]
    (finding,) = findings(*PLAIN, *rows)
    assert (finding.kind, finding.expected, finding.reported) == ("declared_formula_unused", "(2T-R)/T", "T/R")
    assert {"112,50", "125,00", "120,00"} <= {piece.raw for piece in finding.evidence}


def test_the_same_rows_are_fine_where_nothing_is_declared() -> None:
    rows = [(DEATHS, "90", "80", "112,50"), (HUNGER, "5,00", "4,00", "120,00")]
    assert findings(*PLAIN, *rows, said=(HIGHER,)) == []
    assert findings(*PLAIN, *rows, said=()) == []


def test_what_rounded_operands_could_give_by_the_declared_formula_is_no_finding() -> None:
    # 0,58 and 0,6: (2T-R)/T gives 96,55; a realisasi of 0,599 would give the printed 96,67, as T/R does with 0,6
    assert findings(*PLAIN, (HUNGER, "0,58", "0,6", "96,67"), (DEATHS, "90", "80", "111,11")) == []


def test_a_wrong_capaian_is_held_against_the_declared_formula_first() -> None:
    (finding,) = findings(*PLAIN, (DEATHS, "90", "80", "117,50"))
    assert (finding.kind, finding.severity, finding.expected) == ("wrong_percent", "error", "111,11")


def test_more_is_better_reckoned_the_other_way_round() -> None:
    (told,) = findings(*PLAIN, ("Indeks Kepuasan Masyarakat", "80", "90", "88,89"))
    assert (told.kind, told.severity, told.expected) == ("not_the_declared_formula", "warning", "112,5")
    (known,) = findings(*PLAIN, ("Indeks Kepuasan Masyarakat", "80", "90", "88,89"), said=())
    assert (known.kind, known.severity, known.expected) == ("formula_turned_round", "warning", "112,5")
    (unknown,) = findings(*PLAIN, ("Angka serapan pakan mandiri", "80", "100", "80,00"), said=())
    assert (unknown.kind, unknown.severity, unknown.expected) == ("formula_turned_round", "note", "125")
    assert rules_of([unknown]) == []
    # a report that declares a formula for less-is-better has such indicators, and this may be one
    assert findings(*PLAIN, ("Angka pakan terbuang", "80", "100", "75,00")) == []


def test_less_is_better_reckoned_upward_against_the_declaration() -> None:
    (finding,) = findings(*PLAIN, (DEATHS, "90", "80", "88,89"))
    assert (finding.kind, finding.severity) == ("formula_of_other_polarity", "warning")
    assert finding.expected.startswith("111,11%")


def test_a_declared_share_of_reduction_is_a_formula_of_the_report() -> None:
    said = (HIGHER, "Makin rendah realisasi berarti makin baik, dengan rumus (Target - Realisasi) / Target x 100%.")
    assert findings(*PLAIN, (DEATHS, "90", "72", "20,00"), said=said) == []
    assert rules_of(findings(*PLAIN, (DEATHS, "90", "72", "20,00"), said=())) == ["capaian"]


def test_contradicting_declarations_are_none() -> None:
    higher = DeclaredFormula("R/T", "higher", "R/T", 1)
    downward = DeclaredFormula("(2T-R)/T", "", "(2T-R)/T", 2)
    assert formulas_to_declared([higher, downward]) == {"higher": higher, "lower": downward}
    assert formulas_to_declared([downward, DeclaredFormula("T/R", "lower", "T/R", 3)]) == {}
    assert formulas_to_declared([DeclaredFormula("R/T", "lower", "R/T", 4), DeclaredFormula("R/T", "", "R/T", 5)]) == {}


def test_what_is_done_about_an_evil_is_better_the_more_of_it() -> None:
    turned = ("Persentase luas permukiman kumuh yang tertangani", "80%", "90%", "112,50")
    assert findings(*PLAIN, turned) == []


def test_what_the_name_or_the_sasaran_leans_to_raises_no_note() -> None:
    assert findings(*PLAIN, ("Jumlah kasus illegal logging", "12", "9", "125,00"), said=()) == []
    (wrong,) = findings(*PLAIN, ("Luas kebakaran hutan", "50", "20", "140,00"), said=())
    assert wrong.expected == "160"
