"""The demo community's threads and posts, rendered by the real renderer and counted as the real acts count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from community.posts.excerpting import excerpt_of
from community.posts.models import Post
from community.posts.writing import keep_links, rendered_into
from community.spaces.models import Space
from community.threads.models import Thread, slug_of
from config.demo.parsing import DemoFault, Talk
from config.demo.updating import update_each
from config.lib.languages import detect
from members.profiles.models import Member

Picture = Callable[[Post], None]
_COUNTED = ("repliers", "people_count", "excerpt", "language", "answer_id", "answered_by_id", "answered_at")


def tell(
    talks: list[Talk], spaces: dict[str, Space], members: dict[str, Member], now: datetime, illustrate: Picture
) -> list[Thread]:
    """All threads, oldest first, so that ids follow time. `illustrate` puts pictures into a post's source."""
    begun = sorted(((_begins(talk, now), talk) for talk in talks), key=lambda pair: pair[0])
    threads = [_thread(talk, at, spaces, members) for at, talk in begun]
    Thread.objects.bulk_create(threads)
    told = [_posts(thread, talk, members) for thread, (_at, talk) in zip(threads, begun, strict=True)]
    posts = [post for some in told for post in some]
    Post.objects.bulk_create(posts)  # first all of them, so that #3 and quotes find their posts
    for some, (_at, talk) in zip(told, begun, strict=True):
        _write(some, talk, illustrate)
    update_each(posts, ("source", "html", "text", "mentioned", "markup_version", "reply_to_id"))
    for thread, some, (_at, talk) in zip(threads, told, begun, strict=True):
        _count(thread, talk, some)
    update_each(threads, _COUNTED)
    return threads


def _begins(talk: Talk, now: datetime) -> datetime:
    """When a thread began; a little earlier if its last post would otherwise lie ahead."""
    hours, minutes = talk.clock
    day = (now - timedelta(days=talk.days_ago)).astimezone(UTC)
    at = day.replace(hour=hours, minute=minutes, second=0, microsecond=0)
    ahead = at + max(post.after for post in talk.posts) - (now - timedelta(minutes=4))
    return at - max(ahead, timedelta())


def _thread(talk: Talk, at: datetime, spaces: dict[str, Space], members: dict[str, Member]) -> Thread:
    for handle in {talk.author, *(post.author for post in talk.posts)} - members.keys():
        raise DemoFault(f"{talk.slug}: nobody is called {handle!r}")
    return Thread(
        space=spaces[talk.space],
        kind=talk.kind,
        title=talk.title,
        slug=slug_of(talk.title),
        author=members[talk.author],
        tags=talk.tags,
        created_at=at,
        last_post_at=at + talk.posts[-1].after,
        posts_count=len(talk.posts),
    )


def _posts(thread: Thread, talk: Talk, members: dict[str, Member]) -> list[Post]:
    at = thread.created_at
    return [
        Post(
            thread=thread, number=number, author=members[reply.author], source=reply.source, created_at=at + reply.after
        )
        for number, reply in enumerate(talk.posts, 1)
    ]


def _write(posts: list[Post], talk: Talk, illustrate: Picture) -> None:
    for post, reply in zip(posts, talk.posts, strict=True):
        if reply.reply_to:
            post.reply_to = posts[reply.reply_to - 1]
        if "(demo:" in post.source:
            illustrate(post)
        pointed = rendered_into(post, post.source).pointed
        if pointed:
            keep_links(post, pointed)


def _count(thread: Thread, talk: Talk, posts: list[Post]) -> None:
    repliers = [post.author_id for post in reversed(posts[1:]) if post.author_id]
    thread.repliers = list(dict.fromkeys(repliers))[:3]
    thread.people_count = len({post.author_id for post in posts})
    thread.excerpt = excerpt_of(posts[0].text)
    thread.language = detect(f"{thread.title} {posts[0].text}")
    accepted = next((post for post, reply in zip(posts, talk.posts, strict=True) if reply.accepted), None)
    if accepted is not None and talk.kind == "question":
        thread.answer, thread.answered_by = accepted, thread.author
        thread.answered_at = min(
            accepted.created_at + timedelta(minutes=40), thread.last_post_at + timedelta(minutes=3)
        )
