"""Calendars for other programs: of what visitors see, of an open space, of a member (or one space), of one item."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from community.spaces.models import Space
from config.lib import limits
from config.lib.audience import public
from config.lib.net import network_of
from members.installation.models import Installation
from programs.calendar import ical
from programs.calendar.keys import member_and_space_with, member_with
from programs.calendar.seeing import in_calendar, where_of, with_places

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.series.occurrences import Occurrence

BACK, AHEAD = timedelta(days=31), timedelta(days=366)
MOST = 1000
FRESH_SECONDS = 300
LIMIT = limits.Limit("calendar.network", 120, limits.MINUTE)


@public
@require_safe
def calendar_all(request: HttpRequest) -> HttpResponse:
    """Everything visitors see."""
    name = Installation.current().name
    return _feed(request, name, _rows(AnonymousUser()), AnonymousUser())


@public
@require_safe
def calendar_space(request: HttpRequest, space_slug: str) -> HttpResponse:
    """What happens in one open space."""
    space = Space.objects.open_to_visitors().filter(slug=space_slug, deleted_at=None).first()
    if space is None:
        raise Http404
    rows = _rows(AnonymousUser(), space)
    return _feed(request, f"{space.name} · {Installation.current().name}", rows, AnonymousUser())


@public
@require_safe
def calendar_mine(request: HttpRequest, calendar_token: str) -> HttpResponse:
    """What a member sees, for whoever has the address; 404 as soon as it is another one."""
    limits.spend(LIMIT, network_of(request))
    member = member_with(calendar_token)
    if member is None:
        raise Http404
    return _feed(request, Installation.current().name, _rows(member), member, is_private=True)


@public
@require_safe
def calendar_mine_of_space(request: HttpRequest, space_calendar_token: str) -> HttpResponse:
    """What a member sees of one space; 404 as soon as they do not see it any more, or have another address."""
    limits.spend(LIMIT, network_of(request))
    found = member_and_space_with(space_calendar_token)
    if found is None:
        raise Http404
    member, space = found
    name = f"{space.name} · {Installation.current().name}"
    return _feed(request, name, _rows(member, space), member, is_private=True)


@public
@require_safe
def occurrence_ics(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """One item, for whoever may see it."""
    row = in_calendar(request.user).filter(pk=occurrence_id).first()
    if row is None:
        raise Http404
    response = _feed(request, row.name, [row], request.user, is_private=True, source="")
    response["Content-Disposition"] = f'attachment; filename="{row.day:%Y-%m-%d}-{row.pk}.ics"'
    patch_vary_headers(response, ["Cookie"])
    return response


def _rows(viewer: Viewer, space: Space | None = None) -> list[Occurrence]:
    """What is not long over, and comes within a year: one query."""
    now = timezone.now()
    rows = in_calendar(viewer).between(now - BACK, now + AHEAD)
    return list((rows.filter(program__space=space) if space else rows)[:MOST])


def _feed(
    request: HttpRequest, name: str, rows: Sequence[Occurrence], viewer: Viewer, *, is_private: bool = False,
    source: str | None = None,
) -> HttpResponse:  # fmt: skip
    """The file; 304 for those who have it already."""
    if not is_private:
        limits.spend(LIMIT, network_of(request))
    with_places(rows, viewer)
    with translation.override(Installation.current().language):
        places = where_of(rows)
        events = [ical.event_of(row, places.get(row.pk, "")) for row in rows]
        body = ical.write(name, events, source=request.path if source is None else source)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if events:
        response["Last-Modified"] = http_date(max(event.changed_at for event in events).timestamp())
    response["Cache-Control"] = (
        f"private, max-age={FRESH_SECONDS}" if is_private else f"public, max-age={FRESH_SECONDS}"
    )
    response["X-Robots-Tag"] = "noindex"
    # A row can go away without a trace: only the bytes say whether something has changed.
    found: HttpResponse = get_conditional_response(request, response["ETag"], None, response)  # type: ignore[assignment]
    return found
