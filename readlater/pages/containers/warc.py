"""Web archives (WARC, and its forerunner ARC): the articles among all that was loaded with them.

An archive holds every file that a browser or a crawler was sent. Which of them are pages is decided by what is known of
them, the surest sign first: a list of pages that came with the archive, how the browser asked for them, how the crawler
came to them, and at last how much text they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from readlater.language.dates import parse_time
from readlater.language.safe import safe_line
from readlater.pages.containers.encodings import body_of, header
from readlater.pages.containers.member import Budget, Member, SpentError, TooLargeError
from readlater.pages.containers.pictures import Pictures
from readlater.pages.containers.records import Opener, records_of
from readlater.pages.urls import is_web_url

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

LEAST_TEXT = 600
"""Characters of text, without spaces (some 120 words), that make a page of an HTML file of which nothing else is known:
advertisements and other frames have less, and a page taken too many does less harm than an article lost."""

MAX_SAMPLE = 512 * 1024
"""Bytes of an HTML file that are looked at for that."""

MAX_HOPS = 6

_CHUNK = 64 * 1024
_HTML = ("text/html", "application/xhtml+xml")
_DOCUMENTS = ("text/plain", "text/markdown", "application/pdf", "application/epub+zip")
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|article|p|div)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that a list beside the archive names."""

    url: str
    saved: datetime | None = None
    title: str = ""


@dataclass(slots=True)
class _Capture:
    """What is known of one file before it is read."""

    archive: int
    number: int
    url: str
    saved: datetime | None
    mime: str
    charset: str
    text: int = 0
    truncated: bool = False


@dataclass(slots=True)
class _Survey:
    """What the first reading found."""

    captures: dict[str, _Capture] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    asked_as: dict[str, str] = field(default_factory=dict)
    hops: dict[str, str] = field(default_factory=dict)
    listed: list[Listed] = field(default_factory=list)
    pictures: Pictures = field(default_factory=Pictures)
    problems: list[Member] = field(default_factory=list)


def warc_members(file: BinaryIO, name: str, budget: Budget) -> Iterator[Member]:
    """The pages of a WARC file, packed with gzip as a whole, by record or not at all."""
    size = file.seek(0, 2)

    def opened() -> BinaryIO:
        file.seek(0)
        return file

    return archived_pages([(name, opened, size)], (), budget)


def archived_pages(
    archives: list[tuple[str, Opener, int]], listed: Iterable[Listed], budget: Budget
) -> Iterator[Member]:
    """The pages of archives (name, opener, size) that belong together: each address once, by its last capture."""
    survey = _Survey(listed=list(listed))
    for index, (name, opener, size) in enumerate(archives):
        _survey(survey, index, name, opener, size)
    wanted = {(page.archive, page.number): page for page in _chosen(survey)}
    last: dict[int, int] = {}
    for archive, number in wanted:
        last[archive] = max(last.get(archive, 0), number)
    for index, (_, opener, size) in enumerate(archives):
        if index not in last:
            continue
        try:
            for number, record in records_of(opener, size):
                page = wanted.get((index, number))
                if page is not None:
                    yield _member(page, record, budget, survey.pictures)
                if number >= last[index]:
                    break
        except SpentError as error:
            yield Member(archives[index][0], b"", problem=str(error))
            return
        except Exception:  # the first reading has told of it
            continue
    yield from survey.problems


# -- the first reading


def _survey(survey: _Survey, index: int, name: str, opener: Opener, size: int) -> None:
    """Looks at every record of an archive; of a damaged one, at those before the damage."""
    reason = ""
    last: tuple[ArcWarcRecord, _Capture | None] | None = None
    try:
        for number, record in records_of(opener, size):
            if last is not None:
                _settle(survey, *last)
            last = (record, _look(survey, index, number, record))
        if last is None or _is_cut(last[0]):
            reason = "is cut off"
    except TooLargeError:
        reason = "is larger than it may be"
    except Exception:  # whatever a parser says of a file that is not what it should be
        reason = "is damaged or cut off"
    if last is not None:
        _settle(survey, *last)
    if reason:
        problem = f"the archive {reason}; what stands before that was read"
        survey.problems.append(Member(safe_line(name) or "archive", b"", problem=problem))


def _settle(survey: _Survey, record: ArcWarcRecord, capture: _Capture | None) -> None:
    """Notes a capture when its record has been read to the end: only then it is known to be whole."""
    if capture is None:
        return
    capture.truncated = capture.truncated or _is_cut(record)
    before = survey.captures.get(capture.url)
    if before is not None:
        if capture.truncated and not before.truncated:
            return
        if before.saved and capture.saved and before.saved > capture.saved and not before.truncated:
            return
    survey.captures[capture.url] = capture


def _is_cut(record: ArcWarcRecord) -> bool:
    """Whether the file ended before a record did; to be asked when it has been read."""
    return bool(getattr(record.raw_stream, "limit", 0) > 0)


