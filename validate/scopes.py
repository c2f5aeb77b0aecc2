"""Whose table is it: the head's, or a sub-unit's? Figures of different scopes are never one fact."""

from __future__ import annotations

import re

from validate.context import Context, TableView
from validate.names import fold

SUB_UNIT = re.compile(
    r"\b(?:seksi|sub\s*-?\s*bagian|subbag(?:ian)?|kasubbag|sub\s*-?\s*bidang|subbid(?:ang)?|kasubbid|kabid|kasi|"
    r"sub\s*-?\s*koordinator|subkoordinator|koordinator|"
    r"kepala\s+(?:seksi|bidang|sub\w*|bagian)|sekretaris\b(?!\s+daerah)|uptd?\b|bidang|cabang dinas|cabdin|"
    r"eselon\s*(?:iii|iv|3|4)|kelompok\s+jabatan)\b[^.;:\n]{0,60}",
    re.I,
)


def text_to_scope(text: str, agency: str = "") -> str:
    """The sub-unit a caption names, '' where it names none. What belongs to the agency's own name names no sub-unit."""
    own = fold(agency)
    for found in SUB_UNIT.finditer(text):
        word = fold(found.group(0).split()[0])
        if own and word in own.split():
            continue
        scope = fold(re.split(r"\btahun\b|\d{4}|\s[–-]\s", found.group(0), flags=re.I)[0])
        return scope.replace(own, "").strip() if own else scope
    return ""


def table_scopes(context: Context) -> dict[int, str]:
    """table_index -> scope, from caption and the lines that belong to the table."""
    cached: dict[int, str] | None = context.cache.get("scopes")
    if cached is None:
        agency = context.understanding.profile.agency
        cached = without_own({view.index: view_to_scope(view, agency) for view in context.views})
        context.cache["scopes"] = cached
    return cached


def without_own(scopes: dict[int, str]) -> dict[int, str]:
    """A "sub-unit" that most scoped tables name is the reporting unit itself ("UPT X"): no scope."""
    named = [scope for scope in scopes.values() if scope]
    for own in sorted(set(named), key=len):
        if len(named) >= 3 and sum(own in scope for scope in named) * 2 >= len(named):
            stripped = {index: scope.replace(own, "").strip() for index, scope in scopes.items()}
            # what is left of the place ("wilayah ...") names no sub-unit
            return {index: scope if SUB_UNIT.search(scope) else "" for index, scope in stripped.items()}
    return scopes


def view_to_scope(view: TableView, agency: str) -> str:
    return text_to_scope(" ; ".join((view.table.caption, *view.table.notes)), agency)
