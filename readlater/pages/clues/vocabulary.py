"""What page chrome says, in the languages that readlater meets most.

Only short, whole lines (or blocks) are compared with these phrases, after `fold`: the chrome of a page is the same few
words everywhere, while a sentence that contains one of them is still a sentence. Languages that are not here are
served by the rules on the form of lines alone.
"""

from __future__ import annotations

import re

_EDGE = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def fold(text: str) -> str:
    """``text`` in lower case on one line, without digits, punctuation and arrows at its ends."""
    return _EDGE.sub("", " ".join(text.casefold().split()))


def phrases(text: str) -> frozenset[str]:
    """The phrases of a text, one a line or divided by ``|``, as `fold` makes them."""
    return frozenset(fold(part) for part in re.split(r"[|\n]", text) if part.strip())


CHROME = phrases(
    """
home|menu|main menu|search|close|open|back|top|back to top|go to top|to top|skip to content|skip to main content
skip to navigation|toggle navigation
share|share this|share this article|share this story|share on facebook|share on twitter|share via email|tweet|email
e-mail|print|print this page|save|save article|bookmark|copy link|copy url|link copied
copied|more|read more|show more|see more|load more|view more|continue reading|next|previous|prev|next article
previous article|older posts|newer posts
facebook|twitter|x|instagram|youtube|linkedin|pinterest|reddit|whatsapp|telegram|line|kakaotalk|weibo|wechat|tiktok
rss|messenger|flipboard|pocket|tumblr|threads|bluesky|mastodon|vk|ok
subscribe|subscribe now|sign in|sign up|log in|login|logout|log out|register|my account|account|profile|follow
follow us|join us|join us on social|newsletter|newsletters|sign up for our newsletter
advertisement|advertisements|advertising|advert|adverts|ad|ads|caption|captions|image|images|slideshow|sponsored
sponsored content|promoted|story continues below advertisement|article continues below advertisement
scroll to continue with content
text size|font size|a a|aa|smaller|larger|increase font size|decrease font size|listen|listen to this article|audio
video|gallery|photos|photo|play|pause|mute|fullscreen|view gallery
about|about us|contact|contact us|privacy|privacy policy|terms|terms of use|terms of service|cookie policy
cookie settings|cookies|sitemap|site map|help|faq|careers|jobs|press|advertise|advertise with us|accessibility
imprint|legal notice|disclaimer
news|world|politics|business|economy|sports|sport|culture|entertainment|technology|tech|science|health|opinion
lifestyle|travel|weather|latest|latest news|breaking news|special coverage|live|tv|radio|podcasts|magazine|local
national|international|markets|education|arts|style|food|games|shop|store|all|topics|sections|trending|popular
most popular
comment|comments|leave a comment|post a comment|reply|like|dislike|report|view comments|show comments|add comment
no comments|write a comment|join the conversation
accept|accept all|accept cookies|accept all cookies|reject all|decline|agree|i agree|manage preferences
manage cookies|settings|ok|got it|learn more|more information|yes|no|cancel|submit|send|loading|please wait|download
download app|get the app|edit|delete|language|english|bar_progress|dark mode|feedback|report an error|report this
report this ad
bookmark this|add to favorites|add to favourites|gift article|related|tags|tag|topics|filed under|related tags
in this article|table of contents|contents|jump to|on this page|start|end|view|views|hits|go|select language
translate|editions|edition|date|author|title

본문 바로가기|본문바로가기|메뉴 바로가기|메뉴|전체메뉴|전체 메뉴|검색|닫기|열기|공유|공유하기|기사공유|기사 공유
스크랩|인쇄|인쇄하기|프린트|글자크기|글자 크기|글자크기 조절|가|가가|크게|작게|글자 크게|글자 작게|댓글|댓글쓰기
댓글 쓰기|댓글 보기|추천|좋아요|슬퍼요|화나요|훈훈해요|구독|구독하기|로그인|회원가입|로그아웃|마이페이지|홈|처음으로
맨위로|맨 위로|위로|목록|이전|다음|이전기사|다음기사|이전 기사|다음 기사|더보기|기사 더보기|기사제보|제보|광고
페이스북|트위터|카카오톡|카카오스토리|네이버|밴드|라인|주소복사|url복사|url 복사|링크복사|링크 복사|복사|복사하기
정치|경제|사회|문화|국제|스포츠|연예|오피니언|사설|칼럼|생활|과학|it|세계|전국|지역|부동산|증권|산업|포토|영상
동영상|뉴스|최신뉴스|속보|많이 본 뉴스|회사소개|이용약관|개인정보처리방침|청소년보호정책|저작권|고객센터|제휴문의
광고문의|신고|신고하기|음성으로 듣기|기사 듣기|요약|요약보기|번역|언론사 구독|기자 구독|기자페이지|뉴스레터|본문
바로가기|rss|앱 다운로드|태그|키워드

ホーム|メニュー|検索|閉じる|開く|シェア|シェアする|ツイート|ツイートする|ポスト|ブックマーク|はてなブックマーク
はてブ|保存|保存する|印刷|印刷する|文字サイズ|小|中|大|標準|拡大|コメント|コメントする|コメントを書く|コメントを見る
いいね|フォロー|フォローする|ログイン|会員登録|新規登録|無料会員登録|登録|購読|購読する|次へ|前へ|次の記事|前の記事
次のページ|前のページ|もっと見る|続きを読む|続きを見る|一覧|一覧へ|一覧を見る|トップ|トップページ|トップへ
ページトップへ|ページの先頭へ|先頭へ戻る|戻る|本文へ|本文へスキップ|本文へ移動|広告|スポンサーリンク|フェイスブック
ツイッター|ライン|リンクをコピー|urlをコピー|コピー|国内|国際|政治|経済|社会|文化|スポーツ|エンタメ|芸能|科学|地域
ビジネス|テクノロジー|ライフ|暮らし|天気|動画|写真|ニュース|速報|新着|最新ニュース|ランキング|特集|連載|コラム|社説
会社概要|運営会社|お問い合わせ|利用規約|プライバシーポリシー|個人情報保護方針|サイトマップ|ヘルプ|よくある質問
著作権|広告掲載|ニュースレター|メールマガジン|タグ|キーワード|カテゴリー|目次

首页|首頁|菜单|選單|導航|导航|搜索|搜尋|关闭|關閉|分享|分享到|分享至|转发|轉發|收藏|打印|列印|字号|字號|字体|大|中
小|评论|評論|留言|我要评论|发表评论|发表留言|点赞|點讚|赞|讚|关注|關注|订阅|訂閱|登录|登入|注册|註冊|登录注册|退出
下一篇|上一篇|下一页|上一页|下一頁|上一頁|更多|查看更多|阅读更多|閱讀更多|阅读全文|展开|展开全文|收起|返回|返回顶部
回到顶部|回頂部|返回首页|广告|廣告|微信|微博|新浪微博|qq|qq空间|朋友圈|豆瓣|复制链接|複製連結|新闻|新聞|国内|國內
国际|國際|政治|财经|財經|经济|經濟|社会|社會|文化|体育|體育|娱乐|娛樂|科技|军事|健康|教育|汽车|房产|旅游|视频|視頻
图片|圖片|专题|滚动|要闻|即时|即時|热点|熱門|排行|关于我们|關於我們|联系我们|聯絡我們|隐私政策|隱私權政策|服务条款
服務條款|使用条款|网站地图|帮助|版权声明|免责声明|客户端|下载客户端|手机版|扫一扫|扫码|举报|舉報|标签|標籤|责任编辑
跳转到内容|跳至内容|跳到主要內容

главная|меню|поиск|найти|закрыть|поделиться|поделиться в соцсетях|твитнуть|печать|распечатать|сохранить|в закладки
версия для печати|комментарии|комментировать|оставить комментарий|ответить|нравится|подписаться|подписка|войти|вход
регистрация|выйти|далее|назад|вперед|следующая|предыдущая|следующая статья|предыдущая статья|читать далее
читать дальше|подробнее|еще|ещё|показать еще|наверх|вверх|к началу|реклама|вконтакте|одноклассники|телеграм|фейсбук
твиттер|ватсап|скопировать ссылку|ссылка скопирована|новости|политика|экономика|общество|культура|спорт|наука
технологии|в мире|мир|россия|бизнес|происшествия|здоровье|авто|мнения|фото|видео|последние новости|лента новостей
о проекте|о нас|контакты|редакция|реклама на сайте|политика конфиденциальности|пользовательское соглашение|правила
помощь|карта сайта|рассылка|теги|размер шрифта|перейти к содержанию|перейти к основному содержанию
перейти к содержимому

startseite|menü|suche|suchen|schließen|teilen|artikel teilen|drucken|merken|speichern|kommentare|kommentar
kommentieren|kommentar schreiben|antworten|gefällt mir|abonnieren|abo|jetzt abonnieren|anmelden|einloggen|abmelden
registrieren|mein konto|weiter|zurück|nächster artikel|vorheriger artikel|mehr|mehr anzeigen|mehr lesen|weiterlesen
mehr dazu|nach oben|zum seitenanfang|zum inhalt|zum inhalt springen|zum hauptinhalt springen|zur navigation springen
anzeige|werbung|link kopieren|politik|wirtschaft|gesellschaft|kultur|sport|wissen|wissenschaft|technik|panorama
ausland|inland|meinung|reise|gesundheit|digital|netzwelt|leben|regional|wetter|nachrichten|schlagzeilen|bilder
impressum|datenschutz|datenschutzerklärung|agb|kontakt|über uns|hilfe|barrierefreiheit|mediadaten|schriftgröße
vorlesen|artikel anhören|alle akzeptieren|ablehnen|einstellungen|zustimmen|themen|schlagwörter

inicio|portada|menú|buscar|búsqueda|cerrar|compartir|compartir en facebook|compartir en twitter|imprimir|guardar
comentarios|comentar|dejar un comentario|responder|me gusta|suscríbete|suscribirse|suscripción|iniciar sesión
inicia sesión|registrarse|regístrate|cerrar sesión|mi cuenta|siguiente|anterior|artículo siguiente|artículo anterior
más|ver más|leer más|seguir leyendo|mostrar más|volver arriba|arriba|subir|saltar al contenido|ir al contenido
publicidad|anuncio|copiar enlace|enlace copiado|noticias|política|economía|sociedad|cultura|deportes|ciencia
tecnología|internacional|nacional|opinión|salud|mundo|gente|últimas noticias|última hora|fotos|vídeos|aviso legal
política de privacidad|política de cookies|condiciones de uso|contacto|quiénes somos|ayuda|mapa del sitio
publicidad en el sitio|boletines|boletín|aceptar|aceptar todo|rechazar|configurar|etiquetas|temas|tamaño de letra
escuchar|escuchar artículo

accueil|menu principal|rechercher|recherche|fermer|partager|partager sur facebook|partager sur twitter|imprimer
enregistrer|sauvegarder|commentaires|commenter|laisser un commentaire|répondre|j'aime|s'abonner|abonnez-vous
je m'abonne|se connecter|connexion|s'inscrire|créer un compte|mon compte|déconnexion|suivant|précédent
article suivant|article précédent|plus|voir plus|en savoir plus|lire la suite|lire plus|afficher plus|haut de page
retour en haut|aller au contenu|aller au contenu principal|publicité|annonce|copier le lien|lien copié|actualités
actualité|politique|économie|société|culture|sports|sciences|technologies|international|france|monde|opinions|débats
santé|planète|vidéos|photos|en direct|dernières nouvelles|les plus lus|mentions légales|politique de confidentialité
confidentialité|conditions générales|cgu|cgv|contactez-nous|qui sommes-nous|à propos|aide|plan du site
gestion des cookies|newsletters|accepter|tout accepter|refuser|tout refuser|paramétrer|étiquettes|thèmes
taille du texte|écouter|écouter l'article|ajouter aux favoris|offrir l'article

الرئيسية|الصفحة الرئيسية|القائمة|بحث|البحث|إغلاق|أغلق|مشاركة|شارك|شارك المقال|مشاركة المقال|شارك على فيسبوك|طباعة
حفظ|تعليقات|التعليقات|أضف تعليق|اترك تعليقا|أضف تعليقا|رد|إعجاب|أعجبني|اشترك|اشترك الآن|اشتراك|تسجيل الدخول|دخول
تسجيل|إنشاء حساب|تسجيل الخروج|حسابي|التالي|السابق|المقال التالي|المقال السابق|المزيد|اقرأ المزيد|عرض المزيد
أعلى الصفحة|العودة إلى الأعلى|انتقل إلى المحتوى|تخطى إلى المحتوى|تجاوز إلى المحتوى الرئيسي|إعلان|إعلانات|فيسبوك
تويتر|واتساب|تيليجرام|تلغرام|إنستغرام|يوتيوب|نسخ الرابط|تم نسخ الرابط|أخبار|الأخبار|سياسة|اقتصاد|مجتمع|ثقافة|رياضة
علوم|تكنولوجيا|صحة|منوعات|العالم|رأي|آراء|فيديو|صور|آخر الأخبار|عاجل|من نحن|اتصل بنا|سياسة الخصوصية|شروط الاستخدام
الشروط والأحكام|مساعدة|خريطة الموقع|النشرة البريدية|قبول|موافق|رفض|وسوم|كلمات مفتاحية|حجم الخط|استمع

cerca|chiudi|condividi|stampa|salva|commenti|commenta|rispondi|mi piace|abbonati|accedi|registrati|esci|avanti
indietro|successivo|precedente|leggi tutto|leggi di più|mostra altro|altro|torna su|vai al contenuto|pubblicità
notizie|economia|cronaca|esteri|politica|salute|scienza|chi siamo|contatti|privacy e cookie|note legali|accetta
rifiuta|tag
início|pesquisar|buscar|fechar|compartilhar|partilhar|imprimir|salvar|comentários|comentar|curtir|assine|assinar
entrar|cadastre-se|sair|próximo|próxima|anterior|leia mais|ver mais|saiba mais|mostrar mais|voltar ao topo
ir para o conteúdo|pular para o conteúdo|publicidade|anúncio|notícias|economia|esportes|desporto|cultura|saúde
ciência|tecnologia|mundo|sobre|contato|contacto|política de privacidade|termos de uso|aceitar|rejeitar
ana sayfa|menü|ara|kapat|paylaş|yazdır|kaydet|yorumlar|yorum yap|beğen|abone ol|giriş yap|giriş|kayıt ol|üye ol
çıkış|sonraki|önceki|devamını oku|daha fazla|daha fazla göster|yukarı çık|başa dön|içeriğe geç|reklam|haberler
gündem|siyaset|ekonomi|dünya|spor|kültür|sağlık|bilim|teknoloji|hakkımızda|iletişim|gizlilik politikası
kullanım koşulları|kabul et|reddet|etiketler
trang chủ|tìm kiếm|đóng|chia sẻ|in|lưu|bình luận|đăng nhập|đăng ký|tiếp theo|trước|xem thêm|đọc thêm|quảng cáo
tin tức|thế giới|kinh tế|thể thao|văn hóa|giải trí|liên hệ|giới thiệu
मुखपृष्ठ|होम|मेन्यू|खोजें|बंद करें|शेयर|शेयर करें|प्रिंट|टिप्पणी|टिप्पणियां|लॉग इन|साइन इन|और पढ़ें|और देखें|विज्ञापन
समाचार|खेल|मनोरंजन|संपर्क करें|हमारे बारे में
strona główna|szukaj|zamknij|udostępnij|drukuj|zapisz|komentarze|skomentuj|zaloguj się|zaloguj|zarejestruj się|dalej
wstecz|następny|poprzedni|czytaj dalej|czytaj więcej|więcej|do góry|przejdź do treści|reklama|wiadomości|gospodarka
świat|kontakt|o nas|polityka prywatności|regulamin|akceptuję
zoeken|sluiten|delen|deel|afdrukken|opslaan|reacties|reageer|abonneren|inloggen|aanmelden|uitloggen|volgende|vorige
lees meer|meer lezen|meer|naar boven|naar inhoud|ga naar de inhoud|advertentie|nieuws|binnenland|buitenland|economie
cultuur|over ons|privacybeleid|voorwaarden|accepteren|weigeren
"""
)
"""Whole lines that are controls, navigation or sections of a site."""

