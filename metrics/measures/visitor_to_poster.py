"""How many of those who look in come to write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from metrics.measures.joined import newly_joined
from metrics.measures.measure import Cut, Measure, Unit

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class VisitorToPoster(Measure):
    """First contributions for every hundred visits of people who are not signed in.

    Visitors are told apart within a day and never from one day to the next, so nobody can say which of them it was who
    wrote. Both sides are of the days on which visitors were counted.
    """

    key = "visitor-to-poster"
    name = _("From visiting to writing")
    question = _("How many of those who look in come to write?")
    definition = _(
        "Members who contributed for the first time, for every hundred visits of people who were not signed in. "
        "Whoever comes on three days is three visits, because nobody is followed from one day to the next; so the "
        "number says whether it goes up or down, and not how likely one person is to write. Days on which visitors "
        "were not counted are left out on both sides. In a space: those who wrote a post there on the day of their "
        "first contribution, for every hundred visits of it."
    )
    unit = Unit.PERCENT
    remedy = _("Look at your open pages as a stranger, and say on them what one gains by joining.")
    remedy_url = "view_as"
    has_segments = False
    sql = """
    SELECT ends.day, came.space, new.people, came.visitors, came.most
    FROM ends
    JOIN LATERAL (
        SELECT {by:v.space_id} AS space, sum(v.visitors) AS visitors, max(v.visitors) AS most
        FROM metrics_visitday AS v
        WHERE v.day > ends.day - %(days)s AND v.day <= ends.day AND (v.space_id IS NULL) = {among:FALSE|TRUE} {space:v}
        GROUP BY 1
    ) AS came ON true
    CROSS JOIN LATERAL (
        SELECT count(*) AS people
        FROM (
            SELECT a.member_id, (a.contributed_at AT TIME ZONE %(zone)s)::date AS day FROM metrics_arrival AS a
            WHERE a.contributed_at IS NOT NULL
        ) AS first
        WHERE first.day > ends.day - %(days)s AND first.day <= ends.day
            AND EXISTS (SELECT FROM metrics_visitday AS v WHERE v.day = first.day AND v.space_id IS NULL)
            AND ({among:FALSE|TRUE} OR EXISTS (
                SELECT FROM metrics_memberday AS d
                WHERE d.member_id = first.member_id AND d.day = first.day AND d.threads + d.replies > 0
                    AND (came.space IS NULL OR d.space_id = came.space) {space:d}
            ))
    ) AS new
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who joined in the period and have not contributed yet, the newest first."""
        return newly_joined(end, days, cut or Cut()).filter(arrival__contributed_at=None)
