"""Stage two: what is chrome by its markup is taken out of a copy of the tree.

Every removal is guarded by the mass of prose: an element that holds a good part of the page's text is never removed,
whatever its name, since broken markup (a form, a button or a navigation that is never closed) swallows whole articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from readlater.pages.clues.lines import count_words
from readlater.pages.clues.wordset import word_set
from readlater.pages.html.aside import mark_aside
from readlater.pages.html.parse import ID

SHARE = 0.15
"""Share of the page's plain text above which an element is not removed for its tag, role or class."""

SOFT_SHARE = 0.05
"""The same for words that articles use for their own parts as well."""

SUM_SHARE = 0.25
"""Share of the page's plain text that one reason may take away in all."""

HIDDEN_SHARE = 0.3
"""The same for what the page itself hides."""

SIGN_UP_WORDS = 40
"""Words below which an element around a field for an e-mail address is a call to subscribe."""

SIGN_UP_LENGTH = 400
"""Characters above which its words are not counted."""

REMARK = 150.0
"""Characters from which an aside between two paragraphs is a remark of the article and no teaser."""

FOLD = 80
"""Characters from which what is folded away is an answer or a section."""

MAX_FIELDS = 200
"""Fields of a page that are looked at."""

_ALWAYS = word_set(
    "style link meta svg canvas input select textarea map noembed noframes applet datalist progress meter title"
)
_BY_TAG = word_set("nav aside footer form button dialog menu")
_ROLES = word_set(
    "navigation complementary contentinfo search banner dialog alertdialog menu menubar toolbar tablist "
    "tooltip alert form"
)
_PROTECTED = frozenset(["html", "body", "article", "main", "h1"])

