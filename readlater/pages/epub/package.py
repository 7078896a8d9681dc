"""What an EPUB says of itself: its package file (OPF), its table of contents, what is protected in it."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from readlater.errors import PageError
from readlater.language.dates import parse_date
from readlater.language.safe import safe_line
from readlater.pages.containers.member import SpentError
from readlater.pages.containers.zips import Archive
from readlater.pages.html.parse import parse
from readlater.pages.urls import canonical_url

_XML_LIMIT = 8 * 1024 * 1024
_MAX_SPINE = 20_000
_PAGE_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", "")
_FONT_KEYS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways of hiding fonts, which hinder nobody from reading."""

_ISBN = re.compile(r"^(?:urn:)?(?:isbn|uuid|doi|asin|calibre)\b", re.IGNORECASE)


@dataclass(slots=True)
class Package:
    """The fields of a book and its chapters in reading order, as paths in the file."""

    title: str = ""
    creators: list[str] = field(default_factory=list)
    publisher: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    description: str = ""
    subjects: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    cover: str = ""
    direction: str = ""
    spine: list[str] = field(default_factory=list)
    contents: set[str] = field(default_factory=set)
    """Chapters that are only a table of contents."""
    titles: dict[str, str] = field(default_factory=dict)
    """Chapter → what the table of contents calls it."""
    encrypted: set[str] = field(default_factory=set)


def read_package(archive: Archive) -> Package:
    """The package of an EPUB; of a damaged one, what can be made out: at worst all its pages by name.

    Raises:
        PageError: there is no page in it at all.
    """
    package = Package()
    path = _package_path(archive)
    root = _xml(archive, path) if path else None
    if root is not None:
        _read_fields(package, root)
        _read_chapters(package, archive, root, posixpath.dirname(path))
    if not any(chapter in archive.entries for chapter in package.spine):
        package.spine = [entry for entry in archive.entries if re.search(r"\.x?html?$", entry, re.IGNORECASE)]
    if not package.spine:
        raise PageError(f"{archive.name} is an EPUB without chapters; save or copy it again.")
    package.encrypted = _encrypted(archive)
    return package


def _package_path(archive: Archive) -> str:
    """The path of the package file."""
    root = _xml(archive, "META-INF/container.xml")
    if root is not None:
        for element in _named(root, "rootfile"):
            path = _resolved("", element.get("full-path") or "", archive)
            if path in archive.entries:
                return path
    return next((entry for entry in archive.entries if entry.lower().endswith(".opf")), "")


def _xml(archive: Archive, path: str) -> etree._Element | None:
    """The root of an XML file, mended where it is broken; entities are not expanded and nothing is fetched."""
    if path not in archive.entries:
        return None
    try:
        data = archive.read(path, _XML_LIMIT)
    except (PageError, SpentError):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _named(root: etree._Element, name: str) -> list[etree._Element]:
    """All elements of a local name, whatever their namespace."""
    return list(root.iter(f"{{*}}{name}"))


def _text(element: etree._Element) -> str:
    return safe_line("".join(str(text) for text in element.itertext()))


def _read_fields(package: Package, root: etree._Element) -> None:
    """Fills in the fields of Dublin Core and the ``meta`` elements."""
    refined = _refinements(root)
    titles = [element for element in _named(root, "title") if _text(element)]
    main = [one for one in titles if refined.get((one.get("id") or "", "title-type")) == "main"]
    package.title = _text((main or titles)[0]) if titles else ""
    creators: dict[str, None] = {}
    for element in _named(root, "creator"):
        role = _attribute(element, "role") or refined.get((element.get("id") or "", "role"), "")
        name = _text(element)
        if name and role in ("", "aut") and name.casefold() not in ("unknown", "unbekannt", "inconnu"):
            creators.setdefault(name)
    package.creators = list(creators)
    package.publisher = _first(root, "publisher")
    package.language = _first(root, "language")
    markup = _first(root, "description")
    package.description = _plain(markup) if "<" in markup else markup
    package.subjects = [_text(element) for element in _named(root, "subject") if _text(element)]
    for name in ("source", "identifier", "relation"):
        for element in _named(root, name):
            url = _text(element)
            if not _ISBN.match(url) and canonical_url(url):
                package.urls.append(url)
    _read_dates(package, root)


def _plain(markup: str) -> str:
    """The text of a description that is markup."""
    return safe_line(" ".join(str(text) for text in parse(markup).itertext()))


def _read_dates(package: Package, root: etree._Element) -> None:
    dates: dict[str, str] = {}
    for element in _named(root, "date"):
        date = parse_date(_text(element))
        if date and not date.startswith("0101"):
            dates.setdefault((_attribute(element, "event") or "publication").lower(), date)
    package.published = dates.get("publication", "") or dates.get("original-publication", "")
    package.modified = dates.get("modification", "")
    for element in _named(root, "meta"):
        if element.get("property") == "dcterms:modified":
            package.modified = package.modified or parse_date(_text(element))


