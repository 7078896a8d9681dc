"""URLs of pages: the canonical form by which an article is the same everywhere, and the short label of a host.

Standard library only. The canonical form follows RFC 3986 section 6.2.2 (case, percent-encoding and path segments) and
removes what only says how a reader came to the page.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from readlater.pages.wordset import word_set

_DEFAULT_PORTS = {"http": 80, "https": 443}

_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "_hs", "fb_action_", "ns_", "wt.", "oly_")
"""Beginnings of query parameters that only trackers read (Google, Matomo, HubSpot, Facebook, comScore, Webtrends…)."""

_TRACKING_NAMES = word_set(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id epik "
    "rdt_cid scclid mc_cid mc_eid mkt_tok vero_id vero_conv hsctatracking wickedid rb_clickid irclickid "
    "_openstat s_cid sc_cid cmpid ncid ocid icid xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 "
    "at_custom4 at_link_id at_link_type at_link_origin at_format at_ptr_name at_bbc_team spm scm ref_src "
    "ref_url __twitter_impression _ga _gl gs_lcp guccounter guce_referrer guce_referrer_sig fb_source fb_ref "
    "mibextid sfnsn trkcampaign elqtrackid elqtrack sr_share __s ml_subscriber ml_subscriber_hash share_id "
    "sharetype wprov trk_contact trk_msg trk_module trk_sid"
)

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = _UNRESERVED | frozenset("!$&'()*+,;=:@/")
_QUERY_SAFE = _PATH_SAFE | frozenset("?")
_HEX = frozenset("0123456789abcdefABCDEF")

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


def is_web_url(text: str) -> bool:
    """Whether ``text`` is an absolute ``http`` or ``https`` URL with a host."""
    return bool(canonical_url(text)) and text.strip()[:4].lower() == "http"


def canonical_url(url: str) -> str:
    """The canonical form of a web URL, or an empty string if ``url`` is none.

    Host in lower case, in its ASCII form (IDNA), without a trailing dot; no user, password or default port; no ``.``
    and ``..`` in the path; percent-encoding in upper case and only where needed; no tracking parameters; no fragment
    unless it is a route of the page's own (``#!/…``, ``#/…``). A URL without its scheme (``www.example.org/x``) is
    taken as ``https``. The scheme itself, ``www.`` and a trailing slash stay, since they may matter to the server.
    Canonical URLs stay as they are when they are made canonical again.
    """
    url = re.sub(r"[\t\r\n]", "", url).strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x1b \u00a0\u3000")
    if not url or "\x00" in url:
        return ""
    if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url) or re.match(r"[\w.-]+\.[a-z]{2,}:\d+(?:/|$)", url, re.IGNORECASE):
        if url.startswith("//"):
            url = "https:" + url
        elif re.match(r"(?:www\d?\.)[^\s/]+\.[^\s/]{2,}(?:[/?#]|$)", url, re.IGNORECASE):
            url = "https://" + url
        else:
            return ""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    host = _host(parts.hostname or "")
    if scheme not in _DEFAULT_PORTS or not host:
        return ""
    authority = host if port is None or port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"
    path = _without_dots(_encoded(parts.path, _PATH_SAFE)) or "/"
    query = _query(parts.query)
    fragment = parts.fragment if re.match(r"!?/.", parts.fragment) else ""
    fragment = _encoded(fragment.split(":~:", 1)[0], _QUERY_SAFE | {"!"})
    return f"{scheme}://{authority}{path}" + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


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
    labels = [_unicode(label) for label in re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=.+\.)", "", host).split(".") if label]
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


def _host(host: str) -> str:
    """The ASCII form of a host name, or an empty string if it can't be one."""
    host = unquote(host).strip().lower()
    if ":" in host:  # IPv6; urlsplit has taken the brackets off
        return f"[{host}]" if re.fullmatch(r"[0-9a-f:.]+(?:%[\w.~-]+)?", host) else ""
    host = re.sub(r"[\u3002\uff0e\uff61]", ".", host).strip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return ""
    return (
        host
        if re.fullmatch(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?", host)
        else ""
    )


def _unicode(label: str) -> str:
    """A host's label as its readers write it."""
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label


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


def _query(query: str) -> str:
    """The query without tracking parameters, in its own order."""
    kept: list[str] = []
    for part in query.split("&"):
        name = unquote(part.split("=", 1)[0]).lower()
        if part and name not in _TRACKING_NAMES and not name.startswith(_TRACKING_PREFIXES):
            kept.append(_encoded(part, _QUERY_SAFE))
    return "&".join(kept)
