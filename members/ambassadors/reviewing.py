"""Reading an application: notes of two of the team, and a question back to the applicant."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.activity.log import record
from members.ambassadors.applying import AmbassadorApplication
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from members.profiles.roles import Role
from members.recognition.proposing import may_decide as may_give

READERS = 2
NOTE_MAX, ASK_MAX, ANSWER_MAX = 2000, 500, 2000


class Leaning(models.TextChoices):
    """What a reader would decide."""

    YES = "yes", gettext_lazy("Yes")
    UNSURE = "unsure", gettext_lazy("Not sure")
    NO = "no", gettext_lazy("No")


class ReviewNote(models.Model):
    """What one of the team thinks of an application; the applicant does not read it."""

    application = models.ForeignKey(AmbassadorApplication, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    leaning = models.CharField(max_length=6, choices=Leaning.choices)
    words = models.TextField(validators=[MaxLengthValidator(NOTE_MAX)])
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[ReviewNote]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "author"], name="review_note_once")]

    def __str__(self) -> str:
        return f"{self.author}: {self.leaning}"


class ReviewQuestion(models.Model):
    """What the team asked back, and what the applicant answered."""

    application = models.ForeignKey(AmbassadorApplication, on_delete=models.CASCADE, related_name="asked_back")
    words = models.CharField(max_length=ASK_MAX)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True, validators=[MaxLengthValidator(ANSWER_MAX)])
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[ReviewQuestion]] = models.Manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at=None), name="review_question_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.words


def _of_team(application: AmbassadorApplication, by: Member) -> None:
    """Whoever reads an application decides about others alone, and while it waits. Raises NotNow."""
    check(may_give(by, application.nomination.member))
    if not AmbassadorApplication.objects.open().filter(pk=application.pk).exists():
        raise NotNow(Refusal(_("This was decided or taken back before.")))


@transaction.atomic
def note(application: AmbassadorApplication, leaning: str, words: str, *, by: Member) -> ReviewNote:
    """Write down what one thinks of it, or think anew. Raises NotNow."""
    _of_team(application, by)
    said: dict[str, Any] = {"leaning": leaning, "words": words, "at": timezone.now()}
    made, _new = ReviewNote.objects.update_or_create(application=application, author=by, defaults=said)
    record("ambassador_application.noted", actor=by, subject=application, leaning=leaning)
    return made


@transaction.atomic
def ask_back(application: AmbassadorApplication, words: str, *, by: Member) -> ReviewQuestion:
    """Ask the applicant something. Raises NotNow while another question waits for its answer."""
    _of_team(application, by)
    try:
        with transaction.atomic():
            made = ReviewQuestion.objects.create(application=application, words=words, asked_by=by)
    except IntegrityError as error:
        raise NotNow(Refusal(_("The applicant was asked something already and has not answered yet."))) from error
    record("ambassador_application.questioned", actor=by, subject=application)
    return made


@transaction.atomic
def answer_back(application: AmbassadorApplication, words: str, *, by: Member) -> bool:
    """Answer what the team asked. False if nothing waits for an answer any more."""
    waiting = application.asked_back.filter(answered_at=None)
    if not application.is_open or not waiting.update(answer=words, answered_at=timezone.now()):
        return False
    record("ambassador_application.answered", actor=by, subject=application)
    return True


def readers_wanted(application: AmbassadorApplication) -> int:
    """So many notes come before a decision: two, or as many as there are managers for it."""
    team = Member.objects.present().filter(role__in=[Role.MANAGER, Role.OWNER])
    return min(READERS, team.exclude(pk=application.nomination.member_id).count())


def may_decide(by: Member, application: AmbassadorApplication) -> Refusal | None:
    """Say yes or no: a manager, about others, once two have read it."""
    if refusal := may_give(by, application.nomination.member):
        return refusal
    missing = readers_wanted(application) - application.notes.count()
    if missing > 0:
        said = ngettext(
            "Before it is decided, %(n)s more of the team writes a note.",
            "Before it is decided, %(n)s more of the team write a note.", missing,
        )  # fmt: skip
        return Refusal(said % {"n": missing})
    return None
