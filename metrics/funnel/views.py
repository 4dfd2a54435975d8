"""The funnel, for managers: the steps, who stopped at one, and a journey for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.numbers import whole_number
from members.journeys.models import Journey
from members.segments.counting import Listing, TookTooLong, in_time, listing, too_long
from members.segments.models import Segment
from members.stages.models import Stage
from metrics.funnel.asking import Asked, asked
from metrics.funnel.people import stopped
from metrics.funnel.sheets import sheet
from metrics.funnel.showing import Funnel, funnel_of
from metrics.funnel.starting import DoesNotRun, Foreseen, foresee, start
from metrics.funnel.steps import NAMES, STEPS, STOPPED
from metrics.rollups.days import SPANS
from metrics.rollups.models import Source


@managers_only
@require_safe
def funnel(request: HttpRequest) -> HttpResponse:
    """From visitor to advocate: how many came to each step, and where they stop."""
    wanted = asked(request.GET)
    found, problem = _funnel(wanted)
    page = {
        "funnel": found, "asked": wanted, "problem": problem, "spans": SPANS, "sources": Source.choices,
        "segments": Segment.objects.in_use().order_by("name"), "visited": NAMES["visited"],
    }  # fmt: skip
    return render(request, "metrics/funnel/funnel.html", page)


def _funnel(wanted: Asked) -> tuple[Funnel | None, str]:
    """The funnel, or why there is none."""
    if wanted.segment is not None and wanted.segment.problem:
        return None, wanted.segment.problem
    try:
        with in_time():
            return funnel_of(wanted), ""
    except TookTooLong:
        return None, too_long()


@managers_only
@require_safe
@never_cache
def funnel_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers as a file."""
    found, problem = _funnel(asked(request.GET))
    if found is None:
        raise Http404(problem)
    return sheet(found)


@managers_only
@require_safe
def funnel_people(request: HttpRequest) -> HttpResponse:
    """Who came to a step and not to the next one."""
    wanted, step = asked(request.GET), _step(request.GET)
    said = [*wanted.pairs, ("step", step)]
    found: Listing = listing(stopped(wanted, step), request.GET.get("after", ""), said)
    page = {
        "asked": wanted, "step": step, "name": NAMES[step], "words": STOPPED[step], "listing": found,
        "is_first": "after" not in request.GET, "query": _query(wanted, step),
    }  # fmt: skip
    return render(request, "metrics/funnel/people.html", page)


def _step(given: QueryDict) -> str:
    """A step somebody can have stopped at. Raises Http404."""
    step = given.get("step", "")
    if step not in (*STEPS, Stage.DORMANT):
        raise Http404
    return str(step)


def _query(wanted: Asked, step: str) -> str:
    return f"{wanted.query}&step={step}"


@managers_only
@require_safe
def funnel_journey(request: HttpRequest) -> HttpResponse:
    """Which journey could begin for those who stopped here, for how many, and for whom not and why."""
    wanted, step, number = asked(request.GET), _step(request.GET), request.GET.get("journey", "")
    journey = Journey.objects.running().filter(pk=whole_number(number) or 0).first() if number else None
    if number and journey is None:
        raise Http404
    return _chosen(request, wanted, step, journey)


def _chosen(
    request: HttpRequest, wanted: Asked, step: str, journey: Journey | None, problem: str = "", key: str = ""
) -> HttpResponse:
    foreseen, is_slow = _foreseen(wanted, step, journey) if journey and not problem else (None, "")
    page: dict[str, Any] = {
        "asked": wanted, "step": step, "name": NAMES[step], "words": STOPPED[step], "query": _query(wanted, step),
        "journeys": Journey.objects.running().order_by("name"), "journey": journey, "foreseen": foreseen,
        "problem": problem or is_slow, "key": key or str(uuid4()),
    }  # fmt: skip
    return render(request, "metrics/funnel/journey.html", page, status=422 if problem else 200)


def _foreseen(wanted: Asked, step: str, journey: Journey) -> tuple[Foreseen | None, str]:
    try:
        with in_time():
            return foresee(journey, stopped(wanted, step)), ""
    except TookTooLong:
        return None, too_long()


@managers_only
@require_POST
def funnel_start_journey(request: HttpRequest) -> HttpResponse:
    """Let it begin for those who stopped here and may begin; pressed twice, it begins once."""
    wanted, step = asked(request.POST), _step(request.POST)
    journey = Journey.objects.filter(pk=whole_number(request.POST.get("journey", "")) or 0).first()
    key = _key(request.POST.get("key", ""))
    if journey is None or key is None:
        return _chosen(request, wanted, step, None, _("Choose a journey that runs."))
    try:
        begun = start(journey, stopped(wanted, step), step=step, key=key, by=member_of(request))
    except DoesNotRun:
        return _chosen(request, wanted, step, None, _("This journey does not run any more. Choose another one."))
    except TookTooLong:
        return _chosen(request, wanted, step, journey, too_long(), str(key))
    if begun.begun:
        words = ngettext("%(n)d member begins “%(name)s”.", "%(n)d members begin “%(name)s”.", begun.begun)
        messages.success(request, words % {"n": begun.begun, "name": begun.journey.name})
    else:
        messages.info(request, _("Nobody began: all of them are in it, were in it, or cannot begin."))
    return redirect(f"{reverse('funnel_people')}?{_query(wanted, step)}")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
