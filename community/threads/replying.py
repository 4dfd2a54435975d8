"""Trait: a thread takes replies. One submission makes one post, whatever is pressed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from members.profiles.models import Member

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread


class Replyable(models.Model):
    """Takes replies, in order, numbered."""

    class Meta:
        abstract = True

    @transaction.atomic
    def reply(self, *, by: Member, source: str, reply_to: int | None = None, key: str = "", held: bool = False) -> Post:
        """Add a reply to the end. `key` names the submission: the same key gives the same post.

        Raises SameKeyOtherText if the key was used for another text, PostTooLong and PostEmpty.
        """
        from community.posts.writing import earlier, signed_for, write

        thread = cast("Thread", self)
        again = earlier(by, key, signed_for(thread, source))
        return again or write(thread, by=by, source=source, reply_to=reply_to, key=key, held=held)
