"""What keeps a digest back for a while: its member's quiet hours, and the mails of a day that are spent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from members.digest.models import Digest
from members.notifications.batching import DAY, also_counted
from members.notifications.gathering import BUDGET
from members.notifications.models import Mail, QuietHours
from members.notifications.quiet import Night
from members.profiles.models import Member


def kept_back(members: Collection[Member], now: datetime) -> dict[int, datetime]:
    """Until when, for those of these members who must wait; three queries for all."""
    ids = [member.pk for member in members]
    nights = {pk: Night(*ends) for pk, *ends in
              QuietHours.objects.filter(member__in=ids).values_list("member", "begins", "ends")}  # fmt: skip
    lately = defaultdict(list)
    mails = Mail.objects.filter(member__in=ids, dropped_at=None, created_at__gt=now - DAY)
    for pk, moment in mails.order_by("-created_at").values_list("member", "created_at"):
        lately[pk].append(moment)
    found: dict[int, datetime] = {}
    for member in members:
        until = nights.get(member.pk, Night()).end_after(now, member.zone)
        if len(lately[member.pk]) >= BUDGET:
            until = max(until or now, lately[member.pk][BUDGET - 1] + DAY)
        if until is not None:
            found[member.pk] = until
    return found


def _sent_to(member: int) -> Collection[datetime]:
    lately = Digest.objects.filter(member=member, sent_at__isnull=False, is_test=False).order_by("-week")
    return list(lately.values_list("sent_at", flat=True)[:1])


also_counted(_sent_to)
