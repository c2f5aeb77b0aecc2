"""What can be wrong with an input.

LakipError
└── InputError          the input was bad: one clear sentence (Indonesian and English), exit status 2
    ├── NotFound        no such file, or a folder without reports
    ├── Unreadable      encrypted, truncated, empty, binary, wrong encoding, unknown kind
    ├── NoText          a PDF without any text: a scan, and what will read it
    └── TooLarge        over a stated limit
"""

from __future__ import annotations


class LakipError(Exception):
    """Base of all errors this project raises on purpose."""


class InputError(LakipError):
    """A bad input, told in one sentence in both languages. `str()` gives the Indonesian one."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(indonesian)
        self.indonesian = indonesian
        self.english = english

    def told(self, lang: str = "id") -> str:
        return self.english if lang == "en" else self.indonesian

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        # crosses process borders in a parallel ingest
        return (type(self), (self.indonesian, self.english))


class NotFound(InputError):
    """No such file, or a folder without reports."""


class Unreadable(InputError):
    """Encrypted, truncated, empty, binary, in an unknown encoding or of an unknown kind."""


class NoText(InputError):
    """A PDF without a text layer."""


class TooLarge(InputError):
    """Over a stated limit."""
