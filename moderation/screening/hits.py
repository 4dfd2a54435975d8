"""Hits: a rule, the score or the setting for first posts found something. Each points at what found it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.profiles.roles import RANK, Role
from moderation.guidelines.measures import Content, Person
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.screening.rules import Action, RuleVersion

if TYPE_CHECKING:
    from config.lib.audience import Viewer

WORDS_MAX = 200


class Origin(models.TextChoices):
    """What found it."""

    RULE = "rule", _("A rule")
    SCORE = "score", _("The score for spam")
    FIRST = "first", _("First posts")


class HitQuerySet(models.QuerySet["Hit"]):
    """Sets of hits."""

    def visible_to(self, viewer: Viewer) -> HitQuerySet:
        """The team's: not of what themself or somebody of their rank wrote, nor what stands in private places."""
        if not isinstance(viewer, Member) or not viewer.is_moderator or viewer.is_suspended or not viewer.is_active:
            return self.none()
        seen = self.filter(Q(case__in=Case.objects.visible_to(viewer)) | Q(is_private=False)).exclude(author=viewer)
        if viewer.is_owner:
            return seen
        below = [role for role in Role.values if RANK[role] < RANK[viewer.role]]
        return seen.filter(Q(author=None) | Q(author__role__in=below))

    def real(self) -> HitQuerySet:
        """Those something was done about."""
        return self.filter(is_shadow=False)

    def with_outcome(self) -> HitQuerySet:
        """With `is_decided` and `is_fine`: what the decision about the thing that stands says; undone ones say nothing.

        Of a shadow hit, which has no case, whatever was decided about the same thing counts.
        """
        about = Decision.objects.in_force().filter(
            case__subject_type=OuterRef("subject_type"), case__subject_id=OuterRef("subject_id"),
            decided_at__gte=OuterRef("at"),
        )  # fmt: skip
        fine = about.filter(content=Content.KEEP, person=Person.NOTHING)
        broken = about.exclude(content=Content.KEEP, person=Person.NOTHING)
        return self.annotate(is_decided=Exists(about), is_fine=Q(Exists(fine)) & ~Q(Exists(broken)))


class Hit(models.Model):
    """Something was found. What came of it is read from the decision about it, and stored nowhere else."""

    origin = models.CharField(max_length=5, choices=Origin.choices, default=Origin.RULE)
    version = models.ForeignKey(RuleVersion, on_delete=models.CASCADE, null=True, related_name="hits")
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="hits")
    subject_type = models.CharField(max_length=20)
    subject_id = models.BigIntegerField(null=True)  # nothing was posted, if there is none
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    space_id = models.BigIntegerField(null=True)
    is_private = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    is_shadow = models.BooleanField(default=False)
    action = models.CharField(max_length=8, choices=Action.choices)
    words = models.CharField(max_length=WORDS_MAX, blank=True)  # what matched, a line each
    score = models.PositiveSmallIntegerField(null=True)
    parts = models.JSONField(default=list)  # [key, points, number] each

    objects: ClassVar[Any] = HitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="hit_origin_known"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="hit_action_known"),
            models.CheckConstraint(
                condition=Q(origin="rule", version__isnull=False) | (~Q(origin="rule") & Q(version=None)),
                name="hit_of_a_rule_has_version",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "-id"], name="hit_of_version"),
            models.Index(fields=["subject_type", "subject_id", "-id"], name="hit_of_thing"),
            models.Index(fields=["origin", "-id"], name="hit_by_origin"),
        ]

    def __str__(self) -> str:
        return f"hit {self.pk}"

    @property
    def was_objected(self) -> bool:
        """Whether a rule had blocked it, and its author asked for a human to look: only then it is there at all."""
        return self.action == Action.BLOCK and self.subject_id is not None

    @property
    def marked(self) -> list[str]:
        """The words that matched."""
        return [word for word in self.words.splitlines() if word]