def _look(survey: _Survey, index: int, number: int, record: ArcWarcRecord) -> _Capture | None:
    """Notes what a record tells; gives the file that may be a page."""
    kind = record.rec_type
    url = safe_line(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if kind == "warcinfo":
        survey.listed += _pages_of_info(record)
    elif not is_web_url(url):
        return None
    elif kind == "request":
        asked = header(record, "sec-fetch-dest").lower()
        if asked:
            survey.asked_as[url] = asked
    elif kind == "metadata":
        match = re.search(rb"^hopsFromSeed:[ \t]*([A-Z]*)", sample_of(record, 64 * 1024), re.MULTILINE)
        if match:
            survey.hops[url] = match.group(1).decode("ascii")
    elif kind == "response" and record.http_headers is not None:
        status = (record.http_headers.get_statuscode() or "")[:3]
        location = header(record, "location")
        if status.startswith("3") and location:
            survey.redirects[url] = _joined(url, location)
        elif status in ("200", "203"):
            return _capture(survey, index, number, record, url, header(record, "content-type"))
    elif kind == "resource":
        return _capture(survey, index, number, record, url, str(record.content_type or ""))
    return None


def _capture(
    survey: _Survey, index: int, number: int, record: ArcWarcRecord, url: str, content_type: str
) -> _Capture | None:
    """Notes a file that may be a page, or keeps a picture."""
    mime = content_type.split(";")[0].strip().lower()
    if mime.startswith("image/"):
        survey.pictures.keep(url, mime, body_of(record))
        return None
    if mime not in _HTML and mime not in _DOCUMENTS:
        return None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type, re.IGNORECASE)
    capture = _Capture(
        index,
        number,
        url,
        parse_time(record.rec_headers.get_header("WARC-Date") or ""),
        mime,
        charset.group(1) if charset else "",
        truncated=bool(record.rec_headers.get_header("WARC-Truncated")),
    )
    if mime in _HTML:
        sample = sample_of(record, MAX_SAMPLE)
        capture.text = _length_of_text(sample) if _MARKUP.search(sample) else 0
    return capture


def _length_of_text(markup: bytes) -> int:
    """About how many characters a reader sees of a page."""
    from readlater.pages.guard import guard

    return len("".join(_TAG.sub(" ", guard(markup.decode("utf-8", "replace"))).split()))


def _pages_of_info(record: ArcWarcRecord) -> list[Listed]:
    """The pages that the first record lists, as recorders in the browser write it."""
    import json

    text = sample_of(record, 4 * 1024 * 1024).decode("utf-8", "replace")
    match = re.search(r"^json-metadata:\s*(\{.*\})\s*$", text, re.MULTILINE)
    try:
        values = json.loads(match.group(1)) if match else {}
    except (ValueError, RecursionError):
        return []
    pages = values.get("pages") if isinstance(values, dict) else None
    return [page for page in map(listed_page, pages if isinstance(pages, list) else []) if page is not None]


def listed_page(entry: Any) -> Listed | None:
    """A page of a list: an object with an address and perhaps a time and a title."""
    if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
        return None
    when = entry.get("ts") or entry.get("timestamp") or entry.get("loadDate") or ""
    title = entry.get("title")
    return Listed(safe_line(entry["url"]), _moment(str(when)), safe_line(title) if isinstance(title, str) else "")


def _moment(text: str) -> datetime | None:
    """A time, also one of fourteen digits."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", text)
    return parse_time("{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else text)


# -- which are pages


def _chosen(survey: _Survey) -> list[_Capture]:
    """The captures that are pages, in the order in which they were made."""
    named = [capture for capture in (_found(survey, page.url) for page in survey.listed) if capture is not None]
    if named:
        return list({id(capture): capture for capture in named}.values())
    arrived = set(survey.redirects.values())
    first = next((capture for capture in survey.captures.values() if capture.mime in _HTML and capture.text), None)
    return [capture for capture in survey.captures.values() if _is_page(survey, capture, capture is first, arrived)]


def _is_page(survey: _Survey, capture: _Capture, first: bool, arrived: set[str]) -> bool:
    """Whether a capture is a page and no part of one; ``first`` is the first of the archive, most often its seed."""
    asked = survey.asked_as.get(capture.url)
    if asked:
        return asked == "document" and (capture.mime in _DOCUMENTS or capture.text > 0)
    hops = survey.hops.get(capture.url)
    if hops and hops[-1] in "EXPIS":  # embedded, found in a script, needed before, …
        return False
    is_seed = hops == "" or (first and hops is None)
    if capture.mime in _HTML:
        return capture.text > 0 if is_seed else capture.text >= LEAST_TEXT
    return is_seed or (len(survey.captures) == 1)


def _found(survey: _Survey, url: str) -> _Capture | None:
    """The capture of a listed address, by way of redirections."""
    for _ in range(MAX_HOPS):
        for address in (url, url.split("#", 1)[0], url.rstrip("/"), url + "/"):
            if address in survey.captures:
                return survey.captures[address]
        following = survey.redirects.get(url) or survey.redirects.get(url.split("#", 1)[0])
        if not following:
            return None
        url = following
    return None


# -- the second reading


def _member(page: _Capture, record: ArcWarcRecord, budget: Budget, pictures: Pictures) -> Member:
    if page.truncated:
        return Member(page.url, b"", url=page.url, problem="cut off when it was archived")
    try:
        data = budget.read(body_of(record))
    except SpentError:
        raise
    except TooLargeError as error:
        return Member(page.url, b"", url=page.url, problem=str(error))
    except Exception:  # whatever its decoders say
        return Member(page.url, b"", url=page.url, problem="damaged in the archive")
    if not data.strip():
        return Member(page.url, b"", url=page.url, problem="empty in the archive")
    parts = pictures.of_page(data, page.url) if page.mime in _HTML else ()
    return Member(page.url, data, page.url, page.saved, page.charset, page.mime, parts)


def sample_of(record: ArcWarcRecord, size: int) -> bytes:
    """The beginning of a record's body; of one that is damaged, as much as there is before the damage."""
    read = body_of(record)
    pieces: list[bytes] = []
    try:
        while size > 0 and (piece := read(min(size, _CHUNK))):
            pieces.append(piece)
            size -= len(piece)
    except Exception:  # each kind of packing has errors of its own
        pass
    return b"".join(pieces)


def _joined(url: str, location: str) -> str:
    from urllib.parse import urljoin

    try:
        return urljoin(url, location)
    except ValueError:
        return location
