"""The address of a member's own calendar: nobody can guess it, and what was given away is shut by having a new one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from config.lib import tokens
from members.accounts.standing import standing_of
from members.activity.log import record
from members.profiles.models import Member

PURPOSE = "calendar"


class CalendarKey(models.Model):
    """Says which address of a member's calendar is the one that opens. The address itself is kept nowhere."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[CalendarKey]] = models.Manager()

    def __str__(self) -> str:
        return f"calendar of {self.member_id}"

    @property
    def token(self) -> str:
        """What stands in the address; another one after a renewal, and after a change of the password."""
        return tokens.sign(PURPOSE, f"{self.member_id}.{self.number}.{standing_of(self.member)}")


def key_of(member: Member) -> CalendarKey | None:
    """The key of a member whose calendar has an address."""
    return CalendarKey.objects.select_related("member").filter(member=member, closed_at=None).first()


@transaction.atomic
def renew(member: Member) -> None:
    """Give the calendar of a member an address, or another one: that of before opens no more."""
    _row, new = CalendarKey.objects.get_or_create(member=member)
    if not new:
        changed = CalendarKey.objects.filter(member=member)
        changed.update(number=F("number") + 1, made_at=timezone.now(), closed_at=None)
    record("calendar_key.renewed", actor=member, subject=member)


@transaction.atomic
def close(member: Member) -> None:
    """Let no address lead to it any more; does nothing where there is none."""
    if CalendarKey.objects.filter(member=member, closed_at=None).update(closed_at=timezone.now()):
        record("calendar_key.closed", actor=member, subject=member)


def member_with(token: str) -> Member | None:
    """Whose calendar an address opens; None for one that opens none, or whose member may not come in now."""
    value = tokens.unsign(PURPOSE, token) if len(token) < 200 else None
    member, _dot, rest = (value or "").partition(".")
    if not member.isdigit():
        return None
    key = CalendarKey.objects.select_related("member").filter(member=int(member), closed_at=None).first()
    if key is None or rest != f"{key.number}.{standing_of(key.member)}":
        return None
    found: Member = key.member
    return found if found.is_active and not found.is_suspended else None
