"""Whose report: agencies over Indonesia that no registry lists, told from cover, headers, prose and rows of tables."""

from __future__ import annotations

import pytest

from corpus import load_agencies
from extract.model import Cell, Paragraph, Report, Table
from normalize.agency_keys import UNREGISTERED, agency_to_unregistered_id, region_to_code, text_to_key
from normalize.agency_names import text_to_agency_names
from normalize.profile import report_to_profile


def compose(*texts: str, furniture: tuple[str, ...] = (), rows: tuple[tuple[str, ...], ...] = ()) -> Report:
    paragraphs = [Paragraph(text, order, line=order + 1) for order, text in enumerate(texts)]
    paragraphs += [Paragraph(text, 500 + place, "furniture") for place, text in enumerate(furniture)]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text)
    tables = (Table(None, "", (), "tab", len(rows), len(rows[0]), 1, cells, 400),) if rows else ()
    return Report("x.txt", "ef" * 32, "text", (), tuple(paragraphs), tables)


@pytest.mark.parametrize(
    ("text", "body", "region"),
    [
        ("LAPORAN KINERJA TAHUN 2023 BADAN PERENCANAAN PEMBANGUNAN DAERAH KABUPATEN MERAUKE", "BADAN PERENCANAAN PEMBANGUNAN DAERAH", "KABUPATEN MERAUKE"),
        ("Dinas Pendidikan Kota Palembang merupakan unsur pelaksana", "Dinas Pendidikan", "Kota Palembang"),
        ("Inspektorat Provinsi Papua Pegunungan telah menyusun LKjIP", "Inspektorat", "Provinsi Papua Pegunungan"),
        ("Dinas Pekerjaan Umum, Perumahan dan Kawasan Permukiman Kabupaten Yalimo Provinsi Papua Pegunungan", "Dinas Pekerjaan Umum, Perumahan dan Kawasan Permukiman", "Kabupaten Yalimo"),
        ("DINAS PERPUSTAKAAN DAN KEARSIPAN KAB. HULU SUNGAI SELATAN TAHUN 2022", "DINAS PERPUSTAKAAN DAN KEARSIPAN", "KAB HULU SUNGAI SELATAN"),
        ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia (BKPSDM) Kota Ternate", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Kota Ternate"),
        ("Biro Organisasi Sekretariat Daerah Provinsi Maluku Utara", "Biro Organisasi Sekretariat Daerah", "Provinsi Maluku Utara"),
        ("Balai Besar POM di Jayapura pada tahun 2022", "Balai Besar POM", "Jayapura"),
        ("PEMERINTAH KABUPATEN ALOR", "PEMERINTAH", "KABUPATEN ALOR"),
    ],
)  # fmt: skip
def test_names_are_cut_where_they_end(text: str, body: str, region: str) -> None:
    (name,) = text_to_agency_names(text)
    assert (name.body, name.region) == (body, region)


@pytest.mark.parametrize(
    "text",
    ["Dinas Kesehatan Kabupaten/Kota se-Jawa", "perjalanan dinas luar kota", "Dinas", "Badan ini", "dinas pendidikan"],
)
def test_what_names_no_agency(text: str) -> None:
    assert list(text_to_agency_names(text)) == []


@pytest.mark.parametrize(
    ("cover", "agency_id", "region"),
    [
        (("LAPORAN KINERJA", "BADAN PERENCANAAN PEMBANGUNAN DAERAH", "KABUPATEN MERAUKE", "TAHUN 2023"), "x-badan-perencanaan-pembangunan-daerah-kabupaten-merauke", "93.01"),
        (("PEMERINTAH KOTA PALEMBANG", "DINAS PENDIDIKAN", "LAKIP TAHUN 2022"), "x-dinas-pendidikan-kota-palembang", "16.71"),
        (("LKjIP 2024 INSPEKTORAT DAERAH PROVINSI PAPUA PEGUNUNGAN",), "x-inspektorat-provinsi-papua-pegunungan", "95"),
        (("Dinas Sosial Kabupaten Yalimo Provinsi Papua Pegunungan", "Laporan Kinerja 2023"), "x-dinas-sosial-kabupaten-yalimo", "95.06"),
        (("LAPORAN KINERJA DINAS KESEHATAN PROVINSI JAWA BARAT TAHUN 2016",), "JABAR-DINKES", "32"),
        (("LAPORAN KINERJA", "UPT BP2MI SEMARANG", "TAHUN 2021"), "UPT-BP2MI-SEMARANG", "33"),
    ],
)  # fmt: skip
def test_covers(cover: tuple[str, ...], agency_id: str, region: str) -> None:
    passing = (
        "Laporan Hasil Pemeriksaan Badan Pemeriksa Keuangan (BPK) atas laporan keuangan ditindaklanjuti sepenuhnya.",
        "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi memberi nilai B.",
    )
    profile = report_to_profile(compose(*cover, *passing))
    registered = {agency.id for agency in load_agencies()}
    assert profile.region == region
    assert profile.agency_id == agency_id
    assert (profile.agency_id in registered) is not profile.agency_id.startswith(UNREGISTERED)


def test_one_key_for_all_printings_of_a_name() -> None:
    printings = [
        ("BADAN PERENCANAAN PEMBANGUNAN DAERAH", "KAB. MERAUKE"),
        ("Bappeda", "Kabupaten Merauke"),
        ("Badan Perencanaan Pembangunan  Daerah", "Kab Merauke"),
    ]
    assert len({agency_to_unregistered_id(*printing) for printing in printings}) == 1
    assert agency_to_unregistered_id("Bappeda", "Kota Sorong") != agency_to_unregistered_id(*printings[0])


def test_running_headers_tell_where_the_cover_does_not() -> None:
    report = compose(
        "KATA PENGANTAR", "Puji syukur.", furniture=("LKjIP Dinas Perikanan Kabupaten Buru Tahun 2021",) * 5
    )
    profile = report_to_profile(report)
    assert (profile.agency, profile.agency_id) == ("Dinas Perikanan Kabupaten Buru", "x-dinas-perikanan-kabupaten-buru")


def test_rows_tell_where_there_is_no_prose() -> None:
    rows = (("Program/Kegiatan", "Pagu"), ("DINAS PEMADAM KEBAKARAN DAN PENYELAMATAN", "10"), ("Program A", "4"))
    profile = report_to_profile(compose(rows=rows))
    # without a region it is any of five hundred: the name, and no key
    assert (profile.agency, profile.agency_id) == ("DINAS PEMADAM KEBAKARAN DAN PENYELAMATAN", "")
    regional = (rows[0], ("DINAS KESEHATAN KOTA BITUNG", "10"), ("Program A", "4"))
    assert report_to_profile(compose(rows=regional)).agency_id == "x-dinas-kesehatan-kota-bitung"


def test_regions_known_and_unknown() -> None:
    assert region_to_code("PROVINSI PAPUA BARAT DAYA") == "96"
    assert region_to_code("Kota Tangerang Selatan") == "36.74"
    assert region_to_code("KABUPATEN NOWHERE", "Provinsi Maluku") == "Kabupaten Nowhere, Maluku"
    assert text_to_key("Prov. Jawa Timur") == "provinsi jawa timur"


def test_a_report_that_names_nobody() -> None:
    profile = report_to_profile(compose("Tabel capaian", "Angka-angka."))
    assert (profile.agency, profile.agency_id, profile.region) == ("", "", "")
