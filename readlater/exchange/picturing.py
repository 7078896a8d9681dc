"""The pictures of an article of the library: which were saved with its page, and writing them into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from readlater.model import Article, BlockKind, Document, Original, Part


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an article: its address there, its alternative text, and its bytes if they were saved."""

    source: str
    alt: str
    part: Part | None


def pictures_of(article: Article, document: Document, original: Callable[[], Original | None]) -> list[Picture]:
    """The pictures of an article in its order, each once; the lead image last, if the text does not have it.

    ``original`` gives the page; it is only asked for if there are pictures.
    """
    from readlater.pages.forms.pictures import Pictures

    sources: dict[str, str] = {}
    for block in document.blocks:
        if block.kind is BlockKind.IMAGE and block.source:
            sources.setdefault(block.source, block.text)
    if article.lead_image:
        sources.setdefault(article.lead_image, "")
    page = original() if sources else None
    kept = Pictures(page) if page is not None else None
    return [Picture(source, alt, kept.find(source) if kept is not None else None) for source, alt in sources.items()]


def write_pictures(pictures: Sequence[Picture], folder: Path) -> list[Path]:
    """Writes the pictures that were saved into a folder, numbered as they come in the article; returns the files.

    The folder is made if it is not there. Files that are there are left as they are.

    Raises:
        OSError: the folder or a file can't be written.
    """
    from readlater.pages.forms.pictures import picture_kind

    folder.mkdir(parents=True, exist_ok=True)
    digits = max(2, len(str(len(pictures))))
    written: list[Path] = []
    for number, picture in enumerate(pictures, 1):
        if picture.part is not None:
            _, suffix = picture_kind(picture.part.data)
            written.append(_write(folder, f"{number:0{digits}}", suffix or ".bin", picture.part.data))
    return written


def _write(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """Writes a file under a name that is free, or leaves it if it is there with the same bytes."""
    attempt = 1
    while True:
        path = folder / (f"{stem}{suffix}" if attempt == 1 else f"{stem}-{attempt}{suffix}")
        try:
            with open(path, "xb") as file:
                file.write(data)
            return path
        except FileExistsError:
            if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
                return path
            attempt += 1
