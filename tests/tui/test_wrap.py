"""Wrapping: no line over-wide, nothing lost, no visible character cut, and the rules of each script."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from readlater.tui.wrap import balanced, cells, char_widths, chop, fit, is_single, wrap

PARTS = [
    "the", "withdrawal", "Kazakhstan’s", "“forces”", "a", "—", "well-known", "-5", "«", "»", ":", "!", "1,500",
    "今日は", "東京", "「大きな」", "。", "ー", "っ", "全角（かっこ）", "한국어", "문장은", "ภาษาไทยไม่มี",
    "العربية", "שלום",
    "👨‍👩‍👧", "🇰🇿", "🇰🇿🇷🇺🇯🇵", "❤️", "1️⃣", "👋🏽", "é", "e\u0301", "Donau\xaddampf\xadschiff",
    "https://example.org/a/very/long/path?with=query&and=more#fragment", "x" * 90, "नमस्ते", "\xa0", "\u3000", "\t",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30).flatmap(
    lambda parts: st.lists(st.sampled_from(["", " ", "  ", "\n"]), min_size=len(parts), max_size=len(parts)).map(
        lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    )
)
WIDTHS = st.integers(2, 100)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@settings(max_examples=300, deadline=None)
@given(TEXTS, WIDTHS)
@example("한국어 🇰🇿🇰🇿🇰🇿", 3)
@example("a\n\nb", 2)
def test_no_line_is_over_wide_and_only_spaces_are_lost(text: str, width: int) -> None:
    position = 0
    for start, end in wrap(text, width):
        assert not text[position:start].strip(), "something other than white space was lost"
        shown = text[start:end]
        hyphen = shown.endswith("\xad") and text[end : end + 1] not in ("", "\n")
        assert cells(shown) + hyphen <= width
        position = end
    assert not text[position:].strip()


@settings(max_examples=200, deadline=None)
@given(TEXTS, WIDTHS)
def test_no_visible_character_is_cut(text: str, width: int) -> None:
    text = text.replace("\n", " ").replace("\t", " ")
    spans, _total = split_graphemes(text)
    inside = {at for start, end, _cells in spans for at in range(start + 1, end)}
    for start, _end in wrap(text, width):
        assert start not in inside
        flags = len(text[:start]) - len(text[:start].rstrip("🇯🇵🇰🇿🇷🇺"))
        assert flags % 2 == 0, "a flag was cut in halves"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.integers(2, 40))
def test_any_text_at_all(text: str, width: int) -> None:
    text = text.replace("\x85", " ")
    assert "".join("".join(lines_of(text, width)).split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(4, 60))
def test_code_is_chopped_without_losing_a_space(text: str, width: int) -> None:
    line = text.replace("\n", " ")
    pieces = chop(line, width, width - 2)
    assert "".join(line[start:end] for start, end in pieces) == line
    assert all(cells(line[start:end]) <= width for start, end in pieces)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 60))
def test_fit_never_exceeds_the_room(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    shown = fit(text, width)
    assert cells(shown) <= width
    assert shown == text or shown.endswith("…") or not width


@given(st.characters(max_codepoint=0xFFFF))
def test_what_is_called_single_takes_one_cell(character: str) -> None:
    if is_single(character):
        assert cell_len(character) == 1


@given(TEXTS)
def test_widths_add_up_to_what_rich_measures(text: str) -> None:
    plain = text.replace("\xad", "").replace("\t", " ")
    assert sum(char_widths(plain)) == cell_len(plain)


def test_lines_break_at_spaces_and_lose_only_them() -> None:
    assert lines_of("the quick brown fox jumps", 10) == ["the quick", "brown fox", "jumps"]
    assert lines_of("one\n\ntwo", 10) == ["one", "", "two"]
    assert lines_of("", 10) == [""]


def test_words_break_after_hyphens_between_letters_only() -> None:
    assert lines_of("a well-known fact", 8) == ["a well-", "known", "fact"]
    assert lines_of("cold at -5 today", 9) == ["cold at", "-5 today"]
    assert lines_of("run it --json", 9) == ["run it", "--json"]


def test_a_long_address_breaks_after_its_punctuation() -> None:
    assert lines_of("https://example.org/path/to/page", 22) == ["https://example.org/", "path/to/page"]


def test_a_long_word_breaks_where_the_line_ends() -> None:
    assert lines_of("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


@pytest.mark.parametrize("width", range(4, 41))
def test_japanese_lines_begin_and_end_as_they_should(width: int) -> None:
    text = "今日は「東京」で、大きなイベントが開催されました。データベースのユーザーは（はっきり）と言った。"
    lines = lines_of(text, width)
    assert "".join(lines) == text
    for line in lines[1:]:
        assert line[0] not in "、。」）ーっャュョ" or width < 6
    for line in lines[:-1]:
        assert line[-1] not in "「（" or width < 6


def test_chinese_fills_its_lines() -> None:
    assert [cells(line) for line in lines_of("中" * 50, 21)] == [20, 20, 20, 20, 20]


def test_korean_breaks_at_its_spaces() -> None:
    assert lines_of("한국어 문장은 띄어쓰기에서", 14) == ["한국어 문장은", "띄어쓰기에서"]


def test_thai_breaks_before_a_leading_vowel() -> None:
    assert lines_of("ภาษาไทยไม่มีการเว้นวรรค", 16)[1].startswith("เ")


def test_french_marks_stay_with_their_word() -> None:
    for width in range(13, 30):
        for line in lines_of("Qu'est-ce que c'est : « une question » ! vraiment ?", width)[1:]:
            assert line[0] not in ":!?»"


def test_a_soft_hyphen_is_used_where_it_helps() -> None:
    text = "Straßen\xadverkehrs\xadordnung"
    assert lines_of(text, 16) == ["Straßen\xadverkehrs\xad", "ordnung"]
    assert cells(text) == len(text) - 2
    assert lines_of(text, 15) == ["Straßen\xad", "verkehrs\xadordnung"]


def test_a_no_break_space_doesnt_break() -> None:
    assert lines_of("about 2\xa0030 troops", 8) == ["about", "2\xa0030", "troops"]


def test_titles_are_balanced() -> None:
    text = "Russian troops deployed to suppress unrest begin withdrawal now"
    greedy = [text[start:end] for start, end in wrap(text, 59)]
    even = [text[start:end] for start, end in balanced(text, 59)]
    assert greedy[-1] == "now"
    assert len(even) == len(greedy)
    assert min(map(len, even)) > 20


def test_code_is_chopped_after_a_space_near_the_end() -> None:
    line = "    return alpha + beta + gamma"
    assert [line[start:end] for start, end in chop(line, 20)] == ["    return alpha + ", "beta + gamma"]


def test_fit_cuts_with_an_ellipsis() -> None:
    assert fit("a title that is long", 10) == "a title t…"
    assert fit("東京東京東京", 7) == "東京東…"
    assert fit("東京東京", 8) == "東京東京"
    assert fit("family 👨‍👩‍👧👨‍👩‍👧", 10) == "family 👨‍👩‍👧…"
    assert fit("anything", 0) == ""
    assert fit("anything", 2, "...") == ".."


WIDE = st.text("日本語テキスト한국어ภาษาไทย אבגשָׁ مُحَمَّد 👨‍👩‍👧🇳🇴❤️1️⃣e\u0301 abc,-.", max_size=60)


@settings(max_examples=300, deadline=None)
@given(WIDE, st.integers(4, 30))
@example("1111111111キ \u0301", 4)  # an accent on a space
def test_no_script_makes_a_line_over_wide_or_breaks_a_character(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(text[start:end]) <= width for start, end in lines)
    spans, _total = split_graphemes(text)
    inside = {at for start, end, _cells in spans for at in range(start + 1, end)}
    for start, _end in lines:
        assert start not in inside
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")
