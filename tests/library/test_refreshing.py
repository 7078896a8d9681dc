"""Articles that are extracted again: what changes, what stays, and the way back."""

from dataclasses import replace

import pytest

from readlater.language.analysis import analyse
from readlater.library import Library
from readlater.library.refreshing import Renewal
from readlater.model import Block, BlockKind, Document, Draft, RefreshOutcome
from tests.factories import draft

OLD = (
    "The lake froze early in the year that the harbour master retired.",
    "Nobody had seen the ice so clear: one could read the names of the sunken boats.",
    "He walked out to the third buoy and counted them, as he had every winter.",
    "In spring the ferry ran again.",
)


def paragraphs(*texts: str) -> Document:
    return Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def renewed(number: int, new: Draft) -> Renewal:
    return Renewal(number, new, analyse(new))


@pytest.fixture
def page() -> Draft:
    return replace(draft(title="The lake"), document=paragraphs(*OLD), extractor="html/1", url="https://a.example/lake")


def test_highlights_and_place_are_found_again_and_undone(library: Library, page: Draft) -> None:
    number = library.add(page).id
    text = library.text(number)
    start = text.index("one could read")
    mark = library.add_highlight(number, start, start + 40)
    sitting = library.begin_reading(number)
    sitting.progress(text.index("He walked"), 0.8, True)
    sitting.progress(text.index("He walked"), 0.95, True)
    sitting.finish()
    library.mark_read([number])
    new = replace(page, document=paragraphs("A new first paragraph that was missed before.", *OLD), extractor="html/2")
    [done] = library.refresh([renewed(number, new)])
    assert (done.outcome, done.highlights, done.lost) == (RefreshOutcome.CHANGED, 1, ())
    text = library.text(number)
    [found] = library.highlights(number)
    assert text[found.start : found.end] == mark.quote
    article = library.article(number)
    assert text[article.place :].startswith("He walked")
    assert library.begin_reading(number).place == article.place
    assert article.extractor == "html/2"
    assert library.undo() == "extracted “The lake” again"
    [back] = library.highlights(number)
    assert (back.start, back.end) == (mark.start, mark.end)
    assert library.text(number)[library.article(number).place :].startswith("He walked")
    assert library.article(number).extractor == "html/1"
    assert library.redo()
    assert library.highlights(number) == [found]
    assert library.check() == []


def test_a_highlight_whose_passage_is_gone_keeps_its_quote(library: Library, page: Draft) -> None:
    number = library.add(page).id
    start = library.text(number).index("In spring")
    library.add_highlight(number, start, start + 30)
    [done] = library.refresh([renewed(number, replace(page, document=paragraphs(*OLD[:3])))])
    assert done.lost == ("In spring the ferry ran again.",)
    [kept] = library.highlights(number)
    assert kept.start == kept.end
    assert kept.quote == "In spring the ferry ran again."
    # It comes back when the passage does.
    library.refresh([renewed(number, page)])
    [back] = library.highlights(number)
    assert library.text(number)[back.start : back.end] == back.quote


def test_what_the_reader_set_stays(library: Library, page: Draft) -> None:
    number = library.add(replace(page, byline="A. Nonymous")).id
    library.edit([number], title="My own title", summary="Mine.")
    library.tag([number], "ice")
    library.set_category([number], "places")
    new = replace(page, title="The Lake | Some Site", byline="Ann Ice", summary="Theirs.", tags=("winter",))
    [done] = library.refresh([renewed(number, new)])
    article = library.article(number)
    assert (article.title, article.summary, article.byline) == ("My own title", "Mine.", "Ann Ice")
    assert (article.tags, article.category_id) == (("ice",), "places")
    assert [(one.name, one.before, one.after) for one in done.fields] == [("byline", "A. Nonymous", "Ann Ice")]


def test_a_page_in_which_nothing_is_found_any_more_changes_nothing(library: Library, page: Draft) -> None:
    number = library.add(page).id
    [done] = library.refresh([renewed(number, replace(page, document=Document(), failed="An empty shell."))])
    assert done.outcome is RefreshOutcome.KEPT
    assert library.text(number).startswith("The lake froze")
    assert library.undo() == "saved “The lake”"


def test_a_failed_page_becomes_an_article(library: Library, page: Draft) -> None:
    number = library.add(replace(page, document=Document(), failed="An empty shell.")).id
    [done] = library.refresh([renewed(number, page)])
    assert done.outcome is RefreshOutcome.CHANGED
    assert library.article(number).failed == ""
    assert library.article(number).word_count > 40


def test_the_same_again_changes_only_the_version(library: Library, page: Draft) -> None:
    number = library.add(page).id
    assert library.outdated(frozenset({"html/2"})) == []  # no page was kept
    [done] = library.refresh([renewed(number, replace(page, extractor="html/2"))])
    assert done.outcome is RefreshOutcome.SAME
    assert library.article(number).extractor == "html/2"
    assert library.undo() == "saved “The lake”"


def test_a_dry_run_changes_nothing(library: Library, page: Draft) -> None:
    number = library.add(page).id
    [done] = library.refresh([renewed(number, replace(page, document=paragraphs(*OLD[:2])))], dry_run=True)
    assert done.outcome is RefreshOutcome.CHANGED
    assert done.words_after < done.words_before
    assert library.text(number).endswith("ran again.")


def test_a_date_that_was_guessed_gives_way_to_one_that_is_said(library: Library, page: Draft) -> None:
    number = library.add(replace(page, published="2021-05-05", published_approximate=True)).id
    assert library.article(number).published_approximate
    library.add(replace(page, published="2021-05-06"))
    assert (library.article(number).published, library.article(number).published_approximate) == ("2021-05-06", False)
    library.undo()
    assert library.article(number).published_approximate
