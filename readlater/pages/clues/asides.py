"""What stands around and between the lines of an article, told by how it begins or ends: in many languages, by form.

`readlater.pages.clues.vocabulary` has the whole phrases; here are the patterns of lines that no list can have all of.
"""

from __future__ import annotations

import re

from readlater.pages.clues.vocabulary import phrases

REPLIES = phrases(
    """
reply|reply to this|reply to|like reply|quote reply|report comment
antworten|kommentar melden|답글|답글쓰기|답글 쓰기|답글 달기|대댓글|返信|返信する|回复|回覆
ответить|responder|répondre|rispondi|رد|رد على|cevapla|yanıtla
odpowiedz|beantwoorden|trả lời|ตอบกลับ|השב|תגובה|उत्तर दें|जवाब दें
"""
)
"""Controls below each of the readers' comments."""

SAID = re.compile(
    r"\b(?:says|said|writes|wrote|schrieb|schreibt|sagt|sagte|meint|dice|dijo|escribió|a écrit|a dit|dit|ha scritto|"
    r"disse|escreveu|пишет|написал|сказал|zegt|schreef|pisze|mówi|diyor ki|يقول|כתב)\s?:$"
    r"|^by .{2,40} writes:|:\s?\(score:\s?-?\d",
    re.IGNORECASE,
)
"""A line that says who wrote the comment below it."""

MORE_LIKE_THIS = re.compile(
    r"^(?:see |read |view |explore |find )?(?:more|other|further|additional|similar|related|recent|recently|"
    r"latest|newest|popular|"
    r"trending|recommended|top|featured|most (?:read|viewed|popular|shared|watched|commented)|explore|you may|"
    r"you might|people also|"
    r"next|new)\b(?:.{0,30}\b(?:articles?|posts?|posted|stories|story|news|reading|reads?|resources|topics?|"
    r"links|videos?|coverage|"
    r"headlines|blogs?|guides|reviews|pages|publications|interviews|columns|reports|updates)\b.{0,24}|"
    r"\s(?:in|from|by|on|for you|about)\s(?-i:[A-Z]).{1,36}|\sfrom (?:the|this|our)\b.{1,30})$"
    r"|^(?:share|rate|discuss|print|cite|about|tags? (?:for|of)|how we (?:reviewed|wrote)) (?:this|the) "
    r"(?:article|story|post|page|entry|resource|author|writer)s?(?: on)?:?$"
    r"|^(?:weitere|mehr|ähnliche|verwandte|aktuelle|neueste|beliebte|meistgelesene)\s.{0,30}"
    r"(?:beiträge|artikel|themen|thema|nachrichten|meldungen|news|storys)\b.{0,24}$"
    r"|^(?:más|otras?|otros|últimas|últimos|artículos|noticias|entradas|contenidos?|temas)\s.{0,30}"
    r"(?:noticias|artículos|entradas|relacionad[oa]s|leíd[oa]s|vist[oa]s|interesar)\b.{0,20}$"
    r"|^(?:autres|derniers|dernières|plus d[e’']|nos|les plus)\s?.{0,24}(?:articles|actualités|sujets|lus|"
    r"commentés|infos)\b.{0,20}$"
    r"|^(?:altre|altri|ultime|ultimi|articoli|notizie|outras|outros|mais|veja|posts)\s.{0,24}(?:notizie|"
    r"articoli|correlat[ei]|"
    r"notícias|artigos|relacionad[oa]s|lid[oa]s|matérias|posts)\b.{0,20}$"
    r"|^(?:другие|похожие|последние|новые|ещё|еще|популярные|свежие|главные|смотрите|читайте|больше)\s.{0,24}"
    r"(?:новост|стат|материал|публикац|также|теме|разделе).{0,16}$"
    r"|^(?:inne|podobne|najnowsze|powiązane|więcej|meer|andere|laatste|populaire|diğer|benzer|ilgili|en çok|"
    r"son)\s.{0,24}"
    r"(?:artykuły|wiadomości|newsy|artikelen|nieuws|berichten|haberler|yazılar|okunanlar)\b.{0,16}$"
    r"|^.{0,12}(?:関連|人気|新着|最新|おすすめ|注目|ほかの|他の|同じ).{0,10}(?:記事|ニュース|ランキング|一覧|"
    r"コンテンツ|トピックス)(?:はこちら|を見る)?$"
    r"|^.{0,12}(?:관련|인기|추천|최신|다른|많이 ?본|이 시각|주요|핫).{0,8}(?:기사|뉴스|글|이슈|콘텐츠|"
    r"소식)(?: ?더 ?보기| ?보기)?$"
    r"|^.{0,8}(?:相关|相關|热门|熱門|推荐|推薦|最新|更多|精彩|延伸|本月|今日).{0,6}(?:文章|新闻|新聞|阅读|閱讀|"
    r"报道|報導|内容|內容|资讯|資訊|专题|视频|排行)$"
    r"|^(?:مقالات|أخبار|مواضيع|موضوعات|مواد|قصص|المزيد|آخر|أحدث|الأكثر)\s.{0,24}(?:صلة|مشابهة|أخرى|متعلقة|"
    r"الأخبار|المقالات|قراءة|مشاهدة|تداولا).{0,12}$"
    r"|^(?:ข่าว|บทความ|เรื่อง)(?:ที่)?(?:เกี่ยวข้อง|ยอดนิยม|ล่าสุด|แนะนำ|อื่น).{0,16}$"
    r"|^(?:संबंधित|ताज़ा|ताजा|अन्य|लोकप्रिय|और|ये भी|यह भी)\s.{0,16}(?:खबरें|ख़बरें|समाचार|लेख|पढ़ें)$"
    r"|^(?:כתבות|ידיעות|מאמרים|חדשות)\s.{0,12}(?:נוספות|קשורות|דומות|נוספים|קשורים|אחרונות).{0,10}$",
    re.IGNORECASE,
)
"""A heading over other articles."""

