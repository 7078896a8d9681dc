"""Markdown: CommonMark with GitHub's tables, footnotes and struck text, and front matter as Obsidian reads it.

What CommonMark has no mark for stands as the HTML that it allows in a text (``<kbd>``, ``<sup>``, ``<sub>``,
``<ruby>``), and so does emphasis where its stars would not be understood (``<em>``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape as escape_html

from readlater.exchange.render.captions import is_shown, is_told_above
from readlater.exchange.render.front_matter import front_matter
from readlater.exchange.render.head import Head
from readlater.exchange.render.inline import Inline, tree
from readlater.model import Block, BlockKind, Document, SpanKind

_MARKS = {SpanKind.EMPHASIS: "*", SpanKind.STRONG: "**", SpanKind.DELETED: "~~", SpanKind.MARK: "=="}
_TAGS = {
    SpanKind.EMPHASIS: "em",
    SpanKind.STRONG: "strong",
    SpanKind.DELETED: "del",
    SpanKind.MARK: "mark",
    SpanKind.KEYBOARD: "kbd",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
}
_TASKS = {"☐": "- [ ] ", "☑": "- [x] "}
_SPECIAL = re.compile(r"[\\`*\[\]<>]|~~|==|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\$(?=\S)|!(?=\[)")
_WITHIN_ITEMS = frozenset(
    {BlockKind.CODE, BlockKind.TABLE, BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.MATH, BlockKind.CAPTION}
)
_ELSEWHERE = re.compile(r"cid:|part:|data:[^,;]*;sha256=", re.IGNORECASE)
"""Sources of pictures that lead to the saved page alone."""

_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[+-](?=\s|$)|[=-]+\s*$|(?:```|~~~)|:(?=\s)|\||-(?=--))", re.MULTILINE)
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def markdown(document: Document, head: Head) -> str:
    """The article as a Markdown file: front matter, title, text. Of the cut blocks only captions are in it."""
    title = " ".join(head.title.split())
    heading = f"# {_escape(title, at_start=False)}\n\n" if title else ""
    return f"{front_matter(head)}\n{heading}{body(document)}"


def body(document: Document) -> str:
    """The text alone as Markdown, its end a line break; empty for a document without blocks."""
    parts: list[str] = []
    previous: Block | None = None
    lists = _OpenLists()
    for index, block in enumerate(document.blocks):
        if not is_shown(document.blocks, index) or is_told_above(document.blocks, index):
            continue
        place = lists.place(block)
        rendered = _item(block, place) if block.kind is BlockKind.ITEM else _block(block)
        if not rendered:
            continue
        if previous is not None:
            parts.append(_between(previous, block, place))
        if place.inside and block.kind is not BlockKind.ITEM:
            rendered = _set_in(rendered, 4 * (place.depth + 1))
        parts.append(_quoted(rendered, block.quote))
        lists.enter(block, place)
        previous = block
    return "".join(parts) + "\n" if parts else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands among lists: how deep, whether in the list before it, whether it begins another list."""

    depth: int = 0
    inside: bool = False
    begins: bool = False


