"""``readlater duplicates`` and ``readlater merge``, and what an import says of copies."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.cli.running import Cli, article
from tests.cli.schema import COPY, TIME, check

FACTS = {"site": str, "published": str, "created": TIME, "word_count": int}
GROUP = {"keep": {"id": str, "title": str, "url": str} | FACTS, "copies": [COPY | FACTS]}

STORY = (
    "The ferry to the outer islands stopped at noon when its engine room filled with smoke.",
    "Forty passengers were taken off by fishing boats that happened to be near.",
    "Nobody was hurt, the harbour master said, but three cars are still on the deck.",
    "The ship was built in 1974 and had been repaired twice since the spring.",
    "Its owner wants to sell it as soon as a buyer can be found on the mainland.",
    "Until then a smaller boat will carry mail, milk and the doctor.",
    "Shopkeepers on the islands fear for the summer, when most of their guests come.",
    "A council meeting on Thursday will decide who pays for the next crossing.",
)
OTHER = (
    "Rye bread needs a starter that is fed every evening for a week.",
    "The dough rests in a cool cellar until it has grown by half.",
    "Bakers in the valley still heat their ovens with beech and birch.",
    "A crust that sings when it cools was baked long enough.",
    "Caraway goes into every second loaf, and never into the small ones.",
)


def page(title: str, sentences: tuple[str, ...] | list[str], url: str, **front: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\ntitle: {title}\nsource: {url}\n{head}---\n\n# {title}\n\n" + "\n\n".join(sentences) + "\n"


@pytest.fixture(scope="module")
def made_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of such a library, to be copied."""
    cli = Cli(tmp_path_factory.mktemp("twice"))
    cli.page("a.md", page("Ferry stopped by smoke", STORY, "https://one.example.org/ferry", tags="[sea]"))
    cli.page("b.md", page("Bread of the valley", OTHER, "https://one.example.org/bread"))
    cli("import", cli.folder / "pages")
    cli.page("c.md", page("Smoke stops a ferry", STORY[:5], "https://two.example.net/9"))
    cli("import", cli.folder / "pages" / "c.md")
    return cli.folder


@pytest.fixture
def twice(cli: Cli, made_twice: Path) -> Cli:
    """A library with a story, the story as another site has it, cut short, and bread."""
    shutil.copytree(made_twice, cli.folder, dirs_exist_ok=True)
    return cli


def test_an_import_says_what_is_there_already(cli: Cli) -> None:
    cli.page("a.md", page("Ferry stopped by smoke", STORY, "https://one.example.org/ferry"))
    cli("import", cli.folder / "pages")
    cli.page("c.md", page("Smoke stops a ferry", STORY[:5], "https://two.example.net/9"))
    ledger = cli("import", cli.folder / "pages" / "c.md", "--json").json
    assert ledger["copies"] == 1
    [line] = ledger["lines"]
    old = cli.id_of("Ferry")
    assert line["outcome"] == "new"
    assert line["message"] == (
        f"already saved as “Ferry stopped by smoke” ({old[:8]}); 'readlater duplicates' shows both"
    )
    check(line["copies"], [COPY])
    [copy] = line["copies"]
    assert copy["id"] == old
    assert copy["certain"]


def test_an_import_tells_people(cli: Cli) -> None:
    cli.page("a.md", page("Ferry stopped by smoke", STORY, "https://one.example.org/ferry"))
    cli.page("c.md", page("Smoke stops a ferry", STORY[:5], "https://two.example.net/9"))
    out = cli("import", cli.folder / "pages").out
    assert out.endswith("1 new article is like one in the library; 'readlater duplicates' shows them\n")
    assert "already saved as “Ferry stopped by smoke”" in out


def test_an_edited_copy_only_looks_like_one(cli: Cli) -> None:
    words = " ".join(STORY).split()
    edited = [" ".join("quite" if number % 8 == 4 else word for number, word in enumerate(words))]
    cli.page("a.md", page("Ferry stopped by smoke", STORY, "https://one.example.org/ferry"))
    cli.page("c.md", page("No crossing for now", edited, "https://two.example.net/9"))
    assert "looks like a copy of “Ferry stopped by smoke”" in cli("import", cli.folder / "pages").out


def test_importing_the_same_again_is_no_copy(twice: Cli) -> None:
    ledger = twice("import", twice.folder / "pages", "--tag", "again", "--json").json
    assert (ledger["merged"], ledger["copies"]) == (3, 0)


def test_duplicates_are_listed_in_groups(twice: Cli) -> None:
    found = twice("duplicates", "--json").json
    check(found, [GROUP])
    [group] = found
    assert group["keep"]["title"] == "Ferry stopped by smoke"
    assert [copy["title"] for copy in group["copies"]] == ["Smoke stops a ferry"]
    out = twice("duplicates").out
    assert "Smoke stops a ferry" in out
    assert "= 100%" in out
    assert "Bread" not in out


