"""The fields of articles, edited in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlater.library import Library
from readlater.tui.widgets.sidebar_parts import Perform
from tests.factories import draft
from tests.tui.driving import Driver, driving

PAGE = (
    "<html><head><title>A new ferry</title></head><body><article><h1>A new ferry</h1>"
    + "".join(
        f"<p>On day {n} the ferry crosses the harbour every hour, and the keeper of lighthouse {n} watches it.</p>"
        for n in range(12)
    )
    + "</article></body></html>"
)

FIELDS = [
    ("t", "title", "Keepers of the light", "Keepers of the light"),
    ("a", "byline", "Ann Keeper", "Ann Keeper"),
    ("s", "site", "The Harbour Post", "The Harbour Post"),
    ("d", "published", "5 March 2024", "2024-03-05"),
    ("u", "url", "example.org/else?utm_source=x", "https://example.org/else"),
    ("c", "category_id", "sea / lights", "sea/lights"),
]


@pytest.mark.parametrize(("key", "field", "typed", "kept"), FIELDS)
async def test_a_field_is_edited_and_taken_back(library: Library, key: str, field: str, typed: str, kept: str) -> None:
    async with driving(library) as driver:
        await driver.press("g")
        number = driver.main.articles.current_id
        before = getattr(library.article(number), field)
        await driver.press("e", key)
        assert driver.main.foot.prompt.field.value == before
        await driver.press("ctrl+u")
        await driver.type(typed)
        await driver.press("enter")
        assert not driver.main.foot.is_open
        assert getattr(library.article(number), field) == kept
        assert "u undoes" in driver.rows[-1]
        assert kept[:12] in driver.frame or field == "published"
        await driver.press("u")
        assert getattr(library.article(number), field) == before
        await driver.press("ctrl+r")
        assert getattr(library.article(number), field) == kept


@pytest.mark.parametrize(
    ("key", "field"), [("a", "byline"), ("s", "site"), ("d", "published"), ("u", "url"), ("c", "category_id")]
)
async def test_an_empty_value_takes_a_field_away(library: Library, key: str, field: str) -> None:
    library.edit([2], byline="Lee")
    async with driving(library) as driver:
        await driver.press("g", "j")
        assert driver.main.articles.current_id == 2
        await driver.press("e", key, "ctrl+u", "enter")
        assert getattr(library.article(2), field) == ""
        await driver.press("u")
        assert getattr(library.article(2), field) != ""


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("t", "", "needs a title"),
        ("d", "2024-13-01", "no such month"),
        ("d", "03/04/2024", "day or month first?"),
        ("d", "whenever", "no day that is understood"),
        ("u", "not an address", "no web address"),
        ("c", "a//b", "part of the path is missing"),
    ],
)
async def test_what_is_wrong_is_pointed_at_and_can_be_mended(library: Library, key: str, typed: str, says: str) -> None:
    async with driving(library) as driver:
        await driver.press("g", "e", key, "ctrl+u")
        if typed:
            await driver.type(typed)
        await driver.press("enter")
        assert says in driver.rows[-1]
        assert "^" in driver.rows[-1]
        assert driver.main.foot.is_open
        assert driver.main.foot.prompt.field.value == typed
        await driver.press("escape")
        assert library.history(1)[0].label.startswith("saved")  # nothing was changed


async def test_what_the_library_has_is_offered_with_its_count(library: Library) -> None:
    library.edit([1, 2], site="Harbour News")
    async with driving(library) as driver:
        await driver.press("g", "e", "s", "ctrl+u")
        await driver.type("har")
        assert "Harbour News 2" in driver.rows[-1]
        await driver.press("tab", "enter")
        assert library.article(3).site == "Harbour News"


async def test_one_field_for_several(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "x", "x", "e", "a")
        assert "author of 2 articles" in driver.rows[-2]
        assert driver.main.foot.prompt.field.value == ""
        await driver.type("Ann")
        await driver.press("enter")
        assert [library.article(number).byline for number in (1, 2, 3)] == ["", "Ann", "Ann"]
        await driver.press("u")
        assert library.article(3).byline == ""


@pytest.mark.parametrize(("key", "label"), [("t", "title"), ("u", "address")])
async def test_titles_and_addresses_are_one_articles_own(library: Library, key: str, label: str) -> None:
    async with driving(library) as driver:
        await driver.press("g", "x", "x", "e", key)
        assert f"each article has {label} of its own" in driver.rows[-1]
        assert not driver.main.foot.is_open


async def test_too_many_for_an_author(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.editing.MOST_INDEXED", 1)
    async with driving(library) as driver:
        await driver.press("*", "e", "a")
        assert "to 1 articles at once, not 3" in driver.rows[-1]


async def test_the_same_value_changes_nothing(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "e", "s", "enter")
        assert "nothing to change" in driver.rows[-1]
        assert library.history(1)[0].label.startswith("saved")


# --- an address that another article has


async def test_an_address_that_is_taken_offers_to_merge(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "e", "u", "ctrl+u")
        await driver.type("example.org/alliance")
        await driver.press("enter")
        assert "“Alliance begins withdrawing its forces” has this address already" in driver.frame
        await driver.press("enter")
        assert "Which to keep?" in driver.frame
        await driver.press("enter")
        assert library.counts().trashed == 1
        assert library.history(1)[0].label.startswith("merged")


async def test_an_address_that_is_taken_can_be_opened_or_left(library: Library) -> None:
    async with driving(library) as driver:
        for choice in ("3", "2"):
            await driver.press("g", "e", "u", "ctrl+u")
            await driver.type("example.org/alliance")
            await driver.press("enter")
            await driver.press(choice)
            assert library.article(3).url == "https://example.org/lighthouse"
        assert driver.main.desk.shown_id == 1
        assert driver.main.desk.is_open


async def test_an_address_of_an_article_in_the_trash(library: Library) -> None:
    library.delete([1])
    async with driving(library) as driver:
        await driver.press("g", "e", "u", "ctrl+u")
        await driver.type("example.org/alliance")
        await driver.press("enter")
        assert "is in the trash" in driver.frame
        assert "Merge the two" not in driver.frame


# --- from the sidebar


async def point_to(driver: Driver, command: str) -> None:
    for _ in range(40):
        if driver.main.sidebar.current == Perform(command):
            return
        await driver.press("j")
    raise AssertionError(driver.frame)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ("article.byline", "byline"),
        ("article.site", "site"),
        ("article.url", "url"),
        ("article.published", "published"),
    ],
)
async def test_a_detail_is_chosen_and_edited(library: Library, command: str, field: str) -> None:
    async with driving(library) as driver:
        await driver.press("g", "j", "w")
        await point_to(driver, command)
        await driver.press("enter")
        assert driver.main.foot.is_open
        assert driver.main.foot.prompt.field.value == getattr(library.article(2), field)
        await driver.press("escape")
        assert driver.main.sidebar.has_focus


async def test_an_empty_detail_can_be_filled(library: Library) -> None:
    async with driving(library, size=(120, 60)) as driver:
        await driver.press("g", "w")
        await point_to(driver, "article.byline")
        row = next(line for line in driver.rows if "Author" in line)
        assert "none" in row
        await driver.press("enter")
        await driver.type("Ann")
        await driver.press("enter")
        assert library.article(3).byline == "Ann"
        assert "Ann" in next(line for line in driver.rows if "Author" in line)


# --- while something else goes on


async def test_importing_beside_reading_moves_no_cursor_and_takes_no_keys(library: Library, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    async with driving(library) as driver:
        await driver.press("g", "enter", "space")
        place, shown = driver.main.reader.place, driver.main.desk.shown_id
        assert place > 0
        driver.main.importing.bring(page)
        await driver.pilot.press("space")
        moved = driver.main.reader.place
        await driver.until(lambda: len(driver.main.articles.source) == 4, 30)
        await driver.settle()
        assert driver.main.desk.is_open
        assert (driver.main.desk.shown_id, driver.main.reader.place) == (shown, moved)
        assert driver.main.articles.current_id == shown
        assert driver.main.reader.has_focus
        assert "imported page.html: 1 new" in driver.rows[-1]
        await driver.press("q", "u")
        assert len(driver.main.articles.source) == 3


async def test_a_prompt_that_is_open_outlives_an_import(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "e", "t", "ctrl+u")
        await driver.type("Half a ti")
        with Library.open(library.folder) as other:
            other.add(draft("Another", "Text of another.", url="https://example.org/other"))
        driver.main.refresh_all()
        await driver.type("tle")
        await driver.press("enter")
        assert library.row(3).title == "Half a title"
