"""Reading what was measured: of the community or a space from what is kept, of a segment at the moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Max, Q
from django.utils.translation import gettext, pgettext

from members.segments.counting import TookTooLong, in_time
from metrics.measures.all import MEASURES
from metrics.measures.keeping import ends_of, untold, whole_nights
from metrics.measures.measure import Counted, Cut, Direction, Measure, Unit
from metrics.measures.models import MeasureRule, Score
from metrics.measures.withholding import is_withheld
from metrics.measures.wording import change_words, pieces, target_words, worded
from metrics.rollups.days import week_ends

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.profiles.models import Member

CLOSE = 0.1
"""So much of the target may be missing for a value to be close to it."""
SEGMENT_SECONDS = 6.0
"""All numbers of a segment together; what is not reached in this time is said not to be."""
KEPT_SECONDS = 6 * 3600


class State(StrEnum):
    """How a value stands to its target, or which way it goes where there is none."""

    ON_TARGET = "on_target"
    CLOSE = "close"
    OFF = "off"
    GROWING = "growing"
    FALLING = "falling"
    STEADY = "steady"
    UNTOLD = "untold"
    NOTHING = "nothing"


ICONS = {
    State.ON_TARGET: "circle-check", State.CLOSE: "triangle-alert", State.OFF: "triangle-alert",
    State.GROWING: "circle-check", State.FALLING: "triangle-alert", State.STEADY: "circle-check",
    State.UNTOLD: "eye-off", State.NOTHING: "clock",
}  # fmt: skip
TONES = {State.ON_TARGET: "ok", State.GROWING: "ok", State.CLOSE: "warn", State.FALLING: "warn", State.OFF: "bad"}


@dataclass(frozen=True)
class Week:
    """What a measure said of the window that ended on a day; of one that is not told, nothing else is known here."""

    end: date
    value: float | None = None
    top: float | None = None
    of: float = 0
    is_withheld: bool = False


@dataclass(frozen=True)
class Reading:
    """One measure of one cut, with all that a card says of it."""

    measure: Measure
    days: int
    end: date
    value: float | None = None
    top: float | None = None
    of: float = 0
    people: int = 0
    before: float | None = None
    line: list[float | None] = field(default_factory=list)
    """The values of twelve weeks, the oldest first; none where it was not measured or is not told."""
    target: float | None = None
    owner: Member | None = None
    is_withheld: bool = False
    took_too_long: bool = False
    weeks: list[Week] = field(default_factory=list)
    """The same twelve as the line, with what they were made of."""

    @property
    def state(self) -> State:
        """How it stands."""
        if self.is_withheld:
            return State.UNTOLD
        if self.value is None:
            return State.OFF if self.is_unreached and self.target is not None and self.is_time else State.NOTHING
        if self.target is None:
            return self._way(self.value)
        missing = (self.target - self.value) * (1 if self.measure.direction == Direction.UP else -1)
        if missing <= 0:
            return State.ON_TARGET
        return State.CLOSE if missing <= abs(self.target) * CLOSE else State.OFF

    @property
    def is_told(self) -> bool:
        """Whether there is something that can be on or off its target."""
        return self.state not in (State.UNTOLD, State.NOTHING)

    @property
    def is_unreached(self) -> bool:
        """Whether there was something to measure and it did not come so far, such as when more than half still wait."""
        return self.value is None and not self.is_withheld and self.of > 0 and bool(self.measure.unreached)

    @property
    def is_time(self) -> bool:
        """Whether it says how long something takes."""
        return self.measure.unit == Unit.HOURS

    @property
    def unreached_words(self) -> str:
        """Why there is no value although there was something to measure."""
        return str(self.measure.unreached)

    def _way(self, value: float) -> State:
        if self.before is None or abs(value - self.before) <= abs(self.before) * 0.02:
            return State.STEADY
        is_better = (value > self.before) == (self.measure.direction == Direction.UP)
        return State.GROWING if is_better else State.FALLING

    @property
    def icon(self) -> str:
        """The sign of its state."""
        return ICONS[self.state]

    @property
    def tone(self) -> str:
        """The colour of its state, as a class of chips; empty for none."""
        return TONES.get(self.state, "")

    @property
    def state_words(self) -> str:
        """The state in a word or two."""
        return _state_words()[self.state]

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The value as numbers with their units; empty where there is nothing to tell."""
        return [] if self.is_withheld or self.value is None else pieces(self.measure.unit, self.value)

    @property
    def words(self) -> str:
        """The value in words; empty where there is nothing to tell."""
        return "" if self.is_withheld or self.value is None else worded(self.measure.unit, self.value)

    @property
    def target_words(self) -> str:
        """What is to be reached."""
        return target_words(self.measure, self.target)

    @property
    def change_words(self) -> str:
        """How it moved since the period before."""
        return "" if self.is_withheld else change_words(self.measure, self.value, self.before)


def _state_words() -> dict[State, str]:
    return {
        State.ON_TARGET: gettext("On target"), State.CLOSE: pgettext("near its target", "Close"),
        State.OFF: gettext("Off target"), State.GROWING: gettext("Getting better"),
        State.FALLING: gettext("Getting worse"), State.STEADY: gettext("Steady"), State.UNTOLD: gettext("Not told"),
        State.NOTHING: gettext("No data yet"),
    }  # fmt: skip


def last_measured() -> date | None:
    """The last day for which everything was measured; none before the first night. One query."""
    last: date | None = whole_nights().aggregate(last=Max("day"))["last"]
    return last


