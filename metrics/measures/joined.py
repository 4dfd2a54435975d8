"""How many new members came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from metrics.measures.measure import Cut, Measure, Unit

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class Joined(Measure):
    """Members who joined."""

    key = "joined"
    name = _("New members")
    question = _("How many people joined?")
    definition = _(
        "Members who joined in the period: they opened an account and proved their address. Closed accounts count "
        "until they are erased. Nobody joins a single space, so there is no such number of one."
    )
    unit = Unit.NUMBER
    remedy = _("Ask members to bring somebody they would like to meet here.")
    remedy_url = "invitations"
    has_spaces = False
    sql = """
    SELECT ends.day, NULL::bigint, coming.people, 0, coming.people
    FROM ends
    CROSS JOIN LATERAL (
        SELECT count(*) AS people FROM metrics_arrival AS a
        WHERE a.day > ends.day - %(days)s AND a.day <= ends.day {whom:a.member_id}
    ) AS coming
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who joined in the period and have not done anything yet, the newest first."""
        return newly_joined(end, days, cut or Cut()).filter(arrival__first_act_at=None)


def newly_joined(end: date, days: int, cut: Cut) -> MemberQuerySet:
    """Members who joined in the period, the newest first."""
    new = cut.members.filter(arrival__day__gt=end - timedelta(days=days), arrival__day__lte=end)
    return new.order_by("-arrival__at", "-pk")
