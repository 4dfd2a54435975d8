"""The guidelines, for everybody: what is in force, what was before, and agreeing to them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from members.installation.models import Installation
from members.profiles.models import Member
from moderation.guidelines.accepting import OtherVersion, agree
from moderation.guidelines.models import Guidelines
from moderation.guidelines.showing import shown


@public
@require_safe
def guidelines(request: HttpRequest) -> HttpResponse:
    """How people treat each other here: the version in force."""
    return _page(request, Guidelines.in_force(), is_old=False)


@public
@require_safe
def guidelines_version(request: HttpRequest, number: int) -> HttpResponse:
    """A version that was published, whether or not it still holds."""
    version = get_object_or_404(Guidelines, number=number, published_at__isnull=False)
    current = Guidelines.in_force()
    return _page(request, version, is_old=current is not None and current.pk != version.pk)


def _page(request: HttpRequest, version: Guidelines | None, *, is_old: bool) -> HttpResponse:
    viewer = request.user
    asked = isinstance(viewer, Member) and not is_old and Installation.current().has_to_agree(viewer)
    others = Guidelines.objects.filter(published_at__isnull=False)
    page = {
        "shown": shown(version) if version else None,
        "is_old": is_old,
        "asked": asked,
        "versions": list(others.exclude(pk=version.pk).order_by("-number")) if version else [],
        "transparency_url": reverse("transparency"),
    }
    return render(request, "moderation/guidelines/guidelines.html", page)


@members_only
@require_POST
def guidelines_agree(request: HttpRequest, number: int) -> HttpResponse:
    """Agree to the version that was read."""
    version = Guidelines.objects.filter(number=number, published_at__isnull=False).first()
    if version is None:
        raise Http404
    try:
        agree(version, by=member_of(request))
    except OtherVersion:
        messages.info(request, _("A newer version was published as you read. This is it."))
    else:
        messages.success(request, _("Thank you. You can write again; your drafts are where you left them."))
    return redirect("guidelines")
