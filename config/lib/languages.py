"""Which of our languages a text is written in. For workers: the model weighs 120 MB and takes seconds to load."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("en", "fi", "hu", "pl", "ru")
_NEIGHBOURS = ("cs", "da", "de", "es", "et", "fr", "it", "nl", "no", "pt", "sk", "sv", "uk")
KNOWN = (*LANGUAGES, *_NEIGHBOURS)
"""Those that ``surely`` tells from each other."""
_ENOUGH_LETTERS = 12
_ENOUGH_CERTAINTY = 0.8
_LOOKED_AT = 3_000  # characters


def detect(text: str) -> str:
    """ISO code of the language, one of ``LANGUAGES``; "" when unsure, too short, or another language."""
    text = text[:_LOOKED_AT]
    if sum(map(str.isalpha, text)) < _ENOUGH_LETTERS:
        return ""
    language, certainty = _identifier().classify(text)
    return str(language) if language in LANGUAGES and certainty >= _ENOUGH_CERTAINTY else ""


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # heavy: only where a text is really looked at

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Without its neighbours in the race, Estonian would be Finnish and Ukrainian Russian.
    identifier.set_languages(list(KNOWN))
    return identifier


def surely(text: str) -> str:
    """ISO code of the language, whether one of ours or a neighbour's; "" when unsure or too short."""
    text = text[:_LOOKED_AT]
    if sum(map(str.isalpha, text)) < _ENOUGH_LETTERS * 2:
        return ""
    language, certainty = _identifier().classify(text)
    return str(language) if certainty >= _ENOUGH_CERTAINTY else ""