ENDINGS = phrases(
    """
related articles|related stories|related posts|related news|related content|related topics|related links
related coverage|related reading|similar articles|similar posts|similar readings|recommended|recommended for you
recommended articles|recommended reading|recommended stories|you may also like|you might also like
you might be interested in|you may be interested in|more stories|more news|more articles|more from
more on this story|more on this topic|more like this|read next|read also|also read|see also|up next|next up
most read|most popular|most viewed|most shared|most commented|popular posts|popular articles|popular stories
popular now|trending|trending now|trending stories|latest news|latest stories|latest articles|latest posts
recent posts|recent articles|recent comments|top stories|editor's picks|editors' picks|editor’s picks|editors’ picks
around the web|from around the web|from our partners|sponsored stories|promoted stories|promoted content
paid content|what to read next|further reading|keep reading|explore more|other articles|other news|in other news
today's top stories|don't miss|don’t miss|must read|must reads|special coverage|about the author|about the authors
about author|author bio|leave a reply|about the writer|share this article|share this|join the discussion
관련기사|관련 기사|관련뉴스|관련 뉴스|연관기사|연관 기사|추천기사|추천 기사|추천뉴스|추천 뉴스|많이 본 기사
많이 본 뉴스|많이본 뉴스|가장 많이 본 뉴스|인기기사|인기 기사|인기뉴스|인기 뉴스|실시간 뉴스|실시간 인기기사
주요뉴스|주요 뉴스|최신기사|최신 기사|오늘의 주요뉴스|함께 본 뉴스|함께 보면 좋은 기사|이 기사와 함께 많이 본 뉴스
이 기자의 다른 기사|기자의 다른 기사|다른 기사 보기|놓치면 안 될 뉴스|핫이슈|핫 이슈|오늘의 핫뉴스|다른 뉴스
関連記事|関連ニュース|関連リンク|関連コンテンツ|関連トピックス|おすすめ記事|おすすめ|おすすめの記事|あわせて読みたい
合わせて読みたい|こちらもおすすめ|人気記事|人気の記事|アクセスランキング|記事ランキング|ランキング|新着記事|最新記事
最新ニュース|ほかの記事|その他の記事|この記事を書いた人|この著者の記事|次に読む|注目の記事|注目記事|主要ニュース
ピックアップ
相关阅读|相关新闻|相关文章|相关报道|相关推荐|相关内容|相关链接|延伸阅读|推荐阅读|推荐新闻|为您推荐|猜你喜欢|热门推荐
热门文章|热门新闻|热点新闻|热点推荐|精彩推荐|更多新闻|更多文章|最新文章|最新新闻|最近文章|编辑推荐|大家都在看
点击排行|排行榜|相關閱讀|相關新聞|相關文章|相關報導|延伸閱讀|推薦閱讀|為您推薦|你可能感興趣|你可能也喜歡|熱門文章
熱門新聞|更多新聞|最新文章|最新新聞|看更多
читайте также|читать также|смотрите также|по теме|материалы по теме|статьи по теме|новости по теме|похожие статьи
похожие материалы|похожие новости|рекомендуем|рекомендуемые статьи|популярное|популярные статьи|популярные новости
самое читаемое|самое популярное|самое обсуждаемое|другие новости|другие статьи|ещё по теме|еще по теме
последние новости|новости партнеров|новости партнёров|главное|главные новости|об авторе|выбор редакции
вам может быть интересно|что почитать
lesen sie auch|auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren
das könnte ihnen auch gefallen|mehr zum thema|mehr zu diesem thema|zum thema|verwandte artikel|ähnliche artikel
ähnliche beiträge|weitere artikel|weitere nachrichten|weitere beiträge|meistgelesen|meistgelesene artikel
am meisten gelesen|beliebte artikel|beliebt|empfehlungen|empfohlen|empfohlene artikel|neueste artikel
neueste beiträge|neueste nachrichten|aktuelle nachrichten|top-themen|topthemen|über den autor|über die autorin
mehr von|unsere empfehlungen|passend dazu
te puede interesar|también te puede interesar|te recomendamos|le puede interesar|lea también|lee también|ver también
véase también|artículos relacionados|noticias relacionadas|contenido relacionado|relacionados|relacionadas
entradas relacionadas|más información|más noticias|más leídas|más leídos|lo más leído|lo más visto|lo más visto en
recomendados|recomendado para ti|últimas noticias|sobre el autor|otras noticias|más sobre este tema|sobre la firma
archivado en|no te pierdas
à lire aussi|lire aussi|à lire également|sur le même sujet|sur le même thème|dans la même rubrique|articles liés
articles similaires|articles connexes|articles associés|vous aimerez aussi|vous pourriez aussi aimer
vous pourriez être intéressé|cela peut vous intéresser|contenus sponsorisés|les plus lus|le plus lu
les plus populaires|derniers articles|dernières actualités|dernières nouvelles|nos recommandations
recommandé pour vous|plus d'articles|à propos de l'auteur|à découvrir|voir aussi|autres articles
pour aller plus loin
اقرأ أيضا|اقرأ أيضاً|اقرا ايضا|إقرأ أيضا|اقرأ أيضًا|مقالات ذات صلة|أخبار ذات صلة|مواضيع ذات صلة|موضوعات ذات صلة
ذات صلة|مواضيع متعلقة|مقالات مشابهة|الأكثر قراءة|الأكثر مشاهدة|الأكثر شعبية|قد يعجبك أيضا|قد يعجبك|قد يهمك
قد يهمك أيضا|اخترنا لك|مختارات|آخر الأخبار|أحدث الأخبار|أحدث المقالات|المزيد من الأخبار|شاهد أيضا|شاهد أيضاً
عن الكاتب|الأكثر تداولا
leggi anche|articoli correlati|notizie correlate|potrebbe interessarti|potrebbe interessarti anche
ti potrebbe interessare|i più letti|più letti|altri articoli|ultime notizie|da non perdere
leia também|leia mais|veja também|artigos relacionados|notícias relacionadas|posts relacionados|relacionados
mais lidas|mais lidos|últimas notícias|você pode gostar|recomendados|recomendado para você|sobre o autor
ilgili haberler|benzer haberler|ilgili yazılar|benzer yazılar|bunlar da ilginizi çekebilir|ilginizi çekebilir
çok okunanlar|en çok okunanlar|son haberler|diğer haberler|önerilen|editörün seçtikleri
tin liên quan|bài viết liên quan|có thể bạn quan tâm|đọc nhiều|tin mới|xem nhiều
czytaj także|czytaj też|zobacz także|zobacz też|powiązane artykuły|polecane|najczęściej czytane|najnowsze|lees ook
gerelateerde artikelen|gerelateerd|meest gelezen|aanbevolen|संबंधित खबरें|यह भी पढ़ें|ये भी पढ़ें
"""
)
"""Headings under which other articles, their lists or the author are: what follows is no part of the article."""

