"""Asking for a copy of one's data: at most one a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from members.activity.bell import Bell
from members.activity.log import record
from members.privacy.models import DataExport
from members.profiles.models import Member

EVERY = timedelta(days=1)
TASK = "members.privacy.export"
_bell = Bell(TASK)


class TooSoon(Exception):
    """There was a copy within the last day; `until` is when another one can be asked for."""

    def __init__(self, until: datetime) -> None:
        super().__init__("one copy a day")
        self.until = until


@transaction.atomic
def ask_for_copy(*, by: Member) -> DataExport:
    """Have a copy of everything of one's own made by the worker; the one that is being made if asked twice.

    Raises TooSoon.
    """
    Member.objects.one_at_a_time(by)
    last = latest(by)
    if last is not None and last.is_being_made:
        return last
    if last is not None and last.failed_at is None and last.asked_at > timezone.now() - EVERY:
        raise TooSoon(last.asked_at + EVERY)
    export = DataExport.objects.create(member=by)
    record("export.asked", actor=by, subject=export)
    transaction.on_commit(_bell.ring)
    return export


def latest(member: Member) -> DataExport | None:
    """The copy that a member asked for last."""
    return DataExport.objects.filter(member=member).order_by("-asked_at", "-pk").first()
