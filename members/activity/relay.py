"""From the log to the receipts: dispatching, and how far behind it is."""

from dataclasses import dataclass
from datetime import datetime
from itertools import batched

import structlog
from celery import current_app
from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from members.activity.handling import handle_all
from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.subscribing import listeners

log = structlog.get_logger(__name__)

BATCH = 500
TOGETHER = 8
"""Receipts in one task: about what one post asks for. A task costs the worker as much as a light reaction."""
AT_ONCE = 50
"""Receipts begun together where nobody waits for a worker; few enough to be tried before their next tries are due."""


def relay(batch: int = BATCH) -> int:
    """Dispatch all that is recorded and queue tasks for the receipts. Returns the number of activities dispatched."""
    total = 0
    while True:
        count, receipts = dispatch(batch)
        queue(receipts)
        total += count
        if count < batch:
            return total


def dispatch(batch: int = BATCH) -> tuple[int, list[int]]:
    """Write the receipts of one batch. Returns how many activities it took and the receipts' ids.

    Rows another relay holds are skipped, so any number of them may run. An activity is marked in the transaction
    that writes its receipts: both happen or neither.
    """
    with transaction.atomic():
        activities = list(Activity.objects.undispatched().select_for_update(skip_locked=True).order_by("id")[:batch])
        if not activities:
            return 0, []
        ids = [activity.pk for activity in activities]
        reacting = listeners({activity.verb for activity in activities})
        Receipt.objects.bulk_create(
            [
                Receipt(activity=activity, activity_at=activity.at, subscriber=subscriber.name)
                for activity in activities
                for subscriber in reacting[activity.verb]
            ],
            ignore_conflicts=True,
        )
        moments = [activity.at for activity in activities]
        # The range of `at` lets PostgreSQL look into the months concerned only.
        Activity.objects.filter(pk__in=ids, at__range=(min(moments), max(moments))).update(dispatched_at=timezone.now())
    return len(ids), list(Receipt.objects.waiting().filter(activity__in=ids).values_list("pk", flat=True))


def queue(receipts: list[int]) -> int:
    """Ask the workers to handle these receipts. Returns how many the broker took; the sweep finds the others."""
    taken = 0
    for some in batched(receipts, TOGETHER, strict=False):
        try:
            current_app.send_task("members.activity.handle", args=some, retry=False)
        except Exception as error:
            log.warning(
                "The broker took only a part of the receipts; the sweep will queue the others.",
                left=len(receipts) - taken,
                error=str(error) or type(error).__name__,
            )
            break
        taken += len(some)
    return taken


def deliver_all() -> int:
    """Dispatch and handle here and now, without broker or worker, until nothing is due. Returns reactions done.

    For loading the demo community and for tests. A reaction that fails is left to its next try.
    """
    done = 0
    while True:
        dispatched, _ = dispatch()
        due = list(Receipt.objects.due().order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not dispatched and not due:
            return done
        done += sum(map(handle_all, batched(due, AT_ONCE, strict=False)))


@dataclass(frozen=True)
class Owed:
    """What is not delivered at one moment, in numbers."""

    undispatched: int
    waiting: int
    failing: int
    dead: int
    oldest: datetime | None
    """When what waits longest came: an activity without receipts, or a receipt without its first try."""

    @property
    def lag(self) -> float:
        """Seconds since then; 0.0 when nothing waits.

        Failing and dead receipts do not count: they are no sign of a relay that stands still.
        """
        return (timezone.now() - self.oldest).total_seconds() if self.oldest else 0.0

    @property
    def everything_is_delivered(self) -> bool:
        """Whether nothing is owed at all."""
        return not (self.undispatched or self.waiting or self.failing or self.dead)


def owed() -> Owed:
    """Count what is not delivered: two queries."""
    waiting, failing, dead = Q(attempts=0, dead_at=None), Q(attempts__gt=0, dead_at=None), Q(dead_at__isnull=False)
    new = Activity.objects.undispatched().aggregate(count=Count("pk"), oldest=Min("at"))
    left = Receipt.objects.unsettled().aggregate(
        waiting=Count("pk", filter=waiting), failing=Count("pk", filter=failing), dead=Count("pk", filter=dead),
        oldest=Min("created_at", filter=waiting),
    )  # fmt: skip
    moments = [moment for moment in (new["oldest"], left["oldest"]) if moment]
    return Owed(new["count"], left["waiting"], left["failing"], left["dead"], min(moments, default=None))


def lag() -> float:
    """Seconds the oldest activity has been waiting for its receipts, or the oldest receipt for its first try."""
    return owed().lag
