from __future__ import annotations

import quopri
from datetime import UTC, datetime
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.errors import PageError
from readlater.model import BlockKind, Draft, Original
from readlater.pages.forms.mail import looks_like_mail, read_mail
from readlater.pages.forms.pictures import find_picture
from readlater.pages.read import read_page
from tests.pages.forms.test_mhtml import PICTURE
from tests.pages.pasted import EN_BODY

ADDRESS = "https://valleypost.example/p/the-clock-of-the-valley"


def row(content: str) -> str:
    inner = f"<table width='100%' cellpadding='0'><tr><td style='font-size:16px'>{content}</td></tr></table>"
    return f"<tr><td align='center' style='padding:0 20px'>{inner}</td></tr>"


def newsletter(*, link: str = ADDRESS, head: str = "") -> str:
    """A newsletter as they are built: tables in tables, a hidden line for the inbox, a pixel, a footer."""
    rows = [
        f"<a href='{link}'>View in browser</a>",
        f"{head}<h1>The clock of the valley</h1><p>By Ann Baker · January 14, 2022</p>",
        *(f"<p>{text}</p>" for text in EN_BODY[:2]),
        "<img src='cid:dial@valley' width=560 alt='The dial'>",
        "<p>It was cold.</p><img src='https://t.example/o/abcdef'>"
        "<img src='https://t.example/p.png' alt='x' style='width:1px;height:1px'>",
        *(f"<p>{text}</p>" for text in EN_BODY[2:]),
        "<p>You receive this because you signed up.</p><p><a href='https://x.example/u'>Unsubscribe</a> | "
        "<a href='https://x.example/p'>Update your preferences</a></p><p>Valley Post, 1 Main Street</p>",
    ]
    return (
        "<html lang='en'><head><title>Valley Post Weekly</title><style>td{color:red}</style></head><body>"
        "<div style='display:none;max-height:0'>Only the inbox shows this line</div><table width=600 align=center>"
        f"{''.join(map(row, rows))}</table><img src='https://t.example/open.gif?u=1' width='1' height='1'>"
        "<img src='https://t.example/o/abcdef'></body></html>"
    )


def message(html: str = "", text: str = "", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    defaults = {
        "From": "Ann Baker from Valley Post <post@mail.valleypost.example>",
        "To": "reader@home.example",
        "Subject": "The clock of the valley",
        "Date": "Fri, 14 Jan 2022 08:51:00 -0000",
        "Message-ID": "<1@valleypost.example>",
    }
    for name, value in (defaults | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        if value:
            mail[name] = value
    if text or not html:
        mail.set_content(text)
    if html:
        if text:
            mail.add_alternative(html, subtype="html")
        else:
            mail.set_content(html, subtype="html")
    return mail


def body(draft: Draft) -> list[str]:
    return [block.text for block in draft.document.body()]


def test_a_newsletter() -> None:
    mail = message(newsletter(), "The clock, in short.", List_Id="Valley Post <post.valleypost.example>")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Täl.pdf")
    [draft] = read_page(mail.as_bytes(), name="clock.eml")
    assert body(draft) == [*EN_BODY[:2], "It was cold.", *EN_BODY[2:]]
    assert (draft.format, draft.title, draft.byline, draft.site, draft.url, draft.language) == (
        "mail",
        "The clock of the valley",
        "Ann Baker",
        "Valley Post",
        ADDRESS,
        "en",
    )
    assert draft.published == "2022-01-14T08:51:00+00:00"
    assert draft.created == datetime(2022, 1, 14, 8, 51, tzinfo=UTC)
    assert [one.value for one in draft.found["attachments"]] == ["Täl.pdf"]
    assert [block.source for block in draft.document.blocks if block.kind is BlockKind.IMAGE] == ["cid:dial@valley"]
    cut = [block.text for block in draft.document.blocks if block.cut is not None]
    assert any("Unsubscribe" in text for text in cut)
    assert any("Main Street" in text for text in cut)


def test_pictures_that_came_with_it() -> None:
    mail = message(newsletter())
    mail.add_related(PICTURE, maintype="image", subtype="png", cid="<dial@valley>")
    found = find_picture(Original(mail.as_bytes(), "message/rfc822"), "mail", "cid:dial@valley")
    assert found is not None
    assert found.data == PICTURE


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: Re: The clock", "The clock"),
        (
            "AW: WG: Die Uhr für alle im Tal und noch ein sehr langer Titel, der umgebrochen wird, weil er lang ist",
            None,
        ),
        ("[Valley Post] The clock", "The clock"),
        ("Re[2]: The clock", "The clock"),
        ("Review: the clock", "Review: the clock"),
        ("转发：钟", "钟"),
    ],
)
def test_the_subject_is_the_title(subject: str, title: str | None) -> None:
    [draft] = read_mail(message("<p>" + "</p><p>".join(EN_BODY), Subject=subject).as_bytes())
    assert draft.title == (title or subject.removeprefix("AW: WG: "))


