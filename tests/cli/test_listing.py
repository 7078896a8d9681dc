"""list and search."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

import pytest

from readlater.cli.output import Column, print_table
from readlater.language.fields import FIELDS
from readlater.library import Library
from tests.cli.running import Cli, article
from tests.cli.schema import ARTICLE, ARTICLE_FULL, check
from tests.factories import draft


def titles(found: list[dict[str, object]]) -> list[object]:
    return [one["title"] for one in found]


def test_the_json_of_an_article_keeps_the_contract(filled: Cli) -> None:
    found = filled("list", "--json").json
    assert len(found) == 3
    for one in found:
        check(one, ARTICLE)
        assert str(uuid.UUID(one["id"])) == one["id"]
        assert datetime.fromisoformat(one["created"]).tzinfo is not None


def test_text_and_similar_readings_only_when_asked_for(filled: Cli) -> None:
    for one in filled("list", "--json", "--full").json:
        check(one, ARTICLE_FULL)
    [lights] = filled("list", "--json", "--full", "title:lighthouses").json
    assert "lamps and keepers" in lights["text"]
    assert "Harbours" in titles(lights["similar"])


def test_times_are_those_of_the_readers_zone(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READLATER_TIME_ZONE", "Asia/Seoul")
    assert all(one["created"].endswith("+09:00") for one in filled("list", "--json").json)


def test_an_empty_library_is_an_empty_array(empty: Cli) -> None:
    assert empty("list", "--json").out == "[]\n"
    assert empty("list").out == ""


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("search", "x"), ("show", "abcd"), ("stats",), ("doctor",), ("undo",), ("tag", "abcd", "x")],
)
def test_a_mistyped_folder_does_not_become_a_library(cli: Cli, arguments: tuple[str, ...]) -> None:
    assert cli.fails(*arguments).startswith(f"There is no library in {cli.library}. ")
    assert not cli.library.exists()


def test_the_language_of_queries_is_shown_without_a_library(cli: Cli) -> None:
    out = cli("list", "--fields").out
    for field in FIELDS:
        assert f"{field.name}:" in out
        for value, meaning in field.choices:
            assert f"{field.name}:{value}" in out
            assert meaning in out
    assert not cli.library.exists()


def test_a_negation_is_no_option(filled: Cli) -> None:
    assert titles(filled("list", "--json", "-tag:coast", "sort:title").json) == ["Bread", "Lighthouses"]
    assert titles(filled("list", "--json", "--limit", "5", '-"flour"', "-author:baker", "-harbours").json) == [
        "Lighthouses"
    ]
    assert titles(filled("list", "--json", "-(title:bread OR tag:coast)").json) == ["Lighthouses"]
    assert "--sorted" in filled.fails("list", "--sorted:x", code=2)
    filled.fails("list", "-n", "many", code=2)
    assert len(filled("list", "--json", "-n1").json) == 1


def test_lists_of_values_days_of_several_words_and_likeness(filled: Cli) -> None:
    assert titles(filled("list", "--json", "saved:this", "week", "tag:coast,none", "sort:title").json) == [
        "Bread", "Harbours", "Lighthouses",
    ]  # fmt: skip
    number = filled("list", "--json", "title:lighthouses").json[0]["id"]
    near = titles(filled("list", "--json", f"similar:{number[:8]}").json)
    assert near[0] == "Harbours"
    assert "Lighthouses" not in near
    assert "position 3" in filled.fails("list", "x", "similar:0000", code=2)


def complete(cli: Cli, shell: str, words: str) -> list[str]:
    given = f"readlater --library {cli.library} {words}"
    done = cli.run(
        env={
            "_READLATER_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": given,
            "COMP_CWORD": str(len(given.split(" ")) - 1),
        }
    )
    assert done.err == ""
    return done.out.splitlines()


def test_the_shell_completes_queries_and_ids(filled: Cli) -> None:
    assert "coast" in complete(filled, "zsh", "list tag:c")[1] or "tag:coast" in complete(filled, "zsh", "list tag:c")
    assert complete(filled, "bash", "list tag : co") == ["plain,coast"]
    number = filled("list", "--json", "title:bread").json[0]["id"]
    for command in ("show", "merge", "merge 0000"):
        assert f"plain,{number[:8]}" in complete(filled, "bash", f"{command} {number[:3]}")
    assert complete(filled, "bash", "list is : favo") == ["plain,favourite"]
    filled("searches", "--save", "coast/new", "#coast")
    assert complete(filled, "bash", "list --list co") == ["plain,coast/new", "plain,continue"]


def test_queries_sort_and_limit(filled: Cli) -> None:
    assert titles(filled("list", "--json", "tag:coast").json) == ["Harbours"]
    assert titles(filled("list", "--json", "--sort", "title").json) == ["Bread", "Harbours", "Lighthouses"]
    assert titles(filled("list", "--json", "sort:title", "--limit", "1").json) == ["Bread"]
    assert titles(filled("list", "--json", "--", "-tag:coast", "sort:title").json) == ["Bread", "Lighthouses"]
    assert len(filled("list", "--json", "--limit", "0").json) == 3


def test_a_bad_query_names_the_place_and_the_nearest(filled: Cli) -> None:
    line = filled.fails("list", "titel:x", code=2)
    assert "titel" in line
    assert "title" in line
    filled.fails("list", "words:many", code=2)
    filled.fails("search", 'an "open phrase', code=2)


def test_a_limit_that_no_database_can_count_to(filled: Cli) -> None:
    for arguments in (["list"], ["search", "bread"], ["keywords", filled.id_of("Bread")], ["similar", "--text", "x"]):
        assert "not in the range" in filled.fails(*arguments, "--limit", "9" * 20, code=2)


def test_the_default_limit_says_that_there_is_more(cli: Cli) -> None:
    for number in range(62):
        cli.page(f"{number}.md", article(f"Number {number}", f"the number {number} and {number * 7}"))
    cli("import", cli.folder / "pages")
    done = cli("list", "--json")
    assert len(done.json) == 60
    assert done.err == "readlater: these are the first 60; --limit 0 gives all\n"
    for limit, count in (("0", 62), ("61", 61)):
        done = cli("list", "--json", "--limit", limit)
        assert len(done.json) == count
        assert done.err == ""


def test_a_table_in_a_pipe_is_plain_and_aligned(filled: Cli) -> None:
    filled("edit", filled.id_of("Bread"), "--title", "面包 " * 40)
    out = filled("list", "sort:title").out
    assert "\x1b" not in out
    head, *rows = out.splitlines()
    assert head.split() == ["ID", "STATE", "SAVED", "WORDS", "TIME", "CATEGORY", "TITLE"]
    assert len(rows) == 3
    at = head.index("TITLE")
    assert all(re.fullmatch(r"[0-9a-f]{8}  .*", row) for row in rows)
    assert {row[at - 1] for row in rows} == {" "}
    assert any(("面包 " * 40).strip() in row for row in rows), "nothing is cut in a pipe"


def test_states_are_words(filled: Cli) -> None:
    bread = filled.id_of("Bread")
    filled("mark", bread)
    filled("favourite", bread)
    filled("archive", bread)
    assert "read archived *" in filled("list", "title:bread").out


def test_search_finds_the_best_first_with_its_passage(filled: Cli) -> None:
    found = filled("search", "lighthouses", "--json").json
    assert titles(found)[0] == "Lighthouses"
    assert set(titles(found)) == {"Lighthouses", "Harbours"}
    for one in found:
        check({name: value for name, value in one.items() if name != "snippet"}, ARTICLE)
        snippet = one["snippet"]
        assert all("lighthouse" in snippet["text"][start:end].lower() for start, end in snippet["marks"])
        assert snippet["marks"]


def test_search_in_a_pipe(filled: Cli) -> None:
    lines = filled("search", "yeast").out.splitlines()
    assert lines[0].endswith("  Bread")
    assert "yeast" in lines[1]


def test_search_with_another_order(filled: Cli) -> None:
    assert titles(filled("search", "lighthouses", "--sort", "title", "--json").json) == ["Harbours", "Lighthouses"]


def test_search_that_finds_nothing(filled: Cli) -> None:
    assert filled.fails("search", "zeppelin") == "nothing was found"
    done = filled("search", "zeppelin", "--json", code=1)
    assert done.json == []


def test_search_asks_whether_something_else_was_meant(filled: Cli) -> None:
    assert filled.fails("search", "lighthuose") == "nothing was found; did you mean “lighthouses”?"
    assert filled.fails("search", "tag:coast", "yaest") == "nothing was found; did you mean “tag:coast yeast”?"


def test_search_for_a_question_gives_the_nearest_and_says_so(filled: Cli) -> None:
    done = filled("search", "who lights the lamps of a lighthouse on Mars")
    assert "Lighthouses" in done.out
    assert "no article has all of these words" in done.err
    assert "no article has all" not in filled("search", "lamps keepers").err


def test_search_says_where_a_passage_is_from(filled: Cli) -> None:
    number = filled("list", "--json", "title:bread").json[0]["id"]
    filled("edit", number[:8], "--note", "Ask the miller.")
    [found] = filled("search", "miller", "--json").json
    assert found["snippet"] == {"text": "Ask the miller.", "marks": [[8, 14]], "source": "note"}
    assert "          note: Ask the miller." in filled("search", "miller").out.splitlines()


def test_search_says_how_many_there_are(cli: Cli) -> None:
    for number in range(62):
        cli.page(f"{number}.md", article(f"Number {number}", f"the number {number} and {number * 7}"))
    cli("import", cli.folder / "pages")
    done = cli("search", "number")
    assert done.err.endswith("these are the first 60 of 62; --limit 0 gives all\n")
    assert len(done.out.splitlines()) == 120
    assert len(cli("search", "number", "--limit", "0", "--sort", "oldest", "--json").json) == 62


def test_search_needs_words(filled: Cli) -> None:
    assert "missing argument" in filled.fails("search", code=2)


def test_one_long_cell_does_not_push_all_lines_apart(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Column("WHAT"), Column("TITLE")], [("A" * 5000, "Long"), ("b", "Short")])
    heading, long, short = capsys.readouterr().out.splitlines()
    assert long == "A" * 5000 + "  Long"
    assert len(heading) == len(short) < 200


def test_what_has_no_text_takes_no_time(cli: Cli) -> None:
    with Library.open(cli.library) as library:
        library.add(draft("Kept", "", url="https://kept.example/a", failed="not fetched: no connection"))
    assert " min " not in cli("list").out
