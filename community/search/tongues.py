"""What each language needs: which words of a text go into the index, and what is asked for a query.

English, Finnish, Hungarian and Russian have stemmers in PostgreSQL. Of a text with accents two readings are indexed, as
it stands and without them, so that a query without accents finds it in all inflections. Polish words are brought into
their basic form here. A text in another language, or too short to tell, is indexed word by word.
"""

import re

from community.search.accents import unaccented
from community.search.polish import FUNCTION_WORDS, basic_forms, possible_forms

CONFIGURATIONS = {"en": "english", "fi": "finnish", "hu": "hungarian", "ru": "russian", "pl": "simple", "": "simple"}
"""Language of a document -> text search configuration; "" is any other language."""

_KEEPS_ACCENTS = {"fi", "hu"}
"""There a word with and without accents are two words (sää, saa): who types accents means them."""

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


def readings(language: str, text: str) -> list[str]:
    """The texts to index for a text: each of them is parsed with the configuration of the language."""
    plain = unaccented(text)
    if language == "pl":
        return [_basic(text), plain]
    if language == "":
        return [plain]
    return [text, plain] if plain != text.lower() else [text]


def asked(language: str, words: str) -> list[str]:
    """The words to ask a language's documents for; any of them will do."""
    if language in _KEEPS_ACCENTS:
        return [words]
    plain = unaccented(words)
    if language == "pl":
        # Without accents it may be any word that looks like this: "zolwia" is a form of "żółw".
        alike = possible_forms(plain) if plain == words.lower() else []
        return list(dict.fromkeys([_basic(words), plain, *map(unaccented, alike)]))
    return [plain]


def says_nothing(language: str, word: str) -> bool:
    """Whether a language that has no list of such words in PostgreSQL would not miss this one."""
    return language == "pl" and word.lower() in FUNCTION_WORDS


def _basic(text: str) -> str:
    words = [word.lower() for word in words_of(text)]
    known = basic_forms(words)
    return unaccented(" ".join(known.get(word, word) for word in words))
