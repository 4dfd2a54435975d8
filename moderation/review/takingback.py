"""What two decided is taken back by two: one asks with a reason, another agrees or does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import check
from moderation.guidelines.measures import Severity
from moderation.ledger.writing import enter
from moderation.review.deciding import DecidedMeanwhile, reverse
from moderation.review.decisions import Decision
from moderation.review.due import due_at
from moderation.review.locking import locked_whole
from moderation.review.permissions import (
    may_agree_to_reverse,
    may_reverse,
    may_reverse_alone,
    may_still_ask_back,
    others_to_reverse,
)

if TYPE_CHECKING:
    from config.lib.audience import Viewer


class TakeBack(models.Model):
    """A moderator wants back what two decided; it holds until another one agrees."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="take_backs")
    why = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    is_agreed = models.BooleanField(default=False)
    declined_why = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(settled_at=None), name="take_back_one_waits"),
            models.CheckConstraint(
                condition=Q(is_agreed=False) | Q(asked_by=None) | Q(settled_by=None) | ~Q(settled_by=F("asked_by")),
                name="take_back_agreed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"take back {self.decision_id}"


def waiting_for(decision: Decision) -> TakeBack | None:
    """What waits for another moderator to agree; None if nobody asks (any more)."""
    found: TakeBack | None = (
        TakeBack.objects.filter(decision=decision.leading, settled_at=None).select_related("asked_by").first()
    )
    return found


def may_be_asked(viewer: Viewer, decision: Decision) -> bool:
    """Whether taking it back begins with asking another moderator."""
    if not isinstance(viewer, Member) or may_reverse(viewer, decision) is not None:
        return False
    return decision.second_at is not None and bool(others_to_reverse(decision, but=viewer))


@transaction.atomic
def reopen(decision: Decision, *, by: Member, why: str) -> TakeBack | None:
    """Take a decision back and have its cases open again; what two decided is asked for first, and holds until then.

    Raises NotNow, DecidedMeanwhile.
    """
    leading = locked_whole(decision)[0]
    if not may_be_asked(by, leading):
        reverse(leading, by=by, why=why)
        return None
    if not leading.is_standing or leading.in_force_at is None:
        raise DecidedMeanwhile(leading)
    waits: TakeBack | None = TakeBack.objects.filter(decision=leading, settled_at=None).first()
    if waits is not None:
        return waits
    now = timezone.now()
    asked: TakeBack = TakeBack.objects.create(
        decision=leading, why=why, asked_by=by, asked_at=now, due_at=due_at(now, Severity(leading.severity))
    )
    enter("back_asked", by=by, decision=leading)
    record("decision.back_asked", actor=by, subject=leading, case=leading.case_id)
    return asked


@transaction.atomic
def agree_to_take_back(asked: TakeBack | None, *, by: Member) -> None:
    """Another moderator agrees: everything the decision did is taken back. Raises NotNow, DecidedMeanwhile."""
    leading, found = _waiting(asked)
    check(may_agree_to_reverse(by, leading, asked_by=found.asked_by_id))
    proposer = found.asked_by
    check(may_still_ask_back(proposer, leading) if proposer is not None else may_reverse_alone(by, leading))
    _settle(found, by=by, is_agreed=True)
    reverse(leading, by=by, why=found.why, agreed=True)


@transaction.atomic
def decline_to_take_back(asked: TakeBack | None, *, by: Member, why: str) -> None:
    """The decision stands: another moderator does not agree, or whoever asked asks no more.

    Raises NotNow, DecidedMeanwhile.
    """
    leading, found = _waiting(asked)
    own = found.asked_by_id == by.pk
    check(may_reverse(by, leading) if own else may_agree_to_reverse(by, leading, asked_by=found.asked_by_id))
    _settle(found, by=by, is_agreed=False, why=why)
    enter("back_declined", by=by, decision=leading)
    record("decision.back_declined", actor=by, subject=leading, case=leading.case_id, own=own)


def _waiting(asked: TakeBack | None) -> tuple[Decision, TakeBack]:
    """Both as they stand, locked."""
    if asked is None:
        raise DecidedMeanwhile(None)
    leading = locked_whole(asked.decision)[0]
    found: TakeBack = TakeBack.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=asked.pk)
    if found.settled_at is not None or not leading.is_standing:
        raise DecidedMeanwhile(leading)
    return leading, found


def _settle(asked: TakeBack, *, by: Member, is_agreed: bool, why: str = "") -> None:
    asked.settled_at, asked.settled_by = timezone.now(), by
    asked.is_agreed, asked.declined_why = is_agreed, why[:500]
    asked.save(update_fields=["settled_at", "settled_by", "is_agreed", "declined_why"])
