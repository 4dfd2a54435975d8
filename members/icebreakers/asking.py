"""What is asked: the questions in their order, those that come with Talkoot as long as no manager chose any."""

from __future__ import annotations

from django.db import transaction

from members.icebreakers.models import IceBreaker
from members.icebreakers.shipped import SHIPPED


def asked() -> list[IceBreaker]:
    """The questions in their order. At most two queries; those nobody touched yet are not kept."""
    rows = list(IceBreaker.objects.filter(removed_at=None).order_by("position"))
    return rows if rows or IceBreaker.objects.exists() else _shipped()


def asked_and_held() -> list[IceBreaker]:
    """The same, kept, and for nobody else to change until the transaction has ended."""
    with transaction.atomic():
        if not IceBreaker.objects.exists():
            # Of two who are first at once the second waits here, and finds the rows of the other.
            IceBreaker.objects.bulk_create(
                _shipped(), update_conflicts=True, unique_fields=["key"], update_fields=["key"]
            )
        # All of them: whoever asks a question anew finds the removed one, and the order has one hand on it.
        rows = list(IceBreaker.objects.select_for_update(no_key=True).order_by("pk"))
    return sorted((row for row in rows if row.position is not None), key=lambda row: row.position or 0)


def _shipped() -> list[IceBreaker]:
    return [IceBreaker(key=key, position=place) for place, key in enumerate(SHIPPED)]