def scores(cut: Cut, days: int, end: date, *, keys: Collection[str] | None = None) -> dict[str, Reading]:
    """Every measure (or those with these keys) of a cut, in the order in which they are read.

    Two queries for the community and for a space, whatever there is; for a segment those of the measures as well.
    """
    chosen = [one for one in MEASURES.values() if keys is None or one.key in keys]
    rules = {rule.measure: rule for rule in MeasureRule.objects.select_related("owner")}
    rows = _of_segment(chosen, cut, days, end) if cut.segment else _kept(cut, days, end, [one.key for one in chosen])
    return {
        one.key: reading_of(one, days, end, rows.get(one.key, {}), rules.get(one.key))
        for one in chosen
        if (cut.space is None or one.has_spaces) and (cut.segment is None or one.has_segments)
    }


@dataclass(frozen=True)
class Row:
    """What was measured of one window."""

    counted: Counted
    is_withheld: bool = False
    took_too_long: bool = False


type _Rows = dict[str, dict[date, Row]]


def row_of(score: Score) -> Row:
    """What the night kept."""
    return Row(Counted(score.value, score.top, score.of, score.people), score.is_withheld)


def _kept(cut: Cut, days: int, end: date, keys: list[str]) -> _Rows:
    found: _Rows = {}
    rows = Score.objects.filter(Q(space=cut.space), measure__in=keys, days=days, day__in=ends_of(end, days))
    for row in rows:
        found.setdefault(row.measure, {})[row.day] = row_of(row)
    return found


def _of_segment(chosen: list[Measure], cut: Cut, days: int, end: date) -> _Rows:
    """Asked now, and kept for some hours; what takes too long is said to, instead of holding up the page."""
    found: _Rows = {}
    begun = monotonic()
    kept = Score.objects.filter(space=cut.space, days=days, day__in=ends_of(end, days))
    whole = {(row.measure, row.day): row for row in kept}
    for measure in chosen:
        rows = _asked_or_known(measure, cut, days, end, SEGMENT_SECONDS - (monotonic() - begun))
        if rows is None:
            found[measure.key] = {end: Row(Counted(None, None, 0, 0), took_too_long=True)}
            continue
        found[measure.key] = {
            day: Row(row.counted, row.is_withheld or _is_untold(row.counted.people, whole[measure.key, day]))
            for day, row in rows.items()
            if (measure.key, day) in whole
        }
    return found


def _is_untold(people: int, whole: Score) -> bool:
    """Whether a part stays untold beside its whole; a part of what is not told could be all of it."""
    return is_withheld(people, whole.people) or (whole.is_withheld and people > 0)


def _asked_or_known(measure: Measure, cut: Cut, days: int, end: date, seconds: float) -> dict[date, Row] | None:
    segment = cut.segment
    if segment is None or not measure.has_segments or (cut.space is not None and not measure.has_spaces):
        return {}
    key = f"health:cut:{measure.key}:{days}:{end}:{cut.space}:{segment.pk}:{segment.edition}"
    known: Any = cache.get(key)
    if known is not None:
        return {day: Row(Counted(*values), is_hidden) for day, values, is_hidden in known}
    if seconds <= 0:
        return None
    try:
        with in_time(max(1, int(seconds * 1000))):
            found = _asked(measure, cut, days, ends_of(end, days))
    except TookTooLong:
        return None
    said = [(day, row.counted, row.is_withheld) for day, row in found.items()]
    kept = [(day, (one.value, one.top, one.of, one.people), is_hidden) for day, one, is_hidden in said]
    cache.set(key, kept, KEPT_SECONDS)
    return found


def _asked(measure: Measure, cut: Cut, days: int, ends: list[date]) -> dict[date, Row]:
    """Of a segment in one space: what stays untold is decided over all its spaces together, as at night."""
    everywhere = Cut(segment=cut.segment)
    found = measure.numbers(ends, days, everywhere)
    if cut.space is None:
        return {day: Row(counted) for (day, _space), counted in found.items()}
    found |= measure.numbers(ends, days, everywhere, by_space=True)
    hidden, nobody = untold(found), Counted(None, None, 0, 0)
    return {day: Row(found.get((day, cut.space), nobody), (day, cut.space) in hidden) for day in ends}


def reading_of(measure: Measure, days: int, end: date, rows: dict[date, Row], rule: MeasureRule | None) -> Reading:
    """What a card says of the window up to `end`, and of those before it that there are rows of."""
    nothing = Row(Counted(None, None, 0, 0))
    now, before = rows.get(end, nothing), rows.get(end - timedelta(days=days), nothing)
    told = {day: row.counted.value for day, row in rows.items() if not row.is_withheld}
    return Reading(
        measure, days, end, None if now.is_withheld else now.counted.value,
        None if now.is_withheld else now.counted.top, 0 if now.is_withheld else now.counted.of,
        0 if now.is_withheld else now.counted.people, None if before.is_withheld else before.counted.value,
        [told.get(day) for day in week_ends(end)], rule.target if rule and rule.target is not None else measure.target,
        rule.owner if rule else None, now.is_withheld, now.took_too_long,
        [_week(day, rows.get(day, nothing)) for day in week_ends(end)],
    )  # fmt: skip


def _week(day: date, row: Row) -> Week:
    if row.is_withheld:
        return Week(day, is_withheld=True)
    return Week(day, row.counted.value, row.counted.top, row.counted.of)
