"""A search as PostgreSQL understands it: one tsquery for each language that documents are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, Case, F, FloatField, Func, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler

from community.search.accents import unaccented
from community.search.parsing import Query, Term
from community.search.tongues import CONFIGURATIONS, asked, says_nothing, words_of

SHORTEST_BEGINNING = 2
_WEIGHTS = "{0.1, 0.4, 0.4, 1.0}"
"""Of words nowhere else, of half-typed words of a title, of the text, of the title."""
Others = Mapping[str, list[str]]
"""Typed word without accents -> words that will do as well."""


class Asking:
    """A query, put in all languages that are in use."""

    def __init__(self, query: Query, languages: list[str], others: Others | None = None) -> None:
        self.languages = languages
        self.others: Others = others or {}
        self.whole = {language: _whole(language, query, self.others) for language in languages}
        """For finding: language -> all that was asked."""
        self.any_word = (
            {language: _any_word(language, query, self.others) for language in languages} if query.wanted else {}
        )
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


def _whole(language: str, query: Query, others: Others) -> Combinable:
    wanted = [term for term in query.wanted if term.is_phrase or not says_nothing(language, term.text)] or query.wanted
    last = wanted[-1] if wanted and wanted[-1] is query.terms[-1] else None
    beginning = last if last and query.is_typing and len(last.text) >= SHORTEST_BEGINNING else None
    asked_for = [_any_reading(language, term, others) for term in (wanted[:-1] if beginning else wanted)]
    asked_for += [f"!{_any_reading(language, term, {})}" for term in query.unwanted]
    parts = [_parsed(language, " & ".join(asked_for))] if asked_for else []
    if beginning:
        parts.append(_begins(language, beginning, others))
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" && ", output_field=SearchQueryField())


def _any_word(language: str, query: Query, others: Others) -> Combinable:
    each = [_any_reading(language, Term(word), others) for term in query.wanted for word in words_of(term.text)]
    parts = [_parsed(language, " | ".join(each))] if each else []
    if query.is_typing and len(query.terms[-1].text) >= SHORTEST_BEGINNING:
        parts.append(_begins(language, query.terms[-1], others))
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=SearchQueryField())


def _any_reading(language: str, term: Term, others: Others) -> str:
    """A term as it is asked for: each of its readings in the language, and the words that will do as well."""
    also = [] if term.is_phrase else others.get(unaccented(term.text), [])
    each = dict.fromkeys(reading for text in (term.text, *also) for reading in asked(language, text))
    return f"({' | '.join(map(_quoted, each))})"


def _parsed(language: str, text: str) -> Combinable:
    template = f"to_tsquery('{CONFIGURATIONS[language]}'::regconfig, %(expressions)s)"
    return Func(Value(text), template=template, output_field=SearchQueryField())


def _begins(language: str, term: Term, others: Others) -> Combinable:
    """A word as it stands, or one that begins with these letters; nothing for a stop word.

    The beginning is not stemmed: Hungarian "kert" (garden) would become "ker" and find whatever begins like that. What
    it may go on to be (`others`) is: "recurrin" is longer than the stem of "recurring".
    """
    name = CONFIGURATIONS[language]
    beginning = " | ".join(f"{_quoted(text)}:*" for text in asked(language, term.text))
    template = (
        f"(CASE WHEN numnode(to_tsquery('{name}'::regconfig, %s)) = 0 THEN ''::tsquery"
        f" ELSE to_tsquery('{name}'::regconfig, %s) || to_tsquery('simple'::regconfig, %s) END)"
    )
    values = [_quoted(asked(language, term.text)[0]), _any_reading(language, term, others), beginning]
    return _Filled(template, [Value(text) for text in values])


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", " ").replace("'", "''") + "'"


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
