"""Spotlights: one member in their own words, shown only with their yes to exactly these words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.following.silencing import across_a_block
from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer

QUESTIONS_MOST, QUESTION_MAX, ANSWER_MAX = 8, 200, 3000


class Ending(models.TextChoices):
    """How a spotlight ended that is not shown."""

    DECLINED = "declined", _("declined")
    LATER = "later", _("asked for another time")
    WITHDRAWN = "withdrawn", _("taken back")
    CALLED_BACK = "called_back", _("called back by the team")


class SpotlightQuerySet(models.QuerySet["Spotlight"]):
    """Sets of spotlights."""

    def live(self) -> SpotlightQuerySet:
        """Those that did not end."""
        return self.filter(ended_at=None)

    def shown(self) -> SpotlightQuerySet:
        """Those that are published, with a first post that can be read, of members who are there."""
        first = Post.objects.filter(
            thread=OuterRef("occurrence__thread"), number=1, deleted_at=None, hidden_at=None, held_at=None,
        )  # fmt: skip
        there = Member.objects.present().exclude(suspended_until__gt=timezone.now()).values("pk")
        return self.live().filter(Exists(first), published_at__isnull=False, member__in=there)

    def visible_to(self, viewer: Viewer) -> SpotlightQuerySet:
        """Published ones whose thread the viewer reads; not of those who blocked them, or whom they blocked."""
        threads = Thread.objects.visible_to(viewer).filter(deleted_at=None, held_at=None)
        seen = self.shown().filter(
            occurrence__thread__in=threads.values("pk"), occurrence__program__in=Program.objects.visible_to(viewer)
        )
        if not viewer.is_authenticated:
            return seen.exclude(member__preferences__contains={"profile": "members"})
        return seen.exclude(across_a_block(viewer))


class Spotlight(models.Model):
    """One member, asked for one date: what they are asked, what they answer, and to which words they said yes."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="spotlights")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="spotlights")
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=list)  # Markdown, one for each question
    edition = models.PositiveIntegerField(default=1)  # grows with each change of the words
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)  # the member handed the words over
    agreed_at = models.DateTimeField(null=True)
    agreed_edition = models.PositiveIntegerField(null=True)  # to these words they said yes
    published_at = models.DateTimeField(null=True)
    shows_badge = models.BooleanField(default=False)  # on their profile, if they want
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    objects: ClassVar[Any] = SpotlightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence"], condition=Q(ended_at=None), name="spotlight_one_live"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at=None, published_at=None), name="spotlight_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False, ending__in=Ending.values),
                name="spotlight_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(agreed_edition=models.F("edition")), name="spotlight_agreed_words"
            ),
        ]
        indexes = [models.Index(fields=["member", "-asked_at"], name="spotlight_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("spotlight", args=[self.occurrence_id])

    @property
    def key(self) -> str:
        """What its post was submitted as, by which it is found wherever it was moved."""
        return f"spotlight:{self.pk}"

    @property
    def is_agreed(self) -> bool:
        """Whether the member said yes to the words as they stand."""
        return self.agreed_edition == self.edition

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each question with its answer, empty where there is none yet."""
        answers = [*self.answers, *[""] * len(self.questions)]
        return list(zip(self.questions, answers, strict=False))


class SpotlightVersion(models.Model):
    """The words of a spotlight as they once stood, and whose they were."""

    spotlight = models.ForeignKey(Spotlight, on_delete=models.CASCADE, related_name="versions")
    edition = models.PositiveIntegerField()
    answers = models.JSONField(default=list)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[SpotlightVersion]] = models.Manager()

    class Meta:
        ordering = ["edition"]
        constraints = [
            models.UniqueConstraint(fields=["spotlight", "edition"], name="spotlight_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.spotlight_id} v{self.edition}"
