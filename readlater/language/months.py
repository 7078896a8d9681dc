"""Month names, in many languages and cases, and the other words that dates are written with."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u200c-\u200f\u202a-\u202e\u2066-\u2069]+")
_DIGIT = re.compile(r"(?![0-9])\d")

# One line a language, months parted by "|", forms of one month by spaces. Only full names and usual abbreviations of
# three letters or more; names are folded (small letters, no accents) when the table is made.
_MONTHS = """
january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|november nov|december dec
januar janner jan|februar feber feb|marz maerz mrz|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez
janvier janv|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct|novembre nov|decembre dec
enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept set|octubre oct|noviembre nov|diciembre dic
gennaio gen genn|febbraio feb febbr|marzo mar|aprile apr|maggio mag magg|giugno giu|luglio lug|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic
janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez
januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep sept|oktober okt|november nov|december dec
januari jan|februari feb|mars|april apr|maj|juni jun|juli jul|augusti aug|september sep sept|oktober okt|november nov|december dec
januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|september sep sept|oktober okt|november nov|december dec
januar jan|februar feb|mars|april apr|mai|juni jun|juli jul|august aug|september sep sept|oktober okt|november nov|desember des
января январь янв|февраля февраль фев февр|марта март мар|апреля апрель апр|мая май|июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя нояб|декабря декабрь дек
січня січень січ|лютого лютии лют|березня березень бер|квітня квітень квіт|травня травень трав|червня червень черв|липня липень лип|серпня серпень серп|вересня вересень вер|жовтня жовтень жовт|листопада листопад лист|грудня грудень груд
януари ян|февруари фев|март|април апр|маи|юни|юли|август авг|септември сеп септ|октомври окт|ноември ное|декември дек
јануар|фебруар|март|април|мај|јун|јул|август|септембар|октобар|новембар|децембар
stycznia styczen sty|lutego luty lut|marca marzec|kwietnia kwiecien kwi|maja maj|czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpien sie|wrzesnia wrzesien wrz|pazdziernika pazdziernik paz|listopada listopad lis|grudnia grudzien gru
ledna leden|unora unor|brezna brezen|dubna duben|kvetna kveten|cervna cerven|cervence cervenec|srpna srpen|zari|rijna rijen|listopadu|prosince prosinec
januara|februara|marca|aprila|maja|juna|jula|augusta|septembra|oktobra|novembra|decembra
sijecnja sijecanj|veljace veljaca|ozujka ozujak|travnja travanj|svibnja svibanj|lipnja lipanj|srpnja srpanj|kolovoza kolovoz|rujna rujan||studenoga studeni|prosinca prosinac
ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept|octombrie oct|noiembrie noi nov|decembrie dec
januar|februar febr|marcius marc|aprilis apr|majus maj|junius jun|julius jul|augusztus aug|szeptember szept|oktober okt|november nov|december dec
tammikuuta tammikuu|helmikuuta helmikuu|maaliskuuta maaliskuu|huhtikuuta huhtikuu|toukokuuta toukokuu|kesakuuta kesakuu|heinakuuta heinakuu|elokuuta elokuu|syyskuuta syyskuu|lokakuuta lokakuu|marraskuuta marraskuu|joulukuuta joulukuu
ocak oca|subat sub|mart|nisan nis|mayis|haziran haz|temmuz tem|agustos agu|eylul eyl|ekim eki|kasim kas|aralik ara
januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu agt|september sep|oktober okt|november nov|desember des
gener|febrer|marc|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre
ιανουαριου ιανουαριοσ ιαν|φεβρουαριου φεβρουαριοσ φεβ|μαρτιου μαρτιοσ μαρ|απριλιου απριλιοσ απρ|μαιου μαιοσ μαι|ιουνιου ιουνιοσ ιουν|ιουλιου ιουλιοσ ιουλ|αυγουστου αυγουστοσ αυγ|σεπτεμβριου σεπτεμβριοσ σεπ σεπτ|οκτωβριου οκτωβριοσ οκτ|νοεμβριου νοεμβριοσ νοε νοεμ|δεκεμβριου δεκεμβριοσ δεκ
يناير|فبراير|مارس|أبريل إبريل ابريل|مايو|يونيو يونيه|يوليو يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر
كانون_الثاني جانفي|شباط فيفري|آذار|نيسان أفريل|أيار ماي|حزيران جوان|تموز جويلية|آب أوت|أيلول|تشرين_الأول|تشرين_الثاني|كانون_الأول
ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر
جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر
जनवरी जन|फरवरी फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर
בינואר ינואר|בפברואר פברואר|במרץ מרץ במרס מרס|באפריל אפריל|במאי מאי|ביוני יוני|ביולי יולי|באוגוסט אוגוסט|בספטמבר ספטמבר|באוקטובר אוקטובר|בנובמבר נובמבר|בדצמבר דצמבר
มกราคม ม.ค|กุมภาพันธ์ ก.พ|มีนาคม มี.ค|เมษายน เม.ย|พฤษภาคม พ.ค|มิถุนายน มิ.ย|กรกฎาคม ก.ค|สิงหาคม ส.ค|กันยายน ก.ย|ตุลาคม ต.ค|พฤศจิกายน พ.ย|ธันวาคม ธ.ค
"""  # noqa: E501

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""Era of Japan (or of the Republic of China) → the year before its first."""

MORNING = ("오전", "午前", "上午", "凌晨", "早上", "صباحا", "ص", "पूर्वाह्न", "πμ", "öö")
"""Words for *before noon*, beside ``a.m.``."""

AFTERNOON = ("오후", "午後", "下午", "晚上", "مساء", "م", "अपराह्न", "μμ", "ös")
"""Words for *after noon*, beside ``p.m.``."""

ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "kst": 540, "jst": 540, "hkt": 480, "sgt": 480,
    "est": -300, "edt": -240, "et": None, "cst": None, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "pt": None, "ist": None, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
"""Abbreviated time zone → minutes east of UTC; None where it stands for several and none may be assumed."""


_FOLDED = str.maketrans(
    dict(zip("أإآىیکıłø−‑‐–—〇’‘˙", "اااييكilo-----零''.", strict=True)) | {"ـ": "", "\u093c": ""}
)  # tatweel and nukta go


def fold_date(text: str) -> str:
    """Return ``text`` in small letters, without accents, its digits, dashes and quotes as in ASCII."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).translate(_FOLDED)
    return _DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)


@lru_cache(maxsize=1)
def month_table() -> dict[str, int]:
    """Return folded month name → 1 to 12. A name that means different months in different languages is left out."""
    names: dict[str, set[int]] = {}
    for line in _MONTHS.strip().splitlines():
        for number, forms in enumerate(line.split("|"), 1):
            for form in forms.split():
                names.setdefault(fold_date(form.replace("_", " ")), set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in names.items() if len(numbers) == 1}
