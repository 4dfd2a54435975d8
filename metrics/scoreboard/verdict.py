"""The verdict: one line, and sentences that each say something one can check. Rules only; nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from metrics.measures.addresses import address
from metrics.measures.measure import Direction
from metrics.measures.reading import State
from metrics.measures.wording import worded
from metrics.scoreboard.findings import Found, findings_of
from metrics.scoreboard.places import where_most_is_missing
from metrics.scoreboard.saying import Said

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from metrics.measures.measure import Cut
    from metrics.measures.reading import Reading

WEEKS = 12
NO_BREAK = "\N{NO-BREAK SPACE}"
"""Between a number and its unit, so that no line ends there."""


class Standing(StrEnum):
    """How a community stands as a whole."""

    UNKNOWN = "unknown"
    HEALTHY = "healthy"
    WATCH = "watch"
    ATTENTION = "attention"


TITLES = {
    Standing.UNKNOWN: gettext_lazy("Too early for a verdict"),
    Standing.HEALTHY: gettext_lazy("Healthy"),
    Standing.WATCH: gettext_lazy("Healthy, with one thing to watch"),
    Standing.ATTENTION: gettext_lazy("Needs attention"),
}
BEST = {
    "first-reply-median": gettext_lazy("People answer each other faster than in any of the eleven weeks before."),
    "activity-rate": gettext_lazy("More members take part than in any of the eleven weeks before."),
    "activated-14": gettext_lazy("More newcomers take a first step than in any of the eleven weeks before."),
    "stickiness": gettext_lazy("Members come more often than in any of the eleven weeks before."),
}
BETTER = {
    "first-reply-median": gettext_lazy("People answer each other faster than in the period before."),
    "activity-rate": gettext_lazy("More members take part than in the period before."),
    "activated-14": gettext_lazy("More newcomers take a first step than in the period before."),
    "stickiness": gettext_lazy("Members come more often than in the period before."),
}


@dataclass(frozen=True)
class Remedy:
    """What to do, and the address where that begins; empty where there is none."""

    words: str
    url: str = ""
    is_act: bool = False
    """Whether the words are what one does there, as a button says it."""


@dataclass(frozen=True)
class Verdict:
    """One line, what is behind it, and the one thing to do."""

    standing: Standing
    said: list[Said]
    remedy: Remedy | None = None
    things: int = 0
    """How many numbers and findings ask to be looked at."""

    @property
    def title(self) -> str:
        """The line."""
        if self.standing == Standing.WATCH and self.things > 1:
            return _("Healthy, with a few things to watch")
        return str(TITLES[self.standing])

    def __str__(self) -> str:
        return " ".join(str(one) for one in self.said)


def verdict_on(front: Sequence[Reading], cut: Cut, *, viewer: Viewer | None = None, for_hosts: bool = False) -> Verdict:
    """What the numbers in front and the findings that are open say together; three queries at most."""
    found = findings_of(cut, viewer)
    told = [one for one in front if one.value is not None or one.state == State.OFF]
    if not told and not found:
        return Verdict(Standing.UNKNOWN, [Said(_("There is nothing to measure yet."))])
    known = frozenset[str]().union(*(one.measures for one in found))
    off, near = _far(front, State.OFF, known), _far(front, State.CLOSE, known)
    pressing = [one for one in found if one.is_pressing]
    others = [one for one in found if not one.is_pressing]
    count = len(pressing) + len(off)
    standing = Standing.ATTENTION if count > 1 else Standing.WATCH if count or others or near else Standing.HEALTHY
    said = [one for one in (_good(told),) if one is not None]
    everything: list[Found | Reading] = [*pressing, *off, *others, *near]
    worst = everything[0] if everything else None
    if worst is None:
        return Verdict(standing, [*said, *_all_on_target(told, said)])
    if isinstance(worst, Found):
        remedy = Remedy(worst.remedy, worst.remedy_url, is_act=True) if worst.remedy else None
        return Verdict(standing, [*said, worst.said, *_rest(count, everything)], remedy, len(everything))
    said.append(_worst(worst, cut, for_hosts=for_hosts))
    said += _rest(count, everything)
    return Verdict(standing, said, _remedy(worst, for_hosts=for_hosts), len(everything))


def _far(front: Sequence[Reading], state: State, known: Collection[str]) -> list[Reading]:
    """The numbers in this state of which no finding tells already, the furthest from its target first."""
    found = [one for one in front if one.state == state and one.measure.key not in known]
    return sorted(found, key=_missing, reverse=True)


def _missing(reading: Reading) -> float:
    """How far a number is from its target, as a share of the target."""
    target, value = reading.target or 0.0, reading.value or 0.0
    return abs(target - value) / abs(target) if target else abs(value)


def _good(told: Sequence[Reading]) -> Said | None:
    """The first number with words of its own that got better: than in all weeks of its line, or than lately."""
    fine = [one for one in told if one.state in (State.ON_TARGET, State.GROWING) and one.measure.key in BEST]
    best = next((one for one in fine if is_best(one)), None)
    if best is not None:
        return Said(str(BEST[best.measure.key]))
    better = next((one for one in fine if _got_better(one)), None)
    if better is not None:
        return Said(str(BETTER[better.measure.key]))
    return None


def _got_better(reading: Reading) -> bool:
    """Whether one can say so: a change too small for words is none."""
    if reading.before is None or reading.change_words == _("as before"):
        return False
    return _is_better(reading, reading.value, reading.before)


def is_best(reading: Reading) -> bool:
    """Whether a number is better than at the end of each of the eleven weeks before; all of them were told."""
    earlier = [value for value in reading.line[:-1] if value is not None]
    if len(earlier) < WEEKS - 1 or reading.value is None:
        return False
    return all(_is_better(reading, reading.value, value) for value in earlier)


def _is_better(reading: Reading, value: float | None, than: float) -> bool:
    return value is not None and (value > than if reading.measure.direction == Direction.UP else value < than)


def _all_on_target(told: Sequence[Reading], said: Sequence[Said]) -> list[Said]:
    with_target = sum(one.target is not None for one in told)
    if not with_target:
        return [] if said else [Said(_("No number here has a target."))]
    words = ngettext(
        "The one number with a target has reached it.", "All %(n)s numbers with a target have reached it.", with_target
    )
    return [Said(words, {"n": with_target})]


def _worst(reading: Reading, cut: Cut, *, for_hosts: bool) -> Said:
    """Where most of it is missing, if one place has half of it; otherwise the number with its target."""
    place = where_most_is_missing(reading) if cut.is_whole and not for_hosts else None
    if place is not None:
        return place
    numbers = {"value": reading.words, "target": worded(reading.measure.unit, reading.target or 0)}
    values = {name: words.replace(" ", NO_BREAK) for name, words in numbers.items()}
    is_up = reading.measure.direction == Direction.UP
    if reading.is_unreached:
        values["value"] = reading.unreached_words
        words = _("“%(place)s”: %(value)s.")
    elif values["value"] == values["target"]:
        words = _("“%(place)s” is a little below its target of %(target)s.")
        if not is_up:
            words = _("“%(place)s” is a little above its target of %(target)s.")
    elif is_up:
        words = _("“%(place)s” is at %(value)s, below its target of %(target)s.")
    else:
        words = _("“%(place)s” is at %(value)s, above its target of %(target)s.")
    url = "" if for_hosts else address("measure", reading.measure.key)
    return Said(words, values, str(reading.measure.name), url)


def _rest(count: int, everything: Sequence[Found | Reading]) -> list[Said]:
    """What else is off; where nothing is, what else is to be watched."""
    others = count - 1 if count > 1 else len(everything) - 1
    if others < 1:
        return []
    words = ngettext("%(n)s other thing is to be watched, too.", "%(n)s other things are to be watched, too.", others)
    if count > 1:
        words = ngettext("%(n)s other thing is off, too.", "%(n)s other things are off, too.", others)
    return [Said(words, {"n": others})]


def _remedy(reading: Reading, *, for_hosts: bool) -> Remedy:
    """What to do about a number, with the place where that begins."""
    return Remedy(str(reading.measure.remedy), "" if for_hosts else address(reading.measure.remedy_url))
