"""Twenty-five things that a reader does every day, each with the fewest keys of the default map.

``docs/tasks.md`` is the table of these; it is written anew with READLATER_UPDATE_FRAMES=1.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from readlater.language.query import parse
from readlater.library import Library
from readlater.model import Block, BlockKind, Document, Draft, Span, SpanKind
from readlater.tui.keymap import key_label, normalise
from tests.tui.driving import ARTICLES, Driver, driving, make_library

TABLE = Path(__file__).resolve().parents[2] / "docs" / "tasks.md"

HARBOUR = "tells of the harbour, the ferry and the lighthouse keeper, of storms and of the tide. " * 3


def _paragraph(text: str, *spans: tuple[str, SpanKind, str]) -> Block:
    return Block(
        BlockKind.PARAGRAPH,
        text,
        tuple(Span(text.index(word), text.index(word) + len(word), kind, target) for word, kind, target in spans),
    )


GUIDE = Document(
    (
        _paragraph(
            "A letter and a ferry, of which the keeper1 knew. The pilot wrote it down.",
            ("letter", SpanKind.LINK, "https://example.org/alliance"),
            ("ferry", SpanKind.LINK, "https://nowhere.example/ferry"),
            ("1", SpanKind.NOTE, "1"),
        ),
        *(_paragraph(f"Paragraph {n} {HARBOUR}") for n in range(20)),
        Block(BlockKind.HEADING, "Tides", level=2),
        *(_paragraph(f"Tide {n} {HARBOUR}") for n in range(20)),
        Block(BlockKind.HEADING, "Storms", level=2),
        *(_paragraph(f"Storm {n} {HARBOUR}") for n in range(20)),
        Block(BlockKind.FOOTNOTE, "His name was Elias.", marker="1"),
    )
)


@dataclass(frozen=True)
class Task:
    """What is to be done, the keys before it, its own keys, and what then holds."""

    name: str
    before: tuple[str, ...]
    keys: tuple[str, ...]
    done: Callable[[Driver], object]


def _article(driver: Driver) -> int:
    return driver.main.desk.shown_id


def _marked(driver: Driver) -> list[str]:
    return [marked.highlight.quote for marked in driver.main.library.marked()]


def _copied(driver: Driver) -> str:
    return str(driver.app.clipboard)


TASKS = (
    Task("Read the newest article", (), ("enter",), lambda d: d.main.desk.is_open),
    Task("Turn the page", ("enter",), ("space",), lambda d: d.main.reader.place > 0),
    Task("Go on to the next article while reading", ("enter",), ("J",), lambda d: _article(d) == 3),
    Task("Archive what is being read", ("enter",), ("a",), lambda d: d.main.library.row(4).archived),
    Task("Mark it as a favourite", ("enter",), ("s",), lambda d: d.main.library.row(4).favourite),
    Task("Find articles by a word, read the best", (), (*"/csto", "enter", "enter"), lambda d: _article(d) in (1, 2)),
    Task(
        "Find a word in the article, go to the next place",
        ("enter",),
        (*"/elias", "enter", "n"),
        lambda d: d.main.reader.matches == 1,
    ),
    Task("Follow the first link (into the library)", ("enter",), ("f", "1"), lambda d: _article(d) == 1),
    Task("Come back", ("enter", "f", "1"), ("[",), lambda d: _article(d) == 4),
    Task("Save the second link for later", ("enter",), ("F", "2"), lambda d: d.main.adding.asked == [FERRY]),
    Task(
        "Look at a footnote and come back",
        ("enter",),
        ("f", "3", "["),
        lambda d: d.main.reader.place == 0 and len(d.main.desk.travelling.trail.places(4)) == 2,
    ),
    Task("Go to the second heading", ("enter",), ("2", "}"), lambda d: d.main.reader.place > 8000),
    Task("Tag the article", (), (*"tsea", "enter"), lambda d: d.main.library.article(4).tags == ("sea",)),
    Task("Open the first similar reading", ("G", "enter"), ("w", "1"), lambda d: _article(d) == 2),
    Task(
        "Archive everything that a search finds",
        (),
        (*"/csto", "enter", "*", "a"),
        lambda d: len(d.main.library.ids(parse("is:archived"))) == 2,
    ),
    Task(
        "Take that back",
        (*"/csto", "enter", "*", "a"),
        ("u",),
        lambda d: len(d.main.library.ids(parse("is:archived"))) == 0,
    ),
    Task("Copy a Markdown link", (), ("Y",), lambda d: _copied(d) == "[The guide](https://example.org/guide)"),
    Task(
        "Copy the second sentence as a quotation",
        ("enter",),
        (")", ")", "y", "q"),
        lambda d: "> The pilot" in _copied(d),
    ),
    Task("Correct the title", (), ("e", "t", "!", "enter"), lambda d: d.main.library.row(4).title == "The guide!"),
    Task(
        "Mark the first sentence",
        ("enter",),
        ("v", "enter"),
        lambda d: _marked(d) == ["A letter and a ferry, of which the keeper1 knew."],
    ),
    Task(
        "Find a passage among all that were marked, go to it",
        ("enter", *"v)", "enter", "q", "g"),
        ('"', '"', *"/pilot", "enter", "enter"),
        lambda d: d.app.screen is d.main and d.main.desk.is_open,
    ),
    Task("Go to an article by letters of its title", (), ("ctrl+k", *"ligk", "enter"), lambda d: _article(d) == 3),
    Task(
        "Find what a quarter of an hour is enough for",
        (),
        ("P", "m", "enter"),
        lambda d: "In 15 minutes" in d.frame,
    ),
    Task("Put the article off until tomorrow", (), ("Z", "2"), lambda d: d.main.library.row(4).snoozed),
    Task("Leave, and come back to the same place", ("enter", "space"), ("Q",), lambda d: not d.app.is_running),
)
FERRY = "https://nowhere.example/ferry"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Four articles; the newest is a long one with links, headings and a note."""
    guide = Draft(GUIDE, "text", "text/1", title="The guide", url="https://example.org/guide", language="en")
    with make_library(tmp_path / "library", [*ARTICLES, guide]) as opened:
        yield opened


