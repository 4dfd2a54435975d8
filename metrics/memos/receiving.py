"""Who gets the memo: asked when it is owed, and again when it is sent, because roles end meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from community.spaces.models import Space, SpaceHost
from members.digest.receiving import reachable
from members.profiles.roles import Role
from metrics.memos.models import MemoChoice

if TYPE_CHECKING:
    from members.profiles.models import Member, MemberQuerySet

MANAGING = (Role.MANAGER, Role.OWNER)
SPACES_MOST = 5
"""A memo tells of so many spaces of one host; the others are on their pages."""


def receivers() -> MemberQuerySet:
    """Managers who did not stop it, and hosts of spaces who asked for theirs; all can be reached by mail."""
    said = MemoChoice.objects.filter(member=OuterRef("pk"))
    hosting = SpaceHost.objects.filter(member=OuterRef("pk"), space__archived_at=None, space__deleted_at=None)
    manages = Q(role__in=MANAGING) & ~Q(Exists(said.filter(is_wanted=False)))
    hosts = Q(Exists(hosting)) & Q(Exists(said.filter(is_wanted=True)))
    return reachable().filter(manages | hosts)


def may_get(member_id: int) -> Member | None:
    """The member, if they may get one now."""
    found: Member | None = receivers().filter(pk=member_id).first()
    return found


def spaces_of(member: Member) -> list[Space]:
    """The spaces a host's memo tells of, in the order of the tree."""
    return list(Space.objects.filter(hostings__member=member, archived_at=None, deleted_at=None)[:SPACES_MOST])


def may_choose(member: Member) -> bool:
    """Whether there is a memo for somebody at all; for whoever is suspended there is none."""
    return not member.is_suspended and (member.is_manager or bool(spaces_of(member)))
