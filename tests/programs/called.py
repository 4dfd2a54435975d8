"""Calls for contributions for tests: open, over, with what came in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.contributions.models import CallPlan, Contribution
from programs.contributions.terms import Terms
from programs.contributions.writing import Typed, begin, send
from programs.series.occurrences import Occurrence
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

TEXT = "We keep one list by the door, and everybody writes on it."


def a_call(owner: Member, space: Space, *, over: bool = False, **said: Any) -> Occurrence:
    """A call that is open for two weeks, or was until yesterday; `said` are its terms."""
    program = a_program(
        owner, format="call", title="Stories from the first year", space=space, rule="", minutes=60 * 24 * 14,
        about="Tell us how it began.", plan=False,
    )  # fmt: skip
    CallPlan.objects.create(program=program, terms=Terms(**{"shortest": 20, "longest": 2000, **said}).kept())
    program.plan(by=owner)
    starts = timezone.now() - timedelta(days=15 if over else 1)
    program.occurrences.update(starts_at=starts, ends_at=starts + timedelta(days=14), opened_at=starts)
    found: Occurrence = Occurrence.objects.for_page().get(program=program)
    return found


def typed(title: str = "The list by the door", source: str = TEXT, **said: Any) -> Typed:
    """What somebody types who agrees."""
    return Typed(title, source, **{"form": "thread", "agrees": True, **said})


def sent(call: Occurrence, by: Member, **said: Any) -> Contribution:
    """A contribution that is with the editors."""
    what = typed(**said)
    return send(begin(call, what, by=by), what, by=by)


def form_of(**said: Any) -> dict[str, Any]:
    """The same as a form is filled in."""
    return {"title": "The list by the door", "source": TEXT, "form": "thread", "agrees": "yes", "do": "send", **said}
