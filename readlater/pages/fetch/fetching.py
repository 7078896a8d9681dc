"""A page from its address: redirects, further attempts, and what an answer means."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from readlater.errors import FetchError
from readlater.pages.fetch.asking import REDIRECTS, Answer, BrokenError, Deadline, ask
from readlater.pages.fetch.kinds import ACCEPT, media_type
from readlater.pages.fetch.options import USER_AGENT, Fetched, FetchOptions, system_languages
from readlater.pages.fetch.refresh import refresh_target, target_of
from readlater.pages.urls import request_url

MOST_REDIRECTS = 5
BUSY = frozenset((429, 502, 503, 504))
"""Answers after which a server is asked again."""
PASSING = BUSY | {408, 425, 500}
"""Answers that say nothing about the page."""
FIRST_PAUSE = 0.5
"""Seconds before the second attempt; twice as long before each further one."""
LONGEST_PAUSE = 10.0
"""A server that asks for a longer one is left alone."""
MOST_COOKIES = 50
MOST_COOKIE = 4096

_MEANINGS = {
    401: "it wants a password",
    403: "the server does not give it to programs; save it in the browser, or give the page with --html",
    404: "the page is not there",
    406: "the server does not give it to programs; save it in the browser, or give the page with --html",
    410: "the page is gone",
    429: "the server has had too many requests",
    451: "it is withheld for legal reasons",
    500: "the server has a fault",
    502: "the server is not there",
    503: "the server is busy",
    504: "the server is not there",
}


def fetch(url: str, *, options: FetchOptions | None = None, etag: str = "", last_modified: str = "") -> Fetched:
    """Fetches a page.

    Args:
        url: its address, ``http`` or ``https``; as `readlater.pages.urls.canonical_url` understands it.
        options: limits, and how we present ourselves.
        etag: what the server said of the version that is known: unless there is another one by now, the result is
            ``not_modified`` and has no data.
        last_modified: likewise.

    Raises:
        FetchError: it could not be had; says why. ``passing`` if it may be had at another time.
    """
    address = request_url(url)
    if not address:
        raise FetchError(f"no web address: '{url[:200]}' (it begins with http:// or https://)")
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    conditions = {name: value for name, value in known.items() if value and _is_plain(value)}
    return _Fetch(options or FetchOptions()).run(address, conditions)


class _Fetch:
    """One fetch, however many requests it takes."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._deadline = Deadline(options.timeout)
        self._cookies: dict[str, dict[str, str]] = {}

    def run(self, url: str, conditions: dict[str, str]) -> Fetched:
        """Goes where the server and its redirects lead."""
        current = url
        refreshed = False
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._patiently(current, conditions)
            target = ""
            if answer.status in REDIRECTS:
                target = answer.headers.get("location", "")
                if not target:
                    raise FetchError(f"HTTP {answer.status}: the server names no other address")
            elif answer.data and not refreshed:
                target = _refresh(answer)
                refreshed = True
                if target and _joined(current, target) == current:
                    target = ""
            if not target:
                return self._fetched(url, current, answer, bool(conditions))
            following = _joined(current, target)
            if not following:
                raise FetchError(f"redirected to what is no web address: '{target[:200]}'")
            current = following
        raise FetchError(f"redirected more than {MOST_REDIRECTS} times")

    def _fetched(self, url: str, final: str, answer: Answer, conditional: bool) -> Fetched:
        """What an answer means that is no redirect."""
        status, headers = answer.status, answer.headers
        unchanged = status == 304 and conditional
        if not unchanged and not 200 <= status < 300:
            what = _MEANINGS.get(status) or ("the server has a fault" if status >= 500 else "the page can't be had")
            raise FetchError(f"HTTP {status}: {what}", passing=status in PASSING or status >= 500)
        if not unchanged and not answer.data:
            raise FetchError("the server sent an empty page")
        mime, charset = media_type(headers.get("content-type", ""))
        return Fetched(
            data=answer.data,
            url=url,
            final_url=final,
            mime=mime,
            charset=charset,
            fetched=datetime.now(UTC),
            etag=_short(headers.get("etag", "")),
            last_modified=_short(headers.get("last-modified", "")),
            not_modified=unchanged,
        )

    # --- attempts

    def _patiently(self, url: str, conditions: dict[str, str]) -> Answer:
        """Asks, and asks again after a pause when the server was away or busy."""
        attempt = 1
        while True:
            pause = FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.75, 1.25)
            try:
                answer = self._ask(url, conditions)
                if answer.status not in BUSY or attempt >= self._options.attempts:
                    return answer
                pause = max(pause, _retry_after(answer.headers.get("retry-after", "")))
                if pause > LONGEST_PAUSE or pause > self._deadline.left:
                    return answer
            except BrokenError:
                if attempt >= self._options.attempts or pause > self._deadline.left:
                    raise
            time.sleep(pause)
            attempt += 1

    def _ask(self, url: str, conditions: dict[str, str]) -> Answer:
        """Asks once, with the cookies that this server gave before, and keeps those that it gives now."""
        if not self._deadline.left:
            raise self._deadline.error()
        parts = urlsplit(url)
        cookies = self._cookies.setdefault(f"{parts.scheme}://{parts.netloc}", {})
        headers = {
            "User-Agent": self._options.user_agent or USER_AGENT,
            "Accept": ACCEPT,
            "Accept-Language": self._options.languages or system_languages(),
            **conditions,
        }
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        answer = ask(url, headers, self._options, self._deadline)
        for line in answer.cookies[:MOST_COOKIES]:
            name, equals, value = line.partition(";")[0].partition("=")
            if equals and name.strip() and len(line) <= MOST_COOKIE and len(cookies) < MOST_COOKIES and _is_plain(line):
                cookies[name.strip()] = value.strip()
        return answer


def _joined(base: str, target: str) -> str:
    """Where a redirect from ``base`` goes, ready to be asked for; empty if that is no web address."""
    try:
        return request_url(urljoin(base, target.strip()))
    except ValueError:
        return ""


def _refresh(answer: Answer) -> str:
    """Where a page sends its readers at once."""
    mime, charset = media_type(answer.headers.get("content-type", ""))
    if mime not in ("text/html", "application/xhtml+xml"):
        return ""
    return target_of(answer.headers.get("refresh", "")) or refresh_target(answer.data, charset)


def _retry_after(text: str) -> float:
    """Seconds that a ``Retry-After`` header asks for; 0 if it can't be understood."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):  # TypeError: a date without a zone
        return 0.0


def _is_plain(text: str) -> bool:
    """Whether text can stand in a header."""
    return text.isascii() and text.isprintable()


def _short(validator: str) -> str:
    """An ETag or a date as it is kept: none that is absurdly long or no plain text."""
    return validator if len(validator) <= 1024 and _is_plain(validator) else ""
