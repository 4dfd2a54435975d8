"""Posts as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import Truncator

from community.following.hearing import admitted
from community.polls.wording import poll_html, poll_text
from community.posts.models import Post
from community.questions.notices import BY_THE_CLOCK, VERBS
from community.surfaces import InSpaces
from community.threads.rows import post_url
from config.lib.mail_html import for_mail
from config.lib.written_once import written_once
from members.notifications.notices import Happening, Shown, Told

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

EXTRACT = 140
NOBODY = 0
"""In place of a member where the clock acted."""


class Posts(InSpaces):
    """Threads and their posts. The subject of every notice is a post, also where it is about the thread."""

    verbs = (
        "post.created", "post.edited", "item.approved", "answer.accepted", "reaction.added", "poll.closed",
        "poll.decided", "thread.kind_changed", "thread.moved", "thread.split", "thread.merged", "posts.moved", *VERBS,
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The post and who did something to it; None if it is gone, hidden, held, or the answer was withdrawn."""
        # What was said in chat before was heard there.
        if activity.subject_type not in ("community.post", "community.thread") or activity.facts.get("from_chat"):
            return None
        is_post = activity.subject_type == "community.post"
        post = self._readable(activity.subject_id if is_post else self._first_there(activity))
        if post is None or (activity.verb == "answer.accepted" and post.thread.answer_id != post.pk):
            return None
        # Whoever approves a post only lets it through.
        actor_id = post.author_id if activity.verb == "item.approved" else activity.actor_id
        if activity.verb in ("poll.closed", *BY_THE_CLOCK):
            actor_id = actor_id or NOBODY
        if actor_id is None:
            return None
        return Happening(actor_id, post.pk, activity.at, post.thread_id, post.thread.space_id, post)

    def _first_there(self, activity: Activity) -> int | None:
        """Of a thread that was moved, or posts that were, the first one where it stands now."""
        into, number = activity.facts.get("into", activity.subject_id), activity.facts.get("first", 1)
        return Post.objects.filter(thread=into, number=number).values_list("pk", flat=True).first()

    def _readable(self, post_id: int | None) -> Post | None:
        return next(iter(_readable(post_id)), None) if post_id else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who may see the post and did not turn away from thread or actor."""
        return admitted(happening.thing, happening.actor_id, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens at the first of its posts that can be read."""
        posts = self._posts(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            post = next((posts[subject] for subject in row.subjects if subject in posts), None)
            if post is not None:
                looks[row.pk] = self._look(post)
        return looks

    def _posts(self, viewer: Viewer, ids: Collection[int], *, polls: bool = False) -> dict[int, Post]:
        posts = Post.objects.readable_by(viewer).filter(pk__in=ids, thread__deleted_at=None, thread__held_at=None)
        if polls:
            posts = posts.select_related("poll").prefetch_related("poll__options")
        return {post.pk: post for post in posts.select_related("thread__space")}

    def _look(self, post: Post) -> Shown:
        thread = post.thread
        return Shown(
            url=post_url(thread, post.number),
            extract=Truncator(" ".join(post.text.split())).chars(EXTRACT),
            thread_title=thread.title,
            thread_url=thread.get_absolute_url(),
            place_name=thread.space.name,
            place_hue=thread.space.hue,
        )

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The posts in full, with addresses that lead here from a mail program."""
        here = settings.PUBLIC_URL
        return {
            pk: Told(
                subject_id=pk,
                url=here + post_url(post.thread, post.number),
                html=for_mail(post.html, here) + poll_html(post, here + post_url(post.thread, post.number)),
                text="\n\n".join(filter(None, [post.text, poll_text(post, here + post_url(post.thread, post.number))])),
                thread_title=post.thread.title,
                thread_url=here + post.thread.get_absolute_url(),
                place_name=post.thread.space.name,
                answered_as="post",
                is_private=post.thread.space.visibility == "private",
            )
            for pk, post in self._posts(viewer, {item.subject_id for item in items}, polls=True).items()
        }


@written_once
def _readable(post: int) -> QuerySet[Post]:
    posts = Post.objects.filter(
        deleted_at=None, hidden_at=None, held_at=None, thread__deleted_at=None, thread__held_at=None
    )
    found: QuerySet[Post] = posts.select_related("thread__space", "reply_to").filter(pk=post)
    return found
