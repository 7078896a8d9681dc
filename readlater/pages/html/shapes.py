"""What pages write in ways of their own becomes plain HTML, before anything looks at the tree.

Every stage after this one, the voters of other projects among them, then knows a picture, a player, a heading, a note
or a task when it sees one.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from readlater.pages.clues.wordset import word_set
from readlater.pages.html.notes import mark_notes
from readlater.pages.html.shadow import expand
from readlater.pages.html.trees import classes, drop, rename, unwrap, words_of

TASK = "data-rl-task"
"""Marks an item of a task list: ``done`` or ``open``."""

CALLOUT = "data-rl-callout"
"""Marks a quotation that was a box beside the text: a note, a warning."""

MAX_CALLOUT = 3000
"""Characters of a box above which it is a part of the page and no remark."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PERMALINK = re.compile(
    r"^(?:[¶#§🔗⚓\s\u200b]*|link|permalink|direct link to .*|permanent link to .*|edit)$", re.IGNORECASE
)
_PERMALINK_CLASS = word_set(
    "headerlink headeranchor header-anchor anchor anchorlink hash-link heading-anchor permalink"
)
_WITHOUT_CONTENT = ("source", "track", "wbr", "param", "embed")
_AMP = {
    "amp-img": "img",
    "amp-anim": "img",
    "amp-video": "video",
    "amp-audio": "audio",
    "amp-iframe": "iframe",
    "amp-video-iframe": "iframe",
}
_PLAYERS = {
    "amp-youtube": "https://www.youtube.com/embed/{}",
    "lite-youtube": "https://www.youtube.com/embed/{}",
    "youtube-video": "https://www.youtube.com/embed/{}",
    "amp-vimeo": "https://player.vimeo.com/video/{}",
    "lite-vimeo": "https://player.vimeo.com/video/{}",
    "amp-dailymotion": "https://www.dailymotion.com/embed/video/{}",
    "amp-soundcloud": "https://api.soundcloud.com/tracks/{}",
}
"""Elements that name a film of a host by its number alone."""

_CALLOUTS = word_set(
    "admonition callout markdown-alert theme-admonition starlight-aside alert custom-block hint-box note-box "
    "info-box warning-box docutils-note"
)
_CALLOUT_KINDS = word_set("note tip warning caution important danger hint attention info seealso error")
_CALLOUT_TITLE = re.compile(r"(?:^|[\s_-])(?:title|heading|header)(?:$|[\s_-])", re.IGNORECASE)
_TITLES = ("p", "div", "span", "h3", "h4", "h5", "h6", "summary")
_INTERACTIVE = ("form", "button", "input", "select", "h1", "article", "main")


def normalise(root: HtmlElement) -> None:
    """Rewrites a tree, in place."""
    expand(root)
    body = root.find("body")
    if body is None:
        return
    _void_elements(body)
    _players(body)
    _hidden_pictures(body)
    _headings(body)
    _tasks(body)
    _attributions(body)
    _callouts(body)
    mark_notes(body)


def _void_elements(body: HtmlElement) -> None:
    """Moves out what a parser put into elements that never hold anything, such as the picture into its sources."""
    for element in [element for element in body.iter(*_WITHOUT_CONTENT) if len(element) or element.text]:
        parent = element.getparent()
        if parent is None:
            continue
        place = parent.index(element) + 1
        tail, element.tail = element.tail or "", element.text
        element.text = None
        children = list(element)
        for child in reversed(children):
            parent.insert(place, child)
        last = children[-1] if children else element
        last.tail = (last.tail or "") + tail


def _players(body: HtmlElement) -> None:
    """Makes the elements of AMP, and players that know a film by its number, the plain ones."""
    for element in [element for element in body.iter(etree.Element) if "-" in element.tag]:
        tag = element.tag
        if tag == "amp-ad" or tag == "amp-sidebar":
            drop(element)
        elif tag in _AMP:
            for child in [child for child in element if child.get("placeholder") is not None]:
                drop(child)
            for child in [child for child in element if child.get("fallback") is not None or child.tag == "noscript"]:
                drop(child)
            rename(element, _AMP[tag])
        elif tag in _PLAYERS:
            number = element.get("data-videoid") or element.get("videoid") or element.get("video-id") or ""
            number = number or element.get("data-trackid") or ""
            if re.fullmatch(r"[\w-]{4,40}", number):
                rename(element, "iframe")
                element.set("src", _PLAYERS[tag].format(number))
                if element.get("playlabel") and not element.get("title"):
                    element.set("title", re.sub(r"^play:\s*", "", element.get("playlabel") or "", flags=re.IGNORECASE))


def _hidden_pictures(body: HtmlElement) -> None:
    """Brings pictures for readers without scripts to where they are seen; beside the same one only its address."""
    for noscript in list(body.iter("noscript")):
        pictures = list(noscript.iter("img"))
        if not pictures or len(words_of(noscript)) > 200:
            continue
        shown = _picture_beside(noscript)
        if shown is None:
            unwrap(noscript)
            continue
        given = shown.get("src") or ""
        source = pictures[0].get("src") or ""
        if source and (not given or (given.startswith("data:") and ";sha256=" not in given)):
            shown.set("src", source)
        if pictures[0].get("alt") and not shown.get("alt"):
            shown.set("alt", pictures[0].get("alt") or "")
        drop(noscript)


