"""Pages within pages: an article that stands in a frame of the saved page is brought to where the frame stands.

A frameset has no text of its own; other pages are shells around one frame. Only such pages are changed: where the page
itself has prose, its frames are advertisements, players and consent forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from readlater.pages.clues.lines import count_words
from readlater.pages.guard import guard
from readlater.pages.html.parse import parse
from readlater.pages.metadata.savers import saved_by

SHELL = 80
"""Words of prose from which on a page is one of its own and its frames are left alone."""

LEAST = 60
"""Words of prose that a frame must have to be the article of a shell; in a frameset, `LEAST_IN_SET`."""

LEAST_IN_SET = 30

MAX_DEPTH = 4
MAX_FRAMES = 60
MAX_FRAME = 16 * 1024 * 1024
"""Characters of a frame above which it is left out."""

_FRAME = re.compile(r"""<(i?frame)\b((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""", re.IGNORECASE)
_FRAME_START = re.compile(r"<i?frame\b", re.IGNORECASE)
_FRAME_END = re.compile(r"[^<]{0,2000}</iframe\s*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SET = re.compile(r"</?frameset\b[^>]*>|<noframes\b[^>]*>.*?(?:</noframes\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^>]*>.*?</title\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|div|td|th|tr|table|li|ul|ol|dl|dt|dd|h[1-6]|section|article|main|nav|header|footer|aside|form|blockquote|"
    r"pre|body|html|head|title|figure|figcaption|select|option|button|center|frameset|hr)\b[^>]*>|<br\b[^>]*>\s*<br\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_OTHER = re.compile(
    r"\b(?:ad|ads|advert\w*|banner|sponsor\w*|captcha|recaptcha|consent|cookies?|gdpr|comments?|login|signin|chat|"
    r"newsletter|subscribe|share|social|widget)\b",
    re.IGNORECASE,
)
"""Words in the address, name or title of a frame that is no article."""

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s])(?:width|height)\s*:\s*[01]px", re.IGNORECASE
)
_CONSENT = re.compile(r"\b(?:cookies?|consent|gdpr|ccpa|einwilligung|consentement|consentimiento)\b", re.IGNORECASE)
_LINKS = ("href", "src", "poster", "data-src", "data-original", "data-lazy-src", "cite")


@dataclass(frozen=True, slots=True)
class Frame:
    """The page in a frame: its markup and the address that its links are relative to."""

    markup: str
    url: str = ""


Finder = Callable[[str, str], Frame | None]
"""From a frame's address as it stands in the markup, and that of the page it stands in, to what is in the frame; None
if that was not saved."""


def with_frames(markup: str, find: Finder | None = None, url: str = "") -> str:
    """The markup of a page; if it is only a shell, with the article of its frames in the place of these.

    ``find`` gives the pages of frames that were saved beside the page; those that stand in the markup itself
    (``srcdoc``) need nobody. ``url`` is the address of the page.
    """
    if not re.search(r"<frame\b|<iframe\b", markup, re.IGNORECASE) or (find is None and "srcdoc" not in markup):
        return markup
    return _spliced(markup, find, url, 0, [MAX_FRAMES])


def prose(markup: str) -> int:
    """Words in the paragraphs of a page, as far as they are no links: a rough measure of how much there is to read."""
    words = 0
    for piece in _BREAK.split(guard(markup)):
        if len(piece) < 15:
            continue
        said = _TAG.sub("", piece)
        count = count_words(said) if len(said) >= (40 if said.isascii() else 15) else 0
        if count >= 10:
            linked = count_words(" ".join(_TAG.sub("", link) for link in _LINK.findall(piece)))
            words += count if linked <= count * 0.4 else 0
    return words


def _spliced(markup: str, find: Finder | None, url: str, depth: int, left: list[int]) -> str:
    """The markup with the frames that hold an article; ``left`` counts down the frames that may still be looked at."""
    is_set = re.search(r"<frameset\b", markup, re.IGNORECASE) is not None
    own = prose(_SET.sub("", markup) if is_set else markup)
    if own >= SHELL:
        return markup
    out: list[str] = []
    head: list[str] = []
    title, most, position = "", 0, 0
    for match in _tags(markup):
        if match.start() < position or left[0] <= 0:
            continue
        frame = _frame(match, find, url)
        if frame is None:
            continue
        left[0] -= 1
        inner = _spliced(frame.markup, find, frame.url or url, depth + 1, left) if depth < MAX_DEPTH else frame.markup
        words = prose(inner)
        if words < (LEAST_IN_SET if is_set else max(LEAST, own)) or _is_consent(inner, words):
            continue
        content, about, called = _content(inner, frame.url or url)
        if words > most:
            title, most = called, words
        head.append(about)
        out += [markup[position : match.start()], content]
        end = _FRAME_END.match(markup, match.end()) if match.group(1).lower() == "iframe" else None
        position = end.end() if end else match.end()
    if not out:
        return markup
    out.append(markup[position:])
    return _headed("".join(out), "".join(head), title if is_set else "")


def _tags(markup: str) -> Iterator[re.Match[str]]:
    """The start tags of frames. Those that are never closed are looked for only so often."""
    budget = 4 * len(markup)
    for start in _FRAME_START.finditer(markup):
        match = _FRAME.match(markup, start.start())
        if match is not None:
            yield match
            continue
        budget -= len(markup) - start.start()
        if budget <= 0:
            return


def _frame(match: re.Match[str], find: Finder | None, url: str) -> Frame | None:
    """What is in the frame of a start tag; None for one that holds nothing or something else than articles."""
    attributes = {
        one.group(1).lower(): unescape(one.group(2) or one.group(3) or one.group(4) or "")
        for one in _ATTRIBUTE.finditer(match.group(2))
    }
    if _HIDDEN.search(attributes.get("style", "")) or "hidden" in attributes:
        return None
    said = " ".join(attributes.get(name, "") for name in ("id", "name", "title", "class"))
    if match.group(1).lower() == "iframe" and _OTHER.search(re.sub(r"[_\d]", " ", said)):
        return None
    written = attributes.get("srcdoc", "")
    if written:
        saved = saved_by(written)
        frame: Frame | None = Frame(written, saved.url if saved else url)
    else:
        address = attributes.get("src", "").strip()
        frame = find(address, url) if find is not None and address else None
    return frame if frame is not None and len(frame.markup) <= MAX_FRAME else None


def _is_consent(markup: str, words: int) -> bool:
    """Whether a page speaks of little else than consent."""
    return len(_CONSENT.findall(_TAG.sub(" ", guard(markup)))) * 50 > words


def _content(markup: str, url: str) -> tuple[str, str, str]:
    """The body of a frame's page with absolute addresses, what its head says about it, and its title."""
    root = parse(markup)
    base = next(iter(root.xpath("//base/@href")), "")
    _absolute(root, _joined(url, base) if base else url)
    body = root.find("body")
    head = root.find("head")
    about = ""
    if head is not None:
        about = "".join(
            _written(element)
            for element in head.iter("meta", "script")
            if element.tag == "meta" or "json" in (element.get("type") or "")
        )
    title = (root.findtext(".//title") or "").strip()
    if body is None:
        return "", about, title
    body.tag = "div"
    body.attrib.clear()
    return _written(body), about, title


def _written(element: HtmlElement) -> str:
    text: str = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return text


def _absolute(root: HtmlElement, base: str) -> None:
    """Makes the addresses of a tree absolute, in place."""
    for element in root.iter(etree.Element):
        for name in _LINKS:
            value = element.get(name)
            if value and not value.startswith("#"):
                element.set(name, _joined(base, value.strip()))
        for name in ("srcset", "data-srcset"):
            value = element.get(name)
            if value and len(value) <= 8192:
                pieces = re.split(r",\s+", value.strip())
                element.set(name, ", ".join(_joined(base, piece) for piece in pieces))


def _joined(base: str, address: str) -> str:
    """The address seen from its page; left as it is if it has a scheme or can't be joined."""
    if not base or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _headed(markup: str, head: str, title: str) -> str:
    """The markup of a shell without its frameset, with what the frames say about themselves behind its own head."""
    markup = _SET.sub("", markup)
    if title:
        head = f"<title>{escape(title)}</title>{head}"
        markup = _TITLE.sub("", markup, count=1)
    end = re.search(r"</head\s*>|<body\b", markup, re.IGNORECASE)
    start = re.search(r"<head\b[^>]*>", markup, re.IGNORECASE)
    place = end.start() if end else start.end() if start else 0
    if not end and not start:
        head = f"<head>{head}</head>" if head else ""
        after_root = re.search(r"<html\b[^>]*>", markup, re.IGNORECASE)
        place = after_root.end() if after_root else 0
    return markup[:place] + head + markup[place:]
