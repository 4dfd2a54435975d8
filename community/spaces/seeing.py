"""Who may see a space. Threads and posts ask here, and so does every surface."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.lib.written_once import written_once

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member


class Visibility(models.TextChoices):
    """Who can see a space. A space inside another is never more open than that one (see arranging.py)."""

    OPEN = "open", _("Everyone, also visitors")
    MEMBERS = "members", _("Members")
    PRIVATE = "private", _("A group")


CLOSEDNESS = {Visibility.OPEN.value: 0, Visibility.MEMBERS.value: 1, Visibility.PRIVATE.value: 2}
"""From seen by all to seen by few."""


class SpaceQuerySet(models.QuerySet["Space"]):
    """Sets of spaces."""

    def visible_to(self, viewer: Viewer) -> SpaceQuerySet:
        """The spaces `viewer` may know of: suspended members like visitors; moderators do not browse private ones."""
        if not viewer.is_authenticated or viewer.is_suspended:
            return self.filter(visibility=Visibility.OPEN)
        if viewer.is_manager:
            return self
        inside = Q(group__memberships__member=viewer) | Q(hostings__member=viewer)
        private = self.model.objects.filter(inside, visibility=Visibility.PRIVATE).values("pk")
        return self.filter(Q(visibility__in=[Visibility.OPEN, Visibility.MEMBERS]) | Q(pk__in=private))

    def open_to_visitors(self) -> SpaceQuerySet:
        """The spaces whose content may stand on public surfaces."""
        return self.filter(visibility=Visibility.OPEN)


def visible_space_ids(viewer: Viewer) -> frozenset[int]:
    """Ids of all spaces `viewer` may see; asked once per request and kept on the viewer object."""
    return _known(viewer)[0]


def seen_by_each(members: Collection[Member]) -> dict[int, frozenset[int]]:
    """`visible_space_ids` of many members at once, by their number: three queries for all of them."""
    from community.spaces.models import Space, SpaceHost
    from members.groups.models import GroupMembership

    by_visibility: dict[str, set[int]] = {kind.value: set() for kind in Visibility}
    of_group: dict[int | None, set[int]] = {}
    for pk, visibility, group in Space.objects.order_by().values_list("pk", "visibility", "group_id"):
        by_visibility[visibility].add(pk)
        if visibility == Visibility.PRIVATE:
            of_group.setdefault(group, set()).add(pk)
    ids, private = [member.pk for member in members], by_visibility[Visibility.PRIVATE]
    inside: dict[int, set[int]] = {pk: set() for pk in ids}
    memberships = GroupMembership.objects.filter(member__in=ids, group__in=list(of_group))
    for pk, group in memberships.values_list("member_id", "group_id"):
        inside[pk] |= of_group[group]
    for pk, space in SpaceHost.objects.filter(member__in=ids, space__in=private).values_list("member_id", "space_id"):
        inside[pk].add(space)
    everyone = frozenset(by_visibility[Visibility.OPEN])
    known = everyone | by_visibility[Visibility.MEMBERS]
    return {
        member.pk: everyone if member.is_suspended else known | (private if member.is_manager else inside[member.pk])
        for member in members
    }


def in_seen_places(viewer: Viewer) -> Q:
    """Rows with a `place_id` of a space the viewer sees, or of none at all."""
    return Q(place_id=None) | Q(place_id__in=visible_space_ids(viewer))


def hosted_space_ids(viewer: Viewer) -> frozenset[int]:
    """Ids of the spaces `viewer` hosts; comes with the same query."""
    return _known(viewer)[1]


def forget_spaces(viewer: Viewer) -> None:
    """Ask the database again: something changed within this request."""
    viewer.__dict__.pop("_known_spaces", None)


def _known(viewer: Viewer) -> tuple[frozenset[int], frozenset[int]]:
    """The ids of the spaces the viewer sees, and among them those the viewer hosts: one query."""
    kept: tuple[frozenset[int], frozenset[int]] | None = getattr(viewer, "_known_spaces", None)
    if kept is None:
        rows = _seen_and_hosted(viewer.pk or 0, **standing_of(viewer))
        kept = frozenset(pk for pk, _hosts in rows), frozenset(pk for pk, hosts in rows if hosts)
        viewer._known_spaces = kept  # type: ignore[union-attr]
    return kept


@written_once
def _seen_and_hosted(viewer: int, **standing: Any) -> models.QuerySet[Any, Any]:
    from community.spaces.models import Space, SpaceHost

    hosting = SpaceHost.objects.filter(member=viewer, space=OuterRef("pk"))
    return Space.objects.visible_to(stand_in(viewer, **standing)).order_by().values_list("pk", Exists(hosting))


def standing_of(viewer: Viewer) -> dict[str, Any]:
    """What decides about a viewer besides who they are and which spaces they see; by name, for `stand_in`."""
    return {"role": viewer.role, "suspended": viewer.is_suspended} if viewer.is_authenticated else {"role": ""}


def stand_in(
    pk: int, seen: Collection[int] = (), hosted: Collection[int] = (), *, role: str, suspended: bool = False,
    joined_at: datetime | None = None,
) -> Viewer:  # fmt: skip
    """Somebody of this standing who sees and hosts these spaces, for questions that are written once for all alike.

    They have nothing else of their own: what more of a reader a question asks for is given to it apart.
    """
    from members.profiles.models import Member

    viewer: Viewer = AnonymousUser()
    if role:
        viewer = Member(pk=pk, role=role, suspended_until=datetime.max.replace(tzinfo=UTC) if suspended else None)
        viewer.joined_at = joined_at or viewer.joined_at
    viewer._known_spaces = frozenset(seen), frozenset(hosted)  # type: ignore[union-attr]
    return viewer
