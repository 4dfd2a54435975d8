"""The page of a challenge as one reader sees it: its phase, the reader's days, entries, what may be pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q
from django.utils import timezone

from community.following.models import Silence
from members.profiles.models import Member
from moderation.review.direct import may_open
from moderation.screening.waiting import waiting_of
from programs.challenges.addresses import entries_of, judging_of, page_of
from programs.challenges.models import Challenge, ChallengeEntry, ChallengeVote, ChallengeWinner
from programs.challenges.permissions import judge_of, may_change, may_enter, may_manage, may_vote, sees_names
from programs.challenges.phases import ICONS, Ends, Phase, phase_of, plan_of
from programs.challenges.voting import voted_for
from programs.series.finding import the_occurrence
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.lib.audience import Viewer
    from members.profiles.refusing import Refusal
    from moderation.screening.waiting import Waiting
    from programs.challenges.models import ChallengeJudge
    from programs.challenges.terms import Terms

PAGE, FACES, DAYS_MOST = 20, 6, 100
ON_PAGE = (
    "program__space", "program__owner", "program__audience", "program__continues", "host", "thread", "challenge",
)  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """One phase in the line of phases."""

    label: str
    icon: str
    until: datetime | None
    state: str
    """"done", "now" or "later"."""


@dataclass(frozen=True)
class Day:
    """One square of "your month"."""

    number: int
    day: date
    state: str
    """"done", "today", "past" or "later"."""


@dataclass
class Shown:
    """One entry for one reader."""

    entry: ChallengeEntry
    title: str
    words: str
    author: Member | None = None
    """Nobody, where it is not told."""
    is_mine: bool = False
    voted: bool = False
    may_vote: bool = False
    may_change: bool = False
    may_moderate: bool = False
    votes: int | None = None
    win: ChallengeWinner | None = None
    waiting: Waiting | None = None


@dataclass
class Open:
    """A challenge that a reader sees, with what holds in it and where it stands."""

    occurrence: Occurrence
    terms: Terms
    challenge: Challenge | None
    phase: Phase
    ends: Ends
    url: str
    judge: ChallengeJudge | None
    names: bool
    """Whether it is told who made what."""

    @property
    def icon(self) -> str:
        """Of its phase."""
        return ICONS[self.phase]

    @property
    def end(self) -> Walls | None:
        """When its phase ends, for the reader and in its own zone."""
        moments = {
            Phase.PLANNED: self.ends.announce, Phase.ANNOUNCED: self.occurrence.starts_at, Phase.ENTER: self.ends.enter,
            Phase.VOTE: self.ends.vote, Phase.JUDGE: self.ends.judge, Phase.SETTLING: self.ends.result,
        }  # fmt: skip
        at = moments.get(self.phase)
        return Walls(at, self.occurrence.program.zone) if at is not None else None

    @property
    def line(self) -> list[Turn]:
        """The phases it goes through, with when each ends."""
        steps: list[tuple[Phase, datetime | None]] = [(Phase.ENTER, self.ends.enter)]
        if self.terms.announce_days:
            steps.insert(0, (Phase.ANNOUNCED, self.occurrence.starts_at))
        if self.terms.vote_days:
            steps.append((Phase.VOTE, self.ends.vote))
        if self.terms.judge_days:
            steps.append((Phase.JUDGE, self.ends.judge))
        steps.append((Phase.RESULT, self.ends.result if self.phase != Phase.RESULT else None))
        order = list(Phase)
        here = order.index(Phase.RESULT if self.phase == Phase.SETTLING else self.phase)
        return [
            Turn(str(one.label), ICONS[one], until, _state(order.index(one) - here)) for one, until in steps
        ]  # fmt: skip


def _state(distance: int) -> str:
    return "now" if distance == 0 else "later" if distance > 0 else "done"


@dataclass
class ChallengePage:
    """What the template of the page draws."""

    open: Open
    page: Page[ChallengeEntry]
    entries: list[Shown]
    winners: list[Shown]
    joined: int
    total: int
    days: list[Day] = field(default_factory=list)
    done: int = 0
    idea: str = ""
    checked_in: ChallengeEntry | None = None
    """Today's check-in of the reader."""
    enter_refusal: Refusal | None = None
    votes_left: int | None = None
    faces: list[Member] = field(default_factory=list)
    manage_url: str = ""
    judging_url: str = ""

    @property
    def others(self) -> int:
        """How many take part beside those whose faces are shown."""
        return self.joined - len(self.faces)


def find(viewer: Viewer, occurrence_id: int) -> Open | None:
    """The challenge, if the viewer sees it; a few queries."""
    occurrence = the_occurrence(viewer, occurrence_id, of_format="challenge", related=ON_PAGE)
    if occurrence is None:
        return None
    challenge: Challenge | None = getattr(occurrence, "challenge", None)
    terms = challenge.said if challenge is not None else plan_of(occurrence.program)
    judge = judge_of(viewer, challenge)
    return Open(
        occurrence, terms, challenge, phase_of(occurrence, terms, challenge),
        Ends(occurrence, terms, challenge.judging_until if challenge else None), page_of(occurrence), judge,
        sees_names(viewer, challenge, judge) if challenge is not None else True,
    )  # fmt: skip


