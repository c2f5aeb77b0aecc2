"""How much a PDF asks for, told from its bytes before pdfium opens it: forms within forms, streams without end.

A form is a drawing that others may use; forms that use forms multiply, and pdfium opens them all when it loads a page.
A few hundred bytes can ask for more objects than any machine holds (100 forms in 100 forms in 100 ...), or use
themselves. Files without forms, nearly all, cost no more than a search for the word.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

#: painted objects that one page or form may come to with all its forms opened; 250,000 take pdfium 0.5 GB
MAX_DRAWN = 400_000
#: bytes unpacked in all to find out; what lies beyond is not looked at
MAX_UNPACKED = 150_000_000
#: bytes that one stream of drawing may unpack to; pdfium holds about twice as much
MAX_STREAM = 400_000_000
#: what Flate packs best is a thousandth of what it unpacks to
_TIGHTEST = 1032
_CHUNK = 1 << 20
#: a dictionary in front of a stream is read so far
LONGEST_DICTIONARY = 65_536
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_REFERENCE = rb"(\d{1,10})\s+\d{1,5}\s+R\b"
_XOBJECTS = re.compile(rb"/XObject\s*(?:<<([^<>]*)>>|" + _REFERENCE + rb")")
_RESOURCES = re.compile(rb"/Resources\s*" + _REFERENCE)
_CONTENTS = re.compile(rb"/Contents\s*(?:" + _REFERENCE + rb"|\[([^\]]*)\])")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+" + _REFERENCE)
_FILTER = re.compile(rb"/Filter\s*\[?\s*/(\w+)")
_USED = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_PAINTED = re.compile(rb"(?<![^\s\])>])(?:S|s|f\*?|F|B\*?|b\*?|Tj|TJ|sh|EI)(?=\s|$)")


@dataclass(slots=True)
class _Drawing:
    """A form or page: how many objects it paints itself, and how often it uses which others."""

    painted: int
    uses: dict[int, int] = field(default_factory=dict)
    is_form: bool = True


def draws_too_much(data: bytes) -> bool:
    """Would a page or form of the file come to more than MAX_DRAWN objects, or do forms use themselves and multiply?"""
    return b"/Form" in data and _exceeds(_drawings(data))


def unpacks_too_much(data: bytes) -> bool:
    """Does a stream that isn't a picture or a font unpack to more than MAX_STREAM bytes? Only long ones are tried."""
    for found in _STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        size = (end if end >= 0 else len(data)) - found.end()
        if size * _TIGHTEST < MAX_STREAM:
            continue
        head = data[max(found.start() - 2000, 0) : found.start()]
        head = head[head.rfind(b" obj") :]
        if b"/FlateDecode" not in head or b"/Image" in head or b"/Length1" in head:
            continue
        if _unpacked_size(memoryview(data)[found.end() : found.end() + size]) > MAX_STREAM:
            return True
    return False


def _unpacked_size(packed: memoryview) -> int:
    """Bytes that the stream unpacks to, counted up to a little over MAX_STREAM; none are kept."""
    unpack = zlib.decompressobj()
    total = 0
    rest: bytes | memoryview = packed
    try:
        # what follows the end of the stream stays in the tail for ever
        while len(rest) and total <= MAX_STREAM and not unpack.eof:
            total += len(unpack.decompress(rest, _CHUNK))
            rest = unpack.unconsumed_tail
    except zlib.error:
        pass
    return total


def _exceeds(drawings: dict[int, _Drawing]) -> bool:
    totals: dict[int, int] = {}
    for root in drawings:
        # depth first without recursion: chains may be thousands long
        stack: list[tuple[int, bool]] = [(root, False)]
        open_: set[int] = set()
        while stack:
            number, done = stack.pop()
            if done:
                open_.discard(number)
                drawing = drawings[number]
                total = drawing.painted + sum(times * totals.get(used, 1) for used, times in drawing.uses.items())
                if total > MAX_DRAWN:
                    return True
                totals[number] = total
                continue
            if number in totals or number not in drawings:
                continue
            if number in open_:
                continue
            open_.add(number)
            stack.append((number, True))
            for used in drawings[number].uses:
                if used not in open_:
                    stack.append((used, False))
                elif any(sum(drawings[one].uses.values()) > 1 for one in open_ if drawings[one].is_form):
                    # pdfium goes round a circle some times: once a turn is no harm, twice a turn doubles each time
                    return True
    return False


