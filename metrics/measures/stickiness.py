"""How often those come who come at all: members a day out of members a month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from metrics.measures.averaging import MONTH_DAYS, fallen_silent
from metrics.measures.measure import Cut, Measure, Unit

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class Stickiness(Measure):
    """Members on an average day out of members in an average month."""

    key = "stickiness"
    name = _("Come often")
    question = _("How often do those come who take part at all?")
    definition = _(
        "Members on an average day out of members in an average month of 28 days, over the months that fit into the "
        "period. At 25 %, whoever took part in a month did so on every fourth day. Days before the first member joined "
        "are left out. In a space: those who did something there."
    )
    unit = Unit.PERCENT
    remedy = _("Short, light things that take a minute bring people back between the long ones: a prompt, a poll.")
    remedy_url = "programs"
    sql = """
    SELECT ends.day, acting.space, coalesce(acting.days, 0)::float / span.days,
        coalesce(acting.months, 0)::float / span.parts, coalesce(acting.people, 0)
    FROM ends
    CROSS JOIN (SELECT min(day) AS day FROM metrics_arrival) AS begun
    CROSS JOIN LATERAL (
        SELECT months.parts, least(months.parts * %(length)s, ends.day - begun.day + 1) AS days
        FROM (SELECT greatest(1, least(%(days)s, ends.day - begun.day + 1) / %(length)s) AS parts) AS months
    ) AS span
    LEFT JOIN LATERAL (
        SELECT met.space, sum(met.days) AS days, count(*) AS months, count(DISTINCT met.member_id) AS people
        FROM (
            SELECT {by:d.space_id} AS space, (ends.day - d.day) / %(length)s AS part, d.member_id,
                count(DISTINCT d.day) AS days
            FROM metrics_memberday AS d
            WHERE d.day > ends.day - span.parts * %(length)s AND d.day <= ends.day {space:d} {whom:d.member_id}
            GROUP BY 1, 2, 3
        ) AS met
        GROUP BY met.space
    ) AS acting ON true
    WHERE begun.day <= ends.day
    """

    def more(self) -> dict[str, Any]:
        """The length of a month."""
        return {"length": MONTH_DAYS}

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who took part in the period before and not in this one, the last seen first."""
        return fallen_silent(end, days, cut or Cut())
