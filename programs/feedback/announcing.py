"""Published issues as notices speak of them: whoever had an idea in one is told, once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.following.hearing import admitted
from community.posts.models import Post
from community.surfaces import InSpaces
from community.threads.models import Thread
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Told, register
from members.notifications.telling import tell
from programs.feedback.models import Feedback, FeedbackLine, Source

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification


class Issues(InSpaces):
    """Issues of "You said, we did". The subject of every notice is the occurrence."""

    verbs = ("feedback.published",)

    def happening(self, activity: Activity) -> Happening | None:
        """The issue, while its thread can be read."""
        rows = Feedback.objects.filter(occurrence=activity.subject_id or 0, published_at__isnull=False)
        issue = rows.select_related("occurrence__thread").filter(occurrence__thread__deleted_at=None).first()
        if issue is None or issue.occurrence.thread is None or activity.actor_id is None:
            return None
        thread = issue.occurrence.thread
        return Happening(activity.actor_id, issue.occurrence_id, activity.at, thread.pk, thread.space_id, issue)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who may read the thread, and did not turn away from it or from who published it."""
        first = Post.objects.filter(thread=happening.thread_id, number=1, hidden_at=None, held_at=None).first()
        if first is None:
            return set()
        first.thread = happening.thing.occurrence.thread
        return admitted(first, happening.actor_id, members)

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
        seen: Any = Feedback.objects.visible_to(viewer).filter(occurrence__in=list(ids))
        return {one.occurrence_id: one for one in seen.select_related("occurrence__thread__space")}

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """The issue with its title."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=issue.get_absolute_url(), thread_title=issue.title, thread_url=issue.get_absolute_url(),
                place_name=issue.occurrence.thread.space.name, place_hue=issue.occurrence.thread.space.hue,
            )
            for row in rows if (issue := found.get(row.subjects[-1])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What the reader had said, and what was done."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {pk: _told(issue, viewer) for pk, issue in found.items()}


def _told(issue: Any, viewer: Viewer) -> Told:
    url = settings.PUBLIC_URL + issue.get_absolute_url()
    seen = Thread.objects.visible_to(viewer)
    own = issue.lines.filter(dropped_at=None, source=Source.IDEA, thread__author=viewer.pk, thread__in=seen)
    lines = [": ".join(filter(None, (line.said, line.status, line.did))) for line in own] or [issue.title]
    return Told(
        subject_id=issue.occurrence_id, url=url, html=format_html_join("", "<p>{}</p>", ((line,) for line in lines)),
        text="\n\n".join(lines), thread_title=issue.title, thread_url=url,
        place_name=issue.occurrence.thread.space.name,
    )  # fmt: skip


class MyIdeaIsThere(Notice):
    """An idea of mine stands in an issue."""

    surface = Issues()
    key = "feedback_published"
    setting = "idea"
    label = gettext_lazy("Something becomes of an idea I voted for")
    words = ngettext_lazy(
        "%(who)s wrote what was done about an idea of yours", "%(who)s wrote what was done about an idea of yours",
        "people",
    )  # fmt: skip
    why = gettext_lazy("You had this idea.")
    icon = "megaphone"
    verbs = ("feedback.published",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who had an idea that is told of there."""
        lines = FeedbackLine.objects.filter(feedback=happening.thing, dropped_at=None, source=Source.IDEA)
        return set(lines.exclude(thread__author=None).values_list("thread__author", flat=True))


register(MyIdeaIsThere())


@subscribe("feedback.published", name="programs.feedback_notices")
def tell_of_feedback(activity: Activity) -> None:
    """Tells whoever had an idea in it, once."""
    tell(activity)
