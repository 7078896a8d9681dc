"""Markdown, with or without front matter: as note programs, web clippers and exports write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readlater.language.safe import safe_line, safe_text
from readlater.model import Block, BlockKind, Cut, Document, Draft, Found, Span, SpanKind
from readlater.pages.frontmatter import WIKILINK, date_of, first_of, front_matter, plain, string_of, strings_of, time_of
from readlater.pages.html.media import absolute
from readlater.pages.html.runs import Run, joined
from readlater.pages.urls import canonical_url
from readlater.pages.vocabulary import fold

if TYPE_CHECKING:
    from markdown_it.token import Token

EXTRACTOR = "markdown/1"

_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "name"),
    "url": ("source", "url", "link", "original_url", "source_url", "canonical_url", "permalink"),
    "byline": ("author", "authors", "byline", "creator", "by"),
    "site": ("site", "website", "publisher", "publication", "site_name", "domain"),
    "published": ("published", "date_published", "publish_date", "pubdate", "date", "publishdate"),
    "modified": ("modified", "updated", "date_modified", "lastmod", "last_modified"),
    "created": ("created", "saved", "date_saved", "saved_at", "added", "clipped", "date_added", "created_at"),
    "language": ("lang", "language", "locale"),
    "summary": ("description", "summary", "excerpt", "abstract", "dek", "subtitle"),
    "lead_image": ("image", "cover", "thumbnail", "banner"),
    "tags": ("tags", "labels", "keywords", "tag"),
    "uuid": ("id", "uuid"),
    "category": ("category", "categories"),
}
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
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
_SPANS = {"em": SpanKind.EMPHASIS, "strong": SpanKind.STRONG, "s": SpanKind.DELETED}
_NOTE_LINE = re.compile(
    r"^\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?:[ \t]{2,}\S.*|[ \t]*(?=\n[ \t]{2,}\S)))*)", re.MULTILINE
)
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]")
_MARK = re.compile(r"==(?=\S)(.+?)(?<=\S)==")
_TASK = re.compile(r"^\[([ xX])\]\s+")


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text. ``text`` has passed `safe_text`. A broken front matter is read as text."""
    values, body = front_matter(text)
    given = {name: first_of(values, keys) for name, keys in _KEYS.items()}
    url = string_of(given["url"])
    blocks = _blocks(body, url)
    title = plain(string_of(given["title"]))
    title_source = "front-matter"
    heading = next(
        (index for index, block in enumerate(blocks[:3]) if block.kind is BlockKind.HEADING and block.level == 1), None
    )
    if heading is not None:
        if not title:
            title, title_source = blocks[heading].text, "h1"
        if fold(title) == fold(blocks[heading].text):
            blocks[heading] = replace(blocks[heading], cut=Cut.REPETITION)
    if not title:
        first = next((block for block in blocks if block.text and block.cut is None), None)
        if first is not None:
            from readlater.pages.headline import shortened
            from readlater.pages.text import TITLE_WIDTH

            title, title_source = (
                shortened(re.split(r"(?<=[.!?])\s|[。！？]", first.text, maxsplit=1)[0], TITLE_WIDTH),
                "first-sentence",
            )
    found = {
        "title": (Found(title, title_source),) if title else (),
        "url": (Found(url, "front-matter"),) if canonical_url(url) else (),
        "published": (Found(date_of(given["published"]), "front-matter"),) if date_of(given["published"]) else (),
    }
    identity = string_of(given["uuid"])
    return Draft(
        document=Document(tuple(blocks)),
        format="markdown",
        extractor=EXTRACTOR,
        url_original=url,
        title=title,
        byline=", ".join(plain(name) for name in strings_of(given["byline"])),
        site=plain(string_of(given["site"])),
        published=date_of(given["published"]),
        modified=date_of(given["modified"]),
        language=string_of(given["language"]),
        summary=plain(string_of(given["summary"])),
        lead_image=absolute(string_of(given["lead_image"]), url),
        tags=tuple(tag.lstrip("#") for tag in map(plain, strings_of(given["tags"], split=True)) if tag),
        uuid=identity.lower() if _UUID.fullmatch(identity) else "",
        created=time_of(given["created"]),
        found={name: entries for name, entries in found.items() if entries},
    )


# -- the body


def _blocks(text: str, base: str) -> list[Block]:
    """The blocks of a Markdown text."""
    from markdown_it import MarkdownIt

    notes = {match.group(1): match.group(2) for match in _NOTE_LINE.finditer(text)}
    if notes:
        text = _NOTE_LINE.sub("", text)
    text = re.sub(r"^%%.*?%%[ \t]*$", "", text, flags=re.MULTILINE | re.DOTALL)
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    writer = _Writer(base, set(notes))
    writer.write(parser.parse(text))
    for label, said in notes.items():
        inline = parser.parseInline(" ".join(said.split()))
        writer.footnote(label, inline[0].children or [] if inline else [])
    return writer.out


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
                self._paragraph(token.children or [])
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
        for token in children:
            kind = token.type
            if kind == "text":
                self._text(run, token.content)
            elif kind == "code_inline":
                run.open(SpanKind.CODE)
                run.add(token.content, exact=True)
                run.close()
            elif kind == "softbreak":
                run.add(" ")
            elif kind == "hardbreak":
                run.line_break()
            elif kind == "image":
                alt = safe_line(token.content)
                source = absolute(str(token.attrs.get("src", "")), self.base) or safe_line(
                    str(token.attrs.get("src", ""))
                )
                images.append(Block(BlockKind.IMAGE, alt, quote=self.quote, source=source))
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
            label, marked = match.group(1), match.group(2)
            if label is not None and label in self.notes:
                run.open(SpanKind.NOTE, label)
                run.add(f"[{label}]")
                run.close()
            elif marked is not None:
                run.open(SpanKind.MARK)
                run.add(marked)
                run.close()
            else:
                run.add(match.group())
            position = match.end()
        run.add(text[position:])

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
