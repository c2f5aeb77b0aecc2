"""A file in, a `Report` of pages, paragraphs and tables of cells out; nothing here knows what a table means."""

from extract.errors import InputError, LakipError, NoText, NotFound, TooLarge, Unreadable
from extract.model import Box, Cell, Page, Paragraph, Report, Table
from extract.reader import find_reports, read

__all__ = [
    "Box",
    "Cell",
    "InputError",
    "LakipError",
    "NoText",
    "NotFound",
    "Page",
    "Paragraph",
    "Report",
    "Table",
    "TooLarge",
    "Unreadable",
    "find_reports",
    "read",
]
