"""Trait: what becomes of the first post becomes of its thread. Held, it is there for nobody; hidden, it has no title.

The real title, address and tags are kept aside meanwhile, so that no list, page, feed or mail has to think of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Collection

    from community.threads.models import Thread

COVER = gettext_noop("Hidden by moderators")
"""Stands in the database where the title was; readers see it in their own language."""
NO_WORDS = "-"


class Coverable(models.Model):
    """Follows its first post."""

    held_at = models.DateTimeField(null=True, blank=True, editable=False)  # that of the first post
    covered = models.JSONField(null=True, blank=True, editable=False)  # title, slug and tags while that is hidden

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """A thread of a row; a covered one has its title in the language of whoever reads."""
        thread = super().from_db(db, field_names, values, **more)
        if thread.__dict__.get("covered") is not None and "title" in thread.__dict__:
            thread.__dict__["title"] = _(COVER)
        return thread

    @property
    def known_title(self) -> str:
        """The title its author gave it, for the author and the team."""
        return str((self.covered or {}).get("title") or cast("Thread", self).title)

    @property
    def known_tags(self) -> list[str]:
        """The tags it was given, for the author and the team."""
        return list(self.covered["tags"]) if self.covered else list(cast("Thread", self).tags)

    def follow_first(self, *, excerpt: str, held_at: datetime | None, is_hidden: bool) -> None:
        """Be what the first post is. The row is locked by the caller."""
        thread = cast("Thread", self)
        changed: dict[str, Any] = {"excerpt": excerpt, "held_at": held_at}
        if is_hidden and self.covered is None:
            aside = {"title": thread.title, "slug": thread.slug, "tags": list(thread.tags)}
            changed |= {"covered": aside, "title": COVER, "slug": NO_WORDS, "tags": []}
        elif not is_hidden and self.covered is not None:
            changed |= {**self.covered, "covered": None}
        type(thread).objects.filter(pk=thread.pk).update(**changed)
        thread.__dict__.update(changed)

    def name_it(self, title: str, slug: str) -> None:
        """Take another title and address; while it is covered they are kept for later."""
        thread = cast("Thread", self)
        self._keep({"title": title, "slug": slug})
        thread.save(update_fields=["covered"] if self.covered is not None else ["title", "slug"])

    def tag_it(self, tags: list[str]) -> None:
        """Take these tags; while it is covered they are kept for later."""
        thread = cast("Thread", self)
        self._keep({"tags": tags})
        thread.save(update_fields=["covered"] if self.covered is not None else ["tags"])

    def _keep(self, words: dict[str, Any]) -> None:
        if self.covered is not None:
            self.covered = {**self.covered, **words}
        else:
            self.__dict__.update(words)
