"""keywords, summary."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.running import Cli


def test_keywords_of_an_article(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    found = filled("keywords", bread, "--json").json
    assert {"flour", "ovens"} <= {one["text"] for one in found}
    assert all(set(one) == {"text", "score", "query"} for one in found)
    assert len(filled("keywords", bread, "--limit", "2", "--json").json) == 2
    out = filled("keywords", bread).out
    assert out.splitlines()[0].split() == ["KEYWORD", "SCORE"]
    assert "flour" in out


def test_the_query_of_a_keyword_finds_its_article(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    for one in filled("keywords", bread, "--json").json:
        assert bread in [found["id"] for found in filled("list", one["query"], "--json").json], one


def test_keywords_of_several_set_them_apart(filled: Cli) -> None:
    sea = [filled.id_of("Lighthouses"), filled.id_of("Harbours")]
    words = [one["text"] for one in filled("keywords", *sea, "--json").json]
    assert "lighthouses" in words
    assert "flour" not in words
    assert words == [one["text"] for one in filled("keywords", "--query", "lighthouses", "--json").json]
    assert words == [one["text"] for one in filled("keywords", "-", "--json", stdin="\n".join(sea)).json]


def test_keywords_of_nothing(filled: Cli) -> None:
    result = filled("keywords", "--query", "zebra")
    assert (result.out, result.err) == ("", "readlater: no keywords were found\n")
    assert filled("keywords", "--query", "zebra", "--json").json == []
    assert "give a query" in filled.fails("keywords", code=2)
    assert "give a query" in filled.fails("keywords", filled.id_of("Bread"), "--query", "x", code=2)
    assert filled.fails("keywords", "abcdef00")


def test_summary_says_where_its_sentences_stand(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    found = filled("summary", bread, "--json").json
    assert set(found) == {"id", "summary", "summary_source", "sentences"}
    assert found["summary_source"] == "text"
    text = filled("show", bread, "--text").out
    assert found["sentences"]
    for one in found["sentences"]:
        assert text[one["start"] : one["end"]] == one["text"]
        assert 0 <= one["at"] <= 1
    lines = filled("summary", bread).out.splitlines()
    assert lines[:2] == [found["summary"], "(sentences of the article)"]
    assert lines[-1].split(maxsplit=1)[1] == found["sentences"][-1]["text"]


@pytest.fixture
def summariser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    script = tmp_path / "summarise.py"
    script.write_text("import os, sys\nprint('All about', os.environ['READLATER_TITLE'], len(sys.stdin.read()) > 99)\n")
    monkeypatch.setenv("READLATER_SUMMARY_COMMAND", shlex.join([sys.executable, str(script)]))
    return script


def test_a_command_makes_the_summary(filled: Cli, summariser: Path) -> None:
    bread = filled.id_of("Bread")
    before = filled("summary", bread, "--json").json["summary"]
    out = filled("summary", bread, "--command").out
    assert out.splitlines() == ["All about Bread True", "(made by your command)"]
    shown = filled("show", bread, "--json").json
    assert (shown["summary"], shown["summary_source"]) == ("All about Bread True", "command")
    filled("refresh", "--all")
    assert filled("summary", bread, "--json").json["summary"] == "All about Bread True"
    assert "summarised “Bread”" in filled("undo").out + filled("undo", code=None).out
    assert filled("summary", bread, "--json").json["summary"] == before


def test_a_command_that_fails_changes_nothing(filled: Cli, summariser: Path) -> None:
    bread = filled.id_of("Bread")
    before = filled("summary", bread).out
    summariser.write_text("raise SystemExit('the model is asleep')")
    assert "the model is asleep" in filled.fails("summary", bread, "--command")
    assert filled("summary", bread).out == before


def test_without_a_command_it_is_said_where_to_set_it(filled: Cli) -> None:
    message = filled.fails("summary", filled.id_of("Bread"), "--command", code=2)
    assert "summary_command is not set" in message
    assert "readlater config --path" in message