def test_no_duplicates(filled: Cli) -> None:
    result = filled("duplicates")
    assert result.out == ""
    assert "no article looks like a copy" in result.err
    assert filled("duplicates", "--json").json == []


def test_show_names_the_copies(twice: Cli) -> None:
    shown = twice("show", twice.id_of("Smoke"), "--json").json
    assert [copy["title"] for copy in shown["copies"]] == ["Ferry stopped by smoke"]


def test_merge_and_undo(twice: Cli) -> None:
    keep, drop = twice.id_of("Ferry"), twice.id_of("Smoke")
    twice("tag", drop, "urgent")
    twice("mark", drop, "--read")
    before = [twice("show", one, "--json").json for one in (keep, drop)]
    assert twice("merge", keep, drop).out == "merged “Smoke stops a ferry” into “Ferry stopped by smoke”\n"
    kept = twice("show", keep, "--json").json
    assert kept["tags"] == ["sea", "urgent"]
    assert (kept["state"], kept["read_count"]) == ("read", 1)
    assert kept["copies"] == []
    assert twice("show", drop, "--json").json["deleted"]
    assert twice("duplicates", "--json").json == []
    twice("undo")
    after = [twice("show", one, "--json").json for one in (keep, drop)]
    for old, new in zip(before, after, strict=True):
        changed = {name for name in old if old[name] != new[name]}
        assert changed <= {"updated", "keywords", "readings"}  # scores follow the library, and readings have new IDs
        assert len(new["readings"]) == len(old["readings"])


def test_what_was_merged_stays_merged_when_it_is_imported_again(twice: Cli) -> None:
    keep, drop = twice.id_of("Ferry"), twice.id_of("Smoke")
    twice("merge", keep, drop)
    ledger = twice("import", twice.folder / "pages" / "c.md", "--tag", "late", "--json").json
    assert [line["uuid"] for line in ledger["lines"]] == [keep]
    assert twice("show", drop, "--json").json["deleted"]
    shown = twice("show", keep, "--json").json
    assert "late" in shown["tags"]
    assert shown["text"].count(STORY[7]) == 1


def test_merge_takes_the_text_when_told(twice: Cli) -> None:
    keep, drop = twice.id_of("Smoke"), twice.id_of("Ferry")
    twice("merge", keep, drop, "--take-text")
    shown = twice("show", keep, "--json").json
    assert STORY[7] in shown["text"]
    assert shown["url"] == "https://two.example.net/9"
    assert [row["id"] for row in twice("search", "Thursday council", "--json").json] == [keep]
    twice("undo")
    assert STORY[7] not in twice("show", keep, "--json").json["text"]


def test_two_articles_after_all(twice: Cli) -> None:
    keep, drop = twice.id_of("Ferry"), twice.id_of("Smoke")
    assert "are two articles" in twice("merge", "--not", keep, drop).out
    assert twice("duplicates", "--check", "--json").json == []
    twice("undo")
    assert len(twice("duplicates", "--json").json) == 1


def test_a_copy_in_the_trash_is_none(twice: Cli) -> None:
    drop = twice.id_of("Smoke")
    twice("delete", drop)
    assert twice("duplicates", "--json").json == []
    twice("restore", drop)
    assert len(twice("duplicates", "--json").json) == 1


def test_check_finds_what_is_not_known(twice: Cli) -> None:
    import sqlite3

    with sqlite3.connect(twice.library / "library.db") as connection:
        connection.execute("DELETE FROM copy")
    connection.close()
    assert twice("duplicates", "--json").json == []
    assert len(twice("duplicates", "--check", "--json").json) == 1


def test_what_can_not_be_merged(twice: Cli) -> None:
    keep, drop = twice.id_of("Ferry"), twice.id_of("Smoke")
    assert "can't be merged into itself" in twice.fails("merge", keep, keep, code=2)
    assert "no text to take" in twice.fails("merge", keep, drop, "--not", "--take-text", code=2)
    twice("delete", drop)
    assert "is in the trash; restore it first" in twice.fails("merge", keep, drop, code=2)
    twice.fails("merge", keep, "ffff")


def test_check_is_stopped_in_one_line(cli: Cli) -> None:
    for number in range(60):
        cli.page(f"{number}.md", article(f"Story {number}", f"the {number} boats of harbour {number * 7}"))
    cli("import", cli.folder / "pages")
    process = cli.process("duplicates", "--check")
    time.sleep(0.6)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    # On a busy machine the signal may come before Python listens to it.
    assert process.returncode in (0, 130, -signal.SIGINT)
    assert b"Traceback" not in err
