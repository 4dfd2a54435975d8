"""A small community that lives for some weeks: real acts at moved moments."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import time_machine
from django.db import transaction
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom
from community.composing.undoing import undo
from community.guides.models import Guide
from community.posts.models import Post
from community.questions.duplicating import NotAlike, mark
from community.reactions.kinds import kinds
from community.reactions.reacting import react
from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.splitting import move_posts, split
from members.activity.relay import deliver_all
from members.privacy.erasing import erase_due
from members.privacy.leaving import leave
from members.privacy.models import Fate
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.recognition.models import LevelMove
from members.recognition.thanks import thank
from members.stages.models import Stage
from members.stages.setting import move as move_stage
from metrics.rollups.catching_up import catch_up
from programs.events.answering import answer
from programs.series.occurrences import Occurrence
from tests.factories import a_guide

DAY = timedelta(days=1)


@dataclass
class Life:
    """Who is there, and the clock."""

    people: list[Member]
    mover: Member
    spaces: list[Space]
    room: ChatRoom
    event: Occurrence
    clock: time_machine.Traveller

    def later(self, hours: float) -> None:
        """Let time go by."""
        self.clock.move_to(timezone.now() + timedelta(hours=hours), tick=False)

    def who(self, n: int) -> Member:
        """One of those who are there, as they stand."""
        return Member.objects.get(pk=_pick([one.pk for one in self.people], n))

    def threads(self) -> list[Thread]:
        """Those that are there."""
        return list(Thread.objects.filter(merged_at=None, deleted_at=None).select_related("space").order_by("pk"))


def _pick[T](things: list[T], n: int) -> T:
    return things[n % len(things)]


def _post(here: Life, thread: Thread, n: int) -> Post:
    return _pick(list(thread.posts.order_by("number")), n)


def start(here: Life, a: int, b: int) -> None:
    kind = _pick(["discussion", "question", "question"], a + b)
    _pick(here.spaces, a).start_thread(by=here.who(b), kind=kind, title=f"A thread about {a} and {b}", source="Words")


def reply(here: Life, a: int, b: int) -> None:
    if threads := here.threads():
        _pick(threads, a).reply(by=here.who(b), source=f"A reply {a} {b}")


def add_reaction(here: Life, a: int, b: int) -> None:
    if threads := here.threads():
        post = _post(here, _pick(threads, a), b)
        react(post, kinds()[0].emoji, by=here.who(a + b))


def delete(here: Life, a: int, b: int) -> None:
    if threads := here.threads():
        thread = _pick(threads, a)
        (_post(here, thread, b) if b % 3 else thread).delete_softly(by=here.mover)


def restore(here: Life, a: int, b: int) -> None:
    for thing in (*Thread.objects.exclude(deleted_at=None), *Post.objects.exclude(deleted_at=None)):
        thing.restore(by=here.mover)


def review(here: Life, a: int, b: int) -> None:
    if threads := here.threads():
        post = _post(here, _pick(threads, a), b)
        if post.hidden_at:
            post.unhide(by=here.mover)
        elif post.held_at:
            post.approve(by=here.mover)
        else:
            (post.hide if b % 2 else post.hold)(by=here.mover)


def move_thread(here: Life, a: int, b: int) -> None:
    if threads := here.threads():
        move(_pick(threads, a), to=_pick(here.spaces, b), by=here.mover)


def merge_threads(here: Life, a: int, b: int) -> None:
    threads = [thread for thread in here.threads() if not thread.held_at]
    if len(threads) > 1 and (one := _pick(threads, a)) != (other := _pick(threads, a + b)):
        merge(one, into=other, by=here.mover)


def carry(here: Life, a: int, b: int) -> None:
    threads = [thread for thread in here.threads() if not thread.held_at]
    thread, into = (_pick(threads, a), _pick(threads, a + b)) if threads else (None, None)
    rest = list(thread.posts.filter(number__gt=1).values_list("number", flat=True)) if thread else []
    numbers = rest[b % 2 :: 2]
    if thread is None or into is None or not numbers:
        return
    if b % 2 and thread != into:
        move_posts(thread, numbers, into=into, by=here.mover)
    else:
        space = _pick(here.spaces, a + b)
        split(thread, numbers, by=here.mover, title=f"Split off {a} {b}", kind="discussion", space=space)


def accept(here: Life, a: int, b: int) -> None:
    if questions := [one for one in here.threads() if one.kind == "question"]:
        thread = _pick(questions, a)
        if thread.answer_id:
            thread.unaccept(by=here.who(b))
        else:
            thread.accept(_post(here, thread, b), by=here.who(b))


def point(here: Life, a: int, b: int) -> None:
    if questions := [one for one in here.threads() if one.kind == "question"]:
        mark(_pick(questions, a), _pick(questions, a + b), by=here.mover)


def close(here: Life, a: int, b: int) -> None:
    if threads := here.threads():
        thread = _pick(threads, a)
        (thread.reopen if thread.closed_at else thread.close)(by=here.mover)


def chat(here: Life, a: int, b: int) -> None:
    lines = list(ChatLine.objects.order_by("pk"))
    if b % 3 or not lines:
        here.room.write(by=here.who(a), source="A line")
    else:
        line = _pick(lines, a)
        (line.restore if line.deleted_at else line.delete_softly)(by=here.mover)


def guide(here: Life, a: int, b: int) -> None:
    guides = list(Guide.objects.order_by("pk"))
    if b % 2 or not guides:
        a_guide(_pick([*here.spaces, None], a), by=here.who(b), published=bool(b % 3))
    else:
        one = _pick(guides, a)
        (one.bring_back if one.retired_at else one.retire if one.published_at else one.publish)(by=here.mover)


def say_thanks(here: Life, a: int, b: int) -> None:
    by, to = here.who(a), here.who(b)
    if by != to and not by.thanks_given.filter(at__gt=timezone.now() - 8 * DAY).exists():
        thank(to, "For all you did for this group.", by=by)


def say_yes(here: Life, a: int, b: int) -> None:
    answer(here.event, "going" if b % 3 else "no", by=here.who(a))


def take_back(here: Life, a: int, b: int) -> None:
    reply(here, a, b)
    post = Post.objects.order_by("-pk").first()
    if post is not None and post.created_at == timezone.now() and post.author_id is not None:
        here.later(b / 2000)
        undo(post, by=Member.objects.get(pk=post.author_id))


def give_role(here: Life, a: int, b: int) -> None:
    here.who(a).give_role("moderator" if b % 2 else "member", by=here.mover)


def set_stage(here: Life, a: int, b: int) -> None:
    move_stage(here.who(a), _pick(list(Stage.values), b), by=here.mover, why="To see what happens")


def move_level(here: Life, a: int, b: int) -> None:
    kind, step = _pick(["reached", "at_risk", "kept", "lost"], b), 2 + b % 3
    then = {"reached": step, "kept": step}.get(kind, step - 1)
    LevelMove.objects.create(member=here.who(a), move=kind, step=step, then=then, at=timezone.now())


def go_away(here: Life, a: int, b: int) -> None:
    if len(here.people) > 2:
        member = here.who(a)
        leave(member, by=member, fate=Fate.KEEP if b % 2 else Fate.ERASE)
        here.people = [one for one in here.people if one.pk != member.pk]
        here.later(15 * 24)
        erase_due(60)


def deliver(here: Life, a: int, b: int) -> None:
    deliver_all()


def make_days(here: Life, a: int, b: int) -> None:
    catch_up(60)


ALL = (
    start, reply, add_reaction, delete, restore, review, move_thread, merge_threads, carry, accept, point, close, chat,
    guide, say_thanks, say_yes, take_back, give_role, set_stage, move_level, go_away, deliver, make_days,
)  # fmt: skip
DO: dict[str, Callable[[Life, int, int], Any]] = {one.__name__: one for one in ALL}


def take(here: Life, act: str, a: int, b: int) -> None:
    """One act, in a transaction of its own; one that is refused did nothing."""
    with suppress(NotAlike, NotNow, NotPossible), transaction.atomic():
        DO[act](here, a, b)
