"""Adding: what is new, what is the same, and that nothing is lost when two become one."""

from __future__ import annotations

import sqlite3
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.errors import AmbiguousError, LibraryError, NotFoundError
from readlater.library import Library, NewArticle
from readlater.model import Article, Document, Original, Outcome, State, SummarySource
from tests.factories import draft

URL = "https://example.org/a"
GIVEN = "61e0bb0c-0058-4856-94ba-021035ed5dbd"
LONG = "A sentence about alliances, summits and withdrawals that goes on for a while. " * 12


def test_what_the_draft_says_is_kept(library: Library) -> None:
    added = library.add(
        draft(
            "Peacekeepers leave",
            "The forces have begun to leave. More will follow.",
            url=URL,
            url_original=URL + "?utm_source=x",
            byline="Ann Author",
            site="Example",
            published="2022-01",
            modified="2022-02-03",
            tags=("Asia", "csto"),
            category_id="news/asia",
            uuid=GIVEN.upper(),
            created=datetime(2022, 1, 14, 8, 51, tzinfo=UTC),
            updated=datetime(2025, 12, 9, 18, 16, tzinfo=UTC),
            last_read=datetime(2022, 1, 14, 8, 51, tzinfo=UTC),
            read_count=3,
            summary="They leave.",
            lead_image="https://example.org/i.jpg",
            direction="ltr",
        ),
        Original(b"<html>page</html>", "text/html", "page.html", URL, "utf-8", datetime(2022, 1, 14, 9, tzinfo=UTC)),
    )
    assert added.outcome is Outcome.NEW
    article = library.article(added.id)
    assert (article.uuid, article.url, article.url_original) == (GIVEN, URL, URL + "?utm_source=x")
    assert (article.title, article.byline, article.site) == ("Peacekeepers leave", "Ann Author", "Example")
    assert (article.published, article.modified) == ("2022-01", "2022-02-03")
    assert (article.category_id, article.category) == ("news/asia", "asia")
    assert article.tags == ("Asia", "csto")
    assert article.created == datetime(2022, 1, 14, 8, 51, tzinfo=UTC)
    assert article.updated == datetime(2025, 12, 9, 18, 16, tzinfo=UTC)
    assert article.last_read == datetime(2022, 1, 14, 8, 51, tzinfo=UTC)
    assert (article.read_count, article.state) == (3, State.READ)
    assert (article.summary, article.summary_source) == ("They leave.", SummarySource.PAGE)
    assert article.lead_image == "https://example.org/i.jpg"
    assert (article.language, article.direction, article.extractor) == ("en", "ltr", "text/1")
    assert article.word_count == 9
    assert article.deleted is None
    original = library.original(added.id)
    assert original is not None
    assert (original.data, original.mime, original.name, original.charset) == (
        b"<html>page</html>",
        "text/html",
        "page.html",
        "utf-8",
    )
    assert original.fetched == datetime(2022, 1, 14, 9, tzinfo=UTC)
    row = library.row(added.id)
    assert (row.uuid, row.title, row.read_count, row.word_count) == (GIVEN, "Peacekeepers leave", 3, 9)


def test_an_article_without_a_summary_gets_sentences_of_its_text(library: Library) -> None:
    article = library.article(library.add(draft(text="The forces have begun to leave the country.")).id)
    assert article.summary == "The forces have begun to leave the country."
    assert article.summary_source is SummarySource.TEXT


