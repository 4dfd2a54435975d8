"""How many members wrote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from metrics.measures.averaging import fallen_silent
from metrics.measures.measure import Cut, Measure, Unit

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class Contributors(Measure):
    """Members who wrote something that stands."""

    key = "contributors"
    name = _("Wrote something")
    question = _("How many members write?")
    definition = _(
        "Members who opened a thread or replied in the period, each counted once. Only what still stands counts: not "
        "what was deleted, hidden or never approved. In a space: those who wrote there."
    )
    unit = Unit.NUMBER
    remedy = _("Thank those who wrote for the first time, and ask easy questions that many can answer.")
    remedy_url = "celebrations_manage"
    sql = """
    SELECT ends.day, writing.space, coalesce(writing.people, 0), 0, coalesce(writing.people, 0)
    FROM ends
    LEFT JOIN LATERAL (
        SELECT {by:d.space_id} AS space, count(DISTINCT d.member_id) AS people FROM metrics_memberday AS d
        WHERE d.day > ends.day - %(days)s AND d.day <= ends.day AND d.threads + d.replies > 0
            {space:d} {whom:d.member_id}
        GROUP BY 1
    ) AS writing ON true
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who wrote in the period before and not in this one, the last seen first."""
        return fallen_silent(end, days, cut or Cut(), wrote=True)
