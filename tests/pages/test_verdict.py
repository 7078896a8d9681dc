"""Pages that are no article say why; pages that only look a little like one of them are articles."""

from __future__ import annotations

import json

import pytest

from readlater.model import Draft
from readlater.pages.html import verdict
from readlater.pages.read import read_page
from tests.pages.pasted import EN_BODY

PROSE = "".join(f"<p>{text}</p>" for text in EN_BODY)
NAV = "<nav><a href=/>Home</a> <a href=/news>News</a> <a href=/sport>Sport</a></nav>"
FOOT = "<footer><a href=/privacy>Privacy</a> <a href=/imprint>Imprint</a> © 2022 The Valley Post</footer>"
HEADLINES = [
    "The bridge at the mill is closed until spring",
    "A dog finds its way home after three weeks",
    "The council votes on the new timetable tonight",
    "Why the bakery bakes only on four days now",
    "Forty pupils paint the wall of the station",
    "The river has not been this low since 1976",
    "A letter from the lighthouse that nobody wrote",
    "The last tram conductor looks back on his work",
    "How to mend a clock with parts of an engine",
    "The school garden has its first apples this year",
    "Snow on the pass keeps two villages apart",
    "A museum asks for keys that open nothing",
]


def read(title: str, body: str, head: str = "", url: str = "") -> Draft:
    markup = f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{NAV}{body}{FOOT}</body></html>"
    [draft] = read_page(markup.encode(), url=url)
    return draft


def listed(headlines: list[str], tag: str = "h3", excerpt: str = "") -> str:
    return "".join(
        f"<div class=item><{tag}><a href=/a/{number}>{said}</a></{tag}>{excerpt and f'<p>{excerpt} {said}.</p>'}</div>"
        for number, said in enumerate(headlines)
    )


def ld(kind: str, **thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, **thing})}</script>'


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("Page not found | The Valley Post", "<h1>Page not found</h1><p>It may have moved.</p>", verdict.MISSING),
        ("404", "<p>Nothing here.</p>", verdict.MISSING),
        ("Error 404 (Not Found)!!1", "<p>The requested URL was not found on this server.</p>", verdict.MISSING),
        ("The Valley Post", "<h1>Sorry, we can’t find the page</h1><p>Try a search.</p>", verdict.MISSING),
        ("404 Not Found", f"<h1>Not Found</h1><h2>Most read</h2>{listed(HEADLINES)}", verdict.MISSING),
        ("Seite nicht gefunden – Talpost", "<p>Die Seite wurde leider nicht gefunden.</p>", verdict.MISSING),
        ("Page introuvable", "<p>La page demandée n’existe plus.</p>", verdict.MISSING),
        ("Página no encontrada", "<p>Vuelva a la portada.</p>", verdict.MISSING),
        ("Página não encontrada - Jornal", "<p>Volte ao início.</p>", verdict.MISSING),
        ("Pagina non trovata", "<p>Torna alla pagina principale.</p>", verdict.MISSING),
        ("Страница не найдена", "<p>Возможно, она была удалена.</p>", verdict.MISSING),
        ("ページが見つかりません", "<p>お探しのページは移動したか、削除されました。</p>", verdict.MISSING),
        ("페이지를 찾을 수 없습니다", "<p>주소를 다시 확인해 주세요.</p>", verdict.MISSING),
        ("页面不存在", "<p>您访问的页面已被删除。</p>", verdict.MISSING),
        ("الصفحة غير موجودة", "<p>عد إلى الصفحة الرئيسية.</p>", verdict.MISSING),
        ("Sayfa bulunamadı", "<p>Ana sayfaya dönün.</p>", verdict.MISSING),
        ("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this.</p>", verdict.REFUSED),
        ("500 Internal Server Error", "<p>Please try again later.</p>", verdict.REFUSED),
        ("503 Service Temporarily Unavailable", "<hr><p>nginx</p>", verdict.REFUSED),
        ("Zugriff verweigert", "<p>Bitte wenden Sie sich an uns.</p>", verdict.REFUSED),
        ("Just a moment...", "<p>Checking your browser before you go on.</p>", verdict.WALL),
        ("valleypost.example", "<p>Please enable JS. Verify you are human by completing the action.</p>", verdict.WALL),
        ("Talpost", "<p>Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.</p>", verdict.WALL),
        ("安全验证", "<p>请完成安全验证后继续访问。</p>", verdict.WALL),
        ("Проверка", "<p>Подтвердите, что запросы отправляли вы, а не робот.</p>", verdict.WALL),
        ("Before you continue", "<p>We use cookies to measure.</p><button>Accept all</button>", verdict.CONSENT),
        (
            "Talpost",
            "<p>Wir und unsere 214 Partner verwenden Cookies.</p><button>Alle akzeptieren</button>",
            verdict.CONSENT,
        ),
        ("Log in", "<form><input name=u><input type=password><button>Log in</button></form>", verdict.LOGIN),
        ("Anmelden", "<p>Bitte melden Sie sich an.</p><form><input type=password></form>", verdict.LOGIN),
        ("ログイン", "<p>会員番号を入力してください。</p><form><input type=password></form>", verdict.LOGIN),
        ("The clock", "<h1>The clock</h1><p>Subscribe to continue reading. Already a subscriber?</p>", verdict.PAYWALL),
        ("Die Uhr", "<h1>Die Uhr</h1><p>Jetzt weiterlesen mit Talpost+. Bereits Abonnent?</p>", verdict.PAYWALL),
        ("L’horloge", "<h1>L’horloge</h1><p>Article réservé aux abonnés. Déjà abonné ?</p>", verdict.PAYWALL),
        ("時計の話", "<h1>時計の話</h1><p>この記事は有料会員限定です。</p>", verdict.PAYWALL),
        ("valleypost.example", "<h1>valleypost.example</h1><p>This domain is for sale.</p>", verdict.FOR_SALE),
        ("talpost.example", "<p>Diese Domain steht zum Verkauf.</p>", verdict.FOR_SALE),
        ("域名出售", "<p>该域名正在出售，请联系我们。</p>", verdict.FOR_SALE),
        ("The clock strikes", "<video src=/clock.mp4></video><p>The clock strikes noon. 2:31</p>", verdict.VIDEO),
        (
            "The clock strikes",
            "<iframe src=https://player.example/embed/1></iframe><p>Watch it strike.</p>",
            verdict.VIDEO,
        ),
        ("The clock", "<audio src=/clock.mp3 controls></audio><p>Episode 12: noon.</p>", verdict.VIDEO),
        ("The Valley Post", listed(HEADLINES), verdict.LIST),
        ("Search results for clock", listed(HEADLINES[:6]), verdict.SEARCH),
        ("Suchergebnisse für Uhr", listed(HEADLINES[:6]), verdict.SEARCH),
        ("", "<div id=root></div>", verdict.SHELL),
        ("The clock", "<p></p><script src=/app.js></script>", verdict.SHELL),
        ("The clock", "<h1>The clock</h1>", verdict.BARE),
    ],
)
def test_no_article(title: str, body: str, reason: str) -> None:
    draft = read(title, body)
    assert draft.failed == reason
    assert draft.document.blocks == ()


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://valleypost.example/"),
        ("", "https://valleypost.example/tag/clocks"),
        ("", "https://valleypost.example/news/page/2"),
        (ld("CollectionPage", name="Clocks"), "https://valleypost.example/clocks"),
        (ld("ItemList", itemListElement=[]), ""),
    ],
)
def test_teasers_are_a_list(head: str, url: str) -> None:
    excerpt = "It was a long day in the valley, and not everybody who had come to see it stayed until the end:"
    assert read("The Valley Post", listed(HEADLINES, "h2", excerpt), head, url).failed == verdict.LIST


