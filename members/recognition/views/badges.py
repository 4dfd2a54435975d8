"""Badges for everybody: which there are, who has them, and what for."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.lib.audience import Viewer, public
from members.profiles.finding import Wanted, people
from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from members.recognition.badges import Badge, BadgeAward
from members.recognition.evidence import PROOFS, Thing, counted, criteria, in_words
from members.segments.rules import Rule, WrongRule
from members.segments.wording import Labels

PAGE, THINGS, LATELY = 30, 10, 8


@public
@require_safe
def badges(request: HttpRequest) -> HttpResponse:
    """Every badge with what it is for; and who was given one lately."""
    known = people(request.user, Wanted()).order_by().values("pk")
    held = Q(awards__revoked_at=None, awards__member__in=known)
    rows = Badge.objects.announced().annotate(holders=Count("awards", filter=held, distinct=True))
    rows = rows.filter(Q(retired_at=None) | Q(holders__gt=0))
    lately = _awards(request.user).order_by("-awarded_at", "-pk")[:LATELY]
    page = {"badges": rows.order_by("retired_at", "name"), "lately": lately}
    return render(request, "members/recognition/badges.html", page)


def _awards(viewer: Viewer) -> QuerySet[BadgeAward]:
    """Awards of members this reader finds in the directory."""
    known = people(viewer, Wanted()).order_by().values("pk")
    return BadgeAward.objects.held().filter(member__in=known).select_related("badge", "member")


@public
@require_safe
def badge(request: HttpRequest, slug: str) -> HttpResponse:
    """One badge: what is asked for it, and who has it."""
    found = get_object_or_404(Badge.objects.announced().select_related("segment"), slug=slug)
    labels = Labels()
    rows = _awards(request.user).filter(badge=found).order_by("-awarded_at", "-pk")
    page = {
        "badge": found,
        "criteria": [in_words(leaf, request.user, labels) for leaf in found.criteria],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "members/recognition/badge.html", page)


@dataclass(frozen=True)
class Ground:
    """One criterion of an award, and what counts for it by now."""

    words: str
    count: int | None
    things: list[Thing]


@public
@require_safe
def badge_award(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    """What somebody was given a badge for, with the evidence that this reader may see."""
    rows = BadgeAward.objects.held().select_related("badge", "member", "awarded_by")
    found = get_object_or_404(rows, badge__slug=slug, member__handle=handle)
    if not _knows(request.user, found.member):
        raise Http404
    giver = found.awarded_by if found.awarded_by and may_see_profile(request.user, found.awarded_by) else None
    page = {"award": found, "giver": giver, "grounds": _grounds(found, request.user)}
    return render(request, "members/recognition/award.html", page)


def _knows(viewer: Viewer, member: Member) -> bool:
    """Whether this reader may open the member's page, and is not kept away from."""
    there = member.is_active and member.confirmed_at is not None
    return there and may_see_profile(viewer, member) and member.pk not in who_keeps_away_from(viewer)


def _grounds(award: BadgeAward, viewer: Viewer) -> list[Ground]:
    """Each criterion as it was then; none that could not be checked by everybody any more."""
    labels = Labels()
    try:
        rules = criteria(award.rule, labels) if award.rule else []
    except WrongRule:
        return []
    counts, _more = counted(rules, award.member, viewer)
    return [_ground(leaf, count, award.member, viewer, labels) for leaf, count in zip(rules, counts, strict=True)]


def _ground(leaf: Rule, count: int | None, member: Member, viewer: Viewer, labels: Labels) -> Ground:
    proof = PROOFS[leaf["is"]]
    things: list[Thing] = []
    if count and proof.rows is not None and proof.thing is not None:
        things = [proof.thing(row) for row in proof.rows(member, leaf["with"], viewer)[:THINGS]]
    return Ground(in_words(leaf, viewer, labels), count, things)
