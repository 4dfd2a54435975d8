"""The demo community's experiments: one that is over as soon as its numbers are reckoned, and one that still runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from members.activity.models import Activity
from members.experiments.assigning import foreseen
from members.experiments.models import Assignment, Experiment
from members.profiles.models import Member
from metrics.experiments.models import Outcome, Plan
from metrics.experiments.planning import Wanted, plan_experiment

BEGUN, MEETING = timedelta(days=96), timedelta(days=28)
"""The first began so long ago, and so long it took until everybody had met it."""
HELLO = timedelta(days=60)
AWAY = ("olli", "eve")
"""Who meets no experiment: whoever keeps the server running, and a member who is no longer there."""


def hold(members: dict[str, Member], now: datetime) -> None:
    """Two questions of the manager; the rule of each was written down the day before it began."""
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    there = sorted((one for one in members.values() if one.handle not in AWAY), key=lambda one: one.handle)
    began = now - BEGUN
    digest = _started(
        "digest-subject", "A question in the subject of the digest",
        "Do more people look in again when the letter begins with a question nobody has answered?",
        [("as-before", 1), ("question", 1)], Wanted(Outcome.ACTIVE_4, None, 60, 30, ends_by_rule=True), members, began,
    )  # fmt: skip
    _meet(digest, {
        one: began + MEETING * place / len(there)
        for place, one in enumerate(one for one in there if one.joined_at < began)
    })  # fmt: skip
    began = now - HELLO
    hello = _started(
        "hello-by-name", "A hello by name",
        "Do newcomers come back sooner when a host greets them by name on the first day?",
        [("as-before", 1), ("by-name", 1)], Wanted(Outcome.BACK_7, None, 40, 40), members, began,
    )  # fmt: skip
    _meet(hello, {one: one.joined_at for one in there if one.joined_at > began})
    Activity.objects.filter(pk__gt=known).update(dispatched_at=now)


def _started(
    key: str, name: str, purpose: str, variants: list[tuple[str, int]], wanted: Wanted, members: dict[str, Member],
    began: datetime,
) -> Experiment:  # fmt: skip
    """An experiment with its plan, which runs since then."""
    mia, before = members["mia"], began - timedelta(days=1)
    made = Experiment.define(key, name, variants, by=mia, purpose=purpose)
    plan = plan_experiment(made, replace(wanted, against=made.variants.get(place=0)), by=mia)
    made.start(by=mia)
    Plan.objects.filter(pk=plan.pk).update(made_at=before)
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(began), time.min))
    Experiment.objects.filter(pk=made.pk).update(created_at=before, started_at=midnight)
    return made


def _meet(experiment: Experiment, moments: dict[Member, datetime]) -> None:
    """Chance says who has which variant, as for everybody."""
    drawn = foreseen(experiment.key, Member.objects.get_queryset().filter(pk__in=[one.pk for one in moments]))
    variants = {one.key: one for one in experiment.variants.all()}
    Assignment.objects.bulk_create(
        Assignment(experiment=experiment, member=member, variant=variants[drawn[member.pk] or ""], at=at)
        for member, at in moments.items()
    )
