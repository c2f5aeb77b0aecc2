"""The walk through one report in the READMEs: what stands under a `$ command` is what the command prints.

`python -m tests.walk` writes the output of today's commands into README.md and README.id.md; tests/test_documented.py runs
the same commands and compares. Only ```console blocks are walked. All blocks of a file share one folder, which begins
with nothing but `corpus`, as in the checkout.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.id.md")
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
#: columns of a printed page
WIDTH = "100"


def run(command: str, folder: Path, lang: str) -> str:
    """What the command prints, in a terminal of WIDTH columns; blanks at line ends dropped."""
    environment = {**os.environ, "COLUMNS": WIDTH, "LAKIP_LANG": lang}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        timeout=120,
    )
    # one after the other, for their order in a pipe is a matter of luck
    return "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).splitlines())


def text_to_walked(text: str, lang: str) -> str:
    """The Markdown text with the output under each command as it is today."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").symlink_to(ROOT / "corpus")

        def walk(block: re.Match[str]) -> str:
            commands = [line[2:] for line in block.group(1).splitlines() if line.startswith("$ ")]
            return "```console\n" + "".join(f"$ {one}\n{run(one, folder, lang)}" for one in commands) + "```"

        return BLOCK.sub(walk, text)


def name_to_lang(name: str) -> str:
    return "id" if ".id." in name else "en"


if __name__ == "__main__":
    for readme in READMES:
        path = ROOT / readme
        path.write_text(text_to_walked(path.read_text(encoding="utf-8"), name_to_lang(readme)), encoding="utf-8")
