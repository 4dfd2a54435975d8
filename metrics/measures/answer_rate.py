"""Questions with a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from metrics.measures.measure import Unit
from metrics.measures.talk import OPENED, TalkMeasure, questions_without

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut


class AnswerRate(TalkMeasure):
    """The share of questions that have any reply."""

    key = "answer-rate"
    name = _("Questions with a reply")
    question = _("How many questions are taken up by somebody?")
    definition = _(
        "Questions that members asked in the period and that had a reply by somebody else when it was over, out of "
        "all they asked. Questions of the team are left out. Those of the last days had less time than the others."
    )
    unit = Unit.PERCENT
    target = 95.0
    remedy = _("Look at what waits, answer it, or ask somebody who may know.")
    remedy_url = "waiting"
    sql = f"""
    SELECT ends.day, {{by:o.space_id}}, count(*) FILTER (WHERE o.replied_at < moment.over), count(*),
           count(DISTINCT o.author_id)
    {OPENED}
    WHERE NOT o.by_staff AND o.kind = 'question' {{space:o}} {{whom:o.author_id}}
    GROUP BY 1, 2
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Questions of the period without a reply, the oldest first."""
        return questions_without("replied_at", end, days, cut)
