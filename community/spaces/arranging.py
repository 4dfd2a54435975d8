"""Trait: spaces stand in a tree of depth three, in an order; a space is never more open than the one it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from community.spaces.alone import NotPossible, alone
from community.spaces.seeing import CLOSEDNESS, Visibility
from config.lib.live import access_changed
from members.activity.log import record
from members.groups.models import Group
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space

DEPTH = 3


class Arrangeable(models.Model):
    """Stands somewhere in the tree, and is seen by somebody."""

    class Meta:
        abstract = True

    @transaction.atomic
    def move_under(self, parent: Space | None, *, by: Member) -> None:
        """Stand in `parent`, last; None is the top. Under a more closed space it becomes as closed.

        Raises NotPossible for a place inside itself, below the third level, or in an archived space.
        """
        space = cast("Space", self)
        alone()
        space.refresh_from_db()
        if parent is not None:
            parent.refresh_from_db()
        if space.parent_id == (parent.pk if parent else None):
            return
        if parent is not None:
            _fits(space, parent)
        space.parent = parent
        space.position = last_position(parent) + 1
        space.save(update_fields=["parent", "position"])
        record("space.moved", actor=by, subject=space, parent=parent.pk if parent else None)
        if parent is not None and CLOSEDNESS[space.visibility] <= CLOSEDNESS[parent.visibility]:
            _close_down(space, parent.visibility, parent.group, by=by)

    @transaction.atomic
    def move_by(self, steps: int, *, by: Member) -> None:
        """Stand `steps` places further down among its neighbours; negative is up, and the ends are ends."""
        space = cast("Space", self)
        alone()
        space.refresh_from_db()
        row = list(type(space).objects.filter(parent=space.parent_id, archived_at=None).order_by("position", "id"))
        if space not in row:
            return
        at = row.index(space)
        to = max(0, min(len(row) - 1, at + steps))
        if to == at:
            return
        row.insert(to, row.pop(at))
        for position, neighbour in enumerate(row):
            neighbour.position = position
        type(space).objects.bulk_update(row, ["position"])
        space.position = to
        record("space.moved", actor=by, subject=space, parent=space.parent_id)

    @transaction.atomic
    def open_to(self, visibility: str, *, group: Group | None = None, by: Member) -> None:
        """Let these people see it; spaces inside that would be more open follow.

        Raises NotPossible if the space it stands in is more closed, or if "private" comes without a group.
        """
        space = cast("Space", self)
        alone()
        space.refresh_from_db()
        group = group if visibility == Visibility.PRIVATE else None
        if visibility == Visibility.PRIVATE and group is None:
            raise NotPossible(_("A private space needs the group that may see it."))
        if space.parent is not None:
            _no_more_open(space.parent, visibility, group)
        _close_down(space, visibility, group, by=by)


def _no_more_open(parent: Space, visibility: str, group: Group | None) -> None:
    if CLOSEDNESS[visibility] < CLOSEDNESS[parent.visibility]:
        raise NotPossible(
            _("It stands in “%(parent)s”, which fewer people can see. Open that space first, or move this one out.")
            % {"parent": parent.name}
        )
    if parent.visibility == Visibility.PRIVATE and group != parent.group:
        raise NotPossible(
            _("It stands in the private space “%(parent)s” and is seen by the same group.") % {"parent": parent.name}
        )


def _close_down(space: Space, visibility: str, group: Group | None, *, by: Member) -> None:
    """Set who sees `space`, and close what stands in it and would be more open; nothing if all is so already."""
    changed: list[Space] = []
    for place in [space, *descendants(space)]:
        follows = place == space or CLOSEDNESS[place.visibility] < CLOSEDNESS[visibility]
        follows = follows or visibility == Visibility.PRIVATE
        if follows and (place.visibility, place.group_id) != (visibility, group.pk if group else None):
            place.visibility, place.group = visibility, group
            place.save(update_fields=["visibility", "group"])
            changed.append(place)
    for place in changed:
        record(
            "space.visibility_changed",
            actor=by,
            subject=place,
            visibility=visibility,
            group=group.pk if group else None,
        )
    if changed:
        access_changed(None)


def descendants(space: Space) -> Iterator[Space]:
    """Everything that stands in a space, nearest first; one query a level."""
    level: list[Space] = [space]
    for _level in range(DEPTH):
        level = list(type(space).objects.filter(parent__in=level).select_related("group"))
        yield from level


def depth_of(space: Space) -> int:
    """On which level a space stands; 1 is the top."""
    return 1 if space.parent is None else 1 + depth_of(space.parent)


def height_of(space: Space) -> int:
    """How many levels a space and what stands in it take."""
    inside = type(space).objects.filter(parent=space)
    return 1 + max((height_of(child) for child in inside), default=0)


def _fits(space: Space, parent: Space) -> None:
    if parent == space or parent in descendants(space):
        raise NotPossible(_("A space cannot stand in itself, or in a space that stands in it."))
    may_hold(parent, height_of(space))


def may_hold(parent: Space, levels: int = 1) -> None:
    """Raise NotPossible if something of so many levels cannot stand in `parent`."""
    if parent.archived_at is not None:
        raise NotPossible(_("“%(parent)s” is archived and takes no spaces.") % {"parent": parent.name})
    if depth_of(parent) + levels > DEPTH:
        raise NotPossible(_("Spaces stand at most three deep: a space, one in it, and one in that."))


def last_position(parent: Space | None) -> int:
    """The place of the last space in `parent`; -1 if there is none."""
    from community.spaces.models import Space

    last = Space.objects.filter(parent=parent).aggregate(last=models.Max("position"))["last"]
    return -1 if last is None else int(last)
