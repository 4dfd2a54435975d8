"""Writing a post: number it, render it, remember the submission, tell the log."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from community.posts.calling import check_call
from community.posts.excerpting import excerpt_of
from community.posts.models import Post, PostLink
from community.posts.resolving import ThreadResolver
from community.previews.using import use_previews
from community.submissions import digest_of, sent_before
from community.threads.models import Thread
from config.lib.markup import MARKUP_VERSION, render
from members.activity.log import record
from members.profiles.models import Member


class PostEmpty(ValueError):
    """There is nothing to post."""


class ThreadGone(ValueError):
    """The thread was merged into another one while the reply was on its way."""


def earlier(member: Member, key: str, signed: str) -> Post | None:
    """The post an earlier copy of this submission made. Raises SameKeyOtherText if its text was another."""
    post: Post | None = sent_before(Post.objects.select_related("thread__space"), key, signed, by=member)
    return post


def write(
    thread: Thread, *, by: Member, source: str, reply_to: int | None = None, key: str = "", signed: str = ""
) -> Post:
    """Add a post to the end of a thread; inside a transaction.

    Raises PostEmpty, PostTooLong, TooManyCalled, SameKeyOtherText, ThreadGone.
    """
    assert transaction.get_connection().in_atomic_block
    signed = signed or f"{thread.pk}\n{source}"
    again = earlier(by, key, signed)
    if again is not None:
        return again
    post = Post(thread=thread, author=by, submission=key, submission_digest=digest_of(signed) if key else "")
    # Numbers are given under the thread's row lock: dense, in order, no two alike.
    locked = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    if locked.merged_at:
        raise ThreadGone
    post.number = locked.posts_count + 1
    if reply_to is not None:
        post.reply_to = Post.objects.filter(thread=thread, number=reply_to).first()
    resolver = rendered_into(post, source, by=by)
    post.save()
    keep_links(post, resolver.pointed)
    use_previews(post, resolver.alone)
    _count(thread, post, locked)
    facts = {"thread": thread.pk, "number": post.number, "space": thread.space_id}
    record("post.created", actor=by, subject=post, **facts, **resolver.facts)
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
    rendered = render(source, resolver, prefix=f"t{post.thread_id}n{post.number}-")
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
    PostLink.objects.bulk_create(
        [PostLink(post=post, thread_id=t, number=n, is_quote=q) for t, n, q in sorted(pointed)], ignore_conflicts=True
    )


def _count(thread: Thread, post: Post, locked: Thread) -> None:
    thread.posts_count = post.number
    thread.last_post_at = post.created_at
    changed = {"posts_count": post.number, "last_post_at": post.created_at}
    if post.number == 1:
        thread.excerpt = excerpt_of(post.text)
        changed["excerpt"] = thread.excerpt
    elif post.author_id:
        thread.repliers = [post.author_id, *(i for i in locked.repliers if i != post.author_id)][:3]
        changed["repliers"] = thread.repliers
        if not Post.objects.filter(thread=thread, author_id=post.author_id, number__lt=post.number).exists():
            changed["people_count"] = F("people_count") + 1
    Thread.objects.filter(pk=thread.pk).update(**changed)
