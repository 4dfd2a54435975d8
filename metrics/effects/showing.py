"""What the pages of effects show: programs with results against their goals, and what can be told of each date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.effects.models import Effect
from metrics.effects.weighing import BACK_DAYS
from metrics.measures.withholding import LEAST, NOT_TOLD
from metrics.measures.wording import apart_words
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.showing import result_words

if TYPE_CHECKING:
    from config.lib.audience import Viewer

SHOWN = 30
DATES_SHOWN = 60


@dataclass(frozen=True)
class Summary:
    """One program over a year: dates, how often its goal was reached, how many took part."""

    program: Program
    dates: int
    counted: int
    """Dates with a result."""
    reached: int
    took: int
    last: Any

    @property
    def against_goal(self) -> str:
        """Its results beside its goal, in a sentence."""
        if not self.counted:
            return _("No results yet.")
        if not self.program.goal_number:
            return _("It has no number to reach.")
        words = {"reached": self.reached, "dates": self.counted}
        return ngettext(
            "The goal was reached on %(reached)d of %(dates)d date.",
            "The goal was reached on %(reached)d of %(dates)d dates.",
            self.counted,
        ) % words  # fmt: skip

    @property
    def percent(self) -> float | None:
        """How often the goal was reached, of a hundred; none where there is no goal."""
        return 100 * self.reached / self.counted if self.counted and self.program.goal_number else None


def over(viewer: Viewer) -> QuerySet[Occurrence]:
    """Dates of the last year that are over, of programs the viewer sees."""
    now = timezone.now()
    seen: QuerySet[Occurrence] = Occurrence.objects.visible_to(viewer).taking_place()
    return seen.filter(ends_at__lte=now, ends_at__gt=now - timedelta(days=BACK_DAYS))


def summaries(viewer: Viewer, page: str | None) -> tuple[list[Summary], Page[Any]]:
    """Programs with dates in the last year, those with the latest first, and the page they are on. Three queries."""
    rows = (
        over(viewer)
        .order_by()
        .values("program")
        .annotate(
            dates=Count("pk"),
            counted=Count("result_number"),
            reached=Count("pk", filter=Q(result_number__gte=F("program__goal_number"))),
            took=Sum("effect__took", default=0),
            last=Max("ends_at"),
        )
        .order_by("-last", "-program")
    )
    found = Paginator(rows, SHOWN).get_page(page)
    programs = Program.objects.select_related("space").in_bulk([row["program"] for row in found])
    shown = [
        Summary(programs[row["program"]], row["dates"], row["counted"], row["reached"], row["took"], row["last"])
        for row in found
    ]
    return shown, found


@dataclass(frozen=True)
class Dated:
    """One date with its result and its effect."""

    occurrence: Occurrence
    result: str
    effect: Effect | None

    @property
    def sentence(self) -> str:
        """What can be told of it."""
        return told(self.effect) if self.effect else self._when

    @property
    def _when(self) -> str:
        return _("Known four weeks after it ended.")

    @property
    def reach(self) -> int:
        """Points to both sides that the drawing of its interval has to reach."""
        effect = self.effect
        if effect is None or effect.low is None or effect.high is None:
            return 10
        return min(100, max(10, 10 * ceil(max(abs(effect.low), abs(effect.high)) / 10)))


def told(effect: Effect) -> str:
    """What an effect says, in sentences; that it is a correlation stands beside all of them."""
    if not effect.took:
        return _("Nobody wrote down who took part.")
    if not effect.is_told:
        if effect.took < LEAST:
            return f"{NOT_TOLD}."
        return _("Too few of those who took part have somebody like them.")
    words = {"rate": round(effect.rate or 0), "expected": round(effect.expected or 0)}
    rates = _(
        "Of those who took part, %(rate)d %% did something in the four weeks after; of others like them it was "
        "%(expected)d %%."
    ) % words  # fmt: skip
    return f"{rates} {_difference(effect)}"


def _difference(effect: Effect) -> str:
    if not effect.is_clear:
        return _("Between the two no difference can be told.")
    return apart_words(effect.difference, effect.low or 0, effect.high or 0)


def dates_of(program: Program, viewer: Viewer) -> list[Dated]:
    """The latest dates of a program that are over, each with what came of it; one query."""
    found = over(viewer).filter(program=program).select_related("program", "effect").order_by("-ends_at", "-pk")
    return [Dated(one, result_words(one), getattr(one, "effect", None)) for one in found[:DATES_SHOWN]]