def open_page(viewer: Viewer, one: Open, number: str) -> ChallengePage:
    """The page: the reader's days or entries, what others made, who won."""
    rows = ChallengeEntry.objects.visible_to(viewer).filter(challenge=one.challenge)
    standing = ChallengeEntry.objects.standing().filter(challenge=one.challenge)
    counted = standing.aggregate(people=Count("author", distinct=True), total=Count("pk"))
    if one.names and viewer.is_authenticated:
        # Where names are hidden, what is missing would tell whose it is.
        rows = rows.exclude(author__in=Silence.objects.filter(member=viewer.pk).values("other"))
    page: Any = Paginator(
        rows.filter(refused_at=None).select_related("author", "challenge").order_by("-number"), PAGE
    ).get_page(number)
    vote_refusal = may_vote(viewer, one.occurrence, one.terms, one.challenge, one.judge)
    entries = shown(viewer, one, list(page), may_vote=vote_refusal is None)
    found = ChallengePage(
        open=one, page=page, entries=entries, winners=winners_of(viewer, one), joined=counted["people"],
        total=counted["total"], enter_refusal=may_enter(viewer, one.occurrence, one.terms, one.challenge),
        faces=_faces(standing) if one.names else [],
    )  # fmt: skip
    if viewer.is_authenticated:
        if one.terms.has_steps:
            _add_days(viewer, one, found)
        elif vote_refusal is None and one.challenge is not None:
            found.votes_left = one.terms.votes_each - len(voted_for(viewer, one.challenge))
        found.manage_url = entries_of(one.occurrence) if may_manage(viewer) is None else ""
        found.judging_url = judging_of(one.occurrence) if one.judge is not None else ""
    return found


def _faces(standing: Any) -> list[Member]:
    newest = standing.filter(author__isnull=False).order_by().values("author").annotate(last=Max("number"))
    pks = [row["author"] for row in newest.order_by("-last")[:FACES]]
    members = Member.objects.get_queryset().in_bulk(pks)
    return [members[pk] for pk in pks if pk in members]


def _add_days(viewer: Member, one: Open, found: ChallengePage) -> None:
    """The squares of the reader's own days, in their own zone."""
    zone = ZoneInfo(viewer.time_zone)
    mine = ChallengeEntry.objects.filter(challenge=one.challenge, author=viewer, withdrawn_at=None, refused_at=None)
    done = {entry.day: entry for entry in mine.select_related("challenge") if entry.day is not None}
    today = timezone.localdate(timezone=zone)
    first = timezone.localdate(one.occurrence.starts_at, zone)
    last = timezone.localdate(one.occurrence.ends_at - timedelta(seconds=1), zone)
    days = [first + timedelta(days=n) for n in range(min((last - first).days + 1, DAYS_MOST))]
    found.days = [
        Day(n, day, "done" if day in done else "today" if day == today else "past" if day < today else "later")
        for n, day in enumerate(days, start=1)
    ]
    found.done, found.checked_in = len(done), done.get(today)
    if one.terms.ideas:
        found.idea = one.terms.ideas[max((today - first).days, 0) % len(one.terms.ideas)]


def shown(viewer: Viewer, one: Open, entries: Sequence[ChallengeEntry], *, may_vote: bool = False) -> list[Shown]:
    """How a reader sees these entries: a fixed number of queries."""
    pks = [entry.pk for entry in entries]
    voted, counts = set[int](), dict[int, int]()
    if viewer.is_authenticated and one.terms.vote_days and pks:
        mine = ChallengeVote.objects.filter(member=viewer.pk, entry__in=pks)
        voted = set(mine.values_list("entry_id", flat=True))
    if one.phase == Phase.RESULT and one.terms.vote_days and pks:
        rows = ChallengeVote.objects.filter(entry__in=pks).order_by().values_list("entry").annotate(n=Count("pk"))
        counts = dict.fromkeys(pks, 0) | dict(rows)
    found = [_shown(viewer, one, entry, may_vote=may_vote) for entry in entries]
    for each in found:
        each.voted, each.votes = each.entry.pk in voted, counts.get(each.entry.pk)
    held = [each for each in found if each.is_mine and each.entry.held_at]
    waiting = waiting_of("challenge_entry", [each.entry.pk for each in held]) if held else {}
    for each in held:
        each.waiting = waiting.get(each.entry.pk)
    return found


def _shown(viewer: Viewer, one: Open, entry: ChallengeEntry, *, may_vote: bool) -> Shown:
    is_mine = viewer.is_authenticated and entry.author_id == viewer.pk
    author = entry.author if one.names or is_mine else None
    hide = None if one.names or is_mine else entry.author
    return Shown(
        entry=entry, title=without_name(entry.title, hide), words=without_name(entry.words, hide), author=author,
        is_mine=is_mine, may_vote=may_vote and not is_mine and entry.counts and entry.day is None,
        may_change=is_mine and may_change(viewer, entry, one.phase) is None,
        may_moderate=not is_mine and one.names and may_open(viewer, entry.author),
    )  # fmt: skip


def without_name(words: str, author: Member | None) -> str:
    """The words without the name and the handle of who wrote them, where it is not told who did."""
    if author is None:
        return words
    parts = {author.name, author.handle, *(part for part in author.name.split() if len(part) > 2)}
    spelt = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True) if part)
    return re.sub(rf"@?(?<!\w)(?:{spelt})(?!\w)", "…", words, flags=re.IGNORECASE)


def winners_of(viewer: Viewer, one: Open) -> list[Shown]:
    """Who won, by place; nobody before it is published."""
    if one.challenge is None or one.challenge.published_at is None:
        return []
    seen = ChallengeEntry.objects.visible_to(viewer)
    rows = ChallengeWinner.objects.filter(Q(entry__in=seen), challenge=one.challenge)
    wins = {row.entry_id: row for row in rows.select_related("entry__author", "entry__challenge").order_by("place")}
    found = shown(viewer, one, [row.entry for row in wins.values()]) if wins else []
    for each in found:
        each.win = wins[each.entry.pk]
    return found
