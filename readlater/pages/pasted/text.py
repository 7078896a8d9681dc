"""Plain text pasted from a browser: which lines are the article, its title, byline, date and site.

No line is known by heart. Every line is measured (width, sentence ends, repetition, chrome phrases, legal marks); the
best-scoring run of lines is the body; the title is the line above it that says what the body says. All lines that are
left out stay in the document as cut blocks, so nothing that was pasted is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from readlater.language.detect import detect_language
from readlater.language.safe import safe_line
from readlater.model import Block, BlockKind, Cut, Document, Found
from readlater.pages.clues.lines import Line, list_marker, measure, shingles, tokens
from readlater.pages.clues.people import Byline, dates_in, find_byline, find_site, is_date_line
from readlater.pages.clues.vocabulary import SOURCE, fold
from readlater.pages.extractors import extractor
from readlater.pages.pasted.headline import find_title, shortened
from readlater.pages.pasted.labelled import labelled_date, labelled_name
from readlater.pages.pasted.margins import below_dateline, head_cut, last_line, mark_boxes, resumed
from readlater.pages.pasted.repeats import mark_repeats
from readlater.pages.pasted.scoring import score
from readlater.pages.pasted.segments import before_endings, find_body
from readlater.pages.pasted.signed import lone_names
from readlater.pages.pasted.wrapped import join_wrapped
from readlater.pages.urls import canonical_url, host_of

EXTRACTOR = extractor("text")

TITLE_WIDTH = 90
"""Columns at which a title made from the first sentence is cut."""

_PAGE = 1_000_000
"""Characters above which a text is no page but a book or a log: nothing stands around it, and nothing is cut."""

_LINES = 15_000
"""Lines above which it is none either."""

_HEAD = 50_000
"""Characters of such a text in which title, byline and date are looked for."""

_MANY = 20_000
"""Lines above which several of them make a block."""

_BLOCK = 4_000
"""Characters of such a block."""

_URL_LINE = re.compile(
    (
        r"^(?:(?:url|link|source|quelle|fuente|источник|المصدر|출처|원문|원본|링크|来源|來源|原文|出典|元記事|"
        r"lien|retrieved from|permalink|original)\s*[:：]?\s*)?[\"'<(]?(https?://\S+?)[\"'>)]?$"
    ),
    re.IGNORECASE,
)
_BEFORE_SOURCE = re.compile(r"^[\d\s:/.年月日-]+")
_BEHIND_SOURCE = re.compile(r"\s+\S+\s?[:：].*$")
_SENTENCE_END = re.compile(r"(?<=[.!?…؟۔।])[\"'”’»)\]]*\s+|(?<=[。！？｡])[」』）”]*")


@dataclass(slots=True)
class Pasted:
    """What a pasted text says; fields as in `readlater.model.Draft`."""

    document: Document
    title: str = ""
    byline: str = ""
    site: str = ""
    published: str = ""
    modified: str = ""
    url: str = ""
    found: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    prose: float = 0.0
    """Score of the body: below 1 there is no prose in it."""


def read_text(text: str) -> Pasted:
    """The article in a text pasted from a browser. ``text`` has passed `safe_text`."""
    return _read_long(text) if len(text) > _PAGE or text.count("\n") > _LINES else _read_page(text)


def _read_long(text: str) -> Pasted:
    """A text that is too long for a page: all of it, with what its beginning says about it."""
    head = text[:_HEAD]
    pasted = _read_page(head[: head.rfind("\n")] if "\n" in head else head)
    lines = [line.strip() for line in join_wrapped(text).split("\n")]
    pasted.document = Document(
        tuple(Block(BlockKind.PARAGRAPH, "\n".join(group)) for group in _grouped(lines, len(lines) > _MANY))
    )
    return pasted


def _grouped(lines: list[str], many: bool) -> Iterator[list[str]]:
    """The lines that make a block: each alone or, where there are very many, what stands between empty lines."""
    group: list[str] = []
    size = 0
    for line in lines:
        if group and (not line or not many or size > _BLOCK):
            yield group
            group, size = [], 0
        if line:
            group.append(line)
            size += len(line)
    if group:
        yield group


def _read_page(text: str) -> Pasted:
    """The article in a text of the length of a page."""
    lines = _lines(join_wrapped(text))
    if not lines:
        return Pasted(Document())
    mark_repeats(lines)
    score(lines)
    start, end = find_body(lines)
    end = before_endings(lines, start, end)
    end = resumed(lines, start, end)
    start = below_dateline(lines, start, end)
    title_at, title, _ = find_title(lines, start, end)
    title_source = "line"
    if title_at is not None and start <= title_at < end:
        start = title_at + 1
    names = _names(lines, title_at, start, end)
    end = last_line(lines, start, end, names[0].name if names else "")
    mark_boxes(lines, start, end, title)
    _own_copies(lines, start, end)
    pasted = Pasted(Document(_blocks(lines, start, end, title_at, title)))
    pasted.prose = sum(line.score for line in lines[start:end] if line.prose)
    if not title:
        title, title_source = _first_sentence(pasted.document.text), "first-sentence"
    _describe(pasted, lines, start, end, title, title_source, names)
    return pasted


def _lines(text: str) -> list[Line]:
    """The lines with anything on them, measured."""
    lines: list[Line] = []
    gap = False
    for raw in text.split("\n"):
        stripped = " ".join(raw.split())
        if not stripped:
            gap = True
            continue
        lines.append(measure(stripped, gap))
        gap = False
    return lines


def _own_copies(lines: list[Line], start: int, end: int) -> None:
    """Gives back to the body what was marked as a repeat of a line outside it (a teaser above the article)."""
    for line in lines[start:end]:
        line.repeat = False
    mark_repeats(lines[start:end])


def _blocks(lines: list[Line], start: int, end: int, title_at: int | None, title: str) -> tuple[Block, ...]:
    """The blocks of the document: head (deck, captions), body, and everything else as cut blocks."""
    blocks: list[Block] = []
    has_prose = any(line.prose for line in lines[start:end])
    for index, line in enumerate(lines):
        if index == title_at:
            blocks.append(Block(BlockKind.HEADING, line.text, level=1, cut=Cut.REPETITION))
        elif start <= index < end:
            blocks.append(_body_block(lines, index, start, end, title, has_prose))
        elif title_at is not None and title_at < index < start:
            blocks.append(_head_block(lines, index, title_at, title))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, line.text, cut=Cut.REPETITION if line.repeat else Cut.CHROME))
    return tuple(blocks)


def _head_block(lines: list[Line], index: int, title_at: int, title: str) -> Block:
    """A line between title and body: a sub-heading, a caption or chrome."""
    line = lines[index]
    if line.credit or (len(title) >= 12 and line.text.startswith(title)):
        same = line.text == title
        return Block(BlockKind.PARAGRAPH, line.text, cut=Cut.REPETITION if same else Cut.CAPTION)
    if line.chrome or line.meta or line.legal or line.ending or line.comments or line.repeat:
        return Block(BlockKind.PARAGRAPH, line.text, cut=Cut.CHROME)
    cut = head_cut(lines, index, title_at)
    if cut is not None:
        return Block(BlockKind.PARAGRAPH, line.text, cut=cut)
    if line.ends and line.words >= 5:
        return Block(BlockKind.PARAGRAPH, line.text)
    if (line.words >= 4 or line.width >= 24) and line.width <= 160 and not re.search(r"\s[|>›»]\s", line.text):
        return Block(BlockKind.HEADING, line.text, level=2)
    return Block(BlockKind.PARAGRAPH, line.text, cut=Cut.CHROME)


def _body_block(lines: list[Line], index: int, start: int, end: int, title: str, has_prose: bool) -> Block:
    """A line of the body: paragraph, sub-heading, list item, or cut."""
    line = lines[index]
    text = line.text
    if line.repeat:
        return Block(BlockKind.PARAGRAPH, text, cut=Cut.REPETITION)
    if title and fold(text) == fold(title):
        return Block(BlockKind.PARAGRAPH, text, cut=Cut.REPETITION)
    if line.outside:
        return Block(BlockKind.PARAGRAPH, text, cut=Cut.CHROME)
    if line.credit and not (line.inner >= 2):
        return Block(BlockKind.PARAGRAPH, text, cut=Cut.CAPTION)
    if has_prose and (line.chrome or line.legal or line.ending or line.comments):
        return Block(BlockKind.PARAGRAPH, text, cut=Cut.CHROME)
    if has_prose and line.meta and not line.ends and (index - start < 4 or end - index < 4):
        return Block(BlockKind.PARAGRAPH, text, cut=Cut.CHROME)
    if line.mark:
        mark, rest = list_marker(text)
        neighbours = [
            other.mark for other in lines[max(start, index - 1) : index] + lines[index + 1 : min(end, index + 2)]
        ]
        if (any(neighbours) and not re.match(r"[–—-]\s", text)) or (len(neighbours) == 2 and all(neighbours)):
            return Block(BlockKind.ITEM, rest, marker=mark)
    if has_prose and _is_heading(lines, index, start, end):
        return Block(BlockKind.HEADING, text, level=2)
    return Block(BlockKind.PARAGRAPH, text)


def _is_heading(lines: list[Line], index: int, start: int, end: int) -> bool:
    """Whether a short line without a sentence's end stands above prose."""
    line = lines[index]
    if line.ends and not re.search(r"[?？؟]$", line.text):
        return False
    if (
        line.width > 90
        or line.words < 1
        or line.commas > 2
        or index + 1 >= end
        or re.search(r"[:：,，、;]$", line.text)
    ):
        return False
    after = lines[index + 1]
    before_ok = index == start or lines[index - 1].ends or lines[index - 1].mark != "" or line.gap
    return after.prose and after.width > line.width and before_ok


