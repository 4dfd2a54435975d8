"""Segments: saved questions over members."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.segments.archiving import Archivable
from members.segments.rules import Rule, WrongRule, matching, read
from members.segments.wording import Told, explain, told

if TYPE_CHECKING:
    from members.profiles.models import Member, MemberQuerySet

NAME_LENGTH, PURPOSE_LENGTH = 80, 200


class ChangedMeanwhile(Exception):
    """Somebody else changed the segment since it was read."""


class SegmentQuerySet(models.QuerySet["Segment"]):
    """Sets of segments."""

    def in_use(self) -> SegmentQuerySet:
        """Those that are not archived."""
        return self.filter(archived_at=None)


class Segment(Archivable, models.Model):
    """A saved question over members; who fits is asked anew each time."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    purpose = models.CharField(_("what it is for"), max_length=PURPOSE_LENGTH, blank=True)
    rule = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )

    objects: ClassVar[Any] = SegmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=models.Q(archived_at=None), name="segment_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where managers see its sentences and its people."""
        return reverse("segment", args=[self.pk])

    @classmethod
    @transaction.atomic
    def create(cls, name: str, rule: Rule, *, by: Member, purpose: str = "") -> Segment:
        """A new segment. Raises WrongRule, or IntegrityError if another one in use has the name."""
        segment: Segment = cls.objects.create(name=name, purpose=purpose, rule=read(rule), created_by=by, changed_by=by)
        record("segment.made", actor=by, subject=segment)
        return segment

    @property
    def edition(self) -> str:
        """Which of its wordings this is, for forms."""
        return self.changed_at.isoformat()

    @transaction.atomic
    def change(self, *, by: Member, name: str, purpose: str, rule: Rule, edition: str = "") -> None:
        """Take another name, purpose or rule; `edition` is what they were read in, if they were.

        Raises WrongRule, IntegrityError if another one has the name, or ChangedMeanwhile where another edition stands
        here that says something else; then this is that edition.
        """
        words = {"name": name, "purpose": purpose, "rule": read(rule)}
        self.refresh_from_db(from_queryset=Segment.objects.select_for_update(no_key=True))
        changed = [field for field, word in words.items() if getattr(self, field) != word]
        if not changed:
            return
        if edition and edition != self.edition:
            raise ChangedMeanwhile
        for field in changed:
            setattr(self, field, words[field])
        self.changed_at, self.changed_by = timezone.now(), by
        self.save(update_fields=[*changed, "changed_at", "changed_by"])
        record("segment.changed", actor=by, subject=self, words=changed)

    def people(self, now: datetime | None = None) -> MemberQuerySet:
        """Who fits, as one query; nobody where the rule cannot be asked any more (see `problem`)."""
        try:
            return matching(self.rule, now)
        except WrongRule:
            return matching(None).none()

    @property
    def problem(self) -> str:
        """What is wrong with the rule by now, such as a group that is gone, in a sentence; nothing if all is well."""
        try:
            read(self.rule)
        except WrongRule as wrong:
            return str(wrong)
        return ""

    @property
    def told(self) -> Told:
        """The rule in words."""
        return told(self.rule)

    def explain(self, member: Member) -> list[str]:
        """The sentences, with evidence, that put a member into it; none for those who are not in it."""
        try:
            found = explain(self.rule, member)
        except WrongRule:
            return []
        return [str(finding) for finding in found.findings] if found.fits else []