def test_naive_times_are_local_to_the_library(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l", zone=ZoneInfo("Asia/Tokyo")) as library:
        added = library.add(draft(created=datetime(2022, 1, 14, 8, 51)))
        assert library.article(added.id).created == datetime(2022, 1, 13, 23, 51, tzinfo=UTC)


@pytest.mark.parametrize("when", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
def test_the_ends_of_the_calendar(library: Library, when: datetime) -> None:
    added = library.add(draft(created=when))
    assert abs(library.article(added.id).created.year - when.year) <= 1


def test_the_same_url_has_the_same_id_on_every_device(library: Library) -> None:
    added = library.add(draft(url=URL))
    assert added.uuid == str(uuid.uuid5(uuid.NAMESPACE_URL, URL))


def test_the_same_text_has_the_same_id_however_it_is_laid_out(library: Library, tmp_path: Path) -> None:
    first = library.add(draft("T", "One two, three!\n\nFour."))
    with Library.open(tmp_path / "other") as other:
        second = other.add(draft("Other title", "one  two three four"))
    assert first.uuid == second.uuid


def test_what_has_neither_url_nor_text_is_known_by_its_bytes(library: Library) -> None:
    first = library.add(draft("", ""), Original(b"one", "text/html"))
    second = library.add(draft("", ""), Original(b"two", "text/html"))
    again = library.add(draft("", ""), Original(b"two", "text/html"))
    assert first.id != second.id
    assert (again.id, again.outcome) == (second.id, Outcome.MERGED)


def test_an_id_that_is_no_uuid_is_not_used(library: Library) -> None:
    assert library.add(draft(url=URL, uuid="number 5")).uuid == str(uuid.uuid5(uuid.NAMESPACE_URL, URL))


def test_the_same_thing_twice_changes_nothing(library: Library) -> None:
    page = draft("T", LONG, url=URL, tags=("x",), summary="S", similar_titles=("Other",), category_id="c")
    original = Original(b"bytes", "text/html")
    first = library.add(page, original)
    before = library.article(first.id)
    again = library.add(page, original)
    assert (again.id, again.outcome) == (first.id, Outcome.MERGED)
    assert "already in the library" in again.message
    assert library.article(first.id) == before
    assert len(library.ids()) == 1
    assert len(library.history()) == 1


def test_an_article_is_found_by_id_then_address_then_content(library: Library) -> None:
    one = library.add(draft("One", LONG, url=URL, uuid=GIVEN)).id
    assert library.add(draft("One", "other words", uuid=GIVEN, url="https://example.org/b")).id == one
    assert library.add(draft("One", "quite other words", url=URL)).id == one
    assert library.add(draft("One", LONG.upper(), url="https://mirror.example/a")).id == one
    assert library.add(draft("Two", "quite other words", url="https://example.org/two")).id != one


def test_a_short_notice_at_two_addresses_is_two_articles(library: Library) -> None:
    first = library.add(draft("Paper", "Please enable cookies.", url=URL))
    second = library.add(draft("Paper", "Please enable cookies.", url="https://example.org/b"))
    assert first.id != second.id


def test_a_failed_page_is_not_the_same_by_content(library: Library) -> None:
    first = library.add(draft("Paper", LONG, url=URL, failed="a login wall"))
    second = library.add(draft("Paper", LONG, url="https://example.org/b", failed="a login wall"))
    third = library.add(draft("Paper", LONG, url="https://example.org/c"))
    fourth = library.add(draft("Paper", LONG, url="https://example.org/d", failed="a login wall"))
    assert len({first.id, second.id, third.id, fourth.id}) == 4


def test_merging_fills_and_unites(library: Library) -> None:
    number = library.add(
        draft("Title", LONG, url=URL, tags=("a",), created=datetime(2022, 5, 1, tzinfo=UTC), site="Site")
    ).id
    merged = library.add(
        draft(
            "Another title",
            "Shorter.",
            url=URL,
            byline="Ann",
            published="2022",
            site="Other site",
            tags=("A", "b"),
            created=datetime(2021, 1, 1, tzinfo=UTC),
            read_count=2,
            last_read=datetime(2022, 6, 1, tzinfo=UTC),
            summary="By the page.",
            category_id="news",
        )
    )
    article = library.article(number)
    assert (article.title, article.byline, article.site, article.published) == ("Title", "Ann", "Site", "2022")
    assert article.tags == ("a", "b")
    assert article.created == datetime(2021, 1, 1, tzinfo=UTC)
    assert (article.read_count, article.last_read) == (2, datetime(2022, 6, 1, tzinfo=UTC))
    assert (article.summary, article.summary_source) == ("By the page.", SummarySource.PAGE)
    assert article.category_id == "news"
    assert library.text(number) == LONG.strip()
    for part in ("the same address", "“Title”", "byline", "tagged b", "read count 2", "took the summary"):
        assert part in merged.message


def test_a_smaller_read_count_changes_nothing(library: Library) -> None:
    number = library.add(draft(url=URL, read_count=5)).id
    library.add(draft(url=URL, read_count=2))
    assert library.article(number).read_count == 5


def test_the_longer_body_is_kept_with_its_original(library: Library) -> None:
    number = library.add(draft("T", "Short text.", url=URL), Original(b"short", "text/html")).id
    merged = library.add(draft("T", LONG, url=URL), Original(b"long", "text/html"))
    assert "took the longer text" in merged.message
    assert library.text(number) == LONG.strip()
    assert library.article(number).word_count > 100
    original = library.original(number)
    assert original is not None
    assert original.data == b"long"
    assert library.add(draft("T", "Short text.", url=URL), Original(b"short", "text/html")).id == number
    assert library.text(number) == LONG.strip()
    assert library.check() == []


def test_an_article_goes_before_a_failed_page(library: Library) -> None:
    number = library.add(draft("T", LONG, url=URL, failed="an empty shell")).id
    library.add(draft("T", "The article itself.", url=URL))
    assert library.text(number) == "The article itself."
    assert library.article(number).failed == ""
    library.add(draft("T", LONG + LONG, url=URL, failed="an empty shell"))
    assert library.text(number) == "The article itself."
    assert library.article(number).failed == ""


def test_adding_what_is_in_the_trash_restores_it(library: Library) -> None:
    number = library.add(draft(url=URL)).id
    library.delete([number])
    again = library.add(draft(url=URL))
    assert (again.id, "restored from the trash" in again.message) == (number, True)
    assert library.article(number).deleted is None


def test_a_batch_may_hold_the_same_article_several_times(library: Library) -> None:
    added = library.add_all(
        [
            NewArticle(draft("T", "Short text.", url=URL)),
            NewArticle(draft("T", LONG, url=URL)),
            NewArticle(draft("Other", "Other words.", url="https://example.org/b")),
        ]
    )
    assert [one.outcome for one in added] == [Outcome.NEW, Outcome.MERGED, Outcome.NEW]
    assert library.text(added[0].id) == LONG.strip()
    assert library.check() == []


def test_untidy_values_of_other_programs_do_no_harm(library: Library) -> None:
    number = library.add(
        draft(tags=("", " # ", "#Good  one", "good one"), category_id=" a // b/", read_count=10**30, uuid="none")
    ).id
    article = library.article(number)
    assert (article.tags, article.category_id, article.read_count) == (("Good one",), "a/b", 2**31 - 1)
    assert library.add(draft(tags=("",), category_id="//", read_count=-5)).outcome is Outcome.MERGED


def test_an_original_belongs_to_the_article_that_it_is_merged_into(library: Library) -> None:
    number = library.add(draft("T", LONG, url=URL, uuid=GIVEN)).id
    library.add(draft("T", "Shorter.", url=URL), Original(b"first", "text/html"))
    library.add(draft("T", "Shorter still.", url=URL), Original(b"second", "text/html"))
    connection = sqlite3.connect(library.folder / "originals.db")
    assert connection.execute("SELECT DISTINCT article_uuid, count(*) FROM original").fetchall() == [(GIVEN, 2)]
    connection.close()
    original = library.original(number)
    assert original is not None
    assert original.data == b"first"


def test_a_batch_is_added_whole_or_not_at_all(library: Library) -> None:
    with pytest.raises(LibraryError, match="surrogates"):
        library.add_all([NewArticle(draft("Good", "Good text.")), NewArticle(draft("Bad", "Bad \ud800 text."))])
    assert len(library.ids()) == 0


FIELDS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(("", "One", "Two")),
        "text": st.sampled_from(("", "Short.", "Somewhat longer text.", LONG)),
        "url": st.sampled_from(("", URL, "https://example.org/b")),
        "uuid": st.sampled_from(("", GIVEN)),
        "tags": st.sampled_from(((), ("a",), ("A", "b"))),
        "summary": st.sampled_from(("", "S1", "S2")),
        "failed": st.sampled_from(("", "a login wall")),
        "read_count": st.integers(0, 3),
        "byline": st.sampled_from(("", "Ann", "Bob")),
        "category_id": st.sampled_from(("", "x/y")),
        "similar_titles": st.sampled_from(((), ("One",), ("Two", "three"))),
    }
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(FIELDS, min_size=1, max_size=5))
def test_importing_again_changes_nothing_and_undoing_takes_all_back(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, object]]
) -> None:
    drafts = [draft(**item) for item in items]  # type: ignore[arg-type]

    def state(library: Library) -> list[tuple[Article, Document, list[tuple[str, int | None]]]]:
        ids = list(library.ids())
        return [(library.article(number), library.document(number), library.noted_similar(number)) for number in ids]

    def but_for_the_time(some: list[tuple[Article, Document, list[tuple[str, int | None]]]]) -> list[object]:
        return [(replace(article, updated=article.created), *rest) for article, *rest in some]

    with Library.open(tmp_path_factory.mktemp("p") / "l") as library:
        for one in drafts:
            library.add(one)
        for one in drafts:  # a first merge may still bring something, as the longer text is known by another content
            library.add(one)
        before = state(library)
        for one in drafts:
            assert library.add(one).outcome is Outcome.MERGED
        assert state(library) == before
        assert library.check() == []
        while library.undo() is not None:
            pass
        assert len(library.ids()) == 0
        assert library.check() == []
        while library.redo() is not None:
            pass
        assert but_for_the_time(state(library)) == but_for_the_time(before)
        assert library.check() == []


