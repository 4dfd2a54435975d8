"""Trait: a title can change; its address follows, and the old one leads there because only the number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models

if TYPE_CHECKING:
    from community.threads.models import Thread


class Titled(models.Model):
    """Has a title, and a readable address made of it."""

    class Meta:
        abstract = True

    def retitle(self, title: str) -> None:
        """Take another title (the edit of the first post records it)."""
        from community.threads.models import slug_of

        thread = cast("Thread", self)
        thread.title, thread.slug = title, slug_of(title)
        thread.save(update_fields=["title", "slug"])
