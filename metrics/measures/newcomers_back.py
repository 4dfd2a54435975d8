"""Whether those who contributed for the first time do so again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from metrics.measures.acting import WROTE
from metrics.measures.measure import Cut, Measure, Unit
from metrics.rollups.models import MemberDay

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet

WITHIN_DAYS = 28


class NewcomersBack(Measure):
    """Of those whose 28 days after their first contribution ended in the period, the share who came with another.

    Everybody who is counted had the same time. Those whose 28 days still run are censored: who has come back would be
    known and who will not could not be, so neither is counted before the time is over.
    """

    key = "newcomers-back"
    name = _("Contributed again")
    question = _("Do those who contribute for the first time do so again?")
    definition = _(
        "Members whose first contribution (a post, a line of chat, a guide, an entry) lies so far back that the 28 "
        "days after it ended in the period. Of them, those who contributed again on another day within these 28 days, "
        "anywhere. Whose 28 days still run is not counted yet. In a space: those who wrote a post there on the day of "
        "their first contribution."
    )
    unit = Unit.PERCENT
    remedy = _("Answer a first post quickly and warmly, and name a next thing to do.")
    remedy_url = "journeys"
    sql = """
    SELECT ends.day, kept.space, coalesce(kept.back, 0), coalesce(kept.people, 0), coalesce(kept.people, 0)
    FROM ends
    LEFT JOIN LATERAL (
        SELECT began.space, count(*) AS people, count(*) FILTER (WHERE first.again <= first.day + %(within)s) AS back
        FROM (
            SELECT a.member_id, (a.contributed_at AT TIME ZONE %(zone)s)::date AS day,
                (a.returned_at AT TIME ZONE %(zone)s)::date AS again
            FROM metrics_arrival AS a
            WHERE a.contributed_at IS NOT NULL {whom:a.member_id}
        ) AS first
        JOIN LATERAL (
            SELECT DISTINCT {by:d.space_id} AS space FROM metrics_memberday AS d
            WHERE {among:TRUE|FALSE} AND d.member_id = first.member_id AND d.day = first.day
                AND d.threads + d.replies > 0 {space:d}
            UNION ALL SELECT NULL WHERE {among:FALSE|TRUE}
        ) AS began ON true
        WHERE first.day > ends.day - %(within)s - %(days)s AND first.day <= ends.day - %(within)s
        GROUP BY began.space
    ) AS kept ON true
    """

    def more(self) -> dict[str, Any]:
        """How much time there is."""
        return {"within": WITHIN_DAYS}

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Those who were counted and did not come back in time; whoever still has not comes first."""
        cut = cut or Cut()
        zone = ZoneInfo(settings.TIME_ZONE)
        last = end - timedelta(days=WITHIN_DAYS)
        known = cut.members.annotate(
            first_day=TruncDate("arrival__contributed_at", tzinfo=zone),
            again_day=TruncDate("arrival__returned_at", tzinfo=zone),
        ).filter(first_day__gt=last - timedelta(days=days), first_day__lte=last)
        if cut.space is not None:
            there = MemberDay.objects.filter(WROTE, member=OuterRef("pk"), day=OuterRef("first_day"), space=cut.space)
            known = known.filter(Exists(there))
        until = ExpressionWrapper(F("first_day") + timedelta(days=WITHIN_DAYS), DateTimeField())
        away = known.filter(Q(again_day=None) | Q(again_day__gt=until))
        return away.order_by(F("arrival__returned_at").desc(nulls_first=True), "-arrival__contributed_at", "-pk")
