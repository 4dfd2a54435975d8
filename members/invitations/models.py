"""Invitations into the community, and applications by people who have none."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.invitations.batches import InvitationBatch
from members.invitations.resending import Resendable
from members.invitations.sending import send

if TYPE_CHECKING:
    from members.profiles.models import Member

VALID_FOR = timedelta(days=14)


def new_code() -> str:
    """A code nobody can guess: 96 random bits."""
    return secrets.token_urlsafe(12)


def two_weeks_on() -> datetime:
    """When an invitation made now stops working."""
    return timezone.now() + VALID_FOR


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Sets of invitations."""

    def open(self) -> InvitationQuerySet:
        """Those somebody may still use."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(Resendable, models.Model):
    """Lets one person join, once, until it expires."""

    code = models.CharField(max_length=24, unique=True, default=new_code, editable=False)
    inviter = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    note = models.TextField(_("a note"), blank=True, validators=[MaxLengthValidator(500)])
    landing = models.CharField(_("where to begin"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=two_weeks_on)
    used_at = models.DateTimeField(null=True, editable=False)
    used_by = models.OneToOneField(
        "members.Member", on_delete=models.SET_NULL, null=True, editable=False, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    batch = models.ForeignKey(InvitationBatch, on_delete=models.SET_NULL, null=True, related_name="invitations")
    expectation = models.TextField(blank=True, default="", db_default="", validators=[MaxLengthValidator(1000)])
    """What who joined with it answered to the question of its batch."""

    objects: ClassVar[models.Manager[Invitation]] = models.Manager.from_queryset(InvitationQuerySet)()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                "batch", Lower("email"), condition=~models.Q(email=""), name="invitation_once_in_a_batch"
            )
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it can be used."""
        return reverse("invite", args=[self.code])

    @property
    def is_open(self) -> bool:
        """Whether somebody may still use it; not while whoever invites is suspended."""
        is_left = self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
        return is_left and not self.inviter.is_suspended

    @property
    def question(self) -> str:
        """What whoever joins with it is asked; empty if nothing."""
        return self.batch.question if self.batch else ""

    @property
    def was_asked_for(self) -> bool:
        """Whether it answers an application."""
        return Application.objects.filter(invitation=self).exists()

    @property
    def valid_for(self) -> timedelta:
        """How long it works after a letter was sent."""
        return self.batch.valid_for if self.batch else VALID_FOR

    @transaction.atomic
    def use(self, *, by: Member, expectation: str = "") -> bool:
        """Joined with it, into the group of its batch. False if somebody was quicker, or it is not open any more."""
        if self.inviter.is_suspended:
            return False
        now = timezone.now()
        used = (
            InvitationQuerySet(type(self))
            .open()
            .filter(pk=self.pk)
            .update(used_at=now, used_by=by, expectation=expectation)
        )
        if used:
            self.used_at, self.used_by, self.expectation = now, by, expectation
            if self.batch and self.batch.group:
                self.batch.group.add(by, by=self.inviter)
            record("invitation.used", actor=by, subject=self, inviter=self.inviter_id)
        return bool(used)

    @transaction.atomic
    def withdraw(self, *, by: Member) -> None:
        """Let nobody use it any more."""
        now = timezone.now()
        if InvitationQuerySet(type(self)).open().filter(pk=self.pk).update(withdrawn_at=now, withdrawn_by=by):
            self.withdrawn_at, self.withdrawn_by = now, by
            record("invitation.withdrawn", actor=by, subject=self)


@transaction.atomic
def invite(
    *, by: Member, email: str = "", note: str = "", landing: str = "", batch: InvitationBatch | None = None
) -> Invitation:
    """An invitation in the name of a member; with an address, its letter goes there."""
    now = timezone.now()
    invitation = Invitation.objects.create(
        inviter=by, email=email, note=note, landing=landing, batch=batch, created_at=now,
        sent_at=now if email else None, expires_at=now + (batch.valid_for if batch else VALID_FOR),
    )  # fmt: skip
    if email:
        send(invitation)
    record("invitation.made", actor=by, subject=invitation)
    return invitation


class Application(models.Model):
    """Somebody asks to join; the team decides."""

    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"), max_length=254)
    answer = models.TextField(_("your answer"), validators=[MaxLengthValidator(2000)])
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    invitation = models.OneToOneField(
        Invitation, on_delete=models.SET_NULL, null=True, editable=False, related_name="application"
    )
    referrer = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    """Whose link they came by."""

    objects: ClassVar[models.Manager[Application]] = models.Manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=models.Q(decided_at=None), name="application_one_open_per_email"
            )
        ]

    def __str__(self) -> str:
        return f"Application {self.pk}"

    @transaction.atomic
    def accept(self, *, by: Member) -> Invitation | None:
        """Say yes: an invitation to send. None if it was decided before."""
        if not self._decide(by):
            return None
        self.invitation = invite(by=by, email=self.email)
        self.save(update_fields=["invitation"])
        record("application.accepted", actor=by, subject=self)
        return self.invitation

    @transaction.atomic
    def decline(self, *, by: Member) -> bool:
        """Say no. False if it was decided before."""
        if not self._decide(by):
            return False
        record("application.declined", actor=by, subject=self)
        return True

    def _decide(self, by: Member) -> bool:
        now = timezone.now()
        decided = type(self).objects.filter(pk=self.pk, decided_at=None).update(decided_at=now, decided_by=by)
        if decided:
            self.decided_at, self.decided_by = now, by
        return bool(decided)
