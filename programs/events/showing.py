"""The page of an event: what stands on it, asked with the same few queries for one and for five hundred."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.following.silencing import blockers_of, silenced_ids
from community.spaces.seeing import hosted_space_ids, stand_in, standing_of, visible_space_ids
from community.threads.models import Thread
from config.lib.markup import NullResolver, render
from config.lib.written_once import written_once
from members.profiles.models import Member
from programs.events.afterwards import asked_of
from programs.events.answering import may_answer
from programs.events.counting import Numbers, numbers_of
from programs.events.hosting import DOOR_CLOSES, DOOR_OPENS
from programs.events.models import Attendance, Says, answers_end, capacity_of, day_of, events, plan_of, url_of
from programs.events.seeing import may_host
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from config.lib.audience import Viewer
    from members.profiles.refusing import Refusal
    from programs.surveys.models import Asked

FACES, DATES = 24, 5
OPEN_BEFORE = timedelta(minutes=15)


def found_for(viewer: Viewer, pk: int) -> Occurrence | None:
    """The event, if the viewer may see it, and whether they see its thread: one query."""
    if viewer.is_authenticated and not viewer.is_active:
        # An account that is closed has no standing that others share.
        return next(iter(_seen(viewer, pk)), None)
    known = visible_space_ids(viewer), hosted_space_ids(viewer)
    return next(iter(_found(viewer.pk or 0, pk, *known, **standing_of(viewer))), None)


@written_once
def _found(
    viewer: int, pk: int, seen: Collection[int], hosted: Collection[int], **standing: Any
) -> QuerySet[Occurrence]:
    return _seen(stand_in(viewer, seen, hosted, **standing), pk)


def _seen(viewer: Viewer, pk: int) -> QuerySet[Occurrence]:
    thread = Thread.objects.visible_to(viewer).filter(pk=OuterRef("thread")).order_by()
    seen: QuerySet[Occurrence] = events(Occurrence.objects.visible_to(viewer).filter(pk=pk)).order_by()
    return seen.annotate(sees_thread=Exists(thread))


def _mine(occurrence: Occurrence, viewer: Viewer) -> Attendance | None:
    """What the reader answered, with how many wait before them: one query."""
    if not isinstance(viewer, Member):
        return None
    others = Attendance.objects.filter(occurrence=occurrence).waiting().order_by()
    before = others.filter(
        Q(asked_at__lt=OuterRef("asked_at")) | Q(asked_at=OuterRef("asked_at"), pk__lt=OuterRef("pk"))
    )
    counted = before.values("occurrence").annotate(n=Count("pk")).values("n")
    rows = Attendance.objects.filter(occurrence=occurrence, member=viewer.pk)
    found: Attendance | None = rows.annotate(before=Coalesce(Subquery(counted), 0)).first()
    return found


@dataclass(frozen=True)
class OtherDate:
    """Another event of the series."""

    url: str
    words: str


@dataclass
class Sheet:
    """One event for one reader."""

    occurrence: Occurrence
    viewer: Viewer
    numbers: Numbers
    mine: Attendance | None
    refusal: Refusal | None
    """Why the reader cannot answer."""
    faces: list[Member]
    """Some of those who have a place, or who came; nobody, for visitors."""
    thread: Thread | None
    dates: list[OtherDate]
    """Other dates of the series."""
    asked: Asked | None = None
    """That the survey afterwards asks the reader."""
    typed: str = ""
    """Guests as they were typed, where the answer was not taken."""

    def __post_init__(self) -> None:
        """What follows from these without a question."""
        one, now = self.occurrence, timezone.now()
        self.plan, self.day, self.url = plan_of(one), day_of(one), url_of(one)
        self.walls, self.ends = Walls(one.starts_at, one.program.zone), timezone.localtime(one.ends_at)
        self.capacity = capacity_of(one)
        self.free = self.numbers.free(self.capacity)
        self.hosts = may_host(self.viewer, one)
        self.end_walls = Walls(one.ends_at, one.program.zone)
        self.one_day = timezone.localdate(one.starts_at) == timezone.localdate(one.ends_at)
        self.about = render(one.about or one.program.about, NullResolver()).html
        self.is_over, self.has_begun = one.ends_at <= now, one.starts_at <= now
        self.is_off = one.called_off_at is not None or one.missed_at is not None
        self.answers_end = answers_end(one) if self.plan.answer_hours else None
        self.more = max(0, (self.numbers.came if self.came_is_known else self.numbers.going) - len(self.faces))

    @property
    def came_is_known(self) -> bool:
        """Whether it is over and somebody looked who came."""
        return self.is_over and self.numbers.came > 0

    @property
    def chosen(self) -> int:
        """How many guests are chosen in the form: as they were typed where the answer was not taken."""
        said = self.typed if self.typed.isdecimal() else (self.mine.guests if self.mine is not None else 0)
        return int(said)

    @property
    def door_is_open(self) -> bool:
        """Whether it can be said now who is here."""
        one, now = self.occurrence, timezone.now()
        return not self.is_off and one.starts_at - DOOR_OPENS <= now <= one.ends_at + DOOR_CLOSES

    @property
    def may_tell(self) -> bool:
        """Whether the reader was there, or had a place and nobody looked."""
        if self.mine is None:
            return self.hosts
        return bool(self.mine.came_at) or (not self.numbers.came and self.mine.seated_at is not None) or self.hosts

    @property
    def link(self) -> str:
        """Where to join online: for those who have a place from a quarter of an hour before, for hosts always."""
        if self.is_off or self.is_over or not self.plan.is_online:
            return ""
        near = self.occurrence.starts_at - OPEN_BEFORE <= timezone.now()
        goes = self.mine is not None and self.mine.seated_at is not None
        return self.plan.url if self.hosts or (goes and near) else ""

    @property
    def says(self) -> str:
        """What the reader answered."""
        return self.mine.says if self.mine is not None else ""

    @property
    def guests(self) -> list[int]:
        """Numbers of guests to choose from; none, where there are no guests."""
        return list(range(self.plan.guests_most + 1)) if self.plan.guests_most else []

    @property
    def stands(self) -> str:
        """How the reader stands, in a sentence."""
        mine = self.mine
        if mine is None or (mine.says == Says.NO and not mine.taken_off_at):
            return ""
        if mine.taken_off_at is not None:
            return _("Who hosts this took you off the list: %(why)s") % {"why": mine.taken_off_why}
        if self.is_over:
            return _("You were there.") if mine.came_at else ""
        if mine.says == Says.MAYBE:
            return _("You may come. You are reminded a day before.")
        if mine.is_waiting:
            words = _("You are number %(n)s on the waiting list. You are told when there is a place.")
            return words % {"n": vars(mine)["before"] + 1}
        if not mine.guests:
            return _("You have a place.")
        words = ngettext("You and %(n)s guest have places.", "You and %(n)s guests have places.", mine.guests)
        return words % {"n": mine.guests}

    @property
    def room(self) -> str:
        """How many places are left."""
        if self.free is None or self.has_begun:
            return ""
        if self.free:
            words = ngettext("%(n)s place of %(all)s is free.", "%(n)s places of %(all)s are free.", self.free)
            return words % {"n": self.free, "all": self.capacity}
        joins = self.plan.has_waiting_list and self.says != Says.GOING
        return _("Full; you can join the waiting list.") if joins else _("Full.")


def sheet_of(occurrence: Occurrence, viewer: Viewer, typed: str = "") -> Sheet:
    """All of it."""
    mine = _mine(occurrence, viewer)
    numbers = numbers_of([occurrence.pk]).get(occurrence.pk, Numbers())
    looked = numbers.came > 0 and occurrence.ends_at <= timezone.now()
    return Sheet(
        occurrence, viewer, numbers, mine, may_answer(viewer, occurrence), _faces(occurrence, viewer, looked=looked),
        occurrence.thread if getattr(occurrence, "sees_thread", False) else None, _dates(occurrence),
        asked_of(occurrence, viewer), typed,
    )  # fmt: skip


def _faces(occurrence: Occurrence, viewer: Viewer, *, looked: bool) -> list[Member]:
    """Names are for members; who blocked whom sees nothing of each other."""
    if not isinstance(viewer, Member):
        return []
    rows = Attendance.objects.filter(occurrence=occurrence, member__is_active=True)
    rows = rows.came() if looked else rows.going()
    if not viewer.is_moderator:
        rows = rows.exclude(member__in=blockers_of(viewer) | silenced_ids(viewer))
    return [row.member for row in rows.select_related("member").order_by("asked_at", "pk")[:FACES]]


def _dates(occurrence: Occurrence) -> list[OtherDate]:
    if not occurrence.program.rule:
        return []
    rows = Occurrence.objects.taking_place().filter(program=occurrence.program_id, starts_at__gt=timezone.now())
    rows = rows.exclude(pk=occurrence.pk).select_related("program").order_by("starts_at")[:DATES]
    return [OtherDate(url_of(one), Walls(one.starts_at, one.program.zone).here) for one in rows]
