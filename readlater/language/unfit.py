"""Words that are no keywords although they are no stop words either: days, months, verbs of those who speak, fillers.

A news article says *Tuesday* and *told* more often than most of what it is about. The lists are by language and are
compared by stem, so that one form of a word stands for all. *March* is not on them: it is a demonstration, too.
"""

from __future__ import annotations

from functools import lru_cache

from readlater.language.stemming import fold, stem_words

_TIMES = {
    "en": """
        monday tuesday wednesday thursday friday saturday sunday january february april may june july august september
        october november december jan feb apr jun jul aug sep sept oct nov dec today yesterday tomorrow tonight day days
        week weeks weekend month months year years yearly decade hour hours minute minutes morning afternoon evening
        night time times recently currently earlier later soon
    """,
    "de": """
        montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar märz april mai juni
        juli august september oktober november dezember heute gestern morgen tag tage woche wochen wochenende monat
        monate jahr jahre stunde stunden minute minuten abend vormittag nachmittag zeit mal uhr jahrhundert
    """,
    "fr": """
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
        octobre novembre décembre aujourd hui hier demain jour jours semaine semaines mois an ans année années heure
        heures minute minutes matin soir fois temps siècle
    """,
    "es": """
        lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto
        septiembre octubre noviembre diciembre hoy ayer mañana día días semana semanas mes meses año años hora horas
        minuto minutos tarde noche vez veces tiempo siglo
    """,
    "it": """
        lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio
        agosto settembre ottobre novembre dicembre oggi ieri domani giorno giorni settimana settimane mese mesi anno
        anni ora ore minuto minuti mattina sera volta volte tempo secolo
    """,
    "pt": """
        segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta feira sábado
        domingo janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro hoje ontem
        amanhã dia dias semana semanas mês meses ano anos hora horas minuto minutos tarde noite vez vezes tempo século
    """,
    "nl": """
        maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
        september oktober november december vandaag gisteren morgen dag dagen week weken maand maanden jaar jaren uur
        uren minuut minuten keer tijd eeuw
    """,
    "sv": """
        måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april maj juni juli augusti september
        oktober november december idag igår imorgon dag dagar vecka veckor månad månader år timme timmar minut minuter
        gång gånger tid
    """,
    "da": """
        mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli august september
        oktober november december dag dage uge uger måned måneder år time timer minut minutter gang gange tid
    """,
    "no": """
        mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars april mai juni juli august september
        oktober november desember dag dager uke uker måned måneder år time timer minutt minutter gang ganger tid
    """,
    "fi": """
        maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai tammikuu helmikuu maaliskuu huhtikuu toukokuu
        kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu tänään eilen huomenna päivä viikko kuukausi vuosi
        tunti minuutti kerta aika
    """,
    "pl": """
        poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca kwietnia maja czerwca lipca
        sierpnia września października listopada grudnia styczeń luty marzec kwiecień maj czerwiec lipiec sierpień
        wrzesień październik listopad grudzień dziś dzisiaj wczoraj jutro dzień dni tydzień tygodnie miesiąc miesięcy
        rok roku lat lata godzina godzin minuta minut raz razy czas
    """,
    "cs": """
        pondělí úterý středa čtvrtek pátek sobota neděle ledna února března dubna května června července srpna září
        října listopadu prosince dnes včera zítra den dny dnů týden týdny měsíc měsíce rok roku let hodina hodin minuta
        minut krát čas
    """,
    "hu": """
        hétfő kedd szerda csütörtök péntek szombat vasárnap január február március április május június július augusztus
        szeptember október november december ma tegnap holnap nap hét hónap év óra perc idő
    """,
    "ro": """
        luni marți miercuri joi vineri sâmbătă duminică ianuarie februarie martie aprilie mai iunie iulie august
        septembrie octombrie noiembrie decembrie azi astăzi ieri mâine zi zile săptămână săptămâni lună luni an ani anul
        oră ore minut minute dată timp secol secolul
    """,
    "ru": """
        понедельник вторник среда четверг пятница суббота воскресенье января февраля марта апреля мая июня июля августа
        сентября октября ноября декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
        сегодня вчера завтра день дня дни дней неделя недели недель месяц месяца месяцев год года годы годов году лет
        час часа часов минута минут раз время века
    """,
    "uk": """
        понеділок вівторок середа четвер пʼятниця субота неділя січня лютого березня квітня травня червня липня серпня
        вересня жовтня листопада грудня сьогодні вчора завтра день дня дні днів тиждень тижня тижнів місяць місяця
        місяців рік року роки років година години годин хвилина хвилин раз час
    """,
    "el": """
        δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου
        ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου σήμερα χθες αύριο μέρα ημέρα ημέρες εβδομάδα
        εβδομάδες μήνας μήνες χρόνος χρόνια έτος έτη ώρα ώρες λεπτό λεπτά φορά φορές αιώνα αιώνας
    """,
    "tr": """
        pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül
        ekim kasım aralık bugün dün yarın gün günler hafta haftalar ay aylar yıl yıllar yılında saat dakika kez kere
        zaman yüzyıl
    """,
    "ar": """
        الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر
        نوفمبر ديسمبر اليوم أمس غدا يوم أيام أسبوع أسابيع شهر أشهر سنة سنوات عام أعوام العام ساعة ساعات دقيقة دقائق مرة
        مرات وقت القرن
    """,
    "fa": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه امروز دیروز فردا روز هفته ماه سال سال‌ها ساعت دقیقه بار زمان",
    "hi": """
        सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर
        नवंबर दिसंबर आज कल दिन सप्ताह हफ्ते महीने माह वर्ष वर्षों साल घंटे मिनट बार समय सदी शताब्दी जाता जाती जाते था थी
        थीं थे पास क्यों कैसे वाला वाली वाले करना करने होता होती होते डालें
    """,
    "vi": "tháng năm ngày tuần giờ phút hôm nay qua mai lần",
    "id": """
        senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober
        november desember hari kemarin besok pekan bulan tahun jam menit kali waktu
    """,
    "ko": """
        월요일 화요일 수요일 목요일 금요일 토요일 일요일 오늘 어제 내일 지난해 올해 내년 지난달 이번달 하루 이날 오전
        오후 당시 시간 이후 이전 최근 현재 동안 이번 지난 그동안 다음 먼저 사이 아무 단위 방법
    """,
    "ja": """
        月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 今日 昨日 明日 本日 今年 去年 昨年 来年 今月 先月 来月 毎日
        今回 前回 次回 現在 最近 当時 時間 以降 以前 今後 場合 自分 一番 一方 一人 二人 最後 最初 非常 本当 全部 必要
        可能 紹介 内容 以下 以上 通常 結構 多数 全員 普段 後日 平日 半分 残念 是非 皆様 話題 注目 人気 同時 様子 仕方
        意味 大変
    """,
    "zh": """
        星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日 今天 昨天 明天 今年 去年
        明年 本月 上月 目前 最近 当时 時間 时间 小时 分钟 日期 年代 世纪 此外 当中 由于 例如 包括 成为 进行 认为 表示
        以及 许多 大部分 大量 同时 因此 随后 作为
    """,
}
"""Days, months and the words of time around them, by language; and other words that are in every text."""

