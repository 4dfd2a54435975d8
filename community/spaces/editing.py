"""The page on which hosts and managers change one space: words, name, place, who sees it, hosts, members."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.spaces import permissions
from community.spaces.alone import NotPossible
from community.spaces.forms import MoveForm, RenameForm, VisibilityForm, WordsForm
from community.spaces.models import Space
from community.spaces.seeing import Visibility
from community.spaces.showing import Place, in_space
from community.spaces.steering import arranging, standing
from community.spaces.views import members_page
from config.lib.audience import managers_only, member_of, members_only
from members.groups.models import Barred, Group
from members.profiles.handle_forms import HandleForm
from members.profiles.models import Member

View = Callable[..., HttpResponse]


def leading(view: View) -> View:
    """Refuse those who neither host the space nor manage the community; stands below `in_space`."""

    @wraps(view)
    def asked(request: HttpRequest, place: Place, **rest: Any) -> HttpResponse:
        if not permissions.may_edit(request.user, place.space):
            raise PermissionDenied(_("Only the hosts of this space and community managers change it."))
        return view(request, place, **rest)

    return asked


@members_only
@require_GET
@in_space
@leading
def edit(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything that can be changed about a space."""
    return _edit_page(request, place)


def _edit_page(request: HttpRequest, place: Place, status: int = 200, **forms: Any) -> HttpResponse:
    space, arranges = place.space, permissions.may_arrange(request.user)
    page: dict[str, Any] = {
        "space": space,
        "place": place,
        "words": WordsForm(instance=space),
        "seen": VisibilityForm(space=space, all_groups=arranges, initial={"visibility": space.visibility}),
        "may_arrange": arranges,
        "wrong": bool(forms),
    }
    if arranges:
        page |= {
            "naming": RenameForm(space=space, initial={"name": space.name, "slug": space.slug}),
            "moving": MoveForm(space=space, spaces=_places(), initial={"parent": str(space.parent_id or "")}),
            "hosting": HandleForm(),
        }
    return render(request, "community/spaces/edit.html", page | forms, status=status)


def _places() -> list[Space]:
    return [space for space in standing() if space.archived_at is None]


def _done(request: HttpRequest, space: Space, sentence: str = "") -> HttpResponse:
    messages.success(request, sentence or _("Saved."))
    return redirect("space_edit", space.slug)


@members_only
@require_POST
@in_space
@leading
def describe(request: HttpRequest, place: Place) -> HttpResponse:
    """Say something else about it."""
    form = WordsForm(request.POST, instance=place.space)
    if not form.is_valid():
        return _edit_page(request, place, 422, words=form)
    place.space.describe(by=member_of(request), **form.cleaned_data)
    return _done(request, place.space)


@managers_only
@require_POST
@arranging
@in_space
def rename(request: HttpRequest, place: Place) -> HttpResponse:
    """Take another name and address."""
    form = RenameForm(request.POST, space=place.space)
    if form.is_valid():
        try:
            place.space.rename(form.cleaned_data["name"], slug=form.cleaned_data["slug"], by=member_of(request))
            return _done(request, place.space)
        except NotPossible as reason:
            form.add_error("slug", str(reason))
    return _edit_page(request, place, 422, naming=form)


@managers_only
@require_POST
@arranging
@in_space
def move(request: HttpRequest, place: Place) -> HttpResponse:
    """Stand somewhere else."""
    form = MoveForm(request.POST, space=place.space, spaces=_places())
    if form.is_valid():
        try:
            place.space.move_under(form.places.space(form.cleaned_data["parent"]), by=member_of(request))
            return _done(request, place.space)
        except NotPossible as reason:
            form.add_error("parent", str(reason))
    return _edit_page(request, place, 422, moving=form)


@members_only
@require_POST
@in_space
@leading
def open_to(request: HttpRequest, place: Place) -> HttpResponse:
    """Let other people see it."""
    form = VisibilityForm(request.POST, space=place.space, all_groups=permissions.may_arrange(request.user))
    if form.is_valid():
        try:
            _open(place.space, form, by=member_of(request))
            return _seen_by(request, place.space)
        except NotPossible as reason:
            form.add_error("visibility", str(reason))
    return _edit_page(request, place, 422, seen=form)


@transaction.atomic
def _open(space: Space, form: VisibilityForm, *, by: Member) -> None:
    """Open or close it, with a new group if one was asked for; nothing is left behind if it is not possible."""
    visibility, group = form.cleaned_data["visibility"], form.group_chosen()
    if visibility == Visibility.PRIVATE and group is None:
        group = _new_group(space, by=by)
        for host in Member.objects.get_queryset().filter(hostings__space=space):
            group.add(host, by=by)
    space.open_to(visibility, group=group, by=by)


def _new_group(space: Space, *, by: Member) -> Group:
    name, number = space.name, 2
    while Group.objects.filter(name__iexact=name).exists():
        name, number = f"{space.name[:74]} {number}", number + 1
    return Group.create(name, by=by)


def _seen_by(request: HttpRequest, space: Space) -> HttpResponse:
    if permissions.may_edit(request.user, space):
        return _done(request, space, _("Saved. Open pages of those who may no longer see it stop now."))
    return redirect("spaces")


@managers_only
@require_POST
@arranging
@in_space
def add_host(request: HttpRequest, place: Place) -> HttpResponse:
    """Name a host."""
    form = HandleForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, place, 422, hosting=form)
    place.space.add_host(form.member, by=member_of(request))
    return _done(request, place.space, _("%(name)s hosts this space.") % {"name": form.member.name})


@managers_only
@require_POST
@arranging
@in_space
def remove_host(request: HttpRequest, place: Place, handle: str) -> HttpResponse:
    """Let a host go."""
    member = get_object_or_404(Member, handle=handle)
    place.space.remove_host(member, by=member_of(request))
    return _done(request, place.space, _("%(name)s no longer hosts this space.") % {"name": member.name})


@members_only
@require_POST
@in_space
def add_member(request: HttpRequest, place: Place) -> HttpResponse:
    """Take a member into a private space."""
    group = _admitting(request, place)
    form = HandleForm(request.POST)
    if not form.is_valid():
        return members_page(request, place, form, 422)
    try:
        group.add(form.member, by=member_of(request))
    except Barred:
        words = _("%(name)s is barred from the group that sees this space.")
        form.add_error("handle", words % {"name": form.member.name})
        return members_page(request, place, form, 422)
    messages.success(request, _("%(name)s sees this space now.") % {"name": form.member.name})
    return redirect("space_members", place.space.slug)


@members_only
@require_POST
@in_space
def remove_member(request: HttpRequest, place: Place, handle: str) -> HttpResponse:
    """Take a member out of a private space."""
    group = _admitting(request, place)
    member = get_object_or_404(Member, handle=handle, memberships__group=group)
    group.remove(member, by=member_of(request))
    messages.success(request, _("%(name)s no longer sees this space.") % {"name": member.name})
    return redirect("space_members", place.space.slug)


def _admitting(request: HttpRequest, place: Place) -> Group:
    if place.space.group is None:
        raise Http404
    if not permissions.may_admit(request.user, place.space):
        raise PermissionDenied(_("Only the hosts of this space and community managers take members in or out."))
    return place.space.group
