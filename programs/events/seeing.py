"""Who may know of an event, asked of many at once; and who runs it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from community.spaces.seeing import seen_by_each
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.series.occurrences import Occurrence


def seers_of(occurrence: Occurrence, members: Collection[Member]) -> set[int]:
    """Of these, those to whom it is visible: what `Occurrence.objects.visible_to` says to each, in three queries."""
    program = occurrence.program
    if program.planned_at is None:
        return {one.pk for one in members if one.is_manager}
    spaces = seen_by_each(members) if program.space_id is not None else {}
    public = {one.pk for one in members if program.space_id is None or program.space_id in spaces[one.pk]}
    return {one.pk for one in members if one.is_manager or (program.is_public and one.pk in public)}


def may_host(viewer: Viewer, occurrence: Occurrence) -> bool:
    """Look at the list of an event and change it: managers, its owner, and its host for this one alone."""
    if not isinstance(viewer, Member) or not viewer.is_active or viewer.is_suspended:
        return False
    return viewer.is_manager or viewer.pk in (occurrence.host_id, occurrence.program.owner_id)
