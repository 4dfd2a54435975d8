"""Who may be told of a case: never whom it is about, nor anybody who may not see it. Asked again before sending."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.roles import Role
from moderation.escalation.matrix import Rung
from moderation.review.cases import Case
from moderation.rota.shifts import of_the_team
from moderation.rota.showing import on_duty

if TYPE_CHECKING:
    from moderation.escalation.models import Escalation, EscalationCall


def may_know(member: Member, case: Case) -> bool:
    """Whether a member of the team may see a case, as things stand now."""
    return bool(Case.objects.visible_to(member).filter(pk=case.pk).exists())


def those_who_may(members: Iterable[Member], case: Case) -> list[Member]:
    """Of these, whoever may see the case."""
    return [member for member in members if may_know(member, case)]


def member_at(email: str) -> Member | None:
    """Who of the community has an address, proven or not: an address is no way round what its owner may see."""
    found = EmailAddress.objects.filter(email__iexact=email).select_related("user").first()
    owner = found.user if found else Member.objects.get_queryset().filter(email__iexact=email).first()
    return owner if isinstance(owner, Member) else None


def may_tell(rung: Rung, case: Case) -> bool:
    """Whether one of the matrix may be told of this case."""
    if rung.removed_at is not None:
        return False
    owner = rung.member or (member_at(rung.email) if rung.email else None)
    return owner is None or may_know(owner, case)


def may_be_told(call: EscalationCall) -> bool:
    """Whether what is on its way, or an address that was sent, is still for whoever has it."""
    if call.rung is not None and not may_tell(call.rung, call.case):
        return False
    return call.member is None or may_know(call.member, call.case)


def rungs_of(escalation: Escalation) -> list[Rung]:
    """Everybody whom the matrix has for this matter, step by step; without who escalated."""
    rows = Rung.objects.in_use().filter(matter=escalation.matter, severity=escalation.severity)
    others = rows.exclude(member=escalation.by_id) if escalation.by_id else rows
    return list(others.select_related("member").order_by("step", "pk"))


def owners_for(case: Case, *, but: int | None) -> list[Member]:
    """Owners who may see a case, and of the only owner managers; whoever escalated only if nobody else is there."""
    team = Member.objects.get_queryset().filter(of_the_team()).order_by("pk")
    for role in (Role.OWNER, Role.MANAGER):
        found = those_who_may(team.filter(role=role).exclude(pk=but or 0), case)
        if found:
            return found
    return those_who_may(team.filter(role=Role.OWNER), case)


def watchers(case: Case) -> list[Member]:
    """Who is told of a severe case at once: who is on duty; if nobody is, everybody of the team who may see it."""
    there = those_who_may(on_duty(timezone.now()), case)
    return there or those_who_may(Member.objects.get_queryset().filter(of_the_team()).order_by("pk"), case)
