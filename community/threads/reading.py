"""One page of a thread, as one reader sees it; the last page costs what the first one costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.text import Truncator

from community.following.reading import last_read
from community.posts.models import Post
from community.posts.presenting import Shown, shown
from community.threads.models import PAGE, Thread

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

SHORT_ANSWER_WORDS = 60
FAR_DOWN = 5
"""An accepted answer further down than this many replies is also shown in short under the question."""
LEAD_IN = 2
"""A page opened at a post begins at most this many posts before it, if the post is the first of its page."""


@dataclass
class ThreadPage:
    """What the template of a thread draws."""

    thread: Thread
    posts: list[Shown]
    number: int
    """Which page this is."""
    first_unread: int = 0
    """The first post not yet read; 0 when everything is."""
    answer: Post | None = None
    short_answer: str = ""
    people: list[Member] = field(default_factory=list)

    @property
    def next_number(self) -> int:
        """The next page, or 0 at the end."""
        return self.number + 1 if self.number < self.thread.pages_count else 0

    @property
    def shows_unread(self) -> bool:
        """Whether the first unread post stands on this page, below another one."""
        return self.first_unread > 1 and any(one.post.number == self.first_unread for one in self.posts)

    @property
    def is_last(self) -> bool:
        """Whether the newest post stands on this page."""
        return self.number >= self.thread.pages_count

    @property
    def more_people(self) -> int:
        """People of the thread who are not among the faces."""
        return max(0, self.thread.people_count - len(self.people))


def open_at(viewer: Viewer, thread: Thread, number: int) -> ThreadPage:
    """The page that holds post `number`, beginning two posts earlier if it is the first of its page."""
    page = Thread.page_of(number)
    first = (page - 1) * PAGE + 1
    return _read(viewer, thread, page, min(first, max(1, number - LEAD_IN)), target=number)


def open_page(viewer: Viewer, thread: Thread, page: int) -> ThreadPage:
    """Page `page` of the thread, from 1."""
    return _read(viewer, thread, page, (page - 1) * PAGE + 1)


def _read(viewer: Viewer, thread: Thread, page: int, first: int, target: int | None = None) -> ThreadPage:
    on_page = Q(number__gte=first, number__lte=page * PAGE)
    wanted = on_page | Q(pk=thread.answer_id) if thread.answer_id else on_page
    found = list(_posts(viewer, thread).filter(wanted).for_reading(viewer))
    answer = next((post for post in found if post.pk == thread.answer_id), None)
    if answer is not None and (answer.deleted_at or answer.hidden_at):
        answer = None
    read_to = last_read(viewer, thread)
    posts = shown(
        viewer,
        thread,
        [post for post in found if first <= post.number <= page * PAGE],
        read_to=read_to if viewer.is_authenticated and read_to else None,
        target=target,
    )
    result = ThreadPage(thread, posts, page, answer=answer)
    if viewer.is_authenticated and 0 < read_to < thread.posts_count:
        result.first_unread = read_to + 1
    if answer is not None and answer.number > FAR_DOWN + 1 and page == 1:
        result.short_answer = Truncator(answer.text).words(SHORT_ANSWER_WORDS)
    seen: dict[int, Member] = {p.post.author.pk: p.post.author for p in posts if p.post.author}
    result.people = list(seen.values())[:6]
    return result


def posts_after(viewer: Viewer, thread: Thread, number: int) -> list[Shown]:
    """Up to one page of the posts after `number`: what is appended to an open page."""
    found = list(_posts(viewer, thread).filter(number__gt=number).for_reading(viewer)[:PAGE])
    return shown(viewer, thread, found, read_to=number)


def _posts(viewer: Viewer, thread: Thread):  # type: ignore[no-untyped-def]  # a QuerySet of Post with our methods
    """The posts of a thread that the viewer was already allowed to open."""
    posts = Post.objects.filter(thread=thread)
    if viewer.is_authenticated and viewer.is_moderator:
        return posts
    mine = Q(author=viewer) if viewer.is_authenticated else Q(pk=None)
    return posts.filter(Q(held_at=None) | mine)
