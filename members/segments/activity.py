"""The predicate over the log: did something so often, so recently."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from members.activity.models import Activity
from members.segments.deeds import deeds
from members.segments.fields import days, one_of, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from members.segments.profile import day

if TYPE_CHECKING:
    from members.profiles.models import Member

ACTIVITY = _("Activity")


def so_often(count: int, last: datetime | None) -> str:
    """Evidence for what somebody did: how often, and when the last time."""
    words = ngettext("%(n)s time", "%(n)s times", count) % {"n": count}
    return f"{words}, {day(last)}" if last else words


def _did(values: Values, now: datetime) -> Q:
    # The index on verb and moment finds the rows; months before that are not looked at.
    since = now - timedelta(days=values["days"])
    return at_least(Activity.objects.filter(verb=values["verb"], at__gte=since), "actor", values["times"])


def _how_often(member: Member, values: Values) -> Said:
    since = timezone.now() - timedelta(days=values["days"])
    found = Activity.objects.filter(actor=member, verb=values["verb"], at__gte=since)
    seen = found.aggregate(count=Count("pk"), last=Max("at"))
    return so_often(seen["count"], seen["last"])


register(Predicate(
    "did", ACTIVITY,
    ngettext_lazy(
        "{verb} at least {times} time in the last {days} days",
        "{verb} at least {times} times in the last {days} days", "times",
    ),
    {"verb": one_of(_("What they did"), deeds), "times": times(), "days": days(least=2)}, _did, _how_often,
    ngettext_lazy(
        "did not do this in the last {days} days: {verb}",
        "did this fewer than {times} times in the last {days} days: {verb}", "times",
    ),
))  # fmt: skip
