"""Stage three: the cleaned tree becomes candidate blocks, in document order."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.model import BlockKind, Span, SpanKind
from readlater.pages.clues.wordset import word_set
from readlater.pages.html import media, tables
from readlater.pages.html.listings import code_of_table, lines_of_table
from readlater.pages.html.notes import NOTE, REFERENCE
from readlater.pages.html.shapes import TASK
from readlater.pages.html.trees import words_of
from readlater.pages.html.writer import BlockWriter, Candidate, Count, Place

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
_TASKS = {"done": "☑", "open": "☐"}
_NUMBER = re.compile(r"\s*(-?\d{1,6})")
_STYLED = {
    SpanKind.STRONG: re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE),
    SpanKind.EMPHASIS: re.compile(r"font-style\s*:\s*(?:italic|oblique)\b", re.IGNORECASE),
}
_UNSTYLED = re.compile(r"font-(?:weight\s*:\s*(?:normal|lighter|[1-4]00)|style\s*:\s*normal)\b", re.IGNORECASE)
_MATH_CLASS = re.compile(
    r"(?:^|\s)(?:katex|MathJax|MathJax_Display|MathJax_Preview|mwe-math-element|mjx-container)(?:\s|$)"
)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:fig)?(?:captions?|credit)(?:$|[\s_-])", re.IGNORECASE)


def _span_kind(element: HtmlElement) -> SpanKind | None:
    """What an inline element says about its text, by its name or, where that says nothing, by its style."""
    kind = _INLINE_SPANS.get(str(element.tag))
    style = element.get("style")
    if not style:
        return kind
    if kind in _STYLED:
        return None if _UNSTYLED.search(style) else kind
    if kind is None and element.tag in ("span", "font"):
        return next((kind for kind, pattern in _STYLED.items() if pattern.search(style)), None)
    return kind


class BlockBuilder(BlockWriter):
    """Walks a tree and makes its blocks."""

    def build(self, root: HtmlElement) -> list[Candidate]:
        """The candidates of the tree below ``root``."""
        body = root.find("body") if root.tag == "html" else root
        if body is None:
            return []
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
        if element.get(NOTE):
            self._note(element)
        elif element.get(REFERENCE):
            self._reference(element)
        elif handler is not None:
            handler(self, element)
        elif tag in _BLOCKS:
            names = element.get("class") or ""
            if names and _MATH_CLASS.search(names):
                self._math_wrapper(element)
            elif _CAPTION.search(names) and len("".join(element.itertext())) < 600:
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
        kind = _span_kind(element)
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
        if href.startswith("#"):
            target = href if len(href) > 1 else ""
        else:
            target = media.absolute(href, self.base)
            if target.startswith(("data:", "cid:", "part:")):
                target = ""
        if any(kind is SpanKind.LINK for kind, _ in self.stack):
            self._children(element)
            return
        # A link that goes nowhere still is link text to the stages that tell navigation from prose.
        self._spanned(element, SpanKind.LINK, target)

    def _reference(self, element: HtmlElement) -> None:
        """A reference to a footnote."""
        said = words_of(element)
        if self.owner is None:
            self.owner = self.container[-1]
        label = safe_line(element.get(REFERENCE) or said)
        self.run.open(SpanKind.NOTE, label)
        self._text(said if said.strip("[]() ") == label else f"[{label}]")
        self.run.close()

    def _note(self, element: HtmlElement) -> None:
        """A footnote; its further paragraphs have no marker."""
        self._flush()
        old = self.place
        marker = safe_line(element.get(NOTE) or "")
        self.place = Place(quote=old.quote, kind=BlockKind.FOOTNOTE, marker=marker, anchor=element.get("id") or "")
        self._container(element)
        self.place = old

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
        self.place = Place(quote=old.quote + 1)  # a list around it is no list within it
        self._container(element)
        self.place = old

    def _list(self, element: HtmlElement) -> None:
        self._flush()
        count: Count | None = None
        if element.tag == "ol":
            back = element.get("reversed") is not None
            first = sum(child.tag == "li" for child in element) if back else 1
            match = _NUMBER.match(element.get("start") or "")
            count = Count(int(match.group(1)) if match else first, -1 if back else 1)
        old = self.place
        self.place = replace(old, depth=old.depth + 1, ordered=[*old.ordered, count])
        self._container(element)
        self.place = old

    def _item(self, element: HtmlElement) -> None:
        self._flush()
        old = self.place
        count = old.ordered[-1] if old.ordered else None
        marker = "•"
        if count is not None:
            match = _NUMBER.match(element.get("value") or "")
            number = int(match.group(1)) if match else count.number
            marker = f"{number}."
            count.number = number + count.step
        marker = _TASKS.get(element.get(TASK) or "", marker)
        level = max(old.depth, 0)
        self.place = replace(old, kind=BlockKind.ITEM, level=level, marker=marker, anchor=element.get("id") or "")
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
        lines = lines_of_table(element)
        if lines:
            self._code_block(lines, element)
            return
        caption = element.find("caption")
        if not tables.is_data(element):
            self._container(element)
            return
        self._flush()
        if caption is not None:
            self._caption(caption)
        for block in tables.read_tables(element, self._cell):
            links = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
            block = replace(block, quote=self.place.quote, level=self.place.depth + 1, anchor=self._anchor_of(element))
            self._emit(block, element, links / max(1, len(block.text)))

    def _cell(self, element: HtmlElement) -> tuple[str, tuple[Span, ...]]:
        """The text of one cell, its paragraphs on one line."""
        inner = BlockBuilder(self.base)
        inner.container.append(element)
        inner._children(element)
        inner._flush()
        texts = [
            candidate for candidate in inner.out if candidate.block.text and candidate.block.kind is not BlockKind.IMAGE
        ]
        text = ""
        spans: list[Span] = []
        for candidate in texts:
            block = candidate.block
            if text:
                text += "; " if block.kind is BlockKind.ITEM and text[-1].isalnum() else " "
            spans += [replace(span, start=span.start + len(text), end=span.end + len(text)) for span in block.spans]
            text += block.text.replace("\n", " ").replace("\t", " ")
        return text, tuple(spans)

    def _summary(self, element: HtmlElement) -> None:
        """The line that stays of a folded part of a page."""
        if next(element.iter(*_HEADINGS), None) is not None:
            self._container(element)
            return
        self._flush()
        self.container.append(element)
        self._spanned(element, SpanKind.STRONG, "")
        self._flush()
        self.container.pop()

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
    "summary": BlockBuilder._summary,
    "mjx-assistive-mml": BlockBuilder._math_skip,
    "input": BlockBuilder._math_skip,
}