AFTERWORD = re.compile(
    r"^(?:about|über|à propos de|sobre|acerca de|informazioni su|over|об?)\s(?:(?:the|de[nmr]?|l[aeo]s?|el)\s)?"
    r"(?-i:[^\W\d_a-zа-я])[^.!?]{2,40}$|^(?:.{2,30}について|.{2,20}(?:作者|记者|記者)简介|.{2,20}프로필)$",
    re.IGNORECASE,
)
"""A heading over what somebody says about a writer or a company."""

FORMS = re.compile(
    r"^(?:find|read|view) this (?:article|story|page) (?:online )?at\s?:?(?:\s+https?://\S+)?$|"
    r"^(?:this )?(?:article|story|page) (?:was )?printed from\b.{0,120}$|"
    r"^(?:(?:source|original|article|page) )?url(?: (?:to|of)(?: the| this)? (?:article|story|page))?\s?:\s+https?://\S+$|"
    r"\byou(?:'ve|’ve| have)? (?:been )?success?fully (?:been )?(?:subscribed|signed up|registered)|"
    r"\bthanks? (?:you )?for "
    r"(?:signing up|subscribing|registering)|\b(?:error|problem) (?:processing|subscribing)|\bopt-?in box\b|"
    r"\byou can unsubscribe\b|\bunsubscribe (?:at any ?time|here)|\bno spam\b|"
    r"\byour e-?mail address will not be published|"
    r"\brequired fields are marked|\brequires javascript\b|\b(?:enable|activate|turn on) javascript\b|"
    r"\bprotected by recaptcha|"
    r"\b(?:to|in) your inbox\b|^let our news\b|^get (?:the |our )?(?:day|daily|weekly|breaking|latest|best|top|"
    r"more)\b.{0,60}"
    r"\b(?:newsletters?|delivered|inbox|updates|news)\b|^have (?:a|any) (?:tips?|story|question)\b.{0,20}\?|"
    r"\b(?:can|may) be reached at \S+@|^follow (?:her|him|them|me|us) (?:on|at|@)|^(?:email|contact|"
    r"reach) .{0,40}\S+@\S+\.\w+\.?$|"
    r"\bsubmitting this form\b|\bby (?:signing up|subscribing|clicking|submitting|"
    r"registering)\b.{0,60}\b(?:agree|consent|accept)|"
    r"\bas you comment\b|\brespectful of other\b|\bleave a (?:reply|comment)\b|\bcommission (?:on|from|if|"
    r"when)\b.{0,60}\blinks?\b|"
    r"\b(?:earn|receive) (?:a |an )?(?:small )?(?:affiliate )?commissions?\b|\btry again later\b|"
    r"\bjederzeit (?:wieder )?(?:ab(?:bestellen|melden)|kündbar|widerruf)|\bdarse de baja\b|\bdarte de baja\b|"
    r"\bdésinscri|\bdésabonn|\bdisiscriver|\bannullare l'iscrizione\b|\bcancelar (?:a |sua |la )?(?:inscri|suscri)|"
    r"отписаться|отказаться от рассылки|구독 ?취소|수신 ?거부|配信停止|登録解除|取消订阅|取消訂閱|退订|"
    r"إلغاء الاشتراك",
    re.IGNORECASE,
)
"""What forms and their answers say: newsletters, comments, commissions on links; where a printed page comes from."""

