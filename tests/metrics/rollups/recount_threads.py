"""How threads were answered, reckoned once more in plain Python."""

from __future__ import annotations

from datetime import timedelta

from community.posts.models import Post
from community.threads.models import Thread
from metrics.rollups.days import day_of
from tests.metrics.rollups.recount import Recount, Row


def openings(all_there_is: Recount) -> set[Row]:
    """The rows of Opening."""
    found = (_opening(all_there_is, thread) for thread in all_there_is.threads.values())
    return {row for row in found if row is not None}


def _opening(here: Recount, thread: Thread) -> Row | None:
    first, rest = _posts_of(here, thread)
    if thread.deleted_at or thread.held_at or first is None:
        return None
    author = thread.author_id if thread.author_id in here.people else None
    others = [
        post for post in rest
        if post.created_at >= first.created_at and (_by(here, post) != author)
    ]  # fmt: skip
    team = [here.is_staff(_by(here, post), post.created_at) for post in others]
    peers = [post.created_at for post, is_team in zip(others, team, strict=True) if not is_team]
    staff = [post.created_at for post, is_team in zip(others, team, strict=True) if is_team]
    elsewhere = thread.duplicate_at if thread.duplicate_of_id else None
    ends = [at for at in (thread.closed_at, thread.archived_at, elsewhere, thread.merged_at) if at]
    joined = here.people[author].joined_at if author else None
    is_new = joined is not None and joined > first.created_at - timedelta(days=30)
    answer = here.by_pk.get(thread.answer_id or 0)
    gone = answer is None or answer.deleted_at or answer.hidden_at or answer.held_at
    is_solved = thread.kind == "question" and not gone and not thread.outdated_at
    return (
        thread.pk, thread.space_id, thread.kind, author, day_of(first.created_at), first.created_at, is_new,
        here.is_staff(author, first.created_at), others[0].created_at if others else None,
        team[0] if others else None, min(peers, default=None), min(staff, default=None),
        thread.answered_at if is_solved else None,
        here.is_staff(_by(here, answer), answer.created_at) if is_solved and answer else None,
        None if others else min(ends, default=None), len(rest),
        len({_by(here, post) for post in (first, *rest)} - {None}),
    )  # fmt: skip


def _by(here: Recount, post: Post) -> int | None:
    return post.author_id if post.author_id in here.people else None


def _posts_of(here: Recount, thread: Thread) -> tuple[Post | None, list[Post]]:
    """The first post, if it stands, and those behind it; of a merged thread, where they went to."""
    if not thread.merged_at:
        posts = [post for post in here.posts if post.thread_id == thread.pk and here.stands(post)]
        first = next((post for post in posts if post.number == 1), None)
        return first, [post for post in posts if post.number != 1]
    merged = [r for r in here.log if r.verb == "thread.merged" and r.subject_id == thread.pk][-1]
    into, numbers = merged.facts["into"], range(merged.facts["first"], merged.facts["last"] + 1)
    stood = {(post.thread_id, post.number): post.pk for post in here.posts} | here.former
    came = {stood[into, number] for number in numbers}
    posts = [p for p in here.posts if p.pk in came and p.thread_id == thread.merged_into_id and here.stands(p)]
    opener = stood[into, numbers[0]]
    return next((p for p in posts if p.pk == opener), None), [p for p in posts if p.pk != opener]
