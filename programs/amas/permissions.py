"""Who may do what in an AMA. Views and templates ask the same; a refusal says why in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.following.models import Silence
from community.guides.permissions import may_edit, may_propose
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred
from programs.amas.models import AmaHelper
from programs.amas.phases import OPEN, Phase, phase_of

if TYPE_CHECKING:
    from community.guides.models import Guide
    from config.lib.audience import Viewer
    from programs.amas.models import AmaPlan, AmaQuestion
    from programs.series.occurrences import Occurrence


def is_host(viewer: Viewer, occurrence: Occurrence) -> bool:
    """Whether somebody keeps the order: its host, the owner of the program, managers."""
    if not isinstance(viewer, Member) or barred(viewer) is not None:
        return False
    return viewer.is_manager or viewer.pk in (occurrence.host_id, occurrence.program.owner_id)


def is_guest(viewer: Viewer, plan: AmaPlan) -> bool:
    """Whether somebody is the one who is asked."""
    return viewer.is_authenticated and plan.guest_id is not None and plan.guest_id == viewer.pk


def may_answer(viewer: Viewer, occurrence: Occurrence, plan: AmaPlan) -> Refusal | None:
    """Put down answers: hosts, the guest, and helpers who paste for them."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if is_host(viewer, occurrence) or is_guest(viewer, plan):
        return None
    if plan.pk and AmaHelper.objects.filter(plan=plan, member=viewer.pk).exists():
        return None
    return Refusal(_("The guest, the hosts and their helpers answer here."))


def may_lead(viewer: Viewer, occurrence: Occurrence) -> Refusal | None:
    """Keep the order of the questions: hosts."""
    if is_host(viewer, occurrence):
        return None
    return barred(viewer) or Refusal(_("The hosts of this AMA keep the order of its questions."))


def may_make_guide(viewer: Viewer, occurrence: Occurrence, guide: Guide | None) -> Refusal | None:
    """Make a guide of the recap, or open the one it became: hosts who may write guides in its space."""
    refusal = may_lead(viewer, occurrence)
    if refusal is not None:
        return refusal
    if guide is not None:
        return may_edit(viewer, guide)
    if may_propose(viewer) is not None:
        return Refusal(_("Hosts of spaces, the team and members with an accepted answer make a guide of a recap."))
    space = occurrence.program.space
    is_closed = space is not None and (space.archived_at or space.deleted_at)
    return Refusal(_("This space is archived and can only be read.")) if is_closed else None


def may_take_part(viewer: Viewer, occurrence: Occurrence, plan: AmaPlan) -> Refusal | None:
    """Ask and vote: members for whom it is meant, from the first day of asking until it is over."""
    phase = phase_of(occurrence, plan)
    if phase == Phase.ANNOUNCED:
        return Refusal(_("Questions are not taken yet."))
    if phase not in OPEN:
        return Refusal(_("This AMA is over. Its answers stay here."))
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    space = occurrence.program.space
    if space is not None and space.archived_at:
        return Refusal(_("This space is archived and can only be read."))
    audience = occurrence.program.audience
    if audience is None or is_host(viewer, occurrence):
        return None
    return None if audience.people().filter(pk=viewer.pk).exists() else Refusal(_("This AMA is meant for others."))


def may_ask(viewer: Viewer, occurrence: Occurrence, plan: AmaPlan) -> Refusal | None:
    """Ask: whoever may take part, unless the guest has blocked them."""
    refusal = may_take_part(viewer, occurrence, plan)
    if refusal is not None or plan.guest_id is None:
        return refusal
    if plan.guest_id == viewer.pk:
        return Refusal(_("The questions here are for you."))
    blocked = Silence.objects.filter(member=plan.guest_id, other=viewer.pk or 0, blocked=True).exists()
    return Refusal(_("The guest has blocked you, so you cannot ask here.")) if blocked else None


def may_change(viewer: Viewer, question: AmaQuestion, *, mine: bool) -> Refusal | None:
    """Edit or withdraw: who asked, while nobody has begun to answer. `mine`: this browser asked it anonymously."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if not (mine or (question.author_id is not None and question.author_id == viewer.pk)):
        return Refusal(_("Only who asked a question changes it."))
    if question.withdrawn_at or question.removed_at or (question.hidden_at and question.edit_asked_at is None):
        return Refusal(_("This question is not there any more."))
    if question.answering_at or question.answered_at:
        return Refusal(_("This is being answered, so it stays as it was asked."))
    if question.merged_into_id:
        return Refusal(_("This was merged with a question like it, so it stays as it was asked."))
    return None


def may_see_late(viewer: Viewer, question: AmaQuestion) -> bool:
    """Whether held words are shown: to who asked and to the team."""
    if not isinstance(viewer, Member):
        return False
    return viewer.is_moderator or (question.author_id is not None and question.author_id == viewer.pk)
