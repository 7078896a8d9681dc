"""Pages of many scripts as they are pasted: with menus, banners, lists of other articles and footers of their language.

The files in ``pasted`` are marked like ``layouts.txt``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readlater.pages.clues.lines import width
from readlater.pages.read import read_page
from tests.pages.test_layouts import Layout, encoded, marked_layout

PAGES = [
    marked_layout(file.stem, *file.read_text("utf-8").rstrip("\n").split("\n"))
    for file in sorted((Path(__file__).parent / "pasted").glob("*.txt"))
]
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NOT_FIRST = "、。，．・？！」』）〉》”…"


def wrapped(text: str, columns: int) -> str:
    """The text as a program prints it within a margin; what may not begin a line goes on the line before."""
    return "\n\n".join("\n".join(_broken(line, columns)) for line in text.split("\n"))


def _broken(line: str, columns: int) -> list[str]:
    unspaced = bool(_NO_SPACES.search(line))
    out: list[str] = []
    for piece in list(line) if unspaced else line.split():
        gap = "" if unspaced or not out else " "
        if out and (width(out[-1] + gap + piece) <= columns or (unspaced and piece in _NOT_FIRST)):
            out[-1] += gap + piece
        else:
            out.append(piece)
    return out


def texts(page: Layout, form: str) -> bytes:
    """The page in one of the forms in which it may be pasted."""
    if form.startswith("wrapped"):
        return wrapped(page.text, int(form.split()[1])).encode()
    return encoded(page.text, form)


@pytest.mark.parametrize("form", ["plain", "windows", "spaced", "wrapped 40", "wrapped 80"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_of_another_script_is_understood(page: Layout, form: str) -> None:
    if page.name == "th" and form.startswith("wrapped"):
        pytest.skip("Thai is broken between words that only a dictionary knows")
    [draft] = read_page(texts(page, form))
    assert [block.text for block in draft.document.body()] == page.body
    assert draft.title == page.title
    said = {key: str(getattr(draft, key)) for key in page.fields}
    said["published"] = said["published"][:10]
    assert said == page.fields


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_cut_stays_in_the_document(page: Layout) -> None:
    [draft] = read_page(page.text.encode())
    kept = "".join("".join(block.marker + block.text for block in draft.document.blocks).split())
    assert not [line for line in page.text.split("\n") if "".join(line.split()) not in kept]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_reading_the_article_again_gives_the_same(page: Layout) -> None:
    [draft] = read_page(page.text.encode())
    [again] = read_page("\n".join([draft.title, *(block.text for block in draft.document.body())]).encode())
    assert again.document.text == draft.document.text
    assert again.title == draft.title
