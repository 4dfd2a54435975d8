"""The digest in a member's settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only
from members.digest.choosing import choose_hour, choose_sections, resume, stop
from members.digest.forms import HourForm, SectionsForm
from members.digest.models import DigestChoice
from members.digest.planning import next_for
from members.notifications.preferences import mail_is_stopped


@members_only
@require_safe
def settings_digest(request: HttpRequest) -> HttpResponse:
    """When it comes, and what it tells."""
    return _page(request)


def _page(
    request: HttpRequest, hour: HourForm | None = None, sections: SectionsForm | None = None, status: int = 200
) -> HttpResponse:
    choice = DigestChoice.of(member_of(request))
    sections = sections or SectionsForm.showing(choice)
    page = {
        "choice": choice, "hour_form": hour or HourForm.showing(choice), "sections_form": sections,
        "next": next_for(choice, sections.plan), "all_stopped": mail_is_stopped(choice.member),
    }  # fmt: skip
    return render(request, "members/digest/settings.html", page, status=status)


@members_only
@require_POST
def settings_digest_hour(request: HttpRequest) -> HttpResponse:
    """Keep day, hour and how often."""
    member, form = member_of(request), HourForm(request.POST)
    if not form.is_valid():
        return _page(request, hour=form, status=422)
    choose_hour(member, form.cleaned_data["weekday"], form.cleaned_data["hour"], form.cleaned_data["every"])
    messages.success(request, _("Saved."))
    return redirect("settings_digest")


@members_only
@require_POST
def settings_digest_sections(request: HttpRequest) -> HttpResponse:
    """Keep what the digest tells."""
    member, form = member_of(request), SectionsForm(request.POST)
    if not form.is_valid():
        return _page(request, sections=form, status=422)
    choose_sections(member, form.without)
    messages.success(request, _("Saved."))
    return redirect("settings_digest")


@members_only
@require_POST
def settings_digest_stop(request: HttpRequest) -> HttpResponse:
    """No more digests."""
    stop(member_of(request))
    messages.success(request, _("Done. No more digests."))
    return redirect("settings_digest")


@members_only
@require_POST
def settings_digest_resume(request: HttpRequest) -> HttpResponse:
    """Digests again."""
    resume(member_of(request))
    messages.success(request, _("The digest comes again."))
    return redirect("settings_digest")
