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
        ["He works for Apple Inc.", "The company is big."],
        ["It rained in the U.S.", "They left at 5 p.m.", "He stayed.", "At 5 p.m. Monday it rained."],
        ["J.K. Rowling wrote it.", "George W. Bush read it.", "See Fig. 3 and pp. 4–5."],
        ["Das kostet z. B. 3,50 Euro.", "Er ging um 5.", "Danach war Ruhe."],
        ["Il a dit : « Je viens. »", "Puis il est parti.", "M. Dupont est là."],
        ["The end.[1]", "The next sentence.[2][3]", "Last."],
        ["1. The first thing.", "2. The second thing."],
        ["В 1990 г. он уехал.", "А. С. Пушкин писал."],
        ["Yahoo! is a company.", "He said... and left.", "Wait...", "What?"],
    ],
)
def test_abbreviations_and_numbers_do_not_end_a_sentence(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("今日は。「行く。」明日も！", ["今日は。", "「行く。」", "明日も！"]),
        ("「本当？」と彼は言った。「そう。」彼は去った。", ["「本当？」と彼は言った。", "「そう。」", "彼は去った。"]),
        ("他说：“你好。”然后走了。真的吗？", ["他说：“你好。”", "然后走了。", "真的吗？"]),
        ("डॉ. शर्मा आए। वे गए।", ["डॉ. शर्मा आए।", "वे गए।"]),
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


def test_thai_without_full_stops_is_parted_at_spaces() -> None:
    clause = "วันนี้เราจะไปเที่ยวทะเลกับครอบครัวของเราที่จังหวัดภูเก็ต"
    text = " ".join([clause] * 6)
    parts = [text[start:end] for start, end in sentences(text)]
    assert len(parts) > 2
    assert " ".join(parts) == text
    assert all(len(part) >= 50 for part in parts)
    assert len(sentences(clause)) == 1
