"""A community that acts for real, and a diary of it: what was written by whom and when, and what is gone."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import time_machine
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moving import move
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from metrics.rollups.days import day_of
from tests.factories import a_member, a_space
from tests.metrics.measures.reckoned_talk import Reply, Told

KINDS = ("question", "discussion", "question", "idea", "announcement")


@dataclass
class Page:
    """A post as it was noted."""

    pk: int
    who: int
    at: datetime
    by_team: bool
    is_gone: bool = False


@dataclass
class Sheet:
    """A thread as it was noted."""

    pk: int
    kind: str
    space: int
    by_newcomer: bool
    pages: list[Page] = field(default_factory=list)
    """What was opened and replied here; what a merged thread held stays noted with it."""
    carried: list[Page] = field(default_factory=list)
    """What came from threads that were merged into it."""
    is_gone: bool = False
    ended: datetime | None = None
    merged: Sheet | None = None
    answer: Page | None = None
    solved: datetime | None = None


@dataclass
class Diary:
    """Who is there, what they did, and the clock."""

    people: list[Member]
    owner: Member
    spaces: list[Space]
    clock: time_machine.Traveller
    sheets: list[Sheet] = field(default_factory=list)
    team: set[int] = field(default_factory=set)
    """Who is of it now, beside the owner."""

    def later(self, hours: int, minutes: int) -> None:
        """Let time go by."""
        self.clock.move_to(timezone.now() + timedelta(hours=hours, minutes=minutes), tick=False)

    def who(self, n: int) -> Member:
        """One of those who are there, as they stand."""
        return Member.objects.get(pk=self.people[n % len(self.people)].pk)

    def sheet(self, n: int, *kinds: str) -> Sheet | None:
        """A thread that is there."""
        there = [one for one in self.sheets if not one.is_gone and not one.merged and one.kind in (kinds or KINDS)]
        return there[n % len(there)] if there else None

    def _page(self, post: Post, member: Member) -> Page:
        return Page(post.pk, member.pk, timezone.now(), member.pk in self.team or member.pk == self.owner.pk)

    def start(self, a: int, b: int) -> None:
        """Somebody opens a thread."""
        kind, space = KINDS[a % len(KINDS)], self.spaces[b % len(self.spaces)]
        member = self.owner if kind == "announcement" else self.who(a + b)
        thread = space.start_thread(by=member, kind=kind, title=f"A thread about {a} and {b}", source=f"Words {a} {b}")
        is_new = member.joined_at > timezone.now() - timedelta(days=30)
        page = self._page(thread.posts.get(), member)
        self.sheets.append(Sheet(thread.pk, kind, space.pk, is_new, [page]))

    def reply(self, a: int, b: int) -> None:
        """Somebody, or the author, replies."""
        if (sheet := self.sheet(a)) and not sheet.ended:
            member = self.who(b) if b % 9 else self.owner
            post = Thread.objects.get(pk=sheet.pk).reply(by=member, source=f"A reply {a} {b} {len(sheet.pages)}")
            sheet.pages.append(self._page(post, member))

    def take_away(self, a: int, b: int) -> None:
        """A thread or a post is deleted, hidden or held."""
        if not (sheet := self.sheet(a)):
            return
        if b % 5 == 0:
            Thread.objects.get(pk=sheet.pk).delete_softly(by=self.owner)
            sheet.is_gone = True
            return
        page = [*sheet.pages, *sheet.carried][b % (len(sheet.pages) + len(sheet.carried))]
        if page is sheet.pages[0] and b % 3 == 0:
            return
        if not page.is_gone:
            post = Post.objects.select_related("thread__space").get(pk=page.pk)
            if page is sheet.pages[0]:
                post.hide(by=self.owner)
            else:
                (post.delete_softly, post.hide, post.hold)[b % 3](by=self.owner)
            page.is_gone = True

    def relocate(self, a: int, b: int) -> None:
        """A thread goes to another space."""
        if sheet := self.sheet(a):
            space = self.spaces[b % len(self.spaces)]
            move(Thread.objects.get(pk=sheet.pk), to=space, by=self.owner)
            sheet.space = space.pk

    def unite(self, a: int, b: int) -> None:
        """A thread that nothing came into is merged into another one."""
        source, target = self.sheet(a), self.sheet(b)
        if source and target and source is not target and not source.carried and not target.ended:
            if source.pages[0].is_gone or target.pages[0].is_gone:
                return
            merge(Thread.objects.get(pk=source.pk), into=Thread.objects.get(pk=target.pk), by=self.owner)
            target.carried += source.pages
            source.merged, source.ended = target, source.ended or timezone.now()

    def end(self, a: int, b: int) -> None:
        """A thread is closed."""
        if (sheet := self.sheet(a)) and not sheet.ended:
            Thread.objects.get(pk=sheet.pk).close(by=self.owner)
            sheet.ended = timezone.now()

    def solve(self, a: int, b: int) -> None:
        """An answer is accepted, or taken back."""
        sheet = self.sheet(a, "question")
        if sheet is None:
            return
        thread, rest = Thread.objects.get(pk=sheet.pk), [page for page in sheet.pages[1:] if not page.is_gone]
        if sheet.solved and b % 2:
            thread.unaccept(by=self.owner)
            sheet.answer = sheet.solved = None
        elif rest and not sheet.solved:
            sheet.answer, sheet.solved = rest[b % len(rest)], timezone.now()
            thread.accept(Post.objects.get(pk=sheet.answer.pk), by=self.owner)

    def promote(self, a: int, b: int) -> None:
        """Somebody comes into the team, or leaves it."""
        member = self.who(a)
        member.give_role("member" if member.pk in self.team else "moderator", by=self.owner)
        self.team ^= {member.pk}

    def arrive(self, a: int, b: int) -> None:
        """Somebody joins."""
        self.people.append(a_member())

    def do(self, act: str, a: int, b: int) -> None:
        """One act; one that is refused did nothing."""
        with suppress(NotNow):
            getattr(self, act)(a, b)

    def told(self) -> list[Told]:
        """The threads that are there, with what stands in them."""
        return [self._told(one) for one in self.sheets if not (one.merged or one).is_gone and not one.pages[0].is_gone]

    def _told(self, sheet: Sheet) -> Told:
        first, *rest = sheet.pages
        standing = [page for page in rest if not page.is_gone]
        # What came from elsewhere answers as well, if it is not older than this thread.
        come = [page for page in sheet.carried if not page.is_gone]
        every = sorted([*standing, *come], key=lambda page: page.at)
        is_solved = sheet.answer is not None and not sheet.answer.is_gone
        return Told(
            sheet.kind, sheet.space, first.who, first.at, day_of(first.at), first.by_team, sheet.by_newcomer,
            [Reply(page.at, page.who, page.by_team) for page in every],
            sheet.ended, sheet.solved if is_solved else None, [] if sheet.merged else [page.at for page in every],
        )  # fmt: skip

    def written(self) -> Counter[tuple[datetime, int, int]]:
        """(when, who, in which space) of all that stands, in threads that are there."""
        found: Counter[tuple[datetime, int, int]] = Counter()
        for sheet in self.sheets:
            if not sheet.is_gone and not sheet.merged:
                for page in (*sheet.pages, *sheet.carried):
                    found[page.at, page.who, sheet.space] += not page.is_gone
        return found


def a_diary(clock: time_machine.Traveller) -> Diary:
    """Seven members of whom three are new, an owner, three spaces."""
    old = timezone.now() - timedelta(days=90)
    people = [a_member(joined_at=old) for _ in range(4)] + [a_member() for _ in range(3)]
    return Diary(people, a_member(role="owner", joined_at=old), [
        a_space(kinds=["discussion", "question", "idea", "announcement"]) for _ in range(3)
    ], clock)  # fmt: skip
