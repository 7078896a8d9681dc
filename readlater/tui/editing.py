"""Editing the fields of articles in place, from the title to the tags; and deleting them for ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import QueryError, ReadlaterError
from readlater.model import ArticleRow
from readlater.tui.changing import FEW
from readlater.tui.fields import KINDS, Named, complete_name, complete_names, split_names
from readlater.tui.formatting import number, plural
from readlater.tui.widgets.selection import Targets

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

MOST_INDEXED = 200
"""Articles that can be given an author at once: each is put into the search index anew, 20 ms each."""

PURGED_AT_ONCE = 50
"""Articles that are deleted for ever before another change has its turn: half a second."""

_SAVED = {"byline": "byline", "site": "site", "category": "category_id"}
"""The fields whose values the library has a list of."""


class Editing:
    """Asks for a field's new value and writes it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._purging = False

    def field(self, name: str) -> None:
        """Asks for ``title``, ``byline``, ``site``, ``published``, ``url`` or ``category``."""
        kind, targets = KINDS[name], self._screen.changing.targets
        status = self._screen.status
        if not len(targets):
            status.tell("no article is here")
        elif len(targets) > 1 and not kind.several:
            status.warn(f"each article has {kind.label} of its own: select one, not {number(len(targets))}")
        elif name == "byline" and len(targets) > MOST_INDEXED:
            status.warn(
                f"an author can be given to {number(MOST_INDEXED)} articles at once, not {number(len(targets))}"
            )
        else:
            self._ask(name, targets)

    def category(self) -> None:
        """Asks for the category."""
        self.field("category")

    def _ask(self, name: str, targets: Targets) -> None:
        """Asks at once, as the next key is already for the prompt; what the library has, is looked up meanwhile."""
        kind, column = KINDS[name], _SAVED.get(name, name)
        rows = self._screen.changing.rows_of(targets) if len(targets) <= FEW else []
        values = {str(getattr(row, column)) for row in rows}
        same = values.pop() if len(values) == 1 else ""
        names: list[tuple[str, int]] = []
        several = f" of {plural(len(targets), 'article')}" if len(targets) > 1 else ""
        self._screen.foot.ask(
            f"{kind.label}{several}",
            same,
            entered=lambda text: self._entered(name, targets, same, text),
            complete=lambda text: complete_name(text, names),
            placeholder=kind.placeholder,
        )
        if name in _SAVED:
            self._look_up(names, lambda library: library.names(column))

    def _look_up(self, names: list[tuple[str, int]], look: Callable[[Library], Named]) -> None:
        async def looking() -> None:
            names.extend(await self._screen.background.read(look))
            self._screen.foot.renew_offers()

        self._screen.work(looking, "prompt")

    def _entered(self, name: str, targets: Targets, before: str, text: str) -> None:
        foot = self._screen.foot
        try:
            value = KINDS[name].read(text)
        except QueryError as error:
            foot.point_out(str(error), error.position)
            return
        if value == before and len(targets) == 1:
            foot.close_prompt()
            self._screen.status.tell("nothing to change")
        elif name == "url" and value:
            self._screen.work(partial(self._set_url, targets, value), "prompt")
        else:
            foot.close_prompt()
            self._set(name, targets, value)

    def _set(self, name: str, targets: Targets, value: str) -> None:
        def write(library: Library, ids: Sequence[int]) -> str:
            return library.set_category(ids, value) if name == "category" else library.edit(ids, **{name: value})

        column = "category_id" if name == "category" else name

        def patch(row: ArticleRow) -> ArticleRow:
            return replace(row, **{column: value})  # type: ignore[arg-type]

        self._screen.changing.change(targets, write, patch, doing="editing")

    # --- addresses

    async def _set_url(self, targets: Targets, url: str) -> None:
        """Gives an article another address; where another article has it, says which and offers to merge them."""
        [mine] = list(targets.some) or targets.ids()

        def look(library: Library) -> list[ArticleRow]:
            other = library.at_url(url)
            return library.rows([mine, other]) if other is not None and other != mine else []

        rows = await self._screen.background.read(look)
        self._screen.foot.close_prompt()
        if len(rows) < 2:
            self._set("url", targets, url)
        else:
            self._offer_merge(*rows)

    def _offer_merge(self, this: ArticleRow, other: ArticleRow) -> None:
        from readlater.tui.widgets.choice_bar import Choice

        screen = self._screen
        choices = [Choice("open", "Open that article"), Choice("leave", "Leave the address as it was")]
        if other.deleted is None and this.deleted is None:
            choices.insert(0, Choice("merge", "Merge the two", "asks which to keep"))

        def chosen(value: str) -> None:
            if value == "merge":
                screen.relating.ask_which(this, other)
            elif value == "open":
                screen.desk.open(other.id)

        where = ", which is in the trash," if other.deleted is not None else ""
        screen.foot.choose(f"“{other.title or other.url}”{where} has this address already", choices, chosen=chosen)

    # --- tags

    def tags(self) -> None:
        """Asks for the tags: all of them for one article, those to add (or with a minus: remove) for several."""
        targets = self._screen.changing.targets
        if not len(targets):
            return
        before: tuple[str, ...] | None = None
        if len(targets) == 1:
            [one] = list(targets.some) or targets.ids()
            try:
                before = self._screen.library.article(one).tags
            except ReadlaterError as error:
                self._screen.status.warn(str(error))
                return
        names: list[tuple[str, int]] = []
        self._screen.foot.ask(
            "tags" if before is not None else f"tags of {plural(len(targets), 'article')}",
            "".join(f"{tag}, " for tag in before or ()),
            entered=lambda text: self._set_tags(targets, before, text),
            complete=lambda text: complete_names(text, names),
            placeholder="names, separated by commas" if before is not None else "names to add; -name takes away",
        )
        self._look_up(names, lambda library: library.tags())

    def _set_tags(self, targets: Targets, before: Sequence[str] | None, text: str) -> None:
        self._screen.foot.close_prompt()
        names = split_names(text)
        if before is not None:
            added = [name for name in names if name not in before]
            removed = [name for name in before if name not in names]
        else:
            added = [name for name in names if not name.startswith("-")]
            removed = [name[1:].strip() for name in names if name.startswith("-") and name[1:].strip()]
        if added or removed:
            self._screen.changing.change(
                targets, lambda library, ids: library.retag(ids, added, removed), doing="tagging"
            )

    # --- the trash

    def purge(self) -> None:
        """Deletes what is in the trash for ever, after a question."""
        targets = self._screen.changing.targets
        if self._purging:
            self._purging = False  # stops
        elif len(targets):
            self._screen.work(partial(self._ask_purge, targets), "prompt")

    async def _ask_purge(self, targets: Targets) -> None:
        from readlater.tui.widgets.choice_bar import Choice

        screen = self._screen
        if not await screen.background.read(lambda library: library.all_are(targets.ids(), "trashed")):
            trash = screen.keymap.label("list.trash", ascii=screen.config.ascii)
            screen.status.warn(
                f"only what is in the trash can be deleted for ever; {trash} shows the trash"
                if trash
                else "not in the trash"
            )
            return
        what = plural(len(targets), "article")
        screen.foot.choose(
            "Deleting for ever can't be undone",
            [
                Choice("keep", "Keep them" if len(targets) > 1 else "Keep it"),
                Choice("purge", f"Delete {what} for ever"),
            ],
            "keep",
            chosen=lambda value: self._start_purge(targets) if value == "purge" else None,
        )

    def _start_purge(self, targets: Targets) -> None:
        if not self._screen.in_list:
            self._screen.back_to_list()
        self._screen.articles.clear_selected()
        self._screen.work(partial(self._purge, targets), "purge", exclusive=False)

    async def _purge_some(self, ids: Sequence[int]) -> int:
        return await self._screen.background.write(lambda library: library.purge(ids))

    async def _purge(self, targets: Targets) -> None:
        """Deletes a few at a time, so that other changes have their turn; the same command stops it."""
        screen = self._screen
        self._purging = True
        done = 0
        try:
            ids = await screen.background.read(lambda _: targets.ids())
            for start in range(0, len(ids), PURGED_AT_ONCE):
                if not self._purging or screen.leaving:
                    break
                done += await self._purge_some(ids[start : start + PURGED_AT_ONCE])
                if len(ids) > PURGED_AT_ONCE:
                    screen.status.show_work(f"deleting for ever: {number(done)} of {plural(len(ids), 'article')}", self)
        finally:
            self._purging = False
            screen.status.show_work("", self)
            if screen.is_attached:
                screen.refresh_all()
        screen.status.tell(f"deleted {plural(done, 'article')} for ever")
