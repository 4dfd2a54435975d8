"""Breaks: who has looked at hard things for 45 minutes on end is told once, quietly, that a break helps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache

from moderation.guidelines.measures import Severity
from moderation.ledger.models import Entry
from moderation.review.cases import Case

if TYPE_CHECKING:
    from members.profiles.models import Member

AFTER = timedelta(minutes=45)
GAP = timedelta(minutes=15)
"""Whoever did nothing severe for this long had a break."""
LONGEST_BREAK = timedelta(hours=4)
"""Whoever did nothing for longer had stopped for the day."""
QUIET = timedelta(minutes=30)
LOOKED_BACK = timedelta(hours=8)
ASKED_AGAIN = 300
"""Seconds after which it is looked up again at the latest whether a break is due."""
DECIDING = ("decided", "proposed", "agreed", "declined", "withdrawn")
"""What of the log is work on a case."""


def stretch(moments: Iterable[datetime | None], now: datetime) -> timedelta:
    """How long somebody has worked up to now without a gap of 15 minutes; nothing if the last was longer ago."""
    begin = now
    for moment in sorted((one for one in moments if one is not None and one <= now), reverse=True):
        if begin - moment > GAP:
            break
        begin = moment
    return now - begin


def hard_minutes(member: Member, now: datetime) -> int:
    """For how many minutes on end a member has looked at severe cases: what they decided, and what they have open."""
    since = now - LOOKED_BACK
    done = Entry.objects.filter(act__in=DECIDING, actor_id=member.pk, severity=Severity.HIGH, at__gt=since)
    has = Case.objects.open().filter(claimed_by=member, severity=Severity.HIGH, claimed_at__gt=since)
    moments = done.values_list("at", flat=True).union(has.order_by().values_list("claimed_at", flat=True))
    return int(stretch(moments, now).total_seconds() // 60)


def break_due(member: Member, now: datetime) -> int:
    """For how many minutes already, if it is time for a break and they did not say "Not now"; otherwise 0."""
    if cache.get(_key(member)):
        return 0
    minutes, enough = hard_minutes(member, now), int(AFTER.total_seconds() // 60)
    if minutes < enough:
        cache.set(_key(member), True, min(ASKED_AGAIN, 60 * (enough - minutes)))  # it cannot grow quicker than time
        return 0
    return minutes


def not_now(member: Member) -> None:
    """Say nothing for 30 minutes. Kept in Valkey: if it is lost, it is said once more."""
    cache.set(_key(member), True, int(QUIET.total_seconds()))


def _key(member: Member) -> str:
    return f"moderation.break.{member.pk}"
