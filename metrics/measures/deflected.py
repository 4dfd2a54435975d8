"""Questions that were answered before they were asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from community.threads.models import Thread
from metrics.measures.measure import Cut, Measure, Unit
from metrics.rollups.days import begin_of, end_of

if TYPE_CHECKING:
    from community.threads.listing import ThreadQuerySet


class Deflected(Measure):
    """How often somebody who was about to ask found the answer instead."""

    key = "deflected"
    name = _("Answered before it was asked")
    question = _("How often does what is written already answer a question?")
    definition = _(
        "How often a member who was writing a question said that a thread or a guide they were shown answered it: once "
        "for each draft or each guide and day. In a space: by what stands there now."
    )
    unit = Unit.NUMBER
    remedy = _("Turn what is asked again and again into a guide, and accept the answers that helped.")
    remedy_url = "guides"
    sql = """
    SELECT ends.day, found.space, coalesce(found.times, 0), 0, coalesce(found.people, 0)
    FROM ends
    LEFT JOIN LATERAL (
        SELECT {by:d.space_id} AS space, count(*) AS times, count(DISTINCT d.actor_id) AS people
        FROM (
            SELECT log.actor_id, coalesce(t.space_id, g.space_id) AS space_id FROM members_activity AS log
            LEFT JOIN community_thread AS t ON log.subject_type = 'community.thread' AND t.id = log.subject_id
            LEFT JOIN community_guide AS g ON log.subject_type = 'community.guide' AND g.id = log.subject_id
            WHERE log.verb = 'question.deflected'
                AND log.at >= (ends.day - %(days)s + 1)::timestamp AT TIME ZONE %(zone)s
                AND log.at < (ends.day + 1)::timestamp AT TIME ZONE %(zone)s
        ) AS d
        WHERE true {space:d} {whom:d.actor_id}
        GROUP BY 1
    ) AS found ON true
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> ThreadQuerySet:
        """Questions of the period that had been asked before: what was there was not found. The newest first."""
        cut = cut or Cut()
        asked = Thread.objects.listed().filter(
            kind="question", duplicate_of__isnull=False, created_at__lt=end_of(end),
            created_at__gte=begin_of(end - timedelta(days=days - 1)),
        )  # fmt: skip
        if cut.space is not None:
            asked = asked.filter(space=cut.space)
        if cut.segment is not None:
            asked = asked.filter(author__in=cut.members.values("pk"))
        return asked.select_related("space").order_by("-created_at", "-pk")
