"""Health of the village: everybody joined six weeks ago and wrote inside the private space a week later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from members.journeys.models import Journey
from members.profiles.models import Member
from members.segments.models import Segment
from metrics.cohorts.parts import WAYS
from metrics.cohorts.weeks import mondays
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import Arrival, MemberDay, RolledDay

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tests.visibility.village import Village

type Asked = list[dict[str, Any]]


def settle_facts(village: Village) -> None:
    """As the nights would have made them."""
    day = _week()
    RolledDay.objects.get_or_create(day=yesterday(), defaults={"rolled_at": timezone.now()})
    people = Member.objects.order_by("pk")
    Arrival.objects.bulk_create([Arrival(member=one, day=day, at=begin_of(day)) for one in people])
    later = day + timedelta(days=7)
    MemberDay.objects.bulk_create(
        MemberDay(member=one, day=day_of, space=village.space, replies=1) for one in people for day_of in (day, later)
    )


def _week() -> date:
    return mondays(yesterday(), 12)[6]


def _of_cohorts(village: Village) -> Asked:
    ways: Asked = [{"by": key, "weeks": "26"} for key in WAYS]
    return [*ways, {"by": "space", "part": village.space.pk}, {"by": "mentor", "part": "none"}, {"by": "nonsense"}]


def _of_a_cell(village: Village) -> Asked:
    here = {"week": _week().isoformat(), "since": "1"}
    return [here, here | {"did": "no"}, here | {"by": "space", "part": village.space.pk, "after": "nonsense"}]


def _of_the_funnel(village: Village) -> Asked:
    segment = Segment.objects.earliest("pk").pk
    return [{"days": "90"}, {"days": "90", "source": "open"}, {"days": "90", "segment": segment}, {"days": "nonsense"}]


def _of_a_step(village: Village) -> Asked:
    steps: Asked = [{"days": "90", "step": step} for step in ("joined", "activated", "advocating", "dormant", "x")]
    return [*steps, steps[0] | {"journey": Journey.objects.get(name="Welcome").pk}]


def _of_a_measure(village: Village) -> Asked:
    segment = Segment.objects.earliest("pk").pk
    of_places: Asked = [
        {"space": village.space.slug},
        {"space": village.open_space.slug, "days": "90"},
        {"by": "space"},
    ]
    return [*of_places, {"segment": segment}, {"days": "nonsense", "end": "nonsense"}]


def _of_a_key(village: Village) -> Asked:
    return [{"space": village.space.slug}, {"space": village.open_space.slug, "days": "90"}, {"days": "nonsense"}]


MEASURED_ASKED: dict[str, Callable[[Village], Asked]] = {
    **dict.fromkeys(("cohorts", "cohorts_csv"), _of_cohorts),
    "cohort_people": _of_a_cell,
    **dict.fromkeys(("api_health", "api_health_spaces", "api_health_measure"), _of_a_key),
    **dict.fromkeys(("measures", "measure", "measure_csv", "measure_behind"), _of_a_measure),
    **dict.fromkeys(("funnel", "funnel_csv"), _of_the_funnel),
    **dict.fromkeys(("funnel_people", "funnel_journey"), _of_a_step),
}
