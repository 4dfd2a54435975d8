"""All that happened, as it stands in the tables that people write into: read once, without any code of health."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from community.chat.models import ChatLine
from community.guides.models import Guide
from community.posts.models import Post
from community.threads.models import Thread
from members.activity.models import Activity
from members.privacy.models import Leaving
from members.profiles.models import Member
from programs.amas.models import AmaQuestion
from programs.challenges.models import ChallengeEntry
from programs.contributions.models import Contribution
from programs.series.occurrences import Occurrence

DAY = timedelta(days=1)
TINY = timedelta(microseconds=1)
_VERBS = """
    reaction.added post.edited poll.opened poll.voted vote.given answer.accepted answer.judged question.taken
    question.help_asked question.deflected duplicate.suggested line.written line.edited guide.begun guide.edited
    guide.review_asked guide.published guide.checked thanks.given invitation.made nomination.made
    ambassador_application.made mentorship.accepted check_in.done event.answered survey.answered occurrence.taken_over
    ama.question_asked ama.question_edited ama.voted ama.answer_written ama.answer_edited ama.recap_written
    challenge.entered challenge.checked_in challenge.entry_edited challenge.voted challenge.judged contribution.sent
    contribution.commented spotlight.answered pilot.asked pilot.answered pilot.feedback_given
"""
DELIBERATE = frozenset(_VERBS.split())
"""What one does on purpose beside writing posts, as docs/health.md has it; of answers to events a yes."""
THINGS: dict[str, Any] = {
    "line.written": ChatLine, "guide.begun": Guide, "ama.question_asked": AmaQuestion,
    "challenge.entered": ChallengeEntry, "challenge.checked_in": ChallengeEntry, "contribution.sent": Contribution,
}  # fmt: skip
"""What one adds beside posts."""


@dataclass(frozen=True)
class Deed:
    """Something that was done on purpose."""

    at: datetime
    day: date
    who: int
    space: int | None
    is_post: bool = False


class Raw:
    """Members, posts, threads and the log, and what follows from them at once."""

    def __init__(self) -> None:
        self.zone = ZoneInfo(settings.TIME_ZONE)
        going = set(Leaving.objects.exclude(begun_at=None).values_list("member", flat=True))
        self.members = {one.pk: one for one in Member.objects.all()}
        self.here = {pk: one for pk, one in self.members.items() if one.confirmed_at and pk not in going}
        self.threads = {one.pk: one for one in Thread.objects.select_related("space")}
        self.posts = list(Post.objects.order_by("created_at", "number"))
        self.log = list(Activity.objects.order_by("at", "pk"))
        self.roles = [row for row in self.log if row.verb == "member.role_changed"]
        self.yes = [row for row in self.log if row.verb == "event.answered" and row.facts["says"] == "going"]
        self.places = dict(Occurrence.objects.values_list("pk", "program__space"))
        self.guides = dict(Guide.objects.values_list("pk", "space"))
        self.rooms = dict(ChatLine.objects.values_list("pk", "room__space"))
        self.thread_of = {one.pk: one.thread_id for one in self.posts}
        self.joined = {pk: self.day_of(one.joined_at) for pk, one in self.here.items()}
        self.deeds = self._deeds()
        self.by_day: dict[date, list[Deed]] = defaultdict(list)
        for deed in self.deeds:
            self.by_day[deed.day].append(deed)
        self.given = self._given()

    def day_of(self, moment: datetime) -> date:
        """The community's day of a moment."""
        return moment.astimezone(self.zone).date()

    def over(self, day: date) -> datetime:
        """The moment at which a day is over."""
        return datetime.combine(day + DAY, time.min, self.zone)

    def is_team(self, who: int | None, at: datetime) -> bool:
        """Whether somebody was of the team then: as it was before the first change that came later."""
        if who is None:
            return False
        for row in self.roles:
            if row.subject_id == who and row.at > at:
                return bool(row.facts["before"] != "member")
        return self.members[who].role != "member"

    def stands(self, post: Post) -> bool:
        """Whether everybody who may read the space may read it."""
        thread = self.threads[post.thread_id]
        return not any((post.deleted_at, post.hidden_at, post.held_at, thread.deleted_at, thread.held_at))

    def space_of(self, row: Activity) -> int | None:
        """Where the thing that a row tells of stands now."""
        about, pk = row.subject_type, row.subject_id or 0
        if about == "community.post":
            pk = self.thread_of.get(pk, 0)
        if about in ("community.post", "community.thread"):
            return self.threads[pk].space_id if pk in self.threads else None
        known = {"community.guide": self.guides, "community.chatline": self.rooms, "programs.occurrence": self.places}
        return known[about].get(pk) if about in known else self.places.get(row.facts.get("occurrence", 0))

    def _deeds(self) -> list[Deed]:
        found = [
            Deed(post.created_at, self.day_of(post.created_at), post.author_id,
                 self.threads[post.thread_id].space_id, is_post=True)
            for post in self.posts
            if post.author_id in self.here and self.stands(post)
        ]  # fmt: skip
        for row in self.log:
            is_no = row.verb == "event.answered" and row.facts["says"] != "going"
            if row.verb in DELIBERATE and not is_no and row.actor_id in self.here:
                found.append(Deed(row.at, self.day_of(row.at), row.actor_id, self.space_of(row)))
        return found

    def _given(self) -> dict[int, list[datetime]]:
        """When each member contributed, in order of time, as far as what they gave stands."""
        found = defaultdict(list)
        for deed in self.deeds:
            if deed.is_post:
                found[deed.who].append(deed.at)
        things = {verb: {one.pk: one for one in model.objects.all()} for verb, model in THINGS.items()}
        for row in self.log:
            if row.verb in things and row.actor_id in self.here and _is_kept(things[row.verb].get(row.subject_id or 0)):
                found[row.actor_id].append(row.at)
        return {who: sorted(moments) for who, moments in found.items()}

    def activated(self, who: int) -> datetime | None:
        """The first post, or the first yes to an event."""
        moments = [deed.at for deed in self.deeds if deed.is_post and deed.who == who]
        return min([*moments, *(row.at for row in self.yes if row.actor_id == who)], default=None)


def _is_kept(thing: object) -> bool:
    """Whether something that was added still stands: neither taken back nor refused, and no draft."""
    away = ("deleted_at", "hidden_at", "held_at", "withdrawn_at", "refused_at", "retired_at")
    if thing is None or any(getattr(thing, name, None) for name in away):
        return False
    return getattr(thing, "state", "") != "draft" and not (isinstance(thing, Guide) and thing.published_at is None)
