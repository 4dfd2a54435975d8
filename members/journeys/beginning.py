"""Beginning: who begins a journey and when, each cause once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from members.activity.bell import Bell
from members.journeys.models import Journey, JourneyStop, Run
from members.profiles.models import Member
from members.segments.models import Segment

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.journeys.kinds import Values
    from members.journeys.plans import Plan
    from members.profiles.models import MemberQuerySet

log = structlog.get_logger(__name__)

TASK = "members.journeys.move_on"
MOST_AT_ONCE = 1000
LATE_DAYS = 2
"""A day that was missed, because nothing ran, is made up for so long."""

bell = Bell(TASK)


def may_begin(journey: Journey, plan: Plan, people: MemberQuerySet, now: datetime) -> MemberQuerySet:
    """Of these, who is present, not suspended, did not stop it, is not in it and was not in it too lately."""
    been = Run.objects.filter(journey=journey, member=OuterRef("pk"), is_test=False)
    if plan.again_after:
        been = been.filter(Q(ended_at=None) | Q(began_at__gt=now - timedelta(days=plan.again_after)))
    stopped = JourneyStop.objects.filter(Q(journey=journey) | Q(journey=None), member=OuterRef("pk"))
    unsuspended = Q(suspended_until=None) | Q(suspended_until__lte=now)
    return people.present().filter(unsuspended, ~Exists(been), ~Exists(stopped))


@transaction.atomic
def begin(journey: Journey, people: MemberQuerySet, *, cause: str, at: datetime | None = None) -> int:
    """Let those of `people` begin who may, at most so many at once. Returns how many did.

    Two workers that let the same people begin make one way for each: the database holds them apart.
    """
    now = at or timezone.now()
    version = journey.version
    if version is None:
        return 0
    plan = version.steps
    ids = list(may_begin(journey, plan, people, now).order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    runs = [
        Run(
            journey=journey, version=version, member_id=member, cause=cause, began_at=now, arrived_at=now, due_at=now,
            step=plan.first,
        )
        for member in ids
    ]  # fmt: skip
    Run.objects.bulk_create(runs, ignore_conflicts=True)
    transaction.on_commit(bell.ring)
    return Run.objects.filter(journey=journey, member__in=ids, cause=cause, began_at=now).count()


def begin_by_hand(journey: Journey, member: Member) -> bool:
    """A manager puts somebody in. Returns whether they began."""
    return bool(begin(journey, _only(member.pk), cause=f"hand.{timezone.now():%Y%m%d%H%M%S}"))


@transaction.atomic
def begin_test(journey: Journey, member: Member) -> Run:
    """A manager goes through it as themself: nothing is waited for, and it counts nowhere.

    The draft as it stands is what they go through. Raises WrongPlan.
    """
    version = journey.rehearse()
    now = timezone.now()
    return Run.objects.create(
        journey=journey, version=version, member=member, cause=f"test.{now:%Y%m%d%H%M%S.%f}", began_at=now,
        arrived_at=now, due_at=now, step=version.steps.first, is_test=True,
    )  # fmt: skip


def begin_by_deed(activity: Activity) -> int:
    """Whoever did this begins each running journey that begins with it. Returns how many journeys."""
    begun = (
        Journey.objects.running()
        .beginning("verb")
        .filter(version__plan__begins__with__verb=activity.verb, runs_since__lte=activity.at)
    )
    people = _only(activity.actor_id or 0)
    return sum(begin(journey, people, cause=f"activity.{activity.pk}") for journey in begun)


def begin_by_segment() -> int:
    """Whoever fits a segment by now begins the running journeys that begin with it. Returns how many did.

    A segment that left the list goes on in what uses it.
    """
    count, today = 0, timezone.localdate()
    for journey in Journey.objects.running().beginning("segment"):
        segment = Segment.objects.filter(pk=_begins_with(journey)["segment"]).first()
        if segment is not None:
            count += _begin_alone(journey, segment.people(), cause=f"segment.{today:%Y%m%d}")
    return count


def begin_by_date() -> int:
    """Whoever joined so many days ago begins the running journeys that begin then. Returns how many did."""
    count, now = 0, timezone.now()
    for journey in Journey.objects.running().beginning("date"):
        days = _begins_with(journey)["days"]
        last = now - timedelta(days=days)
        since = max(last - timedelta(days=LATE_DAYS), (journey.runs_since or now) - timedelta(days=days))
        joined = Member.objects.get_queryset().filter(joined_at__gt=since, joined_at__lte=last)
        count += _begin_alone(journey, joined, cause=f"date.{days}")
    return count


def _begin_alone(journey: Journey, people: MemberQuerySet, *, cause: str) -> int:
    """Each journey is a matter of its own: one whose people cannot be asked keeps no other back."""
    try:
        return begin(journey, people, cause=cause)
    except Exception:
        log.exception("Nobody could begin a journey.", journey=journey.pk)
        return 0


def _begins_with(journey: Journey) -> Values:
    """What a running journey says of its beginning."""
    return journey.version.steps.begins_with if journey.version else {}


def _only(member: int) -> MemberQuerySet:
    return Member.objects.get_queryset().filter(pk=member)
