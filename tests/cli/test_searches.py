"""Saved searches, lists and what is put off, from the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from readlater.language.lists import BY_NAME
from readlater.library import Library
from tests.cli.running import Cli


def titles(found: object) -> list[str]:
    assert isinstance(found, list)
    return [one["title"] for one in found]


def test_a_search_is_saved_listed_renamed_and_forgotten(filled: Cli) -> None:
    assert filled("searches", "--save", "sea/lights", "lighthouses", "-#coast").out == "saved the search “sea/lights”\n"
    filled("searches", "--save", "all", "sort:title")
    found = filled("searches", "--json").json
    assert [one["name"] for one in found] == ["all", "sea/lights", *BY_NAME]
    assert found[1] | {"created": 0, "updated": 0} == {
        "name": "sea/lights",
        "query": "lighthouses -#coast",
        "count": 1,
        "saved": True,
        "created": 0,
        "updated": 0,
        "help": "",
    }
    assert [one["count"] for one in found[2:]] == [0] * len(BY_NAME)
    table = filled("searches").out.splitlines()
    assert table[0].split() == ["NAME", "QUERY", "ARTICLES", "KIND"]
    assert table[1].split() == ["all", "sort:title", "3", "saved"]
    assert titles(filled("list", "--list", "Sea/Lights", "--json").json) == ["Lighthouses"]
    assert titles(filled("list", "--saved", "all", "--json").json) == ["Bread", "Harbours", "Lighthouses"]
    assert titles(filled("list", "--list", "all", "keepers", "--json").json) == ["Harbours", "Lighthouses"]
    assert titles(filled("list", "--list", "all", "keepers", "sort:oldest", "--json").json)[0] == "Lighthouses"
    filled("searches", "--rename", "sea", "water")
    assert "did you mean 'water/lights'" in filled.fails("list", "--list", "water/light")
    assert "did you mean 'continue'" in filled.fails("list", "--list", "contniue")
    assert "did you mean 'water/lights'" in filled.fails("list", "--list", "Water")
    filled("searches", "--save", "water", "keepers")
    # With / at its end a name means all that are in it, and not the search that is called so, too.
    assert filled("searches", "--delete", "water/").out == "deleted the search “water/lights”\n"
    assert titles(filled("list", "--list", "water", "--json").json) == ["Harbours", "Lighthouses"]
    assert "no saved search" in filled.fails("searches", "--delete", "water/")
    filled("undo")
    assert "water/lights" in filled("searches").out


def test_what_is_wrong_is_told(filled: Cli) -> None:
    assert "no search to save" in filled.fails("searches", "--save", "a", code=2)
    assert "position 4" in filled.fails("searches", "--save", "a", "is:nonsense", code=2)
    assert "--save NAME" in filled.fails("searches", "words:<5", code=2)
    assert "no saved search" in filled.fails("searches", "--delete", "nothing")
    assert "together" in filled.fails("searches", "--save", "a", "--delete", "b", "x", code=2)


def test_articles_are_put_off_and_come_back(filled: Cli) -> None:
    bread, harbours = filled.id_of("Bread"), filled.id_of("Harbours")
    assert filled("snooze", bread, harbours, "-u", "2 days").out.startswith("put 2 articles off until ")
    filled("snooze", harbours)
    assert titles(filled("list", "--list", "snoozed", "--json").json) == ["Harbours", "Bread"]
    assert titles(filled("list", "-is:snoozed", "--json").json) == ["Lighthouses"]
    assert titles(filled("list", "snoozed:tomorrow", "--json").json) == ["Harbours"]
    record = filled("show", bread, "--json").json
    days = (datetime.fromisoformat(record["snoozed"]) - datetime.now(UTC)) / timedelta(days=1)
    assert 1 < days < 3
    assert "unread snoozed" in filled("list", "bread").out
    assert filled("snooze", bread, "--off").out == "brought “Bread” back\n"
    assert filled("show", bread, "--json").json["snoozed"] is None
    filled("undo")
    assert titles(filled("list", "is:snoozed", "sort:title", "--json").json) == ["Bread", "Harbours"]
    assert "no day to come" in filled.fails("snooze", bread, "--until", "yesterday", code=2)
    assert "do not go together" in filled.fails("snooze", bread, "--off", "--until", "friday", code=2)


def test_questions_of_a_reader(filled: Cli) -> None:
    """Something short that was begun; what was marked last winter; what was read in some month; any that is unread."""
    for number, title in enumerate(("Bread", "Harbours"), 1):
        article = filled.id_of(title)
        with Library.open(filled.library) as library:
            began = datetime(2024, number, 5, 12, tzinfo=UTC)
            sitting = library.begin_reading(library.find_id(article), now=began)
            sitting.progress(10, 0.4, True, began)
            sitting.finish(began + timedelta(seconds=6))
            library.add_highlight(library.find_id(article), 0, 5, colour="green" if number == 1 else "")
            with library._database.write() as connection:
                connection.execute("UPDATE highlight SET created = 1705320000000 WHERE colour = 'green'")
    assert titles(filled("list", "is:reading", "left:<=10", "ovens", "--json").json) == ["Bread"]
    assert titles(filled("list", "readon:january 2024", "--json").json) == ["Bread"]
    assert titles(filled("list", "readon:2024-01..2024-03", "sort:last-read", "--json").json) == ["Harbours", "Bread"]
    assert titles(filled("list", "marked:winter 2023", "--json").json) == ["Bread"]
    assert titles(filled("list", "--list", "highlighted", "--json").json) == ["Harbours", "Bread"]
    assert titles(filled("list", "colour:green", "--json").json) == ["Bread"]
    assert titles(filled("list", "is:unread", "sort:random", "-n", "1", "--json").json) == ["Lighthouses"]
