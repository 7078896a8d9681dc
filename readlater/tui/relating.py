"""What articles have to do with each other: more like these, suggestions, copies, keywords, summaries by a command."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import AmbiguousError, NotFoundError, ReadlaterError
from readlater.model import And, ArticleRow, Copy, Field, Node, Or, Similar, Suggestion
from readlater.tui import formatting
from readlater.tui.searching import WHY_PAUSE
from readlater.tui.widgets.sidebar_parts import Accept, FilterBy, Item, OpenArticle, Perform, ShowPassage, Travel
from readlater.tui.widgets.sidebar_relating import reading_words, state

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.widgets.choice_bar import Choice

MOST_SEEDS = 20
"""Articles to which others can be found similar at once."""

MOST_SUGGESTED = 1000
"""Articles whose suggestions can be accepted at once: some milliseconds each."""

NEAR_TO_TEXT = 9
"""Articles that are listed as similar to a passage: each has a digit."""

MOST_HOLDING = 3
"""Articles more that are looked for, as some may hold the passage itself: the one that it is from, and its copies."""

_KEYWORDS = 30
_FIRST_WORDS = 6
_BAR = 5
_SAME_LENGTH = 0.9
_ID_DIGITS = 8


class Relating:
    """Carries out the commands about similar readings, copies, keywords and summaries."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._summarising = False

    def choose(self, item: Item) -> None:
        """Does what an item of the sidebar offers."""
        screen = self._screen
        match item:
            case OpenArticle(article_id):
                screen.desk.open(article_id)
            case FilterBy(keyword):
                self.filter_by(keyword)
            case ShowPassage(start, end):
                screen.desk.show_passage(start, end)
            case Accept(suggestion):
                self._accept(suggestion)
            case Perform(command):
                screen.perform(command)
            case Travel(direction):
                screen.desk.travelling.go_beside(direction)

    # --- keywords

    def filter_by(self, keyword: str) -> None:
        """Filters the list by a keyword."""
        from readlater.language.keywords import query_for

        self._screen.browsing.searching.search_for(query_for(keyword))

    def keywords(self) -> None:
        """Lists the keywords of what is selected, or of all that the list shows; the one chosen filters the list."""
        self._screen.work(self._keywords, "prompt")

    async def _keywords(self) -> None:
        from readlater.tui.widgets.choice_bar import Choice

        screen = self._screen
        targets = screen.articles.targets if screen.articles.selection else None
        query = screen.browsing.searching.query(screen.browsing.view)

        def look(library: Library) -> list[str]:
            found = (
                library.keywords_of(targets.ids(), _KEYWORDS)
                if targets is not None
                else library.keywords_of_query(query, _KEYWORDS)
            )
            return [keyword.text for keyword in found]

        words = await screen.background.read(look)
        if not words:
            screen.status.tell("no keywords yet")
            return
        what = screen.browsing.title if targets is None else formatting.plural(len(targets), "selected article")
        screen.foot.choose(f"Keywords of {what}", [Choice(word, word) for word in words], chosen=self.filter_by)

    # --- similar readings

    def more_like(self) -> None:
        """Filters the list to what is similar to the selected articles, or to the one under the cursor."""
        count = len(self._screen.changing.targets)
        if count > MOST_SEEDS:
            many = formatting.number(count)
            self._screen.status.warn(f"similar to {many} articles at once: select {MOST_SEEDS} at most")
        elif rows := self._screen.changing.rows():
            self._screen.articles.clear_selected()
            self._screen.browsing.searching.search_for("similar:" + ",".join(row.uuid[:_ID_DIGITS] for row in rows))

    async def tell_likeness(self, article_id: int, root: Node) -> None:
        """Says in the status line how near an article is to those that a query names, and what it shares with them."""
        screen = self._screen
        if not (keys := _named(root)):
            screen.status.show_passage("", ())
            return
        await asyncio.sleep(WHY_PAUSE)

        def look(library: Library) -> Similar | None:
            return library.why_similar([library.find_id(key) for key in keys], article_id)

        try:
            found = await screen.background.read(look)
        except (AmbiguousError, NotFoundError):
            return
        if article_id != screen.articles.current_id:
            return
        if found is None:
            screen.status.show_passage("", ())
            return
        bar = formatting.bar(found.score, _BAR, ascii=screen.config.ascii)
        screen.status.show_passage(f"{bar} shares {' · '.join(found.shared)}", ())

    def similar_to_passage(self) -> None:
        """Lists what is similar to what is selected in the reader, to the place that was found, or to the top lines."""
        article = self._screen.desk.article
        passage = self._screen.reader.passage()
        if article is None or not passage:
            self._screen.status.tell("no article is open")
            return
        self.similar_to_text(passage, language=article.language)

    def similar_to_text(self, text: str, title: str = "", *, language: str = "", article: int = 0) -> None:
        """Lists what is similar to a text, such as a highlight; the one that is chosen is opened.

        What holds the text word for word, such as the article that it is from, is left out. Where nothing is similar to
        so short a text, what is similar to its article is listed.

        Args:
            text: the passage.
            title: what it is called in the heading of the list; empty: by its own first words.
            language: its ISO 639-1 code; empty: it is told from the text.
            article: the article that it is from; 0: the one that the reader shows, if that holds it.
        """
        self._screen.work(partial(self._similar_to_text, text, title, language, article), "prompt")

    async def _similar_to_text(self, text: str, title: str, language: str, article: int) -> None:
        screen, config = self._screen, self._screen.config
        shown = screen.desk.shown_id
        found, instead = await screen.background.read(
            partial(_near_to_text, text=text, language=language, article=article, shown=shown)
        )
        if not found:
            screen.status.tell("nothing in the library is similar to this passage")
            return
        name = title or _beginning(text, ellipsis="..." if config.ascii else "…")
        screen.foot.choose(
            "Nothing is similar to the passage alone; similar to its article" if instead else f"Similar to “{name}”",
            [_choice(one, config) for one in found],
            chosen=lambda number: self._open(int(number)),
        )

    def _open(self, article_id: int) -> None:
        self._screen.desk.open(article_id)

    # --- suggestions

    def accept(self) -> None:
        """Accepts the first suggestion for the article that is shown; all of them for those that are selected."""
        targets = self._screen.changing.targets
        if len(targets) > MOST_SUGGESTED:
            self._screen.status.warn(
                f"suggestions are looked up for {formatting.number(MOST_SUGGESTED)} articles at most,"
                f" not {formatting.number(len(targets))}"
            )
            return
        if len(targets) > 1:
            self._screen.changing.change(targets, self._accept_all, doing="looking for suggestions for")
            return
        about = self._screen.sidebar.about
        if about is None or not about.suggestions:
            self._screen.status.tell("nothing is suggested for this article")
        else:
            self._accept(about.suggestions[0])

    def _accept_all(self, library: Library, ids: Sequence[int]) -> str:
        """Puts articles into the categories and gives them the tags that are suggested, as one action."""
        from readlater.exchange.categories import suggestions

        config = self._screen.config
        categories: dict[str, list[int]] = {}
        tags: dict[str, list[int]] = {}
        for number in ids:
            for one in suggestions(library, number, config.categories, config.tags):
                (categories if one.kind == "category" else tags).setdefault(one.value, []).append(number)
        if not categories and not tags:
            return "nothing is suggested for these articles"
        return library.sort_into(categories, tags)

    def _accept(self, suggestion: Suggestion) -> None:
        value = suggestion.value

        def write(library: Library, ids: Sequence[int]) -> str:
            return library.set_category(ids, value) if suggestion.kind == "category" else library.tag(ids, value)

        about = self._screen.sidebar.about
        if about is not None:
            self._screen.changing.change(self._screen.library.rows([about.article.id]), write)

    # --- copies

    def merge(self) -> None:
        """Makes one article of two: of the two that are selected, or of the one that is shown and its copy."""
        pair = self._pair()
        if pair is not None:
            self.ask_which(*pair)

    def _pair(self) -> tuple[ArticleRow, ArticleRow] | None:
        screen = self._screen
        if screen.in_list and screen.articles.selection:
            rows = screen.changing.rows() if len(screen.articles.selection) == 2 else []
            if len(rows) == 2:
                return rows[0], rows[1]
            screen.status.warn("select two articles to merge them")
            return None
        copy = self._copy()
        rows = screen.library.rows([screen.desk.shown_id])
        return (rows[0], copy.row) if copy is not None and rows else None

    def _copy(self) -> Copy | None:
        """The copy of the shown article that is under the cursor of the sidebar, or the one that is nearest."""
        about, current = self._screen.sidebar.about, self._screen.sidebar.current
        if about is None or about.article.id != self._screen.desk.shown_id or not about.copies:
            self._screen.status.tell("no copy of this article is known; two that are selected can be merged")
            return None
        pointed = [one for one in about.copies if current == OpenArticle(one.row.id)]
        return (pointed or list(about.copies))[0]

    def ask_which(self, this: ArticleRow, other: ArticleRow) -> None:
        """Asks which of two articles to keep, and makes one of them."""
        from readlater.tui.widgets.choice_bar import Choice

        # The longer one is the whole article where the other was cut; of two that are alike, this one.
        better = other if this.word_count < _SAME_LENGTH * other.word_count else this
        rows = {str(row.id): row for row in (this, other)}
        alike = this.title.casefold() == other.title.casefold()
        choices = [Choice(number, _name_of(row, alike), _about_row(row)) for number, row in rows.items()]
        self._screen.foot.choose(
            "Which to keep? Tags, notes and readings of the other go to it, the other to the trash",
            choices,
            str(better.id),
            chosen=lambda number: self._merge(rows.pop(number), *rows.values()),
        )

    def _merge(self, keep: ArticleRow, drop: ArticleRow) -> None:
        screen = self._screen
        if not screen.in_list and screen.desk.shown_id == drop.id:
            screen.desk.open(keep.id)
        screen.changing.change([keep, drop], lambda library, _ids: library.unite(keep.id, drop.id))

    def not_copy(self) -> None:
        """Remembers that two articles are not the same."""
        copy = self._copy()
        if copy is not None:
            rows = self._screen.library.rows([self._screen.desk.shown_id, copy.row.id])
            self._screen.changing.change(rows, lambda library, ids: library.not_copies(ids[0], ids[1]))

    # --- summaries

    def summarise(self) -> None:
        """Has the articles summarised by the command of the settings."""
        rows = self._screen.changing.rows()
        if not self._screen.config.summary_command:
            self._screen.status.warn(_how_to_summarise(self._screen.config))
        elif self._summarising:
            self._summarising = False
            self._screen.status.tell("stops after the article that is being summarised", keep=True)
        elif rows:
            self._summarising = True
            self._screen.work(partial(self._summarise, rows), "summarise", exclusive=False)

    async def _summarise(self, rows: Sequence[ArticleRow]) -> None:
        """One after the other, each a change of its own: what is done stands. The same command stops it."""
        screen, label, problem, done = self._screen, "", "", 0
        try:
            for number, row in enumerate(rows, 1):
                if not self._summarising or screen.leaving:
                    problem = "stopped"
                    break
                count = f" {formatting.number(number)} of {formatting.number(len(rows))}" if len(rows) > 1 else ""
                screen.status.show_work(f"summarising{count}: {row.title or row.url}", self)
                label = await self._summarise_one(row)
                done += 1
        except ReadlaterError as error:
            problem = str(error)
        finally:
            self._summarising = False
            screen.status.show_work("", self)
        screen.after_change([row.id for row in rows])
        if len(rows) > 1:
            many = f"{formatting.number(done)} of {formatting.plural(len(rows), 'article')}"
            label = f"summarised {many if done < len(rows) else formatting.plural(done, 'article')}"
        said = [part for part in (problem, label if done or len(rows) > 1 else "") if part]
        undo = screen.keymap.label("app.undo", ascii=screen.config.ascii)
        if done and undo:
            said.append(f"{undo} undoes" if done == 1 else f"{undo} undoes the last one")
        (screen.status.warn if problem else screen.status.tell)(" · ".join(said))

    async def _summarise_one(self, row: ArticleRow) -> str:
        from readlater.exchange.summarising import summarise_with

        background, config = self._screen.background, self._screen.config
        article, text = await background.read(lambda library: (library.article(row.id), library.text(row.id)))
        summary = await background.apart(
            partial(summarise_with, config.summary_command, article, text, timeout=config.summary_timeout)
        )
        return await background.write(lambda library: library.set_summary(row.id, summary))