def _refinements(root: etree._Element) -> dict[tuple[str, str], str]:
    """(id, property) → value of the ``meta`` elements that say more of another one."""
    return {
        ((element.get("refines") or "").lstrip("#"), element.get("property") or ""): _text(element)
        for element in _named(root, "meta")
        if element.get("refines")
    }


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(str(key)).localname == name), "")


def _first(root: etree._Element, name: str) -> str:
    return next((_text(element) for element in _named(root, name) if _text(element)), "")


def _read_chapters(package: Package, archive: Archive, root: etree._Element, folder: str) -> None:
    """Fills in the reading order, the table of contents and the cover."""
    items = {element.get("id") or "": element for element in _named(root, "item")}
    paths = {key: _resolved(folder, element.get("href") or "", archive) for key, element in items.items()}
    spine = next(iter(_named(root, "spine")), None)
    wanted: dict[str, None] = {}
    late: dict[str, None] = {}
    for element in _named(spine, "itemref")[:_MAX_SPINE] if spine is not None else []:
        key = element.get("idref") or ""
        item = items.get(key)
        if item is None or (item.get("media-type") or "").strip().lower() not in _PAGE_TYPES or not paths[key]:
            continue
        (late if element.get("linear") == "no" else wanted).setdefault(paths[key])
    package.spine = [*wanted, *(path for path in late if path not in wanted)]
    direction = (spine.get("page-progression-direction") or "") if spine is not None else ""
    package.direction = "rtl" if direction == "rtl" and package.language[:2] in ("ar", "he", "fa", "ur", "yi") else ""
    for key, item in items.items():
        kinds = (item.get("properties") or "").split()
        if "nav" in kinds:
            package.contents.add(paths[key])
            _read_nav(package, archive, paths[key])
        if "cover-image" in kinds:
            package.cover = paths[key]
        if (item.get("media-type") or "").strip().lower() == "application/x-dtbncx+xml":
            _read_ncx(package, archive, paths[key])
    for element in _named(root, "reference"):
        if (element.get("type") or "").lower() == "toc":
            package.contents.add(_resolved(folder, element.get("href") or "", archive))
    for element in _named(root, "meta"):
        if element.get("name") == "cover" and not package.cover:
            package.cover = paths.get(element.get("content") or "", "")
    if package.cover not in archive.entries or re.search(r"\.x?html?$", package.cover):
        package.cover = ""


def _read_nav(package: Package, archive: Archive, path: str) -> None:
    """Titles of chapters from the table of contents of EPUB 3, a page."""
    if path not in archive.entries:
        return
    try:
        data = archive.read(path, _XML_LIMIT)
    except (PageError, SpentError):
        return
    from readlater.pages.decode import decode

    tree = parse(decode(data).text)
    navs = [nav for nav in tree.iter("nav") if "toc" in (nav.get("epub:type") or nav.get("role") or "")]
    for place in navs[:1] or [tree]:
        for link in place.iter("a"):
            target = _resolved(posixpath.dirname(path), link.get("href") or "", archive)
            title = safe_line("".join(link.itertext()))
            if target and title:
                package.titles.setdefault(target, title)


def _read_ncx(package: Package, archive: Archive, path: str) -> None:
    """Titles of chapters from the table of contents of EPUB 2."""
    root = _xml(archive, path)
    if root is None:
        return
    for point in _named(root, "navPoint"):
        label = next((child for child in point if isinstance(child.tag, str) and _local(child) == "navLabel"), None)
        content = next((child for child in point if isinstance(child.tag, str) and _local(child) == "content"), None)
        if label is not None and content is not None:
            target = _resolved(posixpath.dirname(path), content.get("src") or "", archive)
            if target and _text(label):
                package.titles.setdefault(target, _text(label))


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _resolved(folder: str, href: str, archive: Archive) -> str:
    """The path in the file that an address means: relative to a folder, without its fragment, decoded."""
    plain = href.split("#", 1)[0].strip()
    if not plain or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", plain):
        return ""
    path = ""
    for address in (unquote(plain), plain):
        path = posixpath.normpath(posixpath.join(folder, address)).lstrip("/")
        if path in archive.entries:
            return path
    folded = path.casefold()
    return next((entry for entry in archive.entries if entry.casefold() == folded), path) if folded else path


def _encrypted(archive: Archive) -> set[str]:
    """The files that can't be read without a key."""
    root = _xml(archive, "META-INF/encryption.xml")
    if root is None:
        return set()
    locked = set()
    for element in _named(root, "EncryptedData"):
        method = next((_attribute(one, "Algorithm") for one in _named(element, "EncryptionMethod")), "")
        for reference in _named(element, "CipherReference"):
            if method not in _FONT_KEYS:
                locked.add(_resolved("", _attribute(reference, "URI"), archive))
    return locked
