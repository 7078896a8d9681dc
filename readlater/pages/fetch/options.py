"""How to fetch, and what was fetched."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime

from readlater import __version__

USER_AGENT = f"readlater/{__version__} (+a reading list; fetches single pages when its reader asks for them)"
"""What we call ourselves: the program, and how it may be known that no crawler is at work."""


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """The limits of one fetch and how we present ourselves.

    Attributes:
        allow_private: whether addresses that only this machine or its network can reach may be fetched from.
        timeout: seconds that a fetch may take in all, with redirects and further attempts.
        patience: seconds within which the server has to go on at any moment.
        size_limit: bytes that a page may have, unpacked.
        user_agent: what we call ourselves; empty: `USER_AGENT`.
        languages: the ``Accept-Language`` header; empty: that of the system.
        attempts: how often a server that is away or busy is asked at most.
    """

    allow_private: bool = False
    timeout: float = 20.0
    patience: float = 10.0
    size_limit: int = 20 * 2**20
    user_agent: str = ""
    languages: str = ""
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave.

    Attributes:
        data: the page, unpacked; empty if it was not modified.
        url: what was asked for.
        final_url: where redirects led.
        mime: its media type in lower case, without parameters; empty if the server said none.
        charset: the character set that the server said, or empty.
        fetched: when.
        etag, last_modified: to ask for a newer version later.
        not_modified: whether it is still the version that was asked about.
    """

    data: bytes
    url: str
    final_url: str
    mime: str
    charset: str
    fetched: datetime
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False


def system_languages() -> str:
    """The ``Accept-Language`` header for the language of the system, with English after it."""
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    tag = locale.partition(".")[0].partition("@")[0].replace("_", "-")
    language = tag.partition("-")[0].lower()
    if not (language.isascii() and language.isalpha() and len(language) in (2, 3)) or language == "en":
        return "en;q=0.8, *;q=0.5"
    return f"{tag}, {language};q=0.9, en;q=0.6, *;q=0.5" if tag != language else f"{language}, en;q=0.6, *;q=0.5"