COMMENTS = phrases(
    """
comments|comment|reader comments|leave a comment|leave a reply|post a comment|join the conversation
join the discussion|discussion|responses|replies|comments section|what do you think|add a comment
be the first to comment|show comments|view comments|all comments|top comments
댓글|전체 댓글|댓글쓰기|댓글 쓰기|댓글 목록|의견|독자 의견|100자평|コメント|コメント一覧|コメントを書く
みんなのコメント|この記事へのコメント|评论|网友评论|全部评论|最新评论|热门评论|用户评论|发表评论|評論|網友評論|留言
所有留言|發表留言
комментарии|комментарии читателей|все комментарии|обсуждение|оставить комментарий|добавить комментарий|kommentare
leserkommentare|alle kommentare|diskussion|kommentar schreiben|ihr kommentar zum artikel|comentarios
deja un comentario|dejar un comentario|deja tu comentario|commentaires|vos commentaires|laisser un commentaire
vos réactions|réactions|التعليقات|تعليقات القراء|أضف تعليقا|اترك تعليقا|commenti|lascia un commento|comentários
deixe um comentário|deixe seu comentário|yorumlar|yorum yap|bình luận|komentarze|reacties|टिप्पणियां
"""
)
"""Headings of readers' comments."""

LEGAL = re.compile(
    r"©|ⓒ|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|all rights reserved|alle rechte vorbehalten|"
    r"todos los derechos reservados|"
    r"tous droits réservés|tutti i diritti riservati|todos os direitos reservados|все права защищены|"
    r"alle rechten voorbehouden|"
    r"wszelkie prawa zastrzeżone|tüm hakları saklıdır|جميع الحقوق محفوظة|저작권자|무단\s*전재|無断転載|"
    r"無断複製|著作権|版权所有|版權所有|"
    r"재판매 및 DB 금지|(?:隱私權|隐私权|隐私|隱私).{0,20}(?:同意|啟用|启用)|同意.{0,20}(?:隱私權|隐私权|隐私政策)|"
    r"未经.{0,12}(?:授权|许可|转载)|未經.{0,12}(?:授權|許可|轉載)|禁止转载|不得转载|"
    r"may not be (?:published|reproduced|republished)",
    re.IGNORECASE,
)
"""Marks of a copyright line."""

