"""Referrals: who brought whom, by a link of their own or an invitation, and whether it came to something."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.activity.models import Activity
from members.invitations.doubting import networks_of

if TYPE_CHECKING:
    from members.profiles.models import Member

WEEK, LATE = timedelta(days=7), timedelta(days=1)
MOST_COUNTED = 20
"""So many referrals of one member count within thirty days."""
PERIOD = timedelta(days=30)
CONTRIBUTIONS = ("thread.started", "post.created")


def new_link_code() -> str:
    """A code nobody can guess: 72 random bits."""
    return secrets.token_urlsafe(9)


class ReferralLink(models.Model):
    """A member's own address to pass on; a new code ends the old one."""

    member = models.OneToOneField("members.Member", on_delete=models.CASCADE, related_name="referral_link")
    code = models.CharField(max_length=24, unique=True, default=new_link_code, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[ReferralLink]] = models.Manager()

    def __str__(self) -> str:
        return f"Link {self.pk}"

    def get_absolute_url(self) -> str:
        """The address that is passed on."""
        return reverse("referral", args=[self.code])

    @classmethod
    def working(cls, code: str) -> ReferralLink | None:
        """The link with this code, if it works and its member may still invite."""
        found = cls.objects.filter(code=code[:24], ended_at=None, member__is_active=True).select_related("member")
        link = found.first()
        return None if link is None or link.member.is_silenced else link

    @classmethod
    @transaction.atomic
    def renew(cls, *, by: Member) -> ReferralLink:
        """A link for `by`; the one from before works no more."""
        link, _new = cls.objects.update_or_create(
            member=by, defaults={"code": new_link_code(), "made_at": timezone.now(), "ended_at": None}
        )
        record("referral_link.made", actor=by, subject=link)
        return link

    @transaction.atomic
    def end(self, *, by: Member) -> None:
        """Let nobody come by it any more."""
        if type(self).objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now()):
            record("referral_link.ended", actor=by, subject=self)


class Doubt(models.TextChoices):
    """Why a referral does not count."""

    ADDRESS = "address", _("The address is like the inviter’s own.")
    NETWORK = "network", _("They come from a network the inviter uses.")
    MANY = "many", _("More than 20 within 30 days.")


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Sets of referrals."""

    def of(self, member: Member) -> ReferralQuerySet:
        """Those a member brought who have proven their address."""
        return self.filter(referrer=member, member__confirmed_at__isnull=False)

    def counted(self) -> ReferralQuerySet:
        """Those that came to something."""
        return self.exclude(activated_at=None)


class Referral(models.Model):
    """One member came because of another."""

    member = models.OneToOneField("members.Member", on_delete=models.CASCADE, related_name="referral")
    referrer = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="referrals")
    by_link = models.BooleanField(default=False)
    came_at = models.DateTimeField(default=timezone.now)
    contributed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    """When somebody first answered them; the inviter is told once."""
    doubt = models.CharField(max_length=8, choices=Doubt.choices, blank=True, default="")

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(member=F("referrer")), name="referral_not_of_oneself"),
            models.CheckConstraint(condition=Q(activated_at=None) | Q(doubt=""), name="referral_in_doubt_never_counts"),
        ]

    def __str__(self) -> str:
        return f"Referral {self.pk}"

    @transaction.atomic
    def activate(self) -> bool:
        """It came to something: they contributed, and came back in their second week. False if it counted before.

        Whether it is a second account is asked once more: whoever signed out before joining left no trace then.
        """
        from members.profiles.models import Member

        now = timezone.now()
        Member.objects.one_at_a_time(self.referrer)
        if networks_of(self.member) & networks_of(self.referrer):
            Referral.objects.filter(pk=self.pk, activated_at=None).update(doubt=Doubt.NETWORK)
            return False
        if Referral.objects.of(self.referrer).filter(activated_at__gt=now - PERIOD).count() >= MOST_COUNTED:
            Referral.objects.filter(pk=self.pk, activated_at=None).update(doubt=Doubt.MANY)
            return False
        new = Referral.objects.filter(pk=self.pk, activated_at=None, doubt="").update(activated_at=now)
        if new:
            record("referral.activated", actor=self.member, subject=self, referrer=self.referrer_id)
        return bool(new)

    @transaction.atomic
    def answered(self, *, by: Member) -> None:
        """Somebody answered them for the first time; does nothing later on."""
        if Referral.objects.filter(pk=self.pk, answered_at=None).update(answered_at=timezone.now()):
            record("referral.answered", actor=by, subject=self)


def look_at_referrals() -> int:
    """See who contributed and who came back in their second week, and count what came to something; how many.

    "Came back" is a visit between the seventh and the fourteenth day; it is looked at every hour, and once that week is
    over for another day, so that no visit is lost between two looks.
    """
    now = timezone.now()
    here = Referral.objects.filter(member__is_active=True, member__confirmed_at__isnull=False, activated_at=None)
    wrote = Activity.objects.filter(actor=OuterRef("member"), verb__in=CONTRIBUTIONS)
    young = here.filter(contributed_at=None, came_at__gt=now - 12 * WEEK)
    young.filter(Exists(wrote)).update(contributed_at=now)
    looked_at = here.filter(returned_at=None, came_at__lte=now - WEEK, came_at__gt=now - 2 * WEEK - LATE)
    in_it = {"member__last_seen_at__gte": F("came_at") + WEEK, "member__last_seen_at__lt": F("came_at") + 2 * WEEK}
    looked_at.filter(**in_it).update(returned_at=now)
    due = here.filter(doubt="").exclude(contributed_at=None).exclude(returned_at=None)
    return sum(1 for referral in due.select_related("member", "referrer").order_by("pk")[:500] if referral.activate())