def test_pictures_only() -> None:
    body = "<figure><img src=/a.jpg><figcaption>The clock</figcaption></figure><figure><img src=/b.jpg></figure>"
    assert read("Pictures", body).failed == verdict.PICTURES


@pytest.mark.parametrize(
    ("title", "body", "head", "url"),
    [
        # A story about an error, a wall, a sale.
        ("Page not found: how sites say no", f"<h1>Page not found: how sites say no</h1>{PROSE}", "", ""),
        ("404 clocks", f"<h1>404 clocks</h1>{PROSE}", "", ""),
        ("Access denied", f"<h1>Access denied</h1>{PROSE}", "", ""),
        ("Just a moment", f"<h1>Just a moment</h1>{PROSE}<p>Please enable JavaScript to comment.</p>", "", ""),
        ("The clock", f"{PROSE}<p>The domain name is for sale.</p>", "", ""),
        # An article with all that goes with it.
        ("The clock", f"{PROSE}<form><input type=password></form><p>Log in to comment.</p>", "", ""),
        ("The clock", f"<video src=/clock.mp4></video>{PROSE}", '<meta property="og:type" content="video.other">', ""),
        ("The clock", f"<article>{PROSE}</article>{listed(HEADLINES)}", "", "https://valleypost.example/tag/clocks/1"),
        ("The clock", f"<article>{PROSE}</article>", '<meta property="og:type" content="website">', ""),
        ("The clock", f"<article>{PROSE}</article>", ld("CollectionPage") + ld("Product"), "https://a.example/"),
        # The beginning of an article before a wall.
        (
            "The clock",
            f"<h1>The clock</h1><p>{EN_BODY[0]}</p><p>{EN_BODY[1]}</p><p>Subscribe to continue reading.</p>",
            "",
            "",
        ),
        # Short, but an article; a list of things that are explained; the pages of a book.
        ("Note", "<p>The shed is closed on Monday. Come back on Tuesday, and bring a friend.</p>", "", ""),
        (
            "Twelve headlines",
            "<p>Twelve headlines of the last year, and what became of them afterwards.</p>"
            + "".join(f"<h2>{said}</h2><p>{EN_BODY[n % len(EN_BODY)]}</p>" for n, said in enumerate(HEADLINES)),
            "",
            "https://valleypost.example/a/1",
        ),
        ("The code", "<pre><code>def noon():\n    return 12\n</code></pre>", "", ""),
    ],
)
def test_an_article(title: str, body: str, head: str, url: str) -> None:
    draft = read(title, body, head, url)
    assert draft.failed == ""
    assert draft.document.blocks
