"""The kinds of steps of this room: waiting, asking, leaving. Messages and calls have files of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from members.activity.models import Activity
from members.journeys.kinds import Ends, Goes, Here, Kind, Outcome, Waits, register
from members.segments.deeds import deeds
from members.segments.fields import one_of
from members.segments.rules import Rule, WrongRule, matching, read

if TYPE_CHECKING:
    from members.journeys.kinds import Some, Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said

LONGEST_DAYS, LONGEST_HOURS = 365, 72


class Wait(Kind):
    """So many days, to the hour."""

    key, family, icon, in_tests = "wait", "wait", "hourglass", True
    label: ClassVar[Said] = _("Wait some days")
    sentence: ClassVar[Said] = ngettext_lazy("Wait {days} day", "Wait {days} days", "days")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "days": forms.IntegerField(label=_("Days"), min_value=1, max_value=LONGEST_DAYS, initial=3)
    }

    def act(self, here: Here) -> Outcome:
        """Until then."""
        return _until(here, here.arrived_at + timedelta(days=here.values["days"]))


class WaitHours(Kind):
    """So many hours."""

    key, family, icon, in_tests = "wait_hours", "wait", "hourglass", True
    label: ClassVar[Said] = _("Wait some hours")
    sentence: ClassVar[Said] = ngettext_lazy("Wait {hours} hour", "Wait {hours} hours", "hours")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "hours": forms.IntegerField(label=_("Hours"), min_value=1, max_value=LONGEST_HOURS, initial=2)
    }

    def act(self, here: Here) -> Outcome:
        """Until then."""
        return _until(here, here.arrived_at + timedelta(hours=here.values["hours"]))


class WaitUntil(Kind):
    """Until the clock on their wall shows an hour."""

    key, family, icon, in_tests = "wait_until", "wait", "hourglass", True
    label: ClassVar[Said] = _("Wait until an hour of the day")
    sentence: ClassVar[Said] = _("Wait until {hour} in their time zone")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "hour": forms.TypedChoiceField(
            label=_("Hour"), choices=[(hour, f"{hour:02}:00") for hour in range(24)], coerce=int, initial=10
        )
    }

    def act(self, here: Here) -> Outcome:
        """Until it is that hour where they are, the next time after they came here."""
        return _until(here, next_hour(here.arrived_at, here.values["hour"], here.member.zone))


class WaitFor(Kind):
    """Until they do something, and no longer than some days."""

    key, family, icon, in_tests = "wait_for", "wait", "hourglass", True
    label: ClassVar[Said] = _("Wait until they do something")
    sentence: ClassVar[Said] = ngettext_lazy(
        "Wait until they do this, at most {days} day: {verb}",
        "Wait until they do this, at most {days} days: {verb}",
        "days",
    )
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "verb": one_of(_("What they do"), deeds),
        "days": forms.IntegerField(label=_("Days"), min_value=1, max_value=LONGEST_DAYS, initial=7),
    }
    ways: ClassVar[tuple[str, ...]] = ("yes", "no")

    def act(self, here: Here) -> Outcome:
        """They did it, or did not in that time."""
        if here.happened or here.run.is_test:
            return Goes("yes")
        until = here.arrived_at + timedelta(days=here.values["days"])
        if here.now < until:
            return Waits(until, here.values["verb"])
        # What was done while a worker brought them here was not heard; the log knows of it.
        did = Activity.objects.filter(
            actor=here.member, verb=here.values["verb"], at__gt=here.arrived_at, at__lte=until
        )
        return Goes("yes" if did.exists() else "no")


class RuleField(forms.Field):
    """A question of the segments' language."""

    def clean(self, value: Any) -> Rule:
        """As it may be kept. Raises WrongRule."""
        return read(value)


class Ask(Kind):
    """Whether something is so about them by now."""

    key, family, icon, tone, in_tests = "if", "part", "split", "if", True
    label: ClassVar[Said] = _("Ask whether something is so")
    sentence: ClassVar[Said] = _("If they {rule}")
    fields: ClassVar[Mapping[str, forms.Field]] = {"rule": RuleField(label=_("Question"))}
    ways: ClassVar[tuple[str, ...]] = ("yes", "no")

    def act(self, here: Here) -> Outcome:
        """As it is at this moment."""
        fits = matching(here.values["rule"], here.now).filter(pk=here.member.pk).exists()
        return Goes("yes" if fits else "no")

    def part(self, values: Values, people: MemberQuerySet, count: int, now: datetime) -> dict[str, Some]:
        """As it is today; nobody, where it cannot be asked any more."""
        try:
            fitting = matching(values["rule"], now).values("pk")
        except WrongRule:
            return {way: (people.none(), 0) for way in self.ways}
        some = people.filter(pk__in=fitting)
        fit = some.count()
        return {"yes": (some, fit), "no": (people.exclude(pk__in=fitting), count - fit)}


class Leave(Kind):
    """It ends here."""

    key, family, icon, tone, in_tests = "leave", "end", "flag", "go", True
    label: ClassVar[Said] = _("Leave quietly")
    sentence: ClassVar[Said] = _("Leave quietly")

    def act(self, here: Here) -> Outcome:
        """Nothing more comes."""
        return Ends("left")

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """How many it would be over for."""
        return ngettext("it would be over for %(n)d", "it would be over for %(n)d", count) % {"n": count}


def next_hour(after: datetime, hour: int, zone: Any) -> datetime:
    """The next moment at which it is so late in that zone; an hour that a clock skips is the first one after it."""
    day = after.astimezone(zone).date()
    while True:
        # What the wall shows is turned into a moment and back: an hour that does not exist that day comes out later.
        moment = datetime.combine(day, time(hour), zone).astimezone(UTC)
        if moment > after.astimezone(UTC):
            return moment
        day += timedelta(days=1)


def _until(here: Here, moment: datetime) -> Outcome:
    return Goes() if here.now >= moment or here.run.is_test else Waits(moment)


for kind in (Wait, WaitHours, WaitUntil, WaitFor, Ask, Leave):
    register(kind())
