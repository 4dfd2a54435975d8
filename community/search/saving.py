"""Searches that members keep: under a name, at most twenty, and told of once a day if they wish."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from community.search.finding import find
from community.search.models import SavedSearch, SearchDocument, SearchNews
from community.search.parsing import parse
from members.activity.log import record
from members.profiles.models import Member

DAILY = timedelta(days=1)
OLDEST = timedelta(days=30)
"""What was written longer ago is no news, also where its document is new."""
MOST_THREADS = 20


class TooManySaved(ValueError):
    """There are twenty already."""


@transaction.atomic
def save_search(*, name: str, query: str, by: Member) -> SavedSearch:
    """Keep a search; one that is kept already gets the new name. Raises TooManySaved."""
    Member.objects.one_at_a_time(by)
    known = SavedSearch.objects.filter(member=by, query=query).first()
    if known is None and SavedSearch.objects.filter(member=by).count() >= SavedSearch.MOST:
        raise TooManySaved
    free = _free_name(by, name, known)
    if known is not None:
        known.name = free
        known.save(update_fields=["name"])
        return known
    saved = SavedSearch.objects.create(member=by, name=free, query=query, last_document=_newest())
    record("search.saved", actor=by, subject=saved)
    return saved


def _free_name(member: Member, name: str, known: SavedSearch | None) -> str:
    """The name, or the name with a number behind it where another search has it."""
    others = SavedSearch.objects.filter(member=member).exclude(pk=known.pk if known else 0)
    taken = set(others.values_list("name", flat=True))
    tried = (name, *(f"{name[: SavedSearch.NAME_MAX - 4]} {number}" for number in range(2, SavedSearch.MOST + 2)))
    return next(one for one in tried if one not in taken)


@transaction.atomic
def tell_of(saved: SavedSearch, *, tells: bool) -> None:
    """Tell its member of what is new from now on, or no longer."""
    if (saved.tells_at is not None) != tells:
        saved.tells_at = timezone.now() if tells else None
        saved.looked_at, saved.last_document = timezone.now(), _newest()
        saved.save(update_fields=["tells_at", "looked_at", "last_document"])
        record("search.telling_chosen", actor=saved.member, subject=saved, tells=tells)


@transaction.atomic
def forget_search(saved: SavedSearch) -> None:
    """Keep it no longer."""
    record("search.forgotten", actor=saved.member, subject=saved)
    saved.delete()


def _newest() -> int:
    return int(SearchDocument.objects.aggregate(newest=Max("pk"))["newest"] or 0)


@transaction.atomic
def look_next() -> bool:
    """Look through the search that waits longest, once a day each; returns whether there was one to look through.

    Found is what its member may see at this moment, and nothing they wrote themselves.
    """
    due = SavedSearch.objects.filter(tells_at__isnull=False, looked_at__lte=timezone.now() - DAILY)
    waiting = due.select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("member")
    saved = waiting.order_by("looked_at", "pk").first()
    if saved is None:
        return False
    before, newest = saved.last_document, _newest()
    saved.looked_at, saved.last_document = timezone.now(), newest
    saved.save(update_fields=["looked_at", "last_document"])
    threads = _new_threads(saved, before) if saved.member.is_active and not saved.member.is_suspended else []
    if threads:
        news, is_new = SearchNews.objects.get_or_create(
            saved=saved, day=timezone.localdate(), defaults={"threads": threads}
        )
        if is_new:
            record("search.found_news", subject=news, saved=saved.pk)
    return True


def _new_threads(saved: SavedSearch, after: int) -> list[int]:
    new = Q(pk__gt=after, created_at__gt=timezone.now() - OLDEST) & ~Q(author=saved.member_id)
    found = find(saved.member, parse(saved.query), nearly=False, among=new)
    return [place.thread for place in found.places[:MOST_THREADS]]
