"""Looking after experiments, once a day: a look when it is time, and the result when the rule says so, each once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from metrics.experiments.guards import guarded
from metrics.experiments.judging import Verdict, boundary_at, fraction_of, is_time, verdict
from metrics.experiments.models import Came, Look, Plan, Result
from metrics.experiments.outcomes import ASKED, LATER, counted_until, groups_of

if TYPE_CHECKING:
    from datetime import date

    from metrics.experiments.outcomes import Groups


def look_after_all() -> int:
    """Look at each experiment that has a plan and no result yet; returns how many were settled."""
    until = counted_until()
    if until is None:
        return 0
    waiting = Plan.objects.filter(result=None, experiment__started_at__isnull=False).order_by("pk")
    settled = [look_after(pk, until) for pk in waiting.values_list("pk", flat=True)]
    kept = Result.objects.filter(later_at=None).exclude(came=Came.CUT_SHORT).order_by("pk")
    for pk in kept.values_list("pk", flat=True):
        tell_later(pk, until)
    return sum(one is not None for one in settled)


@transaction.atomic
def look_after(plan_id: int, until: date) -> Result | None:
    """Look at one of them with all facts up to a day; its result if this settled it. Of two workers one does it."""
    plan = _locked(plan_id)
    if plan is None or Result.objects.filter(plan=plan).exists():
        return None
    if plan.experiment.stopped_at is not None:
        return _settle(plan, Verdict(Came.CUT_SHORT), plan.looks.order_by("number").last(), until)
    looks = list(plan.looks.order_by("number"))
    groups = groups_of(plan.experiment, plan.outcome, until)
    if not is_time(plan, groups, until, looks[-1] if looks else None):
        return None
    looks.append(_look(plan, looks, groups, until))
    found = verdict(plan, looks)
    return _settle(plan, found, looks[-1], until) if found else None


def _locked(plan_id: int) -> Plan | None:
    """The plan, if nobody else looks at it just now."""
    rows = Plan.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    found: Plan | None = rows.select_related("experiment").filter(pk=plan_id).first()
    return found


def _look(plan: Plan, looks: list[Look], groups: Groups, until: date) -> Look:
    """Write down what is seen."""
    fraction = fraction_of(plan, groups)
    seen = {arm: groups[arm] for arm in plan.arms}
    look = Look.objects.create(
        plan=plan, number=len(looks) + 1, day=until, fraction=fraction, people=sum(one.people for one in seen.values()),
        boundary=boundary_at(plan, [*(one.fraction for one in looks), fraction]),
        arms=[(arm, one.people, one.did) for arm, one in seen.items()],
        guards=[
            (key, arm, one.people, one.did)
            for key, by_arm in guarded(plan.experiment, until).items()
            for arm, one in by_arm.items() if arm in plan.arms
        ],
    )  # fmt: skip
    record("experiment.looked_at", subject=plan, number=look.number)
    return look


def _settle(plan: Plan, found: Verdict, look: Look | None, until: date) -> Result:
    """Keep what came of it, and end the experiment if its rule was to end it."""
    result = Result.objects.create(
        plan=plan, came=found.came, best_id=found.best, is_worse=found.is_worse, guard=found.guard, look=look,
        day=look.day if look else until,
    )  # fmt: skip
    record("experiment.settled", subject=result, came=str(found.came))
    if plan.ends_by_rule:
        plan.experiment.stop(by=None)
    return result


@transaction.atomic
def cut_short(experiment_id: int) -> None:
    """Somebody stopped an experiment: if its rule had not spoken, nothing can be concluded from it."""
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).filter(experiment=experiment_id).first()
    if plan is None or Result.objects.filter(plan=plan).exists():
        return
    look = plan.looks.order_by("number").last()
    _settle(plan, Verdict(Came.CUT_SHORT), look, counted_until() or timezone.localdate())


@transaction.atomic
def tell_later(result_id: int, until: date) -> bool:
    """Eight weeks after the last of those who counted met it, write down how many of them are there; once."""
    rows = Result.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(later_at=None)
    result = rows.select_related("plan__experiment").filter(pk=result_id).first()
    if result is None:
        return False
    plan = result.plan
    met_until = result.day - timedelta(days=plan.days)
    if until < met_until + timedelta(days=ASKED[LATER].last):
        return False
    groups = groups_of(plan.experiment, LATER, until, met_until=met_until)
    result.later = [(arm, groups[arm].people, groups[arm].did) for arm in plan.arms if arm in groups]
    result.later_at = timezone.now()
    result.save(update_fields=["later", "later_at"])
    record("experiment.followed_up", subject=result)
    return True
