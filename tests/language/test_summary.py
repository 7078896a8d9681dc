"""Summaries: which sentences, and where they stand in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from readlater.language.sentences import sentences
from readlater.language.summary import LIMIT, cut, places, summarise
from tests.language.strategies import texts
from tests.language.test_analysis import NEWS


def test_summary_takes_whole_sentences_in_order() -> None:
    text = "\n\n".join(" ".join(part.split()) for part in NEWS.split("\n\n"))
    summary = summarise(text, "Alliance withdraws from Kazakhstan")
    assert len(summary) <= 300
    assert summary.endswith(".")
    found = places(summary, text)
    assert len(found) > 1
    assert [start for _, (start, _) in found] == sorted(start for _, (start, _) in found)
    assert all(text[start:end].endswith((".", "?")) for _, (start, end) in found)
    assert summary.startswith("A Russia-led military alliance")


def test_summary_of_a_long_sentence_is_cut_at_a_word() -> None:
    summary = summarise("word " * 100)
    assert summary.endswith("word…")
    assert len(summary) <= 300
    assert summarise("") == ""
    assert summarise("Short one.") == "Short one."
    assert cut("漢" * 400, 300) == "漢" * 299 + "…"


def test_summary_prefers_what_comes_first() -> None:
    early = "Harbour pilots guide the grain ships at night."
    late = "Harbour pilots guide the grain ships and cranes."
    text = f"{early} Nothing else happened here. The cranes rest. {late}"
    assert summarise(text, limit=50) == early


def test_summary_does_not_repeat_the_title() -> None:
    assert summarise("The title\n\nA sentence that says it.", "The Title") == "A sentence that says it."


def test_nothing_is_filled_up_with_scraps() -> None:
    long = "The harbour pilots guided the grain ships past the sunken crane before the tide turned."
    assert summarise(f"{long} It clicked. Done.", limit=120) == long
    assert summarise("It clicked.") == "It clicked."


def test_lines_that_are_no_sentences_count_little() -> None:
    text = "Advertisement for harbour pilots\n\nThe harbour pilots went home.\n\nhalf a line of harbour pilots was"
    assert summarise(text, limit=40) == "The harbour pilots went home."


def test_japanese_and_thai_have_summaries_of_whole_sentences() -> None:
    japanese = "港の水先人は夜に船を導いた。" * 3 + "時計が止まった。港の水先人は朝に帰った。"
    assert summarise(japanese, limit=30, language="ja").endswith("。")
    thai = "อากาศดีมากวันนี้เราจะไปเที่ยวทะเลกับครอบครัว " * 8
    summary = summarise(thai, limit=120, language="th")
    assert summary
    assert not summary.endswith("…")


@pytest.mark.parametrize(
    ("summary", "text", "parts"),
    [
        (
            "One came home. Two stayed there.",
            "Zero. One came home. It rained. Two stayed there.",
            ["One came home.", "Two stayed there."],
        ),
        ("One came home today.", "One came\n  home today. More.", ["One came\n  home today."]),
        (
            "A long sentence that is cut at a…",
            "First. A long sentence that is cut at a word and goes on.",
            ["A long sentence that is cut at a"],
        ),
        (
            "A heading of the page The text that begins.",
            "A heading of the page\n\nBy Ann\n\nThe text that begins. More.",
            ["A heading of the page", "The text that begins."],
        ),
        ("雨だ。明日は晴れ。", "雨だ。風だ。明日は晴れ。", ["雨だ。", "明日は晴れ。"]),
        ("Something else entirely was written by hand.", "The text says this. And that.", []),
        ("", "The text says this.", []),
        ("It rained.", "", []),
    ],
)
def test_sentences_lead_to_their_place(summary: str, text: str, parts: list[str]) -> None:
    found = places(summary, text)
    assert [text[start:end] for _, (start, end) in found] == parts
    for (first, last), (start, end) in found:
        assert summary[first:last].split() == text[start:end].split()


def test_a_repeated_sentence_is_found_behind_the_one_before_it() -> None:
    text = "It rained all day. The clock stopped. It rained all day. Nobody came."
    [(_, clock), (_, rain)] = places("The clock stopped. It rained all day.", text)
    assert rain[0] > clock[0]


@given(texts, texts)
@settings(max_examples=80)
def test_every_summary_of_a_text_is_found_in_it(text: str, title: str) -> None:
    summary = summarise(text, title)
    assert len(summary) <= LIMIT
    found = places(summary, text)
    for (first, last), (start, end) in found:
        assert 0 <= first < last <= len(summary)
        assert 0 <= start < end <= len(text)
        assert summary[first:last].split() == text[start:end].split()
    if len(sentences(text)) == 1 and not summary.endswith("…"):
        assert len(found) == 1


@given(texts, texts)
@settings(max_examples=50)
def test_places_takes_any_texts(summary: str, text: str) -> None:
    places(summary, text)
