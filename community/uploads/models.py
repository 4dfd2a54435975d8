"""Uploads: pictures that members put into their posts; whoever sees the post sees them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

ALT_MAX = 1000


def secret_name() -> str:
    """A part of an address that cannot be guessed."""
    return secrets.token_urlsafe(16)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Sets of uploads."""

    def visible_to(self, viewer: Viewer) -> UploadQuerySet:
        """Pictures of posts whose words may be read; before they are used, one's own."""
        readable = Post.objects.visible_to(viewer)
        if not (viewer.is_authenticated and viewer.is_moderator):
            gone = Q(deleted_at__isnull=False) | Q(hidden_at__isnull=False)
            own = Q(author=viewer) if viewer.is_authenticated else Q(pk__in=[])
            readable = readable.filter(~gone | own)
        seen = Q(post__in=readable)
        if viewer.is_authenticated:
            seen |= Q(owner=viewer, post=None)
        return self.filter(seen)

    def unused(self) -> UploadQuerySet:
        """Those that no post shows."""
        return self.filter(post=None)


class Upload(models.Model):
    """One picture, stored re-encoded and without the camera's notes."""

    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="uploads")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="uploads")
    secret = models.CharField(max_length=32, default=secret_name, editable=False)
    sha = models.CharField(max_length=64)
    extension = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200, blank=True)
    alt = models.CharField(max_length=ALT_MAX, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UploadQuerySet] = UploadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="upload_by_owner"),
            models.Index(fields=["created_at"], condition=Q(post__isnull=True), name="upload_unused"),
        ]

    def __str__(self) -> str:
        return self.file_name or f"{self.pk}"

    def get_absolute_url(self) -> str:
        """Where the picture is."""
        return reverse("upload", args=[self.pk, f"{self.secret}.{self.extension}"])

    @property
    def path(self) -> str:
        """Where the file stands in the storage."""
        return f"u/{self.secret[:2]}/{self.secret}.{self.extension}"

    @property
    def markdown(self) -> str:
        """What to write into a post to show it."""
        alt = self.alt.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        return f"![{' '.join(alt.split())}]({self.get_absolute_url()})"

    def erase(self) -> None:
        """Delete the row and its file."""
        path = self.path
        self.delete()
        default_storage.delete(path)
