"""Whether members are still there some weeks after they joined: shared by the measures of retention."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Exists, OuterRef

from metrics.measures.measure import Cut, Measure, Unit
from metrics.rollups.models import MemberDay

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet

WEEK_DAYS = 7


class Retention(Measure):
    """Of those whose week number `weeks` after joining ended in the period, the share who did something in it.

    The day of joining begins week 0. Only weeks that are over count, so everybody had the same time.
    """

    unit = Unit.PERCENT
    weeks: ClassVar[int]
    sql = """
    SELECT ends.day, kept.space, coalesce(kept.back, 0), coalesce(kept.people, 0), coalesce(kept.people, 0)
    FROM ends
    LEFT JOIN LATERAL (
        SELECT began.space, count(*) AS people, count(*) FILTER (WHERE later.is_there) AS back
        FROM metrics_arrival AS a
        JOIN LATERAL (
            SELECT DISTINCT {by:d.space_id} AS space FROM metrics_memberday AS d
            WHERE {among:TRUE|FALSE} AND d.member_id = a.member_id AND d.day >= a.day AND d.day < a.day + 7 {space:d}
            UNION ALL SELECT NULL WHERE {among:FALSE|TRUE}
        ) AS began ON true
        CROSS JOIN LATERAL (
            SELECT EXISTS (
                SELECT FROM metrics_memberday AS d
                WHERE d.member_id = a.member_id AND d.day >= a.day + %(from)s AND d.day < a.day + %(from)s + 7
                    AND (began.space IS NULL OR d.space_id = began.space) {space:d}
            ) AS is_there
        ) AS later
        WHERE a.day > ends.day - %(days)s - %(from)s - 6 AND a.day <= ends.day - %(from)s - 6 {whom:a.member_id}
        GROUP BY began.space
    ) AS kept ON true
    """

    def more(self) -> dict[str, Any]:
        """The first day of that week, counted from the day of joining."""
        return {"from": self.weeks * WEEK_DAYS}

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Those who were counted and not seen in that week, the newest first."""
        cut = cut or Cut()
        first = self.weeks * WEEK_DAYS
        joined = end - timedelta(days=first + WEEK_DAYS - 1)
        counted = cut.members.filter(arrival__day__gt=joined - timedelta(days=days), arrival__day__lte=joined)
        if cut.space is not None:
            counted = counted.filter(_was_there(0, cut))
        return counted.filter(~_was_there(first, cut)).order_by("-arrival__at", "-pk")


def _was_there(first: int, cut: Cut) -> Exists:
    """Whether a member did something in the week that began so many days after joining."""
    joined = OuterRef("arrival__day")
    days = MemberDay.objects.filter(
        member=OuterRef("pk"),
        day__gte=joined + timedelta(days=first),
        day__lt=joined + timedelta(days=first + WEEK_DAYS),
    )
    return Exists(days if cut.space is None else days.filter(space=cut.space))
