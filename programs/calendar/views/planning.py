"""The calendar of the team: ninety days, a month, a list; quiet weeks and settings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from programs.calendar import quiet
from programs.calendar.filters import Filters, choices
from programs.calendar.forms import QuietForm, SettingsForm
from programs.calendar.grid import grid, lane_words
from programs.calendar.holidays import holidays_between
from programs.calendar.months import month_of, month_span
from programs.calendar.reading import Shelf, shelf, with_facts
from programs.calendar.remarks import remarks
from programs.calendar.settings import CalendarSettings
from programs.calendar.weeks import WEEK, WEEKS, Window, begins, day_from, first_of_month, monday_of
from programs.series.measures import Rhythm, Serves

STAGE_ICONS = {
    Serves.ARRIVE: "door-open", Serves.TAKE_PART: "message-circle", Serves.GIVE_BACK: "hand-heart",
    Serves.ADVOCATE: "megaphone",
}  # fmt: skip
PAGE = 60
AGENDA_MOST = 12
"""So many items of each week at most on a phone; the others are in the list."""


@managers_only
@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """What is planned, as the address asks for it."""
    views = {"month": _month, "list": _list}
    return views.get(request.GET.get("view", ""), _ninety)(request)


def _ninety(request: HttpRequest) -> HttpResponse:
    today, filters, settings = timezone.localdate(), Filters.of(request.GET), CalendarSettings.current()
    asked = day_from(request.GET.get("from"))
    window = Window(monday_of(asked)) if asked else Window.around(today)
    found = shelf(member_of(request), window.since, window.until, filters).with_facts()
    holidays = holidays_between(settings.country, window.first, window.last)
    marked = quiet.quiet_between(window.first, window.last)
    picture = grid(found.items, window, today=today, quiet=marked, limit=settings.load_limit, holidays=holidays)
    page = _around(request, found, "90", window.shifted(-WEEKS).first, window.shifted(WEEKS).first) | {
        "grid": picture,
        "lanes": [(label, words(found, rhythm)) for label, rhythm, words in _LANES],
        "remarks": remarks(
            found.items, window, picture.columns, today=today, limit=settings.load_limit, holidays=holidays
        ),
        "agenda": _agenda(found, window, today, settings.load_limit),
        "span_words": (window.first, window.last),
    }
    return render(request, "programs/calendar/ninety.html", page)


def _words(found: Shelf, rhythm: str) -> str:
    return lane_words(found.programs.values(), rhythm)


_LANES = [(label, rhythm, _words) for rhythm, label in Rhythm.choices]


def _agenda(found: Shelf, window: Window, today: date, limit: int) -> list[dict[str, Any]]:
    """By week for narrow screens, from this week on if it is shown."""
    weeks: dict[date, list[Any]] = {}
    for item in found.items:
        weeks.setdefault(monday_of(max(item.day, window.first)), []).append(item)
    here = monday_of(today)
    ahead = [monday for monday in sorted(weeks) if monday >= here or not window.first <= here <= window.last]
    return [
        {
            "monday": monday, "sunday": monday + timedelta(days=6), "is_this": monday == here,
            "is_next": monday == here + WEEK, "items": weeks[monday][:AGENDA_MOST],
            "count": len(weeks[monday]), "more": max(0, len(weeks[monday]) - AGENDA_MOST),
            "is_heavy": len(weeks[monday]) > limit,
        }
        for monday in ahead
    ]  # fmt: skip


def _month(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    day = first_of_month(day_from(request.GET.get("from")) or today)
    first, end = month_span(day)
    found = shelf(member_of(request), begins(first), begins(end), Filters.of(request.GET), also_called_off=True)
    holidays = holidays_between(CalendarSettings.current().country, first, end)
    inside = [item for item in found.items if first <= item.day < end]
    page = _around(request, found, "month", first_of_month(day, -1), first_of_month(day, 1)) | {
        "weeks": month_of(day, inside, today=today, holidays=holidays),
        "month": day,
    }
    return render(request, "programs/calendar/month.html", page)


def _list(request: HttpRequest) -> HttpResponse:
    first = day_from(request.GET.get("from")) or monday_of(timezone.localdate())
    found = shelf(
        member_of(request), begins(first), begins(first + 2 * timedelta(days=366)), Filters.of(request.GET),
        also_called_off=True,
    )  # fmt: skip
    part = Paginator(found.items, PAGE).get_page(request.GET.get("page"))
    page = _around(request, found, "list", first - WEEKS * WEEK, first + WEEKS * WEEK) | {
        "items": with_facts(list(part.object_list)),
        "part": part,
        "first": first,
    }
    return render(request, "programs/calendar/list.html", page)


def _around(request: HttpRequest, found: Shelf, view: str, earlier: date, later: date) -> dict[str, Any]:
    """What all views have: the way to others, what they are narrowed to, drafts."""
    filters, here = found.filters, reverse("programs")
    from_word = request.GET.get("from", "")
    start = from_word if day_from(from_word) else ""
    names = [("90", _("90 days")), ("month", _("Month")), ("list", _("List"))]
    return {
        "shelf": found,
        "is_workbench": True,
        "view": view,
        "earlier": here + filters.query(view=view, **{"from": earlier.isoformat()}),
        "later": here + filters.query(view=view, **{"from": later.isoformat()}),
        "now_url": here + filters.query(view=view),
        "views": [
            {"url": here + filters.query(view=key, **{"from": start}), "label": label, "current": key == view}
            for key, label in names
        ],
        "stages": [
            {
                "key": key, "label": label, "icon": STAGE_ICONS[Serves(key)], "current": filters.stage == key,
                "url": here + _with_stage(filters, "" if filters.stage == key else key, view, start),
            }
            for key, label in Serves.choices
        ],
        "choices": choices(found.programs.values(), filters),
        "everything_url": here + Filters().query(view=view, **{"from": start}),
        "list_url": here + filters.query(view="list"),
        "start": start,
    }  # fmt: skip


def _with_stage(filters: Filters, stage: str, view: str, start: str) -> str:
    return filters.query(stage=stage, view=view, **{"from": start})


@managers_only
@require_POST
def quiet_week(request: HttpRequest) -> HttpResponse:
    """Mark a week as quiet, or take the mark away."""
    form = QuietForm(request.POST)
    if not form.is_valid():
        return _settings(request, SettingsForm(settings=CalendarSettings.current()), form, 422)
    day, by = form.cleaned_data["day"], member_of(request)
    if request.POST.get("quiet") == "no":
        quiet.unmark(day, by=by)
        messages.success(request, _("This week is like others again."))
    else:
        quiet.mark(day, by=by)
        words = _("The week of %(day)s is quiet: nobody misses anything in it.")
        messages.success(request, words % {"day": date_format(monday_of(day), "MONTH_DAY_FORMAT")})
    return redirect("programs_settings")


@managers_only
@require_safe
def programs_settings(request: HttpRequest) -> HttpResponse:
    """How much a week may hold, whose holidays count, quiet weeks."""
    return _settings(request, SettingsForm(settings=CalendarSettings.current()), QuietForm())


@managers_only
@require_POST
def programs_settings_choose(request: HttpRequest) -> HttpResponse:
    """Have it so from now on."""
    form = SettingsForm(request.POST, settings=CalendarSettings.current())
    if not form.is_valid():
        return _settings(request, form, QuietForm(), 422)
    CalendarSettings.choose(by=member_of(request), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("programs_settings")


def _settings(request: HttpRequest, form: SettingsForm, quiet_form: QuietForm, status: int = 200) -> HttpResponse:
    this = monday_of(timezone.localdate())
    weeks = sorted(quiet.quiet_between(this, this + timedelta(days=800)))
    page = {"form": form, "quiet_form": quiet_form, "weeks": [(day, day + timedelta(days=6)) for day in weeks]}
    return render(request, "programs/calendar/settings.html", page, status=status)
