"""Who may do what with a call and what comes in. Views and templates ask the same; a refusal says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from community.posts.permissions import may_start
from community.spaces.seeing import visible_space_ids
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred
from programs.contributions.models import CallEditor, Form, State
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.contributions.models import Contribution


def edits(viewer: Viewer, occurrence: Occurrence) -> bool:
    """Whether the viewer edits this call: a manager, or named for it; asked of who sees the call."""
    if not isinstance(viewer, Member) or barred(viewer) is not None:
        return False
    if viewer.is_manager:
        return True
    return bool(CallEditor.objects.filter(occurrence=occurrence, member=viewer).exists())


def may_manage(viewer: Viewer) -> Refusal | None:
    """Name editors: managers."""
    refusal = barred(viewer)
    if refusal is None and not (isinstance(viewer, Member) and viewer.is_manager):
        return Refusal(_("Community managers name editors."))
    return refusal


def may_be_editor(member: Member, occurrence: Occurrence) -> Refusal | None:
    """Edit a call: somebody who can write, and sees it."""
    if barred(member) is not None:
        return Refusal(_("%(name)s cannot take part at the moment.") % {"name": member.name})
    if not Occurrence.objects.visible_to(member).filter(pk=occurrence.pk).exists():
        return Refusal(_("%(name)s does not see this call.") % {"name": member.name})
    return None


def may_contribute(viewer: Viewer, occurrence: Occurrence) -> Refusal | None:
    """Write for a call and send it: those it is meant for, as long as it is open."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    if occurrence.called_off_at or occurrence.missed_at:
        return Refusal(_("This call does not take place."))
    if occurrence.starts_at > timezone.now():
        return Refusal(_("This call has not begun yet."))
    if occurrence.ends_at <= timezone.now():
        return Refusal(_("This call is over. Thank you for thinking of it."))
    space = occurrence.program.space
    if space is not None and space.archived_at:
        return Refusal(_("This space is archived and can only be read."))
    audience = occurrence.program.audience
    if audience is not None and not audience.people().filter(pk=viewer.pk).exists():
        return Refusal(_("This call is meant for others."))
    return None


def may_change(viewer: Viewer, one: Contribution) -> Refusal | None:
    """Write on: its author, while it is a draft or changes were asked for."""
    refusal = barred(viewer) or _not_mine(viewer, one)
    if refusal is not None:
        return refusal
    if one.state not in (State.DRAFT, State.CHANGES):
        return Refusal(_("It is with the editors. Take it back to write on."))
    if one.removed_at or (one.hidden_at and one.edit_asked_at is None):
        return Refusal(_("A moderator has hidden this text, so it cannot be changed."))
    return None


def may_send(viewer: Viewer, one: Contribution) -> Refusal | None:
    """Send it to the editors; what they asked for can be sent after the end too."""
    refusal = may_change(viewer, one)
    if refusal is not None or one.state == State.CHANGES:
        return refusal
    return may_contribute(viewer, one.occurrence)


def may_withdraw(viewer: Viewer, one: Contribution) -> Refusal | None:
    """Take it back, so that it is a draft again: its author, until it is decided for good."""
    refusal = barred(viewer) or _not_mine(viewer, one)
    if refusal is not None:
        return refusal
    if one.state not in (State.SENT, State.CHANGES, State.ACCEPTED):
        return Refusal(_("There is nothing to take back."))
    return None


def _not_mine(viewer: Viewer, one: Contribution) -> Refusal | None:
    if one.author_id is None or one.author_id != viewer.pk:
        return Refusal(_("Only who wrote it changes it."))
    return None


def may_decide(viewer: Viewer, one: Contribution) -> Refusal | None:
    """Comment, ask for changes, accept, decline: editors of its call, about texts of others."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if not edits(viewer, one.occurrence):
        return Refusal(_("The editors of this call decide."))
    if one.author_id == viewer.pk:
        return Refusal(_("Somebody else decides about your own text."))
    if one.held_at or one.hidden_at:
        return Refusal(_("A moderator looks at this text first."))
    if one.is_draft:
        return Refusal(_("Its author took it back."))
    return None


def may_publish(viewer: Viewer, one: Contribution) -> Refusal | None:
    """Publish it in the space of the call under its author's name, who could write there."""
    refusal = may_decide(viewer, one)
    if refusal is not None:
        return refusal
    if one.state != State.ACCEPTED:
        return Refusal(_("Accept it first."))
    author, space = one.author, one.occurrence.program.space
    if author is None or not author.is_active:
        return Refusal(_("Its author has left, so it cannot be published under their name."))
    if space is None:
        return Refusal(_("Say in which space it is published."))
    if space.pk not in visible_space_ids(author):
        return Refusal(_("Its author does not see this space."))
    if space.archived_at or space.deleted_at:
        return Refusal(_("This space is archived and can only be read."))
    stopped = may_start(author, space) if one.form == Form.THREAD else barred(author)
    if stopped is not None:
        return Refusal(_("Its author cannot write there at the moment. Try again later."))
    return None
