"""Texts that would like to be orders: to the terminal, to the markup, to the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import draft
from tests.tui.driving import driving, make_library

EVIL = (
    "Why [/etc/passwd] is [bold]not[/bold] [@click=app.quit]a title[/]",
    "Escape \x1b]52;c;aGVsbG8=\x07 and \x1b[31mred\x9b1m",
    "Right \u202eto left\u202c and \u2066isolated\u2069",
    "$foreground [red]",
    "Family 👨‍👩‍👧‍👦 flag 🇺🇦 heart ❤️ 日本語",
    "",
)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_titles_are_shown_and_do_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    drafts = [
        draft(title, f"Text of {number}. {title}\n\n" + title * 3, url=f"https://example.org/{number}", site=title,
              byline=title, tags=(title or "none",), summary=title, similar_titles=(title,))
        for number, title in enumerate(EVIL)
    ]  # fmt: skip
    with make_library(tmp_path / "library", drafts) as library:
        async with driving(library, size) as driver:
            for _ in EVIL:
                await driver.press("enter", "w", "q", "q", "j")
                assert not set(driver.frame) & {"\x1b", "\x07", "\x9b", "\x7f"}
            await driver.press("t", "escape", "e", "escape", "question_mark", "question_mark")
            assert "[bold]not[/bold]" in driver.frame or size[0] < 80
            assert driver.app.is_running


async def test_messages_are_not_markup(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", [draft("[red]x[/blue] [/]")]) as library:
        async with driving(library) as driver:
            await driver.press("a")
            assert "[red]x[/blue]" in driver.rows[-1]
            driver.main.status.warn("\x1b[2J [/nothing]")
            await driver.settle()
            assert "[2J [/nothing]" in driver.rows[-1]
