"""The values of the model: frozen dataclasses, made in a way that costs less."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from readlater.model import Highlight, Keyword, Not, Query, Sort, Word
from readlater.model.values import dataclass


def test_values_are_dataclasses() -> None:
    word = Word("ferry", prefix=True)
    assert word == Word("ferry", True) != Word("ferry")
    assert word != ("ferry", True)  # type: ignore[comparison-overlap]
    assert hash(word) == hash(Word("ferry", True))
    assert repr(word) == "Word(text='ferry', prefix=True)"
    assert dataclasses.replace(word, prefix=False) == Word("ferry")
    assert dataclasses.asdict(word) == {"text": "ferry", "prefix": True}
    assert {Not(word), Not(Word("ferry", True))} == {Not(word)}
    assert Query().sort is None
    assert Query(word, Sort.RANK).root is word


def test_values_stay_as_they_are() -> None:
    word = Word("ferry")
    with pytest.raises(dataclasses.FrozenInstanceError):
        word.text = "boat"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del word.text
    with pytest.raises((AttributeError, TypeError)):
        word.other = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("arguments", [(), ("a", True, "more")])
def test_wrong_arguments_are_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(TypeError):
        Word(*arguments)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Word(txt="a")  # type: ignore[call-arg]


def test_values_go_to_other_processes_and_are_copied() -> None:
    word = Not(Word("ferry", True))
    assert pickle.loads(pickle.dumps(word)) == word
    assert copy.deepcopy(word) == word
    assert copy.copy(word) == word


def test_a_default_is_made_for_each_value() -> None:
    @dataclass(frozen=True, slots=True)
    class Basket:
        things: list[str] = dataclasses.field(default_factory=list)
        size: int = 3

    one, other = Basket(), Basket()
    one.things.append("pear")
    assert other.things == []
    assert Basket(["fig"], 2) == Basket(size=2, things=["fig"])


def test_all_fields_are_in_the_constructor() -> None:
    for kind in (Highlight, Keyword, Query, Word):
        assert kind.__match_args__ == tuple(field.name for field in dataclasses.fields(kind))
