"""Turning a stretch of chat into a thread: the posts are those of the people who said it, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from community.chat.escaping import as_post, in_words
from community.chat.models import ChatLine, ChatRoom, ChatStretch
from community.chat.reading import notice_number
from community.following.hearing import seeing
from community.polls.models import Poll
from community.posts.models import POST_MAX, Post
from community.posts.writing import keep_links, rendered_into
from community.spaces.models import Space, SpaceHost
from community.threads.models import Thread
from config.lib.live import publish
from members.activity.log import record
from members.notifications.telling import take_back
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

STRETCH_MAX = 200
"""Lines of one stretch."""
PARAGRAPH = "\n\n"


class NoStretch(ValueError):
    """These lines cannot become a thread; says why, in a sentence for the person who asked."""


@dataclass(frozen=True)
class Said:
    """What one person said in a row: one post."""

    author: Member | None
    at: datetime
    source: str


def spaces_for(viewer: Viewer, room: ChatRoom) -> list[Space]:
    """Where a thread of this room's lines may stand: spaces that the same people can read.

    Nobody reads there what they could not read here, and nobody's words go where they cannot follow.
    """
    here = room.space
    same = Space.objects.visible_to(viewer).filter(archived_at=None, visibility=here.visibility, group=here.group_id)
    # A host reads a private space also from outside its group.
    hosts = SpaceHost.objects.filter(space=OuterRef("pk"), member__in=Member.objects.present())
    return list(same.exclude(Exists(hosts.exclude(member__in=seeing(here)))).order_by("position", "name"))


@transaction.atomic
def turn(room: ChatRoom, first: int, last: int, *, by: Member, space: Space, kind: str, title: str) -> ChatStretch:
    """Make one thread of the lines from `first` to `last` (ids); the same lines again give the same thread.

    Raises NoStretch when there is nothing to make, too much, or when some of it is in another thread already.
    """
    # Who writes takes their own row first and then the room's; so does this, or the two would wait for each other.
    Member.objects.one_at_a_time(by)
    room.locked_row()
    again = ChatStretch.objects.filter(room=room, first_line=first, last_line=last).select_related("thread").first()
    if again is not None:
        return again
    lines = _lines(room, first, last)
    thread = space.start_thread(by=by, kind=kind, title=title, source=_introduction(room, lines))
    posts = _post_all(thread, _said(lines))
    stretch = ChatStretch.objects.create(
        room=room,
        thread=thread,
        first_line=first,
        last_line=last,
        lines_count=len(lines),
        posts_count=posts,
        made_by=by,
    )
    ChatLine.objects.filter(pk__in=[line.pk for line in lines]).update(stretch=stretch)
    told = ChatLine.objects.create(room=room, author=by, tells_of=stretch)
    ChatRoom.objects.filter(pk=room.pk).update(active_at=told.created_at)
    record("stretch.turned", actor=by, subject=told, room=room.pk, thread=thread.pk, lines=len(lines))
    publish(f"chat:{room.pk}", "line.written", line=told.pk)
    return stretch


@transaction.atomic
def undo_turn(stretch: ChatStretch, *, by: Member) -> None:
    """The thread was never made: it leaves, and the lines may become another one. Raises NoStretch if it is in use."""
    room = stretch.room
    room.locked_row()
    thread = Thread.objects.select_for_update(no_key=True).filter(pk=stretch.thread_id or 0).first()
    if thread is None or thread.posts_count != stretch.posts_count or thread.moved_out:
        raise NoStretch(_("Somebody has replied in the thread, so it stays."))
    if Post.objects.filter(thread=thread, version__gt=1).exists():
        raise NoStretch(_("Somebody has edited a post of the thread, so it stays."))
    if Poll.objects.filter(post__thread=thread).exists():
        raise NoStretch(_("There is a poll in the thread, so it stays."))
    told = ChatLine.objects.filter(tells_of=stretch).values_list("pk", flat=True).first()
    record("stretch.undone", actor=by, subject=room, thread=thread.pk)
    record("thread.undone", actor=by, space=thread.space_id, thread=thread.pk)
    stretch.delete()
    thread.delete()
    if told is not None:
        take_back(notice_number(room), told, ["chat_turned"])
        publish(f"chat:{room.pk}", "line.changed", line=told)


def _lines(room: ChatRoom, first: int, last: int) -> list[ChatLine]:
    """What everybody may read between two lines, in order."""
    within = ChatLine.objects.filter(room=room, pk__gte=first, pk__lte=last).in_words()
    lines = list(within.select_related("author").order_by("pk")[: STRETCH_MAX + 1])
    if not lines:
        raise NoStretch(_("There is nothing between these two lines. Choose the first line above the last."))
    if len(lines) > STRETCH_MAX:
        raise NoStretch(_("At most %(most)d lines become one thread. Choose fewer.") % {"most": STRETCH_MAX})
    if any(line.stretch_id for line in lines):
        raise NoStretch(_("Some of these lines are in another thread already. Choose others."))
    return lines


def _said(lines: list[ChatLine]) -> list[Said]:
    """Consecutive lines of one author are one post, as long as they fit."""
    said: list[Said] = []
    for line in lines:
        source, before = as_post(line.source), said[-1] if said else None
        joins = before is not None and line.author is not None and before.author == line.author
        if before is not None and joins and len(before.source) + len(PARAGRAPH) + len(source) <= POST_MAX:
            said[-1] = Said(before.author, before.at, before.source + PARAGRAPH + source)
        else:
            said.append(Said(line.author, line.created_at, source))
    return said


def _introduction(room: ChatRoom, lines: list[ChatLine]) -> str:
    """The first post: where it comes from, with a way there."""
    day = formats.date_format(timezone.localtime(lines[0].created_at), "DATE_FORMAT")
    words = _("From the chat room %(room)s, %(day)s. What follows was said there, by those whose posts they are.")
    link = f"[{in_words(room.subject)}]({room.get_absolute_url()}?at={lines[0].pk}#m-{lines[0].pk})"
    return words % {"room": link, "day": day}


def _post_all(thread: Thread, said: list[Said]) -> int:
    """Write the posts behind the first, each at its own time. They were heard in chat: nobody is told of them again."""
    for number, one in enumerate(said, 2):
        post = Post(thread=thread, number=number, author=one.author, created_at=one.at)
        # Rendered for nobody in particular: groups are not called a second time.
        resolver = rendered_into(post, one.source)
        post.save()
        keep_links(post, resolver.pointed)
        record(
            "post.created", actor=one.author, subject=post, thread=thread.pk, number=number, space=thread.space_id,
            from_chat=True,
        )  # fmt: skip
    _count(thread, said)
    return len(said) + 1


def _count(thread: Thread, said: list[Said]) -> None:
    """What lists show of the thread, as if everybody had replied one after the other."""
    authors = [one.author.pk for one in reversed(said) if one.author]
    thread.posts_count = len(said) + 1
    thread.repliers = list(dict.fromkeys(authors))[:3]
    thread.people_count = len({*authors, thread.author_id})
    thread.last_post_at = Post.objects.filter(thread=thread).aggregate(at=Max("created_at"))["at"]
    thread.save(update_fields=["posts_count", "repliers", "people_count", "last_post_at"])
