"""highlights: listed, searched, given to other programs, reviewed."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest

from readlater.library import Library
from readlater.model import Block, BlockKind, Document
from tests.cli import schema
from tests.cli.running import Cli
from tests.factories import draft

HIGHLIGHT = {
    "id": str,
    "quote": str,
    "note": str,
    "colour": {"yellow", "green", "blue", "pink", "purple"},
    "created": schema.TIME,
    "updated": schema.TIME,
    "seen": (schema.TIME, None),
    "start": int,
    "end": int,
    "article": {"id": str, "title": str, "byline": str, "site": str, "url": str, "category_id": str},
}


@pytest.fixture
def marked(filled: Cli) -> Cli:
    """Lighthouses with two highlights, Bread with one, the newest."""
    with Library.open(filled.library) as library:
        lights, bread = (library.find_id(filled.id_of(title)) for title in ("Lighthouses", "Bread"))
        library.add_highlight(lights, 0, 9, "a note * with a star", "green")
        library.add_highlight(lights, 10, 30)
        library.add_highlight(bread, 0, 12, 'says "hot"')
    return filled


def test_they_are_listed_searched_and_given_as_json(marked: Cli) -> None:
    found = marked("highlights", "--json").json
    for record in found:
        article = record.pop("article")
        schema.check(article, HIGHLIGHT["article"])
        schema.check(record, {key: kind for key, kind in HIGHLIGHT.items() if key != "article"})
        record["article"] = article
    assert [one["article"]["title"] for one in found] == ["Bread", "Lighthouses", "Lighthouses"]
    assert [one["colour"] for one in found] == ["yellow", "yellow", "green"]
    assert [one["note"] for one in marked("highlights", "note:star", "--json").json] == ["a note * with a star"]
    assert len(marked("highlights", "-has:note", "--json").json) == 1
    assert len(marked("highlights", "--limit", "2", "--json").json) == 2
    of_article = marked("highlights", "--article", marked.id_of("Lighthouses"), "--json").json
    assert [one["start"] for one in of_article] == [0, 10]
    shown = marked("show", marked.id_of("Lighthouses"), "--json").json["highlights"]
    assert shown == [{key: value for key, value in one.items() if key != "article"} for one in of_article]
    text = marked("highlights", "star").out
    assert found[2]["quote"] in text
    assert "note: a note * with a star" in text
    assert "Lighthouses · 20" in text
    assert "green" in text
    assert marked("highlights", "nothing-like-it").out == ""
    assert "Unknown field" in marked.fails("highlights", "nix:1", code=2)


def test_a_notebook_and_a_table(marked: Cli) -> None:
    notes = marked("highlights", "--markdown").out
    assert notes.count("## [") == 2
    assert notes.index("[Bread]") < notes.index("[Lighthouses](https://sea.example.org/lights)")
    assert "\n> " in notes
    assert "a note \\* with a star" in notes
    rows = list(csv.reader(StringIO(marked("highlights", "--csv").out)))
    assert rows[0] == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert len(rows) == 4
    assert rows[1][1:5] == ["Bread", "Ann Baker", "https://www.kitchen.example.com/b", 'says "hot"']
    assert marked("highlights", "nothing-like-it", "--markdown").out == ""


def test_a_library_that_can_only_be_read_is_reviewed_too(marked: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "read_only", property(lambda _: True))
    monkeypatch.setattr(Library, "seen", None)
    assert len(marked("highlights", "--review", "--json").json) == 2
    with Library.open(marked.library) as library:
        code = Document((Block(BlockKind.CODE, "while wet:\n    wait()"),))
        number = library.add(replace(draft("Code"), document=code)).id
        library.add_highlight(number, 0, len(code.text))
    assert "> ```\n> while wet:\n>     wait()\n> ```\n" in marked("highlights", "--markdown").out


def test_a_review_shows_others_the_next_time(marked: Cli) -> None:
    first = marked("highlights", "--review", "--limit", "1", "--json").json
    second = marked("highlights", "--review", "--json").json
    assert len(first) + len(second) == 3
    assert first[0]["id"] not in {one["id"] for one in second}
    assert marked("highlights", "--review", "--json").json == []
    assert "all highlights were seen today" in marked("highlights", "--review").err
    assert "takes neither" in marked.fails("highlights", "--review", "bread", code=2)
    assert "do not go together" in marked.fails("highlights", "--csv", "--json", code=2)
