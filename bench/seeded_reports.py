"""Clean reports: everything in them adds up. `agency_to_paper` writes one; its layout picks each section's form."""

# sentences and rows are read by eye: one a line
# ruff: noqa: E501
from __future__ import annotations

import datetime
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bench.seeded_agencies import Agency, Measure
from bench.seeded_model import (
    Paper,
    Part,
    Phrase,
    Place,
    Relation,
    decimal_to_print,
    exact_to_decimal,
    number_to_words,
)

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("0", "I", "II", "III", "IV", "V")
OPPOSITE = {"meningkat": "menurun", "menurun": "meningkat", "naik": "turun", "turun": "naik",
            "lebih tinggi": "lebih rendah", "lebih rendah": "lebih tinggi",
            "kenaikan": "penurunan", "penurunan": "kenaikan"}  # fmt: skip
SCALES: tuple[tuple[tuple[str, str, Fraction], ...], ...] = (
    (("Sangat Tinggi", "91 - 100", Fraction(91)), ("Tinggi", "76 - 90,99", Fraction(76)),
     ("Sedang", "66 - 75,99", Fraction(66)), ("Rendah", "51 - 65,99", Fraction(51)),
     ("Sangat Rendah", "0 - 50,99", Fraction(0))),
    (("Sangat Baik", "> 100", Fraction(10001, 100)), ("Baik", "> 85 - 100", Fraction(8501, 100)),
     ("Cukup", "> 70 - 85", Fraction(7001, 100)), ("Kurang", "≤ 70", Fraction(0))),
    (("Sangat Berhasil", "≥ 100", Fraction(100)), ("Berhasil", "80 - 99,99", Fraction(80)),
     ("Cukup Berhasil", "60 - 79,99", Fraction(60)), ("Kurang Berhasil", "< 60", Fraction(0))),
)  # fmt: skip


class Result:
    """A measure with its figures over the years and quarters, exact."""

    def __init__(self, measure: Measure, agency: Agency, chance: random.Random) -> None:
        self.measure = measure
        self.target = Decimal(measure.target)
        step = Decimal(1).scaleb(-measure.decimals)
        ratio = Decimal(chance.choice([81, 86, 89, 93, 96, 97, 102, 104, 107, 109])) / 100
        self.result = (self.target * ratio + step * chance.randint(1, 9) * (self.target > 40)).quantize(step)
        if self.result == self.target:
            self.result -= step
        if measure.unit == "%":
            self.result = min(self.result, Decimal("98.36"))
        if self.result == 0:
            self.result = step
        # the years before: every year a little worse or better, never alike
        self.years = {agency.year: self.result}
        value = self.result
        for back in (1, 2):
            less = Decimal(chance.choice([3, 4, 5, 6, 7])) / 100
            moved = (value * less).quantize(step) or step
            value = value + moved if measure.better == "lower" else value - moved
            self.years[agency.year - back] = value
        # plans: targets rise (fall) every year
        self.plan = {agency.year: self.target}
        for ahead in range(-2, 3):
            if ahead:
                moved = (self.target * abs(ahead) * Decimal("0.02")).quantize(step) or step * abs(ahead)
                up = (ahead > 0) == (measure.better == "higher")
                planned = self.target + moved if up else self.target - moved
                if measure.unit == "%":
                    planned = min(planned, Decimal("99.00"))
                self.plan[agency.year + ahead] = planned
        self.quarters = year_to_quarters(self.result, measure, chance)
        self.achievement = achievement(self.target, self.result, measure, agency)

    def before(self, agency: Agency, chance: random.Random) -> Result:
        """The same measure in the report of the year before, `agency.year`: what this one says of that year."""
        year = agency.year
        made = Result(replace(self.measure, target=str(self.plan[year])), agency, chance)
        made.result = self.years[year]
        gap = self.years[year + 1] - self.years[year]
        made.years = {year: self.years[year], year - 1: self.years[year - 1], year - 2: self.years[year - 1] - gap}
        made.quarters = year_to_quarters(made.result, made.measure, chance)
        made.achievement = achievement(made.target, made.result, made.measure, agency)
        return made

    def show(self, value: Decimal, agency: Agency, *, unit: bool = False) -> str:
        text = decimal_to_print(value, self.measure.decimals, agency.marks)
        if self.measure.unit == "%":
            return f"{text}{agency.percent or '%'}" if unit else text
        return f"{text} {self.measure.unit}" if unit else text


