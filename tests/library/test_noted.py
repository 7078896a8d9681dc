"""Similar titles that a page lists find their articles, whichever came first."""

from __future__ import annotations

from readlater.library import Library
from readlater.library.noted import folded, title_key
from tests.factories import draft


def test_folding() -> None:
    assert folded("Russia-led Alliance: 'begins'") == folded("russia led alliance begins!")
    assert folded("ＮＨＫ ２０２２") == "nhk2022"
    assert title_key("…") == 0
    assert title_key("A title") == title_key("a  TITLE.") != title_key("a tile")
    assert title_key("朝鮮、発射") == title_key("朝鮮 発射")


def test_a_title_is_resolved_when_its_article_arrives(library: Library) -> None:
    one = library.add(draft("One", "Text one.", similar_titles=("Second: Title!", "Never there", "second title"))).id
    assert library.noted_similar(one) == [("Second: Title!", None), ("Never there", None)]
    two = library.add(draft("SECOND TITLE", "Text two.", similar_titles=("one",))).id
    assert library.noted_similar(one) == [("Second: Title!", two), ("Never there", None)]
    assert library.noted_similar(two) == [("one", one)]
    [similar] = [similar for similar in library.similar(one) if similar.row.id == two]
    assert similar.noted


def test_an_article_in_the_trash_or_with_another_title_is_not_found(library: Library) -> None:
    one = library.add(draft("One", "Text one.", similar_titles=("Two",))).id
    two = library.add(draft("Two", "Text two.")).id
    library.delete([two])
    assert library.noted_similar(one) == [("Two", None)]
    library.undo()
    assert library.noted_similar(one) == [("Two", two)]
    library.edit([two], title="Three")
    assert library.noted_similar(one) == [("Two", None)]
    library.undo()
    assert library.noted_similar(one) == [("Two", two)]


def test_an_article_is_not_similar_to_itself(library: Library) -> None:
    one = library.add(draft("One", "Text one.", similar_titles=("One",))).id
    assert library.noted_similar(one) == [("One", None)]
