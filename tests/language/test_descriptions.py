"""What a page says of itself: a description of its article, or boilerplate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from readlater.language.descriptions import is_description
from tests.language.strategies import texts

TITLE = "The harbour pilots of Velmark go on strike"
TEXT = (
    "The pilots who guide grain ships through the narrows of Velmark stopped work on Tuesday, and by the evening"
    " eleven vessels lay at anchor outside the breakwater.\n\n"
    "The union says that its members have worked without a contract since spring. The port authority calls the strike"
    " illegal and has asked a court to end it. Farmers inland fear for the harvest, which is waiting in the silos."
)
LEAD = "The pilots who guide grain ships through the narrows of Velmark stopped work on Tuesday, and by the evening"


def judged(
    said: str, *, title: str = TITLE, text: str = TEXT, language: str = "en", site: str = "The Velmark Post"
) -> bool:
    return is_description(said, title, text, language=language, site=site)


@pytest.mark.parametrize(
    "said",
    [
        "Eleven grain ships wait outside the breakwater while pilots and port argue over a contract.",
        "How long can a port live without its pilots? Farmers inland are counting the days.",
        "Pilots, port and farmers are at odds; a court is to decide whether the strike is legal",
        "A court will say on Friday whether the pilots may go on. Until then no ship enters the narrows, and the"
        " harvest waits in the silos for…",
        f"{LEAD} eleven vessels lay at anchor outside the breakwater.",
        "We signed no contract since spring, the pilots say, and they will not subscribe to promises any more."[:60]
        + ".",
        "Strike at the port: what the harbour pilots of Velmark want, and who has to pay for it.",
    ],
)
def test_descriptions(said: str) -> None:
    assert judged(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "A strike at the port.",
        TITLE,
        f"{TITLE} | The Velmark Post",
        f"The Velmark Post: {TITLE.upper()}",
        "The Velmark Post",
        "Read more about the harbour pilots of Velmark and their strike on our site.",
        "Click here for the whole story of the harbour pilots and their strike.",
        "Subscribe to The Velmark Post to read this article and thousands of others.",
        "Sign up for our free newsletter and never miss a story from the harbour again.",
        "We use cookies to give you the best experience on our website. Accept all cookies?",
        "Please enable JavaScript in your browser to see this page in all its glory.",
        "Get the latest news from Velmark, the harbour and all around the coast.",
        "Breaking news, sport and weather from the Velmark Post, your paper since 1880.",
        "The official website of the Velmark Post: stories of people and their harbour.",
        "News, sport, weather, business and more from the best local paper of the coast.",
        "Just another WordPress site that somebody has set up for the harbour of Velmark",
        "harbour, pilots, strike, Velmark, grain ships, port authority, union, contract",
        "harbour; pilots; strike; Velmark; grain; ships; port authority; union; court",
        f"{LEAD} eleven vessels…",
        f"{LEAD[:90]}...",
        f"{LEAD} eleven vessels lay [&hellip;]",
        LEAD,
        "Eleven grain ships wait outside the breakwater while [...]",
        "<p>Eleven grain ships wait outside the breakwater</p> while pilots and port argue.",
        "Eleven grain ships&nbsp;wait outside the breakwater while pilots &amp; port argue over pay.",
        "{{ page.description }} of the article about the harbour pilots and their strike.",
        "Elf Getreideschiffe warten vor dem Hafen, während Lotsen und Behörde über den Vertrag streiten und klagen.",
        "Одиннадцать судов с зерном ждут у волнореза, пока лоцманы и порт спорят о договоре.",
        "Les ships âÃ©taient Ã© l'ancre devant le port, et Ã§a dure depuis mardi soir dÃ©jÃ .",
    ],
)
def test_boilerplate(said: str) -> None:
    assert not judged(said)


@pytest.mark.parametrize(
    ("language", "title", "text", "good", "bad"),
    [
        ("de", "Lotsen streiken", "Die Lotsen im Hafen streiken seit Dienstag. Elf Schiffe warten draußen auf sie.",
         "Elf Schiffe warten vor dem Hafen, weil die Lotsen seit dem Frühjahr keinen Vertrag haben.",
         "Jetzt abonnieren und alle Artikel über den Hafen und die Lotsen ohne Werbung lesen."),
        ("fr", "Grève des pilotes", "Les pilotes du port sont en grève depuis mardi. Onze navires attendent dehors.",
         "Onze navires attendent devant le port : les pilotes n'ont plus de contrat depuis le printemps.",
         "Abonnez-vous pour lire la suite de cet article et de tous les autres sur notre site."),
        ("ja", "水先人のストライキ", "港の水先人が火曜日から仕事を止めている。沖では十一隻の船が待っている。",
         "契約のないまま春から働いてきた水先人たちが、ついに仕事を止めた。",
         "続きを読むには会員登録が必要です。ログインしてください。"),
        ("zh", "引水员罢工", "港口的引水员从星期二起停止工作。十一艘船在外面等待。",
         "自春天以来没有合同的引水员终于停工，十一艘粮船等在港外。", "登录后阅读全文，订阅即可免费阅读所有文章内容。"),
        ("ko", "도선사 파업", "항구의 도선사들이 화요일부터 일을 멈췄다. 배 열한 척이 밖에서 기다린다.",
         "봄부터 계약 없이 일해 온 도선사들이 마침내 일손을 놓았다.",
         "로그인하시면 기사 전체를 보실 수 있습니다. 회원가입은 무료입니다."),
        ("ar", "إضراب المرشدين", "توقف مرشدو الميناء عن العمل منذ الثلاثاء. إحدى عشرة سفينة تنتظر في الخارج.",
         "إحدى عشرة سفينة تنتظر خارج الميناء لأن المرشدين بلا عقد منذ الربيع.",
         "اشترك الآن لقراءة هذا المقال وكل المقالات الأخرى في موقعنا."),
    ],
)  # fmt: skip
def test_other_languages(language: str, title: str, text: str, good: str, bad: str) -> None:
    assert is_description(good, title, text, language=language)
    assert not is_description(bad, title, text, language=language)
    assert not judged(good)  # in another language than the text


def test_a_title_about_subscribing_may_be_described_so() -> None:
    said = "Readers who subscribe for a year stay for ten, says a study of forty local papers."
    assert not judged(said)
    assert judged(
        said, title="Why readers subscribe", text="Readers who subscribe stay. That is the result of a study."
    )


def test_a_standfirst_without_a_full_stop_is_whole() -> None:
    said = "Eleven vessels lie at anchor while the pilots and the port wait for the court"
    assert judged(said, text=f"{said}\n\n{TEXT}")
    assert not judged(said, text=f"{said} to decide about it.\n\n{TEXT}")


@given(texts, texts, texts)
@settings(max_examples=80)
def test_any_texts(said: str, title: str, text: str) -> None:
    is_description(said * 3, title, text, language="de", site=title[:9])
