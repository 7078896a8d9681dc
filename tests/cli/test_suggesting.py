"""suggest; category --apply-rules; the rules of the settings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Cli, article
from tests.cli.schema import SUGGESTION, check

TOPICS = {
    "garden": "compost, seedlings, pruning, mulch, perennials and trellises",
    "sky": "telescopes, nebulas, comets, orbits, eclipses and galaxies",
}


@pytest.fixture(scope="module")
def made_shelves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of such a library, to be copied."""
    cli = Cli(tmp_path_factory.mktemp("shelves"))
    for topic, words in TOPICS.items():
        for number in range(12):
            page = article(f"{topic} {number}", f"{words} of case{number}", source=f"https://{topic}{number}.example/x")
            cli.page(f"{topic}{number}.md", page)
    cli("import", cli.folder / "pages")
    for topic in TOPICS:
        rest = [one["id"] for one in cli("list", "--json", f"title:{topic}").json if one["title"] != f"{topic} 0"]
        cli("category", ",".join(rest), f"topics/{topic}")
        cli("tag", ",".join(rest), "kept")
    return cli.folder


@pytest.fixture
def shelves(cli: Cli, made_shelves: Path) -> Cli:
    """The command line over twelve articles of each of two topics, all but the first of each sorted by hand."""
    shutil.copytree(made_shelves, cli.folder, dirs_exist_ok=True)
    return cli


def settings(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    monkeypatch.setenv("READLATER_CONFIG", str(path))


def test_suggestions_of_an_article(shelves: Cli) -> None:
    key = shelves.id_of("garden 0")
    [found] = shelves("suggest", key, "--json").json
    check(found, {"id": str, "title": str, "suggestions": [SUGGESTION]})
    assert [(one["kind"], one["value"]) for one in found["suggestions"]] == [
        ("category", "topics/garden"),
        ("tag", "kept"),
    ]
    assert all(one["title"].startswith("garden") for one in found["suggestions"][0]["readings"])
    shown = shelves("suggest", key).out
    assert "topics/garden" in shown
    assert "%" in shown
    assert "“garden " in shown
    assert shelves("show", key, "--json").json["suggestions"] == found["suggestions"]


def test_accepting_is_one_action(shelves: Cli) -> None:
    assert shelves("suggest", "--query", "", "--apply").out == "moved 2 articles and tagged 2 articles\n"
    for topic in TOPICS:
        fields = shelves("show", shelves.id_of(f"{topic} 0"), "--json").json
        assert (fields["category_id"], fields["tags"]) == (f"topics/{topic}", ["kept"])
    shelves("undo")
    assert shelves("show", shelves.id_of("sky 0"), "--json").json["tags"] == []
    assert shelves("suggest", "-q", "", "--apply", "--least", "1").out == "nothing is suggested\n"


def test_nothing_to_suggest(filled: Cli) -> None:
    done = filled("suggest", filled.id_of("Bread"))
    assert (done.out, done.err.count("\n")) == ("", 1)
    assert filled("suggest", filled.id_of("Bread"), "--json").json == []


def test_wrong_uses(filled: Cli) -> None:
    assert "--query" in filled.fails("suggest", code=2)
    assert "--query" in filled.fails("suggest", filled.id_of("Bread"), "--query", "x", code=2)
    assert filled("suggest", filled.id_of("Bread"), "--least", "7", code=2).out == ""
    assert "there are no rules" in filled.fails("category", "--apply-rules", code=2)
    assert "--apply-rules" in filled.fails("category", "--all", code=2)


def test_rules_that_came_later(filled: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (
        '[categories]\n"sea.example.org" = "coast"\n"*.example.com" = "home/food"\n[tags]\n"sea.*" = ["sea", "salt"]\n'
    )
    settings(monkeypatch, tmp_path, rules)
    lights, bread = filled.id_of("Lighthouses"), filled.id_of("Bread")
    assert filled("show", lights, "--json").json["category_id"] == "example"  # its site's name
    [found] = filled("suggest", lights, "--json").json
    assert [(one["kind"], one["value"], one["confidence"]) for one in found["suggestions"]] == [
        ("category", "coast", 1.0),
        ("tag", "sea", 1.0),
        ("tag", "salt", 1.0),
    ]
    assert "a rule of your settings" in filled("suggest", lights).out
    filled("category", bread, "my own")
    assert filled("category", "--apply-rules").out == "moved 2 articles and tagged 2 articles\n"
    assert filled("category", lights).out == "coast\n"
    assert filled("tag", lights).out.split() == ["salt", "sea"]
    assert filled("category", bread).out == "my own\n"
    assert filled("suggest", lights, "--json").json == []
    filled("undo")
    assert filled("category", lights).out == "example\n"
    assert filled("category", "--apply-rules", "title:bread", "--all").out == "moved 1 article\n"
    assert filled("category", bread).out == "home/food\n"


def test_a_rule_goes_before_similar_readings(shelves: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, tmp_path, '[categories]\n"garden0.example" = "ruled"\n')
    [found] = shelves("suggest", shelves.id_of("garden 0"), "--json").json
    assert [(one["kind"], one["value"]) for one in found["suggestions"]] == [("category", "ruled"), ("tag", "kept")]


def test_tags_by_the_site_of_an_import(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, tmp_path, '[tags]\n"*.example.org" = ["sea", "salt"]\n"sea.example.org" = "coast"\n')
    cli.page("a.md", article("Lighthouses", "lamps and keepers", tags="[own]", source="https://sea.example.org/lights"))
    cli("import", cli.folder / "pages", "--tag", "given")
    assert cli("show", cli.id_of("Lighthouses"), "--json").json["tags"] == ["coast", "given", "own", "salt", "sea"]


def test_minutes_are_those_of_the_reader(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    key = filled.id_of("Bread")
    usual = filled("show", key, "--json").json["minutes"]
    monkeypatch.setenv("READLATER_READING_SPEED", "50")
    assert filled("show", key, "--json").json["minutes"] == pytest.approx(usual * 238 / 50, abs=0.3)
    assert filled("list", "--json", "title:bread").json[0]["minutes"] > usual
    assert filled("stats", "--json").json["minutes"] > 3 * usual
