"""URLs of pages: the canonical form by which an article is the same everywhere, and the short label of a host.

The canonical form follows RFC 3986 section 6.2.2 (case, percent-encoding and path segments) and
removes what only says how a reader came to the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from readlater.pages.clues.wordset import word_set
from readlater.pages.hosts import ascii_host, unicode_label

_DEFAULT_PORTS = {"http": 80, "https": 443}

MOST_CHARACTERS = 32_768
"""A longer URL than this is none that a server would take, but data that somebody put into one."""

_TRACKING_PREFIXES = tuple(
    word_set("utm_ mtm_ piwik_ matomo_ hsa_ _hs __hs fb_action_ wt. oly_ itm_ bsft_ vero_ guce_ at_bbc_ _branch_")
)
"""Beginnings of query parameters that only trackers read (Google, Matomo, HubSpot, Facebook, Webtrends, Branch…)."""

_TRACKING_NAMES = word_set(
    "fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid msclkid yclid ysclid twclid ttclid "
    "igshid igsh li_fat_id epik rdt_cid sccid scclid tblci dicbo cjevent irclickid irgwc zanpid s_kwcid ef_id "
    "mc_cid mc_eid mkt_tok dm_i ck_subscriber_id _bhlid _kx hsctatracking hss_channel wickedid rb_clickid "
    "pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid pk_cpn "
    "ns_mchannel ns_source ns_campaign ns_linkname ns_fee "
    "_openstat s_cid sc_cid cmpid ncid ocid icid xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 "
    "at_custom4 at_link_id at_link_type at_link_origin at_format at_ptr_name spm ref_src ref_url "
    "__twitter_impression _ga _gl gs_lcp guccounter fb_source fb_ref mibextid sfnsn trkcampaign elqtrackid elqtrack "
    "sr_share __s ml_subscriber ml_subscriber_hash wprov trk_contact trk_msg trk_module trk_sid amp_gsa amp_js_v usqp "
    "jsessionid phpsessid"
)
"""Query parameters that say by which link, campaign or session a reader came, and never which page it is."""

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = _UNRESERVED | frozenset("!$&'()*+,;=:@/")
_QUERY_SAFE = _PATH_SAFE | frozenset("?")
_HEX = frozenset("0123456789abcdefABCDEF")
_AROUND = "".join(map(chr, range(0x21))) + "\u00a0\u200b\u200e\u200f\u2060\u3000\ufeff"
"""What is no part of a URL at its ends: controls and spaces, also those that can't be seen."""
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)

_SECOND_LEVEL = word_set(
    "co com com2 net org or ne ac ad go gov gob gouv govt gub edu ed lg gr mil nom ltd plc sch me re pe in "
    "nic blog id web nhs police asn gen k12 info biz pro tv art firm ind res nsw vic qld bbs maori school "
    "geek iwi kiwi"
)
"""Second labels under which a country's registry registers names, as in ``co.uk`` or ``or.jp``."""

_HOSTERS = word_set(
    "github.io gitlab.io pages.dev netlify.app vercel.app web.app firebaseapp.com herokuapp.com neocities.org "
    "readthedocs.io wordpress.com substack.com tumblr.com tistory.com hatenablog.com hatenadiary.jp "
    "livejournal.com medium.com blogspot.com ghost.io bearblog.dev typepad.com over-blog.com canalblog.com "
    "hatena.ne.jp"
)
"""Hosts whose sub-domains are sites of their own (a choice of the private section of the Public Suffix List)."""


@dataclass(frozen=True, slots=True)
class _Address:
    """A web URL in its parts; host and port in their one spelling, path, query and fragment percent-encoded."""

    site: str
    """Scheme, host, and the port if it is not the scheme's own."""
    path: str
    query: str
    fragment: str


def is_web_url(text: str) -> bool:
    """Whether ``text`` is an absolute ``http`` or ``https`` URL with a host."""
    return _tidied(text)[:4].lower() == "http" and _address(text) is not None


def canonical_url(url: str) -> str:
    """The canonical form of a web URL, or an empty string if ``url`` is none.

    Host in lower case, in its ASCII form (IDNA), without a trailing dot; no user, password or default port; no ``.``
    and ``..`` in the path; percent-encoding in upper case and only where needed; backslashes as browsers read them; no
    tracking parameters and no session; no fragment unless it is a route of the page's own (``#!…``, ``#/…``). A URL
    without its scheme (``www.example.org/x``) is taken as ``https``. What may matter to the server stays: the scheme,
    ``www.`` and ``m.``, a trailing slash, ``index.html``, doubled slashes, the order of parameters. Archives and caches
    (a URL within a URL) are pages of their own. Canonical URLs stay as they are when they are made canonical again.
    """
    address = _address(url)
    if address is None:
        return ""
    path = _without_session(address.path)
    query = _without_tracking(address.query)
    route = address.fragment.split(":~:", 1)[0]
    route = route if route[:1] in ("!", "/") and route.strip("!/") else ""
    return f"{address.site}{path}" + (f"?{query}" if query else "") + (f"#{route}" if route else "")


