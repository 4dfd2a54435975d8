"""What can be asked of a member: each predicate is a sentence with fields, and a condition in SQL."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.utils.functional import Promise

if TYPE_CHECKING:
    from members.profiles.models import Member

type Said = str | Promise
type Values = Mapping[str, Any]
"""What the fields of a predicate were given, cleaned: numbers and short texts."""


def no_more(member: Member, values: Values) -> Said | None:
    """The sentence itself is evidence enough."""
    return None


@dataclass(frozen=True)
class Predicate:
    """One thing that can be asked: words for people, a condition for PostgreSQL, and evidence for one member."""

    key: str
    """Stands in saved rules, so it is stable for ever."""
    family: Said
    """The heading in the builder's list."""
    sentence: Said
    """Goes on after "Members who …"; names in braces become the fields."""
    fields: Mapping[str, forms.Field]
    narrow: Callable[[Values, datetime], Q]
    """The condition over members at a moment; rows elsewhere by `at_least`, so that all stays one query."""
    why: Callable[[Member, Values], Said | None] = no_more
    """What is known about one member for whom it is so."""
    denied: Said = ""
    """The sentence where it is not so; without one, "not: " stands before the sentence."""


PREDICATES: dict[str, Predicate] = {}


def register(predicate: Predicate) -> None:
    """Offer a predicate. Raises ValueError for a key used twice, or a sentence that leaves out a field."""
    if predicate.key in PREDICATES:
        raise ValueError(f"The predicate {predicate.key!r} is registered twice.")
    for sentence in (predicate.sentence, predicate.denied or predicate.sentence):
        if {name for _, name in pieces(sentence, predicate.fields) if name} != set(predicate.fields):
            raise ValueError(f"The sentence of {predicate.key!r} does not name all its fields and nothing else.")
    PREDICATES[predicate.key] = predicate


def pieces(sentence: Said, names: Iterable[str], values: Values | None = None) -> list[tuple[str, str]]:
    """A sentence as pairs of text and the field behind it (empty: none), in the plural form that the values ask for."""
    given = {name: _Gap(name, values.get(name) if values else None) for name in names}
    # A text with plural forms chooses one by the number it is given, and the number writes its own name there.
    plain = sentence.format(**given) if given else str(sentence)  # type: ignore[union-attr]
    return [(text, name or "") for text, name, _, _ in string.Formatter().parse(plain)]


class _Gap(int):
    """A number that writes its name, in braces again; many, if it is no number."""

    name: str

    def __new__(cls, name: str, value: object) -> Self:
        gap = super().__new__(cls, value if isinstance(value, int) else 2)
        gap.name = name
        return gap

    def __format__(self, spec: str) -> str:
        return f"{{{self.name}}}"


def at_least(rows: QuerySet[Any], who: str, times: int = 1, *, indexed: bool = False) -> Q:
    """Members who have that many of these rows, `who` being the column with the member.

    `indexed`: an index begins with `who` and holds all that is asked, so that so many of its entries are looked at
    for each member, however many rows there are. Otherwise all rows are read once, counted by member and hashed.
    """
    rows = rows.order_by()
    if indexed:
        # As a value, because what an EXISTS beside an OR asks is read whole. Rows before the last one are skipped.
        found = rows.filter(**{who: OuterRef("pk")}).values(who)[times - 1 : times]
        return Q(IsNull(Subquery(found), False))
    if times <= 1:
        return Q(Exists(rows.filter(**{who: OuterRef("pk")})))
    # Rows are counted, not their keys, which stand in no other index. NULL in a list would make its contrary unknown.
    often = rows.filter(**{f"{who}__isnull": False}).values(who).annotate(times=Count("*")).filter(times__gte=times)
    return Q(pk__in=often.values(who))
