"""What open pages hear of an AMA: numbers alone. Each fetches what it shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from config.lib.live import publish
from programs.amas.models import AmaQuestion

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence


def question_changed(question: AmaQuestion) -> None:
    """Its words, its answer or its state read differently: the kept fragment is drawn anew by who asks first."""
    AmaQuestion.objects.filter(pk=question.pk).update(stamp=F("stamp") + 1)
    question.stamp += 1
    publish(f"ama:{question.occurrence_id}", "ama.changed", question=question.pk, stamp=question.stamp)


def votes_changed(question: AmaQuestion) -> None:
    """It has another number of votes."""
    publish(f"ama:{question.occurrence_id}", "ama.votes", question=question.pk, votes=question.votes_count)


def asked(question: AmaQuestion) -> None:
    """There is one more that everybody may read."""
    publish(f"ama:{question.occurrence_id}", "ama.asked", question=question.pk)


def turned(occurrence: Occurrence) -> None:
    """Another question is on, or another phase has begun."""
    publish(f"ama:{occurrence.pk}", "ama.turned")
