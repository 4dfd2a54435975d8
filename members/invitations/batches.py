"""Batches: the people of a founding group, invited together, with one question about what they expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record

if TYPE_CHECKING:
    from members.groups.models import Group
    from members.profiles.models import Member
    from members.recognition.badges import Badge

MOST_ADDRESSES = 50


class InvitationBatch(models.Model):
    """People invited together: they read one note, answer one question, and come into one group."""

    name = models.CharField(_("name"), max_length=80)
    note = models.TextField(_("a note"), blank=True, validators=[MaxLengthValidator(500)])
    landing = models.CharField(_("where to begin"), max_length=200, blank=True)
    question = models.CharField(_("a question about what they expect"), max_length=200, blank=True)
    days = models.PositiveSmallIntegerField(default=14)
    group = models.ForeignKey("members.Group", on_delete=models.SET_NULL, null=True, related_name="+")
    badge = models.ForeignKey("members.Badge", on_delete=models.SET_NULL, null=True, related_name="+")
    """What each of them is given once they are here."""
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("members.Member", on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[InvitationBatch]] = models.Manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page with its progress."""
        return reverse("invitation_batch", args=[self.pk])

    @property
    def valid_for(self) -> timedelta:
        """How long each of its invitations works after it was sent."""
        return timedelta(days=self.days)


@transaction.atomic
def invite_batch(
    addresses: Sequence[str], *, by: Member, name: str, note: str, landing: str, question: str, days: int,
    group: Group | None, badge: Badge | None = None,
) -> InvitationBatch:  # fmt: skip
    """Invite these addresses together; each gets one letter, also if it stands there twice."""
    batch = InvitationBatch.objects.create(
        name=name, note=note, landing=landing, question=question, days=days, group=group, badge=badge, made_by=by
    )
    record("invitation_batch.made", actor=by, subject=batch)
    add_addresses(batch, addresses, by=by)
    return batch


@transaction.atomic
def add_addresses(batch: InvitationBatch, addresses: Sequence[str], *, by: Member) -> int:
    """Invite more people into a batch; who is in it already gets nothing. Returns how many are new."""
    from members.invitations.models import Invitation, invite

    InvitationBatch.objects.select_for_update().get(pk=batch.pk)
    known = {email.lower() for email in Invitation.objects.filter(batch=batch).values_list("email", flat=True)}
    new = [address for address in dict.fromkeys(address.lower() for address in addresses) if address not in known]
    for address in new:
        invite(by=by, email=address, note=batch.note, landing=batch.landing, batch=batch)
    return len(new)
