"""Own data: a copy of it, leaving, and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import member_of, members_only, owners_only, public
from members.privacy import leaving, returning
from members.privacy.asking import EVERY, TooSoon, ask_for_copy, latest
from members.privacy.forms import EraseForm, LeaveForm
from members.privacy.models import DataExport
from members.profiles.roles import LastOwner

if TYPE_CHECKING:
    from collections.abc import Callable

    from config.lib.audience import View
    from members.privacy.models import Leaving

_page = require_http_methods(["GET", "HEAD", "POST"])
_proven = cast("Callable[[View], View]", reauthentication_required)
"""Who proved a moment ago who they are; everybody else is asked for a password, a code or a passkey first."""
_proven_to_act = cast("Callable[[View], View]", reauthentication_required(allow_get=True))
"""The same for what is sent; the page itself can be looked at."""


@members_only
@require_safe
def settings_data(request: HttpRequest) -> HttpResponse:
    """A copy of everything of mine, and the way out."""
    return _data_page(request)


def _data_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    export = latest(member_of(request))
    again_at = export.asked_at + EVERY if export and not export.failed_at else None
    page = {
        "export": export,
        "again_at": again_at if again_at and again_at > timezone.now() else None,
        "problem": problem,
    }
    return render(request, "members/privacy/data.html", page, status=422 if problem else 200)


@members_only
@require_POST
@_proven
def ask(request: HttpRequest) -> HttpResponse:
    """Have a copy made."""
    try:
        ask_for_copy(by=member_of(request))
    except TooSoon as refusal:
        until = {"until": formats.date_format(timezone.localtime(refusal.until), "SHORT_DATETIME_FORMAT")}
        return _data_page(request, _("There is one copy a day. You can ask for another from %(until)s on.") % until)
    messages.success(request, _("Your copy is being made. A notice tells you when it is ready."))
    return redirect("settings_data")


@members_only
@require_safe
@never_cache
def fetch(request: HttpRequest, copy: str) -> HttpResponseBase:
    """The file, for its owner; to everybody else it does not exist."""
    export = DataExport.objects.kept().filter(secret=copy, member=member_of(request)).first()
    if export is None or not default_storage.exists(export.path):
        raise Http404
    name = f"{member_of(request).handle}-{export.asked_at:%Y-%m-%d}.zip"
    response = FileResponse(default_storage.open(export.path), as_attachment=True, filename=name)
    response["Content-Type"] = "application/zip"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@members_only
@_page
@_proven_to_act
def leave(request: HttpRequest) -> HttpResponse:
    """Close one's own account, to be deleted after fourteen days."""
    member = member_of(request)
    form = LeaveForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            left = leaving.leave(member, by=member, fate=form.cleaned_data["fate"])
        except LastOwner:
            form.add_error(None, _("A community always has an owner. Make somebody else owner first."))
        else:
            logout(request)
            messages.success(request, _closed(left))
            response = redirect("account_login")
            response["Clear-Site-Data"] = '"storage"'  # drafts that this browser keeps
            return response
    return _form_page(request, "members/privacy/leave.html", form)


def _closed(left: Leaving) -> str:
    day = {"day": formats.date_format(timezone.localtime(left.due_at), "DATE_FORMAT")}
    return _("Your account is closed, and deleted on %(day)s. Sign in before that to take it back.") % day


def _form_page(request: HttpRequest, template: str, form: Any, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form} | more, status=422 if request.method == "POST" else 200)


@public
@_page
@never_cache
def offered_return(request: HttpRequest) -> HttpResponse:
    """The way back for whoever has just proven who they are; anybody else goes to the sign-in page."""
    return _way_back(request, returning.offered(request))


@public
@_page
@never_cache
@sensitive_variables("token")
def return_by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The way back behind the button in the letter."""
    found = leaving.by_token(token[:100])
    if found is None and request.method != "POST":
        return render(request, "members/privacy/return.html", {"leaving": None}, status=404)
    return _way_back(request, found)


def _way_back(request: HttpRequest, found: Leaving | None) -> HttpResponse:
    if request.method != "POST" and found is not None:
        return render(request, "members/privacy/return.html", {"leaving": found})
    if request.method == "POST":
        if found is not None and leaving.come_back(found):
            messages.success(request, _("Your account is open again. Sign in as before."))
        else:
            messages.error(request, _("This way back is no longer open."))
    return redirect("account_login")


@owners_only
@_page
@_proven_to_act
def erase_member(request: HttpRequest) -> HttpResponse:
    """Start the deletion of somebody else's account, who asked for it; they have the same fourteen days."""
    by = member_of(request)
    form = EraseForm(
        request.POST if request.method == "POST" else None, by=by, handle=request.GET.get("member", "")[:31]
    )
    if request.method == "POST" and form.is_valid():
        try:
            left = leaving.leave(form.member, by=by, fate=form.cleaned_data["fate"])
        except LastOwner:
            form.add_error("handle", _("A community always has an owner. Make somebody else owner first."))
        else:
            words = {
                "name": form.member.name,
                "day": formats.date_format(timezone.localtime(left.due_at), "DATE_FORMAT"),
            }
            messages.success(request, _("The account of %(name)s is closed, and deleted on %(day)s.") % words)
            return redirect("settings_roles")
    return _form_page(request, "members/privacy/erase.html", form, topic="roles")
