"""Nothing happens to a member who has reached the goal, left, been suspended, or wants no more: this comes first."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.activity.log import record
from members.journeys.mailing import deliver, stop
from members.journeys.models import JourneyMessage, Passed, Run
from members.journeys.running import move_on
from members.notifications.preferences import stop_mail
from members.profiles.models import Member
from tests.members.journeys.plans import NOON, POSTED, a_journey, put_in, step, tells

pytestmark = pytest.mark.django_db


def _suspend(member: Member) -> None:
    Member.objects.get_queryset().filter(pk=member.pk).update(suspended_until=NOON + timedelta(days=900))


def _close(member: Member) -> None:
    Member.objects.get_queryset().filter(pk=member.pk).update(is_active=False)


def _stop_one(member: Member) -> None:
    stop(member, Run.objects.get(member=member).journey)


def _stop_all(member: Member) -> None:
    stop(member, None)


def _reach(member: Member) -> None:
    record("post.created", actor=member)


@pytest.mark.parametrize(
    ("act", "how"),
    [(_suspend, "suspended"), (_close, "gone"), (_stop_one, "stopped"), (_stop_all, "stopped"), (_reach, "goal")],
)
def test_no_step_runs_for_somebody_who_is_through_with_it(act: Callable[[Member], None], how: str, ben: Member) -> None:
    wait, later = step("w1", "wait", days=3), timezone.now() + timedelta(days=3, minutes=1)
    run = put_in(a_journey(wait, tells(), goal=POSTED), ben, at=timezone.now())
    move_on()
    act(ben)
    move_on(now=later)
    run.refresh_from_db()
    assert (run.ended_as, run.step) == (how, "w1") and not JourneyMessage.objects.exists()
    assert not Passed.objects.exists() and move_on(now=later + timedelta(days=300)) == 0


def test_who_is_suspended_or_stopped_it_does_not_begin(ben: Member, mo: Member, nia: Member) -> None:
    journey = a_journey(tells())
    _suspend(ben)
    stop(mo, journey)
    _close(nia)
    for member in (ben, mo, nia):
        with pytest.raises(AssertionError):
            put_in(journey, member)
    assert not Run.objects.exists()


def test_a_mail_that_waits_is_not_sent_to_somebody_who_wants_no_more(
    ben: Member, mo: Member, nia: Member, letters: Any
) -> None:
    journey = a_journey(tells())
    for member in (ben, mo, nia):
        put_in(journey, member, at=timezone.now())
    move_on()
    stop(ben, journey)
    stop_mail(mo)
    assert deliver() == 1
    assert [letter.to for letter in letters()] == [[nia.email]]
    assert dict(JourneyMessage.objects.values_list("member__handle", "dropped_why")) == {
        ben.handle: "stopped", mo.handle: "stopped", nia.handle: "",
    }  # fmt: skip


def test_nobody_stays_longer_than_the_plan_says(ben: Member) -> None:
    run = put_in(a_journey(step("w1", "wait", days=300), days=14), ben)
    assert move_on(now=NOON) == 1
    Run.objects.update(due_at=NOON)  # as an act of theirs does
    assert move_on(now=NOON + timedelta(days=14)) == 1
    run.refresh_from_db()
    assert run.ended_as == "time"


def test_a_paused_journey_stands_still_and_goes_on_where_it_stood(ben: Member, mia: Member) -> None:
    journey = a_journey(step("w1", "wait", days=1), tells())
    run = put_in(journey, ben)
    move_on(now=NOON)
    journey.pause(by=mia)
    assert move_on(now=NOON + timedelta(days=5)) == 0
    journey.resume(by=mia)
    assert move_on(now=NOON + timedelta(days=5)) == 1
    run.refresh_from_db()
    assert run.ended_as == "done" and JourneyMessage.objects.count() == 1
