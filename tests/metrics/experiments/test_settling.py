"""From people to a result: looked at by the rule, settled once, kept, told, and never concluded too early."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from members.activity.models import Activity
from members.experiments.models import Experiment
from members.notifications.models import Notification
from members.profiles.models import Member
from metrics.experiments.looking import look_after, look_after_all
from metrics.experiments.models import Came, Look, Outcome, Plan, Result
from metrics.experiments.outcomes import counted_until, groups_of
from metrics.experiments.proportions import Group
from metrics.experiments.tasks import look_after_experiments
from metrics.experiments.telling import told_of
from metrics.experiments.wording import result_words
from metrics.rollups.days import yesterday
from metrics.rollups.models import RolledDay
from tests.metrics.experiments.trying import an_experiment, days_ago, days_are_rolled, did, met, planned, started, the

Told = Callable[[], object]
pytestmark = pytest.mark.django_db


@pytest.fixture
def hello(mia: Member) -> Experiment:
    """Long and short, with a plan for 80 people; it runs since 60 days."""
    experiment = an_experiment(mia)
    planned(experiment, mia, people=80, ends_by_rule=True)
    started(experiment, mia)
    Plan.objects.update(made_at=timezone.now() - timedelta(days=61))
    return experiment


def forty_each(experiment: Experiment, long: int, short: int, day: int = 30) -> None:
    """Forty in each group, of whom so many did something in their fourth week."""
    for key, many in (("long", long), ("short", short)):
        members = met(experiment, the(experiment, key), 40, days_ago(day))
        did(members[:many], days_ago(day - 25))


def test_a_clear_difference_becomes_a_result_in_the_library_and_managers_are_told(
    hello: Experiment, mia: Member, olli: Member, mo: Member, nia: Member, delivered: Told
) -> None:
    forty_each(hello, long=8, short=28)
    days_are_rolled()
    assert look_after_experiments() == 1
    result = Result.objects.for_listing().get()
    assert (result.came, result.best, result.day) == (Came.WINNER, the(hello, "short"), yesterday())
    assert result_words(result).startswith(
        "“short” does better than “long”. short: 70 %, long: 20 %. "
        "The difference between “short” and “long” is 50 points (between"
    )
    (apart,) = told_of(result).apart
    assert apart.said == 1 and 0 < apart.low < 50 < apart.high
    hello.refresh_from_db()
    assert hello.stopped_at is not None and hello.stopped_by is None
    delivered()
    told = Notification.objects.filter(kind="experiment_settled")
    assert {row.member for row in told} == {mia, olli}
    assert Result.objects.get().came == Came.WINNER, "Its own stop does not cut it short."


def test_it_is_settled_once_however_often_it_is_looked(hello: Experiment) -> None:
    forty_each(hello, long=8, short=28)
    days_are_rolled()
    assert [look_after_all() for _n in range(3)] == [1, 0, 0]
    assert (Look.objects.count(), Result.objects.count()) == (1, 1)
    assert Activity.objects.filter(verb="experiment.settled").count() == 1


def test_the_end_without_a_difference_is_a_result_too(hello: Experiment) -> None:
    forty_each(hello, long=12, short=13)
    days_are_rolled()
    look_after_all()
    result = Result.objects.for_listing().get()
    assert result.came == Came.NOTHING and result.best is None
    assert result_words(result).startswith("No difference of 10 points was shown. short: 32.5 %, long: 30 %.")


def test_before_the_planned_people_are_there_a_small_difference_settles_nothing(hello: Experiment) -> None:
    Plan.objects.update(people=200)
    forty_each(hello, long=12, short=20)
    days_are_rolled()
    assert look_after_all() == 0
    assert Look.objects.get().fraction == 0.4 and not Result.objects.exists()


def test_the_same_people_are_not_looked_at_again_within_a_week(hello: Experiment) -> None:
    Plan.objects.update(people=200)
    forty_each(hello, long=12, short=13)
    days_are_rolled(days_ago(2))
    look_after_all()
    met(hello, the(hello, "long"), 20, days_ago(29))
    met(hello, the(hello, "short"), 20, days_ago(29))
    days_are_rolled()
    look_after_all()
    assert Look.objects.count() == 1, "Six days later at the earliest."
    Look.objects.update(day=days_ago(7))
    look_after_all()
    assert list(Look.objects.order_by("number").values_list("number", "fraction")) == [(1, 0.4), (2, 0.6)]


def test_nothing_is_looked_at_while_a_group_has_fewer_than_five(hello: Experiment) -> None:
    did(met(hello, the(hello, "long"), 76, days_ago(30)), days_ago(5))
    met(hello, the(hello, "short"), 4, days_ago(30))
    days_are_rolled()
    assert look_after_all() == 0 and not Look.objects.exists()


def test_whoever_stops_it_too_early_can_conclude_nothing(hello: Experiment, mia: Member, delivered: Told) -> None:
    forty_each(hello, long=8, short=28)
    hello.stop(by=mia)
    delivered()
    result = Result.objects.for_listing().get()
    assert result.came == Came.CUT_SHORT
    assert result_words(result) == "Stopped before its rule: nothing can be concluded."
    days_are_rolled()
    assert look_after_all() == 0 and Result.objects.get() == result


def test_a_manager_who_did_not_let_the_rule_end_it_is_told_and_ends_it(
    hello: Experiment, mia: Member, delivered: Told
) -> None:
    Plan.objects.update(ends_by_rule=False)
    forty_each(hello, long=8, short=28)
    days_are_rolled()
    look_after_all()
    hello.refresh_from_db()
    assert hello.is_running and Result.objects.get().came == Came.WINNER
    hello.stop(by=mia)
    delivered()
    assert Result.objects.get().came == Came.WINNER


def test_without_facts_or_a_plan_or_a_start_nothing_happens(mia: Member, delivered: Told) -> None:
    one, other = an_experiment(mia), an_experiment(mia, "other")
    planned(one, mia)
    started(other, mia)
    other.stop(by=mia)
    delivered()
    assert look_after_all() == 0
    days_are_rolled()
    assert look_after_all() == 0
    plan = Plan.objects.get()
    assert look_after(plan.pk, yesterday()) is None and not Result.objects.exists()


def test_while_facts_of_an_earlier_day_are_missing_nobody_counts_as_idle(hello: Experiment) -> None:
    forty_each(hello, long=8, short=28)
    days_are_rolled()
    RolledDay.objects.filter(day=days_ago(5)).delete()
    assert counted_until() == days_ago(6) and look_after_all() == 0 and not Look.objects.exists()
    days_are_rolled()
    assert counted_until() == yesterday() and look_after_all() == 1


def test_those_held_out_are_the_comparison_where_the_plan_says_so(mia: Member) -> None:
    experiment = an_experiment(mia, held_out=50)
    plan = planned(experiment, mia, against=None, people=90)
    started(experiment, mia)
    for variant, many in ((None, 5), (the(experiment, "long"), 6), (the(experiment, "short"), 25)):
        did(met(experiment, variant, 30, days_ago(30))[:many], days_ago(5))
    days_are_rolled()
    look_after_all()
    result = Result.objects.for_listing().get()
    assert plan.error == 0.025, "Two comparisons share five percent."
    assert result.best == the(experiment, "short")
    assert [(one.one.name, one.against.name, one.said) for one in told_of(result).apart] == [
        ("long", "held out", 0), ("short", "held out", 1),
    ]  # fmt: skip


def test_at_eight_weeks_the_same_people_are_counted_once_more(hello: Experiment) -> None:
    forty_each(hello, long=8, short=28, day=58)
    did([row.member for row in hello.assignments.filter(variant__key="short")[:10]], days_ago(4))
    days_are_rolled(days_ago(29))
    look_after_all()
    assert Result.objects.get().later is None
    met(hello, the(hello, "short"), 9, days_ago(29))
    days_are_rolled()
    look_after_all()
    result = Result.objects.get()
    arms = {arm: (people, many) for arm, people, many in result.later or []}
    assert arms == {the(hello, "long").pk: (40, 0), the(hello, "short").pk: (40, 10)}, (
        "Those who came later do not count."
    )
    assert Activity.objects.filter(verb="experiment.followed_up").count() == 1


@pytest.mark.parametrize(
    ("outcome", "day", "deeds", "counts"),
    [
        (Outcome.ACTIVE_4, 21, {}, False), (Outcome.ACTIVE_4, 22, {}, True), (Outcome.ACTIVE_4, 28, {}, True),
        (Outcome.ACTIVE_4, 29, {}, False), (Outcome.ACTIVE_8, 49, {}, False), (Outcome.ACTIVE_8, 50, {}, True),
        (Outcome.ACTIVE_8, 57, {}, False), (Outcome.BACK_7, 0, {}, False), (Outcome.BACK_7, 1, {}, True),
        (Outcome.BACK_7, 8, {}, False), (Outcome.WROTE_4, 3, {"reactions": 1}, False),
        (Outcome.WROTE_4, 3, {"replies": 1}, True), (Outcome.WROTE_4, 29, {"threads": 1}, False),
        (Outcome.WROTE_8, 29, {"threads": 1}, True),
    ],
)  # fmt: skip
def test_each_measure_asks_for_its_days(
    hello: Experiment, outcome: Outcome, day: int, deeds: dict[str, int], counts: bool
) -> None:
    long = the(hello, "long")
    did(met(hello, long, 1, days_ago(60)), days_ago(60 - day), **deeds)
    assert groups_of(hello, outcome, yesterday()) == {long.pk: Group(1, int(counts))}


def test_activated_means_within_14_days_and_who_met_it_later_is_not_asked_yet(hello: Experiment) -> None:
    from metrics.rollups.days import begin_of
    from metrics.rollups.models import Arrival

    long = the(hello, "long")
    for day, member in zip((0, 14, 15, None), met(hello, long, 4, days_ago(20)), strict=True):
        at = None if day is None else begin_of(days_ago(20 - day)) + timedelta(hours=23, minutes=59)
        fields = {"day": days_ago(20), "at": begin_of(days_ago(20)), "activated_at": at}
        Arrival.objects.update_or_create(member=member, defaults=fields)
    met(hello, long, 3, days_ago(13))
    assert groups_of(hello, Outcome.ACTIVATED_14, yesterday()) == {long.pk: Group(4, 2)}
