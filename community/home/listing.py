"""A list of threads as a page draws it: rows, the line where the news end, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.home.feed import Narrowed, Page
from community.home.for_you import for_you
from community.home.greeting import since_words
from community.home.models import Order
from community.home.seen import pack
from community.home.visiting import MOST
from community.spaces.models import Space
from community.threads.rows import Row, rows_for
from config.lib.cursors import Cursor, cursor_from
from config.lib.tag_names import TAG_MAX

if TYPE_CHECKING:
    from community.home.visiting import Pulse
    from members.profiles.models import Member


@dataclass(frozen=True)
class Listing:
    """What `community/home/index.html#rows` draws."""

    new: list[Row]
    """What moved since the last visit, with what is pinned on top."""
    rest: list[Row]
    caught_up: str = ""
    """The line between the two; empty when there is none to draw."""
    older_url: str = ""
    key: str = ""
    """Tells the parts of one page apart."""

    def __bool__(self) -> bool:
        return bool(self.new or self.rest)


def listing_for(
    request: HttpRequest, page: Page, pulse: Pulse | None, *, address: str, narrowed: Narrowed | None = None
) -> Listing:
    """A list by time; `address` is the list's own page."""
    since = pulse.since if pulse else None
    new, rest = _parted(rows_for(request.user, page.threads), since)
    query = {"space": narrowed.space.slug if narrowed.space else "", "tag": narrowed.tag} if narrowed else {}
    query = {name: value for name, value in query.items() if value} | {"after": str(page.older)}
    return Listing(
        new,
        rest,
        caught_up=_line(new, rest, since, cursor_from(request.GET.get("after"))),
        older_url=f"{address}?{urlencode(query)}" if page.older else "",
        key=str(page.older or "end"),
    )


def picked(member: Member, pulse: Pulse, seen: frozenset[int] = frozenset()) -> Listing:
    """What fits the member, each with its reason; `seen` stood on the pages before."""
    found = for_you(member, pulse.since, seen)
    rows = rows_for(member, [one.thread for one in found.picked])
    for row, one in zip(rows, found.picked, strict=True):
        row.why = one.why
    new, rest = _parted(rows, pulse.since)
    return Listing(
        new,
        rest,
        caught_up=_line(new, rest, pulse.since, None) if new or not seen else "",
        older_url=f"{reverse('for_you')}?{urlencode({'seen': pack(found.seen)})}" if found.seen else "",
        key=f"after-{len(found.seen or ())}",
    )


def _parted(rows: list[Row], since: datetime | None) -> tuple[list[Row], list[Row]]:
    """The rows on top, pinned or moved since the last visit, and the others; they come in this order."""
    if since is None:
        return [], rows
    up = (row.thread.pinned_everywhere or row.thread.last_post_at > since for row in rows)
    end = next((place for place, is_up in enumerate(up) if not is_up), len(rows))
    return rows[:end], rows[end:]


def _line(new: list[Row], rest: list[Row], since: datetime | None, after: Cursor | None) -> str:
    """The words between news and the rest; on a later page only if the news ended right there."""
    if since is None or not rest:
        return ""
    words = {"since": since_words(since)}
    if any(row.thread.last_post_at > since for row in new) or (after and after.at > since):
        return _("That’s everything new %(since)s") % words
    return "" if after else _("Nothing new %(since)s") % words


def narrowed_by(request: HttpRequest) -> Narrowed:
    """The space and the tag in the address. Raises Http404 for a space the viewer does not see."""
    slug, tag = request.GET.get("space", ""), request.GET.get("tag", "").strip().lstrip("#").lower()
    space = None
    if slug:
        space = Space.objects.visible_to(request.user).filter(slug=slug.replace("\0", "")).first()
        if space is None:
            raise Http404
    if len(tag) > TAG_MAX or "\0" in tag:
        raise Http404
    return Narrowed(space, tag)


def tabs_for(request: HttpRequest, name: str, pulse: Pulse | None) -> list[dict[str, Any]]:
    """The tabs above the list; counts only where they are known."""
    if pulse is None:
        rows = [
            ("latest", _("Latest"), reverse("latest"), 0),
            ("unanswered", _("Unanswered"), reverse("unanswered"), 0),
        ]
    else:
        fits = reverse("home") if pulse.order == Order.FOR_YOU else reverse("for_you")
        rows = [
            ("for_you", _("For you"), fits, 0),
            ("following", pgettext("list of threads", "Following"), reverse("following"), pulse.following),
            ("latest", _("Latest"), reverse("latest"), 0),
            ("unanswered", _("Unanswered"), reverse("unanswered"), pulse.unanswered),
        ]
    return [
        {"url": url, "label": label, "count": f"{MOST}+" if count >= MOST else count, "current": key == name}
        for key, label, url, count in rows
    ]
