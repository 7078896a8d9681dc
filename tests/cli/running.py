"""Running the command line in tests: within this process, or as its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from readlater.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Result:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Cli:
    """The command line over one library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library"

    def __call__(self, *arguments: str | Path, stdin: bytes | str = "", code: int | None = 0) -> Result:
        """Runs a command within this process; its exit code must be ``code`` (None: any)."""
        given = ["--library", str(self.library), *map(str, arguments)]
        done = CliRunner().invoke(main, given, input=stdin)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        result = Result(done.exit_code, done.stdout, done.stderr)
        if code is not None:
            assert result.code == code, f"{arguments}: {result}"
        return result

    def fails(self, *arguments: str | Path, code: int = 1, stdin: bytes | str = "") -> str:
        """Runs a command that must fail with one line on standard error, and nothing else; returns that line."""
        result = self(*arguments, code=code, stdin=stdin)
        assert result.out == ""
        assert result.err.startswith("readlater: ")
        assert result.err.count("\n") == 1
        assert result.err.endswith("\n")
        return result.err.removeprefix("readlater: ").rstrip("\n")

    def process(self, *arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
        """Starts a command as a process of its own."""
        environment = os.environ | options.pop("env", {})
        return subprocess.Popen(
            [sys.executable, "-m", "readlater", "--library", str(self.library), *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            stdin=options.pop("stdin", subprocess.DEVNULL),
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=options.pop("stderr", subprocess.PIPE),
            **options,
        )

    def run(self, *arguments: str | Path, **options: Any) -> Result:
        """Runs a command as a process of its own."""
        with self.process(*arguments, **options) as process:
            out, err = process.communicate(timeout=60)
        return Result(process.returncode, out.decode(), err.decode())

    def page(self, name: str, text: str) -> Path:
        """Writes a page to import."""
        path = self.folder / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def id_of(self, title: str) -> str:
        """The UUID of the article whose title begins so."""
        [found] = [one["id"] for one in self("list", "--json", "--limit", "0").json if one["title"].startswith(title)]
        return str(found)


def article(title: str, words: str, **front: str) -> str:
    """A Markdown page: a title and a few paragraphs made of ``words``."""
    head = "".join(f"{name}: {value}\n" for name, value in front.items())
    sentence = f"This is what we know about {words}, and it is told at some length."
    paragraphs = "\n\n".join(f"{sentence} {number} more things were said about {words}." for number in range(6))
    return f"---\ntitle: {title}\n{head}---\n\n# {title}\n\n{paragraphs}\n"
