"""Receivers: other services that journeys tell of a member, and what is on its way to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.public_hosts import LONGEST
from config.lib.sealing import BrokenSeal, seal, unseal
from members.activity.log import record
from members.activity.outbox import Sendable, SendableQuerySet
from members.journeys.models import Run
from members.profiles.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PURPOSE = "journeys.receivers"
NAME_LENGTH = 80
SHOWN = 4


class ReceiverQuerySet(models.QuerySet["Receiver"]):
    """Sets of receivers."""

    def in_use(self) -> ReceiverQuerySet:
        """Those that are told."""
        return self.filter(ended_at=None)


class Receiver(models.Model):
    """A service outside that journeys may tell of a member; it knows by the signature that it was us."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    url = models.CharField(_("address"), max_length=LONGEST)
    sealed = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[ReceiverQuerySet] = ReceiverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(ended_at=None), name="receiver_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def add(cls, name: str, url: str, secret: str, *, by: Member) -> Receiver:
        """A service that steps can choose from now on. Raises IntegrityError if another one has the name."""
        receiver = cls.objects.create(name=name, url=url, sealed=seal(PURPOSE, secret), made_by=by)
        record("receiver.added", actor=by, subject=receiver)
        return receiver

    @transaction.atomic
    def change(self, name: str, url: str, secret: str, *, by: Member) -> None:
        """Take another name and address; without a secret the one it has stays. Raises IntegrityError."""
        if (self.name, self.url) == (name, url) and not secret:
            return
        self.name, self.url = name, url
        if secret:
            self.sealed = seal(PURPOSE, secret)
        self.save(update_fields=["name", "url", "sealed"])
        record("receiver.changed", actor=by, subject=self, secret=bool(secret))

    @transaction.atomic
    def end(self, *, by: Member) -> None:
        """Tell it nothing more, not even what is on its way; does nothing when it was ended."""
        if Receiver.objects.in_use().filter(pk=self.pk).update(ended_at=timezone.now(), sealed=""):
            self.refresh_from_db(fields=["ended_at", "sealed"])
            record("receiver.ended", actor=by, subject=self)

    @property
    def secret(self) -> str:
        """What signs what it is told. Raises BrokenSeal."""
        return unseal(PURPOSE, self.sealed)

    @property
    def secret_end(self) -> str:
        """The last four characters of the secret, to tell one from another; nothing where it cannot be read."""
        try:
            return self.secret[-SHOWN:]
        except BrokenSeal:
            return ""


class JourneyCall(Sendable):
    """What a step tells a receiver about one member; sent by its own task."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="calls")
    receiver = models.ForeignKey(Receiver, on_delete=models.CASCADE, related_name="calls")
    step = models.CharField(max_length=12)

    objects: ClassVar[models.Manager[JourneyCall]] = models.Manager.from_queryset(SendableQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="journey_call_due"),
        ]

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is, for the operators' page."""
        return _("Call of a journey")
