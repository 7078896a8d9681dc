"""The walls between the packages, seen from a fresh interpreter: what is *not* imported.

A careless import at module scope costs more at the start than anything the program does afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from readlater.library import Library

ROOT = Path(__file__).resolve().parent.parent

HEAVY = {
    "lxml",
    "readability",
    "trafilatura",
    "htmldate",
    "sqlite_utils",
    "Stemmer",
    "stopwordsiso",
    "yaml",
    "markdown_it",
    "charset_normalizer",
    "PIL",
    "textual_image",
}


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has imported after ``code``."""
    script = f"{code}\nimport sys, json; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_package_imports_nothing() -> None:
    assert not modules_after("import readlater") & (HEAVY | {"sqlite3", "textual", "rich", "click"})


def test_the_model_imports_the_standard_library_only() -> None:
    assert not modules_after("import readlater.model") & (HEAVY | {"sqlite3", "textual", "rich", "click"})


def test_the_command_line_starts_light() -> None:
    assert not modules_after("import readlater.cli") & (HEAVY | {"textual", "rich", "sqlite3"})


def test_listing_needs_no_heavy_package(tmp_path: Path) -> None:
    code = (
        "from readlater.cli import main\n"
        f"main(['--library', {str(tmp_path / 'library')!r}, 'list', '--json'], standalone_mode=False)"
    )
    with Library.open(tmp_path / "library"):
        pass  # the migrations that make it need more
    assert not modules_after(code) & (HEAVY | {"textual", "rich", "multiprocessing"})


def test_the_library_opens_without_sqlite_utils_when_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom readlater.library import Library\n"
        f"Library.open(Path({str(tmp_path / 'library')!r})).close()"
    )
    assert "sqlite_utils" in modules_after(code)
    assert not modules_after(code) & (HEAVY | {"textual", "rich", "click"})


def test_the_screen_imports_no_page_reader() -> None:
    assert not modules_after("import readlater.tui.app") & HEAVY - {"markdown_it"}


def test_pictures_are_decoded_elsewhere() -> None:
    code = "import readlater.tui.picturing, readlater.tui.screens.picture, readlater.exchange.drawing"
    assert not modules_after(code) & {"PIL", "textual_image", "lxml"}


@pytest.mark.parametrize("package", ["library", "pages", "language", "exchange"])
def test_only_the_screen_knows_textual(package: str) -> None:
    code = (
        "import importlib, pkgutil\n"
        f"import readlater.{package} as package\n"
        "for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(module.name)"
    )
    assert "textual" not in modules_after(code)
