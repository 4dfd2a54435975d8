"""Active this month: how many of all members did something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from metrics.measures.acting import did
from metrics.measures.measure import Cut, Measure, Unit

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class ActivityRate(Measure):
    """The share of members who did something deliberately."""

    key = "activity-rate"
    name = pgettext_lazy("share of members", "Active")
    question = _("How many of our members take part?")
    definition = _(
        "Members who did at least one thing deliberately in the period, out of all who had joined by its end. Reading "
        "and signing in do not count. In a space: those who did it there, out of all members. Closed accounts count "
        "until they are erased."
    )
    unit = Unit.PERCENT
    target = 30.0
    remedy = _("Give those who are quiet a small reason to come back: a prompt, a challenge, or a journey.")
    remedy_url = "journeys"
    sql = """
    SELECT ends.day, acting.space, coalesce(acting.people, 0), known.people,
        {among:coalesce(acting.people, 0)|known.people}
    FROM ends
    CROSS JOIN LATERAL (
        SELECT count(*) AS people FROM metrics_arrival AS a WHERE a.day <= ends.day {whom:a.member_id}
    ) AS known
    LEFT JOIN LATERAL (
        SELECT {by:d.space_id} AS space, count(DISTINCT d.member_id) AS people FROM metrics_memberday AS d
        WHERE d.day > ends.day - %(days)s AND d.day <= ends.day {space:d} {whom:d.member_id}
        GROUP BY 1
    ) AS acting ON true
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who joined before the period and did nothing in it, the last seen first."""
        cut = cut or Cut()
        before = cut.members.filter(~did(end, days, cut), arrival__day__lte=end - timedelta(days=days))
        return before.order_by("-last_seen_at", "pk")