def _drawings(data: bytes) -> dict[int, _Drawing]:
    """Forms and pages by object number."""
    places = [(int(found.group(1)), found.end()) for found in _OBJECT.finditer(data)]
    heads: dict[int, bytes] = {}
    streams: dict[int, int] = {}
    for (number, start), end in zip(places, [*(place for _, place in places[1:]), len(data)], strict=True):
        head = data[start : min(end, start + LONGEST_DICTIONARY)]
        found = _STREAM.search(head)
        heads[number] = head[: found.start()] if found else head
        streams[number] = start + found.end() if found else -1
    unpacking = _Unpacker(data)
    for number in [number for number, head in heads.items() if b"/ObjStm" in head]:
        for packed, text in unpacking.objects(heads[number], streams[number]):
            heads.setdefault(packed, text)
            streams.setdefault(packed, -1)
    everywhere: dict[bytes, int] = {}
    for head in heads.values():
        if b"/XObject" in head:
            everywhere.update(_named(head, heads))
    drawings: dict[int, _Drawing] = {}
    for number, head in heads.items():
        if _FORM.search(head) and streams[number] >= 0:
            content, is_form = unpacking.content(head, streams[number]), True
        elif _PAGE.search(head):
            held = _CONTENTS.search(head)
            parts = re.findall(_REFERENCE, held.group(0)) if held else []
            content = b"\n".join(
                unpacking.content(heads[int(part)], streams[int(part)])
                for part in parts
                if streams.get(int(part), -1) >= 0
            )
            is_form = False
        else:
            continue
        drawings[number] = _content_to_drawing(content, _named(head, heads), everywhere, is_form)
    return drawings


def _content_to_drawing(content: bytes, own: dict[bytes, int], everywhere: dict[bytes, int], is_form: bool) -> _Drawing:
    uses: dict[int, int] = {}
    for name in _USED.findall(content):
        used = own.get(name, everywhere.get(name) if not own else None)
        if used is not None:
            uses[used] = uses.get(used, 0) + 1
    return _Drawing(sum(1 for _ in _PAINTED.finditer(content)), uses, is_form)


def _named(head: bytes, heads: dict[int, bytes]) -> dict[bytes, int]:
    """Names of the drawings that a dictionary's resources hold -> object numbers."""
    found = _XOBJECTS.search(head)
    if found is None and (away := _RESOURCES.search(head)):
        found = _XOBJECTS.search(heads.get(int(away.group(1)), b""))
    if found is None:
        return {}
    inside = found.group(1) if found.group(1) is not None else heads.get(int(found.group(2)), b"")
    return {name: int(number) for name, number in _NAMED.findall(inside)}


class _Unpacker:
    """Streams unpacked, MAX_UNPACKED bytes in all."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.left = MAX_UNPACKED

    def content(self, head: bytes, start: int) -> bytes:
        found = _FILTER.search(head)
        if found is None:
            end = self.data.find(b"endstream", start)
            return self.data[start : end if end >= 0 else len(self.data)][: self.left]
        if found.group(1) not in (b"FlateDecode", b"Fl") or self.left <= 0:
            return b""
        try:
            text = zlib.decompressobj().decompress(memoryview(self.data)[start:], self.left)
        except zlib.error:
            return b""
        self.left -= len(text)
        return text

    def objects(self, head: bytes, start: int) -> list[tuple[int, bytes]]:
        """Numbers and texts of the objects in an object stream."""
        first = re.search(rb"/First\s+(\d{1,9})", head)
        if first is None or start < 0:
            return []
        text = self.content(head, start)
        offset = int(first.group(1))
        try:
            numbers = [int(word) for word in text[:offset].split()]
        except ValueError:
            return []
        starts = [offset + at for at in numbers[1::2]]
        ends = [*starts[1:], len(text)]
        return [
            (number, text[begin : min(end, begin + LONGEST_DICTIONARY)])
            for number, begin, end in zip(numbers[::2], starts, ends, strict=False)
        ]
