"""What members choose about their digest. A stop takes hold at once, also of one that is on its way out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.digest.models import Digest, DigestChoice

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def stop(member: Member) -> None:
    """No more digests; what waits to leave is dropped. Nothing if they were stopped."""
    choice = _locked(member)
    if choice.stopped_at is None:
        choice.stopped_at = timezone.now()
        choice.save(update_fields=["stopped_at"])
        Digest.objects.open().filter(member=member).update(dropped_at=timezone.now(), dropped_why="stopped")
        record("digest.stopped", actor=member, subject=member)


@transaction.atomic
def resume(member: Member) -> None:
    """Digests again, after a stop or a long absence. Nothing if they come."""
    choice = _locked(member)
    if choice.stopped_at is not None or choice.paused_at is not None:
        choice.stopped_at, choice.paused_at, choice.resumed_at = None, None, timezone.now()
        choice.save(update_fields=["stopped_at", "paused_at", "resumed_at"])
        record("digest.resumed", actor=member, subject=member)


@transaction.atomic
def send_less(member: Member) -> None:
    """Half as often, down to every fourth week. Nothing if it is that already."""
    choice = _locked(member)
    if choice.every < 4:
        choice.every *= 2
        choice.save(update_fields=["every"])
        record("digest.chosen", actor=member, subject=member, every=choice.every)


@transaction.atomic
def choose_hour(member: Member, weekday: int | None, hour: int | None, every: int) -> None:
    """Keep day, hour and how often; None: as the community has it."""
    choice = _locked(member)
    if (choice.weekday, choice.hour, choice.every) != (weekday, hour, every):
        choice.weekday, choice.hour, choice.every = weekday, hour, every
        choice.save(update_fields=["weekday", "hour", "every"])
        record("digest.chosen", actor=member, subject=member, every=every)


@transaction.atomic
def choose_sections(member: Member, without: Collection[str]) -> None:
    """Keep which sections they do not want."""
    choice = _locked(member)
    if set(choice.without) != set(without):
        choice.without = sorted(without)
        choice.save(update_fields=["without"])
        record("digest.chosen", actor=member, subject=member, without=choice.without)


def _locked(member: Member) -> DigestChoice:
    DigestChoice.objects.get_or_create(member=member)
    return DigestChoice.objects.select_for_update(of=("self",)).get(member=member)
