from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from readlater.language.words import count_words, measure, minutes
from tests.language.strategies import texts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Jan. 14, 2022", 3),
        ("one — two - three • 4", 4),
        ("well-known don't 2,000 a/b", 4),
        ("__ *** ...", 0),
        ("카자흐스탄에서 군대가 철수한다", 3),
        ("漢字かな交じり文", round(8 * 0.6)),
        ("彼は iPhone を買った。", 1 + round(6 * 0.6)),
        ("2022年1月14日", 3 + round(3 * 0.6)),
        ("नमस्ते दुनिया", 2),
        ("ภาษาไทย", round(7 * 0.25)),
        ("no-break\u00a0space　wide", 3),
        ("Trans-Siberian—the long one… and on...and on", 8),
        ("He said — nothing -- at all.", 5),
        ("C++ and C# cost $5.50 or 7 % @home #tag", 9),
        ("https://example.org/a/b?c=d me@example.org", 2),
        ("👍 👍🏽 🇰🇷 ✓ :-) ☎ 12", 1),
        ("U.S.A. e.g. 3.14 2,000,000 ½ 1st", 6),
        ("if (x == 1) { return foo_bar(y); }", 5),
        ("مرحبا بالعالم، كيف حالك؟", 4),
        ("می‌خواهم کتاب‌ها", 2),
        ("שלום, עולם!", 2),
        ("Tiếng Việt có dấu", 4),
        ("l'été d'abord", 2),
        ("Ὁ λόγος ἦν", 3),
        ("한국어 and English 섞어 쓰기", 5),
        ("東京2020年オリンピック Tokyo", 2 + round(9 * 0.6)),
        ("ＦＵＬＬ ﾊﾝｶｸ", 1 + round(4 * 0.6)),
        ("ຂ້ອຍ ຢູ່", round(7 * 0.25)),
        ("မြန်မာ", round(6 * 0.25)),
        ("ខ្មែរ", round(5 * 0.25)),
    ],
)
def test_words_are_what_a_person_counts(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_body_of_the_shared_page_has_225_words(shared_pages: Path) -> None:
    lines = (shared_pages / "000_177d36f708b3b892.txt").read_text("utf-8").splitlines()
    assert count_words("\n\n".join(lines[:9])) == 225


@given(texts, texts)
def test_extents_of_lines_add_up(first: str, second: str) -> None:
    one, two, both = measure(first), measure(second), measure(f"{first}\n{second}")
    assert both.spaced == one.spaced + two.spaced
    assert both.cjk >= one.cjk + two.cjk
    assert both.south_east == one.south_east + two.south_east


@given(texts)
def test_more_text_is_never_fewer_words(text: str) -> None:
    assert count_words(f"{text} and more") == count_words(text) + 2


def test_minutes_follow_the_script() -> None:
    assert minutes("word " * 238) == pytest.approx(1)
    assert minutes("字" * 500) == pytest.approx(1)
    assert minutes("ก" * 900) == pytest.approx(1)
