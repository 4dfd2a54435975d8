"""A survey of those who came: made with one press, read through and sent; or one that there is already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from members.segments.models import NAME_LENGTH, Segment
from programs.events.models import EventDay, day_of, events
from programs.events.predicates import were_at
from programs.events.seating import locked
from programs.series.changing import change_all
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.models import TITLE_MAX, Program
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile, edition_of
from programs.surveys import origins
from programs.surveys.asking import foresee
from programs.surveys.models import Asked, Reach, Round, Sort, Survey
from programs.surveys.questions import Kind, kept, standard
from programs.surveys.results import results_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.series.models import ProgramQuerySet
    from programs.surveys.asking import Foreseen
    from programs.surveys.results import Results

OPEN_DAYS = 14


@dataclass(frozen=True)
class Afterwards:
    """The survey that asks those who came, as managers see it beside the list."""

    program: Program
    round: Round | None
    results: Results | None
    """None before it opens."""

    @property
    def satisfied(self) -> int | None:
        """How many of a hundred are satisfied; None where nobody was asked that, or it cannot be told yet."""
        told = self.results.told if self.results is not None else []
        return next((one.satisfaction.share for one in told if one.satisfaction is not None), None)


def afterwards_of(occurrence: Occurrence) -> Afterwards | None:
    """The survey of an event with what came of it so far; None where none was chosen. At most two queries."""
    program = day_of(occurrence).survey
    if program is None:
        return None
    rounds = Round.objects.select_related("occurrence__program").filter(occurrence__program=program)
    latest = rounds.order_by("-occurrence__starts_at").first()
    return Afterwards(program, latest, results_of(latest) if latest is not None else None)


def asked_of(occurrence: Occurrence, viewer: Viewer) -> Asked | None:
    """That the survey of an event asks the reader, while one can answer or where they did: one query, if there is one.

    Whoever may not see the space of the survey is not led there.
    """
    survey = day_of(occurrence).survey_id
    if survey is None or not isinstance(viewer, Member):
        return None
    rows = Asked.objects.of(viewer).filter(occurrence__program=survey, occurrence__round__isnull=False)
    found: Asked | None = rows.select_related("occurrence__round").order_by("-occurrence__starts_at").first()
    if found is None:
        return None
    found.occurrence.round.occurrence = found.occurrence
    return found if found.answered_on is not None or found.occurrence.round.is_open else None


def surveys_to_choose() -> ProgramQuerySet:
    """Surveys that ask, or will: what has nothing to come has nobody to ask any more."""
    alive = Occurrence.objects.taking_place().filter(ends_at__gt=timezone.now()).values("program")
    found: ProgramQuerySet = Program.objects.running().filter(format="survey", pk__in=alive).order_by("-made_at", "pk")
    return found


@transaction.atomic
def make(occurrence: Occurrence, *, by: Member) -> Program:
    """Draft a survey of those who came, with the question how satisfied they are; the one there is. Raises NotNow."""
    current, day = _over(occurrence)
    if day.survey is not None:
        return day.survey
    if not were_at(current.pk).exists():
        raise NotNow(Refusal(_("Nobody was there whom one could ask.")))
    event, now = current.program, timezone.now().astimezone(ZoneInfo(current.program.zone))
    with translation.override(Installation.current().language):
        program: Program = Program.objects.create(
            format="survey", title=Truncator(_("How was it: %(event)s") % {"event": current.name}).chars(TITLE_MAX),
            rhythm=Rhythm.MONTHLY, serves=Serves.GIVE_BACK, owner=event.owner or by, space=event.space,
            audience=_who_came(current, by=by), is_public=False, begins=now.date(), at=_minute(now.time()),
            zone=event.zone, minutes=OPEN_DAYS * 24 * 60, goal=Goal.ANSWERS, made_by=by,
        )  # fmt: skip
        questions = standard(Kind.CSAT, current.name)
    Survey.objects.create(program=program, sort=Sort.CSAT, reach=Reach.ALL, questions=kept(questions))
    record("survey.changed", actor=by, subject=program)
    _set(current, program, by=by)
    return program


def _over(occurrence: Occurrence) -> tuple[Occurrence, EventDay]:
    """The event under its lock, with what is set for it. Raises NotNow unless it took place."""
    current = locked(occurrence.pk)
    if current.called_off_at is not None or current.missed_at is not None:
        raise NotNow(Refusal(_("This event does not take place.")))
    if current.ends_at > timezone.now():
        raise NotNow(Refusal(_("Those who came can be asked when it is over.")))
    return current, day_of(current)


def _minute(at: time) -> time:
    return at.replace(second=0, microsecond=0, fold=0)


def _who_came(occurrence: Occurrence, *, by: Member) -> Segment:
    """Those who came as a segment: the one that says so already, or a new one under a name that is free."""
    rule = {"is": "event_at", "with": {"event": occurrence.pk}}
    found: Segment | None = Segment.objects.in_use().filter(rule=rule).first()
    if found is not None:
        return found
    day = formats.date_format(timezone.localtime(occurrence.starts_at), "SHORT_DATE_FORMAT")
    name = _("Were there: %(event)s, %(day)s") % {"event": Truncator(occurrence.name).chars(40), "day": day}
    try:
        with transaction.atomic():
            return Segment.create(name[:NAME_LENGTH], rule, by=by)
    except IntegrityError:
        return Segment.create(f"{name[: NAME_LENGTH - 20]} ({occurrence.pk})", rule, by=by)


def _set(occurrence: Occurrence, program: Program | None, *, by: Member) -> None:
    EventDay.objects.update_or_create(occurrence=occurrence, defaults={"survey": program})
    record("event.survey_set", actor=by, subject=occurrence, survey=program.pk if program is not None else 0)


@transaction.atomic
def choose(occurrence: Occurrence, program: Program | None, *, by: Member) -> None:
    """Let another survey stand with the event, or none. A draft that was made for it is sent or thrown away first.

    Raises NotNow.
    """
    current, day = _over(occurrence)
    if day.survey_id == (program.pk if program is not None else None):
        return
    if day.survey is not None and day.survey.is_draft:
        raise NotNow(Refusal(_("A survey is being written for this event. Send it, or throw it away first.")))
    _set(current, program, by=by)


@transaction.atomic
def discard(occurrence: Occurrence, *, by: Member) -> None:
    """Throw the draft away; what was sent stays. Raises NotNow."""
    current, day = _over(occurrence)
    if day.survey is None:
        return
    if not day.survey.discard():
        raise NotNow(Refusal(_("It is sent already.")))
    record("event.survey_set", actor=by, subject=current, survey=0)


def edition(survey: Survey) -> str:
    """Names what it asks and of whom, so that what is sent is what was read."""
    return edition_of(survey.questions, survey.is_anonymous, survey.reach, survey.size, survey.program.audience_id)


def foreseen(survey: Survey) -> Foreseen:
    """Whom it would ask if it were sent now."""
    return foresee(Occurrence(program=survey.program), survey)


@transaction.atomic
def send(occurrence: Occurrence, *, by: Member, read_as: str = "") -> None:
    """Ask them: the survey begins now, and the clock opens it. Sent twice it is sent once.

    Raises ChangedMeanwhile where it asks something else than what was read, and NotNow.
    """
    _current, day = _over(occurrence)
    if day.survey is None:
        raise NotNow(Refusal(_("There is no survey to send.")))
    if not day.survey.is_draft:
        return
    survey = Survey.objects.select_for_update(of=("self",)).select_related("program__audience").get(program=day.survey)
    if read_as and read_as != edition(survey):
        raise ChangedMeanwhile
    if not survey.questions:
        raise NotNow(Refusal(_("Say first what is asked.")))
    if not foreseen(survey).asked:
        raise NotNow(Refusal(_("Nobody can be asked now: they were asked lately, or want no surveys.")))
    now = timezone.now().astimezone(ZoneInfo(survey.program.zone))
    program = change_all(survey.program, {"begins": now.date(), "at": _minute(now.time())}, by=by)
    program.plan(by=by, today=now.date())


def event_of(program: Program) -> origins.Origin | None:
    """The event that a survey asks about, for its pages: one query."""
    row = events(Occurrence.objects.filter(event_day__survey=program.pk)).order_by("-starts_at").first()
    return origins.Origin(row.name, reverse("event_survey", args=[row.pk])) if row is not None else None


origins.register(event_of)
