"""The screen in a browser: Textual's driver for it, which ends with the server that started it."""

from __future__ import annotations

import contextlib
import os
import threading
from functools import partial

from textual.drivers.web_driver import WebDriver

_END_SECONDS = 5.0
"""How long the program may take to end in order when nobody is there any more."""

_MOST_CELLS = 500


class ServedDriver(WebDriver):
    """A driver that talks to ``readlater serve`` through pipes."""

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Takes what the server says beside keys; to quit is to end the reading first, as at any other end."""
        if packet_type == "quit":
            self._quit()
        elif packet_type == "resize":
            width, height = payload.get("width"), payload.get("height")
            if isinstance(width, int) and isinstance(height, int):
                clamped = {
                    side: max(1, min(cells, _MOST_CELLS)) for side, cells in (("width", width), ("height", height))
                }
                super().on_meta("resize", {**payload, **clamped})
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Gives what is typed to the app; where no more can come, the server is gone and the program ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._write = partial(_try_to_write, self.fileno)
            end = threading.Timer(_END_SECONDS, os._exit, (1,))
            end.daemon = True
            end.start()
            self._quit()

    def _quit(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop was closed in this moment
            self._app.call_later(self._app.run_action, "quit")


def _try_to_write(descriptor: int, data: bytes) -> int:
    with contextlib.suppress(OSError):
        return os.write(descriptor, data)
    return len(data)
