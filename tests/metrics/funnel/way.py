"""People at steps of the funnel, as the log and the stages know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from members.activity.models import Activity
from members.profiles.models import Member
from members.stages.models import Standing
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import Arrival

_numbers = count(1)


@dataclass(frozen=True)
class Walker:
    """Somebody who joined so many days ago and was moved: (hours after joining, stage), in their order."""

    ago: int = 5
    moves: tuple[tuple[int, str], ...] = ()
    source: str = "open"
    stands: str = ""
    """Where they stand, if it is not where they were moved last."""


def walk(people: Iterable[Walker]) -> list[Member]:
    """Make them, with their arrivals, the log of their stages and where they stand now."""
    people = list(people)
    names = [f"walker{next(_numbers)}" for _ in people]
    members = Member.objects.bulk_create(
        Member(name=name.title(), handle=name, email=f"{name}@example.org", confirmed_at=timezone.now())
        for name in names
    )
    pairs = list(zip(members, people, strict=True))
    Arrival.objects.bulk_create(
        Arrival(member=member, day=yesterday() - timedelta(days=one.ago), at=joined(one), source=one.source)
        for member, one in pairs
    )
    Activity.objects.bulk_create(
        Activity(
            verb="stage.changed", subject_type="members.member", subject_id=member.pk,
            at=joined(one) + timedelta(hours=h), facts={"before": "aware", "after": stage},
            dispatched_at=timezone.now(),
        )
        for member, one in pairs
        for h, stage in one.moves
    )  # fmt: skip
    Standing.objects.bulk_create(
        Standing(member=member, stage=one.stands or (one.moves[-1][1] if one.moves else "aware"))
        for member, one in pairs
    )
    return members


def joined(one: Walker) -> datetime:
    """The moment they joined."""
    return begin_of(yesterday() - timedelta(days=one.ago)) + timedelta(hours=1)
