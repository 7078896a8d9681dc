"""Words around bigrams that two texts share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.library.spaceless import Runs, shared_word


@pytest.mark.parametrize(
    ("bigram", "first", "second", "word"),
    [
        ("자흐", "카자흐스탄은 좋다", "그는 카자흐스탄에서 왔다", "카자흐스탄"),
        ("명예", "명예를 지켰다", "그의 명예를", "명예"),
        ("판부", "재판부가 말했다", "재판부는 들었다", "재판부"),
        ("밝히", "밝히고 있다", "밝히며 말했다", ""),  # of a verb
        ("했다", "발표했다", "말했다", ""),
        ("経済", "日本経済は成長", "中国経済は減速", ""),  # two other words
        ("経済", "経済の成長", "日本経済は減速", "経済"),
        ("ラエ", "バラエティを見る", "人気のバラエティ", "バラエティ"),
        ("して", "成長しています", "減速しています", ""),
        ("ない", "ある", "いる", ""),
        ("成吉", "蒙古的成吉思汗征服了", "后来成吉思汗死了", "成吉思汗"),
        ("都和", "首都和城市", "古都和乡村", ""),
        ("องโ", "ชาวมองโกลบุก", "กองทัพมองโกลมา", "มองโกล"),
        ("ระบ", "ข้อดีของระบบใหม่", "ทั้งสองระบบนี้", "ระบบ"),  # without a piece of the word of grammar before
        ("ของ", "ของระบบ", "ของประชาชน", ""),  # grammar
        ("ศาส", "ทางศาสนา", "ของศาสนา", "ศาสนา"),
        ("สัต", "สัตว์ป่า", "สัตวแพทย์", ""),  # no syllable is parted
    ],
)
def test_the_word_around_a_bigram(bigram: str, first: str, second: str, word: str) -> None:
    assert shared_word(bigram, Runs(first), Runs(second)) == word


_TEXT = st.text("카자흐스탄은는이의日本経済のテスト成长了มองโกลเ ab.", max_size=40)


@given(_TEXT, _TEXT)
def test_what_is_shared_stands_in_both(first: str, second: str) -> None:
    for start in range(len(first) - 1):
        word = shared_word(first[start : start + 2], Runs(first), Runs(second))
        assert word in first
        assert word in second
