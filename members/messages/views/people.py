"""Who is in a talk: accepting and declining, adding, leaving, muting, what a group is called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only
from members.messages.finding import in_talk
from members.messages.forms import AddForm, NameForm
from members.messages.permissions import Company, may_add
from members.messages.submitting import submit_name, submit_people
from members.messages.views.talk import about
from members.messages.writing import PEOPLE_MAX, GroupFull
from members.profiles.refusing import NotNow, barred


@members_only
@require_POST
@in_talk
def accept(request: HttpRequest, company: Company) -> HttpResponse:
    """Let somebody write to me."""
    company.seat.accept(by=member_of(request))
    return redirect(company.seat.talk)


@members_only
@require_POST
@in_talk
def decline(request: HttpRequest, company: Company) -> HttpResponse:
    """Not now; whoever asked is not told."""
    company.seat.decline(by=member_of(request))
    messages.success(request, _("Declined. Nobody is told."))
    return redirect("messages_requests")


@members_only
@require_POST
@in_talk
def mute(request: HttpRequest, company: Company) -> HttpResponse:
    """Be told of nothing here."""
    company.seat.mute(by=member_of(request))
    messages.success(request, _("Muted. You are told of nothing that is written here."))
    return redirect(company.seat.talk)


@members_only
@require_POST
@in_talk
def unmute(request: HttpRequest, company: Company) -> HttpResponse:
    """Be told again."""
    company.seat.unmute(by=member_of(request))
    messages.success(request, _("You are told again of what is written here."))
    return redirect(company.seat.talk)


@members_only
@require_POST
@in_talk
def leave(request: HttpRequest, company: Company) -> HttpResponse:
    """Go out of a group; talks of two are muted, or the other is blocked."""
    if not company.seat.talk.is_group:
        raise PermissionDenied(_("Only groups can be left. You can mute this, or block who writes to you."))
    company.seat.leave(by=member_of(request))
    messages.success(request, _("You left the group."))
    return redirect("messages")


@members_only
@require_safe
@in_talk
def who(request: HttpRequest, company: Company) -> HttpResponse:
    """Everybody in it, and who added whom."""
    return _people(request, company)


def _people(
    request: HttpRequest, company: Company, *, add: forms.Form | None = None, name: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = about(request, company) | {
        "add_form": add or AddForm(),
        "name_form": name or NameForm(initial={"name": company.seat.talk.name}),
        "add_refusal": may_add(member_of(request), company),
    }
    return render(request, "members/messages/people.html", context, status=status)


@members_only
@require_POST
@in_talk
def add(request: HttpRequest, company: Company) -> HttpResponse:
    """Bring people in; from a talk of two a new group is made."""
    form = AddForm(request.POST)
    if not form.is_valid():
        return _people(request, company, add=form, status=422)
    try:
        talk = submit_people(company, form.cleaned_data["people"], by=member_of(request))
    except GroupFull:
        form.add_error("people", _("At most %(most)d people fit into a group.") % {"most": PEOPLE_MAX})
    except NotNow as not_now:
        form.add_error("people", not_now.refusal.sentence)
        return _people(request, company, add=form, status=429 if not_now.refusal.until else 403)
    else:
        return redirect(talk)
    return _people(request, company, add=form, status=422)


@members_only
@require_POST
@in_talk
def rename(request: HttpRequest, company: Company) -> HttpResponse:
    """Give the group another name."""
    talk, member = company.seat.talk, member_of(request)
    refusal = barred(member)
    if refusal is not None or not talk.is_group or company.seat.accepted_at is None:
        raise PermissionDenied(refusal.sentence if refusal else _("Only groups you are in can be named."))
    form = NameForm(request.POST)
    if not form.is_valid():
        return _people(request, company, name=form, status=422)
    try:
        submit_name(company, form.cleaned_data["name"], by=member)
    except NotNow as not_now:
        form.add_error("name", not_now.refusal.sentence)
        return _people(request, company, name=form, status=429)
    return redirect("messages_people", talk.pk)
