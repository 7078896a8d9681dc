"""The commonest words of languages that share a script, how their words end, and letters that only one of them has."""

from __future__ import annotations

_LATIN = {
    "en": """the of and to in a is that for it was on with as he be by at have from this his are not they but had
        which or an you were her she their has been will would there what if can all its said more who when about
        than we i my your our them then these those into out up one two also after before other some such only over
        most new how may could should did do does where while any no so like just between through during being because
        many first against under both same until very each own us him me it's don't i'm""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er
        hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur
        bis mehr durch man sein wurde wurden seine ihre ihr wir ich kann gegen vom schon wenn habe können seit keine
        ihrer unter wegen zwischen sehr dieser diese dieses sowie eines ihren seiner diesem anderen jahr waren beim""",
    "fr": """de la le et les des en un une du que est pour qui dans au sur par il plus ne pas avec ce se aux son sont
        ont cette mais ou comme été nous vous elle ses leur je sa d'un d'une c'est qu'il même fait deux après être
        ils elles ces leurs sans sous entre depuis si tout tous toute toutes très aussi ainsi donc dont où peut était
        étaient avait avaient plusieurs autre autres encore lors l'on n'est s'est vers selon quand""",
    "es": """de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya este sí
        porque esta entre cuando muy sin sobre también fue ha hasta hay donde quien desde todo nos era son dos el
        está según es o e han había fueron ser estos estas otro otra otros otras me si yo tiene cada durante contra
        puede pueden ese esa eso ante uno parte años así ni mientras mismo misma sino aunque qué unos todos""",
    "it": """di che e la il un a per in una sono con del non da i le si dei nel alla della più al anche come è ha gli ma
        lo delle su questo dalla nella se o sul ai era cui stato tra dal essere degli l'italia hanno dell' nei quando
        sulla alle questa ed perché ad fu ancora molto dopo due suo sua suoi loro solo quale ci agli stata dai negli
        nelle prima senza c'è un'altra già mi fino così dove ogni tutti""",
    "pt": """de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou
        quando muito nos já também só pelo pela até isso ela entre depois sem mesmo aos são foi ser está é você
        num numa nas seus suas esta este essa esse era eram foram tem têm há eu nós onde porque desde sobre pode outro
        outra outros ainda sob às contra durante todos cada às""",
    "gl": """de a o que e do da en un para con non unha os no se na por máis as dos como pero ao el das á seu súa ou
        cando moito nos xa tamén só polo pola ata iso ela entre despois sen mesmo aos son foi ser está é ten onde
        dende cun cunha nun nunha pero sobre así outros anos
        quen pode poden todos todas todo seus súas cada aínda foi foron hai moi moitos este esta tres dúas nas dun dunha
        era unhas uns cando""",
    "nl": """de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of
        wat mijn men dit zo door over ze zich bij ook tot je naar uit werd worden heeft deze nog kan geen haar wordt
        wij we hun al meer veel moet na omdat tegen onder tussen waren werden hebben kunnen jaar twee andere waar wie
        hoe nu alle iets zoals""",
    "af": """die en van in het is 'n nie wat met vir op te om aan dat was sy hy ek as deur ons hulle ook word sal
        maar na by kan baie of dit uit haar meer so tot oor jy toe daar my""",
    "sv": """och att i en på det som är av för den till med inte om ett han har de men var jag ett hade så vi från eller
        när kan nu ut skulle sig vid mot efter över också mycket där sin under hon än bara blev blir detta denna
        dessa sina sitt andra år mellan upp ska man inom utan hur genom bland vara varit fick alla någon något hans
        hennes dem dess samt vad in""",
    "da": """og i at det er en til af på som med for de ikke der den et har han var jeg fra men om vi sig kan skal nu
        ud havde efter blev også hun over når eller være meget må nogle blevet hvor ved mod bliver hvad kun noget af
        sin sit sine dette denne disse mellem op man andre mange år hans hendes dem deres været under uden to end
        mere alle sådan gennem lige selv ind da så hvis jer""",
    "no": """og i at det er en til av på som med for de ikke den et har han var jeg fra men om vi seg kan skal nå ut
        hadde etter ble også hun over når eller være mye noen blitt hvor ved mot blir hva bare noe av sier ha dette
        sin sitt sine denne disse mellom opp man andre mange år hans hennes dem deres vært under uten to enn mer alle
        gjennom selv inn da så hvis fram ein ikkje eg frå vart dei""",
    "is": """og að í er á sem til við var með um það en hann fyrir af ekki ég hún þeir þess þá en frá eða voru hefur
        verið eru þar þetta hafa þessi upp úr eftir sér svo þegar einnig""",
    "fi": """ja on ei että se oli hän mutta ovat kun myös joka niin ole tai mukaan kuin jos hänen sen vain olla nyt
        ollut jo sitä voi tämä siitä mitä jotka vielä sekä kanssa jälkeen koko he minä me mutta noin ennen oman
        olivat tämän hyvin sitten näin sillä vaan ettei eivät siinä kaikki vuonna ennen kautta vastaan niiden jossa""",
    "et": """ja on ei et see oli ta kui ning ka aga oma mis nii kes või pole veel siis juba ma seda mida pärast
        võib olla kuid tema üle nende mille kõik selle sest ainult väga need olid mitte ole enne koos""",
    "pl": """w i na z się nie do to że jest o jak po od co ale za przez tym dla są czy tego był jego przy może oraz
        które który która już jej tylko ich przed tak być także by ze lub jako było była roku bardzo kiedy gdy ma mu
        jednak również ten ta te tej tych były mnie go pod bez gdzie nad jeszcze między przez we można nawet tam""",
    "cs": """a v se na že je s z o to i do ve jako za pro ale po jsem by k který jeho si tak už od podle nebo jsou aby
        byl bylo být při až co jen která které než bude ze má také jeho však roku pak kde když ještě své před
        byla byly této tento tato jsme není mezi jejich jí mu nich lze více kdy pod bez během proti mohou svou ke""",
    "sk": """a v sa na že je s z o to i do vo ako za pre ale po som by k ktorý jeho si tak už od podľa alebo sú aby bol
        bolo byť pri až čo len ktorá ktoré než bude zo má tiež však roku keď ešte svoje pred sme jej
        bola boli túto tento táto nie medzi ich mu aj môže kde viac pod bez počas proti svoju ku""",
    "ro": """de și în a la cu pe care nu din să o un că mai este pentru au ce fi al sunt a fost prin ale lui său după
        dar sau ca acest această dintre cel cea lor când are între îi se despre până decât foarte fost ar era
        ei ei el ea fără sub către iar astfel fiind cele unei unui erau poate doar fiecare îl sale cum si sa in""",
    "hu": """a az és hogy nem is egy volt ez azt meg de csak már el mint még van ha vagy lesz ezt aki ami nagyon szerint
        kell minden után között mert sem majd ki be lehet pedig akkor olyan így amely voltak ők
        azonban valamint által során több ennek annak ezek azok fel le őt volna amelyek mely illetve alatt""",
    "tr": """ve bir bu da de için ile çok olarak daha olan gibi en ne ama o kadar sonra var ise değil her mi ya göre
        ki ben olduğu tarafından oldu iki yok şey bunu etti büyük içinde olduğunu dedi yeni ilk arasında vardır
        veya hem ancak önce bazı diğer onun bunun sadece biri birçok üzerinde edilen ederek olması""",
    "az": """və bir bu ilə üçün də o olan kimi daha ki çox sonra var isə deyil hər ya görə mən olduğunu tərəfindən
        olub iki böyük onun bunu ən olaraq etdi yeni""",
    "vi": """và của là có được các trong cho một không với người đã những này từ để khi đến về cũng như ra vào tại
        trên nhiều ở năm đó sau còn thì phải nhưng ông theo nước hơn lại bị hay rằng chỉ sẽ do mà
        việc bởi hoặc nhất cùng giữa nếu qua tôi anh thể""",
    "id": """yang dan di dengan untuk dari ini pada itu dalam tidak akan adalah ke oleh juga karena ada sebagai telah
        mereka bisa dapat sudah lebih saat atau kami seperti para kata saya menjadi ia tahun hanya tersebut namun
        bahwa antara setelah ketika masih sangat kita serta maupun hingga secara satu dua banyak bukan belum
        saja siapa bagaimana beberapa sebuah seorang lain sehingga""",
    "ms": """yang dan di dengan untuk dari ini pada itu dalam tidak akan adalah ke oleh juga kerana ada sebagai telah
        mereka boleh dapat sudah lebih atau kami seperti para kata saya menjadi ia tahun hanya tersebut namun
        bahawa antara selepas ketika masih sangat kita serta sehingga secara satu dua banyak bukan belum ialah
        beliau manakala iaitu turut sahaja beberapa sebuah seorang lain""",
    "hr": """i u je na se da za su s od o što kao ne koji iz do po bi ali ili kako nije koja sve samo već to bio biti
        koje te prema više sam jer nakon ima dok ta prije može još bila tako tijekom
        bez bilo kada gdje između njegov njihov svoje ovaj ova koju kojem kojima smo pri šta ko posle gde pre sa tokom
        takođe također također""",
    "sl": """in je v na se da za so z od o kot ne ki iz do po bi ali pa ni sem to bil biti še tudi pri lahko več bo kar
        ker le med tako že ga ta bila so jih ko bilo bili kjer zaradi vse pred saj pod svoje leta""",
    "ca": """de la i el a que en els les un una per amb del és no al es va com més són ha dels seu seva aquest aquesta
        però o també ser entre hi ho molt havia l'any sobre fins quan on pel pels les dels als perquè era van han
        altres des dos sense tot seus aquests segons""",
    "eu": """eta da ez du zen bat dira ere zuen egin izan baina hau den beste dute duen bere hori egiten dela ziren
        baino edo bi egon arte asko""",
    "lt": """ir į kad yra su iš tai ne bet kaip o nuo buvo už po jo apie dar tik per jau iki arba kuris kurie labai
        prie savo metų pagal taip gali kai jie taip bei dėl kuri jų šis ši buvo""",
    "lv": """un ir ar ka no uz par tas kas bet tika kā vai arī pēc to viņš ja bija līdz pie nav šo savu lai gan tā
        gadā tiek kurš viņa tikai vairāk būt var šis šī""",
    "sq": """të e në dhe që për me një i nga është si do se u nuk ka më kjo ky ishte janë por edhe duke tij pas
        kanë ose sipas""",
    "ga": """an na agus ar i a go is ag le sé bhí tá do sa ach sí leis é mar as níl ón gur nach""",
    "cy": """y yn a i o ar yr mae ei am wedi oedd gan bod er un ac eu hyn fel sydd bu nid ond hefyd""",
    "eo": """la kaj de en estas al por ke ne kun li per sed ĝi pri kiel kiu ili ankaŭ aŭ estis pli el oni""",
    "sw": """ya na wa kwa ni katika za la kuwa cha hiyo hii huo huu yake yao wake kama au lakini pia baada hivyo
        watu wengi sana ambayo ambao""",
    "tl": """ang ng sa na mga at ay ni si ito para kung nang hindi may mula niya kanyang ngunit isang
        ko mo siya sila rin din ako tayo kaya""",
    "uz": """va bu bilan uchun ham bir bo'lgan deb edi uning emas yoki har esa bo'lib kerak o'z eng lekin so'ng
        qilish bo'yicha""",
}
_CYRILLIC = {
    "ru": """и в не на что я с он как это по но они мы все она так его за был же из у от для о то к бы было после
        были при этом или если только уже также может его её где когда который которые а была их до во со ещё еще чем
        между которая которого которых быть более без под себя том того лет год году этой этот эти этого ему нет
        тем даже есть ли там через очень со без перед им свою своей""",
    "uk": """і в не на що я з він як це по але вони ми все вона так його за був із у від для про то до та було після
        були при цьому або якщо тільки вже також може її де коли який які є й а була їх зі ще ніж між яка яке яких
        бути більше без під себе тому того років рік цей ця ці йому немає навіть там через дуже перед своїй щоб""",
    "be": """і ў не на што я з ён як гэта па але яны мы яна так яго за быў у ад для пра да было пасля былі ці калі
        толькі ўжо таксама можа яе дзе які якія ж а была іх яшчэ чым паміж якая быць больш без пад сябе таго гэты
        там тут тое той сабой хто каб яшчэ свае сваю усе ўсё вельмі потым тады""",
    "bg": """и в не на че аз с той като това по но те ние тя така за е се от да са до при или ако само вече също може
        който които към след ще бе беше му им има към обаче през което която още между без под където когато повече
        тези този тази било били във със ги един една""",
    "mk": """и во не на дека јас со тој како ова по но тие ние таа така за е се од да се до при или ако само веќе исто
        може кој кои кон ќе беше му им има сите што кога каде меѓу без под повеќе овој оваа биле било со ги еден""",
    "sr": """и у не на да је се за су са од о што као који из до по би али или како није која све само већ то био
        бити које према више јер након има док та пре може још била а где када између без под ово овај после""",
    "kk": """және бұл мен деп үшін бір осы бойынша де да болып туралы ол еді қазақстан жылы кейін емес бар оның
        болды керек өз әр келген алып жоқ біз олар оны оған дейін кезде болған деген тек қана өте енді сол""",
    "ky": """жана бул менен деп үчүн бир ошол боюнча да болуп жөнүндө ал эле кийин эмес бар анын болгон керек""",
    "tg": """ва дар аз ба ки ин бо барои аст он як буд ҳам то шуд худ мекунад кард""",
    "mn": """нь байна юм энэ бол тэр ба гэж болон байсан хийх гэсэн байгаа ч уу вэ их манай түүний""",
}
_ARABIC = {
    "ar": """في من على أن إلى عن التي الذي هذا هذه مع كان ما لا بعد كما أو قد بين ذلك قال حيث لم وقد وقال كل التى
        خلال قبل وفي ومن إن ولم كانت أنه يكون وهو وهي ثم عند الذين تم هو هي غير حتى منذ عام تلك لها له بها به
        منها فيها أي أكثر بعض دون ولا وكان وكانت إذا أيضا أنها الى او فى""",
    "fa": """و در به از که این را با است برای آن یک خود تا کرد بر هم نیز می شد شده ها اما باید او های بود ما دو
        گفت یا هر کرده است دارد پس اگر بین شود وی بودند شدند کند کنند آنها دیگر سال هیچ چه نمی بیش""",
    "ur": """کے میں کی ہے اور سے کا کو اس نے پر کہ ہیں یہ بھی ایک نہیں تو کر ہو تھا ان جو گیا کیا وہ لیے ہی
        تھے تھی بعد گے اپنے ہوئے گئی جس کرنے تک ساتھ""",
    "ps": """د په او چې له ته کې سره دی دا هم یو کړي شوي دي هغه پر شي خو""",
    "ckb": """لە و بە بۆ کە ئەم ئەو لەگەڵ هەر هەموو دوای کرد بوو ناو یان""",
    "ug": """ۋە بۇ بىر بىلەن ئۈچۈن ئۇ دەپ ھەم بولۇپ ئىكەن كېيىن""",
    "sd": """جي ۾ جو کي ۽ سان آهي ته هن کان به هو آهن لاءِ جا""",
}
_DEVANAGARI = {
    "hi": """के में की है और से का को यह इस कि पर हैं ने एक भी नहीं तो कर हो था वह लिए ही या जो गया कुछ अपने थे थी
        बाद किया जाता द्वारा साथ उस उन गई अन्य जैसे लेकिन रूप करने होता होती तक जाती करते सकता सकते कई जब इन उनके
        उसके इसके कोई बहुत हुए हुआ दो रहे""",
    "mr": """आणि आहे या ते हे की एक तो ने च्या मध्ये होते हा ही आहेत नाही होता केले त्या त्यांनी झाले असे वर
        तर पण त्याच्या होती यांनी करून येथे मात्र म्हणून आपल्या""",
    "ne": """र को मा छ यो का ले लाई पनि हो गर्न एक भने छन् गरेको थियो तथा उनले भएको हुन गर्ने हुने गरी भएका थिए""",
}
_HEBREW = {
    "he": """של את על לא הוא עם כי זה גם אל היא או אם יותר היה בין כל אבל אני לאחר רק אך הם לפני כמו אשר מה בו היו
        לו זו הייתה ידי כך""",
    "yi": """און די דער איז אין פון צו אַז נישט מיט ער האט אויף עס זיך זיי האָט אַ דאָס איך פֿון""",
}
_BENGALI = {
    "bn": """এই ও করে এবং থেকে একটি তার না হয় জন্য করা সঙ্গে যে কিন্তু তিনি ছিল এর হয়েছে পরে মধ্যে""",
    "as": """আৰু এই কৰা কৰে পৰা হয় যে বাবে তেওঁ নাই এটা হৈছে লগত""",
}
_ETHIOPIC = {
    "am": """እና ነው ላይ ውስጥ ግን ወደ ይህ ነበር እንደ ሲሆን ብቻ ጋር""",
    "ti": """ኣብ እዩ እቲ ናይ ምስ ከም እዚ ካብ ግን እቶም""",
}

