"""What pages say that are no article: errors, walls, names for sale; in the languages that readlater meets most.

Each pattern is looked for only where it can mean the page as a whole: in its title and headings, or in all of the text
of a page that has hardly any.
"""

from __future__ import annotations

import re


def _any(parts: str) -> re.Pattern[str]:
    """A pattern of alternatives, on as many lines as there is room for."""
    return re.compile("|".join(parts.strip().split("\n")), re.IGNORECASE)


_NUMBERS = "400|401|403|404|405|410|429|451|500|501|502|503|504|520|521|522|523|524|530"
_WORDS = _any(
    r"""
errors?|fehler|erreur|errore|erro|fout|fel|błąd|chyba|hata|lỗi|ошибка|помилка|خطأ|エラー|오류|错误|錯誤
page|seite|forbidden|gone|unauthorized|bad gateway|bad request|too many requests|internal server error|server error
service (?:temporarily )?unavailable|gateway time-?out|(?:(?:page|file|file or directory) )?not found|nicht gefunden
non trouvée?|introuvable|no encontrad[ao]|não encontrad[ao]|non trovat[ao]|не найден[ао]?|connection timed out
web server is down
"""
)
ERROR_NUMBER = re.compile(
    rf"(?:http[\s-]*)?(?:{_WORDS.pattern})?[\s:#!(–—-]*(?:{_NUMBERS})[\s:.!)–—-]*(?:{_WORDS.pattern})?[\s:.!-]*",
    re.IGNORECASE,
)
"""A whole title that is the number of an error."""

ERROR = _any(
    r"""
^(?:sorry|oops|whoops|uh[- ]oh|hmm)?[\s,.!…–-]*(?:we )?(?:can['’]?t|cannot|could(?: not|n['’]t)) find (?:the|this)
\b(?:page|file|url|article|story|document)(?: you(?: \w+){1,4})? (?:was|is|could)? ?(?:not|n['’]t) (?:be )?found
\b(?:page|file|url|article|story|document|resource)(?: you(?: \w+){1,4})? (?:cannot|can['’]?t|couldn['’]t) be found
\b(?:page|url|article)(?: you(?: \w+){1,4})? (?:does ?n[o'’]t|doesn['’]?t|does not|no longer) exists?
\b(?:page|article|content|story) (?:is|isn['’]t|is not|is no longer|is currently) (?:un)?available(?<!is available)
^(?:page|content|article) (?:unavailable|missing|expired|removed|deleted|not available)
\bpage (?:has (?:been )?|was )(?:removed|deleted|moved|expired)|page not found
^(?:error[\s:–-]*)?(?:page )?not found[\s.!]*$
^nothing (?:was )?found\b
^(?:access (?:is )?(?:denied|forbidden|restricted)|forbidden|unauthorized|permission denied)[\s.!]*$
^(?:internal server error|server error|bad gateway|bad request|gateway time-?out|too many requests|server not found)\b
^(?:service (?:temporarily )?unavailable|request (?:timed? ?out|rejected|blocked)|problem loading page)\b
^(?:site maintenance|under maintenance|down for maintenance|account suspended|unable to connect)\b
^(?:site (?:not found|suspended|unavailable)|this site can['’]t be reached|website (?:is )?(?:offline|unavailable))\b
^(?:an )?error (?:has )?occurred\b|^something went wrong\b|^application error\b
\b(?:seite|artikel|datei)(?: \w+)?(?: wurde| konnte)?(?: leider)? nicht (?:gefunden|verfügbar|erreichbar|vorhanden)
seite existiert nicht|zugriff verweigert|interner serverfehler|^wartungs(?:arbeiten|modus)
\bpage (?:web )?(?:non trouvée|introuvable|inexistante|indisponible)
\bpage (?:demandée |que vous \w+ )?(?:n['’]existe (?:pas|plus)|est introuvable|n['’]a pas (?:été|pu être) trouvée)
accès (?:refusé|interdit)|erreur interne|site en maintenance
página no (?:encontrada|existe|disponible|se (?:ha )?encontr)
no (?:se )?(?:encontramos|encontró|hemos encontrado|se ha encontrado) (?:la|esta) página|acceso denegado
error interno del servidor
pagina non (?:trovata|esiste|disponibile|è stata trovata)|pagina (?:richiesta|cercata) non|accesso negato
página não (?:foi )?(?:encontrada|existe|disponível)|acesso negado
pagina (?:is )?niet (?:gevonden|beschikbaar)|pagina bestaat niet|toegang geweigerd
nie znaleziono (?:takiej )?strony|stron[ay] nie (?:istnieje|została znaleziona|znaleziono)|brak dostępu
sidan (?:hittades inte|kunde inte hittas|finns inte|saknas)
sid(?:en|a) (?:blev ikke fundet|findes ikke|finnes ikke|ble ikke funnet)|sivua ei (?:löyt|ole)
stránka (?:ne(?:byla )?nalezena|neexistuje)|stránku se nepodařilo|az oldal nem található
pagina nu (?:a fost găsită|există)
sayfa bulunamadı|aradığınız sayfa|erişim engellendi|halaman tidak ditemukan|không tìm thấy trang
trang (?:này )?không tồn tại
страниц[аы] (?:\w+ )?не (?:найдена|существует|найдено)|такой страницы (?:не|нет)|доступ (?:запрещ[её]н|ограничен)
внутренняя ошибка сервера|сторінк[ау] не (?:знайдено|існує)|η σελίδα δεν βρέθηκε|הדף לא נמצא|העמוד לא נמצא
الصفحة (?:المطلوبة )?غير موجودة|(?:لم يتم العثور على|تعذر العثور على) (?:هذه )?الصفحة
صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|(?:पृष्ठ|पेज) नहीं मिला|ไม่พบหน้า
ページ(?:が|は)(?:見つかり|存在し|ありま|削除)|お探しのページ|アクセスが(?:拒否|禁止)|メンテナンス中
페이지를 찾을 수 없|존재하지 않는 (?:페이지|기사)|삭제된 (?:페이지|기사)|접근이 (?:거부|제한)|점검 중
(?:页面|网页|頁面|網頁|文章|内容)(?:不存在|未找到|没有找到|找不到|已(?:被)?(?:删除|刪除|移除)|走丢了)
找不到.{0,8}(?:页面|网页|頁面|網頁)|无法(?:访问|找到)(?:此|该)?(?:页面|网页)|访问被拒绝|拒绝访问|服务器错误|系统维护
系統維護
"""
)
"""The title or heading of a page that is not there."""

