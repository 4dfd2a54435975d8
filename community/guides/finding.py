"""Finding a guide by its address: what may not be seen is the same 404 as what does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from community.guides.models import FormerGuideSlug, Guide

if TYPE_CHECKING:
    from config.lib.audience import Viewer

    View = Callable[..., HttpResponse]


def guides_for(viewer: Viewer) -> Any:
    """The guides this viewer may know of, with what their pages show."""
    people = ("owner", "space", "thread__space", "edited_by", "created_by", "checked_by", "published_by", "retired_by",
              "review_asked_by")  # fmt: skip
    return Guide.objects.visible_to(viewer).select_related(*people).prefetch_related("editors")


def guide_at(view: View) -> View:
    """Give the view the guide of its address; a former address leads to the present one, also with what hangs on it."""

    @wraps(view)
    def found(request: HttpRequest, guide_slug: str, **rest: Any) -> HttpResponse:
        guide = guides_for(request.user).filter(slug=guide_slug.replace("\0", "")).first()
        return view(request, guide, **rest) if guide is not None else _moved(request, guide_slug, rest)

    return found


def _moved(request: HttpRequest, slug: str, rest: dict[str, Any]) -> HttpResponse:
    match = request.resolver_match
    known = FormerGuideSlug.objects.filter(
        slug=slug.replace("\0", ""), guide__in=Guide.objects.visible_to(request.user).values("pk")
    )
    former = known.select_related("guide").first()
    if former is None or match is None or match.view_name is None or request.method not in ("GET", "HEAD"):
        raise Http404
    return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs={"guide_slug": former.guide.slug} | rest))
