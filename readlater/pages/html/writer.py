"""What is being written while a page is walked: the block at hand, its text and spans, and the blocks that are done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from readlater.language.safe import safe_text
from readlater.model import Block, BlockKind, Cut, SpanKind
from readlater.pages.html import media
from readlater.pages.html.listings import code_language, exact_text
from readlater.pages.html.parse import number_of
from readlater.pages.html.runs import Run


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
class Place:
    """Where the walk is: what surrounds the text."""

    quote: int = 0
    depth: int = -1
    ordered: list[int | None] = field(default_factory=list)
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
        self.notes: set[str] = set()
        self.anchor = ""

    def _text(self, text: str | None) -> None:
        if text:
            if self.owner is None and text.strip():
                self.owner = self.container[-1] if self.container else None
            self.run.add(safe_text(text))

    def _flush(self) -> None:
        """Ends the block that is being written."""
        run = self.run
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
                block = replace(block, kind=BlockKind.CAPTION, level=0, marker="")
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
        self._flush()
        text = exact_text(element)
        if text.strip():
            language = code_language(element)
            block = Block(
                BlockKind.CODE,
                safe_text(text),
                quote=self.place.quote,
                language=language,
                anchor=element.get("id") or "",
            )
            self._emit(block, element)

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
        if source.startswith("data:") and len(source) < 80 and not alt:
            return
        if source or alt:
            owner = self.container[-1]
            block = Block(BlockKind.IMAGE, alt, quote=self.place.quote, source=source)
            self.pending.append(Candidate(block, number_of(owner), owner))
            if not self.run.length:
                self._flush()

    def _video(self, element: HtmlElement) -> None:
        source = media.video_source(element, self.base)
        if source:
            owner = self.container[-1]
            title = " ".join(safe_text(element.get("title") or element.get("aria-label") or "").split())
            self.pending.append(
                Candidate(Block(BlockKind.VIDEO, title, quote=self.place.quote, source=source), number_of(owner), owner)
            )
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
        if follower is not None and follower.tag == "script":
            return  # MathJax 2: the source follows
        self._text("".join(element.itertext()))

    def _formula(self, tex: str, display: bool) -> None:
        if not tex:
            return
        if display:
            self._flush()
            self._emit(Block(BlockKind.MATH, tex, quote=self.place.quote, source=tex), None)
            return
        if self.owner is None:
            self.owner = self.container[-1]
        self.run.open(SpanKind.MATH, tex)
        self.run.add(tex)
        self.run.close()

    def _ruby(self, element: HtmlElement) -> None:
        """Base text with its reading above it."""
        reading = "".join("".join(part.itertext()) for part in element.iter("rt", "rtc")).strip()
        base: list[str] = [element.text or ""]
        for child in element:
            if child.tag not in ("rt", "rp", "rtc"):
                base.append("".join(child.itertext()))
            base.append(child.tail or "")
        text = "".join(base)
        text = "".join(text.split()) if not text.isascii() else text
        if self.owner is None and text.strip():
            self.owner = self.container[-1]
        self.run.open(SpanKind.RUBY, " ".join(safe_text(reading).split()))
        self.run.add(safe_text(text))
        self.run.close()

    def _math_skip(self, element: HtmlElement) -> None:
        """Renderings of a formula whose source stands beside them."""


def is_text(candidate: Candidate) -> bool:
    """Whether a candidate's words count in choosing: pictures and rules do not."""
    return candidate.block.kind not in (BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.RULE) and bool(candidate.block.text)


def cut(candidate: Candidate, why: Cut) -> None:
    """Hides a candidate."""
    candidate.block = replace(candidate.block, cut=why)
