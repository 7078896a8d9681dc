"""Stage three: the cleaned tree becomes candidate blocks, in document order."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from readlater.model import BlockKind, Span, SpanKind
from readlater.pages.html import media, tables
from readlater.pages.html.listings import code_of_table
from readlater.pages.html.writer import BlockWriter, Candidate
from readlater.pages.wordset import word_set

_INLINE_SPANS = {
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "cite": SpanKind.EMPHASIS,
    "dfn": SpanKind.EMPHASIS,
    "var": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
    "code": SpanKind.CODE,
    "tt": SpanKind.CODE,
    "samp": SpanKind.CODE,
    "kbd": SpanKind.KEYBOARD,
    "mark": SpanKind.MARK,
    "del": SpanKind.DELETED,
    "s": SpanKind.DELETED,
    "strike": SpanKind.DELETED,
    "sup": SpanKind.SUPERSCRIPT,
    "sub": SpanKind.SUBSCRIPT,
}
_BLOCKS = word_set(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul html caption search menu"
)
_SKIPPED = word_set(
    "script style head title meta link noframes rp option datalist annotation annotation-xml colgroup col source track"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PERMALINK = re.compile(r"^(?:[¶#§🔗]|link|permalink|permanent link to .*|edit)$", re.IGNORECASE)
_BACK_LINK = re.compile(r"^[\s↩︎↑^⏎⤴]+$")
_CHECKED = {True: "☑", False: "☐"}
_MATH_CLASS = re.compile(
    r"(?:^|\s)(?:katex|MathJax|MathJax_Display|MathJax_Preview|mwe-math-element|mjx-container)(?:\s|$)"
)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:fig)?(?:captions?|credit)(?:$|[\s_-])", re.IGNORECASE)


class BlockBuilder(BlockWriter):
    """Walks a tree and makes its blocks."""

    def build(self, root: HtmlElement) -> list[Candidate]:
        """The candidates of the tree below ``root``."""
        body = root.find("body") if root.tag == "html" else root
        if body is None:
            return []
        self.notes = _referenced_notes(body)
        self._container(body)
        self._flush()
        return self.out

    def _container(self, element: HtmlElement) -> None:
        """A block element without a meaning of its own."""
        self._flush()
        self.container.append(element)
        self._children(element)
        self._flush()
        self.container.pop()

    def _children(self, element: HtmlElement) -> None:
        self._text(element.text)
        for child in element:
            self._element(child)
            self._text(child.tail)

    def _element(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag == "script":
            if re.search(r"math/|latex", element.get("type") or ""):
                self._math(element)
            return
        if tag in _SKIPPED:
            return
        if element.get("id") and not self.anchor:
            self.anchor = element.get("id") or ""
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(self, element)
        elif tag in _BLOCKS:
            if _CAPTION.search(element.get("class") or "") and len("".join(element.itertext())) < 600:
                self._caption(element)
            else:
                self._container(element)
        else:
            self._inline(element)

    def _inline(self, element: HtmlElement) -> None:
        tag = element.tag
        names = element.get("class") or ""
        if (names and _MATH_CLASS.search(names)) or tag == "mjx-container":
            self._math_wrapper(element)
            return
        if tag in ("sup", "span", "a") and self._note_reference(element):
            return
        kind = _INLINE_SPANS.get(tag)
        if kind is None:
            self._children(element)
            return
        if (
            kind is SpanKind.CODE
            and element.getparent() is not None
            and any(span is SpanKind.CODE for span, _ in self.stack)
        ):
            self._children(element)
            return
        self._spanned(element, kind, "")

    def _spanned(self, element: HtmlElement, kind: SpanKind, target: str) -> None:
        self.stack.append((kind, target))
        self.run.open(kind, target)
        self._children(element)
        self.stack.pop()
        self.run.close()

    def _link(self, element: HtmlElement) -> None:
        href = (element.get("href") or "").strip()
        said = "".join(element.itertext()).strip() if len(element) < 4 else "x"
        in_heading = self.place.kind is BlockKind.HEADING
        if in_heading and (_PERMALINK.match(said) or (not said and href.startswith("#"))):
            return
        if href.startswith("#") and self.place.kind is BlockKind.FOOTNOTE and _BACK_LINK.match(said or "x"):
            return
        if self._note_reference(element):
            return
        if href.startswith("#"):
            target = href if len(href) > 1 else ""
        else:
            target = media.absolute(href, self.base)
            if target.startswith(("data:", "cid:")):
                target = ""
        if any(kind is SpanKind.LINK for kind, _ in self.stack):
            self._children(element)
            return
        # A link that goes nowhere still is link text to the stages that tell navigation from prose.
        self._spanned(element, SpanKind.LINK, target)

    def _note_reference(self, element: HtmlElement) -> bool:
        """Writes a reference to a footnote, if the element is one."""
        link = (
            element if element.tag == "a" else element.find("a") if element.tag == "sup" and len(element) == 1 else None
        )
        if link is None:
            return False
        href = link.get("href") or ""
        anchor = href.rsplit("#", 1)[-1] if "#" in href else ""
        if not anchor or anchor not in self.notes:
            return False
        label = "".join(element.itertext()).strip()
        if not label or len(label) > 12:
            return False
        self.run.open(SpanKind.NOTE, label.strip("[]() "))
        self._text(label)
        self.run.close()
        return True

    def _heading(self, element: HtmlElement) -> None:
        self._flush()
        old = self.place
        self.place = replace(
            old, kind=BlockKind.HEADING, level=_HEADINGS[str(element.tag)], marker="", anchor=element.get("id") or ""
        )
        self.container.append(element)
        self._children(element)
        self._flush()
        self.container.pop()
        self.place = old

    def _quote(self, element: HtmlElement) -> None:
        self._flush()
        old = self.place
        self.place = replace(old, quote=old.quote + 1)
        self._container(element)
        self.place = old

    def _list(self, element: HtmlElement) -> None:
        self._flush()
        start: int | None = None
        if element.tag == "ol":
            match = re.match(r"\s*(-?\d{1,6})", element.get("start") or "1")
            start = int(match.group(1)) if match else 1
        old = self.place
        self.place = replace(old, depth=old.depth + 1, ordered=[*old.ordered, start])
        self._container(element)
        self.place = old

    def _item(self, element: HtmlElement) -> None:
        self._flush()
        old = self.place
        ordered = old.ordered
        marker = "•"
        if ordered and ordered[-1] is not None:
            match = re.match(r"\s*(-?\d{1,6})", element.get("value") or "")
            number = int(match.group(1)) if match else ordered[-1]
            marker = f"{number}."
            ordered[-1] = number + 1
        kind = BlockKind.ITEM
        box = element.find(".//input[@type='checkbox']")
        if box is not None:
            marker = _CHECKED[box.get("checked") is not None]
        anchor = element.get("id") or ""
        if anchor and anchor in self.notes:
            kind = BlockKind.FOOTNOTE
            marker = marker.rstrip(".") if marker != "•" else re.sub(r"^.*?(\d{1,4})$", r"\1", anchor)
        self.place = replace(old, kind=kind, level=max(old.depth, 0), marker=marker, anchor=anchor)
        self._container(element)
        self.place = old

    def _term(self, element: HtmlElement) -> None:
        self._of_kind(element, BlockKind.TERM)

    def _definition(self, element: HtmlElement) -> None:
        self._of_kind(element, BlockKind.DEFINITION)

    def _of_kind(self, element: HtmlElement, kind: BlockKind) -> None:
        self._flush()
        old = self.place
        self.place = replace(old, kind=kind, level=0, marker="", anchor=element.get("id") or "")
        self._container(element)
        self.place = old

    def _caption(self, element: HtmlElement) -> None:
        self._flush()
        old = self.place
        self.place = replace(old, caption=True)
        self._container(element)
        self.place = old

    def _paragraph(self, element: HtmlElement) -> None:
        if _CAPTION.search(element.get("class") or ""):
            self._caption(element)
        else:
            self._container(element)

    def _table(self, element: HtmlElement) -> None:
        code = code_of_table(element)
        if code is not None:
            self._code(code)
            return
        caption = element.find("caption")
        if not tables.is_data(element):
            self._container(element)
            return
        self._flush()
        if caption is not None:
            self._caption(caption)
        block = tables.read_table(element, self._cell)
        if block is not None:
            links = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
            block = replace(block, quote=self.place.quote, anchor=element.get("id") or "")
            self._emit(block, element, links / max(1, len(block.text)))

    def _cell(self, element: HtmlElement) -> tuple[str, tuple[Span, ...]]:
        """The text of one cell, its paragraphs on one line."""
        inner = BlockBuilder(self.base)
        inner.notes = self.notes
        inner.container.append(element)
        inner._children(element)
        inner._flush()
        texts = [
            candidate for candidate in inner.out if candidate.block.text and candidate.block.kind is not BlockKind.IMAGE
        ]
        text = " ".join(candidate.block.text.replace("\n", " ").replace("\t", " ") for candidate in texts)
        spans: list[Span] = []
        position = 0
        for candidate in texts:
            spans += [
                replace(span, start=span.start + position, end=span.end + position) for span in candidate.block.spans
            ]
            position += len(candidate.block.text) + 1
        return text, tuple(spans)

    def _quoted(self, element: HtmlElement) -> None:
        self._text("“")
        self._children(element)
        self._text("”")


_HANDLERS = {
    "a": BlockBuilder._link,
    "br": BlockBuilder._break,
    "hr": BlockBuilder._rule,
    **dict.fromkeys(_HEADINGS, BlockBuilder._heading),
    "blockquote": BlockBuilder._quote,
    "ul": BlockBuilder._list,
    "ol": BlockBuilder._list,
    "menu": BlockBuilder._list,
    "dir": BlockBuilder._list,
    "li": BlockBuilder._item,
    "dt": BlockBuilder._term,
    "dd": BlockBuilder._definition,
    "figcaption": BlockBuilder._caption,
    "p": BlockBuilder._paragraph,
    "pre": BlockBuilder._code,
    "listing": BlockBuilder._code,
    "xmp": BlockBuilder._code,
    "table": BlockBuilder._table,
    "img": BlockBuilder._image,
    "amp-img": BlockBuilder._image,
    "video": BlockBuilder._video,
    "audio": BlockBuilder._video,
    "iframe": BlockBuilder._video,
    "embed": BlockBuilder._video,
    "object": BlockBuilder._video,
    "math": BlockBuilder._math,
    "ruby": BlockBuilder._ruby,
    "q": BlockBuilder._quoted,
    "mjx-assistive-mml": BlockBuilder._math_skip,
    "input": BlockBuilder._math_skip,
}


def _referenced_notes(body: HtmlElement) -> set[str]:
    """The ids of list items that superscript links (or links marked as references to notes) point at."""
    wanted: set[str] = set()
    for link in body.iter("a"):
        href = link.get("href") or ""
        if "#" not in href:
            continue
        parent = link.getparent()
        names = f"{link.get('class') or ''} {link.get('role') or ''} {link.get('rel') or ''}"
        raised = (parent is not None and parent.tag == "sup") or link.find("sup") is not None
        if raised or re.search(r"footnote|noteref|fnref|endnote|sidenote", names):
            wanted.add(href.rsplit("#", 1)[-1])
    if not wanted:
        return wanted
    return {
        item.get("id") or ""
        for item in body.iter("li", "p", "div", "dd", "aside", "section")
        if item.get("id") in wanted
    }
