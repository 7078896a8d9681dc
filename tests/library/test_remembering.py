"""Highlights of all articles: finding them, changing them, seeing them again."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readlater.errors import NotFoundError, UsageError
from readlater.language.query import parse
from readlater.library import Library
from readlater.library.highlighting import cited
from readlater.library.passages import folded, places
from readlater.library.steps import Highlighted
from readlater.model import Field, Highlight, Marked, Not, Query
from tests.factories import draft

DAY = timedelta(days=1)
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)

STORAGE = "Fsync returns before the disk has it. The page cache lies. Café owners don’t know fsync."
BREAD = "Flour and water wait for a night. The oven is hot. A loaf cools on a rack."
JAPANESE = "ファイルの名前はファイルの中ではなく、フォルダーの中に書かれている。"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Three articles, two of which have highlights."""
    opened = Library.open(tmp_path / "library", zone=UTC)
    opened.add(draft("What fsync promises", STORAGE, byline="Ann Lee", site="Disks", url="https://disks.example/a"))
    opened.add(draft("A loaf", BREAD, site="Kitchen", url="https://kitchen.example/b", tags=("baking",)))
    opened.add(draft("名前", JAPANESE, language="ja", url="https://ja.example/c"))
    return opened


def mark(library: Library, article: int, text: str, note: str = "", colour: str = "", days: float = 0) -> Highlight:
    """Marks a passage, so many days before `NOW`."""
    start = library.text(article).index(text)
    made = library.add_highlight(article, start, start + len(text), note, colour)
    created = int((NOW - days * DAY).timestamp() * 1000)
    with library._database.write() as connection:
        connection.execute("UPDATE highlight SET created = ? WHERE uuid = ?", (created, made.uuid))
    return made


@pytest.fixture
def some(library: Library) -> list[Highlight]:
    """Five highlights, the last one the newest."""
    return [
        mark(library, 1, "Fsync returns before the disk has it.", days=100),
        mark(library, 2, "The oven is hot.", "Burnt myself, Élan!", "green", days=40),
        mark(library, 1, "Café owners don’t know fsync.", "Ask them", "blue", days=30),
        mark(library, 3, "フォルダーの中に書かれている", days=20),
        mark(library, 2, "Flour and water wait for a night.", days=10),
    ]


def quotes(found: Sequence[Marked]) -> list[str]:
    return [one.highlight.quote.split()[0] for one in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Flour", "フォルダーの中に書かれている", "Café", "The", "Fsync"]),
        ("sort:oldest", ["Fsync", "The", "Café", "フォルダーの中に書かれている", "Flour"]),
        ("sort:title", ["Flour", "The", "Fsync", "Café", "フォルダーの中に書かれている"]),
        ("FSYNC cafe", ["Café"]),
        ("disk owners", []),
        ("own", ["Café"]),
        ('"wait for a"', ["Flour"]),
        ('"water for"', []),
        ("don't", ["Café"]),
        ("フォルダー", ["フォルダーの中に書かれている"]),
        ("elan", ["The"]),
        ("oven OR フォルダー", ["フォルダーの中に書かれている", "The"]),
        ("-oven -fsync", ["Flour", "フォルダーの中に書かれている"]),
        ("note:myself", ["The"]),
        ("note:oven", []),
        ("has:note", ["Café", "The"]),
        ("has:note -note:ask", ["The"]),
        ("-has:note", ["Flour", "フォルダーの中に書かれている", "Fsync"]),
        ("tag:baking", ["Flour", "The"]),
        ("site:disks author:lee", ["Café", "Fsync"]),
        ("-site:disks", ["Flour", "フォルダーの中に書かれている", "The"]),
        ("title:promises", ["Café", "Fsync"]),
        ("promises", ["Café", "Fsync"]),  # in the title of the article
        ("promises owners", ["Café"]),
        ("-title:promises -loaf", ["フォルダーの中に書かれている"]),
        ("text:rack", ["Flour", "The"]),
        ("lang:ja", ["フォルダーの中に書かれている"]),
        ("is:unread has:highlight", ["Flour", "フォルダーの中に書かれている", "Café", "The", "Fsync"]),
        ("is:trashed", []),
    ],
)
def test_what_a_query_finds(library: Library, some: list[Highlight], query: str, found: list[str]) -> None:
    wanted = parse(query)
    assert quotes(library.marked(wanted)) == found
    assert quotes(library.marked(wanted, limit=2)) == found[:2]


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (Field("colour", ":", "green"), ["The"]),
        (Field("colour", ":", "yellow"), ["Flour", "フォルダーの中に書かれている", "Fsync"]),
        (Not(Field("colour", ":", "yellow")), ["Café", "The"]),
        (Field("marked", ":", "2026-01"), ["The"]),  # NOW - 40 days is 29 January
        (Field("marked", ">=", "2026-02-18"), ["Flour", "フォルダーの中に書かれている"]),
        (Field("marked", "..", "2025-11", "2026-01"), ["The", "Fsync"]),
        (Not(Field("marked", "<", "2026-02")), ["Flour", "フォルダーの中に書かれている", "Café"]),
        (Field("marked", ":", ""), []),  # never
        (Not(Field("marked", ":", "")), ["Flour", "フォルダーの中に書かれている", "Café", "The", "Fsync"]),
    ],
)
def test_fields_that_are_about_the_highlight(
    library: Library, some: list[Highlight], field: Field, found: list[str]
) -> None:
    assert quotes(library.marked(Query(field))) == found


