"""Writing a post: number it, render it, remember the submission, tell the log."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from community.posts.calling import check_call
from community.posts.excerpting import excerpt_of
from community.posts.models import Post, PostLink
from community.posts.resolving import ThreadResolver
from community.posts.telling import tell_pages
from community.previews.using import use_previews
from community.threads.models import Thread
from config.lib.markup import MARKUP_VERSION, render
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.submissions import digest_of, sent_before

_NO_NUMBER = secrets.token_hex(8)
"""Stands in the ids of footnotes until a new post has its number; nobody can write it into a post."""


class PostEmpty(ValueError):
    """There is nothing to post."""


class ThreadGone(ValueError):
    """The thread was merged into another one while the reply was on its way."""


def signed_for(thread: Thread, source: str) -> str:
    """What a copy of the same reply would say too."""
    return f"{thread.pk}\n{source}"


def earlier(member: Member, key: str, signed: str) -> Post | None:
    """The post an earlier copy of this submission made. Raises SameKeyOtherText if its text was another."""
    post: Post | None = sent_before(Post.objects.select_related("thread__space"), key, signed, by=member)
    return post


def write(
    thread: Thread, *, by: Member, source: str, reply_to: int | None = None, key: str = "", signed: str = "",
    held: bool = False,
) -> Post:  # fmt: skip
    """Add a post to the end of a thread; inside a transaction in which `earlier` knew nothing of this submission.

    What is `held` waits for a moderator: nobody is told of it.
    Raises PostEmpty, PostTooLong, TooManyCalled, ThreadGone.
    """
    assert transaction.get_connection().in_atomic_block
    digest = digest_of(signed or signed_for(thread, source)) if key else ""
    post = Post(thread=thread, author=by, submission=key, submission_digest=digest)
    post.held_at = timezone.now() if held else None
    if reply_to is not None:
        post.reply_to = Post.objects.filter(thread=thread, number=reply_to).first()
    resolver = rendered_into(post, source, by=by)
    # Numbers are given under the thread's row lock: dense, in order, no two alike. From here on others wait.
    own = Post.objects.filter(thread=OuterRef("pk"), author=by)
    locked = Thread.objects.select_for_update(no_key=True).annotate(has_own=Exists(own)).get(pk=thread.pk)
    if locked.merged_at:
        raise ThreadGone
    post.number = locked.posts_count + 1
    post.html = post.html.replace(f"n{_NO_NUMBER}-", f"n{post.number}-")
    post.save()
    _link(post, resolver.pointed)
    use_previews(post, resolver.alone)
    _count(thread, post, locked)
    facts = {"thread": thread.pk, "number": post.number, "space": thread.space_id}
    record("post.created", actor=by, subject=post, **facts, **resolver.facts)
    if not post.held_at:
        tell_pages(post)
    return post


def rendered_into(post: Post, source: str, *, by: Member | None = None) -> ThreadResolver:
    """Render `source` and put text, HTML and mentions on the post (not saved); what it points at is returned.

    A group is called when its name is first written; names that stood there before stay what they were.
    Raises PostEmpty, PostTooLong, TooManyCalled.
    """
    source = source.replace("\r\n", "\n").replace("\x00", "").strip()
    if not source:
        raise PostEmpty
    resolver = ThreadResolver(post.thread, by=by, earlier=post if post.html else None)
    rendered = render(source, resolver, prefix=f"t{post.thread_id}n{post.number or _NO_NUMBER}-")
    post.source, post.html, post.text = source, rendered.html, rendered.text
    post.mentioned = [resolver.mentioned[handle] for handle in rendered.mentions if handle in resolver.mentioned]
    post.markup_version = MARKUP_VERSION
    new = [name for name in rendered.mentions if name in resolver.groups and name not in resolver.written_before]
    if by is not None and new:
        resolver.facts["groups"] = groups = [resolver.groups[name].pk for name in new]
        check_call(post.thread.space, groups, by=by)
    return resolver


def keep_links(post: Post, pointed: Collection[tuple[int, int, bool]]) -> None:
    """Remember which threads and posts this post points at, as its resolver found them."""
    PostLink.objects.filter(post=post).delete()
    _link(post, pointed)


def _link(post: Post, pointed: Collection[tuple[int, int, bool]]) -> None:
    PostLink.objects.bulk_create(
        [PostLink(post=post, thread_id=t, number=n, is_quote=q) for t, n, q in sorted(pointed)], ignore_conflicts=True
    )


def _count(thread: Thread, post: Post, locked: Thread) -> None:
    changed: dict[str, Any] = {"posts_count": post.number, "last_post_at": post.created_at}
    if post.number == 1:
        changed |= {"excerpt": "" if post.held_at else excerpt_of(post.text), "held_at": post.held_at}
    elif post.author_id:
        changed["repliers"] = [post.author_id, *(i for i in locked.repliers if i != post.author_id)][:3]
        if not vars(locked)["has_own"]:
            changed["people_count"] = locked.people_count + 1
    Thread.objects.filter(pk=thread.pk).update(**changed)
    vars(thread).update(changed)