def _how_to_summarise(config: Config) -> str:
    from readlater.config import config_path

    return f'to have articles summarised, name a program: summary_command = "…" in {config.path or config_path()}'


def _named(node: Node) -> list[str]:
    """The IDs of the articles to which a query wants others to be similar."""
    if isinstance(node, Field):
        return node.value.split(",") if node.name == "similar" else []
    if isinstance(node, And | Or):
        return [key for part in node.parts for key in _named(part)]
    return []


def _near_to_text(
    library: Library, *, text: str, language: str, article: int, shown: int
) -> tuple[list[Similar], bool]:
    """The articles nearest to a text without those that hold it, else to its article, and whether that; in a thread.

    ``article``: the one that it is from, 0: ``shown``, if that holds it.
    """
    said = " ".join(text.split())

    def holds(number: int) -> bool:
        return said in " ".join(library.text(number).split())

    found = library.similar_to_text(text, NEAR_TO_TEXT + MOST_HOLDING, language=language)
    others = [one for one in found if one.row.id != article and not holds(one.row.id)]
    if others:
        return others[:NEAR_TO_TEXT], False
    home = article or (shown if shown and holds(shown) else 0)
    return (library.similar(home, NEAR_TO_TEXT) if home else []), True


def _beginning(text: str, *, ellipsis: str) -> str:
    """The first words of a passage."""
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + (ellipsis if len(words) > _FIRST_WORDS else "")


def _choice(similar: Similar, config: Config) -> Choice:
    from readlater.tui.widgets.choice_bar import Choice

    row = similar.row
    bar = formatting.bar(similar.score, _BAR, ascii=config.ascii)
    facts = " · ".join((reading_words(row, config.reading_speed), *similar.shared))
    return Choice(str(row.id), row.title or row.url, f"{bar}  {facts}")


def _name_of(row: ArticleRow, alike: bool) -> str:
    """A title; where the other article has the same one, where it is from before it: that is not cut off."""
    if not alike:
        return row.title or row.url
    where = row.url.partition("://")[2] or row.site or f"saved {row.created:%Y-%m-%d}"
    return f"{where} · {row.title}" if row.title else where


def _about_row(row: ArticleRow) -> str:
    """``812 words · saved 2024-03-01 · read 3× · example.org``."""
    parts = [
        formatting.plural(row.word_count, "word"),
        f"saved {row.created:%Y-%m-%d}",
        f"read {row.read_count}×" if row.read_count else state(row),
        row.site,
    ]
    return " · ".join(part for part in parts if part)
