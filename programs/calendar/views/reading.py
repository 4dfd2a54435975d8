"""What members read of the calendar: the agenda, what is on in a space, what somebody hosts, their own address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.spaces.models import Space
from community.spaces.showing import Place, in_space
from community.spaces.views import around
from config.lib import limits
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import member_of, members_only, public
from config.lib.htmx import is_fragment
from config.lib.limits import by_member, limited
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from programs.calendar.agenda import by_week, entries, kinds_and_spaces, led_by, month_entries
from programs.calendar.keys import close, key_of, renew
from programs.calendar.months import month_of, month_span
from programs.calendar.weeks import WEEK, begins, day_from, first_of_month, monday_of
from programs.series.formats import FORMATS

if TYPE_CHECKING:
    from config.lib.audience import Viewer

SHOWN_WEEKS = 5
RENEWALS = limits.Limit("calendar-keys.member", 20, limits.DAY)


@public
@require_safe
@kept_for_visitors
def events(request: HttpRequest) -> HttpResponse:
    """What is on, by week or by month."""
    slug, kind = request.GET.get("space", "").replace("\x00", ""), request.GET.get("kind", "")
    kind = kind if kind in FORMATS else ""
    spaces = Space.objects.visible_to(request.user).filter(slug=slug, deleted_at=None) if slug else None
    space = spaces.first() if spaces is not None else None
    if spaces is not None and space is None:
        raise Http404
    narrowed: dict[str, Any] = {"space": space.pk if space else None, "kind": kind}
    view = "month" if request.GET.get("view") == "month" else "week"
    page = (_month if view == "month" else _weeks)(request, narrowed)
    kinds, places = kinds_and_spaces(request.user)
    said = {"space": space.slug if space else "", "kind": kind}
    page |= {
        "view": view,
        "space": space,
        "kind": kind,
        "kinds": kinds,
        "places": places,
        "is_filtered": any(said.values()),
    }
    page["views"] = [
        {"url": _address(said, view=""), "label": _("Weeks"), "current": view == "week"},
        {"url": _address(said, view="month"), "label": _("Month"), "current": view == "month"},
    ]
    for name in ("earlier", "later"):
        page[f"{name}_url"] = _address(said, view="month" if view == "month" else "", day=page[name])
    page["now_url"] = _address(said, view="month" if view == "month" else "")
    return render(request, "programs/calendar/events.html", page)


def _address(said: dict[str, str], *, view: str, day: date | None = None) -> str:
    parts = said | {"view": view, "from": day.isoformat() if day else ""}
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{reverse('events')}?{query}" if query else reverse("events")


def _weeks(request: HttpRequest, narrowed: dict[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    first = monday_of(day_from(request.GET.get("from")) or today)
    until = first + SHOWN_WEEKS * WEEK
    found = entries(request.user, begins(max(first, today) if first <= today else first), begins(until), **narrowed)
    return {
        "groups": by_week(found, first, today), "first": first, "last": until - timedelta(days=1),
        "earlier": first - SHOWN_WEEKS * WEEK, "later": until,
    }  # fmt: skip


def _month(request: HttpRequest, narrowed: dict[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    month = first_of_month(day_from(request.GET.get("from")) or today)
    first, end = month_span(month)
    found = month_entries(request.user, first, end, **narrowed)
    return {
        "weeks": month_of(month, found, today=today, holidays={}), "month": month,
        "earlier": first_of_month(month, -1), "later": first_of_month(month, 1),
        "is_empty": not any(first_of_month(entry.day) == month for entry in found),
    }  # fmt: skip


@public
@require_safe
@kept_for_visitors
@in_space
def space_events(request: HttpRequest, place: Place) -> HttpResponse:
    """What is on in one space."""
    today = timezone.localdate()
    first = monday_of(today)
    found = entries(request.user, timezone.now(), begins(first + 26 * WEEK), space=place.space.pk)
    page = around(request, place, "events") | {"groups": by_week(found[:60], today, today)}
    page |= {"address": _address_of(place.space, request.user), "is_own": not place.space.is_open}
    response = render(request, "programs/calendar/space.html", page)
    if page["address"] and page["is_own"]:
        response["Cache-Control"] = "private, no-store"
    return response


def _address_of(space: Space, viewer: Viewer) -> str:
    """Where other calendars read what is on in a space: the same for all if it is open, else a member's own."""
    if space.is_open:
        return f"{settings.PUBLIC_URL}{reverse('calendar_space', args=[space.slug])}"
    key = key_of(viewer) if isinstance(viewer, Member) and viewer.pk else None
    return f"{settings.PUBLIC_URL}{reverse('calendar_mine_of_space', args=[key.token_of(space)])}" if key else ""


@public
@require_safe
def member_events(request: HttpRequest, handle: str) -> HttpResponse:
    """What somebody hosts and hosted, as a part of their profile."""
    member = Member.objects.present().filter(handle=handle).first()
    if member is None or not may_see_profile(request.user, member):
        raise Http404
    page = {"member": member, "entries": led_by(member, request.user)}
    part = "#list" if is_fragment(request) else ""
    response = render(request, f"programs/calendar/of_member.html{part}", page)
    patch_vary_headers(response, ["HX-Request"])
    return response


@members_only
@require_safe
def settings_calendar(request: HttpRequest) -> HttpResponse:
    """The addresses other calendars read: the site's, and one's own."""
    key = key_of(member_of(request))
    own = settings.PUBLIC_URL + reverse("calendar_mine", args=[key.token]) if key else ""
    page = {"own": own, "made_at": key.made_at if key else None}
    page["site"] = settings.PUBLIC_URL + reverse("calendar_all")
    response = render(request, "programs/calendar/own.html", page)
    response["Cache-Control"] = "private, no-store"
    return response


@members_only
@require_POST
@limited(RENEWALS, key=by_member)
def settings_calendar_renew(request: HttpRequest) -> HttpResponse:
    """Have an address, or another one; whoever comes from a space has one for it, and keeps what they had."""
    had = key_of(member_of(request)) is not None
    slug = request.POST.get("space", "").replace("\x00", "")
    space = Space.objects.visible_to(request.user).filter(slug=slug, deleted_at=None).first() if slug else None
    if slug and space is None:
        raise Http404
    if space is None or not had:
        renew(member_of(request))
    if space is not None:
        return redirect(f"{reverse('space_events', args=[space.slug])}#subscribe")
    messages.success(
        request, _("You have a new address. The old one opens no more.") if had else _("Here is your address.")
    )
    return redirect("settings_calendar")


@members_only
@require_POST
def settings_calendar_close(request: HttpRequest) -> HttpResponse:
    """Have none any more."""
    close(member_of(request))
    messages.success(request, _("Your calendar has no address any more."))
    return redirect("settings_calendar")
