"""Posts follow what becomes of people: names in mentions, and the level of whose post a moderator let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.chat.models import ChatLine
from community.chat.writing import rendered_into
from community.posts.models import Post
from community.posts.rerendering import BATCH, rerender
from members.activity.subscribing import subscribe
from members.recognition.weighing import weigh

if TYPE_CHECKING:
    from members.activity.models import Activity


@subscribe("member.profile_hidden", "member.profile_shown", name="community.names_in_mentions")
def write_the_name_anew(activity: Activity) -> None:
    """Writes posts and lines that mention a member out anew: the name in a mention goes, or comes back."""
    naming = {"mentioned__contains": [activity.subject_id or 0]}
    ids = list(Post.objects.filter(**naming).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        rerender(ids[start : start + BATCH])
    for line in ChatLine.objects.filter(**naming).select_for_update(of=("self",)).order_by("pk"):
        rendered_into(line, line.source)
        line.save(update_fields=["html", "text"])
        line.say_it_changed()


@subscribe("item.approved", name="community.levels_of_approved")
def weigh_whose_it_is(activity: Activity) -> None:
    """Lets the level of whoever wrote what was approved follow, as it would have if it had not been held."""
    if activity.subject_type == Post._meta.label_lower:
        author = Post.objects.filter(pk=activity.subject_id or 0).values_list("author", flat=True).first()
        if author is not None:
            weigh(author)