def test_those_of_an_article_come_in_its_order_and_the_trash_is_left_out(
    library: Library, some: list[Highlight]
) -> None:
    assert quotes(library.marked(article=2)) == ["Flour", "The"]
    assert quotes(library.marked(article=1)) == ["Fsync", "Café"]
    one = library.marked(parse("oven"))[0]
    assert (one.title, one.site, one.url) == ("A loaf", "Kitchen", "https://kitchen.example/b")
    assert one.article_uuid == library.article(2).uuid
    library.delete([2])
    assert len(library.marked()) == 3
    assert quotes(library.marked(parse("is:trashed"))) == ["Flour", "The"]
    numbers = library.marked_ids()
    library.remove_highlight(some[2].uuid)
    assert len(library.marked_at(numbers)) == 2  # what is gone is left out


def test_each_part_of_a_highlight_is_changed_and_that_is_undone(library: Library, some: list[Highlight]) -> None:
    uuid = some[1].uuid
    assert library.edit_highlight(uuid, note="  better\x07 ") == "changed the note on a highlight"
    assert library.edit_highlight(uuid, colour="Pink") == "made a highlight pink"
    start = library.text(2).index("oven is")
    assert library.edit_highlight(uuid, start=start, end=start + 7) == "changed what a highlight marks"
    assert library.edit_highlight(uuid, note="better", colour="pink") == "nothing to change"
    now = library.highlights(2)[-1]
    assert (now.note, now.colour, now.quote, now.prefix[-5:]) == ("better", "pink", "oven is", " The ")
    assert now.updated >= some[1].updated
    assert quotes(library.marked(parse('"oven is better"'))) == ["oven"]
    assert list(library.search(parse("better")).ids) == [2]  # the index of articles follows
    for _ in range(3):
        library.undo()
    then = library.highlights(2)[-1]
    assert (then.note, then.colour, then.quote) == ("Burnt myself, Élan!", "green", "The oven is hot.")
    assert list(library.search(parse("better")).ids) == []
    assert quotes(library.marked(parse("elan hot"))) == ["The"]
    while library.redo():
        pass
    assert library.highlights(2)[-1].quote == "oven is"
    assert library.edit_highlight(uuid, note="", colour="yellow") == "changed a highlight"
    assert library.highlights(2)[-1].colour == ""
    assert library.check() == []


def test_undoing_keeps_what_was_changed_later(library: Library, some: list[Highlight]) -> None:
    uuid = some[0].uuid
    library.edit_highlight(uuid, note="first")
    with library._database.write() as connection:  # by another device
        connection.execute("UPDATE highlight SET note = 'later' WHERE uuid = ?", (uuid,))
    library.undo()
    assert library.highlights(1)[0].note == "later"


def test_what_can_not_be_changed(library: Library, some: list[Highlight]) -> None:
    with pytest.raises(NotFoundError, match="gone"):
        library.edit_highlight("none", note="x")
    with pytest.raises(UsageError, match=r"no colour.*yellow, green"):
        library.edit_highlight(some[0].uuid, colour="beige")
    with pytest.raises(UsageError, match="no colour"):
        library.add_highlight(1, 0, 5, colour="beige")
    with pytest.raises(UsageError, match="not within the text"):
        library.edit_highlight(some[0].uuid, end=10_000)


