"""From link to link: by number, by list and by click; out, and into the library and back."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from rich.cells import cell_len

from readlater.library import Library
from readlater.model import Document
from tests.journeys.linking import LETTER, MANY, drafts, fillers, line_with, paragraph, read
from tests.serving import Site, article_html, page, serving
from tests.tui.driving import driving, make_library

# --- numbers


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_numbers_move_nothing_and_go_away(linked: Library, size: tuple[int, int]) -> None:
    async with driving(linked, size) as driver:
        before = await read(driver)
        await driver.press("f")
        after = driver.rows
        assert after[-1].startswith(" Open 1–")
        differing = [y for y, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
        assert len(differing) > 1
        for y in differing[:-1]:
            longer = max(len(before[y]), len(after[y]))
            pairs = zip(before[y].ljust(longer), after[y].ljust(longer), strict=True)
            assert all(one == other or other.isdigit() or (one in "[1]" and other == " ") for one, other in pairs)
        await driver.press("escape")
        assert driver.rows[:-1] == before[:-1]
        assert driver.main.desk.is_open


async def test_a_number_that_cannot_grow_acts_at_once(linked: Library, opened: list[str]) -> None:
    async with driving(linked, browser="firefox") as driver:
        await read(driver)
        await driver.press("f", "2")
        assert opened == ["https://nowhere.example/ferry"]
        assert not driver.main.reader.has_badges
        await driver.press("f", "1")
        assert opened == ["https://nowhere.example/ferry"]
        assert "1_" in driver.rows[-1]
        assert "in the library: HTTP://Example.org:80/letter" in driver.rows[-1]
        await driver.press("0")
        assert opened[1:] == ["https://a.example/five"]


async def test_digits_are_taken_back_and_enter_accepts(linked: Library, opened: list[str]) -> None:
    async with driving(linked, browser="firefox") as driver:
        await read(driver)
        await driver.press("f", "1", "backspace")
        assert driver.rows[-1].startswith(" Open 1–13 ")
        await driver.press("9")
        assert opened == ["https://a.example/four"]
        await driver.press("f", "1", "enter")
        assert driver.main.desk.article is not None
        assert driver.main.desk.article.title == "The letter"
        await driver.press("[", "f", "backspace")
        assert not driver.main.reader.has_badges


async def test_copy_browser_and_mail(linked: Library, opened: list[str], copied: list[str]) -> None:
    async with driving(linked, browser="firefox") as driver:
        await read(driver)
        await driver.press("f", "y")
        assert driver.rows[-1].startswith(" Copy 1–13")
        await driver.press("1", "2")
        assert copied == ["https://a.example/seven"]
        await driver.press("f", "1", "y", "enter")
        assert copied[1:] == ["HTTP://Example.org:80/letter?utm_source=harbour"]
        await driver.press("f", "y", "5")
        assert copied[2:] == ["https://example.org/harbour#tides"]
        await driver.press("f", "o", "1", "enter")
        assert opened == ["HTTP://Example.org:80/letter?utm_source=harbour"]
        await driver.press("f", "1", "3")
        assert opened[1:] == ["mailto:keeper@example.org"]


async def test_without_a_browser_the_address_is_told(linked: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr("webbrowser.get", none)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    async with driving(linked) as driver:
        await read(driver)
        await driver.press("f", "2")
        assert "https://nowhere.example/ferry" in driver.rows[-1]


async def test_scrolling_gives_new_numbers_and_other_keys_end_them(linked: Library) -> None:
    async with driving(linked, (100, 20)) as driver:
        await read(driver)
        await driver.press("f", "space")
        assert driver.main.reader.scroll_offset.y > 0
        assert "no links in sight" in driver.rows[-1]
        await driver.press("b")
        assert driver.rows[-1].startswith(" Open 1–13")
        await driver.press("d")
        assert not driver.main.reader.has_badges
        assert len(driver.main.articles.source) == 2, "and nothing was deleted"
        await driver.press("f", "q")
        assert driver.main.desk.is_open
        await driver.press("f")
        await driver.pilot.click("#list", offset=(3, 5))
        await driver.settle()
        assert not driver.main.reader.has_badges


async def test_numbers_follow_another_width(linked: Library) -> None:
    async with driving(linked, (100, 30)) as driver:
        await read(driver)
        await driver.press("f")
        await driver.pilot.resize_terminal(60, 30)
        await driver.settle()
        assert driver.rows[-1].startswith(" Open 1–")
        assert "has a1letter" in driver.frame


@pytest.mark.parametrize("ascii_", [False, True])
async def test_numbers_and_links_inside_without_colour(
    linked: Library, monkeypatch: pytest.MonkeyPatch, ascii_: bool
) -> None:
    if not ascii_:
        monkeypatch.setenv("NO_COLOR", "1")
    async with driving(linked, ascii=ascii_) as driver:
        await read(driver)
        assert "has a>letter" in driver.frame if ascii_ else "has a›letter" in driver.frame
        assert "a ferry" in driver.frame
        await driver.press("f")
        assert "has a[1]tter" in driver.frame
        assert "keeper[3] and" in driver.frame if ascii_ else "keeper[3]nd" in driver.frame
        if ascii_:
            assert "\n".join(row for row in driver.rows if "1-13" in row).isascii()


async def test_a_number_over_half_a_wide_character_keeps_the_line(tmp_path: Path) -> None:
    document = Document((paragraph("港の漢字と漢字、と灯台。", ("漢字と", "#a"), ("灯台", "#b")), *fillers("Then")))
    with make_library(tmp_path / "library", drafts(document)) as library:
        async with driving(library) as driver:
            await read(driver)
            before = [cell_len(row) for row in driver.rows[:-1]]
            assert "港の漢字と漢字" in driver.frame
            await driver.press("f")
            assert "港の1" in driver.frame
            assert [cell_len(row) for row in driver.rows[:-1]] == before
            assert "、と2" in driver.frame


async def test_no_links(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "f")
        assert "this article has no links" in driver.rows[-1]
        await driver.press("L")
        assert "this article has no links" in driver.rows[-1]


# --- saving


async def test_a_link_is_saved_while_reading_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "settings.toml"
    config.write_text("[fetch]\nallow_private = true\ntimeout = 5\n", encoding="utf-8")
    monkeypatch.setenv("READLATER_CONFIG", str(config))
    with serving() as site:
        await save_links(site, tmp_path / "library")


async def save_links(site: Site, folder: Path) -> None:
    site["/ferry"] = page(article_html("The ferry at night"))
    document = Document(
        (paragraph("Here is a ferry, and mail.", ("ferry", site.url("/ferry")), ("mail", "mailto:a@example.org")),)
    )
    with make_library(folder, drafts(document)) as library:
        async with driving(library, ascii=True) as driver:
            await read(driver)
            assert "a ferry" in driver.frame
            await driver.pilot.press("F", "1")
            await driver.until(lambda: 'added "The ferry at night"' in driver.rows[-1], 30)
            await driver.settle()
            assert driver.main.desk.article is not None
            assert driver.main.desk.article.title == "The harbour and its links"
            assert len(library.ids()) == 3
            await driver.until(lambda: "a>ferry" in driver.frame)
            await driver.press("f", "s", "2")
            assert "no web page" in driver.rows[-1]
            await driver.press("f", "1")
            assert driver.main.desk.article.title == "The ferry at night"


# --- into the library and back


@pytest.mark.parametrize("long", [10, 100_000])
async def test_a_link_into_the_library_opens_inside_and_back_is_exact(
    linked: Library, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    monkeypatch.setattr("readlater.tui.reading.LONG", long)
    async with driving(linked) as driver:
        await read(driver)
        await driver.press("j", "j", "j")
        before = driver.rows[2:-1]
        first = driver.main.desk.shown_id
        await driver.press("f", "1", "enter")
        assert driver.main.desk.article is not None
        assert driver.main.desk.article.title == "The letter"
        await driver.press("space", "[")
        assert driver.main.desk.shown_id == first
        assert [row[36:88] for row in driver.rows[2:-1]] == [row[36:88] for row in before]
        pointed = driver.main.reader.pointed
        assert pointed is not None
        assert MANY.text[slice(*pointed)] == "letter"
        await driver.press("]")
        assert driver.main.desk.article.title == "The letter"
        assert driver.main.reader.place > 0


async def test_http_and_https_are_the_same_page(tmp_path: Path) -> None:
    document = Document((paragraph("Read the letter.", ("letter", LETTER.replace("https", "http") + "#part")),))
    with make_library(tmp_path / "library", drafts(document)) as library:
        async with driving(library) as driver:
            await read(driver)
            await driver.press("f", "1")
            assert driver.main.desk.article is not None
            assert driver.main.desk.article.title == "The letter"


async def test_what_is_in_the_trash_is_not_in_the_library(linked: Library, opened: list[str]) -> None:
    linked.delete([1])
    async with driving(linked, browser="firefox") as driver:
        await read(driver)
        await driver.press("f", "1", "enter")
        assert opened == ["HTTP://Example.org:80/letter?utm_source=harbour"]


async def test_a_click_follows_like_a_number(linked: Library, opened: list[str]) -> None:
    async with driving(linked, browser="firefox") as driver:
        await read(driver)
        for word, number in (("ferry", 0), ("letter", 1)):
            y = next(y for y, row in enumerate(driver.rows) if "has a letter" in row)
            await driver.pilot.click(offset=(driver.rows[y].index(word) + 1, y))
            await driver.settle()
            assert len(opened) == 1, number
        assert opened == ["https://nowhere.example/ferry"]
        assert driver.main.desk.article is not None
        assert driver.main.desk.article.title == "The letter"


async def test_a_click_on_a_number_takes_its_link(linked: Library, opened: list[str], copied: list[str]) -> None:
    async with driving(linked, browser="firefox") as driver:
        await read(driver)
        for keys in (("f",), ("f", "y")):
            await driver.press(*keys)
            y = next(y for y, row in enumerate(driver.rows) if "and a2ferry" in row)
            await driver.pilot.click(offset=(driver.rows[y].index("2ferry"), y))
            await driver.settle()
            assert not driver.main.reader.has_badges
        assert opened == copied == ["https://nowhere.example/ferry"]


async def test_back_from_a_link_that_was_clicked_in_a_preview(linked: Library) -> None:
    async with driving(linked) as driver:
        await driver.press("g")
        y = next(y for y, row in enumerate(driver.rows) if "has a letter" in row)
        await driver.pilot.click(offset=(driver.rows[y].index("letter") + 1, y))
        await driver.settle()
        assert driver.main.desk.article is not None
        assert driver.main.desk.article.title == "The letter"
        await driver.press("[")
        assert driver.main.desk.article.title == "The harbour and its links"


# --- the list


async def test_the_list_of_all_links(linked: Library, copied: list[str]) -> None:
    async with driving(linked) as driver:
        await read(driver)
        await driver.press("f", "tab")
        assert line_with(driver, "Links (11)")
        assert "in the library: HTTP://Example.org:80/letter" in line_with(driver, "1 letter")
        await driver.press("2")
        assert line_with(driver, "https://nowhere.example/ferry")
        await driver.press("2")
        assert copied == ["https://nowhere.example/ferry"]
        await driver.press("L", "enter", "enter")
        assert driver.main.desk.article is not None
        assert driver.main.desk.article.title == "The letter"
