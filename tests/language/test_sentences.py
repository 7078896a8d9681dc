from __future__ import annotations

import pytest
from hypothesis import given

from readlater.language.sentences import sentences
from tests.language.strategies import texts


@given(texts)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "parts",
    [
        ["He came.", "She left!", "Really?", "Yes…", "Well."],
        ["Mr. Smith met Dr. J. R. Jones in the U.S. on Jan. 14, 2022.", "They spoke."],
        ["He said “Stop.”", "Then he left."],
        ["It costs 3.14 dollars.", "Not e.g. five."],
        ["Am 14. Januar 2022 kam er.", "Das 19. Jahrhundert war lang."],
        ["He was 14.", "Then he left."],
        ["It came to this.", "3,000 troops left."],
    ],
)
def test_abbreviations_and_numbers_do_not_end_a_sentence(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("今日は。「行く。」明日も！", ["今日は。", "「行く。」", "明日も！"]),
        ("مرحبا؟ نعم۔ ہاں", ["مرحبا؟", "نعم۔", "ہاں"]),
        ("यह है। वह था।", ["यह है।", "वह था।"]),
        ("A heading\nThe text. More\n\nEnd", ["A heading", "The text.", "More", "End"]),
    ],
)
def test_other_scripts_and_lines(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_only_the_first_sentences_on_demand() -> None:
    text = "It rained. The clock stopped! Nobody came.\nThe end."
    for most in range(1, 6):
        assert sentences(text, most) == sentences(text)[:most]
