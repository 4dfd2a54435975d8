"""Made by members: threads and guides that are not the team's."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.profiles.roles import Role
from metrics.measures.measure import Unit
from metrics.measures.talk import TalkMeasure, with_posts
from metrics.rollups.as_of import TEAM, was_of_team

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut

_TEAM = indent(TEAM, "    ").lstrip()
_OF_TEAM = was_of_team("g.created_by_id", "g.published_at")


class MadeByMembers(TalkMeasure):
    """The share of threads and guides that members made, and not the team."""

    key = "made-by-members"
    name = _("Made by members")
    question = _("Would there be anything to read here without the team?")
    definition = _(
        "Threads opened and guides published in the period whose author is not of the team, out of all. What was "
        "deleted, hidden or waits for a moderator is left out, and so is what programs open."
    )
    unit = Unit.PERCENT
    target = 70.0
    has_segments = False
    remedy = _("Invite members to begin something: a challenge, a prompt, or a guide made of a good thread.")
    remedy_url = "guides"
    sql = """
    , TEAM, made AS (
        SELECT ends.day, {by:o.space_id} AS space, o.author_id AS author, NOT o.by_staff AS theirs
        FROM ends JOIN metrics_opening AS o ON o.day > ends.day - %(days)s AND o.day <= ends.day
        WHERE o.kind <> ALL(%(opened_by_programs)s) {space:o}
        UNION ALL
        SELECT ends.day, {by:g.space_id}, g.created_by_id,
            NOT OF_TEAM
        FROM ends
        JOIN community_guide AS g ON g.published_at >= (ends.day + 1 - %(days)s)::timestamp AT TIME ZONE %(zone)s
            AND g.published_at < (ends.day + 1)::timestamp AT TIME ZONE %(zone)s
        WHERE g.hidden_at IS NULL AND g.held_at IS NULL {space:g}
    )
    SELECT day, space, count(*) FILTER (WHERE theirs), count(*), count(DISTINCT author) FROM made GROUP BY 1, 2
    """.replace("OF_TEAM", _OF_TEAM).replace("TEAM", _TEAM)

    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Members, not of the team, who replied in the period and opened no thread, the most replies first."""
        people = with_posts(Member.objects.present().filter(role=Role.MEMBER), end, days, cut)
        found: QuerySet[Any] = people.filter(began=0, replied__gt=0).order_by("-replied", "pk")
        return found
