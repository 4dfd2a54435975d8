"""A community for numbers: drawn by chance, written straight into the tables that measures read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from community.threads.models import Thread
from members.activity.models import Activity
from members.invitations.batches import InvitationBatch
from members.invitations.models import Invitation
from members.invitations.referrals import Referral
from members.profiles.models import Member
from members.segments.models import Segment
from metrics.rollups.models import Arrival, MemberDay
from metrics.visits.models import VisitDay
from tests.factories import a_guide, a_member, a_space, a_thread

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from community.spaces.models import Space

END = date(2026, 4, 20)
"""Three weeks after the clocks go forward in Helsinki."""
BACK = (0, 7, 23, 104, 117, 125)
"""How many days before END the windows end: the last ones when the town is young."""
EDGES = [back + days for back in BACK for days in (-1, 0, 7, 14, 28, 34, 35, 90)]
PLACES = (None, 0, 1, 2)


@dataclass
class Person:
    """When somebody joined and took their first steps; `line`: whether they have one, which is the segment."""

    joined: datetime
    line: bool
    activated: datetime | None = None
    contributed: datetime | None = None
    returned: datetime | None = None


@dataclass
class Town:
    """Everything as plain values; places are 0, 1, 2, or None outside of spaces."""

    zone: ZoneInfo
    people: list[Person] = field(default_factory=list)
    deeds: dict[tuple[date, int, int | None], tuple[int, int, int]] = field(default_factory=dict)
    """(day, who, where) to (threads, replies, others)."""
    visits: dict[tuple[date, int | None], int] = field(default_factory=dict)
    brought: list[tuple[int, int, datetime | None, bool]] = field(default_factory=list)
    """Who came, by whom, when it counted, whether by a letter to the founding group."""
    found: list[tuple[int, datetime, int | None]] = field(default_factory=list)
    """Who found an answer, when, where."""

    def day_of(self, moment: datetime) -> date:
        """The community's day of a moment."""
        return moment.astimezone(self.zone).date()


def drawn(zone: ZoneInfo, chance: Random, people: int, deeds: int) -> Town:
    """A town in which everything may happen, often on the edges of days and weeks."""
    town = Town(zone)
    for _ in range(people):
        joined = _moment(chance, 130)
        person = Person(joined, chance.random() < 0.5)
        person.activated = _later(chance, joined, (0, 7, 7, 14, 14, 20))
        person.contributed = _later(chance, joined, (0, 1, 10, 40))
        if person.contributed:
            person.returned = _later(chance, person.contributed + timedelta(days=1), (0, 5, 27, 27, 28, 40))
        town.people.append(person)
    if people:
        _deeds(town, chance, deeds)
    _visits(town, chance)
    for who in range(1, people):
        if chance.random() < 0.5:
            counted = _moment(chance, 130) if chance.random() < 0.8 else None
            town.brought.append((who, chance.randrange(who), counted, chance.random() < 0.3))
    return town


def _deeds(town: Town, chance: Random, deeds: int) -> None:
    for _ in range(deeds):
        who = chance.randrange(len(town.people))
        since = max(0, (END - town.day_of(town.people[who].joined)).days)
        day = END - timedelta(days=chance.choice((chance.randint(-2, 130), since, max(0, since - 28), since - 34)))
        town.deeds[day, who, chance.choice(PLACES)] = chance.choice(((1, 0, 0), (0, 2, 1), (0, 0, 1)))
    for who, person in enumerate(town.people):
        if person.contributed and chance.random() < 0.7:
            town.deeds[town.day_of(person.contributed), who, chance.choice(PLACES)] = (0, 1, 0)
    for _ in range(deeds // 3):
        town.found.append((chance.randrange(len(town.people)), _moment(chance, 130), chance.choice(PLACES)))


def _visits(town: Town, chance: Random) -> None:
    for day in (END - timedelta(days=back) for back in range(-1, 130)):
        if chance.random() < 0.8:
            town.visits[day, None] = chance.choice((0, 3, 8, 40))
            town.visits |= {(day, place): 2 for place in (0, 1) if chance.random() < 0.5}


def _moment(chance: Random, days: int) -> datetime:
    """Some second within so many days before the end; many of them close to a midnight that matters in Helsinki."""
    is_edge = chance.random() < 0.5
    back = min(days, chance.choice(EDGES)) if is_edge else chance.randint(-2, days)
    midnight = datetime(END.year, END.month, END.day, 21, tzinfo=UTC) - timedelta(days=back)
    return midnight + timedelta(seconds=chance.choice((-1, 0, 0, 1) if is_edge else (3600, chance.randrange(86_400))))


def _later(chance: Random, moment: datetime, days: tuple[int, ...]) -> datetime | None:
    if chance.random() < 0.3:
        return None
    after = timedelta(days=chance.choice(days), seconds=chance.choice((-1, 0, 1, 3601)))
    return moment + max(after, timedelta(seconds=1))


def settled(town: Town) -> tuple[list[Space], Segment]:
    """The town in the tables; its three spaces, and the segment of those with a line."""
    spaces = [a_space() for _ in range(3)]
    olli = a_member(role="owner", line="")
    members = [a_member(line="Here." if person.line else "") for person in town.people]
    Arrival.objects.bulk_create(
        Arrival(
            member=member, day=town.day_of(person.joined), at=person.joined, activated_at=person.activated,
            contributed_at=person.contributed, returned_at=person.returned,
        )
        for member, person in zip(members, town.people, strict=True)
    )  # fmt: skip
    MemberDay.objects.bulk_create(
        MemberDay(
            day=day, member=members[who], space=None if place is None else spaces[place], threads=threads,
            replies=replies, others=others,
        )
        for (day, who, place), (threads, replies, others) in town.deeds.items()
    )  # fmt: skip
    VisitDay.objects.bulk_create(
        VisitDay(day=day, space=None if place is None else spaces[place], visitors=visitors)
        for (day, place), visitors in town.visits.items()
    )
    _bring(town, members, olli)
    _find(town, members, spaces, olli)
    segment = Segment.create("With a line", {"is": "has_line", "with": {}}, by=olli)
    return spaces, segment


def _bring(town: Town, members: list[Member], olli: Member) -> None:
    batch = InvitationBatch.objects.create(name="Founders", made_by=olli)
    for who, by, counted, is_founding in town.brought:
        Referral.objects.create(member=members[who], referrer=members[by], activated_at=counted)
        Invitation.objects.create(
            inviter=members[by], used_by=members[who], used_at=timezone.now(), batch=batch if is_founding else None
        )


def _find(town: Town, members: list[Member], spaces: list[Space], olli: Member) -> None:
    threads: list[Thread] = [a_thread(space, by=olli) for space in spaces[:2]]
    guides = {2: a_guide(spaces[2], by=olli), None: a_guide(by=olli)}
    for who, at, place in town.found:
        subject = threads[place] if place in (0, 1) else guides[place]
        Activity.objects.create(
            verb="question.deflected", actor=members[who], at=at, subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
        )  # fmt: skip
