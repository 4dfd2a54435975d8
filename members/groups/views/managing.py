"""Groups and who is in them, for managers."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from config.lib.audience import MemberRequest, managers_only
from members.groups.forms import GroupForm
from members.groups.models import Barred, Group, GroupUsed
from members.profiles.handle_forms import HandleForm
from members.profiles.models import Member

PAGE = 60


def _sender(request: HttpRequest) -> Member:
    return cast(MemberRequest, request).user


@managers_only
@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """Every group, and a form for a new one."""
    return _groups_page(request, GroupForm())


def _groups_page(request: HttpRequest, form: GroupForm, status: int = 200) -> HttpResponse:
    rows = Group.objects.annotate(members_count=Count("memberships")).order_by("name")
    page = {"groups": rows, "form": form, "topic": "groups"}
    return render(request, "manage/groups/list.html", page, status=status)


@managers_only
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    form = GroupForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                group = Group.create(
                    form.cleaned_data["name"], purpose=form.cleaned_data["purpose"], by=_sender(request)
                )
            return redirect("group", group.slug)
        except IntegrityError:
            form.add_error("name", _("Somebody made a group of this name a moment ago."))
    return _groups_page(request, form, 422)


@managers_only
@require_GET
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: who is in it, and what may be changed."""
    found = get_object_or_404(Group, slug=slug)
    return _group_page(request, found)


def _group_page(
    request: HttpRequest,
    group: Group,
    *,
    form: GroupForm | None = None,
    handle_form: HandleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    inside = Member.objects.get_queryset().filter(memberships__group=group).order_by("name", "pk")
    page = {
        "group": group,
        "page": Paginator(inside, PAGE).get_page(request.GET.get("page")),
        "form": form or GroupForm(initial={"name": group.name, "purpose": group.purpose}),
        "handle_form": handle_form or HandleForm(),
        "topic": "groups",
    }
    return render(request, "manage/groups/detail.html", page, status=status)


@managers_only
@require_POST
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    """Take another name and purpose."""
    group = get_object_or_404(Group, slug=slug)
    form = GroupForm(request.POST, group=group)
    if not form.is_valid():
        return _group_page(request, group, form=form, status=422)
    group.rename(form.cleaned_data["name"], form.cleaned_data["purpose"], by=_sender(request))
    messages.success(request, _("Saved."))
    return redirect("group", group.slug)


@managers_only
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a member in."""
    group = get_object_or_404(Group, slug=slug)
    form = HandleForm(request.POST)
    if not form.is_valid():
        return _group_page(request, group, handle_form=form, status=422)
    try:
        group.add(form.member, by=_sender(request))
    except Barred:
        form.add_error("handle", _("%(name)s is barred from this group.") % {"name": form.member.name})
        return _group_page(request, group, handle_form=form, status=422)
    messages.success(request, _("%(name)s is in the group.") % {"name": form.member.name})
    return redirect("group", group.slug)


@managers_only
@require_POST
def remove(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    """Take a member out."""
    group = get_object_or_404(Group, slug=slug)
    member = get_object_or_404(Member, handle=handle)
    group.remove(member, by=_sender(request))
    messages.success(request, _("%(name)s is no longer in the group.") % {"name": member.name})
    return redirect("group", group.slug)


@managers_only
@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a group that nobody and nothing uses."""
    group = get_object_or_404(Group, slug=slug)
    try:
        group.discard(by=_sender(request))
    except GroupUsed:
        messages.error(
            request,
            _("Somebody is in this group, or a private space is seen by it. Only an unused group can be deleted."),
        )
        return redirect("group", group.slug)
    messages.success(request, _("The group is gone."))
    return redirect("groups")
