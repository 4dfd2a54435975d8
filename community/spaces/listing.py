"""The tree of spaces as lists show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from community.following.models import Follow
from community.spaces.models import Space, SpaceHost
from community.spaces.rhythm import Rhythm, rhythms

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

FACES = 3


@dataclass
class Node:
    """A space in the tree, with what lists say about it."""

    space: Space
    level: int = 1
    rhythm: Rhythm = field(default_factory=Rhythm)
    hosts: list[Member] = field(default_factory=list)
    follow: str = ""
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree_of(spaces: Iterable[Space]) -> list[Node]:
    """These spaces as a tree; one whose parent is not among them stands at the top, so that nothing hints at it."""
    nodes = {space.pk: Node(space) for space in spaces}
    roots: list[Node] = []
    for node in nodes.values():
        parent = nodes.get(node.space.parent_id or 0)
        (parent.children if parent else roots).append(node)
    for root in roots:
        _number(root, 1)
    return roots


def _number(node: Node, level: int) -> None:
    node.level = level
    for child in node.children:
        _number(child, level + 1)


def directory_for(viewer: Viewer) -> list[Node]:
    """Every space the viewer may know of, as a tree, with hosts, rhythm and what they follow: at most four queries."""
    spaces = list(
        Space.objects.visible_to(viewer)
        .filter(archived_at=None)
        .defer("description", "template", "kind_templates")
        .prefetch_related(hosted())
    )
    roots = tree_of(spaces)
    rhythm = rhythms(space.pk for space in spaces)
    follows = _follows(viewer)
    for root in roots:
        for node in root.walk():
            node.rhythm = rhythm[node.space.pk]
            node.hosts = hosts_of(node.space)
            node.follow = follows.get(node.space.pk, "")
    return roots


def hosted() -> Prefetch[str, QuerySet[SpaceHost], str]:
    """The hosts of a space, longest first, in one query for all spaces."""
    hostings = SpaceHost.objects.filter(member__is_active=True).select_related("member").order_by("since", "pk")
    return Prefetch("hostings", queryset=hostings, to_attr="current_hostings")


def hosts_of(space: Space) -> list[Member]:
    """The members of `hosted`, of a space that was read with it."""
    return [hosting.member for hosting in space.current_hostings]  # type: ignore[attr-defined]


def _follows(viewer: Viewer) -> dict[int, str]:
    if not viewer.is_authenticated:
        return {}
    mine = Follow.objects.filter(member=viewer, space__isnull=False)
    return dict(mine.values_list("space_id", "level"))
