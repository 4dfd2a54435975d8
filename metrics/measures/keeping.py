"""Keeping what was measured: every night, and for the weeks before where it is missing or was made from older facts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from community.spaces.models import Space
from metrics.measures.all import MEASURES
from metrics.measures.models import Score
from metrics.measures.withholding import is_withheld, withhold_parts
from metrics.rollups.catching_up import next_missing
from metrics.rollups.days import SPANS, week_ends
from metrics.rollups.models import RolledDay
from metrics.tone.models import ToneDay

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from metrics.measures.measure import Counted, Key, Measure

KEEPER = 4_182_014
"""The number of the lock that says who measures."""
CALM = timedelta(hours=6)
"""So long a number stays as it is, whatever becomes of its days: somewhere something is deleted all the time."""
KEPT_DAYS = 800
"""Scores older than this are gone; facts stay."""


def ends_of(day: date, days: int) -> list[date]:
    """The windows a page of `day` reads: twelve week ends, and the period before this one."""
    return sorted({*week_ends(day), day - timedelta(days=days)})


def keep_scores(day: date, *, anew: bool = False, seconds: float | None = None) -> int:
    """Measure everything for the windows a page of `day` reads, as far as it is owed; returns how many were written.

    Owed is what nobody measured, and, after CALM, what was measured before one of its days was made again. `anew`: all;
    after so many `seconds` no further measure is begun. One worker at a time: who comes second leaves it to the first.
    """
    end = None if seconds is None else monotonic() + seconds
    written = 0
    for days in SPANS:
        facts = {one: _facts_of(one, days) for one in ends_of(day, days)}
        for measure in MEASURES.values():
            if end is not None and monotonic() >= end:
                return written
            done = _keep(measure, days, facts, anew=anew)
            if done is None:
                return written
            written += done
    Score.objects.filter(day__lt=day - timedelta(days=KEPT_DAYS)).delete()
    return written


def is_kept(day: date) -> bool:
    """Whether everything is measured up to and with this day."""
    return whole_nights().filter(day=day).exists()


def whole_nights(days: int = SPANS[-1]) -> QuerySet[Score]:
    """A row for each day of which every measure over so many days is kept.

    A night measures one after the other, the longest windows last: with the last row of them it is whole.
    """
    return Score.objects.filter(measure=list(MEASURES)[-1], days=days, space=None)


def is_ready(day: date) -> bool:
    """Whether the facts of a day and of the year before it are made, so that measuring them is worth it."""
    has_tone = ToneDay.objects.filter(day=day).exists()
    return has_tone and RolledDay.objects.filter(day=day).exists() and next_missing() is None


def _owed(measure: Measure, days: int, facts: dict[date, datetime]) -> list[date]:
    made = Score.objects.filter(measure=measure.key, days=days, space=None, day__in=facts)
    made_at = dict(made.values_list("day", "made_at"))
    old = timezone.now() - CALM
    return [end for end, youngest in facts.items() if end not in made_at or made_at[end] < min(youngest, old)]


def _facts_of(end: date, days: int) -> datetime:
    """When the youngest facts of a window were made."""
    rolled = RolledDay.objects.filter(day__gt=end - timedelta(days=days), day__lte=end)
    last: datetime | None = rolled.aggregate(last=Max("rolled_at"))["last"]
    return last or timezone.now() - timedelta(days=KEPT_DAYS)


def _is_mine() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [KEEPER])
        return bool(cursor.fetchone()[0])


@transaction.atomic
def _keep(measure: Measure, days: int, facts: dict[date, datetime], *, anew: bool) -> int | None:
    """One measure over the windows it is owed for: of the community, and of each space; whole or not at all.

    None where another worker is at it.
    """
    if not _is_mine():
        return None
    ends = list(facts) if anew else _owed(measure, days, facts)
    if not ends:
        return 0
    found = measure.numbers(ends, days)
    if measure.has_spaces:
        known = set(Space.objects.values_list("pk", flat=True))
        parts = measure.numbers(ends, days, by_space=True)
        found |= {key: counted for key, counted in parts.items() if key[1] in known}
    hidden = untold(found)
    now = timezone.now()
    Score.objects.filter(measure=measure.key, days=days, day__in=ends).delete()
    rows = [
        Score(
            measure=measure.key, day=day, days=days, space_id=space, value=counted.value, top=counted.top,
            of=counted.of, people=counted.people, is_withheld=(day, space) in hidden, made_at=now,
        )
        for (day, space), counted in found.items()
    ]  # fmt: skip
    Score.objects.bulk_create(rows, update_conflicts=False, batch_size=1000)
    return len(rows)


def untold(found: dict[Key, Counted]) -> set[Key]:
    """What stays untold, window by window: spaces are looked at together, so that none is found by subtracting."""
    by_day: dict[date, list[Key]] = defaultdict(list)
    for key in found:
        by_day[key[0]].append(key)
    silent: set[Key] = set()
    for day, keys in by_day.items():
        spaces = sorted((key for key in keys if key[1] is not None), key=str)
        whole = found.get((day, None))
        hidden = withhold_parts([found[key].people for key in spaces])
        silent |= {key for key, is_hidden in zip(spaces, hidden, strict=True) if is_hidden}
        if whole:
            silent |= {key for key in spaces if is_withheld(found[key].people, whole.people)}
            silent |= {(day, None)} if is_withheld(whole.people) else set()
    return silent
