"""Who wrote an HTML page: by its data, ``<meta>`` elements, elements marked up for it, and the lines by its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.pages.clues.people import (
    clean_name,
    find_byline,
    is_date_line,
    is_name,
    names_before_roles,
    without_dates,
)
from readlater.pages.clues.vocabulary import fold
from readlater.pages.clues.wordset import word_set
from readlater.pages.metadata.marks import Marks
from readlater.pages.metadata.structured import Candidates, is_article, texts_of, type_of, unescaped
from readlater.pages.metadata.surroundings import Near, is_aside
from readlater.pages.urls import host_label

_BYLINE_CLASSES = (
    ("byline", "author"),
    (
        "byline-name",
        "byline__name",
        "author-name",
        "author__name",
        "article-author",
        "post-author",
        "entry-author",
        "byline-author",
        "writer",
        "reporter",
    ),
)
"""Class names of elements that hold the byline, the surest first."""


_BYLINE_WORDS = word_set("byline author authors writer contributor authorname dateline writtenby bylines")
_NOT_BYLINE_WORDS = word_set(
    "bio avatar image img photo picture description desc box social about follow title job role date time count link"
)

_NAME_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline)[\s_-]{0,2}(?:name|link)(?:$|\s)|(?:^|\s)(?:fn|author)(?:$|\s)", re.IGNORECASE
)
"""The class of elements that hold a name and nothing else, when they stand within a byline."""

_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|people|person|staff|writers?|contributors?|columnists?|by|autor(?:en|es)?|auteurs?|redakteur)/[^/?#]",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"[\w-]+(?:\.[\w-]+)+|.*(?:\{\{|\$\{|%\w+%).*")
"""What a template wrote where it had no name: ``page.author``, ``{{ author }}``."""

_NO_NAMES = frozenset({"admin", "administrator", "unknown", "editor", "guest", "author", "anonymous", "human"})
_LABEL = re.compile(
    r"(?:article written by|written by|words by|story by|posted by|published by|by|author|authors|von|autor|autorin|"
    r"text|par|auteur|por|escrito por|redacción|di|autore|scritto da|door|av|автор|текст|بقلم|الكاتب|מאת|โดย|ผู้เขียน|"
    r"作者|撰文|文|著者|執筆|글|글쓴이)\s*[:：]?",
    re.IGNORECASE,
)
"""A whole line that says that the name on the next one is the writer's."""

_BY = re.compile(r"^(?:\W*&|\W*(?:and|author))\s+", re.IGNORECASE)
_BY_INSIDE = re.compile(r"\b(?:by|von|por|par)\s.+", re.IGNORECASE)
_ALONE = re.compile(r"[^\W\d_]\S*(?:\s[^\W\d_]\S*){1,3}")
_PORTRAIT = re.compile(
    r"^(?:(?:a )?(?:picture|photo|portrait|headshot|image|avatar) of|foto von|photo de|foto de)\s+"
    r"|(?:['’]s)?\s+(?:avatar|photo|portrait|picture|headshot|profile picture)$",
    re.IGNORECASE,
)
"""What the alternative text of a portrait says besides the name."""

_LOGIN = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")
_WITH = re.compile(r"\s+with\s+(?=[A-Z])")
_MARKS = re.compile(r"[|•·;,@\d/]|\b(?:by|von|por|par)\b", re.IGNORECASE)

_WRITTEN = etree.XPath(
    ".//text()[contains(., 'ritten by') or contains(., 'ritten By') or contains(., 'scrito por')"
    " or contains(., 'crit par') or contains(., 'eschrieben von')"
    " or contains(., 'critto da') or contains(., 'eschreven door')]"
)
"""Texts that say who wrote something."""

_ONE_SMALL_WORD = re.compile(r"[a-z0-9]+")

MAX_BOX = 400
"""Characters of a box about the writer."""

MAX_BYLINE = 120
"""Characters above which what is marked up as the byline is more than names."""


