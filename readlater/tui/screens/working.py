"""Work beside the keys: jobs of a screen on the event loop, and settings that it keeps with the library."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from readlater.errors import InterruptedQueryError, ReadlaterError

if TYPE_CHECKING:
    from textual.screen import Screen

    from readlater.library import Library
    from readlater.tui.background import Background
    from readlater.tui.widgets.status_bar import StatusBar

    Base = Screen[None]
else:
    Base = object  # every class of Textual's own kind takes a third of a millisecond to make

Job = Callable[[], Awaitable[object]]
"""Work to be awaited, begun when it is called: a job that is cancelled before it began leaves nothing behind."""


class Working(Base):
    """The part of the main screen that does work."""

    if TYPE_CHECKING:
        library: Library
        background: Background
        status: StatusBar

        @property
        def leaving(self) -> bool:
            """Whether the program is about to end."""

    def work(self, job: Job, group: str, *, exclusive: bool = True) -> None:
        """Starts a job and awaits it beside the keys; what goes wrong is told in the status line.

        A newer job of the same ``group`` cancels the older, unless it is not ``exclusive``.
        """
        guarded: Any = partial(self._guarded, job)  # not yet a coroutine, which would be left behind if cancelled now
        self.run_worker(guarded, group=group, exclusive=exclusive)

    async def _guarded(self, job: Job) -> None:
        try:
            await job()
        except InterruptedQueryError:
            return
        except ReadlaterError as error:
            self.status.warn(str(error))
        except Exception:
            if not self.leaving and self.app.is_running:
                raise
            # The widgets are gone already, and nobody would see what this was for.

    def cancel_work(self, group: str) -> None:
        """Gives up a job."""
        self.workers.cancel_group(self, group)

    def remember(self, name: str, value: str) -> None:
        """Keeps a setting of the screen with the library, if that can be written."""
        if self.library.read_only:
            return
        self.work(
            lambda: self.background.write(lambda library: library.set_setting(f"screen.{name}", value)),
            "remember",
            exclusive=False,
        )
