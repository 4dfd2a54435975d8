"""What changes the past touches its days: they are made again. Rows of threads and of first steps follow at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from community.threads.models import Thread
from metrics.rollups.acting import CONTRIBUTIONS, LOGGED
from metrics.rollups.arriving import arrive
from metrics.rollups.models import RolledDay
from metrics.rollups.opening import open_anew
from metrics.rollups.rolling import alone

LAST = 2**31 - 1

_WRITTEN = """
SELECT DISTINCT (p.created_at AT TIME ZONE %(zone)s)::date FROM community_post AS p
WHERE p.thread_id = %(thread)s AND p.number BETWEEN %(first)s AND %(last)s
"""
_DONE_TO_POSTS = """
SELECT DISTINCT (a.at AT TIME ZONE %(zone)s)::date FROM members_activity AS a
WHERE a.subject_type = 'community.post' AND a.verb = ANY(%(acts)s) AND a.subject_id IN (
    SELECT p.id FROM community_post AS p
    WHERE p.thread_id = %(thread)s AND p.number BETWEEN %(first)s AND %(last)s)
"""
_DONE_TO = """
SELECT DISTINCT (a.at AT TIME ZONE %(zone)s)::date FROM members_activity AS a
WHERE a.subject_type = %(kind)s AND a.subject_id = %(pk)s AND a.verb = ANY(%(acts)s)
"""
_DONE_AT = """
SELECT DISTINCT (a.at AT TIME ZONE %(zone)s)::date FROM members_activity AS a
JOIN programs_occurrence AS o ON o.program_id = %(pk)s AND o.id = CASE
    WHEN a.subject_type = 'programs.occurrence' THEN a.subject_id ELSE (a.facts ->> 'occurrence')::bigint END
WHERE a.verb = ANY(%(acts)s)
"""
_SAID_IN = """
SELECT DISTINCT (l.created_at AT TIME ZONE %(zone)s)::date FROM community_chatline AS l WHERE l.room_id = %(pk)s
"""
_ADDED_BY = """
SELECT DISTINCT a.actor_id FROM members_activity AS a
WHERE a.subject_type = %(kind)s AND a.subject_id = %(pk)s AND a.verb = ANY(%(contributions)s)
    AND a.actor_id IS NOT NULL
"""


@transaction.atomic
def touch(days: Iterable[date]) -> int:
    """Let these days be made again, as far as they were made; returns how many.

    It waits for a day that is being made just now: that one may not have seen what changed.
    """
    alone()
    return RolledDay.objects.filter(day__in=set(days)).update(touched_at=timezone.now())


@transaction.atomic
def follow_threads(threads: Collection[int]) -> None:
    """Make the rows of these threads anew, and of those that were merged into them; no day is made for it."""
    alone()
    merged = Thread.objects.filter(merged_into__in=threads).values_list("pk", flat=True)
    open_anew({*threads, *merged})


@transaction.atomic
def follow_contribution(kind: str, pk: int) -> None:
    """Look for the first steps of whoever added this anew: it may stand, or stand no longer."""
    alone()
    arrive(_found(_ADDED_BY, kind=kind, pk=pk))


def follow_space(space: int) -> None:
    """Make the rows of all threads of a space anew: they went to the archive with it, or came back."""
    follow_threads(list(Thread.objects.filter(space=space).values_list("pk", flat=True)))


def days_written(thread: int, first: int = 1, last: int = LAST) -> set[date]:
    """The days of the posts of a thread, or of those with these numbers."""
    return _found(_WRITTEN, thread=thread, first=first, last=last)


def days_done_to_posts(thread: int, first: int = 1, last: int = LAST) -> set[date]:
    """The days on which somebody reacted to these posts, or did something else to them."""
    return _found(_DONE_TO_POSTS, thread=thread, first=first, last=last)


def days_done_to(kind: str, pk: int) -> set[date]:
    """The days on which somebody did something to a thing."""
    return _found(_DONE_TO, kind=kind, pk=pk)


def days_done_at(program: int) -> set[date]:
    """The days on which somebody did something in a program; looks through the log."""
    return _found(_DONE_AT, pk=program)


def days_said_in(room: int) -> set[date]:
    """The days on which somebody wrote in a chat room."""
    return _found(_SAID_IN, pk=room)


def around(day: date) -> set[date]:
    """A day and the one before it."""
    return {day, day - timedelta(days=1)}


def _found(sql: str, **given: Any) -> set[Any]:
    more = {"zone": settings.TIME_ZONE, "acts": list(LOGGED), "contributions": sorted(CONTRIBUTIONS)}
    with connection.cursor() as cursor:
        cursor.execute(sql, more | given)
        return {value for (value,) in cursor.fetchall()}
