"""A newsletter's rows: when it may leave, one issue for each date, its parts in order, and who wants none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.guides.models import Guide
from community.threads.models import Thread
from config.lib.markup import NullResolver, render
from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from config.lib.audience import Viewer

SUBJECT_MAX, PREHEADER_MAX, WORDS_MAX, LINE_MAX, PARTS_MOST, DRAFT_DAYS_MOST = 120, 160, 4000, 300, 20, 30
KEY = "newsletter"
THINGS = ("thread", "guide", "date")


class NewsletterPlan(models.Model):
    """When issues of one newsletter are drafted, and in which hours they may leave."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="newsletter")
    draft_days = models.PositiveSmallIntegerField(default=5)  # before it leaves
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)  # 1 is Monday; none named: any
    from_hour = models.PositiveSmallIntegerField(default=7)
    to_hour = models.PositiveSmallIntegerField(default=21)
    own_clock = models.BooleanField(default=True)  # each reader's; otherwise that of the program

    objects: ClassVar[models.Manager[NewsletterPlan]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("to_hour"), to_hour__lte=24), name="newsletter_window_in_order"
            ),
            models.CheckConstraint(condition=Q(draft_days__lte=DRAFT_DAYS_MOST), name="newsletter_draft_days"),
        ]

    def __str__(self) -> str:
        return f"{self.from_hour}:00 to {self.to_hour}:00"

    @classmethod
    def of(cls, program: Program) -> NewsletterPlan:
        """What was said of a program; as it comes where nobody said anything."""
        return cls.objects.filter(program=program).first() or cls(program=program)


class NewsletterQuerySet(models.QuerySet["NewsletterIssue"]):
    """Sets of issues."""

    def visible_to(self, viewer: Viewer) -> NewsletterQuerySet:
        """What has left, of newsletters in the viewer's calendar; their own letters too. Drafts are read elsewhere."""
        seen = Q(occurrence__in=Occurrence.objects.in_calendar_of(viewer))
        if isinstance(viewer, Member) and viewer.is_active and not viewer.is_suspended:
            # Asked from the reader's side: an issue has as many letters as readers.
            got = self.model.objects.filter(
                letters__member=viewer, letters__sent_at__isnull=False, letters__is_test=False
            )
            seen |= Q(pk__in=got.values("pk"))
        return self.filter(seen, occurrence__opened_at__isnull=False)


class NewsletterIssue(models.Model):
    """One issue: drafted by the clock, edited by the team; it leaves when somebody else has agreed to it as it is."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="newsletter")
    subject = models.CharField(_("subject"), max_length=SUBJECT_MAX)
    preheader = models.CharField(_("preheader"), max_length=PREHEADER_MAX, blank=True)
    sections = ArrayField(models.CharField(max_length=24), default=list)  # of the digest: personal parts
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    agreed_mark = models.CharField(max_length=64, blank=True)  # of what it was that somebody agreed to
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    sent_count = models.PositiveIntegerField(null=True)  # once it has left; its letters are forgotten some day
    drafted_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = NewsletterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | Q(edited_by=None) | ~Q(agreed_by=F("edited_by")),
                name="newsletter_second_pair_of_eyes",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Where it is read once it has left."""
        return reverse("newsletter", args=[self.occurrence_id])

    @property
    def plan(self) -> NewsletterPlan:
        """When it may leave."""
        return NewsletterPlan.of(self.occurrence.program)

    @property
    def mark(self) -> str:
        """Names what it is and whom it goes to, and when: another mark needs another yes."""
        program, plan = self.occurrence.program, self.plan
        audience = program.audience
        said = [
            self.pk, self.edition, program.space_id, audience and (audience.pk, audience.edition),
            sorted(plan.weekdays), plan.from_hour, plan.to_hour, plan.own_clock, program.zone,
            self.occurrence.starts_at.isoformat(),
        ]  # fmt: skip
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def is_agreed(self) -> bool:
        """Whether somebody else agreed to just this."""
        return self.agreed_at is not None and self.agreed_mark == self.mark


class NewsletterPart(models.Model):
    """One part: words in Markdown, or a thing of this community with a line of the editor's own."""

    issue = models.ForeignKey(NewsletterIssue, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=WORDS_MAX, blank=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, null=True, related_name="+")
    date = models.ForeignKey(Occurrence, on_delete=models.CASCADE, null=True, related_name="+")
    clicks = models.PositiveIntegerField(default=0)  # nobody knows whose

    objects: ClassVar[models.Manager[NewsletterPart]] = models.Manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", name], condition=Q(**{f"{name}__isnull": False}), name=f"newsletter_{name}_once"
            )
            for name in THINGS
        ] + [
            models.CheckConstraint(
                condition=Q(thread=None, guide=None) | Q(thread=None, date=None) | Q(guide=None, date=None),
                name="newsletter_part_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.words[:40]

    @property
    def thing(self) -> Thread | Guide | Occurrence | None:
        """What it leads to."""
        return self.thread or self.guide or self.date

    @property
    def has_thing(self) -> bool:
        """Whether it leads to something, without looking it up."""
        return any(one is not None for one in (self.thread_id, self.guide_id, self.date_id))

    def leads_to(self, thing: Mapping[str, Any]) -> bool:
        """Whether it leads there: the thing by the name of its field, or nowhere."""
        return all(getattr(self, f"{name}_id") == getattr(thing.get(name), "pk", None) for name in THINGS)

    @property
    def html(self) -> str:
        """Its words as a page shows them."""
        return render(self.words, NullResolver()).html


class NewsletterChoice(models.Model):
    """Whether a member wants newsletters; no row: they do."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="newsletter_choice")
    stopped_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[NewsletterChoice]] = models.Manager()

    def __str__(self) -> str:
        return f"newsletters of {self.member_id}"
