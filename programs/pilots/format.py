"""The kind "pilot": announced, begun, reminded of and closed by the clock; people are taken in by managers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from programs.pilots.addresses import board_of, page_of, report_of
from programs.pilots.models import PilotAnswer, PilotPlan, PilotSeat
from programs.pilots.permissions import may_manage
from programs.pilots.phases import DAY
from programs.pilots.planning import PilotDetails
from programs.pilots.reminding import STEP, feedback_at, remind_of_feedback, remind_of_tasks, reminders
from programs.pilots.reporting import draft_by_itself
from programs.pilots.showing import taken
from programs.pilots.terms import KEY, Terms, plan_of
from programs.series.around import ask_owner
from programs.series.formats import Door, Due, Format, Heard, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.naming import for_the_team

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence


class Piloting(Format):
    """A closed group tries something, says how it went, and a report closes it."""

    key = KEY
    noun = gettext_lazy("Pilot")
    icon = "compass"
    sentence = gettext_lazy("A closed group tries something by tasks, says how it went, and a report closes it.")
    rhythm = Rhythm.QUARTERLY
    serves = Serves.GIVE_BACK
    minutes = 60 * 24 * 14
    goals: ClassVar[tuple[str, ...]] = (Goal.PEOPLE, Goal.NEWCOMERS, Goal.OWN)
    needs_space = False
    details = PilotDetails

    def due(self, occurrence: Occurrence) -> list[Due]:
        """Announce, begin, remind of tasks, close, remind of feedback, draft the report."""
        starts, ends, terms = occurrence.starts_at, occurrence.ends_at, plan_of(occurrence.program)
        wait = terms.feedback_days * DAY
        return [
            Due("call", starts - terms.invite_days * DAY, starts),
            Due("open", starts, ends),
            *reminders(occurrence),
            Due("close", ends),
            Due("feedback", feedback_at(occurrence), ends + wait),
            Due("report", ends + wait),
        ]

    def do(self, key: str, occurrence: Occurrence) -> None:
        """The reminders of tasks have a step for each day."""
        if key.startswith(STEP):
            if occurrence.is_running:
                remind_of_tasks(occurrence, int(key.removeprefix(STEP)))
            return
        super().do(key, occurrence)

    def step_words(self, key: str) -> str:
        """What the clock does in between."""
        if key.startswith(STEP):
            return _("Remind of open tasks")
        words = {
            "call": _("Tell those it is meant for"), "feedback": _("Remind of the feedback"),
            "report": _("Draft the closing report"),
        }  # fmt: skip
        return words.get(key) or super().step_words(key)

    def call(self, occurrence: Occurrence) -> None:
        """Those it is meant for are told of it."""
        record("pilot.called", actor=None, subject=occurrence)

    def open(self, occurrence: Occurrence) -> None:
        """The tasks begin."""
        record("pilot.begun", actor=None, subject=occurrence)

    def close(self, occurrence: Occurrence) -> None:
        """Participants are asked how the whole went."""
        if occurrence.opened_at is not None:
            record("pilot.closing_begun", actor=None, subject=occurrence)

    def feedback(self, occurrence: Occurrence) -> None:
        """Once more, and only who has not said."""
        pilot = getattr(occurrence, "pilot", None)
        if occurrence.opened_at is not None and (pilot is None or pilot.reported_at is None):
            remind_of_feedback(occurrence)

    def report(self, occurrence: Occurrence) -> None:
        """The report drafts itself, and its owner is asked to go over it."""
        if draft_by_itself(occurrence):
            with translation.override(Installation.current().language):
                note = _("The closing report of “%(title)s” is drafted. Go over it, and publish it.") % {
                    "title": for_the_team(occurrence.program, occurrence.name)
                }
            ask_owner(occurrence.program, f"pilot-report:{occurrence.pk}", note, report_of(occurrence))

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """For whom it is meant, and who takes part."""
        verb = {"call": "pilot.called", "open": "pilot.begun", "close": "pilot.closing_begun"}.get(key)
        return Heard(verb, occurrence) if verb else None

    def url(self, occurrence: Occurrence) -> str:
        """The page of the pilot."""
        return page_of(occurrence)

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet:
        """Who takes part, asks to, or is invited."""
        seats = PilotSeat.objects.filter(occurrence__in=occurrences, stands__in=["in", "asked", "invited"])
        return Member.objects.present().filter(pk__in=seats.values("member"))

    def carried(self, program: Program, later: Program) -> None:
        """What is tried goes along."""
        PilotPlan.objects.get_or_create(program=later, defaults={"terms": plan_of(program).kept()})

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many of the places are taken: two queries for all."""
        counted, programs = taken(occurrences), {one.program_id for one in occurrences}
        plans = PilotPlan.objects.filter(program__in=programs)
        places = {plan.program_id: Terms.of(plan.terms).places for plan in plans}
        return {
            one.pk: ngettext("%(n)d of %(all)d place", "%(n)d of %(all)d places", all_) % {"n": n, "all": all_}
            for one in occurrences
            if (all_ := places.get(one.program_id)) and (n := counted.get(one.pk))
        }

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """The managers' board and the report."""
        if may_manage(viewer) is not None:
            return []
        return [
            Door(_("Who does what"), board_of(occurrence), "list-checks"),
            Door(_("Closing report"), report_of(occurrence), "book-open"),
        ]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """Who said how anything went; and for how many of those it was the first pilot."""
        people = PilotAnswer.objects.filter(seat__occurrence=occurrence).values("seat__member").distinct()
        if goal == Goal.PEOPLE:
            return int(people.count())
        if goal == Goal.NEWCOMERS:
            earlier = PilotAnswer.objects.filter(
                seat__member__in=people, seat__occurrence__starts_at__lt=occurrence.starts_at
            )
            return int(people.count()) - int(earlier.values("seat__member").distinct().count())
        return None

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who ticked off a task."""
        rows = PilotAnswer.objects.filter(seat__occurrence__in=occurrences, seat__member__isnull=False)
        return set(rows.values_list("seat__occurrence_id", "seat__member_id"))


register(Piloting())
