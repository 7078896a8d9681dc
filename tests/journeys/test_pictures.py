"""Pictures that were saved with a page: from the file in a folder to the screen, and again another day."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

pytest.importorskip("PIL")

from readlater.cli import main
from readlater.library import Library
from tests.tui.driving import driving
from tests.tui.pictures import COLOURS, drawn_rows, ink, picture

TEXT = "The ferry leaves the harbour every morning, and the keeper of the lighthouse counts its passengers. " * 4


def page(folder: Path) -> Path:
    """A page with a picture in it, one in the folder beside it, and one that is on the web only."""
    inside = base64.b64encode(picture(COLOURS["red"])).decode()
    beside = folder / "Harbour_files"
    beside.mkdir(parents=True)
    (beside / "quay.jpg").write_bytes(picture(COLOURS["blue"], kind="JPEG"))
    path = folder / "Harbour.html"
    path.write_text(
        "<html><head><title>A year at the harbour</title></head><body><article><h1>A year at the harbour</h1>"
        f"<p>{TEXT}</p><p>{TEXT}</p>"
        f'<figure><img src="data:image/png;base64,{inside}" alt="The lighthouse" width="400" height="200"></figure>'
        f"<p>{TEXT}</p><p>{TEXT}</p>"
        '<p><img src="Harbour_files/quay.jpg" alt="The quay" width="400" height="200"></p>'
        f"<p>{TEXT}</p><p>{TEXT}</p>"
        '<p><img src="https://example.org/far/away.jpg" alt="The sea" width="400" height="200"></p>'
        f"<p>{TEXT}</p><p>{TEXT}</p></article></body></html>",
        "utf-8",
    )
    return path


async def test_pictures_of_a_saved_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.graphics.cell_size", lambda: (10, 20))
    folder = tmp_path / "library"
    main(["--library", str(folder), "import", str(page(tmp_path / "saved"))], standalone_mode=False)
    with Library.open(folder) as library:
        async with driving(library, (100, 70)) as driver:
            await driver.press("enter")
            for said in ("▧ The lighthouse · 400×200", "▧ The quay · 400×200", "▧ The sea · not kept · example.org"):
                assert said in driver.frame
            await driver.press("V", "p")
            colours = [ink(driver, y) for y in drawn_rows(driver)]
            assert {"#dc1e1e"} in colours
            assert "▧ The sea · not kept · example.org" in driver.frame or driver.main.reader.max_scroll_y > 0
            await driver.press("I")
            assert driver.rows[0].startswith(" Picture 1 of 2   400×200 · PNG · 1 more not kept")
            assert ink(driver, drawn_rows(driver)[0]) == {"#dc1e1e"}
            await driver.press("n")
            assert driver.rows[0].startswith(" Picture 2 of 2   400×200 · JPEG")
            assert "The quay" in driver.rows[-2]
            await driver.press("q", "q")
    with Library.open(folder) as library:
        async with driving(library, (60, 30)) as driver:
            await driver.press("enter")
            driver.main.reader.go_to(0)
            await driver.settle()
            await driver.press("space")
            assert drawn_rows(driver), "pictures are still shown in the text"
