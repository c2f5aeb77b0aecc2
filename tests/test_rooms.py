"""The house: rooms import only backwards, their names are this project's, and each says what it offers."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from types import FunctionType

import pytest

ROOMS = ("corpus", "extract", "normalize", "validate", "warehouse", "lakip")
ROOT = Path(__file__).resolve().parent.parent

#: the names that a room offers at its door, besides those of its modules
PUBLIC = {
    "warehouse": {"Outcome", "Warehouse", "ingest"},
    "lakip": {"InputError", "LakipError", "audit", "match", "open", "read", "understand"},
}


def room_files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported_rooms(source: str) -> set[str]:
    """The rooms that a module imports, at its top or inside its functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found & set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_before_it(room: str) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    files = room_files(room)
    assert files
    wrong = {
        str(file.relative_to(ROOT)): imported_rooms(file.read_text(encoding="utf-8")) - allowed
        for file in files
        if imported_rooms(file.read_text(encoding="utf-8")) - allowed
    }
    assert wrong == {}


@pytest.mark.parametrize("room", ROOMS)
def test_a_rooms_name_resolves_to_this_project(room: str, tmp_path: Path) -> None:
    """Asked from an empty folder, where only what is installed answers."""
    script = f"import {room}; print({room}.__file__)"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60
    )
    assert done.returncode == 0, done.stderr
    file = Path(done.stdout.strip())
    assert file.name == "__init__.py"
    assert file.parent.name == room
    owners = packages_distributions().get(room)
    # an editable install lists no packages; a second distribution with this package would stand here
    assert owners in (None, ["lakip"]), f"{room} also comes from {owners}"
    assert (file.parent / "py.typed").exists()


def test_no_dependency_ships_a_room() -> None:
    """configobj ships a top-level `validate`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    assert not [name for name in wanted if name.casefold().startswith("configobj")]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_states_its_public_names(room: str) -> None:
    module = importlib.import_module(room)
    names = module.__all__
    assert len(names) == len(set(names))
    assert [name for name in names if not hasattr(module, name)] == []
    if room in PUBLIC:
        assert set(names) == PUBLIC[room]


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_function_and_class_says_what_it_is(room: str) -> None:
    module = importlib.import_module(room)
    offered = [getattr(module, name) for name in module.__all__]
    undocumented = [one.__name__ for one in offered if isinstance(one, type | FunctionType) and not one.__doc__]
    assert undocumented == []


def test_every_module_begins_with_its_idea() -> None:
    missing = [
        str(file.relative_to(ROOT))
        for room in ROOMS
        for file in room_files(room)
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import lakip, lakip.cli", {"duckdb", "pandas", "camelot", "pdfplumber", "pypdfium2", "numpy", "rich"}),
        ("import lakip.road, lakip.show_tables, extract", {"duckdb", "pandas", "camelot", "pdfplumber", "pypdfium2"}),
    ],
)
def test_starting_is_light(code: str, heavy: set[str]) -> None:
    """What a command doesn't need isn't imported: `lakip tables FILE.txt` must not wait for duckdb or pandas."""
    script = f"{code}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stderr
    assert heavy & set(done.stdout.split()) == set()
