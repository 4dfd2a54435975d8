"""The log of moderation: one row for every decision, effect and reversal. Rows are added; nothing changes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

if TYPE_CHECKING:
    from config.lib.audience import Viewer


class EntryQuerySet(models.QuerySet["Entry"]):
    """Sets of rows of the log."""

    def visible_to(self, viewer: Viewer) -> EntryQuerySet:
        """A moderator's: all but what is about themself, or about somebody whose cases they do not see."""
        from moderation.ledger.hiding import hidden_from
        from moderation.review.cases import Case

        hidden = hidden_from(viewer)
        if hidden is None:
            return self.none()
        about = Q(member_id=None) | ~Q(member_id__in=hidden)
        cases = Case.objects.filter(about__in=hidden).values("pk")
        return self.filter(about, Q(case_id=None) | ~Q(case_id__in=cases))

    def settled(self) -> EntryQuerySet:
        """Without what is only proposed, was not agreed to, or can be undone still or was undone."""
        from moderation.review.decisions import UNDO_WITHIN, Decision

        longer_ago = timezone.now() - UNDO_WITHIN
        # A value, asked row by row: of a set the database would first read all decisions there are.
        since: Any = Decision.objects.filter(pk=OuterRef("decision_id"), undone_at=None).values("in_force_at")[:1]
        rows = self.alias(in_force_at=Subquery(since))
        return rows.filter(Q(decision_id=None) | Q(in_force_at__lte=longer_ago))


class Entry(models.Model):
    """One thing that was decided or done. Numbers and small words alone: no text anybody wrote, no name.

    No constraint towards anything: an erasure neither changes the log nor is stopped by it. A trigger in the database
    refuses every UPDATE and DELETE (migration `append_only`).
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    act = models.CharField(max_length=32)  # one of moderation.ledger.acts
    is_automatic = models.BooleanField(default=False)  # a rule did it, not a person
    actor_id = models.BigIntegerField(null=True)
    member_id = models.BigIntegerField(null=True)  # whom it is about
    case_id = models.BigIntegerField(null=True)
    decision_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=20, default="")
    subject_id = models.BigIntegerField(null=True)
    space_id = models.BigIntegerField(null=True)
    is_private = models.BooleanField(default=False)
    severity = models.PositiveSmallIntegerField(default=0)
    content = models.CharField(max_length=8, default="")  # what was decided about the thing
    person = models.CharField(max_length=8, default="")  # and about the person
    rule_number = models.CharField(max_length=8, default="")
    rule_key = models.CharField(max_length=40, default="")
    facts = models.JSONField(default=dict)  # small values

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case_id", "id"], name="entry_of_case"),
            models.Index(fields=["member_id", "id"], name="entry_about"),
            models.Index(fields=["act", "at"], name="entry_act"),
            models.Index(fields=["actor_id", "id"], name="entry_by"),
            models.Index(
                fields=["space_id", "case_id"],
                condition=Q(space_id__isnull=False, is_private=False),
                name="entry_of_space",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d}"
