"""Texts as they arrive when a page is selected, copied and pasted: our own words, with the chrome that sites have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pasted:
    """A pasted text and what is to be found in it."""

    name: str
    text: str
    title: str
    body: tuple[str, ...]
    """The paragraphs and sub-headings of the article, in order, and nothing else."""
    byline: str = ""
    site: str = ""
    published: str = ""
    language: str = ""


KO_BODY = (
    (
        "[새벽일보 김하늘 기자] 남해안의 작은 섬에 있는 등대가 백 년 만에 처음으로 불을 끈다. 해양 당국은 "
        "12일 등대를 박물관으로 바꾸는 계획을 발표했다."
    ),
    (
        "당국에 따르면 이 등대는 1923년에 처음 불을 밝힌 뒤 하루도 쉬지 않고 배들의 길을 안내해 왔다. 그러나 "
        "위성 항법이 보편화되면서 등대를 찾는 배는 크게 줄었다."
    ),
    "등대지기로 삼십 년을 일한 박 씨는 “불이 꺼지는 것은 아쉽지만 이곳의 이야기가 사라지지 않는다면 괜찮다”고 말했다.",
    "박물관은 내년 봄에 문을 열 예정이며, 섬 주민들이 해설사로 참여한다. 당국은 해마다 2만 명이 찾을 것으로 내다봤다.",
)
KO = Pasted(
    "ko-menu-related",
    "\n".join(
        [
            "본문 바로가기",
            "메뉴",
            "정치",
            "경제",
            "사회",
            "문화",
            "로그인",
            "",
            "글자크기",
            "가",
            "가",
            "",
            "공유하기",
            "",
            "백 년 등대, 마지막 불을 끄다",
            "",
            "섬 주민들이 해설사로 나서는 등대 박물관",
            "",
            "입력 2024.03.12 09:10 수정 2024.03.12 11:45",
            "",
            "등대에서 내려다본 바다 [사진=새벽일보 자료]",
            "",
            "",
            *[line + "\n\n" for line in KO_BODY],
            "김하늘 기자 sky@saebyeok.example",
            "",
            "Copyright ⓒ 새벽일보. 무단 전재 및 재배포 금지",
            "",
            "관련기사",
            "섬마을 학교에 다시 울린 종소리",
            "남해 뱃길, 새 여객선이 다닌다",
            "등대 여행 안내서",
            "",
            "많이 본 뉴스",
            "1",
            "올봄 벚꽃은 언제 필까",
            "2",
            "시장 골목의 국수 이야기",
            "",
            "댓글 12",
            "좋아요",
            "맨위로",
        ]
    ),
    title="백 년 등대, 마지막 불을 끄다",
    body=("섬 주민들이 해설사로 나서는 등대 박물관", *KO_BODY),
    byline="김하늘",
    site="새벽일보",
    published="2024-03-12",
    language="ko",
)

JA_BODY = (
    "山あいの小さな駅で、廃線になった鉄道の車両を使った図書館が十日に開館した。町の人びとが三年かけて準備を進めてきた。",
    "図書館には約五千冊の本が並び、車両の窓からは川と橋が見える。座席はそのまま残され、読書の席として使われている。",
    "館長の森田さんは「線路はなくなったが、ここから物語の旅に出られる」と話す。初日には百人を超える親子連れが訪れた。",
    "町は来年度、もう一両を宿泊施設に改装する計画だ。費用の一部は全国から寄せられた寄付でまかなう。",
)
JA = Pasted(
    "ja-share-ranking",
    "\n".join(
        [
            "本文へスキップ",
            "メニュー",
            "検索",
            "ログイン",
            "会員登録",
            "ニュース",
            "国内",
            "国際",
            "文化",
            "",
            "廃線の車両が図書館に 山あいの駅で開館",
            "2023年6月10日 18時30分",
            "シェアする",
            "ツイート",
            "はてなブックマーク",
            "",
            *JA_BODY,
            "",
            "関連記事",
            "ローカル線の駅弁、復活へ",
            "町の本屋さんが選ぶ十冊",
            "",
            "アクセスランキング",
            "1位 夏の星空を見に行こう",
            "2位 畑で育つ新しい米",
            "",
            "利用規約",
            "プライバシーポリシー",
            "© 山里新聞社 無断転載を禁じます",
            "ページトップへ",
        ]
    ),
    title="廃線の車両が図書館に 山あいの駅で開館",
    body=JA_BODY,
    site="山里新聞社",
    published="2023-06-10",
    language="ja",
)

ZH_BODY = (
    "本市第一座由旧粮仓改建的音乐厅昨日正式对外开放，首场演出吸引了近千名市民前来聆听。",
    "设计团队保留了粮仓厚实的砖墙和木梁，只在屋顶加装了吸音的竹板。负责人介绍说，厚墙让低音格外温暖。",
    "改建工程历时两年，总投资约三千万元，其中一半来自居民的捐款。附近的老人说，小时候常来这里看父亲称粮食。",
    "音乐厅今后每周举办两场免费演出，并向中小学生开放排练。市民可以提前一周在网上预约座位。",
)
ZH = Pasted(
    "zh-twice",
    "\n".join(
        [
            "首页",
            "新闻",
            "财经",
            "体育",
            "娱乐",
            "登录",
            "注册",
            "",
            "旧粮仓变身音乐厅，近千市民到场聆听",
            "2022-09-04 10:20 来源：江城晚报",
            "作者：陈小雨",
            "分享到",
            "微信",
            "微博",
            "",
            *ZH_BODY,
            *ZH_BODY,
            "（责任编辑：王明）",
            "",
            "相关阅读",
            "老码头的新生活",
            "城市里的竹林步道",
            "发表评论",
            "关于我们",
            "版权所有 江城晚报 未经授权不得转载",
        ]
    ),
    title="旧粮仓变身音乐厅，近千市民到场聆听",
    body=ZH_BODY,
    byline="陈小雨",
    site="江城晚报",
    published="2022-09-04",
    language="zh",
)

AR_BODY = (
    "افتتحت بلدية المدينة القديمة، صباح الخميس، سوقا جديدا للكتب المستعملة على ضفة النهر، بعد عامين من أعمال الترميم.",
    (
        "ويضم السوق أكثر من ستين دكانا صغيرا، يعرض كل منها كتبا نادرة ومجلات قديمة وخرائط رسمها رحالة عبروا "
        "المدينة قبل قرون."
    ),
    "وقال أحد الباعة إن والده كان يبيع الكتب على الرصيف نفسه قبل خمسين عاما، وإنه يشعر اليوم بأن المكان عاد إلى أهله.",
    "ومن المتوقع أن يستقبل السوق آلاف الزوار كل أسبوع، وأن تقام فيه قراءات شعرية مساء كل جمعة حتى نهاية الصيف.",
)
AR = Pasted(
    "ar-menu-comments",
    "\n".join(
        [
            "الرئيسية",
            "أخبار",
            "سياسة",
            "اقتصاد",
            "ثقافة",
            "بحث",
            "تسجيل الدخول",
            "",
            "سوق الكتب المستعملة يعود إلى ضفة النهر",
            "بقلم: ليلى منصور",
            "14 يناير 2022",
            "مشاركة",
            "فيسبوك",
            "تويتر",
            "واتساب",
            "",
            *AR_BODY,
            "",
            "اقرأ أيضا",
            "مكتبة متنقلة تصل إلى القرى البعيدة",
            "معرض الخط العربي يفتح أبوابه",
            "",
            "التعليقات",
            "سامي",
            "شكرا على هذا الخبر الجميل.",
            "رد",
            "منى",
            "سأزور السوق قريبا إن شاء الله.",
            "رد",
            "",
            "جميع الحقوق محفوظة © جريدة الضفة 2022",
        ]
    ),
    title="سوق الكتب المستعملة يعود إلى ضفة النهر",
    body=AR_BODY,
    byline="ليلى منصور",
    site="جريدة الضفة",
    published="2022-01-14",
    language="ar",
)

RU_BODY = (
    "В старом депо на окраине города открылась мастерская, где чинят музыкальные инструменты для сельских школ.",
    (
        "Мастера работают бесплатно: инструменты им привозят со всей области, а за два года через их руки "
        "прошло больше четырёхсот скрипок и баянов."
    ),
    (
        "«Мы начинали втроём, а теперь по субботам приходит целая очередь помощников», — рассказывает "
        "основатель мастерской Павел Ежов."
    ),
    "Что дальше",
    "Весной мастерская проведёт первый концерт, на котором сыграют ученики из двенадцати школ. Вход будет свободным.",
)
RU = Pasted(
    "ru-inline-link",
    "\n".join(
        [
            "Главная",
            "Новости",
            "Политика",
            "Экономика",
            "Культура",
            "Войти",
            "Подписаться",
            "",
            "В старом депо чинят скрипки для сельских школ",
            "Автор: Ирина Соколова",
            "14 января 2022, 08:51",
            "Поделиться",
            "ВКонтакте",
            "Телеграм",
            "",
            RU_BODY[0],
            RU_BODY[1],
            "Читайте также: Как настроить старое пианино",
            RU_BODY[2],
            "",
            RU_BODY[3],
            RU_BODY[4],
            "",
            "Подписывайтесь на наш канал в Телеграме и следите за новостями",
            "",
            "Самое читаемое",
            "Где послушать орган этой зимой",
            "Почему молчит городской колокол",
            "",
            "Мы используем файлы cookie, чтобы сайт работал лучше. Принять",
            "© 2022 Городской вестник. Все права защищены.",
            "Наверх",
        ]
    ),
    title="В старом депо чинят скрипки для сельских школ",
    body=RU_BODY,
    byline="Ирина Соколова",
    site="Городской вестник",
    published="2022-01-14T08:51",
    language="ru",
)

DE_BODY = (
    (
        "In einem Dorf an der Elbe haben Anwohner eine stillgelegte Mühle wieder in Gang gesetzt. Seit "
        "Sonntag mahlt sie Mehl für drei Bäckereien."
    ),
    (
        "Die Mühle stand fast vierzig Jahre still. Ein Verein mit sechzig Mitgliedern hat das Rad erneuert, "
        "die Steine geschärft und das Dach gedeckt."
    ),
    (
        "„Am Anfang hat uns niemand geglaubt“, sagt die Vorsitzende Karin Lobe. „Jetzt kommen die Leute von "
        "weit her, um zuzusehen.“"
    ),
    (
        "Im Herbst soll eine kleine Backstube folgen. Das Geld dafür kommt aus Spenden und aus dem Verkauf "
        "des ersten Mehls."
    ),
)
DE = Pasted(
    "de-cookies",
    "\n".join(
        [
            "Zum Inhalt springen",
            "Wir verwenden Cookies, um unser Angebot zu verbessern. Mehr dazu in der Datenschutzerklärung.",
            "Alle akzeptieren",
            "Ablehnen",
            "",
            "Startseite | Politik | Wirtschaft | Kultur | Sport",
            "",
            "Die Mühle mahlt wieder",
            "",
            "Von Jonas Reuter",
            "Stand: 14.01.2022, 08:51 Uhr",
            "Teilen",
            "Drucken",
            "",
            DE_BODY[0],
            "",
            "Anzeige",
            "",
            DE_BODY[1],
            "",
            DE_BODY[2],
            "",
            DE_BODY[3],
            "",
            "Mehr zum Thema",
            "Was ein Müller heute verdient",
            "Brot aus altem Korn: ein Besuch",
            "",
            "Kommentare (3)",
            "Hans",
            "Sehr schöner Bericht, danke.",
            "",
            "Impressum",
            "Datenschutz",
            "© Elbland Kurier 2022 – Alle Rechte vorbehalten",
        ]
    ),
    title="Die Mühle mahlt wieder",
    body=DE_BODY,
    byline="Jonas Reuter",
    site="Elbland Kurier",
    published="2022-01-14T08:51",
    language="de",
)

ES_BODY = (
    (
        "Un grupo de vecinos de la sierra ha recuperado el antiguo camino que unía cinco pueblos y que "
        "llevaba medio siglo cubierto de maleza."
    ),
    (
        "Durante tres inviernos, cerca de doscientas personas limpiaron piedras, levantaron muros y "
        "señalizaron los veintidós kilómetros del recorrido."
    ),
    (
        "«Mi abuela bajaba por aquí a vender queso», cuenta Rosa Prieto, que coordina a los voluntarios. "
        "«Ahora lo recorren mis nietos en bicicleta»."
    ),
    (
        "El ayuntamiento abrirá en mayo un albergue en la vieja escuela, con doce camas y una cocina común "
        "para los caminantes."
    ),
)
ES = Pasted(
    "es-related",
    "\n".join(
        [
            "Saltar al contenido",
            "Portada",
            "España",
            "Internacional",
            "Economía",
            "Deportes",
            "Iniciar sesión",
            "",
            "El camino viejo vuelve a unir cinco pueblos",
            "Por Marta Olmedo",
            "14 de enero de 2022",
            "Compartir en Facebook",
            "Compartir en Twitter",
            "Imprimir",
            "",
            *ES_BODY,
            "",
            "Te puede interesar",
            "La fuente que nunca se seca",
            "Tres rutas para el otoño en la sierra",
            "",
            "Lo más leído",
            "Guía para dormir en un refugio",
            "",
            "Aviso legal",
            "Política de cookies",
            "© Diario de la Sierra. Todos los derechos reservados.",
        ]
    ),
    title="El camino viejo vuelve a unir cinco pueblos",
    body=ES_BODY,
    byline="Marta Olmedo",
    site="Diario de la Sierra",
    published="2022-01-14",
    language="es",
)

FR_BODY = (
    (
        "Depuis lundi, les péniches du canal accueillent des élèves pour des leçons de géographie au fil de "
        "l’eau, d’écluse en écluse."
    ),
    (
        "Chaque classe passe une journée à bord : le matin, on dessine les rives ; l’après-midi, on calcule "
        "le débit et la vitesse du courant."
    ),
    (
        "« Ils comprennent en une heure ce que je mettais un mois à expliquer », sourit Claire Aubry, "
        "professeure au collège des Tilleuls."
    ),
    (
        "La région espère étendre l’expérience à dix autres canaux avant la fin de l’année prochaine, si les "
        "bateliers sont assez nombreux."
    ),
)
FR = Pasted(
    "fr-subscribe",
    "\n".join(
        [
            "Aller au contenu",
            "Accueil",
            "Politique",
            "Société",
            "Culture",
            "Se connecter",
            "S’abonner",
            "",
            "La géographie s’apprend sur l’eau",
            "Par Hugo Lemaire",
            "Publié le 14 janvier 2022 à 08h51",
            "Partager",
            "Imprimer",
            "",
            FR_BODY[0],
            FR_BODY[1],
            "Publicité",
            FR_BODY[2],
            FR_BODY[3],
            "",
            "À lire aussi",
            "Une école dans la forêt",
            "Les bateliers manquent de bras",
            "",
            "Inscrivez-vous à notre newsletter pour recevoir l’essentiel chaque matin",
            "Mentions légales",
            "Gestion des cookies",
            "© La Gazette des Canaux – Tous droits réservés",
        ]
    ),
    title="La géographie s’apprend sur l’eau",
    body=FR_BODY,
    byline="Hugo Lemaire",
    site="La Gazette des Canaux",
    published="2022-01-14T08:51",
    language="fr",
)

EN_BODY = (
    (
        "A retired railway engineer has spent eleven years building a working clock from the parts of "
        "scrapped locomotives."
    ),
    (
        "The clock stands four metres high in a former goods shed and strikes the hours on the bell of an "
        "engine that was broken up in 1964."
    ),
    (
        "“I wanted people to hear something that they thought was gone,” said Edwin Marsh, who is 81. He "
        "winds the clock himself every Sunday."
    ),
    (
        "The council has agreed to keep the shed open at weekends. Entry is free, and visitors may climb to "
        "the platform behind the dial."
    ),
)
EN_WRAPPED = Pasted(
    "en-hard-wrapped",
    """Home | News | Sport | Weather

