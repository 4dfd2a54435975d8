"""Depth: how many replies a thread has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, override

from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import opened
from metrics.measures.measure import Unit
from metrics.measures.talk import OPENED, TalkMeasure

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut

MOST = 50
"""A thread with more replies counts as so many: a median would say 2 for years, a plain mean follow one thread."""


class ThreadDepth(TalkMeasure):
    """Replies per thread, on average, no thread counting for more than fifty."""

    key = "thread-depth"
    name = _("Replies per thread")
    question = _("Do people talk with each other, or past each other?")
    definition = _(
        "The average number of replies, the author’s own among them, in threads that members opened in the period, "
        "as it was over. A thread with more than 50 counts as 50, so that an endless one does not speak for all. "
        "Threads of the team, announcements and what programs open are left out."
    )
    unit = Unit.NUMBER
    remedy = _("Ask back in threads that ended early: a prompt or an open question brings people to talk.")
    remedy_url = "waiting"
    sql = f"""
    SELECT ends.day, {{by:o.space_id}}, avg(least(said.replies, %(most)s)), count(*), count(DISTINCT o.author_id)
    {OPENED}
    CROSS JOIN LATERAL (
        SELECT count(*) AS replies FROM community_post AS p
        WHERE o.replies > 0 AND p.thread_id = o.thread_id AND p.number > 1 AND p.created_at < moment.over
            AND p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.held_at IS NULL
    ) AS said
    WHERE NOT o.by_staff AND o.kind = ANY(%(kinds)s) {{space:o}} {{whom:o.author_id}}
    GROUP BY 1, 2
    """  # noqa: S608 - put together from texts of this program

    @override
    def more(self) -> dict[str, Any]:
        """Also the most that a thread counts for."""
        return super().more() | {"most": MOST}

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Threads of members with one reply or none that are open, the oldest first."""
        return opened(end, days, cut).filter(opening__replies__lte=1, opening__by_staff=False, opening__ended_at=None)
