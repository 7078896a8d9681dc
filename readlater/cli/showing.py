"""``readlater show``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlater.cli.output import (
    is_terminal,
    line,
    note,
    print_fields,
    print_json,
    raw,
    terminal_width,
)
from readlater.cli.session import Session, pass_session
from readlater.errors import NotFoundError, ReadlaterError, UsageError

if TYPE_CHECKING:
    from readlater.exchange.picturing import Picture
    from readlater.model import Article, Document


@click.command("show", short_help="Shows an article.")
@click.argument("key", metavar="ID")
@click.option("--json", "form", flag_value="json", help="All fields, text, similar readings, keywords, readings.")
@click.option("--text", "form", flag_value="text", help="The plain text.")
@click.option("--markdown", "form", flag_value="markdown", help="Markdown with the fields as front matter.")
@click.option("--html", "form", flag_value="html", help="One HTML file that needs nothing else.")
@click.option("--original", "form", flag_value="original", help="The page as it was saved, byte for byte.")
@click.option(
    "--pictures",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Writes the pictures that were saved with the page into the folder DIR.",
)
@pass_session
def show_command(session: Session, key: str, form: str | None, pictures: Path | None) -> None:
    """Shows the article ID: its fields and its text.

    With --json the object has, besides those of 'list --json --full', "readings", "highlights", "suggestions" (what
    'suggest --json' says) and "pictures" (array of {source, alt, kept, bytes}; kept: whether it was saved with the
    page). With --pictures nothing is ever overwritten;
    the names of the files that were written are printed, one a line.
    """
    library = session.library
    number = session.article_id(key)
    if pictures is not None:
        if form is not None:
            raise UsageError(f"--pictures and --{form} do not go together; give one of them.")
        _write_pictures(session, number, pictures)
    elif form == "original":
        original = library.original(number)
        if original is None:
            raise NotFoundError(f"the original page of {library.row(number).uuid} is not kept")
        if is_terminal() and b"\0" in original.data[:4096]:
            raise UsageError("the original is no text; send it to a file: readlater show ID --original > FILE")
        raw(original.data)
    elif form == "text":
        from readlater.exchange.render.text import plain

        line(plain(library.document(number)))
    elif form == "json":
        _print_json(session, library.article(number))
    elif form is None:
        _print_page(session, library.article(number), library.document(number))
    else:
        from readlater.exchange.render.head import head_of

        head = head_of(library.article(number), session.zone)
        document = library.document(number)
        if form == "html":
            from readlater.exchange.render.html import html

            print(html(document, head), end="")
        else:
            from readlater.exchange.render.markdown import markdown

            print(markdown(document, head), end="")


def _print_json(session: Session, article: Article) -> None:
    from readlater.cli.records import article_record
    from readlater.cli.suggesting import suggestion_records
    from readlater.exchange.render.passages import highlight_record

    record = article_record(session, article, full=True)
    record["readings"] = [
        {
            "id": one.uuid,
            "device": one.device,
            "started": session.iso(one.started),
            "ended": session.iso(one.ended),
            "active_seconds": round(one.active_seconds, 1),
            "progress_from": round(one.progress_from, 4),
            "progress_to": round(one.progress_to, 4),
            "words": one.words,
            "counted": one.counted,
        }
        for one in session.library.readings(article.id)
    ]
    record["highlights"] = [highlight_record(one, session.zone) for one in session.library.highlights(article.id)]
    record["suggestions"] = suggestion_records(session, article.id)
    record["pictures"] = [
        {
            "source": one.source,
            "alt": one.alt,
            "kept": one.part is not None,
            "bytes": len(one.part.data) if one.part is not None else 0,
        }
        for one in _pictures(session, article.id)
    ]
    print_json(record)


def _pictures(session: Session, number: int) -> list[Picture]:
    from readlater.exchange.picturing import pictures_of

    library = session.library
    return pictures_of(library.article(number), library.document(number), lambda: library.original(number))


def _write_pictures(session: Session, number: int, folder: Path) -> None:
    from readlater.exchange.picturing import write_pictures

    found = _pictures(session, number)
    if not found:
        note("the article has no pictures")
        return
    try:
        written = write_pictures(found, folder)
    except OSError as error:
        raise ReadlaterError(f"{folder}: can't be written: {error.strerror or error}") from error
    for path in written:
        line(str(path))
    note(f"{len(written)} of {len(found)} pictures were saved with the page")
    for one in found:
        if one.part is None:
            where = "only on the web" if one.source[:4].lower() == "http" else "not saved with the page"
            note(f"{where}: {one.source}")


def _print_page(session: Session, article: Article, document: Document) -> None:
    """What a person wants to see: the facts, the summary, similar readings, the text."""
    from readlater.cli.records import minutes_words, short_id

    def day(text: str | None) -> str:
        return (text or "")[:16].replace("T", " ")

    flags = [str(article.state)] + ["archived"] * article.archived + ["favourite"] * article.favourite
    if article.deleted:
        flags.append("in the trash")
    if article.snoozed and article.snoozed > datetime.now(UTC):
        flags.append(f"put off until {day(session.iso(article.snoozed))}")
    fields = [
        ("Title", article.title),
        ("By", article.byline),
        ("Site", article.site),
        ("URL", article.url),
        ("ID", article.uuid),
        ("Category", article.category_id),
        ("Tags", ", ".join(article.tags)),
        ("Language", article.language),
        ("Published", f"about {article.published}" if article.published_approximate else article.published),
        ("Saved", day(session.iso(article.created))),
        ("Updated", day(session.iso(article.updated))),
        ("Last read", day(session.iso(article.last_read))),
        ("Read count", str(article.read_count)),
        ("Words", f"{article.word_count:,} ({minutes_words(session.config.minutes(article.minutes))})"),
        ("State", ", ".join(flags)),
        ("Progress", f"{article.progress:.0%}" if article.progress else ""),
        ("No article", article.failed),
        ("Note", article.note),
        ("Keywords", ", ".join(keyword.text for keyword in session.library.keywords(article.id))),
        ("Summary", article.summary),
    ]
    similar = [(f"Similar {short_id(one.row.uuid)}", one.row.title) for one in session.library.similar(article.id)]
    print_fields(fields + similar)
    line()
    if not is_terminal():
        line(document.text)
        return
    from rich.markdown import Markdown

    from readlater.cli.output import console
    from readlater.exchange.render.markdown import body

    width = min(session.config.width, terminal_width())
    console().print(Markdown(body(document)), width=width)
