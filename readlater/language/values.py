"""Values of fields in the one form in which a query keeps them."""

from __future__ import annotations

import re

from readlater.language.fields import LANGUAGES

_CLEAN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "}
    | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
)
_CODE = re.compile(r"([a-z]{2,3})([-_][a-z0-9]{2,8})*", re.ASCII)
_ID = re.compile(r"[0-9a-f]{4,32}", re.ASCII)


def language_code(text: str) -> str | None:
    """The code of a language by its code or English name; None if it can be neither."""
    text = text.lower()
    if text in LANGUAGES:
        return LANGUAGES[text]
    return text.replace("_", "-") if _CODE.fullmatch(text) else None


def article_ids(text: str) -> str | None:
    """The hex digits of an article's UUID, or of the beginning of one; None if it is none."""
    digits = text.strip().lower().replace("-", "")
    return digits if _ID.fullmatch(digits) else None


def cleaned(text: str) -> str:
    """What was typed with one kind of quotation marks and without what can't be stored, character for character."""
    return text.translate(_CLEAN)
