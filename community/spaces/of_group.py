"""The spaces that rest on a group, for the group's page: a fragment, and a page by itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from community.spaces.models import Space
from config.lib.audience import members_only
from members.groups.models import Group


@members_only
@require_safe
def group_spaces(request: HttpRequest, slug: str) -> HttpResponse:
    """The group's spaces, as far as the reader may see them."""
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    spaces = Space.objects.visible_to(request.user).filter(group=group, archived_at=None).order_by("position", "name")
    template = "community/spaces/of_group.html#list" if request.htmx else "community/spaces/of_group.html"  # type: ignore[attr-defined]
    return render(request, template, {"group": group, "spaces": spaces})
