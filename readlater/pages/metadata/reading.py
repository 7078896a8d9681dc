"""What an HTML page says about itself: title, byline, site, dates, language, address, tags.

Every field keeps its ranked candidates with their source; the best is the value. Dates and names are never invented:
what no source gives stays empty, and a date that is guessed is marked as such.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from readlater.model import Found
from readlater.pages.metadata.addresses import read_address
from readlater.pages.metadata.authorship import read_byline
from readlater.pages.metadata.dating import read_dates
from readlater.pages.metadata.describing import read_language, read_pictures, read_site, read_summary, read_tags
from readlater.pages.metadata.guessing import date_in_state, guess_published
from readlater.pages.metadata.marks import marks_of
from readlater.pages.metadata.savers import saved_by
from readlater.pages.metadata.structured import Candidates, metas_of, things_of
from readlater.pages.metadata.surroundings import lines_by_title
from readlater.pages.metadata.titles import read_title, site_in_title
from readlater.pages.urls import canonical_url

MAX_ELEMENTS = 50_000
"""Elements of a page that are looked at for marks."""

MAX_TAGS = 30
"""Tags of a page that are kept."""

_FIELDS = (
    "url",
    "title",
    "byline",
    "site",
    "published",
    "modified",
    "language",
    "direction",
    "summary",
    "lead_image",
    "category",
)


@dataclass(slots=True)
class Metadata:
    """The fields of a draft as the page's head, comments and marked-up parts give them.

    ``base`` resolves its links. ``version`` is where the page lay if that is the AMP, print or mobile version of the
    article at ``url``, else empty. ``category`` is the section of its site that the page names, ``owner`` the site
    itself where the page names that as its writer.
    """

    url: str = ""
    version: str = ""
    base: str = ""
    title: str = ""
    byline: str = ""
    owner: str = ""
    site: str = ""
    published: str = ""
    published_approximate: bool = False
    modified: str = ""
    language: str = ""
    direction: str = ""
    summary: str = ""
    lead_image: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    saved: datetime | None = None
    found: dict[str, tuple[Found, ...]] = field(default_factory=dict)


def read_metadata(page: HtmlElement, markup: str, url: str = "") -> Metadata:
    """The metadata of a page.

    ``markup`` is its source (its comments name where it was saved from); ``url`` is known from outside and wins.
    """
    found = Candidates()
    # As long as the elements are held, no walk has to make them anew.
    elements = list(islice(page.iter(etree.Element), MAX_ELEMENTS))
    metas = metas_of(page)
    items = list(things_of(page))
    marks = marks_of(page, elements)
    saved = saved_by(markup)
    if canonical_url(url):
        found.add("url", url, "given")
    if saved and saved.url:
        found.add("url", saved.url, saved.source)
    time = saved.time if saved else None
    base, version = read_address(page, metas, items, found)
    read_site(metas, items, found, base)
    if not found.best("site"):
        found.add("site", site_in_title(page), "title")
    read_language(page, metas, items, found)
    read_title(page, metas, items, found)
    near = lines_by_title(page, found.best("title"))
    owner = read_byline(page, metas, items, found, marks, near)
    read_dates(page, metas, items, found, found.best("url"), marks, near)
    if not found.best("published"):
        found.add("published", date_in_state(markup), "state")
    approximate = guess_published(page, found, found.best("url"), time)
    read_summary(metas, items, found)
    read_pictures(page, metas, items, found, base, marks)
    read_tags(metas, items, found, marks)
    meta = Metadata(base=base, version=version, saved=time, published_approximate=approximate, owner=owner)
    for name in _FIELDS:
        setattr(meta, name, found.best(name))
    meta.tags = tuple(found.values("tags")[:MAX_TAGS])
    meta.found = {name: tuple(entries[:8]) for name, entries in found.by_field.items() if entries}
    return meta
