"""Adding web pages by their addresses: asked for or pasted; another process of this program fetches them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readlater.errors import ReadlaterError
from readlater.model import Outcome
from readlater.tui.child import Child
from readlater.tui.formatting import number, plural
from readlater.tui.paths import is_there, path_completions, typed_path

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

APPEARS = 2.0
"""Seconds within which what was added has to appear in the list to be put under the cursor."""

LONGEST_PASTE = 100_000
"""Characters of what was pasted that are looked at."""

Where = tuple[object, ...]


class Adding:
    """Adds what the reader names, and tells in the status line what becomes of it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._child: Child | None = None
        self._waiting: deque[str] = deque()
        self._at_work = False
        self._point = True

    # --- asking

    def ask(self, value: str = "") -> None:
        """Asks for an address; a file or folder is imported."""
        self._screen.foot.ask(
            "add",
            value,
            entered=self._entered,
            complete=_completions,
            placeholder="the address of a web page, or a file",
        )

    def paste(self, text: str) -> None:
        """Asks about what was pasted, if it holds addresses or is the name of a file."""
        from readlater.pages.typed import urls_in

        text = text[:LONGEST_PASTE].strip()
        urls = urls_in(text)
        if urls:
            self.ask(" ".join(urls))
        elif text.strip(".") and "\n" not in text and is_there(typed_path(text)):
            self.ask(text)
        else:
            self._screen.status.tell("what was pasted holds no web address")

    def _entered(self, text: str) -> None:
        from readlater.pages.typed import typed_url, urls_in

        text = text.strip()
        self._screen.foot.close_prompt()
        urls = urls_in(text)
        if len(urls) == 1 and text.startswith(urls[0]) and typed_url(text):
            urls = [text]  # with what a space, or a sentence, would part from it
        if not urls and text.strip(".") and is_there(typed_path(text)):
            self._screen.importing.bring(typed_path(text))
        elif urls or typed_url(text):
            self.add(urls or [typed_url(text)])
        elif text:
            self._screen.status.warn(f"neither a web address nor a file: '{text}'")

    # --- adding

    def add(self, urls: Sequence[str], *, point: bool = True) -> None:
        """Adds pages, after those that are being added already; ``point`` puts the cursor on the first of them."""
        self._point = point
        self._waiting.extend(urls)
        if self._at_work:
            self._screen.status.tell(
                f"{plural(len(self._waiting), 'address', 'addresses')} to be added next", keep=True
            )
        else:
            self._at_work = True
            self._screen.work(self._add_all, "add")

    async def _add_all(self) -> None:
        try:
            while self._waiting:
                urls = list(self._waiting)
                self._waiting.clear()
                try:
                    await self._add(urls)
                except ReadlaterError as error:  # those that wait may still be added
                    self._screen.status.warn(str(error))
        finally:
            self._at_work = False
            self._child = None

    async def _add(self, urls: Sequence[str]) -> None:
        status = self._screen.status
        what = urls[0] if len(urls) == 1 else plural(len(urls), "page")
        status.tell(f"fetching {what}…", keep=True)
        before = self._where()
        self._child = Child(self._screen.library.folder, ["add", "--json-lines", "--", *urls])
        items: list[dict[str, Any]] = []
        async for event in self._child.events():
            if event.get("event") == "item":
                items.append(event)
                if len(urls) > 1:
                    status.tell(f"fetching {what}: {number(len(items))} done", keep=True)
        self._tell(items)
        self._screen.refresh_all()
        added = next((str(item["uuid"]) for item in items if item.get("uuid")), "")
        if added and self._point:
            await self._point_at(added, before)

    def _tell(self, items: Sequence[dict[str, Any]]) -> None:
        """Says what became of the pages; of a single one in its own words."""
        status = self._screen.status
        wrong = (Outcome.FAILED.value, "" if len(items) > 1 else Outcome.SKIPPED.value)
        problem = next((item for item in items if item.get("outcome") in wrong), None)
        if len(items) == 1:
            text = _words(items[0])
        else:
            counts = [(outcome.value, sum(item.get("outcome") == outcome for item in items)) for outcome in Outcome]
            text = "added: " + ", ".join(f"{number(count)} {name}" for name, count in counts if count)
            if problem is not None:
                text += f" · {_words(problem)}"
        brought = any(item.get("outcome") in (Outcome.NEW.value, Outcome.MERGED.value) for item in items)
        (status.tell if problem is None else status.warn)(self._screen.changing.with_undo(text) if brought else text)

    def _where(self) -> Where:
        """Where the reader is: to notice that it is somewhere else later."""
        screen = self._screen
        return screen.pane, screen.articles.current_id, screen.browsing.view, screen.browsing.text, screen.foot.is_open

    async def _point_at(self, uuid: str, before: Where) -> None:
        """Puts the cursor on an article as soon as the list has it, unless the reader has moved."""
        screen = self._screen
        article_id = await screen.background.read(lambda library: library.find_id(uuid))
        loop = asyncio.get_running_loop()
        until = loop.time() + APPEARS
        empty = before[1] is None or screen.empty
        while loop.time() < until and screen.in_list and (empty or self._where() == before):
            if screen.articles.source.index_of(article_id) >= 0:
                screen.point_at(article_id)
                return
            await asyncio.sleep(0.02)

    def stop(self) -> None:
        """Ends the process that adds; what it had acknowledged is kept."""
        self._waiting.clear()
        if self._child is not None:
            self._child.stop()


def _words(item: dict[str, Any]) -> str:
    """What became of one page; on a narrow screen only the beginning is seen, so that what is known comes last."""
    name = f"“{item['title']}”" if item.get("title") else str(item.get("item"))
    message = str(item.get("message") or "")
    if item.get("copies"):
        return f"{copy_words(item['copies'][0])} · kept {name}"
    if item.get("outcome") == Outcome.NEW.value:
        return f"{message} · kept {name}" if message else f"added {name}"
    return message if name in message else f"{message} · {name}"


def copy_words(copy: dict[str, Any]) -> str:
    """What a new article is, as the process that saved it says: ``already saved as “Title”``."""
    return f"{'already saved as' if copy.get('certain') else 'looks like a copy of'} “{copy.get('title')}”"


def _completions(text: str) -> list[str]:
    """Files and folders, when a path is what is being typed."""
    return path_completions(text) if text.startswith(("/", "~", ".")) else []
