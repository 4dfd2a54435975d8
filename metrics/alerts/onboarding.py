"""A leak at the beginning: newcomers who do not get going any more."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.welcome.models import Action, WelcomeStep
from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.remedies import is_not, is_so, people
from metrics.alerts.weighing import difference
from metrics.rollups.models import Arrival

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

NOW, USUAL = 28, 84
WITHIN = (7, 14)
STOPS = 20
"""Percent points more who stop at one step."""


class OnboardingLeak(Alert):
    """Fewer newcomers take the first step than did before, or more of them stop at one step of the welcome page."""

    key = "onboarding-leak"
    name = _("Onboarding leak")
    question = _("Do newcomers still get going?")
    opens = _(
        "Of those who joined in the last 28 days for which 7 (or 14) days are over, the share that was activated in "
        "that time is %(opens)s points or more below that of the 84 days before, and the interval of the difference "
        "stays below zero (Newcombe, three standard errors); or 20 points more than before stop at the same step of "
        "the welcome page, by the same interval. While it is open, the 84 days before it opened are compared with."
    )
    closes = _("The share is less than %(closes)s points below what was usual, and nobody stops more than before.")
    quiet = _("Silent below %(least)s newcomers in either time.")
    thresholds: ClassVar = (
        Threshold("opens", _("Opens at so many points below"), 15, 3, 90),
        Threshold("closes", _("Closes at so many points below"), 7, 1, 89),
        Threshold("least", _("Newcomers there must be, in either time"), 25, 10, 500),
    )
    ordered: ClassVar = (("opens", "closes"),)
    sentences: ClassVar = {
        "activated": ngettext_lazy(
            "%(percent)d %% of %(n)d newcomer took a first step within %(days)d days, where %(before)d %% was usual.",
            "%(percent)d %% of %(n)d newcomers took a first step within %(days)d days, where %(before)d %% was usual.",
            "n",
        ),
        "stops": ngettext_lazy(
            "%(percent)d %% of %(n)d newcomer did not take the step “%(step)s”, where %(before)d %% was usual.",
            "%(percent)d %% of %(n)d newcomers did not take the step “%(step)s”, where %(before)d %% was usual.", "n",
        ),
    }  # fmt: skip
    icon = "user-plus"

    def look(self, look: Look) -> list[Found]:
        """The whole community."""
        signs = [self._activated(look, days) for days in WITHIN]
        signs += self._stops(look)
        told = [sign for sign in signs if sign is not None]
        if not told:
            return []
        worst = max(side for side, _reason in told)
        reasons = [reason for side, reason in told if side == worst]
        severe = any(reason["percent"] * 2 <= reason["before"] for reason in reasons if reason["is"] == "activated")
        verdict = (Verdict.CLEARS, Verdict.HOLDS, Verdict.OPENS)[worst]
        if worst == 0:
            reasons = [reason for reason in reasons if reason["is"] == "activated"][:1] or reasons[:1]
        return [Found(None, verdict, reasons, Severity.ACT if severe and worst else Severity.WATCH)]

    def _windows(self, look: Look, days: int) -> tuple[tuple[date, date], tuple[date, date]]:
        """First and last day of joining of those looked at, and of those before."""
        last, usual = look.day - timedelta(days=days), look.usual_until(None, NOW + days)
        return (last - timedelta(days=NOW - 1), last), (usual - timedelta(days=USUAL - 1), usual)

    def _activated(self, look: Look, days: int) -> tuple[int, Reason] | None:
        counted = []
        for first, last in self._windows(look, days):
            rows = _joined(first, last)
            counted.append((rows.filter(activated_at__lt=F("at") + timedelta(days=days)).count(), rows.count()))
        (top, of), (top_before, of_before) = counted
        if min(of, of_before) < look["least"]:
            return None
        fell = 100 * (top_before / of_before - top / of)
        reason = {
            "is": "activated", "n": of, "days": days, "percent": round(100 * top / of),
            "before": round(100 * top_before / of_before),
        }  # fmt: skip
        is_sure = difference(top, of, top_before, of_before)[1] < 0
        return (2 if fell >= look["opens"] and is_sure else int(fell >= look["closes"])), reason

    def _stops(self, look: Look) -> list[tuple[int, Reason] | None]:
        """For each step of the welcome page: how many had not taken it a week after they joined."""
        counted: list[tuple[Counter[str], int]] = []
        for first, last in self._windows(look, WITHIN[0]):
            rows = _joined(first, last)
            steps = WelcomeStep.objects.filter(member__arrival__in=rows, done_at__isnull=False)
            steps = steps.filter(done_at__lt=F("member__arrival__at") + timedelta(days=WITHIN[0]))
            counted.append((Counter(steps.values_list("action", flat=True)), rows.count()))
        (taken, of), (taken_before, of_before) = counted
        if min(of, of_before) < look["least"]:
            return []
        found: list[tuple[int, Reason] | None] = []
        for action in Action.values:
            stop, stop_before = of - taken[action], of_before - taken_before[action]
            more = 100 * (stop / of - stop_before / of_before)
            is_sure = difference(stop, of, stop_before, of_before)[0] > 0
            reason = {
                "is": "stops", "n": of, "action": action, "percent": round(100 * stop / of),
                "before": round(100 * stop_before / of_before),
            }  # fmt: skip
            found.append((2 if more >= STOPS and is_sure else int(more >= look["closes"]), reason))
        return found

    def remedy(self, finding: Finding) -> Remedy:
        """Where a step of the welcome page is changed; else who joined lately and has not written anything."""
        if {reason["is"] for reason in finding.reasons} == {"stops"}:
            return Remedy(_("Change the welcome page"), reverse("settings_welcome"))
        new = is_so("joined", days=NOW + WITHIN[0])
        silent = is_not("did", verb="post.created", times=1, days=NOW + WITHIN[0])
        return Remedy(_("See who has not begun yet"), people(new, silent))


def _joined(first: date, last: date) -> Any:
    """Who joined on these days and has an account still."""
    rows: Any = Arrival.objects.filter(day__gte=first, day__lte=last)
    return rows.filter(member__is_active=True, member__confirmed_at__isnull=False)
