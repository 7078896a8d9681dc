from __future__ import annotations

import os
from pathlib import Path

import pytest

from readlater.exchange import companions
from readlater.exchange.prepare import Ready, Task, prepare
from readlater.model import BlockKind, Draft, Original
from readlater.pages.forms.pictures import find_picture
from tests.pages.forms.test_mhtml import PICTURE
from tests.pages.forms.test_pictures import packed
from tests.pages.pasted import EN_BODY

BODY = "".join(f"<p>{text}</p>" for text in EN_BODY)
HEAD = (
    "<!DOCTYPE html>\n<!-- saved from url=(0033)https://valleypost.example/a/clock -->\n<html><head><title>The clock"
    "</title><meta property='og:image' content='https://cdn.example/i/large.png?w=9'></head><body>"
)


def article(images: str, head: str = HEAD) -> str:
    return f"{head}<article><h1>The clock</h1>{BODY}{images}</article></body></html>"


def saved(folder: Path, markup: str, *names: str) -> Path:
    """A page as a browser saves it, with files of these names in its folder."""
    beside = folder / "The clock_files"
    beside.mkdir(exist_ok=True)
    for name in names:
        (beside / name).write_bytes(PICTURE)
    path = folder / "The clock.html"
    path.write_text(markup)
    return path


def read(path: Path) -> tuple[Draft, Original]:
    result = prepare(Task(str(path), str(path), None, None, 2**24))
    assert isinstance(result, Ready), result
    [(draft, _, original)] = result.articles
    return draft, original


def sources(draft: Draft) -> list[str]:
    return [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE]


@pytest.mark.parametrize(
    "written",
    [
        "./The clock_files/a b.png",
        "The%20clock_files/a%20b.png",
        r"The clock_files\a b.png",
        "./The clock_files/a b.png?v=1",
    ],
)
def test_pictures_beside_the_page(tmp_path: Path, written: str) -> None:
    path = saved(tmp_path, article(f"<img src='{written}' alt='The dial'>"), "a b.png", "unused.png")
    draft, original = read(path)
    assert draft.url == "https://valleypost.example/a/clock"
    [source] = sources(draft)
    assert source.startswith("part:")
    assert [part.name for part in original.parts] == [source]
    found = find_picture(original, "", source)
    assert found is not None
    assert found.data == PICTURE


def test_the_lead_image_by_its_file_name(tmp_path: Path) -> None:
    path = saved(tmp_path, article("<img src='./The clock_files/a.png' alt='A'>"), "a.png", "large.png")
    assert [part.name for part in read(path)[1].parts] == [
        "part:./The clock_files/a.png".replace(" ", "%20"),
        "https://cdn.example/i/large.png?w=9",
    ]


def test_nothing_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PICTURE)
    names = ("../secret.png", "link.png", "folder.png", "pipe.png", "page.png", "/../../secret.png")
    images = "".join(f"<img src='./The clock_files/{name}' alt='{name}'>" for name in names)
    path = saved(tmp_path, article(images))
    beside = tmp_path / "The clock_files"
    (beside / "link.png").symlink_to(tmp_path / "secret.png")
    (beside / "folder.png").mkdir()
    os.mkfifo(beside / "pipe.png")
    (beside / "page.png").write_text("<html>no picture</html>")
    draft, original = read(path)
    assert len(sources(draft)) == len(names)
    assert original.parts == ()


def test_a_folder_that_is_a_link_to_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.png").write_bytes(PICTURE)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "The clock_files").symlink_to(elsewhere)
    (pages / "The clock.html").write_text(article("<img src='./The clock_files/a.png' alt='A'>"))
    assert read(pages / "The clock.html")[1].parts == ()


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}.png" for number in range(6)]
    images = "".join(f"<img src='./The clock_files/{name}' alt='{name}'>" for name in names)
    path = saved(tmp_path, article(images), *names)
    assert len(read(path)[1].parts) == 6
    monkeypatch.setattr(companions, "MAX_PICTURES", 2)
    assert len(read(path)[1].parts) == 2
    monkeypatch.setattr(companions, "MAX_PICTURES", 200)
    monkeypatch.setattr(companions, "MAX_TOGETHER", 3 * len(PICTURE) + 5)
    assert len(read(path)[1].parts) == 3
    monkeypatch.setattr(companions, "MAX_PICTURE", len(PICTURE) - 1)
    assert read(path)[1].parts == ()


def test_a_page_that_is_a_shell_around_a_saved_frame(tmp_path: Path) -> None:
    shell = (
        HEAD
        + "<nav><a href='https://valleypost.example/'>Home</a></nav>"
        + "<iframe src='./The clock_files/inner.html'></iframe>"
    )
    path = saved(tmp_path, shell, "a.png")
    inner = article("<img src='./a.png' alt='A'>", "<html><head><title>Inner</title></head><body>")
    (tmp_path / "The clock_files" / "inner.html").write_text(inner)
    draft, original = read(path)
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert draft.title == "The clock"
    assert sources(draft) == ["part:The%20clock_files/a.png"]
    assert original.data == path.read_bytes()
    # What was kept is enough to read the page again without the folder.
    again = prepare(Task("x", "", original.data, None, 2**24, parts=original.parts))
    assert isinstance(again, Ready)
    assert again.articles[0][0].document == draft.document


def test_a_page_that_unpacks_itself() -> None:
    page = article("<img src='a.png' alt='A'>").encode()
    result = prepare(Task("x", "", packed(index_html=page, a_png=PICTURE), None, 2**24))
    assert isinstance(result, Ready)
    [(draft, _, original)] = result.articles
    assert draft.document.text == "\n\n".join(EN_BODY)
    assert sources(draft) == ["part:a.png"]
    found = find_picture(original, draft.format, "part:a.png")
    assert found is not None
    assert found.data == PICTURE


def test_parts_that_came_with_a_page_give_its_pictures_their_names() -> None:
    from readlater.model import Part

    parts = (Part("part:img/a.png", "image/png", PICTURE),)
    page = article("<img src='img/a.png' alt='A'><img src='img/b.png' alt='B'>").encode()
    result = prepare(Task("x", "", page, None, 2**24, parts=parts))
    assert isinstance(result, Ready)
    assert sources(result.articles[0][0]) == ["part:img/a.png", "https://valleypost.example/a/img/b.png"]


def test_pictures_beside_a_text_in_markdown(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a b.png").write_bytes(PICTURE)
    text = "# The clock\n\n![The dial](img/a%20b.png)\n\n![No](../secret.png)\n\n" + "\n\n".join(EN_BODY)
    page = tmp_path / "page"
    page.mkdir()
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (tmp_path / "img").rename(page / "img")
    (page / "clock.md").write_text(text)
    draft, original = read(page / "clock.md")
    assert [part.name for part in original.parts] == sources(draft)[:1] == ["part:img/a b.png"]
