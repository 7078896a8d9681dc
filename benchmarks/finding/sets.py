"""The evaluation sets: texts with what is known about them, and libraries made of them.

They lie beside the checkout (``../shared/bench/similarity``); without them there is nothing to measure.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from readlater.language.analysis import analyse
from readlater.library import Library
from readlater.library.adding import NewArticle
from readlater.model import Analysis, Block, BlockKind, Document, Draft

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "similarity" / "dev"

_LANGUAGES = ("ar", "de", "el", "en", "es", "hi", "ro", "ru", "th", "tr", "vi", "zh")
SETS = ("bbc", "livedoor", "korquad", *(f"xquad_{code}" for code in _LANGUAGES))
"""The sets that say which texts belong together."""


def available() -> bool:
    """Whether the sets are there."""
    return FOLDER.is_dir()


@lru_cache(maxsize=4)
def load(name: str) -> tuple[dict[str, Any], ...]:
    """The records of a set: ``id, lang, title, text`` and what it knows (``cat``, ``group``, ``summary``, ``qs``…)."""
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        return tuple(json.loads(line) for line in lines)


def draft_of(record: dict[str, Any]) -> Draft:
    """A record as a draft article with a paragraph for each line."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, line.strip()) for line in record["text"].split("\n") if line.strip())
    return Draft(Document(blocks), "text", "text/1", title=record["title"], language=record["lang"])


@lru_cache(maxsize=4)
def analysed(name: str) -> tuple[tuple[Draft, Analysis], ...]:
    """Every record of a set as a draft and its analysis."""
    return tuple((draft, analyse(draft)) for draft in map(draft_of, load(name)))


@contextmanager
def library_of(name: str) -> Iterator[tuple[Library, dict[str, int]]]:
    """A throw-away library of a set's texts, and the article of each record: its id in the set → its number."""
    with TemporaryDirectory(prefix="readlater-set-") as folder, Library.open(Path(folder)) as library:
        numbers: dict[str, int] = {}
        records, drafts = load(name), analysed(name)
        for start in range(0, len(records), 500):
            items = [NewArticle(draft, analysis=analysis) for draft, analysis in drafts[start : start + 500]]
            added = library.add_all(items)
            for record, one in zip(records[start : start + 500], added, strict=True):
                numbers[record["id"]] = one.id
        yield library, numbers
