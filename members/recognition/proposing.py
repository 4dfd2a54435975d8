"""Proposing somebody for a level that is given, or oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.keeping_away import apart
from members.profiles.refusing import NotNow, Refusal, barred, check
from members.recognition.ladder import GIVEN, Step
from members.recognition.models import LevelGrant, Nomination

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def may_propose(by: Viewer, member: Member, step: Step) -> Refusal | None:
    """Propose a member, or oneself, for a level."""
    refusal = barred(by)
    if refusal is not None:
        return refusal
    if step not in GIVEN:
        return Refusal(_("This level is reached by what one does. Nobody has to propose it."))
    names = {"name": member.name, "level": step.label}
    if member.pk != by.pk and apart([member, by]):  # type: ignore[list-item]
        return Refusal(_("You cannot propose %(name)s.") % names)
    if LevelGrant.objects.filter(member=member, step=step, ended_at=None, ends_at__gt=timezone.now()).exists():
        return Refusal(_("%(name)s is %(level)s already.") % names)
    if Nomination.objects.filter(member=member, step=step, decided_at=None).exists():
        return Refusal(_("%(name)s has been proposed already. The team will decide.") % names)
    return None


def may_decide(by: Member, member: Member) -> Refusal | None:
    """Give a member a level, or let it hold longer: a manager, about others."""
    if by.is_manager and by.pk == member.pk:
        return Refusal(_("Somebody else decides about your own level."))
    return None if by.is_manager else Refusal(_("Community managers decide about levels."))


def propose(member: Member, step: Step, reason: str, *, by: Member) -> Nomination:
    """Ask the team to give a level. Raises NotNow."""
    check(may_propose(by, member, step))
    try:
        with transaction.atomic():
            made = Nomination.objects.create(member=member, step=step, made_by=by, reason=reason)
            record("nomination.made", actor=by, subject=made, member=member.pk, step=int(step))
    except IntegrityError as error:
        said = _("%(name)s has been proposed already. The team will decide.") % {"name": member.name}
        raise NotNow(Refusal(said)) from error
    return made
