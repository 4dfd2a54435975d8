"""The facts of every day reckoned once more, in plain Python, from what is written and from the log."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from community.chat.models import ChatLine
from community.guides.models import Guide
from community.posts.models import Post
from community.threads.former import FormerPlace
from community.threads.models import Thread
from members.activity.models import Activity
from members.invitations.models import Application, Invitation
from members.invitations.referrals import Referral
from members.privacy.models import Leaving
from members.profiles.models import Member
from members.recognition.models import LevelMove
from members.stages.models import Standing
from metrics.rollups.acting import CONTRIBUTIONS, OTHERS
from metrics.rollups.days import begin_of, day_of, end_of
from programs.series.occurrences import Occurrence

type Row = tuple[Any, ...]


class Recount:
    """Everything there is, loaded once."""

    def __init__(self) -> None:
        gone = set(Leaving.objects.exclude(begun_at=None).exclude(member=None).values_list("member", flat=True))
        self.people = {one.pk: one for one in Member.objects.exclude(confirmed_at=None) if one.pk not in gone}
        self.threads = {one.pk: one for one in Thread.objects.all()}
        self.posts = list(Post.objects.order_by("created_at", "number"))
        self.by_pk = {one.pk: one for one in self.posts}
        self.former = {(t, n): pk for t, n, pk in FormerPlace.objects.values_list("thread", "number", "post")}
        self.log = list(Activity.objects.order_by("at", "pk"))
        self.moves = list(LevelMove.objects.order_by("at", "pk"))
        self.stages = dict(Standing.objects.values_list("member", "stage"))
        self.until = begin_of(day_of(timezone.now()))

    def stands(self, post: Post) -> bool:
        """Whether everybody can read a post."""
        thread = self.threads[post.thread_id]
        return not (post.deleted_at or post.hidden_at or post.held_at or thread.deleted_at or thread.held_at)

    def acts(self) -> Iterable[tuple[datetime, int, int | None, str]]:
        """(when, who, space, what) of everything that counts."""
        for post in self.posts:
            if post.author_id in self.people and self.stands(post):
                space = self.threads[post.thread_id].space_id
                yield post.created_at, post.author_id, space, "threads" if post.number == 1 else "replies"
        for row in self.log:
            if row.actor_id not in self.people or (row.verb == "event.answered" and row.facts["says"] != "going"):
                continue
            if row.verb == "reaction.added":
                yield row.at, row.actor_id, self.space_of(row), "reactions"
            elif row.verb in OTHERS:
                yield row.at, row.actor_id, self.space_of(row), "others"

    def space_of(self, row: Activity) -> int | None:
        """Where the thing of a row stands."""
        if row.subject_type == "community.post":
            post = self.by_pk.get(row.subject_id or 0)
            return self.threads[post.thread_id].space_id if post else None
        if row.subject_type == "community.thread":
            thread = self.threads.get(row.subject_id or 0)
            return thread.space_id if thread else None
        if row.subject_type == "community.chatline":
            line = ChatLine.objects.select_related("room").filter(pk=row.subject_id or 0).first()
            return line.room.space_id if line else None
        if row.subject_type == "community.guide":
            guide = Guide.objects.filter(pk=row.subject_id or 0).first()
            return guide.space_id if guide else None
        number = row.subject_id if row.subject_type == "programs.occurrence" else row.facts.get("occurrence")
        found = Occurrence.objects.select_related("program").filter(pk=number or 0).first()
        return found.program.space_id if found else None

    def changed(self, verb: str, member: int, after: datetime) -> str | None:
        """What was before the first such change of a member after a moment; None if there was none."""
        rows = [row for row in self.log if row.verb == verb and row.subject_id == member and row.at >= after]
        return rows[0].facts["before"] if rows else None

    def stage(self, member: int, end: datetime) -> str:
        """Where they stood then."""
        return self.changed("stage.changed", member, end) or self.stages.get(member, "aware")

    def level(self, member: int, end: datetime) -> int:
        """Their level then."""
        mine = [move for move in self.moves if move.member_id == member]
        before = [move for move in mine if move.at < end]
        if not before:
            return 1
        return before[-1].then if before[-1].move in ("reached", "lost") else before[-1].step

    def is_staff(self, member: int | None, moment: datetime) -> bool:
        """Whether they were of the team at a moment."""
        known = Member.objects.filter(pk=member or 0).first()
        changed = self.changed("member.role_changed", member, moment + timedelta(microseconds=1)) if member else None
        return (changed or (known.role if known else "member")) != "member"

    def source(self, member: int) -> str:
        """How they came."""
        invitation = Invitation.objects.filter(used_by=member).first()
        if invitation is not None:
            return "application" if Application.objects.filter(invitation=invitation).exists() else "invitation"
        return "link" if Referral.objects.filter(member=member, by_link=True).exists() else "open"

    def member_days(self) -> set[Row]:
        """The rows of MemberDay."""
        counted: dict[Row, Counter[str]] = defaultdict(Counter)
        for at, who, space, what in self.acts():
            if at < self.until:
                counted[day_of(at), who, space][what] += 1
        return {
            (day, who, space, did["threads"], did["replies"], did["reactions"], did["others"], *self._where(who, day))
            for (day, who, space), did in counted.items()
        }

    def _where(self, who: int, day: Any) -> Row:
        end = end_of(day)
        staff = self.is_staff(who, end - timedelta(microseconds=1))
        return self.stage(who, end), self.level(who, end), self.source(who), staff

    def day_cuts(self) -> set[Row]:
        """The rows of DayCut: added up from single members, not from the rows of members."""
        sums: dict[Row, Counter[str]] = defaultdict(Counter)
        people: dict[Row, set[int]] = defaultdict(set)
        for at, who, space, what in self.acts():
            if at < self.until:
                day = day_of(at)
                for place in {space, None}:
                    key = (day, place, *self._where(who, day)[:3])
                    sums[key][what] += 1
                    people[key].add(who)
        for who, member in self.people.items():
            day = day_of(member.joined_at)
            if member.joined_at < self.until:
                sums[day, None, *self._where(who, day)[:3]]["joined"] += 1
        names = ("threads", "replies", "reactions", "others")
        return {(*key, *(did[n] for n in names), len(people[key]), did["joined"]) for key, did in sums.items()}

    def arrivals(self) -> set[Row]:
        """The rows of Arrival."""
        rows = set()
        acts, added = list(self.acts()), list(self._contributions())
        for who, member in self.people.items():
            if member.joined_at >= self.until:
                continue
            mine = sorted(at for at, by, _space, _what in acts if by == who and at < self.until)
            posts = [
                at for at, by, _s, what in acts if by == who and at < self.until and what in ("threads", "replies")
            ]
            yes = [r.at for r in self.log if r.actor_id == who and r.verb == "event.answered" and r.at < self.until
                   and r.facts["says"] == "going"]  # fmt: skip
            gave = sorted(at for at, by in added if by == who and at < self.until)
            again = [at for at in gave if day_of(at) > day_of(gave[0])]
            referral = Referral.objects.filter(member=who).first()
            rows.add((
                who, day_of(member.joined_at), member.joined_at, self.source(who),
                referral.referrer_id if referral else None, *(min(x, default=None) for x in (mine, posts + yes)),
                min(gave, default=None), min(again, default=None),
            ))  # fmt: skip
        return rows

    def _contributions(self) -> Iterable[tuple[datetime, int]]:
        for post in self.posts:
            if post.author_id and self.stands(post):
                yield post.created_at, post.author_id
        for row in self.log:
            if row.verb in CONTRIBUTIONS and row.actor_id and self._is_there(row):
                yield row.at, row.actor_id

    def _is_there(self, row: Activity) -> bool:
        one: Any = apps.get_model(row.subject_type)._base_manager.filter(pk=row.subject_id or 0).first()
        if one is None or one.hidden_at or one.held_at:
            return False
        if row.verb == "guide.begun":
            return bool(one.published_at and not one.retired_at)
        if row.verb == "contribution.sent":
            return bool(one.state != "draft")
        return not any(getattr(one, name, None) for name in ("deleted_at", "withdrawn_at", "refused_at"))