_SPEAKING = {
    "en": """
        say says said saying tell told add added explain explained insist insisted claim claimed argue argued warn
        warned reply replied comment commented think thought believe believed know want wanted like make made take took
        reportedly allegedly apparently probably simply really actually clearly likely people person thing things lot
        bit kind way ways something anything everything someone anyone everyone mr mrs ms dr sir including based
        expected able getting going making taking put set come came look looking looked feel felt good great better best
        big bigger biggest high higher small new old young long short don didn doesn isn wasn won couldn wouldn isn't
        http https www com net html jpg png called calls call use used using
    """,
    "de": "sagte sagen sagt erklärte erklären betonte meinte teilte berichtete gab äußerte hieß prozent",
    "fr": "dit dire déclaré déclarer affirmé affirmer expliqué expliquer ajouté ajouter selon indiqué indiquer",
    "es": "dijo decir dice declaró afirmó explicó añadió aseguró señaló indicó según",
    "it": "detto dire ha dice dichiarato affermato spiegato aggiunto secondo",
    "pt": "disse dizer diz afirmou explicou declarou acrescentou segundo",
    "nl": "zei zegt zeggen verklaarde meldde volgens aldus",
    "sv": "sade sa säger säga uppgav enligt",
    "da": "sagde siger sige oplyser ifølge",
    "no": "sa sier si opplyser ifølge",
    "fi": "sanoi sanoa kertoi kertoa mukaan",
    "pl": "powiedział powiedziała mówi dodał stwierdził według poinformował",
    "cs": "řekl řekla uvedl dodal podle",
    "ro": "spus spune declarat afirmat adăugat potrivit",
    "ru": "сказал сказала говорит говорил заявил заявила сообщил отметил добавил подчеркнул рассказал пояснил словам",
    "uk": "сказав сказала заявив повідомив зазначив додав словами",
    "el": "είπε λέει δήλωσε ανέφερε πρόσθεσε τόνισε σύμφωνα",
    "tr": "dedi söyledi belirtti açıkladı ifade göre",
    "ar": "قال قالت يقول أضاف أكد أوضح صرح ذكر أشار وفقا",
    "hi": "कहा बताया कहते लोग लोगों गए गया गई वीं नई नए नया एक दो तीन चार पांच आम तौर अलग रूप तरह बड़े बड़ी",
    "ko": """
        그로 그가 내가 우리 대해 위해 통해 함께 특히 다시 많은 모든 매우 더욱 여러 같은 다른 새로운 말했다 밝혔다 전했다
        설명했다 덧붙였다 강조했다 관계자 가운데 경우 정도 이상 이하 대부분 자신 사실 생각
    """,
}
"""Verbs and phrases of those who speak, and of speech; by language."""

