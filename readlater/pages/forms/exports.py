"""Lists of links that other programs export: they hold addresses and titles, but no articles."""

from __future__ import annotations

import csv
import re

from readlater.pages.clues.wordset import word_set

_NETSCAPE = re.compile(r"(?:\s|\ufeff|<!--.{0,2000}?-->)*<!doctype\s+netscape-bookmark", re.IGNORECASE | re.DOTALL)
_BOOKMARK = re.compile(r"<dt>\s*<a\s[^>]*\bhref\s*=", re.IGNORECASE)
_POCKET = re.compile(r"<title>\s*Pocket Export\s*</title>", re.IGNORECASE)
_POCKET_LINK = re.compile(r"<a\s[^>]*\bhref=[^>]*\btime_added=", re.IGNORECASE)
_ADDRESS_LINE = re.compile(r"https?://\S{3,2000}(?:\s\|\s.*)?")

_ADDRESS_COLUMNS = word_set("url link href uri source_url original_url")
_OTHER_COLUMNS = word_set(
    "title name tags labels keywords created date saved timestamp time_added folder collection category status state "
    "archived is_archived read note excerpt author publisher description selection saved_date document_tags id type "
    "content language word_count favorite highlights cover reading_progress location seen cursor"
)


def is_bookmarks(head: str) -> bool:
    """Whether markup is a list of bookmarks, as browsers and read-later programs export them."""
    if _NETSCAPE.match(head) or _POCKET.search(head):
        return True
    if len(_POCKET_LINK.findall(head)) >= 2:
        return True
    return bool(re.search(r"<dl\b", head, re.IGNORECASE)) and len(_BOOKMARK.findall(head)) >= 2


def is_table_of_links(text: str) -> bool:
    """Whether a text is a table (CSV) with a header line that names an address and something else known."""
    first = text.lstrip("\ufeff").partition("\n")[0].strip()
    if not 5 <= len(first) <= 2000 or "\n" not in text.strip():
        return False
    for separator in (",", ";", "\t"):
        if separator not in first:
            continue
        try:
            row = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            continue
        names = {re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in row}
        if names & _ADDRESS_COLUMNS and names & _OTHER_COLUMNS:
            return True
    return False


def is_address_list(text: str) -> bool:
    """Whether every line of a text is an address, alone or with a title behind a bar."""
    lines = [line.strip() for line in text.splitlines()[:200] if line.strip()]
    return bool(lines) and all(_ADDRESS_LINE.fullmatch(line) for line in lines)
