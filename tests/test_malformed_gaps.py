"""Places a writer left open, and sentences that only look so."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover, rules_of


def kinds(sentence: str) -> list[str]:
    findings = cover(Sheet()).say(sentence).findings()
    return [finding.kind for finding in findings if finding.rule == "malformed"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Peraturan Bupati Contoh Nomor Tahun 2022 tentang Tugas Pokok Dinas;", "blank_reference"),
        ("Peraturan Daerah Kabupaten Contoh Nomor ..... Tahun 2022 tentang Perangkat Daerah;", "blank_reference"),
        ("Peraturan Daerah tentang RPJPD (Lembaran Daerah Tahun 2010 Nomor Seri );", "blank_reference"),
        ("Keputusan Kepala Dinas Nomor 12 Tahun tentang Tim Penyusun Laporan Kinerja.", "blank_reference"),
        ("Realisasi indikator ini pada tahun 2024 sebesar % dari target yang ditetapkan.", "blank_figure"),
        ("Anggaran program tersebut sebesar Rp. .........,- untuk tiga kegiatan.", "blank_figure"),
        ("Capaian indikator ini mengalami dibandingkan tahun sebelumnya.", "missing_word"),
    ],
)
def test_gaps(sentence: str, kind: str) -> None:
    assert kinds(sentence) == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Peraturan Bupati Contoh Nomor 14 Tahun 2022 tentang Tugas Pokok Dinas (Berita Daerah Tahun 2022 Nomor 14);",
        "Peraturan Daerah Nomor 2 Tahun 2016 (Lembaran Daerah Tahun 2016 Nomor 2 Seri E).",
        "Kolom Nomor Tahun dan Uraian diisi oleh pengelola data.",
        "Capaian indikator ini mengalami kenaikan dibandingkan tahun sebelumnya.",
        "Realisasi indikator ini sebesar 95,00 % dari target, anggarannya Rp. 12.500.000,-.",
        "Kegiatan ini memberi manfaat sebesar-besarnya bagi nelayan... dan pembudidaya.",
    ],
)
def test_what_is_filled_in(sentence: str) -> None:
    assert kinds(sentence) == []
    assert "malformed" not in rules_of(cover(Sheet()).say(sentence).findings())
