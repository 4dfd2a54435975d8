"""Where posts stood before: every address a post ever had leads to it for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread
    from config.lib.audience import Viewer


class FormerPlace(models.Model):
    """A number that a post had in a thread it left; no other post gets it."""

    thread = models.ForeignKey("community.Thread", on_delete=models.CASCADE, related_name="former_places")
    number = models.PositiveIntegerField()
    post = models.ForeignKey("community.Post", on_delete=models.CASCADE, related_name="former_places")
    left_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[FormerPlace]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="former_place_once")]

    def __str__(self) -> str:
        return f"#{self.number} in {self.thread_id}"


def moved_post(viewer: Viewer, thread_id: int, number: int) -> Post | None:
    """The post that had this number in a thread, if it left and the viewer may see where it stands; two queries."""
    from community.posts.models import Post

    former = FormerPlace.objects.filter(thread=thread_id, number=number).values_list("post_id", flat=True).first()
    if former is None:
        return None
    found: Post | None = Post.objects.visible_to(viewer).select_related("thread").filter(pk=former).first()
    return found


def merged_thread(viewer: Viewer, thread_id: int) -> Thread | None:
    """The thread that this one was merged into, if the viewer may see it; two queries."""
    from community.threads.models import Thread
    from community.threads.opening import opened

    into = Thread.objects.filter(pk=thread_id).values_list("merged_into", flat=True).first()
    return None if into is None else opened(viewer, into)


def standing(thread: Thread, number: int) -> int:
    """The first post from `number` on that stands in the thread; if there is none, its last. One query or two."""
    here = thread.posts.order_by("number").values_list("number", flat=True)
    return here.filter(number__gte=number).first() or here.last() or 1


def reach(viewer: Viewer, thread: Thread) -> tuple[int, int, int, int]:
    """Where a reader and a thread that posts have left have come to; one query.

    How far the viewer has read, how many posts up to there left, the first one after that which stands, and the last.
    """
    from community.following.models import Reading

    here = thread.posts.order_by("number").values("number")
    reading = Reading.objects.filter(thread=thread, member=viewer.pk).values("last_number")
    left = FormerPlace.objects.filter(thread=thread, number__lte=OuterRef("read")).order_by().values("thread")
    read, gone, unread, last = (
        type(thread)
        ._base_manager.filter(pk=thread.pk)
        .annotate(read=Coalesce(Subquery(reading[:1]), 0))
        .values_list(
            "read",
            Coalesce(Subquery(left.annotate(n=Count("pk")).values("n")), 0),
            Subquery(here.filter(number__gt=OuterRef("read"))[:1]),
            Subquery(here.order_by("-number")[:1]),
        )
        .get()
    )
    return read, gone, unread or last or 1, last or 1
