"""show --pictures, show --json, extract of files with several articles."""

from __future__ import annotations

import base64
import json
import plistlib
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import Cli, article
from tests.exchange.test_companions import article as html_article
from tests.exchange.test_companions import saved
from tests.pages.forms.test_mail import message
from tests.pages.forms.test_mhtml import PICTURE, mhtml, part, picture
from tests.pages.forms.test_webarchive import DIAL, archive, resource
from tests.pages.pasted import DE_BODY, EN_BODY, ES_BODY, FR_BODY, RU_BODY


@pytest.fixture
def with_pictures(cli: Cli, tmp_path: Path) -> Cli:
    pages = tmp_path / "saved"
    pages.mkdir()
    images = (
        "<img src='./The clock_files/a.png' alt='The dial'><img src='https://far.example/b.png' alt='The bell'>"
        "<img src='./The clock_files/gone.png' alt='Gone'>"
    )
    saved(pages, html_article(images), "a.png")
    cli("import", pages)
    return cli


def test_the_pictures_of_an_article(with_pictures: Cli, tmp_path: Path) -> None:
    cli, key, folder = with_pictures, with_pictures.id_of("The clock"), tmp_path / "out"
    found = cli("show", key, "--json").json["pictures"]
    assert found == [
        {"source": "part:./The%20clock_files/a.png", "alt": "The dial", "kept": True, "bytes": len(PICTURE)},
        {"source": "https://far.example/b.png", "alt": "The bell", "kept": False, "bytes": 0},
        {"source": "part:./The%20clock_files/gone.png", "alt": "Gone", "kept": False, "bytes": 0},
        {"source": "https://cdn.example/i/large.png?w=9", "alt": "", "kept": False, "bytes": 0},
    ]
    done = cli("show", key, "--pictures", folder)
    assert done.out == f"{folder / '01.png'}\n"
    assert (folder / "01.png").read_bytes() == PICTURE
    assert done.err.splitlines() == [
        "readlater: 1 of 4 pictures were saved with the page",
        "readlater: only on the web: https://far.example/b.png",
        "readlater: not saved with the page: part:./The%20clock_files/gone.png",
        "readlater: only on the web: https://cdn.example/i/large.png?w=9",
    ]


def test_nothing_is_overwritten(with_pictures: Cli, tmp_path: Path) -> None:
    cli, key, folder = with_pictures, with_pictures.id_of("The clock"), tmp_path / "out"
    folder.mkdir()
    (folder / "01.png").write_bytes(b"mine")
    for _ in range(2):
        assert cli("show", key, "--pictures", folder).out == f"{folder / '01-2.png'}\n"
    assert (folder / "01.png").read_bytes() == b"mine"
    assert sorted(path.name for path in folder.iterdir()) == ["01-2.png", "01.png"]


def test_an_article_without_pictures_and_wrong_uses(filled: Cli, tmp_path: Path) -> None:
    bread = filled.id_of("Bread")
    assert filled("show", bread, "--pictures", tmp_path / "out").err == "readlater: the article has no pictures\n"
    assert filled("show", bread, "--json").json["pictures"] == []
    assert "do not go together" in filled.fails("show", bread, "--text", "--pictures", tmp_path, code=2)


def test_a_folder_that_can_not_be_written(with_pictures: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    message = with_pictures.fails("show", with_pictures.id_of("The clock"), "--pictures", tmp_path / "file" / "out")
    assert "can't be written" in message


def test_extract_of_an_archive_gives_each_of_its_articles(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bread.md", article("Bread", "flour"))
        archive.writestr("sub/clock.html", html_article(""))
        archive.writestr("broken.html", b"")
    found = cli("extract", path, "--json").json
    assert [(one["item"], one["title"]) for one in found] == [("bread.md", "Bread"), ("sub/clock.html", "The clock")]
    done = cli("extract", path)
    assert [line.split(maxsplit=1)[1] for line in done.out.splitlines() if line.startswith("Title ")] == [
        "Bread",
        "The clock",
    ]
    assert [line.split(maxsplit=1)[1] for line in done.out.splitlines() if line.startswith("Within ")] == [
        "bread.md",
        "sub/clock.html",
    ]
    piped = cli("extract", "-", "--json", stdin=path.read_bytes())
    assert json.loads(piped.out) == found


def test_extract_of_an_archive_with_nothing_to_read(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.html", b"\x00\x01\x02" * 400)
    assert cli.fails("extract", path).startswith(str(path))


BODIES = {"Complete": EN_BODY, "Single": DE_BODY, "Multipart": ES_BODY, "Archive": FR_BODY, "Letter": RU_BODY}


def test_every_form_of_saved_page_in_one_folder_with_its_picture(cli: Cli, tmp_path: Path) -> None:
    pages = tmp_path / "mixed"
    (pages / "deeper").mkdir(parents=True)
    uri = "data:image/png;base64," + base64.b64encode(PICTURE).decode()

    def titled(title: str, source: str) -> str:
        url = f"https://valleypost.example/{title.lower()}"
        text = "".join(f"<p>{line}</p>" for line in BODIES[title])
        page = html_article(f"<img src='{source}' alt='The dial'>").replace("The clock</", f"{title}</")
        page = page.replace("".join(f"<p>{line}</p>" for line in EN_BODY), text)
        return page.replace("https://valleypost.example/a/clock", url).replace("og:image", "x")

    saved(pages, titled("Complete", "./The clock_files/a.png"), "a.png")
    (pages / "single.html").write_text(titled("Single", uri))
    (pages / "deeper" / "mhtml.mht").write_bytes(
        mhtml(
            part(titled("Multipart", "dial.png"), "https://valleypost.example/multipart"),
            picture("https://valleypost.example/dial.png"),
            snapshot="https://valleypost.example/multipart",
        )
    )
    main = resource(titled("Archive", "dial one.png").encode(), "text/html", "https://valleypost.example/a/archive")
    (pages / "deeper" / "a.webarchive").write_bytes(plistlib.dumps(archive(main, WebSubresources=[DIAL])))
    mail = message(titled("Letter", "cid:dial@valley"), Subject="Letter")
    mail.add_related(PICTURE, maintype="image", subtype="png", cid="<dial@valley>")
    (pages / "mail.eml").write_bytes(mail.as_bytes())

    counts = cli("import", pages, "--json")
    titles = {one["title"] for one in cli("list", "--json").json}
    assert titles == {"Complete", "Single", "Multipart", "Archive", "Letter"}, counts.out
    for title in titles:
        key = cli.id_of(title)
        folder = tmp_path / "out" / title
        cli("show", key, "--pictures", folder)
        assert (folder / "01.png").read_bytes() == PICTURE, title
