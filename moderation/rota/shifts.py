"""Shifts: somebody of the team is on duty from one moment to another; they can be offered and taken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.roles import Role
from moderation.rota.away import Away
from moderation.rota.patterns import ShiftPattern

if TYPE_CHECKING:
    from config.lib.audience import Viewer


class ShiftGone(Exception):
    """Somebody else was quicker, or the shift is over, or it is not offered any more."""


def of_the_team(prefix: str = "") -> Q:
    """Whoever can be on duty now: of the team, with an open account, not suspended."""
    free = Q(**{f"{prefix}suspended_until": None}) | Q(**{f"{prefix}suspended_until__lte": timezone.now()})
    present = Q(**{f"{prefix}is_active": True, f"{prefix}confirmed_at__isnull": False})
    return free & present & ~Q(**{f"{prefix}role": Role.MEMBER})


def is_of_the_team(viewer: Viewer) -> bool:
    """Whether somebody sees the rota."""
    return isinstance(viewer, Member) and viewer.is_moderator and viewer.is_active and not viewer.is_suspended


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Sets of shifts."""

    def visible_to(self, viewer: Viewer) -> ShiftQuerySet:
        """The team's."""
        return self.filter(cancelled_at=None) if is_of_the_team(viewer) else self.none()

    def standing(self) -> ShiftQuerySet:
        """Those somebody of the team keeps: neither called off nor left behind by who is not of the team any more."""
        return self.filter(of_the_team("member__"), cancelled_at=None)

    def at(self, moment: datetime) -> ShiftQuerySet:
        """Those that run at a moment."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def touching(self, start: datetime, end: datetime) -> ShiftQuerySet:
        """Those that run in a time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def to_come(self) -> ShiftQuerySet:
        """Those that are not over."""
        return self.filter(ends_at__gt=timezone.now())

    def offered(self) -> ShiftQuerySet:
        """Those somebody can take."""
        return self.filter(offered_at__isnull=False)

    def for_listing(self) -> ShiftQuerySet:
        """With those whose names stand beside them, the first first."""
        return self.select_related("member", "offered_to").order_by("starts_at", "pk")


class Shift(models.Model):
    """One person on duty from one moment to another. What is called off stays, so that a pattern makes it once."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    pattern = models.ForeignKey(ShiftPattern, on_delete=models.SET_NULL, null=True, related_name="shifts")
    day = models.DateField(null=True)  # of the pattern, on the wall of its zone
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    offered_at = models.DateTimeField(null=True)
    offered_to = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    offered_for = models.ForeignKey(Away, on_delete=models.SET_NULL, null=True, related_name="shifts")
    taken_at = models.DateTimeField(null=True)
    taken_from = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    reminded_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[Any] = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_in_order"),
            models.UniqueConstraint(fields=["pattern", "day"], name="shift_of_pattern_once"),
        ]
        indexes = [
            models.Index(fields=["ends_at", "starts_at"], condition=Q(cancelled_at=None), name="shift_by_end"),
            models.Index(fields=["starts_at"], condition=Q(cancelled_at=None), name="shift_by_start"),
        ]

    def __str__(self) -> str:
        return f"shift {self.pk}"

    def get_absolute_url(self) -> str:
        """Where the team sees it, hands it on and reads its note."""
        return reverse("shift", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= timezone.now()

    @property
    def is_now(self) -> bool:
        """Whether it runs."""
        return self.starts_at <= timezone.now() < self.ends_at

    @transaction.atomic
    def offer(self, to: Member | None = None, *, by: Member | None, away: Away | None = None) -> None:
        """Let somebody else have it, or (without `to`) whoever takes it first; it stays theirs until then.

        Raises ShiftGone when somebody else has it by now, or it is over or called off.
        """
        rows = Shift.objects.filter(pk=self.pk, member=self.member_id, cancelled_at=None).to_come()
        fields = {"offered_at": timezone.now(), "offered_to": to, "offered_for": away}
        if not rows.update(**fields):
            raise ShiftGone
        self.refresh_from_db()
        record("shift.offered", actor=by, subject=self, member=to.pk if to else None)

    @transaction.atomic
    def keep(self, *, by: Member | None) -> None:
        """Not offer it any more; does nothing when it is not offered."""
        rows = Shift.objects.filter(pk=self.pk, member=self.member_id, offered_at__isnull=False)
        if rows.update(offered_at=None, offered_to=None, offered_for=None):
            self.refresh_from_db()
            record("shift.kept", actor=by, subject=self)

    @transaction.atomic
    def take(self, *, by: Member) -> None:
        """Have it instead of who offered it: one statement, so that two never have it both. Raises ShiftGone."""
        free = Q(offered_to=None) | Q(offered_to=by)
        rows = Shift.objects.filter(free, pk=self.pk, member=self.member_id, cancelled_at=None)
        fields = {"member": by, "taken_from": self.member_id, "taken_at": timezone.now(), "reminded_at": None}
        fields |= {"offered_at": None, "offered_to": None, "offered_for": None}
        if not rows.offered().to_come().exclude(member=by).update(**fields):
            raise ShiftGone
        before = self.member_id
        self.refresh_from_db()
        record("shift.taken", actor=by, subject=self, member=before)

    @transaction.atomic
    def cancel(self, *, by: Member) -> None:
        """Call it off; nobody is on duty then instead. Does nothing when it was called off."""
        now = timezone.now()
        fields = {"cancelled_at": now, "cancelled_by": by, "offered_at": None, "offered_to": None}
        if Shift.objects.filter(pk=self.pk, cancelled_at=None).update(**fields):
            self.refresh_from_db()
            record("shift.cancelled", actor=by, subject=self)


@transaction.atomic
def add_shift(member: Member, starts_at: datetime, ends_at: datetime, *, by: Member) -> Shift:
    """One shift by hand. The same one again is the one there is."""
    same = Shift.objects.filter(member=member, starts_at=starts_at, ends_at=ends_at, cancelled_at=None).first()
    if same is not None:
        found: Shift = same
        return found
    shift: Shift = Shift.objects.create(member=member, starts_at=starts_at, ends_at=ends_at, made_by=by)
    record("shift.added", actor=by, subject=shift, member=member.pk)
    return shift
