"""Newsletters that have left, for members and visitors: each part for whoever sees it, and the way to its thing."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from config.lib.audience import public
from programs.calendar.seeing import with_places
from programs.newsletters.models import NewsletterIssue, NewsletterPart
from programs.newsletters.things import address_of, seen_alone
from programs.newsletters.writing import title_of

PAGE = 20


@public
@require_safe
def newsletters(request: HttpRequest) -> HttpResponse:
    """All issues the viewer may read, newest first."""
    seen = NewsletterIssue.objects.visible_to(request.user).select_related("occurrence__program")
    ordered = seen.order_by("-occurrence__starts_at", "-pk")
    page = {"page": Paginator(ordered, PAGE).get_page(request.GET.get("page"))}
    return render(request, "programs/newsletters/index.html", page)


@public
@require_safe
def newsletter(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """One issue, without what the viewer does not see (any more) and without anybody's personal parts."""
    issue = _issue(request, occurrence_id)
    parts = issue.parts.select_related("thread", "guide", "date__program")
    shown = [(part, title_of(part.thing) if part.has_thing else "") for part in seen_alone(parts, request.user)]
    return render(request, "programs/newsletters/issue.html", {"issue": issue, "shown": shown})


def _issue(request: HttpRequest, occurrence_id: int) -> NewsletterIssue:
    seen = NewsletterIssue.objects.visible_to(request.user).select_related("occurrence__program")
    found: NewsletterIssue = get_object_or_404(seen, occurrence=occurrence_id)
    return found


@public
@require_safe
def newsletter_go(request: HttpRequest, occurrence_id: int, part_id: int) -> HttpResponseBase:
    """On to what a part of a letter leads to, for whoever sees it; that somebody went is counted, not who."""
    parts = NewsletterPart.objects.select_related("thread", "guide", "date__program", "date__thread")
    part = parts.filter(pk=part_id, issue__occurrence=occurrence_id).first()
    seen = seen_alone([part], request.user) if part is not None and part.has_thing else []
    if part is None or not seen:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        NewsletterPart.objects.filter(pk=part.pk).update(clicks=F("clicks") + 1)
    if part.date is not None:
        with_places([part.date], request.user)
    return redirect(address_of(part.thing))
