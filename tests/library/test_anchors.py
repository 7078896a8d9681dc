"""Passages are found again in a text that was made anew."""

from hypothesis import given
from hypothesis import strategies as st

from readlater.library.anchors import Text, place_again

TEXT = "One fine day. The ice was thin. Two foxes crossed it. The ice was thin. A third one waited on the shore."


def test_context_chooses_between_two_places() -> None:
    second = TEXT.rindex("The ice")
    found = Text(TEXT).find("The ice was thin.", near=0.0, prefix="Two foxes crossed it. ", suffix=" A third")
    assert found == (second, second + 17)


def test_without_context_the_nearest_is_taken() -> None:
    assert Text(TEXT).find("The ice was thin.", near=0.1) == (14, 31)


def test_spaces_and_marks_may_change() -> None:
    found = Text('He said:\n"The  ice was thin" [3] and left.').find("said: “The ice was thin”", near=0.0)
    assert found is not None
    assert 'He said:\n"The  ice was thin" [3] and left.'[slice(*found)] == 'said:\n"The  ice was thin'


def test_a_long_passage_is_found_by_its_ends() -> None:
    old = "It began with a letter from the harbour, written in green ink, and it ended with a fire in the old library."
    new = old.replace("written in green ink", "which was (as we know now) forged")
    found = Text("Before. " + new + " After.").find(old, near=0.0)
    assert found == (8, 8 + len(new) - 1)


def test_what_is_gone_is_not_found() -> None:
    assert Text(TEXT).find("A wolf came by", near=0.5) is None
    assert Text("").find("x", near=0.0) is None


def test_a_place_whose_line_is_gone_goes_to_its_neighbour() -> None:
    old = "The first paragraph stands here.\n\nThe second one will be dropped.\n\nThe third one stays as it is."
    new = "The first paragraph stands here.\n\nThe third one stays as it is."
    assert place_again(old, new, old.index("The second")) == new.index("The third")
    assert place_again(old, "", 10) == 0


@given(st.text(), st.text(), st.floats(0, 1))
def test_what_is_found_lies_in_the_text(text: str, quote: str, near: float) -> None:
    found = Text(text).find(quote, near=near)
    assert found is None or 0 <= found[0] < found[1] <= len(text)


@given(st.text(min_size=1), st.text(), st.text(), st.floats(0, 1))
def test_a_passage_is_found_in_its_own_text(quote: str, before: str, after: str, near: float) -> None:
    text = before + quote + after
    found = Text(text).find(quote, near=near)
    assert (found is None) == (not quote.strip())
    assert found is None or text[slice(*found)] == quote


@given(st.text(max_size=400), st.text(max_size=400), st.data())
def test_a_place_stays_within_the_text(old: str, new: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(old)))
    assert 0 <= place_again(old, new, place) <= len(new)
    assert place_again(old, old, place) == (place if old else 0)
