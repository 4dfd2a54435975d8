"""Looking after a group: its words, applications, invitations, hosts and bars."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib import limits
from config.lib.audience import managers_only, members_only
from members.groups.applying import GroupApplication
from members.groups.forms import AnswerForm, BarForm, DescriptionForm, InviteForm
from members.groups.hosting import NotInside
from members.groups.inviting import AskedEnough, GroupInvitation
from members.groups.inviting import invite as ask_in
from members.groups.joining import Barred
from members.groups.standing import Standing
from members.groups.views.finding import in_group, leading
from members.profiles.models import Member

WORDS = ("kind", "description", "place", "entry", "questions", "seen_by")


@members_only
@require_safe
@leading
def edit(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The words of a group, and how one comes in, to be changed."""
    kept = {name: getattr(standing.group, name) for name in WORDS}
    return _edit_page(request, standing, DescriptionForm(initial=kept, for_manager=standing.viewer.is_manager))


def _edit_page(request: HttpRequest, standing: Standing, form: DescriptionForm, status: int = 200) -> HttpResponse:
    return render(request, "members/groups/edit.html", {"group": standing.group, "form": form}, status=status)


@members_only
@require_POST
@leading
def describe(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Keep other words, or another way in."""
    form = DescriptionForm(request.POST, for_manager=standing.viewer.is_manager)
    if not form.is_valid():
        return _edit_page(request, standing, form, 422)
    standing.group.describe(by=standing.viewer, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect(standing.group)


@members_only
@require_safe
@leading
def care(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Who asks to come in, who is invited, who hosts, and who is barred."""
    return _care_page(request, standing)


def _care_page(
    request: HttpRequest,
    standing: Standing,
    *,
    invite_form: InviteForm | None = None,
    bar_form: BarForm | None = None,
    answers: dict[int, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    group, typed = standing.group, answers or {}
    waiting = group.applications.waiting().select_related("member")[:100]
    page = {
        "group": group,
        "standing": standing,
        "waiting": [(one, typed.get(one.pk) or AnswerForm(auto_id=f"answer_{one.pk}_%s")) for one in waiting],
        "invited": group.invitations.open().select_related("member", "inviter")[:100],
        "bars": group.bars.in_force().select_related("member", "barred_by"),
        "hosting": group.memberships.exclude(host_since=None).select_related("member").order_by("host_since"),
        "invite_form": invite_form or InviteForm(),
        "bar_form": bar_form or BarForm(auto_id="bar_%s"),
        "has_problem": status == 422,
    }
    return render(request, "members/groups/care.html", page, status=status)


@members_only
@require_POST
@leading
def application_accept(request: HttpRequest, standing: Standing, handle: str) -> HttpResponse:
    """Say yes."""
    return _answer(request, standing, handle, yes=True)


@members_only
@require_POST
@leading
def application_decline(request: HttpRequest, standing: Standing, handle: str) -> HttpResponse:
    """Say no, with a reason."""
    return _answer(request, standing, handle, yes=False)


def _answer(request: HttpRequest, standing: Standing, handle: str, *, yes: bool) -> HttpResponse:
    application: GroupApplication | None = standing.group.applications.waiting().filter(member__handle=handle).first()
    if application is None:
        messages.info(request, _("This was answered or taken back before."))
        return redirect("group_care", standing.group.slug)
    form = AnswerForm(request.POST, needed=not yes, auto_id=f"answer_{application.pk}_%s")
    if not form.is_valid():
        return _care_page(request, standing, answers={application.pk: form}, status=422)
    act = application.accept if yes else application.decline
    if act(by=standing.viewer, reason=form.cleaned_data["reason"]):
        messages.success(request, _("%(name)s reads your answer here.") % {"name": application.member.name})
    return redirect("group_care", standing.group.slug)


@members_only
@require_POST
@leading
def invite(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask somebody in."""
    form = InviteForm(request.POST)
    if form.is_valid():
        limits.spend(limits.GROUP_INVITATIONS, standing.viewer.pk)
        try:
            if standing.group.memberships.filter(member=form.member).exists():
                form.add_error("handle", _("%(name)s is in the group.") % {"name": form.member.name})
            else:
                ask_in(form.member, standing.group, by=standing.viewer, note=form.cleaned_data["note"])
        except Barred:
            form.add_error("handle", _("%(name)s is barred from this group.") % {"name": form.member.name})
        except AskedEnough:
            said = _("%(name)s was asked in the last 30 days. They can come by themselves, or be asked later.")
            form.add_error("handle", said % {"name": form.member.name})
    if form.errors:
        return _care_page(request, standing, invite_form=form, status=422)
    messages.success(request, _("%(name)s is invited.") % {"name": form.member.name})
    return redirect("group_care", standing.group.slug)


@members_only
@require_POST
@leading
def invitation_withdraw(request: HttpRequest, standing: Standing, handle: str) -> HttpResponse:
    """Take an invitation back."""
    found: GroupInvitation | None = standing.group.invitations.open().filter(member__handle=handle).first()
    if found is not None:
        found.withdraw(by=standing.viewer)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("group_care", standing.group.slug)


@members_only
@require_POST
@leading
def bar(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Bar somebody."""
    form = BarForm(request.POST, auto_id="bar_%s")
    if form.is_valid() and form.member == standing.viewer:
        form.add_error("handle", _("You cannot bar yourself. You can leave the group."))
    elif form.is_valid() and form.member.is_manager:
        form.add_error("handle", _("Community managers cannot be barred."))
    elif form.is_valid() and not standing.viewer.is_manager and _hosts(standing, form.member):
        form.add_error("handle", _("Only community managers bar a host."))
    if form.errors:
        return _care_page(request, standing, bar_form=form, status=422)
    standing.group.bar(form.member, by=standing.viewer, reason=form.cleaned_data["reason"])
    messages.success(request, _("%(name)s is barred from this group.") % {"name": form.member.name})
    return redirect("group_care", standing.group.slug)


def _hosts(standing: Standing, member: Member) -> bool:
    return bool(standing.group.memberships.filter(member=member).exclude(host_since=None).exists())


@members_only
@require_POST
@leading
def bar_lift(request: HttpRequest, standing: Standing, handle: str) -> HttpResponse:
    """Let somebody come back."""
    member = get_object_or_404(Member, handle=handle, group_bars__group=standing.group, group_bars__lifted_at=None)
    standing.group.lift_bar(member, by=standing.viewer)
    messages.success(request, _("%(name)s may come back.") % {"name": member.name})
    return redirect("group_care", standing.group.slug)


@members_only
@require_POST
@leading
def take_out(request: HttpRequest, standing: Standing, handle: str) -> HttpResponse:
    """Take a member out, who may come back."""
    member = get_object_or_404(Member, handle=handle, memberships__group=standing.group)
    if _hosts(standing, member) and not standing.viewer.is_manager:
        raise PermissionDenied(_("Only community managers take a host out."))
    standing.group.remove(member, by=standing.viewer)
    messages.success(request, _("%(name)s is no longer in the group.") % {"name": member.name})
    return redirect(standing.group)


@managers_only
@require_POST
@in_group
def host_name(request: HttpRequest, standing: Standing, handle: str) -> HttpResponse:
    """Let a member of the group look after it."""
    member = get_object_or_404(Member, handle=handle, memberships__group=standing.group)
    try:
        standing.group.name_host(member, by=standing.viewer)
    except NotInside:
        messages.error(request, _("%(name)s has just left the group.") % {"name": member.name})
        return redirect(standing.group)
    messages.success(request, _("%(name)s hosts this group now.") % {"name": member.name})
    return redirect(standing.group)


@managers_only
@require_POST
@in_group
def host_release(request: HttpRequest, standing: Standing, handle: str) -> HttpResponse:
    """Let a host go."""
    member = get_object_or_404(Member, handle=handle, memberships__group=standing.group)
    standing.group.release_host(member, by=standing.viewer)
    messages.success(request, _("%(name)s no longer hosts this group.") % {"name": member.name})
    return redirect(standing.group)
