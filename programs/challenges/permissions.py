"""Who may do what in a challenge. Views and templates ask the same; a refusal says why in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.spaces.models import SpaceHost
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred
from programs.challenges.models import ChallengeJudge
from programs.challenges.phases import Phase, phase_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.challenges.models import Challenge, ChallengeEntry
    from programs.challenges.terms import Terms
    from programs.series.occurrences import Occurrence


def judge_of(viewer: Viewer, challenge: Challenge | None) -> ChallengeJudge | None:
    """The viewer as a judge of it."""
    if challenge is None or not viewer.is_authenticated:
        return None
    return ChallengeJudge.objects.filter(challenge=challenge, member=viewer.pk, released_at=None).first()


def sees_names(viewer: Viewer, challenge: Challenge, judge: ChallengeJudge | None) -> bool:
    """Whether it is told who made an entry. Blind means: to nobody but managers, for a judge can also sign out."""
    if not challenge.hides_names:
        return True
    return isinstance(viewer, Member) and viewer.is_manager and barred(viewer) is None and judge is None


def may_take_part(viewer: Viewer, occurrence: Occurrence, terms: Terms) -> Refusal | None:
    """Belong to those it is for: members of its segment; of the team only where the terms say so."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    space = occurrence.program.space
    if space is not None and space.archived_at:
        return Refusal(_("This space is archived and can only be read."))
    if viewer.is_moderator and not terms.team_may:
        return Refusal(_("The team of the community takes no part in this challenge."))
    audience = occurrence.program.audience
    if audience is None or audience.people().filter(pk=viewer.pk).exists():
        return None
    return Refusal(_("This challenge is meant for others."))


def may_enter(viewer: Viewer, occurrence: Occurrence, terms: Terms, challenge: Challenge | None) -> Refusal | None:
    """Check in, or send an entry: as long as it runs."""
    phase = phase_of(occurrence, terms, challenge)
    if phase in (Phase.PLANNED, Phase.ANNOUNCED) or challenge is None:
        return Refusal(_("This challenge has not begun yet."))
    if phase != Phase.ENTER:
        return Refusal(_("Nothing can be entered any more."))
    return may_take_part(viewer, occurrence, terms)


def may_vote(
    viewer: Viewer, occurrence: Occurrence, terms: Terms, challenge: Challenge | None,
    judge: ChallengeJudge | None = None,
) -> Refusal | None:  # fmt: skip
    """Vote: those it is for, while votes are taken. Judges give points instead."""
    phase = phase_of(occurrence, terms, challenge)
    if not terms.vote_days or phase in (Phase.PLANNED, Phase.ANNOUNCED, Phase.ENTER) or challenge is None:
        return Refusal(_("Votes are not taken now."))
    if phase != Phase.VOTE:
        return Refusal(_("Voting is over."))
    refusal = may_take_part(viewer, occurrence, terms)
    if refusal is None and judge is not None:
        return Refusal(_("Judges give points, and no votes."))
    return refusal


def may_change(viewer: Viewer, entry: ChallengeEntry, phase: Phase) -> Refusal | None:
    """Change one's own entry, or take it back: as long as entries are taken."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if entry.author_id is None or entry.author_id != viewer.pk:
        return Refusal(_("Only who made an entry changes it."))
    if entry.withdrawn_at or entry.removed_at or entry.refused_at:
        return Refusal(_("This entry is not there any more."))
    if entry.hidden_at and entry.edit_asked_at is None:
        return Refusal(_("This entry was hidden and cannot be changed."))
    return None if phase == Phase.ENTER else Refusal(_("Entries cannot be changed any more."))


def may_manage(viewer: Viewer) -> Refusal | None:
    """Name judges, refuse entries, publish the result: managers."""
    refusal = barred(viewer)
    if refusal is None and not (isinstance(viewer, Member) and viewer.is_manager):
        return Refusal(_("Community managers settle challenges."))
    return refusal


def may_be_judge(member: Member, occurrence: Occurrence, terms: Terms) -> Refusal | None:
    """Judge it: somebody who can take part and, where names are hidden, learns them nowhere else."""
    if not terms.judge_days:
        return Refusal(_("Nobody judges in this challenge."))
    if barred(member) is not None:
        return Refusal(_("%(name)s cannot take part at the moment.") % {"name": member.name})
    if not type(occurrence).objects.visible_to(member).filter(pk=occurrence.pk).exists():
        return Refusal(_("%(name)s does not see this challenge.") % {"name": member.name})
    if not terms.is_blind:
        return None
    space = occurrence.program.space_id
    if member.is_moderator or SpaceHost.objects.filter(space=space, member=member).exists():
        return Refusal(
            _("Judging is blind, and %(name)s looks after this place and can see names.") % {"name": member.name}
        )
    return None


def may_judge(
    viewer: Viewer, occurrence: Occurrence, challenge: Challenge, judge: ChallengeJudge | None
) -> Refusal | None:
    """Give points: judges, from the beginning of judging until its end."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    if judge is None:
        return Refusal(_("Judges give points here."))
    terms = challenge.said
    phase = phase_of(occurrence, terms, challenge)
    if phase in (Phase.ANNOUNCED, Phase.ENTER, Phase.VOTE):
        return Refusal(_("Judging has not begun yet."))
    if phase != Phase.JUDGE:
        return Refusal(_("Judging is over."))
    if terms.is_blind and may_be_judge(viewer, occurrence, terms) is not None:
        return Refusal(_("Judging is blind, and you can see names by now. Ask a manager for another judge."))
    return None
