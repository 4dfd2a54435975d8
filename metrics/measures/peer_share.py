"""Peers first: how many first replies come from members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import opened
from metrics.measures.measure import Unit
from metrics.measures.talk import OPENED, TalkMeasure

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut


class PeerShare(TalkMeasure):
    """The share of first replies that members gave, and not the team."""

    key = "peer-share"
    name = _("Members reply first")
    question = _("Do members help each other, or does the team do it all?")
    definition = _(
        "Of the threads that members opened in the period and that had a reply when it was over: how many had the "
        "first one from a member who is not of the team. The team are moderators, managers and the owner. "
        "Announcements and what programs open are left out."
    )
    unit = Unit.PERCENT
    target = 60.0
    remedy = _("Let the team wait a little, and ask members who may know.")
    remedy_url = "waiting"
    sql = f"""
    SELECT ends.day, {{by:o.space_id}}, count(*) FILTER (WHERE NOT o.replied_by_staff), count(*),
           count(DISTINCT o.author_id)
    {OPENED}
    WHERE NOT o.by_staff AND o.kind = ANY(%(kinds)s) AND o.replied_at < moment.over {{space:o}} {{whom:o.author_id}}
    GROUP BY 1, 2
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Threads in which the team was first, the oldest first."""
        return opened(end, days, cut).filter(opening__replied_by_staff=True, opening__by_staff=False)
