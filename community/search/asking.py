"""A search as PostgreSQL understands it: one tsquery for each language that documents are in."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, Case, F, FloatField, Func, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler

from community.search.parsing import Query, Term
from community.search.tongues import CONFIGURATIONS, asked, says_nothing

SHORTEST_BEGINNING = 2
_WEIGHTS = "{0.1, 0.4, 0.4, 1.0}"
"""Of words nowhere else, of half-typed words of a title, of the text, of the title."""


class Asking:
    """A query, put in all languages that are in use."""

    def __init__(self, query: Query, languages: list[str]) -> None:
        self.languages = languages
        self.whole = {language: _whole(language, query) for language in languages}
        """For finding: language -> all that was asked."""
        self.any_word = {language: _any_word(language, query) for language in languages} if query.wanted else {}
        """For marking: language -> whatever of it a single word may be."""

    def matches(self, column: str) -> Q:
        """The condition that `column`, a tsvector, has what was asked for in the language of the document."""
        condition = Q(pk__in=[])
        for language, whole in self.whole.items():
            condition |= Q(language=language) & Q(_holds(F(column), whole))
        return condition

    def rank(self) -> Combinable:
        """How dense the words stand in the document: cover density r, as r / (r + 1), which is below 1."""
        template = f"ts_rank_cd('{_WEIGHTS}', %(expressions)s, 32)"
        each = [
            When(language=language, then=Func(F("vector"), whole, template=template, output_field=FloatField()))
            for language, whole in self.whole.items()
        ]
        return Case(*each, default=Value(0.0), output_field=FloatField())


def _whole(language: str, query: Query) -> Combinable:
    wanted = [term for term in query.wanted if term.is_phrase or not says_nothing(language, term.text)] or query.wanted
    beginning = wanted[-1] if query.is_typing and wanted and len(wanted[-1].text) >= SHORTEST_BEGINNING else None
    finished = wanted[:-1] if beginning else wanted
    parts = [_any_reading(language, finished)] if finished else []
    if beginning and beginning is query.terms[-1]:
        parts.append(_begins(language, beginning.text))
    elif beginning:
        parts.append(_any_reading(language, [beginning]))
    parts += [Func(_any_reading(language, [term]), template="!!(%(expressions)s)") for term in query.unwanted]
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" && ", output_field=SearchQueryField())


def _any_word(language: str, query: Query) -> Combinable:
    each = [_any_reading(language, [Term(term.text)]) for term in query.wanted]
    if query.is_typing and len(query.terms[-1].text) >= SHORTEST_BEGINNING:
        each.append(_begins(language, query.terms[-1].text))
    return _either(each)


def _any_reading(language: str, terms: list[Term]) -> Combinable:
    """All of the terms, in one of the readings the language has."""
    each = [asked(language, term.text) for term in terms]
    most = max(map(len, each))
    together = zip(*(readings if len(readings) == most else readings * most for readings in each), strict=True)
    return _either([_web(language, " ".join(f'"{_bare(text)}"' for text in reading)) for reading in together])


def _bare(text: str) -> str:
    return text.replace('"', " ").replace("\\", " ")


def _web(language: str, text: str) -> Combinable:
    template = f"websearch_to_tsquery('{CONFIGURATIONS[language]}'::regconfig, %(expressions)s)"
    return Func(Value(text), template=template, output_field=SearchQueryField())


def _begins(language: str, word: str) -> Combinable:
    """A word as it stands, or one that begins with these letters; nothing for a stop word.

    The beginning is not stemmed: Hungarian "kert" (garden) would become "ker" and find whatever begins like that.
    """
    name = CONFIGURATIONS[language]
    readings = asked(language, word)
    whole = [f"to_tsquery('{name}'::regconfig, %s)"] * len(readings)
    beginning = ["to_tsquery('simple'::regconfig, %s)"] * len(readings)
    template = (
        f"(CASE WHEN numnode(to_tsquery('{name}'::regconfig, %s)) = 0 THEN ''::tsquery"
        f" ELSE {' || '.join([*whole, *beginning])} END)"
    )
    values = [readings[0], *readings]
    return _Filled(
        template, [Value(_quoted(text)) for text in values] + [Value(f"{_quoted(text)}:*") for text in readings]
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", " ").replace("'", "''") + "'"


def _either(parts: list[Combinable]) -> Combinable:
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=SearchQueryField())


def _holds(vector: Combinable, query: Combinable) -> Func:
    return Func(vector, query, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())


class _Filled(Func):
    """A piece of SQL whose places are filled in order."""

    def __init__(self, sql: str, values: list[Value]) -> None:
        super().__init__(*values, output_field=SearchQueryField())
        self.sql = sql

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(value) for value in self.source_expressions]
        return self.sql % tuple(part for part, _params in parts), [one for _part, params in parts for one in params]
