"""What there is to say for somebody, in numbers. Apps further up register theirs; and other numbers about a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import ngettext_lazy

from config.lib.written_once import written_once
from members.profiles.models import Member
from members.recognition.thanks import Thanks


@dataclass(frozen=True)
class Deed:
    """One number about a person: a sentence with %(count)d or names of its own, and how it is counted.

    What stands in private does not count.
    """

    key: str
    icon: str
    words: Any
    rows: Callable[[OuterRef], QuerySet[Any]] | None = None
    """What is counted, of the member whose number is given: all such are counted in one query."""
    count: Callable[[Member], Mapping[str, int]] | None = None
    """Or the numbers of the sentence by their names; none if there is nothing to say."""
    is_good: bool = True
    """Whether it speaks for them; other numbers, such as of reports they made, stand by themselves."""


@dataclass(frozen=True)
class Said:
    """A number in words."""

    icon: str
    words: str


DEEDS: dict[str, Deed] = {}


def register(deed: Deed) -> None:
    """Make a number known. Raises ValueError for a key used twice."""
    if deed.key in DEEDS:
        raise ValueError(f"Two numbers about a person are called {deed.key!r}.")
    DEEDS[deed.key] = deed


def deeds_of(member: Member, *, good: bool = True) -> list[Said]:
    """The numbers that are not nought."""
    wanted = [deed for deed in DEEDS.values() if deed.is_good == good]
    keys = tuple(deed.key for deed in wanted if deed.rows is not None)
    rows = _counted(member.pk, keys=keys) if keys else []
    counted = {key: number or 0 for row in rows for key, number in zip(keys, row, strict=True)}
    found = [(deed, deed.count(member) if deed.count else {"count": counted.get(deed.key, 0)}) for deed in wanted]
    return [Said(deed.icon, str(deed.words % count)) for deed, count in found if any(count.values())]


@written_once
def _counted(member: int, *, keys: tuple[str, ...]) -> QuerySet[Member, tuple[int | None, ...]]:
    """These numbers, in one row."""
    counts = {f"deed_{key}": _number(rows(OuterRef("pk"))) for key in keys if (rows := DEEDS[key].rows) is not None}
    return Member.objects.filter(pk=member).order_by().annotate(**counts).values_list(*counts)


def _number(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def _thanked(member: OuterRef) -> QuerySet[Thanks]:
    return Thanks.objects.in_the_open().filter(receiver=member)


register(Deed("thanks", "heart", ngettext_lazy("%(count)d thanks", "%(count)d thanks", "count"), _thanked))
