"""show, similar, extract."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from readlater.exchange import prepare
from tests.cli.running import Cli, article
from tests.cli.schema import ARTICLE_FULL, READING, SIMILAR, check


def test_show_json_has_everything(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    filled("mark", bread)
    found = filled("show", bread, "--json").json
    check({name: found[name] for name in ARTICLE_FULL}, ARTICLE_FULL)
    assert set(found) == {*ARTICLE_FULL, "readings", "highlights", "suggestions", "pictures"}
    check(found["readings"], [READING])
    assert [one["counted"] for one in found["readings"]] == [True]
    assert found["byline"] == "Ann Baker"
    assert found["keywords"]


def test_show_takes_any_unique_prefix(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    for length in (4, 8, 13, 36):
        assert filled("show", bread[:length], "--json").json["id"] == bread
    assert filled("show", bread.upper(), "--json").json["id"] == bread


def test_a_prefix_that_fits_several_is_ambiguous(cli: Cli) -> None:
    for number in (1, 2):
        key = f"abcd{number}000-0000-4000-8000-000000000000"
        cli.page(f"{number}.md", article(f"Number {number}", f"the number {number}", id=key))
    cli("import", cli.folder / "pages")
    ids = {one["id"][:5] for one in cli("list", "--json").json}
    if ids != {"abcd1", "abcd2"}:
        pytest.skip("this form of page gives no ID")
    assert "abcd" in cli.fails("show", "abcd")


def test_show_for_people(filled: Cli) -> None:
    out = filled("show", filled.id_of("Bread")).out
    assert "\x1b" not in out
    lines = out.splitlines()
    assert lines[0].split(maxsplit=1) == ["Title", "Bread"]
    assert any(line.startswith("By ") and line.endswith("Ann Baker") for line in lines)
    assert "flour, yeast and ovens" in out


def test_show_text_is_what_is_counted(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    assert filled("show", bread, "--text").out == filled("show", bread, "--json").json["text"] + "\n"


def test_show_original_gives_the_bytes(filled: Cli) -> None:
    page = (filled.folder / "pages" / "c.md").read_text()
    assert filled("show", filled.id_of("Bread"), "--original").out == page


def test_show_markdown_and_html(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    markdown = filled("show", bread, "--markdown").out
    assert markdown.startswith("---\ntitle: Bread\n")
    assert f'\nid: "{bread}"\n' in markdown
    assert "\n# Bread\n" in markdown
    html = filled("show", bread, "--html").out
    assert html.startswith("<!DOCTYPE html>")
    assert "<title>Bread</title>" in html
    assert "Content-Security-Policy" in html


def test_similar(filled: Cli) -> None:
    lights = filled.id_of("Lighthouses")
    found = filled("similar", lights, "--json").json
    check(found, [SIMILAR])
    assert found[0]["title"] == "Harbours"
    assert 0 < found[0]["score"] <= 1
    assert any("keeper" in word or "lighthouse" in word for word in found[0]["shared"])
    assert len(filled("similar", lights, "--limit", "1", "--json").json) == 1
    assert "Harbours" in filled("similar", lights).out


def test_similar_where_nothing_is(cli: Cli) -> None:
    cli.page("a.md", article("Alone", "solitude"))
    cli("import", cli.folder / "pages")
    done = cli("similar", cli.id_of("Alone"))
    assert (done.out, done.err) == ("", "readlater: no article of this library is like it\n")
    assert cli("similar", cli.id_of("Alone"), "--json").json == []


def test_extract_saves_nothing(cli: Cli) -> None:
    page = cli.page("a.md", article("Bread", "flour", source="https://kitchen.example.com/b", author="Ann Baker"))
    found = cli("extract", page, "--json").json
    assert {"url", "title", "byline", "site", "published", "language", "category", "words", "summary"} <= set(found)
    assert found["title"] == "Bread"
    assert found["byline"] == "Ann Baker"
    assert found["url"] == "https://kitchen.example.com/b"
    assert found["category_id"] == found["category"] == "kitchen" or found["category"]
    assert found["words"] == found["word_count"] > 50
    assert found["text"] in found["markdown"] or "flour" in found["markdown"]
    assert found["format"] == "markdown"
    assert not cli.library.exists()


def test_extract_from_standard_input_in_every_form(cli: Cli) -> None:
    page = article("Bread", "flour")
    assert cli("extract", "-", "--json", stdin=page).json["title"] == "Bread"
    assert "flour" in cli("extract", "-", "--text", stdin=page).out
    assert cli("extract", "-", "--markdown", stdin=page).out.startswith("---\ntitle: Bread\n")
    assert cli("extract", "-", "--html", stdin=page).out.startswith("<!DOCTYPE html>")
    assert cli("extract", "-", stdin=page).out.splitlines()[0].split() == ["Title", "Bread"]
    assert cli("extract", "-", "--json", "--as", "text", stdin=page).json["format"] == "text"


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "empty"), (b"   \n", "empty"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "images"), (b"\0\1\2\3" * 500, "binary")],
)
def test_extract_of_what_is_no_page(cli: Cli, tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "file.html"
    file.write_bytes(data)
    line = cli.fails("extract", file)
    assert line.startswith(f"{file}: ")
    assert says in line
    assert cli.fails("extract", "-", stdin=data).startswith("standard input: ")


def test_extract_of_a_page_that_takes_too_long(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(data: bytes, **_: object) -> None:
        time.sleep(30)

    monkeypatch.setattr("readlater.pages.read.read_page", late)
    page = tmp_path / "page.md"
    page.write_text("# Bread\n\nFlour and water are all that it needs, and a day of time.\n")
    in_time = prepare.prepare_in_time
    monkeypatch.setattr(prepare, "prepare_in_time", lambda task, limit: in_time(task, limit / 200))
    assert "not done after 0 seconds" in cli.fails("extract", page)


def test_extract_of_nothing(cli: Cli, tmp_path: Path) -> None:
    assert "no such file" in cli.fails("extract", tmp_path / "gone.html")
    assert "is a folder: 'readlater import'" in cli.fails("extract", tmp_path)
    assert "there is no form 'htm'; did you mean 'html'?" in cli.fails("extract", "-", "--as", "htm", code=2)


def test_the_excerpt_is_the_description_of_the_page_or_its_opening(cli: Cli, tmp_path: Path) -> None:
    said = "How a clock was made of engines, and why it strikes at noon and never again."
    opening = "The railway had closed in spring, and the engines stood in the rain behind the station."
    page = tmp_path / "clock.html"
    markup = f"<html lang=en-gb><head>{{}}<title>The clock</title></head><body><h1>The clock</h1><p>{opening}</p>"
    markup += "<p>Then a man came who asked for the wheels of three of them, and was given all.</p>" * 2
    page.write_text(markup.format(f"<meta name=description content='{said}'>"))
    found = cli("extract", page, "--json").json
    assert (found["excerpt"], found["summary"], found["summary_source"], found["language"]) == (
        *(said, said),
        *("page", "en-GB"),
    )
    assert found["found"]["summary"][-1] == {"value": opening, "source": "text"}
    page.write_text(markup.format(""))
    found = cli("extract", page, "--json").json
    assert (found["excerpt"], found["summary_source"]) == (opening, "text")
