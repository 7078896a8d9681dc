"""Adding web pages from the screen, with a web server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from readlater.errors import ReadlaterError
from readlater.library import Library
from readlater.tui.child import Child
from tests.serving import Handler, Site, article_html, page, serving
from tests.tui.driving import Driver, driving, make_library


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server, and a configuration that allows it."""
    config = tmp_path / "settings.toml"
    config.write_text("[fetch]\nallow_private = true\ntimeout = 5\n", encoding="utf-8")
    monkeypatch.setenv("READLATER_CONFIG", str(config))
    with serving() as running:
        yield running


async def paste(driver: Driver, text: str) -> None:
    """Pastes as a terminal does."""
    driver.app.post_message(events.Paste(text))
    await driver.settle()


async def enter(driver: Driver) -> None:
    """Enter, without waiting for what it starts."""
    await driver.pilot.press("enter")


async def test_an_address_is_asked_for_fetched_and_shown(library: Library, site: Site) -> None:
    site["/story"] = page(article_html("The harbour at night"))
    async with driving(library) as driver:
        await driver.press("A")
        await driver.type(site.url("/story"))
        await enter(driver)
        await driver.until(lambda: "added “The harbour at night”" in driver.rows[-1], 30)
        await driver.until(lambda: driver.main.articles.current_id == 4)
        await driver.settle()
        assert len(driver.main.articles.source) == 4
        assert "The harbour at night" in driver.frame


async def test_reading_goes_on_meanwhile_and_the_cursor_stays_with_a_reader_who_moved(
    library: Library, site: Site
) -> None:
    asked, go = threading.Event(), threading.Event()
    story = page(article_html("The harbour at night"))

    def slowly(handler: Handler) -> None:
        asked.set()
        go.wait(20)
        story(handler)

    site["/story"] = slowly
    async with driving(library) as driver:
        await driver.press("A")
        await driver.type(site.url("/story"))
        await enter(driver)
        await driver.until(asked.is_set, 30)
        assert f"fetching {site.url('/story')}…" in driver.rows[-1]
        await driver.pilot.press("j")
        moved = driver.main.articles.current_id
        go.set()
        await driver.until(lambda: "added" in driver.rows[-1], 30)
        await driver.until(lambda: len(driver.main.articles.source) == 4)
        await driver.settle()
        assert driver.main.articles.current_id == moved


async def test_a_pasted_address_opens_the_prompt(library: Library, site: Site) -> None:
    site["/a"] = page(article_html("One story", "one matter"))
    site["/b"] = page(article_html("Another story", "another matter"))
    async with driving(library) as driver:
        await paste(driver, f"Look at this: {site.url('/a')}, and\n{site.url('/b')}!")
        assert driver.main.foot.prompt.kind == "add"
        assert driver.main.foot.prompt.field.value == f"{site.url('/a')} {site.url('/b')}"
        await enter(driver)
        await driver.until(lambda: "added: 2 new" in driver.rows[-1], 30)
        await driver.settle()
        assert len(driver.main.articles.source) == 5


async def test_a_second_address_waits_for_the_first(library: Library, site: Site) -> None:
    asked, go = threading.Event(), threading.Event()
    one = page(article_html("One story", "one matter"))

    def slowly(handler: Handler) -> None:
        asked.set()
        go.wait(20)
        one(handler)

    site["/a"] = slowly
    site["/b"] = page(article_html("Another story", "another matter"))
    async with driving(library) as driver:
        driver.main.adding.add([site.url("/a")])
        await driver.until(asked.is_set, 30)
        driver.main.adding.add([site.url("/b")])
        assert "1 address to be added next" in driver.rows[-1] or await _soon(driver, "1 address to be added next")
        go.set()
        await driver.until(lambda: len(driver.main.articles.source) == 5, 30)
        await driver.settle()


async def _soon(driver: Driver, text: str) -> bool:
    await driver.until(lambda: text in driver.rows[-1])
    return True


async def test_pasting_into_the_prompt_and_into_the_search(library: Library, site: Site) -> None:
    async with driving(library) as driver:
        await driver.press("A")
        await paste(driver, site.url("/a"))
        assert driver.main.foot.prompt.field.value == site.url("/a")
        await driver.press("escape", "slash")
        await paste(driver, "lighthouse")
        assert driver.main.foot.prompt.field.value == "lighthouse"
        await driver.press("escape")
        assert site.requests == []


async def test_pasting_what_is_no_address(library: Library) -> None:
    async with driving(library) as driver:
        await paste(driver, "just some words")
        assert "no web address" in driver.rows[-1]
        assert not driver.main.foot.is_open


