"""The parts of the main screen that are made when they are first needed."""

from __future__ import annotations

from importlib import import_module

import pytest

from readlater.library import Library
from readlater.tui.rooms import Room, Rooms
from tests.tui.driving import driving

ROOMS = {name: room for name, room in vars(Rooms).items() if isinstance(room, Room)}


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_every_room_has_the_class_that_its_annotation_says(name: str) -> None:
    made = getattr(import_module(f"readlater.tui.{name}"), ROOMS[name].class_name)
    assert made.__name__ == Rooms.__annotations__[name]


async def test_a_room_is_made_once_and_not_before_it_is_needed(library: Library) -> None:
    async with driving(library) as driver:
        main = driver.main
        assert not [name for name in ROOMS if main.made(name) is not None]
        assert main.sizing is main.sizing
        assert main.made("sizing") is main.sizing
