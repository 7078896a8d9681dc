"""The text of a Markdown file as blocks: CommonMark, and what note programs add to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from readlater.language.safe import safe_line, safe_text
from readlater.model import Block, BlockKind, Span, SpanKind
from readlater.pages.html.media import absolute
from readlater.pages.html.runs import Run, joined
from readlater.pages.markdown.frontmatter import WIKILINK
from readlater.pages.markdown.notes import notes_apart

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
_HTML_SPANS = {
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
    "code": SpanKind.CODE,
    "kbd": SpanKind.KEYBOARD,
    "mark": SpanKind.MARK,
    "del": SpanKind.DELETED,
    "s": SpanKind.DELETED,
    "sup": SpanKind.SUPERSCRIPT,
    "sub": SpanKind.SUBSCRIPT,
}
MAX_OPEN = 1000
"""Brackets of a paragraph that may be left open."""

_SPANS = {"em": SpanKind.EMPHASIS, "strong": SpanKind.STRONG, "s": SpanKind.DELETED}
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]")
_EMBED = re.compile(r"!\[\[([^\[\]|\n]+?)(?:\|([^\[\]\n]*))?\]\]")
_PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|heic|tiff?)$", re.IGNORECASE)
_CALLOUT = re.compile(r"\[!([\w-]{1,30})\][+-]?[ \t]*")
_MARK = re.compile(r"(?<!=)==(?!=)")
_TASK = re.compile(r"^\[([ xX])\]\s+")


def blocks_of(text: str, base: str) -> list[Block]:
    """The blocks of a Markdown text."""
    from markdown_it import MarkdownIt

    text, notes = notes_apart(text)
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "brackets", _without_brackets)
    writer = _Writer(base, set(notes))
    writer.write(parser.parse(text))
    for label, said in notes.items():
        inline = parser.parseInline(" ".join(said.split()))
        writer.footnote(label, inline[0].children or [] if inline else [])
    return writer.out


def _without_brackets(state: StateCore) -> None:
    """Makes plain signs of very many brackets that are never closed: the parser looks for the end of each."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") - token.content.count("]") > MAX_OPEN:
            token.content = token.content.replace("[", "\\[")


def _without_callout(children: list[Token]) -> list[Token]:
    """The inline tokens of a quotation without the sign of a box (``[!note]``); a box without a title has its kind."""
    match = _CALLOUT.match(children[0].content) if children and children[0].type == "text" else None
    if match:
        rest = children[0].content[match.end() :]
        children[0].content = rest or match.group(1).replace("-", " ").capitalize()
        if len(children) > 1 and children[1].type == "softbreak":
            children[1].type = "hardbreak"
    return children


@dataclass(slots=True)
class _Level:
    """A list being written: the next number, or None for bullets."""

    number: int | None