COOKIES = re.compile(
    r"\b(?:we|site|website|page|our partners)\b.{0,40}\buses?\b.{0,30}\bcookies\b|"
    r"\bcookies?\b.{0,60}\b(?:consent|accept|preferences|policy|settings|"
    r"agree|you continue|experience)\b|\b(?:accept|manage|reject)\b.{0,20}\bcookies\b|"
    r"\bcookies\b.{0,80}(?:verwende|nutze|einsatz|einverstanden|zustimm|akzeptier|einwillig)|(?:verwende|nutze|setze).{0,40}\bcookies\b|"
    r"\b(?:utiliz|usa|emplea)\w*\b.{0,40}\bcookies\b|\bcookies\b.{0,60}(?:aceptar|acepta|consentimiento|aceitar|accett|navega)|"
    r"\b(?:utilis|dépos)\w*\b.{0,40}\bcookies\b|\bcookies\b.{0,60}(?:accept|consent|refus|paramétr)|"
    r"(?:использу\w+|файл\w+).{0,20}(?:\bcookies?\b|куки)|(?:쿠키|cookie)를?\s*(?:사용|수집|동의|허용)|(?:クッキー|cookie)\s*(?:を|の)\s*(?:使用|利用|同意|受け入れ)|"
    r"(?:使用|接受|允许|同意).{0,12}\bcookies?\b|ملفات تعريف الارتباط|ملفات الارتباط|çerez\w* kullan",
    re.IGNORECASE,
)
"""Sentences that ask for consent to cookies."""

