"""Many cases at once: chosen in the queue, decided alike, undone together for 30 seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.lib.audience import member_of, moderators_only
from moderation.review.bulk import MOST, Thing, decide_many, decide_things, undo_many
from moderation.review.bulk_forms import BulkForm
from moderation.review.cases import Case
from moderation.review.chosen import Chosen, as_seen
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.subjects import Item

PAGE, RESULT = "moderation/review/bulk.html", "moderation/review/bulk_done.html"


@dataclass(frozen=True)
class Line:
    """One of the cases, or a thing that has none yet; what it is about in words, and what became of it."""

    case: Case | None
    title: str
    value: str = ""
    words: str = ""
    decision: Decision | None = None
    thing: Thing | None = None

    @property
    def url(self) -> str:
        """Where it is looked at."""
        case = self.decision.case if self.decision is not None else self.case
        return case.get_absolute_url() if case is not None else self.thing.item.url if self.thing is not None else ""


@moderators_only
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Ask what becomes of what was chosen; or, if that is said, do it, and tell what became of each."""
    viewer, chosen = member_of(request), Chosen(request.POST.getlist("case"), request.POST.getlist("thing"))
    if chosen.problem:
        return render(request, PAGE, {"problem": chosen.problem, "lines": []}, status=422)
    cases, (things, gone) = _seen(viewer, chosen.versions), chosen.seen_by(viewer)
    lines = [Line(case, title, f"{case.pk}:{chosen.versions[case.pk]}") for case, title in _named(cases)]
    lines += [*_missing(chosen, cases), *_things(things)]
    lines += [Line(None, _("Something"), words=_("It is not there."))] * gone
    if "content" not in request.POST and "submission" not in request.POST:
        return _ask(request, BulkForm(), lines)
    form = BulkForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, lines, status=422)
    wanted = form.wanted()
    done: dict[Case | Thing, Decision | str] = dict(
        decide_many([(case, chosen.versions[case.pk]) for case in cases], wanted, viewer)
    )
    done |= dict(decide_things(things, wanted, viewer))
    told = [_told(line, done[key]) if (key := line.case or line.thing) is not None else line for line in lines]
    return render(request, RESULT, {"lines": told, "until": _until(told)})


@moderators_only
@require_POST
def undo_bulk(request: HttpRequest) -> HttpResponse:
    """Take back all that was decided together, as far as its 30 seconds run."""
    viewer = member_of(request)
    asked = [int(one) for one in request.POST.getlist("decision") if one.isascii() and one.isdigit() and len(one) < 19]
    mine = Decision.objects.filter(case__in=Case.objects.visible_to(viewer), pk__in=asked[:MOST])
    decisions = list(mine.select_related("case__about").order_by("pk"))
    titles = dict(_named([decision.case for decision in decisions]))
    told = [Line(case, titles[case], words=words) for case, words in undo_many(decisions, viewer)]
    return render(request, RESULT, {"lines": told, "undone": True}, status=200 if told else 404)


def ask_about(request: HttpRequest, items: list[Item], left: list[tuple[str, str]]) -> HttpResponse:
    """Ask what becomes of things. A case about each is opened when that is sent, and not before.

    `left` are titles of what cannot be decided, and why, in one sentence each.
    """
    lines = _things(as_seen(items)) + [Line(None, title, words=words) for title, words in left]
    return _ask(request, BulkForm(), lines)


def _things(things: list[Thing]) -> list[Line]:
    """A line for each; of what stands in private places none of its own words."""
    return [Line(None, _title_of(one.item), one.value, thing=one) for one in things]


def _title_of(item: Item) -> str:
    noun = {"noun": KINDS[item.key].noun}
    return _("%(noun)s in a private place") % noun if item.is_private else item.title or str(noun["noun"])


def _ask(request: HttpRequest, form: BulkForm, lines: list[Line], *, status: int = 200) -> HttpResponse:
    """The page of the form; its button counts those of the lines that can be decided."""
    number = sum(bool(line.value) for line in lines)
    return render(request, PAGE, {"form": form, "lines": lines, "number": number}, status=status)


def _seen(viewer: Member, numbers: Iterable[int]) -> list[Case]:
    """Those of these cases that the viewer sees, in the order they were named."""
    found = Case.objects.visible_to(viewer).select_related("about", "claimed_by").in_bulk(list(numbers))
    return [found[number] for number in numbers if number in found]


def _named(cases: list[Case]) -> list[tuple[Case, str]]:
    """What each is about, in words; of what stands in private places none of its own words."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        if not case.is_private and case.subject_type in KINDS:
            wanted[case.subject_type].append(case.subject_id)
    items = {(key, item.pk): item for key, pks in wanted.items() for item in KINDS[key].many(pks).values()
             if not item.is_private}  # fmt: skip
    return [(case, _title(case, items.get((case.subject_type, case.subject_id)))) for case in cases]


def _title(case: Case, item: object) -> str:
    title = getattr(item, "title", "")
    if title:
        return str(title)
    known = KINDS.get(case.subject_type)
    noun = {"noun": known.noun if known else _("Case")}
    return _("%(noun)s in a private place") % noun if case.is_private else str(noun["noun"])


def _missing(chosen: Chosen, cases: list[Case]) -> list[Line]:
    """A line for each that is not there for the viewer, so that nothing is left out without a word."""
    there = {case.pk for case in cases}
    return [
        Line(None, _("Case %(number)d") % {"number": number}, words=_("It is not there."))
        for number in chosen.versions
        if number not in there
    ]


def _told(line: Line, became: Decision | str) -> Line:
    if isinstance(became, str):
        return replace(line, words=became)
    words = _("Proposed. A second moderator has to agree.") if became.is_proposal else _("Decided.")
    return replace(line, words=words, decision=became)


def _until(lines: list[Line]) -> datetime | None:
    """Until when all of it can be undone; None if there is nothing to undo."""
    ends = [line.decision.undo_until for line in lines if line.decision is not None]
    return min((end for end in ends if end is not None), default=None)
