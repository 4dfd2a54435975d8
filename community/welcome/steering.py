"""The team's page about the page of newcomers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.welcome.film import forget_film, keep_film
from community.welcome.forms import RulesForm
from community.welcome.models import WelcomeRules
from config.lib.audience import managers_only, member_of


@managers_only
@require_safe
def settings_welcome(request: HttpRequest) -> HttpResponse:
    """What newcomers see, and where their introductions go."""
    return _page(request, RulesForm(rules=WelcomeRules.current()))


@managers_only
@require_POST
def choose_welcome(request: HttpRequest) -> HttpResponse:
    """Let newcomers see this from now on."""
    rules = WelcomeRules.current()
    form = RulesForm(request.POST, request.FILES, rules=rules)
    if not form.is_valid():
        return _page(request, form, 422)
    chosen, before = dict(form.cleaned_data), rules.video
    film = chosen.pop("film")
    if film is not None:
        chosen["video"] = keep_film(film)
    rules.choose(by=member_of(request), **chosen)
    if before and before != chosen["video"]:
        forget_film(before)
    messages.success(request, _("Saved. Newcomers see it from now on."))
    return redirect("settings_welcome")


def _page(request: HttpRequest, form: RulesForm, status: int = 200) -> HttpResponse:
    return render(request, "community/welcome/settings.html", {"form": form, "topic": "welcome"}, status=status)