The clock made of locomotives

By Alice Norton
January 14, 2022

A retired railway engineer has spent eleven years building a working
clock from the parts of scrapped locomotives.

The clock stands four metres high in a former goods shed and strikes
the hours on the bell of an engine that was broken up in 1964.

“I wanted people to hear something that they thought was gone,” said
Edwin Marsh, who is 81. He winds the clock himself every Sunday.

The council has agreed to keep the shed open at weekends. Entry is
free, and visitors may climb to the platform behind the dial.

Related articles

Steam returns to the valley line
A bell for the new station

(c) 2022 The Valley Post. All rights reserved.
""",
    title="The clock made of locomotives",
    body=EN_BODY,
    byline="Alice Norton",
    site="The Valley Post",
    published="2022-01-14",
    language="en",
)
EN_TWICE = Pasted(
    "en-chrome-twice",
    "\n".join(
        [
            "Skip to content",
            "Menu",
            "Search",
            "",
            "The clock made of locomotives - The Valley Post",
            "",
            "The clock made of locomotives",
            "",
            *EN_BODY,
            "",
            "Share",
            "Facebook",
            "Twitter",
            "",
            "The clock made of locomotives",
            "",
            *EN_BODY,
            "",
            "Comments (2)",
            "great story!!",
            "Reply",
            "My grandfather drove one of those engines.",
            "Reply",
            "",
            "Copyright 2022 The Valley Post Ltd. All rights reserved.",
            "Back to top",
        ]
    ),
    title="The clock made of locomotives",
    body=EN_BODY,
    site="The Valley Post",
    language="en",
)
EN_BARE = Pasted(
    "en-body-only",
    "\n".join(EN_BODY),
    title="A retired railway engineer has spent eleven years building a working clock from the parts…",
    body=EN_BODY,
    language="en",
)
EN_LIST = Pasted(
    "en-list-and-headings",
    "\n".join(
        [
            "Sign in",
            "Subscribe",
            "How to keep bees on a roof",
            "Updated March 3, 2021",
            "12 min read",
            "",
            (
                "Bees do well in cities, where something is in flower from March to October. A roof needs "
                "little more than sun and a way up."
            ),
            "",
            "What you need",
            "",
            "Start small, and borrow what you can from a neighbour who keeps bees already. You will want these things:",
            "• a hive with two boxes",
            "• a smoker and a veil",
            "• a dish of water with stones in it",
            "",
            "When to begin",
            "",
            (
                "Order the bees in winter and expect them in May, when the limes begin to bloom and the "
                "nights are warm enough."
            ),
            "",
            "You may also like",
            "Ten plants that bees love",
            "Honey cake, the old way",
            "Privacy policy",
            "Terms of use",
        ]
    ),
    title="How to keep bees on a roof",
    body=(
        (
            "Bees do well in cities, where something is in flower from March to October. A roof needs little "
            "more than sun and a way up."
        ),
        "What you need",
        "Start small, and borrow what you can from a neighbour who keeps bees already. You will want these things:",
        "a hive with two boxes",
        "a smoker and a veil",
        "a dish of water with stones in it",
        "When to begin",
        (
            "Order the bees in winter and expect them in May, when the limes begin to bloom and the nights "
            "are warm enough."
        ),
    ),
    language="en",
)
JA_WRAPPED = Pasted(
    "ja-hard-wrapped",
    "廃線の車両が図書館に 山あいの駅で開館\n\n"
    "山あいの小さな駅で、廃線になった鉄道の車両を使った図書館が十日に\n開館した。町の人びとが三年かけて準備を進めてきた。\n\n"
    "図書館には約五千冊の本が並び、車両の窓からは川と橋が見える。座席\nはそのまま残され、読書の席として使われている。\n\n"
    "館長の森田さんは「線路はなくなったが、ここから物語の旅に出られる\n」と話す。初日には百人を超える親子連れが訪れた。\n\n"
    "町は来年度、もう一両を宿泊施設に改装する計画だ。費用の一部は全国\nから寄せられた寄付でまかなう。\n",
    title="廃線の車両が図書館に 山あいの駅で開館",
    body=JA_BODY,
    language="ja",
)

CASES = (KO, JA, ZH, AR, RU, DE, ES, FR, EN_WRAPPED, EN_TWICE, EN_BARE, EN_LIST, JA_WRAPPED)
