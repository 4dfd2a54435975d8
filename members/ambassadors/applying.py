"""Applications: a nomination by oneself, with answers, read by two of the team and decided with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.ambassadors.programme import AmbassadorProgramme
from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.profiles.models import Member
from members.profiles.refusing import Refusal, check
from members.recognition.ladder import Step
from members.recognition.models import Nomination
from members.recognition.proposing import may_propose, propose

if TYPE_CHECKING:
    from config.lib.audience import Viewer

REASON_MAX = 1000
AGAIN_AFTER = timedelta(days=30)
"""How long after a no somebody may apply again."""


class AmbassadorApplicationQuerySet(models.QuerySet["AmbassadorApplication"]):
    """Sets of applications."""

    def open(self) -> AmbassadorApplicationQuerySet:
        """Those nobody has decided and that were not taken back, of members who are there."""
        there = Member.objects.present().values("pk")
        return self.filter(nomination__decided_at=None, nomination__member__in=there)

    def visible_to(self, viewer: Viewer) -> AmbassadorApplicationQuerySet:
        """Those a reader may know of on the pages of the team: managers of all but their own."""
        if not isinstance(viewer, Member) or not viewer.is_manager or viewer.is_suspended:
            return self.none()
        return self.filter(nomination__member__is_active=True).exclude(nomination__member=viewer)

    def of(self, member: Member) -> AmbassadorApplicationQuerySet:
        """A member's own, the latest first."""
        return self.filter(nomination__member=member).select_related("nomination").order_by("-pk")


class AmbassadorApplication(models.Model):
    """What somebody answered who wants to be an ambassador; how it was decided stands in the nomination."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="ambassador_application")
    answers = models.JSONField(default=list)
    """Pairs of a question as it stood and its answer."""
    reason = models.TextField(blank=True, validators=[MaxLengthValidator(REASON_MAX)])
    """What the applicant is told with the yes or the no."""

    objects: ClassVar[AmbassadorApplicationQuerySet] = AmbassadorApplicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Application {self.pk} to be an ambassador"

    def get_absolute_url(self) -> str:
        """Where the team reads it."""
        return reverse("ambassador_application", args=[self.pk])

    @property
    def key(self) -> str:
        """Names the task that it makes for the team."""
        return f"ambassador:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.nomination.decided_at is None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its member took it back."""
        return self.nomination.decided_at is not None and self.nomination.accepted is None

    def accept(self, reason: str, *, by: Member) -> bool:
        """Say yes: they have the level for a year. False if it was decided or taken back before."""
        return self._decide(reason, accepted=True, by=by)

    def decline(self, reason: str, *, by: Member) -> bool:
        """Say no, for a reason that they read. False if it was decided or taken back before."""
        return self._decide(reason, accepted=False, by=by)

    @transaction.atomic
    def _decide(self, reason: str, *, accepted: bool, by: Member) -> bool:
        nomination = self.nomination
        if not (nomination.accept(by=by) if accepted else nomination.decline(by=by)):
            nomination.refresh_from_db()
            return False
        self.reason = reason
        self.save(update_fields=["reason"])
        self._task_is_done(by=by)
        if accepted:
            record("ambassador_application.accepted", actor=by, subject=self, member=nomination.member_id)
        else:
            record("ambassador_application.declined", actor=by, subject=self, member=nomination.member_id)
        return True

    @transaction.atomic
    def withdraw(self, *, by: Member) -> bool:
        """Take it back. False if it was decided before."""
        if not self.nomination.withdraw(by=by):
            return False
        self._task_is_done(by=None)
        record("ambassador_application.withdrawn", actor=by, subject=self)
        return True

    def _task_is_done(self, *, by: Member | None) -> None:
        for duty in Duty.objects.open().filter(key=self.key):
            duty.finish(by=by)


def may_apply(by: Viewer, programme: AmbassadorProgramme | None = None) -> Refusal | None:
    """Apply to be an ambassador: a member who takes part, is none yet, and does not wait for an answer."""
    if not (programme or AmbassadorProgramme.current()).is_open:
        return Refusal(_("Nobody can apply at the moment."))
    if not isinstance(by, Member):
        return Refusal(_("Sign in to apply."))
    if refusal := may_propose(by, by, Step.AMBASSADOR):
        return refusal
    latest = AmbassadorApplication.objects.of(by).filter(nomination__accepted=False).first()
    declined_at = latest.nomination.decided_at if latest else None
    if declined_at is not None and declined_at + AGAIN_AFTER > timezone.now():
        again = declined_at + AGAIN_AFTER
        day = formats.date_format(timezone.localtime(again), "DATE_FORMAT")
        return Refusal(_("You can apply again from %(day)s.") % {"day": day}, again)
    return None


@transaction.atomic
def apply(answers: list[tuple[str, str]], *, by: Member) -> AmbassadorApplication:
    """Ask to be an ambassador; the team gets a task. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    check(may_apply(by))
    nomination = propose(by, Step.AMBASSADOR, "", by=by)
    made = AmbassadorApplication.objects.create(nomination=nomination, answers=[list(pair) for pair in answers])
    ask_somebody("review", key=made.key, note=_("An application to become an ambassador waits for two readers."))
    record("ambassador_application.made", actor=by, subject=made)
    return made
