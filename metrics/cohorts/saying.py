"""What the table says in a sentence: only what an interval supports, and otherwise that nothing can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from config.lib.intervals import Difference, Share, difference
from metrics.cohorts.table import pool
from metrics.measures.measure import Unit
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from metrics.cohorts.marks import Mark
    from metrics.cohorts.table import Pooled, Row

LOOKED_AT = 4
"""The week after joining that is compared: always the same one, chosen before anybody looked."""
LEAST_ROWS = 2


@dataclass(frozen=True)
class Verdict:
    """One comparison: whom, with what shares, and what can be told."""

    sentence: str
    one: Share | None = None
    other: Share | None = None
    difference: Difference | None = None

    @property
    def is_told(self) -> bool:
        """Whether there is a difference to tell of."""
        return self.difference is not None and self.difference.is_told

    @property
    def numbers(self) -> str:
        """The two shares and the interval; empty where there was nothing to compare."""
        if self.one is None or self.other is None or self.difference is None:
            return ""
        words = _(
            "In week %(week)d: %(one)s of %(n)d, against %(other)s of %(m)d. The difference is most likely between "
            "%(least)s and %(most)s points."
        )
        return words % {
            "week": LOOKED_AT, "one": _percent(self.one), "n": self.one.of, "other": _percent(self.other),
            "m": self.other.of, "least": _points(self.difference.least), "most": _points(self.difference.most),
        }  # fmt: skip


def lately(rows: Sequence[Row], marks: Sequence[Mark] = ()) -> Verdict:
    """Whether those who joined lately come back more or less than those before.

    The line between them is the week of the latest mark that leaves two weeks on each side, or else the middle.
    """
    told = [row for row in rows if (share := row.share(LOOKED_AT)) and share.of]
    if len(told) < 2 * LEAST_ROWS:
        return Verdict(_("Too few weeks are over, or too few people joined, to compare who joined lately with before."))
    since = _line(told, marks)
    one = pool([row for row in told if row.monday >= since], LOOKED_AT)
    other = pool([row for row in told if row.monday < since], LOOKED_AT)
    found = difference(one, other)
    if not found.is_told:
        words = _("Between people who joined since %(day)s and those before, no difference can be told.")
    elif found.points > 0:
        words = _("People who joined since %(day)s stay longer than those before.")
    else:
        words = _("People who joined since %(day)s leave sooner than those before.")
    return Verdict(words % {"day": date_format(since, "MONTH_DAY_FORMAT")}, one, other, found)


def _line(told: Sequence[Row], marks: Sequence[Mark]) -> date:
    possible = told[LEAST_ROWS : len(told) - LEAST_ROWS + 1]
    fitting = [row.monday for row in possible if any(row.monday <= mark.day <= row.last for mark in marks)]
    return max(fitting) if fitting else told[len(told) // 2].monday


def apart(parts: Sequence[Pooled], words: Mapping[str, StrOrPromise]) -> Verdict:
    """The part that differs most from all others, if any does; each is compared with the rest."""
    shares = {one.part: one.shares[LOOKED_AT] for one in parts if LOOKED_AT in one.shares}
    whole = sum(shares.values(), Share(0, 0))
    if len(shares) < 2:
        return Verdict(_("Too few people joined to compare them."))
    pairs = {part: (share, Share(whole.top - share.top, whole.of - share.of)) for part, share in shares.items()}
    # Of two parts each is the rest of the other one: that is one comparison.
    number = 1 if len(pairs) == 2 else len(pairs)
    found = {part: difference(*pair, comparisons=number) for part, pair in pairs.items()}
    told = [part for part, one in found.items() if one.is_told] or list(found)
    part = max(told, key=lambda name: (abs(found[name].points), found[name].points, name))
    if not found[part].is_told:
        return Verdict(_("Between these parts, no difference can be told."), *pairs[part], found[part])
    if found[part].points > 0:
        sentence = _("%(part)s: these people come back more than all others. That does not say why.")
    else:
        sentence = _("%(part)s: these people come back less than all others. That does not say why.")
    return Verdict(sentence % {"part": capfirst(str(words.get(part, part)))}, *pairs[part], found[part])


def _percent(share: Share) -> str:
    return worded(Unit.PERCENT, share.percent)


def _points(points: float) -> str:
    return f"{round(points):+d}".replace("-", "−")
