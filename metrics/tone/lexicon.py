"""Which words are warm and which are cool, by language: plain text files that anybody can read and mend."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"
SIGNS = "signs"
_HEADING = re.compile(r"\[(\w+)\]")
_LOST = str.maketrans({"ł": "l", "ё": "е", "’": "'"})
_WITHOUT_MARKS = {"pl"}
"""Where many type without diacritics, and no two words of the list fall together without them."""


class Mood(StrEnum):
    """What a word says, as its list is headed."""

    WARM = "warm"
    COOL = "cool"
    NEITHER = "neither"
    NOT = "not"
    """It turns the words behind it."""
    BUT = "but"
    """It ends what was turned."""


@dataclass(frozen=True)
class Lexicon:
    """The words of one language."""

    language: str
    whole: dict[str, Mood]
    beginnings: dict[str, Mood]

    def mood_of(self, word: str) -> Mood | None:
        """What a folded word says; the longest entry that fits decides, a whole word before a beginning."""
        found = self.whole.get(word)
        if found is not None:
            return found
        lengths = range(len(word), 0, -1)
        return next((self.beginnings[word[:n]] for n in lengths if word[:n] in self.beginnings), None)


def folded(text: str, language: str) -> str:
    """A text as the lists of its language have it: lower case, one apostrophe, without the marks people leave out."""
    text = unicodedata.normalize("NFC", text).lower()
    if language in _WITHOUT_MARKS:
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return text.translate(_LOST)


@cache
def lexicon(language: str) -> Lexicon | None:
    """The words of a language; None for one that has no list."""
    file = WORDS / f"{language}.txt"
    if not language.isalpha() or not file.exists():
        return None
    whole: dict[str, Mood] = {}
    beginnings: dict[str, Mood] = {}
    for mood, written in entries(file):
        entry = folded(written, language)
        if entry.endswith("*"):
            beginnings[entry[:-1]] = mood
        else:
            whole[entry] = mood
    return Lexicon(language, whole, beginnings)


def entries(file: Path) -> list[tuple[Mood, str]]:
    """What stands in a list, with its heading. Raises ValueError for a word before the first one."""
    found: list[tuple[Mood, str]] = []
    mood: Mood | None = None
    for line in file.read_text(encoding="utf-8").splitlines():
        if heading := _HEADING.fullmatch(line.strip()):
            mood = Mood(heading[1])
        elif not line.startswith("#"):
            for word in line.split():
                if mood is None:
                    raise ValueError(f"{file.name}: {word} stands under no heading")
                found.append((mood, word))
    return found


@cache
def signs() -> tuple[re.Pattern[str], dict[str, Mood]]:
    """Signs that say the same in all languages, and how they are found."""
    moods = {entry: mood for mood, entry in entries(WORDS / f"{SIGNS}.txt")}
    each = "|".join(re.escape(sign) for sign in sorted(moods, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{each})"), moods
