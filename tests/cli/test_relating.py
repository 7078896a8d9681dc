"""similar: articles, several at once, a text; next."""

from __future__ import annotations

import pytest

from tests.cli import schema
from tests.cli.running import Cli


def test_similar_to_several(filled: Cli) -> None:
    ids = [filled.id_of("Lighthouses"), filled.id_of("Harbours")]
    found = filled("similar", *ids, "--json").json
    for record in found:
        schema.check(record, schema.SIMILAR)
    assert not {record["id"] for record in found} & set(ids)
    assert filled("similar", ids[0], ids[0], "--json").json == filled("similar", ids[0], "--json").json


def test_similar_to_a_text(filled: Cli) -> None:
    text = filled("show", filled.id_of("Harbours"), "--text").out
    piped = filled("similar", "-", "--json", stdin=text).json
    assert piped[0]["title"] == "Harbours"
    schema.check(piped[0], schema.SIMILAR)
    assert filled("similar", "--text", text, "--json").json == piped
    assert "Harbours" in filled("similar", "-", stdin=text).out


def test_a_text_that_nothing_is_like(filled: Cli) -> None:
    done = filled("similar", "--text", "xylotomous quaggas")
    assert "no article of this library is like it" in done.err
    assert filled("similar", "--text", "xylotomous quaggas", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Give an ID, --text TEXT, or -"),
        (("-",), "no words on standard input"),
        (("--text", " … "), "no words in --text"),
        (("--text", "harbour", "abcd"), "do not go together"),
        (("-", "abcd"), "does not go together with IDs"),
    ],
)
def test_wrong_use_is_told(filled: Cli, arguments: tuple[str, ...], told: str) -> None:
    done = filled("similar", *arguments, code=2)
    assert told in done.err
    assert "Traceback" not in done.err


def test_what_to_read_next(filled: Cli) -> None:
    assert "nothing to suggest" in filled("next").err
    assert filled("next", "--json").json == []
    filled("mark", filled.id_of("Lighthouses"))
    record, *_ = filled("next", "--json").json
    schema.check(record, schema.NEXT)
    assert record["title"] == "Harbours"
    assert record["because"] == {"id": filled.id_of("Lighthouses"), "title": "Lighthouses", "did": "read"}
    told = filled("next").out
    assert "Harbours" in told
    assert "read: Lighthouses" in told
    assert filled("next", "title:bread", "--json").json == []
    assert "no unread article that fits" in filled("next", "title:bread").err
    assert filled("next", "-title:harbours", "--json").json == []
    assert "position" in filled.fails("next", "words:many", code=2)
