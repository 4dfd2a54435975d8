"""Middleware: the language and time zone a member chose."""

import zoneinfo
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

if TYPE_CHECKING:
    from members.profiles.models import Member

SEEN_EVERY = timedelta(minutes=5)
_KNOWN = {code for code, _name in settings.LANGUAGES}


class Preferences:
    """A member's own language and time zone; a visitor's language by what the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The member, in place of a proxy that would add to each of the thousand questions a page asks.
        member = request.user = get_user(request)
        chosen = member.language if member.is_authenticated else ""
        language = chosen if chosen in _KNOWN else translation.get_language_from_request(request)
        with translation.override(language), timezone.override(_zone(member)):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        # Whoever looks with other eyes leaves no mark.
        is_page = request.method == "GET" and "HX-Request" not in request.headers
        if member.is_authenticated and request.user is member and is_page:
            note_presence(request, member)
        return response


def note_presence(request: HttpRequest, member: "Member") -> None:
    """Remember that a member is here, at most once in `SEEN_EVERY`; who comes back stays signed in."""
    now = timezone.now()
    if member.last_seen_at is None or now - member.last_seen_at > SEEN_EVERY:
        member.__class__.objects.filter(pk=member.pk).update(last_seen_at=now)
        if member.last_seen_at and request.session.get("renewed_on") != (today := now.date().isoformat()):
            request.session["renewed_on"] = today  # saved with this answer, and its time begins anew


def _zone(member: object) -> zoneinfo.ZoneInfo:
    name = getattr(member, "time_zone", "") or settings.TIME_ZONE
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)
