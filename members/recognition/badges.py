"""Badges, and who was given which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member
from members.recognition.evidence import criteria
from members.recognition.retiring import Retirable
from members.recognition.revoking import Revocable
from members.segments.models import Segment
from members.segments.rules import Rule, WrongRule

NAME_LENGTH, DESCRIPTION_LENGTH, AWARD_REASON_LENGTH = 60, 200, 300
ICONS = [
    ("award", _("Rosette")), ("star", _("Star")), ("heart", _("Heart")), ("hand-heart", _("Giving hand")),
    ("lightbulb", _("Light bulb")), ("message-circle", _("Speech bubble")), ("circle-check", _("Tick")),
    ("circle-help", _("Question mark")), ("door-open", _("Open door")), ("book-open", _("Book")),
    ("calendar-days", _("Calendar")), ("graduation-cap", _("Cap")), ("megaphone", _("Megaphone")), ("sun", _("Sun")),
    ("flag", _("Pennant")), ("target", _("Target")),
]  # fmt: skip


class BadgeQuerySet(models.QuerySet["Badge"]):
    """Sets of badges."""

    def announced(self) -> BadgeQuerySet:
        """Those everybody knows of: not those that are still tried, unless somebody has one already."""
        held = BadgeAward.objects.held().filter(badge=OuterRef("pk"))
        return self.filter(Q(segment=None) | Q(started_at__isnull=False) | Exists(held))


class Badge(Retirable, models.Model):
    """Something members are recognised for: by a segment as its criterion, or given by hand."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.CharField(_("what it is for"), max_length=DESCRIPTION_LENGTH)
    icon = models.CharField(_("picture"), max_length=20, choices=ICONS, default="award")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="badges")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(null=True)
    """Since when it is given to whoever meets the criterion; before that it can be tried."""

    objects: ClassVar[BadgeQuerySet] = BadgeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(retired_at=None), name="badge_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where everybody sees what it is for and who has it."""
        return reverse("badge", args=[self.slug])

    @property
    def hue(self) -> int:
        """Which of the twelve hues its picture has."""
        return (self.pk or 0) % 12

    @classmethod
    @transaction.atomic
    def create(cls, name: str, description: str, icon: str, segment: Segment | None, *, by: Member) -> Badge:
        """A new badge that nobody has. Raises WrongRule, or IntegrityError if another one has the name."""
        checked(segment)
        badge = cls.objects.create(
            name=name, slug=_free_slug(name), description=description, icon=icon, segment=segment, made_by=by
        )
        record("badge.made", actor=by, subject=badge)
        return badge

    @transaction.atomic
    def change(self, *, by: Member, **words: object) -> None:
        """Take another name, description, picture or segment. Raises WrongRule or IntegrityError."""
        if "segment" in words:
            checked(words["segment"])  # type: ignore[arg-type]
        changed = [field for field, word in words.items() if getattr(self, field) != word]
        if not changed:
            return
        for field in changed:
            setattr(self, field, words[field])
        if "segment" in changed:
            # Another criterion is tried again before anybody is given it.
            self.started_at = None
            changed.append("started_at")
        self.save(update_fields=changed)
        record("badge.changed", actor=by, subject=self, words=changed)

    @transaction.atomic
    def start(self, *, by: Member) -> None:
        """From now on, be given to whoever meets the criterion. Raises WrongRule where that cannot be checked."""
        locked = type(self).objects.select_for_update(of=("self",)).select_related("segment").get(pk=self.pk)
        if locked.started_at is not None or locked.segment is None or locked.retired_at is not None:
            return
        checked(locked.segment)
        self.started_at = timezone.now()
        self.save(update_fields=["started_at"])
        record("badge.started", actor=by, subject=self)

    @property
    def criteria(self) -> list[Rule]:
        """What is asked for it; none for one that is given by hand, or that cannot be checked any more."""
        try:
            return checked(self.segment)
        except WrongRule:
            return []

    @property
    def problem(self) -> str:
        """Why nobody can be given it by its criterion, for those who can mend it."""
        try:
            checked(self.segment)
        except WrongRule as wrong:
            return str(wrong)
        return ""


def checked(segment: Segment | None) -> list[Rule]:
    """The criteria of a segment; none without one. Raises WrongRule for one that others could not check."""
    return criteria(segment.rule) if segment is not None else []


class BadgeAwardQuerySet(models.QuerySet["BadgeAward"]):
    """Sets of awards."""

    def held(self) -> BadgeAwardQuerySet:
        """Those that were not taken back."""
        return self.filter(revoked_at=None)


class BadgeAward(Revocable, models.Model):
    """One badge of one member, with what it was given for."""

    badge = models.ForeignKey(Badge, on_delete=models.CASCADE, related_name="awards")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="badge_awards")
    awarded_at = models.DateTimeField(default=timezone.now)
    awarded_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="badges_given")
    reason = models.CharField(_("reason"), max_length=AWARD_REASON_LENGTH, blank=True)
    rule = models.JSONField(null=True)
    """The criterion as it was then; nothing for what was given by hand."""

    objects: ClassVar[BadgeAwardQuerySet] = BadgeAwardQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["badge", "member"], name="badge_award_once"),
            models.CheckConstraint(condition=~Q(rule=None, reason=""), name="badge_award_says_why"),
        ]
        indexes = [models.Index(fields=["badge", "-awarded_at"], name="badge_award_latest")]

    def __str__(self) -> str:
        return f"{self.badge} of {self.member}"

    def get_absolute_url(self) -> str:
        """The page with what it was given for."""
        return reverse("badge_award", args=[self.badge.slug, self.member.handle])


def _free_slug(name: str) -> str:
    """An address that no badge has."""
    stem = slugify(name)[:70].strip("-_") or "badge"
    taken = set(Badge.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidate, number = stem, 2
    while candidate in taken:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate
