"""Short texts in many languages, for finding words in them."""

from __future__ import annotations

SAYINGS = {
    "en": "The state-of-the-art lighthouse keeper's cat doesn't mind the co-operative's 3,000 gulls; Covid-19 did.",
    "de": "Die Straßenbahn fährt größtenteils über die Brücken der Nordseeküste, sagte Frau Müller-Lüdenscheidt.",
    "fr": "L'été dernier, l'élève naïf qu'on aperçoit aujourd'hui n'avait pas d'œuvre à l'Académie.",
    "es": "El pingüino pequeño comió mañana; ¿cuántos años tiene la cigüeña del corazón?",
    "it": "Dell'università non c'è nient'altro che un'antica perché dell'anno.",
    "pt": "As canções dos irmãos são difíceis, não é? Pôr-do-sol à beira-mar.",
    "tr": "Işıklı İstanbul'un kıyısında ılık rüzgâr esiyor; Diyarbakır'dan gelen çığlıklar.",
    "da": "Ærøskøbing på øen Ærø har små gader og grønne sømærker.",
    "is": "Þórður eða Guðrún æfðu sig á Ísafirði.",
    "pl": "Żółta łódź płynie wzdłuż źródeł Wisły, ćwiczenia są trudne.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy v Ústí nad Labem.",
    "ro": "Știința și țara înfloresc în București și împrejurimi.",
    "hu": "Árvíztűrő tükörfúrógép működik a könyvtárakban.",
    "fi": "Hyvää päivää, sanoivat kirjastonhoitajat työpöytiensä äärellä.",
    "vi": "Người Việt Nam nói tiếng Việt ở Đà Nẵng và thành phố Hồ Chí Minh.",
    "el": "Οι άνθρωποι της θάλασσας αγαπούν τους φάρους και τα παλιά πλοία.",
    "ru": "Ещё вчера солдаты возвращались домой, а ёлки стояли в снегу.",
    "uk": "Об'єктивна п'ятірка м'яких ґудзиків лежить у Києві, їжак спить.",
    "bg": "Морските фарове светят над тихите пристанища.",
    "ar": "الكتاب في المكتبة الكبيرة والطلاب يقرؤون القصائد القديمة كل يوم.",
    "fa": "کتابخانه‌های بزرگ شهر پر از کتاب‌های قدیمی است.",
    "he": "הספרים בספרייה הגדולה מחכים לקוראים הסקרנים.",
    "hi": "हिन्दी की पुरानी किताबें पुस्तकालय में पढ़ी जाती हैं।",
    "ta": "தமிழ் நூல்கள் நூலகத்தில் வாசிக்கப்படுகின்றன.",
    "ka": "ძველი შუქურა ზღვის ნაპირზე დგას.",
    "hy": "Հին փարոսը կանգնած է ծովի ափին։",
    "ko": "카자흐스탄에서 철군이 시작됐다. 1월 13일, 도서관의 책들을 읽었다. GPT모델도.",
    "ja": "東京の経済は成長しています。日本銀行のデータベースとカタカナ、2024年3月。",
    "zh": "上海的图书馆收藏了许多古老的书籍，重跑gen-itgc后完成。",
    "th": "ประเทศไทยมีทะเลสวยงามมากและห้องสมุดเก่าแก่",
    "lo": "ປະເທດລາວມີແມ່ນ້ຳຂອງທີ່ສວຍງາມ",
    "km": "បណ្ណាល័យចាស់នៅក្បែរទន្លេមេគង្គ",
    "my": "စာကြည့်တိုက်ဟောင်းသည် မြစ်ကမ်းဘေးတွင် ရှိသည်။",
}
"""Language code → a text in it."""

SPACELESS = ("ko", "ja", "zh", "th", "lo", "km", "my")
