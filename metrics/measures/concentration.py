"""Concentration: how much of all that is written comes from the five who write most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, override

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from metrics.measures.measure import Counted, Cut, Direction, Measure, Unit
from metrics.measures.talk import with_posts
from metrics.measures.withholding import LEAST

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

TOP = 5


class Concentration(Measure):
    """The share of posts by the five who wrote most."""

    key = "concentration"
    name = _("Written by five people")
    question = _("Would it be quiet here if a few people left?")
    definition = _(
        "Of all threads and replies written in the period that stand: how many the five members wrote who wrote "
        "most, the team among them. It is not told where all others who wrote are fewer than five."
    )
    unit = Unit.PERCENT
    direction = Direction.DOWN
    target = 50.0
    remedy = _("Ask those who write now and then for more, and let those who write most bring somebody along.")
    remedy_url = "people"
    sql = """
    , each AS (
        SELECT ends.day, {by:d.space_id} AS space, d.member_id, sum(d.threads + d.replies) AS posts
        FROM ends JOIN metrics_memberday AS d ON d.day > ends.day - %(days)s AND d.day <= ends.day
        WHERE d.threads + d.replies > 0 {space:d} {whom:d.member_id}
        GROUP BY 1, 2, 3
    ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY day, space ORDER BY posts DESC) AS place FROM each
    )
    SELECT day, space, sum(posts) FILTER (WHERE place <= 5), sum(posts), count(*) FROM placed GROUP BY 1, 2
    """

    @override
    def counted(self, top: float | None, of: float, people: int) -> Counted:
        """It says something of the five and of all others: the smaller of the two is what it rests on."""
        found = super().counted(top, of, people)
        others = people - TOP
        return Counted(found.value, found.top, found.of, others) if 0 < others < LEAST else found

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Members who wrote a little, one to five posts: those who might write more, the most first."""
        wrote = with_posts((cut or Cut()).members, end, days, cut).annotate(wrote=F("began") + F("replied"))
        found: QuerySet[Any] = wrote.filter(wrote__gte=1, wrote__lte=TOP).order_by("-wrote", "pk")
        return found
