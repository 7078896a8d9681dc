"""The pictures of an article one by one: keys, clicks, sizes, and what is said where there is nothing to show."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PIL")

from readlater.library import Library
from tests.tui.driving import Driver, driving
from tests.tui.frames import comes_to
from tests.tui.pictures import drawn_rows, hexes, ink, open_pictures, picture_library


async def see(driver: Driver, *keys: str) -> str:
    """Presses keys and returns the first line."""
    await driver.press(*keys)
    return driver.rows[0].strip()


async def test_pictures_one_by_one(pictures: Library) -> None:
    async with driving(pictures, (100, 40), pictures="half") as driver:
        await open_pictures(driver)
        assert await see(driver, "I") == "Picture 1 of 5   400×200 · PNG · 2 more not kept"
        rows = drawn_rows(driver)
        assert len(rows) > 20
        assert ink(driver, rows[0]) == hexes("red")
        assert driver.rows[-2].strip() == "A red flag"
        assert (await see(driver, "n")).startswith("Picture 2 of 5")
        assert ink(driver, drawn_rows(driver)[0]) == hexes("green")
        assert (await see(driver, "j")).startswith("Picture 3 of 5   SVG")
        assert drawn_rows(driver) == []
        assert "an SVG drawing, which is not shown here" in driver.frame
        assert (await see(driver, "space")).startswith("Picture 4 of 5")
        assert "This picture can't be shown: " in driver.frame
        assert (await see(driver, "n", "n", "n")).startswith("Picture 5 of 5")
        assert (await see(driver, "p", "k", "g")).startswith("Picture 1 of 5")
        assert (await see(driver, "G")).startswith("Picture 5 of 5")
        assert ink(driver, drawn_rows(driver)[0]) == hexes("blue")
        await driver.press("q")
        assert driver.app.screen is driver.main


async def test_frames(pictures: Library) -> None:
    async with driving(pictures, (80, 24), pictures="half") as driver:
        await open_pictures(driver)
        await comes_to("pictures-reader", lambda: driver.frame)
        assert hexes("red").pop() in driver.app.export_screenshot()
        await driver.press("I", "n")
        await comes_to("pictures-large", lambda: driver.frame)


async def test_it_begins_with_the_picture_in_sight(pictures: Library) -> None:
    async with driving(pictures, (100, 30), pictures="half") as driver:
        await open_pictures(driver)
        await driver.press("G")
        assert (await see(driver, "I")).startswith("Picture 5 of 5")
        await driver.press("escape")
        driver.main.reader.go_to(pictures.document(1).starts[2])
        await driver.settle()
        assert (await see(driver, "I")).startswith("Picture 2 of 5")


async def test_a_click_on_a_picture_shows_it_large(pictures: Library) -> None:
    async with driving(pictures, (100, 40), pictures="half") as driver:
        await open_pictures(driver)
        await driver.press("space")
        y = next(y for y in drawn_rows(driver) if ink(driver, y) == hexes("green"))
        await driver.pilot.click(offset=(driver.rows[y].index("▀") + 3, y))
        await driver.settle()
        assert driver.rows[0].strip().startswith("Picture 2 of 5")
        await driver.pilot.click(offset=(80, 10))
        await driver.settle()
        assert driver.rows[0].strip().startswith("Picture 3 of 5")
        await driver.pilot.click(offset=(10, 10))
        await driver.settle()
        assert driver.rows[0].strip().startswith("Picture 2 of 5")
        await driver.pilot.click(offset=(driver.rows[-1].index("back"), 39))
        await driver.settle()
        assert driver.app.screen is driver.main


async def test_a_click_on_a_picture_that_was_not_kept(pictures: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("readlater.tui.outside.open_page", lambda url, *_: opened.append(url))
    async with driving(pictures, (100, 60)) as driver:
        await open_pictures(driver)
        for words in ("The ferry · not kept", "A lost flag"):
            y = next(y for y, row in enumerate(driver.rows) if words in row)
            await driver.pilot.click(offset=(driver.rows[y].index(words) + 2, y))
            await driver.settle()
        assert driver.app.screen is driver.main
        assert driver.main.status.message == "this picture was not saved with the page"
        assert opened == ["https://example.org/ferry.jpg"]


async def test_in_a_small_window_and_after_another_size(pictures: Library) -> None:
    async with driving(pictures, (40, 12), pictures="half") as driver:
        await open_pictures(driver)
        assert (await see(driver, "I")).startswith("Picture 1 of 5")
        few = len(drawn_rows(driver))
        assert 1 <= few <= 9
        await driver.pilot.resize_terminal(120, 40)
        await driver.settle()
        await driver.until(lambda: len(drawn_rows(driver)) > few)


async def test_an_article_without_pictures_says_so(pictures: Library) -> None:
    async with driving(pictures, (100, 30), pictures="half") as driver:
        driver.main.articles.jump(driver.main.articles.source.index_of(2))
        await driver.settle()
        await driver.press("enter", "I")
        assert driver.main.status.message == "this article has no pictures"


async def test_pictures_that_were_not_kept_are_told_in_one_line(tmp_path: Path) -> None:
    with picture_library(tmp_path / "none", ()) as library:
        async with driving(library, (100, 30), pictures="half") as driver:
            await open_pictures(driver)
            await driver.press("I")
            assert driver.main.status.message == "none of its 7 pictures was saved with the page"
            assert driver.app.screen is driver.main


async def test_in_a_browser_no_viewer_is_opened_where_the_server_is(
    pictures: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr("readlater.tui.viewer.Viewer.open", lambda *arguments: given.append(arguments))
    async with driving(pictures, (100, 30), pictures="half") as driver:
        await open_pictures(driver)
        await driver.press("I")
        monkeypatch.setattr("textual.app.App.is_web", True)
        assert await see(driver, "o") == "pictures are opened in the terminal only, not in a browser's page"
    assert given == []


async def test_the_viewer_of_the_system_gets_the_file(
    pictures: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[bytes] = []
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    async with driving(pictures, (100, 30), pictures="half") as driver:
        await open_pictures(driver)
        await driver.press("I")
        monkeypatch.setattr("subprocess.Popen", lambda command, **_: given.append(Path(command[1]).read_bytes()))
        await driver.press("o")
        assert driver.rows[0].strip() == "opened in the system's viewer"
        await driver.press("n", "n", "o")
        assert driver.rows[0].strip() == "not opened: an SVG drawing may hold scripts"
        monkeypatch.undo()
    assert [data[:4] for data in given] == [b"\x89PNG"]
