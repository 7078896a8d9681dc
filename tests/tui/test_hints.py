"""Link hints: where links stand in the lines, which numbers they get, and the trail of the places gone to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.model import Block, BlockKind, Document, Span, SpanKind
from readlater.tui import link_places
from readlater.tui.layout import Layout, Options
from readlater.tui.link_places import LinkPlace, Numbers
from readlater.tui.trail import Spot, Step, Trail
from readlater.tui.wrap import cells


def linked(text: str, *links: tuple[str, str], **fields: object) -> Block:
    """A paragraph in which each of these words is a link."""
    spans = tuple(Span(text.index(word), text.index(word) + len(word), SpanKind.LINK, to) for word, to in links)
    return Block(**{"kind": BlockKind.PARAGRAPH, "text": text, "spans": spans} | fields)  # type: ignore[arg-type]


NOTED = Document(
    (
        Block(BlockKind.PARAGRAPH, "The keeper1 and his dog2.", (
            Span(10, 11, SpanKind.NOTE, "1"), Span(23, 24, SpanKind.NOTE, "2"))),
        linked("Tides, again.", ("again", "#top"), anchor="tides é"),
        Block(BlockKind.PARAGRAPH, "His dog2 swims.", (Span(7, 8, SpanKind.NOTE, "2"),)),
        Block(BlockKind.FOOTNOTE, "Elias.", marker="1"),
        Block(BlockKind.FOOTNOTE, "A spaniel.", marker="[2]"),
    )
)  # fmt: skip


def lay(*blocks: Block, width: int = 40, **options: object) -> Layout:
    return Layout(Document(blocks), Options(width=width, room=width, **options))  # type: ignore[arg-type]


def all_links(layout: Layout) -> list[LinkPlace]:
    return link_places.links_between(layout, 0, layout.height)


def under(layout: Layout, place: LinkPlace) -> str:
    """What is painted where a link begins."""
    return "".join(piece.text for piece in layout.pieces(place.row))[place.cell :]


# --- where they stand


def test_a_link_that_wraps_is_one_link_at_its_beginning() -> None:
    long = "a link whose words go on over the end of the line and further"
    layout = lay(linked(f"Here is {long}, and it.", (long, "https://a.example/")), width=30)
    (place,) = all_links(layout)
    assert (place.row, place.cell, place.text, place.after_space) == (0, 8, long, True)
    (cut,) = link_places.links_between(layout, 1, 5)
    assert (cut.row, cut.cell, cut.text) == (1, 0, long), "of which only the end is in sight"
    assert link_places.links_between(layout, 4, 9) == []


def test_neighbours_with_the_same_target_are_two() -> None:
    block = Block(
        BlockKind.PARAGRAPH, "onetwo", tuple(Span(at, at + 3, SpanKind.LINK, "https://a.example/") for at in (0, 3))
    )
    assert [(place.cell, place.text) for place in all_links(lay(block))] == [(0, "one"), (3, "two")]


@pytest.mark.parametrize("ascii_", [False, True])
def test_references_and_the_labels_of_notes_are_links(ascii_: bool) -> None:
    layout = Layout(NOTED, Options(width=40, room=40, ascii=ascii_))
    places = all_links(layout)
    targets = ["#note:1", "#note:2", "#top", "#note:2", "#ref:1", "#ref:[2]"]
    assert [place.target for place in places] == targets
    assert under(layout, places[0]).startswith("[1] and" if ascii_ else "¹ and")
    assert not places[0].after_space
    assert under(layout, places[4]).startswith("1. Elias")


def test_links_in_a_table_and_after_wide_characters() -> None:
    table = linked("Name\tPage\nAda\there", ("here", "https://a.example/"), kind=BlockKind.TABLE,
                   cells=(((0, 4), (5, 9)), ((10, 13), (14, 18))), header_rows=1)  # fmt: skip
    layout = lay(table, linked("漢字の港 link", ("link", "https://b.example/")))
    first, second = all_links(layout)
    assert under(layout, first).startswith("here")
    assert second.cell == cells("漢字の港 ")


@pytest.mark.parametrize("reorder", [False, True])
def test_a_link_that_runs_to_the_left_begins_at_its_right(reorder: bool) -> None:
    text = "في الميناء منارة قديمة وعبارة تنقل الناس إلى الجزيرة"
    word = "منارة قديمة وعبارة"
    layout = lay(linked(text, (word, "https://a.example/")), width=60, direction="rtl", reorder=reorder)
    (place,) = all_links(layout)
    line = "".join(piece.text for piece in layout.pieces(place.row))
    shown = "".join(character for character in line if cells(character))
    assert shown[place.cell] == word[0]
    assert link_places.link_at(layout, place.row, place.cell) == place


def test_pictures_are_no_links() -> None:
    assert all_links(lay(Block(BlockKind.IMAGE, "The quay", source="https://a.example/quay.jpg"))) == []


def test_the_link_at_a_cell() -> None:
    layout = lay(linked("one two three", ("one", "https://a.example/"), ("three", "https://b.example/")))
    found = link_places.link_at(layout, 0, 9)
    assert found is not None
    assert found.text == "three"


def test_what_links_within_the_article_lead_to() -> None:
    assert link_places.block_named(NOTED, "#note:2") == 4
    assert link_places.block_named(NOTED, "#tides%20%C3%A9") == 1
    assert link_places.block_named(NOTED, "#tides é") == 1
    assert link_places.block_named(NOTED, "#nowhere") == -1
    assert link_places.block_named(NOTED, "#note:9") == -1
    assert [place.block for place in link_places.references(NOTED, "#ref:[2]")] == [0, 2]
    place = link_places.references(NOTED, "#ref:2")[1]
    start, end = link_places.passage_of(NOTED, place) or (0, 0)
    assert NOTED.text[start - 3 : end] == "dog2"


# --- numbers


@given(st.integers(1, 400), st.data())
def test_every_number_can_be_typed_and_acts_as_soon_as_it_is_meant(count: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, count))
    numbers = Numbers(count)
    acted = [numbers.type(digit) for digit in str(number)]
    assert not any(acted[:-1])
    assert numbers.number == number
    can_grow = any(str(other).startswith(str(number)) for other in range(number + 1, count + 1))
    assert acted[-1] == (0 if can_grow else number)
    possible = [other for other in range(1, count + 1) if numbers.is_possible(other)]
    assert possible[0] == number
    assert (len(possible) > 1) == can_grow


def test_digits_that_mean_nothing_are_not_taken() -> None:
    numbers = Numbers(12)
    assert (numbers.type("0"), numbers.number) == (0, 0)
    assert (numbers.type("1"), numbers.number) == (0, 1)
    assert (numbers.type("3"), numbers.number) == (0, 1)
    assert numbers.back()
    assert numbers.type("2") == 2
    assert numbers.back()
    assert not numbers.back()


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 20), st.booleans()), max_size=9, unique_by=lambda one: one[:2]
    ),
    st.booleans(),
)
def test_numbers_never_cover_each_other(at: list[tuple[int, int, bool]], signs: bool) -> None:
    places = [
        LinkPlace(0, 0, 1, "https://a.example/", "a", row, cell, after and cell > 0) for row, cell, after in sorted(at)
    ]
    badges = link_places.badges(places, Numbers(len(places)), left=2, width=80, signs=signs)
    assert len(badges) == len(places)
    taken: set[tuple[int, int]] = set()
    for badge in badges:
        here = {(badge.row, badge.cell + at) for at in range(len(badge.text))}
        assert not taken & here
        assert 0 <= badge.cell <= 80 - len(badge.text)
        taken |= here


def test_a_number_takes_the_space_before_its_link() -> None:
    place = LinkPlace(0, 4, 8, "https://a.example/", "link", 3, 4, after_space=True)
    (badge,) = link_places.badges([place], Numbers(1), left=2, width=80, signs=False)
    assert (badge.row, badge.cell, badge.text) == (3, 5, "1")
    (badge,) = link_places.badges([place], Numbers(1), left=2, width=80, signs=True)
    assert (badge.cell, badge.text) == (5, "[1]")


# --- the trail


def test_the_trail_goes_back_and_forward_and_forgets_what_lay_ahead() -> None:
    trail = Trail()
    assert trail.go(-1) is None
    for article in (1, 2, 3):
        trail.open(article)
        trail.leave(article, article * 10)
    assert trail.go(-1) == Step(2, 20)
    assert trail.go(-1) == Step(1, 10)
    assert trail.go(-1) is None
    assert trail.go(1) == Step(2, 20)
    trail.open(9)
    assert trail.go(1) is None
    assert trail.go(-1) == Step(2, 20)


def test_the_trail_knows_places_within_an_article() -> None:
    spot = Spot(3, 7, 0, (9, 900))
    trail = Trail()
    trail.open(1)
    trail.leave(1, 50, spot)
    trail.mark((60, 64))
    trail.jump()
    trail.leave(1, 800)
    trail.leave(2, 5)  # tells of another article, too late
    assert trail.previous == Step(1, 50, spot, (60, 64))
    trail.open(2)
    assert trail.go(-1) == Step(1, 800)
    assert trail.go(-1) == Step(1, 50, spot, (60, 64))
    trail.leave(1, 50, spot)
    assert trail.current == Step(1, 50, spot, (60, 64)), "nobody moved"
    trail.leave(1, 51)
    assert trail.current == Step(1, 51)
