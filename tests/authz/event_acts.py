"""Acts of events: answering, and what hosts do."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.events.afterwards import make, surveys_to_choose
from programs.events.answering import answer
from programs.events.models import Attendance, EventDay, EventMessage
from programs.series.occurrences import Occurrence
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.programs.events.held import HOUR, an_event
from tests.visibility.village import Village

CAN_COME = frozenset(
    {"new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
     "another_member"}
)  # fmt: skip
INSIDE = frozenset({"member", "trusted_member", "mentor", "space_host", "community_manager", "admin"})
MANAGERS = frozenset({"community_manager", "admin"})
HOSTS = frozenset({"trusted_member", "community_manager", "admin"})
"""`trusted_member` hosts the events that are tried here."""


def _event(village: Village, **said: Any) -> Occurrence:
    host = village.member("trusted_member")
    return an_event(village.member("admin"), host=host, starts_in=HOUR / 2, **said)


def _rows(event: Occurrence) -> list[Any]:
    rows = Attendance.objects.filter(occurrence=event).order_by("member_id")
    return list(rows.values_list("member", "says", "guests", "seated_at", "came_at", "taken_off_at", "added_by"))


@act("answer_event", only=CAN_COME)
def _(village: Village, role: str) -> Attempt:
    event = _event(village, space=village.open_space)
    return Attempt(reverse("event_answer", args=[event.pk]), {"says": "going"}, lambda: _rows(event))


@act("answer_event_in_P", only=INSIDE)
def _(village: Village, role: str) -> Attempt:
    event = _event(village, space=village.space)
    return Attempt(reverse("event_answer", args=[event.pk]), {"says": "going"}, lambda: _rows(event))


def _going(event: Occurrence) -> Member:
    member = a_member()
    answer(event, "going", by=member)
    return member


@act("add_to_event", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    event = _event(village)
    return Attempt(reverse("event_add", args=[event.pk]), {"handle": a_member().handle}, lambda: _rows(event))


@act("say_who_came_to_event", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    event = _event(village)
    return Attempt(reverse("event_came", args=[event.pk, _going(event).handle]), {}, lambda: _rows(event))


@act("say_who_came_not_to_event", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    event = _event(village)
    member = _going(event)
    Attendance.objects.filter(member=member).update(came_at=event.starts_at)
    return Attempt(reverse("event_came_not", args=[event.pk, member.handle]), {}, lambda: _rows(event))


@act("take_off_event", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    event = _event(village)
    path = reverse("event_take_off", args=[event.pk, _going(event).handle])
    return Attempt(path, {"why": "A mistake"}, lambda: _rows(event))


@act("change_places_of_event", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    event = _event(village)
    days = EventDay.objects.filter(occurrence=event)
    return Attempt(reverse("event_capacity", args=[event.pk]), {"capacity": "9"}, lambda: list(days.values_list()))


@act("describe_event", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    event = _event(village)
    days = EventDay.objects.filter(occurrence=event)
    return Attempt(reverse("event_words", args=[event.pk]), {"note": "A cup"}, lambda: list(days.values_list()))


@act("write_to_all_of_event", only=HOSTS)
def _(village: Village, role: str) -> Attempt:
    event = _event(village)
    _going(event)
    said = {"words": "See you", "key": "one"}
    return Attempt(reverse("event_tell", args=[event.pk]), said, EventMessage.objects.count)


def _over(village: Village) -> Occurrence:
    """One that is over, where somebody was marked as here."""
    event = an_event(village.member("admin"), host=village.member("trusted_member"), starts_in=-2 * HOUR)
    now = timezone.now()
    Attendance.objects.create(occurrence=event, member=a_member(), says="going", seated_at=now, came_at=now)
    return event


def _surveys(event: Occurrence) -> list[Any]:
    return list(EventDay.objects.filter(occurrence=event).values_list("survey", "survey__planned_at"))


@act("make_survey_of_event", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    event = _over(village)
    return Attempt(reverse("event_survey_make", args=[event.pk]), {}, lambda: _surveys(event))


@act("choose_survey_of_event", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    event, survey = _over(village), surveys_to_choose().earliest("pk")
    said = {"survey": str(survey.pk)}
    return Attempt(reverse("event_survey_choose", args=[event.pk]), said, lambda: _surveys(event))


@act("send_survey_of_event", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    event = _over(village)
    make(event, by=village.member("admin"))
    return Attempt(reverse("event_survey_send", args=[event.pk]), {}, lambda: _surveys(event))


@act("discard_survey_of_event", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    event = _over(village)
    make(event, by=village.member("admin"))
    return Attempt(reverse("event_survey_discard", args=[event.pk]), {}, lambda: _surveys(event))
