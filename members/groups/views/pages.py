"""The directory of groups, a group's page, and coming in and going out."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib import limits
from config.lib.audience import member_of, members_only
from members.groups.applying import apply as ask
from members.groups.describing import GroupKind
from members.groups.forms import ApplicationForm
from members.groups.joining import Barred
from members.groups.listing import Wanted, directory, people_of
from members.groups.models import Group, GroupMembership
from members.groups.standing import Standing
from members.groups.views.finding import in_group

PAGE = 30


@members_only
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Every group the reader may know of, those they are in first."""
    wanted = Wanted.read(request.GET)
    found = directory(member_of(request), wanted)
    page = {
        "wanted": wanted,
        "kinds": GroupKind.choices,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "members/groups/directory.html", page)


@members_only
@require_safe
@in_group
def group(request: HttpRequest, standing: Standing) -> HttpResponse:
    """A group: what it is, who is in it, and the way in."""
    return group_page(request, standing)


def group_page(
    request: HttpRequest, standing: Standing, *, form: ApplicationForm | None = None, why_not: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a group, with what was typed if it was not right, or (`why_not`) cannot be sent any more."""
    found = standing.group
    if form is None and standing.may_apply:
        form = ApplicationForm(group=found, earlier=standing.application)
    people = people_of(found, standing.viewer, is_inside=standing.is_inside)
    page = {
        "group": found,
        "standing": standing,
        "page": Paginator(people, PAGE).get_page(request.GET.get("page")),
        "hosts": [membership.member for membership in _hosts(found)],
        "form": form,
        "why_not": why_not,
        "waiting": standing.asking if standing.leads else 0,
    }
    return render(request, "members/groups/group.html", page, status=status)


def _hosts(group: Group) -> list[GroupMembership]:
    hosting = GroupMembership.objects.filter(group=group, member__is_active=True).exclude(host_since=None)
    return list(hosting.select_related("member").order_by("host_since"))


@members_only
@require_POST
@in_group
def join(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Come into an open group."""
    if not standing.may_join and not standing.is_inside:
        raise PermissionDenied(standing.refusal or _("One does not come into this group without being let in."))
    group, viewer = standing.group, standing.viewer
    return _enter(request, standing, lambda: standing.is_inside or group.add(viewer, by=viewer))


def _enter(request: HttpRequest, standing: Standing, come_in: Callable[[], object]) -> HttpResponse:
    """Let them come in and say so; somebody may have barred them a moment ago."""
    try:
        come_in()
    except Barred as error:
        raise PermissionDenied(Standing.of(standing.viewer, standing.group).refusal) from error
    messages.success(request, _("You are in %(group)s now.") % {"group": standing.group.name})
    return redirect(standing.group)


@members_only
@require_POST
@in_group
def leave(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Leave a group; its spaces close at once."""
    standing.group.remove(standing.viewer, by=standing.viewer)
    messages.success(request, _("You have left %(group)s.") % {"group": standing.group.name})
    return redirect("group_directory" if standing.group.is_private else standing.group)


@members_only
@require_POST
@in_group
def apply(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask to come in."""
    if standing.is_waiting:
        return redirect(standing.group)
    form = ApplicationForm(request.POST, group=standing.group)
    if not standing.may_apply:
        why = standing.refusal or standing.wait or _("One does not come into this group by asking.")
        return group_page(request, standing, form=form, why_not=why, status=403)
    if not form.is_valid():
        return group_page(request, standing, form=form, status=422)
    limits.spend(limits.GROUP_REQUESTS, standing.viewer.pk)
    try:
        ask(standing.group, by=standing.viewer, answers=form.answers)
    except Barred:
        now = Standing.of(standing.viewer, standing.group)
        return group_page(request, now, form=form, why_not=now.refusal, status=403)
    messages.success(request, _("Your words are with the hosts. You hear from them here."))
    return redirect(standing.group)


@members_only
@require_POST
@in_group
def application_withdraw(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Take back what one asked."""
    if standing.application is not None:
        standing.application.withdraw(by=standing.viewer)
    messages.success(request, _("You no longer ask to come in."))
    return redirect(standing.group)


@members_only
@require_POST
@in_group
def invitation_accept(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Come in with an invitation."""
    if standing.is_inside:
        return redirect(standing.group)
    invitation = standing.invitation
    if invitation is None or standing.refusal:
        raise PermissionDenied(standing.refusal or _("There is no invitation for you here."))
    return _enter(request, standing, lambda: invitation.accept(by=standing.viewer))


@members_only
@require_POST
@in_group
def invitation_decline(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say no to an invitation."""
    if standing.invitation is not None:
        standing.invitation.decline(by=standing.viewer)
    messages.success(request, _("You said no to the invitation."))
    return redirect("group_directory" if standing.group.is_private and not standing.is_inside else standing.group)
