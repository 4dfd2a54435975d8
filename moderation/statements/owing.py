"""When a member is told: as soon as a decision can no longer be undone, and again when it is taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from moderation.review.cases import APPEAL
from moderation.review.decisions import Decision
from moderation.statements.models import LetterKind, StatementLetter, key_of
from moderation.statements.wording import was_held


def owe_due(most: int = 200) -> int:
    """Write letters for decisions whose time to be undone is over. Returns how many.

    What is decided about an appeal is told by the appeals, what is decided as one with another case by the decision it
    joined; those decisions keep their `letter_at`.
    """
    owed = 0
    for _turn in range(most):
        found = _owe_next()
        if found is None:
            break
        owed += found
    return owed


def _due() -> Any:
    rows = Decision.objects.in_force().filter(letter_at__lte=timezone.now(), joined_to=None)
    rows = rows.exclude(case__subject_type=APPEAL)
    return rows.order_by("letter_at", "pk")


@transaction.atomic
def _owe_next() -> bool | None:
    """Whether a letter is owed for the next one that is due; None if none is.

    The letter and its notice are owed in the transaction that ends the wait: never one without the other.
    """
    decision = _due().select_for_update(of=("self",), skip_locked=True).select_related("case").first()
    if decision is None:
        return None
    decision.letter_at = None
    decision.save(update_fields=["letter_at"])
    return is_told(decision) and _owe(decision, LetterKind.STATEMENT)


def is_told(decision: Decision) -> bool:
    """Whether whoever it is about is told at all.

    Nothing wrong found is told only to who knew that somebody looks, or where a moderator wrote to them.
    """
    if decision.about_id is None:
        return False
    return not decision.is_no_action or bool(decision.message.strip()) or was_held(decision)


def _owe(decision: Decision, kind: LetterKind) -> bool:
    _letter, new = StatementLetter.objects.get_or_create(
        key=key_of(decision.pk, kind), defaults={"decision": decision, "kind": kind}
    )
    if new and kind == LetterKind.STATEMENT:
        record("statement.made", actor=None, subject=decision, member=decision.about_id)
    elif new:
        record("statement.taken_back", actor=None, subject=decision, member=decision.about_id)
    return new


@subscribe("decision.reversed", name="moderation.statements_taken_back")
def tell_what_was_taken_back(activity: Activity) -> None:
    """Tells a member that a decision they were told of was taken back; one they never heard of is not mentioned."""
    decision = Decision.objects.filter(pk=activity.subject_id or 0).select_related("case").first()
    if decision is None or decision.about_id is None:
        return
    first = StatementLetter.objects.filter(key=key_of(decision.pk, LetterKind.STATEMENT)).first()
    if first is not None:
        first.drop("reversed")
        _owe(decision, LetterKind.TAKEN_BACK)
