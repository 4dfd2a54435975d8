"""Talks and messages as one reader sees them: whose words follow whose, what is folded, what may be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.speaking import Spoken
from members.messages.models import Message, Talk, TalkSeat, Told
from members.messages.permissions import may_delete, may_edit, may_report
from members.messages.reading import newest_of, people_in
from members.profiles.keeping_away import apart
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 50
"""Messages on one page."""
EXTRACT = 120


@dataclass
class Shown(Spoken):
    """One message on a page, for one reader."""

    message: Message
    may_report: bool = False

    @property
    def sentence(self) -> str:
        """What a line says that nobody wrote."""
        return told_words(self.message)


def told_words(message: Message) -> str:
    """What somebody did to the group, in a sentence."""
    gone = _("Former member")
    names = {
        "name": message.author.name if message.author else gone,
        "other": message.about.name if message.about else gone,
    }
    words = {
        Told.ADDED: _("%(name)s added %(other)s"),
        Told.LEFT: _("%(name)s left"),
        Told.NAMED: _("%(name)s gave the group another name"),
    }
    return words[Told(message.told)] % names


@dataclass
class TalkPage:
    """What the template of a talk draws."""

    messages: list[Shown] = field(default_factory=list)
    older: int = 0
    """The message before which there are older ones; 0 at the beginning."""
    newer: int = 0
    """The message after which there are newer ones; 0 at the end."""

    @property
    def last(self) -> int:
        """The last message on this page; 0 if there is none."""
        return self.messages[-1].message.pk if self.messages else 0


def open_talk_page(
    seat: TalkSeat, people: Sequence[TalkSeat], *, before: int = 0, after: int = 0, at: int = 0
) -> TalkPage:
    """A page of a talk: its newest messages, or those around, before or after one."""
    page, rows = TalkPage(), rows_of(seat)
    if after or at:
        first = rows.filter(pk__gt=after) if after else rows.filter(pk__gte=at)
        found = list(first.order_by("pk")[: PAGE + 1])
        page.newer = found[PAGE - 1].pk if len(found) > PAGE else 0
        found = found[:PAGE]
        earlier = [*reversed(rows.filter(pk__lt=at).order_by("-pk")[: PAGE // 2])] if at else []
        found = earlier + found
    else:
        wanted = rows.filter(pk__lt=before) if before else rows
        found = [*reversed(wanted.order_by("-pk")[:PAGE])]
        page.newer = found[-1].pk if before and found else 0
    if found and rows.filter(pk__lt=found[0].pk).exists():
        page.older = found[0].pk
    page.messages = shown(seat, people, found, target=at)
    return page


def rows_of(seat: TalkSeat) -> QuerySet[Message]:
    """The messages of a talk that are its reader's to see."""
    rows: QuerySet[Message] = Message.objects.filter(talk=seat.talk_id, pk__gt=seat.from_message)
    return rows.select_related("author", "about")


def shown(
    seat: TalkSeat, people: Sequence[TalkSeat], messages: Sequence[Message], *, target: int = 0,
    after: Message | None = None,
) -> list[Shown]:  # fmt: skip
    """How the owner of a seat sees messages; `after` is the message before the first."""
    me, found, new = seat.member, list[Shown](), False
    blocked = {other for blocker, other in apart([one.member for one in people]) if blocker == me.pk}
    for before, message in zip([after, *messages], messages, strict=False):
        one = Shown(
            message,
            is_mine=message.author_id == me.pk,
            is_target=message.pk == target,
            is_folded=message.author_id in blocked,
            may_edit=may_edit(me, message) is None,
            may_delete=may_delete(me, message) is None,
            may_report=may_report(me, message) is None,
        )
        unread = not new and bool(seat.last_read) and message.pk > seat.last_read and not one.is_mine
        one.follow(message, before, unread=unread, joined=before is not None and _plain(message, before))
        new = new or unread
        found.append(one)
    return found


def _plain(message: Message, before: Message) -> bool:
    """Whether nothing stands between the words of two messages."""
    return not (message.told or before.told or before.deleted_at or before.hidden_at)


def title_of(talk: Talk, people: Sequence[TalkSeat], viewer: Member) -> str:
    """What a talk is called: the group's name, or who else is in it."""
    if talk.name:
        return talk.name
    names = [seat.member.name for seat in people if seat.member_id != viewer.pk]
    if not names:
        return _("A group of your own") if talk.is_group else _("Former member")
    if len(names) <= 3:
        return ", ".join(names)
    rest = len(names) - 2
    words = ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", rest)
    return words % {"names": ", ".join(names[:2]), "count": rest}


@dataclass(frozen=True)
class Row:
    """One talk in the list."""

    seat: TalkSeat
    title: str
    faces: list[Member]
    extract: str
    is_mine: bool
    is_new: bool
    people: int


def rows(seats: list[TalkSeat], viewer: Member) -> list[Row]:
    """The list of talks with the beginning of what was said last: two queries, whatever it holds."""
    newest, people = newest_of(seats, viewer), people_in([seat.talk for seat in seats])
    found = []
    for seat in seats:
        there, message = people.get(seat.talk_id, []), newest.get(seat.talk_id)
        faces = [one.member for one in there if one.member_id != viewer.pk][:2]
        is_new = seat.talk.last_message > seat.last_read and seat.accepted_at is not None
        is_mine = message is not None and message.author_id == viewer.pk
        title = title_of(seat.talk, there, viewer)
        found.append(Row(seat, title, faces, extract_of(message), is_mine, is_new, len(there)))
    return found


def extract_of(message: Message | None) -> str:
    """The beginning of what a message says, in one line."""
    if message is None:
        return ""
    if message.told:
        return told_words(message)
    if message.deleted_at:
        return _("Deleted by its author")
    if message.hidden_at:
        return _("Removed by moderators")
    return Truncator(" ".join(message.text.split())).chars(EXTRACT) or _("Picture")
