"""Uploads: pictures and files that members put into posts and guides; whoever sees those sees them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONArray, Now
from django.urls import reverse
from django.utils import timezone

from community.guides.models import Guide
from community.posts.models import Post
from community.uploads.elsewhere import seen_elsewhere
from members.messages.attaching import shown_in_messages, shown_to
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

ALT_MAX = 1000
FILE = "file"
"""The kind of everything that is no picture. Pictures have their media type there."""
THUMB_FORMATS = ("avif", "webp")


def secret_name() -> str:
    """A part of an address that cannot be guessed."""
    return secrets.token_urlsafe(16)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Sets of uploads."""

    def visible_to(self, viewer: Viewer) -> UploadQuerySet:
        """Those of posts and guides whose words may be read; before they are used, one's own."""
        readable = Post.objects.visible_to(viewer)
        if not (viewer.is_authenticated and viewer.is_moderator):
            gone = Q(deleted_at__isnull=False) | Q(hidden_at__isnull=False)
            own = Q(author=viewer, removed_at=None) if viewer.is_authenticated else Q(pk__in=[])
            readable = readable.filter(~gone | own)
        seen = Q(post__in=readable) | Q(guide__in=Guide.objects.visible_to(viewer))
        if viewer.is_authenticated:
            seen |= Q(owner=viewer, post=None, guide=None) & ~shown_in_messages() | shown_to(viewer)
            seen |= seen_elsewhere(viewer)
        return self.filter(seen)

    def unused(self) -> UploadQuerySet:
        """Those that no post, no guide and no message shows."""
        return self.filter(~shown_in_messages(), post=None, guide=None)

    def sizes_of(self, post: OuterRef) -> ArraySubquery:
        """What pages need to know of a post's pictures: id, width, height, widths of the small copies."""
        known = JSONArray("pk", "width", "height", "thumbs")
        return ArraySubquery(self.filter(post=post).exclude(kind=FILE).values(known=known))

    def without_thumbs(self) -> UploadQuerySet:
        """Pictures whose small copies are to be drawn now."""
        return self.exclude(kind=FILE).filter(thumbs_due_at__lte=timezone.now())


class Upload(models.Model):
    """One picture, stored re-encoded and without the camera's notes, or one file, stored as it came."""

    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="uploads")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="uploads")
    guide = models.ForeignKey(Guide, on_delete=models.SET_NULL, null=True, related_name="uploads")
    secret = models.CharField(max_length=32, default=secret_name, editable=False)
    sha = models.CharField(max_length=64)
    extension = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    # Of a file, both are 0.
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200, blank=True)
    alt = models.CharField(max_length=ALT_MAX, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
    # The widths of its small copies; null until they were drawn.
    thumbs = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)
    thumbs_due_at = models.DateTimeField(null=True, blank=True, default=timezone.now, db_default=Now())
    thumbs_tries = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects: ClassVar[UploadQuerySet] = UploadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="upload_by_owner"),
            models.Index(fields=["created_at"], condition=Q(post__isnull=True), name="upload_unused"),
            models.Index(fields=["thumbs_due_at"], condition=Q(thumbs_due_at__isnull=False), name="upload_thumbs_due"),
        ]

    def __str__(self) -> str:
        return self.file_name or f"{self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is asked for."""
        return reverse("upload", args=[self.pk, f"{self.secret}.{self.extension}"])

    @property
    def path(self) -> str:
        """Where the file stands in the storage."""
        return f"u/{self.secret[:2]}/{self.secret}.{self.extension}"

    def thumb_path(self, width: int, extension: str) -> str:
        """Where a small copy stands in the storage."""
        return f"u/{self.secret[:2]}/{self.secret}-{width}.{extension}"

    @property
    def is_file(self) -> bool:
        """Whether it is a file to download, and not a picture to look at."""
        return self.kind == FILE

    @property
    def markdown(self) -> str:
        """What to write into a post to show it."""
        words = self.file_name if self.is_file else self.alt
        words = words.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        return f"{'' if self.is_file else '!'}[{' '.join(words.split())}]({self.get_absolute_url()})"

    def erase(self) -> None:
        """Delete the row, its file and the small copies."""
        self.delete()
        self.erase_files()

    def erase_files(self) -> None:
        """Delete the file and the small copies of an upload whose row is gone."""
        thumbs = [self.thumb_path(width, form) for width in self.thumbs or [] for form in THUMB_FORMATS]
        for path in (self.path, *thumbs):
            default_storage.delete(path)
