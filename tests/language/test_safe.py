from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given

from readlater.language.safe import safe_line, safe_text
from tests.language.strategies import raw_texts

FORBIDDEN = (
    set(range(0x20)) - {0x09, 0x0A}
    | set(range(0x7F, 0xA0))
    | set(range(0x202A, 0x202F))
    | set(range(0x2066, 0x206A))
    | {0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x2028, 0x2029, 0xFFF9, 0xFFFA, 0xFFFB}
    | set(range(0xD800, 0xE000))
    | set(range(0xE0000, 0xE0080))
)


@given(raw_texts)
@example("\x1b\x1b[m[m")
@example("a\x1b]b\x1b]c\x07d")
def test_nothing_forbidden_is_left_and_once_is_enough(text: str) -> None:
    safe = safe_text(text)
    assert not {ord(character) for character in safe} & FORBIDDEN
    assert safe_text(safe) == safe
    safe.encode()


@given(raw_texts.filter(lambda text: not any(c in text for c in "\x1b\x90\x98\x9b\x9d\x9e\x9f")))
def test_without_escape_sequences_every_letter_stays(text: str) -> None:
    def letters(text: str) -> list[str]:
        return [c for c in text if unicodedata.category(c)[0] in "LNM"]

    assert letters(safe_text(text)) == letters(text)


@given(raw_texts)
def test_a_line_is_one_line_without_spare_space(text: str) -> None:
    line = safe_line(text)
    assert "\n" not in line
    assert line == " ".join(line.split())
    assert safe_line(line) == line


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\x1b[31;1mred\x1b[0m b", "ared b"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;Zm9v\x1b\\b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "alink"),
        ("a\x1bPq#0;2;0\x1b\\b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("an OSC that never ends \x1b]0;the article goes on", "an OSC that never ends 0;the article goes on"),
        ("wrongly decoded \x90 text\nwith \x9d quotes", "wrongly decoded  text\nwith  quotes"),
        ("a\x1b(Bb\x1b7c\x1b=d", "abcd"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("\ufeffzero\u200bwidth", "zerowidth"),
        ("می‌خواهم 👨‍👩‍👧", "می‌خواهم 👨‍👩‍👧"),
        ("a\r\nb\rc\u2028d\u2029e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("tab\tstays", "tab\tstays"),
        ("lone \ud800 surrogate", "lone  surrogate"),
    ],
)
def test_sequences_go_as_a_whole(text: str, safe: str) -> None:
    assert safe_text(text) == safe


def test_many_unclosed_sequences_take_linear_time() -> None:
    text = "\x1b]\x9d\x1bP" * 100_000
    assert safe_text(text) == ""
