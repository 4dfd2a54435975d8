"""The page of an item: what stands on it, asked with the same few queries whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.activity.models import Activity
from programs.series.checking import Check
from programs.series.measures import Goal
from programs.series.steps import Step
from programs.series.wording import Walls

if TYPE_CHECKING:
    from datetime import datetime

    from members.profiles.models import Member
    from programs.series.checking import CheckItem
    from programs.series.formats import Door
    from programs.series.occurrences import Occurrence

HISTORY_SHOWN = 30
STEPS = {
    "open": gettext_lazy("It begins"),
    "close": gettext_lazy("It ends"),
    "turn": gettext_lazy("Its host is reminded"),
    "result": gettext_lazy("Its result is counted"),
    "result-ask": gettext_lazy("Its owner is asked for the result, if nobody said it"),
}
HISTORY = {
    "occurrence.moved": gettext_lazy("Moved to another time"),
    "occurrence.called_off": gettext_lazy("Called off"),
    "occurrence.put_back": gettext_lazy("Put back"),
    "occurrence.opened": gettext_lazy("It began"),
    "occurrence.closed": gettext_lazy("It ended"),
    "occurrence.missed": gettext_lazy("It did not take place: its time passed while nothing ran"),
    "occurrence.stuck": gettext_lazy("The clock could not go on"),
    "occurrence.host_set": gettext_lazy("Another host"),
    "occurrence.offered": gettext_lazy("The host asked whether somebody else can be there"),
    "occurrence.taken_over": gettext_lazy("Somebody else hosts it now"),
    "occurrence.swap_offered": gettext_lazy("The host offered to swap it for another turn"),
    "occurrence.swap_declined": gettext_lazy("The other host kept their turn"),
    "occurrence.swapped": gettext_lazy("Swapped for another turn"),
    "occurrence.added": gettext_lazy("Added beside the rule"),
    "occurrence.changed": gettext_lazy("Its own title or words were changed"),
    "occurrence.result_said": gettext_lazy("The result was said"),
    "occurrence.ticked": gettext_lazy("Something of the checklist was ticked off"),
    "occurrence.unticked": gettext_lazy("Something of the checklist is to be done after all"),
}


@dataclass(frozen=True)
class Line:
    """One line of the checklist for one occurrence."""

    item: CheckItem
    check: Check | None
    due: datetime

    @property
    def is_late(self) -> bool:
        """Whether it should be done by now."""
        return self.check is None and self.due <= timezone.now()


@dataclass(frozen=True)
class Told:
    """One line of the history."""

    words: Any
    at: datetime
    who: str


@dataclass(frozen=True)
class Clockwork:
    """One step: what the clock does, and how it stands."""

    step: Step
    words: Any

    @property
    def is_stuck(self) -> bool:
        """Whether it could not be done so far."""
        return bool(self.step.failed_why) and self.step.done_at is None and self.step.passed_at is None


@dataclass(frozen=True)
class Item:
    """Everything the page draws."""

    occurrence: Occurrence
    walls: Walls
    ends: Walls
    lines: list[Line]
    steps: list[Clockwork]
    history: list[Told]
    doors: list[Door]
    fact: str
    url: str

    @property
    def stuck(self) -> list[Clockwork]:
        """What could not be done, with its reason."""
        return [one for one in self.steps if one.is_stuck]

    @property
    def ready(self) -> int:
        """How much of the checklist is done."""
        return sum(1 for line in self.lines if line.check is not None)

    @property
    def goal(self) -> str:
        """What it is to reach, in words."""
        return goal_words(self.occurrence)


def item_of(occurrence: Occurrence, viewer: Member) -> Item:
    """The page of an occurrence that was read with `for_page`."""
    program, kind = occurrence.program, occurrence.program.kind
    steps = Step.objects.filter(occurrence=occurrence).order_by("at", "pk")
    return Item(
        occurrence,
        Walls(occurrence.starts_at, program.zone),
        Walls(occurrence.ends_at, program.zone),
        checklist_of(occurrence),
        [Clockwork(step, STEPS.get(step.key) or kind.step_words(step.key)) for step in steps],
        history_of(occurrence),
        kind.doors(occurrence, viewer),
        kind.facts([occurrence]).get(occurrence.pk, ""),
        kind.url(occurrence),
    )


def checklist_of(occurrence: Occurrence) -> list[Line]:
    """What has to be ready, with who ticked it off; what was retired stays where it was done."""
    items = occurrence.program.check_items.order_by("place", "pk")
    done = {check.item_id: check for check in Check.objects.filter(occurrence=occurrence).select_related("by")}
    shown = [item for item in items if item.retired_at is None or item.pk in done]
    return [Line(item, done.get(item.pk), occurrence.starts_at - timedelta(days=item.days_before)) for item in shown]


def history_of(occurrence: Occurrence) -> list[Told]:
    """What happened to it, the latest first."""
    rows = Activity.objects.about(occurrence).filter(verb__in=list(HISTORY)).select_related("actor")
    return [
        Told(HISTORY[row.verb], row.at, row.actor.name if row.actor_id and row.actor else "")
        for row in rows.order_by("-at", "-pk")[:HISTORY_SHOWN]
    ]


def goal_words(occurrence: Occurrence) -> str:
    """25 questions; or what was said in words."""
    program = occurrence.program
    if program.goal == Goal.OWN:
        return str(program.goal_words)
    label = program.get_goal_display()
    words = f"{label}: {program.goal_number}" if program.goal_number else str(label)
    return f"{words}. {program.goal_words}" if program.goal_words else words


def result_words(occurrence: Occurrence) -> str:
    """What came of it, beside the number that was the goal; empty while nobody knows."""
    if occurrence.result_at is None:
        return ""
    program, counted = occurrence.program, ""
    if occurrence.result_number is not None:
        goal = f" / {program.goal_number}" if program.goal_number else ""
        counted = f"{occurrence.result_number}{goal}"
        if program.goal != Goal.OWN:
            counted = f"{program.get_goal_display()}: {counted}"
    return ". ".join(part for part in (counted, occurrence.result_words) if part) or _("Nothing to count.")
