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


def tell(
    talks: list[Talk], spaces: dict[str, Space], members: dict[str, Member], now: datetime, illustrate: Picture
) -> list[Thread]:
    """All threads, oldest first, so that ids follow time. `illustrate` puts pictures into a post's source."""
    begun = sorted(((_begins(talk, now), talk) for talk in talks), key=lambda pair: pair[0])
    return [_thread(talk, at, spaces, members, illustrate) for at, talk in begun]


def _begins(talk: Talk, now: datetime) -> datetime:
    """When a thread began; a little earlier if its last post would otherwise lie ahead."""
    hours, minutes = talk.clock
    day = (now - timedelta(days=talk.days_ago)).astimezone(UTC)
    at = day.replace(hour=hours, minute=minutes, second=0, microsecond=0)
    ahead = at + max(post.after for post in talk.posts) - (now - timedelta(minutes=4))
    return at - max(ahead, timedelta())


def _thread(
    talk: Talk, at: datetime, spaces: dict[str, Space], members: dict[str, Member], illustrate: Picture
) -> Thread:
    for handle in {talk.author, *(post.author for post in talk.posts)} - members.keys():
        raise DemoFault(f"{talk.slug}: nobody is called {handle!r}")
    thread = Thread.objects.create(
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
    posts = _posts(thread, talk, at, members, illustrate)
    _count(thread, talk, posts)
    return thread


def _posts(thread: Thread, talk: Talk, at: datetime, members: dict[str, Member], illustrate: Picture) -> list[Post]:
    posts = [
        Post(
            thread=thread, number=number, author=members[reply.author], source=reply.source, created_at=at + reply.after
        )
        for number, reply in enumerate(talk.posts, 1)
    ]
    Post.objects.bulk_create(posts)  # first all of them, so that #3 and quotes find their posts
    for post, reply in zip(posts, talk.posts, strict=True):
        if reply.reply_to:
            post.reply_to = posts[reply.reply_to - 1]
        if "(demo:" in post.source:
            illustrate(post)
        pointed = rendered_into(post, post.source).pointed
        if pointed:
            keep_links(post, pointed)
    update_each(posts, ("source", "html", "text", "mentioned", "markup_version", "reply_to_id"))
    return posts


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
    thread.save()
