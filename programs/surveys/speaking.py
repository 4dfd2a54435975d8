"""Words that make a text the report of a bug, or a wish: shipped for five languages, and the community's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BUG = {
    "en": ("bug", "error", "broken", "crash", "does not work", "doesn't work", "doesn’t work", "not working"),
    "fi": ("virhe", "rikki", "bugi", "kaatuu", "ei toimi"),
    "hu": ("hiba", "hibás", "elromlott", "összeomlik", "nem működik"),
    "pl": ("błąd", "błęd", "zepsut", "awari", "nie działa"),
    "ru": ("ошибк", "сломал", "баг", "вылетает", "не работает"),
}
WISH = {
    "en": ("wish", "would like", "would be nice", "would be great", "please add", "missing", "it would help"),
    "fi": ("toivo", "haluaisin", "olisi kiva", "olisi hyvä", "puuttuu"),
    "hu": ("szeretném", "szeretnék", "jó lenne", "kívánság", "hiányzik", "hiányoz"),
    "pl": ("życz", "chciał", "przydał", "byłoby miło", "brakuje"),
    "ru": ("хотел", "хочу", "хотелось", "было бы хорошо", "не хватает", "добавьте"),
}
"""Beginnings of words, by language."""


def says(text: str, words: Iterable[str]) -> bool:
    """Whether a word of the text begins with one of these."""
    found = [re.escape(word.casefold()) for word in words if word.strip()]
    return bool(found) and re.search(rf"(?<!\w)(?:{'|'.join(found)})", text.casefold()) is not None


def of_all(shipped: dict[str, tuple[str, ...]], own: Iterable[str]) -> list[str]:
    """The words of all languages, because members answer in the one they like, and the community's own."""
    return [*(word for words in shipped.values() for word in words), *own]
