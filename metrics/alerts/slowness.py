"""First replies that take longer than they used to."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from metrics.alerts.alert import Alert, Found, Look, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.remedies import waiting
from metrics.alerts.weighing import SURE, Pace, Waited, pace
from metrics.measures.survival import WAITING_KINDS, Curve
from metrics.rollups.days import begin_of, end_of
from metrics.rollups.models import Opening

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

NOW, USUAL, HORIZON = 14, 56, 168.0
HALF = 50
type Row = tuple[datetime, datetime | None, datetime | None]


class SlowAnswers(Alert):
    """The first reply comes later than it did in the eight weeks before."""

    key = "slow-answers"
    name = _("Responses slowing")
    question = _("Does the first reply come as soon as it used to?")
    opens = _(
        "First replies to threads of the last 14 days come at %(opens)s %% of the usual pace or slower, and chance "
        "does not explain it (log-rank test, three standard errors). Usual is what it was in the 56 days before; "
        "while the alert is open, in the 56 days before it opened. Threads without a reply count as waiting."
    )
    closes = _("They come at %(closes)s %% of the usual pace or faster again.")
    quiet = _("Silent below %(least)s threads in either time. Threads of the team do not count.")
    thresholds: ClassVar = (
        Threshold("closes", _("Closes from this pace on, in percent"), 80, 20, 100),
        Threshold("opens", _("Opens at this pace or slower, in percent"), 60, 10, 90),
        Threshold("least", _("Threads there must be, in either time"), 20, 10, 500),
    )
    ordered: ClassVar = (("closes", "opens"),)
    sentences: ClassVar = {
        "pace": _("First replies come at %(percent)d %% of the usual pace."),
        "medians": _("Half of the threads had a reply after %(hours_now)s, where %(hours_before)s was usual."),
        "no_median": _("Fewer than half of the threads had a reply within a week, where %(hours_before)s was usual."),
        "counted": ngettext_lazy(
            "This is told by %(n)d thread of the last 14 days and by %(before)d of the 56 days that count as usual.",
            "This is told by %(n)d threads of the last 14 days and by %(before)d of the 56 days that count as usual.",
            "n",
        ),
    }  # fmt: skip
    icon = "clock"

    def look(self, look: Look) -> list[Found]:
        """Every space with enough threads, and all of them together."""
        rows: dict[int | None, list[Row]] = defaultdict(list)
        found = Opening.objects.filter(
            by_staff=False, kind__in=WAITING_KINDS, opened_at__lt=look.end, opened_at__gte=look.usual_from(NOW, USUAL),
            space__archived_at=None, space__deleted_at=None,
        )  # fmt: skip
        for space, opened, replied, ended in found.values_list("space_id", "opened_at", "replied_at", "ended_at"):
            rows[space].append((opened, replied, ended))
            rows[None].append((opened, replied, ended))
        told = [self._place(look, space, there) for space, there in rows.items()]
        return [one for one in told if one is not None]

    def _place(self, look: Look, space: int | None, rows: list[Row]) -> Found | None:
        last = look.usual_until(space, NOW)
        since, until = begin_of(last - timedelta(days=USUAL - 1)), end_of(last)
        now = [waited(row, look.end) for row in rows if row[0] >= look.start(NOW)]
        before = [waited(row, look.end) for row in rows if since <= row[0] < until]
        if len(now) < look["least"] or len(before) < look["least"]:
            return None
        compared = pace(now, before)
        return Found(space, self._verdict(look, compared), _reasons(compared, now, before), _severity(compared))

    def _verdict(self, look: Look, compared: Pace) -> Verdict:
        if compared.ratio * 100 >= look["closes"]:
            return Verdict.CLEARS
        return Verdict.OPENS if compared.ratio * 100 <= look["opens"] and compared.z <= -SURE else Verdict.HOLDS

    def remedy(self, finding: Finding) -> Remedy:
        """What waits, to be given to somebody."""
        return Remedy(_("See what waits"), waiting(finding.space), for_hosts=True)


def waited(row: Row, end: datetime) -> Waited:
    """How long a thread waited until its first reply, as known at `end`, and whether there was one."""
    opened, replied, ended = row
    is_answered = replied is not None and replied < end
    until = replied if replied is not None and is_answered else min(ended or end, end)
    hours = (until - opened).total_seconds() / 3600
    return (hours, is_answered) if hours <= HORIZON else (HORIZON, False)


def _reasons(compared: Pace, now: list[Waited], before: list[Waited]) -> list[dict[str, Any]]:
    usual, slow = _median(before), _median(now)
    reasons: list[dict[str, Any]] = [{"is": "pace", "percent": round(compared.ratio * 100)}]
    if usual is not None:
        said = {"hours_before": round(usual, 2)}
        late = {"is": "medians", "hours_now": round(slow, 2)} if slow is not None else {"is": "no_median"}
        reasons.append(said | late)
    return [*reasons, {"is": "counted", "n": len(now), "before": len(before)}]


def _median(rows: list[Waited]) -> float | None:
    return Curve.made((ceil(hours * 60), is_answered, 1) for hours, is_answered in rows).median


def _severity(compared: Pace) -> Severity:
    return Severity.ACT if compared.ratio * 100 < HALF else Severity.WATCH
