"""Who may do what in a case. Who may not even see it gets 404 before this is asked (`Case.objects.visible_to`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, held_off
from members.profiles.roles import RANK, Role
from moderation.guidelines.measures import Content, Person
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from moderation.review.cases import Case


def outranks(viewer: Member, about: Member | None) -> bool:
    """Whether one of the team may decide about somebody: of a lower rank; owners about all but themselves."""
    return viewer.is_moderator and (about is None or viewer.outranks(about))


def may_review(viewer: Viewer, case: Case) -> Refusal | None:
    """Work on a case at all: notes, claims, giving it to somebody, putting it off."""
    refusal = held_off(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal or Refusal(_("Sign in to take part."))
    if not type(case).objects.visible_to(viewer).filter(pk=case.pk).exists():
        return Refusal(_("Somebody else of the team has to look at this case."))
    return appeal_refusal(viewer, case)


def may_work(viewer: Member, case: Case) -> Refusal | None:
    """The same of a case that was just read as one the viewer sees; no query."""
    return held_off(viewer) or appeal_refusal(viewer, case)


def may_decide(viewer: Viewer, case: Case, *, person: str = Person.NOTHING) -> Refusal | None:
    """Decide a case, with this consequence for the person."""
    refusal = may_review(viewer, case)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    return _person_refusal(viewer, case, person)


def _person_refusal(viewer: Member, case: Case, person: str) -> Refusal | None:
    if person != Person.NOTHING and case.about is not None and not outranks(viewer, case.about):
        return Refusal(_("Only somebody of a higher role can give this member a consequence."))
    return None


def _who_may_decide(case: Case, person: str, *, but: Member | None) -> list[Member]:
    """All of the team who may, but this one; in a few questions however many they are."""
    team = Member.objects.present().exclude(role=Role.MEMBER).exclude(pk=but.pk if but else 0)
    seen = case.seen_by(team)
    return [one for one in seen if (may_work(one, case) or _person_refusal(one, case, person)) is None]


def may_join(case: Case, other: Case, content: str) -> Refusal | None:
    """Decide another case as one with this."""
    if case.is_appeal or other.is_appeal:
        return Refusal(_("An appeal is decided by itself, not with others."))
    if case.about_id is None or case.about_id != other.about_id:
        return Refusal(_("Only cases about the same person are decided as one."))
    if content == Content.MOVE or content not in other.kind.contents:
        return Refusal(_("This cannot be done with all of them. Decide them one by one."))
    return None


def may_agree(viewer: Viewer, decision: Decision) -> Refusal | None:
    """Agree to a proposal, or decline it: another moderator than who made it."""
    refusal = may_decide(viewer, decision.case, person=decision.person)
    if refusal is not None:
        return refusal
    if decision.decided_by_id == viewer.pk:
        return Refusal(_("Another moderator has to agree."))
    return None


def may_still_propose(decision: Decision) -> Refusal | None:
    """Whether whoever proposed it could do so now: two of the team have to want it when it begins to hold."""
    proposer = decision.decided_by
    if proposer is not None and may_decide(proposer, decision.case, person=decision.person) is None:
        return None
    return Refusal(_("Whoever proposed this could not decide it any more. Decline it, then decide anew."))


def may_still_ask_back(asked_by: Member, decision: Decision) -> Refusal | None:
    """The same of whoever wants it taken back; who agrees is not told what holds for them."""
    if may_reverse(asked_by, decision) is None:
        return None
    return Refusal(_("Whoever wanted this taken back could not do it any more. Do not agree, then ask anew."))


def may_reverse(viewer: Viewer, decision: Decision) -> Refusal | None:
    """Reverse what was decided and open the case again, from among the done ones.

    Never an appeal itself, nor what somebody of a higher role decided; what an appeal upheld has had its last word,
    which only an owner can change.
    """
    refusal = may_decide(viewer, decision.case, person=decision.person)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    return _stands_for(viewer, decision) or (None if viewer.is_owner else _upheld(decision))


def _stands_for(viewer: Member, decision: Decision) -> Refusal | None:
    if decision.case.is_appeal:
        return Refusal(_("An appeal is decided once."))
    deciders = [one for one in (decision.decided_by, decision.second_by) if one is not None]
    if any(RANK[one.role] > RANK[viewer.role] for one in deciders):
        return Refusal(
            _("Somebody of a higher role decided this. They can take it back, or somebody of the same role.")
        )
    return None


def _upheld(decision: Decision) -> Refusal | None:
    if any(rule(decision) for rule in UPHELD):
        return Refusal(_("An appeal was decided about this. It stands."))
    return None


def may_reverse_alone(viewer: Member, decision: Decision) -> Refusal | None:
    """Reverse without anybody else: not what two decided, unless the owner is the only one left who may."""
    if decision.second_at is None:
        return None
    if others_to_reverse(decision, but=viewer):
        return Refusal(_("Two decided this. Another moderator has to agree that it is taken back."))
    if viewer.is_owner:
        return None
    return Refusal(_("Two decided this, and nobody else is there to agree. Only the owner takes it back alone."))


def may_agree_to_reverse(viewer: Viewer, decision: Decision, *, asked_by: int | None) -> Refusal | None:
    """Agree that it is taken back, or not: another moderator than who asked for it."""
    refusal = may_reverse(viewer, decision)
    if refusal is not None:
        return refusal
    return Refusal(_("Another moderator has to agree.")) if asked_by == viewer.pk else None


def others_to_reverse(decision: Decision, *, but: Member | None) -> list[Member]:
    """Who else could take it back."""
    there = _who_may_decide(decision.case, decision.person, but=but)
    able = [one for one in there if _stands_for(one, decision) is None]
    if all(one.is_owner for one in able) or _upheld(decision) is None:
        return able
    return [one for one in able if one.is_owner]


def seconds_of(case: Case, *, but: Member, person: str) -> bool:
    """Whether there is anybody else who could agree to a proposal in this case."""
    return bool(_who_may_decide(case, person, but=but))


UPHELD: list = []  # type: ignore[type-arg]
"""Rules that say of a decision whether an appeal upheld it; the appeals register theirs."""
APPEALS: list = []  # type: ignore[type-arg]
"""Rules that say why a member may not work on the case of an appeal; the appeals register theirs."""


def appeal_refusal(viewer: Member, case: Case) -> Refusal | None:
    """Why this member may not work on the case of an appeal: they made the decision it is about."""
    for rule in APPEALS if case.is_appeal else []:
        refusal: Refusal | None = rule(viewer, case)
        if refusal is not None:
            return refusal
    return None
