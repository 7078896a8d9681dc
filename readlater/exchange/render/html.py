"""One HTML file that holds the whole article, needs nothing else and runs nothing.

Everything from the page is escaped. The file forbids itself scripts, frames, forms and, unless asked for, every request
to the network (Content-Security-Policy), so that opening an article tells nobody about it: images that are not inside
the article are links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from readlater.exchange.render.captions import is_shown, is_told_above
from readlater.exchange.render.head import Head
from readlater.exchange.render.inline import Inline, tree
from readlater.model import Block, BlockKind, Document, SpanKind

_TAGS = {
    SpanKind.EMPHASIS: "em",
    SpanKind.STRONG: "strong",
    SpanKind.CODE: "code",
    SpanKind.MARK: "mark",
    SpanKind.DELETED: "del",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
    SpanKind.KEYBOARD: "kbd",
}
_LINK = re.compile(r"(?i)(?:https?://|mailto:)")
_REMOTE = re.compile(r"(?i)https?://")
_INSIDE = re.compile(r"(?i)data:image/(?:png|jpeg|jpg|gif|webp|avif);")
_LISTED = {BlockKind.ITEM, BlockKind.TERM, BlockKind.DEFINITION}

_WITHIN_ITEMS = {BlockKind.CODE, BlockKind.TABLE, BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.MATH, BlockKind.CAPTION}

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 Georgia, "Noto Serif", serif; }
header p, footer, figcaption { color: GrayText; font-size: .9em; }
pre { overflow-x: auto; padding: .8em; border: 1px solid; border-radius: 4px; }
blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: 3px solid; }
table { border-collapse: collapse; } td, th { border: 1px solid; padding: .2em .6em; text-align: start; }
img { max-width: 100%; height: auto; }
"""


def html(document: Document, head: Head, *, remote_images: bool = False) -> str:
    """The article as one HTML file.

    Args:
        document: the text; its cut blocks are left out, the captions of its pictures apart.
        head: title, byline and the rest.
        remote_images: load images from where the page had them (the sites then see that the file is opened).
    """
    language = f' lang="{_attribute(head.language)}"' if head.language else ""
    direction = f' dir="{head.direction}"' if head.direction in ("ltr", "rtl") else ""
    images = "img-src https: http: data:" if remote_images else "img-src data:"
    body = "".join(_Body(remote_images).render(document))
    return (
        f"<!DOCTYPE html>\n<html{language}{direction}>\n<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; {images}; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(head.title)}</title>\n{_metadata(head)}<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n"
        f"{_header(head)}{body}</article>\n</body>\n</html>\n"
    )


def _metadata(head: Head) -> str:
    """What a program that reads the file again finds in its head."""
    lines: list[str] = []
    if _REMOTE.match(head.url):
        lines.append(f'<link rel="canonical" href="{_attribute(head.url)}">\n')
    named = (
        ("author", head.byline),
        ("description", head.summary),
        ("keywords", ", ".join(head.tags)),
        ("article:published_time", head.published),
        ("og:site_name", head.site),
    )
    for name, value in named:
        if value:
            kind = "property" if ":" in name else "name"
            lines.append(f'<meta {kind}="{name}" content="{_attribute(value)}">\n')
    return "".join(lines)


def _header(head: Head) -> str:
    facts = [escape(one) for one in (head.byline, head.site, head.published) if one]
    if _REMOTE.match(head.url):
        facts.append(f'<a href="{_attribute(head.url)}" rel="noreferrer noopener">{escape(head.url)}</a>')
    line = f"<p>{' · '.join(facts)}</p>\n" if facts else ""
    return f"<header>\n<h1>{escape(head.title)}</h1>\n{line}</header>\n"


