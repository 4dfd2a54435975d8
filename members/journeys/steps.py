"""The kinds of steps of this room: waiting, asking, groups, leaving."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.groups.joining import Barred
from members.groups.models import Group
from members.journeys.kinds import Ends, Goes, Here, Kind, Outcome, Waits, register
from members.segments.deeds import deeds
from members.segments.fields import one_of
from members.segments.rules import Rule, matching, read

if TYPE_CHECKING:
    from members.segments.predicates import Said

LONGEST_DAYS, LONGEST_HOURS = 365, 72


class Wait(Kind):
    """So many days, to the hour."""

    key, icon = "wait", "hourglass"
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

    key, icon = "wait_hours", "hourglass"
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

    key, icon = "wait_until", "hourglass"
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

    key, icon = "wait_for", "hourglass"
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
        return Goes("no") if here.now >= until else Waits(until, here.values["verb"])


class RuleField(forms.Field):
    """A question of the segments' language."""

    def clean(self, value: Any) -> Rule:
        """As it may be kept. Raises WrongRule."""
        return read(value)


class Ask(Kind):
    """Whether something is so about them by now."""

    key, icon, tone = "if", "circle-help", "if"
    label: ClassVar[Said] = _("Ask whether something is so")
    sentence: ClassVar[Said] = _("If they {rule}")
    fields: ClassVar[Mapping[str, forms.Field]] = {"rule": RuleField(label=_("Question"))}
    ways: ClassVar[tuple[str, ...]] = ("yes", "no")

    def act(self, here: Here) -> Outcome:
        """As it is at this moment."""
        fits = matching(here.values["rule"], here.now).filter(pk=here.member.pk).exists()
        return Goes("yes" if fits else "no")


class AddToGroup(Kind):
    """Takes them into a group."""

    key, icon = "add_to_group", "users"
    label: ClassVar[Said] = _("Add to a group")
    sentence: ClassVar[Said] = _("Add them to {group}")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "group": one_of(_("Group"), lambda: Group.objects.order_by("name").values_list("pk", "name"), number=True)
    }

    def act(self, here: Here) -> Outcome:
        """Once; who is in it stays in it; a group that is gone, or from which they are barred, is passed by."""
        group = Group.objects.filter(pk=here.values["group"]).first()
        if group is not None:
            with suppress(Barred):
                group.add(here.member, by=None)
        return Goes(facts={"group": here.values["group"]})


class Leave(Kind):
    """It ends here."""

    key, icon, tone = "leave", "flag", "go"
    label: ClassVar[Said] = _("Leave quietly")
    sentence: ClassVar[Said] = _("Leave quietly")

    def act(self, here: Here) -> Outcome:
        """Nothing more comes."""
        return Ends("left")


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


for kind in (Wait, WaitHours, WaitUntil, WaitFor, Ask, AddToGroup, Leave):
    register(kind())
