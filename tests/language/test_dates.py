from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.language.dates import day_first, from_epoch, parse_date, parse_time
from tests.language.strategies import texts


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Jan. 14, 2022", "2022-01-14"),
        ("Published: Jan. 14, 2022 at 5 p.m.", "2022-01-14T17:00"),
        ("14 janvier 2022", "2022-01-14"),
        ("Publié le 1er février 2022 à 8h51", "2022-02-01T08:51"),
        ("2022年1月14日", "2022-01-14"),
        ("2022/01/14 08:51", "2022-01-14T08:51"),
        ("14.01.2022", "2022-01-14"),
        ("14.01.22 08:51", "2022-01-14T08:51"),
        ("2022. 1. 14.", "2022-01-14"),
        ("2022.01.14 08:51", "2022-01-14T08:51"),
        ("14 января 2022", "2022-01-14"),
        ("14 января 2022 г. в 08:51 (МСК)", "2022-01-14T08:51+03:00"),
        ("Thu Mar 10 2022 19:12:36 GMT-0800 (Pacific Standard Time)", "2022-03-10T19:12:36-08:00"),
        ("Fri, 14 Jan 2022 08:51:00 +0900", "2022-01-14T08:51:00+09:00"),
        ("Friday, 14-Jan-22 08:51:00 GMT", "2022-01-14T08:51:00+00:00"),
        ("Fri Jan 14 08:51:00 UTC 2022", "2022-01-14T08:51:00+00:00"),
        ("Fri Jan 14 08:51:00 2022", "2022-01-14T08:51:00"),
        ("14/Jan/2022:08:51:00 +0000", "2022-01-14T08:51:00+00:00"),
        ("2015-09-09 11:10:32 UTC", "2015-09-09T11:10:32+00:00"),
        ("2016-09-08T11:55:58+0200", "2016-09-08T11:55:58+02:00"),
        ("2022-01-14T08:51:00.123Z", "2022-01-14T08:51:00+00:00"),
        ("2025-01-20 22:13:02.447000+00:00", "2025-01-20T22:13:02+00:00"),
        ("20220114T085100Z", "2022-01-14T08:51:00+00:00"),
        ("20220114", "2022-01-14"),
        ("20220114085100", "2022-01-14T08:51:00"),
        ("2022-01-14", "2022-01-14"),
        ("2022-01", "2022-01"),
        ("2022", "2022"),
        ("January 2022", "2022-01"),
        ("enero de 2022", "2022-01"),
        ("2022年1月", "2022-01"),
        ("2022年", "2022"),
        ("14 de enero de 2022", "2022-01-14"),
        ("14 gennaio 2022, ore 8.51", "2022-01-14T08:51"),
        ("14 de janeiro de 2022 às 08h51", "2022-01-14T08:51"),
        ("14 januari 2022 om 8:51 uur", "2022-01-14T08:51"),
        ("14. Januar 2022, 08:51 Uhr", "2022-01-14T08:51"),
        ("14. Jänner 2022, 8.51 Uhr", "2022-01-14T08:51"),
        ("14 stycznia 2022 r., godz. 8:51", "2022-01-14T08:51"),
        ("14 Ocak 2022 Cuma, 08:51", "2022-01-14T08:51"),
        ("令和4年1月14日", "2022-01-14"),
        ("令和元年5月1日", "2019-05-01"),
        ("二〇二二年一月十四日", "2022-01-14"),
        ("2022年1月14日 午後5時30分", "2022-01-14T17:30"),
        ("2022年1月14日午後5時半", "2022-01-14T17:30"),
        ("2022年01月14日 08:51", "2022-01-14T08:51"),
        ("2022년 1월 14일 오후 5:30", "2022-01-14T17:30"),
        ("2022. 1. 14.(금) 오전 8:51", "2022-01-14T08:51"),
        ("2022년 1월 14일 오전 8시 51분", "2022-01-14T08:51"),
        ("١٤ يناير ٢٠٢٢", "2022-01-14"),
        ("14 يناير/كانون الثاني 2022", "2022-01-14"),
        ("١٤ كانون الثاني ٢٠٢٢ ٠٨:٥١ م", "2022-01-14T20:51"),
        ("14 januari 2022 kl. 08.51", "2022-01-14T08:51"),
        ("14. januar 2022 kl. 08.51", "2022-01-14T08:51"),
        ("14 січня 2022, 08:51", "2022-01-14T08:51"),
        ("14 Ιανουαρίου 2022, 5:30 μ.μ.", "2022-01-14T17:30"),
        ("14 जनवरी 2022", "2022-01-14"),
        ("१४ जनवरी २०२२", "2022-01-14"),
        ("14 tháng 1, 2022", "2022-01-14"),
        ("14 มกราคม 2565", "2022-01-14"),
        ("14 ม.ค. 2565", "2022-01-14"),
        ("14. tammikuuta 2022 klo 8.51", "2022-01-14T08:51"),
        ("2022. január 14. 8:51", "2022-01-14T08:51"),
        ("03/04/2022", "2022"),
        ("14/01/2022", "2022-01-14"),
        ("01/14/2022", "2022-01-14"),
        ("31.02.2022", ""),
        ("February 30, 2022", ""),
        ("2022-13-01", ""),
        ("hello", ""),
        ("8:51 AM, January 14, 2022", "2022-01-14T08:51"),
        ("12:05 a.m. ET, Jan 14 2022", "2022-01-14T00:05"),
        ("January 14th, 2022", "2022-01-14"),
        ("the 14th of January 2022", "2022-01-14"),
        ("1642150260", "2022-01-14T08:51:00+00:00"),
        ("1642150260000", "2022-01-14T08:51:00+00:00"),
        ("13286623860000000", "2022-01-14T08:51:00+00:00"),
        ("May 2022", "2022-05"),
        ("In May he had 3 2022 items", ""),
        ("۱۴۰۰/۱۰/۲۴", ""),
        ("2022-01-14 8:51pm EST", "2022-01-14T20:51-05:00"),
        ("Updated 2025/12/09 18:16", "2025-12-09T18:16"),
        ("14-01-2022", "2022-01-14"),
        ("14 JAN 2022", "2022-01-14"),
        ("Ene 14, 2022", "2022-01-14"),
        ("3 mar 2022", "2022-03-03"),
        ("Sep. 2021", "2021-09"),
        ("12/2021", "2021-12"),
        ("Friday 14 January 2022 08.51 GMT", "2022-01-14T08:51+00:00"),
        ("14 Gennaio 2022 - 08:51", "2022-01-14T08:51"),
        ("2022-01-14T08:51-05:00", "2022-01-14T08:51-05:00"),
        ("D:20220114085100+09'00'", "2022-01-14T08:51:00+09:00"),
        ("2022:01:14 08:51:00", "2022-01-14T08:51:00"),
    ],
)
def test_written_forms(text: str, date: str) -> None:
    assert parse_date(text) == date


