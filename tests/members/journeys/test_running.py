"""Members are moved on from step to step, each step once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from members.activity.log import record
from members.activity.relay import deliver_all
from members.groups.models import Group
from members.journeys import running
from members.journeys.beginning import begin_by_date, begin_by_segment
from members.journeys.counting import numbers_of
from members.journeys.editing import ChangedMeanwhile, step_taken_out
from members.journeys.kinds import KINDS, Here, Outcome
from members.journeys.models import Journey, JourneyMessage, Passed, Run
from members.journeys.plans import WrongPlan, read
from members.journeys.running import move_on
from members.profiles.models import Member
from members.segments.models import Segment
from tests.members.journeys.plans import NOON, POSTED, a_journey, plan, put_in, step, tells

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _passed(run: Run) -> list[tuple[str, str]]:
    return list(Passed.objects.filter(run=run).order_by("pk").values_list("step", "way"))


def test_three_messages_three_days_apart(ben: Member) -> None:
    run = put_in(a_journey(
        tells("a"), step("w1", "wait", days=3), tells("b"), step("w2", "wait", days=4), tells("c"),
    ), ben)  # fmt: skip
    seen = []
    for day in range(9):
        move_on(now=NOON + day * DAY)
        seen.append(JourneyMessage.objects.count())
    run.refresh_from_db()
    assert seen == [1, 1, 1, 2, 2, 2, 2, 3, 3] and run.ended_as == "done"
    message = JourneyMessage.objects.order_by("pk")[0]
    assert (message.subject, message.text) == ("Hello Ben", "Good to have you, Ben.")


def test_ways_part_and_come_together_again(ben: Member, nia: Member) -> None:
    helpers = Group.create("Helpers", by=nia)
    journey = a_journey(
        step("q", "if", {"yes": [step("g", "add_to_group", group=helpers.pk)], "no": [tells("m")]}, rule=POSTED),
        step("w", "wait", days=1),
    )
    record("post.created", actor=ben)
    runs = [put_in(journey, ben), put_in(journey, nia)]
    move_on(now=NOON)
    move_on(now=NOON + DAY)
    assert [_passed(run) for run in runs] == [
        [("q", "yes"), ("g", ""), ("w", "")], [("q", "no"), ("m", ""), ("w", "")],
    ]  # fmt: skip
    assert list(helpers.members.all()) == [ben]


def test_a_step_waits_for_what_somebody_does_and_no_longer(ben: Member, nia: Member) -> None:
    wait = step("f", "wait_for", {"yes": [tells("thanks")], "no": [step("l", "leave")]}, verb="post.created", days=5)
    journey = a_journey(wait, step("w", "wait", days=1))
    did, did_not = put_in(journey, ben), put_in(journey, nia)
    move_on(now=NOON)
    Run.objects.update(arrived_at=timezone.now() - DAY)
    record("post.created", actor=ben)
    deliver_all()
    assert set(Run.objects.filter(happened=True).values_list("member", flat=True)) == {ben.pk}
    Run.objects.filter(happened=False).update(arrived_at=NOON)
    move_on(now=NOON + 6 * DAY)
    did.refresh_from_db()
    did_not.refresh_from_db()
    assert _passed(did) == [("f", "yes"), ("thanks", "")] and (did_not.ended_as, _passed(did_not)[0]) == (
        "left", ("f", "no"),
    )  # fmt: skip


def test_what_was_done_counts_although_nobody_heard_of_it_in_time(ben: Member, nia: Member) -> None:
    now = timezone.now()
    journey = a_journey(step("f", "wait_for", {"yes": [tells()], "no": []}, verb="post.created", days=5))
    for member in (ben, nia):
        put_in(journey, member, at=now - DAY)
    move_on(now=now - DAY)
    record("post.created", actor=ben)
    move_on(now=now + 5 * DAY)
    ways = dict(Passed.objects.filter(step="f").values_list("run__member__handle", "way"))
    assert ways == {"ben": "yes", "nia": "no"}


def test_nobody_stays_longer_than_the_plan_says_whatever_they_wait_for(ben: Member, nia: Member) -> None:
    put_in(a_journey(step("w", "wait", days=60), tells(), days=10), ben)
    put_in(a_journey(step("f", "wait_for", verb="post.created", days=60), name="Other", days=10), nia)
    move_on(now=NOON)
    move_on(now=NOON + 9 * DAY)
    assert Run.objects.open().count() == 2
    move_on(now=NOON + 10 * DAY)
    assert list(Run.objects.values_list("ended_as", flat=True)) == ["time", "time"]


def test_a_journey_begins_with_a_deed_once_and_only_while_it_runs(ben: Member, mia: Member) -> None:
    journey = Journey.create("First", plan(tells(), on="verb", values={"verb": "member.described"}))
    record("member.described", actor=ben)
    deliver_all()
    journey.publish(by=mia)
    for _again in range(2):
        record("member.described", actor=ben)
        deliver_all()
    assert Run.objects.count() == 1
    move_on()
    record("member.described", actor=ben)
    deliver_all()
    assert Run.objects.count() == 1
    journey.pause(by=mia)
    record("member.described", actor=mia)
    deliver_all()
    assert Run.objects.count() == 1


def test_somebody_begins_again_only_after_the_days_the_plan_says(ben: Member) -> None:
    journey = a_journey(step("l", "leave"), again_after=30)
    put_in(journey, ben)
    move_on(now=NOON)
    with pytest.raises(AssertionError):
        put_in(journey, ben, at=NOON + 29 * DAY)
    Run.objects.update(cause="the first time")
    put_in(journey, ben, at=NOON + 31 * DAY)


def test_who_fits_a_segment_begins_and_whose_day_has_come(ben: Member, mo: Member, mia: Member) -> None:
    Member.objects.get_queryset().update(joined_at=NOON - 900 * DAY)
    segment = Segment.create("Writers", POSTED, by=mia)
    record("post.created", actor=ben)
    a_journey(tells(), on="segment", values={"segment": segment.pk})
    segment.archive(by=mia)
    one = Journey.objects.get()
    one.change(step_taken_out("m1"), by=mia, seen=one.draft_number)
    assert (begin_by_segment(), begin_by_segment()) == (1, 0), "What uses a segment goes on when it leaves the list."
    born = a_journey(tells(), name="Birthday", on="date", values={"days": 365})
    Journey.objects.filter(pk=born.pk).update(runs_since=NOON - 900 * DAY)
    Member.objects.get_queryset().filter(pk=mo.pk).update(joined_at=timezone.now() - 365 * DAY - timedelta(hours=2))
    assert (begin_by_date(), begin_by_date()) == (1, 0)
    assert set(Run.objects.values_list("member", flat=True)) == {ben.pk, mo.pk}


def test_a_step_that_fails_is_tried_again_and_keeps_nobody_back(
    ben: Member, nia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = type(KINDS["message"]).act

    def fails(kind: object, here: Here) -> Outcome:
        act(KINDS["message"], here)
        raise RuntimeError("The first try fails.")

    journey = a_journey(tells())
    run = put_in(journey, ben)
    with monkeypatch.context() as patch:
        patch.setattr(type(KINDS["message"]), "act", fails)
        assert move_on(now=NOON) == 0
    run.refresh_from_db()
    assert (run.attempts, run.last_error, JourneyMessage.objects.count()) == (
        1, "RuntimeError: The first try fails.", 0,
    )  # fmt: skip
    put_in(journey, nia)
    assert move_on(now=NOON) == 1 and move_on(now=NOON + timedelta(seconds=11)) == 1
    run.refresh_from_db()
    assert (run.attempts, run.last_error, run.ended_as) == (0, "", "done")


def test_after_the_last_try_somebody_waits_for_a_manager(ben: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(KINDS["message"]), "act", lambda *_: 1 / 0)
    run = put_in(a_journey(tells()), ben)
    for hour in range(20):
        move_on(now=NOON + timedelta(hours=hour))
    run.refresh_from_db()
    assert run.attempts == running.LAST_ATTEMPT and run.due_at is None and run.ended_at is None


def test_who_was_with_a_worker_that_died_each_time_waits_for_a_manager_too(
    as_: Callable[[Member], Client], ben: Member, mia: Member
) -> None:
    run = put_in(a_journey(tells()), ben)
    for hour in range(20):
        running._claim(NOON + timedelta(hours=hour))
    run.refresh_from_db()
    assert run.due_at is None and "stopped" in run.last_error
    assert numbers_of([run.journey])[run.journey_id].stuck == 1
    as_(mia).post(f"/manage/journeys/runs/{run.pk}/try-again/")
    move_on()
    run.refresh_from_db()
    assert (run.ended_as, run.last_error) == ("done", "")


def test_one_segment_that_cannot_be_asked_keeps_no_other_journey_back(
    ben: Member, mia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Broken", "Writers"):
        segment = Segment.create(name, POSTED, by=mia)
        a_journey(tells(), name=name, on="segment", values={"segment": segment.pk})
    record("post.created", actor=ben)
    people = Segment.people

    def breaks(segment: Segment, now: datetime | None = None) -> Any:
        found = people(segment, now)
        return found.extra(where=["1 / 0 = 1"]) if segment.name == "Broken" else found

    monkeypatch.setattr(Segment, "people", breaks)
    assert begin_by_segment() == 1
    assert Run.objects.get().journey.name == "Writers"


def test_what_is_published_is_what_the_manager_saw(mia: Member) -> None:
    journey = Journey.create("Welcome", plan(tells("a"), tells("b")))
    seen = journey.draft_number
    Journey.objects.get(pk=journey.pk).change(step_taken_out("b"), by=mia, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        journey.publish(by=mia, seen=seen)
    assert journey.publish(by=mia, seen=seen + 1).number == 1


def test_who_is_inside_stays_on_the_version_they_began(ben: Member, nia: Member, mia: Member) -> None:
    journey = a_journey(step("w", "wait", days=1), tells("old", subject="Old"))
    put_in(journey, ben)
    journey.draft = read(plan(step("w", "wait", days=1), tells("new", subject="New")))
    journey.save()
    assert journey.publish(by=mia).number == 2 and journey.publish(by=mia).number == 2
    put_in(journey, nia)
    move_on(now=NOON)
    move_on(now=NOON + DAY)
    assert dict(JourneyMessage.objects.values_list("member__handle", "subject")) == {"ben": "Old", "nia": "New"}


def test_one_way_at_a_time_is_kept_by_the_database(ben: Member) -> None:
    run = put_in(a_journey(step("w", "wait", days=1)), ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(journey=run.journey, version=run.version, member=ben, cause="another")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("a word", "cannot be read"),
        (plan(step("w", "wait", days=0)), "greater than or equal to 1"),
        (plan(step("w", "wait", days="soon")), "whole number"),
        (plan(step("w", "fly")), "not known here any more"),
        (plan(step("w", "wait", days=1), step("w", "wait", days=1)), "cannot be read"),
        (plan(*[step(f"w{n}", "wait", days=1) for n in range(41)]), "at most 40 steps"),
        (plan(tells(text="")), "required"),
        (plan(tells(), on="verb", values={"verb": "member.erased"}), "is gone, or never was"),
        (plan(tells(), on="tides"), "not known here any more"),
        (plan(tells(), days=0), "from 1 to 730"),
        (plan(tells(), goal={"is": "nothing", "with": {}}), "not known here any more"),
        (plan(step("w", "wait", {"yes": [tells()]}, days=1)), "there no more"),
    ],
)
def test_a_plan_that_cannot_run_is_refused_with_a_sentence(bad: object, words: str) -> None:
    with pytest.raises(WrongPlan, match=words):
        read(bad)
