"""Opening a case by hand: what one of the team comes upon is decided in the same way as what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import check, held_off
from moderation.guidelines.measures import Severity, Source
from moderation.ledger.writing import enter
from moderation.review.cases import Case, CaseNote
from moderation.review.opening import open_case
from moderation.review.permissions import may_review, outranks
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from moderation.review.subjects import Item


def may_open(viewer: Viewer, about: Member | None) -> bool:
    """Open a case about somebody, or about what they wrote: one of the team, of a higher role. Costs no query."""
    return held_off(viewer) is None and isinstance(viewer, Member) and outranks(viewer, about)


def found_by(viewer: Viewer, key: str, pk: int) -> Item | None:
    """What a case can be opened about by this viewer: what they see where it stands, by somebody of a lower role."""
    kind = KINDS.get(key)
    item = kind.seen_by(viewer, pk) if kind is not None else None
    return item if item is not None and may_open(viewer, item.author) else None


def keep_still(item: Item) -> None:
    """Lock the person and the thing, in this order, until the transaction ends."""
    if item.author is not None:
        Member.objects.one_at_a_time(item.author)
    KINDS[item.key].thing(item.pk)


@transaction.atomic
def open_by_hand(item: Item, *, by: Member, severity: int | None = None, why: str = "") -> Case:
    """The open case about this thing, made if there is none, and claimed if it is free. Sent twice, there is one.

    Without a severity a new one is in the middle, and one that was open stays as it is. `why` becomes a note.
    Raises NotNow.
    """
    keep_still(item)
    rows = Case.objects.open().select_for_update(of=("self",))
    known = rows.filter(subject_type=item.key, subject_id=item.pk).first()
    case = open_case(item, Source.TEAM, severity or (known.severity if known else Severity.MEDIUM), by=by)
    check(may_review(by, case))
    if known is not None and case.severity > known.severity:
        enter("severity_set", by=by, case=case, before=known.severity, severity=case.severity)
    if why and not case.notes.filter(by=by, words=why).exists():
        CaseNote.objects.create(case=case, by=by, words=why)
        record("case.noted", actor=by, subject=case)
    case.claim(by=by)
    return case