SIGNUP = re.compile(
    r"\b(?:sign up|subscribe|join|register)\b.{0,50}\b(?:newsletter|e-?mail|updates|inbox|mailing list|"
    r"alerts)\b|\bfollow (?:us|me|him|her|them) on\b|^follow\b.{0,40}\bon (?:facebook|twitter|x|instagram)\b|"
    r"^this entry was posted\b|"
    r"\b(?:like|join|find) us on\b|\bdownload (?:our|the) (?:free )?app\b|\bget (?:the|"
    r"our) .{0,30}\b(?:newsletter|app|inbox)\b|"
    r"\bnewsletter\b.{0,40}\b(?:anmelden|abonnieren|bestellen)\b|\b(?:abonnieren|melden) sie\b.{0,40}\bnewsletter\b|"
    r"\b(?:suscríbete|suscríbase|apúntate|recibe)\b.{0,60}\b(?:newsletter|boletín|correo)\b|\bs[ií]guenos en\b|"
    r"\b(?:inscrivez-vous|abonnez-vous|recevez)\b.{0,60}\b(?:newsletter|lettre|notre chaîne)\b|\bsuivez-nous sur\b|"
    r"подпи(?:шитесь|сывайтесь).{0,60}(?:рассылк|канал|telegram|телеграм|новост|нас)|(?:뉴스레터|채널|앱).{0,20}(?:구독|신청|다운로드)|"
    r"(?:メールマガジン|メルマガ|ニュースレター).{0,20}(?:登録|購読)|(?:关注|關注|扫描|扫码).{0,20}(?:公众号|公眾號|微信|二维码|客户端)|"
    r"(?:اشترك|تابعنا|تابعونا|انضم).{0,50}(?:النشرة|قناة|فيسبوك|تويتر|واتساب|تلغرام|تيليجرام|على)|"
    r"segui(?:ci|teci) su\b|siga-nos\b|"
    r"\b(?:facebook|instagram|twitter|telegram|whatsapp|linkedin)\b.{0,90}\bnewsletter\b|"
    r"^sign up (?:to|for)(?:\s(?-i:[A-Z])[\w&'’]{1,20}){1,5}$|"
    r"^this (?:article|story|page|post) is (?:more than |over )?\d+ (?:month|year)s? old|"
    r"有料会員|有料記事|会員限定記事|구독자 전용|유료회원|本文为付费|付費會員|réservé (?:aux|à nos) abonnés|"
    r"\bto receive new posts\b|\bsubscribe for free\b|\bnewsletter promotion\b|"
    r"^(?:privacy notice:.{0,80})?\bnewsletters?\b|\bdaily newsletter\b|"
    r"^(?:type|enter) your e-?mail|\baffiliate links?\b|\bdisclosure policy\b|^[^.]{0,40}\be-?mail[^.]{0,20}\.\.\.$",
    re.IGNORECASE,
)
"""Calls to subscribe, follow or install."""

