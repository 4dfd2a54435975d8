"""What stands below the scores: how fast first replies come, where people stop, and whether they come back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.segments.counting import TookTooLong, in_time
from metrics.cohorts.card import cohort_card
from metrics.funnel.card import funnel_card
from metrics.measures.survival import Curve, curve
from metrics.measures.waits import DAY, columns
from metrics.scoreboard.sentences import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from metrics.drawing.bars import Bar
    from metrics.scoreboard.asking import Asked
    from metrics.scoreboard.board import Board


@dataclass(frozen=True)
class Replies:
    """How long threads waited for their first reply, as columns."""

    curve: Curve

    @property
    def columns(self) -> list[Bar]:
        """From soon to late, and those that wait still."""
        return columns(self.curve)

    @property
    def asked_words(self) -> str:
        """How many there are."""
        words = ngettext("%(count)s thread", "%(count)s threads", self.curve.of)
        return words % {"count": number(self.curve.of)}

    @property
    def sentence(self) -> str:
        """How many had a reply in a day, and how many wait."""
        soon, waiting = self.curve.seen_within(DAY), self.curve.of - self.curve.answered
        first = ngettext(
            "%(count)s had a reply within a day.", "%(count)s had a reply within a day.", soon
        ) % {"count": number(soon)}  # fmt: skip
        if not waiting:
            return _("%(first)s All have one by now.") % {"first": first}
        second = ngettext("%(count)s has none.", "%(count)s have none.", waiting) % {"count": number(waiting)}
        return f"{first} {second}"


@dataclass(frozen=True)
class Beside:
    """The three charts; each is None where there is nothing to draw."""

    replies: Replies | None = None
    funnel: object = None
    cohorts: object = None


def beside(asked: Asked, board: Board) -> Beside:
    """The charts of a view; those of a segment end in time, and cohorts are of everybody or not at all."""
    end = board.end
    replies = _in_time(asked, lambda: _replies(asked, board))
    found = Beside(replies, _in_time(asked, lambda: funnel_card(asked.cut, asked.days, end)))
    return found if not asked.cut.is_whole else replace(found, cohorts=cohort_card(end))


def _in_time[Chart](asked: Asked, draw: Callable[[], Chart]) -> Chart | None:
    if asked.segment is None:
        return draw()
    try:
        with in_time():
            return draw()
    except TookTooLong:
        return None


def _replies(asked: Asked, board: Board) -> Replies | None:
    """Only where the number that is read off the same curve is told: that is looked at beside its whole."""
    reading = board.readings.get("first-reply-median")
    if reading is None or not reading.of:
        return None
    found = curve(board.end, asked.days, asked.cut)
    return Replies(found) if found.of else None
