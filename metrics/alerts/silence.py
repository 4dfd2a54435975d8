"""Spaces in which nobody writes any more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.spaces.models import Space
from metrics.alerts.alert import Alert, Found, Look, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.remedies import plan
from metrics.rollups.models import MemberDay

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

USUAL, WEEKS = 56, 5
LEAST_PEOPLE = 5


class SilentSpace(Alert):
    """A space that had a life of its own and has none any more."""

    key = "silent-space"
    name = _("Silence in a space")
    question = _("Is every space alive?")
    opens = _(
        "Nobody has written in the space in the last %(days)s days, where %(least)s posts or more would have been "
        "usual in that time. Usual is what the 56 days before tell; while the alert is open, the 56 days before it "
        "opened."
    )
    closes = _("%(closes)s posts or more by at least two people in the last %(days)s days; or it is archived.")
    quiet = _("Silent about spaces in which fewer than five people wrote in 56 days, or only in four weeks or fewer.")
    thresholds: ClassVar = (
        Threshold("days", _("Days of silence"), 14, 7, 60),
        Threshold("least", _("Posts that would have been usual in that time"), 8, 5, 200),
        Threshold("closes", _("Closes from so many posts"), 3, 1, 100),
    )
    ordered: ClassVar = (("least", "closes"),)
    sentences: ClassVar = {
        "silent": ngettext_lazy(
            "Nobody has written here for %(n)d day.", "Nobody has written here for %(n)d days.", "n"
        ),
        "usual": ngettext_lazy(
            "In that time %(n)d post was usual.", "In that time %(n)d posts were usual.", "n"
        ),
        "little": ngettext_lazy(
            "%(n)d post was written in the last %(days)d days.", "%(n)d posts were written in the last %(days)d days.",
            "n",
        ),
    }  # fmt: skip
    icon = "moon"

    def look(self, look: Look) -> list[Found]:
        """Every space that had enough posts to miss them."""
        here = set(Space.objects.filter(archived_at=None, deleted_at=None).values_list("pk", flat=True))
        rows = MemberDay.objects.filter(space__in=here, day__lte=look.day)
        rows = rows.filter(Q(threads__gt=0) | Q(replies__gt=0))
        rows = rows.filter(day__gte=look.usual_from(look["days"], USUAL).date()).order_by()
        days: dict[int, list[tuple[date, int, int]]] = defaultdict(list)
        for space, day, member, threads, replies in rows.values_list(
            "space_id", "day", "member_id", "threads", "replies"
        ):
            days[space].append((day, member, threads + replies))
        told = [self._place(look, space, days[space]) for space in days]
        return [one for one in told if one is not None]

    def _place(self, look: Look, space: int, rows: list[tuple[date, int, int]]) -> Found | None:
        last = look.usual_until(space, look["days"])
        first, since = last - timedelta(days=USUAL - 1), look.day - timedelta(days=look["days"])
        before = [row for row in rows if first <= row[0] <= last]
        now = [row for row in rows if row[0] > since]
        written, usual = sum(row[2] for row in now), sum(row[2] for row in before) * look["days"] / USUAL
        weeks = {(last - row[0]).days // 7 for row in before}
        if usual < look["least"] or len({row[1] for row in before}) < LEAST_PEOPLE or len(weeks) < WEEKS:
            return None
        if written >= look["closes"] and len({row[1] for row in now}) > 1:
            return Found(space, Verdict.CLEARS, [{"is": "little", "n": written, "days": look["days"]}])
        expected = {"is": "usual", "n": round(usual)}
        if written:
            return Found(space, Verdict.HOLDS, [{"is": "little", "n": written, "days": look["days"]}, expected])
        silent = (look.day - max((row[0] for row in rows), default=since)).days
        severity = Severity.ACT if usual >= 3 * look["least"] else Severity.WATCH
        return Found(space, Verdict.OPENS, [{"is": "silent", "n": silent}, expected], severity)

    def remedy(self, finding: Finding) -> Remedy:
        """A prompt in this space."""
        return Remedy(_("Plan a prompt there"), plan("prompt", finding.space))
