"""Pictures, videos and formulas in markup."""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.pages.clues.wordset import word_set
from readlater.pages.forms.datauris import is_short_name
from readlater.pages.html.mathml import linear

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-image",
    "data-actualsrc",
    "data-hi-res-src",
    "data-url",
)
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"(?:^|[/_-])(?:blank|spacer|placeholder|transparent|pixel|1x1|loading|lazy|grey|gray)[^/]*\.(?:gif|png|svg|jpg)(?:$|\?)",
    re.IGNORECASE,
)
_DRAWING = re.compile(r"data:image/svg\+xml[^,]{0,60}?(;base64)?,", re.IGNORECASE)
MAX_BLANK = 2048
"""Characters of such an address above which it is a drawing of something."""

_VIDEO_HOSTS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|ted\.com|twitch\.tv|bilibili\.com|rutube\.ru|"
    r"nicovideo\.jp|v\.qq\.com|youku\.com|tv\.naver\.com|kakao\.com|facebook\.com|jwplatform\.com|wistia\.(?:com|net)|brightcove\.net|"
    r"streamable\.com|loom\.com|soundcloud\.com|spotify\.com)$"
)


_PLAYER = re.compile(r"/(?:embed|player|videos?|film)(?:[/.-]|$)", re.IGNORECASE)
"""Words in the path of a frame that may fill the screen: it shows a film."""


def absolute(url: str, base: str) -> str:
    """An absolute web, mail or data URL or that of a saved file, or an empty string if it can't be one."""
    url = re.sub(r"[\t\r\n]", "", url).strip()
    if not url or len(url) > 8192:
        return ""
    if base and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url):
        try:
            url = urljoin(base, url)
        except ValueError:
            return ""
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", url)
    return safe_line(url).replace(" ", "%20") if scheme and scheme.group(1).lower() in _SCHEMES else ""


_SCHEMES = word_set("http https mailto tel ftp cid data doi part")


def image_source(element: HtmlElement, base: str) -> str:
    """The URL of a picture: the real one of a lazily loaded one, the largest of a set; empty if there is none."""
    given = (element.get("src") or "").strip()
    if is_short_name(given):  # the bytes are in the page, whatever a script would have loaded
        return given
    for name in _LAZY:
        lazy = element.get(name) or ""
        if re.search(r"\.\w{3,4}(?:$|[?#])|^https?:|/", lazy):
            return absolute(lazy, base)
    if not given or given.startswith("data:") or _PLACEHOLDER.search(given):
        for name in _LAZY_SETS:
            largest = _largest(element.get(name) or "")
            if largest:
                return absolute(largest, base)
        parent = element.getparent()
        if parent is not None and parent.tag == "picture":
            for source in parent.iterfind("source"):
                largest = _largest(source.get("srcset") or source.get("data-srcset") or "")
                if largest:
                    return absolute(largest, base)
    if given and (_PLACEHOLDER.search(given) or _is_blank(given)):
        return ""
    return absolute(given, base)


def _is_blank(uri: str) -> bool:
    """Whether an address is that of a drawing with nothing in it, which only keeps the place of a picture."""
    match = _DRAWING.match(uri)
    if not match or len(uri) > MAX_BLANK:
        return False
    drawing = unquote(uri[match.end() :])
    if match.group(1):
        try:
            drawing = base64.b64decode(drawing + "=" * (-len(drawing) % 4)).decode("utf-8", "replace")
        except ValueError:
            return False
    return not re.search(r"<(?!/?svg\b|!--|\?|/)\s*[a-z]", drawing, re.IGNORECASE)


def _largest(srcset: str) -> str:
    """The largest picture of a ``srcset``."""
    best, size = "", -1.0
    for match in re.finditer(r"([^\s,]\S*[^\s,])(?:\s+([\d.]{1,9})[wx])?\s*(?:,|$)", srcset[:8192]):
        try:
            value = float(match.group(2) or 1)
        except ValueError:
            value = 0.0
        if value > size and not match.group(1).startswith("data:"):
            best, size = match.group(1), value
    return best


def is_tiny(element: HtmlElement) -> bool:
    """Whether a picture is a counter's pixel, an icon or an emoji."""
    for name in ("width", "height"):
        match = re.match(r"\s*(\d{1,5})", element.get(name) or "")
        if match and int(match.group(1)) <= 32:
            return True
    return bool(re.search(r"\b(?:emoji|smiley|icon|avatar|spacer)\b", element.get("class") or ""))


def video_source(element: HtmlElement, base: str) -> str:
    """The URL of an embedded video or sound, or an empty string for other frames."""
    url = absolute(element.get("src") or element.get("data-src") or element.get("data") or "", base)
    if not url and element.tag in ("video", "audio"):
        source = element.find(".//source")
        url = absolute(source.get("src") or "", base) if source is not None else ""
    if element.tag in ("iframe", "embed", "object"):
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return ""
        if not _VIDEO_HOSTS.search(host) and not (_may_be_large(element) and _PLAYER.search(urlsplit(url).path)):
            return ""
        match = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})", url)
        if match:
            return f"https://www.youtube.com/watch?v={match.group(1)}"
        match = re.match(r"https?://player\.vimeo\.com/video/(\d+)", url)
        if match:
            return f"https://vimeo.com/{match.group(1)}"
    return url


def _may_be_large(element: HtmlElement) -> bool:
    """Whether a frame may fill the screen, as those of players ask for and those of advertisements don't."""
    return element.get("allowfullscreen") is not None or "fullscreen" in (element.get("allow") or "")


def tex_of(element: HtmlElement) -> tuple[str, bool]:
    """The TeX source (or, without one, a line of text) of a formula and whether it stands on a line of its own."""
    display = element.get("display") == "block" or element.get("mode") == "display"
    if element.tag == "script":
        return " ".join((element.text or "").split()), "display" in (element.get("type") or "")
    for note in element.iter("annotation"):
        if "tex" in (note.get("encoding") or "").lower() and (note.text or "").strip():
            return trimmed_tex(note.text or ""), display
    given = element.get("alttext") or element.get("data-tex") or ""
    if given:
        return trimmed_tex(given), display
    return linear(element), display


def trimmed_tex(tex: str) -> str:
    r"""TeX without the ``\displaystyle`` wrapping that Wikipedia puts around it."""
    tex = " ".join(tex.split())
    match = re.fullmatch(r"\{\\(?:display|text)style\s*(.*)\}", tex)
    return match.group(1).strip() if match else tex


def is_formula_image(element: HtmlElement) -> bool:
    """Whether a picture shows a formula whose source is its alternative text."""
    names = f"{element.get('class') or ''} {element.get('src') or ''}"
    return bool(re.search(r"\b(?:mwe-math|latex|tex|math|formula)\b", names)) and bool(element.get("alt"))
