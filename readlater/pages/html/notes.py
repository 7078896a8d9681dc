"""Footnotes in the shapes that programs write them: their references and their texts are found and marked.

A reference is a raised or so named link to a block of the page; what it leads to is the note. The links back are taken
out, and so is the note's own number, which its label repeats. Notes that stand in the line (side notes, tooltips) are
moved behind the block that they stand in.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from readlater.pages.clues.wordset import word_set
from readlater.pages.html.trees import classes, drop, rename, words_of

REFERENCE = "data-rl-reference"
"""Marks a reference with the label of its note."""

NOTE = "data-rl-note"
"""Marks the text of a note with its label."""

MAX_LABEL = 12
MAX_NOTE = 8000
"""Characters of a block above which it is no note."""

_NAMED = re.compile(r"foot-?notes?|note-?ref|fnref|endnote|sidenote|mso-footnote|mso-endnote", re.IGNORECASE)
_NOTE_ID = re.compile(
    r"^(?:user-content-)?_?(?:fn|ftn|edn|footnote|endnote|note|cite_note)[\W_]*\w{0,12}$", re.IGNORECASE
)
_SHORT = re.compile(r"^[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,4})[\])]?$", re.IGNORECASE)
_BACK = re.compile(r"^[\s↩︎↑^⏎⤴←⇑▲⬆\ufe0e\ufe0f]+$")
_NOTHING = re.compile(r"^[\s^↑↩.,;:()\[\]–—|-]*$")
_HOLDERS = word_set("li p dd div aside section td")
_WRAPPERS = word_set("span sup sub b i em strong small cite")
_IN_LINE = re.compile(
    r"^(?:side-?note|margin-?note|footnote[-_]?(?:tooltip|text|content|body|popup)|fn-?(?:text|content|body))$",
    re.IGNORECASE,
)
_MARGIN_SIGN = word_set("sidenote-number margin-toggle sidenote-toggle")
_APART = word_set("h1 h2 h3 h4 h5 h6 article main table nav form")


def mark_notes(body: HtmlElement) -> None:
    """Marks the references and the notes below ``body``, in place."""
    _lift(body)
    links = [(link, anchor) for link in body.iter("a") if (anchor := _local(link)) and _is_reference(link, anchor)]
    if not links:
        return
    wanted = {anchor for _, anchor in links}
    places = _places(body, wanted)
    labels: dict[HtmlElement, str] = {}
    answers: dict[HtmlElement, set[str]] = {}
    for link, anchor in links:
        place = places.get(anchor)
        note = _holder(place) if place is not None else None
        if note is None or any(parent is note or parent in labels for parent in link.iterancestors()):
            continue
        label = labels.setdefault(note, words_of(link).strip("[]() "))
        answers.setdefault(note, set()).update(_names_near(link))
        _outermost(link).set(REFERENCE, label)
    for note, label in labels.items():
        _mark(note, label, answers[note])


def _local(link: HtmlElement) -> str:
    """The anchor that a link leads to, or an empty string."""
    href = link.get("href") or ""
    return href.rsplit("#", 1)[-1].strip() if "#" in href else ""


def _is_reference(link: HtmlElement, anchor: str) -> bool:
    label = words_of(link) if len(link) < 6 else ""
    if not label or len(label) > MAX_LABEL or _BACK.match(label):
        return False
    parent = link.getparent()
    raised = link.find(".//sup") is not None or (parent is not None and "sup" in (parent.tag, _tag_above(parent)))
    if raised:
        return True
    said = " ".join(link.get(name) or "" for name in ("class", "role", "rel", "style", "type", "epub:type"))
    inner = " ".join(child.get("class") or "" for child in link)
    if _NAMED.search(f"{said} {inner}"):
        return True
    return bool(_SHORT.match(label) and (_NOTE_ID.match(anchor)))


def _tag_above(element: HtmlElement) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _places(body: HtmlElement, wanted: set[str]) -> dict[str, HtmlElement]:
    """The elements with these names, the first of each."""
    places: dict[str, HtmlElement] = {}
    for element in body.iterdescendants():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name and name in wanted:
                places.setdefault(name, element)
    return places


def _holder(place: HtmlElement) -> HtmlElement | None:
    """The block that is the note, given the element with its name; None if that is something else."""
    block: HtmlElement | None = place
    while block is not None and block.tag not in _HOLDERS:
        if block.tag in _APART or block.tag == "body":
            return None
        block = block.getparent()
    if block is None or sum(map(len, block.itertext())) > MAX_NOTE or next(block.iter(*_APART), None) is not None:
        return None
    parent = block.getparent()
    if block.tag == "p" and parent is not None and parent.tag in ("div", "li", "aside"):
        name = f"{parent.get('id') or ''} {parent.get('class') or ''}"
        siblings = [child for child in parent if child is not block and words_of(child)]
        if (not siblings and parent.tag != "div") or re.search(
            r"(?:^|\s)(?:ftn|edn|fn|footnote)[-_]?\d*(?:\s|$)", name
        ):
            return parent if sum(map(len, parent.itertext())) <= MAX_NOTE else block
    return block


def _names_near(link: HtmlElement) -> set[str]:
    """The names that a link back may use: of the reference and of what is right around it or in it."""
    around = [link, *link][:8]
    parent = link.getparent()
    for _ in range(2):
        if parent is None or parent.tag in _HOLDERS:
            break
        around.append(parent)
        parent = parent.getparent()
    return {name for element in around for name in (element.get("id"), element.get("name")) if name}


def _outermost(link: HtmlElement) -> HtmlElement:
    """The raised element around a link, if there is nothing else in it."""
    element = link
    for _ in range(2):
        parent = element.getparent()
        if parent is None or parent.tag not in ("sup", "span") or words_of(parent) != words_of(element):
            break
        element = parent
    return element


def _mark(note: HtmlElement, label: str, answers: set[str]) -> None:
    """Marks a note and takes out what leads back from it."""
    for link in list(note.iter("a")):
        anchor = _local(link)
        said = words_of(link)
        here = (link.get("href") or "#").startswith("#")
        own = not said or said.strip("[]().: ") == label or _BACK.match(said)
        if (anchor and anchor in answers) or (here and own):
            _drop_wrapped(link, note)
    _without_label(note, label)
    if note.tag in ("aside", "section"):
        rename(note, "div")
    for name in ("role", "epub:type"):
        note.attrib.pop(name, None)
    note.set(NOTE, label)


def _drop_wrapped(link: HtmlElement, note: HtmlElement) -> None:
    """Takes a link out, and what is around it if nothing is left there."""
    element = link
    parent = element.getparent()
    drop(element)
    while parent is not None and parent is not note and parent.tag in _WRAPPERS and _NOTHING.match(words_of(parent)):
        element, parent = parent, parent.getparent()
        drop(element)


def _without_label(note: HtmlElement, label: str) -> None:
    """Takes the number away that a note's text begins with."""
    first = next(iter(note), None)
    while first is not None and not (note.text or "").strip() and first.tag in ("p", "div") and len(first) < 40:
        if (first.text or "").strip() or not len(first):
            break
        note, first = first, next(iter(first), None)
    if first is not None and not (note.text or "").strip() and first.tag in _WRAPPERS:
        if words_of(first).strip("[]().: ") == label:
            drop(first)
    else:
        first = first if first is not None and first.tag in ("p", "div") and not (note.text or "").strip() else note
        note = first
    text = note.text or ""
    note.text = re.sub(rf"^\s*(?:[\[(]?{re.escape(label)}[\]).:]+(?=\s|$)|[\]).:^]+(?=\s))\s*", "", text)


