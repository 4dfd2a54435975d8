"""Surveys: what is asked, of whom, and who answered. What was answered stands apart (sheets.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.spaces.models import Space
from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.surveys.questions import Question, read

if TYPE_CHECKING:
    from config.lib.audience import Viewer

CONTACT_DAYS, AGAIN_DAYS = 30, 180
WORDS_MOST, WORD_MAX = 60, 40


class Sort(models.TextChoices):
    """What a survey is about."""

    NPS = "nps", _("Would they recommend us (NPS)")
    CSAT = "csat", _("How satisfied are they (CSAT)")
    OWN = "own", _("Own questions")


class Reach(models.TextChoices):
    """Who of the audience is asked each time."""

    ALL = "all", pgettext_lazy("who is asked", "Everybody")
    SHARE = "share", _("A share of them, in percent")
    NUMBER = "number", _("So many people each time")


def _seed() -> str:
    return get_random_string(16)


class Survey(models.Model):
    """What a program of the kind survey asks, and how many."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="survey")
    sort = models.CharField(max_length=4, choices=Sort.choices)
    is_anonymous = models.BooleanField(default=True)
    reach = models.CharField(max_length=6, choices=Reach.choices, default=Reach.ALL)
    size = models.PositiveIntegerField(default=100)  # percent, or people
    again_days = models.PositiveSmallIntegerField(default=AGAIN_DAYS)  # nobody twice within so many
    seed = models.CharField(max_length=16, default=_seed, editable=False)  # of the draw
    questions = models.JSONField(default=list)  # questions.py; each round keeps its own copy

    objects: ClassVar[models.Manager[Survey]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=Sort.values), name="survey_sort_known"),
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="survey_reach_known"),
            models.CheckConstraint(
                condition=Q(size__gte=1) & (~Q(reach=Reach.SHARE) | Q(size__lte=100)), name="survey_size_in_reach"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} of {self.program_id}"

    @classmethod
    def of(cls, program: Program) -> Survey | None:
        """What a program asks, or what the one asked that it goes on from."""
        chain = program.chain
        found = {one.program_id: one for one in cls.objects.filter(program__in=chain)}
        return next((found[pk] for pk in chain if pk in found), None)

    @property
    def asked(self) -> list[Question]:
        """Its questions, in order."""
        return read(self.questions)


class RoundQuerySet(models.QuerySet["Round"]):
    """Sets of rounds."""

    def shared_with(self, viewer: Viewer) -> RoundQuerySet:
        """Those whose results were shared: with members, and with visitors too where the program is public.

        None that is open still: what one more answer changes would tell that answer.
        """
        seen = Q(occurrence__program__space=None) | Q(occurrence__program__space__in=Space.objects.visible_to(viewer))
        found = self.filter(seen, shared_at__isnull=False)
        found = found.exclude(occurrence__closed_at=None, occurrence__ends_at__gt=timezone.now())
        outside = not viewer.is_authenticated or viewer.is_suspended
        return found.filter(occurrence__program__is_public=True) if outside else found


class Round(models.Model):
    """One survey that was opened: its questions as they were then, and how many answered."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="round")
    is_anonymous = models.BooleanField()
    questions = models.JSONField()
    asked_count = models.PositiveIntegerField(default=0)
    answers_count = models.PositiveIntegerField(default=0)
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[Any] = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answers_count__lte=F("asked_count")), name="round_answers_of_asked")
        ]

    def __str__(self) -> str:
        return f"round {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        """Where one answers."""
        return reverse("survey", args=[self.occurrence_id])

    @property
    def is_open(self) -> bool:
        """Whether one can answer now."""
        return self.occurrence.closed_at is None and self.occurrence.ends_at > timezone.now()

    @property
    def asked(self) -> list[Question]:
        """Its questions, in order."""
        return read(self.questions)


class AskedQuerySet(models.QuerySet["Asked"]):
    """Sets of those who were asked."""

    def of(self, member: Member) -> AskedQuerySet:
        """What asks a member: of surveys in a space no longer, once they do not see it any more."""
        seen = Q(occurrence__program__space=None) | Q(occurrence__program__space__in=Space.objects.visible_to(member))
        return self.filter(seen, member=member)

    def waiting(self) -> AskedQuerySet:
        """Neither answered nor put off, of what is open."""
        still = self.filter(answered_on=None, put_off_on=None)
        return still.filter(occurrence__closed_at=None, occurrence__ends_at__gt=timezone.now())


class Asked(models.Model):
    """A member was asked in a round; and whether they answered, by the day and no finer. What they said is not here."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="asked")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    answered_on = models.DateField(null=True)
    put_off_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)

    objects: ClassVar[Any] = AskedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "member"], name="asked_once")]
        indexes = [models.Index(fields=["member", "-day"], name="asked_lately")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.occurrence_id}"


def waiting_for(member: Member) -> AskedQuerySet:
    """The surveys that ask a member, and that they neither answered nor put off."""
    found: AskedQuerySet = Asked.objects.of(member).waiting()
    return found


class SurveyRules(models.Model):
    """How often one person is asked over all surveys, and who hears of low scores, bugs and wishes; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    contact_days = models.PositiveSmallIntegerField(default=CONTACT_DAYS)
    low_to = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    bug_to = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    wish_to = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    bug_words = models.JSONField(default=list)  # beside those that are shipped
    wish_words = models.JSONField(default=list)

    objects: ClassVar[models.Manager[SurveyRules]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="survey_rules_one_row")]

    def __str__(self) -> str:
        return f"once in {self.contact_days} days"

    @classmethod
    def current(cls) -> SurveyRules:
        """The one row."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def locked(cls) -> SurveyRules:
        """The one row, under its lock: two draws never take the same person."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)
