"""Forms within forms are weighed before pdfium opens them."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest

from extract import TooLarge, read
from extract.pdf_forms import MAX_STREAM, draws_too_much, unpacks_too_much
from tests.hostile import PROSE, forms_in_forms, one_page, stream

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 850]"


@pytest.mark.parametrize("times", [20, 40, 300])
def test_multiplying_forms_are_refused_in_one_sentence(tmp_path: Path, times: int) -> None:
    path = forms_in_forms(tmp_path / "a.pdf", times)
    with pytest.raises(TooLarge, match=r"^a\.pdf: "):
        read(path)


def test_a_form_that_doubles_in_itself_is_refused(tmp_path: Path) -> None:
    loop = stream(b"/X Do /X Do", FORM + b" /Resources 7 0 R")
    names = b"<< /XObject << /X 6 0 R >> >>"
    path = one_page(tmp_path / "a.pdf", PROSE + b" /X Do", more=[loop, names], resources=b"/XObject << /X 6 0 R >>")
    assert draws_too_much(path.read_bytes())


def test_what_honest_files_do_is_read(tmp_path: Path) -> None:
    # an emblem on every page, a chain of 500 forms
    chain = [
        stream(b"/X Do 0 0 m 9 0 l S", FORM + b" /Resources << /XObject << /X %d 0 R >> >>" % (at + 7))
        for at in range(500)
    ]
    emblem = stream(b"0 0 m 1 1 l S " * 200, FORM)
    path = one_page(
        tmp_path / "a.pdf", PROSE + b" /X Do" * 20, more=[*chain, emblem], resources=b"/XObject << /X 6 0 R >>"
    )
    assert not draws_too_much(path.read_bytes())
    assert read(path).paragraphs[0].text == "Laporan kinerja tahunan"


def test_resources_in_an_object_stream_are_found() -> None:
    packed = b"9 0 10 27 " + b"<< /XObject << /X 6 0 R >> >>"[:27].ljust(27) + b"<< /XObject << /X 6 0 R >> >>"
    data = zlib.compress(packed)
    held = b"5 0 obj << /Type /ObjStm /N 2 /First 10 /Filter /FlateDecode /Length %d >> stream\n" % len(data)
    form = b"6 0 obj << %s /Resources 10 0 R /Length 11 >> stream\n/X Do /X Do\nendstream endobj\n" % FORM
    assert draws_too_much(b"%PDF-1.7\n" + held + data + b"\nendstream endobj\n" + form)


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    packer = zlib.compressobj(9)
    blank = b" " * 10_000_000
    packed = b"".join(packer.compress(blank) for _ in range(MAX_STREAM // len(blank) + 1)) + packer.flush()
    head = b"%%PDF-1.7\n4 0 obj << /Filter /FlateDecode /Length %d >> stream\n" % len(packed)
    assert unpacks_too_much(head + packed + b"\nendstream endobj")
    noise = zlib.compress(random.Random(1).randbytes(3_000_000))
    assert not unpacks_too_much(head + noise + b"\nendstream endobj")
    assert not unpacks_too_much(head + zlib.compress(blank) + b"\nendstream endobj")
    assert not unpacks_too_much(head.replace(b"<<", b"<< /Subtype /Image") + packed + b"\nendstream endobj")
