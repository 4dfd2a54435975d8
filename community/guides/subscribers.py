"""Guides follow what happens elsewhere: the search index, and the titles their texts name."""

from __future__ import annotations

from django.db import transaction

from community.guides.models import Guide
from community.guides.searching import GUIDE
from community.guides.writing import rendered_into
from community.posts.models import Post
from community.search.indexing import write
from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe


@subscribe(
    "guide.published", "guide.edited", "guide.retired", "guide.brought_back", "guide.rendered_anew", "item.hidden",
    "item.shown", "item.held", "item.approved",
    name="community.search_guides",
)  # fmt: skip
def index_guide(activity: Activity) -> None:
    """Writes the search document of a guide anew, or takes it away."""
    if activity.subject_type == "community.guide" and activity.subject_id:
        write(GUIDE, [activity.subject_id])


@subscribe("space.visibility_changed", "space.deleted", "space.restored", name="community.guides_of_space")
def follow_space(activity: Activity) -> None:
    """Writes the guides of a space out anew, and those that point into it: other people may know its titles now."""
    inside = Guide.objects.filter(space=activity.subject_id or 0)
    pointing = Guide.objects.filter(links__thread__space=activity.subject_id or 0)
    for pk in set(inside.values_list("pk", flat=True)) | set(pointing.values_list("pk", flat=True)):
        _write_anew(pk)
    write(GUIDE, list(inside.values_list("pk", flat=True)))


_REVIEWED = ("item.held", "item.approved", "item.hidden", "item.shown")


@subscribe(
    "thread.deleted", "thread.restored", "thread.moved", "post.edited", *_REVIEWED, name="community.guides_relink"
)
def follow_thread(activity: Activity) -> None:
    """Writes guides that point at a thread out anew when it goes, comes back, moves or gets another title."""
    if activity.verb == "post.edited" and not activity.facts.get("retitled"):
        return
    about = activity.facts["thread"] if activity.verb == "post.edited" else activity.subject_id
    if activity.verb in _REVIEWED:
        if activity.subject_type != "community.post":
            return
        about = Post.objects.filter(pk=about or 0, number=1).values_list("thread", flat=True).first()
    for pk in Guide.objects.filter(links__thread=about or 0).order_by("pk").values_list("pk", flat=True):
        _write_anew(pk)


@subscribe("thread.merged", name="community.guides_of_merged")
def follow_merge(activity: Activity) -> None:
    """Makes a guide one of the thread that has the posts now; sources lead to it by themselves."""
    Guide.objects.filter(thread=activity.subject_id or 0).update(thread=activity.facts["into"])


@transaction.atomic
def _write_anew(pk: int) -> None:
    """Under a lock, so that an edit of the same moment is not undone. What it points at stays remembered."""
    guide = Guide.objects.select_for_update(of=("self",)).select_related("space").get(pk=pk)
    before = (guide.html, guide.text)
    rendered_into(guide, guide.source)
    if (guide.html, guide.text) != before:
        guide.save(update_fields=["html", "text", "markup_version"])
        record("guide.rendered_anew", subject=guide)