@pytest.mark.parametrize(
    ("sender", "listed", "byline", "site"),
    [
        ("Valley Post <a@valleypost.example>", "", "Valley Post", "valleypost"),
        ("Ann Baker at Valley Post <a@b.example>", "", "Ann Baker", "Valley Post"),
        ("Ann Baker <a@b.example>", "Valley Post <x.b.example>", "Ann Baker", "Valley Post"),
        ("Valley Post <a@b.example>", "Valley Post <x.b.example>", "", "Valley Post"),
        ("a@news.valleypost.example", "<8123.xt.local>", "", "valleypost"),
    ],
)
def test_who_sent_it(sender: str, listed: str, byline: str, site: str) -> None:
    [draft] = read_mail(message("<p>" + "</p><p>".join(EN_BODY), From=sender, List_Id=listed).as_bytes())
    assert (draft.byline, draft.site) == (byline, site)


@pytest.mark.parametrize(
    ("headers", "link", "url"),
    [
        ({}, ADDRESS, ADDRESS),
        ({"List_Post": f"<{ADDRESS}>"}, "https://click.b.example/x", ADDRESS),
        ({"Archived_At": "<https://lists.example/m/123>"}, ADDRESS, "https://lists.example/m/123"),
        ({"List_Post": "<https://groups.example/group/clock-and-bell/post>"}, "https://b.example/", ""),
        ({"List_Archive": "<https://groups.example/the-clock-of-the-valley>"}, "https://b.example/", ""),
        ({}, "https://click.b.example/read", ""),
        ({}, "https://b.example/CL0/aHR0cHM6Ly93d3cuZXhhbXBsZS5vcmcvYS9iL2MvZC9lL2Y1/1", ""),
        ({}, "mailto:a@b.example", ""),
    ],
)
def test_only_a_clear_address_of_this_one_article(headers: dict[str, str], link: str, url: str) -> None:
    [draft] = read_mail(message(newsletter(link=link), **headers).as_bytes())
    assert draft.url_original == url


def test_plain_text_that_flows() -> None:
    lines = [f"{EN_BODY[0][:60]}", "View this post on the web at " + ADDRESS, "-- ", "Ann"]
    text = f"{lines[1]}\r\n\r\n{EN_BODY[0][:60]} \r\n{EN_BODY[0][60:]}\r\n\r\n" + "\r\n\r\n".join(EN_BODY[1:])
    text += "\r\n\r\nUnsubscribe: https://x.example/u\r\n-- \r\nAnn\r\n"
    data = b"From: Ann Baker <a@b.example>\r\nSubject: The clock\r\nMIME-Version: 1.0\r\n"
    data += b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n" + text.encode()
    [draft] = read_mail(data)
    assert body(draft) == list(EN_BODY)
    assert draft.url_original == ADDRESS


def test_texts_before_and_behind_a_picture() -> None:
    first, second, *_ = EN_BODY
    inner = MIMEMultipart("mixed")
    inner.attach(MIMEText(f"<html><body><p>{first}</p></body></html>", "html"))
    picture = MIMEImage(PICTURE, "png")
    picture.add_header("Content-Disposition", "inline", filename="the dial.png")
    inner.attach(picture)
    inner.attach(MIMEText(f"<html><body><p>{second}</p></body></html>", "html"))
    mail = MIMEMultipart("alternative")
    mail.attach(MIMEText(f"{first}\n\n{second}\n"))
    mail.attach(inner)
    mail["From"], mail["To"], mail["Subject"] = "Ann Baker <ann@home.example>", "bo@home.example", "The dial"
    data = mail.as_bytes()
    [draft] = read_mail(data)
    assert body(draft) == [first, second]
    assert [block.kind for block in draft.document.blocks][1] is BlockKind.IMAGE
    found = find_picture(Original(data, "message/rfc822"), "mail", draft.document.blocks[1].source)
    assert found is not None
    assert found.data == PICTURE
    assert "attachments" not in draft.found


def test_texts_that_follow_upon_each_other() -> None:
    first, second, *_ = EN_BODY
    footer = "_______________________________________________\nclocks mailing list\nclocks@lists.example"
    mail = MIMEMultipart("mixed")
    for text in (first, second, footer):
        mail.attach(MIMEText(text))
    notes = MIMEText("Notes of my own")
    notes.add_header("Content-Disposition", "inline", filename="notes.txt")
    mail.attach(notes)
    mail["From"], mail["To"] = "Ann Baker <ann@home.example>", "bo@home.example"
    assert body(read_mail(mail.as_bytes())[0]) == [first, second]


@pytest.mark.parametrize("repeated", ["<style", "<", "<p>", "\n \n"])
def test_pieces_of_nothing_but_beginnings_of_tags(repeated: str) -> None:
    mail = MIMEMultipart("mixed")
    mail.attach(MIMEText(repeated * 100_000, "html"))
    mail.attach(MIMEText(EN_BODY[0]))
    mail["From"], mail["To"] = "Ann Baker <ann@home.example>", "bo@home.example"
    assert EN_BODY[0] in body(read_mail(mail.as_bytes())[0])[-1]


