"""Which line of a pasted text is its title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from unicodedata import normalize

from readlater.pages.clues.lines import Line, tokens, width
from readlater.pages.clues.people import find_site, is_date_line
from readlater.pages.clues.vocabulary import fold
from readlater.pages.pasted.margins import said_with_credit

_SITE_SUFFIX = re.compile(r"\s+(?:[|·•»]|[-–—])\s+([^|·•»]{2,40})$")
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0640]")
_FAR = 60
"""Lines above the body that are looked at."""

_STEM = 5
"""Letters of a word that are compared: inflected forms of a word mostly share them."""

_LEAD = 900
"""Columns of the body's beginning that a title is expected to speak of."""


_OPENING = 12
"""Characters in which two lines agree that may be the same title."""


@dataclass(frozen=True, slots=True)
class _Body:
    """What a title is compared with: the stems of the body's beginning and of all of it, and the lines of the page."""

    lead: frozenset[str]
    whole: frozenset[str]
    texts: list[str]
    openings: Counter[str]


def _body(lines: list[Line], start: int, end: int) -> _Body:
    lead: set[str] = set()
    whole: set[str] = set()
    columns = 0
    for line in lines[start:end]:
        if line.chrome or line.legal:
            continue
        own = _stems(line)
        whole |= own
        if columns < _LEAD:
            lead |= own
        columns += line.width
    texts = [line.text for line in lines]
    return _Body(frozenset(lead), frozenset(whole), texts, Counter(text[:_OPENING] for text in texts))


def find_title(lines: list[Line], start: int, end: int) -> tuple[int | None, str, float]:
    """Where the title stands, the title without the site's name, and how sure that is; (None, "", 0) if nowhere.

    ``start`` and ``end`` are the body's place among ``lines``. A title says what the body's beginning says, has some
    words, is no sentence, opens a group of lines, has the byline and the date below it, or stands on the page twice.
    """
    sites = {fold(found[0]) for found in (find_site(line.text) for line in lines if line.legal) if found and found[0]}
    body = _body(lines, start, end)
    texts = body.texts
    best: tuple[float, int, str] | None = None
    best_at = start
    openings = [fold(line.text[:80]) for line in lines[start : min(end, start + 3)]]
    for index in range(min(end, start + 1) - 1, max(-1, start - _FAR), -1):
        line = lines[index]
        inside = index >= start
        if not _may_be_title(line, inside, lines, index, end):
            continue
        bare = _without_site(line.text, sites, texts)
        dated = any(other.meta for other in lines[max(0, index - 12) : index])
        agreement = _agreement(bare, _body(lines, index + 1, end) if inside else body)
        if not inside and len(bare.split()) >= 2 and any(0 <= text.find(fold(bare)) <= 4 for text in openings):
            agreement += 1.6
        value = agreement + _form(line, bare) + _place(lines, index, start, body, bare, 0.0 if dated else agreement)
        # A caption stands below the date and a title above it.
        near = best is not None and best_at - index <= 12 and any(other.meta for other in lines[index + 1 : best_at])
        signed = index + 1 < start and lines[index + 1].meta and line.words >= 5
        if value < (2.2 if inside else 1.6 if signed else 1.9):
            continue
        if best is None or value > best[0]:
            best, best_at = (value, index, bare), index
        elif near and value > best[0] - 0.8:
            best = (best[0], index, bare)
    if best is None:
        return None, "", 0.0
    at = _above_standfirst(lines, best[1], start, end)
    return at, best[2] if at == best[1] else _without_site(lines[at].text, sites, texts), best[0]


def _above_standfirst(lines: list[Line], index: int, start: int, end: int) -> int:
    """The title's place if the line found is the longer one below it, which often says more of what the body says."""
    line = lines[index]
    upper = next((at for at in range(index - 1, max(-1, index - 3), -1) if not lines[at].chrome), -1)
    above = lines[max(0, upper)]
    if upper < 0 or line.words < 12 or not 4 <= above.words <= 20 or above.width < 24 or above.ends:
        return index
    opens = (
        upper == 0 or not _may_be_title(lines[upper - 1], False, lines, upper - 1, end) or lines[upper - 1].words < 4
    )
    fits = line.words >= 1.4 * above.words and opens and not above.credit
    return upper if fits and _may_be_title(above, upper >= start, lines, upper, end) else index


