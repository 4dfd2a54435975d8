"""What a member did and what came of it: for them alone, beside nobody but themselves three months ago."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.threads.models import Thread
from members.invitations.referrals import Referral
from members.recognition.thanks import Thanks
from metrics.drawing.bars import Bar
from metrics.measures.measure import Unit
from metrics.measures.wording import worded
from metrics.rollups.days import TREND_WEEKS, begin_of, end_of, week_ends, yesterday
from metrics.rollups.models import MemberDay, Opening

if TYPE_CHECKING:
    from datetime import datetime

    from members.profiles.models import Member

WEEK = 7
DEEDS = ("threads", "replies", "reactions", "others")


@dataclass(frozen=True)
class Week:
    """What was done in one week."""

    begins: date
    ends: date
    threads: int = 0
    replies: int = 0
    reactions: int = 0
    others: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.threads + self.replies + self.reactions + self.others


@dataclass(frozen=True)
class Both:
    """A number of the twelve weeks, and of the twelve before."""

    now: int = 0
    before: int = 0


@dataclass(frozen=True)
class Questions:
    """How one's own questions were answered."""

    asked: int = 0
    replied: int = 0
    waiting: int = 0
    """Without a reply, and still open."""
    half_within: str = ""
    """In words, how long half of them waited at most; empty where fewer than half have a reply."""


@dataclass(frozen=True)
class Mine:
    """The whole page."""

    end: date
    weeks: list[Week]
    deeds: Both
    accepted: Both
    thanks: Both
    questions: Questions
    brought: int
    """People who came through the member and stayed, ever."""

    @property
    def columns(self) -> list[Bar]:
        """The weeks as columns, each with the day it began on."""
        return [Bar(date_format(week.begins, "SHORT_DAY_FORMAT"), week.total) for week in self.weeks]

    @property
    def columns_label(self) -> str:
        """What the columns show."""
        return _("What you did in each of twelve weeks")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell yet."""
        found = (self.deeds, self.accepted, self.thanks)
        return not any(one.now or one.before for one in found) and not self.questions.asked and not self.brought


def numbers_of(member: Member) -> Mine:
    """What a member did in the twelve weeks up to yesterday; five queries, whatever there is."""
    end = yesterday()
    ends = week_ends(end)
    begin = ends[0] - timedelta(days=WEEK - 1)
    before = begin - timedelta(weeks=TREND_WEEKS)
    span = (begin_of(before), begin_of(begin), end_of(end))
    weeks, deeds = _weeks(member, before, ends)
    accepted = Thread.objects.filter(answer__author=member, answer__deleted_at=None, deleted_at=None)
    return Mine(
        end, weeks, deeds, _both(accepted.exclude(author=member), "answered_at", span),
        _both(Thanks.objects.standing().filter(receiver=member), "at", span), _questions(member, begin, end),
        Referral.objects.of(member).counted().count(),
    )  # fmt: skip


def _weeks(member: Member, before: date, ends: list[date]) -> tuple[list[Week], Both]:
    """Each of the weeks, and all that was done in them and in those before."""
    rows = MemberDay.objects.filter(member=member, day__gte=before, day__lte=ends[-1])
    summed = {f"n_{deed}": Sum(deed) for deed in DEEDS}
    by_day: Any = rows.values("day").order_by().annotate(**summed)
    found: dict[date, Counter[str]] = {end: Counter() for end in ends}
    earlier = 0
    for row in by_day:
        done = Counter({deed: row[f"n_{deed}"] for deed in DEEDS})
        back = (ends[-1] - row["day"]).days // WEEK
        if back < len(ends):
            found[ends[-1 - back]] += done
        else:
            earlier += done.total()
    weeks = [Week(end - timedelta(days=WEEK - 1), end, **found[end]) for end in ends]
    return weeks, Both(sum(week.total for week in weeks), earlier)


def _both(rows: object, moment: str, span: tuple[datetime, datetime, datetime]) -> Both:
    before, begin, end = span
    now = Q(**{f"{moment}__gte": begin, f"{moment}__lt": end})
    earlier = Q(**{f"{moment}__gte": before, f"{moment}__lt": begin})
    counts = rows.aggregate(now=Count("pk", filter=now), before=Count("pk", filter=earlier))  # type: ignore[attr-defined]
    return Both(counts["now"], counts["before"])


def _questions(member: Member, begin: date, end: date) -> Questions:
    """Half of all within so long: those without a reply count as waiting longer than any that has one."""
    rows = Opening.objects.filter(author=member, kind="question", day__gte=begin, day__lte=end)
    asked = list(rows.values_list("opened_at", "replied_at", "ended_at"))
    waits = sorted((replied - opened).total_seconds() / 3600 for opened, replied, _ended in asked if replied)
    waiting = sum(replied is None and (ended is None or ended > timezone.now()) for _opened, replied, ended in asked)
    middle = (len(asked) + 1) // 2
    within = worded(Unit.HOURS, waits[middle - 1]) if waits and len(waits) >= middle else ""
    return Questions(len(asked), len(waits), waiting, within)
