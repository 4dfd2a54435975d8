"""Who may do what in a space. Views and templates ask the same functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.spaces.models import Space, Who
from community.spaces.seeing import hosted_space_ids
from members.profiles.models import Member
from members.profiles.refusing import Refusal
from members.recognition.having import has_level

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def may_take_part(viewer: Viewer) -> bool:
    """Whether somebody may write anything at all."""
    return isinstance(viewer, Member) and viewer.is_active and not viewer.is_silenced


def leads(viewer: Viewer, space: Space) -> bool:
    """Whether somebody looks after this space: its hosts, managers everywhere, moderators where they can see."""
    if not may_take_part(viewer) or not isinstance(viewer, Member):
        return False
    if viewer.is_manager or space.is_hosted_by(viewer):
        return True
    return viewer.is_moderator and space.visibility != "private"


def _admitted(viewer: Viewer, space: Space, who: str) -> bool:
    if not may_take_part(viewer) or not isinstance(viewer, Member) or space.archived_at:
        return False
    if who == Who.MEMBERS:
        return True
    if viewer.is_moderator or (who != Who.TEAM and space.is_hosted_by(viewer)):
        return True
    step = Who(who).step
    return step is not None and has_level(viewer, step)


def may_start(viewer: Viewer, space: Space) -> bool:
    """Whether somebody who sees the space may start a thread in it."""
    return _admitted(viewer, space, space.who_starts)


def may_reply_in(viewer: Viewer, space: Space) -> bool:
    """Whether somebody who sees the space may reply in its threads."""
    return _admitted(viewer, space, space.who_replies)


def not_admitted(who: str, otherwise: str) -> Refusal:
    """Why somebody may not: the level they need, or these words where none would help."""
    step = Who(who).step
    if step is None:
        return Refusal(otherwise)
    said = _("In this space you need the level %(level)s or a higher one. The page “Levels” says what is asked for it.")
    return Refusal(said % {"level": step.label})


def may_open_rooms(viewer: Viewer, space: Space) -> bool:
    """Whether somebody who sees the space may open chat rooms in it."""
    return _admitted(viewer, space, space.who_opens_rooms)


def may_arrange(viewer: Viewer) -> bool:
    """Whether somebody may make, move, rename, archive and delete spaces, and name their hosts."""
    return may_take_part(viewer) and isinstance(viewer, Member) and viewer.is_manager


def may_edit(viewer: Viewer, space: Space) -> bool:
    """Whether somebody may change what is said about a space and who sees it: its hosts and managers."""
    return may_arrange(viewer) or (may_take_part(viewer) and space.is_hosted_by(viewer))


def may_admit(viewer: Viewer, space: Space) -> bool:
    """Whether somebody may take members into a private space.

    Managers; and its hosts, if they host every space that its group opens: else they would open those too.
    """
    if space.group_id is None:
        return False
    if may_arrange(viewer):
        return True
    if not may_edit(viewer, space):
        return False
    opened = set(Space.objects.filter(group=space.group_id).values_list("pk", flat=True))
    return opened <= hosted_space_ids(viewer)
