"""What is being written while a page is walked: the block at hand, its text and spans, and the blocks that are done."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from readlater.language.safe import safe_line, safe_text
from readlater.model import Block, BlockKind, Cut, SpanKind
from readlater.pages.forms.datauris import is_short_name
from readlater.pages.html import media
from readlater.pages.html.listings import code_language, exact_text
from readlater.pages.html.parse import number_of
from readlater.pages.html.runs import Run

_RAW_TEX = re.compile(
    r"\\\(((?:(?!\\\()[^\n]){1,500}?)\\\)|\\\[((?:(?!\\\[).){1,2000}?)\\\]|\$\$([^$]{1,2000})\$\$", re.DOTALL
)
"""Formulas between the marks that scripts look for; a lone dollar may be one."""

MAX_RUBY = 200
"""Characters of a text with a reading above it."""

_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_TEX_SIGN = re.compile(r"[\\^_=]")


@dataclass(slots=True)
class Candidate:
    """A block of the page with what the choosing stages look at.

    ``number`` is that of the element that it was made from; ``links`` the share of its text that is link text.
    """

    block: Block
    number: int
    element: HtmlElement
    links: float = 0.0
    words: int = 0
    keep: bool = False


@dataclass(slots=True)
class Count:
    """The number of the next item of a list, and how it goes on."""

    number: int
    step: int = 1


@dataclass(slots=True)
class Place:
    """Where the walk is: what surrounds the text."""

    quote: int = 0
    depth: int = -1
    ordered: list[Count | None] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    anchor: str = ""
    caption: bool = False


class BlockWriter:
    """Writes blocks one after the other: text, pictures, videos, formulas, code."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.out: list[Candidate] = []
        self.run = Run()
        self.place = Place()
        self.stack: list[tuple[SpanKind, str]] = []
        self.container: list[HtmlElement] = []
        self.owner: HtmlElement | None = None
        self.pending: list[Candidate] = []
        self.anchor = ""

    def _children(self, element: HtmlElement) -> None:
        """What stands within an element, one after the other."""
        raise NotImplementedError

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.owner is None and text.strip():
            self.owner = self.container[-1] if self.container else None
        if ("\\" in text or "$$" in text) and not any(kind is SpanKind.CODE for kind, _ in self.stack):
            self._with_formulas(text)
        else:
            self.run.add(text if text.isascii() else safe_text(text))  # the guard left no control characters

    def _with_formulas(self, text: str) -> None:
        """Text of a page that was saved before its script made formulas of the TeX in it."""
        position = 0
        for match in _RAW_TEX.finditer(text):
            self.run.add(safe_text(text[position : match.start()]))
            inline, bracketed, doubled = match.groups()
            if doubled and not _TEX_SIGN.search(doubled):
                self.run.add(safe_text(match.group()))
            else:
                self._formula(" ".join(safe_text(inline or bracketed or doubled).split()), inline is None)
            position = match.end()
        self.run.add(safe_text(text[position:]))

    def _flush(self) -> None:
        """Ends the block that is being written."""
        run = self.run
        if not run.parts and not self.pending:  # as most ends of elements find it
            self.owner = None
            return
        while run.open_spans:
            run.close()
        text, spans = run.finish()
        owner = self.owner
        links = run.link_length / max(1, len(text))
        self.run = Run()
        for span_kind, target in self.stack:
            self.run.open(span_kind, target)
        self.owner = None
        if text:
            place = self.place
            kind = place.kind
            block = Block(
                kind,
                text,
                spans,
                level=place.level,
                quote=place.quote,
                marker=place.marker,
                anchor=place.anchor or self.anchor,
            )
            if place.caption:
                block = replace(block, kind=BlockKind.CAPTION, level=place.depth + 1, marker="")
            self.anchor = ""
            place.anchor = ""
            if kind in (BlockKind.ITEM, BlockKind.FOOTNOTE):
                place.marker = ""
            self._emit(block, owner, min(1.0, links))
        if self.pending:
            pending, self.pending = self.pending, []
            self.out.extend(pending)

    def _emit(self, block: Block, element: HtmlElement | None, links: float = 0.0) -> None:
        owner = element if element is not None else self.container[-1]
        self.out.append(Candidate(block, number_of(owner), owner, links))

    def _break(self, element: HtmlElement) -> None:
        if not self.run.line_break():
            self._flush()

    def _rule(self, element: HtmlElement) -> None:
        self._flush()
        self._emit(Block(BlockKind.RULE, quote=self.place.quote), element)

    def _code(self, element: HtmlElement) -> None:
        self._code_block(exact_text(element), element)

    def _code_block(self, text: str, element: HtmlElement) -> None:
        self._flush()
        if text.strip():
            block = Block(
                BlockKind.CODE,
                safe_text(text),
                quote=self.place.quote,
                level=self.place.depth + 1,
                language=code_language(element),
                anchor=self._anchor_of(element),
            )
            self._emit(block, element)

    def _anchor_of(self, element: HtmlElement) -> str:
        """The name of an element or, if it has none, the last one before it that no block has yet."""
        anchor, self.anchor = element.get("id") or self.anchor, ""
        return anchor

    def _image(self, element: HtmlElement) -> None:
        alt = " ".join(safe_text(element.get("alt") or "").split())
        if media.is_formula_image(element):
            self._formula(media.trimmed_tex(alt), False)
            return
        if media.is_tiny(element):
            if alt and len(alt) <= 4 and not alt.isascii():
                self._text(alt)
            return
        source = media.image_source(element, self.base)
        if source.startswith("data:") and len(source) < 80 and not alt and not is_short_name(source):
            return
        if source or alt:
            owner = self.container[-1]
            block = Block(BlockKind.IMAGE, alt, quote=self.place.quote, level=self.place.depth + 1, source=source)
            self.pending.append(Candidate(block, number_of(owner), owner))
            if not self.run.length:
                self._flush()

    def _video(self, element: HtmlElement) -> None:
        source = media.video_source(element, self.base)
        if source:
            owner = self.container[-1]
            title = " ".join(safe_text(element.get("title") or element.get("aria-label") or "").split())
            title = title or ("Audio" if element.tag == "audio" else "")
            block = Block(BlockKind.VIDEO, title, quote=self.place.quote, level=self.place.depth + 1, source=source)
            self.pending.append(Candidate(block, number_of(owner), owner))
            if not self.run.length:
                self._flush()

    def _math(self, element: HtmlElement) -> None:
        tex, display = media.tex_of(element)
        self._formula(safe_text(tex), display)

    def _math_wrapper(self, element: HtmlElement) -> None:
        """A formula as KaTeX, MathJax or Wikipedia writes it: several renderings of one source."""
        math = element.find(".//math")
        if math is not None:
            tex, display = media.tex_of(math)
            around = [element, *element.iterancestors()][:2]
            named = any("display" in (place.get("class") or "").lower() for place in around)
            self._formula(safe_text(tex), display or named)
            return
        image = element.find(".//img")
        if image is not None and image.get("alt"):
            self._formula(media.trimmed_tex(safe_text(image.get("alt") or "")), False)
            return
        follower = element.getnext()
        while follower is not None and "MathJax" in (follower.get("class") or ""):
            follower = follower.getnext()
        if follower is not None and follower.tag == "script":
            return  # MathJax 2: the source follows
        self._text("".join(element.itertext()))

    def _formula(self, tex: str, display: bool) -> None:
        if not tex:
            return
        if display:
            self._flush()
            level = self.place.depth + 1
            self._emit(Block(BlockKind.MATH, tex, quote=self.place.quote, level=level, source=tex), None)
            return
        if self.owner is None:
            self.owner = self.container[-1]
        self.run.open(SpanKind.MATH, tex)
        self.run.add(tex)
        self.run.close()

    def _ruby(self, element: HtmlElement) -> None:
        """Base text with its reading above it, part for part where each has its own."""
        if self.owner is None:
            self.owner = self.container[-1]
        bases: list[str] = [element.text or ""]
        readings: list[str] = []
        for child in element:
            said = "".join(child.itertext())
            if child.tag in ("rt", "rtc"):
                readings.append(said)
                bases.append("")
            elif child.tag != "rp":
                if child.tag == "rb" and bases[-1].strip():
                    bases.append("")
                bases[-1] += said
            bases[-1] += child.tail or ""
        whole = "".join(bases)
        if len(whole) > MAX_RUBY:  # one that is never closed
            self._children(element)
            return
        if _WITHOUT_SPACES.search(whole):
            bases = ["".join(base.split()) for base in bases]
        bases = [base for base in bases if base.strip()]
        if len(bases) != len(readings):
            bases, readings = ["".join(bases)], ["".join(readings)]
        for base, reading in zip(bases, readings, strict=True):
            if not reading.strip():
                self.run.add(safe_text(base))
                continue
            self.run.open(SpanKind.RUBY, safe_line(reading))
            self.run.add(safe_text(base))
            self.run.close()

    def _math_skip(self, element: HtmlElement) -> None:
        """Renderings of a formula whose source stands beside them."""


def is_text(candidate: Candidate) -> bool:
    """Whether a candidate's words count in choosing: pictures and rules do not."""
    return candidate.block.kind not in (BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.RULE) and bool(candidate.block.text)


def cut(candidate: Candidate, why: Cut) -> None:
    """Hides a candidate."""
    candidate.block = replace(candidate.block, cut=why)
