"""``readlater add``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlater.cli.importing import failed, print_end, print_event
from readlater.cli.output import console, note, plural
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError

if TYPE_CHECKING:
    from readlater.exchange.fetching import AddOptions
    from readlater.exchange.importer import Progress
    from readlater.model import Ledger


@click.command("add", short_help="Fetches web pages and adds them.")
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option("--html", "page", metavar="FILE", help="The page as a browser has rendered it; nothing is fetched.")
@click.option("--category", "-c", default="", metavar="ID", help="Put every article into this category.")
@click.option(
    "--tag", "-t", "tags", multiple=True, metavar="NAME", help="Give every article this tag; may be repeated."
)
@click.option("--keep", is_flag=True, help="Keep every address that can't be fetched, also one that is gone.")
@click.option("--again", is_flag=True, help="Fetch pages that are here already even if they have not changed.")
@click.option("--json", "form", flag_value="json", help="The ledger as one object.")
@click.option("--json-lines", "form", flag_value="json-lines", help="One object a line: start, every item, end.")
@pass_session
def add_command(
    session: Session,
    urls: Sequence[str],
    page: str | None,
    category: str,
    tags: Sequence[str],
    keep: bool,
    again: bool,
    form: str | None,
) -> None:
    """Fetches web pages by their addresses and adds them to the library.

    - reads addresses from standard input: one a line, or a text with addresses in it. A page that is here already is
    merged. When a server can't be reached, the address is kept as an article without its text ('readlater list
    is:failed'), and adding it again tries again; a page that is gone, or that is none, is only told (--keep keeps it).

    --html takes the page from a file (- is standard input) instead of the web: what a browser has made of a page that
    needs scripts or a password. Addresses in your own network are refused unless the configuration allows them.

    Ledger, --json and exit codes are those of 'readlater import'.

    \b
    readlater add https://example.org/story --tag later
    xclip -o | readlater add -
    """  # noqa: D301 (click needs the backspace)
    from readlater.exchange.fetching import AddOptions, fetch_options
    from readlater.exchange.importer import ImportStopped

    limits = fetch_options(session.config.fetch)
    wanted = _wanted(urls, page)
    options = AddOptions(
        category=category.strip(),
        tags=tuple(tag.strip() for tag in tags if tag.strip()),
        rules=session.config.categories,
        tag_rules=session.config.tags,
        keep=keep,
        again=again,
        page=None if page is None else _page(page),
        fetch=limits,
    )
    began = time.monotonic()
    try:
        ledger = _add(session, wanted, options, form)
    except ImportStopped as stopped:
        print_end(stopped.ledger, form, False, time.monotonic() - began)
        done = plural(stopped.total, "address", "addresses")
        note(f"stopped after {len(stopped.ledger.lines):,} of {done}; all of it is kept")
        raise click.exceptions.Exit(128 + stopped.signal) from None
    print_end(ledger, form, False, time.monotonic() - began)
    if failed(ledger):
        raise click.exceptions.Exit(1)


def _add(session: Session, urls: Sequence[str], options: AddOptions, form: str | None) -> Ledger:
    from readlater.exchange.fetching import add_urls

    with _progress(form) as progress:
        return add_urls(session.make_library(), urls, options, progress)


@contextmanager
def _progress(form: str | None) -> Iterator[Callable[[Progress], None]]:
    """Shows how far it is: as events on standard output, or in a line of a terminal's standard error."""
    if form == "json-lines":
        yield print_event
    elif sys.stderr is not None and sys.stderr.isatty():
        with console(stderr=True).status("fetching…") as status:
            yield lambda progress: status.update(f"fetching: {progress.done:,} of {progress.total:,} done")
    else:
        yield lambda progress: None


def _wanted(urls: Sequence[str], page: str | None) -> list[str]:
    """The addresses that are given, those on standard input among them."""
    if not urls:
        raise UsageError("name what to add: readlater add URL… (- reads addresses from standard input)")
    if page is not None and (len(urls) != 1 or urls[0] == "-"):
        raise UsageError("--html is the page of one address: readlater add URL --html FILE")
    wanted: list[str] = []
    for url in urls:
        wanted.extend(_from_input() if url == "-" else [url])
    return wanted


def _from_input() -> list[str]:
    """The addresses on standard input: in each line all that it has, or the only word in it."""
    from readlater.pages.typed import typed_url, urls_in

    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    found: list[str] = []
    for line in text.splitlines():
        words = line.split()
        inside = urls_in(line)
        if inside:
            found.extend(inside)
        elif len(words) == 1 and not words[0].startswith("#"):
            found.append(words[0])
    if not any(map(typed_url, found)):
        raise UsageError("there is no web address on standard input")
    return list(dict.fromkeys(found))


def _page(name: str) -> bytes:
    """The bytes of the page that a browser has rendered."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{name}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    if not data:
        raise UsageError("there is no page on standard input" if name == "-" else f"{name}: is empty")
    return data