NAMES = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου "
    "Δεκεμβρίου",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "hi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "he": "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
}


@pytest.mark.parametrize("language", NAMES)
def test_every_month_of_every_language(language: str) -> None:
    for number, name in enumerate(NAMES[language].split(), 1):
        assert parse_date(f"14 {name} 2022") == f"2022-{number:02}-14", name
        assert parse_date(f"{name.upper()} 2022") == f"2022-{number:02}", name


MOMENTS = (
    "%Y-%m-%dT%H:%M:%S%z",
    "%a, %d %b %Y %H:%M:%S %z",
    "%d/%b/%Y:%H:%M:%S %z",
    "%B %d, %Y at %I:%M:%S %p %z",
)
FORMS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%A, %d %b %Y", "%Y%m%d"),
    *("%Y. %m. %d.", "%Y年%m月%d日", "%d-%b-%Y", "Published on %B %d, %Y"),
)


@given(st.datetimes(datetime(1600, 1, 1), datetime(2150, 1, 1)), st.sampled_from(FORMS))
@settings(max_examples=300)
def test_dates_come_back_as_written(moment: datetime, form: str) -> None:
    assert parse_date(moment.strftime(form)) == moment.date().isoformat()


@given(
    st.datetimes(datetime(1600, 1, 1), datetime(2150, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.sampled_from(MOMENTS),
    st.integers(-12 * 60, 14 * 60),
)
def test_moments_come_back_as_written(moment: datetime, form: str, offset: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert parse_time(moment.strftime(form)) == moment


PIECES = "0 1 2 12 31 2022 99 . / - : , T Z am p.m. 年 月 日 午後 Jan mai of +09:00"


@given(texts | st.lists(st.sampled_from(PIECES.split())).map("".join))
@settings(max_examples=300)
def test_no_text_breaks_anything_and_answers_are_dates(text: str) -> None:
    for within in (False, True):
        found = parse_date(text, within=within)
        if len(found) >= 10:
            datetime.fromisoformat(found)
        else:
            assert len(found) in (0, 4, 7)
    parse_time(text)


@pytest.mark.parametrize(
    "text", ["30.02.2022", "31 April 2022", "2022-02-29", "February 30, 2022", "2022年13月1日", "32/01/2022"]
)
def test_impossible_dates_are_no_dates(text: str) -> None:
    assert len(parse_date(text)) < 10


def test_strokes_follow_who_writes() -> None:
    assert parse_date("03/04/2022") == "2022"
    assert parse_date("03/04/2022", dayfirst=True) == "2022-04-03"
    assert parse_date("03/04/2022", dayfirst=False) == "2022-03-04"
    assert (day_first("en-US"), day_first("en"), day_first("en-GB"), day_first("fr"), day_first("ja")) == (
        False, None, True, True, None)  # fmt: skip


def test_a_date_within_a_line() -> None:
    line = "By Jane Doe, with 14 others, in 2021 | Updated January 14, 2022 at 5:30 p.m. | 3 min read | 12 comments"
    assert parse_date(line) == ""
    assert parse_date(line, within=True) == "2022-01-14T17:30"
    assert parse_date("In 2021 they had 300 of them, more than ever before", within=True) == ""


def test_times_keep_what_the_text_says() -> None:
    assert parse_time("2022/01/14 08:51") == datetime(2022, 1, 14, 8, 51)
    assert parse_time("Fri, 14 Jan 2022 08:51:00 -0000") == datetime(2022, 1, 14, 8, 51, tzinfo=UTC)
    assert parse_time("Jan. 14, 2022") == datetime(2022, 1, 14)
    assert parse_time("January 2022") is None
    assert parse_time("no date") is None


def test_epochs_by_size() -> None:
    moment = datetime(2022, 1, 14, 8, 51, tzinfo=UTC)
    for text in ("1642150260", "1642150260.0", "1642150260000", "1642150260000000", "13286623860000000"):
        assert parse_time(text) == moment
    assert from_epoch(100) is None
    assert from_epoch(99999999999) is None
    assert from_epoch(1e300) is None
