"""Trait: a post can be edited; every version but the last is kept. Two editors never overwrite each other silently."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from moderation.review.mending import is_watched, mended

if TYPE_CHECKING:
    from community.posts.models import Post

GRACE = timedelta(minutes=5)


class EditConflict(Exception):
    """Somebody saved another version in the meantime; `current` is the post as it stands now."""

    def __init__(self, current: Post) -> None:
        super().__init__("edited in the meantime")
        self.current = current


class Editable(models.Model):
    """Has a version number that every edit raises by one."""

    version = models.PositiveIntegerField(default=1, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    wiki_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def edit(self, *, by: Member, source: str, version: int, title: str = "", reason: str = "") -> None:
        """Replace the text; `version` is the one the editor saw. Within five minutes the author leaves no mark.

        What the team looks at, or looked at lately, always leaves a mark. What was hidden stays hidden until a
        moderator has seen the new text, and the old one stays hidden in the history.

        Raises EditConflict when the post has another version by now, PostTooLong, TooManyCalled and PostEmpty.
        """
        from community.posts.models import Post
        from community.posts.writing import keep_links, rendered_into
        from community.previews.using import use_previews

        post = cast("Post", self)
        current = Post.objects.select_for_update(of=("self",)).select_related("thread__space").get(pk=post.pk)
        if current.version != version:
            raise EditConflict(current)
        thread = current.thread
        retitled = bool(title) and title != thread.known_title and current.number == 1
        if source == current.source and not retitled:
            return
        silent = _is_silent(current, by)
        if not silent:
            _keep(current, reason)
            self.edited_at, self.edited_by = timezone.now(), by
        self.version = current.version + 1
        resolver = rendered_into(post, source, by=by)
        written = ["source", "html", "text", "mentioned", "markup_version"]
        self.save(update_fields=[*written, "version", "edited_at", "edited_by"])
        keep_links(post, resolver.pointed)
        use_previews(post, resolver.alone)
        if retitled:
            thread.retitle(title)
        post.lend_words()
        _settle(post, current, by)
        facts = {"thread": thread.pk, "silent": silent, "retitled": retitled}
        record("post.edited", actor=by, subject=self, **facts, **resolver.facts)

    @transaction.atomic
    def open_to_members(self, *, by: Member) -> None:
        """Let all experienced members edit it."""
        if self.wiki_at is None:
            self.wiki_at = timezone.now()
            self.save(update_fields=["wiki_at"])
            record("post.opened", actor=by, subject=self)

    @transaction.atomic
    def close_to_members(self, *, by: Member) -> None:
        """Leave editing to its author and the team again."""
        if self.wiki_at is not None:
            self.wiki_at = None
            self.save(update_fields=["wiki_at"])
            record("post.withdrawn", actor=by, subject=self)


def _is_silent(post: Post, by: Member) -> bool:
    """Whether an edit leaves no mark: the author's, within five minutes, of what the team has nothing to do with."""
    if by.pk != post.author_id or timezone.now() - post.created_at >= GRACE:
        return False
    return not (post.hidden_at or post.edit_asked_at or is_watched("post", post.pk))


def _keep(post: Post, reason: str) -> None:
    """Put the present version into the history; what was hidden when it was replaced stays hidden there."""
    from community.posts.models import Revision

    Revision.objects.create(
        post=post,
        version=post.version,
        source=post.source,
        title=post.thread.known_title if post.number == 1 else "",
        author_id=post.edited_by_id or post.author_id,
        reason=reason[:255],
        at=post.edited_at or post.created_at,
        hidden_at=post.hidden_at,
        hidden_reason=post.hidden_reason if post.hidden_at else "",
    )


def _settle(post: Post, before: Post, by: Member) -> None:
    """What its author was asked to do is done; what is hidden is looked at."""
    if by.pk == before.author_id:
        was_asked, is_hidden = before.edit_asked_at is not None, before.hidden_at is not None
        mended("post", post.pk, by=by, was_asked=was_asked, is_hidden=is_hidden)
        post.edit_asked_at = None
