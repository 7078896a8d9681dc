"""The commands that change: edit, tag, category, archive, favourite, mark, delete, restore, undo, redo."""

from __future__ import annotations

import sqlite3

import pytest

from tests.cli.running import Cli


def record(cli: Cli, key: str) -> dict[str, object]:
    found = cli("show", key, "--json").json
    assert isinstance(found, dict)
    return found


def test_archive_and_back(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    assert filled("archive", bread).out.strip()
    assert record(filled, bread)["archived"] is True
    assert record(filled, bread)["state"] == "unread"
    filled("archive", bread, "--off")
    assert record(filled, bread)["archived"] is False


def test_favourite_and_back(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    filled("favourite", bread)
    assert record(filled, bread)["favourite"] is True
    filled("favourite", bread, "--off")
    assert record(filled, bread)["favourite"] is False


def test_mark_read_counts_and_unread_keeps_the_count(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    filled("mark", bread)
    assert (record(filled, bread)["state"], record(filled, bread)["read_count"]) == ("read", 1)
    filled("mark", bread, "--unread")
    assert (record(filled, bread)["state"], record(filled, bread)["read_count"]) == ("unread", 1)


def test_several_at_once_and_ids_from_standard_input(filled: Cli) -> None:
    keys = [one["id"] for one in filled("list", "--json").json]
    filled("archive", *keys[:2])
    assert len(filled("list", "--json", "is:archived").json) == 2
    filled("favourite", "-", stdin=f"{keys[0]} a title\n\n{keys[2]}\n")
    assert {one["id"] for one in filled("list", "--json", "is:favourite").json} == {keys[0], keys[2]}
    assert filled.fails("archive", "-", code=2) == "no ID was given on standard input"


def test_nothing_is_changed_when_one_id_is_wrong(filled: Cli) -> None:
    filled.fails("archive", filled.id_of("Bread"), "ffffffff")
    assert filled("list", "--json", "is:archived").json == []


def test_delete_restore_undo_redo(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    filled("delete", bread)
    assert bread not in {one["id"] for one in filled("list", "--json").json}
    assert [one["id"] for one in filled("list", "--json", "is:trashed").json] == [bread]
    assert record(filled, bread)["deleted"]
    filled("restore", bread)
    assert record(filled, bread)["deleted"] is None
    filled("delete", bread)
    assert filled("undo").out.startswith("Undone: ")
    assert record(filled, bread)["deleted"] is None
    assert filled("redo").out.startswith("Done again: ")
    assert record(filled, bread)["deleted"]


def test_undo_goes_back_to_the_beginning_and_says_when_it_is_there(filled: Cli) -> None:
    filled("archive", filled.id_of("Bread"))
    filled("undo")
    filled("undo")  # the import
    assert filled("list", "--json").json == []
    assert filled.fails("undo") == "there is nothing to undo"
    filled("redo")
    filled("redo")
    assert len(filled("list", "--json").json) == 3
    assert filled.fails("redo") == "there is nothing to do again"


def test_edit(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    filled(
        *("edit", bread, "--title", "Loaves", "--byline", "B. Aker", "--site", "Kitchen", "--language", "de"),
        *("--published", "Jan. 14, 2022", "--summary", "How to bake.", "--note", "try it"),
        *("--url", "https://Example.com/loaves?utm_source=x"),
    )
    changed = record(filled, bread)
    assert changed["title"] == "Loaves"
    assert changed["byline"] == "B. Aker"
    assert changed["site"] == "Kitchen"
    assert changed["language"] == "de"
    assert changed["published"] == "2022-01-14"
    assert (changed["summary"], changed["summary_source"]) == ("How to bake.", "reader")
    assert changed["note"] == "try it"
    assert changed["url"] == "https://example.com/loaves"
    filled("undo")
    assert record(filled, bread)["title"] == "Bread"
    filled("edit", bread, "--note", "")
    assert record(filled, bread)["note"] == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "say what to change"),
        (["--published", "soon"], "--published: 'soon' is no date"),
        (["--url", "not an address"], "--url: 'not an address' is no web address"),
        (["--url", "javascript:alert(1)"], "is no web address"),
    ],
)
def test_edit_refuses(filled: Cli, options: list[str], says: str) -> None:
    assert says in filled.fails("edit", filled.id_of("Bread"), *options, code=2)


def test_tags(filled: Cli) -> None:
    bread, harbours = filled.id_of("Bread"), filled.id_of("Harbours")
    assert filled("tag", "--json").json == [{"name": "coast", "count": 1}]
    filled("tag", bread, "food", "slow cooking")
    filled("tag", f"{bread},{harbours}", "--add", "kept", "--remove", "coast")
    assert record(filled, bread)["tags"] == ["food", "kept", "slow cooking"]
    assert filled("tag", bread).out == "food\nkept\nslow cooking\n"
    assert filled("tag", harbours, "--json").json == ["kept"]
    assert filled("tag").out.splitlines()[0].split() == ["TAG", "ARTICLES"]
    filled("undo")
    assert record(filled, harbours)["tags"] == ["coast", "kept"]
    filled.fails("tag", bread, "", code=2)
    filled.fails("tag", "--add", "x", code=2)


def test_categories(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    assert filled("category", bread).out.strip() == record(filled, bread)["category_id"] != ""
    filled("category", bread, "home/baking")
    assert record(filled, bread)["category_id"] == "home/baking"
    listed = {one["id"]: one["count"] for one in filled("category", "--json").json}
    assert listed["home"] == listed["home/baking"] == 1
    filled("category", "--rename", "home", "house")
    assert record(filled, bread)["category_id"] == "house/baking"
    filled("category", bread, "")
    assert record(filled, bread)["category_id"] == ""
    filled("undo")
    assert record(filled, bread)["category_id"] == "house/baking"
    assert filled("category").out.splitlines()[0].split() == ["CATEGORY", "NAME", "ARTICLES"]
    assert "a//b" in filled.fails("category", bread, "a//b", code=2)
    filled.fails("category", "--rename", "nowhere", "x")


@pytest.mark.parametrize("command", ["archive", "favourite", "mark", "delete", "restore", "show", "similar", "tag"])
def test_ids_that_fit_nothing(filled: Cli, command: str) -> None:
    more = ["x"] if command == "tag" else []
    assert "ffffffff" in filled.fails(command, "ffffffff", *more)
    filled.fails(command, "not-an-id", *more, code=1)
    filled.fails(command, "ab", *more, code=1)


def test_what_was_long_in_the_trash_goes_for_good(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    bread, lights = filled.id_of("Bread"), filled.id_of("Lighthouses")
    filled("delete", bread)
    with sqlite3.connect(filled.library / "library.db") as connection:
        connection.execute("UPDATE article SET deleted = deleted - 40 * 86400000 WHERE uuid = ?", (bread,))
    monkeypatch.setenv("READLATER_TRASH_DAYS", "0")
    filled("delete", filled.id_of("Harbours"))
    assert record(filled, bread)["deleted"], "0 keeps it for ever"
    monkeypatch.delenv("READLATER_TRASH_DAYS")
    filled("delete", lights)
    filled.fails("show", bread)
    assert record(filled, lights)["deleted"]
