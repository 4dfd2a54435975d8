"""Who is told of challenges: for whom one is meant, of its beginnings; judges; who took part, of what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.following.hearing import seeing
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.profiles.models import Member
from programs.challenges.announcing import Challenges, Judging, OwnEntries
from programs.challenges.models import ChallengeEntry, ChallengeJudge
from programs.series.once import tell_once

if TYPE_CHECKING:
    from members.notifications.notices import Happening
    from programs.series.occurrences import Occurrence

CHALLENGES, ENTRIES, JUDGING = Challenges(), OwnEntries(), Judging()


def meant_for(occurrence: Occurrence) -> set[int]:
    """For whom a challenge is meant: the people of its segment, or all who see its space."""
    program = occurrence.program
    if program.audience is not None:
        return set(program.audience.people().values_list("pk", flat=True))
    people = seeing(program.space) if program.space is not None else Member.objects.present()
    return set(people.values_list("pk", flat=True))


def judges_of(occurrence: Occurrence) -> set[int]:
    """Who judges it."""
    rows = ChallengeJudge.objects.filter(challenge__occurrence=occurrence, released_at=None, member__isnull=False)
    return {pk for pk in rows.values_list("member_id", flat=True) if pk is not None}


class Won(Notice):
    """My entry won."""

    key = "challenge_won"
    setting = "challenge_entry"
    label = _("My entry in a challenge is decided about, or wins")
    words = ngettext_lazy("Your entry won", "Your entries won", "people")
    why = _("It is your entry.")
    icon = "award"
    by_mail = True
    verbs: ClassVar[tuple[str, ...]] = ("challenge.won",)
    surface = ENTRIES

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Its author."""
        return {happening.thing.author_id} - {None}

    def bundle(self, happening: Happening) -> str:
        """A row of its own for each matter of an entry."""
        return f"{self.key}:{happening.subject_id}"


class Refused(Won):
    """My entry does not take part."""

    key = "challenge_refused"
    words = ngettext_lazy("Your entry does not take part", "Your entries do not take part", "people")
    icon = "info"
    verbs = ("challenge.entry_refused",)
    every_time = True


class Readmitted(Won):
    """My entry takes part after all."""

    key = "challenge_readmit"
    words = ngettext_lazy("Your entry takes part after all", "Your entries take part after all", "people")
    icon = "circle-check"
    verbs = ("challenge.entry_readmitted",)
    every_time = True


class NamedJudge(Notice):
    """I am a judge."""

    key = "challenge_named"
    setting = "challenge_judge"
    label = _("I am asked to judge a challenge")
    words = ngettext_lazy("You are a judge of a challenge", "You are a judge of a challenge", "people")
    why = _("A community manager named you.")
    icon = "gavel"
    by_mail = True
    verbs = ("challenge.judge_named",)
    surface = JUDGING

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The judge."""
        return {happening.thing.member_id} - {None}


class JudgingBegun(Notice):
    """Entries wait for my points."""

    key = "challenge_judge"
    setting = "challenge_judge"
    label = NamedJudge.label
    words = ngettext_lazy(
        "Judging has begun: entries wait for you", "Judging has begun: entries wait for you", "people"
    )
    why = _("You are one of the judges.")
    icon = "gavel"
    by_mail = True
    verbs = ("challenge.judging_begun",)
    surface = CHALLENGES

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The judges."""
        return judges_of(happening.thing)

    def bundle(self, happening: Happening) -> str:
        """A row of its own."""
        return f"{self.key}:{happening.subject_id}"


class Published(Notice):
    """A challenge I took part in has a result."""

    key = "challenge_result"
    setting = "challenge"
    label = _("A challenge for me begins, takes votes, or has a result")
    words = ngettext_lazy(
        "A challenge you took part in has a result", "A challenge you took part in has a result", "people"
    )
    why = _("You took part in it.")
    icon = "award"
    verbs: ClassVar[tuple[str, ...]] = ("challenge.published",)
    surface = CHALLENGES

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who took part, but for winners: they are told of that."""
        rows = ChallengeEntry.objects.open().filter(challenge__occurrence=happening.thing, author__isnull=False)
        winners = rows.filter(challenge__winners__entry=F("pk")).values("author")
        return set(rows.exclude(author__in=winners).values_list("author_id", flat=True))

    def bundle(self, happening: Happening) -> str:
        """A row of its own for each moment."""
        return f"{self.key}:{happening.subject_id}"


class Announced(Published):
    """A challenge for me is announced."""

    key = "challenge_announced"
    words = ngettext_lazy("A challenge begins soon", "A challenge begins soon", "people")
    why = _("It is meant for you. You are told when it is announced, when it begins and when votes are taken.")
    icon = "target"
    personal = False
    verbs = ("challenge.announced",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """For whom it is meant."""
        return meant_for(happening.thing)


class Begun(Announced):
    """It begins."""

    key = "challenge_begun"
    words = ngettext_lazy("A challenge has begun: take part", "A challenge has begun: take part", "people")
    verbs = ("challenge.begun",)


class VotingBegun(Announced):
    """Votes are taken."""

    key = "challenge_voting"
    words = ngettext_lazy("A challenge takes votes", "A challenge takes votes", "people")
    verbs = ("challenge.voting_begun",)


for notice in (Won, Refused, Readmitted, NamedJudge, JudgingBegun, Published, Announced, Begun, VotingBegun):
    register(notice())


@subscribe(*CHALLENGES.verbs, *ENTRIES.verbs, *JUDGING.verbs, name="programs.notices_of_challenges")
def tell_of_challenges(activity: Activity) -> None:
    """Tells for whom a challenge is meant, who takes part, and its judges."""
    tell_once(activity)
