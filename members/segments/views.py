"""Segments, for managers: made, changed, looked into, archived."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.handle_names import typed_handle
from members.profiles.models import Member
from members.segments.building import Builder, choices
from members.segments.counting import Listing, counted, listing
from members.segments.forms import SegmentForm, name_taken
from members.segments.models import ChangedMeanwhile, Segment
from members.segments.rules import WrongRule, matching
from members.segments.uses import uses_of
from members.segments.wording import Labels, explain, told

LONGEST_HANDLE = 60


@managers_only
@require_safe
def segments(request: HttpRequest) -> HttpResponse:
    """Every segment with its sentences; archived ones below."""
    found, labels = Segment.objects.order_by("name"), Labels()
    rows = [(segment, told(segment.rule, labels=labels)) for segment in found.in_use()]
    page = {"rows": rows, "archived": found.exclude(archived_at=None)}
    return render(request, "members/segments/list.html", page)


@managers_only
@require_safe
def segment(request: HttpRequest, segment_id: int) -> HttpResponse:
    """One segment: what it asks, who fits, and why somebody is in it."""
    found = get_object_or_404(Segment.objects.select_related("created_by", "changed_by"), pk=segment_id)
    problem = found.problem
    people = Listing(problem=problem) if problem else listing(found.people(), request.GET.get("after", ""))
    page = {
        "segment": found,
        "listing": people,
        "is_first": "after" not in request.GET,
        "uses": uses_of(found),
        **_why(request, found, problem),
    }
    return render(request, "members/segments/detail.html", page)


def _why(request: HttpRequest, segment: Segment, problem: str) -> dict[str, object]:
    """The answer to "why is this person in it", if it was asked."""
    asked = typed_handle(request.GET.get("why", "").replace("\0", "")[:LONGEST_HANDLE])
    if not asked or problem:
        return {}
    member = Member.objects.present().named(asked).first()
    if member is None:
        return {"asked": asked}
    return {"asked": asked, "who": member, "why": explain(segment.rule, member)}


@managers_only
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """A form for a new segment; sentences that stand in the address are in it."""
    return _editor(request, Builder.read(request.GET), SegmentForm(), None)


@managers_only
@require_safe
def edit(request: HttpRequest, segment_id: int) -> HttpResponse:
    """A form for another name, purpose or rule."""
    found = get_object_or_404(Segment, pk=segment_id)
    form = SegmentForm(initial={"name": found.name, "purpose": found.purpose}, segment=found)
    return _editor(request, Builder.of(found.rule), form, found)


def _editor(
    request: HttpRequest, builder: Builder, form: SegmentForm, segment: Segment | None, status: int = 200, **more: Any
) -> HttpResponse:
    said = builder.rule is not None
    page = {
        "edition": request.POST.get("edition") or (segment.edition if segment else ""),
        "listing": counted(matching(builder.rule)) if said else None,
        "builder": builder,
        "choices": choices(),
        "form": form,
        "segment": segment,
        "uses": uses_of(segment) if segment else [],
        "save_url": reverse("segment_change", args=[segment.pk]) if segment else reverse("segment_create"),
        "build_url": reverse("segment_rebuild", args=[segment.pk]) if segment else reverse("segment_build"),
        **more,
    }
    return render(request, "members/segments/edit.html", page, status=status)


@managers_only
@require_POST
def build(request: HttpRequest) -> HttpResponse:
    """The form again, with a sentence more or less; nothing is kept."""
    return _built(request, None)


@managers_only
@require_POST
def rebuild(request: HttpRequest, segment_id: int) -> HttpResponse:
    """The form of a segment again, with a sentence more or less; nothing is kept."""
    return _built(request, get_object_or_404(Segment, pk=segment_id))


def _built(request: HttpRequest, segment: Segment | None) -> HttpResponse:
    form = SegmentForm(initial={name: request.POST.get(name, "") for name in SegmentForm.base_fields}, segment=segment)
    builder = Builder.read(request.POST)
    return _editor(request, builder, form, segment, 422 if builder.problem else 200)


@managers_only
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Save a new segment."""
    return _saved(request, None)


@managers_only
@require_POST
def change(request: HttpRequest, segment_id: int) -> HttpResponse:
    """Save another name, purpose or rule."""
    return _saved(request, get_object_or_404(Segment, pk=segment_id))


def _saved(request: HttpRequest, segment: Segment | None) -> HttpResponse:
    form, builder, by = SegmentForm(request.POST, segment=segment), Builder.read(request.POST), member_of(request)
    if builder.rule is None and not builder.problem:
        builder.problem = _("Add at least one sentence: without any, this would be everybody.")
    if form.is_valid() and builder.rule is not None:
        words = {"name": form.cleaned_data["name"], "purpose": form.cleaned_data["purpose"]}
        try:
            with transaction.atomic():
                if segment is None:
                    segment = Segment.create(rule=builder.rule, by=by, **words)
                else:
                    segment.change(rule=builder.rule, by=by, edition=request.POST.get("edition", ""), **words)
        except WrongRule as wrong:
            builder.problem = str(wrong)
        except IntegrityError:
            form.add_error("name", name_taken(words["name"]))
        except ChangedMeanwhile:
            assert segment is not None
            return _editor(request, builder, form, segment, 409, theirs=segment, edition=segment.edition)
        else:
            messages.success(request, _("Saved."))
            return redirect(segment)
    return _editor(request, builder, form, segment, 422)


@managers_only
@require_POST
def archive(request: HttpRequest, segment_id: int) -> HttpResponse:
    """Take it off the list."""
    found = get_object_or_404(Segment, pk=segment_id)
    found.archive(by=member_of(request))
    messages.success(request, _("“%(name)s” is archived. It stands at the end of the list.") % {"name": found.name})
    return redirect("segments")


@managers_only
@require_POST
def unarchive(request: HttpRequest, segment_id: int) -> HttpResponse:
    """Put it back on the list."""
    found = get_object_or_404(Segment, pk=segment_id)
    try:
        with transaction.atomic():
            found.unarchive(by=member_of(request))
    except IntegrityError:
        messages.error(request, name_taken(found.name) + " " + _("Give that one another name first."))
    else:
        messages.success(request, _("Back on the list."))
    return redirect("segments")