COMMON_WORDS: dict[str, dict[str, frozenset[str]]] = {
    script: {language: frozenset(words.split()) for language, words in group.items()}
    for script, group in {
        "latin": _LATIN,
        "cyrillic": _CYRILLIC,
        "arabic": _ARABIC,
        "devanagari": _DEVANAGARI,
        "hebrew": _HEBREW,
        "bengali": _BENGALI,
        "ethiopic": _ETHIOPIC,
    }.items()
}
"""Script → language → its commonest words, in small letters."""

_ENDINGS = {
    "latin": {
        "en": "ing tion tions ed ly ness ment ments ity ous ght ck ers ies able ough ings ted",
        "de": "ung ungen keit heit lich liche lichen licher isch ische ischen ischer schaft ierung tion ierte iert",
        "es": "ción ciones dad dades mente ado ada ados adas miento aba aron ieron ías ería ismo",
        "fr": "tion tions ement ements eux euse ique iques aient ait eur eurs ées és té tés ienne iens ois",
        "it": "zione zioni mente ità ato ati ata ate ando endo ggio ebbe arono mento menti ello etti",
        "pt": "ção ções dade dades mente ado ada ados adas ões ão ava eiro eira aram eram mento",
        "gl": "ción cións dade dades mente ado ada ados adas eiro eira aron mento óns",
        "nl": "ijk ijke ijks heid heden tie ties eert isch ische cht ingen aar eren erde erden oor",
        "sv": "ning ningen ningar ade ades arna erna ande het heten isk iska iskt tion tionen",
        "da": "erne ede ning ningen hed heden lig lige else elser isk iske tion tionen ende",
        "no": "ene ning ningen het heten lig lige else elser isk iske sjon sjonen ende",
        "fi": "ssa ssä lla llä sta stä lle ista istä inen iset ksi een vat vät minen isen iin taan tään aan ään iden",
        "et": "mine mise lik likud des sse ste tud ust use iga ide ide",
        "pl": "ego ych owa owy owe ość ości anie enie ania enia ów ski ska skie cji cja ach ami iej ował emu",
        "cs": "ých ého ím ení ání ost osti ský ská ské ích ovat nou ům ách ova",
        "sk": "ých ého ím enie anie osť osti ský ská ské ích ovať nou om ách ova",
        "ro": "ului ilor elor ția ție ții rea ată esc ează tate ul ți are eau",
        "hu": "ban ben nak nek ság ség ból ből hoz hez tól től ról ről ött ett ott ások ként ait eit ában ében",
        "tr": "lar ler ları leri lerin ların ının inin mış miş yor dığı diği ında inde arak erek cak cek dır dir",
        "az": "lar lər ları ləri ının inin mış miş dığı diyi ında ində araq ərək dır dir maq mək",
        "id": "kan nya annya asi",
        "ms": "kan nya annya asi",
        "hr": "nje nja ski ska ost osti anja ije ova ima skog ama iji ovi",
        "sl": "nje nja ski ska ost osti ega emu imi ija ije",
        "ca": "ció cions itat ment ats ades ava aren isme",
        "eu": "aren etan ren ko tik ekin tzen",
        "lt": "imas imo ius ais iai iams imą ijos uose ų ėjo avo",
        "lv": "ība ības šana šanas ajā iem ām āja ējais ijas",
        "sq": "isë ave ëve shëm imit imi uar ën",
    },
    "cyrillic": {
        "ru": "ого его ому ему ыми ими ться тся ение ения ость ости ский ская ские ских ской ный ные ных ция ции ать",
        "uk": "ого ому ими ння ість ості ський ська ські ських ться ція ції ати ити ний ння",
        "be": "ага аму ыя ння асць асці скі ская скага цца ыі ых",
        "bg": "ите ата ото ият ане ение ски ска ост ция ции ния",
        "mk": "ите ата ото иот ње ски ска ост ција ции ниот",
        "sr": "ње ња ски ска ост има ији ција иће ог ом",
        "kk": "ның нің лар лер дың дің дар дер ған ген тар тер",
        "ky": "нын нин лар лер дын дин дар дер ган ген тар тер",
    },
}
WORD_ENDINGS: dict[str, dict[str, frozenset[str]]] = {
    script: {language: frozenset(endings.split()) for language, endings in group.items()}
    for script, group in _ENDINGS.items()
}
"""Script → language → endings of two to five letters that many of its words have."""

TELLING_LETTERS: dict[str, str] = {
    "de": "ß",
    "pl": "łąęńśźż",
    "cs": "řěů",
    "sk": "ľĺŕô",
    "ro": "ășțşţ",
    "hu": "őű",
    "tr": "ğış",
    "az": "ə",
    "vi": "ơưạảấầẩẫậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "ca": "·",
    "is": "þð",
    "lt": "ėįųū",
    "lv": "āēīūģķļņ",
    "eo": "ĉĝĥĵŝŭ",
    "uk": "іїєґ",
    "be": "ўіыэ",
    "bg": "ъ",
    "mk": "ѓќѕ",
    "sr": "јљњћђ",
    "kk": "әқңғұүөы",
    "ky": "ңүөыэ",
    "tg": "ӣқғҳҷӯ",
    "mn": "үө",
    "ru": "ыэщ",
    "ar": "ةإأ",
    "fa": "پچژگ",
    "ur": "ٹڈڑےںہ",
    "ps": "ښځټډړ",
    "ckb": "ەێۆڵڕ",
    "ug": "ېۈۋڭ",
    "as": "ৰৱ",
}
"""Letters (or marks) that a language has and most of its script's other languages have not."""
