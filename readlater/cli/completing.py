"""What the shell offers on Tab: words of queries and IDs of articles. Nothing of this is imported in a usual call.

``eval "$(_READLATER_COMPLETE=bash_source readlater)"`` turns it on (``zsh_source``, ``fish_source`` as well).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click
from click.shell_completion import CompletionItem

from readlater.errors import ReadlaterError

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Completion

Found = TypeVar("Found")

_ARTICLES = ("key", "keys", "keep", "drop")
"""What commands call their arguments that are IDs."""

_LISTS = ("name", "save", "delete")
"""What commands call their options that are names of lists."""

_PLAIN = re.compile(r"[\w:.,/@%+~^-]+")
"""What a shell takes as it stands; nothing else is offered, for quotation marks would not reach the program."""


def equip(command: click.Command) -> None:
    """Gives the arguments of a command that are queries or IDs their completion."""
    for param in command.params:
        if param.name in _LISTS and isinstance(param, click.Option):
            param.shell_complete = lambda ctx, incomplete: _lists(ctx, incomplete)  # type: ignore[method-assign]
        if not isinstance(param, click.Argument):
            continue
        if param.name == "query":
            param.shell_complete = lambda ctx, incomplete: _query(ctx, incomplete)  # type: ignore[method-assign]
        elif param.name in _ARTICLES:
            param.shell_complete = lambda ctx, incomplete: _ids(ctx, incomplete)  # type: ignore[method-assign]


def _query(context: click.Context, incomplete: str) -> list[CompletionItem]:
    before = " ".join(context.params.get("query") or ())
    text = f"{before} {incomplete}" if before else incomplete
    word = len(text) - len(incomplete)
    if os.environ.get("_READLATER_COMPLETE", "").startswith("bash"):
        # Bash parts words at colons, and puts what it gets behind the last one.
        text = re.sub(r"\s*:\s*", ":", text)
        word = max(text.rfind(":"), text.rfind(" ")) + 1
    items: list[CompletionItem] = []
    for one in _completions(context, text):
        value = text[word : one.start] + one.text
        if one.start >= word and _PLAIN.fullmatch(value):
            items.append(CompletionItem(value, help=_help(one)))
    return items


def _ids(context: click.Context, incomplete: str) -> list[CompletionItem]:
    """Articles by the beginning of their ID, or the newest ones."""
    found = _completions(context, f"similar:{incomplete}")
    return [CompletionItem(one.text, help=one.help) for one in found if one.text.startswith(incomplete)]


def _lists(context: click.Context, incomplete: str) -> list[CompletionItem]:
    """Saved searches and, where these are asked for, built-in lists."""
    from readlater.language.lists import LISTS

    saved = [(one.name, one.query) for one in _asked(context, lambda library: library.saved_searches())]
    built_in = [(one.name, one.help) for one in LISTS] if context.command.name == "list" else []
    return [
        CompletionItem(name, help=text)
        for name, text in (*saved, *built_in)
        if name.casefold().startswith(incomplete.casefold()) and _PLAIN.fullmatch(name)
    ]


def _completions(context: click.Context, text: str) -> list[Completion]:
    """The completions at the end of a query; none where the library can't be read."""
    return _asked(context, lambda library: library.completions(text, len(text)))


def _asked(context: click.Context, ask: Callable[[Library], list[Found]]) -> list[Found]:
    """What the library says; nothing where it can't be read."""
    from readlater.cli.session import Session

    session = None
    given = context.find_root().params
    try:
        session = Session(given.get("folder"), given.get("config_folder"))
        return ask(session.library_at_once())
    except ReadlaterError:
        return []
    finally:
        if session is not None:
            session.close()


def _help(one: Completion) -> str:
    count = "" if one.count is None else f"{one.count:,}"
    return " · ".join(part for part in (one.help, count) if part)
