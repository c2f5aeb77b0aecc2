"""Every command, option, rule and column is documented, and what is generated is up to date."""

from __future__ import annotations

import difflib
import re
import typing
from pathlib import Path

import click
import pytest

import extract.model
import normalize.model
import validate.model
from lakip.cli import cli
from tests.walk import READMES, name_to_lang, text_to_walked
from warehouse.codebook import registry_to_codebook
from warehouse.fields import LAYERS, TITLES, entity_fields, load_fields
from warehouse.schema import SQL_TYPES

ROOT = Path(__file__).resolve().parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def all_commands(group: click.Group = cli, prefix: str = "") -> dict[str, click.Command]:
    """Every command by the name it is called with ("catalogue propose"), groups left out."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= all_commands(command, f"{prefix}{name} ")
        else:
            found[f"{prefix}{name}"] = command
    return found


COMMANDS = all_commands()


def command_options() -> list[tuple[str, str]]:
    """(command, its option as typed) for every command."""
    return [
        (name, option)
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    ]


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_readmes(command: str, readme: str) -> None:
    assert f"lakip {command}" in read(readme)


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize(("command", "option"), command_options())
def test_every_option_is_in_the_readmes(command: str, option: str, readme: str) -> None:
    """In the line or lines of the table of commands that begin with this command."""
    lines = [line for line in read(readme).splitlines() if line.startswith(f"| `lakip {command}")]
    assert any(option in line for line in lines), f"lakip {command} {option}"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_helps_in_both_languages(command: str) -> None:
    help_text = COMMANDS[command].help or ""
    assert len(help_text.split("\n\n")) == 2
    for parameter in COMMANDS[command].params:
        if isinstance(parameter, click.Option) and parameter.help:
            assert " / " in parameter.help, parameter.opts


@pytest.mark.parametrize("readme", READMES)
def test_the_walk_prints_what_the_readme_shows(readme: str) -> None:
    """`python -m tests.walk` brings it up to date."""
    text = read(readme)
    walked = text_to_walked(text, name_to_lang(readme))
    changed = list(difflib.unified_diff(text.splitlines(), walked.splitlines(), "README", "today", n=0, lineterm=""))
    assert not changed, "\n".join(["run `python -m tests.walk`", *changed[:20]])


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_stand_alone(readme: str) -> None:
    lines = read(readme).splitlines()
    assert "pip install . && lakip demo" in lines
    assert "pip install '.[test]' && pytest" in lines


def test_every_rule_is_in_the_docs() -> None:
    from validate.rules import ALL_RULES

    headings = {line.removeprefix("## ") for line in read("docs/rules.md").splitlines() if line.startswith("## ")}
    assert [rule.card.id for rule in ALL_RULES if rule.card.id not in headings] == []
    assert {rule.card.id for rule in ALL_RULES} <= set(validate.model.RULES)


@pytest.mark.parametrize("readme", READMES)
def test_the_printed_columns_are_in_the_readmes(readme: str) -> None:
    text = read(readme)
    printed = [field.name for entity in ("facts", "finding") for field in entity_fields(entity)]
    assert [name for name in printed if f"`{name}`" not in text] == []


def test_the_codebook_is_up_to_date() -> None:
    assert read("docs/codebook.md") == registry_to_codebook()


def test_every_field_is_told_in_both_languages() -> None:
    fields = load_fields()
    assert {field.entity for field in fields} == set(LAYERS) == set(TITLES)
    assert [f"{field.entity}.{field.name}" for field in fields if not field.meaning_id or not field.meaning_en] == []
    assert {field.type for field in fields} <= {*SQL_TYPES, "json"}
    names = [(field.entity, field.name) for field in fields]
    assert len(names) == len(set(names))


def literal(name: object) -> set[str]:
    return set(typing.get_args(name))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("measure", literal(normalize.model.Measure)),
        ("basis", literal(normalize.model.Basis)),
        ("period", literal(normalize.model.Period)),
        ("severity", literal(validate.model.Severity)),
        ("core_table.method", literal(extract.model.Method)),
        ("raw_file.media", literal(extract.model.Media)),
        ("raw_paragraph.kind", literal(extract.model.ParagraphKind)),
        ("core_claim.kind", literal(normalize.model.ClaimKind)),
        ("core_finding.rule", set(validate.model.RULES)),
    ],
)
def test_allowed_values_are_those_of_the_records(field: str, values: set[str]) -> None:
    entity, _, name = field.rpartition(".")
    found = [one for one in load_fields() if one.name == name and entity in ("", one.entity)]
    assert found
    assert {one.allowed for one in found if set(one.allowed) != values} == set()


def test_documents_link_only_to_what_is_there() -> None:
    broken = []
    for name in (*READMES, "CHANGELOG.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#]+)\)", read(name)):
            if not target.startswith("http") and not ((ROOT / name).parent / target).exists():
                broken.append((name, target))
    assert broken == []
