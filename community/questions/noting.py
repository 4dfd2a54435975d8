"""What a thread's page has to know of its question or idea, read with the thread itself: no query of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Exists, OuterRef, Value

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def notes(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Columns that are true or false: what is true is looked up, what is false costs nothing more."""
    from community.ideas.models import StatusChange, Vote
    from community.questions.models import AnswerCheck, Suggestion, Turn

    here = OuterRef("pk")
    mine = Exists(Vote.objects.filter(thread=here, member=viewer.pk)) if viewer.is_authenticated else None
    return {
        "voted": mine or Value(False, output_field=BooleanField()),
        "is_checked": Exists(AnswerCheck.objects.filter(thread=here, post=OuterRef("answer"))),
        "is_suggested": Exists(Suggestion.objects.filter(thread=here, settled_at=None)),
        "is_taken": Exists(Turn.objects.filter(thread=here, until__gt=now)),
        "has_lines": Exists(StatusChange.objects.filter(thread=here)),
    }
