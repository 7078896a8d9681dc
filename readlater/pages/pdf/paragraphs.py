"""Lines of paper become paragraphs, headings and lists."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from readlater.model import Block, BlockKind, Cut
from readlater.pages.pdf.layout import HYPHEN, Line, Page

_HEADING = 1.12
"""How much larger than the text a heading is."""

_MAX_HEADING = 200
_TAIL = 200
"""Characters at a text's end that are looked at."""

_ENDED = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*$")
_BULLET = re.compile(r"([•·▪◦‣●○■□–—∙*-]|\uf0b7|\uf0a7)\s+(?=\S)")
_NUMBERED = re.compile(r"(\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_LEADER = re.compile(r"(?:\s*\.){5,}\s*[\divxlc]*\s*$", re.IGNORECASE)
"""The dots to a page's number in a table of contents."""

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass(slots=True)
class _Measures:
    """How the text of a document is set: the size of its letters, the distance of its lines, its headings' sizes."""

    size: float
    pitch: float
    headings: list[int]


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    kind: BlockKind
    level: int = 0
    marker: str = ""
    is_contents: bool = False


def paragraphs(pages: list[Page]) -> list[Block]:
    """The blocks of all pages, those that go on over a page's or a column's end joined."""
    measures = _measures(pages)
    words = _words(pages)
    found: list[_Paragraph] = []
    for page in pages:
        left, right = _margins(page.lines, measures.size)
        before: Line | None = None
        for line in page.lines:
            last = found[-1] if found else None
            if last is not None and _goes_on(last, before, line, measures, (left, right)):
                last.lines.append(line)
            else:
                found.append(_begun(line, measures))
            before = line
    return [block for block in (_block(paragraph, words) for paragraph in found) if block.text]


def body_size(pages: list[Page]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _measures(pages: list[Page]) -> _Measures:
    size = body_size(pages)
    steps = [
        one.base - other.base
        for page in pages
        for one, other in zip(page.lines, page.lines[1:], strict=False)
        if 0.5 * size < one.base - other.base < 3 * size and abs(one.size - size) < 0.6 and abs(other.size - size) < 0.6
    ]
    larger = Counter(round(line.size) for page in pages for line in page.lines if line.size >= _HEADING * size)
    return _Measures(size, median(steps) if steps else 1.2 * size, sorted(larger, reverse=True)[:6])


def _margins(lines: list[Line], size: float) -> tuple[float, float]:
    """The left and the right end of the text of a page, as most of its full lines have them."""
    body = [line for line in lines if abs(line.size - size) < 0.6]
    if not body:
        return 0.0, 0.0
    return min(line.left for line in body), max(line.right for line in body)


def _words(pages: list[Page]) -> set[str]:
    """The words that stand whole in the text, to know divided ones by."""
    return {
        word.casefold()
        for page in pages
        for line in page.lines
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    }


def _is_heading(line: Line, measures: _Measures) -> bool:
    if len(line.text) > _MAX_HEADING or not re.search(r"\w", line.text):
        return False
    if line.size >= _HEADING * measures.size:
        return True
    short = len(line.text) <= 80 and not _ENDED.search(line.text[-8:])
    return line.bold and short and line.size >= 0.95 * measures.size


def _is_contents(line: Line) -> bool:
    """Whether a line is one of a table of contents."""
    return _LEADER.search(line.text[-_TAIL:]) is not None


def _begun(line: Line, measures: _Measures) -> _Paragraph:
    """A new paragraph, heading or list item that begins with a line."""
    if _is_contents(line):
        return _Paragraph([line], BlockKind.PARAGRAPH, is_contents=True)
    if _is_heading(line, measures):
        size = round(line.size)
        larger = line.size >= _HEADING * measures.size and size in measures.headings
        level = min(measures.headings.index(size) + 1, 4) if larger else min(len(measures.headings) + 1, 4)
        return _Paragraph([line], BlockKind.HEADING, max(2, level))
    match = _BULLET.match(line.text)
    if match:
        return _Paragraph([line], BlockKind.ITEM, marker="•")
    match = _NUMBERED.match(line.text)
    if match and len(line.text) > match.end() + 1:
        return _Paragraph([line], BlockKind.ITEM, marker=match.group(1))
    return _Paragraph([line], BlockKind.PARAGRAPH)


def _goes_on(
    last: _Paragraph, before: Line | None, line: Line, measures: _Measures, margins: tuple[float, float]
) -> bool:
    """Whether a line belongs to the paragraph that the lines before it are; ``before`` is None on a new page."""
    previous = last.lines[-1]
    if last.is_contents or _is_contents(line):
        return False
    if last.kind is BlockKind.HEADING:
        near = before is not None and 0 <= previous.base - line.base < 1.9 * line.size
        return near and abs(line.size - previous.size) < 0.6 and line.bold == previous.bold
    if previous.text.endswith(HYPHEN):
        return abs(line.size - previous.size) < 1.5
    if _is_heading(line, measures) or abs(line.size - previous.size) > 0.8:
        return False
    ended = bool(_ENDED.search(previous.text[-8:]))
    if _BULLET.match(line.text) or (_NUMBERED.match(line.text) and (ended or last.kind is BlockKind.ITEM)):
        return False
    if before is None or line.base > previous.base + 0.5 * line.size:  # the next page or column
        return not ended and not (line.text[:1].isupper() and _is_short(previous, margins, line.size))
    if previous.base - line.base > 1.32 * measures.pitch:
        return False
    if _is_indented(last, line):
        return False
    return not (ended and _is_short(previous, _own(last, margins), line.size))


def _own(paragraph: _Paragraph, margins: tuple[float, float]) -> tuple[float, float]:
    """The margins of a paragraph: its own where it has several lines, else the page's."""
    if len(paragraph.lines) < 3:
        return margins
    return min(line.left for line in paragraph.lines), max(line.right for line in paragraph.lines)


def _is_short(line: Line, margins: tuple[float, float], size: float) -> bool:
    """Whether a line ends well before the right margin."""
    return line.right < margins[1] - max(3 * size, 0.12 * (margins[1] - margins[0]))


def _is_indented(paragraph: _Paragraph, line: Line) -> bool:
    """Whether a line begins further in than the one before it, which begins a paragraph."""
    if paragraph.kind is BlockKind.ITEM:
        return line.left < paragraph.lines[0].left - 0.5 * line.size
    indent = line.left - paragraph.lines[-1].left
    return 0.7 * line.size < indent < 6 * line.size


def _block(paragraph: _Paragraph, words: set[str]) -> Block:
    text = _joined([line.text for line in paragraph.lines], words)
    if paragraph.kind is BlockKind.ITEM:
        match = _BULLET.match(text) or _NUMBERED.match(text)
        text = text[match.end() :] if match else text
    if paragraph.is_contents:
        return Block(paragraph.kind, text[:-_TAIL] + _LEADER.sub("", text[-_TAIL:]).strip(), cut=Cut.CHROME)
    return Block(paragraph.kind, text.strip(), level=paragraph.level, marker=paragraph.marker)


def _joined(lines: list[str], words: set[str]) -> str:
    """Lines as one text: divided words whole again, no spaces between Chinese or Japanese lines."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text.endswith(HYPHEN):
            text = _undivided(text.rstrip(HYPHEN), line, words)
        elif re.search(r"[^\W_]-$", text[-2:]) and re.match(r"[^\W_]", line):
            text = _undivided(text[:-1], line, words)
        elif _CJK.match(line[:1]) and _CJK.match(text[-1:]):
            text += line
        else:
            text += " " + line
    return re.sub(r"[ \t\u00a0]+", " ", text.replace(HYPHEN, ""))


def _undivided(text: str, line: str, words: set[str]) -> str:
    """Two halves of a word; with a hyphen if the whole text writes it so, or if it can't be a divided word."""
    start = re.search(r"[^\W_]+$", text[-_TAIL:])
    rest = re.match(r"[^\W_]+", line)
    if start is None or rest is None:
        return f"{text}-{line}"
    together = f"{start.group()}{rest.group()}".casefold()
    apart = f"{start.group()}-{rest.group()}".casefold()
    if together not in words and (apart in words or not rest.group()[0].islower() or start.group()[-1].isdigit()):
        return f"{text}-{line}"
    return text + line
