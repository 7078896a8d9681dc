"""What a page becomes before it is in the library: the draft article, its analysis, its original."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from readlater.model.document import Document
from readlater.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A file that belongs to a page and was saved beside it, such as a picture.

    ``name`` is what the article's image blocks call it (`Block.source`).
    """

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a page as they were saved, kept for ever and addressed by their SHA-256.

    Attributes:
        data: the bytes.
        mime: their media type.
        name: of the file that they came from.
        url: where they were saved from.
        charset: the character set that came with them from outside (a server's header), or empty.
        fetched: when they were saved, if the page or its file says so; naive times are local.
        etag, last_modified: what the server said of this version, to ask it later for a newer one.
        parts: files that were saved beside the page. What lies within the bytes themselves is not repeated here.
    """

    data: bytes
    mime: str
    name: str = ""
    url: str = ""
    charset: str = ""
    fetched: datetime | None = None
    etag: str = ""
    last_modified: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One candidate for a field and where it was found, such as ``("2022-01-14", "json-ld")``. Best first in lists."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as the page gives it; what the page does not say is empty or None and never made up.

    ``created``, ``updated``, ``last_read``, ``read_count``, ``uuid`` and ``category_id`` are set only when the page
    comes from a program that kept them. Naive times are local to the reader's time zone. ``found`` holds for each
    metadata field its ranked candidates. ``similar_titles`` are the titles that the page lists as similar readings.
    """

    document: Document
    format: str
    """The form of the page: ``html``, ``singlefile``, ``mhtml``, ``text``, ``markdown``, ``tracker``…"""
    extractor: str
    url: str = ""
    """The canonical URL (`readlater.pages.urls.canonical_url`), by which an article is the same on every device."""
    url_original: str = ""
    """The URL as it was found."""
    title: str = ""
    byline: str = ""
    site: str = ""
    published: str = ""
    published_approximate: bool = False
    """Whether the date of publication was guessed from weak signs."""
    modified: str = ""
    language: str = ""
    direction: str = ""
    summary: str = ""
    lead_image: str = ""
    tags: tuple[str, ...] = ()
    category_id: str = ""
    uuid: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    last_read: datetime | None = None
    read_count: int = 0
    similar_titles: tuple[str, ...] = ()
    failed: str = ""
    """Why the page is no article (a login wall, an empty shell of scripts…), or empty."""
    found: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    item: str = ""
    """Its name within the file, if that holds several articles: for the ledger."""
    original: Original | None = None
    """The page itself, if it is not the whole file."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible keyword: its most frequent surface, its stems, how often and how early (in words) it occurs.

    ``weight`` says how promising that makes it before anything is known of other articles.
    """

    surface: str
    stems: tuple[str, ...]
    count: int
    first: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `readlater.language.analyse` makes of a draft: all that the library stores besides the draft itself.

    Attributes:
        version: of the analyser; stored, so that a later analyser knows what to make anew.
        language: ISO 639 code, declared by the page or detected; empty if neither.
        word_count: words as a person would count them.
        minutes: time to read at the default pace.
        title_stems, byline_stems, text_stems: the analysed text, stems separated by spaces, for the full-text index.
        counts: stem → how often, the title counted twice, stop words left out: for similar readings.
        surfaces: (surface, stem) pairs of every word, surfaces case-folded, for completing a query while it is typed.
        candidates: possible keywords, at most 100.
        summary: extractive summary, at most 300 characters.
    """

    version: int
    language: str
    word_count: int
    minutes: float
    title_stems: str
    byline_stems: str
    text_stems: str
    counts: dict[str, int]
    surfaces: frozenset[tuple[str, str]]
    candidates: tuple[Candidate, ...]
    summary: str
