"""Every text can be translated: no sentence is put together from pieces, and places have names."""

import re
from math import ceil
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import a_post, a_thread
from tests.house.source import sentences, short

_PLACES = re.compile(r"%(?!\()[sd]")
LONGER = 1.4


def test_a_translator_can_move_what_is_filled_in() -> None:
    # Two places without names cannot change their order.
    nameless = {f"{short(path)}: {text}" for path, text in sentences() if len(_PLACES.findall(text)) > 1}
    assert not sorted(nameless)


def test_no_sentence_is_put_together_from_pieces() -> None:
    # A text that begins or ends with white space or a comma waits for another piece.
    pieces = {f"{short(path)}: {text!r}" for path, text in sentences() if text != text.strip() or text.endswith(",")}
    blocks = {piece for piece in pieces if "\\n" not in piece}
    assert not sorted(blocks)


def test_the_texts_can_be_collected() -> None:
    assert len({text for _, text in sentences()}) > 100


@pytest.fixture
def long_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every translated text is 40 % longer, in letters that are not English."""

    def stretched(real: Any) -> Any:
        return lambda *given: (text := real(*given)) + "ø" * (ceil(len(text) * LONGER) - len(text))

    real: Any = vars(translation)["_trans"]
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        monkeypatch.setattr(real, name, stretched(getattr(real, name)))


PAGES = ["home", "spaces", "search", "people", "inbox", "thread_new", "settings_profile", "settings_notifications"]


@pytest.mark.parametrize("name", PAGES)
def test_a_language_40_percent_longer_breaks_no_page(
    name: str, long_words: None, as_: Any, mia: Any, thread: Any
) -> None:
    page = as_(mia).get(reverse(name))
    assert page.status_code == 200
    assert "øø" in page.content.decode()


def test_a_language_40_percent_longer_breaks_no_thread(long_words: None, as_: Any, ben: Any, space: Any) -> None:
    thread = a_thread(space, by=ben, kind="question")
    a_post(thread)
    for path in (thread.get_absolute_url(), space.get_absolute_url(), ben.get_absolute_url()):
        page = as_(ben).get(path)
        assert page.status_code == 200
        assert "øø" in page.content.decode()
