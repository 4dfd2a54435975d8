"""First posts and the score for spam: what the team reads, and managers set."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, moderators_only
from moderation.screening import trust
from moderation.screening.first import FirstPosts
from moderation.screening.forms import FirstPostsForm
from moderation.screening.hits import Origin
from moderation.screening.permissions import may_rule
from moderation.screening.showing import tally_of

NAMES = ("holding", "posts", "greets", "report_from", "hold_from")


@moderators_only
@require_safe
def first_posts(request: HttpRequest) -> HttpResponse:
    """The settings, and how they did."""
    current = FirstPosts.current()
    return _page(request, FirstPostsForm(initial={name: getattr(current, name) for name in NAMES}))


@managers_only
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Change them."""
    viewer = member_of(request)
    if (refusal := may_rule(viewer)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = FirstPostsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    FirstPosts.current().change({name: form.cleaned_data[name] for name in NAMES}, by=viewer)
    messages.success(request, _("Saved."))
    return redirect("first_posts")


def _page(request: HttpRequest, form: FirstPostsForm, status: int = 200) -> HttpResponse:
    refusal = may_rule(member_of(request))
    if refusal is not None:
        for field in form.fields.values():
            field.disabled = True
    context = {
        "form": form, "refusal": refusal, "limits": trust,
        "score": tally_of(origin=Origin.SCORE), "held": tally_of(origin=Origin.FIRST),
    }  # fmt: skip
    return render(request, "moderation/screening/first.html", context, status=status)
