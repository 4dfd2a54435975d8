"""The page Privacy, and the owner's settings of what the community tells about itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, owners_only, public
from config.lib.markup import NullResolver
from config.lib.markup import render as rendered
from members.installation.forms import AboutForm, PrivacyForm
from members.installation.models import Installation


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, who sees it, and how to leave."""
    text = rendered(Installation.current().privacy_text(), NullResolver()).html
    return render(request, "members/installation/privacy.html", {"text": text})


@owners_only
@require_safe
def settings_pages(request: HttpRequest) -> HttpResponse:
    """What strangers read about the community."""
    return _pages(request)


def _pages(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    now = Installation.current()
    page = {
        "about_form": AboutForm(initial={"about": now.about_text(), "contact": now.contact}),
        "privacy_form": PrivacyForm(initial={"privacy": now.privacy_text()}),
        "installation": now,
        "topic": "pages",
    } | forms
    return render(request, "manage/settings/pages.html", page, status=status)


@owners_only
@require_POST
def tell_about(request: HttpRequest) -> HttpResponse:
    """Let the page About say something else."""
    form = AboutForm(request.POST)
    if not form.is_valid():
        return _pages(request, 422, about_form=form)
    installation = Installation.current()
    installation.tell("about", form.cleaned_data["about"], by=member_of(request))
    installation.be_reached_at(form.cleaned_data["contact"], by=member_of(request))
    messages.success(request, _("Saved. Everybody reads it at /about/."))
    return redirect("settings_pages")


@owners_only
@require_POST
def tell_privacy(request: HttpRequest) -> HttpResponse:
    """Let the page Privacy say something else."""
    form = PrivacyForm(request.POST)
    if not form.is_valid():
        return _pages(request, 422, privacy_form=form)
    Installation.current().tell("privacy", form.cleaned_data["privacy"], by=member_of(request))
    messages.success(request, _("Saved. Everybody reads it at /privacy/."))
    return redirect("settings_pages")
