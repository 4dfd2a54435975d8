"""The phases of a challenge, all on one page. Time alone says which it is, so a clock that stood still moves no end."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.challenges.models import Challenge, ChallengePlan
from programs.challenges.terms import Terms

if TYPE_CHECKING:
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence

KEY = "challenge"


class Phase(models.TextChoices):
    """Where a challenge stands."""

    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announce", _("Announced")
    ENTER = "enter", _("Taking part")
    VOTE = "vote", _("Voting")
    JUDGE = "judge", _("Judging")
    SETTLING = "settle", _("Being settled")
    RESULT = "result", _("Result")
    OFF = "off", _("Called off")


ICONS = {
    Phase.PLANNED: "clock", Phase.ANNOUNCED: "megaphone", Phase.ENTER: "target", Phase.VOTE: "vote",
    Phase.JUDGE: "gavel", Phase.SETTLING: "clock", Phase.RESULT: "award", Phase.OFF: "ban",
}  # fmt: skip


def plan_of(program: Program) -> Terms:
    """What is said of a program of this kind; a series that was split goes on with what the one before said."""
    chain = program.chain
    found = {plan.program_id: plan.terms for plan in ChallengePlan.objects.filter(program__in=chain)}
    return next((Terms.of(found[pk]) for pk in chain if pk in found), Terms())


def terms_of(occurrence: Occurrence) -> Terms:
    """What holds in this one: what was announced, and before that what is planned."""
    challenge = Challenge.objects.filter(occurrence=occurrence).first()
    return challenge.said if challenge is not None else plan_of(occurrence.program)


def announced(occurrence: Occurrence) -> Challenge:
    """The challenge of an occurrence; from now on its terms stand. Inside a transaction."""
    found, _new = Challenge.objects.get_or_create(
        occurrence=occurrence, defaults={"terms": plan_of(occurrence.program).kept()}
    )
    return found


class Ends:
    """When each phase ends. Entering goes on as long as the occurrence; the others stand before and behind it."""

    def __init__(self, occurrence: Occurrence, terms: Terms, judging_until: datetime | None = None) -> None:
        self.announce = occurrence.starts_at - terms.days("announce")
        self.enter = occurrence.ends_at
        self.vote = self.enter + terms.days("vote")
        self.judge = max(self.vote + terms.days("judge"), judging_until or self.vote)
        self.result = self.judge + terms.days("result")


def phase_of(occurrence: Occurrence, terms: Terms, challenge: Challenge | None, now: datetime | None = None) -> Phase:
    """Where it stands now."""
    now, ends = now or timezone.now(), Ends(occurrence, terms, challenge.judging_until if challenge else None)
    if occurrence.called_off_at or occurrence.missed_at:
        return Phase.OFF
    if challenge is not None and challenge.published_at:
        return Phase.RESULT
    steps = [
        (ends.announce, Phase.PLANNED), (occurrence.starts_at, Phase.ANNOUNCED), (ends.enter, Phase.ENTER),
        (ends.vote, Phase.VOTE), (ends.judge, Phase.JUDGE),
    ]  # fmt: skip
    return next((phase for until, phase in steps if now < until), Phase.SETTLING)