SHARE = re.compile(
    r"^(?:share|send|tweet|pin|post|save|print|e-?mail|copy|email) (?:this|on|via|with|by|to|it|link|"
    r"article)\b.{0,30}$|"
    r"^(?:compartir|compartilhar|partilhar|condividi|partager|enviar|envoyer) (?:en|no|na|por|vía|via|su|sur|"
    r"par|con|com|a)\b.{0,24}$|"
    r"^(?:auf|über|per|bei) .{2,20} (?:teilen|senden|verschicken)$|^(?:поделиться|отправить) (?:в|на|по|"
    r"через)\b.{0,24}$|"
    r"^(?:شارك|مشاركة|انشر) (?:على|عبر|في)\b.{0,24}$|^.{2,14}(?:でシェア|に共有|で共有|でシェアする|で送る)$|"
    r"^.{2,14}(?:에|으로|로) ?(?:공유|공유하기|보내기)$|^(?:分享到|分享至|转发到|轉發到).{1,10}$|^(?:udostępnij|"
    r"delen|deel|paylaş) (?:na|"
    r"op|via)\b.{0,24}$",
    re.IGNORECASE,
)
"""Controls that send the page somewhere."""

CAPTIONED = re.compile(
    r"\b(?:image|photo|picture|video) copyright\b|^(?:image|photo|picture|media|video)\s?(?:caption|credit|"
    r"source)s?\b|^credits?\s?[:：]|^pictured\s?[:：]|^file (?:photo|image)\b|"
    r"\s/\s(?-i:AP|AFP|EPA|Reuters|Getty Images|Getty|Shutterstock|Alamy|NASA|Bloomberg|NurPhoto|"
    r"Zuma)(?:\s(?:file|images?|photos?))?$"
    r"|^(?:twitter|facebook|instagram|youtube|tiktok)\s(?:post|video|ad) by @",
    re.IGNORECASE,
)
"""A line that belongs to a picture or to a post from elsewhere."""

TAGS = re.compile(
    r"^(?:tags?|topics?|keywords?|filed under|schlagw[oö]rter|etiquetas|palabras clave|mots-clés|étiquettes|"
    r"теги|ключевые слова|"
    r"タグ|キーワード|태그|키워드|标签|標籤|关键词|關鍵字|وسوم|الكلمات المفتاحية|parole chiave|palavras-chave|"
    r"etiketler|tagi|trefwoorden)"
    r"\s?(?:[:：]|$)",
    re.IGNORECASE,
)
"""The beginning of a line of keywords, or the heading over one."""

CODE = re.compile(r"[;{}]$|^\s*(?:</?\w+[^<>]*/?>)|\)\s*\{|=>|^(?://|/\*|#include|import \w+|def \w+\(|\$ \w+)|^[├└│]")
"""A line of a program, or of a tree of files."""
