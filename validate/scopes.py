"""Whose table is it: the head's, or a sub-unit's? Figures of different scopes are never one fact."""

from __future__ import annotations

import re

from validate.context import Context, TableView
from validate.names import fold

SUB_UNIT = re.compile(
    r"\b(?:seksi|sub\s*-?\s*bagian|subbag(?:ian)?|kasubbag|sub\s*-?\s*bidang|subbid(?:ang)?|kasubbid|kabid|kasi|sub\s*-?\s*koordinator|subkoordinator|koordinator|"
    r"bidang|uptd?|cabang dinas|cabdin|eselon\s*(?:iii|iv|3|4)|kepala\s+(?:seksi|bidang|sub\w*|bagian)|sekretaris|kelompok\s+jabatan)\b[^.;:\n]{0,60}",
    re.I,
)


def text_to_scope(text: str) -> str:
    """The sub-unit a caption names, '' where it names none."""
    found = SUB_UNIT.search(text)
    return fold(re.split(r"\btahun\b|\d{4}", found.group(0), flags=re.I)[0]) if found else ""


def table_scopes(context: Context) -> dict[int, str]:
    """table_index -> scope, from caption and the lines that belong to the table."""
    cached: dict[int, str] | None = context.cache.get("scopes")
    if cached is None:
        cached = {view.index: view_to_scope(view) for view in context.views}
        context.cache["scopes"] = cached
    return cached


def view_to_scope(view: TableView) -> str:
    return text_to_scope(" ; ".join((view.table.caption, *view.table.notes)))
