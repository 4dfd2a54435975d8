"""How sentences sound in five languages; what is denied, quoted or code says nothing."""

from collections import defaultdict

import pytest

from config.lib.markup import render
from config.lib.markup.resolving import NullResolver
from metrics.tone.hearing import Tone, language_of, said, tone_of
from metrics.tone.lexicon import WORDS, Mood, entries, folded, lexicon

LANGUAGES = ["en", "fi", "pl", "hu", "ru"]
WARM = [
    ("en", "Thank you, that was exactly what I needed."),
    ("en", "What a lovely evening it was, and the soup was delicious and wonderful."),
    ("en", "I enjoyed the call and I am glad we met."),
    ("fi", "Kiitos paljon, tämä oli todella hyödyllinen vinkki!"),
    ("fi", "Olipa mukavaa tavata teidät kaikki eilen."),
    ("fi", "Olen iloinen ja tyytyväinen siihen, miten ilta onnistui."),
    ("pl", "Bardzo dziękuję, to świetny pomysł."),
    ("pl", "Cieszę się, że się udało, było naprawdę miło."),
    ("pl", "Uwielbiam te spotkania, zawsze sa przyjemne i ciekawe."),
    ("hu", "Nagyon köszönöm, ez hasznos volt!"),
    ("hu", "Örülök, hogy sikerült, gyönyörű este volt."),
    ("hu", "Imádom ezt a kört, mindenki kedves."),
    ("ru", "Спасибо большое, это очень полезный совет!"),
    ("ru", "Мы рады, что вам понравилось, вечер был замечательный."),
    ("ru", "Всё получилось отлично, я счастлива."),
]
COOL = [
    ("en", "This is terrible, I am so disappointed and angry."),
    ("en", "The tone here is rude and frustrating."),
    ("fi", "Olen todella pettynyt, tämä on ärsyttävää ja turhauttavaa."),
    ("fi", "Surkea ilta, ja kaikki olivat vihaisia."),
    ("pl", "Jestem rozczarowany, to jest okropne i męczące."),
    ("pl", "Strasznie mnie to denerwuje."),
    ("hu", "Nagyon csalódott vagyok, ez borzasztó és idegesítő."),
    ("hu", "Sajnos ez felháborító és igazságtalan."),
    ("ru", "Я очень разочарован, это ужасно и раздражает."),
    ("ru", "К сожалению, обидно и грустно."),
]
DENIED = [
    ("en", "That was not helpful."),
    ("en", "I don't really like it, and it isn't a good idea."),
    ("fi", "Tämä ei ollut hyvä idea."),
    ("pl", "To nie było przyjemne."),
    ("hu", "Ez nem volt jó."),
    ("ru", "Мне это не понравилось."),
]
PLAIN = [
    ("en", "The export fails with error 500 when the file has more than ten columns."),
    ("en", "No problem, it was not bad and nobody was angry."),
    ("fi", "Valitse asetuksista kieli ja tallenna. Ihan hyvin monta riviä. Pelkästään nimi riittää."),
    ("fi", "Ei haittaa, ei ollut huono. Hyväksyn ehdotuksen."),
    ("pl", "Plik zapisuje się po prostu w katalogu, szacunkowo dwa razy. Plakat wisi w lekcji."),
    ("pl", "Nie jest źle."),
    ("hu", "A fájlt a beállítások között lehet frissíteni. Jóváhagyom. Tisztelt csoport!"),
    ("hu", "Nem volt rossz."),
    ("ru", "Файл сохраняется в каталоге, удалите старый. Ценник висит на плакате."),
    ("ru", "Это не плохо."),
]


@pytest.mark.parametrize(("language", "sentence"), WARM)
def test_a_warm_sentence_sounds_warm(language: str, sentence: str) -> None:
    assert tone_of(sentence, language).is_warm, tone_of(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), COOL)
def test_a_cool_sentence_sounds_cool(language: str, sentence: str) -> None:
    assert tone_of(sentence, language).is_cool, tone_of(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), DENIED)
def test_what_is_denied_sounds_cool(language: str, sentence: str) -> None:
    assert tone_of(sentence, language).is_cool, tone_of(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), PLAIN)
def test_a_matter_has_no_tone(language: str, sentence: str) -> None:
    assert tone_of(sentence, language) == Tone(0, 0)


def test_a_no_reaches_to_the_end_of_its_clause_and_not_beyond_a_but() -> None:
    assert tone_of("No, thank you.", "en") == Tone(1, 0)
    assert tone_of("It is not pretty but helpful", "en") == Tone(1, 0)
    assert tone_of("Not everything here that I have ever read was good", "en") == Tone(1, 0)


def test_signs_sound_alike_in_every_language_also_in_one_without_a_list() -> None:
    for language in (*LANGUAGES, "", "de"):
        assert tone_of("Ok ❤️ 🎉 :)", language) == Tone(3, 0)
        assert tone_of("Ok 😡 :-(", language) == Tone(0, 2)
    assert tone_of("https://example.org:D", "en") == Tone(0, 0)
    assert tone_of("Danke, das ist wunderbar", "de") == Tone(0, 0)


def test_polish_without_its_marks_and_russian_with_yo_are_the_same_words() -> None:
    assert tone_of("swietnie, dziekuje", "pl") == tone_of("świetnie, dziękuję", "pl") == Tone(2, 0)
    assert tone_of("весёлый", "ru") == tone_of("веселый", "ru") == Tone(1, 0)


def test_quotes_code_names_and_titles_are_not_what_somebody_said() -> None:
    source = "> This is terrible\n\nI see.\n\n```\nhate = 'awful'\n```\n\nUse `disgusting()` then."
    words = said(render(source, NullResolver()).html)
    assert "I see." in words
    assert "Use" in words
    assert tone_of(words, "en") == Tone(0, 0)
    html = (
        '<p>See <a class="mention" href="/u/joy">Joy Happy</a>: <a class="reference">Awful title</a> <b>great</b></p>'
    )
    assert tone_of(said(html), "en") == Tone(1, 0)
    assert said("<blockquote><p>a</p><blockquote>b</blockquote>c</blockquote><p>d</p>") == "d"


def test_a_short_text_is_taken_for_the_language_of_its_thread_and_a_long_one_for_its_own() -> None:
    finnish = "Tulin juuri kotiin tapaamisesta ja haluan sanoa, että ilta oli teidän ansiostanne kaunis."
    assert language_of("Kiitos!", "", "fi", "en") == "fi"
    assert language_of(finnish, "en", "en", "en") == "fi"
    german = "Ich bin gerade nach Hause gekommen und möchte sagen, dass der Abend sehr lang war und es spät ist."
    assert language_of(german, "en", "en", "en") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_some_hundred_words_each_under_one_heading(language: str) -> None:
    headings: dict[str, set[Mood]] = defaultdict(set)
    for mood, word in entries(WORDS / f"{language}.txt"):
        headings[folded(word, language)].add(mood)
    assert {word for word, moods in headings.items() if len(moods) > 1} == set()
    for mood in (Mood.WARM, Mood.COOL):
        assert sum(moods == {mood} for moods in headings.values()) > 150
    assert all("*" not in word[:-1] and word != "*" for word in headings)
    assert lexicon(language) is not None


def test_a_list_is_never_looked_for_outside_its_folder() -> None:
    assert lexicon("../words/en") is None
    assert lexicon("") is None
