"""Several articles, or all of a query, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.library import Library, NewArticle
from readlater.model import Field, Query, State
from readlater.tui.changing import FEW
from tests.factories import draft
from tests.journeys.test_relating import SEA, articles
from tests.tui.driving import driving, make_library

TRASH = Query(Field("is", ":", "trashed"))
COUNT = FEW + 36


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Library]:
    """More articles than are looked at one by one."""
    with make_library(tmp_path / "many", ()) as library:
        library.add_all(
            [NewArticle(draft(f"Title {n}", f"Text {n}.", url=f"https://example.org/{n}")) for n in range(COUNT)]
        )
        yield library


def archived(library: Library) -> int:
    return library.counts().archived


async def test_all_of_a_query_is_archived_and_one_key_takes_it_back(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("*")
        assert f"{COUNT} articles selected" in driver.rows[-1]
        assert f"{COUNT} selected" in driver.main.position
        await driver.press("a")
        assert f"archived {COUNT} articles" in driver.rows[-1]
        assert "u undoes" in driver.rows[-1]
        assert archived(many) == COUNT
        assert "Nothing" in driver.frame or "empty" in driver.frame
        assert not driver.main.articles.selection
        await driver.press("u")
        assert archived(many) == 0
        assert len(driver.main.articles.source) == COUNT
        await driver.press("ctrl+r")
        assert archived(many) == COUNT


async def test_all_but_one(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("g")
        first = driver.main.articles.current_id
        await driver.press("*", "x", "s")
        assert many.counts().favourite == COUNT - 1
        assert not many.row(first).favourite
        await driver.press("*", "s")
        assert many.counts().favourite == COUNT  # one lacked it
        await driver.press("*", "s")
        assert many.counts().favourite == 0


async def test_read_deleted_and_restored(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("*", "m")
        assert many.counts().read == COUNT
        await driver.press("*", "m")
        assert many.counts().unread == COUNT
        await driver.press("*", "d")
        assert len(many.ids(TRASH)) == COUNT
        assert f"moved {COUNT} articles to the trash" in driver.rows[-1]
        await driver.press("6", "*", "d")
        assert len(many.ids(TRASH)) == 0
        assert f"restored {COUNT} articles" in driver.rows[-1]


async def test_tags_category_and_site_of_all(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("*", "t")
        assert f"tags of {COUNT} articles" in driver.rows[-2]
        await driver.type("sea, war")
        await driver.press("enter")
        assert dict(many.tags()) == {"sea": COUNT, "war": COUNT}
        await driver.press("*", "t")
        await driver.type("-war, ship")
        await driver.press("enter")
        assert dict(many.tags()) == {"sea": COUNT, "ship": COUNT}
        await driver.press("u")
        assert dict(many.tags()) == {"sea": COUNT, "war": COUNT}
        await driver.press("*", "c")
        await driver.type("tech/all")
        await driver.press("enter")
        assert many.names("category_id") == [("tech/all", COUNT)]
        await driver.press("*", "e", "s")
        await driver.type("One site")
        await driver.press("enter")
        assert many.names("site") == [("One site", COUNT)]
        await driver.press("u", "u")
        assert many.names("site") != [("One site", COUNT)]


async def test_a_range_and_nothing(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("g", "x", "j", "j", "v")
        assert len(driver.main.articles.selection) == 4
        assert "4 selected" in driver.rows[-1]
        await driver.press("X")
        assert "selected" not in driver.rows[-1]
        await driver.press("v")
        assert "selected from here" in driver.rows[-1]
        await driver.press("j", "v")
        assert len(driver.main.articles.selection) == 2
        await driver.press("*", "*")
        assert not driver.main.articles.selection


async def test_a_number_before_it_selects_as_many(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("g", "8", "space")
        assert len(driver.main.articles.selection) == 8
        assert driver.main.articles.index == 8


async def test_the_selection_outlives_sorting_and_what_others_write(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("g", "x", "x")
        chosen = driver.main.articles.selected
        driver.main.browsing._set_sort("oldest")
        await driver.settle()
        assert driver.main.articles.selected == chosen
        gone = min(chosen)
        with Library.open(many.folder) as other:
            other.archive([gone])
        driver.main.refresh_all()
        await driver.settle()
        assert driver.main.articles.selected == chosen - {gone}


async def test_all_means_all_even_before_all_is_listed(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.found.FIRST_PAGE", 10)
    async with driving(many) as driver:
        for key in "0*":  # faster than anything is looked up
            driver.main.dispatch.key(key, key)
        await driver.settle()
        assert len(driver.main.articles.selection) == COUNT


async def test_the_next_key_is_for_the_view_that_was_opened(many: Library) -> None:
    for order in ("newest", "last-read"):
        async with driving(many) as driver:
            driver.main.browsing._set_sort(order)
            await driver.settle()
            for key in "5*d":  # faster than anything is looked up
                driver.main.dispatch.key(key, key)
            await driver.settle()
            assert len(many.ids(TRASH)) == 0


async def test_it_says_how_far_it_is_and_keys_go_on(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("readlater.tui.changing._TELL_SECONDS", 0.0)
    monkeypatch.setattr("readlater.library.columns.BATCH", 10)
    async with driving(many) as driver:
        told = driver.main.status.show_work

        def show(text: str, job: object = "") -> None:
            shown.append(text)
            told(text, job)

        monkeypatch.setattr(driver.main.status, "show_work", show)
        await driver.press("*")
        await driver.pilot.press("a", "j", "j")
        await driver.settle()
        await driver.until(lambda: shown and shown[-1] == "")
    assert shown[0] == f"archiving {COUNT} articles"
    assert any(text.startswith("archiving 20 of") for text in shown)


async def test_a_failed_change_of_many_leaves_them_selected(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from readlater.errors import LibraryBusyError

    def busy(*_: object) -> str:
        raise LibraryBusyError("the library is busy: try again")

    async with driving(many) as driver:
        monkeypatch.setattr(many, "archive", busy, raising=False)
        await driver.press("*", "a")
        assert "the library is busy" in driver.rows[-1]
        assert len(driver.main.articles.selection) == COUNT


async def test_what_looks_at_each_says_how_many_it_takes(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.changing.MOST_ROWS", 50)
    async with driving(many) as driver:
        await driver.press("*", "y", "y")
        assert f"{COUNT} articles are selected; this takes 50 at most" in driver.rows[-1]


async def test_suggestions_for_several_are_one_action(tmp_path: Path) -> None:
    with make_library(tmp_path / "coast", articles()) as coast:
        other = coast.add(draft("Fog at Ness", SEA.format("Ness"), url="https://example.org/ness")).id
        async with driving(coast) as driver:
            await driver.press("*", "C")
            for number in (25, other):
                assert coast.article(number).category_id == "sea"
                assert coast.article(number).tags == ("coast",)
            assert "u undoes" in driver.rows[-1]
            await driver.press("u")
            for number in (25, other):
                assert coast.article(number).category_id == ""
                assert coast.article(number).tags == ()
            await driver.press("ctrl+r", "*", "C")
            assert "nothing is suggested for these articles" in driver.rows[-1]
            assert "undoes" not in driver.rows[-1]


# --- the trash


async def test_what_is_in_the_trash_is_deleted_for_ever_after_a_question(many: Library) -> None:
    async with driving(many) as driver:
        await driver.press("g", "*", "x", "d")  # all but one
        await driver.press("6", "*")
        driver.main.perform("article.purge")
        await driver.until(lambda: f"Delete {COUNT - 1} articles for ever" in driver.frame)
        await driver.press("enter")  # the first choice keeps them
        assert len(many.ids(TRASH)) == COUNT - 1
        driver.main.perform("article.purge")
        await driver.settle()
        await driver.press("j", "enter")
        assert f"deleted {COUNT - 1} articles for ever" in driver.rows[-1]
        assert len(many.ids(TRASH)) == 0
        assert "The trash is empty." in driver.frame
        await driver.press("u")
        assert "can't be undone" in driver.rows[-1]
        assert "deleted for ever" in driver.rows[-1]
    assert many.check() == []


async def test_only_what_is_in_the_trash_can_be_deleted_for_ever(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g")
        driver.main.perform("article.purge")
        await driver.settle()
        assert "only what is in the trash" in driver.rows[-1]
        assert not driver.main.foot.is_open


async def test_deleting_for_ever_can_be_stopped(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.editing.PURGED_AT_ONCE", 10)
    many.delete(list(many.ids()))
    async with driving(many) as driver:
        await driver.press("6", "*")
        purge = Library.purge

        def stopping(self: Library, ids: list[int]) -> int:
            driver.main.editing._purging = False
            return purge(self, ids)

        monkeypatch.setattr(Library, "purge", stopping)
        driver.main.perform("article.purge")
        await driver.settle()
        await driver.press("j", "enter")
        assert "deleted 10 articles for ever" in driver.rows[-1]
        assert len(many.ids(TRASH)) == COUNT - 10


async def test_an_open_article_that_is_deleted_elsewhere_says_so(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter")
        shown = driver.main.desk.shown_id
        with Library.open(library.folder) as other:
            other.delete([shown])
        driver.main.refresh_all()
        await driver.settle()
        assert "In the trash" in driver.frame
        assert "d restores it" in driver.frame
        assert driver.main.desk.is_open
        await driver.press("d")
        assert "In the trash" not in driver.frame
        assert library.row(shown).deleted is None


async def test_an_open_article_that_is_purged_elsewhere_is_closed(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter")
        shown = driver.main.desk.shown_id
        with Library.open(library.folder) as other:
            other.delete([shown])
            other.purge([shown])
        driver.main.refresh_all()
        await driver.settle()
        assert not driver.main.desk.is_open
        assert driver.main.desk.shown_id != shown
        assert "deleted for ever" in driver.rows[-1]


async def test_merging_asks_by_address_where_titles_are_the_same(library: Library) -> None:
    library.add(draft("The lighthouse keeper of the harbour", "Short and other.", url="https://elsewhere.org/keeper"))
    async with driving(library) as driver:
        await driver.press("/")
        await driver.type("lighthouse")
        await driver.press("enter", "*", "=")
        assert "Which to keep?" in driver.frame
        assert "elsewhere.org/keeper" in driver.frame
        assert "example.org/lighthouse" in driver.frame


async def test_state_of_a_few_is_shown_at_once(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "m")
        assert driver.main.articles.current_row is not None
        assert driver.main.articles.current_row.state is State.READ
