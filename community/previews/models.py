"""Link previews: what is behind the addresses that posts show as cards, asked for once for all posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.previews.fetching import Fetchable, PreviewQuerySet
from community.previews.ruling import PreviewRule
from community.previews.understanding import SITE_MAX, TITLE_MAX, WORDS_MAX
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.posts.models import Post
    from config.lib.audience import Viewer

__all__ = ["ADDRESS_MAX", "Preview", "PreviewRule", "PreviewUse"]

ADDRESS_MAX = 2_000


class Preview(Fetchable, models.Model):
    """One address elsewhere, and what stood there when it was last asked."""

    address = models.CharField(max_length=ADDRESS_MAX, unique=True)
    title = models.CharField(max_length=TITLE_MAX, blank=True)
    words = models.CharField(max_length=WORDS_MAX, blank=True)
    site = models.CharField(max_length=SITE_MAX, blank=True)
    picture = models.CharField(max_length=32, blank=True)  # secret part of the file's name; empty: there is none

    objects: ClassVar[PreviewQuerySet] = PreviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="preview_due")]

    def __str__(self) -> str:
        return self.address[:80]

    @property
    def path(self) -> str:
        """Where the picture stands in the storage."""
        return f"l/{self.picture[:2]}/{self.picture}.webp"


class PreviewUseQuerySet(models.QuerySet["PreviewUse"]):
    """Sets of uses."""

    def visible_to(self, viewer: Viewer) -> PreviewUseQuerySet:
        """Cards that stand in posts whose words may be read."""
        from community.posts.models import Post

        return self.filter(removed_at=None, post__in=Post.objects.readable_by(viewer))


class PreviewUse(models.Model):
    """A post that shows an address as a card, unless that was removed."""

    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        "community.Post", on_delete=models.CASCADE, related_name="previews"
    )
    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="uses")
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    # The post is to be written out anew, because the card has changed.
    owed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PreviewUseQuerySet] = PreviewUseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "preview"], name="preview_use_once")]
        indexes = [models.Index(fields=["owed_at"], condition=Q(owed_at__isnull=False), name="preview_use_owed")]

    def __str__(self) -> str:
        return f"{self.post_id} shows {self.preview_id}"

    @property
    def picture_url(self) -> str:
        """Where the picture of the card is; empty without one.

        It is named after this use: the number of the address would tell who else, and how long ago, has written it.
        """
        picture = self.preview.picture
        return reverse("preview_picture", args=[self.pk, picture]) if picture else ""
