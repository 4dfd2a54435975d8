"""The owners' settings: who is on the team, and who may join."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from config.lib.audience import member_of, owners_only
from members.installation.forms import AccessForm, RoleForm
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.roles import RANK, LastOwner, Role


@owners_only
@require_GET
def settings_roles(request: HttpRequest) -> HttpResponse:
    """Everybody with a role, and a form to give one."""
    return _roles_page(request, RoleForm(initial={"handle": request.GET.get("member", "")[:31]}))


def _roles_page(request: HttpRequest, form: RoleForm, status: int = 200) -> HttpResponse:
    team = Member.objects.present().exclude(role=Role.MEMBER).order_by("name", "pk")
    page = {
        "team": sorted(team, key=lambda member: -RANK[member.role]),
        "form": form,
        "topic": "roles",
    }
    return render(request, "manage/settings/roles.html", page, status=status)


@owners_only
@require_POST
def give_role(request: HttpRequest) -> HttpResponse:
    """Give somebody a role, or take it by giving them that of a member."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _roles_page(request, form, 422)
    try:
        form.member.give_role(form.cleaned_data["role"], by=member_of(request))
    except LastOwner:
        form.add_error("handle", _("A community always has an owner. Make somebody else owner first."))
        return _roles_page(request, form, 422)
    words = {"name": form.member.name, "role": form.member.get_role_display()}
    messages.success(request, _("%(name)s: %(role)s from now on.") % words)
    return redirect("home" if form.member == request.user and not form.member.is_owner else "settings_roles")


@owners_only
@require_GET
def settings_access(request: HttpRequest) -> HttpResponse:
    """Who may open an account."""
    form = AccessForm(initial={"sign_up": Installation.current().sign_up})
    return render(request, "manage/settings/access.html", {"form": form, "topic": "access"})


@owners_only
@require_POST
def admit(request: HttpRequest) -> HttpResponse:
    """Let these people join from now on."""
    form = AccessForm(request.POST)
    if not form.is_valid():
        return render(request, "manage/settings/access.html", {"form": form, "topic": "access"}, status=422)
    Installation.current().admit(form.cleaned_data["sign_up"], by=member_of(request))
    messages.success(request, _("Saved."))
    return redirect("settings_access")
