"""The demo community's questions: asked before, waiting, taken, and answers that were looked at again."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.posts.models import Post
from community.questions.checking import judge
from community.questions.duplicating import mark, suggest
from community.questions.helping import ask
from community.questions.models import AnswerCheck, Deflection, HelpAsk
from community.questions.taking import take
from community.threads.models import Thread
from config.demo.parsing import DemoFault
from members.activity.models import Activity
from members.profiles.models import Member

NOTES, SUMMER, SIGN = "Do imported fixtures keep", "How do you enter meet-ups", "What do you write on the sign"
WAITING = {NOTES: 30, SUMMER: 19, SIGN: 3}
"""Beginning of a title -> hours for which the question has waited, whenever the demo is loaded."""
OLDER, NEWER = "Our guest link ended up in a chat", "Our guest link was forwarded"
OUTDATED, HOLDS, ASKED = "Swaps that hang unconfirmed", "Last Friday of the month", "Counting hours per gardener"
OUTDATED_BECAUSE = "Swap requests can run out by themselves now: board settings, Swaps, Expire after."
DEFLECTED = 9


def let_wait(now: datetime) -> None:
    """Questions that nobody has replied to are as old as they are meant to be, at every hour of the day."""
    for title, hours in WAITING.items():
        at = now - timedelta(hours=hours, minutes=12)
        thread = _called(title)
        Thread.objects.filter(pk=thread.pk).update(created_at=at, last_post_at=at)
        Post.objects.filter(thread=thread).update(created_at=at)


def _called(beginning: str) -> Thread:
    thread = Thread.objects.filter(title__startswith=beginning).select_related("space", "author").first()
    if thread is None:
        raise DemoFault(f"questions: no thread is called {beginning!r}")
    return thread


def settle(members: dict[str, Member], now: datetime) -> None:
    """All states a question can have; nobody is notified of old news."""
    _come_by(members, now)
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    mark(_called(NEWER), _called(OLDER), by=members["kofi"])
    take(_called(SIGN), by=members["ola-w"])
    for handle in ("halvard", "wanjiru"):
        ask(_called(NOTES), members[handle], by=members["kofi"])
    HelpAsk.objects.update(at=now - timedelta(hours=4))
    suggest(_called(SUMMER), _called("The Saturday after"), by=members["tomasz"])
    _look_again(members, now)
    answered = list(Thread.objects.exclude(answer=None).filter(space__visibility="open").order_by("pk")[:DEFLECTED])
    people = sorted(members.values(), key=lambda one: one.pk)
    Deflection.objects.bulk_create(
        [
            Deflection(member=who, draft=f"demo-{n}", thread=answered[n // 3], at=now - timedelta(days=2 * n + 1))
            for n, who in enumerate(people[30 : 30 + len(answered)])
        ]
    )
    Activity.objects.filter(pk__gt=known).update(dispatched_at=now)


def _come_by(members: dict[str, Member], now: datetime) -> None:
    """Who wrote lately was here lately."""
    written = Post.objects.exclude(author=None).order_by("created_at").values_list("author_id", "created_at")
    latest: dict[int, datetime] = dict(written)
    rows = [member for member in members.values() if member.pk in latest]
    for member in rows:
        later = latest[member.pk] + timedelta(hours=member.pk % 50, minutes=20)
        member.last_seen_at = min(later, now - timedelta(minutes=11))
    Member.objects.bulk_update(rows, ["last_seen_at"])


def _look_again(members: dict[str, Member], now: datetime) -> None:
    """One answer is outdated, one still holds, and about one those who know are being asked."""
    judge(_called(OUTDATED), "outdated", by=members["kofi"], reason=OUTDATED_BECAUSE)
    judge(_called(HOLDS), "valid", by=members["olli"])
    AnswerCheck.objects.update(asked_at=now - timedelta(days=6), at=now - timedelta(days=5))
    Thread.objects.exclude(outdated_at=None).update(outdated_at=now - timedelta(days=5))
    asked = _called(ASKED)
    AnswerCheck.objects.create(thread=asked, post_id=asked.answer_id or 0, asked_at=now - timedelta(days=1))
