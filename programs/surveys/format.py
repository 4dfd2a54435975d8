"""The kind survey: a round opens, reminds once, and closes by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.profiles.models import Member
from programs.series.formats import CannotNow, Door, Due, Format, Heard, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.surveys.asking import ask, drawn, remind
from programs.surveys.forms import SurveyDetails
from programs.surveys.models import Asked, Round, Survey, SurveyRules
from programs.surveys.routing import follow_up_anonymous
from programs.surveys.tallies import write_tallies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence

KEY = "survey"
REMINDED_AT = 0.6
"""The part of its time after which who has not answered is reminded."""


class SurveyFormat(Format):
    """Questions to a segment, or to a sample of it."""

    key = KEY
    noun = gettext_lazy("Survey")
    icon = "vote"
    sentence = gettext_lazy("A few questions to everybody, or to some in turn; anonymous if you like.")
    rhythm = Rhythm.MONTHLY
    serves = Serves.GIVE_BACK
    minutes = 60 * 24 * 14
    goals: ClassVar[tuple[str, ...]] = (Goal.ANSWERS, Goal.OWN)
    needs_space = False
    details = SurveyDetails
    facts_for_all = False

    def due(self, occurrence: Occurrence) -> list[Due]:
        """Open, remind once, close."""
        ends = occurrence.ends_at
        return [
            Due("open", occurrence.starts_at, ends),
            Due("remind", _reminded_at(occurrence), ends),
            Due("close", ends),
        ]

    def step_words(self, key: str) -> str:
        """What the clock does in between."""
        return _("Remind who has not answered") if key == "remind" else super().step_words(key)

    def carried(self, program: Program, later: Program) -> None:
        """The later part asks the same, and draws by the same seed."""
        survey = Survey.of(program)
        if survey is not None:
            survey.pk, survey.program = None, later
            survey.save(force_insert=True)

    def open(self, occurrence: Occurrence) -> None:
        """Draw whom it asks, and ask them."""
        survey = Survey.of(occurrence.program)
        if survey is None or not survey.questions:
            raise CannotNow(_("Say first what is asked."))
        ask(occurrence, survey)

    def remind(self, occurrence: Occurrence) -> None:
        """Once, and only who has not answered; nobody where they were asked only after that was due."""
        is_late = occurrence.opened_at is not None and occurrence.opened_at >= _reminded_at(occurrence)
        if not is_late and Round.objects.filter(occurrence=occurrence).exists():
            remind(occurrence)

    def close(self, occurrence: Occurrence) -> None:
        """Nobody answers any more: answers are counted, and what anonymous ones ask for is looked after from now on."""
        round_ = Round.objects.select_for_update(of=("self",)).filter(occurrence=occurrence).first()
        if round_ is not None:
            write_tallies(round_)
            follow_up_anonymous(round_)

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """Who would be drawn now; once it is open, who has not answered."""
        if key == "remind":
            waiting = Asked.objects.waiting().filter(occurrence=occurrence, reminded_on=None)
            people = frozenset(waiting.values_list("member_id", flat=True))
            return Heard("survey.reminded", occurrence, people=people, is_named=False)
        survey = Survey.of(occurrence.program) if key == "open" else None
        if survey is None:
            return None
        rules = SurveyRules.objects.first() or SurveyRules()
        return Heard("survey.asked", occurrence, people=frozenset(drawn(occurrence, survey, rules)))

    def url(self, occurrence: Occurrence) -> str:
        """Where who is asked answers."""
        return reverse("survey", args=[occurrence.pk])

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet:
        """Who is asked."""
        asked = Asked.objects.filter(occurrence__in=occurrences)
        return Member.objects.get_queryset().filter(pk__in=asked.values("member"))

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many answered."""
        rounds = Round.objects.filter(occurrence__in=[one.pk for one in occurrences])
        return {
            one.occurrence_id: _("%(answers)d of %(people)d answered")
            % {"answers": one.answers_count, "people": one.asked_count}
            for one in rounds
        }

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """Results and questions, for managers."""
        if not isinstance(viewer, Member) or not viewer.is_manager:
            return []
        program = occurrence.program_id
        return [
            Door(_("Results"), reverse("survey_results", args=[program]), "chart-line"),
            Door(_("Questions"), reverse("survey_questions", args=[program]), "list-checks"),
        ]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """How many answered."""
        if goal != Goal.ANSWERS:
            return None
        found = Round.objects.filter(occurrence=occurrence).values_list("answers_count", flat=True).first()
        return int(found) if found is not None else None


def _reminded_at(occurrence: Occurrence) -> datetime:
    at: datetime = occurrence.starts_at + (occurrence.ends_at - occurrence.starts_at) * REMINDED_AT
    return at


register(SurveyFormat())
