"""Changes that say something new about articles: edit, tag, category. Each can be undone."""

from __future__ import annotations

from collections.abc import Sequence

import click

from readlater.cli.output import Column, line, print_json, print_json_array, print_table
from readlater.cli.session import Session, pass_session
from readlater.errors import UsageError


@click.command("edit", short_help="Changes the fields of an article.")
@click.argument("key", metavar="ID")
@click.option("--title", help="The title.")
@click.option("--byline", help="Who wrote it.")
@click.option("--site", help="Who published it.")
@click.option("--published", metavar="DATE", help="When; as much of it as is known: 2022, 2022-01, 2022-01-14.")
@click.option("--language", metavar="CODE", help="ISO 639 code, such as en.")
@click.option("--url", help="The address of the page.")
@click.option("--summary", help="The summary.")
@click.option("--note", help="Your own note.")
@pass_session
def edit_command(session: Session, /, key: str, **fields: str | None) -> None:
    """Changes fields of the article ID. An empty value ("") empties the field.

    Several IDs may be given with commas between them; - stands for IDs on standard input.
    """
    changes = {name: value for name, value in fields.items() if value is not None}
    if not changes:
        raise UsageError("say what to change, such as --title TEXT; 'readlater edit --help' lists the fields")
    if changes.get("published"):
        from readlater.language.dates import parse_date

        date = parse_date(changes["published"])
        if not date:
            raise UsageError(f"--published: '{changes['published']}' is no date; write it like 2022-01-14, or 2022")
        changes["published"] = date
    if changes.get("url"):
        from readlater.pages.urls import canonical_url, is_web_url

        if not is_web_url(changes["url"]):
            raise UsageError(f"--url: '{changes['url']}' is no web address; it begins with https://")
        changes["url"] = canonical_url(changes["url"])
    line(session.library.edit(_articles(session, key), **changes))


@click.command("tag", short_help="Adds or removes tags; without an ID, lists all tags.")
@click.argument("key", metavar="[ID]", required=False)
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--add", "-a", "added", multiple=True, metavar="NAME", help="Add this tag; the same as NAME.")
@click.option("--remove", "-r", "removed", multiple=True, metavar="NAME", help="Remove this tag.")
@click.option("--json", "as_json", is_flag=True, help="Tags as an array.")
@pass_session
def tag_command(
    session: Session,
    key: str | None,
    names: Sequence[str],
    added: Sequence[str],
    removed: Sequence[str],
    as_json: bool,
) -> None:
    """Adds the tags NAME to the article ID, or removes tags.

    With an ID alone its tags are printed; without one, all tags and how many articles have each. Several IDs may be
    given with commas between them; - stands for IDs on standard input.
    """
    library = session.library
    if key is None:
        if added or removed:
            raise UsageError("name the article: readlater tag ID NAME…")
        tags = library.tags()
        if as_json:
            print_json_array({"name": name, "count": count} for name, count in tags)
        else:
            columns = (Column("TAG", shrink=True), Column("ARTICLES", right=True))
            print_table(columns, [(name, f"{count:,}") for name, count in tags])
        return
    ids = _articles(session, key)
    new = [*names, *added]
    if any(not name.strip() for name in (*new, *removed)):
        raise UsageError("a tag needs a name")
    if new:
        line(library.tag(ids, *new))
    if removed:
        line(library.untag(ids, *removed))
    if not new and not removed:
        found = [tag for number in ids for tag in library.article(number).tags]
        if as_json:
            print_json(list(dict.fromkeys(found)))
        else:
            for tag in dict.fromkeys(found):
                line(tag)


@click.command("category", short_help="Puts an article into a category; without an ID, lists all categories.")
@click.argument("key", metavar="[ID]", required=False)
@click.argument("name", metavar="[CATEGORY]", required=False)
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Rename a category, and those below it.")
@click.option("--apply-rules", "ruled", is_flag=True, help="Sort what is here by the rules of the settings.")
@click.option("--all", "everything", is_flag=True, help="With --apply-rules: also what is in another category.")
@click.option("--json", "as_json", is_flag=True, help="Categories as an array.")
@pass_session
def category_command(
    session: Session,
    key: str | None,
    name: str | None,
    rename: tuple[str, str] | None,
    ruled: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Puts the article ID into CATEGORY, such as nhk or tech/storage; "" takes it out of its category.

    With an ID alone its category is printed; without one, all categories and how many articles are in each. Several IDs
    may be given with commas between them; - stands for IDs on standard input.

    With --apply-rules the rules in [categories] and [tags] of the settings, which imports go by, are applied to the
    articles that fit a QUERY in place of the ID, or to all. Articles that are in a category other than the name of
    their site keep it, unless --all is given.
    """
    library = session.library
    if everything and not ruled:
        raise UsageError("--all goes with --apply-rules")
    if ruled:
        from readlater.cli.suggesting import apply_rules

        if rename is not None:
            raise UsageError("--apply-rules and --rename do not go together; give one of them.")
        apply_rules(session, " ".join(part for part in (key, name) if part), everything=everything)
    elif rename is not None:
        if key is not None:
            raise UsageError("--rename takes two categories and no article")
        line(library.rename_category(*rename))
    elif key is None:
        found = library.categories()
        if as_json:
            print_json_array({"id": one.id, "name": one.name, "count": one.count} for one in found)
        else:
            columns = (Column("CATEGORY", shrink=True), Column("NAME", shrink=True), Column("ARTICLES", right=True))
            print_table(columns, [(one.id, one.name, f"{one.count:,}") for one in found])
    elif name is None:
        categories = [library.article(number).category_id for number in _articles(session, key)]
        if as_json:
            print_json(list(dict.fromkeys(categories)))
        else:
            for category in dict.fromkeys(categories):
                line(category)
    else:
        line(library.set_category(_articles(session, key), name))


def _articles(session: Session, key: str) -> list[int]:
    """The articles of one argument: IDs with commas between them."""
    return session.article_ids([part for part in key.split(",") if part.strip()] or [key])
