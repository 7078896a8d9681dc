"""``readlater extract``: what a page would become, without saving it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import line, note, print_fields, print_json, print_json_array
from readlater.cli.session import Session, pass_session
from readlater.errors import PageError

if TYPE_CHECKING:
    from readlater.model import Analysis, Draft

Extracted = tuple[str, "Draft", "Analysis"]
"""An article's name within its file, what it is, and what is made of its text."""


@click.command("extract", short_help="Shows what would be made of a page, saving nothing.")
@click.argument("file", metavar="FILE|-")
@click.option("--as", "as_format", metavar="FORMAT", help="Read it as this form instead of looking at its content.")
@click.option("--json", "form", flag_value="json", help="One object (an array if the file holds several articles).")
@click.option("--text", "form", flag_value="text", help="The plain text only.")
@click.option("--markdown", "form", flag_value="markdown", help="Markdown with the fields as front matter.")
@click.option("--html", "form", flag_value="html", help="One HTML file that needs nothing else.")
@pass_session
def extract_command(session: Session, file: str, as_format: str | None, form: str | None) -> None:
    """Shows what readlater makes of the saved page FILE (- is standard input). Nothing is saved.

    The JSON object has the keys of 'list --json' that a page can have (url, title, byline, site, published, language,
    category_id, tags, summary, word_count, minutes, text…), and: format, extractor, words, category, markdown, failed,
    similar_titles, item (its name within FILE, if that holds several articles), excerpt (the page's own description,
    else its first paragraph), and found: for every field the candidates, the best first, each with its source.
    """
    from readlater.cli.forms import form_named

    articles = _articles(file, form_named(as_format))
    first = next(articles)
    second = next(articles, None)
    if second is None and form == "json":
        print_json(_record(session, *first))
        return
    every = chain([first], [second] if second is not None else [], articles)
    if form == "json":
        print_json_array(_record(session, *one) for one in every)
        return
    for number, (item, draft, analysis) in enumerate(every):
        if number:
            line()
        _print(session, item, draft, analysis, form)


def _articles(file: str, form: str | None) -> Iterator[Extracted]:
    """What is made of a page or of the pages of an archive, one after the other; there is at least one.

    Raises:
        PageError: there is none; pages that can't be read among others are only told.
    """
    from readlater.exchange.expanding import Expander
    from readlater.exchange.importer import ImportOptions
    from readlater.exchange.prepare import Ready, prepare_in_time
    from readlater.exchange.sources import Source
    from readlater.model import LedgerLine

    options = ImportOptions()
    expander = Expander(form, options.size_limit, lambda address: [], sys.stdin.buffer)
    what = "standard input" if file == "-" else file
    problems: list[str] = []
    some = False
    for step in expander.steps(Source(what, None if file == "-" else Path(file))):
        result = step if isinstance(step, LedgerLine) else prepare_in_time(step, options.time_limit)
        if not isinstance(result, Ready):
            problems.append(f"{step.item}: {result.message}")
            continue
        member = step.item.removeprefix(what)
        for draft, analysis, _ in result.articles:
            some = True
            yield " › ".join(one for one in (member.removeprefix(" › "), draft.item) if one), draft, analysis
    if not some:
        raise PageError(problems[0] if problems else f"{what}: there is no page in it")
    for problem in problems:
        note(problem)


def _record(session: Session, item: str, draft: Draft, analysis: Analysis) -> dict[str, Any]:
    from readlater.exchange.categories import category_for
    from readlater.exchange.render.head import head_of_draft
    from readlater.exchange.render.markdown import markdown
    from readlater.language.descriptions import without_boilerplate

    category = category_for(draft, rules=session.config.categories)
    described = without_boilerplate(draft, analysis).summary

    def time(when: datetime | None) -> str | None:
        if when is not None and when.tzinfo is None and session.zone is not None:
            when = when.replace(tzinfo=session.zone)
        return session.iso(when)

    return {
        "id": draft.uuid,
        "url": draft.url,
        "url_original": draft.url_original,
        "title": draft.title,
        "byline": draft.byline,
        "site": draft.site,
        "category_id": category,
        "category": category,
        "tags": list(draft.tags),
        "language": draft.language or analysis.language,
        "direction": draft.direction,
        "published": draft.published,
        "published_approximate": draft.published_approximate,
        "modified": draft.modified,
        "created": time(draft.created),
        "updated": time(draft.updated),
        "last_read": time(draft.last_read),
        "read_count": draft.read_count,
        "word_count": analysis.word_count,
        "words": analysis.word_count,
        "minutes": round(session.config.minutes(analysis.minutes), 1),
        "item": item,
        "failed": draft.failed,
        "summary": described or analysis.summary,
        "summary_source": "page" if described else "text",
        "excerpt": draft.summary or next((one.value for one in draft.found.get("summary", ())), analysis.summary),
        "lead_image": draft.lead_image,
        "format": draft.format,
        "extractor": draft.extractor,
        "similar_titles": list(draft.similar_titles),
        "found": {
            field: [{"value": one.value, "source": one.source} for one in found] for field, found in draft.found.items()
        },
        "text": draft.document.text,
        "markdown": markdown(draft.document, head_of_draft(draft, analysis, session.zone)),
    }


def _print(session: Session, item: str, draft: Draft, analysis: Analysis, form: str | None) -> None:
    from readlater.exchange.render.head import head_of_draft

    head = head_of_draft(draft, analysis, session.zone)
    if form == "text":
        line(draft.document.text)
    elif form == "markdown":
        from readlater.exchange.render.markdown import markdown

        print(markdown(draft.document, head), end="")
    elif form == "html":
        from readlater.exchange.render.html import html

        print(html(draft.document, head), end="")
    else:
        from readlater.exchange.categories import category_for

        print_fields(
            (
                ("Title", head.title),
                ("By", head.byline),
                ("Site", head.site),
                ("URL", head.url),
                ("ID", head.uuid),
                ("Category", category_for(draft, rules=session.config.categories)),
                ("Tags", ", ".join(head.tags)),
                ("Language", head.language),
                ("Published", head.published),
                ("Saved", head.created),
                ("Last read", head.last_read),
                ("Words", f"{head.words:,} ({round(session.config.minutes(analysis.minutes), 1):g} min)"),
                ("Within", item),
                ("Form", f"{draft.format} ({draft.extractor})"),
                ("No article", draft.failed),
                ("Summary", head.summary),
            )
        )
        line()
        line(draft.document.text)