WALL = _any(
    r"""
\b(?:enable|activate|turn on|requires?|needs?|allow)\b.{0,30}\bjavascript\b
\bjavascript\b.{0,30}\b(?:disabled|required|enabled?|turned off|not available)\b|you need to enable javascript
checking (?:your|if the) (?:browser|connection|site)
(?:verify|confirm|prove) (?:that )?you(?:['’]re| are) (?:a )?(?:human|not a (?:ro)?bot)|verifying you are human
are you (?:a )?(?:human|(?:a )?robot)|robot or human|unusual (?:traffic|activity)
access (?:to this page has been )?denied|attention required|just a moment|one moment, please|ddos protection
pardon our interruption|(?:complete|solve) the (?:captcha|security check|challenge)|you have been blocked
press (?:&|and) hold|request (?:was|has been) blocked|security verification
browser (?:is )?(?:not supported|unsupported|out of date|outdated)|update your browser
javascript.{0,20}(?:aktivieren|deaktiviert|einschalten)|(?:aktivieren|erlauben) sie (?:bitte )?javascript
kein roboter|sicherheitsüberprüfung|browser wird überprüft|einen moment bitte
(?:activer|activez) (?:le )?javascript|javascript.{0,20}(?:désactivé|activé|nécessaire)|pas un robot
vérification de (?:votre|la) (?:navigateur|sécurité|connexion)
(?:habilit|activ)\w* (?:el )?javascript|javascript.{0,20}(?:deshabilitado|desactivado)|no (?:eres|soy|es) un robot
verificando
(?:abilit|attiv)\w* (?:il )?javascript|non (?:sei|sono) un robot|(?:ativ|habilit)\w* o javascript
não (?:é|sou) um robô
включите javascript|javascript.{0,20}(?:отключен|выключен)|не робот|проверка браузера
подозрительн\w+ (?:трафик|активност)
javascript.{0,6}(?:を|が|は).{0,8}(?:有効|無効|オン|オフ)|ロボット|自動アクセス|自动程序
(?:启用|啟用|开启|打开|開啟).{0,4}javascript|javascript.{0,8}(?:禁用|停用|关闭)|人机(?:验证|识别)|安全(?:验证|驗證)
输入验证码|訪問過於頻繁|访问过于频繁|자바스크립트|로봇이 아닙니다|비정상적인 (?:접근|트래픽)
włącz(?:yć)? javascript|nie jesteś robotem|zet javascript aan|geen robot|تفعيل (?:جافا|javascript)
لست (?:روبوت|برنامج)|javascript['’]?i? (?:etkinleştir|açın)|robot olmadığınızı
"""
)
"""A notice for browsers and robots."""

