"""Questions solved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from metrics.measures.measure import Unit
from metrics.measures.talk import OPENED, TalkMeasure, questions_without

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut


class ResolutionRate(TalkMeasure):
    """The share of questions with an accepted answer."""

    key = "resolution-rate"
    name = _("Questions solved")
    question = _("How many questions end with an answer that helped?")
    definition = _(
        "Questions that members asked in the period and that had an accepted answer when it was over, out of all "
        "they asked. Questions of the team are left out. An answer that was taken back does not count, and one that "
        "helped but was never accepted does not either."
    )
    unit = Unit.PERCENT
    target = 60.0
    remedy = _("Ask whoever asked whether it is solved, and accept the answer that helped.")
    remedy_url = "waiting"
    sql = f"""
    SELECT ends.day, {{by:o.space_id}}, count(*) FILTER (WHERE o.solved_at < moment.over), count(*),
           count(DISTINCT o.author_id)
    {OPENED}
    WHERE NOT o.by_staff AND o.kind = 'question' {{space:o}} {{whom:o.author_id}}
    GROUP BY 1, 2
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Questions of the period without an accepted answer, the oldest first."""
        return questions_without("solved_at", end, days, cut)
