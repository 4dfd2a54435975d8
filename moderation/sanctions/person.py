"""A person as the team sees them: steps, sanctions, decisions, notes, and what there is to say for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from members.invitations.models import Invitation
from members.profiles.models import Member
from moderation.guidelines.measures import Severity
from moderation.review.cases import APPEAL, Case, CaseQuerySet
from moderation.review.decisions import Decision
from moderation.review.proposing import Step
from moderation.sanctions.deeds import Said, deeds_of
from moderation.sanctions.ladder import live_strikes, step_for
from moderation.sanctions.models import PersonNote, Sanction, Strike
from moderation.sanctions.permissions import may_lift, sees_decisions, sees_person
from moderation.sanctions.standing import items_of

if TYPE_CHECKING:
    from moderation.review.subjects import Item

SHOWN = 50


@dataclass(frozen=True)
class Decided:
    """A decision as a row; of what stands in a private place neither title nor words."""

    decision: Decision
    item: Item | None


@dataclass(frozen=True)
class Held:
    """A silence, suspension or ban, and whether this viewer may end it early."""

    sanction: Sanction
    may_lift: bool


@dataclass
class Person:
    """All that the page says."""

    member: Member
    is_whole: bool
    """Whether decisions, steps and notes are shown; else facts alone."""
    deeds: list[Said]
    others: list[Said]
    invited_by: Member | None
    former_handles: list[str]
    live: list[Strike] = field(default_factory=list)
    over: list[Strike] = field(default_factory=list)
    step: Step | None = None
    sanctions: list[Held] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    notes: list[PersonNote] = field(default_factory=list)


def find_person(viewer: Member, handle: str) -> Member:
    """Whom a page may be about. Raises Http404."""
    member = get_object_or_404(Member.objects.named(handle))
    if not sees_person(viewer, member):
        raise Http404
    return member


def person_of(member: Member, viewer: Member) -> Person:
    """The page about somebody for this viewer."""
    invitation = Invitation.objects.filter(used_by=member).select_related("inviter").first()
    person = Person(
        member=member,
        is_whole=sees_decisions(viewer, member),
        deeds=deeds_of(member),
        others=deeds_of(member, good=False),
        invited_by=invitation.inviter if invitation is not None else None,
        former_handles=list(member.former_handles.order_by("-given_up_at").values_list("handle", flat=True)),
    )
    if person.is_whole:
        _tell_all(person, member, viewer)
    return person


def _tell_all(person: Person, member: Member, viewer: Member) -> None:
    strikes = Strike.objects.filter(member=member).select_related("decision__rule", "decision__decided_by")
    person.live = live_strikes(member)
    person.over = list(strikes.expired().order_by("-given_at", "-pk")[:SHOWN])
    person.step = step_for(person.live, Severity.MEDIUM)
    sanctions = Sanction.objects.filter(member=member).select_related(
        "member", "lifted_by", "decision__decided_by", "decision__second_by", "decision__rule"
    )
    person.sanctions = [
        Held(row, row.is_in_force and may_lift(viewer, row) is None)
        for row in sanctions.order_by("-starts_at", "-pk")[:SHOWN]
    ]
    seen = Case.objects.visible_to(viewer)
    person.cases = list(seen.open().filter(about=member).next_due()[:SHOWN])
    person.decisions = _decided(member, seen)
    person.notes = list(PersonNote.objects.filter(member=member).select_related("by").order_by("-at", "-pk")[:SHOWN])


def _decided(member: Member, seen: CaseQuerySet) -> list[Decided]:
    rows = Decision.objects.filter(about=member, in_force_at__isnull=False, case__in=seen, undone_at=None)
    rows = rows.exclude(case__subject_type=APPEAL).select_related("case", "rule", "decided_by", "second_by")
    decisions = list(rows.order_by("-in_force_at", "-pk")[:SHOWN])
    items = {key: item for key, item in items_of(decisions).items() if not item.is_private}  # by now
    return [
        Decided(decision, items.get((decision.case.subject_type, decision.case.subject_id))) for decision in decisions
    ]
