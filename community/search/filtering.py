"""Filters of a search as conditions on documents, and as chips with an address each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.search.folding import fold
from community.search.parsing import Filter, Query, day
from community.spaces.models import Space
from members.profiles.models import Member

_IS = {
    "solved": Q(thread__answer__isnull=False),
    "unsolved": Q(thread__kind="question", thread__answer=None, thread__closed_at=None),
    "open": Q(thread__closed_at=None, thread__archived_at=None),
    "closed": Q(thread__closed_at__isnull=False),
}


@dataclass(frozen=True)
class Chip:
    """A filter as a link: one that is set takes it away, one that is offered sets it."""

    label: str
    url: str
    is_set: bool = False


def address(query: Query | str, page: int = 1) -> str:
    """The address of a search."""
    asked = urlencode({"q": str(query)} | ({"page": page} if page > 1 else {}))
    return f"{reverse('search')}?{asked}"


def conditions(query: Query, spaces: Sequence[Space]) -> Q:
    """What the filters ask of a document; adds a remark where a space or a person is not known to the reader."""
    found = Q()
    for one in query.filters:
        found &= _condition(one, query, spaces)
    return found


def _condition(one: Filter, query: Query, spaces: Sequence[Space]) -> Q:
    match one.name:
        case "in":
            return _in(one.value, query, spaces)
        case "by":
            return _by(one.value, query)
        case "kind":
            return Q(thread__kind=one.value)
        case "is":
            return _IS[one.value]
        case "has":
            return Q(has_image=True)
        case "tag":
            return Q(thread__tags__contains=[one.value.removeprefix("#")])
        case "after" | "before":
            return _when(one)
    return Q()


def _in(value: str, query: Query, spaces: Sequence[Space]) -> Q:
    chosen = [space.pk for space in spaces if value in (space.slug, fold(space.name).replace(" ", "-"))]
    if not chosen:
        query.remarks.append(_("You see no space called “%(name)s”.") % {"name": value[:80]})
    return Q(space_id__in=chosen)


def _by(value: str, query: Query) -> Q:
    member = Member.objects.present().filter(handle=value.removeprefix("@")).values_list("pk", flat=True).first()
    if member is None:
        query.remarks.append(_("Nobody here has the handle “%(handle)s”.") % {"handle": value[:40]})
    return Q(author_id=member) if member else Q(pk__in=[])


def _when(one: Filter) -> Q:
    """Days begin at midnight of the reader's time zone; both ends belong to what was asked for."""
    chosen = day(one.value)
    assert chosen is not None  # parsing.py lets nothing else through
    zone = timezone.get_current_timezone()
    if one.name == "after":
        return Q(created_at__gte=dt.datetime.combine(chosen, dt.time.min, zone))
    return Q(created_at__lte=dt.datetime.combine(chosen, dt.time.max, zone))


def chips(query: Query) -> list[Chip]:
    """The filters that are set, each with the address of the search without it."""
    return [Chip(str(one), address(_less(query, one)), is_set=True) for one in query.filters]


def offers(query: Query, spaces: Sequence[Space]) -> list[Chip]:
    """Filters that may help next; those already set are left out."""
    year = timezone.localdate().year
    offered = [(_("Answered"), "is", "solved"), (_("Waiting for an answer"), "is", "unsolved")]
    offered += [(_("In %(space)s") % {"space": space.name}, "in", space.slug) for space in spaces[:2]]
    offered += [
        (_("With pictures"), "has", "image"),
        (_("This year"), "after", f"{year}-01-01"),
        (_("Newest first"), "sort", "latest"),
    ]
    return [Chip(label, address(query.and_also(n, v))) for label, n, v in offered if not query.value(n)]


def _less(query: Query, one: Filter) -> Query:
    return Query(query.terms, tuple(kept for kept in query.filters if kept is not one))