class _OpenLists:
    """The lists that an item or what stands in an item may belong to: for each level the number of its last item."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []
        self._quote = 0

    def place(self, block: Block) -> _Place:
        """Where a block stands."""
        open_levels = len(self._numbers) if self._quote == block.quote else 0
        if block.kind is not BlockKind.ITEM:
            within = block.kind in _WITHIN_ITEMS and block.level > 0 and open_levels > 0
            return _Place(min(block.level, open_levels) - 1, within) if within else _Place()
        # An item may be one level deeper than the one before it: set in further, it would be code to Markdown.
        depth = min(block.level, open_levels)
        if not block.marker and open_levels:
            return _Place(min(depth, open_levels - 1), True)
        number = _number_of(block)
        begins = False
        if depth < open_levels:
            last = self._numbers[depth]
            begins = (number is None) != (last is None) or (
                number is not None and last is not None and number not in (last - 1, last + 1)
            )
        return _Place(depth, open_levels > 0, begins)

    def enter(self, block: Block, place: _Place) -> None:
        """Takes note of a block that was written."""
        if block.kind is BlockKind.ITEM:
            if block.marker or not place.inside:
                self._numbers = (
                    [*self._numbers[: place.depth], _number_of(block)] if place.inside else [_number_of(block)]
                )
        elif not place.inside:
            self._numbers = []
        self._quote = block.quote


def _number_of(block: Block) -> int | None:
    """The number of a numbered item."""
    number = _NUMBER_START.match(block.marker + " ")
    return int(number.group(1)) if number else None


def _set_in(text: str, columns: int) -> str:
    return "\n".join(" " * columns + line if line else line for line in text.split("\n"))


def _between(before: Block, after: Block, place: _Place) -> str:
    """What stands between two blocks; items of one list stay close together."""
    if before.quote == after.quote:
        if place.begins:
            # Two lists next to each other are one to Markdown unless something stands between them.
            return _quoted("\n\n<!-- -->\n\n", before.quote, edges=True)
        if place.inside and after.kind is BlockKind.ITEM and after.marker and before.kind is BlockKind.ITEM:
            return "\n"
        if before.kind is BlockKind.FOOTNOTE and after.kind is BlockKind.FOOTNOTE and after.marker:
            return "\n"
        if after.kind is BlockKind.DEFINITION and before.kind in (BlockKind.TERM, BlockKind.DEFINITION):
            return "\n"
        if (
            before.kind is BlockKind.ITEM
            and after.kind is BlockKind.CODE
            and not place.inside
            and _indented(after.text)
        ):
            return _quoted("\n\n<!-- -->\n\n", before.quote, edges=True)
        return _quoted("\n\n", before.quote, edges=True)
    if before.quote and after.quote:
        shared = min(before.quote, after.quote)
        # A deeper quotation that ends needs a line without its mark, or the text after it would go on in it.
        return _quoted("\n\n", shared, edges=True)
    return "\n\n"


def _indented(text: str) -> bool:
    return text.startswith((" ", "\t"))


def _quoted(text: str, depth: int, *, edges: bool = False) -> str:
    """The lines of a text with the marks of a quotation of this depth; of ``edges`` only the lines in between."""
    if not depth:
        return text
    mark = "> " * depth
    lines = text.split("\n")
    if edges:
        return "\n".join([lines[0], *((mark + line).rstrip() for line in lines[1:-1]), lines[-1]])
    return "\n".join((mark + line).rstrip() for line in lines)


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            text = _inline(block).replace("\\\n", " ").replace("\n", " ")
            # A row of # at the end would be taken for the closing marks of the heading.
            text = re.sub(r"(^|\s)(#+)$", r"\1\\\2", text)
            return f"{'#' * min(max(block.level, 1), 6)} {text}".rstrip() if text else ""
        case BlockKind.CODE:
            return _fenced(block.text, block.language)
        case BlockKind.TABLE:
            return _table(block)
        case BlockKind.IMAGE:
            return _image(block)
        case BlockKind.VIDEO:
            return (
                f"[{_escape(block.text or 'Video', at_start=False)}]({_target(block.source)})" if block.source else ""
            )
        case BlockKind.MATH:
            return f"$$\n{block.source or block.text}\n$$"
        case BlockKind.DEFINITION:
            return _hanging(": ", _inline(block))
        case BlockKind.FOOTNOTE:
            if not block.marker:  # a further paragraph of the note before it
                return _set_in(_inline(block), 4)
            return _hanging(f"[^{_label(block.marker)}]: ", _inline(block), indent=4)
        case BlockKind.RULE:
            return "---"
        case BlockKind.CAPTION:
            text = _inline(block)
            return f"*{text}*" if text and "*" not in text and "\n" not in text else text
        case _:
            return _inline(block)


def _image(block: Block) -> str:
    """A picture; one whose bytes only the saved page has is named, for a link to it would lead nowhere."""
    said = _escape(block.text.replace("\n", " "), at_start=False)
    if _ELSEWHERE.match(block.source):
        return rf"\[{said or 'Image'}\]"
    return f"![{said}]({_target(block.source)})"


def _item(block: Block, place: _Place) -> str:
    """An item of a list; one without a marker is a further paragraph of the item before it."""
    # Four columns a level is under the text of both kinds of item, up to 99.
    before = " " * 4 * place.depth
    number = _NUMBER_START.match(block.marker + " ")
    if number:
        marker = f"{int(number.group(1))}{number.group(2)} "
    elif block.marker in _TASKS:
        marker = _TASKS[block.marker]
    elif not block.marker and place.inside:
        marker = "    "
    else:
        marker = "- "
    return _hanging(marker, _inline(block), before=before, indent=2 if marker[0] == "-" else None)


def _hanging(marker: str, text: str, before: str = "", indent: int | None = None) -> str:
    """A text after a marker, its further lines set in so that they belong to it."""
    inner = before + " " * (len(marker) if indent is None else indent)
    return f"{before}{marker}{text}".rstrip().replace("\n", f"\n{inner}") if text else f"{before}{marker}".rstrip()


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    name = re.sub(r"[`\s]", "", language)
    return f"{fence}{name}\n{text}\n{fence}"


def _table(block: Block) -> str:
    """A table; the first row is its header, an empty one where it has none, for Markdown knows no table without."""
    rows = [[_inline_parts(tree(block.text, block.spans, *cell), in_table=True) for cell in row] for row in block.cells]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    if not block.header_rows:
        rows.insert(0, [])
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _inline(block: Block) -> str:
    return _inline_parts(tree(block.text, block.spans))


def _inline_parts(parts: tuple[str | Inline, ...], *, in_table: bool = False) -> str:
    """Texts and spans as Markdown."""
    text = _Writer(in_table).write(parts)
    if in_table:
        return text.replace("|", r"\|").strip()
    return text.strip("\n")


class _Writer:
    """Writes spans one after the other and knows what stands before each."""

    def __init__(self, in_table: bool) -> None:
        self._break = "<br>" if in_table else "\\\n"
        self._in_table = in_table

    def write(self, parts: tuple[str | Inline, ...], before: str = "\n", after: str = "\n", inside: str = "") -> str:
        """``before`` and ``after`` are the characters around; ``inside`` the marks that are open."""
        written = ""
        parts = _joined(parts)
        for index, part in enumerate(parts):
            last = written[-1:] or before
            if isinstance(part, str):
                written += self._text(part, at_start=last == "\n")
            else:
                following = _first_character(parts[index + 1 :]) or after
                written += self._span(part, last, following, inside)
        return written

    def _text(self, text: str, at_start: bool) -> str:
        lines = text.split("\n")
        escaped = [_escape(line, at_start=at_start or number > 0) for number, line in enumerate(lines)]
        return self._break.join(escaped)

    def _span(self, part: Inline, before: str, after: str, inside: str) -> str:
        kind, target = part.span.kind, part.span.target
        match kind:
            case SpanKind.CODE:
                return _code(_plain(part), self._in_table)
            case SpanKind.MATH:
                return _math(_plain(part), after)
            case SpanKind.LINK:
                text = self.write(part.parts, "[", "]", inside)
                return f"[{text}]({_target(target)})" if target else text
            case SpanKind.NOTE:
                return f"[^{_label(target)}]"
            case SpanKind.RUBY:
                return f"<ruby>{self.write(part.parts, '>', '<', inside)}<rt>{escape_html(target)}</rt></ruby>"
            case SpanKind.KEYBOARD | SpanKind.SUPERSCRIPT | SpanKind.SUBSCRIPT:
                return f"<{_TAGS[kind]}>{self.write(part.parts, '>', '<', inside)}</{_TAGS[kind]}>"
            case _:
                return self._emphasis(part, before, after, inside)

    def _emphasis(self, part: Inline, before: str, after: str, inside: str) -> str:
        """Emphasised text; white space at its edges is put outside of the marks, where Markdown wants it."""
        mark = _MARKS[part.span.kind]
        only = part.parts[0] if len(part.parts) == 1 else ""
        both = {part.span.kind, only.span.kind} if isinstance(only, Inline) else set()
        if isinstance(only, Inline) and both == {SpanKind.EMPHASIS, SpanKind.STRONG} and "*" not in inside:
            inner = self.write(only.parts, "*", "*", inside + "***")
            if inner and inner == inner.strip() and _opens(before, inner[0], "*") and _closes(inner[-1], after, "*"):
                return f"***{inner}***"
        inner = self.write(part.parts, mark[-1], mark[0], inside + mark)
        text = inner.strip(" \t")
        if not text:
            return inner
        lead = inner[: len(inner) - len(inner.lstrip(" \t"))]
        trail = inner[len(inner.rstrip(" \t")) :]
        fits = _opens(lead[-1:] or before, text[0], mark) and _closes(text[-1], trail[:1] or after, mark)
        if fits and mark[0] not in inside:
            return f"{lead}{mark}{text}{mark}{trail}"
        tag = _TAGS[part.span.kind]
        return f"{lead}<{tag}>{text}</{tag}>{trail}"


def _joined(parts: tuple[str | Inline, ...]) -> tuple[str | Inline, ...]:
    """The parts with neighbours of one kind made one: marks that touch would not be understood as two."""
    found: list[str | Inline] = []
    for part in parts:
        last = found[-1] if found else ""
        if (
            isinstance(part, Inline)
            and isinstance(last, Inline)
            and (part.span.kind, part.span.target) == (last.span.kind, last.span.target)
        ):
            found[-1] = Inline(last.span, last.parts + part.parts)
        else:
            found.append(part)
    return tuple(found)


def _opens(before: str, first: str, mark: str) -> bool:
    """Whether marks between these two characters open emphasis (CommonMark 0.31, left-flanking run)."""
    if first.isspace() or first == mark[0] or before == mark[0] or before == "\\":
        return False
    return not _is_punctuation(first) or before.isspace() or _is_punctuation(before)


def _closes(last: str, after: str, mark: str) -> bool:
    """Whether marks between these two characters close emphasis (right-flanking run)."""
    if last.isspace() or last == mark[0] or after == mark[0]:
        return False
    return not _is_punctuation(last) or after.isspace() or _is_punctuation(after)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _first_character(parts: tuple[str | Inline, ...]) -> str:
    """The character that a part begins with in Markdown: of a span that of its mark."""
    for part in parts:
        if isinstance(part, str):
            if part:
                return part[0]
        elif part.span.kind in _MARKS:
            return _MARKS[part.span.kind][0]
        else:
            return {SpanKind.CODE: "`", SpanKind.LINK: "[", SpanKind.NOTE: "["}.get(part.span.kind, "<")
    return ""


def _plain(part: Inline) -> str:
    return "".join(one if isinstance(one, str) else _plain(one) for one in part.parts)


def _code(text: str, in_table: bool) -> str:
    """A code span; the fence is longer than any run of backticks in it."""
    text = " ".join(text.split("\n"))
    if not text.strip():
        return text
    runs = {len(run) for run in re.findall(r"`+", text)}
    fence = next("`" * length for length in range(1, len(runs) + 2) if length not in runs)
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == " " and text[-1] == " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _math(text: str, after: str) -> str:
    """Inline mathematics; a dollar that a digit follows would not be seen as its end."""
    text = " ".join(text.split())
    return f"${text}$" if text and "$" not in text and not after.isdigit() else _escape(text, at_start=False)


def _target(url: str) -> str:
    """The target of a link as it stands between parentheses."""
    url = url.replace("\n", "").replace("\\", "\\\\")
    if not url or re.search(r"[\s()<>]", url):
        return "<" + url.replace("<", "%3C").replace(">", "%3E") + ">"
    return url


def _label(marker: str) -> str:
    """A footnote's label: without white space and brackets, which it can't have."""
    return re.sub(r"[\s\[\]\\^]+", "-", marker.strip()).strip("-") or "note"


def _escape(text: str, *, at_start: bool) -> str:
    """A line of text in which nothing is understood as Markdown."""
    text = text.replace("\n", " ")
    if at_start:
        text = text.lstrip(" \t")
        number = _NUMBER_START.match(text)
        if number:
            digits, point = number.groups()
            return f"{digits}\\{point}{_escape(text[number.end() :], at_start=False)}"
        if _LINE_START.match(text):
            return f"\\{text[0]}{_escape(text[1:], at_start=False)}"
    return _SPECIAL.sub(lambda match: "".join(f"\\{one}" for one in match.group()), text)
