"""Shadow trees written into the markup (``<template shadowrootmode>``): each becomes part of the page where it stands.

To a parser of old they are templates, which nobody sees, and what stands in the element itself comes after them,
whatever the order on the screen was.
"""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from readlater.pages.html.trees import drop, unwrap

MAX_ROOTS = 5000
"""Shadow trees of a page that are put in their place; of further ones the text stands where it is."""

MAX_SLOTS = 500
"""Slots of a shadow tree that are filled."""


def expand(root: HtmlElement) -> None:
    """Puts the shadow trees of a page in their places, and what stands in their hosts in their slots. In place."""
    templates = [
        template
        for template in root.iter("template")
        if template.get("shadowrootmode") or template.get("shadowroot")  # the name before it was agreed on
    ]
    for template in templates[:MAX_ROOTS]:
        host = template.getparent()
        if host is not None:
            _fill(host, template)
    for template in templates:
        if template.getparent() is not None:
            unwrap(template)


def _fill(host: HtmlElement, template: HtmlElement) -> None:
    """Gives the elements and the text of a host to the slots of its shadow tree."""
    for style in list(template.iter("style")):
        drop(style)
    slots = [slot for slot in islice(template.iter("slot"), MAX_SLOTS) if _is_of(slot, template)]
    given: dict[str, list[HtmlElement]] = {}
    named = {slot.get("name") or "" for slot in slots}
    for child in list(host):
        if child is template or not isinstance(child.tag, str):
            continue
        name = child.get("slot") or ""
        if name in named and name not in given:
            given[name] = []
        if name in given:
            given[name].append(child)
    text = [host.text or "", template.tail or ""]
    filled: set[str] = set()
    for slot in slots:
        name = slot.get("name") or ""
        elements = given.get(name, []) if name not in filled else []
        filled.add(name)
        if name:
            if elements:
                _put(slot, "", [(element, "") for element in elements])
                for element in elements:
                    element.attrib.pop("slot", None)
        elif elements or any(part.strip() for part in text):
            host.text = template.tail = None
            _put(slot, " ".join(filter(None, text)), [(element, element.tail or "") for element in elements])
    for slot in slots:
        unwrap(slot)


def _put(slot: HtmlElement, text: str, content: list[tuple[HtmlElement, str]]) -> None:
    """Puts elements, each with the text behind it, in a slot, in place of what it shows when nothing is given."""
    for child in list(slot):
        slot.remove(child)
    slot.text = text
    for element, tail in content:
        parent = element.getparent()
        if parent is not None and not tail and element.tail:
            _leave_tail(element, parent)
        slot.append(element)
        element.tail = tail


def _leave_tail(element: HtmlElement, parent: HtmlElement) -> None:
    """Leaves the text behind an element where it is, for the element is going to move."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")


def _is_of(slot: HtmlElement, template: HtmlElement) -> bool:
    """Whether a slot belongs to this shadow tree and not to one within it."""
    parent = slot.getparent()
    while parent is not None and parent.tag != "template":
        parent = parent.getparent()
    return parent is template
