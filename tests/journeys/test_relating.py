"""Similar readings, keywords, summaries, suggestions and copies: from what the sidebar shows to what comes of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.model import Draft, SummarySource
from readlater.tui.widgets.sidebar_parts import Accept, FilterBy, Item, OpenArticle, Perform, ShowPassage, Travel
from tests.factories import draft
from tests.journeys.test_finding import titles
from tests.tui.driving import SAVED, Driver, driving, make_library
from tests.tui.frames import comes_to

SEA = (
    "The lighthouse keeper of {0} trims the wick before dusk and counts the ferries. "
    "When fog comes over the harbour of {0}, the keeper rings the bell until the last ferry is moored. "
    "A lighthouse without its keeper, say the pilots of {0}, is a tower with a lamp."
)
BREAD = (
    "The baker of {0} feeds the sourdough at noon and lets the dough rise until dawn. "
    "A loaf from the oven of {0} has a dark crust, and the rye in it comes from the valley. "
    "Sourdough without patience, says the baker of {0}, is flour that was made wet."
)
PLACES = (
    "Arnholt", "Belmare", "Corvik", "Dunmore", "Estvale", "Farrow", "Glenmar", "Hestmoor", "Ivarsund", "Jorvale",
    "Kelmouth", "Lindhaven",
)  # fmt: skip
RESAVED = 24
"""The number of the article that is made twice."""


def articles() -> list[Draft]:
    """Twelve articles about lighthouses and twelve about bread, and one of each without a category."""
    made = []
    for number, place in enumerate(PLACES):
        for kind, text, other in (("sea", SEA, "keeper"), ("bread", BREAD, "baker")):
            made.append(
                draft(
                    f"The {other} of {place}",
                    text.format(place),
                    url=f"https://example.org/{kind}/{number}",
                    category_id=kind,
                    tags=("coast",) if kind == "sea" else ("kitchen",),
                    published="2022-01-14",
                    created=SAVED + timedelta(hours=len(made)),
                )
            )
    new = draft("Fog at Morven", SEA.format("Morven"), url="https://example.org/new", created=SAVED + timedelta(days=9))
    return [*made, new]


@pytest.fixture
def coast(tmp_path: Path) -> Iterator[Library]:
    """A library in which the newest article has no category."""
    with make_library(tmp_path / "coast", articles()) as library:
        yield library


@pytest.fixture
def twice(tmp_path: Path) -> Iterator[Library]:
    """A library in which the newest article was saved before, at another address."""
    first = articles()[-1]
    second = replace(first, url="https://mirror.example.org/fog", title="Fog at Morven (mirror)", created=None)
    longer = SEA.format("Morven") + " This copy of the article was saved from another site a few days later on."
    with make_library(tmp_path / "twice", articles()) as library:
        number = library.add(replace(second, document=draft("", longer).document)).id
        library.look_for_copies([number])
        yield library


async def point_to(driver: Driver, item: type[Item]) -> Item:
    """Moves the cursor of the sidebar to the first item of a kind."""
    for _ in range(60):
        current = driver.main.sidebar.current
        if isinstance(current, item):
            return current
        await driver.press("j")
    raise AssertionError(f"no {item.__name__}:\n{driver.frame}")


# --- similar readings


async def test_a_similar_reading_is_opened_and_left_again(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("enter", "w")
        assert "Similar Readings (5 items)" in driver.rows[1]
        assert "keeper" in driver.frame
        item = await point_to(driver, OpenArticle)
        assert isinstance(item, OpenArticle)
        assert coast.article(item.id).category_id == "sea"
        before = driver.main.desk.shown_id
        await driver.press("enter")
        assert driver.main.desk.shown_id == item.id
        await driver.press("[")
        assert driver.main.desk.shown_id == before
        await driver.press("]")
        assert driver.main.desk.shown_id == item.id


async def test_the_state_of_a_similar_reading_is_said(coast: Library) -> None:
    read = coast.similar(25)[0].row.id
    coast.mark_read([read])
    async with driving(coast, (140, 40)) as driver:
        assert any("read · " in row and "unread · " not in row for row in driver.rows)
        assert any("unread · " in row for row in driver.rows)


async def test_more_like_this_is_a_query_that_can_be_edited(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("M")
        assert "similar:" in driver.rows[0]
        assert titles(driver)
        assert all("keeper" in title for title in titles(driver)[:5])
        assert "Fog at Morven" not in titles(driver)
        assert driver.main.browsing.aside == "most similar first"
        await driver.press("slash")
        assert driver.main.foot.prompt.field.value.startswith("similar:")
        await driver.press("escape")
        assert len(titles(driver)) == 25


async def test_the_cursor_is_on_the_most_similar_one_wherever_it_was(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("j", "j", "j", "M")
        assert driver.main.articles.index == 0
        await driver.press("escape")
        driver.main.articles.jump(4)
        await driver.settle()
        before = driver.main.articles.current_id
        driver.main.relating.filter_by("keeper" if "keeper" in titles(driver)[4] else "baker")
        await driver.settle()
        assert driver.main.articles.current_id == before  # it has the word, too


async def test_more_like_several(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("j", "x", "x", "M")
        text = driver.main.browsing.text
        assert text.count(",") == 1
        assert driver.main.articles.selected == set()
        found = titles(driver)
        assert found
        assert driver.main.articles.index == 0  # on the best one, even if another was left in the list
        assert not {"The baker of Lindhaven", "The keeper of Lindhaven"} & set(found)


async def test_why_an_article_is_like_the_selected_ones(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("j", "x", "x", "M")
        await driver.until(lambda: "▱ shares " in driver.rows[-1])


# --- what to read next, and the trail


async def test_suggestions_say_why_and_lead_on_and_back(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("P", "n")
        await driver.until(lambda: "nothing to suggest" in driver.rows[-1])
        read = next(row.id for row in coast.rows(coast.ids()) if row.title == "The baker of Farrow")
        coast.mark_read([read])
        driver.main.status.clear()
        await driver.press("P", "n")
        await driver.until(lambda: driver.main.browsing.title == "Suggestions")
        await driver.until(lambda: "because you read “The baker of Farrow” · " in driver.rows[-1])
        assert sum("baker" in title for title in titles(driver)) >= 4
        assert "The baker of Farrow" not in titles(driver)
        await driver.until(lambda: "Suggested: you read" in driver.frame)
        await comes_to("suggestions-120x40", lambda: driver.frame)
        first = driver.main.articles.current_id
        await driver.press("enter", "w")
        item = await point_to(driver, OpenArticle)
        assert item == OpenArticle(read)
        await driver.press("enter")
        await driver.until(lambda: driver.main.desk.shown_id == read)
        await driver.until(lambda: any(f"[ ‹ {coast.row(first).title}" in row for row in driver.rows))
        assert "because you read" not in driver.rows[-1], "that is said of another article"
        await driver.press("w")
        assert await point_to(driver, Travel) == Travel(-1)
        await driver.press("enter")
        await driver.until(lambda: driver.main.desk.shown_id == first)
        await driver.until(lambda: any("] › The baker of Farrow" in row for row in driver.rows))


async def test_the_trail_is_seen_with_what_was_left_aside(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("ctrl+o")
        assert "no article was opened yet" in driver.rows[-1]
        desk = driver.main.desk
        opened = []
        for key in ("enter", "1", "[", "2"):
            await driver.press(*(["w", key] if key.isdigit() else [key]))
            opened.append(desk.shown_id)
        assert len(set(opened)) == 3
        await driver.press("ctrl+o")
        await driver.until(lambda: any("0 %" in row for row in driver.rows))
        lines = [row for row in driver.rows if " %" in row]
        assert "3 places in 3 articles, 1 left aside" in driver.rows[0]
        assert [next(n for n in opened if coast.row(n).title[:16] in line) for line in lines] == [
            opened[0],
            opened[1],
            opened[3],
        ]
        assert "└ " + coast.row(opened[1]).title[:12] in lines[1]
        assert lines[2].startswith("▌● here")
        await comes_to("trail-120x40", lambda: driver.frame)
        await driver.press("k", "enter")
        await driver.until(lambda: desk.shown_id == opened[1])
        await driver.press("[")
        await driver.until(lambda: desk.shown_id == opened[0])
        await driver.press("]")
        await driver.until(lambda: desk.shown_id == opened[1], 5)
        await driver.press("ctrl+o", "ctrl+o")
        assert driver.app.screen is driver.main


async def test_what_is_similar_to_a_passage_can_be_opened(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("enter")
        driver.main.perform("reader.similar-passage")
        await driver.settle()
        assert "Similar to “The lighthouse keeper of Morven" in driver.frame
        assert any("▱  unread · 1 min · " in row for row in driver.rows)
        assert not any(row.startswith("▌1 Fog at Morven") for row in driver.rows), "it is from there"
        before = driver.main.desk.shown_id
        await driver.press("enter")
        assert driver.main.desk.shown_id not in (0, before)
        driver.main.relating.similar_to_text("xylotomous quaggas")
        await driver.until(lambda: "nothing in the library is similar to this passage" in driver.rows[-1])
        driver.main.relating.similar_to_text("xylotomous quaggas", article=before)
        await driver.until(lambda: "similar to its article" in driver.frame)


# --- keywords


async def test_a_keyword_filters_the_list(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("w")
        item = await point_to(driver, FilterBy)
        assert isinstance(item, FilterBy)
        await driver.press("enter")
        assert item.keyword in driver.rows[0]
        assert driver.main.articles.has_focus
        assert 0 < len(titles(driver)) < 25
        await driver.press("escape")
        assert len(titles(driver)) == 25


async def test_a_keyword_can_be_clicked(coast: Library) -> None:
    async with driving(coast, (120, 70)) as driver:
        keyword = driver.main.sidebar.about.keywords[0].text  # type: ignore[union-attr]
        y = next(y for y, row in enumerate(driver.rows) if "Keywords" in row)
        x = driver.rows[y].index(keyword, driver.rows[y].index("Keywords"))
        await driver.pilot.click(offset=(x + 1, y))
        await driver.settle()
        assert keyword in driver.main.browsing.text


async def test_the_keywords_of_the_list(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("slash")
        await driver.type("category:bread")
        await driver.press("enter", "#")
        assert "Keywords of" in driver.frame
        assert "sourdough" in driver.frame.lower()
        await driver.press("enter")
        assert driver.main.browsing.text
        assert all("baker" in title for title in titles(driver))


# --- the summary


async def test_a_sentence_of_the_summary_leads_to_its_place(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("w")
        item = await point_to(driver, ShowPassage)
        assert isinstance(item, ShowPassage)
        await driver.press("enter")
        assert driver.main.reader.has_focus
        assert driver.main.desk.is_open
        assert driver.main.reader.pointed == (item.start, item.end)
        text = coast.text(driver.main.desk.shown_id)
        assert text[item.start : item.end] in coast.article(driver.main.desk.shown_id).summary
        await driver.press("j")
        assert driver.main.reader.pointed is None


async def test_a_command_summarises(coast: Library, tmp_path: Path) -> None:
    script = tmp_path / "summarise.py"
    script.write_text("import sys\nsys.stdin.read()\nprint('Short and to the point.')\n", "utf-8")
    async with driving(coast, summary_command=f"{sys.executable} {script}") as driver:
        before = coast.article(25).summary
        await driver.press("D")
        article = coast.article(25)
        assert (article.summary, article.summary_source) == ("Short and to the point.", SummarySource.COMMAND)
        assert "Short and to the point." in driver.frame
        assert "undoes" in driver.rows[-1]
        await driver.press("u")
        assert coast.article(25).summary == before


async def test_without_a_command_it_says_what_to_do(coast: Library) -> None:
    async with driving(coast, (200, 50)) as driver:
        await driver.press("D")
        assert 'summary_command = "' in driver.rows[-1]
        assert "config.toml" in driver.rows[-1]


async def test_a_command_that_fails_says_so(coast: Library) -> None:
    async with driving(coast, (200, 50), summary_command="/nowhere/summarise") as driver:
        before = coast.article(25)
        await driver.press("D")
        assert "/nowhere/summarise" in driver.rows[-1]
        assert coast.article(25).summary == before.summary


# --- suggestions


async def test_a_suggested_category_is_accepted_and_taken_back(coast: Library) -> None:
    async with driving(coast) as driver:
        assert "Category? sea" in driver.frame
        await driver.press("C")
        assert coast.article(25).category_id == "sea"
        assert "Category? sea" not in driver.frame
        assert "u undoes" in driver.rows[-1]
        await driver.press("u")
        assert coast.article(25).category_id == ""
        assert "Category? sea" in driver.frame


async def test_a_suggested_tag_is_chosen(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("w")
        while not (isinstance(item := await point_to(driver, Accept), Accept) and item.suggestion.kind == "tag"):
            await driver.press("j")
        await driver.press("enter")
        assert coast.article(25).tags == ("coast",)
        assert "Tag?" not in driver.frame


async def test_nothing_is_suggested_where_nothing_is_missing(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("G")
        assert "Category?" not in driver.frame
        await driver.press("C")
        assert "nothing is suggested" in driver.rows[-1]


# --- copies


async def test_a_copy_is_shown_first_and_opened(twice: Library) -> None:
    async with driving(twice) as driver:
        assert "Copies" in driver.rows[1]
        assert "Already saved: “Fog at" in driver.frame
        await driver.press("w")
        assert isinstance(driver.main.sidebar.current, OpenArticle)
        await driver.press("enter")
        assert driver.main.desk.shown_id == 25


async def test_two_copies_are_merged_and_parted_again(twice: Library) -> None:
    async with driving(twice) as driver:
        twice.tag([25], "fog")
        await driver.press("=")
        assert "Which to keep?" in driver.frame
        assert "words" in driver.frame
        await driver.press("enter")
        assert titles(driver).count("Fog at Morven") + titles(driver).count("Fog at Morven (mirror)") == 1
        kept = driver.main.articles.current_id
        assert "fog" in twice.article(kept).tags
        assert "Copies" not in driver.rows[1]
        await driver.press("u")
        assert len(titles(driver)) == 26
        assert "Copies" in driver.rows[1]


async def test_two_that_are_no_copies(twice: Library) -> None:
    async with driving(twice) as driver:
        await driver.press("w")
        await point_to(driver, Perform)
        await driver.press("j", "enter")
        assert "Copies" not in driver.rows[1]
        await driver.press("u")
        assert "Copies" in driver.rows[1]


async def test_two_that_are_selected_can_be_merged(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("x", "=")
        assert "select two" in driver.rows[-1]
        await driver.press("x", "=")
        assert "Which to keep?" in driver.frame
        await driver.press("2")
        assert len(titles(driver)) == 24


async def test_without_a_copy_merging_says_so(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("=")
        assert "no copy of this article is known" in driver.rows[-1]


# --- the search line


async def test_a_query_is_completed_with_tab(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("slash")
        await driver.type("categ")
        assert "category:" in driver.rows[-1]
        await driver.press("tab")
        assert driver.main.foot.prompt.field.value == "category:"
        assert "bread" in driver.rows[-1]
        assert "12" in driver.rows[-1]
        await driver.type("s")
        await driver.press("right")
        assert driver.main.foot.prompt.field.value == "category:sea"
        assert len(titles(driver)) == 12


async def test_tab_goes_from_one_completion_to_the_next(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("slash")
        await driver.type("category:")
        offered = [one.text for one in driver.main.foot.prompt.offers]
        assert len(offered) >= 2
        values = []
        for _ in range(2):
            await driver.press("tab")
            values.append(driver.main.foot.prompt.field.value)
        assert len(set(values)) == 2
        await driver.press("shift+tab")
        assert driver.main.foot.prompt.field.value == values[0]


async def test_a_wrong_query_says_where_and_leaves_the_list_alone(coast: Library) -> None:
    async with driving(coast, (120, 40)) as driver:
        await driver.press("slash")
        await driver.type("keeper")
        count = len(titles(driver))
        await driver.type(" is:purple")
        await driver.press("enter")
        assert driver.main.foot.prompt.field.has_focus
        caret = driver.rows[-1].index("^")
        field = driver.rows[-2]
        assert field.index("is:purple") <= caret < field.index("is:purple") + len("is:purple")
        assert "purple" in driver.rows[-1]
        assert len(titles(driver)) <= count
        for _ in " is:purple":
            await driver.press("backspace")
        assert len(titles(driver)) == count


async def test_what_was_meant_is_one_key_away(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("slash")
        await driver.type("sourdouhg")
        await driver.press("enter")
        assert "Did you mean: sourdough" in driver.frame
        await driver.press("enter")
        assert driver.main.browsing.text == "sourdough"
        assert len(titles(driver)) == 12


async def test_the_best_match_is_an_order_of_a_search(coast: Library) -> None:
    async with driving(coast) as driver:
        await driver.press("S")
        assert "best match first" not in driver.frame
        await driver.press("escape", "slash")
        await driver.type("harbour")
        await driver.press("enter")
        assert "best match first" in driver.rows[1]
        await driver.press("S")
        assert "best match first" in driver.frame
        await driver.press("3")
        assert "oldest first" in driver.rows[1]
        assert titles(driver)[0] == "The keeper of Arnholt"
        await driver.press("escape")
        assert "newest first" in driver.rows[1]


async def test_the_foot_shows_why_an_article_was_found(coast: Library) -> None:
    async with driving(coast, (160, 40)) as driver:
        await driver.press("slash")
        await driver.type("moored")
        await driver.press("enter")
        await driver.until(lambda: "moored" in driver.rows[-1])
        await driver.press("escape")
        await driver.until(lambda: "moored" not in driver.rows[-1])


# --- the index


async def test_an_old_index_is_renewed_beside_the_keys(coast: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def rebuild(self: Library, progress: object = None) -> None:
        progress(34, 100)  # type: ignore[operator]
        seen.append("rebuilt")

    monkeypatch.setattr(Library, "outdated_index", lambda self: 0 if seen else 25)
    monkeypatch.setattr(Library, "rebuild", rebuild)
    async with driving(coast) as driver:
        assert seen == ["rebuilt"]
        assert "the index is up to date" in driver.rows[-1]
        await driver.press("j")
        assert driver.rows[-1].startswith(" 2 of 25")


async def test_several_are_summarised_and_it_can_be_stopped(coast: Library, tmp_path: Path) -> None:
    go = tmp_path / "go"
    script = tmp_path / "summarise.py"
    script.write_text(
        f"import pathlib, sys, time\nsys.stdin.read()\n"
        f"while not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)\nprint('Short.')\n",
        "utf-8",
    )
    async with driving(coast, summary_command=f"{sys.executable} {script}") as driver:
        await driver.press("g", "x", "x", "x")
        await driver.pilot.press("D")
        await driver.until(lambda: driver.main.status._work != {})
        await driver.pilot.press("D")
        assert "stops after the article" in driver.rows[-1]
        go.touch()
        await driver.until(lambda: "stopped · summarised 1 of 3 articles · u undoes" in driver.rows[-1])
        assert len(coast.history(100)) == len([one for one in coast.history(100) if not one.undone])
        await driver.press("D")
        await driver.until(lambda: "summarised 3 articles · u undoes the last one" in driver.rows[-1])
