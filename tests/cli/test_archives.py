"""import of archives, books and documents: a folder of all of them in one go, and again."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import Cli
from tests.pages.books import epub, xhtml
from tests.pages.containers.crawls import Crawl
from tests.pages.pdfs import Line, column, pdf


def story(title: str) -> str:
    """A page with an article of its own."""
    text = "".join(
        f"<p>The {title} stood by the river in the year {1900 + number}, and the people of {title} walked to it every "
        "morning with their sacks of corn, whatever the weather was.</p>"
        for number in range(8)
    )
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{text}</article></body></html>"


def chapter(title: str, address: str = "") -> str:
    link = f'<p><a href="{address}">{address}</a></p>' if address else ""
    return xhtml(
        f"<h1>{title}</h1>{link}" + "".join(f"<p>{title} has a sentence for number {n}.</p>" for n in range(30))
    )


@pytest.fixture
def folder(cli: Cli) -> Path:
    pytest.importorskip("pypdfium2")
    place = cli.folder / "saved"
    place.mkdir()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.html", story("Alder mill"))
        archive.writestr(
            "sub/two.md", "---\ntitle: Birch note\ncategory: tech/wood\n---\n\nThe birch is a tree by the river."
        )
        archive.writestr("style.css", "p {}")
        archive.writestr("bomb.html", b"\0" * 3_000_000)
    (place / "a.zip").write_bytes(buffer.getvalue())
    crawl = Crawl()
    crawl.response("https://cedar.example/mill", story("Cedar mill").encode())
    crawl.response("https://cedar.example/404", story("Nothing").encode(), status="404 Not Found")
    (place / "b.warc.gz").write_bytes(crawl.packed)
    (place / "c.epub").write_bytes(epub({"1.xhtml": chapter("Dogwood"), "2.xhtml": chapter("Elm")}))
    bundle = {f"{name}.xhtml": chapter(name, f"https://e.example/{name}") for name in ("Fir", "Ginkgo")}
    (place / "d.epub").write_bytes(epub(bundle))
    lines = [f"Line {number} is about the hazel and what grows below it in spring." for number in range(12)]
    (place / "e.pdf").write_bytes(pdf([[Line("Hazel", y=750, size=20), *column(lines)]]))
    letter = "From a Mon Jan  3 10:00:00 2022\nFrom: A <a@a.example>\nTo: b@b.example\n"
    letter += "Date: Mon, 3 Jan 2022 10:00:00 +0000\n"
    (place / "f.mbox").write_text(
        f"{letter}Subject: Ivy\nMessage-ID: <1@a>\n\nThe ivy grows on the wall of the mill.\n"
    )
    (place / "g.html.gz").write_bytes(gzip.compress(story("Juniper mill").encode()))
    return place


def test_everything_in_one_go_and_again(cli: Cli, folder: Path) -> None:
    found = cli("import", folder, "--json", code=1).json
    lines = {line["item"].removeprefix(f"{folder}/"): (line["outcome"], line["title"]) for line in found["lines"]}
    assert lines == {
        "a.zip › one.html": ("new", "Alder mill"),
        "a.zip › sub/two.md": ("new", "Birch note"),
        "a.zip › bomb.html": ("failed", ""),
        "b.warc.gz › https://cedar.example/mill": ("new", "Cedar mill"),
        "c.epub": ("new", "The Mill"),
        "d.epub#OEBPS/Fir.xhtml": ("new", "Fir"),
        "d.epub#OEBPS/Ginkgo.xhtml": ("new", "Ginkgo"),
        "e.pdf": ("new", "Hazel"),
        "f.mbox › message 1: Ivy": ("new", "Ivy"),
        "g.html.gz": ("new", "Juniper mill"),
    }
    again = cli("import", folder, "--json", code=1).json
    assert (again["new"], again["merged"], again["failed"]) == (0, 9, 1)
    assert cli("show", cli.id_of("Birch note"), "--json").json["category_id"] == "tech/wood"
    assert "Elm has a sentence" in cli("show", cli.id_of("The Mill")).out


def test_a_book_is_shown_with_its_chapters(cli: Cli, folder: Path) -> None:
    out = cli("extract", folder / "c.epub").out
    assert out.index("Dogwood has") < out.index("Elm has")
