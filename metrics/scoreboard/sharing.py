"""Who reads what besides managers: the hosts of each space, the numbers of that space."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.spaces.models import Space, SpaceHost
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class Shared:
    """One space with those who read its numbers."""

    space: Space
    hosts: list[Member]


def shared_with(viewer: Viewer) -> list[Shared]:
    """Every space that has hosts and that the viewer may know of, by name; one query."""
    seen = Space.objects.visible_to(viewer).order_by()
    rows = SpaceHost.objects.filter(
        space__in=seen, space__archived_at=None, space__deleted_at=None, member__is_active=True
    )
    by_space: dict[Space, list[Member]] = defaultdict(list)
    for row in rows.select_related("space", "member").order_by("space__name", "space", "member__name", "member"):
        by_space[row.space].append(row.member)
    return [Shared(space, hosts) for space, hosts in by_space.items()]


def hosts_of(rows: list[Shared]) -> int:
    """How many people that are; who hosts two spaces is one of them."""
    return len({host.pk for row in rows for host in row.hosts})
