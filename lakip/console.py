"""What the commands share: the language, words on stderr, data on stdout, progress, and sentences for a bad call."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

Command = TypeVar("Command", bound=Callable[..., Any])

#: columns of a grid where stdout is no terminal
PIPE_WIDTH = 160


def lang_option(command: Command) -> Command:
    """`--lang id|en`, Indonesian by default; LAKIP_LANG in the environment sets another default."""
    return click.option(
        "--lang",
        type=click.Choice(["id", "en"]),
        default="id",
        show_default=True,
        envvar="LAKIP_LANG",
        help="Bahasa pesan. / Language of the words.",
    )(command)


def say(sentence: str) -> None:
    """A sentence to stderr."""
    click.echo(sentence, err=True)


def write_bytes(data: bytes) -> None:
    """Data to stdout as it is."""
    sys.stdout.flush()
    stream = sys.stdout.buffer
    stream.write(data)
    stream.flush()


def write(text: str) -> None:
    """Data to stdout, as UTF-8 whatever the terminal's own encoding."""
    write_bytes(text.encode("utf-8", "surrogateescape"))


def write_to(data: str | bytes, output: Path | None) -> None:
    """Data to a file, or to stdout. Raises InputError for a workbook to a terminal, and where writing fails."""
    from extract.errors import InputError

    if output is not None:
        try:
            output.write_bytes(data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data)
        except OSError as error:
            raise InputError(
                f"Berkas {output} tidak dapat ditulis: {error.strerror}.",
                f"{output} cannot be written: {error.strerror}.",
            ) from error
    elif isinstance(data, str):
        write(data)
    elif sys.stdout.isatty():
        raise InputError(
            "Buku kerja tidak dapat ditampilkan di layar: sebutkan -o BERKAS.xlsx.",
            "A workbook cannot be shown in a terminal: name -o FILE.xlsx.",
        )
    else:
        write_bytes(data)


def grid_to_text(*parts: RenderableType) -> str:
    """Rich tables and texts as plain text; coloured and fitted to the window where stdout is a terminal."""
    from rich.console import Console

    # rich itself looks at COLUMNS and at the window
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().strip("\n").split("\n"))


def progress_bar() -> Progress:
    """A bar on stderr that leaves no trace; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def argv_to_lang(arguments: list[str]) -> str:
    """The language asked for, before click has read the call: for the sentence on a call that click could not read."""
    for index, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in ("id", "en"):
            return value
    return "en" if os.environ.get("LAKIP_LANG") == "en" else "id"


def usage_to_sentence(error: click.ClickException, lang: str) -> str:
    """click's complaint about a call as one sentence; its own English words where it knows best."""
    if lang == "en":
        return error.format_message().rstrip(".") + "."
    if isinstance(error, click.exceptions.NoSuchOption):
        return f"Tidak ada pilihan {error.option_name}."
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "masukan"
        return f"Panggilan ini belum lengkap: {name} belum disebut."
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[0] if error.param.param_type_name == "option" else error.param.human_readable_name
        choices = getattr(error.param.type, "choices", None)
        wanted = f" Yang dapat dipilih: {', '.join(choices)}." if choices else ""
        return f"Nilai untuk {name} tidak dapat dipakai.{wanted}"
    return f"Panggilan ini tidak dapat dibaca: {error.format_message().rstrip('.')}."


def fault_to_sentence(fault: Exception, lang: str) -> str:
    """A fault of the program itself, in one sentence."""
    said = f"{type(fault).__name__}: {fault}".splitlines()[0][:200]
    if lang == "en":
        return f"A fault in lakip ({said}); set LAKIP_DEBUG=1 to see where, and please report it."
    return f"Kesalahan di dalam lakip ({said}); setel LAKIP_DEBUG=1 untuk melihat tempatnya, dan mohon laporkan."
