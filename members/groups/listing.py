"""The directory of groups, and who is in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q

from members.groups.describing import GroupKind
from members.groups.models import Group, GroupMembership
from members.profiles.finding import UNLISTED
from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.http import QueryDict

    from config.lib.audience import Viewer
    from members.groups.seeing import GroupQuerySet
    from members.profiles.models import MemberQuerySet

LONGEST = 60


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for among the groups; the words of the address."""

    q: str = ""
    place: str = ""
    kind: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> Wanted:
        """What stands in an address; a kind that does not exist is none."""
        q, place = (" ".join(asked.get(name, "").replace("\0", "").split())[:LONGEST] for name in ("q", "place"))
        kind = asked.get("kind", "")
        return cls(q, place, kind if kind in GroupKind.values else "")

    @property
    def any(self) -> bool:
        """Whether anything is looked for at all."""
        return bool(self.q or self.place or self.kind)


def directory(viewer: Viewer, wanted: Wanted) -> GroupQuerySet:
    """The groups the viewer may know of and that fit, those they are in first; each with its number of members."""
    found = Group.objects.visible_to(viewer)
    if wanted.q:
        words = Q(name__unaccent__icontains=wanted.q) | Q(purpose__unaccent__icontains=wanted.q)
        found = found.filter(words | Q(description__unaccent__icontains=wanted.q))
    if wanted.place:
        found = found.filter(place__unaccent__icontains=wanted.place)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    mine = GroupMembership.objects.filter(group=OuterRef("pk"), member=viewer.pk)
    present = Q(members__is_active=True, members__confirmed_at__isnull=False)
    counted = found.annotate(is_mine=Exists(mine), people=Count("members", filter=present))
    ordered: GroupQuerySet = counted.order_by("-is_mine", "name")
    return ordered


def people_of(group: Group, viewer: Viewer, *, is_inside: bool) -> MemberQuerySet:
    """Who is in a group, hosts first, as far as the viewer may know.

    Those inside and managers see everybody; others do not find whoever does not want to be found.
    """
    found = Member.objects.present().filter(memberships__group=group)
    if not is_inside and isinstance(viewer, Member) and not viewer.is_manager:
        found = found.exclude(UNLISTED)
        if away := who_keeps_away_from(viewer):
            found = found.filter(~Q(pk__in=away) | Q(preferences__contains={"blocked": "seen"}))
    found = found.annotate(host_since=F("memberships__host_since"))
    return found.order_by(F("host_since").asc(nulls_last=True), "name", "pk")
