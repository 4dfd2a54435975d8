"""Letters without accents, one for one: what somebody types in a hurry finds what was written with care."""

import unicodedata

_PLAIN = str.maketrans("łøđßæœþðı", "lodsaotdi")


def unaccented(text: str) -> str:
    """Small letters without accents, each exactly one letter: Łódź is lodz. Of Cyrillic only ё changes, into е."""
    if text.isascii():
        return text.lower()
    return text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """Each letter is looked at once."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code)).translate(_PLAIN)
        return plain


_LETTERS = _Letters()


def _plain(letter: str) -> str:
    small = letter.lower() if len(letter.lower()) == 1 else letter
    first = unicodedata.normalize("NFD", small)[0]
    if "\u0400" <= first <= "\u04ff":
        return "е" if small == "ё" else small
    return first
