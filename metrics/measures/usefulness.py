"""Usefulness: what readers and those who know say of guides and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from community.threads.models import Thread
from metrics.measures.measure import Unit
from metrics.measures.talk import TalkMeasure
from metrics.rollups.days import begin_of, end_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut


class Usefulness(TalkMeasure):
    """The share of verdicts on guides and accepted answers that were good."""

    key = "usefulness"
    name = _("Found useful")
    question = _("Does what is kept here help those who look for it?")
    definition = _(
        "Of what was said in the period of guides (useful or not, by members and visitors) and of accepted answers "
        "(still valid or outdated): how much was good. Reactions and thanks are left out: nobody can say the "
        "contrary with them. Of a guide each reader’s latest word counts."
    )
    unit = Unit.PERCENT
    target = 80.0
    has_segments = False
    remedy = _("Look through the guides whose date has passed, and the answers that somebody called outdated.")
    remedy_url = "guides"
    sql = """
    , said AS (
        SELECT v.at, g.space_id, v.is_useful AS good, coalesce('m' || v.member_id, nullif(v.visitor, '')) AS who
        FROM community_guidevote AS v JOIN community_guide AS g ON g.id = v.guide_id
        UNION ALL
        SELECT c.at, t.space_id, c.verdict = 'valid', 'm' || c.by_id
        FROM community_answercheck AS c JOIN community_thread AS t ON t.id = c.thread_id
        WHERE c.verdict <> '' AND t.deleted_at IS NULL
    )
    SELECT ends.day, {by:s.space_id}, count(*) FILTER (WHERE s.good), count(*), count(DISTINCT s.who)
    FROM ends
    JOIN said AS s ON s.at >= (ends.day + 1 - %(days)s)::timestamp AT TIME ZONE %(zone)s
        AND s.at < (ends.day + 1)::timestamp AT TIME ZONE %(zone)s
    WHERE true {space:s}
    GROUP BY 1, 2
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Threads whose accepted answer somebody called outdated in the period, and that still have it."""
        since, over = begin_of(end) - (end_of(end) - begin_of(end)) * (days - 1), end_of(end)
        found: QuerySet[Any] = Thread.objects.filter(outdated_at__gte=since, outdated_at__lt=over, deleted_at=None)
        if cut is not None and cut.space is not None:
            found = found.filter(space=cut.space)
        return found.order_by("outdated_at", "pk")
