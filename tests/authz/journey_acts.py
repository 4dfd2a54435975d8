"""Acts on journeys, which the table does not know: they are the managers'; who is told outside is the owner's."""

from typing import Any

from django.urls import reverse

from members.journeys.models import Journey, Run
from members.journeys.receivers import Receiver
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
OWNER = frozenset({"admin"})


def _rows() -> list[Any]:
    journeys = Journey.objects.order_by("pk").values_list("pk", "name", "draft", "version", "paused_at", "archived_at")
    return [*journeys, *Run.objects.order_by("pk").values_list("pk", "due_at", "ended_at", "is_test")]


def _receivers() -> list[Any]:
    return list(Receiver.objects.order_by("pk").values_list("pk", "name", "ended_at"))


def _journey() -> Journey:
    found: Journey = Journey.objects.get(name="Welcome")
    return found


def _changes(name: str, *more: str, **data: Any) -> Attempt:
    journey = _journey()
    return Attempt(reverse(name, args=[journey.pk, *more]), {"seen": journey.draft_number, **data}, _rows)


@act("create_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("journey_create"), {"name": "Another", "like": ""}, _rows)


@act("change_how_a_journey_begins", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_begins", on="date", **{"date-days": "9"})


@act("change_how_a_journey_ends", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_ends", days="9", again_after="9", row="0")


@act("add_a_step", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_step_new", step="wait", days="9", after="hello")


@act("change_a_step", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_step", "wait", days="9")


@act("move_a_step", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_step_move", "wait", way="up")


@act("take_a_step_out", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_step_out", "wait")


@act("undo_the_last_change_of_a_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    Journey.objects.filter(pk=_journey().pk).update(draft_before={**_journey().draft, "days": 9})
    return _changes("journey_undo")


@act("rename_a_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("journey_words", args=[_journey().pk]), {"name": "Another"}, _rows)


@act("publish_a_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    Journey.objects.filter(pk=_journey().pk).update(draft={**_journey().draft, "days": 9})
    return _changes("journey_publish")


@act("pause_a_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_pause")


@act("resume_a_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    _journey().pause(by=village.member("admin"))
    return _changes("journey_resume")


@act("archive_a_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_archive")


@act("put_a_journey_back", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    _journey().archive(by=village.member("admin"))
    return _changes("journey_unarchive")


@act("test_a_journey", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_test")


@act("put_somebody_in", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return _changes("journey_put_in", handle=village.member("another_member").handle)


@act("take_somebody_out", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("journey_take_out", args=[Run.objects.open().get().pk]), {}, _rows)


@act("try_a_step_again", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    run = Run.objects.open().get()
    Run.objects.filter(pk=run.pk).update(last_error="RuntimeError: no", due_at=None, attempts=8)
    return Attempt(reverse("journey_try_again", args=[run.pk]), {}, _rows)


@act("add_a_receiver", only=OWNER)
def _(village: Village, role: str) -> Attempt:
    given = {"name": "Mine", "url": "https://mine.example.net/in", "secret": "t" * 30}
    return Attempt(reverse("journey_receivers"), given, _receivers)


@act("change_a_receiver", only=OWNER)
def _(village: Village, role: str) -> Attempt:
    given = {"name": "Mine", "url": "https://mine.example.net/in", "secret": ""}
    return Attempt(reverse("journey_receiver", args=[Receiver.objects.get().pk]), given, _receivers)


@act("end_a_receiver", only=OWNER)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("journey_receiver_end", args=[Receiver.objects.get().pk]), {}, _receivers)
