"""Strikes, sanctions, and what the team notes about a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.profiles.restricting import FOR_EVER
from moderation.guidelines.measures import STRIKES, Person
from moderation.review.decisions import Decision

LIVES = timedelta(days=90)
"""How long a strike counts."""
NOTE_MAX = 2000


class StrikeQuerySet(models.QuerySet["Strike"]):
    """Sets of strikes."""

    def live(self, at: datetime | None = None) -> StrikeQuerySet:
        """Those that count: neither withdrawn nor expired."""
        return self.filter(withdrawn_at=None, expires_at__gt=at or timezone.now())

    def expired(self) -> StrikeQuerySet:
        """Those whose time is over; withdrawn ones never counted, so nothing expires."""
        return self.filter(withdrawn_at=None, expires_at__lte=timezone.now())


class Strike(models.Model):
    """A decision that counts when the next step is proposed, for 90 days."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="strike")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.CharField(max_length=8, choices=Person.choices)
    given_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField(null=True)  # which step it was, and of how many, as it was told
    of = models.PositiveSmallIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    told_expired_at = models.DateTimeField(null=True)  # the log has it, and the member was told

    objects: ClassVar[Any] = StrikeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person__in=[*STRIKES]), name="strike_person_known"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("given_at")), name="strike_in_order"),
            models.CheckConstraint(
                condition=Q(number=None, of=None) | Q(number__gte=1, of__gte=F("number")), name="strike_numbered"
            ),
        ]
        indexes = [
            models.Index(fields=["member", "expires_at"], name="strike_of"),
            models.Index(
                fields=["expires_at"], condition=Q(withdrawn_at=None, told_expired_at=None), name="strike_to_tell"
            ),
        ]

    def __str__(self) -> str:
        return f"strike {self.pk} of {self.member_id}"

    @property
    def is_live(self) -> bool:
        """Whether it counts."""
        return self.withdrawn_at is None and self.expires_at > timezone.now()

    @property
    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.withdrawn_at is None and not self.is_live


class SanctionKind(models.TextChoices):
    """What a member may not do for a time, or for good."""

    SILENCE = "silence", _("Silenced")
    SUSPEND = "suspend", _("Suspended")
    BAN = "ban", _("Banned")


FIELDS = {
    SanctionKind.SILENCE: "silenced_until", SanctionKind.SUSPEND: "suspended_until",
    SanctionKind.BAN: "suspended_until",
}  # fmt: skip
"""Where a member's row says until when."""


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Sets of sanctions."""

    def in_force(self) -> SanctionQuerySet:
        """Those that hold now."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()), lifted_at=None)

    def ended(self) -> SanctionQuerySet:
        """Those whose time is over; lifted ones ended before."""
        return self.filter(lifted_at=None, ends_at__lte=timezone.now())


class Sanction(models.Model):
    """One silence, suspension or ban, by one decision; a ban has no end."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=SanctionKind.choices)
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="sanction")
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True)
    found_until = models.DateTimeField(null=True)  # what no sanction had set; it holds when this one is over
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_why = models.TextField(blank=True, max_length=NOTE_MAX)
    told_end_at = models.DateTimeField(null=True)  # the log has it, and the member was told

    objects: ClassVar[Any] = SanctionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SanctionKind.values), name="sanction_kind_known"),
            models.CheckConstraint(condition=Q(kind="ban", ends_at=None) | ~Q(kind="ban") & Q(ends_at__isnull=False),
                                   name="sanction_ends_unless_ban"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="sanction_in_order"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["member", "-starts_at"], name="sanction_of"),
            models.Index(fields=["ends_at"], condition=Q(lifted_at=None, told_end_at=None), name="sanction_to_tell"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.member_id}"

    @property
    def until(self) -> datetime:
        """When it ends; of a ban, a time nobody lives to see."""
        return self.ends_at or FOR_EVER

    @property
    def is_in_force(self) -> bool:
        """Whether it holds now."""
        return self.lifted_at is None and self.until > timezone.now()


class PersonNote(models.Model):
    """What one moderator tells the others about a person; the person never reads it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=NOTE_MAX)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"note {self.pk} about {self.member_id}"


class BarredAddress(models.Model):
    """An address of somebody who left while they were suspended: a keyed hash of it, until the suspension ends."""

    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"address {self.pk}"