CONSENT = _any(
    r"""
before you continue|we (?:value|care about|respect) your privacy|your privacy (?:choices|matters|is important)
(?:we|us) and our (?:\d+ |\w+ )?partners|consent to (?:the use of )?cookies
cookies? (?:consent|settings|policy|preferences|wall)|accept (?:all )?(?:cookies )?(?:and|to) (?:continue|go on)
accept (?:all )?cookies|reject all
bevor sie (?:weiter|fortfahren)|ihre privatsphäre
wir (?:und unsere|schätzen|benötigen) .{0,40}(?:partner|privatsphäre|zustimmung)|mit werbung (?:weiter|lesen)
cookies? (?:akzeptieren|zustimmen|ablehnen)|alle akzeptieren
avant de continuer|votre (?:vie privée|consentement)|nous et nos (?:\d+ )?partenaires|continuer sans accepter
accepter (?:et|les cookies)
antes de continuar|tu privacidad|su privacidad|nosotros y nuestros (?:\d+ )?socios
aceptar (?:y continuar|las cookies|todo)|la tua privacy|noi e i nostri (?:\d+ )?partner
accetta(?:re)? (?:e continua|i cookie|tutti)|sua privacidade|aceitar (?:e continuar|cookies)
voordat je verdergaat|wij en onze (?:\d+ )?partners|cookies accepteren|my i nasi (?:\d+ )?partnerzy
przejdź do serwisu|мы используем (?:файлы )?cookie|принять (?:все )?(?:файлы )?cookie|続行する前に
cookie(?:を|の使用に)同意|すべて(?:同意|許可)|쿠키 (?:사용에 )?동의|接受(?:所有|全部)?\s?cookie|同意并继续
çerezleri kabul|قبول (?:جميع )?ملفات تعريف
"""
)
"""A page that asks for consent."""

LOGIN = _any(
    r"""
\b(?:log ?in|sign ?in|log on|sign on|anmelden|anmeldung|einloggen|connexion|connectez|se connecter|identifiez)\b
\b(?:iniciar sesión|inicia sesión|accedi|entrar|fazer login|inloggen|aanmelden|zaloguj|logga in|log ind|logg inn)\b
\b(?:přihlásit|přihlášení|giriş yap|oturum aç|đăng nhập|masuk|войти|вход|авторизация|увійти)\b
로그인|ログイン|サインイン|登录|登入|登錄|تسجيل الدخول|ورود|लॉग इन|เข้าสู่ระบบ
"""
)
"""The words of a page to log in."""