def without_credentials(url: str) -> str:
    """A URL without the user and the password that may stand in it: they are never asked with, and not to be kept."""
    return re.sub(r"^(\s*[a-zA-Z][\w+.-]*:[/\\]{2,})[^/\\?#]*@", r"\1", url)


def request_url(url: str) -> str:
    """What to ask a server for when ``url`` is wanted: all of it but the fragment; empty if it is no web URL."""
    address = _address(url)
    if address is None:
        return ""
    return f"{address.site}{address.path}" + (f"?{address.query}" if address.query else "")


def _tidied(url: str) -> str:
    """A URL without what browsers take out of it: spaces around it, line breaks and tabs within."""
    return re.sub(r"[\t\r\n]", "", url.strip(_AROUND))


def _address(url: str) -> _Address | None:
    """The parts of a web URL; None if it is none."""
    url = _tidied(url)
    if not url or "\x00" in url or len(url) > MOST_CHARACTERS:
        return None
    if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url) or re.match(r"[\w.-]+\.[a-z]{2,}:\d+(?:/|$)", url, re.IGNORECASE):
        if url.startswith("//"):
            url = "https:" + url
        elif re.match(r"(?:www\d?\.)[^\s/]+\.[^\s/]{2,}(?:[/?#]|$)", url, re.IGNORECASE):
            url = "https://" + url
        else:
            return None
    if url[:4].lower() != "http":
        return None
    head = re.match(r"[^?#]*", url)
    assert head is not None
    url = re.sub(r"^(https?:/)(?!/)", r"\1/", head[0].replace("\\", "/"), flags=re.IGNORECASE) + url[head.end() :]
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    host = ascii_host(parts.hostname or "")
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    own = port is None or port == _DEFAULT_PORTS[scheme]
    return _Address(
        f"{scheme}://{host}" if own else f"{scheme}://{host}:{port}",
        _without_dots(_encoded(parts.path, _PATH_SAFE)) or "/",
        _encoded(parts.query, _QUERY_SAFE),
        _encoded(parts.fragment, _QUERY_SAFE),
    )


def host_label(url: str) -> str:
    """The name that a person would call the host of ``url`` by, or an empty string.

    ``https://www3.nhk.or.jp/…`` is ``nhk``, ``https://en.m.wikipedia.org/…`` is ``wikipedia``, a blog under a host of
    blogs is the blog's name. Takes a URL or a bare host.
    """
    canonical = canonical_url(url) or canonical_url("https://" + url.strip())
    if not canonical:
        return ""
    host = urlsplit(canonical).hostname or ""
    if ":" in host or re.fullmatch(r"[\d.]+", host):
        return host
    labels = [
        unicode_label(label) for label in re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=.+\.)", "", host).split(".") if label
    ]
    if len(labels) < 2:
        return labels[0] if labels else ""
    for size in (2, 3):
        if len(labels) > size and ".".join(labels[-size:]) in _HOSTERS:
            return labels[-size - 1]
    rest = labels[:-1]
    if len(labels[-1]) == 2 and len(rest) > 1 and rest[-1] in _SECOND_LEVEL:
        rest = rest[:-1]
    return rest[-1]


def host_of(url: str) -> str:
    """The host of a web URL in lower case without ``www.``, or an empty string."""
    canonical = canonical_url(url)
    host = urlsplit(canonical).hostname or "" if canonical else ""
    return re.sub(r"^www\d?\.", "", host)


def _encoded(text: str, safe: frozenset[str]) -> str:
    """``text`` percent-encoded: escapes of unreserved characters resolved, all others in upper case."""
    if all(character in safe for character in text):
        return text
    out: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character == "%" and len(text) > position + 2 and text[position + 1] in _HEX and text[position + 2] in _HEX:
            value = chr(int(text[position + 1 : position + 3], 16))
            out.append(value if value in _UNRESERVED else text[position : position + 3].upper())
            position += 3
            continue
        if character in safe:
            out.append(character)
        else:
            out.extend(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        position += 1
    return "".join(out)


def _without_dots(path: str) -> str:
    """The path without ``.`` and ``..`` segments (RFC 3986 section 5.2.4)."""
    if "/." not in path and not path.startswith("."):
        return path
    out: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(out) > 1:
                out.pop()
        elif segment != ".":
            out.append(segment)
    if segments[-1] in (".", "..") and out[-1:] != [""]:
        out.append("")
    joined = "/".join(out)
    return joined if joined.startswith("/") else "/" + joined


def _without_session(path: str) -> str:
    """The path without ``;jsessionid=…``, which names a visit and not a page."""
    while (shorter := _SESSION.sub("", path)) != path:
        path = _without_dots(shorter) or "/"
    return path


def _without_tracking(query: str) -> str:
    """The query without tracking parameters, in its own order."""
    return "&".join(part for part in query.split("&") if part and not _is_tracking(part))


def _is_tracking(parameter: str) -> bool:
    """Whether a parameter is only a tracker's; ``&amp;`` that was never decoded is looked through."""
    name = unquote(parameter.split("=", 1)[0]).lower().removeprefix("amp;")
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)
