"""The host's page of an event: the list, who came, places, words; each act on its own address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.events import hosting
from programs.events.afterwards import afterwards_of
from programs.events.counting import Numbers, numbers_of, recap_of
from programs.events.forms import AddForm, CapacityForm, MessageForm, TakeOffForm, WordsForm
from programs.events.models import Attendance, AttendanceQuerySet, Says, capacity_of, day_of
from programs.events.seeing import may_host
from programs.events.showing import sheet_of
from programs.events.views.pages import visible
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile, read_again

PAGE_SIZE, QUERY_MAX = 50, 80
SHOWN = {
    "going": Q(seated_at__isnull=False), "waiting": Q(says=Says.GOING, seated_at=None), "maybe": Q(says=Says.MAYBE),
    "came": Q(came_at__isnull=False), "off": Q(taken_off_at__isnull=False),
}  # fmt: skip


def hosted(request: HttpRequest, occurrence_id: int) -> Occurrence:
    """An event that the reader runs; anything else is not there."""
    found = visible(request, occurrence_id)
    if not may_host(request.user, found):
        raise Http404
    return found


@members_only
@require_safe
def event_console(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Who goes, waits, came; with search."""
    return _page(request, hosted(request, occurrence_id))


def rows_of(occurrence: Occurrence, show: str = "", q: str = "") -> AttendanceQuerySet:
    """The list: who has a place, who waits, who may come; found by name or handle."""
    rank = Case(
        When(seated_at__isnull=False, then=Value(0)), When(says=Says.GOING, then=Value(1)),
        When(says=Says.MAYBE, then=Value(2)), default=Value(3), output_field=IntegerField(),
    )  # fmt: skip
    rows = Attendance.objects.filter(occurrence=occurrence).select_related("member").annotate(rank=rank)
    rows = rows.filter(SHOWN.get(show) or ~Q(says=Says.NO))
    if q:
        rows = rows.filter(Q(member__name__unaccent__icontains=q) | Q(member__handle__icontains=q.lstrip("@")))
    found: AttendanceQuerySet = rows.order_by("rank", "asked_at", "pk")
    return found


def _page(request: HttpRequest, found: Occurrence, status: int = 200, **forms: Any) -> HttpResponse:
    show, q = request.GET.get("show", ""), request.GET.get("q", "").replace("\0", "").strip()[:QUERY_MAX]
    day = day_of(found)
    numbers = numbers_of([found.pk]).get(found.pk, Numbers())
    page = {
        "occurrence": found,
        "sheet": sheet_of(found, request.user),
        "numbers": numbers,
        "recap": recap_of(found),
        "afterwards": afterwards_of(found) if member_of(request).is_manager else None,
        "page": Paginator(rows_of(found, show, q), PAGE_SIZE).get_page(request.GET.get("page")),
        "show": show if show in SHOWN else "",
        "tabs": _tabs(found, numbers, show),
        "q": q,
        "pages_address": "?" + urlencode({"show": show, "q": q}) + "&page=",
        "add_form": AddForm(auto_id="add_%s"),
        "capacity_form": CapacityForm(initial={"capacity": capacity_of(found)}, auto_id="capacity_%s"),
        "message_form": MessageForm(auto_id="message_%s"),
        "words_form": WordsForm.of(day),
        "off_form": None,
        "problem": "",
        "has_problem": status >= 400,
    } | forms
    return render(request, "programs/events/console.html", page, status=status)


def _tabs(found: Occurrence, numbers: Numbers, show: str) -> list[dict[str, Any]]:
    here = reverse("event_console", args=[found.pk])
    words = [
        ("", _("All"), numbers.going + numbers.waiting + numbers.maybe), ("going", _("With a place"), numbers.going),
        ("waiting", _("Waiting"), numbers.waiting), ("maybe", Says.MAYBE.label, numbers.maybe),
        ("came", _("Came"), numbers.came),
    ]  # fmt: skip
    return [
        {"url": f"{here}?show={key}" if key else here, "label": label, "count": count, "current": key == show}
        for key, label, count in words
    ]


