"""When each member did each thing, summed up from the log, so that a rule over a long time reads one row a member.

The log stays the truth: what was recorded since a verb was summed up is read from it, so an answer is always of now.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.utils import timezone

from members.segments.deeds import DEEDS
from members.segments.fields import MOST_TIMES

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
CALM = timedelta(hours=1)
"""So long ago a moment must be before it is summed up."""
SKEW = timedelta(minutes=5)
"""The clocks of two machines differ by less."""


class DeedTimes(models.Model):
    """When one member did one thing: the last MOST_TIMES moments, the newest first; made from the log."""

    verb = models.CharField(max_length=64)
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="+")
    moments = ArrayField(models.DateTimeField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["verb", "member"], name="deed_times_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.verb}"


class SummedUp(models.Model):
    """How far the log is summed up for one verb."""

    verb = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verb} until {self.until}"


def sum_up(end: datetime | None = None) -> int:
    """Sum up every verb that rules ask about, as far as the log is at rest; returns how many rows were written.

    `end` ends it sooner.
    """
    for table in (DeedTimes, SummedUp):
        table._base_manager.exclude(verb__in=DEEDS).delete()
    rest = at_rest()
    return sum(_go_on(verb, min(rest, end or rest)) for verb in sorted(DEEDS))


def at_rest() -> datetime:
    """The moment before which nothing is recorded any more: no transaction began before it that is still open."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        oldest = cursor.fetchone()[0]
    calm = timezone.now() - CALM
    return min(calm, oldest - SKEW) if oldest else calm


@transaction.atomic
def _go_on(verb: str, end: datetime) -> int:
    """One verb, in one statement: whole or not there, whatever ends the worker. Another one at it waits here."""
    _known, is_new = SummedUp.objects.get_or_create(verb=verb, defaults={"until": BEFORE_ALL})
    known = SummedUp.objects.select_for_update().get(pk=verb)
    if is_new:
        DeedTimes.objects.filter(verb=verb).delete()
    if known.until >= end:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_ADD, {"verb": verb, "begin": known.until, "until": end, "most": MOST_TIMES})
        written = int(cursor.rowcount)
    known.until = end
    known.save(update_fields=["until"])
    return written


_OLDEST = """
SELECT min(xact_start) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
_ADD = """
INSERT INTO members_deedtimes (verb, member_id, moments)
SELECT %(verb)s, actor_id, (array_agg(at ORDER BY at DESC))[:%(most)s] FROM members_activity
WHERE verb = %(verb)s AND at >= %(begin)s AND at < %(until)s AND actor_id IN (SELECT id FROM members_member)
GROUP BY actor_id ORDER BY actor_id
ON CONFLICT (verb, member_id) DO UPDATE SET moments = (excluded.moments || members_deedtimes.moments)[:%(most)s]
"""
