"""A leak at the beginning: newcomers who do not get going any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.welcome.models import Action, WelcomeStep
from config.lib.intervals import Share, newcombe
from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.remedies import is_not, is_so, people
from metrics.alerts.weighing import SURE
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
        """The whole community. Two queries."""
        newcomers = _newcomers(look)
        signs = [self._activated(look, newcomers, days) for days in WITHIN]
        signs += self._stops(look, newcomers)
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

    def _activated(self, look: Look, newcomers: list[Newcomer], days: int) -> tuple[int, Reason] | None:
        now, before = _parted(look, newcomers, days)
        if min(len(now), len(before)) < look["least"]:
            return None
        top, top_before = (sum(1 for one in some if one.is_active_within(days)) for some in (now, before))
        fell = 100 * (top_before / len(before) - top / len(now))
        reason = {
            "is": "activated", "n": len(now), "days": days, "percent": round(100 * top / len(now)),
            "before": round(100 * top_before / len(before)),
        }  # fmt: skip
        is_sure = newcombe(Share(top, len(now)), Share(top_before, len(before)), SURE)[1] < 0
        return (2 if fell >= look["opens"] and is_sure else int(fell >= look["closes"])), reason

    def _stops(self, look: Look, newcomers: list[Newcomer]) -> list[tuple[int, Reason] | None]:
        """For each step of the welcome page: how many had not taken it a week after they joined."""
        now, before = _parted(look, newcomers, WITHIN[0])
        if min(len(now), len(before)) < look["least"]:
            return []
        taken = _steps(look, [*now, *before])
        found: list[tuple[int, Reason] | None] = []
        for action in Action.values:
            stop, stop_before = (sum(1 for one in some if (one.pk, action) not in taken) for some in (now, before))
            more = 100 * (stop / len(now) - stop_before / len(before))
            is_sure = newcombe(Share(stop, len(now)), Share(stop_before, len(before)), SURE)[0] > 0
            reason = {
                "is": "stops", "n": len(now), "action": action, "percent": round(100 * stop / len(now)),
                "before": round(100 * stop_before / len(before)),
            }  # fmt: skip
            found.append((2 if more >= STOPS and is_sure else int(more >= STOPS / 2 and is_sure), reason))
        return found

    def remedy(self, finding: Finding) -> Remedy:
        """Where a step of the welcome page is changed; else who joined lately and has not written anything."""
        if {reason["is"] for reason in finding.reasons} == {"stops"}:
            return Remedy(_("Change the welcome page"), reverse("settings_welcome"))
        new = is_so("joined", days=NOW + WITHIN[0])
        silent = is_not("did", verb="post.created", times=1, days=NOW + WITHIN[0])
        return Remedy(_("See who has not begun yet"), people(new, silent))


@dataclass(frozen=True)
class Newcomer:
    """When one of them came, and took the first step."""

    pk: int
    day: date
    at: datetime
    activated_at: datetime | None

    def is_active_within(self, days: int) -> bool:
        """Whether it took them at most so many days."""
        return self.activated_at is not None and self.activated_at < self.at + timedelta(days=days)


def _newcomers(look: Look) -> list[Newcomer]:
    """Who joined in any of the days that are looked at, and has an account still."""
    first = min(look.usual_until(None, NOW + days) for days in WITHIN) - timedelta(days=USUAL - 1)
    rows = Arrival.objects.filter(day__gte=first, day__lte=look.day)
    rows = rows.filter(member__is_active=True, member__confirmed_at__isnull=False)
    return [Newcomer(*row) for row in rows.values_list("member_id", "day", "at", "activated_at")]


def _parted(look: Look, newcomers: list[Newcomer], days: int) -> tuple[list[Newcomer], list[Newcomer]]:
    """Those who are looked at, for whom so many days are over, and those of what is usual."""
    last, usual = look.day - timedelta(days=days), look.usual_until(None, NOW + days)
    first, first_usual = last - timedelta(days=NOW - 1), usual - timedelta(days=USUAL - 1)
    now = [one for one in newcomers if first <= one.day <= last]
    return now, [one for one in newcomers if first_usual <= one.day <= usual]


def _steps(look: Look, newcomers: list[Newcomer]) -> set[tuple[int, str]]:
    """Who took which step of the welcome page in their first week."""
    until = {one.pk: one.at + timedelta(days=WITHIN[0]) for one in newcomers}
    since = min(one.at for one in newcomers)
    rows = WelcomeStep.objects.filter(done_at__gte=since, done_at__lt=look.end)
    done = rows.values_list("member_id", "action", "done_at")
    return {
        (member, action) for member, action, at in done if at is not None and member in until and at < until[member]
    }
