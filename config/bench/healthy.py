"""What the facts of health cost: a day long ago and a day of now, all days, and the scores of a night."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.urls import reverse

from community.spaces.models import Space
from config.bench.measuring import Figure, page_figure
from config.bench.planned import a_manager
from config.bench.recognising import Step
from metrics.measures.keeping import keep_scores
from metrics.measures.models import Score
from metrics.rollups.catching_up import catch_up, first_day
from metrics.rollups.days import yesterday
from metrics.rollups.models import Arrival, MemberDay, RolledDay
from metrics.rollups.rolling import roll

TIMES = 3
LONG = 3600.0
_STAGES = """
INSERT INTO members_activity (at, verb, subject_type, subject_id, facts, dispatched_at)
SELECT least(joined_at + n * interval '9 days', now()), 'stage.changed', 'members.member', id,
    jsonb_build_object('before', (ARRAY['aware','activated','contributing'])[n], 'after',
    (ARRAY['activated','contributing','dormant'])[n]), now()
FROM members_member, generate_series(1, 3) AS n WHERE id % 2 = 0 AND NOT EXISTS (
    SELECT FROM members_activity WHERE verb = 'stage.changed')
"""


def night() -> Iterator[Step]:
    """Make single days, then every day, and measure everything once, as in the first night and as in each other."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGES)
        cursor.execute("ANALYZE")
    last, first = yesterday(), first_day() or yesterday()
    RolledDay.objects.all().delete()
    for number in (30, 180, 365, 540, 700):
        yield _day(f"day {number} of {(last - first).days + 1}", first + timedelta(days=number))
    yield _timed("every day, from the beginning", _all_days)
    yield _day("yesterday again, with all days there", last)
    Score.objects.all().delete()
    yield _timed("scores, the first night: of 13 windows", lambda: keep_scores(last))
    Score.objects.filter(day=last).delete()
    yield _timed("scores of another night", lambda: keep_scores(last))


def health_pages(rounds: int) -> Iterator[Figure]:
    """Every page of health for a manager, over 28 days and over a year, and one's own numbers."""
    manager = a_manager()
    client = Client()
    client.force_login(manager)
    space = Space.objects.order_by("pk").values_list("slug", flat=True).first()
    health, cohorts, funnel = reverse("health"), reverse("cohorts"), reverse("funnel")
    pages = {
        "scoreboard, 28 days": health, "scoreboard, 90 days": f"{health}?days=90",
        "scoreboard, a year": f"{health}?days=365", "scoreboard of a space": f"{health}?space={space}",
        "all measures": reverse("measures"), "time to first reply": reverse("measure", args=["first-reply-median"]),
        "active": reverse("measure", args=["activity-rate"]), "cohorts, 12 weeks": cohorts,
        "cohorts, by how they came": f"{cohorts}?by=source", "funnel, 28 days": funnel,
        "funnel, a year": f"{funnel}?days=365", "alerts": reverse("alerts"), "effects": reverse("effects"),
        "one’s own numbers": reverse("own_numbers"),
    }  # fmt: skip
    for page, address in pages.items():
        yield page_figure(page, "manager", [client], address, rounds)


def _day(what: str, day: date) -> Step:
    times = []
    for _turn in range(TIMES):
        began = time.perf_counter()
        roll(day)
        times.append(time.perf_counter() - began)
    return Step(what, MemberDay.objects.filter(day=day).count(), statistics.median(times))


def _all_days() -> int:
    RolledDay.objects.all().delete()
    MemberDay.objects.all()._raw_delete("default")
    Arrival.objects.all()._raw_delete("default")
    catch_up(LONG)
    return RolledDay.objects.count()


def _timed(what: str, act: Callable[[], int]) -> Step:
    began = time.perf_counter()
    rows = act()
    return Step(what, rows, time.perf_counter() - began)
