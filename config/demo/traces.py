"""What people left behind in the demo community: reactions, follows, how far they read, and the log of it all."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from community.following.models import Follow, Level, Reading, Reason
from community.posts.models import Post
from community.reactions.models import Reaction
from community.threads.models import Thread
from config.demo.updating import update_each
from members.activity import partitions
from members.activity.models import Activity
from members.profiles.models import Member
from members.segments.summing import SummedUp

EMOJI = ("👍", "❤️", "🎉", "😄", "🤔", "🙏")
WEIGHTS = (46, 22, 10, 8, 5, 9)


def react(posts: list[Post], members: list[Member], chance: random.Random, now: datetime) -> None:
    """Reactions: more on accepted answers and first posts, none by the author, by people who were there already."""
    answers = set(Thread.objects.exclude(answer=None).values_list("answer_id", flat=True))
    rows: list[Reaction] = []
    for post in posts:
        many = chance.choice((4, 6, 9, 12)) if post.pk in answers else chance.choices((0, 1, 2, 4), (50, 28, 15, 7))[0]
        there = [m for m in members if m.joined_at < post.created_at and m.pk != post.author_id]
        chosen = [
            Reaction(post=post, member=member, emoji=chance.choices(EMOJI, WEIGHTS)[0],
                     at=min(post.created_at + timedelta(hours=chance.randint(1, 30)), now))
            for member in chance.sample(there, min(many, len(there)))
        ]  # fmt: skip
        rows += chosen
        post.reactions = {e: n for e in EMOJI if (n := sum(row.emoji == e for row in chosen))}
    Reaction.objects.bulk_create(rows)
    update_each([post for post in posts if post.reactions], ("reactions",))


def follow_and_read(threads: list[Thread], members: dict[str, Member], chance: random.Random, now: datetime) -> None:
    """Who wrote in a thread follows it and has read it; the six who can sign in have some unread posts."""
    follows: list[Follow] = []
    readings: list[Reading] = []
    signed_in = [members[handle] for handle in ("ben", "nia", "mia", "mo", "olli")]
    wrote: dict[int, set[int]] = {}
    for thread_id, author_id in Post.objects.values_list("thread_id", "author_id"):
        wrote.setdefault(thread_id, set()).add(author_id or 0)
    for thread in threads:
        for pk in sorted(wrote[thread.pk]):
            reason = Reason.STARTED if pk == thread.author_id else Reason.REPLIED
            follows.append(Follow(member_id=pk, thread=thread, level=Level.EVERYTHING, reason=reason))
        for member in signed_in:
            behind = 0 if thread.last_post_at < now - timedelta(days=2) else chance.choice((0, 1, 2, 4))
            seen = thread.last_post_at < now - timedelta(hours=20) or member.pk in wrote[thread.pk]
            if seen and thread.last_post_at > member.joined_at:
                last = max(1, thread.posts_count - behind)
                readings.append(Reading(member=member, thread=thread, last_number=last, read_at=now))
    Follow.objects.bulk_create(follows, ignore_conflicts=True)
    Reading.objects.bulk_create(readings, ignore_conflicts=True)


def remember(members: list[Member], threads: list[Thread], posts: list[Post], now: datetime) -> None:
    """The log of the past, at its true times and already told to everybody: nobody is notified of old news."""
    rows = [
        Activity(at=m.joined_at, verb="member.joined", actor=m, subject_type="members.member", subject_id=m.pk)
        for m in members
    ]
    rows += [
        Activity(at=t.created_at, verb="thread.started", actor_id=t.author_id, subject_type="community.thread",
                 subject_id=t.pk, facts={"space": t.space_id, "kind": t.kind})
        for t in threads
    ]  # fmt: skip
    rows += [
        Activity(at=p.created_at, verb="post.created", actor_id=p.author_id, subject_type="community.post",
                 subject_id=p.pk, facts={"thread": p.thread_id, "number": p.number, "space": p.thread.space_id})
        for p in posts
    ]  # fmt: skip
    rows += [
        Activity(at=t.answered_at, verb="answer.accepted", actor_id=t.answered_by_id, subject_type="community.post",
                 subject_id=t.answer_id, facts={"thread": t.pk})
        for t in threads if t.answered_at
    ]  # fmt: skip
    rows += [
        Activity(at=r.at, verb="reaction.added", actor_id=r.member_id, subject_type="community.post",
                 subject_id=r.post_id, facts={"thread": r.post.thread_id, "emoji": r.emoji, "author": r.post.author_id})
        for r in Reaction.objects.select_related("post")
    ]  # fmt: skip
    partitions.make(sorted({row.at.date().replace(day=1) for row in rows}))
    for row in rows:
        row.dispatched_at = now
    Activity.objects.bulk_create(sorted(rows, key=lambda row: row.at), batch_size=1000)
    SummedUp.objects.all().delete()  # what is older than the last sum is in it only if all is summed up anew