def read_byline(
    page: HtmlElement,
    metas: dict[str, list[str]],
    items: list[dict[str, Any]],
    found: Candidates,
    marks: Marks,
    near: Sequence[Near] = (),
) -> str:
    """Who wrote it: JSON-LD, meta, then marked-up elements, then the lines by the title (``near``).

    An organisation that is the site itself is no writer; it is returned where the page names it as such, for a page
    that shows no other.
    """
    owners: list[str] = []
    sites = {_bare(site) for site in found.values("site")}
    host = host_label(found.best("url"))
    if not sites and host:
        sites.add(_bare(host))

    def add(names: list[str], source: str, strict: bool = False, own: bool = False) -> None:
        cleaned: list[str] = []
        for name in names[:12]:
            said = _cleaned(unescaped(name), marked=source in ("json-ld", "meta"))
            if (
                not said
                or re.match(r"https?:|www\.|@", said)
                or len(said) > MAX_BYLINE
                or fold(said) in _NO_NAMES
                or _PLACEHOLDER.fullmatch(said)
            ):
                continue
            if strict:
                said = names_before_roles(said)
                if not is_name(said):
                    continue
            if fold(said) not in [fold(other) for other in cleaned]:
                cleaned.append(said)
        if cleaned and (len(cleaned) > 1 or own or _bare(cleaned[0]) not in sites):
            found.add("byline", ", ".join(cleaned), source)
        elif cleaned:
            owners.append(cleaned[0])

    for thing in items:
        if is_article(thing):
            author = thing.get("author") or thing.get("creator")
            if "webpage" not in type_of(thing).lower():
                owners += [name for name in map(safe_line, texts_of(author, "name")) if _bare(name) in sites]
            names = list(texts_of(_people(author, sites | {_bare(host)}), "name"))
            add([name for name in names if _bare(name) not in sites] or names, "json-ld", own=True)
    for name in (
        "author",
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
        "parsely-author",
        "cxenseparse:author",
        "sailthru.author",
        "byl",
        "citation_author",
        "article:author",
        "og:author",
    ):
        add(metas.get(name, []), "meta", strict=name == "article:author")
    for number in ("1", "2"):
        if "written by" in " ".join(metas.get(f"twitter:label{number}", [])).lower():
            add(metas.get(f"twitter:data{number}", []), "meta", own=True)
    for element in _byline_elements(marks):
        if is_aside(element):
            continue
        add(_names_in(element), "element", strict=True)
    if not found.best("byline"):
        for line, following in pairwise((*near, Near(""))):
            add(_names_near(line, host), "title", strict=True, own=True)
            if _LABEL.fullmatch(line.text) and len(following.text) <= MAX_BYLINE:
                add([following.text], "title", strict=True, own=True)
    if not found.best("byline"):
        add(_names_alone(page, near, found, marks), "title", strict=True, own=True)
    if not found.best("byline"):
        add(_names_written(page), "text", strict=True, own=True)
    _prefer_shown(page, found)
    return next((name for name in owners if not _LOGIN.fullmatch(name) and not _ONE_SMALL_WORD.fullmatch(name)), "")


def _names_alone(page: HtmlElement, near: Sequence[Near], found: Candidates, marks: Marks) -> list[str]:
    """The name that stands alone or beside a date by the title, if a portrait or an element for the writer says it too.

    Without that it may as well be the name of a section.
    """
    sites = {_bare(name) for name in found.values("site")}
    said = [without_dates(line.text) if is_date_line(line.text) else line.text for line in near]
    names = [name for name in said if _ALONE.fullmatch(name) and is_name(name) and _bare(name) not in sites]
    if not names:
        return []
    portraits = {_bare(_PORTRAIT.sub("", image.get("alt") or "")) for image in page.iter("img") if image.get("alt")}
    boxes = [_text(element) for element, _ in marks.writers[:20] if not is_aside(element)]
    boxes = [box for box in boxes if len(box) <= MAX_BOX]
    return next(([name] for name in names if _bare(name) in portraits or any(name in box for box in boxes)), [])


def _names_written(page: HtmlElement) -> list[str]:
    """The names behind *Written by*, wherever that stands, if it stands before one name only."""
    body = page.find("body")
    names: list[str] = []
    for text in cast("list[Any]", _WRITTEN(body))[:5] if body is not None else ():
        element = text.getparent()
        if element.tag in ("script", "style", "noscript") or is_aside(element):
            continue
        line = safe_line(text) if len(text) > MAX_BYLINE else _text(element)
        after = element.getnext()
        if _LABEL.fullmatch(line) and after is not None:
            line = f"{line} {_text(after)}"
        byline = find_byline(line)
        names += [byline.name] if byline and not byline.inline else []
    return names if len({_bare(name) for name in names}) == 1 else []


def _people(author: object, sites: set[str]) -> object:
    """The author of JSON-LD without organisations that are the site."""
    if isinstance(author, list):
        return [part for part in author if _people(part, sites) is not None]
    if isinstance(author, dict) and "organization" in type_of(author).lower():
        name = author.get("name")
        return None if not isinstance(name, str) or _bare(name) in sites else author
    return author