INLINE_LINK = re.compile(
    r"^(?:read (?:more|also|next|the full|our)|also read|more on this|more:|see also|related|recommended|"
    r"watch|listen|click here|"
    r"lesen sie (?:auch|mehr)|mehr (?:dazu|zum thema)|lea también|lee también|te puede interesar|leer más|"
    r"lire aussi|à lire aussi|à lire|voir aussi|"
    r"читайте также|смотрите также|читать далее|leggi anche|leia também|leia mais|veja também|"
    r"czytaj (?:też|także)|lees ook|ilgili haber|"
    r"관련\s?기사|관련기사|[☞▶▷]|関連記事|あわせて読みたい|相关阅读|延伸阅读|延伸閱讀|اقرأ أيضا|اقرأ أيضاً|"
    r"اقرأ أيضًا|شاهد أيضا)\s*(?:[:：|>»-]|\b)",
    re.IGNORECASE,
)
"""The beginning of a line that leads to another article."""

CREDIT = re.compile(
    r"[\[(（【<［〈]\s*(?:(?:(?:image|photo|picture|file photo|ap|afp|reuters|getty|epa|fotos?|bild|"
    r"imagen|crédito|crédit|image source|фото|изображение|صورة|الصورة)\b|"
    r"사진|이미지|자료|출처|写真|画像|提供|撮影|图|圖|資料照|資料圖|照片)[^\])）】>］〉]{0,80}|"
    r"[^\])）】>］〉]{0,60}(?:제공(?:\s?\.[^\])）】>］〉]{0,40})?|캡처|撮影|提供|getty images|reuters|"
    r"yonhap|afp|ap photo|epa|shutterstock|/ap|/afp|dpa))\s*[\])）】>］〉]\s*\.?$"
    r"|^(?:photo(?:graph)?s?|image|picture|photo credit|image credit|foto|fotos|bild|imagen|crédit photo|"
    r"фото|источник фото|사진|写真|图片来源|图|図|圖)\s*(?:[:：/=|]|by\b)\s*\S.{0,80}$"
    r"|[/|(]\s*(?:getty images?|reuters|shutterstock|ap photo|afp|epa|istock(?:photo)?|unsplash|dpa|yonhap)[^.]{0,40}$"
    r"|(?:^|[|.])\s*(?:photograph|photo|foto|bild|crédit)\s?:\s?[^.]{2,60}$"
    r"|\b(?:REUTERS|AP Photo|AFP|EPA|Getty Images)\s?/\s?\S.{0,80}$"
    r"|^(?:getty images|reuters|afp|epa|pa media|shutterstock|alamy)\s(?=\S)[^.]{0,120}$"
    r"|^[^\W\d_]+(?:\s[^\W\d_]+){1,2}\s?/\s?(?-i:[A-Z]{2,10})\s(?=(?-i:[A-Z]))[^.]{4,120}$"
    r"|\((?-i:[A-Z])[^()\d]{1,40}/[^()\d]{2,40}\)\.?$"
    r"|^(?:image|图像|圖像|画像|imagen|изображение|이미지)\s?(?:source|caption|来源|來源|加注文字|来自|crédito|출처)\s?[,，:：].{0,160}$"
    r"|(?:사진|자료)\s*[=/|]\s*\S.{0,40}$",
    re.IGNORECASE,
)
"""The credit of a picture: at the end of a caption or all of it."""

