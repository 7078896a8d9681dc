"""WACZ: a zip file of web archives with a list of the pages in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial

from readlater.errors import PageError
from readlater.pages.containers.member import Member
from readlater.pages.containers.records import Opener
from readlater.pages.containers.warc import Listed, archived_pages, listed_page
from readlater.pages.containers.zips import Archive

_ARCHIVE = re.compile(r"archive/.+\.w?arc(?:\.gz)?", re.IGNORECASE)
_PAGES = re.compile(r"pages/.+\.jsonl", re.IGNORECASE)


def wacz_members(archive: Archive) -> Iterator[Member]:
    """The pages that the lists of a WACZ name; without a list, those that look like pages."""
    found: list[tuple[str, Opener, int]] = []
    for path, info in archive.entries.items():
        if not _ARCHIVE.fullmatch(path):
            continue
        try:
            archive.open(path).close()
        except PageError as error:
            yield Member(path, b"", problem=str(error))
            continue
        found.append((path, partial(archive.open, path), info.file_size))
    yield from archived_pages(found, _listed(archive), archive.budget)


def _listed(archive: Archive) -> list[Listed]:
    """The pages of all lists; lines that are none (the first is a header) are passed over."""
    pages: list[Listed] = []
    for path in archive.entries:
        if not _PAGES.fullmatch(path):
            continue
        try:
            lines = archive.read(path).split(b"\n")
        except PageError:
            continue
        for line in lines:
            try:
                page = listed_page(json.loads(line)) if line.strip() else None
            except (ValueError, RecursionError):
                continue
            if page is not None:
                pages.append(page)
    return pages
