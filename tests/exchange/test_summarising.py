"""The reader's own command for summaries: what it is told, and all the ways in which it can fail."""

from __future__ import annotations

import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from readlater.errors import ReadlaterError, UsageError
from readlater.exchange import summarising
from readlater.exchange.summarising import LONGEST, summarise_with
from readlater.library import Library
from readlater.model import Article
from tests.factories import draft

TEXT = "Bienen überwintern.\n\nHonig 蜂蜜."


@pytest.fixture
def article(tmp_path: Path) -> Article:
    with Library.open(tmp_path / "library") as library:
        one = draft("Bees; rm -rf $HOME", TEXT, url="https://a.example/?a=1&b=2", byline="Ann", site="The Hive")
        return library.article(library.add(one).id)


def python(code: str) -> str:
    """A command that runs ``code``."""
    return shlex.join([sys.executable, "-c", f"import os, sys, time\n{code}"])


def test_it_gets_the_text_and_what_is_known_of_it(article: Article) -> None:
    code = "text = sys.stdin.buffer.read().decode()\nprint(len(text), text[-4:], os.environ['READLATER_TITLE'])"
    assert summarise_with(python(code), article, TEXT) == f"{len(TEXT)} 蜂蜜. Bees; rm -rf $HOME"
    names = ("URL", "BYLINE", "SITE", "LANGUAGE", "ID")
    told = summarise_with(python(f"print(*(os.environ['READLATER_' + name] for name in {names}))"), article, TEXT)
    assert told == f"https://a.example/?a=1&b=2 Ann The Hive en {article.uuid}"


def test_no_shell_has_a_part_in_it(article: Article, tmp_path: Path) -> None:
    assert summarise_with(f"{python('print(sys.argv[1:])')} '$HOME;' `id` > x", article, TEXT) == (
        "['$HOME;', '`id`', '>', 'x']"
    )
    assert not (tmp_path / "x").exists()


def test_what_it_prints_is_safe_on_one_line_and_not_endless(article: Article) -> None:
    assert summarise_with(python(r"print('\x1b[31mred\x1b[0m\r\n\u202etwo \x07')"), article, TEXT) == "red two"
    long = summarise_with(python("print('word ' * 2000)"), article, TEXT)
    assert len(long) <= LONGEST
    assert long.endswith("word…")
    assert summarise_with(python(r"sys.stdout.buffer.write(b'caf\xe9')"), article, TEXT) == "caf\ufffd"


def test_it_need_not_read_the_text(article: Article) -> None:
    assert summarise_with(python("print('done')"), article, "word " * 500_000) == "done"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-program-here --short", "there is no program 'no-such-program-here'"),
        (python("sys.exit('no model\\nis there')"), "failed (exit code 1): no model is there"),
        (python("sys.exit(3)"), "failed (exit code 3)"),
        (python("print(' ')"), "printed nothing"),
        (python("os.kill(os.getpid(), 9)"), "was killed"),
        (python("while True: print('spam' * 1000)"), "and was stopped"),
    ],
)
def test_failures_are_one_line_for_a_person(article: Article, command: str, message: str) -> None:
    with pytest.raises(ReadlaterError) as failed:
        summarise_with(command, article, TEXT, 30)
    assert message in str(failed.value)
    assert str(failed.value).startswith("summary_command: ")
    assert "\n" not in str(failed.value)


def test_a_file_that_is_no_program(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_text("notes")
    with pytest.raises(ReadlaterError, match="can't be run: Permission denied"):
        summarise_with(str(path), article, TEXT)


@pytest.mark.parametrize(("command", "message"), [("", "is not set"), ("  ", "is not set"), ("a 'b", "quotation")])
def test_a_command_that_is_none(article: Article, command: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        summarise_with(command, article, TEXT)


@pytest.mark.skipif(os.name != "posix", reason="process groups are of POSIX")
def test_it_is_stopped_with_all_that_it_started(article: Article, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    child = f"import time, pathlib; time.sleep(2); pathlib.Path({str(mark)!r}).touch()"
    code = f"import subprocess\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)"
    began = time.monotonic()
    with pytest.raises(ReadlaterError, match=r"took longer than 0\.5 seconds and was stopped"):
        summarise_with(python(code), article, TEXT, 0.5)
    assert time.monotonic() - began < 20
    time.sleep(2.2)
    assert not mark.exists()


def test_what_goes_on_by_itself_is_not_waited_for(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summarising, "_LINGER", 0.5)
    code = "print('done', flush=True)\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(20)"
    start = time.monotonic()
    assert summarise_with(python(code), article, TEXT, timeout=15) == "done"
    assert time.monotonic() - start < 15
