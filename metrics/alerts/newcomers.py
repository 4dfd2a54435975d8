"""Newcomers to whom nobody has replied."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from metrics.alerts.alert import Alert, Found, Look, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.remedies import waiting
from metrics.rollups.models import Opening

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

KEPT, LONG = 20, 72
type Waits = tuple[int, datetime]


class NewcomersUnanswered(Alert):
    """Threads of newcomers that wait for a first reply longer than was promised."""

    key = "newcomers-unanswered"
    name = _("Newcomers unanswered")
    question = _("Does whoever is new here get an answer?")
    opens = _(
        "%(opens)s or more threads that newcomers opened in the last %(days)s days have waited longer than %(hours)s h "
        "for a first reply. A newcomer joined less than 30 days before."
    )
    closes = _("At most %(closes)s such thread is left.")
    quiet = _("It counts threads and not people, so it also tells of a single newcomer.")
    thresholds: ClassVar = (
        Threshold("opens", _("Opens from so many threads"), 3, 1, 100),
        Threshold("closes", _("Closes at so many threads"), 1, 0, 99),
        Threshold("hours", _("Hours a thread may wait"), 24, 1, 168),
        Threshold("days", _("Opened in the last so many days"), 14, 2, 60),
    )
    ordered: ClassVar = (("opens", "closes"),)
    sentences: ClassVar = {
        "waiting": ngettext_lazy(
            "%(n)d thread of a newcomer has waited longer than %(hours)d h for a first reply.",
            "%(n)d threads of newcomers have waited longer than %(hours)d h for a first reply.", "n",
        ),
        "longest": _("The longest wait so far is %(hours_waited)s."),
        "none": _("No newcomer has waited longer than %(hours)d h for a first reply."),
    }  # fmt: skip
    icon = "hand-heart"

    def look(self, look: Look) -> list[Found]:
        """Every space with threads of newcomers, and all of them together."""
        end, promised = look.end, timedelta(hours=look["hours"])
        rows = Opening.objects.filter(by_newcomer=True, opened_at__lt=end, opened_at__gte=look.start(look["days"]))
        rows = rows.filter(space__archived_at=None, space__deleted_at=None).order_by("opened_at")
        open_still = (Q(replied_at=None) | Q(replied_at__gte=end)) & (Q(ended_at=None) | Q(ended_at__gte=end))
        waits: dict[int | None, list[Waits]] = defaultdict(list, {None: []})
        for space in rows.values_list("space_id", flat=True).distinct().order_by():
            waits[space] = []
        late = rows.filter(open_still, opened_at__lt=end - promised)
        for space, thread, opened in late.values_list("space_id", "thread_id", "opened_at"):
            waits[space].append((thread, opened))
            waits[None].append((thread, opened))
        return [self._found(look, space, threads) for space, threads in waits.items()]

    def _found(self, look: Look, space: int | None, threads: list[Waits]) -> Found:
        count = len(threads)
        said = {"is": "waiting", "n": count, "hours": look["hours"], "threads": [pk for pk, _at in threads[:KEPT]]}
        if count <= look["closes"]:
            reason = said if count else {"is": "none", "hours": look["hours"]}
            return Found(space, Verdict.CLEARS, [reason])
        waited = int((look.end - threads[0][1]).total_seconds() // 3600)
        reasons = [said, {"is": "longest", "hours_waited": waited}]
        severe = waited >= LONG or count >= 2 * look["opens"]
        verdict = Verdict.OPENS if count >= look["opens"] else Verdict.HOLDS
        return Found(space, verdict, reasons, Severity.ACT if severe else Severity.WATCH)

    def remedy(self, finding: Finding) -> Remedy:
        """What waits, to be answered."""
        return Remedy(_("Answer what waits"), waiting(finding.space), for_hosts=True)
