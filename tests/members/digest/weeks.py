"""Weeks of the digest in tests: a Friday at nine in UTC, and what a worker does then."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.core import mail

from members.digest.delivering import deliver
from members.digest.enrolling import enrol
from members.digest.gathering import gather
from members.digest.models import Digest

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from members.profiles.models import Member

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def run() -> "list[EmailMultiAlternatives]":
    """All that workers do when an hour has come; the letters that left."""
    mail.outbox.clear()
    enrol()
    gather()
    deliver()
    return list(mail.outbox)  # type: ignore[arg-type]


def sent_to(member: "Member") -> "EmailMultiAlternatives | None":
    """What a member gets now."""
    return next((letter for letter in run() if letter.to == [member.email]), None)


def end_of(member: "Member") -> str:
    """How the last row of a member ended: sent, waits, or why it was dropped."""
    row = Digest.objects.filter(member=member).latest("week")
    return "sent" if row.sent_at else row.dropped_why or "waits"
