"""Calling a whole group by @name: who may, which groups, and how many people it reaches."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from community.following.hearing import seeing
from community.spaces.models import Space
from community.spaces.permissions import leads
from community.spaces.seeing import Visibility
from config.lib.handle_names import AFTER, BEFORE, HANDLE
from members.groups.models import Group, GroupMembership, Seen
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 100
"""So many people one post may call by their groups."""
_NAMED = re.compile(f"{BEFORE}@({HANDLE}){AFTER}")
_SHOWN = re.compile(r'<span class="group">@([a-z0-9_-]+)</span>')


class TooManyCalled(ValueError):
    """The groups of a post would call more than MOST people."""

    def __init__(self, people: int) -> None:
        super().__init__(people)
        self.people = people


def may_call_groups(viewer: Viewer, space: Space) -> bool:
    """Whether somebody may call groups in this space: its hosts and the team."""
    return leads(viewer, space)


def callable_groups(viewer: Viewer | None, space: Space) -> QuerySet[Group]:
    """The groups somebody may call there and may know of; each tells with `is_closed` whether others may know too.

    A group that a private space rests on is known to its members, to managers, and in that space.
    """
    rests = Space.objects.filter(group=OuterRef("pk"), visibility=Visibility.PRIVATE)
    groups = Group.objects.annotate(is_closed=Exists(rests) | Q(seen_by=Seen.PRIVATE))
    if not isinstance(viewer, Member) or space.pk is None or not may_call_groups(viewer, space):
        return groups.none()
    if viewer.is_manager:
        return groups
    inside = Exists(GroupMembership.objects.filter(group=OuterRef("pk"), member=viewer))
    return groups.filter(Q(inside) | Q(is_closed=False) | Q(pk=space.group_id))


def people_called(space: Space, groups: Collection[int], *, by: Member) -> int:
    """How many people a call of these groups reaches, each once: those who see the space, without its writer."""
    if not groups:
        return 0
    counted = _reached(space, groups, by).aggregate(people=Count("member", distinct=True))
    return int(counted["people"])


def people_by_group(space: Space, groups: Collection[int], *, by: Member) -> dict[int, int]:
    """The same for each group alone; one query."""
    rows = _reached(space, groups, by).values("group").annotate(people=Count("member")).order_by("group")
    return {row["group"]: row["people"] for row in rows}


def check_call(space: Space, groups: Collection[int], *, by: Member) -> None:
    """Raises TooManyCalled if a post may not call so many."""
    if (people := people_called(space, groups, by=by)) > MOST:
        raise TooManyCalled(people)


def members_of(groups: Collection[int]) -> set[int]:
    """Ids of everybody in these groups."""
    return set(GroupMembership.objects.filter(group__in=groups).values_list("member_id", flat=True))


def names_in(source: str) -> list[str]:
    """Every @name in a text, in small letters, each once; also those that name nobody."""
    return list(dict.fromkeys(name.lower() for name in _NAMED.findall(source)))


def groups_shown_in(html: str) -> frozenset[str]:
    """The names of groups that an earlier rendering marked as called."""
    return frozenset(_SHOWN.findall(html))


def _reached(space: Space, groups: Collection[int], by: Member) -> QuerySet[GroupMembership]:
    free = Q(suspended_until=None) | Q(suspended_until__lte=timezone.now())
    readers = seeing(space).filter(free).exclude(pk=by.pk)
    return GroupMembership.objects.filter(group__in=groups, member__in=readers)
