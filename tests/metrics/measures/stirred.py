"""What the demo community lacks of life: its whole log, what is taken away, moved, merged, closed, who leaves."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from community.posts.models import Post
from community.questions.models import Deflection
from community.reactions.models import Reaction
from community.spaces.models import Space
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moving import move
from members.activity.models import Activity
from members.invitations.referrals import Referral
from members.privacy.erasing import erase_due
from members.privacy.leaving import leave
from members.privacy.models import Fate
from members.profiles.models import Member
from metrics.visits.models import VisitDay

DAY = timedelta(days=1)


def stir() -> None:
    """Let all of that happen, some of it weeks ago; the database learns how much there is, as it does by itself."""
    _write_down()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _count_visits(timezone.localdate())
    for number, one in enumerate(Referral.objects.order_by("pk")):
        Referral.objects.filter(pk=one.pk).update(activated_at=timezone.now() - (1 + 5 * number) * DAY)
    owner = Member.objects.get(handle="olli")
    _change_roles(owner)
    _tidy_up(owner)
    _leave()


def _write_down() -> None:
    """What has a row of its own but none in the log."""
    if not Activity.objects.filter(verb="reaction.added").exists():
        _log("reaction.added", "community.post", Reaction.objects.values_list("member", "post", "at"))
    if not Activity.objects.filter(verb="question.deflected").exists():
        _log("question.deflected", "community.thread", Deflection.objects.values_list("member", "thread", "at"))


def _log(verb: str, about: str, rows: object) -> None:
    now = timezone.now()
    Activity.objects.bulk_create(
        Activity(verb=verb, actor_id=who, subject_type=about, subject_id=pk, at=at, dispatched_at=now)
        for who, pk, at in rows  # type: ignore[attr-defined]
        if at < now
    )


def _count_visits(today: date) -> None:
    """Visitors of a hundred days; on every ninth they were not counted."""
    spaces = [None, *Space.objects.order_by("pk")[:4]]
    VisitDay.objects.bulk_create(
        VisitDay(day=today - back * DAY, space=space, visitors=(7 * back + 3 * place) % 23 + (0 if space else 60))
        for back in range(1, 100)
        for place, space in enumerate(spaces)
        if back % 9
    )


def _writers() -> list[Member]:
    """Plain members, who wrote most first."""
    found = Member.objects.filter(role="member").annotate(many=Count("posts", distinct=True))
    return list(found.order_by("-many", "pk"))


def _change_roles(owner: Member) -> None:
    one, other = _writers()[:2]
    for who, role, back in ((one, "moderator", 40), (other, "moderator", 60), (other, "member", 12)):
        with time_machine.travel(timezone.now() - back * DAY, tick=False):
            Member.objects.get(pk=who.pk).give_role(role, by=owner)


def _tidy_up(owner: Member) -> None:
    """Threads of the last weeks: merged, moved, closed, deleted, hidden; and posts in them."""
    recent = Thread.objects.filter(kind__in=["question", "discussion"], created_at__gt=timezone.now() - 60 * DAY)
    threads = list(recent.select_related("space").order_by("pk"))
    merge(threads[0], into=threads[1], by=owner)
    merge(threads[2], into=threads[3], by=owner)
    move(threads[4], to=threads[-1].space, by=owner)
    threads[5].delete_softly(by=owner)
    _post(threads[6], 1).hide(by=owner)
    _post(threads[7], 1).hold(by=owner)
    for thread in threads[8:12]:
        _post(thread, 2).delete_softly(by=owner)
    for thread in threads[12:16]:
        _post(thread, 2).hide(by=owner)
    for thread in recent.filter(posts_count=1).order_by("pk")[:2]:
        with time_machine.travel(thread.created_at + timedelta(hours=3), tick=False):
            Thread.objects.get(pk=thread.pk).close(by=owner)
    solved = recent.exclude(answer=None).order_by("-pk").first()
    assert solved
    solved.unaccept(by=owner)


def _post(thread: Thread, number: int) -> Post:
    return Post.objects.select_related("thread__space").get(thread=thread, number=number)


def _leave() -> None:
    """One is erased, another one was here until today."""
    gone, going = _writers()[3:5]
    with time_machine.travel(timezone.now() - 15 * DAY, tick=False):
        leave(Member.objects.get(pk=gone.pk), by=gone, fate=Fate.KEEP)
    erase_due(60)
    leave(going, by=going, fate=Fate.KEEP)
