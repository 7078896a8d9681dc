"""What leaves the program: to the web browser, the clipboard, another command."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError, ReadlaterError
from readlater.tui import formatting
from readlater.tui.plain import plain

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import ArticleRow
    from readlater.tui.piping import Piping
    from readlater.tui.screens.main import MainScreen

MOST_PAGES = 10
"""Pages that are opened in the browser at once."""

_SHOWN = 80
"""Characters of what was copied that the status line shows."""

_WRITING = threading.Lock()
"""Held while a page is written: the same one may be asked for twice."""


class Sharing:
    """Opens, copies and pipes articles."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._folder: Path | None = None

    @cached_property
    def piping(self) -> Piping:
        """What gives articles to commands."""
        from readlater.tui.piping import Piping

        return Piping(self._screen)

    # --- the browser

    def open_in_browser(self) -> None:
        """Opens the pages of the articles in the web browser."""
        rows = self._few_rows()
        if any(row.url for row in rows):
            rows = [row for row in rows if row.url]
        for row in rows:
            self.follow(row.url)

    def _few_rows(self) -> Sequence[ArticleRow]:
        rows = self._screen.changing.rows()
        if len(rows) > MOST_PAGES:
            self._screen.status.warn(f"{formatting.plural(len(rows), 'page')} at once are too many for the browser")
            return ()
        return rows

    def follow(self, url: str) -> None:
        """Opens an address of the web, or of mail, in the web browser."""

        async def opening() -> None:
            from readlater.tui import outside

            await self._open(outside.checked(url), url)

        self._screen.work(opening, "browser", exclusive=False)

    def open_original(self) -> None:
        """Opens the pages as they were kept in the web browser."""
        for row in self._few_rows():
            self._screen.work(partial(self._open_original, row), "browser", exclusive=False)

    async def _open_original(self, row: ArticleRow) -> None:
        path = await self._screen.background.read(partial(_write_kept, row=row, folder=self._private_folder()))
        await self._open(path, f"the page of '{row.title}' as it was kept")

    def _private_folder(self) -> Path:
        """A folder that nobody else can read, which is removed when the program ends."""
        if self._folder is None:
            import tempfile

            try:
                self._folder = Path(tempfile.mkdtemp(prefix="readlater-"))
            except OSError as error:
                raise ReadlaterError(f"no place for the page: {error.strerror or error}") from error
        return self._folder

    async def _open(self, target: str | Path, shown: str) -> None:
        """Opens an address or a file of ours; in this terminal if the browser is one for it."""
        from readlater.tui import outside

        screen, browser = self._screen, self._screen.config.browser
        if screen.app.is_web:  # the one who reads sits at another machine's browser, in which this program is a page
            if isinstance(target, Path):
                raise ReadlaterError("kept pages are opened in the terminal only, not in a browser's page")
            screen.app.open_url(target)
            screen.status.tell(f"opened in the browser: {plain(shown)}")
            return
        if browser.startswith(outside.TERMINAL_MARK):
            self._open_here(browser, target)
            return
        try:
            if isinstance(target, Path):
                await screen.background.apart(partial(outside.open_file, target, browser))
            else:
                await screen.background.apart(partial(outside.open_page, target, browser))
        except outside.NoBrowserError as error:
            if not error.instead:
                raise
            self._offer(error.instead, target, str(error))
            return
        screen.status.tell(f"opened in the browser: {plain(shown)}")

    def _open_here(self, browser: str, target: str | Path) -> None:
        from readlater.tui import outside
        from readlater.tui.lending import lend

        address = target.as_uri() if isinstance(target, Path) else target
        code = lend(self._screen.app, outside.browser_command(browser, address))
        if code:
            self._screen.status.warn(f"{browser.removeprefix(outside.TERMINAL_MARK)}: exit code {code}")

    def _offer(self, name: str, target: str | Path, message: str) -> None:
        """Asks whether a browser for the terminal should open it, as there is no other."""
        from readlater.tui import outside
        from readlater.tui.widgets.choice_bar import Choice

        setting = f'browser = "{outside.TERMINAL_MARK}{name} %s" in the configuration does so always'

        def chosen(_: str) -> None:
            with _told(self._screen):
                self._open_here(f"{outside.TERMINAL_MARK}{name}", target)

        self._screen.foot.choose(
            "No web browser was found",
            [Choice(name, f"Open it here, in {name}", setting)],
            chosen=chosen,
            left=lambda: self._screen.status.warn(message),
        )

    # --- the clipboard

    def copy_url(self) -> None:
        """Copies the addresses."""
        self._copy_facts([row.url for row in self._screen.changing.rows()], "address", "addresses")

    def copy_link(self) -> None:
        """Copies Markdown links."""
        rows = self._screen.changing.rows()
        self._copy_facts([markdown_link(row.title, row.url) if row.url else "" for row in rows], "link")

    def copy_title(self) -> None:
        """Copies the titles."""
        self._copy_facts([row.title for row in self._screen.changing.rows()], "title")

    def _copy_facts(self, facts: Sequence[str], one: str, many: str = "") -> None:
        known = [fact for fact in facts if fact]
        if not known:
            self._screen.status.tell("no title is known" if one == "title" else "no address is known")
            return
        text = "\n".join(known)
        self.copy(text, plain(text) if len(known) == 1 else formatting.plural(len(known), one, many))

    def copy_markdown(self) -> None:
        """Copies whole articles as Markdown."""
        rows = self._screen.changing.rows()
        if not rows:
            return

        async def copying() -> None:
            from readlater.exchange.piping import rendered

            ids, zone = [row.id for row in rows], self._screen.config.zone
            data = await self._screen.background.read(lambda library: rendered(library, ids, "markdown", zone=zone))
            what = f"'{plain(rows[0].title)}'" if len(rows) == 1 else formatting.plural(len(rows), "article")
            await self._copy(data.decode(), f"{what} as Markdown")

        self._screen.work(copying, "copy")

    def copy_quote(self) -> None:
        """Copies the words selected, else the sentence pointed at, else the paragraph that was found or is on top."""
        from readlater.exchange.render.head import head_of
        from readlater.exchange.render.quotation import quotation, quotation_of_text

        screen, reader = self._screen, self._screen.reader
        article, document = screen.desk.article, reader.document
        if article is None or document is None:
            return
        selected = screen.get_selected_text() if reader.text_selection is not None else None
        head = head_of(article, screen.config.zone)
        if selected and selected.strip() and reader.selected_range() is None:  # a title, or what is hidden
            quoted = quotation_of_text(selected, head)
        else:
            start, end = reader.selected_range() or reader.pointed or reader.passage_range()
            quoted = quotation(document, start, end, head)
        words = next(iter(quoted.removeprefix("> ").splitlines()), "")
        self.copy(quoted, f"quotation: {plain(words)}")

    def copy_output(self, text: str) -> None:
        """Copies what a command printed."""
        self.copy(text, f"what the command printed, {formatting.plural(text.count(chr(10)), 'line')}")

    def copy(self, text: str, told: str = "") -> None:
        """Copies a text to the clipboard; ``told`` is what the message calls it, else the text itself."""
        if text:
            self._screen.work(partial(self._copy, text, told or plain(text)), "copy")

    async def _copy(self, text: str, told: str) -> None:
        """By a program if there is one, and by asking the terminal, which does not say whether it does."""
        from readlater.tui import outside

        screen = self._screen
        program = ""
        if not screen.app.is_web:  # the clipboard of the machine that serves is not the reader's
            program = await screen.background.apart(partial(outside.copy, text))
        size = len(text.encode("utf-8", "replace"))
        large = size > outside.MOST_FOR_TERMINAL
        if not (large and program):
            self._ask_terminal(text)
        shown = told if len(told) <= _SHOWN else told[: _SHOWN - 1] + "…"
        if program:
            screen.status.tell(f"copied by {program}: {shown}")
        elif large:
            most = formatting.number(outside.MOST_FOR_TERMINAL // 1000)
            screen.status.warn(
                f"{formatting.number(size // 1000)} kB given to the terminal, of which many take {most} at most:"
                " with wl-copy or xclip there is no limit"
            )
        else:
            screen.status.tell(f"copied, if the terminal allows it: {shown}")

    def _ask_terminal(self, text: str) -> None:
        """Asks the terminal to put a text into its clipboard (OSC 52)."""
        from readlater.tui import outside

        self._screen.app.copy_to_clipboard(text)
        if wrapped := outside.wrapped_for_screen(text):
            self._screen.app.write_to_terminal(wrapped)

    # --- commands

    def pipe(self) -> None:
        """Asks for a shell command and gives it the articles."""
        self.piping.ask(self._screen.changing.rows())

    def stop(self) -> None:
        """Ends commands that run, and removes the kept pages that were opened."""
        if "piping" in self.__dict__:
            self.piping.stop()
        if self._folder is not None:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _write_kept(library: Library, *, row: ArticleRow, folder: Path) -> Path:
    """Writes the page of an article as it was kept, once; its file."""
    from readlater.exchange.kept import write_kept

    place = folder / (library.article(row.id).original[:32] or "none")
    with _WRITING:
        written = next(place.glob("page.*"), None) if place.is_dir() else None
        if written is not None:
            return written
        original = library.original(row.id)
        if original is None:
            raise NotFoundError(f"the page of '{row.title}' was not kept")
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        return write_kept(original, place)


@contextlib.contextmanager
def _told(screen: MainScreen) -> Iterator[None]:
    """Tells what goes wrong in the status line."""
    try:
        yield
    except ReadlaterError as error:
        screen.status.warn(str(error))


def markdown_link(title: str, url: str) -> str:
    """``[title](<url>)`` with what Markdown would misread escaped."""
    safe = title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"[{safe}]({url})" if not set("() <>") & set(url) else f"[{safe}](<{url.replace('>', '%3E')}>)"
