"""How many of those who take part also write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from metrics.measures.acting import did
from metrics.measures.measure import Cut, Measure, Unit

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class ActiveAuthors(Measure):
    """The share of active members who wrote."""

    key = "active-authors"
    name = _("Authors among the active")
    question = _("How many of those who take part also write?")
    definition = _(
        "Members who opened a thread or wrote a reply that stands, out of all who did at least one thing deliberately "
        "in the period, such as reacting, voting or joining an event. In a space: those who wrote there, out of those "
        "who did something there."
    )
    unit = Unit.PERCENT
    remedy = _("Ask those who react but do not write for their own story: a prompt makes the first line easy.")
    remedy_url = "programs"
    sql = """
    SELECT ends.day, acting.space, coalesce(acting.authors, 0), coalesce(acting.people, 0),
        coalesce(acting.people, 0)
    FROM ends
    LEFT JOIN LATERAL (
        SELECT {by:d.space_id} AS space, count(DISTINCT d.member_id) AS people,
            count(DISTINCT d.member_id) FILTER (WHERE d.threads + d.replies > 0) AS authors
        FROM metrics_memberday AS d
        WHERE d.day > ends.day - %(days)s AND d.day <= ends.day {space:d} {whom:d.member_id}
        GROUP BY 1
    ) AS acting ON true
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who did something in the period and wrote nothing, the last seen first."""
        cut = cut or Cut()
        silent = cut.members.filter(did(end, days, cut), ~did(end, days, cut, wrote=True))
        return silent.order_by("-last_seen_at", "pk")
