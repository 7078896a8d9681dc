"""Markdown, with or without front matter: as note programs, web clippers and exports write it."""

from __future__ import annotations

import re
from dataclasses import replace

from readlater.model import BlockKind, Cut, Document, Draft, Found
from readlater.pages.clues.vocabulary import fold
from readlater.pages.extractors import extractor
from readlater.pages.html.media import absolute
from readlater.pages.markdown.frontmatter import date_of, first_of, front_matter, plain, string_of, strings_of, time_of
from readlater.pages.markdown.writer import blocks_of
from readlater.pages.urls import canonical_url

_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "name"),
    "url": ("source", "url", "link", "original_url", "source_url", "canonical_url", "permalink"),
    "byline": ("author", "authors", "byline", "creator", "by"),
    "site": ("site", "website", "publisher", "publication", "site_name", "domain"),
    "published": ("published", "date_published", "publish_date", "pubdate", "date", "publishdate"),
    "modified": ("modified", "updated", "date_modified", "lastmod", "last_modified"),
    "created": ("created", "saved", "date_saved", "saved_at", "added", "clipped", "date_added", "created_at"),
    "language": ("lang", "language", "locale"),
    "summary": ("description", "summary", "excerpt", "abstract", "dek", "subtitle"),
    "lead_image": ("image", "cover", "thumbnail", "banner"),
    "tags": ("tags", "labels", "keywords", "tag"),
    "uuid": ("id", "uuid"),
    "category": ("category", "categories"),
    "last_read": ("last_read", "read", "read_at"),
    "read_count": ("read_count",),
}
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text. ``text`` has passed `safe_text`. A broken front matter is read as text."""
    values, body = front_matter(text)
    given = {name: first_of(values, keys) for name, keys in _KEYS.items()}
    url = string_of(given["url"])
    blocks = blocks_of(body, url)
    title = plain(string_of(given["title"]))
    title_source = "front-matter"
    heading = next(
        (index for index, block in enumerate(blocks[:3]) if block.kind is BlockKind.HEADING and block.level == 1), None
    )
    if heading is None and not title and blocks and blocks[0].kind is BlockKind.HEADING:
        heading = 0
    if heading is not None:
        if not title:
            title, title_source = blocks[heading].text, "h1"
        if fold(title) == fold(blocks[heading].text):
            blocks[heading] = replace(blocks[heading], cut=Cut.REPETITION)
    if not title:
        first = next((block for block in blocks if block.text and block.cut is None), None)
        if first is not None:
            from readlater.pages.pasted.headline import shortened
            from readlater.pages.pasted.text import TITLE_WIDTH

            title, title_source = (
                shortened(re.split(r"(?<=[.!?])\s|[。！？]", first.text, maxsplit=1)[0], TITLE_WIDTH),
                "first-sentence",
            )
    found = {
        "title": (Found(title, title_source),) if title else (),
        "url": (Found(url, "front-matter"),) if canonical_url(url) else (),
        "published": (Found(date_of(given["published"]), "front-matter"),) if date_of(given["published"]) else (),
    }
    identity = string_of(given["uuid"])
    return Draft(
        document=Document(tuple(blocks)),
        format="markdown",
        extractor=extractor("markdown"),
        url_original=url,
        title=title,
        byline=", ".join(plain(name) for name in strings_of(given["byline"])),
        site=plain(string_of(given["site"])),
        published=date_of(given["published"]),
        modified=date_of(given["modified"]),
        language=string_of(given["language"]),
        summary=plain(string_of(given["summary"])),
        lead_image=absolute(string_of(given["lead_image"]), url),
        tags=tuple(tag.lstrip("#") for tag in map(plain, strings_of(given["tags"], split=True)) if tag),
        category_id=plain(string_of(given["category"])).strip("/"),
        last_read=time_of(given["last_read"]) if not isinstance(given["last_read"], bool) else None,
        read_count=count if isinstance(count := given["read_count"], int) and 0 <= count < 10**6 else 0,
        uuid=identity.lower() if _UUID.fullmatch(identity) else "",
        created=time_of(given["created"]),
        found={name: entries for name, entries in found.items() if entries},
    )
