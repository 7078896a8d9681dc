"""PDF: the text of a document that was made for paper, as paragraphs again."""

from __future__ import annotations

import re
import time

from readlater.errors import PageError
from readlater.language.dates import parse_date
from readlater.language.safe import safe_line
from readlater.model import Block, BlockKind, Cut, Document, Draft, Found
from readlater.pages.clues.vocabulary import fold
from readlater.pages.extractors import extractor
from readlater.pages.pdf.furniture import without_furniture
from readlater.pages.pdf.layout import Page, page_of
from readlater.pages.pdf.paragraphs import body_size, paragraphs

MAX_PAGES = 1000

MAX_SECONDS = 2.0
"""Processor time after which the rest of a document is left out, and said to be."""

LEAST_TEXT = 8
"""Characters a page, in the mean, below which a document is pictures of pages."""

_NO_TITLE = re.compile(
    r"^(?:microsoft word\b.*|untitled.*|document\d*|presentation\d*|"
    r".*\.(?:docx?|pdf|indd|qxd|tex|dvi|pptx?|xlsx?|rtf|odt|html?|p65|ps|eps|txt)|"
    r"[\W\d_]*|title|slide \d+|print|full page photo|.{1,3}|\(?anonymous\)?)$",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"^(?:user|admin|administrator|owner|unknown|author|anonymous|root|.*@.*|\W*|.{1,2}|.*\d{3}.*|microsoft.*|adobe.*|"
    r"windows.*|pdf.*|[a-z]{1,9}|[a-z]+\d+)$",
    re.IGNORECASE,
)
_TITLE_WIDTH = 250


def read_pdf(data: bytes, what: str = "The document") -> list[Draft]:
    """The draft of a PDF.

    Raises:
        PageError: it is damaged, locked, or the library that reads PDF files is not installed.
    """
    pages, total, details = _pages(data, what)
    if sum(len(line.text) for page in pages for line in page.lines) < LEAST_TEXT * max(1, len(pages)):
        return [
            Draft(
                document=Document(),
                format="pdf",
                extractor=extractor("pdf"),
                title=_title_of(details),
                failed="The document has pictures of pages and no text; run text recognition (OCR) on it first.",
            )
        ]
    furniture = without_furniture(pages)
    blocks = paragraphs(pages)
    title, source = _title_of(details), "pdf-info"
    largest = "" if title and _stands_in(title, blocks) else _largest(pages)
    if largest:
        title, source = largest, "largest-text"
    blocks = _without_title(blocks, title)
    if len(pages) < total:
        blocks.append(
            Block(BlockKind.PARAGRAPH, f"[{len(pages):,} of {total:,} pages were read; the rest is in the file.]")
        )
    blocks += [Block(BlockKind.PARAGRAPH, text, cut=Cut.CHROME) for text in furniture]
    author = details.get("Author", "")
    author = "" if _NO_AUTHOR.fullmatch(author) else author
    published = _date_of(details.get("CreationDate", ""))
    found = {
        "title": (Found(title, source),) if title else (),
        "byline": (Found(author, "pdf-info"),) if author else (),
        "published": (Found(published, "pdf-info"),) if published else (),
    }
    return [
        Draft(
            document=Document(tuple(blocks)),
            format="pdf",
            extractor=extractor("pdf"),
            title=title,
            byline=author,
            published=published,
            published_approximate=bool(published),  # the day that the file was made
            summary=details.get("Subject", ""),
            found={name: entries for name, entries in found.items() if entries},
        )
    ]


def _pages(data: bytes, what: str) -> tuple[list[Page], int, dict[str, str]]:
    """The pages that are read, how many there are, and what the document says of itself."""
    try:
        import pypdfium2 as pdfium
    except ImportError as error:
        raise PageError(f"{what} is a PDF file; to read those, run: pip install 'readlater[pdf]'") from error
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise PageError(f"{what} is locked with a password; save a copy without one.") from error
        raise PageError(f"{what} is a damaged PDF file; save or copy it again.") from error
    try:
        total = len(document)
        details = {key: safe_line(str(value))[:1000] for key, value in document.get_metadata_dict().items()}
        pages: list[Page] = []
        started = time.process_time()
        for index in range(min(total, MAX_PAGES)):
            if pages and time.process_time() - started > MAX_SECONDS:
                break
            try:
                pages.append(page_of(document, index))
            except pdfium.PdfiumError:
                pages.append(Page(index, 612, 792, []))
    finally:
        document.close()
    if not total:
        raise PageError(f"{what} is a PDF file without pages; save or copy it again.")
    return pages, total, details


def _title_of(details: dict[str, str]) -> str:
    """The title that the document gives itself, if it is one."""
    title = re.sub(r"^Microsoft (?:Word|PowerPoint) - ", "", details.get("Title", ""))
    return "" if _NO_TITLE.fullmatch(title) else title


def _stands_in(title: str, blocks: list[Block]) -> bool:
    """Whether most words of a title stand by the beginning of the text."""
    wanted = set(re.findall(r"\w+", title.casefold()))
    there = set(re.findall(r"\w+", " ".join(block.text for block in blocks[:15]).casefold()))
    return len(wanted & there) >= 0.6 * len(wanted)


def _largest(pages: list[Page]) -> str:
    """The largest text of the first page, if it is larger than the rest; else the first line."""
    lines = pages[0].lines if pages else []
    lines = [line for line in lines if re.search(r"\w{2}", line.text)]
    if not lines:
        return ""
    size = max(line.size for line in lines)
    if size < 1.1 * body_size(pages):
        first = lines[0].text.strip()
        return first if len(first) <= 120 else ""
    at = next(index for index, line in enumerate(lines) if line.size == size)
    said: list[str] = []
    for line in lines[at:]:
        if abs(line.size - size) > 0.6 or len(said) >= 5:
            break
        said.append(line.text.strip())
    return " ".join(said)[:_TITLE_WIDTH]


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """The blocks with the title that is repeated at their beginning hidden."""
    from dataclasses import replace

    wanted = fold(title)
    out = list(blocks)
    for index, block in enumerate(out[:8]):
        if wanted and fold(block.text) == wanted:
            out[index] = replace(block, cut=Cut.REPETITION)
            break
    return out


def _date_of(written: str) -> str:
    """The day of a date as PDF writes it: ``D:20200131120000+01'00'``."""
    match = re.match(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)", written)
    return parse_date("-".join(match.groups())) if match else ""
