"""A journey for those who stopped at a step: looked at first, then begun once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from members.activity.log import record
from members.journeys.beginning import MOST_AT_ONCE, begin, may_begin
from members.journeys.models import Journey, JourneyStop
from members.profiles.models import Member
from members.segments.counting import in_time
from metrics.funnel.models import FunnelStart

if TYPE_CHECKING:
    from uuid import UUID

    from members.profiles.models import MemberQuerySet


class DoesNotRun(Exception):
    """The journey was paused, archived or never published."""


@dataclass(frozen=True)
class Foreseen:
    """Whom a journey would take, and whom not and why; nothing has happened."""

    people: int
    would: int
    gone: int
    """Have no open account."""
    suspended: int
    stopped: int
    """Want no more messages of this journey, or of any."""
    been: int
    """Are in it, or were in it too lately."""

    @property
    def at_once(self) -> int:
        """How many begin with one press."""
        return min(self.would, MOST_AT_ONCE)

    @property
    def later(self) -> int:
        """How many are left for another press."""
        return self.would - self.at_once


def foresee(journey: Journey, people: MemberQuerySet) -> Foreseen:
    """What beginning it now would do; two queries."""
    now = timezone.now()
    stops = JourneyStop.objects.filter(Q(journey=journey) | Q(journey=None), member=OuterRef("pk"))
    here, free = Q(is_active=True, confirmed_at__isnull=False), Q(suspended_until=None) | Q(suspended_until__lte=now)
    found = people.order_by().annotate(has_stopped=Exists(stops)).aggregate(
        people=Count("pk"), gone=Count("pk", filter=~here), suspended=Count("pk", filter=here & ~free),
        stopped=Count("pk", filter=here & free & Q(has_stopped=True)),
    )  # fmt: skip
    version = journey.version
    would = may_begin(journey, version.steps, people, now).count() if version else 0
    return Foreseen(would=would, been=found["people"] - would - _others(found), **found)


def _others(found: dict[str, int]) -> int:
    return found["gone"] + found["suspended"] + found["stopped"]


@transaction.atomic
def start(journey: Journey, people: MemberQuerySet, *, step: str, key: UUID, by: Member) -> FunnelStart:
    """Let those who may begin, at most so many at once. The same key again, or at the same moment, does nothing more.

    Several presses for one journey wait for each other, so that nobody begins it by two of them. Raises DoesNotRun, and
    TookTooLong where finding them takes longer than any page may.
    """
    running = Journey.objects.running().select_for_update(no_key=True, of=("self",))
    locked = running.filter(pk=journey.pk).first()
    begun, is_new = FunnelStart.objects.get_or_create(key=key, defaults={"journey": journey, "step": step, "by": by})
    if not is_new:
        return begun
    if locked is None:
        raise DoesNotRun
    begun.begun = begin(locked, _those(locked, people), cause=f"funnel.{begun.pk}")
    begun.save(update_fields=["begun"])
    if begun.begun:
        record("funnel.journey_begun", actor=by, subject=locked, step=step, people=begun.begun)
    return begun


def _those(journey: Journey, people: MemberQuerySet) -> MemberQuerySet:
    """The next of them who may begin, found within the time; as many as begin at once."""
    version = journey.version
    if version is None:
        return people.none()
    with in_time():
        may = may_begin(journey, version.steps, people, timezone.now())
        found = list(may.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    return Member.objects.get_queryset().filter(pk__in=found)
