"""The commonest words of languages that share a script, and letters that only one of them has."""

from __future__ import annotations

_LATIN = {
    "en": """the of and to in a is that for it was on with as he be by at have from this his are not they but had
        which or an you were her she their has been will would there what if can all its said more who when about
        than""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er
        hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur""",
    "fr": """de la le et les des en un une du que est pour qui dans au sur par il plus ne pas avec ce se aux son sont
        ont cette mais ou comme été nous vous elle ses leur je sa d'un d'une c'est qu'il même fait deux après être""",
    "es": """de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya este sí
        porque esta entre cuando muy sin sobre también fue ha hasta hay donde quien desde todo nos era son dos el
        está según""",
    "it": """di che e la il un a per in una sono con del non da i le si dei nel alla della più al anche come è ha gli ma
        lo delle su questo dalla nella se o sul ai era cui stato tra dal essere degli l'italia hanno dell'""",
    "pt": """de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou
        quando muito nos já também só pelo pela até isso ela entre depois sem mesmo aos são foi ser está é você""",
    "nl": """de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of
        wat mijn men dit zo door over ze zich bij ook tot je naar uit werd worden heeft deze nog kan geen haar wordt""",
    "sv": """och att i en på det som är av för den till med inte om ett han har de men var jag ett hade så vi från eller
        när kan nu ut skulle sig vid mot efter över också mycket där sin under hon än bara blev blir detta denna""",
    "da": """og i at det er en til af på som med for de ikke der den et har han var jeg fra men om vi sig kan skal nu
        ud havde efter blev også hun over når eller være meget må nogle blevet hvor ved mod bliver hvad kun noget af""",
    "no": """og i at det er en til av på som med for de ikke den et har han var jeg fra men om vi seg kan skal nå ut
        hadde etter ble også hun over når eller være mye noen blitt hvor ved mot blir hva bare noe av sier ha dette""",
    "fi": """ja on ei että se oli hän mutta ovat kun myös joka niin ole tai mukaan kuin jos hänen sen vain olla nyt
        ollut jo sitä voi tämä siitä mitä jotka vielä sekä kanssa jälkeen koko he minä me mutta noin ennen oman""",
    "pl": """w i na z się nie do to że jest o jak po od co ale za przez tym dla są czy tego był jego przy może oraz
        które który która już jej tylko ich przed tak być także by ze lub jako było była roku bardzo kiedy gdy ma mu""",
    "cs": """a v se na že je s z o to i do ve jako za pro ale po jsem by k který jeho si tak už od podle nebo jsou aby
        byl bylo být při až co jen která které než bude ze má také jeho však roku pak kde když ještě své před""",
    "sk": """a v sa na že je s z o to i do vo ako za pre ale po som by k ktorý jeho si tak už od podľa alebo sú aby bol
        bolo byť pri až čo len ktorá ktoré než bude zo má tiež však roku keď ešte svoje pred sme jej""",
    "ro": """de și în a la cu pe care nu din să o un că mai este pentru au ce fi al sunt a fost prin ale lui său după
        dar sau ca acest această dintre cel cea lor când are între îi se despre până decât foarte fost ar era""",
    "hu": """a az és hogy nem is egy volt ez azt meg de csak már el mint még van ha vagy lesz ezt aki ami nagyon szerint
        kell minden után között mert sem majd ki be lehet pedig akkor olyan így amely voltak ők""",
    "tr": """ve bir bu da de için ile çok olarak daha olan gibi en ne ama o kadar sonra var ise değil her mi ya göre
        ki ben olduğu tarafından oldu iki yok şey bunu etti büyük içinde olduğunu dedi yeni ilk arasında vardır""",
    "vi": """và của là có được các trong cho một không với người đã những này từ để khi đến về cũng như ra vào tại
        trên nhiều ở năm đó sau còn thì phải nhưng ông theo nước hơn lại bị hay rằng chỉ sẽ do mà""",
    "id": """yang dan di dengan untuk dari ini pada itu dalam tidak akan adalah ke oleh juga karena ada sebagai telah
        mereka bisa dapat sudah lebih saat atau kami seperti para kata saya menjadi ia tahun hanya tersebut namun""",
    "hr": """i u je na se da za su s od o što kao ne koji iz do po bi ali ili kako nije koja sve samo već to bio biti
        koje te prema više sam jer nakon ima dok ta prije može još bila tako tijekom""",
    "sl": """in je v na se da za so z od o kot ne ki iz do po bi ali pa ni sem to bil biti še tudi pri lahko več bo kar
        ker le med tako že ga ta bila so jih""",
    "ca": """de la i el a que en els les un una per amb del és no al es va com més són ha dels seu seva aquest aquesta
        però o també ser entre hi ho molt havia l'any sobre fins quan on""",
    "lt": """ir į kad yra su iš tai ne bet kaip o nuo buvo už po jo apie dar tik per jau iki arba kuris kurie labai
        prie savo metų pagal taip gali kai jie""",
    "et": """ja on ei et see oli ta kui ning ka aga oma mis nii kes või pole veel siis juba ma seda mida pärast
        võib olla kuid tema üle nende""",
    "sw": """ya na wa kwa ni katika za la kuwa cha hiyo hii huo huu yake yao wake kama au lakini pia baada hivyo""",
    "tl": """ang ng sa na mga at ay ni si ito para kung nang hindi may mula niya kanyang ngunit isang""",
}
_CYRILLIC = {
    "ru": """и в не на что я с он как это по но они мы все она так его за был же из у от для о то к бы было после
        были при этом или если только уже также может его её где когда который которые""",
    "uk": """і в не на що я з він як це по але вони ми все вона так його за був із у від для про то до та було після
        були при цьому або якщо тільки вже також може її де коли який які є й""",
    "be": """і ў не на што я з ён як гэта па але яны мы яна так яго за быў у ад для пра да было пасля былі ці калі
        толькі ўжо таксама можа яе дзе які якія ж""",
    "bg": """и в не на че аз с той като това по но те ние тя така за е се от да са до при или ако само вече също може
        който които към след ще бе беше му им има към обаче през""",
    "mk": """и во не на дека јас со тој како ова по но тие ние таа така за е се од да се до при или ако само веќе исто
        може кој кои кон ќе беше му им има сите""",
    "sr": """и у не на да је се за су са од о што као који из до по би али или како није која све само већ то био
        бити које према више јер након има док та пре може још била а""",
    "kk": """және бұл мен деп үшін бір осы бойынша де да болып туралы ол еді қазақстан жылы кейін""",
}
_ARABIC = {
    "ar": """في من على أن إلى عن التي الذي هذا هذه مع كان ما لا بعد كما أو قد بين ذلك قال حيث لم وقد وقال كل التى
        خلال قبل وفي ومن إن ولم كانت أنه يكون وهو وهي ثم عند""",
    "fa": """و در به از که این را با است برای آن یک خود تا کرد بر هم نیز می شد شده ها اما باید او های بود ما دو
        گفت یا هر کرده است دارد پس اگر بین شود""",
    "ur": """کے میں کی ہے اور سے کا کو اس نے پر کہ ہیں یہ بھی ایک نہیں تو کر ہو تھا ان جو گیا کیا وہ لیے ہی
        تھے تھی بعد گے اپنے ہوئے""",
    "ps": """د په او چې له ته کې سره دی دا هم یو کړي شوي دي هغه پر شي خو""",
}
_DEVANAGARI = {
    "hi": """के में की है और से का को यह इस कि पर हैं ने एक भी नहीं तो कर हो था वह लिए ही या जो गया कुछ अपने थे थी
        बाद किया जाता द्वारा साथ""",
    "mr": """आणि आहे या ते हे की एक तो ने च्या मध्ये होते हा ही आहेत नाही होता केले त्या त्यांनी झाले असे वर""",
    "ne": """र को मा छ यो का ले लाई पनि हो गर्न एक भने छन् गरेको थियो तथा उनले भएको हुन""",
}

COMMON_WORDS: dict[str, dict[str, frozenset[str]]] = {
    script: {language: frozenset(words.split()) for language, words in group.items()}
    for script, group in {
        "latin": _LATIN,
        "cyrillic": _CYRILLIC,
        "arabic": _ARABIC,
        "devanagari": _DEVANAGARI,
    }.items()
}
"""Script → language → its commonest words, in small letters."""

TELLING_LETTERS: dict[str, str] = {
    "de": "ß",
    "pl": "łąęńśźż",
    "cs": "řěů",
    "sk": "ľĺŕô",
    "ro": "ășțşţ",
    "hu": "őű",
    "tr": "ğış",
    "vi": "ơưạảấầẩẫậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "ca": "·",
    "uk": "іїєґ",
    "be": "ў",
    "bg": "ъ",
    "mk": "ѓќѕ",
    "sr": "јљњћђ",
    "kk": "әқңғұүө",
    "ru": "ыэё",
    "ar": "ةإأ",
    "fa": "پچژگ",
    "ur": "ٹڈڑےںہ",
    "ps": "ښځټډړ",
}
"""Letters (or marks) that a language has and most of its script's other languages have not."""
