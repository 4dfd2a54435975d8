"""How lively a space is: how much is started in it, and how soon somebody answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import isfinite
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PACE = timedelta(days=28)
REPLIES = timedelta(days=90)
PROMISE = timedelta(hours=24)
FEWEST = 5
_KEPT_SECONDS = 600


@dataclass(frozen=True)
class Rhythm:
    """Threads started in the last 28 days; the median time to a first reply in seconds, if there is enough to say."""

    threads: int = 0
    reply_seconds: int | None = None

    @property
    def pace(self) -> str:
        """How much is started, in words."""
        if not self.threads:
            return _("Quiet these four weeks")
        if self.threads < 4:
            return ngettext("%(n)d thread in four weeks", "%(n)d threads in four weeks", self.threads) % {
                "n": self.threads
            }
        week = round(self.threads / 4)
        return ngettext("About %(n)d thread a week", "About %(n)d threads a week", week) % {"n": week}

    @property
    def replies(self) -> str:
        """How soon half of the threads have a first reply, in words; empty if there is not enough to say."""
        if self.reply_seconds is None:
            return ""
        return _("First reply within %(time)s, half the time") % {"time": _spoken(self.reply_seconds)}


def _spoken(seconds: int) -> str:
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def rhythms(space_ids: Iterable[int]) -> dict[int, Rhythm]:
    """The rhythm of each space; kept ten minutes, and one query for all that are not kept."""
    ids = list(space_ids)
    kept: dict[str, Rhythm] = cache.get_many([_key(pk) for pk in ids])
    found = {pk: kept[_key(pk)] for pk in ids if _key(pk) in kept}
    missing = [pk for pk in ids if pk not in found]
    if missing:
        asked = _ask(missing)
        for pk in missing:
            found[pk] = asked.get(pk, Rhythm())
            cache.set(_key(pk), found[pk], _KEPT_SECONDS)
    return found


def _key(space_id: int) -> str:
    return f"space:rhythm:{space_id}"


# A thread counts once it is as old as the promise of an answer within a day: a younger one may still be answered in
# time. One without an answer counts as never answered, so that the median does not flatter.
_SQL = """
SELECT t.space_id,
       count(*) FILTER (WHERE t.created_at > %(pace)s),
       count(*) FILTER (WHERE t.created_at < %(promise)s),
       percentile_disc(0.5) WITHIN GROUP (
           ORDER BY coalesce(extract(epoch FROM r.created_at - t.created_at), 'Infinity')::float8
       ) FILTER (WHERE t.created_at < %(promise)s)
FROM community_thread t
LEFT JOIN LATERAL (
    SELECT p.created_at FROM community_post p
    WHERE p.thread_id = t.id AND p.number > 1 AND p.author_id IS DISTINCT FROM t.author_id
      AND p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.held_at IS NULL
    ORDER BY p.number LIMIT 1
) r ON true
WHERE t.space_id = ANY(%(spaces)s) AND t.created_at > %(since)s AND t.deleted_at IS NULL AND t.held_at IS NULL
GROUP BY t.space_id
"""


def _ask(space_ids: list[int]) -> dict[int, Rhythm]:
    now = timezone.now()
    asked: dict[str, Any] = {"spaces": space_ids, "pace": now - PACE, "promise": now - PROMISE, "since": now - REPLIES}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, asked)
        rows = cursor.fetchall()
    return {space: Rhythm(threads, _median(ripe, median)) for space, threads, ripe, median in rows}


def _median(ripe: int, median: float | None) -> int | None:
    enough = ripe >= FEWEST and median is not None and isfinite(median)
    return int(median) if enough and median is not None else None
