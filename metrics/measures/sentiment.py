"""Tone: whether what members write sounds rather warm or rather cool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, override

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from metrics.measures.first_reply import waiting
from metrics.measures.measure import Counted, Cut, Measure, Unit, asked
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Key

COVERAGE = 20
"""So many of a hundred posts must have a word of our lists, or there is nothing to tell."""

_UNREAD = """
SELECT ends.day FROM ends
WHERE EXISTS (
    SELECT FROM metrics_rolledday AS r LEFT JOIN metrics_toneday AS t ON t.day = r.day
    WHERE r.day > ends.day - %(days)s AND r.day <= ends.day AND (t.day IS NULL OR t.read_at < r.rolled_at)
)
"""
_COVERED = """
SELECT coalesce(sum(known), 0), coalesce(sum(posts), 0) FROM metrics_moodweek
WHERE day > %(end)s::date - %(days)s AND day <= %(end)s::date AND (%(space)s::bigint IS NULL OR space_id = %(space)s)
"""


class Sentiment(Measure):
    """Warm posts less cool ones, of a hundred with any such word. Of spaces, never of a person."""

    key = "sentiment"
    name = _("Tone")
    question = _("Does it sound warm here, or cool?")
    definition = _(
        "Posts of members in the weeks (Monday to Sunday) that ended in the period: those with more warm words than "
        "cool ones, less those with more cool ones, of a hundred posts that have any such word, in points from −100 "
        "to 100. Words come from lists in English, Finnish, Polish, Hungarian and Russian that are part of this "
        "program; quotes, code and posts of the team are left out. It knows nothing of irony, so look at its way and "
        "not at its height. A week of a space counts where five people or more wrote such words, of smaller spaces "
        "together; of fewer nothing is kept. It is not told where fewer than 20 of 100 posts have any such word."
    )
    unit = Unit.POINTS
    has_segments = False
    unreached = _("Too few posts have a word of our lists")
    remedy = _("Read what was written when it turned, and answer what stands there unanswered.")
    remedy_url = "waiting"
    sql = """
    , of AS (
        SELECT ends.day, {by:m.space_id} AS space, m.posts, m.known, m.warm, m.cool, m.people
        FROM ends JOIN metrics_moodweek AS m ON m.day > ends.day - %(days)s AND m.day <= ends.day
        WHERE true {space:m}
    )
    SELECT of.day, of.space,
        CASE WHEN 100 * sum(of.known) >= %(coverage)s * sum(of.posts) THEN sum(of.warm) - sum(of.cool) END,
        sum(of.known), max(of.people)
    FROM of
    GROUP BY 1, 2
    """

    @override
    def numbers(
        self, ends: Sequence[date], days: int, cut: Cut | None = None, *, by_space: bool = False
    ) -> dict[Key, Counted]:
        """As any measure; a window of which a day was not read yet is missing, so that it is asked again."""
        found = super().numbers(ends, days, cut, by_space=by_space)
        unread = {day for (day,) in asked(_UNREAD, ends, days, Cut())}
        return {key: counted for key, counted in found.items() if key[0] not in unread}

    @override
    def more(self) -> dict[str, Any]:
        """The coverage that is asked for."""
        return {"coverage": COVERAGE}

    @override
    def counted(self, top: float | None, of: float, people: int) -> Counted:
        """Whole points: what is finer would tell of single posts."""
        if top is None or not of:
            return Counted(None, None, float(of or 0), people)
        return Counted(float(round(100 * float(top) / float(of))), float(top), float(of), people)

    @override
    def beside(self, end: date, days: int, cut: Cut) -> str:
        """In how many posts any such word was found."""
        found = coverage(end, days, cut.space)
        if found is None:
            return ""
        return gettext("Words of our lists were found in %(share)s of the posts.") % {
            "share": worded(Unit.PERCENT, found)
        }

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Threads of the period that are still without a reply; who sounded how is kept nowhere."""
        return waiting(end, days, cut)


def coverage(end: date, days: int, space: int | None = None) -> float | None:
    """How many of a hundred posts of a window had any word of our lists; None without posts."""
    with connection.cursor() as cursor:
        cursor.execute(_COVERED, {"end": end, "days": days, "space": space})
        known, posts = cursor.fetchone()
    return 100 * known / posts if posts else None
