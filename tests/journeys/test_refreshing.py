"""One key makes an article anew, shows what changed, and another takes it back."""

from __future__ import annotations

from pathlib import Path

from readlater.library import Library
from readlater.model import Original
from tests.cli.test_refreshing import OLD, PAGE
from tests.factories import draft
from tests.tui.driving import driving


def add_old(library: Library) -> int:
    """Adds an article of which an older version found only one paragraph."""
    page = Original(PAGE, "text/html", url="https://roads.example/salt")
    return library.add(draft("Salt", OLD, url="https://roads.example/salt", format="html", extractor="html/0"), page).id


async def test_extracting_again_shows_what_changed(library: Library) -> None:
    number = add_old(library)
    async with driving(library) as driver:
        await driver.press("g")
        assert driver.main.articles.current_id == number
        await driver.press("R")
        await driver.until(lambda: "what changed" in driver.frame, 30)
        assert "+ Before there was a railway" in driver.frame
        assert "The salt road" in driver.frame
        await driver.press("q")
        await driver.settle()
        assert "forty at a time" in driver.frame
        await driver.press("u")
        assert library.text(number) == OLD


async def test_taking_it_back_where_it_is_shown(library: Library) -> None:
    number = add_old(library)
    async with driving(library, size=(80, 24)) as driver:
        await driver.press("g", "R")
        await driver.until(lambda: "what changed" in driver.frame, 30)
        await driver.press("u")
        await driver.settle()
        assert library.text(number) == OLD


async def test_an_article_whose_page_was_not_kept_says_so(library: Library, tmp_path: Path) -> None:
    async with driving(library) as driver:
        await driver.press("g", "R")
        await driver.until(lambda: "no page was kept" in driver.rows[-1], 30)
