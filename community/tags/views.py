"""Pages of tags."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.following.choosing import choice_for
from community.home import feed
from community.home.feed import Narrowed
from community.home.listing import listing_for
from community.tags.listing import used_tags
from community.tags.models import Tag
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import public
from config.lib.cursors import cursor_from
from config.lib.tag_names import tag_or_404


@public
@require_safe
@kept_for_visitors
def tag(request: HttpRequest, tag: str) -> HttpResponse:
    """Everything with a tag, newest first."""
    known = Tag.objects.filter(name=tag_or_404(tag)).select_related("synonym_of").first()
    name = known.synonym_of.name if known and known.synonym_of else tag_or_404(tag)
    if name != tag:
        return redirect("tag", name, permanent=True)
    page = feed.latest(request.user, Narrowed(tag=name), cursor_from(request.GET.get("after")))
    listing = listing_for(request, page, None, address=reverse("tag", args=[name]))
    if request.GET.get("part") == "rows":
        return render(request, "community/home/index.html#rows", {"listing": listing})
    context = {"tag": name, "listing": listing, "known": known, "follow": choice_for(request.user, tag=name)}
    return render(request, "community/tags/tag.html", context)


@public
@require_safe
@kept_for_visitors
def tags(request: HttpRequest) -> HttpResponse:
    """The tags in use."""
    used = used_tags(request.user)
    context = {"tags": used, "described": sorted((one for one in used if one.description), key=lambda one: one.name)}
    return render(request, "community/tags/index.html", context)
