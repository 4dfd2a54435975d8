"""Busy questions to the database, written as SQL once: Django writes some of them longer than PostgreSQL answers.

`@written_once` stands above a function that makes a QuerySet of nothing but its arguments. It is called with marks in
their place, once for each way the arguments can look; later questions put their values where the marks stood. So the
function never meets a real value, and what it made for one reader cannot reach another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

MOST = 1024
"""With more values than this a question is written each time: the database has more to do with it than Django."""
_NUMBERS = (2_000_000_000, 2_100_000_000)
_DAYS = (datetime(2901, 1, 1, tzinfo=UTC), datetime(2951, 1, 1, tzinfo=UTC))
_LETTERS = (" \ue0a1 Mark {} ", " \ue0a2 Mark {} ")
"""In capitals and small letters and with spaces around: a text that is changed on its way is seen."""


class NotWrittenOnceError(TypeError):
    """The question holds something that is neither given nor always the same; a mistake in the code that makes it."""


def written_once[**P](build: Callable[P, QuerySet[Any]]) -> Callable[P, list[Any]]:
    """Decorate a function that makes a QuerySet; it answers with the rows, as a list.

    By position come values: numbers, texts, moments, and collections of these, whose order means nothing. By name
    comes what the question itself depends on: yes or no, words of a known set. Whatever else a question depends on
    (the time, the language) must be given too. Raises NotWrittenOnceError if it is seen that something is not.
    """
    known: dict[Hashable, _Written] = {}

    @wraps(build)
    def answer(*given: P.args, **shape: P.kwargs) -> list[Any]:
        values = [_evened(value) for value in given]
        if sum(len(value) for value in values if isinstance(value, tuple)) > MOST:
            return list(build(*given, **shape))
        key = (*map(_outline, values), *sorted(shape.items()))
        written = known.get(key)
        if written is None:
            written = known[key] = _Written(build, values, shape)
        return written.rows(values)

    return answer


def _evened(value: Any) -> Any:
    """A collection grows to the next power of two by saying its last value again, so that few lengths occur."""
    if not isinstance(value, Collection) or isinstance(value, str):
        return value
    held = list(value)
    return tuple(held + held[-1:] * ((1 << (len(held) - 1).bit_length()) - len(held))) if held else ()


def _outline(value: Any) -> Hashable:
    """What a mark for the value has to look like."""
    if isinstance(value, tuple):
        return len(value), *{_outline(one) for one in value}
    if type(value) in (int, str, datetime):
        return type(value).__name__
    raise NotWrittenOnceError(f"{value!r} is no number, text or moment; what decides is given by name.")


def _mark(value: Any, place: int, which: int) -> Any:
    if isinstance(value, str):
        return _LETTERS[which].format(place)
    return _DAYS[which] + timedelta(days=place) if isinstance(value, datetime) else _NUMBERS[which] + place


class _Written:
    """A question as SQL, and which of the given values stands where."""

    def __init__(self, build: Callable[..., QuerySet[Any]], values: list[Any], shape: dict[str, Any]) -> None:
        # Two sets of marks tell what is given from what is always the same, and from what is neither.
        places, others = [self._marked(values, which) for which in (0, 1)]
        self.queryset = build(*places, **shape)
        if self.queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise NotWrittenOnceError(f"{build.__name__} reads something beforehand, which needs queries of its own.")
        self.compiler = self._compiler(self.queryset)
        try:
            self.sql, first = self.compiler.as_sql()
            sql, second = self._compiler(build(*others, **shape)).as_sql()
        except EmptyResultSet:
            if () not in values:
                raise NotWrittenOnceError(f"{build.__name__} never finds anything.") from None
            self.sql, self.params = "", []
            return
        where = [{mark: index for index, mark in enumerate(_flat(marks))} for marks in (places, others)]
        if sql != self.sql or len(first) != len(second):
            raise NotWrittenOnceError(f"{build.__name__} is not written the same way twice.")
        self.params = [_place(build, where, one, other) for one, other in zip(first, second, strict=True)]

    @staticmethod
    def _marked(values: list[Any], which: int) -> list[Any]:
        numbers = count()
        return [
            tuple(_mark(one, next(numbers), which) for one in value)
            if isinstance(value, tuple)
            else _mark(value, next(numbers), which)
            for value in values
        ]

    @staticmethod
    def _compiler(queryset: QuerySet[Any]) -> SQLCompiler:
        compiler: SQLCompiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        return compiler

    def rows(self, values: list[Any]) -> list[Any]:
        """Ask with these values."""
        if not self.sql:
            return []
        given = list(_flat(values))
        params = tuple(_filled(place, given) for place in self.params)
        iterable: Any = self.queryset._iterable_class
        return list(iterable(_Asked(self, params)))


class _Place:
    """Where a given value goes."""

    def __init__(self, index: int) -> None:
        self.index = index


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def _place(build: Callable[..., Any], where: list[dict[Any, int]], one: Any, other: Any) -> Any:
    """The place of a value, if both marks stand for it; otherwise what is always the same. A list may hold places."""
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [_place(build, where, *pair) for pair in zip(one, other, strict=True)]
    places = [where[which].get(param) if isinstance(param, int | str | datetime) else None
              for which, param in enumerate((one, other))]  # fmt: skip
    if places[0] is not None and places[1] is not None:
        return _Place(places[0])
    if places == [None, None] and (one == other or repr(one) == repr(other)):
        return one
    raise NotWrittenOnceError(f"{build.__name__} holds {one!r}, which is neither given nor always the same.")


def _filled(param: Any, given: list[Any]) -> Any:
    if type(param) is list:
        return [_filled(one, given) for one in param]
    return given[param.index] if type(param) is _Place else param


class _Asked:
    """What Django reads of a QuerySet and of its query while it makes objects of the rows."""

    db = DEFAULT_DB_ALIAS

    def __init__(self, written: _Written, params: tuple[Any, ...]) -> None:
        self._written, self._params = written, params

    @property
    def query(self) -> _Asked:
        return self

    def get_compiler(self, using: str) -> SQLCompiler:
        """The compiler that wrote the question, with other values, for the connection of this thread."""
        compiler = copy(self._written.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        said = self._written.sql, self._params
        compiler.as_sql = lambda *args, **kwargs: said  # type: ignore[method-assign]
        return compiler

    def __getattr__(self, name: str) -> Any:
        queryset = self._written.queryset
        return getattr(queryset, name) if hasattr(queryset, name) else getattr(queryset.query, name)
