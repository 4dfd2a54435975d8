"""What the clock ends: it is over by itself at its time; here it is written down and told, once each."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from moderation.ledger.writing import enter
from moderation.sanctions.models import BarredAddress, Sanction, Strike

BATCH = 100


@transaction.atomic
def tell_expired_strikes() -> int:
    """Strikes whose 90 days are over; returns how many."""
    due = Strike.objects.expired().filter(told_expired_at=None).select_related("decision__case", "decision__rule")
    strikes = list(due.select_for_update(of=("self",), skip_locked=True).order_by("expires_at", "pk")[:BATCH])
    for strike in strikes:
        strike.told_expired_at = timezone.now()
        strike.save(update_fields=["told_expired_at"])
        enter("strike_expired", by=None, decision=strike.decision, member_id=strike.member_id)
        record("strike.expired", subject=strike, member=strike.member_id)
    return len(strikes)


@transaction.atomic
def tell_ended_sanctions() -> int:
    """Silences and suspensions whose time is over; returns how many."""
    due = Sanction.objects.ended().filter(told_end_at=None).select_related("decision__case", "decision__rule")
    sanctions = list(due.select_for_update(of=("self",), skip_locked=True).order_by("ends_at", "pk")[:BATCH])
    for sanction in sanctions:
        sanction.told_end_at = timezone.now()
        sanction.save(update_fields=["told_end_at"])
        enter("sanction_ended", by=None, decision=sanction.decision, member_id=sanction.member_id, kind=sanction.kind)
        record("sanction.ended", subject=sanction, member=sanction.member_id)
    return len(sanctions)


def forget_addresses() -> int:
    """Addresses with which a new account may be opened again; returns how many."""
    gone: int = BarredAddress.objects.filter(until__lte=timezone.now()).delete()[0]
    return gone
