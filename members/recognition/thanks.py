"""Thanks: from one member to another, with a reason, and maybe for one thing."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.activity.log import record
from members.profiles.keeping_away import apart, who_keeps_away_from
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, barred, check
from members.recognition.thankable import KINDS, About

if TYPE_CHECKING:
    from config.lib.audience import Viewer

THANKS_LENGTH, THANKS_LEAST = 280, 3
WEEK, A_WEEK = timedelta(days=7), 3
"""So often a week the same member can be thanked by one other."""


class ThanksQuerySet(models.QuerySet["Thanks"]):
    """Sets of thanks."""

    def standing(self) -> ThanksQuerySet:
        """Those that were not taken back, between members who are there."""
        there = Member.objects.present().values("pk")
        return self.filter(withdrawn_at=None, giver__in=there, receiver__in=there)

    def visible_to(self, viewer: Viewer) -> ThanksQuerySet:
        """Those this reader may know of: of people and of things they may see."""
        seen = [Q(kind="")]
        seen += [_about(kind, thankable.readable(viewer)) for kind, thankable in KINDS.items()]
        rows = self.standing().filter(reduce(or_, seen))
        if not viewer.is_authenticated:
            closed = {"preferences__contains": {"profile": "members"}}
            hidden = Member.objects.get_queryset().filter(**closed).values("pk")
            return rows.exclude(giver__in=hidden).exclude(receiver__in=hidden)
        away = who_keeps_away_from(viewer)
        return rows.exclude(Q(giver__in=away) | Q(receiver__in=away)) if away else rows

    def in_the_open(self) -> ThanksQuerySet:
        """Those that every member may read."""
        seen = [Q(kind="")]
        seen += [_about(kind, thankable.in_the_open()) for kind, thankable in KINDS.items()]
        return self.standing().filter(reduce(or_, seen))


def _about(kind: str, things: models.QuerySet[Any]) -> Q:
    """Thanks for one of these things, asked of each row: a list of all things would be read whole beside an "or"."""
    return Q(kind=kind) & Q(Exists(things.filter(pk=OuterRef("about_id"))))


class Thanks(models.Model):
    """One member's thanks to another."""

    giver = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="thanks_given")
    receiver = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="thanks_received", db_index=False)
    reason = models.CharField(gettext_lazy("reason"), max_length=THANKS_LENGTH)
    kind = models.CharField(max_length=20, default="", blank=True)
    about_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[ThanksQuerySet] = ThanksQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="thanks_to_another"),
            models.CheckConstraint(condition=Q(kind="", about_id=None) | Q(about_id__isnull=False), name="thanks_for"),
            models.UniqueConstraint(
                fields=["giver", "kind", "about_id"], condition=Q(withdrawn_at=None, about_id__isnull=False),
                name="thanks_once_for_a_thing",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["receiver", "-at"], name="thanks_latest")]

    def __str__(self) -> str:
        return f"{self.giver_id} thanks {self.receiver_id}"

    def get_absolute_url(self) -> str:
        """Where it stands among the thanks to one member."""
        return f"{reverse('thanks')}?to={self.receiver.handle}#thanks-{self.pk}"

    @transaction.atomic
    def withdraw(self, *, by: Member) -> None:
        """Be gone: for who said it, and for whom it was said to. Raises NotNow for others."""
        check(may_withdraw(by, self))
        row = Thanks.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.withdrawn_at is None:
            self.withdrawn_at = timezone.now()
            self.save(update_fields=["withdrawn_at"])
            record("thanks.withdrawn", actor=by, subject=self, member=row.receiver_id)


def may_withdraw(by: Viewer, thanks: Thanks) -> Refusal | None:
    """Take thanks back: who said it; or whom it was said to, who need not show it."""
    if by.pk in (thanks.giver_id, thanks.receiver_id):
        return None
    return Refusal(_("Only who said thanks, and whom it was said to, can take it away."))


def may_thank(by: Viewer, member: Member, for_what: About | None = None) -> Refusal | None:
    """Thank a member, maybe for one thing of theirs."""
    refusal = barred(by)
    if refusal is not None or not isinstance(by, Member):
        return refusal
    name = {"name": member.name}
    if member.pk == by.pk:
        return Refusal(_("Thanks go to others."))
    if not member.is_active or apart([by, member]):
        return Refusal(_("You cannot thank %(name)s.") % name)
    if for_what is not None:
        author = KINDS[for_what.kind].author(by, for_what.pk)
        if author is None or author.pk != member.pk:
            return Refusal(_("What you want to thank for is not there any more."))
    mine = Thanks.objects.filter(giver=by, receiver=member)
    if for_what and mine.filter(kind=for_what.kind, about_id=for_what.pk, withdrawn_at=None).exists():
        return Refusal(_("You have thanked %(name)s for this already.") % name)
    # What was taken back counts too, so that nobody is told again and again.
    if mine.filter(at__gt=timezone.now() - WEEK).count() >= A_WEEK:
        return Refusal(_("You have thanked %(name)s three times this week. Say it in a message.") % name)
    return None


@transaction.atomic
def thank(member: Member, reason: str, *, by: Member, for_what: About | None = None) -> Thanks:
    """Thank a member. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    check(may_thank(by, member, for_what))
    kind, number = (for_what.kind, for_what.pk) if for_what else ("", None)
    try:
        with transaction.atomic():
            said = Thanks.objects.create(giver=by, receiver=member, reason=reason, kind=kind, about_id=number)
    except IntegrityError as error:
        again = _("You have thanked %(name)s for this already.") % {"name": member.name}
        raise NotNow(Refusal(again)) from error
    record("thanks.given", actor=by, subject=said, member=member.pk)
    return said
