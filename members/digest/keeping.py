"""What keeps a digest back for a while: its member's quiet hours, and the mails of a day that are spent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from members.digest.models import Digest
from members.notifications.batching import Sent, also_counted
from members.notifications.gathering import mails_spent
from members.notifications.models import QuietHours
from members.notifications.quiet import Night
from members.profiles.models import Member


def kept_back(members: Collection[Member], now: datetime) -> dict[int, datetime]:
    """Until when, for those of these members who must wait; as few queries for all as for one."""
    ids = [member.pk for member in members]
    nights = {pk: Night(*ends) for pk, *ends in
              QuietHours.objects.filter(member__in=ids).values_list("member", "begins", "ends")}  # fmt: skip
    found = mails_spent(ids)
    for member in members:
        if until := nights.get(member.pk, Night()).end_after(now, member.zone):
            found[member.pk] = max(until, found.get(member.pk, until))
    return found


def _sent_to(members: Collection[int], since: datetime) -> Sent:
    sent = Digest.objects.filter(member__in=members, is_test=False, sent_at__gt=since)
    return sent.values_list("member", "sent_at")


also_counted(_sent_to)
