"""Who may appeal, and who may decide an appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, held_off
from members.profiles.roles import RANK, Role
from moderation.appeals.models import Appeal, Outcome
from moderation.review.permissions import APPEALS, UPHELD

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet
    from moderation.review.cases import Case
    from moderation.review.decisions import Decision


def is_told(decision: Decision) -> bool:
    """Whether whoever it is about can know of it by now, as `/standing/` says it: it can no longer be undone.

    Of what was taken back before its letter was written they never hear.
    """
    if not decision.is_final or decision.undone_at is not None or decision.is_no_action:
        return False
    return decision.reversed_at is None or decision.letters.exists()


def may_appeal(member: Member, decision: Decision) -> Refusal | None:
    """Appeal against a decision about oneself; also when suspended. Asked of what `is_told` to this member."""
    if decision.about_id != member.pk or not is_told(decision):
        return Refusal(_("You can appeal against decisions about you."))
    if not decision.is_standing:
        return Refusal(_("This decision was taken back already. There is nothing left to appeal against."))
    until = decision.appeal_until
    if until is None or until < timezone.now():
        return Refusal(_("The 180 days in which one can appeal are over."))
    return None


def may_note(viewer: Member, case: Case) -> Refusal | None:
    """Write a note for the team: whoever sees the case, also who decided first. They know what happened."""
    refusal = held_off(viewer)
    if refusal is None and not type(case).objects.visible_to(viewer).filter(pk=case.pk).exists():
        return Refusal(_("Somebody else of the team has to look at this case."))
    return refusal


def needed_rank(appeal: Appeal) -> int:
    """The rank of whoever made the decision, the higher of two."""
    people = (appeal.first_moderator, appeal.second_moderator)
    return max((RANK[one.role] for one in people if one is not None), default=0)


def refusal_of(viewer: Member, appeal: Appeal) -> Refusal | None:
    """Why one of the team may not work on an appeal: they decided first, or are of a lower role than who did.

    If nobody of that role is left, the highest that is left may: an appeal waits for nobody who cannot come.
    """
    if viewer.pk in appeal.firsts:
        return Refusal(_("This appeal is about a decision of yours. Somebody else looks at it."))
    if RANK[viewer.role] >= needed_rank(appeal):
        return None
    higher = [role for role in Role.values if RANK[role] > RANK[viewer.role]]
    if _free(appeal).filter(role__in=higher).exists():
        return Refusal(_("Somebody of the role of who decided first, or of a higher one, looks at this appeal."))
    return None


def _free(appeal: Appeal) -> MemberQuerySet:
    """Those of the team who are neither part of the decision nor whom it is about."""
    here = Q(suspended_until=None) | Q(suspended_until__lte=timezone.now())
    team = Member.objects.present().filter(here).exclude(role=Role.MEMBER)
    return team.exclude(pk__in=appeal.firsts | {appeal.by_id or 0})


def nobody_can_decide(appeal: Appeal, case: Case) -> bool:
    """Whether the team has nobody who may decide it: it waits until somebody joins the team."""
    from moderation.review.permissions import may_decide

    team = sorted(_free(appeal), key=lambda one: -RANK[one.role])
    return all(may_decide(one, case, person=appeal.decision.person) is not None for one in team)


def _not_who_decided(viewer: Member, case: Case) -> Refusal | None:
    rows = Appeal.objects.select_related("first_moderator", "second_moderator")
    appeal = rows.filter(pk=case.subject_id).first()
    return refusal_of(viewer, appeal) if appeal is not None else None


def _upheld(decision: Decision) -> bool:
    return bool(Appeal.objects.filter(decision=decision, outcome=Outcome.UPHELD).exists())


APPEALS.append(_not_who_decided)
UPHELD.append(_upheld)
