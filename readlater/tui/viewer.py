"""The system's own viewer of pictures. Blocking; called from a thread."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


class Viewer:
    """Opens pictures in the system's viewer, from files that are there as long as this program is open."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def open(self, data: bytes, suffix: str) -> str:
        """Writes a picture where only the reader's programs can read it, and opens it; what to say about it.

        Raises:
            ReadlaterError: it could not be written, there is no viewer, or it is a drawing that may hold scripts.
        """
        import hashlib
        import shutil
        import sys
        from tempfile import TemporaryDirectory

        from readlater.tui.outside import start_apart

        if suffix == ".svg":
            raise ReadlaterError("not opened: an SVG drawing may hold scripts")
        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is None:
            raise ReadlaterError("no viewer was found: `readlater show ID --pictures DIR` writes the pictures out")
        try:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="readlater-", ignore_cleanup_errors=True)
            path = os.path.join(self._folder.name, hashlib.sha256(data).hexdigest()[:16] + (suffix or ".bin"))
            with open(path, "wb") as file:
                file.write(data)
            start_apart([opener, path])
        except OSError as error:
            raise ReadlaterError(f"the picture could not be opened: {error.strerror}") from error
        return "opened in the system's viewer"

    def close(self) -> None:
        """Removes the files."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
