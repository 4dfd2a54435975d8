"""Trait: the first post lends its words to the lists of threads, as long as they may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.text import Truncator

if TYPE_CHECKING:
    from community.posts.models import Post
    from members.profiles.models import Member

EXCERPT = 240


class Excerpted(models.Model):
    """A first post that is deleted or hidden takes its words out of the lists, and brings them back with it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Show a tombstone instead."""
        super().delete_softly(by=by)  # type: ignore[misc]
        self.lend_words()

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Show the post again as it was."""
        super().restore(by=by)  # type: ignore[misc]
        self.lend_words()

    @transaction.atomic
    def hide(self, *, by: Member | None, reason: str = "") -> None:
        """Take it out of sight; a tombstone with the reason stays."""
        super().hide(by=by, reason=reason)  # type: ignore[misc]
        self.lend_words()

    @transaction.atomic
    def unhide(self, *, by: Member | None) -> None:
        """Show it again."""
        super().unhide(by=by)  # type: ignore[misc]
        self.lend_words()

    @transaction.atomic
    def hold(self, *, by: Member | None = None) -> None:
        """Let nobody but its author and the team know of it."""
        super().hold(by=by)  # type: ignore[misc]
        self.lend_words()

    @transaction.atomic
    def approve(self, *, by: Member | None) -> None:
        """Show what was held."""
        super().approve(by=by)  # type: ignore[misc]
        self.lend_words()

    def lend_words(self) -> None:
        """Put the beginning of a first post, or nothing if it may not be read, where lists of threads read it.

        Held, the whole thread is there for nobody else; hidden, its title and tags go along.
        """
        from community.threads.models import Thread

        post = cast("Post", self)
        if post.number == 1:
            gone = post.deleted_at or post.hidden_at or post.held_at
            thread = Thread.objects.select_for_update(no_key=True, of=("self",)).get(pk=post.thread_id)
            words = "" if gone else excerpt_of(post.text)
            thread.follow_first(excerpt=words, held_at=post.held_at, is_hidden=post.hidden_at is not None)
            if "thread" in post._state.fields_cache:
                names = ("excerpt", "held_at", "covered", "title", "slug", "tags")
                post.thread.__dict__.update({name: thread.__dict__[name] for name in names})


def excerpt_of(text: str) -> str:
    """The first words of a text, in one line of at most EXCERPT characters."""
    return Truncator(" ".join(text.split())).chars(EXCERPT)
