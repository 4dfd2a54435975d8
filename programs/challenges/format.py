"""Challenges as a kind of program: what the clock does for each, where members find it, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import Kind as Duty
from members.duties.owning import may_own
from members.installation.models import Installation
from members.profiles.models import Member
from programs.challenges.addresses import entries_of, judging_of, page_of
from programs.challenges.models import Challenge, ChallengeEntry, ChallengeJudge, ChallengePlan, ChallengeVote
from programs.challenges.permissions import judge_of, may_manage
from programs.challenges.phases import KEY, Ends, announced, plan_of, terms_of
from programs.challenges.planning import ChallengeDetails
from programs.challenges.settling import settle
from programs.series.formats import CannotNow, Door, Due, Format, Heard, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.naming import for_the_team

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet
    from programs.challenges.terms import Terms
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence

STEP_WORDS = {
    "announce": gettext_lazy("It is announced, and its terms stand"),
    "vote": gettext_lazy("Voting begins"),
    "judge": gettext_lazy("Judging begins"),
    "settle": gettext_lazy("The result is computed, and its owner asked to publish it"),
}
HEARD = {
    "announce": "challenge.announced", "open": "challenge.begun", "vote": "challenge.voting_begun",
    "judge": "challenge.judging_begun",
}  # fmt: skip
"""What the log says at a step, and members hear."""


class Challenging(Format):
    """A month of check-ins, or things that are made, voted on and judged."""

    key = KEY
    noun = gettext_lazy("Challenge")
    icon = "target"
    sentence = gettext_lazy(
        "Something to do together: check-ins over some weeks, or entries that are voted on or judged."
    )
    rhythm = Rhythm.QUARTERLY
    serves = Serves.TAKE_PART
    minutes = 60 * 24 * 30
    goals: ClassVar[tuple[str, ...]] = (Goal.PEOPLE, Goal.ENTRIES, Goal.NEWCOMERS, Goal.OWN)
    details = ChallengeDetails

    def due(self, occurrence: Occurrence) -> list[Due]:
        """Announced, begun, over; votes, judging, the result. What nobody needs to hear any more is not said."""
        terms = terms_of(occurrence)
        ends = Ends(occurrence, terms)
        return [
            *([Due("announce", ends.announce, occurrence.starts_at)] if terms.announce_days else []),
            *super().due(occurrence),
            *([Due("vote", ends.enter, ends.vote)] if terms.vote_days else []),
            *([Due("judge", ends.vote, ends.judge)] if terms.judge_days else []),
            Due("settle", ends.judge),
        ]

    def step_words(self, key: str) -> str:
        """What the clock does at one of its own steps."""
        return str(STEP_WORDS.get(key, key))

    def announce(self, occurrence: Occurrence) -> None:
        """From now on its terms stand."""
        announced(occurrence)
        record("challenge.announced", actor=None, subject=occurrence)

    def open(self, occurrence: Occurrence) -> None:
        """Members can take part."""
        announced(occurrence)
        record("challenge.begun", actor=None, subject=occurrence)

    def vote(self, occurrence: Occurrence) -> None:
        """Votes are taken."""
        if self._said(occurrence).vote_days:
            record("challenge.voting_begun", actor=None, subject=occurrence)

    def judge(self, occurrence: Occurrence) -> None:
        """Judges give points. Raises CannotNow without one."""
        if not self._said(occurrence).judge_days:
            return
        if not ChallengeJudge.objects.filter(challenge__occurrence=occurrence, released_at=None).exists():
            raise CannotNow(_("Name judges on the page of its entries."))
        record("challenge.judging_begun", actor=None, subject=occurrence)

    def settle(self, occurrence: Occurrence) -> None:
        """Compute what came of it; its owner is asked to look and to publish it."""
        if occurrence.opened_at is None:
            return
        challenge = announced(occurrence)
        settle(challenge, by=None)
        ends, owner = Ends(occurrence, challenge.said, challenge.judging_until), occurrence.program.owner
        with translation.override(Installation.current().language):
            note = _("Publish the result of “%(name)s”.") % {"name": for_the_team(occurrence.program, occurrence.name)}
        ask_somebody(
            Duty.FOLLOW_UP, due=ends.result, key=f"challenge-result:{occurrence.pk}", note=note,
            to=owner if owner is not None and may_own(owner) else None,
        )  # fmt: skip
        record("challenge.settled", actor=None, subject=occurrence)

    def _said(self, occurrence: Occurrence) -> Terms:
        return announced(occurrence).said

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """For whom it is meant, and the judges: each beginning."""
        verb = HEARD.get(key)
        return Heard(verb, occurrence) if verb else None

    def url(self, occurrence: Occurrence) -> str:
        """The one page of all phases."""
        return page_of(occurrence)

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet:
        """Who entered, voted or judges."""
        here = {"challenge__occurrence__in": occurrences}
        entered = ChallengeEntry.objects.filter(withdrawn_at=None, **here)
        voted = ChallengeVote.objects.filter(entry__challenge__occurrence__in=occurrences)
        judges = ChallengeJudge.objects.filter(released_at=None, **here)
        return Member.objects.present().filter(
            Q(pk__in=entered.values("author")) | Q(pk__in=voted.values("member")) | Q(pk__in=judges.values("member"))
        )

    def carried(self, program: Program, later: Program) -> None:
        """Its terms go along."""
        ChallengePlan.objects.get_or_create(program=later, defaults={"terms": plan_of(program).kept()})

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many check-ins of how many, or how many entries: two queries for all."""
        rows = ChallengeEntry.objects.standing().filter(challenge__occurrence__in=[one.pk for one in occurrences])
        counted = dict(rows.order_by().values_list("challenge__occurrence").annotate(n=Count("pk")))
        challenges = Challenge.objects.filter(occurrence__in=list(counted))
        return {one.occurrence_id: _fact(one.said, counted[one.occurrence_id]) for one in challenges}

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """The managers' page, and the judges'."""
        found = [Door(_("Entries and result"), entries_of(occurrence), "list-checks")]
        found = found if may_manage(viewer) is None else []
        challenge = Challenge.objects.filter(occurrence=occurrence).first()
        if judge_of(viewer, challenge) is not None:
            found.append(Door(_("Judge entries"), judging_of(occurrence), "gavel"))
        return found

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """Entries or check-ins; people; and those of them whose first challenge it was."""
        rows = ChallengeEntry.objects.standing().filter(challenge__occurrence=occurrence)
        if goal == Goal.ENTRIES:
            return int(rows.count())
        people = rows.exclude(author=None).values("author").distinct()
        if goal == Goal.PEOPLE:
            return int(people.count())
        if goal == Goal.NEWCOMERS:
            earlier = ChallengeEntry.objects.standing().filter(
                author__in=people, challenge__occurrence__starts_at__lt=occurrence.starts_at
            )
            return int(people.count()) - int(earlier.values("author").distinct().count())
        return None

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who entered with something that stands, a check-in or an entry."""
        rows = ChallengeEntry.objects.standing().filter(challenge__occurrence__in=occurrences, author__isnull=False)
        return set(rows.values_list("challenge__occurrence_id", "author_id"))


def _fact(terms: Terms, n: int) -> str:
    if terms.has_steps and terms.together:
        words = ngettext("%(n)d of %(all)d check-in", "%(n)d of %(all)d check-ins", terms.together)
        return words % {"n": n, "all": terms.together}
    words = ngettext("%(n)d check-in", "%(n)d check-ins", n) if terms.has_steps else ngettext(
        "%(n)d entry", "%(n)d entries", n
    )  # fmt: skip
    return words % {"n": n}


register(Challenging())
