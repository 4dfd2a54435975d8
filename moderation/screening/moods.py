"""Angry words with a weight, a small list for each language; `*` stands for any ending."""

from __future__ import annotations

from collections.abc import Iterable

_LISTS = {
    "en": (
        "idiot*3 moron*3 stupid*2 dumb*2 imbecile*3 fool*1 clown*1 loser*2 liar*2 lying1 pathetic2 "
        "disgusting2 garbage2 trash2 rubbish1 crap2 bullshit3 fuck*4 shit*2 bastard*3 asshole*4 bitch*4 "
        "whore*4 damn1 hate2 hates2 despise*2 worthless2 useless1 ridiculous1 nonsense1 shame*1 scum3 "
        "jerk*2 dickhead*4 retard*4 brainless3 clueless2 incompetent2 scam*2 fraud*2 coward*2 vermin4"
    ),
    "fi": (
        "idiootti*3 idiootit3 idiootin3 typerä*2 tyhmä*2 ääliö*3 pölvästi*3 hölmö*1 pelle*1 luuseri*2 "
        "valehtelija*2 valehtelet2 säälittävä*2 ällöttävä*2 roska*1 paska*3 paskaa3 vittu*4 vitun4 "
        "saatana*3 perkele*3 helvetti*1 helvetin1 kusipää*4 mulkku*4 mulkut4 huora*4 runkkari*4 viha*1 "
        "vihaan2 inhoan2 arvoton*2 hyödytön*1 naurettava*1 häpeä*1 saasta*3 moukka*2 urpo*3 retardi*4 "
        "kyvytön*2 huijari*2 pelkuri*2"
    ),
    "hu": (
        "idióta*3 hülye*3 buta*2 ostoba*2 barom*3 marha*2 bohóc*1 vesztes*2 hazug*2 hazudsz2 szánalmas*2 "
        "undorító*2 szemét*2 szar*3 baszd*4 basszus1 bazdmeg4 kurva*4 fasz*4 geci*4 rohadt*3 rohadj*4 "
        "köcsög*4 picsa*4 utál*2 gyűlöl*2 megvetlek3 értéktelen*2 haszontalan*1 nevetséges*1 szégyen*1 "
        "szégyelld2 mocsok*3 paraszt*2 agyatlan*3 retardált*4 inkompetens*2 csaló*2 gyáva*2 féreg*3 "
        "hányinger*2 szarházi*4"
    ),
    "pl": (
        "idiot*3 kretyn*3 debil*4 głupi*2 głupek*2 durn*2 tępak*3 tępy2 błazen*1 błazn*1 frajer*2 kłamc*2 "
        "kłamiesz2 żałosn*2 obrzydliw*2 śmieć2 śmiec*2 gówn*3 kurw*4 chuj*4 huj*4 pierdol*4 spierdal*4 "
        "jeban*4 skurwysyn*4 dupek*3 dziwk*4 szmat*3 nienawidz*2 gardz*2 bezwartościow*2 bezużyteczn*1 "
        "śmieszn*1 wstyd*1 hańb*2 cham*2 bezmózg*3 niekompetentn*2 oszust*2 tchórz*2 bydlę*3 palant*3"
    ),
    "ru": (
        "идиот*3 дурак*2 дура2 дебил*4 кретин*3 тупой2 тупые2 тупица*3 придурок*3 придурк*3 клоун*1 "
        "неудачник*2 лжец*2 врёшь2 врешь2 жалкий2 жалкие2 отвратительн*2 мусор1 дерьм*3 говн*3 сука*4 суки4 "
        "бляд*4 блять4 хуй*4 хуе*4 пизд*4 ебан*4 мудак*4 сволоч*3 ублюд*4 шлюх*4 ненавижу2 презира*2 "
        "ничтожеств*3 бесполезн*1 смешно1 позор*1 тварь3 твари3 мразь4 хам2 безмозгл*3 некомпетентн*2 "
        "мошенник*2 трус2 гнида*4"
    ),
}


def _read() -> tuple[dict[str, int], dict[str, int]]:
    """Whole words, and beginnings of words, with what they weigh."""
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    for words in _LISTS.values():
        for entry in words.split():
            word, weight = entry[:-1], int(entry[-1])
            (stems if word.endswith("*") else whole)[word.rstrip("*").casefold()] = weight
    return whole, stems


_WHOLE, _STEMS = _read()
_LONGEST = max(map(len, _STEMS))


def mood_of(tokens: Iterable[str]) -> tuple[int, list[str]]:
    """What the angry words of a text weigh together, each counted once, and which they are."""
    weight, words = 0, []
    for token in dict.fromkeys(tokens):
        found = _WHOLE.get(token) or _stem(token)
        if found:
            weight += found
            words.append(token)
    return weight, words


def _stem(token: str) -> int:
    """The weight of the longest beginning that is in a list; endings are short, so a longer word is another one."""
    for length in range(min(len(token), _LONGEST), 2, -1):
        if token[:length] in _STEMS and len(token) - length <= 6:
            return _STEMS[token[:length]]
    return 0
