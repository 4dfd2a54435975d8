"""The page of an item, and what managers do with one occurrence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import managers_only, member_of
from programs.series.changing import change_one
from programs.series.checking import tick, untick
from programs.series.finding import the_occurrence
from programs.series.foreseeing import foreseen
from programs.series.hosting import set_host
from programs.series.occurrences import Occurrence
from programs.series.one_forms import CallOffForm, HostForm, OneForm, ResultForm
from programs.series.overtaken import ChangedMeanwhile
from programs.series.results import say_result
from programs.series.showing import item_of, result_words
from programs.series.steps import try_again
from programs.series.telling import who_is_told


@managers_only
@require_safe
def occurrence(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """When, who, what is ready, what came of it, and what the clock does."""
    return _page(request, _found(request, occurrence_id))


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def occurrence_change(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Its own title and words, its own time."""
    found = _found(request, occurrence_id)
    form = OneForm(request.POST or None, occurrence=found)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                change_one(found, form.said, by=member_of(request), read_as=form.cleaned_data["edition"])
                messages.success(request, _("Saved. Only this one is changed."))
                return redirect(found)
            status = 422
        except ChangedMeanwhile:
            found.refresh_from_db()
            form.read_again(found)
            status = 409
    page = {"occurrence": found, "form": form, "is_overtaken": status == 409}
    return render(request, "programs/series/one.html", page, status=status)


@managers_only
@require_safe
def occurrence_told(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """What the clock will send to whom, and how many hear of another date."""
    found = _found(request, occurrence_id)
    told = len(who_is_told([found]) - {member_of(request).pk})
    page = {"occurrence": found, "foreseen": foreseen(found), "told": told}
    return render(request, "programs/series/told.html", page)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def occurrence_call_off(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask first, saying how many are told; then let it not take place."""
    found = _found(request, occurrence_id)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found.call_off(by=member_of(request), why=form.cleaned_data["why"])
        if found.called_off_at is not None:
            messages.success(request, _("It is called off."))
        else:
            messages.error(request, _("It has begun by now, and cannot be called off."))
        return redirect(found)
    page = {"occurrence": found, "form": form, "told": len(who_is_told([found]) - {member_of(request).pk})}
    return render(request, "programs/series/call_off.html", page, status=422 if form.errors else 200)


@managers_only
@require_POST
def occurrence_put_back(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Let it take place after all."""
    found = _found(request, occurrence_id)
    found.put_back(by=member_of(request))
    if found.called_off_at is None:
        messages.success(request, _("It takes place."))
    else:
        messages.error(request, _("Its time is over, so it stays called off."))
    return redirect(found)


@managers_only
@require_POST
def occurrence_tick(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Something of the checklist is done, or is not after all."""
    found = _found(request, occurrence_id)
    number = request.POST.get("item", "")
    items = found.program.check_items.filter(retired_at=None)
    item = get_object_or_404(items, pk=int(number) if number.isdecimal() and len(number) < 16 else 0)
    act = untick if request.POST.get("do") == "untick" else tick
    act(found, item, by=member_of(request))
    return redirect(f"{found.get_absolute_url()}#checklist")


@managers_only
@require_POST
def occurrence_result(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """What came of it."""
    found = _found(request, occurrence_id)
    form = ResultForm(request.POST, occurrence=found)
    if not form.is_valid():
        return _page(request, found, result_form=form, status=422)
    said = form.cleaned_data
    say_result(found, said["number"], said["words"], by=member_of(request))
    messages.success(request, _("Thank you. The result stands with it."))
    return redirect(found)


@managers_only
@require_POST
def occurrence_host(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Who is there for this one."""
    found = _found(request, occurrence_id)
    form = HostForm(request.POST, viewer=member_of(request))
    if not form.is_valid():
        return _page(request, found, host_form=form, status=422)
    set_host(found, form.member, by=member_of(request))
    messages.success(request, _("Saved."))
    return redirect(found)


@managers_only
@require_POST
def occurrence_again(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Let the clock try at once what it could not do."""
    found = _found(request, occurrence_id)
    why = try_again(found)
    if why:
        messages.error(request, why)
    else:
        messages.success(request, _("Done."))
    return redirect(found)


def _found(request: HttpRequest, occurrence_id: int) -> Occurrence:
    found = the_occurrence(member_of(request), occurrence_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, found: Occurrence, *, result_form: ResultForm | None = None,
    host_form: HostForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    viewer = member_of(request)
    page: dict[str, Any] = {
        "item": item_of(found, viewer),
        "occurrence": found,
        "program": found.program,
        "result": result_words(found),
        "result_form": result_form or ResultForm(occurrence=found),
        "host_form": host_form
        or HostForm(viewer=viewer, initial={"host": f"@{found.host.handle}" if found.host else ""}),
        "has_errors": bool(result_form or host_form),
    }
    return render(request, "programs/series/item.html", page, status=status)
