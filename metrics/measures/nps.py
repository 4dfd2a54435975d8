"""Net promoter score: would members recommend this community."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, override

from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from metrics.measures.measure import Counted, Unit
from metrics.measures.talk import TalkMeasure

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut


class Nps(TalkMeasure):
    """Promoters less detractors, of a hundred answers, from the sums that closed surveys kept."""

    key = "nps"
    name = _("Would recommend us")
    question = _("Would members tell a friend to come?")
    definition = _(
        "From surveys that closed in the period and asked “would you recommend us” (0 to 10): the share of 9 and 10 "
        "less the share of 0 to 6, in points from −100 to 100. Only sums are read, never an answer of one person, "
        "and only of surveys with five answers or more. In a space: of the surveys that were made for it."
    )
    unit = Unit.POINTS
    target = 30.0
    has_segments = False
    remedy = _("Read why people gave a low score, and say what will change.")
    remedy_url = "surveys"
    sql = """
    SELECT ends.day, {by:p.space_id}, sum(n.score * n.answers), sum(n.answers), sum(n.answers)
    FROM ends
    JOIN programs_occurrence AS o ON o.closed_at >= (ends.day + 1 - %(days)s)::timestamp AT TIME ZONE %(zone)s
        AND o.closed_at < (ends.day + 1)::timestamp AT TIME ZONE %(zone)s
    JOIN programs_program AS p ON p.id = o.program_id
    JOIN programs_round AS r ON r.occurrence_id = o.id
    JOIN programs_tally AS t ON t.round_id = r.id AND t.part = ''
    CROSS JOIN LATERAL jsonb_array_elements(r.questions) AS q (one)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN at - 2 >= 9 THEN 1 WHEN at - 2 <= 6 THEN -1 ELSE 0 END AS score, said::bigint AS answers
        FROM jsonb_array_elements_text(t.said -> (q.one ->> 'key')) WITH ORDINALITY AS counts (said, at)
        WHERE at > 1
    ) AS n
    WHERE q.one ->> 'kind' = 'nps' {space:p}
    GROUP BY 1, 2
    """

    @override
    def counted(self, top: float | None, of: float, people: int) -> Counted:
        """Points of a hundred answers."""
        if top is None or not of:
            return Counted(None, None, 0, 0)
        return Counted(100 * float(top) / float(of), float(top), float(of), int(people))

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Nobody: what somebody answered leads to no name."""
        return Member.objects.get_queryset().none()
