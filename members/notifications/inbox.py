"""The inbox as its member sees it: rows by thread, a page at a time, rights asked again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.lib.cursors import Cursor
from members.notifications.counting import counts_of_page
from members.notifications.models import MailItem, Notification
from members.notifications.notices import NOTICES, Notice, Shown, surfaces
from members.profiles.models import Member

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

PAGE = 30
ROUNDS = 5
"""So many pages are looked through for rows that may still be seen."""

TABS: dict[str, str | Promise] = {
    "for-you": _("For you"),
    "following": pgettext_lazy("part of the inbox", "Following"),
    "everything": _("Everything"),
}


@dataclass(frozen=True)
class Row:
    """One notification as its member sees it."""

    notification: Notification
    notice: Notice
    shown: Shown
    sentence: str
    face: Member | None

    @property
    def is_new(self) -> bool:
        """Whether it counts beside the word Inbox."""
        return self.notification.seen_at is None

    @property
    def is_unread(self) -> bool:
        """Whether it has not been opened."""
        return self.notification.read_at is None


@dataclass
class Group:
    """The notifications of one thread, where the newest of them puts it."""

    title: str
    url: str
    place_name: str
    place_hue: int
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class InboxPage:
    """One page of an inbox; `after` is where the next one goes on, if there is one."""

    groups: list[Group]
    after: Cursor | None

    @property
    def has_new(self) -> bool:
        """Whether something on it counts as new."""
        return any(row.is_new for group in self.groups for row in group.rows)


def open_inbox(member: Member, tab: str, after: Cursor | None) -> InboxPage:
    """A page of one tab: four queries, whatever it holds. Raises KeyError for a tab that does not exist."""
    rows: list[Row] = []
    for _round in range(ROUNDS):
        found = list((after.below(_rows(member, tab), "updated_at") if after else _rows(member, tab))[: PAGE + 1])
        page = found[:PAGE]
        after = Cursor(page[-1].updated_at, page[-1].pk) if len(found) > PAGE else None
        rows = _seen_by(member, page)
        if rows or after is None:
            break
    return InboxPage(_grouped(rows), after)


def new_by_tab(member: Member) -> dict[str, int]:
    """Where the number beside the word Inbox comes from: unseen notifications of each part, at most MOST in all."""
    kinds = counts_of_page(member).kinds
    personal = sum(count for kind, count in kinds.items() if kind in NOTICES and NOTICES[kind].personal)
    return {"for-you": personal, "following": kinds.total() - personal}


@dataclass(frozen=True)
class Left:
    """What was not mailed yet because the day's mails were spent, and when the next mail may take it along."""

    count: int
    at: datetime


def left_for_later(member: Member) -> Left | None:
    """What of the inbox is still new and waits for a mail; None if nothing does. One query."""
    new = Notification.objects.of(member).unseen().order_by()
    waiting = MailItem.objects.over_budget().filter(member=member, notification__in=new)
    found = waiting.aggregate(count=Count("pk"), at=Min("wait_until"))
    return Left(found["count"], found["at"]) if found["count"] else None


def find(member: Member, pk: int) -> Notification | None:
    """One of the member's own notifications."""
    found: Notification | None = Notification.objects.filter(member=member, pk=pk, kind__in=list(NOTICES)).first()
    return found


def _rows(member: Member, tab: str) -> QuerySet[Notification]:
    wanted = {
        "for-you": [key for key, notice in NOTICES.items() if notice.personal],
        "following": [key for key, notice in NOTICES.items() if not notice.personal],
        "everything": list(NOTICES),
    }[tab]
    rows: QuerySet[Notification] = Notification.objects.of(member).filter(kind__in=wanted).newest()
    return rows


def _seen_by(member: Member, page: list[Notification]) -> list[Row]:
    """Those whose subject may be seen, with everything a row shows."""
    looks: dict[int, Shown] = {}
    for surface in surfaces():
        looks |= surface.shown(member, [row for row in page if NOTICES[row.kind].surface is surface])
    wanted = {pk for row in page for pk in row.people[:2]}
    people = Member.objects.get_queryset().only("name", "photo", "is_active").in_bulk(wanted) if wanted else {}
    return [_row(row, looks[row.pk], people) for row in page if row.pk in looks]


def _row(row: Notification, shown: Shown, people: dict[int, Member]) -> Row:
    notice, ids = NOTICES[row.kind], row.people
    known = [people[pk] for pk in ids[:2] if pk in people]
    return Row(row, notice, shown, notice.sentence([one.name for one in known], len(ids)), known[0] if known else None)


def _grouped(rows: list[Row]) -> list[Group]:
    groups: dict[str, Group] = {}
    for row in rows:
        look = row.shown
        group = groups.setdefault(
            look.thread_url, Group(look.thread_title, look.thread_url, look.place_name, look.place_hue)
        )
        group.rows.append(row)
    return list(groups.values())
