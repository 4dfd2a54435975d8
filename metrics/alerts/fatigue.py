"""People who carry the community and grow tired: regulars, and the team."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.lib.intervals import Share, wilson
from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.remedies import is_not, is_so, people
from metrics.measures.withholding import is_withheld
from metrics.rollups.models import MemberDay

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

NOW, USUAL = 28, 84
LEAST_DAYS, LEAST_ACTS = 12, 24
GRAVE = 60
ACTS = F("threads") + F("replies") + F("reactions") + F("others")


class RegularsTired(Alert):
    """Regulars of the last quarter who do less than half of what they did."""

    key = "fatigue"
    name = _("Regulars do less")
    question = _("Do those who carry this place still enjoy it?")
    opens = _(
        "%(opens)s %% or more of the regulars did less than half as much in the last 28 days as in four usual weeks, "
        "and chance leaves at least %(closes)s %% of them (Wilson’s interval, two standard errors). A regular did 24 "
        "things or more on at least 12 days of the 84 before; while the alert is open, of the 84 before it opened."
    )
    closes = _("%(closes)s %% of the regulars or fewer did less than half as much.")
    quiet = _("Silent below %(least)s regulars. The team does not count, nor does whoever left.")
    thresholds: ClassVar = (
        Threshold("opens", _("Opens at this share of regulars, in percent"), 45, 15, 100),
        Threshold("closes", _("Closes at this share of regulars, in percent"), 25, 5, 90),
        Threshold("least", _("Regulars there must be"), 10, 5, 500),
    )
    ordered: ClassVar = (("opens", "closes"),)
    sentences: ClassVar = {
        "fallen": ngettext_lazy(
            "%(fallen)d of %(n)d regular did less than half as much in the last 28 days as usual.",
            "%(fallen)d of %(n)d regulars did less than half as much in the last 28 days as usual.", "n",
        ),
        "gone": ngettext_lazy(
            "%(n)d of them did nothing at all.", "%(n)d of them did nothing at all.", "n"
        ),
    }  # fmt: skip
    icon = "heart"

    def look(self, look: Look) -> list[Found]:
        """The whole community."""
        last = look.usual_until(None, NOW)
        first, since = last - timedelta(days=USUAL - 1), look.day - timedelta(days=NOW)
        rows = MemberDay.objects.filter(day__gte=first, day__lte=look.day, is_staff=False)
        rows = rows.filter(member__is_active=True, member__confirmed_at__isnull=False)
        before: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
        now: dict[int, int] = defaultdict(int)
        for member, day, acts in rows.order_by().values_list("member_id", "day", ACTS):
            if day <= last:
                before[member][day] += acts
            if day > since:
                now[member] += acts
        usual = {
            member: sum(days.values()) * NOW / USUAL for member, days in before.items()
            if len(days) >= LEAST_DAYS and sum(days.values()) >= LEAST_ACTS
        }  # fmt: skip
        if len(usual) < look["least"]:
            return []
        fallen = sum(1 for member, acts in usual.items() if now[member] * 2 < acts)
        return [self._found(look, fallen, len(usual), sum(1 for member in usual if not now[member]))]

    def _found(self, look: Look, fallen: int, regulars: int, gone: int) -> Found:
        share, low = 100 * fallen / regulars, 100 * wilson(Share(fallen, regulars), 2.0)[0]
        reasons: list[Reason] = [{"is": "fallen", "n": regulars, "fallen": fallen}]
        if share <= look["closes"]:
            return Found(None, Verdict.CLEARS, reasons)
        if gone and not is_withheld(gone):
            reasons.append({"is": "gone", "n": gone})
        is_clear = share >= look["opens"] and low >= look["closes"]
        severity = Severity.ACT if share >= GRAVE else Severity.WATCH
        return Found(None, Verdict.OPENS if is_clear else Verdict.HOLDS, reasons, severity)

    def remedy(self, finding: Finding) -> Remedy:
        """Who wrote a lot in the last quarter and hardly any lately, to be asked how they are."""
        did = is_so("did", verb="post.created", times=LEAST_DAYS, days=NOW + USUAL)
        little = is_not("did", verb="post.created", times=3, days=NOW)
        return Remedy(_("See who does less, and ask them"), people(did, little))


class TeamLoad(Alert):
    """The team and the hosts do much more each than they used to."""

    key = "team-load"
    name = _("The team carries more")
    question = _("Is the load of the team and the hosts one they can carry?")
    opens = _(
        "Whoever is of the team or hosts a space did %(opens)s %% or more of what is usual for one of them in the last "
        "28 days, counted by head over all who did anything. Usual is four weeks of the 84 days before; while the "
        "alert is open, of the 84 days before it opened."
    )
    closes = _("They did %(closes)s %% of the usual or less.")
    quiet = _("Silent below %(least)s things in 28 days by head; no numbers where fewer than five people did them.")
    thresholds: ClassVar = (
        Threshold("opens", _("Opens at this part of the usual, in percent"), 160, 110, 1000),
        Threshold("closes", _("Closes at this part of the usual, in percent"), 125, 100, 900),
        Threshold("least", _("Things each must have done in 28 days"), 20, 5, 1000),
    )
    ordered: ClassVar = (("opens", "closes"),)
    sentences: ClassVar = {
        "load": ngettext_lazy(
            "Each of them did %(n)d thing in the last 28 days, where %(usual)d were usual.",
            "Each of them did %(n)d things in the last 28 days, where %(usual)d were usual.", "n",
        ),
        "load_untold": _("Each of them did much more in the last 28 days than usual."),
        "fewer": ngettext_lazy(
            "%(n)d of them did something, where %(before)d did before.",
            "%(n)d of them did something, where %(before)d did before.", "n",
        ),
        "usual": _("Each of them did about as much in the last 28 days as usual."),
    }  # fmt: skip
    icon = "users"

    def look(self, look: Look) -> list[Found]:
        """The whole community."""
        last = look.usual_until(None, NOW)
        first, since = last - timedelta(days=USUAL - 1), look.day - timedelta(days=NOW)
        team = Q(is_staff=True) | Q(member__hostings__isnull=False)
        rows = MemberDay.objects.filter(team, day__gte=first, day__lte=look.day).order_by().distinct()
        now: dict[int, int] = defaultdict(int)
        before: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for _row, member, day, acts in rows.values_list("pk", "member_id", "day", ACTS):
            if day <= last:
                before[(last - day).days // NOW][member] += acts
            if day > since:
                now[member] += acts
        spans = [sum(people.values()) / len(people) for people in before.values()]
        if len(spans) < USUAL // NOW or not now:
            return []
        usual, load = sum(spans) / len(spans), sum(now.values()) / len(now)
        if max(usual, load) < look["least"]:
            return []
        people_before = round(sum(len(people) for people in before.values()) / len(before))
        return [self._found(look, load, usual, len(now), people_before)]

    def _found(self, look: Look, load: float, usual: float, people_now: int, people_before: int) -> Found:
        part = 100 * load / usual
        if part <= look["closes"]:
            return Found(None, Verdict.CLEARS, [{"is": "usual"}])
        reasons: list[Reason] = [{"is": "load_untold"}]
        if not is_withheld(people_now) and not is_withheld(people_before):
            reasons = [{"is": "load", "n": round(load), "usual": round(usual)}]
            if people_now < people_before:
                reasons.append({"is": "fewer", "n": people_now, "before": people_before})
        severity = Severity.ACT if part >= 200 else Severity.WATCH
        return Found(None, Verdict.OPENS if part >= look["opens"] else Verdict.HOLDS, reasons, severity)

    def remedy(self, finding: Finding) -> Remedy:
        """The rota, to spread the work over more people."""
        return Remedy(_("Share the work on the rota"), reverse("rota_weekly"))
