"""What fits a member: the latest threads they may see, weighed in one statement. Formula: docs/feed.md."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Extract, Greatest, Now, RowNumber

from community.following.models import Follow, Level, Reading
from community.home.feed import PAGE, PINNED_MOST, listed_for, pinned_everywhere, wanted_by
from community.home.reasons import lowered, why
from community.home.seen import MOST
from community.spaces.seeing import stand_in, visible_space_ids
from community.threads.models import Thread
from config.lib.written_once import written_once

if TYPE_CHECKING:
    from members.profiles.models import Member

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
POOL = 200
"""So many of the latest threads are weighed."""

FRESH, HALF_AFTER_HOURS = 10.0, 24.0
PERSON, TAG, SPACE, THREAD = 5.0, 4.0, 3.0, 4.0
INTEREST, HELP, UNANSWERED = 4.0, 6.0, 2.0
READ = -6.0
HABIT, READ_LATELY = 4.0, 100
"""For the share of the threads somebody read lately that stand in one space; so many are looked at."""
SAME_AUTHOR, SAME_SPACE = 3.0, 0.25
"""Variety: what each better thread of the same author, and of the same space, costs."""


@dataclass(frozen=True)
class Picked:
    """A thread and the reason why it is shown."""

    thread: Thread
    why: str


@dataclass(frozen=True)
class Fitting:
    """One page of what fits, and the ids of all that was shown; None at the end of the list."""

    picked: list[Picked]
    seen: frozenset[int] | None


def for_you(member: Member, since: datetime | None, seen: Collection[int] = ()) -> Fitting:
    """The threads that fit best and were not `seen` on a page before: one query, whatever there is.

    Pinned ones come first, then what moved since the last visit, then the rest.
    """
    found = _fitting(
        member.pk, visible_space_ids(member), seen, lowered(member.interests), lowered(member.expertise),
        since or _LONG_AGO, returning=since is not None, role=member.role,
    )  # fmt: skip
    chosen = found[: PAGE + sum(thread.pinned_everywhere for thread in found)]
    shown = frozenset(seen) | {thread.pk for thread in chosen}
    goes_on = len(found) > len(chosen) and len(shown) + PAGE <= MOST
    return Fitting([Picked(thread, why(thread, member)) for thread in chosen], shown if goes_on else None)


@written_once
def _fitting(
    pk: int, spaces: Collection[int], seen: Collection[int], interests: Collection[str], expertise: Collection[str],
    since: datetime, *, returning: bool, role: str,
) -> QuerySet[Any]:  # fmt: skip
    member: Any = stand_in(pk, spaces, role=role)
    latest = wanted_by(member).filter(pinned_everywhere=False).exclude(pk__in=seen)
    pool = latest.newest_first().values("pk")[:POOL]
    if not seen:
        pool = pool.union(pinned_everywhere(listed_for(member)).values("pk"), all=True)
    moved = Q(last_post_at__gt=since) if returning else Q(pk__gt=0)
    weighed: Any = Thread.objects.filter(pk__in=pool).annotate(**_marks(member, interests, expertise))
    weighed = weighed.annotate(score=_score(), moved=ExpressionWrapper(moved, BooleanField()))
    weighed = weighed.annotate(of_author=_place_among("author_id"), of_space=_place_among("space_id"))
    order = ("-pinned_everywhere", "-moved", _varied().desc(), "-id")
    found: QuerySet[Any] = weighed.for_listing().order_by(*order)[: PAGE + PINNED_MOST + 1]
    return found


def _marks(member: Member, interests: Collection[str], expertise: Collection[str]) -> dict[str, Any]:
    """What connects each thread with the member, as columns that are true or false."""
    chosen = Follow.objects.filter(member=member, level=Level.EVERYTHING)
    tags = ArraySubquery(chosen.exclude(tag="").values("tag"))
    up_to_date = Reading.objects.filter(member=member, thread=OuterRef("pk"), last_number__gte=OuterRef("posts_count"))
    waiting = Q(kind="question", answer=None, closed_at=None, duplicate_of=None)
    return {
        "by_followed": Exists(chosen.filter(person=OuterRef("author"))),
        "in_followed": Exists(chosen.filter(space=OuterRef("space"))),
        "is_followed": Exists(chosen.filter(thread=OuterRef("pk"))),
        "tag_followed": _yes(Q(tags__overlap=tags)),
        "interests": _yes(Q(tags__overlap=list(interests))),
        "waiting": _yes(waiting & ~Q(author=member)),
        "can_help": _yes(Q(tags__overlap=list(expertise))),
        "all_read": Exists(up_to_date),
        "habit": _habit(member),
    }


def _habit(member: Member) -> Any:
    """Which share of the threads somebody read lately stands in the same space: looked up once for all rows."""
    latest = Reading.objects.filter(member=member).order_by("-read_at").values("thread__space")[:READ_LATELY]
    spaces = ArraySubquery(latest)
    places = Func(spaces, F("space_id"), function="array_positions", output_field=ArrayField(IntegerField()))
    here = Func(places, function="cardinality", output_field=IntegerField())
    read = Greatest(Func(spaces, function="cardinality", output_field=IntegerField()), Value(1))
    return ExpressionWrapper(Cast(here, FloatField()) / read, FloatField())


def _score() -> Any:
    """The sum of docs/feed.md, without the variety."""
    hours = Extract(Now() - F("last_post_at"), "epoch") / Value(3600.0)
    score: Any = Value(FRESH) / (Value(1.0) + hours / Value(HALF_AFTER_HOURS))
    weights = [
        (Q(by_followed=True), PERSON),
        (Q(tag_followed=True), TAG),
        (Q(in_followed=True), SPACE),
        (Q(is_followed=True), THREAD),
        (Q(interests=True), INTEREST),
        (Q(waiting=True, can_help=True), HELP),
        (Q(waiting=True), UNANSWERED),
        (Q(all_read=True), READ),
    ]
    for condition, weight in weights:
        score = score + Case(When(condition, then=Value(weight)), default=Value(0.0))
    return ExpressionWrapper(score + Value(HABIT) * F("habit"), FloatField())


def _place_among(those_of: str) -> Window:
    """Which of the threads of its author, or of its space, this one is by points: 1, 2, 3."""
    return Window(RowNumber(), partition_by=[F(those_of)], order_by=[F("score").desc(), F("pk").desc()])


def _varied() -> Any:
    """The points, less what the better threads of the same author and space cost."""
    again = Value(SAME_AUTHOR) * (F("of_author") - 1) + Value(SAME_SPACE) * (F("of_space") - 1)
    return ExpressionWrapper(F("score") - again, FloatField())


def _yes(condition: Q) -> Any:
    return ExpressionWrapper(condition, BooleanField())