def year_to_quarters(value: Decimal, measure: Measure, chance: random.Random) -> list[Decimal]:
    """Four quarters that make the year in the measure's own way; all differ."""
    step = Decimal(1).scaleb(-measure.decimals)
    if measure.makes_year == "sum":
        units = int(value / step)
        parts = [units * share // 100 for share in chance.choice([(23, 27, 22), (19, 28, 26), (26, 21, 24)])]
        return [part * step for part in (*parts, units - sum(parts))]
    spread = max((value * Decimal("0.03")).quantize(step), step)
    if measure.makes_year == "average":
        return [value - 2 * spread, value + spread, value - spread, value + 2 * spread]
    sign = -1 if measure.better == "higher" else 1
    return [value + sign * spread * back for back in (3, 2, 1, 0)]


def achievement(target: Decimal, result: Decimal, measure: Measure, agency: Agency) -> Decimal:
    wanted, got = Fraction(target), Fraction(result)
    if measure.better == "higher":
        exact = got / wanted * 100
    elif agency.lower == "twice":
        exact = (2 * wanted - got) / wanted * 100
    else:
        exact = wanted / got * 100
    if agency.cap:
        exact = min(exact, Fraction(agency.cap))
    return exact_to_decimal(exact, agency.decimals, truncates=agency.truncates)


class Writer:
    """Adds sections to a paper; holds what they share."""

    def __init__(self, agency: Agency, later: Writer | None = None) -> None:
        """`later` is the writer of next year's report, whose word on this year holds."""
        self.agency = agency
        self.chance = random.Random(agency.key)
        self.paper = Paper(agency)
        self.v = agency.layout
        self.year = agency.year
        self.goals = [(goal, [Result(one, agency, self.chance) for one in ones]) for goal, ones in agency.goals]
        if later is not None:
            self.goals = [(goal, [one.before(agency, self.chance) for one in ones]) for goal, ones in later.goals]
        self.results = [result for _, results in self.goals for result in results]
        self.facts: dict[tuple[str, str], list[Place]] = {}
        self.in_chapter = 0
        self.place = agency.seat
        self.short = f"{agency.name} {agency.region}"
        self.budget: list[tuple[str, int, int]] = []
        for name in agency.programmes:
            pagu = self.chance.randint(310, 4200) * 1_000_000 + self.chance.randint(1, 999) * 1000
            spent = pagu * self.chance.choice([871, 913, 942, 957, 968, 983]) // 1000 - self.chance.randint(100, 99999)
            self.budget.append((name, pagu, spent))

    # -- small helpers

    def count(self, value: int) -> str:
        return decimal_to_print(Decimal(value), 0, self.agency.marks)

    def rupiah(self, value: int) -> str:
        return f"{self.agency.money}{self.count(value)}" + (
            ",00" if self.v % 6 == 4 and self.agency.marks == "id" else ""
        )

    def percent(self, value: Decimal, decimals: int | None = None) -> str:
        decimals = self.agency.decimals if decimals is None else decimals
        if self.v % 3 == 0 and value == value.to_integral_value():
            decimals = 0
        return decimal_to_print(value, decimals, self.agency.marks) + (self.agency.percent if self.v % 2 else "")

    def told_percent(self, value: Decimal, decimals: int | None = None) -> str:
        text = decimal_to_print(value, self.agency.decimals if decimals is None else decimals, self.agency.marks)
        return text + (self.agency.percent or "%")

    def share(self, part: int, whole: int) -> Decimal:
        exact = Fraction(100 * part, whole)
        return exact_to_decimal(exact, self.agency.decimals, truncates=self.agency.truncates)

    def say(self, text: str, kind: str = "text") -> int:
        return self.paper.say(text, kind)

    def open_chapter(self, number: int, title: str) -> None:
        self.paper.chapter, self.in_chapter = number, 0
        self.say(f"BAB {ROMAN[number]}\n{title}" if self.v % 2 else f"BAB {ROMAN[number]} {title}", "chapter")

    def table(self, title: str, rows: list[list[str]]) -> int:
        """A captioned table; the index of its part."""
        self.in_chapter += 1
        self.paper.tables += 1
        chapter = self.paper.chapter
        number = {
            "chapter": f"{chapter}.{self.in_chapter}",
            "roman": f"{ROMAN[chapter]}.{self.in_chapter}",
            "plain": f"{self.paper.tables}",
        }[self.agency.numbers]
        dot = "." if self.v % 4 == 3 else ""
        self.paper.captions.append(self.say(f"Tabel {number}{dot}\n{title}", "caption"))
        width = max(len(row) for row in rows)
        self.paper.parts.append(Part("table", rows=[row + [""] * (width - len(row)) for row in rows]))
        return len(self.paper.parts) - 1

    def relate(self, name: str, kind: str, places: list[Place], extra: str = "") -> None:
        self.paper.relations.append(Relation(name, kind, tuple(places), (extra, 0)))

    def note_fact(self, result: Result | str, what: str, place: Place) -> None:
        """The same fact printed before and here must agree."""
        name = result if isinstance(result, str) else result.measure.name
        before = self.facts.setdefault((name, what), [])
        if before:
            # a target in the plan's chapter is held against an earlier plan
            plans = what == "target" and self.paper.chapter == 2
            self.relate("plan_chain" if plans else "cross_table", "same", [before[0], place])
        before.append(place)

    def phrase(self, part: int, old: str, swaps: list[str], rule: str, *, figure: bool = False) -> None:
        assert old in self.paper.parts[part].text, (old, self.paper.parts[part].text)
        self.paper.phrases.append(Phrase(part, old, tuple(swaps), rule, figure))

    # -- sections

    def cover(self) -> None:
        kind = ("LAPORAN KINERJA INSTANSI PEMERINTAH", "LAPORAN KINERJA", "LAPORAN AKUNTABILITAS KINERJA")[self.v % 3]
        self.say("Contoh rekaan untuk pengujian; bukan laporan terbitan.")
        self.say(kind, "heading")
        self.say(f"{self.agency.name.upper()}\n{self.agency.region.upper()}\nTAHUN {self.year}", "heading")
        self.say("KATA PENGANTAR", "chapter")
        choices = (
            f"Laporan Kinerja {self.short} Tahun {self.year} disusun sebagai pertanggungjawaban atas pelaksanaan tugas "
            "dan penggunaan anggaran.",
            f"Puji syukur dipanjatkan karena Laporan Kinerja {self.short} Tahun {self.year} dapat diselesaikan.",
            f"Dokumen ini memuat hasil pengukuran kinerja {self.short} selama tahun {self.year}.",
        )
        self.say(choices[self.v % 3])
        part = self.say(
            "Penyusunannya berpedoman pada Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja "
            "Instansi Pemerintah dan Peraturan Menteri PANRB Nomor 53 Tahun 2014."
        )
        self.regulation = part
        day = datetime.date(self.year + 1, 1 + self.v % 3, 10 + self.v % 15)
        self.say(f"{self.place}, {day.day} {MONTHS[day.month - 1]} {day.year}")
        if self.v % 2 == 0:
            self.say("DAFTAR TABEL", "chapter")
            self.paper.parts.append(Part("contents"))
            self.paper.contents = len(self.paper.parts) - 1

    def profile(self) -> None:
        self.open_chapter(1, "PENDAHULUAN")
        self.say("A. Gambaran Umum", "heading")
        part = self.say(
            f"{self.short} berkedudukan di {self.place} dan melaksanakan urusan yang menjadi kewenangannya. Pembentukannya "
            "mengikuti Peraturan Menteri PANRB Nomor 53 Tahun 2014 dalam hal pelaporan kinerja."
        )
        self.phrase(part, "Nomor 53 Tahun 2014", ["Nomor 53 Tahun 2015", "Nomor 53 Tahun 2012"], "residue")
        missions = ["Meningkatkan mutu layanan kepada masyarakat.", "Memperkuat tata kelola yang bersih.",
                    "Mendorong inovasi aparatur.", "Memperluas kemitraan dengan dunia usaha.",
                    "Menjaga kelestarian lingkungan."][: 3 + self.v % 3]  # fmt: skip
        count = len(missions)
        lead = (
            f"Untuk mencapai visi tersebut ditetapkan {count} ({number_to_words(count)}) misi sebagai berikut:",
            f"Misi yang diemban ada {count} ({number_to_words(count)}), yaitu:",
        )[self.v % 2]
        part = self.say(lead)
        self.phrase(part, f"{count} ({number_to_words(count)})",
                    [f"{count + 1} ({number_to_words(count + 1)})", f"{count - 1} ({number_to_words(count - 1)})"],
                    "count")  # fmt: skip
        self.phrase(part, f"{count} ({number_to_words(count)})", [f"{count} ({number_to_words(count + 4)})",
                    f"{count} ({number_to_words(count + 7)})"], "terbilang")  # fmt: skip
        self.say("\n".join(f"{i}. {mission}" for i, mission in enumerate(missions, 1)), "item")
        self.say("B. Sumber Daya Manusia", "heading")
        self.staff()

    def staff(self) -> None:
        chance = self.chance
        men = [chance.randint(6, 28) for _ in self.agency.units]
        women = [chance.randint(5, 26) for _ in self.agency.units]
        total_men, total_women = sum(men), sum(women)
        total = total_men + total_women
        words = number_to_words(total)
        told = (
            f"Sampai akhir tahun {self.year} pegawai berjumlah {total} ({words}) orang yang terdiri dari {total_men} orang "
            f"laki-laki dan {total_women} orang perempuan.",
            f"Jumlah pegawai sebanyak {total} ({words}) orang, terdiri atas laki-laki {total_men} orang dan perempuan "
            f"{total_women} orang.",
            f"Pada tahun {self.year} terdapat {total} ({words}) orang pegawai, yaitu {total_men} laki-laki dan "
            f"{total_women} perempuan.",
        )[self.v % 3]
        part = self.say(told)
        self.phrase(part, f"{total_men} ", [f"{total_men + 9} ", f"{total_men - 4} "], "prose_arithmetic", figure=True)
        self.phrase(part, f"({words})", [f"({number_to_words(total + 10)})", f"({number_to_words(total - 3)})"],
                    "terbilang")  # fmt: skip
        form = self.v % 4
        name = ("Unit Kerja", "Bagian/Bidang", "Unit", "Uraian")[form]
        head = [["No", name, "Laki-laki", "Perempuan", "Jumlah"]]
        if form == 1:
            head = [["No", name, "Jenis Kelamin", "", "Jumlah"], ["", "", "L", "P", ""]]
        elif form == 2:
            head = [["No.", name, "Pria", "Wanita", "Total"], ["(1)", "(2)", "(3)", "(4)", "(5)"]]
        rows = head + [
            [str(i), unit, str(m), str(w), str(m + w)]
            for i, (unit, m, w) in enumerate(zip(self.agency.units, men, women, strict=True), 1)
        ]
        rows.append(
            [("Jumlah", "Total", "JUMLAH", "Jumlah Total")[form], "", str(total_men), str(total_women), str(total)]
        )
        index = self.table(f"Jumlah Pegawai Menurut Unit Kerja dan Jenis Kelamin Tahun {self.year}", rows)
        top, last = len(head), len(rows) - 1
        for row in range(top, last + 1):
            self.relate("total", "sum", [(index, row, 2), (index, row, 3), (index, row, 4)])
        for col in (2, 3, 4):
            self.relate("total", "sum", [(index, row, col) for row in range(top, last + 1)])
        if self.v % 3 != 1:
            self.education(total)

    def education(self, total: int) -> None:
        """The same people by schooling."""
        levels = ("S2", "S1", "D3", "SMA")
        parts = [total * share // 100 for share in (12, 47, 16)]
        parts.append(total - sum(parts))
        pns = [part * 3 // 5 for part in parts]
        other = [part - one for part, one in zip(parts, pns, strict=True)]
        rows = [["No", "Tingkat Pendidikan", "PNS", "PPPK", "Jumlah"]]
        rows += [[str(i), level, str(a), str(b), str(c)]
                 for i, (level, a, b, c) in enumerate(zip(levels, pns, other, parts, strict=True), 1)]  # fmt: skip
        rows.append(["Jumlah", "", str(sum(pns)), str(sum(other)), str(total)])
        index = self.table(f"Jumlah Pegawai Menurut Pendidikan Tahun {self.year}", rows)
        for col in (2, 3, 4):
            self.relate("total", "sum", [(index, row, col) for row in range(1, 6)])
        for row in range(1, 6):
            self.relate("total", "sum", [(index, row, 2), (index, row, 3), (index, row, 4)])

    def plans(self) -> None:
        self.open_chapter(2, "PERENCANAAN KINERJA")
        self.say("A. Rencana Strategis", "heading")
        end = self.year + 2
        self.say(f"Renstra {self.short} memuat target tahunan sampai dengan tahun {end}.")
        goals, count = len(self.goals), len(self.results)
        part = self.say(
            f"Renstra menetapkan {goals} ({number_to_words(goals)}) sasaran strategis dengan {count} "
            f"({number_to_words(count)}) indikator kinerja."
        )
        self.phrase(
            part, f"{count} ({number_to_words(count)})", [f"{count} ({number_to_words(count + 5)})"], "terbilang"
        )
        if self.v % 2 == 1 or self.v % 5 == 0:
            years = [self.year + step for step in range(-2, 3)]
            rows = [["No", "Indikator Kinerja", "Satuan", *[f"Target {year}" for year in years]]]
            if self.v % 4 == 1:
                rows = [["No", "Indikator Kinerja", "Satuan", "Target Tahun", "", "", "", ""],
                        ["", "", "", *[str(year) for year in years]]]  # fmt: skip
            top = len(rows)
            for i, result in enumerate(self.results, 1):
                rows.append([str(i), result.measure.name, result.measure.unit,
                             *[result.show(result.plan[year], self.agency) for year in years]])  # fmt: skip
            index = self.table(f"Target Renstra {self.short} Tahun {years[0]}-{years[-1]}", rows)
            for i, result in enumerate(self.results):
                if self.v % 6 != 1:
                    # where the agreement is revised by declaration, earlier plans may differ
                    self.note_fact(result, "target", (index, top + i, 5))
                self.note_fact(result, "end", (index, top + i, 7))
        self.say("B. Perjanjian Kinerja", "heading")
        self.say(f"Perjanjian Kinerja Tahun {self.year} ditandatangani pada awal tahun dengan isi sebagai berikut.")
        inside = self.v % 3 == 0
        if self.v % 6 == 1:
            rows = [["No", "Indikator Kinerja", "Target"]]
            for i, result in enumerate(self.results, 1):
                first = result.plan[self.year - 1] if i == 1 else result.target
                rows.append([str(i), result.measure.name, result.show(first, self.agency, unit=True)])
            self.table(f"Perjanjian Kinerja Awal Tahun {self.year}", rows)
            self.say("Pada pertengahan tahun Perjanjian Kinerja direvisi karena penyesuaian anggaran, sehingga target "
                     f"indikator {self.results[0].measure.name} berubah.")  # fmt: skip
        rows = [["No", "Sasaran Strategis", "Indikator Kinerja", "Target"] if inside else
                ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target"]]  # fmt: skip
        places: list[tuple[Result, int]] = []
        for number, (goal, results) in enumerate(self.goals, 1):
            for i, result in enumerate(results):
                lead = [str(number), goal] if i == 0 else ["", ""]
                shown = [result.show(result.target, self.agency, unit=True)] if inside else [
                    result.measure.unit, result.show(result.target, self.agency)]  # fmt: skip
                places.append((result, len(rows)))
                rows.append([*lead, result.measure.name, *shown])
        title = "Perubahan Perjanjian Kinerja" if self.v % 6 == 1 else "Perjanjian Kinerja"
        index = self.table(f"{title} {self.short} Tahun {self.year}", rows)
        for result, row in places:
            self.note_fact(result, "target", (index, row, 3 if inside else 4))
        if self.v % 3 == 2:
            self.sub_units()
        if self.v % 4 in (0, 3):
            rows = [["No", "Program", "Anggaran"]]
            rows += [[str(i), name, self.rupiah(pagu)] for i, (name, pagu, _) in enumerate(self.budget, 1)]
            rows.append(["Jumlah", "", self.rupiah(sum(pagu for _, pagu, _ in self.budget))])
            index = self.table(f"Anggaran Perjanjian Kinerja Tahun {self.year}", rows)
            self.relate("total", "sum", [(index, row, 2) for row in range(1, len(rows))])
            for row, (name, _, _) in enumerate(self.budget, 1):
                self.note_fact(name, "pagu", (index, row, 2))
            self.note_fact("Jumlah", "pagu", (index, len(rows) - 1, 2))

    def sub_units(self) -> None:
        """Agreements of two sub-units that take over the head's targets of a goal each."""
        self.say("C. Perjanjian Kinerja Unit Kerja", "heading")
        for unit, (_, results) in zip(self.agency.units[1:3], [*self.goals, *self.goals][:2], strict=True):
            rows = [["No", "Indikator Kinerja", "Satuan", "Target"]]
            for i, result in enumerate(results, 1):
                rows.append([str(i), result.measure.name, result.measure.unit, result.show(result.target, self.agency)])
            index = self.table(f"Perjanjian Kinerja {unit} Tahun {self.year}", rows)
            for row, result in enumerate(results, 1):
                # a sub-unit may take a part of the target, not more than all of it
                self.relate("cascade", "at most", [self.facts[(result.measure.name, "target")][0], (index, row, 3)])

    def label(self, value: Decimal, scale: int) -> str:
        exact = Fraction(value)
        return next(name for name, _, low in SCALES[scale] if exact >= low or low == 0)

    def results_chapter(self) -> None:
        self.open_chapter(3, "AKUNTABILITAS KINERJA")
        self.say("A. Pengukuran Kinerja", "heading")
        self.say(
            "Capaian dihitung dengan membandingkan realisasi terhadap target, yaitu realisasi dibagi target dikali 100%."
        )
        if any(result.measure.better == "lower" for result in self.results):
            self.say(
                "Untuk indikator yang semakin rendah semakin baik, capaian dihitung dengan rumus "
                + (
                    "((2 x Target) - Realisasi) / Target x 100%."
                    if self.agency.lower == "twice"
                    else "Target / Realisasi x 100%."
                )
            )
        if self.agency.cap:
            self.say(f"Capaian yang melampaui {self.agency.cap}% dicatat paling tinggi {self.agency.cap}%.")
        self.graded = self.v % 7 in (2, 3, 5)
        scale = self.v % len(SCALES)
        if self.graded:
            self.say("Predikat capaian diberikan menurut skala berikut.")
            rows = [["No", "Rentang Capaian (%)", "Predikat"]]
            rows += [[str(i), band if self.agency.marks == "id" else band.replace(",", "."), name]
                     for i, (name, band, _) in enumerate(SCALES[scale], 1)]  # fmt: skip
            if scale == 0:
                rows[1][1] = "≥ 91"
            self.scale_part = self.table("Skala Predikat Capaian Kinerja", rows)
            self.paper.scale = tuple(name for name, _, _ in SCALES[scale])
        self.measurement(scale)
        self.years()
        self.quarters()
        self.analysis()
        self.money_section()
        if self.v % 2 == 0 or self.v % 5 == 1:
            self.events()

    def measurement(self, scale: int) -> None:
        form, year = self.v % 7, self.year
        head: list[list[str]]
        if form == 0:
            head = [["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]]
        elif form == 1:
            head = [["Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "%"]]
        elif form == 2:
            head = [["No", "Indikator Kinerja Utama", "Satuan", f"Target {year}", f"Realisasi {year}",
                     "Tingkat Capaian (%)", "Kategori"]]  # fmt: skip
        elif form == 3:
            head = [["Indikator Kinerja", "Satuan", "Target", "Realisasi", "Persentase Capaian", "Predikat"]]
        elif form == 4:
            head = [["NO", "INDIKATOR KINERJA", f"TAHUN {year}", "", ""], ["", "", "TARGET", "REALISASI", "CAPAIAN"]]
        elif form == 5:
            head = [["No", "Uraian Indikator", "Target PK", "Realisasi", "% Capaian", "Kategori"],
                    ["1", "2", "3", "4", "5", "6"]]  # fmt: skip
        else:
            head = [["No", "Indikator Kinerja", f"Target {year}", f"Realisasi {year}", "Capaian (%)",
                     f"Target Akhir Renstra ({year + 2})", "Capaian terhadap Target Akhir Renstra (%)"]]  # fmt: skip
        rows = [list(row) for row in head]
        places: list[tuple[Result, int]] = []
        inside = form in (0, 4, 5, 6)
        column = {0: 3, 1: 3, 2: 3, 3: 2, 4: 2, 5: 2, 6: 2}[form]
        number = 0
        for goal_number, (goal, results) in enumerate(self.goals, 1):
            if form == 3:
                rows.append([f"Sasaran {goal_number} : {goal}"])
            for i, result in enumerate(results):
                number += 1
                target = result.show(result.target, self.agency, unit=inside)
                got = result.show(result.result, self.agency, unit=inside)
                figures = [target, got, self.percent(result.achievement)]
                grade = [self.label(result.achievement, scale)] if self.graded else []
                name, unit = result.measure.name, result.measure.unit
                if form == 0:
                    row = [str(goal_number) if i == 0 else "", goal if i == 0 else "", name, *figures]
                elif form == 1:
                    row = [goal if i == 0 else "", name, unit, *figures]
                elif form == 2:
                    row = [str(number), name, unit, *figures, *grade]
                elif form == 3:
                    row = [name, unit, *figures, *grade]
                elif form in (4, 5):
                    row = [str(number), name, *figures, *grade]
                else:
                    end = result.plan[year + 2]
                    row = [str(number), name, *figures, result.show(end, self.agency, unit=True),
                           self.percent(achievement(end, result.result, result.measure, self.agency))]  # fmt: skip
                places.append((result, len(rows)))
                rows.append(row)
        width = max(len(row) for row in rows)
        mean = self.v % 2 == 0 and form != 6
        if mean:
            average = exact_to_decimal(
                sum((Fraction(result.achievement) for result in self.results), Fraction(0)) / len(self.results),
                self.agency.decimals, truncates=self.agency.truncates)  # fmt: skip
            last = ["Rata-rata Capaian", *[""] * (width - 1)]
            last[column + 2] = self.percent(average)
            if self.graded:
                last[column + 3] = self.label(average, scale)
            rows.append(last)
        index = self.table(f"Capaian Kinerja {self.short} Tahun {year}", rows)
        self.main = index
        for result, row in places:
            cells = [(index, row, column + step) for step in range(3)]
            self.relate("capaian", "capaian", cells, result.measure.better)
            for cell, what in zip(cells, ("target", "result", "achievement"), strict=True):
                self.note_fact(result, what, cell)
            if form == 6:
                self.relate("capaian", "capaian", [(index, row, column + 3), cells[1], (index, row, column + 4)],
                            result.measure.better)  # fmt: skip
                self.note_fact(result, "end", (index, row, column + 3))
            if self.graded:
                self.paper.labels.append((index, row, column + 3))
            if inside and result.measure.unit != "%":
                self.paper.units.append((index, row, column + 1))
        if mean:
            spots = [(index, row, column + 2) for _, row in places]
            self.relate("average", "mean", [*spots, (index, len(rows) - 1, column + 2)])
            part = self.say(
                (
                    f"Rata-rata capaian kinerja tahun {year} adalah {self.told_percent(average)}.",
                    f"Secara keseluruhan rata-rata capaian mencapai {self.told_percent(average)}.",
                )[self.v % 4 // 2]
            )
            wrong = [self.told_percent(average + Decimal("2.7")), self.told_percent(average - Decimal("8.1"))]
            self.phrase(part, self.told_percent(average), wrong, "average", figure=True)

    def years(self) -> None:
        form, year = self.v % 4, self.year
        if form == 3:
            return
        self.say("B. Perbandingan dengan Tahun Sebelumnya", "heading")
        self.say("Perkembangan realisasi kinerja dapat dilihat pada tabel di bawah ini.")
        if form == 0:
            rows = [["No", "Indikator Kinerja", *[f"Realisasi {year - back}" for back in (2, 1, 0)]]]
            for i, result in enumerate(self.results, 1):
                rows.append([str(i), result.measure.name,
                             *[result.show(result.years[year - back], self.agency, unit=True) for back in (2, 1, 0)]])  # fmt: skip
            index = self.table(f"Perbandingan Realisasi Kinerja Tahun {year - 2}-{year}", rows)
            for row, result in enumerate(self.results, 1):
                self.note_fact(result, "result", (index, row, 4))
                self.paper.last_year.append((index, row, 3))
        elif form == 1:
            rows = [["Indikator Kinerja", f"Tahun {year - 1}", "", "", f"Tahun {year}", "", ""],
                    ["", "Target", "Realisasi", "%", "Target", "Realisasi", "%"]]  # fmt: skip
            for result in self.results:
                row = [result.measure.name]
                for back in (1, 0):
                    target, got = result.plan[year - back], result.years[year - back]
                    row += [result.show(target, self.agency, unit=True), result.show(got, self.agency, unit=True),
                            self.percent(achievement(target, got, result.measure, self.agency))]  # fmt: skip
                rows.append(row)
            index = self.table(f"Perbandingan Capaian Kinerja Tahun {year - 1} dan {year}", rows)
            for row, result in enumerate(self.results, 2):
                self.relate("capaian", "capaian", [(index, row, col) for col in (1, 2, 3)], result.measure.better)
                self.relate("capaian", "capaian", [(index, row, col) for col in (4, 5, 6)], result.measure.better)
                for col, what in ((4, "target"), (5, "result"), (6, "achievement")):
                    self.note_fact(result, what, (index, row, col))
                self.paper.last_year += [(index, row, 2), (index, row, 3)]
        else:
            rows = [["No", "Indikator Kinerja", "Satuan", str(year - 2), str(year - 1), str(year)]]
            for i, result in enumerate(self.results, 1):
                rows.append([str(i), result.measure.name, result.measure.unit,
                             *[result.show(result.years[year - back], self.agency) for back in (2, 1, 0)]])  # fmt: skip
            index = self.table(f"Realisasi Indikator Kinerja Tahun {year - 2} sampai {year}", rows)
            for row, result in enumerate(self.results, 1):
                self.note_fact(result, "result", (index, row, 5))
                self.paper.last_year.append((index, row, 4))

    def quarters(self) -> None:
        form, year = self.v % 5, self.year
        if form == 2:
            return
        if form == 4:
            self.monitoring()
            return
        self.say("C. Realisasi per Triwulan", "heading")
        if form == 0:
            head = [["No", "Indikator Kinerja", "Realisasi Triwulan", "", "", "", f"Realisasi Tahun {year}"],
                    ["", "", "I", "II", "III", "IV", ""]]  # fmt: skip
        elif form == 1:
            head = [["No", "Indikator Kinerja", "TW I", "TW II", "TW III", "TW IV", "Setahun"]]
        else:
            head = [["No", "Indikator Kinerja", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV",
                     f"Tahun {year}"]]  # fmt: skip
        rows = [list(row) for row in head]
        for i, result in enumerate(self.results, 1):
            values = [*result.quarters, result.result]
            rows.append([str(i), result.measure.name,
                         *[result.show(value, self.agency, unit=form != 0) for value in values]])  # fmt: skip
        index = self.table(f"Realisasi Kinerja per Triwulan Tahun {year}", rows)
        for row, result in enumerate(self.results, len(head)):
            self.relate("quarter_sum", "year", [(index, row, col) for col in range(2, 7)], result.measure.makes_year)
            self.note_fact(result, "result", (index, row, 6))

    def monitoring(self) -> None:
        """Targets and results side by side, quarter by quarter."""
        self.say("C. Monitoring Rencana Aksi", "heading")
        rows = [["No", "Indikator Kinerja", "Triwulan I", "", "Triwulan II", "", "Triwulan III", "", "Triwulan IV", ""],
                ["", "", *["Target", "Realisasi"] * 4]]  # fmt: skip
        for i, result in enumerate(self.results, 1):
            row = [str(i), result.measure.name]
            for target, got in zip(year_to_quarters(result.target, result.measure, self.chance), result.quarters,
                                   strict=True):  # fmt: skip
                row += [result.show(target, self.agency), result.show(got, self.agency)]
            rows.append(row)
        index = self.table(f"Monitoring Rencana Aksi Tahun {self.year}", rows)
        for row, result in enumerate(self.results, 2):
            if result.measure.makes_year == "sum":
                year = self.facts[(result.measure.name, "result")][0]
                self.relate("quarter_sum", "year", [*[(index, row, col) for col in (3, 5, 7, 9)], year])

    def analysis(self) -> None:
        self.say("D. Analisis Capaian", "heading")
        for place, result in enumerate(self.results):
            self.tell(result, place)
        whole = self.chance.randint(20, 38)
        part = self.chance.randint(7, 16)
        share = self.told_percent(self.share(part, whole))
        text = (
            f"Dari {whole} desa terdapat {part} desa atau {share} yang sudah memiliki kader.",
            f"Sebanyak {part} dari {whole} kelompok binaan atau {share} telah mandiri.",
            f"Kegiatan pendampingan menjangkau {part} lokasi dari {whole} lokasi yang direncanakan ({share}).",
        )[self.v % 3]
        old, new = Decimal("71.30") + self.v, Decimal("78.60") + self.v
        index = self.say(f"Cakupan layanan pendukung naik dari {self.told_percent(old, 2)} pada tahun {self.year - 1} menjadi "
                         f"{self.told_percent(new, 2)} pada tahun {self.year}.")  # fmt: skip
        self.phrase(index, self.told_percent(new, 2), [self.told_percent(new * 10, 1)], "implausible", figure=True)
        self.phrase(index, "naik", ["turun"], "direction")
        self.phrase(index, self.told_percent(new, 2), [self.told_percent(new - 20, 2)], "direction", figure=True)
        index = self.say(text)
        up, down = self.share(part + 2, whole), self.share(part - 3, whole)
        self.phrase(index, share, [self.told_percent(up), self.told_percent(down)], "prose_arithmetic", figure=True)
        # not such that the percent told would be the rest's
        wrong = [
            part + step for step in (3, -2) if abs(self.share(part + step, whole) + self.share(part, whole) - 100) > 1
        ]
        self.phrase(index, str(part), [str(one) for one in wrong], "prose_arithmetic", figure=True)

    def tell(self, result: Result, place: int) -> None:
        name, year, agency = result.measure.name, self.year, self.agency
        lowered = name[0].lower() + name[1:] if name[1].islower() else name
        target, got = result.show(result.target, agency, unit=True), result.show(result.result, agency, unit=True)
        before = result.show(result.years[year - 1], agency, unit=True)
        reached = self.told_percent(result.achievement)
        above = result.result > result.target
        grown = result.result > result.years[year - 1]
        verb = "meningkat" if grown else "menurun"
        noun = "kenaikan" if grown else "penurunan"
        height = "lebih tinggi" if above else "lebih rendah"
        form = (self.v + place) % 6
        text = (
            f"Realisasi {lowered} pada tahun {year} sebesar {got} dari target {target}, sehingga capaiannya {reached}.",
            f"{name} terealisasi {got} atau {height} dibandingkan target {target}, dengan capaian {reached}.",
            f"Pada tahun {year}, {lowered} {verb} dari {before} pada tahun {year - 1} menjadi {got}.",
            f"Target {lowered} tahun {year} ditetapkan {target} dan terealisasi {got} dengan capaian sebesar {reached}.",
            f"Indikator {name} mencatat realisasi {got}; bila dibandingkan dengan tahun {year - 1} sebesar {before} terjadi "
            f"{noun}.",
            f"{name} dengan target {target} tercapai {got} ({reached}).",
        )[form]
        part = self.say(text)
        if form != 4:
            wrong = self.swap_print(got)
            if wrong:
                self.phrase(part, got, [wrong], "prose_vs_table", figure=True)
        if form in (0, 1, 3, 5):
            self.phrase(part, reached, [self.told_percent(result.achievement + 4), self.told_percent(
                result.achievement - Decimal("9.3"))], "prose_vs_table", figure=True)  # fmt: skip
        if form == 1:
            self.phrase(part, height, [OPPOSITE[height]], "direction")
        if form == 2:
            self.phrase(part, verb, [OPPOSITE[verb]], "direction")
        if form == 4:
            self.phrase(part, noun, [OPPOSITE[noun]], "direction")

    @staticmethod
    def swap_print(text: str) -> str:
        """The first two neighbouring digits that differ, swapped."""
        for i in range(len(text) - 1):
            a, b = text[i], text[i + 1]
            if a.isdigit() and b.isdigit() and a != b and not (b == "0" and i == 0):
                return text[:i] + b + a + text[i + 2 :]
        return ""

    def money_section(self) -> None:
        self.say("E. Akuntabilitas Keuangan", "heading")
        pagu, spent = sum(one[1] for one in self.budget), sum(one[2] for one in self.budget)
        share = self.told_percent(self.share(spent, pagu), None)
        text = (
            f"Anggaran tahun {self.year} sebesar {self.rupiah(pagu)} terealisasi sebesar {self.rupiah(spent)} atau {share}.",
            f"Dari pagu anggaran {self.rupiah(pagu)} telah direalisasikan {self.rupiah(spent)} ({share}).",
            f"Realisasi anggaran mencapai {self.rupiah(spent)} atau {share} dari pagu sebesar {self.rupiah(pagu)}.",
            f"Pagu anggaran tahun {self.year} adalah {self.rupiah(pagu)}, dengan serapan {self.rupiah(spent)} atau {share}.",
        )[self.v % 4]
        part = self.say(text)
        for value in (pagu, spent):
            wrong = self.swap_print(self.count(value))
            self.phrase(part, self.count(value), [wrong], "budget", figure=True)
        self.phrase(part, share, [self.told_percent(self.share(spent, pagu) - Decimal("6.4"))], "budget", figure=True)
        if self.v % 5 == 3:
            self.accounts()
            return
        form = self.v % 3
        if form == 0:
            head = ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%", "Sisa (Rp)"]
        elif form == 1:
            head = ["No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "Persentase (%)"]
        else:
            head = ["Program", "Pagu Anggaran", "Realisasi Anggaran", "Sisa Anggaran", "Serapan (%)"]
        rows = [head]
        for i, (name, one, used) in enumerate([*self.budget, ("Jumlah", pagu, spent)], 1):
            figures = self.count(one), self.count(used), self.percent(self.share(used, one)), self.count(one - used)
            total = i > len(self.budget)
            if form == 0:
                rows.append([*(["Jumlah", ""] if total else [str(i), name]), *figures])
            elif form == 1:
                rows.append([*(["Jumlah", ""] if total else [str(i), name]), *figures[:3]])
            else:
                rows.append([name, figures[0], figures[1], figures[3], figures[2]])
        index = self.table(f"Pagu dan Realisasi Anggaran Tahun {self.year}", rows)
        first = 1 if form == 2 else 2
        for row in range(1, len(rows)):
            pair = [(index, row, first), (index, row, first + 1)]
            percent = first + 3 if form == 2 else first + 2
            self.relate("budget", "percent", [*pair, (index, row, percent)])
            if form != 1:
                self.relate("budget", "rest", [*pair, (index, row, first + 2 if form == 2 else first + 3)])
            name = self.budget[row - 1][0] if row <= len(self.budget) else "Jumlah"
            self.note_fact(name, "pagu", pair[0])
        for col in {0: (2, 3, 5), 1: (2, 3), 2: (1, 2, 3)}[form]:
            self.relate("total", "sum", [(index, row, col) for row in range(1, len(rows))])
        if self.v % 4 == 2:
            self.efficiency()

    def accounts(self) -> None:
        """Accounts with their details: 51 = 511 + 512."""
        pagu, spent = sum(one[1] for one in self.budget), sum(one[2] for one in self.budget)
        leaves = (("511", "Belanja Gaji"), ("512", "Belanja Lembur"), ("521", "Belanja Barang"), ("522", "Belanja Jasa"),
                  ("524", "Belanja Perjalanan"))  # fmt: skip
        shares = (31, 9, 25, 17)
        leaf: dict[str, tuple[int, int]] = {}
        left, left_spent = pagu, spent
        for (code, _), share in zip(leaves[:-1], shares, strict=True):
            leaf[code] = (pagu * share // 100, spent * share // 100 - 7919)
            left, left_spent = left - leaf[code][0], left_spent - leaf[code][1]
        leaf["524"] = (left, left_spent)
        rows = [["Kode", "Uraian", "Pagu (Rp)", "Realisasi (Rp)", "%"]]
        spots: dict[str, int] = {}
        for parent, title in (("51", "Belanja Pegawai"), ("52", "Belanja Barang dan Jasa")):
            children = [code for code, _ in leaves if code.startswith(parent)]
            pair = sum(leaf[c][0] for c in children), sum(leaf[c][1] for c in children)
            for code, name, (one, used) in [
                (parent, title, pair),
                *[(c, n, leaf[c]) for c, n in leaves if c in children],
            ]:
                spots[code] = len(rows)
                rows.append([code, name, self.count(one), self.count(used), self.percent(self.share(used, one))])
        rows.append(["Jumlah", "", self.count(pagu), self.count(spent), self.percent(self.share(spent, pagu))])
        index = self.table(f"Realisasi Anggaran Menurut Jenis Belanja Tahun {self.year}", rows)
        for row in range(1, len(rows)):
            self.relate("budget", "percent", [(index, row, 2), (index, row, 3), (index, row, 4)])
        for col in (2, 3):
            for parent in ("51", "52"):
                children = [code for code, _ in leaves if code.startswith(parent)]
                self.relate(
                    "hierarchy", "sum", [*[(index, spots[c], col) for c in children], (index, spots[parent], col)]
                )
            self.relate(
                "total", "sum", [(index, spots["51"], col), (index, spots["52"], col), (index, len(rows) - 1, col)]
            )

    def efficiency(self) -> None:
        rows = [["No", "Sasaran", "Rata-rata Capaian Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi (%)"]]
        for i, (goal, results) in enumerate(self.goals, 1):
            mean = exact_to_decimal(sum((Fraction(r.achievement) for r in results), Fraction(0)) / len(results),
                                    self.agency.decimals, truncates=self.agency.truncates)  # fmt: skip
            absorbed = self.share(self.budget[i - 1][2], self.budget[i - 1][1])
            rows.append([str(i), goal, self.percent(mean), self.percent(absorbed), self.percent(mean - absorbed)])
        self.table("Efisiensi Penggunaan Sumber Daya", rows)

    def events(self) -> None:
        self.say("F. Kegiatan Pendukung", "heading")
        count = 3 + self.v % 3
        part = self.say(
            f"Sepanjang tahun {self.year} dilaksanakan {count} ({number_to_words(count)}) kali sosialisasi "
            "sebagaimana tabel berikut."
        )
        self.phrase(part, f"{count} ({number_to_words(count)})",
                    [f"{count + 2} ({number_to_words(count + 2)})"], "count")  # fmt: skip
        rows = [["No", "Hari/Tanggal", "Tempat", "Jumlah Peserta"]]
        people = []
        for i in range(1, count + 1):
            date = datetime.date(self.year, 1 + (i * 2 + self.v) % 11, 3 + (i * 5 + self.v) % 24)
            people.append(self.chance.randint(24, 96))
            rows.append([str(i), f"{DAYS[date.weekday()]}, {date.day} {MONTHS[date.month - 1]} {date.year}",
                         f"Aula {('Kecamatan', 'Kantor', 'Balai Desa')[i % 3]} {('Utara', 'Tengah', 'Selatan', 'Barat', 'Timur')[i % 5]}",
                         str(people[-1])])  # fmt: skip
        rows.append(["Jumlah", "", "", str(sum(people))])
        index = self.table(f"Pelaksanaan Sosialisasi Tahun {self.year}", rows)
        self.relate("total", "sum", [(index, row, 3) for row in range(1, len(rows))])
        self.event_part = index

    def closing(self) -> None:
        self.open_chapter(4, "PENUTUP")
        best = max(self.results, key=lambda result: result.achievement)
        self.say(
            f"Laporan Kinerja {self.short} Tahun {self.year} menjadi bahan perbaikan perencanaan tahun berikutnya. "
            f"Indikator dengan capaian tertinggi adalah {best.measure.name}."
        )
        if self.paper.contents >= 0:
            rows = []
            for page, caption in enumerate(self.paper.captions, 4):
                number, title = self.paper.parts[caption].text.split("\n", 1)
                rows.append([f"{number.rstrip('.')} {title}", str(page)])
            self.paper.parts[self.paper.contents].rows = rows


def writer_to_paper(writer: Writer) -> Paper:
    writer.cover()
    writer.profile()
    writer.plans()
    writer.results_chapter()
    writer.closing()
    return writer.paper


def agency_to_paper(agency: Agency) -> Paper:
    """The clean report of one agency, always the same."""
    return writer_to_paper(Writer(agency))


def agency_to_pair(agency: Agency) -> tuple[Paper, Paper]:
    """(its report, the report of the year before, in another layout and with its own words), which agree."""
    later = Writer(agency)
    year = agency.year - 1
    earlier = Writer(replace(agency, year=year, key=f"{agency.key}-{year}", layout=(agency.layout + 1) % 20), later)
    return writer_to_paper(later), writer_to_paper(earlier)
