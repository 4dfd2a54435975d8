"""What fits a member: the latest threads they may see, weighed in one statement. Formula: docs/feed.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Extract, Now
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Follow, Level, Reading
from community.home.feed import PAGE, PINNED_MOST, listed_for, pinned_everywhere, wanted_by
from community.threads.models import Thread
from config.lib import spans

if TYPE_CHECKING:
    from members.profiles.models import Member

POOL = 200
"""So many of the latest threads are weighed."""
NEWCOMER = timedelta(days=14)

FRESH, HALF_AFTER_HOURS = 10.0, 24.0
PERSON, TAG, SPACE, THREAD = 5.0, 4.0, 3.0, 4.0
INTEREST, HELP, UNANSWERED = 4.0, 6.0, 2.0
READ = -6.0


@dataclass(frozen=True)
class Picked:
    """A thread and the reason why it is shown."""

    thread: Thread
    why: str


def for_you(member: Member, since: datetime | None) -> list[Picked]:
    """The threads that fit best: pinned ones, then what moved since the last visit, then the rest. One query."""
    pool = wanted_by(member).filter(pinned_everywhere=False).newest_first().values("pk")[:POOL]
    pinned = pinned_everywhere(listed_for(member)).values("pk")
    moved = Q(last_post_at__gt=since) if since else Q(pk__gt=0)
    weighed: Any = Thread.objects.filter(pk__in=pool.union(pinned, all=True)).annotate(**_marks(member))
    weighed = weighed.annotate(score=_score(), moved=ExpressionWrapper(moved, BooleanField()))
    order = ("-pinned_everywhere", "-moved", "-score", "-id")
    found = list(weighed.for_listing().order_by(*order)[: PAGE + PINNED_MOST])
    room = PAGE + sum(thread.pinned_everywhere for thread in found)
    return [Picked(thread, _why(thread, member)) for thread in found[:room]]


def _marks(member: Member) -> dict[str, Any]:
    """What connects each thread with the member, as columns that are true or false."""
    chosen = Follow.objects.filter(member=member, level=Level.EVERYTHING)
    tags = ArraySubquery(chosen.exclude(tag="").values("tag"))
    up_to_date = Reading.objects.filter(member=member, thread=OuterRef("pk"), last_number__gte=OuterRef("posts_count"))
    return {
        "by_followed": Exists(chosen.filter(person=OuterRef("author"))),
        "in_followed": Exists(chosen.filter(space=OuterRef("space"))),
        "is_followed": Exists(chosen.filter(thread=OuterRef("pk"))),
        "tag_followed": _yes(Q(tags__overlap=tags)),
        "interests": _yes(Q(tags__overlap=lowered(member.interests))),
        "waiting": _yes(Q(kind="question", answer=None, closed_at=None) & ~Q(author=member)),
        "can_help": _yes(Q(tags__overlap=lowered(member.expertise))),
        "all_read": Exists(up_to_date),
    }


def _score() -> Any:
    """The sum of docs/feed.md."""
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
    return ExpressionWrapper(score, FloatField())


def _why(thread: Any, member: Member) -> str:
    """The strongest reason, in words; what is pinned says so by itself."""
    if thread.pinned_everywhere:
        return ""
    followed = _("You follow %(name)s")
    asked = {"time": waiting(thread.created_at)}
    reasons = [
        (thread.waiting and thread.can_help, _("Waiting %(time)s, matches what you can help with") % asked),
        (thread.by_followed, followed % {"name": thread.author.name if thread.author else ""}),
        (thread.interests, _("Matches your interest %(tag)s") % {"tag": first_shared(thread.tags, member.interests)}),
        (thread.tag_followed, _("You follow one of its tags")),
        (thread.is_followed, _("You follow this thread")),
        (thread.in_followed, followed % {"name": thread.space.name}),
        (thread.waiting, _("Waiting %(time)s for an answer") % asked),
        (thread.author_id == member.pk, _("You started it")),
    ]
    return next((why for holds, why in reasons if holds), _("New in the community"))


def waiting(begun: datetime) -> str:
    """How long something has waited, in the largest unit that says enough."""
    return spans.in_words(max(0, int((timezone.now() - begun).total_seconds() // 60)))


def lowered(words: list[str]) -> list[str]:
    """Interests as tags are written."""
    return [word.strip().lower().replace(" ", "-") for word in words]


def first_shared(tags: list[str], words: list[str]) -> str:
    """The first of a thread's tags that is among somebody's words."""
    known = set(lowered(words))
    return next((tag for tag in tags if tag in known), "")


def _yes(condition: Q) -> Any:
    return ExpressionWrapper(condition, BooleanField())