class _Writer:
    """Makes blocks of markdown-it's tokens."""

    def __init__(self, base: str, notes: set[str]) -> None:
        self.base = base
        self.notes = notes
        self.out: list[Block] = []
        self.quote = 0
        self.lists: list[_Level] = []
        self.marker = ""
        self.in_item = False
        self.marks: list[bool] = []
        """The signs of highlighting that are still to come in a line: whether each can be the end of one."""

    def write(self, tokens: list[Token]) -> None:
        """Appends the blocks of the tokens."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "table_open":
                end = next((i for i in range(index, len(tokens)) if tokens[i].type == "table_close"), len(tokens) - 1)
                self._table(tokens[index : end + 1])
                index = end
            elif kind == "blockquote_open":
                self.quote += 1
            elif kind == "blockquote_close":
                self.quote -= 1
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self.lists.append(_Level(int(token.attrs.get("start", 1)) if kind[0] == "o" else None))
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.lists.pop()
                self.in_item = bool(self.lists)
            elif kind == "list_item_open":
                self._item()
            elif kind == "heading_open":
                text, spans, _ = self._inline(tokens[index + 1].children or [])
                self.out.append(Block(BlockKind.HEADING, text, spans, level=int(token.tag[1:]), quote=self.quote))
                index += 2
            elif kind == "inline":
                self._paragraph(_without_callout(token.children or []) if self.quote else token.children or [])
            elif kind in ("fence", "code_block"):
                language = re.match(r"\{?\.?([\w+#.-]{1,25})", token.info.strip())
                name = language.group(1).lower() if language else ""
                self.out.append(Block(BlockKind.CODE, token.content.rstrip("\n"), quote=self.quote, language=name))
            elif kind == "hr":
                self.out.append(Block(BlockKind.RULE, quote=self.quote))
            elif kind == "html_block":
                self._html(token.content)
            index += 1

    def footnote(self, label: str, children: list[Token]) -> None:
        """Appends a footnote."""
        text, spans, _ = self._inline(children)
        if text:
            self.out.append(Block(BlockKind.FOOTNOTE, text, spans, marker=label))

    def _item(self) -> None:
        level = self.lists[-1] if self.lists else _Level(None)
        self.in_item = True
        self.marker = "•"
        if level.number is not None:
            self.marker = f"{level.number}."
            level.number += 1

    def _paragraph(self, children: list[Token]) -> None:
        text, spans, images = self._inline(children)
        if text:
            if self.in_item and self.lists:
                marker = self.marker
                task = _TASK.match(text)
                if task and marker:
                    marker = "☑" if task.group(1) in "xX" else "☐"
                    shift = task.end()
                    text = text[shift:]
                    spans = tuple(
                        replace(span, start=max(0, span.start - shift), end=span.end - shift)
                        for span in spans
                        if span.end > shift
                    )
                self.out.append(
                    Block(BlockKind.ITEM, text, spans, level=len(self.lists) - 1, quote=self.quote, marker=marker)
                )
                self.marker = ""
            else:
                math = re.fullmatch(r"\$\$\s*(.+?)\s*\$\$", text, re.DOTALL)
                if math:
                    self.out.append(Block(BlockKind.MATH, math.group(1), quote=self.quote, source=math.group(1)))
                else:
                    self.out.append(Block(BlockKind.PARAGRAPH, text, spans, quote=self.quote))
        self.out.extend(images)

    def _inline(self, children: list[Token]) -> tuple[str, tuple[Span, ...], list[Block]]:
        """The text and spans of inline tokens, and the images among them."""
        run = Run()
        images: list[Block] = []
        closes: list[str] = []
        self.marks = [
            not token.content[: match.start()][-1:].isspace()
            for token in children
            if token.type == "text"
            for match in _MARK.finditer(token.content)
        ]
        for token in children:
            kind = token.type
            if kind == "text":
                self._text(run, self._embedded(token.content, images))
            elif kind == "code_inline":
                run.open(SpanKind.CODE)
                run.add(token.content, exact=True)
                run.close()
            elif kind == "softbreak":
                run.add(" ")
            elif kind == "hardbreak":
                run.line_break()
            elif kind == "image":
                alt = safe_line("".join(child.content for child in token.children or []))
                images.append(self._picture(alt, str(token.attrs.get("src", ""))))
            elif kind == "link_open":
                href = str(token.attrs.get("href", ""))
                run.open(SpanKind.LINK, href if href.startswith("#") else absolute(href, self.base))
            elif kind == "link_close" or (kind.endswith("_close") and kind[:-6] in _SPANS):
                if run.open_spans:
                    run.close()
            elif kind.endswith("_open") and kind[:-5] in _SPANS:
                run.open(_SPANS[kind[:-5]])
            elif kind == "html_inline":
                self._html_inline(run, token.content, closes)
        while run.open_spans:
            run.close()
        text, spans = run.finish()
        return text, tuple(span for span in spans if span.kind is not SpanKind.LINK or span.target), images

    def _text(self, run: Run, text: str) -> None:
        """Adds plain text with the marks that Markdown itself lacks: footnote references, highlights, wikilinks."""
        text = WIKILINK.sub(lambda match: match.group(2) or match.group(1), text)
        position = 0
        for match in re.finditer(f"{_NOTE.pattern}|{_MARK.pattern}", text):
            run.add(text[position : match.start()])
            label = match.group(1)
            if label is None:
                self._mark(run, text, match)
            elif label in self.notes:
                run.open(SpanKind.NOTE, label)
                run.add(f"[{label}]")
                run.close()
            else:
                run.add(match.group())
            position = match.end()
        run.add(text[position:])

    def _mark(self, run: Run, text: str, match: re.Match[str]) -> None:
        """Begins or ends highlighted text, or adds the marks if they are none."""
        closes = self.marks.pop(0) if self.marks else False
        if closes and run.open_spans and run.open_spans[-1][1] is SpanKind.MARK:
            run.close()
        elif (
            any(self.marks)
            and not text[match.end() :][:1].isspace()
            and not any(kind is SpanKind.MARK for _, kind, _ in run.open_spans)
        ):
            run.open(SpanKind.MARK)
        else:
            run.add(match.group())

    def _embedded(self, text: str, images: list[Block]) -> str:
        """The text without the pictures that are embedded in it by their names."""

        def apart(match: re.Match[str]) -> str:
            name = match.group(1).strip()
            if not _PICTURE_NAME.search(name):
                return match.group()[1:]
            said = (match.group(2) or "").strip()
            images.append(self._picture("" if re.fullmatch(r"\d+(?:x\d+)?", said) else safe_line(said), name))
            return ""

        return _EMBED.sub(apart, text) if "![[" in text else text

    def _picture(self, alt: str, address: str) -> Block:
        """A picture; a relative address is that of a file beside the note, wherever the note was clipped from."""
        source = absolute(address, "")
        if not source and address.strip():
            source = (
                f"part:{safe_line(unquote(address.strip()))}" if not address.startswith("//") else f"https:{address}"
            )
        return Block(BlockKind.IMAGE, alt, quote=self.quote, source=source)

    def _html_inline(self, run: Run, tag: str, closes: list[str]) -> None:
        """Understands the few HTML tags that Markdown writers use within lines; leaves others out."""
        match = _HTML_TAG.match(tag)
        if not match:
            return
        name = match.group(2).lower()
        if name == "br":
            run.line_break()
        elif name in _HTML_SPANS:
            if not match.group(1):
                run.open(_HTML_SPANS[name])
                closes.append(name)
            elif closes and closes[-1] == name and run.open_spans:
                closes.pop()
                run.close()

    def _html(self, markup: str) -> None:
        """An HTML block, read as the page reader reads it."""
        from readlater.pages.html.blocks import BlockBuilder
        from readlater.pages.html.parse import parse

        for candidate in BlockBuilder(self.base).build(parse(markup)):
            self.out.append(replace(candidate.block, quote=candidate.block.quote + self.quote))

    def _table(self, tokens: list[Token]) -> None:
        rows: list[list[tuple[str, tuple[Span, ...]]]] = []
        header_rows = 0
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "thead_close":
                header_rows = len(rows)
            elif token.type == "inline" and rows:
                text, spans, _ = self._inline(token.children or [])
                rows[-1].append((text.replace("\n", " "), spans))
        lines = [joined(row, "\t") for row in rows]
        text, spans, starts = joined([(line, own) for line, own, _ in lines], "\n")
        cells = tuple(
            tuple((start + at, end + at) for start, end in places)
            for (_, _, places), (at, _) in zip(lines, starts, strict=True)
        )
        self.out.append(
            Block(BlockKind.TABLE, safe_text(text), spans, quote=self.quote, cells=cells, header_rows=header_rows)
        )
