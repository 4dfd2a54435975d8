"""What the measures of the first reply have in common: they are read off one curve."""

from __future__ import annotations

from abc import abstractmethod
from datetime import timedelta
from textwrap import dedent
from typing import TYPE_CHECKING, Any, ClassVar, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.threads.models import Thread
from metrics.measures.measure import Counted, Cut, Direction, Measure, Unit
from metrics.measures.survival import Curve, Of, curves, sql_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from metrics.measures.measure import Key


class FirstReply(Measure):
    """A number off the curve of waiting. `top` are the threads seen answered (in time), `of` all of them."""

    of: ClassVar[Of] = Of()
    remedy = _("Look at what waits, answer it, or ask somebody who may know.")
    remedy_url = "waiting"

    @override
    def numbers(
        self, ends: Sequence[date], days: int, cut: Cut | None = None, *, by_space: bool = False
    ) -> dict[Key, Counted]:
        found = curves(ends, days, cut, self.of, by_space=by_space)
        return {
            key: Counted(self.read(one), self.seen(one) if one.of else None, one.of, one.people)
            for key, one in found.items()
        }

    @property
    @override
    def shown_sql(self) -> str:
        """The rows of the curve; the number is read off it."""
        return dedent(sql_of(self.of.by)).strip()

    @abstractmethod
    def read(self, curve: Curve) -> float | None:
        """The number."""

    def seen(self, curve: Curve) -> float:
        """How many threads were seen to get their reply."""
        return curve.answered

    @override
    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """Threads of the period that are still without a reply, the oldest first."""
        return waiting(end, days, cut, self.of)


def waiting(end: date, days: int, cut: Cut | None = None, of: Of | None = None) -> QuerySet[Any]:
    """Threads opened in the period that have no reply by now and have not stopped waiting, the oldest first."""
    of, cut = of or Of(), cut or Cut()
    found = opened(end, days, cut).filter(
        opening__replied_at=None, opening__ended_at=None, opening__by_staff=False, opening__kind__in=of.kinds
    )
    return found if of.newcomer is None else found.filter(opening__by_newcomer=of.newcomer)


def opened(end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
    """Threads opened in the period in a cut, the oldest first."""
    cut = cut or Cut()
    found: QuerySet[Any] = Thread.objects.filter(opening__day__gt=end - timedelta(days=days), opening__day__lte=end)
    if cut.space is not None:
        found = found.filter(opening__space=cut.space)
    if cut.segment is not None:
        found = found.filter(opening__author__in=cut.segment.people())
    return found.order_by("opening__opened_at", "pk")


class Within(FirstReply):
    """The share of threads with a reply within so many hours."""

    unit = Unit.PERCENT
    hours: ClassVar[int]

    @override
    def read(self, curve: Curve) -> float | None:
        """The share, in percent, by the curve."""
        return curve.share_within(self.hours)

    @override
    def seen(self, curve: Curve) -> float:
        """How many were seen to get it in time."""
        return curve.seen_within(self.hours)


class Until(FirstReply):
    """Hours until a share of threads has a reply."""

    unit = Unit.HOURS
    direction = Direction.DOWN
    share: ClassVar[float]

    @override
    def read(self, curve: Curve) -> float | None:
        """Hours; None where the curve does not come so far."""
        return curve.hours_until(self.share)


WHOSE = _(
    "Counted are discussions, questions, ideas and introductions that members opened in the period; those of the "
    "team, announcements and what programs open are left out. Threads without a reply count for as long as they have "
    "waited, until the period’s last day is over or they were closed or merged."
)
"""Over what it is measured; the text stands behind the sentence of each of them."""
