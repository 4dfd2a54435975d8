"""Guides for readers and robots outside: an Atom feed, a sitemap, and what search engines are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.feeds.atom import MOST_ENTRIES, Entry
from community.feeds.identity import permanent_id
from community.feeds.sitemap import FILES, urls
from community.feeds.structured import TEXT_MAX, Described, person, script_safe
from community.feeds.views import feed
from community.guides.contents import steps_of
from community.guides.models import Guide
from community.spaces.seeing import Visibility
from config.lib.audience import public
from members.installation.models import Installation
from members.profiles.preferences import may_see_profile

if TYPE_CHECKING:
    from community.guides.showing import GuidePage

FILES.append("sitemap_guides")
MOST_IN_SITEMAP = 10_000
WORDS = 155


def _public() -> Any:
    return Guide.objects.visible_to(AnonymousUser()).listed().select_related("owner", "space")


@public
@require_safe
def feed_guides(request: HttpRequest) -> HttpResponse:
    """The newest guides that visitors can read."""
    newest = _public().order_by("-published_at", "-pk")[:MOST_ENTRIES]
    return feed(
        request, permanent_id("guides"), _("Guides"), reverse("guides"), lambda: [_entry(guide) for guide in newest]
    )


def _entry(guide: Guide) -> Entry:
    owner = guide.owner if guide.owner is not None and guide.owner.is_active else None
    known = owner is not None and may_see_profile(AnonymousUser(), owner)
    assert guide.published_at is not None
    return Entry(
        id=permanent_id(guide),
        title=guide.title,
        address=guide.get_absolute_url(),
        author=owner.name if owner else _("Former member"),
        author_address=owner.get_absolute_url() if owner and known else "",
        published=guide.published_at,
        updated=guide.edited_at or guide.published_at,
        html=guide.html,
        language=guide.language,
    )


@public
@require_safe
def sitemap_guides(request: HttpRequest) -> HttpResponse:
    """The guides that visitors can read."""
    found = _public().defer("source", "html", "text").order_by("pk")[:MOST_IN_SITEMAP]
    return urls(
        [(reverse("guides"), None), *((one.get_absolute_url(), one.edited_at or one.published_at) for one in found)]
    )


def described(guide: Guide, page: GuidePage) -> Described | None:
    """A guide in the words of machines; None if visitors do not find it."""
    is_open = guide.space is None or (guide.space.visibility == Visibility.OPEN and guide.space.deleted_at is None)
    if not (is_open and guide.is_published and guide.published_at) or guide.hidden_at or guide.held_at:
        return None
    address = settings.PUBLIC_URL + guide.get_absolute_url()
    changed = guide.edited_at or guide.published_at
    text = guide.summary or " ".join(guide.text.split())[:WORDS]
    published = guide.published_at.isoformat(timespec="seconds")
    data = {
        "@context": "https://schema.org",
        **_kind(guide, page),
        "url": address,
        "description": text,
        "datePublished": published,
        "dateModified": changed.isoformat(timespec="seconds"),
        "author": person(guide.owner),
        "isPartOf": {"@type": "WebSite", "name": Installation.current().name, "url": f"{settings.PUBLIC_URL}/"},
    }
    if guide.language:
        data["inLanguage"] = guide.language
    return Described(guide.title, text, address, published, data["dateModified"], [], script_safe(data))


def _kind(guide: Guide, page: GuidePage) -> dict[str, Any]:
    """A numbered list at the top level makes it a set of steps; anything else is an article."""
    steps = steps_of(page.text.html)
    if steps:
        return {
            "@type": "HowTo",
            "name": guide.title,
            "step": [{"@type": "HowToStep", "position": at, "text": words} for at, words in enumerate(steps, 1)],
        }
    return {"@type": "TechArticle", "headline": guide.title, "articleBody": guide.text[:TEXT_MAX]}
