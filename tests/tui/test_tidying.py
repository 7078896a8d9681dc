"""What is done beside the keys: modules imported before they are needed, garbage collected while nobody waits."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from readlater.tui import tidying, warming
from readlater.tui.tidying import Tidying
from readlater.tui.warming import warm


@pytest.fixture
def collector() -> Iterator[None]:
    """Leaves the collector as it was."""
    thresholds, callbacks = gc.get_threshold(), list(gc.callbacks)
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.callbacks[:] = callbacks
    gc.enable()


async def full_collections(tidying_: Tidying, seconds: float) -> int:
    """How often everything was collected while cycles were made."""
    found = []

    def heard(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            found.append(info)

    gc.callbacks.append(heard)
    tidying_.begin()
    for _ in range(20_000):
        cycle: list[object] = []
        cycle.append(cycle)
    await asyncio.sleep(seconds)
    gc.callbacks.remove(heard)
    return len(found)


async def test_everything_is_collected_in_a_quiet_moment(collector: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "QUIET_SECONDS", 0.1)
    one = Tidying()
    assert await full_collections(one, 0.5) == 1  # and not again: nothing was made since
    one.end()
    one.end()
    assert gc.callbacks == [callback for callback in gc.callbacks if getattr(callback, "__self__", None) is not one]


async def test_nothing_large_is_collected_while_something_goes_on(
    collector: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "QUIET_SECONDS", 0.1)
    monkeypatch.setattr(tidying, "_NOTHING", -1.0)  # always more than nothing
    one = Tidying()
    assert await full_collections(one, 0.5) == 0
    one.end()


def test_thresholds_are_as_before(collector: None) -> None:
    before = gc.get_threshold()

    async def run() -> None:
        one = Tidying()
        one.begin()
        assert gc.get_threshold() == tidying.THRESHOLDS
        one.end()

    asyncio.run(run())
    assert gc.get_threshold() == before


def test_modules_that_are_imported_ahead_are_there() -> None:
    for name in warming.MODULES:
        assert find_spec(f"readlater.tui.{name}") is not None


def test_warming_ends_with_the_program() -> None:
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) == 2

    warm(wait)
    assert len(waited) == 2


def test_the_screen_needs_no_parser() -> None:
    code = "import sys, readlater.cli.screen, readlater.tui.app; print('click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