def test_a_removal_by_an_older_version_is_undone(library: Library, some: list[Highlight]) -> None:
    library.remove_highlight(some[1].uuid)
    with library._database.write() as connection:
        packed = connection.execute("SELECT steps FROM action ORDER BY id DESC LIMIT 1").fetchone()[0]
        steps = json.loads(zlib.decompress(packed))
        assert steps[0][0] == Highlighted.kind
        del steps[0][1]["row"]["seen"]  # what older ones did not know
        older = zlib.compress(json.dumps(steps).encode())
        connection.execute("UPDATE action SET steps = ? WHERE id = (SELECT max(id) FROM action)", (older,))
    assert quotes(library.marked(parse("elan"))) == []
    library.undo()
    assert quotes(library.marked(parse("elan"))) == ["The"]


def test_what_an_older_version_marks_meanwhile_is_found(library: Library, some: list[Highlight]) -> None:
    with library._database.write() as connection:
        connection.execute("UPDATE highlight SET folded = ''")
    assert [one.highlight.uuid for one in library.marked(parse("oven burnt"))] == [some[1].uuid]
    assert [one.highlight.uuid for one in library.marked(parse("note:ask"))] == [some[2].uuid]


def test_a_removed_highlight_comes_back_as_it_was_seen(library: Library, some: list[Highlight]) -> None:
    library.seen([some[1].uuid], NOW)
    library.remove_highlight(some[1].uuid)
    library.undo()
    assert library.marked(parse("oven"))[0].highlight.seen == NOW


def test_a_review_shows_what_was_seen_longest_ago(library: Library, some: list[Highlight]) -> None:
    # One of an article first, then the others.
    assert quotes(library.review(2, NOW)) == ["Fsync", "The"]
    assert quotes(library.review(5, NOW)) == ["Fsync", "The", "フォルダーの中に書かれている", "Café", "Flour"]
    assert library.to_review(NOW) == 5
    library.seen([some[0].uuid, some[1].uuid], NOW)
    assert library.to_review(NOW) == 0
    assert library.to_review(NOW + DAY) == 5
    assert library.reviewed(NOW + timedelta(hours=11)) == 2
    assert library.reviewed(NOW + DAY) == 0
    assert library.history()[0].label.startswith("highlighted “")  # seeing is nothing to be undone
    rest = ["Café", "フォルダーの中に書かれている", "Flour"]
    assert quotes(library.review(5, NOW)) == rest
    assert quotes(library.review(5, NOW + timedelta(hours=11))) == rest  # the same ones all day
    assert quotes(library.review(5, NOW + DAY))[-2:] == ["Fsync", "The"]
    library.delete([1])
    assert quotes(library.review(5, NOW)) == ["フォルダーの中に書かれている", "Flour"]


def test_what_was_marked_today_is_only_reviewed_if_there_is_nothing_else(library: Library) -> None:
    assert library.review(5, NOW) == []
    today = mark(library, 1, "The page cache lies.")
    assert library.to_review(NOW) == 0
    assert quotes(library.review(5, NOW)) == ["The"]
    library.seen([today.uuid], NOW)
    assert library.review(5, NOW) == []
    mark(library, 2, "A loaf cools", days=3)
    mark(library, 2, "The oven is hot.")
    assert quotes(library.review(5, NOW)) == ["A"]


def test_a_day_of_reviews_is_the_reader_s_own(library: Library) -> None:
    late = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
    one = mark(library, 1, "The page cache lies.", days=60)
    library.seen([one.uuid], late)
    assert library.reviewed(late) == 1
    assert library.reviewed(late + timedelta(hours=1)) == 0


def test_where_words_stand() -> None:
    text = "Café owners don’t know cafés"
    assert folded("Café  owners\n\ndon’t", "know") == "cafe owners don't know"
    assert [text[start:end] for start, end in places(text, ["cafe", "don't", "know cafe", ""])] == [
        "Café", "don’t", "know café",
    ]  # fmt: skip
    assert places(text, ["nothing"]) == []


def test_a_label_cites_the_passage_in_one_short_line() -> None:
    assert cited("one\n  two") == "“one two”"
    assert cited("日" * 61) == f"“{'日' * 59}…”"


def test_a_start_asks_for_highlights_without_the_language_of_queries_and_the_index(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from readlater.library import Library\n"
        f"with Library.open(Path({str(tmp_path / 'fresh')!r})) as library: library.to_review(), library.highlights(1)\n"
        "print({f'readlater.library.{name}' for name in ('filters', 'marked', 'noting', 'steps')} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
