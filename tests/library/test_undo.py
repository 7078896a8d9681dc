"""Every change can be taken back and done again, also by another program and after a restart."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.errors import NotFoundError, UsageError
from readlater.language.query import parse
from readlater.library import Library, NewArticle, undo
from readlater.model import LedgerLine, Original, Outcome, State, SummarySource
from tests.factories import draft

URL = "https://example.org/a"


def some(library: Library, count: int = 3) -> list[int]:
    return [library.add(draft(f"Title {n}", f"Text number {n}.", url=f"{URL}{n}")).id for n in range(count)]


def snapshot(library: Library, ids: list[int]) -> list[Any]:
    """All that a reader can see of articles but for the time of the last change."""
    seen = []
    for number in ids:
        article = library.article(number)
        fields = {name: getattr(article, name) for name in article.__slots__ if name != "updated"}
        fields["deleted"] = article.deleted is not None
        seen.append((fields, library.document(number), library.highlights(number), library.noted_similar(number)))
    return seen


CHANGES: dict[str, Any] = {
    "title": lambda library, ids: library.edit(ids[:1], title="Another title"),
    "several fields": lambda library, ids: library.edit(
        ids, byline="Ann", note="a note\nof two lines", published="2022-01"
    ),
    "summary": lambda library, ids: library.edit(ids[:2], summary="By hand."),
    "url": lambda library, ids: library.edit(ids[:1], url="https://example.org/elsewhere"),
    "category": lambda library, ids: library.set_category(ids, "tech/storage"),
    "tags": lambda library, ids: library.tag(ids[1:], "one", "#Two"),
    "archive": lambda library, ids: library.archive(ids),
    "favourite": lambda library, ids: library.favourite(ids[:2]),
    "read": lambda library, ids: library.mark_read(ids),
    "delete": lambda library, ids: library.delete(ids[1:]),
    "highlight": lambda library, ids: library.add_highlight(ids[0], 0, 4, "mine", "green"),
    "snooze": lambda library, ids: library.snooze(ids, datetime(2999, 1, 1, tzinfo=UTC)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_taken_back_and_done_again(library: Library, name: str) -> None:
    ids = some(library)
    library.set_category(ids[:1], "before")
    library.tag(ids[:1], "before")
    before = snapshot(library, ids)
    CHANGES[name](library, ids)
    changed = snapshot(library, ids)
    assert changed != before
    assert library.undo() is not None
    assert snapshot(library, ids)[0][0]["state"] is State.UNREAD
    assert without_place(snapshot(library, ids)) == without_place(before)
    assert library.check() == []
    assert library.redo() is not None
    assert without_place(snapshot(library, ids)) == without_place(changed)
    assert library.check() == []


def without_place(seen: list[Any]) -> list[Any]:
    return [({k: v for k, v in fields.items() if k != "last_read"}, *rest) for fields, *rest in seen]


def test_a_label_says_what_was_done(library: Library) -> None:
    ids = some(library)
    assert library.archive(ids[:1]) == "archived “Title 0”"
    assert library.archive(ids) == "archived 3 articles"
    assert library.tag(ids[:1], "a", "b") == "tagged “Title 0” with a, b"
    assert library.untag(ids[:1], "a") == "took the tag a from “Title 0”"
    assert library.set_category(ids[:1], " tech / storage ") == "moved “Title 0” to tech/storage"
    assert library.set_category(ids[:1], "") == "took “Title 0” out of its category"
    assert library.delete(ids) == "moved 3 articles to the trash"
    assert library.history()[0].label == "moved 3 articles to the trash"
    assert library.undo() == "moved 3 articles to the trash"
    assert library.history()[0].undone


def test_a_bulk_act_is_one_action(library: Library) -> None:
    ids = [one.id for one in library.add_all([NewArticle(draft(f"T {n}", f"Text {n}.")) for n in range(60)])]
    library.archive(ids[::2])
    library.archive(ids)
    assert library.counts().archived == 60
    library.undo()
    assert library.counts().archived == 30
    library.undo()
    assert library.counts().archived == 0
    library.undo()
    assert library.counts().trashed == 60


def test_what_changes_nothing_is_not_in_the_journal(library: Library) -> None:
    ids = some(library, 1)
    entries = len(library.history())
    library.archive(ids, False)
    library.untag(ids, "never")
    library.mark_unread(ids)
    library.restore(ids)
    library.edit(ids, title="Title 0")
    assert len(library.history()) == entries


def test_nothing_to_undo(library: Library) -> None:
    assert library.undo() is None
    assert library.redo() is None


def test_a_new_action_ends_what_could_be_done_again(library: Library) -> None:
    ids = some(library, 1)
    library.archive(ids)
    library.undo()
    library.favourite(ids)
    assert library.redo() is None
    assert not library.row(ids[0]).archived


def test_the_journal_survives_a_restart(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        ids = some(library)
        library.delete(ids)
    with Library.open(tmp_path / "l") as library:
        assert library.undo() == "moved 3 articles to the trash"
        assert library.counts().unread == 3
    with Library.open(tmp_path / "l") as library:
        assert library.redo() == "moved 3 articles to the trash"
        assert library.counts().trashed == 3


def test_a_later_change_is_kept_when_an_earlier_one_is_taken_back(library: Library) -> None:
    [number] = some(library, 1)
    run = library.start_import("pages")
    library.add(draft("Title 0", "Text number 0.", url=f"{URL}0", byline="Imported"), item="a", run=run)
    library.finish_import(run)
    assert library.article(number).byline == "Imported"
    library.edit([number], byline="By hand")
    library.undo_import(run)
    assert library.article(number).byline == "By hand"


def test_two_programs_share_one_journal(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as one, Library.open(tmp_path / "l") as other:
        ids = some(one, 40)
        failures: list[BaseException] = []

        def work(library: Library, mine: list[int]) -> None:
            try:
                for number in mine:
                    library.archive([number])
                    library.undo()
            except BaseException as error:
                failures.append(error)

        threads = [
            threading.Thread(target=work, args=(one, ids[:20])),
            threading.Thread(target=work, args=(other, ids[20:])),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        while one.redo():
            pass
        assert one.check() == []


def test_undoing_an_import(library: Library) -> None:
    [old] = some(library, 1)
    before = snapshot(library, [old])
    run = library.start_import("a folder")
    added = library.add_all(
        [
            NewArticle(draft("New one", "Brand new text."), Original(b"x", "text/html"), item="1.html", run=run),
            NewArticle(
                draft("Title 0", "Text number 0 that is much longer now.", url=f"{URL}0", tags=("t",), summary="S"),
                item="2.html",
                run=run,
            ),
        ]
    )
    library.record_lines(run, [LedgerLine("3.html", Outcome.FAILED, message="empty")])
    ledger = library.finish_import(run)
    assert [ledger.count(outcome) for outcome in Outcome] == [1, 1, 0, 1]
    after = snapshot(library, [old])
    assert after != before
    assert library.undo() == "imported 1 article from a folder"
    assert library.row(added[0].id).deleted is not None
    assert snapshot(library, [old]) == before
    assert library.check() == []
    assert library.redo() is not None
    assert library.row(added[0].id).deleted is None
    assert snapshot(library, [old]) == after
    assert library.check() == []
    library.undo_import(run)
    assert snapshot(library, [old]) == before
    with pytest.raises(NotFoundError, match="could be undone"):
        library.undo_import(run)


def test_an_import_that_was_broken_off_can_be_undone(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        run = library.start_import("a folder")
        library.add(draft(), item="1", run=run)
    with Library.open(tmp_path / "l") as library:
        assert library.imports()[0].finished is None
        library.undo()
        assert library.counts().trashed == 1


def test_an_import_of_nothing_new_is_no_action(library: Library) -> None:
    library.add(draft(url=URL))
    entries = len(library.history())
    run = library.start_import("a folder")
    library.add(draft(url=URL), item="1", run=run)
    assert library.finish_import(run).count(Outcome.MERGED) == 1
    assert len(library.history()) == entries
    [listed] = library.imports()
    assert (listed.run, listed.source, listed.new, listed.merged, listed.failed) == (run, "a folder", 0, 1, 0)
    assert library.ledger(run).lines[0].item == "1"
    with pytest.raises(NotFoundError):
        library.ledger(99)


def test_the_journal_is_kept_short(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "KEPT", 20)
    ids = some(library, 1)
    for _ in range(60):
        library.archive(ids)
        library.archive(ids, False)
    assert len(library.history(1000)) < 20 + 51


def test_editing(library: Library) -> None:
    ids = some(library)
    label = library.edit(ids[:1], title="  A   title \x1b[31mred ", note="Line 1\nLine 2", summary="Mine.")
    article = library.article(ids[0])
    assert (article.title, article.note) == ("A title red", "Line 1\nLine 2")
    assert (article.summary, article.summary_source) == ("Mine.", SummarySource.READER)
    assert label == "edited the title, note, summary of “A title red”"
    assert library.check() == []


def found(library: Library, word: str) -> list[int]:
    return list(library.search(parse(word)).ids)


def test_the_index_follows_edits_and_their_undoing(library: Library) -> None:
    [number] = some(library, 1)
    library.edit([number], title="Zebras", byline="Quagga")
    assert (found(library, "zebra"), found(library, "quagga")) == ([number], [number])
    library.undo()
    assert (found(library, "zebra"), found(library, "quagga"), found(library, "title")) == ([], [], [number])
    library.redo()
    assert (found(library, "zebra"), found(library, "title")) == ([number], [])


def test_the_index_follows_merges_and_their_undoing(library: Library) -> None:
    [number] = some(library, 1)
    run = library.start_import("pages")
    library.add(draft("Other", "A longer text about okapis in the zoo.", url=f"{URL}0"), item="1", run=run)
    library.finish_import(run)
    assert (found(library, "okapi"), found(library, "number")) == ([number], [])
    library.undo()
    assert (found(library, "okapi"), found(library, "number")) == ([], [number])
    library.redo()
    assert (found(library, "okapi"), found(library, "number")) == ([number], [])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"titel": "x"}, "title"),
        ({"published": "14.1.2022"}, "2022-01-14"),
        ({"published": "2022-13"}, "2022-01-14"),
        ({"url": "javascript:alert(1)"}, "web address"),
        ({"url": f"{URL}1"}, "has this address"),
        ({"language": "English!"}, "language code"),
        ({"direction": "up"}, "'ltr' nor 'rtl'"),
    ],
)
def test_edits_that_are_refused(library: Library, fields: dict[str, str], message: str) -> None:
    ids = some(library)
    before = snapshot(library, ids)
    with pytest.raises(UsageError, match=message):
        library.edit(ids[:1], **fields)
    assert snapshot(library, ids) == before


def test_changes_of_an_article_that_is_not_there(library: Library) -> None:
    for change in CHANGES.values():
        with pytest.raises(NotFoundError):
            change(library, [99, 98, 97])
    with pytest.raises(NotFoundError):
        library.remove_highlight("none")


def test_a_field_set_by_hand_is_not_filled_again(library: Library) -> None:
    number = library.add(draft("T", "Text.", url=URL, byline="Wrong")).id
    library.edit([number], byline="")
    library.add(draft("T", "Text.", url=URL, byline="Wrong"))
    assert library.article(number).byline == ""


def test_highlights(library: Library) -> None:
    number = library.add(draft("T", "One two three four five.")).id
    second = library.add_highlight(number, 8, 13, "why\x07", "yellow")
    first = library.add_highlight(number, 0, 3)
    assert library.highlights(number) == [first, second]
    assert (second.quote, second.prefix, second.suffix, second.note) == ("three", "One two ", " four five.", "why")
    library.remove_highlight(first.uuid)
    assert library.highlights(number) == [second]
    library.undo()
    assert library.highlights(number) == [first, second]
    for start, end in ((3, 3), (-1, 4), (5, 99), (4, 2)):
        with pytest.raises(UsageError, match="not within"):
            library.add_highlight(number, start, end)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from([*CHANGES, "undo", "redo"]), max_size=10))
def test_any_sequence_can_be_taken_back(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    with Library.open(tmp_path_factory.mktemp("u") / "l") as library:
        ids = some(library)
        before = without_place(snapshot(library, ids))
        added = len(library.history())
        for name in names:
            if name == "undo":
                if sum(not action.undone for action in library.history(99)) > added:
                    library.undo()
            elif name == "redo":
                library.redo()
            else:
                CHANGES[name](library, ids)
        end = without_place(snapshot(library, ids))
        undone = 0
        while sum(not action.undone for action in library.history(99)) > added:
            library.undo()
            undone += 1
        assert without_place(snapshot(library, ids)) == before
        for _ in range(undone):
            library.redo()
        assert without_highlight_ids(without_place(snapshot(library, ids))) == without_highlight_ids(end)
        assert library.check() == []


def without_highlight_ids(seen: list[Any]) -> list[Any]:
    return [(fields, document, len(highlights), notes) for fields, document, highlights, notes in seen]


def test_a_change_that_changes_nothing_says_so_and_is_no_action(library: Library) -> None:
    number = library.add(draft("One")).id
    library.archive([number])
    assert library.archive([number]) == "nothing to change"
    assert (library.undo() or "").startswith("archived")
