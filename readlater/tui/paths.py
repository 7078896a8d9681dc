"""Paths as a person types them: what they mean, whether anything is there, what they may become."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def typed_path(text: str) -> Path:
    """What a person means by a path; terminals quote the one of a file that is dropped on them."""
    text = text.strip()
    for quote in "'\"":
        if len(text) > 1 and text[0] == text[-1] == quote:
            text = text[1:-1]
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # ~nobody: there is no such person here
        return path


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder, as far as we may see."""
    try:
        return path.exists()
    except (OSError, ValueError):  # in a folder that is closed to us, or longer than any name can be
        return False


def path_completions(text: str, limit: int = 8) -> list[str]:
    """Files and folders whose names begin as the typed path does, folders first, with a slash at their end."""
    folder, _, name = text.rpartition("/")
    start = typed_path(f"{folder}/") if "/" in text else Path()
    found: list[tuple[bool, str]] = []
    with contextlib.suppress(OSError, ValueError), os.scandir(start) as entries:
        for entry in entries:
            if entry.name.startswith(name) and (name.startswith(".") or not entry.name.startswith(".")):
                found.append((not entry.is_dir(), entry.name))
    before = f"{folder}/" if "/" in text else ""
    return [before + entry + ("" if is_file else "/") for is_file, entry in sorted(found)[:limit]]
