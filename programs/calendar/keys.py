"""The address of a member's own calendar: nobody can guess it, and what was given away is shut by having a new one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from community.spaces.models import Space
from config.lib import tokens
from members.accounts.standing import standing_of
from members.activity.log import record
from members.profiles.models import Member

PURPOSE, OF_SPACE = "calendar", "calendar.space"
"""An address of one space opens nothing else, so it can be given on without the others."""
LONGEST = 200


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
        return tokens.sign(PURPOSE, self._value)

    def token_of(self, space: Space) -> str:
        """What stands in the address of what happens in one space; it dies with the other one."""
        return tokens.sign(OF_SPACE, f"{space.pk}.{self._value}")

    @property
    def _value(self) -> str:
        return f"{self.member_id}.{self.number}.{standing_of(self.member)}"


def key_of(member: Member) -> CalendarKey | None:
    """The key of a member whose calendar has an address."""
    return CalendarKey.objects.select_related("member").filter(member=member.pk, closed_at=None).first()


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
    return _member_of(tokens.unsign(PURPOSE, token) if len(token) < LONGEST else None)


def member_and_space_with(token: str) -> tuple[Member, Space] | None:
    """Whose calendar of which space an address opens; None also where its member does not see the space any more."""
    value = tokens.unsign(OF_SPACE, token) if len(token) < LONGEST else None
    number, _dot, rest = (value or "").partition(".")
    member = _member_of(rest)
    if member is None or not number.isdigit():
        return None
    space = Space.objects.visible_to(member).filter(pk=int(number), deleted_at=None).first()
    return (member, space) if space is not None else None


def _member_of(value: str | None) -> Member | None:
    member, _dot, rest = (value or "").partition(".")
    if not member.isdigit():
        return None
    key = CalendarKey.objects.select_related("member").filter(member=int(member), closed_at=None).first()
    if key is None or rest != f"{key.number}.{standing_of(key.member)}":
        return None
    found: Member = key.member
    return found if found.is_active and not found.is_suspended else None