def _lift(body: HtmlElement) -> None:
    """Moves notes that stand in the line behind the block they stand in, and makes sure that each has a reference."""
    number = 0
    for note in [
        element for element in body.iter("span", "small", "label") if any(map(_IN_LINE.match, classes(element)))
    ]:
        text = words_of(note)
        block = next((parent for parent in note.iterancestors() if parent.tag in _HOLDERS), None)
        if block is None or block.getparent() is None or not text or note.tag == "label":
            continue
        number += 1
        sign = _sign_before(note)
        label = words_of(sign).strip("[]() ") if sign is not None else ""
        if not label or len(label) > MAX_LABEL:
            label = str(number)
            sign = note.makeelement("sup")
            sign.text = label
            note.addprevious(sign)
            sign.tail = None
        if sign is not None:
            sign.set(REFERENCE, label)
        tail, note.tail = note.tail, None
        before = note.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
        parent = block.getparent()
        parent.append(note)
        rename(note, "div")
        note.attrib.clear()
        note.set(NOTE, label)
        _without_label(note, label)


def _sign_before(note: HtmlElement) -> HtmlElement | None:
    """The reference right before a note that stands in the line; signs that only a style sheet numbers go."""
    before = note.getprevious()
    while before is not None and (before.tag == "input" or classes(before) & _MARGIN_SIGN):
        sign, before = before, before.getprevious()
        if not words_of(sign):
            drop(sign)
    if before is None or (before.tail or "").strip():
        return None
    if before.tag in ("sup", "a", "label", "span") and _SHORT.match(words_of(before)):
        return before
    return None
