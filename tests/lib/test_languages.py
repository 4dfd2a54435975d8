"""The language of short real sentences."""

import subprocess
import sys

import pytest

from config.lib.languages import detect


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "How do I change the time of a weekly event?"),
        ("en", "Thanks, that worked for me on the first try."),
        ("fi", "Miten vaihdan viikoittaisen tapahtuman ajan?"),
        ("fi", "Kiitos, tämä toimi heti."),
        ("hu", "Hogyan tudom megváltoztatni az esemény időpontját?"),
        ("hu", "Köszönöm, ez működött."),
        ("pl", "Jak mogę zmienić godzinę cotygodniowego spotkania?"),
        ("pl", "Dziękuję, to działa u mnie."),
        ("ru", "Как изменить время еженедельной встречи?"),
        ("ru", "Спасибо, всё заработало с первого раза."),
    ],
)
def test_a_short_sentence_is_known_by_its_language(language, sentence):
    assert detect(sentence) == language


@pytest.mark.parametrize("text", ["", "ok 👍", "12:30 – 14:00", "+1", "v3.4.1"])
def test_a_few_letters_are_not_enough_to_tell(text):
    assert detect(text) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Wie kann ich die Uhrzeit der Veranstaltung ändern?",
        "Kuidas ma saan selle sündmuse aega muuta?",
        "Як змінити час щотижневої зустрічі?",
        "Jak můžu změnit čas setkání každý týden?",
    ],
)
def test_a_neighbouring_language_is_not_taken_for_one_of_ours(sentence):
    assert detect(sentence) == ""


def test_the_model_is_not_loaded_before_a_text_is_looked_at():
    script = "import sys, config.lib.languages as l; l.detect('ok'); sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
