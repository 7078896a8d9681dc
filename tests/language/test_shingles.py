"""Texts as shingles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.language.shingles import containment, own_passages, shingles
from tests.language.strategies import texts

ENGLISH = "The quick brown fox jumps over the lazy dog while nobody looks."
JAPANESE = "昨日の夜、港の灯台が五十年ぶりに消えた。"
KOREAN = "어젯밤 항구의 등대가 오십 년 만에 꺼졌다."


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, KOREAN])
def test_markup_and_capitals_do_not_matter(text: str) -> None:
    other = text.upper().replace(" ", "\n\n ").replace(".", " …").replace("、", " ・ ")
    assert shingles(other) == shingles(text)


def test_curly_quotes_ligatures_and_soft_hyphens_do_not_matter() -> None:
    assert shingles("She didn't find the office") == shingles("She didn’t find the of\u00adﬁce")


def test_words_make_threes_and_characters_sixes() -> None:
    assert shingles("One two, three four") == {("one", "two", "three"), ("two", "three", "four")}
    assert shingles("港の灯台が消えた") == {"港の灯台が消", "の灯台が消え", "灯台が消えた"}
    assert shingles("two words") == frozenset()


def test_containment_is_of_the_shorter_text() -> None:
    whole, part = shingles(ENGLISH), shingles(ENGLISH[:30])
    assert containment(whole, part) == containment(part, whole) > 0.9
    assert containment(whole, shingles(JAPANESE)) == 0.0
    assert containment(whole, frozenset()) == 0.0


def test_own_passages_are_long_ones_that_do_not_end_the_text() -> None:
    own = " ".join(f"new{number}" for number in range(40))
    other = shingles(ENGLISH)
    assert own_passages(ENGLISH, other) == 0.0
    assert own_passages(f"{own} {ENGLISH}", other) == pytest.approx(40 / 50)
    assert own_passages(f"{ENGLISH} {own}", other) == 0.0
    assert own_passages(f"new {ENGLISH}", other) == 0.0
    assert own_passages("", other) == 0.0


@given(texts)
def test_a_text_holds_itself(text: str) -> None:
    found = shingles(text)
    assert containment(found, found) == (1.0 if found else 0.0)
    assert own_passages(text, found) == 0.0


@given(st.text())
def test_any_text_has_shingles(text: str) -> None:
    shingles(text)
