"""Acts on the calendar: moving, plans, quiet weeks and settings are the managers', one's own address everybody's."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.calendar.keys import CalendarKey, renew
from programs.calendar.quiet import QuietWeek
from programs.calendar.settings import CalendarSettings
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.authz.acts import Attempt, act
from tests.programs.calendar.test_plans import of_last_quarter
from tests.programs.planned import a_program
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
MEMBERS = frozenset({
    "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
    "silenced", "another_member",
})  # fmt: skip

INSIDE = frozenset({"member", "trusted_member", "mentor", "space_host", "community_manager", "admin", "silenced"})
"""Who reads the private space; whoever is silenced still reads."""


def _dates() -> list[Any]:
    return list(Occurrence.objects.order_by("pk").values_list("pk", "starts_at", "moved_by", "program"))


def _drafts() -> int:
    return int(Program.objects.count())


@act("move_occurrence", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    one = a_program(village.member("admin"), rule="", space=village.space).occurrences.get()
    said = {"day": (one.day + timedelta(days=9)).isoformat(), "at": "18:00"}
    return Attempt(reverse("program_move", args=[one.pk]), said, _dates)


@act("use_program_template", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    begins = (timezone.localdate() + timedelta(days=30)).isoformat()
    return Attempt(reverse("program_template_use", args=["quarter"]), {"begins": begins}, _drafts)


@act("copy_last_quarter", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    before = of_last_quarter(village.member("admin"), "Spotlight")
    return Attempt(reverse("programs_copy_make"), {"program": [before.pk]}, _drafts)


@act("mark_quiet_week", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    return Attempt(reverse("quiet_week"), {"day": day}, QuietWeek.objects.count)


@act("choose_calendar_settings", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    said = {"load_limit": "9", "country": "FI"}
    return Attempt(reverse("programs_settings_choose"), said, lambda: CalendarSettings.current().load_limit)


def _keys() -> list[Any]:
    return list(CalendarKey.objects.order_by("pk").values_list("member", "number", "closed_at"))


@act("renew_calendar_address", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("settings_calendar_renew"), {}, _keys)


@act("make_calendar_address_in_P", only=INSIDE)
def _(village: Village, role: str) -> Attempt:
    said = {"space": village.space.slug}
    return Attempt(reverse("settings_calendar_renew"), said, _keys)


@act("close_calendar_address", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    person = village.people[role]
    renew(person if isinstance(person, Member) else village.member("member"))
    return Attempt(reverse("settings_calendar_close"), {}, _keys)