NAMES = {
    '"': "quotation_mark",
    "/": "slash",
    "}": "right_curly_bracket",
    "[": "left_square_bracket",
    "*": "asterisk",
    "!": "exclamation_mark",
    ")": "right_parenthesis",
}


def _pressed(keys: tuple[str, ...]) -> list[str]:
    return [NAMES.get(key, key) for key in keys]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name.replace(" ", "-"))
async def test_the_keys_do_what_the_table_says(task: Task, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.outside.copy", lambda *_: True)
    asked: list[str] = []
    monkeypatch.setattr("readlater.tui.adding.Adding.add", lambda _self, urls, **_: asked.extend(urls))
    monkeypatch.setattr("readlater.tui.adding.Adding.asked", asked, raising=False)
    async with driving(library) as driver:
        await driver.press(*_pressed(task.before))
        assert not task.done(driver), "it was done before"
        await driver.press(*_pressed(task.keys))
        if task.keys == ("Q",):
            await driver.until(lambda: not driver.app.is_running)
        assert task.done(driver), driver.frame


def _row(task: Task) -> str:
    typed = [key_label(normalise(key)) for key in task.keys]
    return f"| {task.name} | {' '.join(f'`{key}`' for key in typed)} | {len(task.keys)} |"


def test_the_table_is_true() -> None:
    keys = sum(len(task.keys) for task in TASKS)
    text = (
        "# Twenty-five tasks\n\n"
        "What a reader does every day, with the default keys; words that are typed count as well.\n"
        "A test carries out each of them.\n\n| task | keys | how many |\n|---|---|---:|\n"
        + "\n".join(map(_row, TASKS))
        + f"\n| all of them | | {keys} |\n"
    )
    if os.environ.get("READLATER_UPDATE_FRAMES"):
        TABLE.write_text(text, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == text
