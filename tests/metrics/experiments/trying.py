"""Experiments with people in them, for tests: who met it when, and what they did on which day after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from members.experiments.models import Assignment, Experiment, Variant
from members.profiles.models import Member
from metrics.experiments.models import Outcome, Plan
from metrics.experiments.planning import Wanted, plan_experiment
from metrics.rollups.days import yesterday
from metrics.rollups.models import MemberDay, RolledDay

_numbers = count(1)


def days_ago(days: int) -> date:
    """So many days before the last one that is over."""
    return yesterday() - timedelta(days=days)


def an_experiment(
    by: Member, key: str = "hello", *, held_out: int = 0, words: Iterable[str] = ("long", "short")
) -> Experiment:
    """Ways of saying hello; it does not run yet."""
    return Experiment.define(key, f"Hello {key}", [(word, 1) for word in words], by=by, held_out=held_out)


def the(experiment: Experiment, key: str) -> Variant:
    """One of its variants."""
    return experiment.variants.get(key=key)


def planned(experiment: Experiment, by: Member, *, people: int | None = None, **wanted: object) -> Plan:
    """A plan, against the first variant; with fewer people than would be right, if `people` says so."""
    given: dict[str, object] = {
        "outcome": Outcome.ACTIVE_4, "against": experiment.variants.order_by("place").first(),
        "expected": 30, "least": 10,
    }  # fmt: skip
    plan = plan_experiment(experiment, Wanted(**(given | wanted)), by=by)  # type: ignore[arg-type]
    if people is not None:
        Plan.objects.filter(pk=plan.pk).update(people=people)
        plan.refresh_from_db()
    return plan


def started(experiment: Experiment, by: Member, days: int = 60) -> None:
    """It runs since so many days."""
    experiment.start(by=by)
    Experiment.objects.filter(pk=experiment.pk).update(started_at=timezone.now() - timedelta(days=days))
    experiment.refresh_from_db()


def met(experiment: Experiment, variant: Variant | None, people: int, day: date) -> list[Member]:
    """So many new members who met it at noon of a day."""
    at = timezone.make_aware(datetime.combine(day, time(12)))
    names = [f"met-{next(_numbers)}" for _n in range(people)]
    made = [Member(handle=name, name=name, email=f"{name}@example.org", password="!") for name in names]
    members = Member.objects.bulk_create(made)
    rows = [Assignment(experiment=experiment, member=one, variant=variant, at=at) for one in members]
    Assignment.objects.bulk_create(rows)
    return members


def did(members: Iterable[Member], day: date, **deeds: int) -> None:
    """They did something on a day."""
    deeds = deeds or {"reactions": 1}
    MemberDay.objects.bulk_create([MemberDay(day=day, member=one, **deeds) for one in members])


def days_are_rolled(until: date | None = None) -> None:
    """The facts of a hundred days are there, up to this one."""
    last, now = until or yesterday(), timezone.now()
    rows = [RolledDay(day=last - timedelta(days=back), rolled_at=now) for back in range(100)]
    RolledDay.objects.bulk_create(rows, ignore_conflicts=True)