def _done(request: HttpRequest, found: Occurrence, act: Callable[[], None], words: str, **forms: Any) -> HttpResponse:
    """Do it and say so, or say why not on the same page."""
    try:
        act()
    except ChangedMeanwhile:
        raise
    except NotNow as no:
        form = next(iter(forms.values()), None)
        if form is None:
            return _page(request, found, 422, problem=no.refusal.sentence)
        form.add_error(None, no.refusal.sentence)
        return _page(request, found, 422, **forms)
    messages.success(request, words)
    return redirect("event_console", found.pk)


def _person(found: Occurrence, handle: str) -> Member:
    """Somebody who answered to it: a host learns nobody's name by trying handles. Raises Http404."""
    there = Attendance.objects.filter(occurrence=found).values("member")
    return get_object_or_404(Member.objects.get_queryset(), handle=handle, pk__in=there)


@members_only
@require_POST
def event_add(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Put somebody on the list by hand."""
    found, form = hosted(request, occurrence_id), AddForm(request.POST, auto_id="add_%s")
    if not form.is_valid():
        return _page(request, found, 422, add_form=form)
    member = form.member
    words = _("%(name)s has a place.") % {"name": member.name}
    return _done(request, found, lambda: hosting.add(found, member, by=member_of(request)), words, add_form=form)


@members_only
@require_POST
def event_take_off(request: HttpRequest, occurrence_id: int, handle: str) -> HttpResponse:
    """Take somebody off the list, with a reason."""
    found = hosted(request, occurrence_id)
    member = _person(found, handle)
    form = TakeOffForm(request.POST, auto_id=f"off_{member.pk}_%s")
    if not form.is_valid():
        return _page(request, found, 422, off_form=form, off_member=member)
    words, why = _("%(name)s is off the list, and is told why.") % {"name": member.name}, form.cleaned_data["why"]
    return _done(request, found, lambda: hosting.take_off(found, member, why, by=member_of(request)), words)


@members_only
@require_POST
def event_came(request: HttpRequest, occurrence_id: int, handle: str) -> HttpResponse:
    """They are there."""
    found = hosted(request, occurrence_id)
    member = _person(found, handle)
    words = _("%(name)s is here.") % {"name": member.name}
    return _done(request, found, lambda: hosting.check_in(found, member, by=member_of(request)), words)


@members_only
@require_POST
def event_came_not(request: HttpRequest, occurrence_id: int, handle: str) -> HttpResponse:
    """They are not there after all."""
    found = hosted(request, occurrence_id)
    member = _person(found, handle)
    words = _("%(name)s is not here after all.") % {"name": member.name}
    return _done(request, found, lambda: hosting.check_out(found, member, by=member_of(request)), words)


@members_only
@require_POST
def event_capacity(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Offer more places, or fewer."""
    found, form = hosted(request, occurrence_id), CapacityForm(request.POST, auto_id="capacity_%s")
    if not form.is_valid():
        return _page(request, found, 422, capacity_form=form)
    capacity = form.cleaned_data["capacity"]
    act = lambda: hosting.set_capacity(found, capacity, by=member_of(request))  # noqa: E731
    return _done(request, found, act, _("The number of places is changed."), capacity_form=form)


@members_only
@require_POST
def event_words(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Write the note, or put the recording there."""
    found = hosted(request, occurrence_id)
    form = WordsForm.of(day_of(found), request.POST)
    if not form.is_valid():
        return _page(request, found, 422, words_form=form)
    said = form.cleaned_data
    try:
        return _done(request, found, lambda: hosting.describe(found, said, by=member_of(request)), _("Saved."))
    except ChangedMeanwhile as overtaken:
        found = hosted(request, occurrence_id)
        read_again(form, day_of(found).words_edition)
        return _page(request, found, overtaken.refusal.status, words_form=form)


@members_only
@require_POST
def event_tell(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Write to everybody who has a place."""
    found, form = hosted(request, occurrence_id), MessageForm(request.POST, auto_id="message_%s")
    if not form.is_valid():
        return _page(request, found, 422, message_form=form)
    said = form.cleaned_data
    act = lambda: hosting.tell_all(found, said["words"], said["key"], by=member_of(request))  # noqa: E731
    return _done(request, found, act, _("Your message is on its way."), message_form=form)
