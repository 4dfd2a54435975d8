"""Which group a request is about, and how its sender stands to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from config.lib.audience import member_of
from members.groups.models import Group
from members.groups.standing import Standing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    View = Callable[..., HttpResponse]


def in_group(view: View) -> View:
    """The view gets the sender's standing in place of the group's address; a group they may not know of is missing."""

    @wraps(view)
    def found(request: HttpRequest, slug: str, **more: Any) -> HttpResponse:
        viewer = member_of(request)
        try:
            standing = Standing.among(Group.objects.visible_to(viewer).filter(slug=slug), viewer)
        except Group.DoesNotExist as missing:
            raise Http404 from missing
        return view(request, standing, **more)

    return found


def leading(view: View) -> View:
    """The same for what only hosts of the group and managers may see or do."""

    @in_group
    @wraps(view)
    def allowed(request: HttpRequest, standing: Standing, **more: Any) -> HttpResponse:
        if not standing.leads:
            raise PermissionDenied(_("Only the hosts of this group and community managers do this."))
        return view(request, standing, **more)

    return allowed
