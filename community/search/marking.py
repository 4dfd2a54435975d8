"""What of a result is shown: its title and a piece of its text, with the words that were found marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from community.search.accents import unaccented
from community.search.tongues import CONFIGURATIONS, asked, words_of

if TYPE_CHECKING:
    from community.search.asking import Asking
    from community.search.parsing import Query

LOOKED_AT = 4_000
"""Characters of a text in which words are marked."""
LENGTH = 200
"""About so many characters of a text are shown."""
BEFORE = 60
"""And about so many of them stand before the first marked word."""
_WORD = re.compile(r"\w+")


class _Tokens(Func):
    """The words of a document that a tsquery asks for, as the stemmer of its language sees them, accents or not."""

    output_field = ArrayField(TextField())

    def __init__(self, configuration: str, query: Combinable) -> None:
        super().__init__(Coalesce("thread__title", "title"), F("text"), query)
        self.configuration = f"'{configuration}'::regconfig"

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(part) for part in self.source_expressions]
        (title, _), (text, _), (query, _) = parts
        lexemes = (
            f"(to_tsvector({self.configuration}, t.token) || to_tsvector({self.configuration}, unaccent(t.token)))"
        )
        tokens = f"ts_parse('default', {title} || ' ' || left({text}, {LOOKED_AT})) t"
        sql = (
            f"ARRAY(SELECT DISTINCT lower(t.token) FROM {tokens} WHERE length(t.token) < 100 AND {lexemes} @@ {query})"  # noqa: S608 - built of compiled expressions
        )
        return sql, [value for _sql, values in parts for value in values]


def words_to_mark(asking: Asking) -> Combinable:
    """An annotation: which words of a document to mark, for languages with a stemmer in PostgreSQL."""
    output = ArrayField(TextField())
    each = [
        When(language=language, then=_Tokens(CONFIGURATIONS[language], query))
        for language, query in asking.any_word.items()
        if CONFIGURATIONS[language] != "simple"
    ]
    nothing = Value([], output_field=output)
    return Case(*each, default=nothing, output_field=output) if each else nothing


def wording(query: Query, asking: Asking, language: str, text: str) -> set[str]:
    """Which words of a text to mark (small letters) as far as they are told letter by letter, or by a basic form."""
    words = words_of(text[:LOOKED_AT])
    wanted = [word for term in query.wanted for word in (term.text, *asking.others.get(unaccented(term.text), []))]
    targets = {word for one in wanted for reading in asked(language, one) for word in words_of(unaccented(reading))}
    found = {word.lower() for word in words if unaccented(word) in targets}
    if language == "pl":
        basic = asked("pl", " ".join(words))[0].split()
        found |= {word.lower() for word, form in zip(words, basic, strict=False) if form in targets}
    if query.is_typing and len(query.terms[-1].text) > 1:
        begun = unaccented(query.terms[-1].text)
        found |= {word.lower() for word in words if unaccented(word).startswith(begun)}
    return found


def marked(text: str, words: set[str]) -> SafeString:
    """A text as HTML with some of its words marked; everything else is escaped."""
    parts: list[str] = []
    last = 0
    for found in _WORD.finditer(text):
        if found[0].lower() in words:
            parts += [escape(text[last : found.start()]), f"<mark>{escape(found[0])}</mark>"]
            last = found.end()
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308 - every piece was escaped


def extract(text: str, words: set[str]) -> SafeString:
    """The piece of a text in which most different words stand, marked; from the beginning if none does."""
    text = " ".join(text[:LOOKED_AT].split())
    places = [(found.start(), found[0].lower()) for found in _WORD.finditer(text) if found[0].lower() in words]
    best = max(places, key=lambda place: (len(_near(places, place[0])), -place[0]), default=(0, ""))[0]
    start = 0 if best <= BEFORE else text.rfind(" ", 0, best - BEFORE + 20) + 1
    end = len(text) if len(text) - start <= LENGTH else max(text.rfind(" ", 0, start + LENGTH), best + 1)
    piece = text[start:end] if end > start else text[start : start + LENGTH]
    before, after = "…" if start else "", "…" if start + len(piece) < len(text) else ""
    return mark_safe(f"{before}{marked(piece, words)}{after}")  # noqa: S308 - `marked` escapes


def _near(places: list[tuple[int, str]], start: int) -> set[str]:
    return {word for at, word in places if start <= at < start + LENGTH - BEFORE}
