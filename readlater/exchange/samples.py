"""Where the sample pages are: in the wheel inside the package, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

import readlater
from readlater.errors import NotFoundError


def sample_folder() -> Path:
    """The folder of the sample pages; raises NotFoundError where they were not installed."""
    package = Path(readlater.__file__).resolve().parent
    for folder in (package / "data" / "pages", package.parent / "data" / "pages"):
        if folder.is_dir():
            return folder
    raise NotFoundError(
        f"the sample pages are not here: {package / 'data' / 'pages'} is missing; install readlater again"
    )