def _first_sentence(text: str) -> str:
    """The first sentence of a text, cut at a word within `TITLE_WIDTH` columns with ``…``."""
    first = _SENTENCE_END.split(" ".join(text[:2000].split()), maxsplit=1)[0].strip()
    return shortened(first, TITLE_WIDTH)


def _near(lines: list[Line], start: int, end: int) -> list[Line]:
    """The lines in which byline and date are looked for, the likeliest first."""
    head = lines[max(0, start - 25) : start]
    return list(reversed(head)) + lines[start : start + 2] + lines[max(start + 2, end - 2) : end + 6]


def _names(lines: list[Line], title_at: int | None, start: int, end: int) -> list[Byline]:
    """The writers that the lines around the body name, the likeliest first."""
    names: list[Byline] = []
    for line in _near(lines, start, end):
        byline = find_byline(line.text)
        if byline and not line.legal and not (line.chrome and fold(byline.name) == fold(line.text)):
            names.append(byline)
        elif labelled_name(line.text):
            names.append(Byline(labelled_name(line.text)))
    return names + [Byline(name) for name in lone_names(lines, title_at, start, end)]


def _describe(
    pasted: Pasted,
    lines: list[Line],
    start: int,
    end: int,
    title: str,
    title_source: str,
    names: list[Byline],
) -> None:
    """Fills in title, byline, dates, site and URL with their candidates."""
    found: dict[str, list[Found]] = {}

    def note(name: str, value: str, source: str) -> None:
        entry = Found(value, source)
        if value and all(other.value != value for other in found.setdefault(name, [])):
            found[name].append(entry)

    note("title", safe_line(title), title_source)
    for byline in names:
        note("byline", byline.name, "line")
        note("site", byline.site if len(byline.site) > 3 and _is_known_site(byline.site, lines) else "", "byline")
    language = detect_language(pasted.document.text[:5000])
    dayfirst = None if language in ("", "en") else True
    near = _near(lines, start, end)
    # A line that says little besides a date is worth more than one in which a date occurs (a caption, a card).
    for line in sorted(near, key=lambda line: not is_date_line(line.text) or line.outside):
        if line.legal or line.credit or line.width > 160 or (line.prose and line.width > 110):
            continue
        for date, changed in dates_in(line.text, dayfirst):
            note("modified" if changed else "published", date, "line")
        note("published", labelled_date(line.text) if not dates_in(line.text, dayfirst) else "", "line")
    for line in reversed(lines):
        site = find_site(line.text) if line.legal and not line.prose else None
        if site:
            note("site", site[0], "copyright")
            note("host", site[1], "copyright")
    for line in lines[:60] + near:
        for site_name in _other_sites(line, title, lines):
            note("site", site_name, "line")
    for place, line in enumerate(lines):
        match = _URL_LINE.match(line.text)
        labelled = match is not None and not line.text.lower().startswith(("http", '"http', "<http", "(http"))
        if match and (labelled or place in (0, len(lines) - 1)) and canonical_url(match.group(1)):
            note("url", match.group(1), "line")
            note("host", host_of(match.group(1)), "url")
    pasted.found = {name: tuple(entries) for name, entries in found.items() if entries}
    for name in ("title", "byline", "site", "published", "modified", "url"):
        if name in pasted.found:
            setattr(pasted, name, pasted.found[name][0].value)


def _other_sites(line: Line, title: str, lines: list[Line]) -> list[str]:
    """Names of the site in a source line, or behind the title where a browser's window shows it."""
    names: list[str] = []
    source = SOURCE.match(_BEFORE_SOURCE.sub("", line.text)) if line.meta and line.width <= 90 else None
    if source:
        name = _BEHIND_SOURCE.sub("", source.group("name")).strip()
        if sum(name in other.text for other in lines if other is not line) >= 2:
            names.append(name)
    behind = re.match(r"\s+[|·•»–—-]\s+([^|·•»]{2,40})$", line.text[len(title) :]) if title else None
    if behind and line.text.startswith(title):
        names.append(behind.group(1))
    return names


def _is_known_site(name: str, lines: list[Line]) -> bool:
    """Whether a newsroom named in a byline is named elsewhere on the page as well."""
    words = shingles(tokens(name), 2)
    return any(line.legal and words & shingles(tokens(line.text), 2) for line in lines)
