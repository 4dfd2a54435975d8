"""When a member was here before, and what happened since: one question for a whole page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from community.home.models import Order, Visit
from community.spaces.seeing import visible_space_ids

if TYPE_CHECKING:
    from members.profiles.models import Member

GAP = timedelta(minutes=30)
"""Away for longer than this, and the next page begins another visit."""
EVERY = timedelta(minutes=10)
"""How often a visit is written down at most."""
MOST = 99
"""Counts stop here."""

# The latest 500 threads are looked at, not more: whoever was away for a year is not made to wait for an exact number.
_PULSE = """
WITH visit AS (
  SELECT seen_at, "order", CASE WHEN seen_at < %(gap)s THEN seen_at ELSE since END AS since
  FROM community_visit WHERE member_id = %(me)s
), moved AS (
  SELECT t.id, t.space_id, t.author_id, t.tags FROM (
    SELECT * FROM community_thread
    WHERE space_id = ANY(%(spaces)s) AND deleted_at IS NULL AND held_at IS NULL AND archived_at IS NULL
      AND last_post_at > (SELECT since FROM visit)
    ORDER BY last_post_at DESC, id DESC LIMIT 500
  ) t
  WHERE NOT EXISTS (SELECT FROM community_reading r
                    WHERE r.member_id = %(me)s AND r.thread_id = t.id AND r.last_number >= t.posts_count)
    AND NOT EXISTS (SELECT FROM community_silence s WHERE s.member_id = %(me)s AND s.other_id = t.author_id)
    AND NOT EXISTS (SELECT FROM community_follow f
                    WHERE f.member_id = %(me)s AND f.level = 'nothing'
                      AND (f.thread_id = t.id OR f.space_id = t.space_id))
    AND NOT (t.author_id = %(me)s AND t.posts_count = 1)
)
SELECT
  (SELECT seen_at FROM visit), (SELECT since FROM visit), (SELECT "order" FROM visit),
  (SELECT count(*) FROM moved),
  (SELECT count(*) FROM moved WHERE author_id = %(me)s),
  (SELECT count(*) FROM moved m WHERE EXISTS (
    SELECT FROM community_follow f WHERE f.member_id = %(me)s AND f.level = 'everything'
      AND (f.thread_id = m.id OR f.space_id = m.space_id OR f.person_id = m.author_id OR f.tag = ANY(m.tags)))),
  (SELECT count(*) FROM (
    SELECT FROM community_thread
    WHERE kind = 'question' AND answer_id IS NULL AND closed_at IS NULL AND deleted_at IS NULL AND held_at IS NULL
      AND archived_at IS NULL AND duplicate_of_id IS NULL AND space_id = ANY(%(spaces)s) LIMIT %(most)s) q),
  (SELECT count(*) FROM community_welcomestep WHERE member_id = %(me)s)
"""


@dataclass(frozen=True)
class Pulse:
    """What a member finds: since when, and how many."""

    since: datetime | None
    """The end of the visit before this one; None on the first."""
    order: str
    moved: int
    mine: int
    """Of those that moved, threads the member started."""
    following: int
    unanswered: int
    settled: int = 0
    """How many of the three first actions are done or skipped."""


def take_pulse(member: Member) -> Pulse:
    """What moved since the member's last visit; writes down that they are here. Two statements at most."""
    now = timezone.now()
    asked: dict[str, Any] = {"me": member.pk, "gap": now - GAP, "spaces": list(visible_space_ids(member)), "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(_PULSE, asked)
        seen_at, since, order, *counts, settled = cursor.fetchone()
    _note(member, now, seen_at, since)
    moved, mine, following, unanswered = (min(count, MOST) for count in counts)
    return Pulse(since, order or Order.FOR_YOU, moved, mine, following, unanswered, settled)


def prefer(member: Member, order: str) -> None:
    """Remember what the home page begins with. Raises ValueError for an unknown order."""
    if order not in Order.values:
        raise ValueError(order)
    Visit.objects.update_or_create(member=member, defaults={"order": order})


def _note(member: Member, now: datetime, seen_at: datetime | None, since: datetime | None) -> None:
    if seen_at is None:
        Visit.objects.bulk_create([Visit(member=member, seen_at=now)], ignore_conflicts=True)
    elif now - seen_at > EVERY:
        # Two pages at once: the second finds the row changed already and leaves it.
        Visit.objects.filter(member=member, seen_at=seen_at).update(seen_at=now, since=since)