PAYWALL = _any(
    r"""
subscribe (?:now |today |here )?(?:to|and) (?:continue|keep|read|unlock|get|access|view)
subscribe for (?:full|unlimited)|(?:continue|keep) reading (?:with|for|by|this)
this (?:article|content|story|post|page) is (?:only )?(?:available |open )?(?:for|to) (?:subscribers|members)
this (?:article|content|story|post|page) is (?:exclusive to|reserved for|for (?:our|paid|paying|registered))
(?:subscribers?|members?|premium)[- ](?:only|exclusive)
already (?:a |have an? )?(?:subscriber|subscription|member|account)
to (?:read|view|see|access|continue reading) (?:the (?:full|rest|whole)|this)
(?:log|sign) ?in to (?:continue|read|view|see|access)
(?:sign ?up|register|create (?:a |an )?(?:free )?account) to (?:continue|read|view|access)
reached your (?:monthly |free |article )*limit|unlock (?:this|the full|unlimited)
(?:free|remaining) articles? (?:left|remaining|this month)|become a member to
(?:weiterlesen|lesen sie weiter|jetzt lesen) (?:mit|als)|jetzt (?:abonnieren|abo|testen|weiterlesen)
(?:exklusiv|nur) für (?:abonnenten|mitglieder|registrierte)|(?:bereits|schon) (?:abonnent|registriert|kunde|ein abo)
diesen artikel (?:weiterlesen|jetzt)|um weiterzulesen
réservée?s? (?:aux|à nos|à ses) (?:abonnés|membres)|déjà abonné|(?:pour|afin de) lire la suite
abonnez[- ]vous (?:pour|à partir)|il vous reste .{0,12}% de|connectez-vous pour
(?:exclusiv[oa]|solo|sólo) para (?:suscriptores|socios|abonados)|suscríbete (?:para|y|por)|ya eres suscriptor
(?:para|sigue) (?:seguir )?leyendo|inicia sesión para|regístrate para
riservat[oa] agli abbonati|abbonati (?:per|ora|a)|(?:sei )?già abbonato|exclusivo para assinantes
assine (?:para|já|por)|já é assinante|(?:alleen|exclusief) voor (?:abonnees|leden)|al abonnee
(?:tylko|dostępn\w+) dla (?:prenumeratorów|subskrybentów|zalogowanych)|kup dostęp|endast för prenumeranter
kun for abonnenter|abonelere özel
(?:только|доступн\w+) (?:для|по) (?:подписчик|подписк|зарегистрированн)|оформите подписку
чтобы (?:прочитать|читать|продолжить)
有料会員|会員限定|有料記事|続きを読むには|続きは(?:有料|会員|ログイン)|会員登録(?:が必要|すると|して)|유료\s?회원
구독자 전용|회원 전용|로그인 (?:후|하시면)|付费(?:阅读|内容|文章|会员)|付費(?:閱讀|會員|文章)
(?:登录|登入|订阅|訂閱|注册)(?:后|後)|会员专享|會員專屬|为付费内容
للمشتركين فقط|اشترك (?:لقراءة|للقراءة|الآن)|سجل (?:الدخول )?(?:للقراءة|لمتابعة)
"""
)
"""An article that is kept for those who pay or have an account."""

FOR_SALE = _any(
    r"""
(?:domain|domain name|website)s? (?:\S+ )?(?:is|may be|might be|could be) for sale
(?:buy|purchase|inquire about|get) this domain|domain (?:has )?expired
this domain (?:is (?:parked|registered|available)|was recently registered)|(?:domain|site) is parked
parked (?:free|domain)|related searches.{0,200}privacy policy|future home of (?:something|a)
this (?:web ?page|domain) is (?:parked|reserved)|renew (?:your|this) domain
(?:diese )?domain (?:\S+ )?(?:steht zum verkauf|kaufen|zu verkaufen|ist (?:geparkt|reserviert|registriert))
(?:ce )?(?:nom de )?domaine (?:\S+ )?(?:est|à) (?:à )?(?:vendre|vente|réservé)
(?:este )?dominio (?:\S+ )?(?:está )?(?:en venta|a la venta|à venda|in vendita)
домен (?:\S+ )?(?:прода[её]тся|припаркован|зарегистрирован|истек)|срок регистрации домена|このドメインは
ドメイン(?:の有効期限|は売)|도메인(?:이|은)? (?:판매|만료)|域名(?:出售|已过期|正在出售|可能出售|转让|停放)
domena (?:na sprzedaż|jest zaparkowana)|domein (?:is )?te koop
"""
)
"""A name without a site."""

_SEARCH = r"""
search(?: results?)?(?: for|:|$)|results? for|\d+ results?|suche(?:rgebnisse)?(?:$|\W| für| nach)|ergebnisse für
résultats? (?:de|pour)|recherche(?:$|\W)|resultados? (?:de|da|para)|buscar|búsqueda|risultati|ricerca|zoekresultaten
wyniki wyszukiwania|sökresultat|søgeresultater|arama sonuçları|результаты поиска|поиск(?:$|\W)|نتائج البحث|検索結果
검색\s?결과|搜索结果|搜尋結果|kết quả tìm kiếm
"""
SEARCH = re.compile(f"^(?:{_any(_SEARCH).pattern})", re.IGNORECASE)
"""The title of what a search found."""
