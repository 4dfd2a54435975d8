"""A calendar of many series over two years: what its pages cost managers and members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.bench.measuring import Figure, page_figure
from members.profiles.models import Member
from members.profiles.roles import Role
from programs.series.models import Program
from programs.series.occurrences import Occurrence

TITLE = "Bench series"
WEEKS_OF = {"weekly": 1, "monthly": 4, "quarterly": 13}
SHARES = ("weekly", "weekly", "weekly", "weekly", "weekly", "weekly", "monthly", "monthly", "monthly", "quarterly")
BACK, AHEAD = 26, 104
"""Weeks that are over, and weeks that are laid out."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def plan(series: int) -> int:
    """Programs with their rows, without steps of the clock, until there are so many; returns how many there are."""
    found, now = Program.objects.filter(title__startswith=TITLE).count(), timezone.now()
    owners = list(Member.objects.present().order_by("pk")[:4])
    rows = [
        Program(
            format="event", title=f"{TITLE} {number}", rhythm=SHARES[number % len(SHARES)], serves="take-part",
            owner=owners[number % len(owners)], begins=timezone.localdate(), at="10:00", zone="Europe/Helsinki",
            rule="FREQ=WEEKLY", minutes=60, planned_at=now, laid_out_until=timezone.localdate() + AHEAD * 7 * DAY,
        )
        for number in range(found, series)
    ]  # fmt: skip
    Program.objects.bulk_create(rows)
    Occurrence.objects.bulk_create(_dates(rows), batch_size=2000)
    return found + len(rows)


def _dates(programs: list[Program]) -> Iterator[Occurrence]:
    begins = timezone.localdate() - BACK * 7 * DAY
    midnight = timezone.now().replace(minute=0, second=0, microsecond=0) - BACK * 7 * DAY
    for number, program in enumerate(programs):
        for week in range(0, BACK + AHEAD, WEEKS_OF[program.rhythm]):
            days = week * 7 + number % 7
            starts = midnight + days * DAY + (number % 9) * HOUR
            yield Occurrence(program=program, day=begins + days * DAY, starts_at=starts, ends_at=starts + HOUR)


def calendar_figures(rounds: int) -> Iterator[Figure]:
    """The team's calendar in its three views, and the agenda of members by week and by month."""
    manager = a_manager()
    programs, events = reverse("programs"), reverse("events")
    pages = [
        ("programs, ninety days", manager, programs), ("programs, a month", manager, f"{programs}?view=month"),
        ("programs, the list", manager, f"{programs}?view=list"),
    ]  # fmt: skip
    member = Member.objects.present().filter(role=Role.MEMBER).earliest("pk")
    pages += [("events, by week", member, events), ("events, a month", member, f"{events}?view=month")]
    for page, reader, address in pages:
        client = Client()
        client.force_login(reader)
        yield page_figure(page, str(Role(reader.role).label).lower(), [client], address, rounds)


def a_manager() -> Member:
    """A manager; one of the members becomes one where there is none."""
    found = Member.objects.present().filter(role=Role.MANAGER).first()
    if found is not None:
        return found
    member = Member.objects.present().filter(role=Role.MEMBER).latest("pk")
    member.give_role(Role.MANAGER, by=member)
    return member
