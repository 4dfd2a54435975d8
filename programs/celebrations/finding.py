"""Finding what there is to celebrate: in the log, and once a day by the calendar."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone

from community.posts.models import Post
from community.predicates import OPENLY
from community.threads.models import Thread
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelMove, Move
from members.recognition.thanks import Thanks
from programs.celebrations.models import Celebration, What
from programs.celebrations.noting import STALE, celebrate

ANSWERS, THANKS = (10, 100), (10, 50, 100)
NEAR = 3
"""A number may be passed by so much before it is looked at."""


@subscribe("post.created", "item.approved", name="programs.celebrate_first_posts")
def find_first_post(activity: Activity) -> None:
    """Celebrates a first post, once it can be read."""
    if activity.subject_type != Post._meta.label_lower:
        return
    readable = Post.objects.filter(held_at=None, hidden_at=None, deleted_at=None, thread__held_at=None)
    post = (
        readable.filter(thread__deleted_at=None)
        .select_related("thread__space")
        .filter(pk=activity.subject_id or 0)
        .first()
    )
    if post is None or post.author_id is None:
        return
    if not Post.objects.filter(author=post.author_id, pk__lt=post.pk).exists():
        celebrate(post.author_id, What.FIRST_POST, at=post.created_at, post=post)


@subscribe("answer.accepted", name="programs.celebrate_answers")
def find_answers(activity: Activity) -> None:
    """Celebrates the 10th and the 100th accepted answer, of those that every member can read."""
    author = activity.facts.get("author")
    if not isinstance(author, int):
        return
    rows = Thread.objects.filter(
        answer__author=author, answer__hidden_at=None, answer__deleted_at=None, deleted_at=None,
        space__deleted_at=None, space__visibility__in=OPENLY,
    ).exclude(answered_by=F("answer__author"))  # fmt: skip
    _at(author, What.ANSWERS, ANSWERS, rows.count(), activity.at)


@subscribe("thanks.given", name="programs.celebrate_thanks")
def find_thanks(activity: Activity) -> None:
    """Celebrates the 10th, 50th and 100th thanks, of those that every member can read."""
    receiver = activity.facts.get("member")
    if isinstance(receiver, int):
        count = Thanks.objects.in_the_open().filter(receiver=receiver).count()
        _at(receiver, What.THANKS, THANKS, count, activity.at)


@subscribe("level.reached", name="programs.celebrate_levels")
def find_level(activity: Activity) -> None:
    """Celebrates a level that is reached for the first time, while it is held."""
    move = LevelMove.objects.filter(pk=activity.subject_id or 0, move=Move.REACHED).first()
    if move is not None and move.step > Step.NEWCOMER:
        celebrate(move.member_id, What.LEVEL, move.step, at=activity.at)


def _at(member: int, what: What, milestones: tuple[int, ...], count: int, at: datetime) -> None:
    for one in milestones:
        if one <= count < one + NEAR:
            celebrate(member, what, one, at=at)


def find_anniversaries() -> int:
    """Celebrate years of joining of today, and of the days before that nobody looked at; returns how many."""
    today, found = timezone.localdate(), 0
    for ago in range(STALE.days):
        day = today - timedelta(days=ago)
        begins = timezone.make_aware(datetime.combine(day, time()))
        wanted = Q(joined_at__month=day.month, joined_at__day=day.day)
        if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
            wanted |= Q(joined_at__month=2, joined_at__day=29)  # who joined on a leap day
        told = Celebration.objects.filter(what=What.ANNIVERSARY, at__gte=begins).values("member")
        people = Member.objects.present().filter(wanted, joined_at__year__lt=day.year).exclude(pk__in=told)
        for pk, joined in people.values_list("pk", "joined_at").iterator():
            years = day.year - timezone.localtime(joined).year
            found += celebrate(pk, What.ANNIVERSARY, years, at=begins) is not None
    return found
