"""What lifts the limits of a first day: posts that moderators approved, or a word of whoever knows the newcomer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.mentoring.models import Mentorship
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred, check
from moderation.guidelines.measures import Content
from moderation.ledger.models import Entry
from moderation.ledger.writing import enter
from moderation.screening.trust import is_new

if TYPE_CHECKING:
    from config.lib.audience import Viewer

APPROVED = 3
"""So many posts that were held and that moderators let appear."""


class Vouch(models.Model):
    """Somebody of the team, or a mentor, said that they know a newcomer."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Vouch]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.by_id} knows {self.member_id}"


def lifted(member: str = "pk") -> Q:
    """The condition over rows (whose `member` column names a member) that their limits are lifted by one of both."""
    fine = {"act": "approved", "is_automatic": False, "content__in": [Content.KEEP, Content.MOVE]}
    approvals = Entry.objects.filter(**fine, member_id=OuterRef(member)).order_by()
    enough = approvals.values("member_id").annotate(n=Count("subject_id", distinct=True)).filter(n__gte=APPROVED)
    return Q(Exists(Vouch.objects.filter(member_id=OuterRef(member)))) | Q(Exists(enough.values("n")))


def may_vouch(viewer: Viewer, member: Member) -> Refusal | None:
    """Say that one knows a newcomer: the team, and whoever is their mentor."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal or Refusal(_("Sign in to take part."))
    if viewer.pk == member.pk:
        return Refusal(_("Somebody else has to say this of you."))
    mentors = Mentorship.objects.running().filter(mentor=viewer, newcomer=member)
    if not viewer.is_moderator and not mentors.exists():
        return Refusal(_("Only their mentor and the team can lift the limits of the first day."))
    if not is_new(member):
        return Refusal(_("Their first day is over, and there are no limits to lift."))
    return None


@transaction.atomic
def vouch(member: Member, *, by: Member) -> None:
    """Lift the limits of somebody's first day, once. Raises NotNow."""
    check(may_vouch(by, member))
    _row, is_first = Vouch.objects.get_or_create(member=member, defaults={"by": by})
    if is_first:
        enter("vouched", by=by, member_id=member.pk)
        record("member.vouched_for", actor=by, subject=member)
