from __future__ import annotations

import io

from readlater.pages.containers import Member, container_form, members
from readlater.pages.read import read_page


def read(text: str) -> list[Member]:
    data = text.encode()
    assert container_form(data) == "mbox"
    return list(members(io.BytesIO(data), "letters.mbox"))


LETTER = (
    "From ann@a.example Mon Jan  3 10:00:00 2022\n"
    "From: Ann <ann@a.example>\nTo: bo@b.example\nDate: Mon, 3 Jan 2022 10:00:00 +0000\n"
    "Subject: =?utf-8?q?The_m=C3=BChle?=\nMessage-ID: <{0}@a.example>\n\n"
    "The wheel of letter {0} turned.\n>From then on it stood still.\nFrom here it is far.\n\n"
)


def test_messages() -> None:
    found = read(LETTER.format(1) + LETTER.format(2) + LETTER.replace("\n", "\r\n").format(3))
    assert [member.name for member in found] == [f"message {number}: The mühle" for number in (1, 2, 3)]
    assert all(member.data.startswith(b"From: Ann") for member in found)
    assert b"\nFrom then on it stood still.\nFrom here it is far.\n" in found[0].data
    [draft] = read_page(found[0].data, name="letter")
    assert draft.format == "mail"
    assert "letter 1 turned" in draft.document.text


def test_a_sentence_that_begins_with_from_divides_nothing() -> None:
    text = LETTER.format(1) + "\nFrom here it is far.\nSo we walked.\n\n" + LETTER.format(2)
    assert len(read(text)) == 2


def test_a_text_that_begins_with_from_is_no_mailbox() -> None:
    assert container_form(b"From here it is far.\nSo we walked: on and on.\n") == ""


def test_a_message_too_large_is_a_problem() -> None:
    large = LETTER.format(1) + ("x" * 999 + "\n") * 53_000 + "\n"
    found = read(large + LETTER.format(2))
    assert ["larger than 50 MB" in member.problem for member in found] == [True, False]
