"""Stage one: markup becomes a tree, whatever it is."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, document_fromstring

from readlater.pages.guard import MAX_DEPTH, flatten, guard
from readlater.pages.html.shapes import normalise

ID = "data-rl"
"""The attribute that numbers the elements of a tree in document order, so that they are known again in its copies."""

_TOO_DEEP = f"boolean({'/*' * (MAX_DEPTH + 10)})"
_HEAD = frozenset({"title", "meta", "link", "base", "script", "style", "noscript", "template", "basefont", "bgsound"})
"""The elements that a head may hold."""

_CLASSES = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
)
"""One class for all elements. lxml's own choice of one by name calls Python for every element of every walk, only for
the sake of forms."""


def parse(markup: str) -> HtmlElement:
    """The tree of a page as plain HTML (`normalise`), its elements numbered by `ID`.

    Comments and processing instructions are left out.

    Never fails: markup without any element gives an empty page.
    """
    text = guard(markup)
    root = _tree(text)
    if root.xpath(_TOO_DEEP):
        root = _tree(flatten(text))
    _part_head_from_body(root)
    normalise(root)
    _number(root)
    return root


def _tree(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    data = text.encode("utf-8", "replace")
    try:
        return document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return document_fromstring(b"<html><head></head><body></body></html>", parser=parser)


def _part_head_from_body(root: HtmlElement) -> None:
    """Moves what is no part of a head into the body.

    A page need not write the tags of head and body. The parser knows that a paragraph begins the body, but not that an
    article, a main part or a header does.
    """
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return
    first = next((place for place, child in enumerate(head) if child.tag not in _HEAD), None)
    if first is None:
        return
    moved = list(head)[first:]
    moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
    body.text = None
    for place, child in enumerate(moved):
        body.insert(place, child)


def _number(root: HtmlElement) -> None:
    for number, element in enumerate(root.iter(etree.Element)):
        etree._Element.set(element, ID, str(number))


def number_of(element: HtmlElement) -> int:
    """The number of an element in its page, or -1 for one that was made later."""
    return int(element.get(ID, "-1"))
