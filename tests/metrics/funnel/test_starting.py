"""A journey for those who stopped: looked at first, begun once, and nobody who wants none."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from members.activity.models import Activity
from members.journeys.beginning import begin
from members.journeys.models import Journey, JourneyStop, Run
from members.profiles.models import Member
from metrics.funnel.asking import Asked
from metrics.funnel.models import FunnelStart
from metrics.funnel.people import stopped
from metrics.funnel.starting import DoesNotRun, foresee, start
from metrics.rollups.days import yesterday
from tests.factories import a_member
from tests.members.journeys.plans import a_journey, plan, step
from tests.metrics.funnel.way import Walker, walk

if TYPE_CHECKING:
    from config.lib.audience import Viewer

    As = Callable[[Viewer], Client]

BEGIN, LOOK = "/manage/health/funnel/start-journey/", "/manage/health/funnel/journey/"
ASKED = Asked(28, yesterday())


def a_way() -> Journey:
    return a_journey(step("w", "wait", days=3), name="Come in")


def sent(journey: Journey, more: dict[str, str] | None = None) -> dict[str, str]:
    return {"step": "joined", "days": "28", "journey": str(journey.pk), "key": str(uuid4())} | (more or {})


def test_who_may_not_lets_nobody_begin(mo: Member, ben: Member, eve: Member, visitor: "Viewer", as_: "As") -> None:
    walk([Walker()] * 6)
    journey = a_way()
    for viewer, status in ((mo, 403), (ben, 403), (eve, 403), (visitor, 302)):
        assert as_(viewer).post(BEGIN, sent(journey)).status_code == status
    assert not Run.objects.exists()
    assert not FunnelStart.objects.exists()


def test_looking_changes_nothing(mia: Member, as_: "As") -> None:
    walk([Walker()] * 6)
    journey = a_way()
    page = as_(mia).get(LOOK, {"step": "joined", "journey": str(journey.pk)})
    assert page.context["foreseen"].would == 6
    assert as_(mia).get(BEGIN, sent(journey)).status_code == 405
    assert not Run.objects.exists()
    assert not FunnelStart.objects.exists()


def test_it_says_how_many_would_begin_and_who_not_and_why(mia: Member) -> None:
    free, other, inside, here, all_of_them, suspended, gone = walk([Walker()] * 7)
    journey, elsewhere = a_way(), a_journey(step("w", "wait", days=3), name="Elsewhere")
    JourneyStop.objects.create(member=here, journey=journey)
    JourneyStop.objects.create(member=all_of_them, journey=None)
    JourneyStop.objects.create(member=other, journey=elsewhere)
    begin(journey, Member.objects.get_queryset().filter(pk=inside.pk), cause="hand")
    Member.objects.get_queryset().filter(pk=suspended.pk).update(suspended_until=timezone.now() + timedelta(days=9))
    Member.objects.get_queryset().filter(pk=gone.pk).update(is_active=False)
    found = foresee(journey, stopped(ASKED, "joined"))
    assert (found.people, found.would, found.been, found.stopped, found.suspended, found.gone) == (7, 2, 1, 2, 1, 1)
    begun = start(journey, stopped(ASKED, "joined"), step="joined", key=uuid4(), by=mia)
    assert begun.begun == 2
    runs = Run.objects.filter(cause=f"funnel.{begun.pk}").values_list("member", flat=True)
    assert set(runs) == {free.pk, other.pk}


def test_more_than_at_once_are_left_for_another_press(mia: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("members.journeys.beginning.MOST_AT_ONCE", 4)
    monkeypatch.setattr("metrics.funnel.starting.MOST_AT_ONCE", 4)
    walk([Walker()] * 6)
    journey = a_way()
    found = foresee(journey, stopped(ASKED, "joined"))
    assert (found.would, found.at_once, found.later) == (6, 4, 2)
    counts = [start(journey, stopped(ASKED, "joined"), step="joined", key=uuid4(), by=mia).begun for _ in range(3)]
    assert counts == [4, 2, 0]


def test_pressed_twice_it_begins_once_and_is_written_down_once(mia: Member, as_: "As") -> None:
    walk([Walker()] * 6)
    walk([Walker(moves=((1, "activated"),))] * 3)
    journey = a_way()
    given, client = sent(journey), as_(mia)
    for _ in range(2):
        answer = client.post(BEGIN, given, follow=True)
        assert "6 members begin “Come in”." in answer.content.decode()
    assert Run.objects.count() == 6
    written = Activity.objects.filter(verb="funnel.journey_begun")
    assert [(one.actor_id, one.subject_id, one.facts) for one in written] == [
        (mia.pk, journey.pk, {"step": "joined", "people": 6})
    ]


def test_a_journey_that_stands_still_begins_for_nobody(mia: Member, as_: "As") -> None:
    walk([Walker()] * 6)
    paused, archived = a_way(), a_journey(step("w", "wait", days=3), name="Old")
    paused.pause(by=mia)
    archived.archive(by=mia)
    draft = Journey.create("Draft", plan(step("w", "wait", days=3)))
    for journey in (paused, archived, draft):
        answer = as_(mia).post(BEGIN, sent(journey))
        assert answer.status_code == 422
        assert "does not run any more" in answer.content.decode()
        with pytest.raises(DoesNotRun):
            start(journey, stopped(ASKED, "joined"), step="joined", key=uuid4(), by=mia)
        assert as_(mia).get(LOOK, {"step": "joined", "journey": str(journey.pk)}).status_code == 404
    assert not FunnelStart.objects.exists()
    assert not Run.objects.exists()


@pytest.mark.parametrize("wrong", [{"journey": "x"}, {"journey": "0"}, {"key": ""}, {"key": "1; x"}, {"key": "\0"}])
def test_what_cannot_be_meant_is_said(wrong: dict[str, str], mia: Member, as_: "As") -> None:
    answer = as_(mia).post(BEGIN, sent(a_way(), wrong))
    assert answer.status_code == 422
    assert "Choose a journey that runs." in answer.content.decode()


def test_who_begins_is_asked_within_the_cut(mia: Member, as_: "As") -> None:
    walk([Walker(source="link")] * 2 + [Walker(source="open")] * 5 + [Walker(ago=60)] * 4)
    as_(mia).post(BEGIN, sent(a_way(), {"source": "open"}))
    assert Run.objects.count() == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_key", [True, False])
def test_two_managers_at_the_same_moment_begin_it_once(same_key: bool) -> None:
    """Also where whoever was through may begin again at once: the second one finds all of them inside."""
    managers = [a_member("Mia", role="manager"), a_member("Max", role="manager")]
    walk([Walker()] * 30)
    journey = a_journey(step("w", "wait", days=3), name="Come in", again_after=1)
    keys = [uuid4()] * 2 if same_key else [uuid4(), uuid4()]
    ready, counts = Barrier(2), []

    def press(place: int) -> None:
        try:
            ready.wait()
            begun = start(journey, stopped(ASKED, "joined"), step="joined", key=keys[place], by=managers[place])
            counts.append(begun.begun)
        finally:
            connection.close()

    threads = [Thread(target=press, args=(place,)) for place in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == ([30, 30] if same_key else [0, 30])
    assert Run.objects.count() == 30
    assert Run.objects.values("member").distinct().count() == 30
    assert Activity.objects.filter(verb="funnel.journey_begun").count() == 1
    assert FunnelStart.objects.count() == len(set(keys))
