"""What came of an occurrence: counted where that can be, else said in one line by whoever looks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from programs.series.measures import Goal
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def say_result(occurrence: Occurrence, number: int | None, words: str, *, by: Member) -> None:
    """Write down what came of it; the last word holds. What is not over has no result."""
    current = Occurrence.objects.locked(occurrence.pk)
    if not current.is_over or (current.result_number, current.result_words) == (number, words):
        return
    current.result_number, current.result_words = number, words
    current.result_at, current.result_by = timezone.now(), by
    current.save(update_fields=["result_number", "result_words", "result_at", "result_by"])
    record("occurrence.result_said", actor=by, subject=current, program=current.program_id)
    occurrence.refresh_from_db()


def count_result(occurrence: Occurrence) -> bool:
    """Write down what can be counted, where nobody said anything; inside a transaction. Whether there is a result."""
    if occurrence.result_at is not None:
        return True
    program = occurrence.program
    number = None if program.goal == Goal.OWN else program.kind.counted(occurrence, program.goal)
    if number is None:
        return False
    occurrence.result_number, occurrence.result_at = number, timezone.now()
    occurrence.save(update_fields=["result_number", "result_at"])
    return True
