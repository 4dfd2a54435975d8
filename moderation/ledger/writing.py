"""Adding a row to the log, in the transaction of what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from moderation.ledger.acts import ACTS
from moderation.ledger.models import Entry

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.decisions import Decision


_AS_OF: ContextVar[datetime | None] = ContextVar("the time that rows tell", default=None)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Around acts that are told as of an earlier time: what a demo community did before anybody looked."""
    token = _AS_OF.set(moment)
    try:
        yield
    finally:
        _AS_OF.reset(token)


def enter(
    act: str, *, by: Member | None, case: Case | None = None, decision: Decision | None = None,
    member_id: int | None = None, at: datetime | None = None, **facts: Any,
) -> Entry:  # fmt: skip
    """Write one row; without `by` a rule did it. Inside a transaction. Raises KeyError for an act that is not known.

    What it is about is read from the decision and its case; `member_id` names another person than the case does.
    `at` is an earlier time than now, for what was decided before.
    """
    assert transaction.get_connection().in_atomic_block
    ACTS[act]
    case = case or (decision.case if decision is not None else None)
    rule = decision.rule if decision is not None else None
    return Entry.objects.create(
        act=act,
        at=at or _AS_OF.get() or timezone.now(),
        is_automatic=by is None,
        actor_id=by.pk if by is not None else None,
        member_id=member_id or (case.about_id if case is not None else None),
        case_id=case.pk if case is not None else None,
        decision_id=decision.pk if decision is not None else None,
        subject_type=case.subject_type if case is not None else "",
        subject_id=case.subject_id if case is not None else None,
        space_id=case.space_id if case is not None else None,
        is_private=case.is_private if case is not None else False,
        severity=case.severity if case is not None else 0,
        content=decision.content if decision is not None else "",
        person=decision.person if decision is not None else "",
        rule_number=rule.number if rule is not None else "",
        rule_key=rule.key if rule is not None else "",
        facts=facts,
    )
