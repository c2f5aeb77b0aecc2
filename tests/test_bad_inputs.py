"""Bad input: one clear sentence, exit status 2, no traceback, nothing half-loaded; and the others go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus import bundled_reports
from tests.conftest import Run

#: 200 MB, as the biggest thing that somebody may drop on us by mistake
BLANKS = 200 * 1024 * 1024


def write_pdf(path: Path, text: str, encryption: StandardEncryption | None = None) -> Path:
    """A PDF of one page; `text` '' makes one without any text, as a scan is."""
    canvas = Canvas(str(path), encrypt=encryption)
    if text:
        canvas.drawString(72, 720, text)
    else:
        picture = Image.effect_noise((300, 400), 20)
        canvas.drawImage(ImageReader(picture), 0, 0, width=595, height=842)
    canvas.showPage()
    canvas.save()
    return path


def make_bad(kind: str, folder: Path) -> Path:
    """A file of the given kind of badness."""
    path = folder / ("bad.txt" if kind in ("binary", "blanks") else "bad.pdf")
    if kind == "missing":
        return folder / "tidak-ada.pdf"
    if kind == "zero":
        path.touch()
    elif kind == "encrypted":
        write_pdf(path, "rahasia", StandardEncryption("user", "owner", canPrint=0))
    elif kind == "truncated":
        whole = bundled_reports()[0].pdf_path.read_bytes()
        path.write_bytes(whole[: len(whole) // 3])
    elif kind == "no_text":
        write_pdf(path, "")
    elif kind == "not_a_pdf":
        path.write_bytes(b"<html>404 Not Found</html>")
    elif kind == "binary":
        path.write_bytes(bytes(range(256)) * 64)
    elif kind == "blanks":
        if shutil.disk_usage(folder).free < 4 * BLANKS:
            pytest.skip("no space for a big file")
        with path.open("wb") as stream:
            for _ in range(BLANKS // (1024 * 1024)):
                stream.write(b" " * (1024 * 1024))
    return path


KINDS = ("missing", "zero", "encrypted", "truncated", "no_text", "not_a_pdf", "binary", "blanks")


@pytest.mark.parametrize("command", ["tables", "facts", "audit"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_told_in_one_sentence(kind: str, command: str, lakip: Run, tmp_path: Path) -> None:
    if kind == "blanks" and command != "tables":
        pytest.skip("the same reader refuses it")
    path = make_bad(kind, tmp_path)
    for lang in ("id", "en"):
        done = lakip(command, path, "--lang", lang)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        sentence = done.stderr.strip()
        assert "Traceback" not in sentence
        assert len(sentence.splitlines()) == 1
        assert sentence.endswith((".", ")."))
        assert path.name in sentence
        assert "kesalahan di dalam lakip" not in sentence.casefold()
        assert "fault in lakip" not in sentence


def test_a_scan_is_called_a_scan_and_what_will_read_it_is_told(lakip: Run, tmp_path: Path) -> None:
    path = make_bad("no_text", tmp_path)
    indonesian = lakip("tables", path, LAKIP_OCR="off")
    english = lakip("tables", path, "--lang", "en", LAKIP_OCR="off")
    assert indonesian.returncode == english.returncode == 2
    assert "pindai" in indonesian.stderr
    assert "scan" in english.stderr
    assert "lakip[ocr]" in indonesian.stderr
    assert "lakip[ocr]" in english.stderr


def test_a_folder_without_reports_is_told(lakip: Run, tmp_path: Path) -> None:
    empty = tmp_path / "kosong"
    empty.mkdir()
    (empty / "foto.jpg").write_bytes(b"x")
    done = lakip("ingest", empty)
    assert done.returncode == 2
    assert "kosong" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "lakip.duckdb").exists()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_text_in_another_encoding_is_read(encoding: str, lakip: Run, tmp_path: Path) -> None:
    text = "Tabel 1. Capaian “Kinerja” – 2019\nIndikator\tTarget\tRealisasi\nJumlah potensi – CTKI\t8.000\t6.151\n"
    path = tmp_path / "lain.txt"
    path.write_bytes(text.encode(encoding))
    done = lakip("tables", path, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "Jumlah potensi – CTKI" in done.stdout
    assert "6.151" in done.stdout


def test_ingest_goes_on_past_the_bad_ones(lakip: Run, tmp_path: Path) -> None:
    folder = tmp_path / "laporan"
    folder.mkdir()
    good = folder / "baik.txt"
    shutil.copy(bundled_reports()[1].text_path, good)
    bad = []
    for kind in ("zero", "encrypted", "truncated", "no_text", "binary"):
        (folder / kind).mkdir()
        bad.append(make_bad(kind, folder / kind))
    done = lakip("ingest", folder, "missing.pdf", "--db", "w.duckdb")
    assert done.returncode == 0, done.stderr
    assert [line.split("\t")[-1] for line in done.stdout.splitlines()] == [str(good)]
    complaints = done.stderr.strip().splitlines()
    # a sentence for each bad file, and the sum
    assert len(complaints) == len(bad) + 2
    assert "Traceback" not in done.stderr
    facts = lakip("facts", "--db", "w.duckdb", "--format", "csv")
    assert {line.split(",")[0] for line in facts.stdout.splitlines()[1:]} == {"baik.txt"}
    assert lakip("ingest", folder, "--db", "w.duckdb", "--strict").returncode == 2


def test_nothing_is_half_loaded_where_everything_is_bad(lakip: Run, tmp_path: Path) -> None:
    path = make_bad("truncated", tmp_path)
    done = lakip("ingest", path, "--db", "w.duckdb")
    assert done.returncode == 2
    assert not list(tmp_path.glob("w.*"))


@pytest.mark.parametrize(
    "call",
    [
        ["tables"],
        ["tables", "x.pdf", "--format", "docx"],
        ["facts"],
        ["facts", "x.pdf", "--db", "y.duckdb"],
        ["audit", "--db", "missing.duckdb"],
        ["ingest"],
        ["ingest", "x.pdf", "--jobs", "0"],
        ["match"],
        ["unknown"],
        ["facts", "x.pdf", "--nonsense"],
        ["ingest", "x.pdf", "--db", "no/such/folder/w.duckdb"],
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_bad_call_is_told_in_one_sentence(call: list[str], lang: str, lakip: Run) -> None:
    done = lakip(*call, LAKIP_LANG=lang)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) <= 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith((".", "duckdb"))


def test_a_database_that_is_none_is_told(lakip: Run, tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_bytes(b"not a database" * 1000)
    for call in (["facts", "--db", "w.duckdb"], ["ingest", str(bundled_reports()[1].text_path), "--db", "w.duckdb"]):
        done = lakip(*call)
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
        assert "bukan gudang data" in done.stderr
    assert (tmp_path / "w.duckdb").read_bytes() == b"not a database" * 1000