@pytest.mark.parametrize(
    ("text", "said"), [("\n\n".join(EN_BODY), []), ("A line of my own before it.", ["A line of my own before it."])]
)
def test_a_text_beside_a_page_that_may_say_the_same(text: str, said: list[str]) -> None:
    mail = MIMEMultipart("mixed")
    mail.attach(MIMEText(text))
    mail.attach(MIMEText("".join(f"<p>{one}</p>" for one in EN_BODY), "html"))
    mail["From"], mail["To"] = "Ann Baker <ann@home.example>", "bo@home.example"
    assert body(read_mail(mail.as_bytes())[0]) == [*said, *EN_BODY]


def test_a_signature() -> None:
    html = "".join(f"<div>{text}</div>" for text in EN_BODY[:2])
    signed = (
        f"{html}<div>--&nbsp;</div><div>Ann Baker</div><div>Sent with my <a href='https://x.example'>mill</a></div>"
    )
    assert body(read_mail(message(html=signed).as_bytes())[0]) == list(EN_BODY[:2])
    parted = f"<div>{EN_BODY[2]}</div><div>--</div>{html}{html}"
    assert EN_BODY[1] in body(read_mail(message(html=parted).as_bytes())[0])


def test_a_message_passed_on_in_the_text_and_as_a_file() -> None:
    quoted = (
        "<div>---------- Forwarded message ---------<br>From: <b>Ann Baker</b> &lt;a@valleypost.example&gt;<br>"
        "Date: Fri, 14 Jan 2022 08:51:00 +0100<br>Subject: The clock<br>To: &lt;x@y.example&gt;<br></div>"
    )
    outer = message(quoted + "<p>" + "</p><p>".join(EN_BODY), From="Me <me@home.example>", Subject="Fwd: The clock")
    [draft] = read_mail(outer.as_bytes())
    assert (draft.byline, draft.published) == ("Ann Baker", "2022-01-14T08:51:00+01:00")
    assert body(draft) == list(EN_BODY)

    inner = message(newsletter())
    outer = message(text="see below", From="Me <me@home.example>", Subject="for you")
    outer.add_attachment(inner)
    [draft] = read_mail(outer.as_bytes())
    assert (draft.title, draft.byline) == ("The clock of the valley", "Ann Baker")


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "iso-8859-15"])
def test_character_sets(charset: str) -> None:
    html = "<p>" + "</p><p>".join(text.replace("a", "ä") for text in EN_BODY[:2])
    html = html.replace("“", '"').replace("”", '"').replace("’", "'")
    data = (
        b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=" + charset.encode()
    )
    data += b"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(html.encode(charset))
    assert "ä" in body(read_mail(data)[0])[0]


def test_a_message_with_its_length_before_and_a_list_behind_it() -> None:
    text = message(text="\n\n".join(EN_BODY)).as_bytes()
    data = b"%d      \n" % len(text) + text + b"<?xml version='1.0'?><plist><dict/></plist>"
    assert looks_like_mail(data)
    assert body(read_mail(data)[0]) == list(EN_BODY)


@pytest.mark.parametrize(
    ("head", "is_mail"),
    [
        (b"Received: by x\r\n\tfor y\r\nFrom: a@b\r\nSubject: x\r\n\r\n", True),
        (b"From a@b Thu Jan  1 00:00:00 2022\nFrom: a@b\nMIME-Version: 1.0\nDate: x\n\n", True),
        (b"From: a@b\nTo: c@d\nSubject: x\nDate: y\n\nHello", True),
        (b"From: the council\nSubject: clocks\n\nA text that begins so", False),
        (b"Title: x\nDate: y\nAuthor: z\n\ntext", False),
        (b"", False),
        (b"<html><body>From: a</body></html>", False),
    ],
)
def test_what_looks_like_mail(head: bytes, is_mail: bool) -> None:
    assert looks_like_mail(head) is is_mail
    assert looks_like_mail(head.decode()) is is_mail


def test_messages_without_a_text() -> None:
    mail = message(text=" ")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="clock.pdf")
    with pytest.raises(PageError, match=r"x.eml is a message without a text in it \(attached: clock.pdf\)"):
        read_mail(mail.as_bytes(), "x.eml")
    with pytest.raises(PageError, match=r"x.eml is a message without a text in it\.$"):
        read_mail(message(text=" ").as_bytes(), "x.eml")
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000))
    with pytest.raises(PageError):
        read_mail(b"From: a@b\r\nMIME-Version: 1.0\r\n" + nested)
    many = b"Content-Type: message/rfc822\r\n\r\n" * 5000
    with pytest.raises(PageError):
        read_mail(b"From: a@b\r\nMIME-Version: 1.0\r\n" + many)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200), st.binary(max_size=200), st.sampled_from([b"text/html", b"text/plain", b"message/rfc822"])
)
def test_any_message_is_read_or_refused(head: bytes, content: bytes, kind: bytes) -> None:
    data = b"From: =?x?q?" + head + b"\r\nSubject: " + head + b"\r\nContent-Type: " + kind + b"\r\n\r\n" + content
    try:
        [draft] = read_mail(data)
    except PageError:
        return
    assert draft.format == "mail"
