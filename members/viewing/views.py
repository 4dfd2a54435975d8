"""Viewing as somebody else, for managers; and agreeing to it, for members."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, members_only
from config.lib.handle_names import typed_handle
from config.lib.htmx import is_fragment
from members.profiles.models import Member
from members.viewing.consent import agree, agreed_until, ask, refusal, those_who_agreed, withdraw
from members.viewing.forms import LookForm
from members.viewing.looking import LONGEST, Mode, begin, end


@managers_only
@require_safe
def view_as(request: HttpRequest) -> HttpResponse:
    """Whose eyes one can borrow."""
    return _page(request, LookForm(by=member_of(request)))


def _page(request: HttpRequest, form: LookForm, status: int = 200) -> HttpResponse:
    page = {
        "form": form,
        "agreed": [(member, agreed_until(member)) for member in those_who_agreed(member_of(request))],
        "asks": getattr(form, "cleaned_data", {}).get("asks"),
        "minutes": int(LONGEST.total_seconds() // 60),
    }
    return render(request, "members/viewing/view_as.html", page, status=status)


@managers_only
@require_POST
def view_start(request: HttpRequest) -> HttpResponse:
    """Look with these eyes, from the home page on."""
    by = member_of(request)
    form = LookForm(request.POST, by=by)
    if not form.is_valid():
        return _page(request, form, 422)
    data = form.cleaned_data
    begin(request.session, Mode(data["mode"]), data["thing"], by=by, step=data["step"], groups=data["groups"])
    return redirect("home")


@members_only
@require_POST
def view_leave(request: HttpRequest) -> HttpResponse:
    """See with one's own eyes again, on the page one stands on."""
    end(request.session, by=member_of(request), why="left")
    here = request.POST.get("next", "")
    ours = here.startswith("/") and url_has_allowed_host_and_scheme(here, None, require_https=request.is_secure())
    return redirect(here if ours else "view_as")


@managers_only
@require_POST
def view_ask(request: HttpRequest) -> HttpResponse:
    """Ask a member to agree; once a day at most, whoever asks."""
    by = member_of(request)
    member = Member.objects.present().named(typed_handle(request.POST.get("handle", ""))).first()
    if member is None or refusal(member, by=by):
        form = LookForm(request.POST, by=by)
        return _page(request, form, 422)
    if ask(member, by=by):
        messages.success(request, _("%(name)s is asked now, and can agree for a day.") % {"name": member.name})
    else:
        messages.info(request, _("%(name)s agrees already, or was asked within a day.") % {"name": member.name})
    return redirect("view_as")


@members_only
@require_safe
def settings_viewing(request: HttpRequest) -> HttpResponse:
    """Whether one agrees. The privacy settings load it as a fragment."""
    part = "#switch" if is_fragment(request) else ""
    return render(request, f"members/viewing/agree.html{part}", {"until": agreed_until(member_of(request))})


@members_only
@require_POST
def view_agree(request: HttpRequest) -> HttpResponse:
    """Agree for a day."""
    agree(member_of(request))
    messages.success(request, _("You agreed for 24 hours. You can take it back at any moment."))
    return redirect("settings_viewing")


@members_only
@require_POST
def view_withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back."""
    withdraw(member_of(request))
    messages.success(request, _("Nobody views as you."))
    return redirect("settings_viewing")