async def test_a_file_is_imported(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "my page.html"
    file.write_bytes(article_html("A saved page"))
    async with driving(library) as driver:
        await paste(driver, f"'{file}'")
        await enter(driver)
        await driver.until(lambda: "imported my page.html: 1 new" in driver.rows[-1], 30)
        await driver.settle()
        await driver.press("A")
        await driver.type(str(tmp_path / "nothing"))
        await driver.press("enter")
        assert "neither a web address nor a file" in driver.rows[-1]


async def test_what_went_wrong_is_told(library: Library, site: Site) -> None:
    site["/busy"] = page(b"", status=500)
    async with driving(library) as driver:
        driver.main.adding.add([site.url("/gone")])
        await driver.until(lambda: "HTTP 404: the page is not there" in driver.rows[-1], 30)
        await driver.settle()
        assert len(driver.main.articles.source) == 3
        driver.main.adding.add([site.url("/busy")])
        await driver.until(lambda: "kept http" in driver.rows[-1], 30)
        await driver.settle()
        assert len(driver.main.articles.source) == 4


async def test_the_first_article_of_an_empty_library(tmp_path: Path, site: Site) -> None:
    site["/story"] = page(article_html("The harbour at night"))
    with make_library(tmp_path / "empty", ()) as library:
        async with driving(library) as driver:
            await paste(driver, site.url("/story"))
            await enter(driver)
            await driver.until(lambda: "The harbour at night" in driver.frame and not driver.main.empty, 30)
            await driver.settle()
            assert driver.main.articles.current_id == 1


async def test_leaving_ends_the_fetching(library: Library, site: Site) -> None:
    asked, go = threading.Event(), threading.Event()

    def never(handler: Handler) -> None:
        asked.set()
        go.wait(20)

    site["/story"] = never
    async with driving(library) as driver:
        driver.main.adding.add([site.url("/story")])
        await driver.until(asked.is_set, 30)
        child = driver.main.adding._child
        assert child is not None
        process = child._process
        assert process is not None
    go.set()
    assert await process.wait() != 0


async def test_on_a_narrow_screen_the_reason_comes_first(library: Library, site: Site) -> None:
    site["/story"] = page(article_html("The harbour at night"))
    async with driving(library, size=(40, 12)) as driver:
        driver.main.adding.add([site.url("/gone")])
        await driver.until(lambda: driver.rows[-1].startswith(" HTTP 404: the page is not there"), 30)
        driver.main.adding.add([site.url("/story")])
        await driver.until(lambda: "added" in driver.rows[-1], 30)
        driver.main.adding.add([site.url("/story")])
        await driver.until(lambda: driver.rows[-1].startswith(" already in the library"), 30)
        await driver.press("A")
        await driver.type("javascript:alert(1)")
        await driver.press("enter")
        assert driver.rows[-1].startswith(" neither a web address nor a file")


async def test_an_address_with_a_space_is_one_address(library: Library, site: Site) -> None:
    site["/two%20words"] = page(article_html("The harbour at night"))
    async with driving(library) as driver:
        await driver.press("A")
        await driver.type(site.url("/two words"))
        await enter(driver)
        await driver.until(lambda: "added “The harbour at night”" in driver.rows[-1], 30)


async def test_a_kept_address_says_why_and_is_fetched_from_where_the_reader_is(library: Library, site: Site) -> None:
    site["/story"] = page(b"", status=500)
    async with driving(library) as driver:
        driver.main.adding.add([site.url("/story")])
        await driver.until(lambda: "R fetches it · o opens it in the browser" in driver.frame, 30)
        assert "Not fetched: HTTP 500" in driver.frame
        assert "d deletes it" in driver.frame
        site["/story"] = page(article_html("The harbour at night"))
        await driver.press("x", "G")
        here = driver.main.articles.current_id
        await driver.pilot.press("R")
        await driver.until(lambda: "filled in" in driver.rows[-1], 30)
        await driver.settle()
        assert driver.main.articles.current_id == here
        await driver.press("u")
        assert driver.rows[-1].startswith(" undone: what was new in http")


async def test_paths_that_nobody_can_have_are_told(library: Library) -> None:
    async with driving(library) as driver:
        for command in "iA":
            for text in ("~nobody-of-this-name/a/b", "x" * 300, "-"):
                await driver.press(command)
                await driver.type(text)
                await driver.press("enter")
                assert "there is no file or folder" in driver.rows[-1] or "neither a web address" in driver.rows[-1]
        await driver.press("i")
        await driver.type("~nobody-of-this-name/")
        await driver.press("tab", "escape")


async def test_a_page_that_is_none_says_what_it_is(library: Library, site: Site) -> None:
    site["/bytes"] = page(bytes(range(256)) * 100)
    async with driving(library) as driver:
        driver.main.adding.add([site.url("/bytes")])
        await driver.until(lambda: "is a binary file, not a page" in driver.rows[-1], 30)


async def test_a_library_that_is_gone_is_not_begun_anew(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(ReadlaterError, match="Start readlater again"):
        async for _ in Child(gone, ["import", "--json-lines", "--", str(tmp_path)]).events():
            pass
    assert not gone.exists()


async def test_an_import_can_be_stopped(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.html").write_bytes(article_html(f"Story {number}", f"matter {number}"))
    async with driving(library) as driver:
        driver.main.importing.bring(folder)
        await driver.until(lambda: " new" in driver.rows[-1], 30)
        await driver.pilot.press("i")  # without waiting for its end
        await driver.until(lambda: "pages is being imported" in driver.frame)
        await driver.pilot.press("2")
        await driver.until(lambda: "stopped importing pages: " in driver.rows[-1], 30)
        assert "u undoes" in driver.rows[-1]
        await driver.settle()
        assert 3 < library.counts().total < 403
        await driver.press("u")
        assert library.counts().total == 3
        await driver.press("i")
        assert driver.main.foot.prompt.kind == "import"
