"""Who is told that a thread or a post of theirs stands elsewhere now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.following import hearing
from community.posts.models import Post
from members.notifications.notices import Notice

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening

MOST_TOLD = 200
"""Authors of so many posts are told that these moved."""


class Moved(Notice):
    """A thread I opened or follow, or a reply of mine, was moved."""

    setting = "moved"
    label = _("What I wrote or follow is moved")
    icon = "corner-down-right"
    personal = True
    every_time = True


class ThreadMoved(Moved):
    """A thread was moved to another space; who cannot see that one is not told."""

    key = "thread_moved"
    words = ngettext_lazy("%(who)s moved this thread to another space", "%(who)s moved this thread", "people")
    why = _("You opened or follow this thread.")
    verbs = ("thread.moved",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who opened it, and who wants to hear of every reply."""
        thread = happening.thing.thread
        return {*hearing.followers_of_thread(thread), *([thread.author_id] if thread.author_id else [])}


class KindChanged(Moved):
    """The thread I opened became another kind."""

    key = "kind_changed"
    words = ngettext_lazy("%(who)s made this thread another kind", "%(who)s made this thread another kind", "people")
    why = _("You opened this thread.")
    icon = "tag"
    verbs = ("thread.kind_changed",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who opened it."""
        author = happening.thing.thread.author_id
        return [author] if author else []


class PostsMoved(Moved):
    """My posts stand in another thread; one row for all of them."""

    key = "posts_moved"
    words = ngettext_lazy(
        "%(who)s moved what you wrote to this thread", "%(who)s moved what you wrote to this thread", "people"
    )
    why = _("You wrote one of the posts that stand here now.")
    verbs = ("thread.split", "thread.merged", "posts.moved")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who wrote the posts that came."""
        facts = activity.facts
        came = Post.objects.filter(thread=facts["into"], number__range=(facts["first"], facts["last"]))
        return set(came.exclude(author=None).order_by("number").values_list("author_id", flat=True)[:MOST_TOLD])


KINDS: list[type[Notice]] = [ThreadMoved, KindChanged, PostsMoved]
