"""Everybody, for managers: looked for by name, filtered by sentences, and counted while they are written."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.lib import limits
from config.lib.audience import managers_only
from config.lib.handle_names import typed_handle
from members.profiles.models import MemberQuerySet
from members.segments.building import Builder, choices
from members.segments.counting import Listing, counted, listing
from members.segments.rules import Rule, matching

LONGEST_NAME = 60


@managers_only
@require_safe
def manage_people(request: HttpRequest) -> HttpResponse:
    """Everybody who fits, by name, thirty at a time; what is asked stands in the address."""
    builder, q = Builder.read(request.GET), _typed(request)
    found = Listing(problem=builder.problem)
    if not builder.problem:
        asked = [("q", q)] if q else []
        found = listing(_named(q, builder.rule), request.GET.get("after", ""), [*asked, *builder.pairs()])
    page = {
        "builder": builder, "q": q, "listing": found, "choices": choices(),
        "is_first": "after" not in request.GET,
    }  # fmt: skip
    return render(request, "members/segments/people.html", page, status=422 if builder.problem else 200)


@managers_only
@require_safe
def segment_count(request: HttpRequest) -> HttpResponse:
    """How many fit by now, for the line under the builder."""
    limits.spend(limits.SEGMENT_COUNTS, request.user.pk)
    builder = Builder.read(request.GET)
    found = Listing(problem=builder.problem)
    if not builder.problem:
        found = counted(_named(_typed(request), builder.rule))
    return render(request, "members/segments/_count.html", {"listing": found})


def _typed(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_NAME]


def _named(q: str, rule: Rule | None) -> MemberQuerySet:
    """Who fits, and has this in their name or handle."""
    found = matching(rule)
    return found.filter(Q(name__unaccent__icontains=q) | Q(handle__icontains=typed_handle(q))) if q else found