class _Body:
    """Writes blocks, opening and closing the quotations and lists that they stand in."""

    def __init__(self, remote_images: bool) -> None:
        self._remote_images = remote_images
        self._quotes = 0
        self._lists: list[tuple[str, int]] = []
        """Open lists from the outermost in: element and level. Their last item is open, too."""

    def render(self, document: Document) -> Iterator[str]:
        for index, block in enumerate(document.blocks):
            if not is_shown(document.blocks, index) or is_told_above(document.blocks, index):
                continue
            if block.quote != self._quotes:
                yield from self._close_lists(-1)
                yield "</blockquote>\n" * max(0, self._quotes - block.quote)
                yield "<blockquote>\n" * max(0, block.quote - self._quotes)
                self._quotes = block.quote
            if block.kind is BlockKind.ITEM and not block.marker and self._lists:
                yield from self._close_lists(block.level)
                yield f"<p{_id(block)}>{self._text(block)}</p>\n"
            elif block.kind in _LISTED:
                yield from self._item(block)
            elif block.kind in _WITHIN_ITEMS and block.level and self._lists:
                yield from self._close_lists(block.level - 1)
                yield self._block(block)
            else:
                yield from self._close_lists(-1)
                yield self._block(block)
        yield from self._close_lists(-1)
        yield "</blockquote>\n" * self._quotes

    def _close_lists(self, level: int) -> Iterator[str]:
        """Closes the lists deeper than ``level``."""
        while self._lists and self._lists[-1][1] > level:
            element, _ = self._lists.pop()
            yield "" if element == "dl" else "</li>\n"
            yield f"</{element}>\n"

    def _item(self, block: Block) -> Iterator[str]:
        number = re.match(r"(\d{1,9})[.)]?$", block.marker)
        element = "dl" if block.kind is not BlockKind.ITEM else "ol" if number else "ul"
        yield from self._close_lists(block.level)
        if self._lists and self._lists[-1][1] == block.level and self._lists[-1][0] != element:
            yield from self._close_lists(block.level - 1)
        if self._lists and self._lists[-1][1] == block.level:
            yield "" if element == "dl" else "</li>\n"
        else:
            yield f"<{element}>\n"
            self._lists.append((element, block.level))
        text = self._text(block)
        if block.kind is BlockKind.ITEM:
            value = f' value="{int(number.group(1))}"' if number else ""
            yield f"<li{value}{_id(block)}>{text}"
        else:
            tag = "dt" if block.kind is BlockKind.TERM else "dd"
            yield f"<{tag}{_id(block)}>{text}</{tag}>\n"

    def _block(self, block: Block) -> str:
        match block.kind:
            case BlockKind.HEADING:
                # The title is the file's first heading: those of the text come below it.
                level = min(max(block.level, 1) + 1, 6)
                return f"<h{level}{_id(block)}>{self._text(block)}</h{level}>\n"
            case BlockKind.CODE:
                name = f' class="language-{_attribute(block.language)}"' if block.language else ""
                return f"<pre{_id(block)}><code{name}>{escape(block.text)}</code></pre>\n"
            case BlockKind.TABLE:
                return self._table(block)
            case BlockKind.IMAGE:
                return self._image(block)
            case BlockKind.CAPTION:
                return f"<figure><figcaption>{self._text(block)}</figcaption></figure>\n"
            case BlockKind.VIDEO:
                return f"<p{_id(block)}>{_link(block.source, escape(block.text or 'Video'))}</p>\n"
            case BlockKind.MATH:
                return f"<p{_id(block)}><code>{escape(block.source or block.text)}</code></p>\n"
            case BlockKind.FOOTNOTE:
                if not block.marker:
                    return f"<p>{self._text(block)}</p>\n"
                label = f"<sup>{escape(block.marker)}</sup>"
                return f'<p id="note-{_attribute(block.marker)}">{label} {self._text(block)}</p>\n'
            case BlockKind.RULE:
                return "<hr>\n"
            case _:
                return f"<p{_id(block)}>{self._text(block)}</p>\n"

    def _image(self, block: Block) -> str:
        words = escape(block.text) or "Image"
        shown = _INSIDE.match(block.source) or (self._remote_images and _REMOTE.match(block.source))
        if shown:
            source, text = _attribute(block.source), _attribute(block.text)
            return f'<figure{_id(block)}><img src="{source}" alt="{text}" loading="lazy"></figure>\n'
        return f"<p{_id(block)}>{_link(block.source, f'[{words}]')}</p>\n"

    def _table(self, block: Block) -> str:
        rows: list[str] = []
        for number, row in enumerate(block.cells):
            tag = "th" if number < block.header_rows else "td"
            cells = (f"<{tag}>{self._inline(tree(block.text, block.spans, *cell))}</{tag}>" for cell in row)
            rows.append(f"<tr>{''.join(cells)}</tr>\n")
        return f"<table{_id(block)}>\n{''.join(rows)}</table>\n"

    def _text(self, block: Block) -> str:
        return self._inline(tree(block.text, block.spans))

    def _inline(self, parts: tuple[str | Inline, ...]) -> str:
        return "".join(
            escape(part).replace("\n", "<br>\n") if isinstance(part, str) else self._span(part) for part in parts
        )

    def _span(self, part: Inline) -> str:
        inner = self._inline(part.parts)
        target = part.span.target
        match part.span.kind:
            case SpanKind.LINK:
                return _link(target, inner)
            case SpanKind.NOTE:
                return f'<sup><a href="#note-{_attribute(target)}">{inner}</a></sup>'
            case SpanKind.RUBY:
                return f"<ruby>{inner}<rt>{escape(target)}</rt></ruby>"
            case SpanKind.MATH:
                return f'<code class="math">{inner}</code>'
            case kind:
                return f"<{_TAGS[kind]}>{inner}</{_TAGS[kind]}>"


def _link(target: str, inner: str) -> str:
    """A link if its target is one that may be followed, else what it says."""
    if target.startswith("#") and len(target) > 1:
        return f'<a href="#at-{_attribute(target[1:])}">{inner}</a>'
    if _LINK.match(target):
        return f'<a href="{_attribute(target)}" rel="noreferrer noopener">{inner}</a>'
    return inner


def _id(block: Block) -> str:
    return f' id="at-{_attribute(block.anchor)}"' if block.anchor else ""


def _attribute(text: str) -> str:
    return escape(text, quote=True).replace("\n", "&#10;")
