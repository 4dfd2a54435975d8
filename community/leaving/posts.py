"""Posts and threads of somebody who leaves, and their name in the posts of others."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat, Replace

from community.guides.models import Guide
from community.leaving.guides import write_anew
from community.polls.models import Poll, PollOption
from community.posts.models import POST_MAX, Post, Revision
from community.posts.rerendering import rerender
from community.posts.writing import keep_links, rendered_into
from community.previews.models import PreviewUse
from community.search.forgetting import forget_words
from community.search.indexing import write
from community.search.models import POST
from community.search.spelling import occurring
from community.threads.models import Thread
from config.lib.markup import PostTooLong
from members.activity.log import record
from members.privacy.erasers import Eraser, Leaver

BATCH = 50
"""Posts in one transaction: they are rendered under locks."""
_DELETED = Q(deleted_at__isnull=False) | Q(thread__deleted_at__isnull=False)


class Posts(Eraser):
    """Erases posts with their earlier versions, polls and titles; if the words stay, only those deleted before."""

    key = "posts"
    touches: ClassVar[frozenset[str]] = frozenset({"community.Post.author", "community.Thread.author"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        own = Post.objects.filter(author=leaver.member, pk__gt=after).order_by("pk")
        ids = list(own.values_list("pk", flat=True)[:BATCH])
        Revision.objects.filter(post__in=ids).delete()
        gone = Post.objects.filter(pk__in=ids)
        if not leaver.erases_words:
            gone = gone.filter(_DELETED)
        posts = list(gone.select_related("thread__space").select_for_update(of=("self",)).order_by("pk"))
        words: set[str] = set()
        for post in posts:
            words |= occurring(f"{post.thread.title} {post.text}")
            words |= _erase_poll(post, leaver)
            _erase(post, leaver)
        _retitle([post.thread for post in posts if post.number == 1], leaver)
        write(POST, [post.pk for post in posts])
        forget_words(words)
        return ids[-1] if len(ids) == BATCH else None


def _erase(post: Post, leaver: Leaver) -> None:
    resolver = rendered_into(post, f"*{leaver.who.erased}*")
    post.submission = post.submission_digest = ""
    post.save(
        update_fields=["source", "html", "text", "mentioned", "markup_version", "submission", "submission_digest"]
    )
    keep_links(post, resolver.pointed)
    PreviewUse.objects.filter(post=post).delete()
    post.lend_words()
    record("post.rendered_anew", subject=post, thread=post.thread_id)


def _erase_poll(post: Post, leaver: Leaver) -> set[str]:
    """Numbers stand where the options did; what was voted still counts. Returns the words that went."""
    poll = Poll.objects.filter(post=post).first()
    if poll is None:
        return set()
    said = " ".join([poll.question, *poll.options.values_list("text", flat=True)])
    poll.question = leaver.who.erased
    poll.save(update_fields=["question"])
    PollOption.objects.filter(poll=poll).update(text=Concat(Value("# "), Cast("place", CharField())))
    return occurring(said)


def _retitle(threads: Collection[Thread], leaver: Leaver) -> None:
    """Give threads that the leaver began a title that says what happened, also where others name it."""
    for thread in threads:
        if thread.author_id == leaver.member.pk:
            retitle(thread, leaver.who.erased)


def retitle(thread: Thread, title: str) -> None:
    """Another title for a thread, and wherever it is named."""
    before = f"/t/{thread.pk}/{thread.slug}"
    thread.retitle(title)
    pointing = Post.objects.filter(links__thread=thread).order_by("pk")
    ids = sorted(set(pointing.values_list("pk", flat=True)))
    guides = Guide.objects.filter(links__thread=thread)
    for rows in (Post.objects.filter(pk__in=ids), Revision.objects.filter(post__in=ids), guides):
        # The old title stands in addresses that others wrote out, too.
        here = rows.filter(source__contains=before)
        here.update(source=Replace("source", Value(before), Value(f"/t/{thread.pk}/{thread.slug}")))
    for start in range(0, len(ids), BATCH):
        rerender(ids[start : start + BATCH])
        write(POST, ids[start : start + BATCH])
    write_anew(guides.order_by("pk").values_list("pk", flat=True))


class Titles(Eraser):
    """Takes the name out of the titles of threads."""

    key = "titles"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        named = Thread.objects.filter(leaver.who.named_in("title"), pk__gt=after).order_by("pk")
        threads = list(named.select_for_update(no_key=True, of=("self",))[:BATCH])
        for thread in threads:
            words = occurring(thread.title)
            retitle(thread, leaver.who.taken_out_of(thread.title)[:200])
            write(POST, list(Post.objects.filter(thread=thread, number=1).values_list("pk", flat=True)))
            forget_words(words)
        return threads[-1].pk if threads else None


class NamesInPosts(Eraser):
    """Takes the name out of posts, and the leaver's words out of quotes if they are to go."""

    key = "names-in-posts"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        named = Post.objects.filter(leaver.who.named_in("source"), pk__gt=after).order_by("pk")
        posts = list(named.select_related("thread__space").select_for_update(of=("self",))[:BATCH])
        words: set[str] = set()
        for post in posts:
            words |= occurring(post.text)
            _write_without(post, leaver)
        write(POST, [post.pk for post in posts])
        forget_words(words)
        return posts[-1].pk if posts else None


def _write_without(post: Post, leaver: Leaver) -> None:
    source = leaver.without_names(post.source)
    try:
        resolver = rendered_into(post, source)
    except PostTooLong:
        resolver = rendered_into(post, source[:POST_MAX])
    post.save(update_fields=["source", "html", "text", "mentioned", "markup_version"])
    keep_links(post, resolver.pointed)
    post.lend_words()
    record("post.rendered_anew", subject=post, thread=post.thread_id)


def rewrite(post: Post, source: str) -> None:
    """Keep other addresses in a post, rendered, and let what is found be found by its present words."""
    words = occurring(post.text)
    Post.objects.filter(pk=post.pk).update(source=source)
    rerender([post.pk])
    write(POST, [post.pk])
    forget_words(words)
