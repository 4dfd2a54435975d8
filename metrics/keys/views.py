"""The page of keys, for managers."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from metrics.keys.forms import KeyForm, taken
from metrics.keys.models import HealthKey

MOST_ENDED = 50
EXAMPLE = 'curl -H "Authorization: Bearer {}" {}'


@managers_only
@require_safe
def health_keys(request: HttpRequest) -> HttpResponse:
    """All keys, those in use first."""
    return _list(request, KeyForm())


@managers_only
@require_POST
@never_cache
def health_key_make(request: HttpRequest) -> HttpResponse:
    """A new key, shown this once."""
    form = KeyForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                _made, key = HealthKey.make(form.cleaned_data["name"], by=member_of(request))
            return _list(request, KeyForm(), key=key)
        except IntegrityError:  # another manager was quicker by a moment
            form.add_error("name", taken())
    return _list(request, form, status=422)


@managers_only
@require_safe
def health_key(request: HttpRequest, key_id: int) -> HttpResponse:
    """The question before a key ends; of one that was ended there is nothing to ask."""
    found = get_object_or_404(HealthKey, pk=key_id)
    if found.ended_at is not None:
        return redirect("health_keys")
    return render(request, "metrics/keys/end.html", {"key": found})


@managers_only
@require_POST
def health_key_end(request: HttpRequest, key_id: int) -> HttpResponse:
    """End it; whoever comes second is told that somebody else did."""
    if get_object_or_404(HealthKey, pk=key_id).end(by=member_of(request)):
        messages.success(request, _("The key opens nothing any more."))
    else:
        messages.info(request, _("This key was ended before, by somebody else or by you."))
    return redirect("health_keys")


def _list(request: HttpRequest, form: KeyForm, *, key: str = "", status: int = 200) -> HttpResponse:
    rows = HealthKey.objects.select_related("made_by")
    page = {
        "keys": list(rows.filter(ended_at=None).order_by("name", "pk")),
        "ended": list(rows.exclude(ended_at=None).order_by("-ended_at", "-pk")[:MOST_ENDED]),
        "form": form, "key": key,
        "example": EXAMPLE.format(key or "tkh_…", request.build_absolute_uri(reverse("api_health"))),
    }  # fmt: skip
    return render(request, "metrics/keys/list.html", page, status=status)
