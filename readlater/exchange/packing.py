"""What a worker makes of a file for the import: articles that only have to be written down.

A page that breaks its reader is kept all the same, as a page without an article: its bytes are worth more than our
mistakes, and a later readlater may read them (``readlater refresh is:failed``).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from readlater.errors import PageError
from readlater.exchange.prepare import MIMES, Refused, Task, prepare, read_limited, without_name
from readlater.exchange.sources import printable
from readlater.language.safe import safe_line
from readlater.model import Document, Draft, Original, Outcome

if TYPE_CHECKING:
    from readlater.library.prepared import Prepared

_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,1000})</title", re.IGNORECASE)
_TITLE_WITHIN = 256 * 1024

KEPT = "the page was kept without its text; readlater refresh tries it again"


@dataclass(frozen=True, slots=True)
class Packed:
    """A page that can go into the library: its articles, each with its name within the file, which may be empty."""

    articles: tuple[tuple[str, Prepared], ...]


@dataclass(frozen=True, slots=True)
class Rescue:
    """A task that broke the one who did it, and how: now only the page is to be kept."""

    task: Task
    why: str


def pack_page(task: Task | Rescue) -> Packed | Refused:
    """Reads, extracts, analyses and packs a page; one that can't be read is packed as it is."""
    if isinstance(task, Rescue):
        return rescue(task.task, task.why)
    result = prepare(task)
    if isinstance(result, Refused):
        return rescue(task, result.message) if result.broke else result
    from readlater.library import NewArticle, pack

    try:
        return Packed(
            tuple(
                (draft.item, pack(NewArticle(draft, original, analysis)))
                for draft, analysis, original in result.articles
            )
        )
    except UnicodeEncodeError:
        return rescue(task, "it holds characters that can't be stored (lone surrogates)")


def rescue(task: Task, why: str) -> Packed | Refused:
    """A page as an article that has failed, with its original; found by nothing that could break again."""
    from readlater.language.analysis import analyse
    from readlater.library import NewArticle, pack
    from readlater.pages.urls import canonical_url

    name = task.name or os.path.basename(printable(task.path))
    try:
        data = task.data if task.data is not None else _read(task)
        form = task.as_format or _form(data, name)
    except OSError as error:
        return Refused(Outcome.FAILED, f"can't be read: {error.strerror or error}")
    except PageError as error:
        return Refused(Outcome.SKIPPED, without_name(str(error), name))
    url = canonical_url(task.url) if task.url else ""
    draft = Draft(
        Document(),
        form,
        "",
        url=url,
        url_original=task.url,
        title=_title(data) or safe_line(os.path.splitext(name)[0]),
        created=task.saved,
        failed=f"{why}; {KEPT}",
    )
    original = Original(
        data=data,
        mime=MIMES.get(form, "application/octet-stream"),
        name=name,
        url=task.url,
        charset=task.charset,
        fetched=task.saved,
        etag=task.etag,
        last_modified=task.last_modified,
        parts=task.parts,
    )
    return Packed((("", pack(NewArticle(draft, original, replace(analyse(draft), summary="")))),))


def _read(task: Task) -> bytes:
    with open(task.path, "rb") as file:
        return read_limited(file, task.size_limit)


def _form(data: bytes, name: str) -> str:
    from readlater.pages.sniff import sniff

    return sniff(data, name)


def _title(data: bytes) -> str:
    """What stands between the title tags, if it can be found without a parser."""
    found = _TITLE.search(data[:_TITLE_WITHIN])
    if found is None:
        return ""
    return safe_line(unescape(found[1].decode("utf-8", "replace"))).strip()
