"""The outbox of statements: one letter for each decision that is told, and one when it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.activity.outbox import Sendable, SendableQuerySet
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class LetterKind(models.TextChoices):
    """What a letter tells."""

    STATEMENT = "statement", _("Statement of reasons")
    TAKEN_BACK = "taken-back", _("A decision was taken back")


class StatementLetter(Sendable):
    """One letter about a decision. It holds no words and no address: both are read when it is sent."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, choices=LetterKind.choices)

    objects: ClassVar[models.Manager[StatementLetter]] = models.Manager.from_queryset(SendableQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="statement_letter_one_end"),
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="statement_letter_kind_known"),
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="statement_letter_due"),
        ]

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is about."""
        return LetterKind(self.kind).label


def key_of(decision_id: int, kind: str) -> str:
    """The key under which a letter is written: each is written once."""
    return f"{kind}:{decision_id}"
