"""Showing a message to the team. Moderators read no messages: what a report shows is what they see, in its case."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.messages.attaching import pictures_of
from members.messages.models import Message, MessageReport, TalkSeat
from members.messages.showing import rows_of
from members.profiles.models import Member

BEFORE = 3
"""So many messages before the reported one go with it, so that it can be understood."""


@transaction.atomic
def report(message: Message, *, by: Member, seat: TalkSeat, reason: str, note: str = "") -> MessageReport:
    """Show it to the team, with three messages before it that the reporter could read; once for each reporter."""
    before = rows_of(seat).filter(pk__lt=message.pk, told="", deleted_at=None, hidden_at=None)
    found = [*reversed(before.order_by("-pk")[:BEFORE]), message]
    pictures = pictures_of(found)
    shown = [
        {"author": one.author_id, "at": one.created_at.isoformat(), "html": one.html, "pictures": pictures[one.pk]}
        for one in found
    ]
    row, new = MessageReport.objects.get_or_create(
        message=message,
        reporter=by,
        defaults={"author": message.author, "reason": reason, "note": note, "shown": shown},
    )
    if new:
        record("message.reported", actor=by, subject=row, reason=reason)
    return row


@transaction.atomic
def close(row: MessageReport, *, by: Member, hide: bool = False) -> None:
    """It is dealt with; `hide` takes the message out of sight for everybody in the talk."""
    row = MessageReport.objects.select_for_update().get(pk=row.pk)
    if row.closed_at is None:
        if hide and row.message is not None:
            row.message.hide(by=by)
        row.closed_at, row.closed_by = timezone.now(), by
        row.save(update_fields=["closed_at", "closed_by"])
        record("message_report.closed", actor=by, subject=row, hidden=hide)
