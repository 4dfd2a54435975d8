"""Trait: threads start in a space."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from collections.abc import Sequence

    from community.spaces.models import Space
    from community.threads.models import Thread


class Startable(models.Model):
    """Threads start here."""

    class Meta:
        abstract = True

    @transaction.atomic
    def start_thread(
        self, *, by: Member, title: str, source: str, kind: str = "discussion", tags: Sequence[str] = (),
        key: str = "", held: bool = False,
    ) -> Thread:  # fmt: skip
        """Open a thread with its first post. `key` names the submission: the same key gives the same thread.

        `held` says that the first post waits for a moderator.
        Raises SameKeyOtherText if the key was used for another text, PostTooLong and PostEmpty.
        """
        from community.posts.writing import earlier, write
        from community.tags.names import canonical
        from community.threads.models import Thread, slug_of

        again = earlier(by, key, f"{title}\n{source}")
        if again is not None:
            return again.thread
        thread = Thread.objects.create(
            space=cast("Space", self),
            kind=kind,
            title=title,
            slug=slug_of(title),
            author=by,
            tags=canonical(tags),
        )
        write(thread, by=by, source=source, key=key, signed=f"{title}\n{source}", held=held)
        record("thread.started", actor=by, subject=thread, space=self.pk, kind=kind)
        return thread
