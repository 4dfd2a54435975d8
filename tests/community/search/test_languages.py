"""Each language finds its inflected words."""

from typing import Any

import pytest

from community.search.finding import find
from community.search.parsing import parse

TEXTS = {
    "en": "The recurring events moved again, and the calendars of three volunteers were showing different weeks.",
    "fi": "Meidän yhteisömme käyttäjät odottavat, kun kalenterit päivittyvät ja tapahtumat näkyvät kaikille jäsenille.",
    "hu": "A közösség tagjai szerint a naptár nem működik, ezért minden esemény és kérdés külön üzenetben érkezik.",
    "pl": "Nasza społeczność planuje wydarzenie, ale kalendarz pokazuje inną strefę, a użytkownik pyta o wątek.",
    "ru": "Наше сообщество готовит событие, но календарь показывает другой день, и участник задаёт вопрос о ёлке.",
}
ASKED = {
    "en": ["recur", "recurring", "event", "calendar", "volunteering", "showed", "moving"],
    "fi": ["käyttäjien", "kayttajat", "yhteisössä", "kalenteri", "kalenterin", "tapahtumassa", "jäsenillä"],
    "hu": ["közösségekben", "kozosseg", "naptárak", "naptarban", "eseményeket", "kérdések", "üzenetek", "tagja"],
    "pl": ["wydarzeniach", "kalendarze", "kalendarzu", "społecznością", "użytkowników", "wątki", "spolecznosc"],
    "ru": ["календарями", "календаре", "событиями", "сообществам", "участники", "вопросов", "елка", "ёлки"],
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_inflected_words_are_found(language: str, found_by: Any, told: Any, visitor: Any) -> None:
    told("12345678 --- 87654321", TEXTS[language])
    assert not [word for word in ASKED[language] if not found_by(visitor, word)]


OTHERS = {"en": "printer", "fi": "kirjasto", "hu": "kert", "pl": "drukarka", "ru": "принтер"}


@pytest.mark.parametrize(("language", "word"), OTHERS.items())
def test_another_word_is_not_found(language: str, word: str, found_by: Any, told: Any, visitor: Any) -> None:
    told("12345678 --- 87654321", TEXTS[language])
    assert found_by(visitor, "12345678")
    assert not found_by(visitor, word)


def test_in_finnish_an_accent_makes_another_word_for_those_who_type_it(found_by: Any, told: Any, visitor: Any) -> None:
    told("Sateinen ja tuulinen päivä", "Huomenna on taas huono sää, joten kokous pidetään sisällä.")
    told("Avaimet ja kulkuluvat", "Kuka tahansa saa käyttää tilaa, kunhan siivoaa jälkensä lopuksi.")
    assert found_by(visitor, "sää") == ["Sateinen ja tuulinen päivä"]
    assert len(found_by(visitor, "saa")) == 2


def test_words_of_another_language_are_found_as_they_stand(found_by: Any, told: Any, visitor: Any) -> None:
    told("Fête de la musique à Genève", "Nous cherchons des bénévoles pour la grande fête de la musique de cet été.")
    assert found_by(visitor, "benevoles") == found_by(visitor, "bénévoles") == ["Fête de la musique à Genève"]


def test_a_text_too_short_to_tell_counts_as_its_space_says(found_by: Any, told: Any, space: Any, visitor: Any) -> None:
    space.language = "pl"
    space.save(update_fields=["language"])
    told("1234 wątki", "wątki 1")
    assert found_by(visitor, "wątek")


GUESSED = {"en": "calender", "fi": "kalentreit", "hu": "esmény", "pl": "kalendraz", "ru": "календрь"}


@pytest.mark.parametrize(("language", "word"), GUESSED.items())
def test_a_letter_or_two_wrong_find_it_and_are_said(
    language: str, word: str, told: Any, visitor: Any, delivered: Any
) -> None:
    told("12345678 --- 87654321", TEXTS[language])
    delivered()
    found = find(visitor, parse(f"{word} "))
    assert (found.exact, found.near) == (0, 1)


def test_a_word_half_typed_beyond_its_stem_is_found(found_by: Any, told: Any, visitor: Any) -> None:
    told("12345678 --- 87654321", TEXTS["en"])
    assert found_by(visitor, "recurrin") == found_by(visitor, "volunte") == ["12345678 --- 87654321"]


def test_polish_is_found_without_accents_also_inflected(found_by: Any, told: Any, visitor: Any) -> None:
    told("12345678 --- 87654321", "W ogrodzie mieszka stary żółw, którego wszyscy sąsiedzi bardzo lubią i karmią.")
    for typed in ["żółw", "zolw", "zolwia", "zolwie", "żółwiem"]:
        assert found_by(visitor, typed), typed


@pytest.mark.parametrize("typed", ["żółw", "zolw"])
def test_the_accents_that_were_typed_come_first(typed: str, found_by: Any, told: Any, visitor: Any) -> None:
    for word in ("zolw", "żółw", "zolw"):
        told(f"12345678 {word} 87654321", "W ogrodzie mieszka stary mieszkaniec, którego wszyscy sąsiedzi lubią.")
    assert typed in found_by(visitor, typed)[0]