def _agreement(bare: str, body: _Body) -> float:
    """How much of what a line says the body says as well, its beginning above all."""
    words = {token[:_STEM] for token in _plain_tokens(bare) if len(token) > 3 or not token.isascii()}
    if not words:
        return 0.0
    enough = min(1.0, len(words) / 3)
    return enough * (1.8 * len(words & body.lead) + 1.2 * len(words & body.whole)) / len(words)


def _stems(line: Line) -> frozenset[str]:
    """The beginnings of a line's words."""
    if line.stems is None:
        line.stems = frozenset(token[:_STEM] for token in _plain_tokens(line.text))
    return line.stems


def _plain_tokens(text: str) -> list[str]:
    """The words of a text without accents: ``volcanes`` and ``volcán`` are of one stem."""
    if not text.isascii():
        text = normalize("NFC", _MARKS.sub("", normalize("NFD", text)))
    return tokens(text)


def _form(line: Line, bare: str) -> float:
    """What the form of a line says for its being a title."""
    value = 0.9 if 5 <= line.words <= 28 else 0.4 if line.words >= 3 else -0.8
    if re.search(r"[.。]$", bare) and not bare.endswith("..."):
        value -= 1.0
    if re.search(r"[:,：，、]$", bare):
        value -= 0.8
    if re.match(r"[\"“「『'‘]", bare):
        value -= 0.3
    if line.credit:
        value -= 1.5
    return value + (0.6 if bare != line.text else 0.0)


def _place(lines: list[Line], index: int, start: int, body: _Body, bare: str, agreement: float) -> float:
    """What stands around a line says for its being the title."""
    line = lines[index]
    opens = index == 0 or lines[index - 1].chrome or lines[index - 1].meta
    value = 0.5 if opens else 0.2 if line.gap else 0.0
    if any(other.meta for other in lines[index + 1 : min(index + 6, start + 1)]):
        value += 0.6
    again = len(bare) >= 16 and body.openings[bare[:_OPENING]] > 1
    again = again and any(other.startswith(bare) for other in body.texts if other is not line.text)
    if again and agreement >= 0.6 and not re.search(r"[.。]$", bare):
        value += 1.0
    return value - min(0.04 * max(0, start - index), 1.2)


def _may_be_title(line: Line, inside: bool, lines: list[Line], index: int, end: int) -> bool:
    if (
        line.chrome
        or line.legal
        or line.ending
        or line.comments
        or line.mark
        or not 4 <= line.width <= 180
        or line.words < 1
    ):
        return False
    if any(
        said_with_credit(line.text, other.text) for other in lines[max(0, index - 1) : index + 2] if other is not line
    ):
        return False
    before = lines[index - 1].text if index else ""
    if before.endswith((":", "：")) and len(before.split()) <= 3:
        return False
    if line.meta and (line.words < 8 or is_date_line(line.text)):
        return False
    if inside:
        following = [other for other in lines[index + 1 : end] if other.prose][:3]
        longest = max((other.width for other in following), default=0)
        return not re.search(r"[.。।]$", line.text) and line.width <= 120 and longest > 1.5 * line.width
    return not (line.ends and line.inner >= 2)


def _without_site(text: str, sites: set[str], texts: list[str]) -> str:
    """A title line without the ``- Site`` that browsers show behind it."""
    match = _SITE_SUFFIX.search(text)
    if not match:
        return text
    bare = text[: match.start()]
    if (
        fold(match.group(1)) in sites
        or bare in texts
        or (sum(match.group(1) in other for other in texts) > 1 and len(bare) > 15)
    ):
        return bare
    return text


def shortened(text: str, columns: int) -> str:
    """``text``, or as many of its whole words as fit into ``columns`` with ``…`` behind them."""
    if width(text) <= columns:
        return text
    cut = len(text)
    while width(text[:cut]) > columns - 1:
        cut -= max(1, (width(text[:cut]) - columns + 1) // 2)
    space = text.rfind(" ", 0, cut + 1)
    if space > cut * 0.6:
        cut = space
    return text[:cut].rstrip(" ,;:.-–—、，") + "…"
