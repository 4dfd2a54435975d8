"""Finding a guide by its address: what may not be seen is the same 404 as what does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from community.guides.models import FormerGuideSlug, Guide
from community.guides.naming import number_in

if TYPE_CHECKING:
    from config.lib.audience import Viewer

    View = Callable[..., HttpResponse]


def guides_for(viewer: Viewer) -> Any:
    """The guides this viewer may know of, with what their pages show."""
    people = ("owner", "space", "thread__space", "edited_by", "created_by", "checked_by", "published_by", "retired_by",
              "review_asked_by")  # fmt: skip
    return Guide.objects.visible_to(viewer).select_related(*people).prefetch_related("editors")


def guide_at(view: View) -> View:
    """Give the view the guide of its address; a former address leads to the present one, also with what hangs on it.

    What is sent to a former address is taken: somebody wrote while another gave the guide its new title.
    """

    @wraps(view)
    def found(request: HttpRequest, guide_slug: str, **rest: Any) -> HttpResponse:
        guide = _guide_at(request.user, guide_slug.replace("\0", ""))
        if guide.address == guide_slug or request.method not in ("GET", "HEAD"):
            return view(request, guide, **rest)
        match = request.resolver_match
        if match is None or match.view_name is None:
            raise Http404
        return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs={"guide_slug": guide.address} | rest))

    return found


def _guide_at(viewer: Viewer, address: str) -> Guide:
    """The guide with exactly this address, or one that had it before guides had numbers, or with its number."""
    guides = guides_for(viewer)
    numbered: Guide | None = guides.filter(pk=number_in(address)).first()
    if numbered is not None and numbered.address == address:
        return numbered
    formerly = FormerGuideSlug.objects.filter(slug=address).values("guide")
    found: Guide | None = guides.filter(Q(slug=address) | Q(pk__in=formerly)).first() or numbered
    if found is None:
        raise Http404
    return found
