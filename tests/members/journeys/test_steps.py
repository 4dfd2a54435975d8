"""What the other rooms let a step do: each once, foreseen in a dry run, and nothing of it in a test."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.activity.log import record
from members.activity.models import Activity
from members.activity.relay import deliver_all
from members.duties.models import Duty
from members.experiments.models import Assignment, Experiment
from members.groups.models import Group
from members.journeys.beginning import begin_test
from members.journeys.counting import dry_run
from members.journeys.kinds import KINDS
from members.journeys.models import Journey, JourneyMessage, Passed, Run
from members.journeys.plans import WrongPlan, plan_of, read
from members.journeys.receivers import JourneyCall, Receiver
from members.journeys.running import advance_test, move_on
from members.journeys.shipped import SHIPPED
from members.profiles.models import Member
from members.recognition.badges import Badge, BadgeAward
from members.segments.models import Segment
from members.segments.predicates import pieces
from members.stages.models import Stage, Standing
from tests.members.journeys.plans import NOON, a_journey, plan, put_in, step, tells

pytestmark = pytest.mark.django_db


def _everything(mia: Member, olli: Member) -> list[dict[str, Any]]:
    """A step of each kind that reaches anybody but whoever is in it."""
    badge = Badge.create("Early bird", "Came early", "award", None, by=mia)
    receiver = Receiver.add("Letters on paper", "https://paper.example.net/in", "s" * 24, by=olli)
    return [
        step("t", "task", kind="greet", to=mia.pk, hours="24", note="Say hello"),
        step("g", "add_to_group", group=Group.create("Helpers", by=mia).pk),
        step("b", "badge", badge=badge.pk, reason="Came first"),
        step("s", "stage", stage="advocating"),
        step("c", "call", receiver=receiver.pk),
    ]


def test_nothing_of_another_room_happens_to_who_is_through_or_in_a_test(mia: Member, olli: Member, ben: Member) -> None:
    steps = _everything(mia, olli)
    put_in(a_journey(step("w", "wait", days=1), *steps), ben)
    move_on(now=NOON)
    Member.objects.get_queryset().filter(pk=ben.pk).update(suspended_until=NOON + timedelta(days=9))
    move_on(now=NOON + timedelta(days=1))
    run = advance_test(begin_test(Journey.create("Try", plan(*steps), by=mia), mia))
    assert run.ended_as == "done" and Passed.objects.filter(run=run).count() == len(steps)
    for model in (Duty, BadgeAward, JourneyCall):
        assert not model._default_manager.exists()
    assert not Group.objects.get().members.exists() and not Standing.objects.filter(stage=Stage.ADVOCATING).exists()


def test_each_happens_once_and_the_log_says_what(mia: Member, olli: Member, ben: Member) -> None:
    run = put_in(a_journey(*_everything(mia, olli)), ben)
    move_on(now=NOON)
    Run.objects.update(ended_at=None, step="t", due_at=NOON)  # as if it were to be done again
    Passed.objects.all().delete()
    move_on(now=NOON)
    duty = Duty.objects.get()
    assert (duty.kind, duty.member, duty.owner, duty.note) == ("greet", ben, mia, "Say hello")
    assert duty.due_at == NOON + timedelta(days=1)
    award = BadgeAward.objects.get()
    assert (award.member, award.reason, award.awarded_by) == (ben, "Came first", None)
    assert Group.objects.get().members.get() == ben and Standing.objects.get(member=ben).stage == Stage.ADVOCATING
    assert JourneyCall.objects.get().run == run
    verbs = ["duty.asked", "badge.awarded", "group.member_added", "stage.changed"]
    assert sorted(Activity.objects.filter(verb__in=verbs).values_list("verb", flat=True)) == sorted(verbs)


def test_what_is_gone_is_passed_by(mia: Member, olli: Member, ben: Member) -> None:
    journey = a_journey(*_everything(mia, olli))
    Badge.objects.get().retire(by=mia)
    Receiver.objects.get().end(by=olli)
    Group.objects.all().delete()
    Member.objects.get_queryset().filter(pk=mia.pk).update(role="member")
    run = put_in(journey, ben)
    assert move_on(now=NOON) == 1
    run.refresh_from_db()
    assert run.ended_as == "done" and not BadgeAward.objects.exists() and not JourneyCall.objects.exists()
    assert Duty.objects.get().owner is None, "The team sees to it, when whoever was named left it."


def test_a_dry_run_says_what_each_step_would_do(mia: Member, olli: Member, ben: Member) -> None:
    journey = a_journey(*_everything(mia, olli), tells())
    Group.objects.get().add(ben, by=None)
    count, steps = dry_run(journey, plan_of(journey.draft), timezone.now())
    assert [one.said for one in steps] == [
        f"{count} tasks would stand on the list", f"{count - 1} would come into it", f"{count} would get it",
        f"{count} would move there", f"{count} calls to paper.example.net", f"{count} mails",
    ]  # fmt: skip
    assert not Duty.objects.exists() and not JourneyCall.objects.exists()


def test_variants_part_the_ways_and_nobody_is_drawn_before_they_come(mia: Member, ben: Member, nia: Member) -> None:
    experiment = Experiment.define("hello", "Hello", [("short", 1), ("long", 1)], by=mia)
    ways = {"v1": [tells("a")], "v2": [tells("b")], "without": [step("l", "leave")]}
    journey = a_journey(step("x", "variant", ways, experiment="hello"))
    early = put_in(journey, ben)
    move_on(now=NOON)
    assert Passed.objects.get(run=early, step="x").way == "without", "It does not run yet."
    experiment.start(by=mia)
    _count, steps = dry_run(journey, plan_of(journey.draft), timezone.now())
    assert [one.way for one in steps if one.way] == ["short", "long", "Without a variant"]
    assert not Assignment.objects.exists()
    run = put_in(journey, nia)
    move_on(now=NOON)
    variant = Assignment.objects.get(member=nia).variant
    assert variant is not None
    assert Passed.objects.get(run=run, step="x").way == {"short": "v1", "long": "v2"}[variant.key]


def test_steps_on_a_way_that_is_gone_are_not_lost_in_silence(mia: Member) -> None:
    Experiment.define("two", "Two", [("a", 1), ("b", 1)], by=mia)
    Experiment.define("three", "Three", [("a", 1), ("b", 1), ("c", 1)], by=mia)
    ways = {"v3": [tells()]}
    assert read(plan(step("x", "variant", ways, experiment="three")))
    with pytest.raises(WrongPlan, match="there no more"):
        read(plan(step("x", "variant", ways, experiment="two")))


def test_every_sentence_names_its_fields_and_every_kind_has_its_words() -> None:
    for kind in KINDS.values():
        named = {name for _text, name in pieces(kind.sentence, kind.fields) if name}
        assert named <= set(kind.fields) and str(kind.label) and kind.icon, kind.key
        assert named or not kind.fields, kind.key


def test_shipped_journeys_are_drafts_with_whom_they_begin(mia: Member) -> None:
    for one in SHIPPED.values():
        journey = one.take_over(str(one.name), "", by=mia)
        assert journey.version is None and journey.purpose == str(one.purpose)
        journey.publish(by=mia)
    assert set(Segment.objects.values_list("name", flat=True)) == {
        "Regulars who went quiet", "Advocates who are no ambassadors",
    }  # fmt: skip
    SHIPPED["quiet"].take_over("Again", "", by=mia)
    assert Segment.objects.count() == 2


def test_welcome_says_hello_asks_those_who_did_not_write_and_leaves_the_rest_to_a_person(
    ben: Member, nia: Member, mia: Member
) -> None:
    journey = SHIPPED["welcome"].take_over("Welcome", "", by=mia)
    journey.publish(by=mia)
    begun = timezone.now().replace(hour=12)
    for member in (ben, nia):
        put_in(journey, member, at=begun)
    move_on(now=begun + timedelta(hours=2))
    told = dict.fromkeys([ben.handle, nia.handle], 1)
    assert _told(journey) == told, "Both hear within two hours."
    record("post.created", actor=ben)
    for day in range(1, 9):
        move_on(now=begun + timedelta(days=day, hours=3))
    assert _told(journey) == told | {nia.handle: 2}
    duty = Duty.objects.get()
    assert (duty.member, duty.kind, duty.owner) == (nia, "greet", None)
    assert dict(journey.runs.values_list("member__handle", "ended_as")) == {ben.handle: "left", nia.handle: "done"}


def test_a_first_post_is_thanked_for_and_no_later_one(ben: Member, nia: Member, mia: Member) -> None:
    record("post.created", actor=ben)
    deliver_all()
    journey = SHIPPED["first"].take_over("First", "", by=mia)
    journey.publish(by=mia)
    for member in (ben, nia):
        record("post.created", actor=member)
        deliver_all()
    move_on()
    move_on(now=timezone.now() + timedelta(days=1))
    told = JourneyMessage.objects.values_list("member__handle", flat=True)
    assert list(told) == [nia.handle], "Ben had written before."


def _told(journey: Journey) -> dict[str, int]:
    rows = journey.runs.values_list("member__handle", "messages")
    return {handle: sum(1 for other, _pk in rows if other == handle) for handle, _pk in rows}
