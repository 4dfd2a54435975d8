"""Changes of status as notices speak of them: each is a thing of its own, so that each is told, and told once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.following.hearing import admitted
from community.ideas.models import StatusChange
from community.ideas.steering import concerned
from community.posts.models import Post
from community.spaces.seeing import visible_space_ids
from community.surfaces import InSpaces
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Told, register
from members.notifications.telling import tell

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

EXTRACT = 140


class Changes(InSpaces):
    """What became of ideas."""

    verbs = ("idea.status_changed",)

    def happening(self, activity: Activity) -> Happening | None:
        """The change, while the idea can be read and the change is still what was said last."""
        changes = StatusChange.objects.select_related("thread__space").filter(pk=activity.subject_id or 0)
        change = changes.filter(thread__deleted_at=None, thread__held_at=None).first()
        if change is None or activity.actor_id is None or change.status != change.thread.status:
            return None
        thread = change.thread
        return Happening(activity.actor_id, change.pk, activity.at, thread.pk, thread.space_id, change)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who may see the idea and did not turn away from it."""
        thread = happening.thing.thread
        first = Post.objects.filter(thread=thread, number=1, hidden_at=None, held_at=None, deleted_at=None).first()
        if first is None:
            return set()
        first.thread = thread
        return admitted(first, happening.actor_id, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row says the latest status and why."""
        changes = self._changes(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            change = next((changes[pk] for pk in reversed(row.subjects) if pk in changes), None)
            if change is not None:
                looks[row.pk] = self._look(change)
        return looks

    def _changes(self, viewer: Viewer, ids: Collection[int]) -> dict[int, StatusChange]:
        seen = {"thread__space__in": visible_space_ids(viewer), "thread__deleted_at": None, "thread__held_at": None}
        if not ids:
            return {}
        return {one.pk: one for one in StatusChange.objects.filter(pk__in=ids, **seen).select_related("thread__space")}

    def _look(self, change: StatusChange) -> Shown:
        thread = change.thread
        words = f"{change.get_status_display()}: {change.reason}"
        return Shown(
            url=f"{thread.get_absolute_url()}{max(1, change.after_number)}/#change-{change.pk}",
            extract=Truncator(words).chars(EXTRACT),
            thread_title=thread.title,
            thread_url=thread.get_absolute_url(),
            place_name=thread.space.name,
            place_hue=thread.space.hue,
        )

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Status and reason in full."""
        here = settings.PUBLIC_URL
        told = {}
        for pk, change in self._changes(viewer, {item.subject_id for item in items}).items():
            look, status = self._look(change), _("Now: %(status)s") % {"status": change.get_status_display()}
            told[pk] = Told(
                subject_id=pk,
                url=here + look.url,
                html=f"<p><strong>{escape(status)}</strong></p><p>{escape(change.reason)}</p>",
                text=f"{status}\n\n{change.reason}",
                thread_title=look.thread_title,
                thread_url=here + look.thread_url,
                place_name=look.place_name,
            )
        return told


class IdeaMoved(Notice):
    """An idea I voted for, follow, had or answer for has another status."""

    surface = Changes()
    key = "idea_moved"
    setting = "idea"
    label = gettext_lazy("Something becomes of an idea I voted for")
    words = ngettext_lazy(
        "%(who)s wrote what becomes of an idea you voted for or follow",
        "%(who)s wrote what becomes of an idea you voted for or follow",
        "people",
    )
    why = gettext_lazy("You voted for this idea, follow it, had it, or are responsible for it.")
    icon = "lightbulb"
    verbs = ("idea.status_changed",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Voters, followers, who had it, who is responsible."""
        return concerned(happening.thing.thread)


register(IdeaMoved())


@subscribe("idea.status_changed", name="community.idea_notices")
def tell_what_becomes_of_ideas(activity: Activity) -> None:
    """Tells voters and followers of an idea what became of it, each once."""
    tell(activity)
