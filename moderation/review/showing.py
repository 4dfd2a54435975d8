"""Rows of the queue, as they are shown: what each case is about is asked once for each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Source
from moderation.review.neighbours import labelled
from moderation.review.queue import number_beside
from moderation.review.subjects import KINDS, items_of
from moderation.review.timing import Due, due_by, due_of
from moderation.review.told import outcome

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.decisions import Decision
    from moderation.review.neighbours import Thing
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class CaseRow:
    """A case in a list. What stands in private places is named by its kind alone."""

    case: Case
    title: str
    why: str
    due: Due
    is_private: bool
    space_name: str = ""
    hue: int = 0
    looking: Member | None = None
    """Who else has it open now."""
    others: int = 0
    is_mine: bool = False
    version: str = ""
    decision: Decision | None = None
    woken_at: datetime | None = None
    outcome: str = ""
    """What was decided, of a case among the done ones."""
    can_undo: bool = False
    labels: list[str] = field(default_factory=list)
    """What rules call it."""
    is_back_asked: bool = False
    """Whether somebody wants back what two decided, and another moderator has to agree."""


def rows_of(cases: Iterable[Case], viewer: Member, decisions: dict[int, Decision] | None = None) -> list[CaseRow]:
    """One row for each case, in their order; `cases` come from moderation.review.queue."""
    cases = list(cases)
    items = items_of(cases)
    known = labelled({(case.subject_type, case.subject_id) for case in cases})
    return [_row(case, items.get(case.pk), viewer, (decisions or {}).get(case.pk), known) for case in cases]


def _row(
    case: Any, item: Item | None, viewer: Member, decision: Decision | None, known: dict[Thing, list[str]]
) -> CaseRow:  # fmt: skip
    is_private = case.is_private or (item is not None and item.is_private)
    back = getattr(case, "back_due_at", None)
    return CaseRow(
        case=case,
        title=title_of(case, None if is_private else item),
        why=_("To be taken back, if another moderator agrees") if back else why(case, is_proposed=case.is_proposed),
        due=due_by(back) if back is not None else due_of(case),
        is_back_asked=back is not None,
        is_private=is_private,
        labels=known.get((case.subject_type, case.subject_id), []),
        space_name="" if is_private or item is None else item.space_name,
        hue=item.hue if item is not None else 0,
        looking=case.claimed_by if case.is_claimed_against(viewer) else None,
        others=number_beside(case),
        is_mine=case.is_with(viewer),
        version=item.version if item is not None else "",
        decision=decision,
        woken_at=case.snoozed_until if case.is_snoozed else None,
        outcome=outcome(decision) if decision is not None else "",
        can_undo=decision is not None and _can_undo(decision, viewer),
    )


def _can_undo(decision: Decision, viewer: Member) -> bool:
    """Whether they decided it a moment ago."""
    made = decision.second_by_id or decision.decided_by_id
    return decision.is_standing and decision.can_be_undone and made == viewer.pk


def title_of(case: Case, item: Item | None) -> str:
    """What a list calls it: its own words, or the kind of thing alone where the words are private or gone."""
    if item is not None and item.title.strip():
        return item.title
    return noun_of(case)


def noun_of(case: Case) -> str:
    """The kind of the thing."""
    kind = KINDS.get(case.subject_type)
    return str(kind.noun) if kind is not None else _("Something")


def why(case: Case, *, is_proposed: bool = False) -> str:
    """Why somebody has to look, in a few words each: reported 3 times; waits for a second moderator."""
    said = []
    if is_proposed:
        said.append(_("Waits for a second moderator"))
    if case.reports_count:
        said.append(ngettext("%(n)d report", "%(n)d reports", case.reports_count) % {"n": case.reports_count})
    if case.hits_count:
        said.append(ngettext("found by %(n)d rule", "found by %(n)d rules", case.hits_count) % {"n": case.hits_count})
    if case.source == Source.HELD:
        said.append(_("held, not visible yet"))
    elif case.source == Source.FIXED:
        said.append(_("changed by its author"))
    elif not said or case.source in (Source.TEAM, Source.APPEAL):
        said.append(str(Source(case.source).label))
    return " · ".join(str(words) for words in said)


def heading(case: Case) -> str:
    """The title of the page of a case: what is to be decided, in a sentence without anybody's words."""
    names = {
        Source.REPORT: _("Reported: %(kind)s"),
        Source.HELD: _("Held: %(kind)s"),
        Source.RULE: _("Found by a rule: %(kind)s"),
        Source.FIXED: _("Changed by its author: %(kind)s"),
        Source.APPEAL: _("Appeal"),
        Source.TEAM: _("Opened by the team: %(kind)s"),
    }
    return names[Source(case.source)] % {"kind": noun_of(case)}


def claimed_since(case: Case) -> int:
    """Since how many minutes somebody has it open."""
    return int((timezone.now() - case.claimed_at).total_seconds() // 60) if case.claimed_at else 0
