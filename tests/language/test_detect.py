# ruff: noqa: E501 (a sample a line)
from __future__ import annotations

import pytest
from hypothesis import given

from readlater.language.detect import choose_language, detect_language, direction, language_code
from tests.language.strategies import texts

# One sentence or two, said in each language for this test.
SAMPLES = {
    "en": "The library is open every day, and anyone who wants to read there can bring their own books with them.",
    "de": "Die Bibliothek ist jeden Tag geöffnet, und wer dort lesen möchte, kann auch seine eigenen Bücher mitbringen.",
    "fr": "La bibliothèque est ouverte tous les jours et ceux qui veulent y lire peuvent apporter leurs propres livres.",
    "es": "La biblioteca está abierta todos los días y quien quiera leer allí también puede llevar sus propios libros.",
    "it": "La biblioteca è aperta tutti i giorni e chi vuole leggere può anche portare con sé i propri libri da casa.",
    "pt": "A biblioteca está aberta todos os dias e quem quiser ler também pode trazer os seus próprios livros de casa.",
    "nl": "De bibliotheek is elke dag open en wie daar wil lezen kan ook zijn eigen boeken van huis meenemen.",
    "sv": "Biblioteket är öppet varje dag och den som vill läsa där kan också ta med sig sina egna böcker hemifrån.",
    "da": "Biblioteket har åbent hver dag, og den der gerne vil læse, kan også tage sine egne bøger med hjemmefra af lyst.",
    "no": "Biblioteket er åpent hver dag, og den som vil lese der, kan også ta med seg sine egne bøker hjemmefra nå.",
    "fi": "Kirjasto on auki joka päivä, ja kun joku haluaa lukea siellä, hän voi tuoda myös omat kirjat, mutta ei koiraa.",
    "pl": "Biblioteka jest otwarta codziennie, a każdy, kto chce tam czytać, może też przynieść ze sobą swoje książki.",
    "cs": "Knihovna je otevřená každý den a kdo si v ní chce číst, může si také přinést své vlastní knihy z domova.",
    "ro": "Biblioteca este deschisă în fiecare zi și cine vrea să citească acolo poate să aducă și cărțile sale de acasă.",
    "tr": "Kütüphane her gün açık ve orada okumak isteyen herkes kendi kitaplarını da yanında getirebilir, bu çok güzel.",
    "vi": "Thư viện mở cửa hàng ngày và những người muốn đọc ở đó cũng có thể mang theo sách của mình từ nhà đến.",
    "id": "Perpustakaan itu buka setiap hari dan siapa saja yang ingin membaca di sana juga dapat membawa buku dari rumah.",
    "ru": "Библиотека открыта каждый день, и тот, кто хочет там читать, может также принести с собой свои книги.",
    "uk": "Бібліотека відкрита щодня, і той, хто хоче там читати, може також принести з собою власні книжки.",
    "bg": "Библиотеката е отворена всеки ден и който иска да чете там, може също да донесе със себе си книги от къщи.",
    "sr": "Библиотека је отворена сваког дана и ко жели да чита тамо може да донесе и своје књиге које има код куће.",
    "ar": "المكتبة مفتوحة كل يوم، ومن يريد أن يقرأ هناك يمكنه أيضا أن يحضر معه كتبه الخاصة من البيت إلى المكتبة.",
    "fa": "کتابخانه هر روز باز است و هر کس که می خواهد در آن جا بخواند می تواند کتاب های خود را نیز با خود بیاورد.",
    "ur": "لائبریری ہر روز کھلی ہے اور جو کوئی وہاں پڑھنا چاہے وہ اپنی کتابیں بھی گھر سے ساتھ لا سکتا ہے۔",
    "hi": "पुस्तकालय हर दिन खुला है और जो वहाँ पढ़ना चाहता है वह अपने साथ घर से अपनी किताबें भी ला सकता है।",
    "ja": "図書館は毎日開いていて、そこで読みたい人は自分の本を持って来ることもできます。",
    "zh": "图书馆每天开放，想在那里看书的人也可以自己带书来。",
    "ko": "도서관은 매일 열려 있고 그곳에서 읽고 싶은 사람은 자기 책을 가져와도 됩니다.",
    "th": "ห้องสมุดเปิดทุกวันและใครที่อยากอ่านหนังสือที่นั่นก็นำหนังสือของตัวเองมาได้",
    "he": "הספרייה פתוחה בכל יום, ומי שרוצה לקרוא שם יכול גם להביא ספרים משלו מהבית.",
    "hu": "A könyvtár minden nap nyitva van, és aki ott szeretne olvasni, az a saját könyveit is magával hozhatja.",
    "sk": "Knižnica je otvorená každý deň a kto si v nej chce čítať, môže si priniesť aj svoje vlastné knihy z domu.",
    "hr": "Knjižnica je otvorena svaki dan i tko želi čitati tamo može donijeti i svoje knjige koje ima kod kuće.",
    "sl": "Knjižnica je odprta vsak dan in kdor želi tam brati, lahko prinese tudi svoje knjige, ki jih ima doma.",
    "lt": "Biblioteka atidaryta kiekvieną dieną, o kas nori ten skaityti, gali atsinešti ir savo knygų iš namų.",
    "lv": "Bibliotēka ir atvērta katru dienu, un tas, kas grib tur lasīt, var ņemt līdzi arī savas grāmatas no mājām.",
    "et": "Raamatukogu on avatud iga päev ja kes seal lugeda tahab, see võib kaasa võtta ka oma raamatud kodust.",
    "ca": "La biblioteca és oberta cada dia i qui vulgui llegir-hi també pot portar els seus propis llibres de casa.",
    "gl": "A biblioteca está aberta todos os días e quen queira ler alí tamén pode levar os seus propios libros da casa.",
    "af": "Die biblioteek is elke dag oop en wie daar wil lees, kan ook sy eie boeke van die huis af saambring.",
    "is": "Bókasafnið er opið á hverjum degi og þeir sem vilja lesa þar geta einnig tekið með sér sínar eigin bækur.",
    "az": "Kitabxana hər gün açıqdır və orada oxumaq istəyən hər kəs öz kitablarını da evdən gətirə bilər, bu çox yaxşıdır.",
    "ms": "Perpustakaan itu dibuka setiap hari dan sesiapa yang ingin membaca di sana boleh membawa buku sendiri kerana ia percuma.",
    "sq": "Biblioteka është e hapur çdo ditë dhe kush dëshiron të lexojë atje mund të sjellë edhe librat e tij nga shtëpia.",
    "be": "Бібліятэка адкрыта кожны дзень, і той, хто хоча там чытаць, можа таксама прынесці з сабой свае кнігі.",
    "mk": "Библиотеката е отворена секој ден и кој сака да чита таму може да ги донесе и своите книги од дома.",
    "kk": "Кітапхана күн сайын ашық және сонда оқығысы келген әркім өз кітаптарын да үйден алып келе алады.",
    "mr": "ग्रंथालय दररोज उघडे आहे आणि ज्याला तेथे वाचायचे आहे तो घरून आपली पुस्तके देखील आणू शकतो, असे ते म्हणाले आहेत.",
    "ne": "पुस्तकालय हरेक दिन खुला छ र त्यहाँ पढ्न चाहने जो कोहीले घरबाट आफ्नो पुस्तक पनि ल्याउन सक्छन् भने यो राम्रो हो।",
    "bn": "গ্রন্থাগার প্রতিদিন খোলা থাকে এবং যে সেখানে পড়তে চায় সে বাড়ি থেকে নিজের বইও আনতে পারে।",
    "ta": "நூலகம் தினமும் திறந்திருக்கும், அங்கு படிக்க விரும்புபவர் தன் புத்தகங்களையும் கொண்டு வரலாம்.",
    "yi": "די ביבליאָטעק איז אָפֿן יעדן טאָג און ווער עס וויל דאָרט לייענען קען מיטברענגען זיינע אייגענע ביכער פֿון דער היים.",
    "el": "Η βιβλιοθήκη είναι ανοιχτή κάθε μέρα και όποιος θέλει να διαβάσει μπορεί να φέρει και τα δικά του βιβλία.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_languages(language: str) -> None:
    assert detect_language(SAMPLES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OK",
        "CSTO 2022",
        "Kazakhstan",
        "12345 67890",
        "die in de",
        "字",
        "Putin, Tokayev, Shoigu",
        "the Putin Tokayev Shoigu",
    ],
)
def test_short_texts_give_no_answer(text: str) -> None:
    assert detect_language(text) == ""


