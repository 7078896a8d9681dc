"""Bylines and dates on lines of their own in scripts whose words and months do not look like those of Latin ones."""

from __future__ import annotations

import re

from readlater.language.dates import parse_date
from readlater.pages.clues.people import is_name

_BYLINE = re.compile(
    r"^(?:מאת|כתב|כתבה|צילום וכתיבה|โดย|ผู้เขียน|เรื่อง|เขียนโดย|(?:本报|本報|本刊|本台|通讯员|特约)(?:记者|"
    r"記者|通讯员)|记者|記者|"
    r"کاتب|نویسنده|نوشته|संवाददाता|রচনা|எழுதியவர்)"
    r"(?:\s?[:：]\s?|\s)(?P<name>\S[^:：,，|]{1,40})$"
)
_FOREIGN = re.compile(r"[\u0590-\u06ff\u0900-\u0fff\u1780-\u17ff]")
_YEAR = re.compile(r"\d{4}|\d{2}\s?$")
_ROOM = 90
"""Characters of a line that says little besides a date."""

_WORDS = 10
"""Words of such a line."""


def labelled_name(text: str) -> str:
    """The writer's name on a line that begins with a word for it, or an empty string."""
    match = _BYLINE.match(text) if len(text) <= 60 else None
    name = match.group("name").strip() if match else ""
    return name if name and is_name(name) else ""


def labelled_date(text: str) -> str:
    """The full date on a short line in a script of the Near East or South Asia, or an empty string."""
    if len(text) > _ROOM or not _FOREIGN.search(text) or not _YEAR.search(text) or len(text.split()) > _WORDS:
        return ""
    date = parse_date(text, within=True)
    return date if len(date) >= 10 else ""