def _prefer_shown(page: HtmlElement, found: Candidates) -> None:
    """Looks at whether the page shows the byline that only its data gives.

    One that is shown goes before one that nobody who reads the page sees; a login name that is not shown is none.
    """
    entries = found.by_field.get("byline", [])
    body = page.find("body")
    if not entries or body is None or entries[0].source not in ("json-ld", "meta"):
        return
    shown = next((entry for entry in entries if entry.source in ("element", "title")), None)
    login = _LOGIN.fullmatch(entries[0].value) is not None
    if shown is None and not login:
        return
    said = _bare("".join(str(text) for text in body.xpath(".//text()[not(parent::script or parent::style)]")))
    if any(_bare(name) in said for name in entries[0].value.split(", ")):
        return
    if login:
        entries.pop(0)
    elif shown is not None:
        entries.remove(shown)
        entries.insert(0, shown)


def _bare(name: str) -> str:
    """A name by its letters and digits only."""
    return re.sub(r"[\W_]+", "", fold(name))


def _cleaned(name: str, marked: bool) -> str:
    """A name without what stands about it; one that data names as such stays whole, if nothing in it speaks against."""
    whole = safe_line(name).strip(" .,;:|-–—")
    if marked and not _MARKS.search(whole) and not whole.isupper() and len(whole.split()) <= 8:
        return whole
    return clean_name(_WITH.sub(", ", _BY.sub("", whole)))


def _names_in(element: HtmlElement) -> list[str]:
    """The names in an element that is marked up as the byline: those of inner elements marked up for them, or its text.

    So the word before a name (*By*, 글쓴이, بواسطة) needs not be known.
    """
    if element.get("content"):
        return [element.get("content") or ""]
    said = _text(element)
    if not said or len(said) > 2 * MAX_BYLINE:
        return []
    inner = [part for part in element.iterdescendants(etree.Element) if _is_marked(part)]
    around = {outer for part in inner for outer in part.iterancestors()}
    names = [_text(part) for part in inner if part not in around]
    if not names:
        names = [_text(link) for link in element.iter("a")]
        names = [name for name in names if " " in name.strip() and is_name(name)]
    if names and all(is_name(clean_name(name)) for name in names):
        return list(dict.fromkeys(names))
    return [said] if len(said) <= MAX_BYLINE else []


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element within a byline is marked up as a name."""
    return (
        element.get("itemprop") == "name"
        or (element.tag == "a" and element.get("rel") == "author")
        or _NAME_CLASS.search(element.get("class") or "") is not None
    )


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _names_near(line: Near, host: str) -> list[str]:
    """The names on a line by the title, if it is a byline or links to the page of a writer."""
    if len(line.text) > MAX_BYLINE:
        return []
    linked = [text for text, address in line.links if _is_author_page(address, host) and is_name(text)]
    if linked:
        return linked
    parts = [part.strip() for part in re.split(r"\s*[|•·・]\s*|\s[-–—]\s", line.text) if part.strip()]
    said = [line.text, *parts, *(f"{first} | {second}" for first, second in pairwise(parts))]
    said += [match.group() for match in _BY_INSIDE.finditer(line.text)] if is_date_line(line.text) else []
    for text in said:
        byline = find_byline(text)
        if byline and not byline.inline:
            return [byline.name]
    return []


def _is_author_page(address: str, host: str) -> bool:
    """Whether an address is that of a writer's page on the same site."""
    elsewhere = re.match(r"(?:https?:)?//", address) is not None and (not host or host_label(address) != host)
    return not elsewhere and _AUTHOR_PAGE.search(address) is not None


def _byline_elements(marks: Marks) -> list[HtmlElement]:
    """Elements marked up as the byline, the surest first, few of each kind."""
    kinds: list[list[HtmlElement]] = [[] for _ in range(4 + len(_BYLINE_CLASSES))]
    for name in ("author", "dc:creator", "dcterms:creator"):
        for element in marks.properties.get(name, [])[:20]:
            if element.get("rel"):
                kinds[2] += [element] if element.tag == "a" else []
                continue
            named = next((part for part in element.iter() if part.get("itemprop") == "name"), None)
            kinds[0 if named is not None else 1].append(named if named is not None else element)
    for element, text in marks.writers:
        names = (element.get("class") or "").split()
        for place, wanted in enumerate(_BYLINE_CLASSES):
            if names and not set(names).isdisjoint(wanted):
                kinds[3 + place].append(element)
        words = {word for name in text.split()[:7] for word in re.split(r"[-_]+", name.lower())}
        if words & _BYLINE_WORDS and not words & _NOT_BYLINE_WORDS:
            kinds[-1].append(element)
    return [element for kind in kinds for element in kind[:3]]