@given(texts)
def test_no_text_breaks_anything(text: str) -> None:
    assert detect_language(text).isalpha() or detect_language(text) == ""
    assert direction("", text) in ("ltr", "rtl")


def test_the_text_corrects_a_template_and_only_then() -> None:
    assert choose_language("en", SAMPLES["de"]) == "de"
    assert choose_language("en-US", "OK") == "en"
    assert choose_language("no", SAMPLES["da"]) == "no"
    assert choose_language("pt_BR", SAMPLES["pt"]) == "pt"
    assert choose_language("", SAMPLES["ko"]) == "ko"
    assert choose_language("not a language!", SAMPLES["en"]) == "en"


def test_a_long_text_says_which_of_two_relatives_it_is() -> None:
    assert choose_language("pt", " ".join([SAMPLES["es"]] * 3)) == "es"
    assert choose_language("pt", SAMPLES["es"]) == "pt"
    assert choose_language("nb", " ".join([SAMPLES["no"]] * 3)) == "nb"


def test_a_declared_language_that_can_not_be_detected_is_believed() -> None:
    assert choose_language("la", SAMPLES["it"]) == "la"
    assert choose_language("la", SAMPLES["ja"]) == "ja"


@given(texts, texts)
def test_whatever_is_declared_the_answer_is_a_code(declared: str, text: str) -> None:
    code = choose_language(declared, text)
    assert code == "" or (code.isascii() and code.isalpha() and len(code) in (2, 3))


def test_older_and_longer_codes() -> None:
    assert [language_code(tag) for tag in ("eng", "iw", "zh-Hant-TW", "PT_br", "x-default", "und", "", "fil", "deu-CH")] == [
        "en", "he", "zh", "pt", "", "", "", "tl", "de",
    ]  # fmt: skip


def test_names_and_code_in_latin_letters_don_t_hide_the_language() -> None:
    assert (
        detect_language("Οι ομάδες είναι από το NFL (Los Angeles Rams, San Diego Chargers) και το NBA (Los Angeles)")
        == "el"
    )
    assert detect_language("次のように書きます。\nfor item in the_list: print(item)\nこれで全部です。") == "ja"


def test_direction_is_that_of_the_letters() -> None:
    assert direction("en", SAMPLES["ar"]) == "rtl"
    assert direction("ar", SAMPLES["en"]) == "ltr"
    assert direction("fa", "123") == "rtl"
    assert direction("", "") == "ltr"
