"""Keywords of a selection, and summaries that the library keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readlater.errors import NotFoundError, UsageError
from readlater.language.analysis import analyse
from readlater.language.query import parse
from readlater.library import Library, keywords
from readlater.library.refreshing import Renewal
from readlater.model import SummarySource
from tests.factories import draft

TOPICS = {
    "bees": "Beekeepers winter their hives with care. The queen of each hive rests. Bees eat honey; honey keeps bees.",
    "boats": "Boat builders bend planks of larch. The keel of each boat is oak. Builders caulk planks; planks swell.",
}
DESCRIPTION = "A visit to the people who keep hives, from the first frost to the last jar of the year."


def filled(library: Library) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for category, text in TOPICS.items():
        for count in range(4):
            one = draft(f"Visit {count}", f"{text} This was visit {count} of the year.", category_id=category)
            numbers.setdefault(category, []).append(library.add(one).id)
    return numbers


def test_the_keywords_of_a_selection_set_it_apart(library: Library) -> None:
    numbers = filled(library)
    bees = [one.text for one in library.keywords_of(numbers["bees"], 6)]
    assert {"bees", "honey"} & set(bees)
    assert not {"planks", "boat", "builders"} & set(bees)
    assert bees == [one.text for one in library.keywords_of_query(parse("category:bees"), 6)]
    boats = [one.text for one in library.keywords_of(numbers["boats"], 6)]
    assert "planks" in boats
    assert not set(boats) & set(bees)


def test_what_all_of_the_library_has_comes_late(library: Library) -> None:
    filled(library)
    number = library.add(draft("Hives", "Hives hum. A zebra sees the hives, and this zebra has the river.")).id
    words = [one.text for one in library.keywords_of([number])]
    assert words.index("zebra") < words.index("hives")


def test_forms_of_a_word_are_one_keyword(library: Library) -> None:
    numbers = [
        library.add(draft("One", "A lantern shone. The lantern was green.")).id,
        library.add(draft("Two", "Lanterns shine. All lanterns are red.")).id,
    ]
    words = [one.text for one in library.keywords_of(numbers)]
    assert sum(word.lower() in ("lantern", "lanterns") for word in words) == 1


def test_a_library_of_one_article_and_an_empty_one(library: Library) -> None:
    assert library.keywords_of([]) == []
    assert library.keywords_of([7]) == []
    assert library.keywords_of_query(parse("nothing")) == []
    number = library.add(draft("Bees", TOPICS["bees"])).id
    assert "bees" in [one.text.lower() for one in library.keywords(number)]
    assert "bees" in [one.text.lower() for one in library.keywords_of([number])]


def test_of_a_large_selection_a_sample_is_looked_at(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = filled(library)
    monkeypatch.setattr(keywords, "SAMPLED", 4)
    words = {one.text for one in library.keywords_of([*numbers["bees"], *numbers["boats"]])}
    assert {"planks", "honey"} <= words  # from both halves


# --- summaries ------------------------------------------------------------------------------------------------------


def page(**fields: str) -> dict[str, str]:
    return {"format": "html", "extractor": "html/1", "site": "The Hive", "summary": DESCRIPTION} | fields


def test_a_description_of_the_page_is_kept_and_boilerplate_is_not(library: Library) -> None:
    good = library.add(draft("Winter", TOPICS["bees"], url="https://a.example/1", **page())).id
    bad = library.add(
        draft("Spring", TOPICS["boats"], url="https://a.example/2", **page(summary="Subscribe now to read all of it."))
    ).id
    assert library.article(good).summary == DESCRIPTION
    assert library.article(good).summary_source is SummarySource.PAGE
    assert library.article(bad).summary_source is SummarySource.TEXT
    assert library.article(bad).summary.split(".")[0] in TOPICS["boats"]


def test_what_another_article_of_the_site_says_too_is_a_slogan(library: Library) -> None:
    library.add(draft("Winter", TOPICS["bees"], url="https://a.example/1", **page()))
    second = library.add(draft("Boats", TOPICS["boats"], url="https://a.example/2", **page())).id
    assert library.article(second).summary_source is SummarySource.TEXT
    other = library.add(draft("Ships", TOPICS["boats"] + " And ships.", url="https://b.example/", **page(site="B"))).id
    assert library.article(other).summary_source is SummarySource.PAGE


def test_a_summary_from_another_program_is_never_boilerplate(library: Library) -> None:
    number = library.add(draft("Bees", TOPICS["bees"], format="tracker", summary="Read more of this.")).id
    assert library.article(number).summary == "Read more of this."
    assert library.article(number).summary_source is SummarySource.PAGE


def test_the_summary_of_a_command_is_kept_and_can_be_undone(library: Library) -> None:
    one = draft("Bees", TOPICS["bees"], url="https://a.example/1", **page())
    number = library.add(one).id
    assert library.set_summary(number, "Bees,\n in short.") == "summarised “Bees”"
    article = library.article(number)
    assert (article.summary, article.summary_source) == ("Bees, in short.", SummarySource.COMMAND)
    new = replace(one, extractor="html/2", summary="A wholly new description of bees and their keepers in winter.")
    library.refresh([Renewal(number, new, analyse(new))])
    library.add(replace(new, summary="Yet another description of bees, of their keepers and their hives."))
    assert library.article(number).summary == "Bees, in short."
    while library.article(number).summary_source is SummarySource.COMMAND:
        assert library.undo()
    assert library.article(number).summary == DESCRIPTION


def test_setting_a_summary_that_is_none(library: Library) -> None:
    number = library.add(draft("Bees", TOPICS["bees"])).id
    with pytest.raises(UsageError, match="empty"):
        library.set_summary(number, " \n ")
    with pytest.raises(NotFoundError):
        library.set_summary(number + 1, "Bees.")
