"""A scoreboard: the twelve numbers first, the others behind them, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from metrics.measures.keeping import whole_nights
from metrics.measures.measure import Unit
from metrics.measures.reading import State, scores
from metrics.rollups.models import DayCut, RolledDay
from metrics.scoreboard.sentences import number, sentence_of
from metrics.scoreboard.sparing import spare
from metrics.scoreboard.verdict import Verdict, verdict_on

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from metrics.measures.measure import Cut
    from metrics.measures.reading import Reading

TWELVE = (
    "activity-rate", "first-reply-median", "answered-24h", "activated-14", "made-by-members", "referrals",
    "newcomers-back", "retention-4w", "resolution-rate", "peer-share", "stickiness", "concentration",
)  # fmt: skip
"""What stands in front; the order is the order in which a verdict looks for good news."""
FEW = 30
"""Below so many active members, shares jump with every single person: cards show counts."""
YOUNG_DAYS = 14
"""So long it takes until numbers say something."""


@dataclass(frozen=True)
class Card:
    """One number as a card shows it."""

    reading: Reading
    sentence: str
    in_counts: bool = False
    """Whether it shows how many of how many instead of a share."""

    @property
    def below(self) -> str:
        """The sentence, where the value does not say the same already."""
        is_said = self.reading.value is None and not self.reading.of
        return "" if is_said else self.sentence

    @property
    def counts(self) -> str:
        """How many of how many, where that stands instead of a share."""
        reading = self.reading
        if not self.in_counts or reading.top is None:
            return ""
        return _("%(top)s of %(of)s") % {"top": number(reading.top), "of": number(reading.of)}

    @property
    def words(self) -> str:
        """The value, or why there is none."""
        return self.counts or self.reading.words or self.sentence


@dataclass(frozen=True)
class Beginning:
    """What there is before numbers say something."""

    members: int
    posts: int


@dataclass(frozen=True)
class Board:
    """What a scoreboard shows."""

    days: int
    end: date
    made_at: datetime
    cards: list[Card]
    more: list[Card]
    verdict: Verdict
    is_small: bool
    """Whether so few are active that cards show counts."""
    beginning: Beginning | None = None
    """There while the community is young."""

    @property
    def readings(self) -> dict[str, Reading]:
        """Every number of it, by its key."""
        return {card.reading.measure.key: card.reading for card in (*self.cards, *self.more)}

    @property
    def took_too_long(self) -> bool:
        """Whether some numbers of a segment were not reached in time."""
        return any(one.took_too_long for one in self.readings.values())


def board_of(
    cut: Cut, days: int, *, viewer: Viewer | None = None, end: date | None = None, for_hosts: bool = False
) -> Board | None:
    """The scoreboard of a cut over so many days up to `end`; the last one that was measured if none is given.

    None before anything was measured. `for_hosts`: it leads nowhere but to what hosts may open.
    """
    made = last_whole(days, end)
    if made is None:
        return None
    end, made_at = made
    readings = scores(cut, days, end)
    if for_hosts:
        readings = spare(readings, cut, days, end)
    active = readings.get("activity-rate")
    is_small = active is not None and (active.is_withheld or (active.top is not None and active.top < FEW))
    front = [key for key in TWELVE if key in readings]
    cards = {key: _card(reading, is_small) for key, reading in readings.items()}
    return Board(
        days, end, made_at, [cards[key] for key in front],
        [card for key, card in cards.items() if key not in front],
        verdict_on([readings[key] for key in front], cut, viewer=viewer, for_hosts=for_hosts), is_small,
        _beginning(end, active),
    )  # fmt: skip


def last_whole(days: int, end: date | None = None) -> tuple[date, datetime] | None:
    """The last day (or `end`) of which all numbers over so many days were measured, and when that was. One query."""
    rows = whole_nights(days)
    rows = rows.filter(day=end) if end else rows
    return rows.order_by("-day").values_list("day", "made_at").first()


def _card(reading: Reading, is_small: bool) -> Card:
    in_counts = is_small and reading.measure.unit == Unit.PERCENT and reading.state not in (State.UNTOLD, State.NOTHING)
    return Card(reading, sentence_of(reading), in_counts)


def _beginning(end: date, active: Reading | None) -> Beginning | None:
    first = RolledDay.objects.order_by("day").values_list("day", flat=True).first()
    if first is None or (end - first).days >= YOUNG_DAYS:
        return None
    posts = DayCut.objects.filter(space=None, day__lte=end).aggregate(n=Sum(F("threads") + F("replies")))["n"]
    return Beginning(int(active.of) if active else 0, posts or 0)
