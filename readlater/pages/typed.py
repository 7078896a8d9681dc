"""Web addresses as people write them: typed without their scheme, pasted with brackets, in the middle of a text."""

from __future__ import annotations

import re

from readlater.pages.urls import canonical_url, is_web_url

_URL = re.compile(
    r"""https?://[^\s<>"`{}|^\u2018-\u201f\u3000-\u3003\u3008-\u3011\uff01\uff0c\uff1b\uff1f]+""", re.IGNORECASE
)
_BARE = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#]\S*)?")
_FILES = frozenset(("html", "htm", "xhtml", "mhtml", "mht", "txt", "md", "pdf", "epub", "zip", "eml", "warc", "gz"))
_AFTER = ".,;:!?'…*_"
_PAIRS = {")": "(", "]": "["}


def typed_url(text: str) -> str:
    """The address that a person means who typed ``text``, with its scheme; empty if it is none.

    ``example.org/a`` is ``https://example.org/a``; a name like that of a file (``page.html``) is none.
    """
    text = text.strip().removeprefix("<").removesuffix(">").strip()
    if is_web_url(text):
        return text
    if canonical_url(text):
        return "https://" + text.removeprefix("//")
    host = re.split(r"[/?#:]", text, maxsplit=1)[0]
    if _BARE.fullmatch(text) and (host != text or host.rpartition(".")[2].lower() not in _FILES):
        return "https://" + text if is_web_url("https://" + text) else ""
    return ""


def urls_in(text: str) -> list[str]:
    """The web addresses in a text, each once, in order; without the punctuation of the sentence around them."""
    found = (_without_sentence(match[0]) for match in _URL.finditer(text))
    return list(dict.fromkeys(url for url in found if is_web_url(url)))


def _without_sentence(url: str) -> str:
    """An address without what follows it in its sentence: marks, and a bracket that was opened before it."""
    while url:
        last = url[-1]
        if last in _AFTER or (last in _PAIRS and url.count(last) > url.count(_PAIRS[last])):
            url = url[:-1]
        else:
            break
    return url
