"""Lines as one reader sees them: days, whose words follow whose, what is folded, what may be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from community.chat.models import ChatLine, ChatRoom, Hearing
from community.chat.permissions import may_delete, may_edit, may_restore, may_take_back, words_gone
from community.hosted.permissions import may_take_away
from config.lib.speaking import Spoken
from moderation.review.direct import may_open
from moderation.screening.waiting import waiting_of

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from moderation.screening.waiting import Waiting

PAGE = 60
"""Lines on one page."""
AROUND = PAGE // 2


@dataclass
class Shown(Spoken):
    """One line on a page, for one reader."""

    line: ChatLine
    role: str = ""
    words_gone: bool = False
    may_restore: bool = False
    may_moderate: bool = False
    """Open a case about it: the team."""
    may_take_away: bool = False
    """Hide it, for reasons the author is told: hosts of the space."""
    may_take_back: bool = False
    waiting: Waiting | None = None
    """Why the reader's own line waits for a moderator."""
    thread: Thread | None = None
    """The thread that lines became, if the reader sees it."""

    @property
    def is_tombstone(self) -> bool:
        """Deleted or taken out of sight."""
        return bool(self.line.deleted_at or self.line.hidden_at)


@dataclass
class RoomPage:
    """What the template of a room draws."""

    room: ChatRoom
    lines: list[Shown] = field(default_factory=list)
    older: int = 0
    """The line before which there are older ones; 0 at the beginning."""
    newer: int = 0
    """The line after which there are newer ones; 0 at the end."""
    read_to: int = 0
    level: str = Hearing.MENTIONS
    unread_above: bool = False
    """Whether the first unread line stands further up than this page."""

    @property
    def is_last(self) -> bool:
        """Whether the newest line stands on this page."""
        return self.newer == 0

    @property
    def last(self) -> int:
        """The last line on this page; 0 if there is none."""
        return self.lines[-1].line.pk if self.lines else 0


def open_room_page(viewer: Viewer, room: ChatRoom, *, before: int = 0, after: int = 0, at: int = 0) -> RoomPage:
    """A page of a room that was read for opening: its newest lines, or those around, before or after one."""
    seat: dict[str, Any] = vars(room)["seat_row"] or {}
    page = RoomPage(room, read_to=seat.get("last_line", 0), level=seat.get("level", Hearing.MENTIONS))
    rows = _rows(viewer, room)
    if at:
        found = [*reversed(rows.filter(pk__lt=at).order_by("-pk")[: AROUND + 1])]
        newer = list(rows.filter(pk__gte=at).order_by("pk")[: AROUND + 1])
        page.older = found[1].pk if len(found) > AROUND else 0
        page.newer = newer[AROUND - 1].pk if len(newer) > AROUND else 0
        lines = found[-AROUND:] + newer[:AROUND]
    elif after:
        lines = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        page.newer = lines[PAGE - 1].pk if len(lines) > PAGE else 0
        lines = lines[:PAGE]
        page.older = lines[0].pk if lines else 0
    else:
        wanted = rows.filter(pk__lt=before) if before else rows
        lines = [*reversed(wanted.order_by("-pk")[: PAGE + 1])]
        page.older = lines[1].pk if len(lines) > PAGE else 0
        lines = lines[-PAGE:]
        page.newer = lines[-1].pk if before and lines else 0
    page.lines = shown(viewer, room, lines, read_to=page.read_to, target=at)
    # A reader who was never here begins at the end; to everybody else the page says where they left.
    page.unread_above = bool(page.read_to and page.older and lines and lines[0].pk > page.read_to)
    return page


def lines_since(viewer: Viewer, room: ChatRoom, line_id: int, most: int = PAGE) -> list[Shown]:
    """The lines after one, for a page that is open and ends with it."""
    rows = _rows(viewer, room)
    lines = list(rows.filter(pk__gte=line_id).order_by("pk")[: most + 1])
    known = lines[0] if lines and lines[0].pk == line_id else None
    return shown(viewer, room, lines[1:] if known else lines[:most], after=known)


def _rows(viewer: Viewer, room: ChatRoom) -> Any:
    return ChatLine.objects.visible_to(viewer).filter(room=room).for_reading(viewer)


def shown(
    viewer: Viewer,
    room: ChatRoom,
    lines: Sequence[ChatLine],
    *,
    read_to: int = 0,
    target: int = 0,
    after: ChatLine | None = None,
) -> list[Shown]:
    """How `viewer` sees `lines` of `room`, read with `for_reading(viewer)`; `after` is the line before the first.

    Where own lines are held, it is asked why.
    """
    found, new = [], False
    for before, line in zip([after, *lines], lines, strict=False):
        line.room = room
        one = _shown(viewer, line)
        unread = not new and bool(read_to) and line.pk > read_to and line.author_id != viewer.pk
        one.follow(line, before, unread=unread, joined=before is not None and _plain(line, before))
        new = new or unread
        one.is_target = line.pk == target
        found.append(one)
    held = [one for one in found if one.is_mine and one.line.held_at and not one.is_tombstone]
    waiting = waiting_of("line", [one.line.pk for one in held])
    for one in held:
        one.waiting = waiting[one.line.pk]
    return found


def _plain(line: ChatLine, before: ChatLine) -> bool:
    """Whether nothing stands between the words of two lines."""
    return not (line.tells_of_id or before.tells_of_id or before.deleted_at or before.hidden_at)


def _shown(viewer: Viewer, line: ChatLine) -> Shown:
    stretch = line.tells_of
    if stretch is not None:
        stretch.room = line.room
    known = vars(line)
    return Shown(
        line=line,
        is_mine=viewer.is_authenticated and line.author_id == viewer.pk,
        is_folded=known.get("by_muted", False),
        role=_role(line),
        words_gone=words_gone(viewer, line),
        may_edit=may_edit(viewer, line) is None,
        may_delete=may_delete(viewer, line) is None,
        may_restore=may_restore(viewer, line) is None,
        may_moderate=line.tells_of_id is None and may_open(viewer, line.author),
        may_take_away=not (line.tells_of_id or line.deleted_at or line.hidden_at)
        and may_take_away(viewer, line.room.space_id, line.author) is None,
        may_take_back=stretch is not None and may_take_back(viewer, stretch) is None,
        thread=stretch.thread if stretch is not None and known["thread_seen"] else None,
    )


def _role(line: ChatLine) -> str:
    if line.author is None:
        return ""
    if line.author.is_moderator:
        return _("Team")
    return _("Host") if vars(line)["by_host"] else ""


def readable(lines: Iterable[Shown]) -> list[Shown]:
    """Those that can become part of a thread."""
    return [one for one in lines if not (one.is_tombstone or one.line.held_at or one.line.tells_of_id)]
