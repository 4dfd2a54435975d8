"""Programs to which fewer and fewer come."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.posts.models import Post
from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.weighing import chance_of_at_most
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

LATEST, LEAST_BEFORE, RARE = 3, 12, 0.01
BACK = 400


class SilentSeries(Alert):
    """Dates of a program at which nobody says anything, or ever fewer."""

    key = "silent-series"
    name = _("Silence in a series")
    question = _("Do people still come to what we repeat?")
    opens = _(
        "Nobody took part in the last %(opens)s dates of a program that had taken part in before; or its last three "
        "dates reached %(falls)s %% or less of what the three before them reached, and chance does not explain it "
        "(one in a hundred)."
    )
    closes = _("The latest date reached %(closes)s %% or more of what was usual; or the program has ended.")
    quiet = _("Silent about programs with fewer than four dates that are over, and below 12 in the three before.")
    thresholds: ClassVar = (
        Threshold("opens", _("Dates in a row without anybody"), 2, 2, 10),
        Threshold("closes", _("Closes from this part of the usual on, in percent"), 75, 10, 100),
        Threshold("falls", _("Opens at this part of the usual or less, in percent"), 50, 5, 90),
    )
    ordered: ClassVar = (("closes", "falls"),)
    sentences: ClassVar = {
        "nobody": ngettext_lazy(
            "Nobody took part in the last date of a program, where %(usual)d had been usual.",
            "Nobody took part in the last %(n)d dates of a program, where %(usual)d had been usual.", "n",
        ),
        "fewer": ngettext_lazy(
            "The last three dates of a program reached %(n)d, where the three before reached %(before)d.",
            "The last three dates of a program reached %(n)d, where the three before reached %(before)d.", "n",
        ),
        "back": ngettext_lazy(
            "The latest date reached %(n)d, and %(usual)d are usual.",
            "The latest date reached %(n)d, and %(usual)d are usual.", "n",
        ),
    }  # fmt: skip
    icon = "calendar-days"

    def look(self, look: Look) -> list[Found]:
        """Every space in which a series runs, and those that stand in none."""
        reached: dict[tuple[int | None, int], list[int]] = defaultdict(list)
        for space, program, number, people in self._over(look):
            reached[space, program].append(number if number is not None else people or 0)
        places: dict[int | None, list[tuple[int, Reason]]] = defaultdict(list)
        for (space, program), numbers in reached.items():
            side, reason = _series(look, numbers)
            if reason is not None:
                places[space].append((side, reason | {"program": program}))
        return [_place(space, signs) for space, signs in places.items()]

    def _over(self, look: Look) -> Any:
        """The dates that were over by then, oldest first, with what came of them."""
        said = Post.objects.filter(
            thread=OuterRef("thread"), number__gt=1, deleted_at=None, hidden_at=None, held_at=None,
            created_at__lt=look.end,
        )  # fmt: skip
        others = said.exclude(author=OuterRef("host")).order_by().values("thread")
        people = others.annotate(people=Count("author", distinct=True)).values("people")
        rows = Occurrence.objects.filter(
            Q(program__ended_at=None) | Q(program__ended_at__gte=look.end), ends_at__lt=look.end,
            ends_at__gte=look.start(BACK), opened_at__isnull=False, called_off_at=None, missed_at=None,
        ).filter(Q(thread__isnull=False) | Q(result_number__isnull=False))  # fmt: skip
        rows = rows.filter(
            Q(program__space=None) | Q(program__space__archived_at=None, program__space__deleted_at=None)
        )
        number = rows.annotate(people=Subquery(people)).order_by("program_id", "starts_at", "pk")
        return number.values_list(F("program__space_id"), "program_id", "result_number", "people")

    def remedy(self, finding: Finding) -> Remedy:
        """The series, to be changed, moved or ended."""
        programs = [reason["program"] for reason in finding.reasons if "program" in reason]
        url = reverse("program", args=programs[:1]) if programs else reverse("programs")
        return Remedy(_("Look at the series"), url)


def _series(look: Look, numbers: list[int]) -> tuple[int, Reason | None]:
    """0: well, 1: between, 2: it opens; and the reason, none where there is nothing to tell by."""
    if len(numbers) < LATEST + 1:
        return 0, None
    silent = next((back for back, number in enumerate(reversed(numbers)) if number), len(numbers))
    earlier = numbers[: len(numbers) - silent][-LATEST:]
    if silent and not earlier:
        return 0, None
    if silent >= look["opens"]:
        return 2, {"is": "nobody", "n": silent, "usual": round(sum(earlier) / len(earlier))}
    before, latest = numbers[-2 * LATEST : -LATEST], numbers[-LATEST:]
    a, b = sum(before), sum(latest)
    if len(before) == LATEST and a >= LEAST_BEFORE and b * 100 <= a * look["falls"]:
        side = 2 if chance_of_at_most(b, a + b, 0.5) <= RARE else 1
        return side, {"is": "fewer", "n": b, "before": a}
    usual = sum(numbers[-2 * LATEST : -1]) / len(numbers[-2 * LATEST : -1])
    is_back = numbers[-1] * 100 >= usual * look["closes"]
    return int(not is_back), {"is": "back", "n": numbers[-1], "usual": round(usual)}


def _place(space: int | None, signs: list[tuple[int, Reason]]) -> Found:
    worst = max(side for side, _reason in signs)
    reasons = [reason for side, reason in signs if side == worst][:5]
    opening = [reason for side, reason in signs if side == 2]
    verdict = (Verdict.CLEARS, Verdict.HOLDS, Verdict.OPENS)[worst]
    return Found(space, verdict, reasons, Severity.ACT if len(opening) > 1 else Severity.WATCH)
