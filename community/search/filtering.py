"""Filters of a search as conditions on documents, and as chips with an address each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.search.accents import unaccented
from community.search.models import SearchDocument
from community.search.parsing import Filter, Query, day
from community.search.registry import SHELVES
from community.search.states import STATES
from community.spaces.models import Space
from community.tags.names import the_tag
from community.threads.models import Thread
from config.lib.handle_names import typed_handle
from members.profiles.models import Member

ANY_DOCUMENT = {"in", "by", "after", "before", "has", "kind", "sort"}
"""Filters that can be asked of what stands on shelves, too."""
NAMED = 6
"""So many values a sentence names when another one was typed."""
OFFERED = 8


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
    only_threads = {one.name for one in query.filters} - ANY_DOCUMENT
    return found & Q(thread__isnull=False) if only_threads else found


def _condition(one: Filter, query: Query, spaces: Sequence[Space]) -> Q:
    match one.name:
        case "in":
            return _in(one.value, query, spaces)
        case "by":
            return _by(one.value, query, spaces)
        case "kind":
            return Q(kind=one.value) if one.value in SHELVES else Q(thread__kind=one.value)
        case "is":
            return STATES[one.value]
        case "has":
            return Q(has_image=True)
        case "tag":
            return _tagged(one.value.removeprefix("#"), query, spaces)
        case "after" | "before":
            return _when(one)
    return Q()


def _in(value: str, query: Query, spaces: Sequence[Space]) -> Q:
    chosen = [space.pk for space in spaces if value in (space.slug, unaccented(space.name).replace(" ", "-"))]
    if not chosen:
        sentence = _("You see no space called “%(name)s”.") % {"name": value[:80]}
        query.remarks.append(_naming(sentence, "in", [space.slug for space in spaces]))
    return Q(space_id__in=chosen)


def _by(value: str, query: Query, spaces: Sequence[Space]) -> Q:
    handle = typed_handle(value)
    member = Member.objects.present().filter(handle=handle).values_list("pk", flat=True).first()
    if member:
        return Q(author_id=member)
    # Only people whose posts the reader may see anyway are named.
    readable = SearchDocument.objects.readable_in(frozenset(space.pk for space in spaces))
    wrote = readable.filter(author=OuterRef("pk"))
    alike = Member.objects.present().filter(Exists(wrote), handle__startswith=handle[:2]).order_by("handle")
    sentence = _("Nobody here has the handle “%(handle)s”.") % {"handle": value[:40]}
    query.remarks.append(_naming(sentence, "by", list(alike.values_list("handle", flat=True)[: NAMED + 1])))
    return Q(pk__in=[])


def _tagged(tag: str, query: Query, spaces: Sequence[Space]) -> Q:
    tag = the_tag(tag)
    threads = Thread.objects.filter(space__in=[space.pk for space in spaces], deleted_at=None, held_at=None)
    if not threads.filter(tags__contains=[tag]).exists():
        latest = threads.exclude(tags=[]).order_by("-pk").values_list("tags", flat=True)[:50]
        used = list(dict.fromkeys(one for tags in latest for one in tags))
        query.remarks.append(_naming(_("No thread has the tag “%(tag)s”.") % {"tag": tag[:40]}, "tag", used))
    return Q(thread__tags__contains=[tag])


def _naming(sentence: str, name: str, values: Sequence[str]) -> str:
    """A sentence about a value that is not known, followed by some that are."""
    if not values:
        return sentence
    known = ", ".join(f"{name}:{value}" for value in values[:NAMED])
    more = "…" if len(values) > NAMED else "."
    offered = _("There is %(values)s") % {"values": known + more}
    return f"{sentence} {offered}"


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


def everything(query: Query) -> Chip:
    """The search without any filter; set when there is none."""
    return Chip(_("Everything"), address(replace(query, filters=())), is_set=not query.filters)


def offers(query: Query, spaces: Sequence[Space], people: Sequence[Member]) -> list[Chip]:
    """Filters that may help next, out of what was found; the values of a filter that was begun, if one was."""
    by = [(_("By %(name)s") % {"name": one.name}, "by", one.handle) for one in people]
    within = [(_("In %(space)s") % {"space": space.name}, "in", space.slug) for space in spaces]
    if query.asks in ("by", "in"):
        return _chips_of(query, (by if query.asks == "by" else within)[:OFFERED])
    offered = [(_("Answered"), "is", "solved"), (_("Waiting for an answer"), "is", "unsolved"), *within[:2]]
    offered += [
        (_("By a person"), "by", ""),
        (_("This year"), "after", f"{timezone.localdate().year}-01-01"),
        (_("With pictures"), "has", "image"),
        (_("Newest first"), "sort", "latest"),
    ]
    return _chips_of(query, offered)


def _chips_of(query: Query, offered: list[tuple[str, str, str]]) -> list[Chip]:
    return [Chip(label, address(query.and_also(n, v))) for label, n, v in offered if not query.value(n)]


def _less(query: Query, one: Filter) -> Query:
    return Query(query.terms, tuple(kept for kept in query.filters if kept is not one))
