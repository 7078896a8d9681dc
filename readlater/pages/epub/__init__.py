"""EPUB: a book of chapters is one article, a bundle of articles is as many as there are in it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from readlater.errors import PageError
from readlater.model import Block, BlockKind, Cut, Document, Draft, Found
from readlater.pages.clues.vocabulary import fold
from readlater.pages.containers.member import Budget, SpentError
from readlater.pages.containers.zips import Archive
from readlater.pages.epub.bundles import Article, divided
from readlater.pages.epub.chapters import Chapter, blocks_of, read_chapter
from readlater.pages.epub.package import Package, read_package
from readlater.pages.extractors import extractor
from readlater.pages.urls import canonical_url, host_of

MAX_TEXT = 40 * 1024 * 1024
"""Bytes of markup that are read of one book."""


def read_epub(data: bytes, what: str = "The book") -> list[Draft]:
    """The drafts of an EPUB: one for a book; one for each article of a bundle, `Draft.item` being its path in the file.

    Raises:
        PageError: the file is damaged, protected against copying, or without any text.
    """
    archive = Archive(io.BytesIO(data), what, Budget())
    package = read_package(archive)
    chapters, missing = _chapters(archive, package)
    if not chapters:
        reason = "protected against copying" if package.encrypted else "an EPUB without readable chapters"
        raise PageError(
            f"{what} is {reason}; "
            + ("read it in the program it was made for." if package.encrypted else "save or copy it again.")
        )
    articles = divided(chapters)
    if not articles:
        return [_book(package, chapters, missing)]
    return [_article(article, package, missing) for article in articles]


def _chapters(archive: Archive, package: Package) -> tuple[list[Chapter], list[str]]:
    """The chapters in reading order, and those that can't be read, each with the reason."""
    chapters: list[Chapter] = []
    missing: list[str] = []
    room = MAX_TEXT
    for path in package.spine:
        if path in package.encrypted:
            missing.append(f"{path}: protected against copying")
            continue
        if path not in archive.entries:
            missing.append(f"{path}: not in the file")
            continue
        try:
            data = archive.read(path, max(room, 1))
        except (PageError, SpentError) as error:
            missing.append(f"{path}: {error}")
            continue
        room -= len(data)
        chapters.append(read_chapter(data, path, len(chapters), package.titles.get(path, ""), path in package.contents))
    return chapters, missing


def _book(package: Package, chapters: list[Chapter], missing: list[str]) -> Draft:
    """The draft of a whole book."""
    blocks = blocks_of(chapters)
    title = package.title or _first_heading(blocks)
    found = {
        "title": (Found(title, "opf"),) if title else (),
        "byline": tuple(Found(name, "opf") for name in package.creators),
        "url": tuple(Found(url, "opf") for url in package.urls),
        "published": (Found(package.published, "opf"),) if package.published else (),
        "missing": tuple(Found(entry, "epub") for entry in missing),
    }
    return Draft(
        document=Document(tuple(_without_title(blocks, title))),
        format="epub",
        extractor=extractor("epub"),
        url_original=next((url for url in package.urls if canonical_url(url)), ""),
        title=title,
        byline=", ".join(package.creators),
        site=package.publisher,
        published=package.published,
        modified=package.modified,
        language=package.language,
        direction=package.direction,
        summary=package.description,
        lead_image=f"part:{package.cover}" if package.cover else "",
        tags=tuple(package.subjects),
        found={name: entries for name, entries in found.items() if entries},
    )


def _article(article: Article, package: Package, missing: list[str]) -> Draft:
    """The draft of one article of a bundle; what its own chapter says wins over what the bundle says."""
    from readlater.pages.metadata.reading import read_metadata

    blocks = blocks_of(article.chapters, titled=False)
    first = article.chapters[0]
    meta = read_metadata(first.tree, first.markup, article.url)
    title = article.title or meta.title
    if article.has_cover:
        count = len(blocks_of(article.chapters[:1], titled=False))
        blocks = [_hidden(block) if index < count else block for index, block in enumerate(blocks)]
    found = dict(meta.found)
    found["title"] = (Found(title, "epub"), *(entry for entry in found.get("title", ()) if entry.value != title))
    paths = {chapter.path for chapter in article.chapters}
    found["missing"] = tuple(Found(entry, "epub") for entry in missing if entry.split(": ")[0] in paths)
    return Draft(
        document=Document(tuple(_without_title(blocks, title))),
        format="epub",
        extractor=extractor("epub"),
        url_original=article.url,
        title=title,
        byline=article.byline or meta.byline,
        site=meta.site or host_of(article.url),
        published=article.published or ("" if article.has_cover else meta.published),
        modified=meta.modified,
        language=meta.language or package.language,
        direction=meta.direction,
        summary=meta.summary,
        tags=meta.tags,
        created=article.saved,
        item=first.path,
        found={name: entries for name, entries in found.items() if entries},
    )


def _hidden(block: Block) -> Block:
    return block if block.cut else replace(block, cut=Cut.CHROME)


def _first_heading(blocks: list[Block]) -> str:
    return next((block.text for block in blocks[:40] if block.kind is BlockKind.HEADING and not block.cut), "")


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """The blocks with the title that is repeated at their beginning hidden."""
    wanted = fold(re.sub(r"\s+", " ", title))
    out = list(blocks)
    for index, block in enumerate(out[:12]):
        if block.kind is BlockKind.HEADING and wanted and fold(block.text) == wanted and block.cut is None:
            out[index] = replace(block, cut=Cut.REPETITION)
            break
    return out
