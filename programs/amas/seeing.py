"""Sets of questions and answers: who may see them, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, FloatField, Q
from django.db.models.functions import Cast, Extract

from members.profiles.models import Member
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Collection

    from config.lib.audience import Viewer
    from programs.amas.models import AmaAnswer, AmaQuestion

OPEN = Q(withdrawn_at=None, hidden_at=None, held_at=None)
"""A question everybody may read who sees the AMA."""
APART = Q(merged_into=None)
"""It was not merged into another one."""
WAITING = Q(answered_at=None, aside_at=None)
"""Neither answered nor set aside; the one that is being answered is among them."""
HOURS_A_VOTE = 48
"""A question that was asked so many hours later begins one vote ahead: age weighs a little."""


class QuestionQuerySet(models.QuerySet["AmaQuestion"]):
    """Sets of questions."""

    def visible_to(self, viewer: Viewer, mine: Collection[int] = ()) -> QuestionQuerySet:
        """Of AMAs the viewer sees. Held ones for who asked and the team; `mine`: asked anonymously by this browser."""
        seen = self.filter(occurrence__in=Occurrence.objects.visible_to(viewer), withdrawn_at=None)
        if isinstance(viewer, Member) and viewer.is_moderator and not viewer.is_suspended:
            return seen.filter(hidden_at=None)
        own = Q(pk__in=mine) | (Q(author=viewer) if viewer.is_authenticated else Q(pk__in=[]))
        return seen.filter(Q(held_at=None) | own, hidden_at=None)

    def open(self) -> QuestionQuerySet:
        """What everybody may read who sees the AMA."""
        return self.filter(OPEN)

    def apart(self) -> QuestionQuerySet:
        """Without those that were merged into others."""
        return self.filter(APART)

    def waiting(self) -> QuestionQuerySet:
        """Neither answered nor set aside; the one that is being answered is among them."""
        return self.filter(WAITING)

    def wanted_first(self) -> QuestionQuerySet:
        """By votes, with a small decay of age: rank = votes + (moment it was asked, in hours) / 48.

        The difference of two ranks changes with votes alone, so nothing moves by the mere passing of time.
        """
        hours = Cast(Extract("asked_at", "epoch"), FloatField()) / (3600.0 * HOURS_A_VOTE)
        return self.annotate(rank=F("votes_count") + hours).order_by("-rank", "pk")


class AnswerQuerySet(models.QuerySet["AmaAnswer"]):
    """Sets of paragraphs."""

    def open(self) -> AnswerQuerySet:
        """What everybody may read who sees the question."""
        return self.filter(deleted_at=None, hidden_at=None, held_at=None)

    def visible_to(self, viewer: Viewer) -> AnswerQuerySet:
        """Of questions the viewer sees."""
        from programs.amas.models import AmaQuestion

        seen = AmaQuestion.objects.visible_to(viewer).open()
        return self.filter(question__in=seen).open()
