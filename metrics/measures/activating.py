"""Whether new members take their first step in time: shared by the two measures of activation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import F, Q

from metrics.measures.measure import Cut, Measure, Unit
from metrics.rollups.days import end_of

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class Activation(Measure):
    """Of those who joined in the period and whose time is over, the share who took their first step in time.

    Whose time still runs is left out on both sides: counted as missing they would make every number look bad, and
    counted as soon as they succeed they would make it look good.
    """

    unit = Unit.PERCENT
    has_spaces = False
    within_days: ClassVar[int]
    sql = """
    SELECT ends.day, NULL::bigint, coming.activated, coming.people, coming.people
    FROM ends
    CROSS JOIN LATERAL (
        SELECT count(*) AS people,
            count(*) FILTER (WHERE a.activated_at < a.at + %(within)s * interval '24 hours') AS activated
        FROM metrics_arrival AS a
        WHERE a.day > ends.day - %(days)s AND a.day <= ends.day
            AND a.at + %(within)s * interval '24 hours' <= (ends.day + 1)::timestamp AT TIME ZONE %(zone)s
            {whom:a.member_id}
    ) AS coming
    """

    def more(self) -> dict[str, Any]:
        """How much time there is."""
        return {"within": self.within_days}

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Those who were counted and did not take the first step in time; whoever still has not comes first."""
        time = timedelta(hours=24 * self.within_days)
        joined = Q(arrival__day__gt=end - timedelta(days=days), arrival__at__lte=end_of(end) - time)
        late = Q(arrival__activated_at=None) | Q(arrival__activated_at__gte=F("arrival__at") + time)
        people = (cut or Cut()).members.filter(joined, late)
        return people.order_by(F("arrival__activated_at").desc(nulls_first=True), "-arrival__at", "-pk")
