"""Writing down how many visitors a day had, once it is over; and whether they are counted at all."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.log import record
from metrics.rollups.days import end_of, today
from metrics.rollups.touching import touch
from metrics.visits import sketching
from metrics.visits.models import VisitCounting, VisitDay

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member

log = logging.getLogger(__name__)
REST = timedelta(minutes=2)
"""A visit of the last second is counted before its day is written."""


def is_counting() -> bool:
    """Whether the owner lets visitors be counted; so it is until somebody stops it."""
    return not VisitCounting.objects.filter(is_on=False).exists()


@transaction.atomic
def count_visits(*, by: Member) -> None:
    """Count visitors from now on; nothing happens where they are counted already."""
    if _set(is_on=True, by=by):
        record("visits.counted", actor=by)
        transaction.on_commit(lambda: _quietly(look_after))


@transaction.atomic
def stop_counting(*, by: Member) -> None:
    """Count nobody any more, and keep nothing of the days that are not written yet; what is written stays."""
    if _set(is_on=False, by=by):
        record("visits.not_counted", actor=by)
        transaction.on_commit(lambda: _quietly(_drop))


def look_after() -> int:
    """Go on counting if that is wanted, and write the days that are over; how many. Raises RedisError.

    The mark that lets visitors be counted is renewed under the lock of the row: whoever stops it comes before or after.
    """
    with transaction.atomic():
        is_on = _locked().is_on
        if is_on:
            sketching.mark(today())
    if not is_on:
        _drop()
        return 0
    over = [day for day in sketching.counted_days() if end_of(day) + REST <= timezone.now()]
    for day in over:
        _write(day)
    return len(over)


@transaction.atomic
def _write(day: date) -> None:
    """Safe with several at once: the first row stands, and what Valkey has goes only after it is committed."""
    rows = [VisitDay(day=day, space=None, visitors=sketching.all_visitors(day))]
    rows += [
        VisitDay(day=day, space_id=space, visitors=sketching.visitors_at(day, found))
        for space, found in _by_space(sketching.places_of(day)).items()
    ]
    VisitDay.objects.bulk_create(rows, ignore_conflicts=True)
    touch([day])  # so that what was measured of it without these visits is measured again
    transaction.on_commit(lambda: _quietly(lambda: sketching.forget(day)))


def _by_space(found: list[str]) -> dict[int, list[str]]:
    """The places of each space: itself, and the threads that stand in it now. Two queries."""
    named = [place.partition(":") for place in found]
    slugs = [rest for kind, _colon, rest in named if kind == "space"]
    threads = [int(rest) for kind, _colon, rest in named if kind == "thread"]
    spaces: dict[int, list[str]] = defaultdict(list)
    for pk, slug in Space.objects.filter(slug__in=slugs).values_list("pk", "slug"):
        spaces[pk].append(f"space:{slug}")
    for pk, space in Thread.objects.filter(pk__in=threads).values_list("pk", "space"):
        spaces[space].append(f"thread:{pk}")
    return spaces


def _drop() -> None:
    sketching.unmark()
    for day in sketching.counted_days():
        sketching.forget(day)


def _quietly(act: Callable[[], object]) -> None:
    """Do it; a Valkey that is away has it done by the next turn of the task."""
    try:
        act()
    except RedisError as error:
        log.warning("Valkey does not answer; the next turn does what is left (%s).", error)


def _locked() -> VisitCounting:
    VisitCounting.objects.get_or_create(id=1)
    return VisitCounting.objects.select_for_update().get(id=1)


def _set(*, is_on: bool, by: Member) -> bool:
    """Whether that was new."""
    row = _locked()
    if row.is_on == is_on:
        return False
    row.is_on, row.changed_at, row.changed_by = is_on, timezone.now(), by
    row.save(update_fields=["is_on", "changed_at", "changed_by"])
    return True
