"""What the reader does to articles: archive, tag, delete… shown at once, written in a thread, undone by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from readlater.model import ArticleRow, State
from readlater.tui import formatting

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

Write = Callable[["Library", Sequence[int]], str]
Patch = Callable[[ArticleRow], ArticleRow]


def split_names(text: str) -> list[str]:
    """Names separated by commas, each once, in order."""
    return list(dict.fromkeys(name for name in (" ".join(part.split()) for part in text.split(",")) if name))


def completions(text: str, names: Sequence[str]) -> list[str]:
    """The text with its last name completed: names that begin with it, then those that hold it somewhere."""
    head, comma, last = text.rpartition(",")
    before = f"{head}{comma} " if comma else ""
    taken = {name.casefold() for name in split_names(head)}
    typed = last.strip().casefold()
    free = [name for name in names if name.casefold() not in taken]
    first = [name for name in free if name.casefold().startswith(typed)]
    return [before + name for name in first + [name for name in free if typed in name.casefold() and name not in first]]


class Changing:
    """Carries out the commands that act on articles: on the selection, or the one under the cursor or in the reader."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    # --- on which articles

    def rows(self) -> list[ArticleRow]:
        """The articles that a command is for."""
        screen = self._screen
        if screen.in_list:
            ids = screen.articles.targets
            current = screen.articles.current_row
            if current is not None and ids == [current.id]:
                return [current]
        else:
            ids = [screen.desk.shown_id] if screen.desk.shown_id else []
        return screen.library.rows(ids) if ids else []

    def change(self, rows: Sequence[ArticleRow], write: Write, patch: Patch | None = None) -> None:
        """Changes articles: shown at once as ``patch`` makes their rows, written in a thread, told with its undo."""
        if rows:
            self._screen.work(partial(self._write, rows, write, patch), "change", exclusive=False)

    async def _write(self, rows: Sequence[ArticleRow], write: Write, patch: Patch | None) -> None:
        screen = self._screen
        ids = [row.id for row in rows]
        if patch is not None:
            for row in rows:
                screen.articles.patch(patch(row))
        try:
            label = await screen.background.write(lambda library: write(library, ids))
        except Exception:
            screen.articles.forget(ids)
            raise
        undo = screen.keymap.label("app.undo")
        screen.status.tell(f"{label} · {undo} undoes" if undo else label)
        screen.articles.selected = set()
        screen.after_change(ids)

    # --- flags

    def archive(self) -> None:
        """Archives, or brings back when all of them are archived."""
        rows = self.rows()
        on = not all(row.archived for row in rows)
        self.change(rows, lambda library, ids: library.archive(ids, on), lambda row: replace(row, archived=on))

    def favourite(self) -> None:
        """Marks as favourites, or takes the mark away when all of them have it."""
        rows = self.rows()
        on = not all(row.favourite for row in rows)
        self.change(rows, lambda library, ids: library.favourite(ids, on), lambda row: replace(row, favourite=on))

    def mark_read(self) -> None:
        """Marks as read, or as unread when all of them are read."""
        rows = self.rows()
        if all(row.state is State.READ for row in rows):
            self.change(
                rows,
                lambda library, ids: library.mark_unread(ids),
                lambda row: replace(row, state=State.UNREAD, progress=0.0),
            )
        else:
            self.change(
                rows,
                lambda library, ids: library.mark_read(ids),
                lambda row: replace(row, state=State.READ, progress=1.0),
            )

    def delete(self) -> None:
        """Moves to the trash; what is in the trash comes back."""
        rows = self.rows()
        if rows and all(row.deleted is not None for row in rows):
            self.change(rows, lambda library, ids: library.restore(ids))
            return
        now = datetime.now(UTC)
        if not self._screen.in_list:
            self._screen.back_to_list()
        self.change(rows, lambda library, ids: library.delete(ids), lambda row: replace(row, deleted=now))

    # --- undo

    def undo(self) -> None:
        """Takes back the last change."""
        self._step(lambda library: library.undo(), "undone", "nothing to undo")

    def redo(self) -> None:
        """Makes a change again that was taken back."""
        self._step(lambda library: library.redo(), "done again", "nothing to redo")

    def _step(self, step: Callable[[Library], str | None], done: str, nothing: str) -> None:
        async def stepping() -> None:
            label = await self._screen.background.write(step)
            self._screen.status.tell(f"{done}: {label}" if label is not None else nothing)
            if label is not None:
                self._screen.after_change([])

        self._screen.work(stepping, "undo", exclusive=False)

    # --- texts

    def edit_tags(self) -> None:
        """Asks for the tags: all of them for one article, those to add (or with a minus: remove) for several."""
        rows = self.rows()
        if rows:
            self._screen.work(partial(self._ask_tags, rows), "prompt")

    async def _ask_tags(self, rows: Sequence[ArticleRow]) -> None:
        background = self._screen.background
        article, tags = await background.read(lambda library: (library.article(rows[0].id), library.tags()))
        names = [name for name, _ in tags]
        one = article.tags if len(rows) == 1 else None
        value = "".join(f"{tag}, " for tag in one or ())
        self._screen.foot.ask(
            "tags" if one is not None else f"tags of {len(rows)}",
            value,
            entered=lambda text: self._set_tags(rows, one, text),
            complete=lambda text: completions(text, names),
            placeholder="names, separated by commas" if one is not None else "names to add; -name takes away",
        )

    def _set_tags(self, rows: Sequence[ArticleRow], before: Sequence[str] | None, text: str) -> None:
        self._screen.foot.close_prompt()
        names = split_names(text)
        if before is not None:
            added = [name for name in names if name not in before]
            removed = [name for name in before if name not in names]
        else:
            added = [name for name in names if not name.startswith("-")]
            removed = [name[1:].strip() for name in names if name.startswith("-")]
        if removed:
            self.change(rows, lambda library, ids: library.untag(ids, *removed))
        if added:
            self.change(rows, lambda library, ids: library.tag(ids, *added))

    def edit_category(self) -> None:
        """Asks for the category."""
        rows = self.rows()
        if rows:
            self._screen.work(partial(self._ask_category, rows), "prompt")

    async def _ask_category(self, rows: Sequence[ArticleRow]) -> None:
        categories = await self._screen.background.read(lambda library: library.categories())
        names = [category.id for category in categories]
        now = {row.category_id for row in rows}
        self._screen.foot.ask(
            "category" if len(rows) == 1 else f"category of {len(rows)}",
            now.pop() if len(now) == 1 else "",
            entered=lambda text: self._set_category(rows, text),
            complete=lambda text: completions(text, names),
            placeholder="a name; a/b lies within a",
        )

    def _set_category(self, rows: Sequence[ArticleRow], text: str) -> None:
        self._screen.foot.close_prompt()
        self.change(rows, lambda library, ids: library.set_category(ids, text.strip()))

    def edit_title(self) -> None:
        """Asks for the title."""
        rows = self.rows()[:1]
        if rows:
            self._screen.foot.ask("title", rows[0].title, entered=lambda text: self._set_title(rows, text))

    def _set_title(self, rows: Sequence[ArticleRow], text: str) -> None:
        self._screen.foot.close_prompt()
        title = " ".join(text.split())
        if title and title != rows[0].title:
            self.change(
                rows, lambda library, ids: library.edit(ids, title=title), lambda row: replace(row, title=title)
            )

    # --- the page outside

    def open_in_browser(self) -> None:
        """Opens the pages of the articles in the web browser."""
        rows = self.rows()
        if len(rows) > 10:
            self._screen.status.warn(f"{formatting.plural(len(rows), 'page')} at once are too many for the browser")
            return
        for row in rows:
            self.follow(row.url)

    def follow(self, url: str) -> None:
        """Opens an address in the web browser."""
        from readlater.tui import outside

        browser = self._screen.config.browser

        async def opening() -> None:
            await self._screen.background.read(lambda _: outside.open_page(url, browser))
            self._screen.status.tell(f"opened in the browser: {url}")

        self._screen.work(opening, "browser", exclusive=False)

    def copy_url(self) -> None:
        """Copies the addresses."""
        self._copy("\n".join(row.url for row in self.rows() if row.url))

    def copy_link(self) -> None:
        """Copies Markdown links."""
        self._copy("\n".join(markdown_link(row.title, row.url) for row in self.rows() if row.url))

    def _copy(self, text: str) -> None:
        if not text:
            self._screen.status.tell("no address is known")
            return
        from readlater.tui import outside

        self._screen.app.copy_to_clipboard(text)

        async def copying() -> None:
            await self._screen.background.read(lambda _: outside.copy(text))
            self._screen.status.tell(f"copied: {text}")

        self._screen.work(copying, "copy")


def markdown_link(title: str, url: str) -> str:
    """``[title](<url>)`` with what Markdown would misread escaped."""
    safe = title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"[{safe}]({url})" if not set("() <>") & set(url) else f"[{safe}](<{url.replace('>', '%3E')}>)"