_STRONG = word_set(
    "cookie cookies gdpr consent newsletter newsletters share shares sharing sharebar sharethis addthis "
    "addtoany social socials related relatedposts relatedarticles recommended recommendations recommendation "
    "recirc recirculation comments commentlist comment respond disqus outbrain taboola revcontent zergnet "
    "sponsored sponsor sponsors advertisement advertisements advertising advert adverts ads adslot "
    "adsbygoogle adunit dfp promo promos promoted breadcrumb breadcrumbs pagination pager paging sidebar menu "
    "submenu navbar nav navigation footer masthead popup modal lightbox overlay subscribe subscription signup "
    "signin login register paywall srOnly screenreader printonly noprint trending popular mostread morefrom "
    "readmore readnext nextup upnext tagcloud tags editsection mwEditsection skiplink skipnav catlinks navbox "
    "sitesub printfooter interlanguage followus toolbar toolbox rating ratings livechat chatbot survey poll "
    "quiz playlist carousel teaser teasers"
)
_SOFT = word_set(
    "widget widgets ad bottom banner bio authorbio aboutauthor author authors byline meta metadata postmeta "
    "entrymeta dateline timestamp tools utility actions action cta follow print email feedback links more "
    "extra extras hidden toc contents outline disclaimer copyright legal credits credit keywords category "
    "categories topics tag series promo2 donate donation support membership hatnote noexcerpt metabox infobox "
    "sistersitebox"
)
_COMMENTS = word_set(
    "comments comment-list commentlist comments-area disqus_thread disqus commentsection comments-section "
    "comment-section respond"
)
_COMPOUNDS = (
    "sr only|visually hidden|screen reader|skip link|skip to|read more|read next|more from|most read|"
    "most popular|you may|up next|"
    "table of contents|author bio|about author|post meta|entry meta|article meta|post tags|entry footer|"
    "post footer|article footer|"
    "related posts|related articles|related stories|sign up|call to action|social share|share buttons|"
    "share bar|site header|"
    "page header bar|global header|site nav|mw editsection|mw jump|no print|print only|ad container|"
    "ad wrapper|ad slot|story tools"
)
_COMPOUND = re.compile(rf"(?:^| )(?:{_COMPOUNDS})(?: |$)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOLD = re.compile(r"accordion|collaps|faq|toggle|tabpanel|tab-?pane|expand|panel|answer", re.IGNORECASE)
_MAIL_FIELD = re.compile(r"(?:^|[^a-z])e-?mail(?:$|[^a-z])", re.IGNORECASE)


@dataclass(slots=True)
class Mass:
    """For every numbered element: characters of its text, and of its text outside links."""

    text: list[int]
    plain: list[int]

    def of(self, element: HtmlElement) -> int:
        """Characters outside links within an element."""
        number = int(element.get(ID, "-1"))
        return self.plain[number] if 0 <= number < len(self.plain) else 0

    def whole(self, element: HtmlElement) -> int:
        """Characters within an element."""
        number = int(element.get(ID, "-1"))
        return self.text[number] if 0 <= number < len(self.text) else 0


def weigh(root: HtmlElement) -> Mass:
    """The mass of every element, in one pass over the tree from its end."""
    elements = list(root.iter(etree.Element))
    text = [0] * len(elements)
    plain = [0] * len(elements)
    in_link = [False] * len(elements)
    numbers = {element: number for number, element in enumerate(elements)}
    parents = [numbers.get(element.getparent(), -1) for element in elements]
    for number, element in enumerate(elements):
        above = parents[number]
        in_link[number] = element.tag == "a" or (above >= 0 and in_link[above])
    for number in range(len(elements) - 1, -1, -1):
        element = elements[number]
        if element.tag in ("script", "style", "title", "textarea", "option", "noscript"):
            text[number] = plain[number] = 0
        elif element.text:
            length = len(" ".join(element.text.split()))
            text[number] += length
            plain[number] += 0 if in_link[number] else length
        above = parents[number]
        if above < 0:
            continue
        text[above] += text[number]
        plain[above] += plain[number]
        if element.tail:
            length = len(" ".join(element.tail.split()))
            text[above] += length
            plain[above] += 0 if in_link[above] else length
    return Mass(text, plain)


def clean(root: HtmlElement, mass: Mass) -> None:
    """Takes chrome out of the tree, in place.

    A reason (a tag, a word of a class) that would take more than its share of the page's prose away in sum is no sign
    of chrome on this page, and what it names stays; only comments may be the larger part of a page.
    """
    body = root.find("body")
    if body is None:
        return
    total = max(1, mass.of(body))
    doomed: dict[str, list[HtmlElement]] = {}
    headed = False
    boxes = _sign_up_boxes(body, mass, total)
    waiting = [child for child in reversed(body) if isinstance(child.tag, str)]
    while waiting:
        element = waiting.pop()
        headed = headed or element.tag == "h1"
        reason = "sign-up" if element in boxes else _reason(element, mass, total)
        if not reason and headed and _is_comments(element, mass, total):
            reason = "comments!"
        if reason:
            doomed.setdefault(reason, []).append(element)
        elif len(element):
            waiting.extend(child for child in reversed(element) if isinstance(child.tag, str))
    for reason, elements in doomed.items():
        share = sum(mass.of(element) for element in elements) / total
        if share > _LIMITS.get(reason, SUM_SHARE):
            continue
        for element in elements:
            if element.getparent() is not None and not mark_aside(element, reason):
                element.drop_tree()


_LIMITS = {"always": 1.0, "hidden": 0.3, "comments!": 0.97}


def _sign_up_boxes(body: HtmlElement, mass: Mass, total: int) -> set[HtmlElement]:
    """The boxes around fields for an e-mail address: the largest elements about them with few words.

    This is how a call to subscribe is known whatever its language and its class names.
    """
    boxes: set[HtmlElement] = set()
    small: dict[HtmlElement, bool] = {}
    for field in islice(body.iter("input"), MAX_FIELDS):
        if field.get("type") != "email" and not (
            field.get("type", "text") == "text" and _MAIL_FIELD.search(field.get("name") or field.get("id") or "")
        ):
            continue
        box: HtmlElement | None = None
        element = field.getparent()
        while element is not None and mass.of(element) <= SHARE * total:
            if element not in small:
                small[element] = _is_small(element, mass)
            if not small[element]:
                break
            box = element
            element = element.getparent()
        if box is not None:
            boxes.add(box)
    return boxes


def _is_small(element: HtmlElement, mass: Mass) -> bool:
    """Whether an element holds few words and none of the things that only an article has."""
    if element.tag in _PROTECTED or mass.whole(element) > SIGN_UP_LENGTH:
        return False
    if element.find(".//h1") is not None or element.find(".//pre") is not None:
        return False
    return count_words("".join(element.itertext())) < SIGN_UP_WORDS


def _is_comments(element: HtmlElement, mass: Mass, total: int) -> bool:
    """Whether an element is the readers' comments of a page that has an article before them."""
    names = {element.get("id") or "", *(element.get("class") or "").split()}
    if not names & _COMMENTS or element.tag in _PROTECTED:
        return False
    share = mass.of(element) / total
    return share < 0.97 and (1 - share) * total > 200 and element.find(".//h1") is None


def _reason(element: HtmlElement, mass: Mass, total: int) -> str:
    """Why an element is chrome, or an empty string."""
    tag = element.tag
    if tag == "script":
        return "" if re.search(r"math/|latex", element.get("type") or "") else "always"
    if tag == "template":
        return "always" if element.get("shadowrootmode") is None else ""
    if tag == "noscript":
        return "always" if element.find(".//img") is None or mass.of(element) > 200 else ""
    if tag in _ALWAYS:
        return "" if tag == "input" and element.get("type") == "checkbox" else "always"
    share = mass.of(element) / total
    if share <= HIDDEN_SHARE and _hidden(element) and tag != "math" and element.find(".//math") is None:
        return "" if _unfolds(element, mass) else "hidden"
    if tag in _PROTECTED or share > SHARE:
        return ""
    role = (element.get("role") or "").lower()
    if tag in _BY_TAG or role in _ROLES:
        return "" if _is_figure_like(element) or _is_aside_of_text(element, mass) else tag if tag in _BY_TAG else role
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _named_chrome(names, share, tag) if len(names) >= 3 else ""


def _hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true" and element.tag not in ("img", "i", "span", "br", "hr"):
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def _unfolds(element: HtmlElement, mass: Mass) -> bool:
    """Whether what is hidden is the closed part of something that the reader opens, and prose: an answer, a fold."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    whole = mass.whole(element)
    return whole >= FOLD and mass.of(element) >= 0.7 * whole and bool(_FOLD.search(names))


def _is_aside_of_text(element: HtmlElement, mass: Mass) -> bool:
    """Whether an aside is a remark on the text around it: link-poor prose between two paragraphs."""
    if (
        element.tag != "aside"
        or mass.of(element) < max(REMARK, 0.8 * mass.whole(element))
        or element.find(".//form") is not None
    ):
        return False
    before, after = element.getprevious(), element.getnext()
    return before is not None and after is not None and before.tag in _FLOW and after.tag in _FLOW


def _is_figure_like(element: HtmlElement) -> bool:
    """Whether an aside or a button holds nothing but a picture of the article."""
    return element.tag in ("button", "aside") and element.find(".//figure") is not None


def _named_chrome(names: str, share: float, tag: str) -> str:
    """The word of class and id that names an element as chrome, or an empty string."""
    soft = share <= SOFT_SHARE and tag not in _CONTENT_TAGS and tag not in ("h4", "figure", "img", "pre", "code")
    for name in names[:600].split():
        meaning = _meaning(name)
        if meaning.sure:
            return meaning.sure
        if meaning.strong and (tag not in _CONTENT_TAGS or meaning.is_single):
            return meaning.strong
        if soft and meaning.soft:
            return meaning.soft
    return ""


class _Meaning(NamedTuple):
    """What one name says of an element: the word for chrome in it, by how much that is to be trusted."""

    sure: str = ""
    strong: str = ""
    soft: str = ""
    is_single: bool = False


@lru_cache(maxsize=4096)
def _meaning(name: str) -> _Meaning:
    words = tuple(word.lower() for word in _WORD.findall(name[:100]))
    if not words or len(words) > 6:
        return _Meaning()
    whole = "".join(words)
    if whole in _STRONG:
        return _Meaning(sure=whole)
    compound = _COMPOUND.search(" ".join(words))
    if compound:
        return _Meaning(sure=compound.group().strip())
    if _is_own_part(words):
        return _Meaning()
    strong = next((word for word in words if word in _STRONG), "")
    soft = whole if whole in _SOFT else words[-1] if words[-1] in _SOFT and len(words) <= 3 else ""
    return _Meaning(strong=strong, soft=soft, is_single=len(words) == 1)


_FLOW = word_set("p h2 h3 h4 ul ol dl pre blockquote table")
_CONTENT_TAGS = word_set("p h2 h3 li td tr table")


def _is_own_part(words: tuple[str, ...]) -> bool:
    """Whether a name with a word of chrome in it may still be one of the article: ``has-sidebar``, ``post-content``."""
    return words[0] in _OWN_FIRST or words[-1] in _OWN_LAST


_OWN_FIRST = word_set("has with no is not js tag category status format type")
_OWN_LAST = word_set("content body text article enabled main false off none disabled embed embedded")