def test_an_article_is_found_by_the_beginning_of_its_id(library: Library) -> None:
    number = library.add(draft("A", "Text one.", uuid=GIVEN)).id
    library.add(draft("B", "Text two.", uuid="61e0bb0d-0058-4856-94ba-021035ed5dbd"))
    for key in (GIVEN, GIVEN.upper(), GIVEN.replace("-", ""), "61e0bb0c", "61e0bb0c-00", "61e0bb0c00"):
        assert library.find_id(key) == number
    with pytest.raises(AmbiguousError, match="61e0bb0d"):
        library.find_id("61e0")
    for key in ("61e", "", "zzzz", "ffff", GIVEN + "0", "61e0%"):
        with pytest.raises(NotFoundError):
            library.find_id(key)


def test_the_same_bytes_are_the_same_article_though_another_reader_makes_another_text_of_them(
    library: Library,
) -> None:
    original = Original(b"a pasted page without an address", "text/plain")
    first = library.add(draft("The ferry", "As the first reader understood it.", url=""), original)
    again = library.add(draft("The ferry", "As a better reader understands it, with a line more.", url=""), original)
    other = library.add(draft("The harbour", "Another article of the same file.", url=""), original)
    assert again.outcome is Outcome.MERGED
    assert again.id == first.id
    assert other.outcome is Outcome.NEW
