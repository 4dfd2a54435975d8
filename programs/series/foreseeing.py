"""Whom the clock will tell what for an occurrence, as things stand now: the way of telling, without its writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from members.activity.models import Activity
from members.notifications.notices import NOTICES, surfaces
from members.notifications.preferences import Channels
from members.notifications.telling import reached
from members.profiles.models import Member
from programs.series.around import TURN
from programs.series.formats import Heard
from programs.series.showing import STEPS
from programs.series.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from members.notifications.notices import Notice
    from programs.series.occurrences import Occurrence

NAMED = 8
"""So many people are named for each message; the others are counted."""
type Reached = tuple[Notice, set[int], set[int], set[int]]


@dataclass(frozen=True)
class Foreseen:
    """One message that waits: when, how it reads, how many get it and some of them."""

    step: Step
    words: Any
    sentence: str
    why: Any
    people: int
    by_mail: int
    named: list[Member]

    @property
    def others(self) -> int:
        """How many get it beside those who are named."""
        return self.people - len(self.named)


def foreseen(occurrence: Occurrence) -> list[Foreseen]:
    """What is to be sent, in the order of the clock; as many queries for one reader as for a thousand."""
    if occurrence.called_off_at is not None or occurrence.missed_at is not None:
        return []
    steps = Step.objects.waiting().filter(occurrence=occurrence).order_by("at", "pk")
    return [one for step in steps for one in _at(step, occurrence)]


def _at(step: Step, occurrence: Occurrence) -> Iterator[Foreseen]:
    kind = occurrence.program.kind
    is_turn = step.key == TURN
    heard = Heard("occurrence.turn_near", occurrence) if is_turn else kind.heard(step.key, occurrence)
    if heard is None:
        return
    for notice, in_app, by_mail, by_push in _reached(heard):
        people = in_app | by_mail | by_push
        yield Foreseen(
            step,
            STEPS.get(step.key) or kind.step_words(step.key),
            notice.sentence([], 1),
            notice.why,
            len(people),
            len(by_mail),
            _named(people) if heard.is_named else [],
        )


def _named(people: set[int]) -> list[Member]:
    return list(Member.objects.filter(pk__in=people).order_by(F("name"), "pk")[:NAMED]) if people else []


def _reached(heard: Heard) -> list[Reached]:
    label = heard.subject._meta.label_lower
    activity = Activity(verb=heard.verb, subject_type=label, subject_id=heard.subject.pk, facts=dict(heard.facts))
    found: list[Reached] = []
    for surface in surfaces():
        if heard.verb not in surface.verbs:
            continue
        if heard.people is not None:
            mine = [one for one in NOTICES.values() if one.surface is surface and heard.verb in one.verbs]
            channels = Channels(heard.people)
            found += [(one, *channels.of(one, heard.people)) for one in mine]
        elif (happening := surface.happening(activity)) is not None:
            found += reached(activity, surface, happening)
    return found