SOURCE = re.compile(
    r"^(?:source|sources|quelle|fuente|fonte|来源|來源|出典|출처|источник|المصدر|kaynak|nguồn|źródło|bron)\s*[:：]\s*(?P<name>\S.{1,50})$",
    re.IGNORECASE,
)
"""A line that says for whom, or from where, the text is."""

SUBSCRIBE = re.compile(
    r"subscri|sign ?up|donate|support us|abonn|suscr|assine|подпис|поддерж|"
    r"구독|후원|登録|購読|订阅|訂閱|اشترك|abone ol",
    re.IGNORECASE,
)
"""Words of the controls below a plea for subscriptions or gifts."""

NEWSROOM = re.compile(
    r"^(?:additional )?(?:reporting|writing|compiled|written) by\b.{3,160}\b(?:editing|edited|writing|reporting) by\b|"
    r"^our standards:",
    re.IGNORECASE,
)
"""The line of an agency's desk below its report."""

MODIFIED = re.compile(
    r"updated|modified|revised|edited|corrected|수정|최종|更新|最終|修改|обновлен|изменен|aktualisiert|"
    r"geändert|actualizad|modificad|mis à jour|modifié|"
    r"تحديث|تعديل|aggiornat|atualizad|güncelle|cập nhật|aktualizacja|bijgewerkt|laatst",
    re.IGNORECASE,
)
"""Words that say that a date is that of a change, not of publication."""
