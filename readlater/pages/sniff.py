"""What a file is, by its content and never by its name.

The tests stand in one table and the first that knows the file wins: binary forms by their first bytes, then forms that
look like mail, then markup, then text. A name is only looked at where the content can't tell: Markdown without front
matter is plain text to a machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cached_property

from readlater.errors import PageError
from readlater.pages.decode import decode
from readlater.pages.forms.exports import is_address_list, is_bookmarks, is_table_of_links
from readlater.pages.forms.gzipped import unpacked
from readlater.pages.forms.packed import EPUB as EPUB_KIND
from readlater.pages.forms.packed import OFFICE, PROGRAM, zip_kind
from readlater.pages.forms.signatures import binary_kind
from readlater.pages.pasted.tracker import is_tracker

HTML = "html"
SINGLEFILE = "singlefile"
SAVED = "saved-page"
MHTML = "mhtml"
MAIL = "mail"
WEBARCHIVE = "webarchive"
EPUB = "epub"
PDF = "pdf"
MARKDOWN = "markdown"
TRACKER = "tracker"
TEXT = "text"

FORMATS = (HTML, SINGLEFILE, SAVED, MHTML, MAIL, WEBARCHIVE, EPUB, PDF, MARKDOWN, TRACKER, TEXT)
"""The forms of pages that readlater reads, by the names that `Draft.format` and ``--as`` use."""

CODE = 0.7
"""Share of lines that end in a brace or a semicolon, from which a text is program code."""

HEAD = 64 * 1024
"""How many bytes are looked at to tell markup, archives and binary files apart."""

_ADVICE = "save the page as HTML or text"
_PDF = re.compile(rb"[\x00\s\xef\xbb\xbf]{0,1024}%PDF-")
_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|base|div|p|article|section|main|header|h[1-6]|table|ul|ol|span|"
    r"script|style|iframe|center|font|blockquote|pre|img|a|figure|nav|footer|form|template)\b[^<]*>",
    re.IGNORECASE,
)
_CLOSING_TAG = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,15}\s*>")
_HEADER = re.compile(r"[!-9;-~]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*")
_SNAPSHOT = re.compile(
    r"^snapshot-content-location:|<saved by |\bsaved by (?:windows|microsoft|unmht)", re.IGNORECASE | re.MULTILINE
)
_RELATED = re.compile(r"multipart/related|^content-location:\s*\S", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(r"^from:", re.IGNORECASE | re.MULTILINE)
_DELIVERED = re.compile(
    r"^(?:to|received|delivered-to|return-path|message-id|dkim-signature):", re.IGNORECASE | re.MULTILINE
)
_XML_FEEDS = re.compile(r"<(opml|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_MARKDOWN_LINE = re.compile(
    (
        r"^(?:#{1,6} \S|```|~~~|[-*+] \[[ xX]\] |> \S|\|[ :-]*-{3}[ :|-]*\||\[[^\]\n]+\]: \S)|\]\([^)\s]{1,2000}\)|"
        r"(?<!\w)\*\*\S[^*\n]*\*\*"
    ),
    re.MULTILINE,
)
_BEFORE_ROOT = re.compile(
    r"\A(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->|<!doctype(?!\s+html)[^>]{0,300}>)*", re.IGNORECASE | re.DOTALL
)


def sniff(data: bytes, name: str = "") -> str:
    """The form of a page: one of `FORMATS`; of a page packed with gzip, the form of what is in it.

    ``name`` is the file's name; it serves the message of an error and decides only between Markdown without front
    matter and plain text.

    Raises:
        PageError: the content is empty, binary, an archive of pages, or of a form that readlater does not read.
    """
    what = name or "The page"
    data = unpacked(data, what)
    if name.lower().endswith(".gz"):
        name = name[:-3]
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise PageError(f"{what} is empty; save the page again.")
    file = _File(data, name, what)
    for test in _TESTS:
        form = test(file)
        if form:
            return form
    return TEXT


class _File:
    """What the tests look at: bytes, the decoded beginning, and what stands there behind comments and prologs."""

    def __init__(self, data: bytes, name: str, what: str) -> None:
        self.data = data
        self.name = name
        self.what = what

    def refused(self, kind: str, advice: str = _ADVICE) -> PageError:
        """The error for a form that is not read."""
        return PageError(f"{self.what}: readlater does not read {kind}; {advice}.")

    @cached_property
    def text(self) -> str:
        """The decoded first bytes."""
        return decode(self.data[:HEAD]).text.lstrip("\ufeff")

    @cached_property
    def whole(self) -> str:
        """All of it, decoded."""
        return self.text if len(self.data) <= HEAD else decode(self.data).text

    @cached_property
    def head(self) -> str:
        """The first characters."""
        return self.text[: 16 * 1024]

    @cached_property
    def root(self) -> str:
        """The first characters from the first tag on."""
        return _BEFORE_ROOT.sub("", self.head)

    @cached_property
    def headers(self) -> str:
        """The mail headers that it begins with, or nothing."""
        head = self.head.lstrip("\r\n\ufeff ")
        position = 0
        for _ in range(60):
            match = _HEADER.match(head, position)
            if not match:
                break
            position = match.end()
        return head[:position]


# -- binary forms


def _zipped(file: _File) -> str:
    """A book, or one of the many other things that are zip files."""
    if not file.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ""
    kind = zip_kind(file.data)
    if kind == EPUB_KIND:
        return EPUB
    if kind in (OFFICE, PROGRAM):
        raise file.refused(kind)
    raise PageError(f"{file.what} is an archive of pages; `readlater import` reads them one by one.")


def _webarchive(file: _File) -> str:
    """A property list with a page in it."""
    is_list = file.data.startswith(b"bplist0") or re.match(r"<plist\b", file.root, re.IGNORECASE)
    return WEBARCHIVE if is_list and b"WebMainResource" in file.data else ""


def _crawl(file: _File) -> str:
    """A web archive of many pages, or a mailbox: not one page."""
    from readlater.pages.containers import container_form

    form = container_form(file.data[:HEAD])
    if form == "mbox" and not re.search(rb"\n\r?\nFrom ", file.data):
        return ""  # a message that was taken out of a mailbox
    if form:
        raise PageError(f"{file.what} is an archive of pages; `readlater import` reads them one by one.")
    return ""


def _pdf(file: _File) -> str:
    return PDF if _PDF.match(file.data[:2048]) else ""


def _binary(file: _File) -> str:
    """Refuses the known forms that are no pages."""
    kind = binary_kind(file.data)
    if kind:
        raise file.refused(kind)
    return ""


# -- forms that look like mail


def _mhtml(file: _File) -> str:
    """A saved page with its parts; a message that somebody sent is mail, whatever its parts."""
    headers = file.headers
    if headers.count("\n") < 2 or not re.search(
        r"^(?:mime-version|content-type|snapshot-content-location):", headers, re.IGNORECASE | re.MULTILINE
    ):
        return ""
    if _SNAPSHOT.search(headers):
        return MHTML
    is_sent = _SENT.search(headers) and _DELIVERED.search(headers)
    return MHTML if _RELATED.search(headers) and not is_sent else ""


def _mail(file: _File) -> str:
    from readlater.pages.forms.letter import looks_like_mail

    return MAIL if looks_like_mail(file.data[:HEAD]) else ""


# -- markup


def _bookmarks(file: _File) -> str:
    """Refuses lists of bookmarks in HTML: there is no article in them."""
    if is_bookmarks(file.head):
        raise file.refused("bookmark files yet", "import the saved pages themselves")
    return ""


def _xml(file: _File) -> str:
    """Refuses feeds, drawings, property lists and whatever else programs keep in XML."""
    feed = _XML_FEEDS.match(file.root)
    if feed:
        raise file.refused(f"{feed.group(1).upper()} feeds", "import the saved pages themselves")
    if re.match(r"<svg\b", file.root, re.IGNORECASE):
        raise file.refused("images")
    if re.match(r"<plist\b", file.root, re.IGNORECASE):
        raise file.refused("property lists")
    if (
        file.head.lstrip().startswith("<?xml")
        and re.match(r"<[\w:.-]+[\s/>]", file.root)
        and not _is_html(file.head, file.root)
    ):
        raise file.refused("XML that is no page")
    return ""


def _html(file: _File) -> str:
    """A page, by who saved it."""
    if not _is_html(file.head, file.root):
        return ""
    if re.search(r"<!--\s*(?:Page saved with|Archive processed by) SingleFile", file.head, re.IGNORECASE):
        return SINGLEFILE
    if re.search(r"<!--\s*saved from url=", file.head[:4096], re.IGNORECASE):
        return SAVED
    return HTML


def _is_html(head: str, body: str) -> bool:
    """Whether a text is markup and not a text (or Markdown) that mentions a tag."""
    if re.match(r"<(?:!doctype\s+html|html|head|body)\b", body, re.IGNORECASE):
        return True
    tags = _HTML_TAG.findall(head)
    closing = _CLOSING_TAG.findall(head)
    if body.startswith("<") and _HTML_TAG.match(body) and (len(tags) >= 2 or closing):
        return True
    fenced = re.sub(r"^(```|~~~).*?^\1|`[^`\n]*`", "", head, flags=re.DOTALL | re.MULTILINE)
    if re.search(r"<html\b[^<]*>.*<body\b|<head\b[^<]*>.*</head>", fenced, re.IGNORECASE | re.DOTALL):
        return True
    marks = len(_HTML_TAG.findall(fenced)) + len(_CLOSING_TAG.findall(fenced))
    return marks >= 6 and marks * 400 > len(head) and not _has_front_matter(head)


# -- text


def _no_text(file: _File) -> str:
    """Refuses what has so many control or undecodable characters that it is no writing."""
    sample = file.text[:8192]
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ue000-\uf8ff]", sample))
    if odd > max(3, len(sample) * 0.05):
        raise PageError(f"{file.what} is a binary file, not a page; {_ADVICE}.")
    return ""


def _front_matter(file: _File) -> str:
    return MARKDOWN if _has_front_matter(file.text) else ""


def _has_front_matter(text: str) -> bool:
    """Whether a text begins with a block between ``---`` lines that holds ``key: value`` lines."""
    match = re.match(
        r"(?:---|(\+\+\+))[ \t]*\r?\n(.{0,60000}?)\r?\n(?(1)\+\+\+|(?:---|\.\.\.))[ \t]*(?:\r?\n|\Z)",
        text.lstrip("\ufeff"),
        re.DOTALL,
    )
    return bool(match and re.search(r"^[\w .-]+[:=]", match.group(2), re.MULTILINE))


def _data(file: _File) -> str:
    """Refuses the exports of other programs."""
    if _is_json(file.whole):
        raise file.refused("JSON yet", "import the saved pages themselves")
    if is_table_of_links(file.text):
        raise file.refused("CSV yet", "import the saved pages themselves")
    if is_address_list(file.text):
        raise PageError(f"{file.what} is a list of addresses and no page; `readlater add` fetches pages.")
    return ""


def _is_json(text: str) -> bool:
    """Whether a text is an object or an array of JSON."""
    if not re.match(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\d])", text) or not re.search(r"[}\]]\s*\Z", text[-200:]):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _tracker(file: _File) -> str:
    return TRACKER if is_tracker(file.whole) else ""


def _markdown(file: _File) -> str:
    """Markdown by its marks, or by its name."""
    text = file.text
    lines = max(1, text.count("\n"))
    marks = {match.group()[:3] for match in _MARKDOWN_LINE.finditer(text)}
    count = sum(1 for _ in _MARKDOWN_LINE.finditer(text))
    strong = re.match(r"\s*# \S", text) is not None or re.search(r"^(?:```|~~~)", text, re.MULTILINE) is not None
    named = file.name.lower().endswith((".md", ".markdown", ".mdown", ".mkd"))
    sure = named or (strong and count >= 2) or (len(marks) >= 2 and count >= 4 and count * 25 > lines)
    return MARKDOWN if sure else ""


def _code(file: _File) -> str:
    """Refuses styles and scripts, as they lie beside saved pages: nearly all their lines end as only code does."""
    lines = [line.strip() for line in file.head.splitlines() if line.strip()]
    ends = sum(line.endswith(("{", "}", ";", "*/", "},", "});", "{,")) for line in lines)
    dense = sum(map(file.head.count, "{}")) > len(file.head) / 60  # one long line, as programs write it
    if (len(lines) >= 3 and ends >= CODE * len(lines)) or (dense and ends and len(lines) <= 3):
        raise PageError(f"{file.what} is program code and no page; {_ADVICE}.")
    return ""


_TESTS: tuple[Callable[[_File], str], ...] = (
    _zipped,
    _webarchive,
    _crawl,
    _pdf,
    _binary,
    _mhtml,
    _mail,
    _bookmarks,
    _xml,
    _html,
    _no_text,
    _front_matter,
    _data,
    _tracker,
    _markdown,
    _code,
)
"""First hit wins. A test gives a form, or an empty string, or refuses the file."""
