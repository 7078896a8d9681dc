"""Nothing holds up the keys: what may take long is done on threads, and what is painted is painted quickly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import getattr_static
from typing import Any
from unittest.mock import patch

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

from benchmarks.baselines import panes
from benchmarks.event_loop import Recorder
from readlater.library import Library
from readlater.tui.found import FIRST_PAGE
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.reader_view import ReaderView
from tests.tui.driving import Driver, driving

QUICK = {"article", "document", "interrupt", "marked_at", "page", "read_only", "row", "rows", "setting"}
"""What may be asked of the library between two keys: single things by their number, well under a millisecond each, and
the first page of a list (``page``)."""

FLOOR_TIMES = 3.5
"""How many times as long as a bare repaint anything may hold the event loop (it is twice as long on a quiet machine:
`make bench` tells). What this finds is work that does not belong here at all."""

JOURNEY = (
    ("j", "j", "k", "pagedown", "G", "g"),
    ("enter", "space", "space", "G", "g", "greater_than_sign", "less_than_sign"),
    ("slash", "k", "e", "e", "enter", "n", "N", "escape"),
    ("f", "O", "O", "z", "z", "q"),
    ("slash", "k", "e", "e", "enter", "escape"),
    ("w", "j", "j", "q"),
    ("a", "u", "s", "u", "m", "u"),
    ("x", "x", "a", "u", "asterisk", "a", "u"),
    ("0", "1", "S", "escape"),
    ("question_mark", "escape", "colon", "escape"),
    ("W", "j", "j", "space", "space", "W"),
    ("V", "g", "2", "right_curly_bracket", "V", "g", "4", "V", "g", "1"),
    ("ctrl+k", "k", "e", "escape", "P", "f", "escape", "P", "n", "escape"),
    ("Z", "enter", "u"),
    ("enter", "v", "w", "w", "right_parenthesis", "enter", "q"),
    ("quotation_mark", "quotation_mark", "j", "slash", "k", "enter", "escape", "escape"),
    ("quotation_mark", "r", "j", "escape"),
    ("U", "k", "k", "tab", "q", "V", "r", "q", "ctrl+o", "escape"),
)
"""Keys, a few at a time. (Another theme is not among them: it is another style for everything.)"""


SCREENS = {
    "HelpScreen", "JumpScreen", "HighlightsScreen", "ReviewScreen", "StatisticsScreen", "ReadingsScreen", "TrailScreen",
}  # fmt: skip
"""Those that it comes to."""


async def travel(driver: Driver) -> set[str]:
    """Goes through the program, and comes back to the list each time; gives the screens that it came to."""
    met = set()
    for keys in JOURNEY:
        for key in keys:
            await driver.press(key)
            met.add(type(driver.app.screen).__name__)
        assert not driver.main.leaving, keys
    return met


@contextmanager
def listening(library: Library) -> Iterator[set[str]]:
    """The names of what is asked of the library on this thread."""
    here = threading.get_ident()
    asked: set[str] = set()

    def heard(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def wrapper(self: Library, *arguments: Any, **named: Any) -> Any:
            if threading.get_ident() == here:
                asked.add("page" if FIRST_PAGE in (*arguments, *named.values()) else name)
            return method(self, *arguments, **named)

        return wrapper

    names = [name for name in dir(Library) if not name.startswith("_") and callable(getattr(Library, name))]
    patches = [
        patch.object(Library, name, heard(name, getattr(Library, name)))
        for name in names
        if not isinstance(getattr_static(Library, name), (classmethod, staticmethod)) and name not in ("open", "close")
    ]
    for one in patches:
        one.start()
    try:
        yield asked
    finally:
        for one in patches:
            one.stop()


async def test_what_may_take_long_is_asked_on_threads(library: Library) -> None:
    with listening(library) as asked:
        async with driving(library) as driver:
            asked.clear()  # the first page of the list is there with the first frame
            assert await travel(driver) >= SCREENS
            assert "rows" in asked  # it does listen
    assert asked <= QUICK


@pytest.mark.xdist_group("event-loop")
async def test_the_longest_stall_of_a_journey(library: Library) -> None:
    size = (120, 40)
    floor = await panes.repaint(size)
    rounds = []
    async with driving(library, size=size) as driver:
        await travel(driver)  # once for what is imported and made on first use
        for _ in range(2):
            with Recorder() as recorder:
                for keys in JOURNEY:
                    recorder.step = " ".join(keys)
                    await driver.press(*keys)
            rounds.append(recorder.longest)
    # The shorter of both: what a neighbour on this machine does to one of them is not the program's.
    shorter = {step: min(one[step] for one in rounds) for step in rounds[0]}
    step, longest = max(shorter.items(), key=lambda item: item[1])
    assert longest < FLOOR_TIMES * floor, (
        f"'{step}' held the event loop for {longest * 1e3:.0f} ms, a bare repaint takes {floor * 1e3:.1f} ms"
    )


@contextmanager
def counting(kind: type, name: str) -> Iterator[list[object]]:
    """What a method was called on."""
    called: list[object] = []
    usual = getattr(kind, name)

    @wraps(usual)
    def wrapper(self: object, *arguments: Any, **named: Any) -> Any:
        called.append(self)
        return usual(self, *arguments, **named)

    with patch.object(kind, name, wrapper):
        yield called


async def test_another_article_or_another_pane_neither_lays_out_nor_paints_the_whole_screen(library: Library) -> None:
    async with driving(library, size=(120, 40)) as driver:
        await driver.press("j", "enter", "w", "q", "q", "k")  # scroll bars come with the first long article
        with (
            counting(Screen, "_refresh_layout") as laid_out,
            counting(Compositor, "render_full_update") as painted,
        ):
            await driver.press("j", "enter", "w", "q", "q")
            assert not painted
            assert len(laid_out) <= 2  # where an article is as long as the window, the scroll bar comes or goes


async def test_for_one_line_only_that_one_is_made(library: Library) -> None:
    async with driving(library, size=(120, 40)) as driver:
        await driver.press("j", "k")
        with counting(ArticleList, "render_line") as lines, counting(ReaderView, "render_line") as text:
            driver.main.articles.refresh_lines(0, 2)
            driver.main.status.tell("something")  # at the other end of the screen: all panes are between
            await driver.press("f5")
        assert len(lines) <= 2
        assert not text
