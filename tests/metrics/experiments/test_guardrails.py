"""Guardrails: what counts, what ends an experiment, and what is never told; and two workers at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from members.activity.models import Activity
from members.experiments.models import Experiment
from members.profiles.models import Member
from metrics.experiments.guards import GUARDS, guarded, harm_boundary
from metrics.experiments.looking import look_after_all
from metrics.experiments.models import Came, Look, Plan, Result
from metrics.experiments.proportions import Group
from metrics.experiments.telling import told_of
from metrics.experiments.wording import guard_words, headline
from metrics.rollups.days import yesterday
from moderation.reports.models import Report
from moderation.review.cases import Case
from tests.metrics.experiments.trying import an_experiment, days_ago, days_are_rolled, did, met, planned, started, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def hello(mia: Member) -> Experiment:
    """Long and short, for 400 people; the rule ends it."""
    experiment = an_experiment(mia)
    planned(experiment, mia, people=400, ends_by_rule=True)
    started(experiment, mia)
    return experiment


def at(day: int) -> datetime:
    return timezone.make_aware(datetime.combine(days_ago(day), time(13)))


def reported(members: list[Member], day: int) -> None:
    """The team got a report about something of each of them."""
    for number, member in enumerate(members, start=Case.objects.count()):
        case = Case.objects.create(
            subject_type="post", subject_id=number, about=member, source="report", due_at=timezone.now()
        )
        Report.objects.create(case=case, subject_type="post", subject_id=number, reason="spam", at=at(day))


def blocked(members: list[Member], day: int) -> None:
    Activity.objects.bulk_create(
        Activity(verb="person.blocked", subject_type="members.member", subject_id=one.pk, at=at(day)) for one in members
    )


def stopped(members: list[Member], day: int) -> None:
    Activity.objects.bulk_create(Activity(verb="digest.stopped", actor=one, at=at(day)) for one in members)


@pytest.mark.parametrize(("key", "happen"), [("reported", reported), ("silenced", blocked), ("stopped", stopped)])
def test_each_guardrail_counts_members_once_and_only_in_their_14_days(
    hello: Experiment, key: str, happen: Callable[[list[Member], int], None]
) -> None:
    long = the(hello, "long")
    people = met(hello, long, 6, days_ago(30))
    met(hello, long, 3, days_ago(13))
    happen(people[:2], 29)
    happen(people[:1], 20)
    happen(people[2:4], 31)
    happen(people[4:], 15)
    found = guarded(hello, yesterday())
    assert found[key] == {long.pk: Group(6, 2)}, "Not before they met it, not after 14 days, and not of those to come."
    assert [groups[long.pk].did for other, groups in found.items() if other != key] == [0, 0]


def test_a_clear_harm_ends_it_although_the_goal_is_reached(hello: Experiment, mia: Member) -> None:
    good, bad = met(hello, the(hello, "long"), 60, days_ago(30)), met(hello, the(hello, "short"), 60, days_ago(30))
    did(bad[:50], days_ago(5))
    stopped(bad[:20], 28)
    stopped(good[:1], 28)
    days_are_rolled()
    look_after_all()
    result = Result.objects.for_listing().get()
    assert (result.came, result.best, result.guard) == (Came.HARM, the(hello, "short"), "stopped")
    assert headline(result) == "“short” does harm: they stopped the digest or messages of journeys more often."
    harm = next(one for one in told_of(result).guards if one.harms)
    assert guard_words(harm).startswith("Clear harm: at least") and 0 < harm.bound < 31.7
    hello.refresh_from_db()
    assert hello.stopped_at is not None


def test_fewer_than_five_never_make_a_harm_and_are_not_told(hello: Experiment) -> None:
    Plan.objects.update(people=60)
    met(hello, the(hello, "long"), 50, days_ago(30))
    reported(met(hello, the(hello, "short"), 10, days_ago(30))[:4], 28)
    days_are_rolled()
    look_after_all()
    result = Result.objects.for_listing().get()
    assert result.came == Came.NOTHING
    words = {str(one.name): guard_words(one) for one in told_of(result).guards}
    assert words["Somebody reported something of theirs"] == "Too few to tell: fewer than five in a group."
    assert words["Somebody muted or blocked them"].startswith("No clear harm: at most"), "Nobody is no secret."


def test_several_variants_share_the_false_alarms() -> None:
    assert harm_boundary(1) < harm_boundary(3)
    assert len(GUARDS) == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_settles_it(hello: Experiment) -> None:
    Plan.objects.update(people=80)
    met(hello, the(hello, "long"), 40, days_ago(30))
    did(met(hello, the(hello, "short"), 40, days_ago(30))[:30], days_ago(5))
    days_are_rolled()

    def work(_number: int) -> int:
        try:
            return look_after_all()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        settled = list(pool.map(work, range(4)))
    assert sum(settled) == 1
    assert (Look.objects.count(), Result.objects.count()) == (1, 1)
    verbs = Activity.objects.filter(verb__in=("experiment.settled", "experiment.stopped")).values_list(
        "verb", flat=True
    )
    assert sorted(verbs) == ["experiment.settled", "experiment.stopped"]


def test_other_weights_and_uneven_groups_are_said(hello: Experiment, mia: Member) -> None:
    from metrics.experiments.troubles import is_uneven, troubles_of

    plan, (long, short) = Plan.objects.get(), [the(hello, key).pk for key in ("long", "short")]
    plan.experiment = hello
    assert not is_uneven(plan, {long: 100, short: 118}) and not is_uneven(plan, {})
    assert is_uneven(plan, {long: 100, short: 200})
    Plan.objects.update(made_at=hello.started_at - timedelta(days=1))  # type: ignore[operator]
    plan.refresh_from_db()
    assert troubles_of(plan, {long: 50, short: 50}) == []
    hello.weigh([1, 3], by=mia)
    (said,) = troubles_of(plan, {long: 50, short: 150})
    assert said.startswith("Its weights were changed while it ran")
