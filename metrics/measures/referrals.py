"""How many people members brought, as far as it came to something."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.invitations.referrals import WEEK
from metrics.measures.measure import Cut, Measure, Unit
from metrics.rollups.days import end_of

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet


class Referrals(Measure):
    """People who came through a member, contributed, and came back in their second week."""

    key = "referrals"
    name = _("Brought a colleague")
    question = _("Do members bring others who stay?")
    definition = _(
        "People who joined through a member’s invitation or link and of whom it became certain in the period that they "
        "contributed and came back in their second week. Letters to a founding group do not count, nor does what looks "
        "like a second account. Nobody is brought to a single space, so there is no such number of one. Of a segment: "
        "those whom its members brought."
    )
    unit = Unit.NUMBER
    remedy = _("Show members their link where they just had a good moment, and thank those whose guests stayed.")
    remedy_url = "referrals"
    has_spaces = False
    sql = """
    SELECT ends.day, NULL::bigint, brought.people, 0, brought.people
    FROM ends
    CROSS JOIN LATERAL (
        SELECT count(*) AS people FROM members_referral AS r
        WHERE r.activated_at >= (ends.day - %(days)s + 1)::timestamp AT TIME ZONE %(zone)s
            AND r.activated_at < (ends.day + 1)::timestamp AT TIME ZONE %(zone)s
            AND NOT EXISTS (
                SELECT FROM members_invitation AS i WHERE i.used_by_id = r.member_id AND i.batch_id IS NOT NULL
            )
            {whom:r.referrer_id}
    ) AS brought
    """

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who came through another one, and whose second week is not over yet: it can still be a good one."""
        cut = cut or Cut()
        came = Q(referral__came_at__gt=end_of(end) - 2 * WEEK, referral__came_at__lt=end_of(end))
        open_ones = Q(referral__activated_at=None, referral__doubt="") & ~Q(invitation__batch__isnull=False)
        people = Cut().members.filter(came, open_ones)
        if cut.segment is not None:
            people = people.filter(referral__referrer__in=cut.members.values("pk"))
        return people.order_by("-referral__came_at", "-pk")