_GENERAL = {
    "en": "include includes included especially particularly various several certain whole example others",
    "de": """
        gleiche gleichen ursprünglich fast blieb bleibt bleiben größte größten schließlich letzte letzten neue neuen
        erste ersten verschiedene verschiedenen beispiel beispielsweise insgesamt jedoch weitere weiteren viele vielen
        teil teile wichtige wichtigste besonders bereits häufig erforderlich zunächst konnte konnten ließ steht stand
        unter
    """,
    "fr": """
        exemple notamment plusieurs certains certaines nouveau nouvelle nouveaux grand grande grands grandes premier
        première dernier dernière partie façon cas chose choses bonne bon toujours souvent chaque ainsi permet peut
    """,
    "es": """
        ejemplo principal principales diferentes diferente tipo tipos forma formas parte número baja incluyen incluye
        incluyendo utiliza utilizan utilizar representa directamente reciben gran grandes nuevo nueva nuevos nuevas
        primer primera últimos última caso casos personas veces considerada considerado generalmente llamada llamado
        deja pasa necesita alguien conjunto respecto
    """,
    "it": """
        esempio diversi diverse nuovo nuova nuovi grande grandi primo prima ultimo ultima parte modo caso cosa cose
        tipo tipi forma spesso sempre inoltre alcuni alcune
    """,
    "pt": """
        exemplo diversos diversas diferentes novo nova novos novas grande grandes primeiro primeira último última parte
        forma formas caso coisa coisas tipo tipos pessoas sempre além alguns algumas
    """,
    "nl": "voorbeeld verschillende nieuwe grote eerste laatste deel manier geval mensen vaak vooral echter",
    "ro": """
        decât fiind faptul ultimii ultimul nivel diferite diferit diferiți cazul caz cazuri adesea parte părți timpul
        ulterior urma urmă lungul oameni oamenii început forme formă tip exemplu principal principală multe mulți mari
        mare include inclus folosească folosesc folosit numit numită reprezintă cauza cadrul numărul număr avut dus
        începe începutul acestora acestei
    """,
    "ru": """
        является являются которые которому которого которой которых поскольку качестве случае случай случаях случаев
        течение стал стала стали создания целью некоторых некоторые трех главным главный примерно также начале начало
        настоящее новый новая новые нового большой большая большинство широко например образом рамках период связи
        результате основе основан различные различных нескольких несколько получил получила первый первая первые
        последний последние часть части форм форма пример считаю требует привел начала начал находится
    """,
    "uk": """
        є які якого якому якої яких оскільки якості випадку протягом став стала стали метою деяких деякі головним
        приблизно також початку новий нова нові більшість наприклад чином рамках період результаті основі різні різних
        кілька перший перша перші останній останні частина частини
    """,
    "el": """
        των τον την τους τις στις στους όπως είναι χώρα φορές έκανε κάνει λόγος όρους όρος τελευταία τελευταίες συνεχώς
        χρησιμοποιεί χρησιμοποιούνται χρησιμοποιείται χρήση μεγάλο μεγάλη μεγάλες νέα νέο νέες νέος πρώτη πρώτο πρώτες
        διάφορα διάφορες μέρος τρόπο τρόπος παράδειγμα περίπτωση δείχνουν σχέση επίπεδο υψηλό άνθρωποι άτομα κυρίως
        συνήθως ωστόσο ξεκίνησε διάρκεια αριθμός
    """,
    "tr": """
        içinde sahip altında yılında için karşı gerçek gerekli arasındaki arasında bulunan bulunmaktadır yeni eski büyük
        küçük önemli etmektedir etmiştir etti eden edilen olan olarak olduğu olmuştur oldu verme veren verdi kurmuştur
        yapan yapmak sonra önce kadar daha çok birçok bazı diğer ilk son insan insanlar genel örneğin ayrıca üzerinde
        tarafından sorumlu başarısız yılı yardımcı
    """,
    "ar": """
        سبيل المثال مثال يتم العديد بحلول أوائل أواخر أثناء باعتباره باعتبارها خلال مختلفة مختلف واسع جديد جديدة الجديدة
        وجود يحتوي تحتوي آخر أخرى مرة حوالي عدة معظم جميع أكبر أكثر كبير كبيرة الكبير الكبيرة ربما يمكن بشكل بسبب عندما
        حيث طريق عبر خارج داخل تقدم تكون يكون كانت كان أصبح أصبحت يعتبر تعتبر يسمى تسمى مناطق محلية المحلية لأول غالبا
        نادرا فقط أيضا الحال حالة مجموعة الأشخاص طريقة عملية بأن لأنه لأنها وغالبا
    """,
    "hi": """
        रूप बार बीच काम समय साथ तरह ओर द्वारा होने लिया लिए दिया दिए किया किए की जाता जाती जाते करते करती करके रहा रहे
        रही बनाया बनाए बनाने पाया पाई पाए कभी हमेशा उन्होंने उसे उसके उसकी जिसने जिसका जिसके जिसमें इसने इसका इसके इसकी
        इसमें स्वयं बल्कि क्योंकि हालांकि यद्यपि जबकि केवल लगभग अन्य अधिक अधिकांश विशेष महत्वपूर्ण विभिन्न वापस देने
        देना रखा रखने एकमात्र संबंध बताता बताते मानना उपयोग प्रदान शुरुआत प्रारंभ दशक बजाय दूसरी दूसरे दूसरा पहले पहली
        पहला बाद कई कुछ सभी बहुत चीज वास्तविक स्पष्ट आवश्यकता ध्यान तय पैदा अंतर मौजूद छह मदद जानकारी कमी बड़े बड़ा बड़ी
        स्थान कारण भाग तक अपने अपनी लेकिन जैसे जैसा डाला पता
    """,
    "vi": """
        khoảng gọi giữ đưa gần nhất nhiều khác đạt bốn hai ba mười dài rộng dọc suốt buộc phía mức vùng
        tiếp_tục bao_gồm hoạt_động thực_hiện xác_định liên_tục bắt_đầu sử_dụng trở_thành một_số ví_dụ tuy_nhiên có_thể
        trong_khi bởi_vì người_ta bất_kỳ quan_trọng thời_gian đặc_biệt số_lượng đơn_giản đầu_tiên tiếp_theo xuất_hiện
        tồn_tại phát_triển thay_đổi yêu_cầu kết_quả khác_nhau tương_tự toàn_bộ thông_qua tăng_lên thường_xuyên
        trung_bình liên_quan hiện_tại hiện_nay kết_hợp vấn_đề quan_điểm địa_phương phần_lớn có_nghĩa
    """,
    "id": "dapat menjadi oleh juga sebagai tersebut adalah yaitu lain baru besar banyak beberapa bagian cara contoh",
    "th": """
        อยู่ กลุ่ม ชื่อ ส่วน จำนวน หนึ่ง เดือน ขึ้น อย่าง พวกเขา ได้รับ ในเดือน เดียวกัน ประเภท ขนาด ทั้งหมด ตามลำดับ ลำดับ ภายใต้ หลังจาก
        ก่อนหน้า อย่างไรก็ตาม ไปจนถึง ไปยัง เข้ามา ออกมา กลับไป สามารถ ต้องการ เนื่องจาก เกี่ยวกับ นอกจาก โดยเฉพาะ เฉพาะ รวมถึง
        แตกต่าง เริ่มต้น พยายาม ปัจจุบัน ต่อมา หน้า ด้านการ ด้าน ทำงาน เรียก เลือก เขียน ประโยชน์ ชนิด ระหว่าง มกราคม กุมภาพันธ์ มีนาคม
        เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม ศตวรรษ ทศวรรษ เพียง มากกว่า
    """,
    "ko": """
        관련 이어 해당 나온 가지 얘기 대해 사용 벗어나 떠나 이용 대부분 일부 각각 모두 바로 결과 과정 내용 부분 이유
        문제 그녀 아니라 가장 한편 또한 이러한 그러한 당시의 다양한
    """,
    "ja": """
        使用 利用 登場 公開 発売 開催 発表 対象 以外 結果 状態 部分 理由 問題 関係 年間 一部 一般 確認 今度 実際 相手
        存在 発見 全国 世界中 期間 詳細 関連 方法 提供 開始 実施 予定 参加 記事 写真 画像
    """,
    "zh": """
        使用 导致 通常 提供 常见 发生 情况 产生 问题 大多数 超过 活跃 相反 特别 获得 根据 第一 第二 状态 严重 成员 建立
        选择 地方 来源 过程 方式 方法 部分 主要 重要 不同 一般 具有 存在 影响 开始 之间 期间 需要 利用 得到 形成 出现
        发展 支持 活动 使得 甚至 非常 或者 为了 关于 對於 对于 其他 其它 多数 少数 整个 各种 继续 仍然 达到 作用 结果
        增加 减少 相关 相同 允许 造成 考虑 允許 該 该 确定 解释
    """,
}
"""Words that any text may have, whatever it is about, by language: reasons and keywords that say nothing. With a low
line where Vietnamese parts syllables."""

_ADVERB_ENDINGS = {"en": "ly", "es": "mente", "it": "mente", "pt": "mente"}
_LISTED = """
    ally anomaly assembly belly bully butterfly daily family fly homily italy jelly july lily monopoly oligopoly rally
    reply sicily supply tally weekly
"""
_NO_ADVERBS = frozenset(_LISTED.split())


@lru_cache(maxsize=64)
def unfit_stems(language: str) -> frozenset[str]:
    """Return the stems (for scripts without spaces the words) that are no keyword by themselves in a language."""
    language = "no" if language in ("nb", "nn") else language or "en"
    listed = " ".join(words.get(language, "") for words in (_TIMES, _SPEAKING, _GENERAL)).split()
    return frozenset(stem for _, stem in stem_words(listed, language)) | frozenset(map(fold, listed)) - {""}


def is_adverb(word: str, language: str) -> bool:
    """Whether a word in small letters is an adverb by its ending; of few languages only."""
    ending = _ADVERB_ENDINGS.get(language or "en")
    return ending is not None and word.endswith(ending) and len(word) > 4 and word not in _NO_ADVERBS
