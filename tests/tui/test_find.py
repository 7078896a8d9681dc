"""Find: without case and accents unless they are asked for, and always at the right place."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.tui.layout import Finder
from tests.tui.test_wrap import TEXTS


def found(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in Finder(text).find(words)]


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("The Kazakhstan of kazakhstan", "kazakhstan", ["Kazakhstan", "kazakhstan"]),
        ("The Kazakhstan of kazakhstan", "Kazakhstan", ["Kazakhstan"]),
        ("Café, cafe\u0301, cafe", "cafe", ["Café", "cafe\u0301", "cafe"]),
        ("Café, cafe", "café", ["Café"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("the ministry’s words", "ministry's", ["ministry’s"]),
        ("two\n\nwords", "two words", ["two\n\nwords"]),
        ("two\u00a0words", "two  words", ["two\u00a0words"]),
        ("Donau\xaddampf", "donaudampf", ["Donau\xaddampf"]),
        ("がか", "か", ["か"]),
        ("카자흐스탄과 가자", "가", ["가"]),
        ("ｆｕｌｌ width", "full", ["ｆｕｌｌ"]),
        ("Ёлка", "елка", ["Ёлка"]),
        ("مُحَمَّد", "محمد", ["مُحَمَّد"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("nothing", "", []),
        ("nothing", "  ", []),
        ("", "x", []),
    ],
)
def test_what_is_found(text: str, words: str, places: list[str]) -> None:
    assert found(text, words) == places


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_every_word_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    words = [word for word in text.split() if word.replace("\xad", "")]
    if words:
        word = data.draw(st.sampled_from(words))
        assert any(text[start:end].replace("\xad", "") for start, end in Finder(text).find(word))


@settings(max_examples=100, deadline=None)
@given(st.text("aAéE\u0301ßΣς İשָׁ한日ﬁ", max_size=40), st.integers(1, 5), st.booleans())
def test_a_text_folded_bit_by_bit_is_searched_as_one(text: str, chunk: int, prepared: bool) -> None:
    words = [word for word in ("a", "e", "ss", "σ", "i", "ש", "한", "fi") if word]
    with patch("readlater.tui.layout.find._CHUNK", 10_000):
        whole = [Finder(text).find(word) for word in words]
    with patch("readlater.tui.layout.find._CHUNK", chunk):
        finder = Finder(text)
        while prepared and not finder.prepare(0.0):
            pass
        assert [finder.find(word) for word in words] == whole
