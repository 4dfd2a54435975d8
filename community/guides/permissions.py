"""Who may do what with a guide. Views and templates ask the same; a refusal says why in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.spaces.models import Space
from community.spaces.permissions import leads
from community.spaces.seeing import Visibility, hosted_space_ids, visible_space_ids
from community.threads.models import Thread
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from community.guides.models import Guide
    from config.lib.audience import Viewer


def may_propose(viewer: Viewer) -> Refusal | None:
    """Write a guide: hosts, the team, and whoever wrote an accepted answer."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    if viewer.is_moderator or hosted_space_ids(viewer) or _has_answered(viewer):
        return None
    return Refusal(_("Hosts, the team and members with an accepted answer write guides. Answer a question first."))


def _has_answered(member: Member) -> bool:
    return bool(Thread.objects.filter(answer__author=member, deleted_at=None).exists())


def spaces_for(viewer: Viewer, thread: Thread | None = None) -> list[Space | None]:
    """Where somebody may put a guide; None stands for all. What is said among a few stays among them."""
    if thread is not None and thread.space.visibility != Visibility.OPEN:
        return [thread.space]
    spaces = Space.objects.filter(pk__in=visible_space_ids(viewer), archived_at=None, deleted_at=None)
    return [None, *spaces.order_by("position", "name")]


def places_for(viewer: Viewer, guide: Guide) -> list[Space | None]:
    """Where it may stand from now on; the place it has is among them, also when that space takes nothing new.

    A draft goes wherever its writer may put one. To stand published in another place is to be published there.
    """
    places = spaces_for(viewer, guide.thread)
    if guide.published_at is not None:
        places = [space for space in places if _publishes_in(viewer, space)]
    return places if guide.space in places else [*places, guide.space]


def _publishes_in(viewer: Viewer, space: Space | None) -> bool:
    if space is not None:
        return leads(viewer, space)
    return barred(viewer) is None and isinstance(viewer, Member) and viewer.is_moderator


def looks_after(viewer: Viewer, guide: Guide) -> bool:
    """Whether somebody answers for the place it belongs to; for guides of all that is the team."""
    return _publishes_in(viewer, guide.space)


def writes(viewer: Viewer, guide: Guide) -> bool:
    """Whether somebody is its owner or one of its editors."""
    if not isinstance(viewer, Member):
        return False
    return guide.owner_id == viewer.pk or any(one.pk == viewer.pk for one in guide.editors.all())


def may_edit(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Edit it: owner, editors, and whoever looks after its place."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if guide.retired_at is not None:
        return Refusal(_("This guide is retired. Bring it back to edit it."))
    if guide.removed_at is not None:
        return Refusal(_("The team has removed this guide, so it cannot be changed."))
    is_asked = guide.edit_asked_at is not None and writes(viewer, guide)
    if guide.hidden_at is not None and not is_asked and not looks_after(viewer, guide):
        return Refusal(_("The team has hidden this guide, so it cannot be changed."))
    if writes(viewer, guide) or looks_after(viewer, guide):
        return None
    return Refusal(_("Only its owner, its editors, the hosts and the team edit a guide."))


def may_ask_for_review(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Ask for a second look: whoever may edit a draft."""
    return may_edit(viewer, guide) or (None if guide.is_draft else Refusal(_("This guide is no draft any more.")))


def may_review(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Publish or send back: whoever looks after its place."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if not looks_after(viewer, guide):
        return Refusal(_("Hosts and the team publish guides."))
    if guide.published_at is not None or guide.retired_at is not None:
        return Refusal(_("This guide was published already, or is retired."))
    return None


def may_publish(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Publish: a second pair of eyes, except for hosts of its space, and managers for guides of all."""
    refusal = may_review(viewer, guide)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    is_host = guide.space.is_hosted_by(viewer) if guide.space is not None else viewer.is_manager
    if is_host or _authors(guide) - {viewer.pk}:
        return None
    return Refusal(_("You wrote this alone, so somebody else reads it before it is published."))


def _authors(guide: Guide) -> set[int]:
    """Ids of everybody who wrote some of it."""
    wrote = {guide.created_by_id, guide.edited_by_id, *guide.revisions.values_list("author_id", flat=True)}
    return {pk for pk in wrote if pk is not None}


def may_retire(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Retire it, or bring it back: its owner, and whoever looks after its place."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if looks_after(viewer, guide) or (guide.owner_id == viewer.pk and guide.hidden_at is None):
        return None
    return Refusal(_("Only its owner, the hosts and the team retire a guide."))


def may_bring_back(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Bring it back: whoever may retire it; what others retired, only those who look after its place."""
    refusal = may_retire(viewer, guide)
    if refusal is not None or looks_after(viewer, guide) or guide.retired_by_id == viewer.pk:
        return refusal
    return Refusal(_("The team retired this guide; only the team brings it back."))


def may_check(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Say that it still holds: whoever may edit it, once it is published."""
    refusal = may_edit(viewer, guide)
    return refusal or (None if guide.is_published else Refusal(_("Only published guides are checked.")))


def may_name_editors(viewer: Viewer, guide: Guide) -> Refusal | None:
    """Name editors and hand it over: its owner, and whoever looks after its place."""
    refusal = barred(viewer)
    if refusal is not None or may_retire(viewer, guide) is None:
        return refusal
    return Refusal(_("Only its owner, the hosts and the team choose who writes a guide."))
