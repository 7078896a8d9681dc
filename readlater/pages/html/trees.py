"""Small changes to a tree that keep the text around what is changed."""

from __future__ import annotations

from lxml.html import HtmlElement


def words_of(element: HtmlElement) -> str:
    """The text within an element on one line."""
    return " ".join("".join(element.itertext()).split())


def classes(element: HtmlElement) -> set[str]:
    """The class names of an element in lower case."""
    return set((element.get("class") or "").lower().split())


def drop(element: HtmlElement) -> None:
    """Takes an element out with all that is in it; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def unwrap(element: HtmlElement) -> None:
    """Takes an element out and leaves what is in it. Takes no longer where it has many neighbours."""
    parent = element.getparent()
    if parent is None:
        return
    _say_before(element, parent, element.text)
    for child in list(element):
        element.addprevious(child)
    _say_before(element, parent, element.tail)
    parent.remove(element)


def _say_before(element: HtmlElement, parent: HtmlElement, text: str | None) -> None:
    """Puts a text right before an element."""
    if not text:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def rename(element: HtmlElement, tag: str) -> None:
    """Makes an element one of another kind."""
    element.tag = tag
