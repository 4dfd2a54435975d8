"""One page of a thread, as one reader sees it; the last page costs what the first one costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.text import Truncator

from community.following.reading import last_read
from community.ideas.lining import attach_lines
from community.polls.showing import attach_polls
from community.posts.held import attach_waiting
from community.posts.labelling import attach_labels
from community.posts.models import Post
from community.posts.presenting import Shown, shown
from community.questions.showing import attach_check
from community.spaces.seeing import stand_in
from community.threads.former import reach
from community.threads.gaps import Gap, attach_places
from community.threads.models import PAGE, Thread
from config.lib.written_once import written_once

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

SHORT_ANSWER_WORDS = 60
FAR_DOWN = 5
"""An accepted answer further down than this many replies is also shown in short under the question."""
ALL_MAX = 500
"""Threads of at most this many replies are also shown on one page."""
LEAD_IN = 2
"""A page opened at a post begins at most this many posts before it, if the post is the first of its page."""


@dataclass
class ThreadPage:
    """What the template of a thread draws."""

    thread: Thread
    posts: list[Shown]
    number: int
    """Which page this is; of all posts together, 1."""
    is_all: bool = False
    """Whether all posts of the thread stand here."""
    read_to: int = 0
    """How far the reader has read."""
    first_unread: int = 0
    """The first post not yet read; 0 when everything is."""
    answer: Post | None = None
    short_answer: str = ""
    people: list[Member] = field(default_factory=list)
    left_before: int = 0
    """How many posts that stood before the place the reader has read to went to another thread."""
    last_number: int = 0
    """The last post that stands in the thread."""
    gaps: list[Gap] = field(default_factory=list)
    """Posts that went from the end of the page to another thread."""

    @property
    def next_number(self) -> int:
        """The next page, or 0 at the end."""
        return 0 if self.is_last else self.number + 1

    @property
    def shows_unread(self) -> bool:
        """Whether the first unread post stands on this page, below another one."""
        return self.first_unread > 1 and self.holds(self.first_unread)

    @property
    def is_last(self) -> bool:
        """Whether the newest post stands on this page."""
        return self.is_all or self.number >= self.thread.pages_count

    @property
    def offers_all(self) -> bool:
        """Whether there are more pages than one, and few enough posts to stand on one."""
        return self.thread.pages_count > 1 and fits_one_page(self.thread)

    @property
    def replies_read(self) -> int:
        """How many replies the reader has read."""
        return max(0, min(self.read_to, self.thread.posts_count) - 1 - self.left_before)

    def holds(self, number: int) -> bool:
        """Whether post `number` stands on this page."""
        return any(one.post.number == number for one in self.posts)

    @property
    def more_people(self) -> int:
        """People of the thread who are not among the faces."""
        return max(0, self.thread.people_count - len(self.people))


def open_at(viewer: Viewer, thread: Thread, number: int) -> ThreadPage:
    """The page that holds post `number`, beginning two posts earlier if it is the first of its page."""
    page = Thread.page_of(number)
    first = (page - 1) * PAGE + 1
    numbers = range(min(first, max(1, number - LEAD_IN)), page * PAGE + 1)
    return _read(viewer, ThreadPage(thread, [], page), numbers, target=number)


def open_page(viewer: Viewer, thread: Thread, page: int) -> ThreadPage:
    """Page `page` of the thread, from 1."""
    return _read(viewer, ThreadPage(thread, [], page), range((page - 1) * PAGE + 1, page * PAGE + 1))


def fits_one_page(thread: Thread) -> bool:
    """Whether the thread has few enough replies to be shown on one page."""
    return thread.replies_count <= ALL_MAX


def open_all(viewer: Viewer, thread: Thread) -> ThreadPage:
    """All posts of a thread that fits one page."""
    return _read(viewer, ThreadPage(thread, [], 1, is_all=True), range(1, thread.posts_count + 1))


def _read(viewer: Viewer, result: ThreadPage, numbers: range, target: int | None = None) -> ThreadPage:
    thread = result.thread
    role = viewer.role if viewer.is_authenticated else ""
    answered = thread.answer_id is not None
    found = _on_page(
        thread.pk, viewer.pk or 0, numbers.start, numbers.stop, thread.answer_id or 0, answered=answered, role=role
    )
    answer = next((post for post in found if post.pk == thread.answer_id), None)
    if answer is not None and (answer.deleted_at or answer.hidden_at):
        answer = None
    read_to = _reach(viewer, result)
    result.posts = shown(
        viewer,
        thread,
        [post for post in found if post.number in numbers],
        read_to=read_to if viewer.is_authenticated and read_to else None,
        target=target,
    )
    attach_polls(viewer, result.posts)
    attach_waiting(result.posts)
    attach_labels(result.posts)
    result.gaps = attach_places(viewer, thread, result.posts, numbers)
    attach_lines(thread, result.posts, numbers)
    attach_check(thread, answer)
    result.answer, result.read_to = answer, read_to
    is_far = answer is not None and answer.number > FAR_DOWN + 1 and result.number == 1
    if answer is not None and is_far and not (thread.outdated_at or getattr(answer, "by_muted", False)):
        result.short_answer = Truncator(answer.text).words(SHORT_ANSWER_WORDS)
    result.people = _people([one.post for one in result.posts])
    return result


@written_once
def _on_page(
    thread: int, viewer: int, first: int, beyond: int, answer: int, *, answered: bool, role: str
) -> QuerySet[Post]:
    on_page = Q(number__gte=first, number__lt=beyond)
    reader = stand_in(viewer, role=role)
    posts = _posts(reader, thread).filter(on_page | Q(pk=answer) if answered else on_page)
    found: QuerySet[Post] = posts.for_reading(reader)
    return found


def _people(posts: Iterable[Post]) -> list[Member]:
    """The first six who write here."""
    seen: dict[int, Member] = {post.author.pk: post.author for post in posts if post.author}
    return list(seen.values())[:6]


def _reach(viewer: Viewer, page: ThreadPage) -> int:
    """Note where the reader and the thread have come to; returns how far they have read. One query."""
    thread = page.thread
    if thread.moved_out and viewer.is_authenticated:
        read_to, page.left_before, unread, page.last_number = reach(viewer, thread)
    else:
        read_to, page.last_number = last_read(viewer, thread), thread.posts_count
        unread = read_to + 1
    if 0 < read_to < page.last_number:
        page.first_unread = unread
    return read_to


def posts_after(viewer: Viewer, thread: Thread, number: int) -> list[Shown]:
    """Up to one page of the posts after `number`: what is appended to an open page."""
    found = list(_posts(viewer, thread).filter(number__gt=number).for_reading(viewer)[:PAGE])
    fresh = shown(viewer, thread, found, read_to=number)
    attach_polls(viewer, fresh)
    attach_waiting(fresh)
    attach_labels(fresh)
    attach_places(viewer, thread, fresh, range(0))
    return fresh


def end_of(viewer: Viewer, thread: Thread, number: int) -> ThreadPage:
    """The last page for somebody who has it open up to a number: the posts after that, and the people of all of it."""
    page = ThreadPage(thread, posts_after(viewer, thread, number), thread.pages_count, last_number=thread.posts_count)
    on_page = _posts(viewer, thread).filter(number__gt=(page.number - 1) * PAGE).select_related("author")
    page.people = _people(on_page.only("number", "author").order_by("number"))
    return page


def _posts(viewer: Viewer, thread: Thread | int):  # type: ignore[no-untyped-def]  # a QuerySet of Post with our methods
    """The posts of a thread that the viewer was already allowed to open."""
    posts = Post.objects.filter(thread=thread)
    if viewer.is_authenticated and viewer.is_moderator:
        return posts
    mine = Q(author=viewer) if viewer.is_authenticated else Q(pk=None)
    return posts.filter(Q(held_at=None) | mine)
