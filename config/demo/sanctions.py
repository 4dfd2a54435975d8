"""Why Eve is suspended: a decision from before, with what it did."""

from __future__ import annotations

from datetime import datetime, timedelta

from members.profiles.models import Member
from moderation.guidelines.measures import Content, Person, Severity, Source
from moderation.ledger.writing import enter
from moderation.review.cases import Case
from moderation.review.decisions import Decision, Effect
from moderation.sanctions.models import LIVES, Sanction, SanctionKind, Strike
from moderation.statements.models import LetterKind, StatementLetter, key_of

DAYS = 30
FACTS = "Four members were sent the same offer in private messages within an hour, after a warning."


def explain(members: dict[str, Member]) -> None:
    """Put the decision behind the date that stands on her account."""
    eve, mo = members["eve"], members["mo"]
    assert eve.suspended_until is not None
    at = eve.suspended_until - timedelta(days=DAYS)
    case = _closed_case(eve, mo, at)
    decision = Decision.objects.create(
        case=case, about=eve, content=Content.KEEP, person=Person.SUSPEND, days=DAYS, facts=FACTS, decided_by=mo,
        decided_at=at, in_force_at=at,
    )  # fmt: skip
    Strike.objects.create(
        decision=decision, member=eve, person=Person.SUSPEND, given_at=at, expires_at=at + LIVES, number=3, of=3
    )
    Sanction.objects.create(
        decision=decision, member=eve, kind=SanctionKind.SUSPEND, starts_at=at, ends_at=eve.suspended_until
    )
    Effect.objects.bulk_create([Effect(decision=decision, kind=kind, at=at) for kind in ("strike", "suspended")])
    for act in ("struck", "suspended", "decided"):
        enter(act, by=mo, decision=decision, at=at)
    tell(decision, at)


def tell(decision: Decision, at: datetime) -> None:
    """Whom it is about can read the reasons; the letter about them counts as sent then."""
    StatementLetter.objects.create(
        key=key_of(decision.pk, LetterKind.STATEMENT), kind=LetterKind.STATEMENT, decision=decision, sent_at=at
    )


def _closed_case(about: Member, by: Member, at: datetime) -> Case:
    came = at - timedelta(hours=1)
    case: Case = Case.objects.create(
        subject_type="member", subject_id=about.pk, about=about, source=Source.TEAM, severity=Severity.HIGH,
        opened_at=came, due_at=at + timedelta(hours=1), closed_at=at, closed_by=by,
    )  # fmt: skip
    return case
