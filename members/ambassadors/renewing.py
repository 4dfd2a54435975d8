"""What the year's clock does: ask, remind, and thank those who did not answer. Several workers share it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.activity.log import record, record_each
from members.ambassadors.models import Ambassador, AmbassadorQuerySet, How
from members.ambassadors.staying import ASKED_BEFORE, REMINDED_BEFORE

BATCH = 100
BREATH = timedelta(days=1)
"""At least so long lies between being asked, being reminded and being thanked, also where all of it is late."""


@transaction.atomic
def ask_next(now: datetime) -> int:
    """Ask a batch of those whose year ends soon whether they stay; returns how many."""
    found = _held(_asking(now))
    Ambassador.objects.filter(pk__in=found).update(asked_at=now)
    record_each("ambassador.renewal_asked", Ambassador, found)
    return len(found)


@transaction.atomic
def remind_next(now: datetime) -> int:
    """Remind a batch of those who did not answer; returns how many."""
    found = _held(_reminding(now))
    Ambassador.objects.filter(pk__in=found).update(reminded_at=now)
    record_each("ambassador.reminded", Ambassador, found)
    return len(found)


@transaction.atomic
def let_go_next(now: datetime) -> int:
    """Thank a batch of those who were reminded and whose year is over; returns how many."""
    silent = _silent(now).select_related("grant", "member").select_for_update(of=("self",), skip_locked=True)[:BATCH]
    done = 0
    for ambassador in silent:
        if ambassador.part(How.LAPSED, by=None):
            record("ambassador.lapsed", subject=ambassador, member=ambassador.member_id)
            done += 1
    return done


def _asking(now: datetime) -> AmbassadorQuerySet:
    return Ambassador.objects.serving().filter(asked_at=None, grant__ends_at__lte=now + ASKED_BEFORE)


def _reminding(now: datetime) -> AmbassadorQuerySet:
    late = Ambassador.objects.serving().filter(asked_at__lte=now - BREATH, reminded_at=None)
    return late.filter(grant__ends_at__lte=now + REMINDED_BEFORE)


def _silent(now: datetime) -> AmbassadorQuerySet:
    return Ambassador.objects.serving().filter(reminded_at__lte=now - BREATH, grant__ends_at__lte=now)


def _held(due: AmbassadorQuerySet) -> dict[int, dict[str, Any]]:
    """A batch that nobody else works on, with what is written down of each."""
    rows = due.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:BATCH]
    return {pk: {"member": member} for pk, member in rows.values_list("pk", "member")}


def look_after(now: datetime | None = None) -> int:
    """Everything that is due by now, batch by batch; returns how much it was."""
    moment, done = now or timezone.now(), 0
    steps: list[Callable[[datetime], int]] = [let_go_next, remind_next, ask_next]
    for step in steps:
        while moved := step(moment):
            done += moved
    return done
