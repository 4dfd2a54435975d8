"""What this community is, for whoever comes to the door: who looks after it, how many there are, how to join."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.about.numbers import numbers
from community.spaces.models import Space, SpaceHost
from config.lib.audience import public
from config.lib.markup import NullResolver
from config.lib.markup import render as rendered
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from members.profiles.roles import RANK, Role

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 60


@dataclass
class Host:
    """Somebody who looks after spaces, and those among them that the reader may know of."""

    member: Member
    spaces: list[str] = field(default_factory=list)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The community in its own words, its people and its numbers."""
    installation = Installation.current()
    page = {
        "text": rendered(installation.about_text(), NullResolver()).html,
        "team": _team(request.user),
        "hosts": _hosts(request.user),
        "numbers": numbers(),
        "sign_up": installation.sign_up,
        "contact": installation.contact,
    }
    return render(request, "community/about/about.html", page)


def _team(viewer: Viewer) -> list[Member]:
    """Owners, managers and moderators, as far as the reader may open their profiles."""
    team = Member.objects.present().exclude(role=Role.MEMBER).order_by("name", "pk")[:MOST]
    shown = [member for member in team if may_see_profile(viewer, member)]
    return sorted(shown, key=lambda member: -RANK[member.role])


def _hosts(viewer: Viewer) -> list[Host]:
    """Who hosts which of the spaces that the reader may know of: one query."""
    near = Space.objects.visible_to(viewer).filter(archived_at=None)
    rows = (
        SpaceHost.objects.filter(space__in=near, member__is_active=True, member__confirmed_at__isnull=False)
        .select_related("member", "space")
        .order_by("space__position", "space_id", "since", "pk")
    )
    found: dict[int, Host] = {}
    for row in rows[: MOST * 4]:
        if may_see_profile(viewer, row.member):
            found.setdefault(row.member_id, Host(row.member)).spaces.append(row.space.name)
    return list(found.values())[:MOST]