def _picture_beside(noscript: HtmlElement) -> HtmlElement | None:
    """The picture that a script fills in the place of the one in ``noscript``."""
    for beside in (noscript.getprevious(), noscript.getnext()):
        if beside is None or (noscript.getprevious() is beside and (beside.tail or "").strip()):
            continue
        if beside.tag == "img":
            return beside
        found: HtmlElement | None = beside.find(".//img") if beside.tag in ("picture", "a", "span", "div") else None
        if found is not None and not words_of(beside):
            return found
    parent = noscript.getparent()
    if parent is not None and parent.tag in ("picture", "figure"):
        return next((image for image in parent.iter("img") if noscript not in image.iterancestors()), None)
    return None


def _headings(body: HtmlElement) -> None:
    """Takes the links to themselves out of headings and terms; their targets stay as the heading's own id."""
    for heading in list(body.iter(*_HEADINGS, "dt")):
        for link in list(heading.iter("a"))[:8]:
            _heading_link(heading, link)
        for button in list(heading.iter("button"))[:8]:
            unwrap(button)
        beside = heading.getnext()
        if beside is not None and beside.tag == "a" and not (heading.tail or "").strip() and not words_of(beside):
            _heading_link(heading, beside)
    for link in list(body.iter("a")):
        if classes(link) & {"headerlink", "anchorlink", "header-anchor"} and _PERMALINK.match(words_of(link)):
            drop(link)


def _heading_link(heading: HtmlElement, link: HtmlElement) -> None:
    href = (link.get("href") or "").strip()
    said = words_of(link)
    is_local = "#" in href
    is_named = bool(classes(link) & _PERMALINK_CLASS) or link.get("aria-hidden") == "true"
    if not said and link.find(".//img") is not None and not is_local:
        return
    if (is_local or is_named or not href) and _PERMALINK.match(said):
        name = link.get("id") or link.get("name") or ""
        own = href.rsplit("#", 1)[-1] if is_local else ""
        if not heading.get("id") and (own or name):
            heading.set("id", own or name)
        drop(link)
    elif href.startswith("#") and heading.tag != "dt" and said == words_of(heading):
        if not heading.get("id"):
            heading.set("id", href[1:])
        unwrap(link)


def _tasks(body: HtmlElement) -> None:
    """Marks the items of task lists and takes their boxes away, which voters take for a form."""
    seen: set[HtmlElement] = set()
    for box in [box for box in body.iter("input") if (box.get("type") or "").lower() == "checkbox"]:
        item = next((parent for parent in box.iterancestors() if parent.tag in ("li", "ul", "ol", "form")), None)
        if item is None or item.tag != "li" or item in seen:
            continue
        seen.add(item)
        before = "".join(item.itertext()).lstrip()
        following = (box.tail or "").strip() or "".join(item.itertext())
        if not before.startswith(following.strip()[:40]):
            continue
        checked = box.get("checked") is not None or box.get("aria-checked") == "true"
        item.set(TASK, "done" if checked else "open")
        drop(box)


def _attributions(body: HtmlElement) -> None:
    """Keeps those who are quoted: the foot of a quotation is no foot of a page."""
    for quote in body.iter("blockquote"):
        for foot in list(quote.iter("footer")):
            rename(foot, "p" if foot.find("p") is None and foot.find("div") is None else "div")
        last = quote[-1] if len(quote) else None
        if (
            last is not None
            and last.tag == "cite"
            and not (last.tail or "").strip()
            and words_of(quote) != words_of(last)
        ):
            paragraph = quote.makeelement("p")
            quote.replace(last, paragraph)
            paragraph.append(last)
    for caption in list(body.iter("figcaption")):
        figure = caption.getparent()
        quote = figure.find("blockquote") if figure is not None else None
        if quote is not None and figure is not None and not any(True for _ in figure.iter("img", "iframe", "video")):
            rename(caption, "p")
            caption.tail = None
            quote.append(caption)


def _callouts(body: HtmlElement) -> None:
    """Makes boxes beside the text (notes, tips, warnings) quotations that begin with their title."""
    for box in [box for box in body.iter("div", "aside", "section") if _is_callout(box)]:
        if any(parent.get(CALLOUT) for parent in box.iterancestors()):
            continue
        title = next((part for part in box.iterdescendants(*_TITLES) if _is_title(part)), None)
        rename(box, "blockquote")
        box.set(CALLOUT, "yes")
        box.attrib.pop("role", None)
        box.attrib.pop("class", None)
        if title is not None and words_of(title):
            _make_title(title)


def _is_title(part: HtmlElement) -> bool:
    names = re.sub(r"([a-z])([A-Z])", r"\1-\2", part.get("class") or "")
    return bool(_CALLOUT_TITLE.search(names)) and len(words_of(part)) <= 120


def _make_title(title: HtmlElement) -> None:
    """Makes an element a paragraph in strong letters."""
    strong = title.makeelement("strong")
    strong.text = words_of(title)
    tail = title.tail
    title.clear()
    rename(title, "p")
    title.tail = tail
    title.append(strong)


def _is_callout(box: HtmlElement) -> bool:
    """Whether an element is a box with a remark, by the class names of programs that make documentation."""
    names = classes(box)
    if not names:
        return False
    said = names & _CALLOUTS
    if said == {"alert"}:
        said = said if any(name.startswith(("alert-", "alert--")) for name in names) and _in_article(box) else set()
    elif not said and box.tag in ("div", "aside"):
        said = names & _CALLOUT_KINDS if len(names) <= 2 else set()
        said = said if said and _in_article(box) else set()
    if not said:
        return False
    length = len(words_of(box))
    return 0 < length <= MAX_CALLOUT and next(box.iter(*_INTERACTIVE), None) is None


def _in_article(element: HtmlElement) -> bool:
    return any(parent.tag in ("article", "main") or parent.get("role") == "main" for parent in element.iterancestors())
