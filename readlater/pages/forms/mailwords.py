"""What mail programs and senders of newsletters say about the sending itself, in the languages they say it in."""

from __future__ import annotations

import re

IN_BROWSER = re.compile(
    r"\b(?:(?:view|read|open|see|display)\b.{0,40}\b(?:browser|online|on the web|web ?page|website|web version)\b|"
    r"web ?version\b|(?:im|in ihrem|in deinem) browser\b|online(?:-version| ansehen| lesen)|"
    r"dans (?:votre|le|ton) navigateur|version en ligne|en (?:el|su|tu) navegador|versión web|"
    r"(?:nel|dal|sul) (?:tuo )?browser|no (?:seu )?navegador|in (?:je|de|uw) browser)|"
    r"в браузере|веб-верси|ブラウザ|浏览器|瀏覽器|在线阅读|브라우저|웹에서|المتصفح",
    re.IGNORECASE,
)
"""That the message can be read in a browser."""

UNSUBSCRIBE = re.compile(
    r"\b(?:unsubscribe|opt[ -]?out|(?:manage|update|change|edit) (?:your |my )?"
    r"(?:e-?mail |notification |subscription )?(?:preferences|subscriptions?|settings)|"
    r"abmelden|abbestellen|austragen|abmeldelink|désabonn\w*|désinscri\w*|desinscri\w*|darse de baja|darte de baja|"
    r"cancelar (?:la |tu |su |a )?(?:suscripción|inscrição|assinatura)|descadastr\w*|disiscri\w*|"
    r"annulla(?:re)? l.iscrizione|cancella(?:rti|rsi|re|mi)? dalla|afmelden|uitschrijven|avprenumerera|avregistrera|"
    r"afmeld|meld deg av|peruuta tilaus|wypisz|zrezygnuj|odhlásit|leiratkoz\w*|dezabon\w*|abonelikten|"
    r"hủy đăng ký)\b|отписаться|отказаться от (?:рассылки|подписки)|відписатися|配信(?:を)?停止|登録解除|購読解除|"
    r"退订|退訂|取消订阅|取消訂閱|수신\s?거부|구독\s?(?:취소|해지)|إلغاء الاشتراك",
    re.IGNORECASE,
)
"""How to get no more messages."""

ABOUT_SENDING = re.compile(
    r"\b(?:you(?:.re| are| have)? (?:received?|receiving|getting|got) this|"
    r"this (?:e-?mail|message|newsletter) was sent|sent to \S+@|why (?:did|am) (?:i|you)|you signed up|"
    r"all rights reserved|copyright|our mailing address|sie erhalten diese|vous recevez|recibes? este|ricevi questa|"
    r"je ontvangt)\b|©|@\S+\.\w+$|вы получили это|このメールは|이 메일은",
    re.IGNORECASE,
)
"""Why the message was sent, and by whom."""

REPLY = re.compile(
    r"^\s*(?:(?:re|fwd?|fw|aw|wg|tr|rv|enc|sv|vs|vb|doorst|rif|odp|ynt|ilt|转发|轉寄|回复|答复)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
"""What mail programs put before the subject of an answer or of a message that was passed on."""

LIST_TAG = re.compile(r"^\s*\[[^\]]{1,40}\]\s*(?=\S)")
"""What mailing lists put before it."""

FORWARDED = re.compile(
    r"^[\s>*_-]*(?:begin forwarded message|forwarded message|original message|weitergeleitete nachricht|"
    r"message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|"
    r"пересылаемое сообщение|転送).{0,40}$",
    re.IGNORECASE,
)
"""The line over a message that was passed on."""

_FROM = ("from", "von", "de", "da", "van", "от", "发件人")
_DATE = ("date", "sent", "datum", "gesendet", "envoyé", "fecha", "data", "дата")
_SUBJECT = ("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "тема")
_TO = ("to", "an", "à", "para", "a", "aan", "кому", "cc", "reply-to", "antwort-an")
QUOTED = {**dict.fromkeys(_SUBJECT + _TO, ""), **dict.fromkeys(_DATE, "date"), **dict.fromkeys(_FROM, "from")}
"""Names of the headers in such a message's text → the header, if it matters."""

QUOTED_HEADER = re.compile(rf"^[\s>*]*({'|'.join(map(re.escape, QUOTED))})\s?\*?[:：]\*?\s*(.*)$", re.IGNORECASE)
