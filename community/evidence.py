"""What members wrote, as evidence for levels and badges: only what the reader sees, and only what all members read."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.posts.models import Post
from community.predicates import OPENLY, answers, replies, started
from community.reactions.models import Reaction
from community.spaces.models import Space
from community.threads.models import Thread
from members.recognition import earning, thankable
from members.recognition.earning import Earning
from members.recognition.evidence import Proof, Thing, register
from members.recognition.thankable import Thankable
from members.segments.fields import IN_THE_OPEN, one_of
from members.segments.predicates import Values

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import ActivityQuerySet
    from members.profiles.models import Member
    from members.segments.wording import Labels


OPEN_PLACES = one_of(
    _("Space"), lambda: Space.objects.filter(deleted_at=None, visibility__in=OPENLY).values_list("pk", "name")
)


def is_open(values: Values, labels: Labels) -> bool:
    """Whether only spaces that all members read count."""
    space: int = values["space"]
    return space == IN_THE_OPEN or str(space) in labels.all(OPEN_PLACES)


def is_public(values: Values) -> bool:
    """Whether visitors may know of the space that is named, if one is."""
    space: int = values["space"]
    return space == IN_THE_OPEN or Space.objects.open_to_visitors().filter(pk=space).exists()


def _threads(member: Member, values: Values, viewer: Viewer) -> QuerySet[Any]:
    first = Post.objects.readable_by(viewer).filter(number=1, thread=OuterRef("pk"))
    found = started(values, timezone.now()).filter(Exists(first), author=member)
    return found.select_related("space").order_by("-created_at", "-pk")


def _replies(member: Member, values: Values, viewer: Viewer) -> QuerySet[Any]:
    readable = Post.objects.readable_by(viewer).values("pk")
    found = replies(values, timezone.now()).filter(author=member, pk__in=readable)
    return found.select_related("thread__space").order_by("-created_at", "-pk")


def _answers(member: Member, values: Values, viewer: Viewer) -> QuerySet[Any]:
    readable = Post.objects.readable_by(viewer).filter(pk=OuterRef("answer"))
    found = answers(values, timezone.now()).filter(Exists(readable), answer__author=member)
    return found.select_related("answer__thread", "space").order_by("-answered_at", "-pk")


def _thread(thread: Thread) -> Thing:
    return Thing(thread.title, thread.get_absolute_url(), thread.created_at, thread.space.name)


def _reply(post: Post) -> Thing:
    return Thing(post.thread.title, post.get_absolute_url(), post.created_at, post.thread.space.name)


def _answer(thread: Thread) -> Thing:
    url = thread.answer.get_absolute_url() if thread.answer else thread.get_absolute_url()
    return Thing(thread.title, url, thread.answered_at or thread.created_at, thread.space.name)


class Posts(Thankable):
    """Posts, by whoever wrote them."""

    kind = "post"

    def readable(self, viewer: Viewer) -> QuerySet[Any]:
        """Those whose words the reader may read."""
        return Post.objects.readable_by(viewer).values("pk")

    def in_the_open(self) -> QuerySet[Any]:
        """Those that can be read, in spaces that all members read."""
        there = {"thread__deleted_at": None, "thread__held_at": None, "thread__space__visibility__in": OPENLY}
        return Post.objects.filter(deleted_at=None, hidden_at=None, held_at=None, **there).values("pk")

    def author(self, viewer: Viewer, pk: int) -> Member | None:
        """Who wrote it."""
        post = Post.objects.readable_by(viewer).select_related("author").filter(pk=pk).first()
        return post.author if post else None

    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Thing]:
        """Each by the title of its thread."""
        rows = Post.objects.readable_by(viewer).filter(pk__in=ids).select_related("thread__space")
        return {post.pk: _reply(post) for post in rows}


def _by_their_author(activities: ActivityQuerySet) -> QuerySet[Any]:
    author = Post.objects.filter(pk=OuterRef("subject_id")).values("author")
    return activities.annotate(receiver=Subquery(author))


def _accepted(activities: ActivityQuerySet) -> QuerySet[Any]:
    """Answers that the same member still accepts."""
    now = Thread.objects.filter(answer=OuterRef("subject_id"), answered_by=OuterRef("actor_id"))
    return _by_their_author(activities.filter(Exists(now)))


def _reacted(activities: ActivityQuerySet) -> QuerySet[Any]:
    """Reactions to posts to which the same member still reacts."""
    now = Reaction.objects.filter(post=OuterRef("subject_id"), member=OuterRef("actor_id"))
    return _by_their_author(activities.filter(Exists(now)))


POSTS = Posts()
thankable.register(POSTS)
earning.register(
    Earning("answer", _("Accepted answer"), 12, "answer.accepted", _accepted, POSTS.in_the_open, POSTS.things)
)
earning.register(Earning("reaction", _("Reaction"), 2, "reaction.added", _reacted, POSTS.in_the_open, POSTS.things))
register(Proof("started", is_open, is_public, _threads, _thread))
register(Proof("replied", is_open, is_public, _replies, _reply))
register(Proof("answered", is_open, is_public, _answers, _answer))
