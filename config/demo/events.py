"""The demo community's events: a full evening with a waiting list, an office hour each week, one that is over."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from programs.events.answering import answer
from programs.events.models import Attendance, EventDay, EventPlan, Says
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment

ZONE = "Europe/Helsinki"
SWAP = {
    "title": "Rota swap evening", "minutes": 90, "at": time(18), "rhythm": "monthly", "serves": "take-part",
    "about": "Bring the rota that keeps falling apart. We look at **three**, and everybody takes one idea home.",
}  # fmt: skip
HOURS = {
    "title": "Office hour for new hosts", "minutes": 45, "at": time(9), "rhythm": "weekly", "serves": "arrive",
    "rule": "FREQ=WEEKLY", "about": "No slides. Ask whatever came up this week; somebody who knows listens.",
}  # fmt: skip
MEND = {
    "title": "Mending the spring calendar", "minutes": 60, "at": time(17), "rhythm": "monthly", "serves": "give-back",
    "about": "We went through the dates of spring and found the ones that clash.",
}  # fmt: skip
PLACE = {
    "is_online": False, "place": "Club house, upper room", "address": "Kalevankatu 12, Helsinki",
    "way": "The door beside the bakery, then one floor up. Ring “Almanac” after six.",
    "access": "A lift, from the yard. The room has a hearing loop.", "capacity": 12, "guests_most": 2,
    "sort": "meet-up", "thread_when": "ahead",
}  # fmt: skip
ONLINE = {"url": "https://meet.example.org/office-hour", "sort": "office-hour", "answer_hours": 1}
OVER = {"url": "https://meet.example.org/spring", "question": "What shall we mend next?"}
RECORDING = "Forty minutes: which dates clash, which two we moved, and who writes to the choirs."


def gather(members: dict[str, Member], now: datetime) -> None:
    """One with too few places, one each week, and one of last week with who came."""
    host, owner = members["ben"], members["mia"]
    people = [one for handle, one in members.items() if handle not in ("eve", "mia") and one.is_active]
    helsinki, start = (Space.objects.filter(slug=slug).first() for slug in ("helsinki", "start-here"))
    evening = _planned(SWAP, PLACE, now + timedelta(days=9), owner, helsinki)
    Occurrence.objects.filter(pk=evening.pk).update(host=host, host_by_hand_at=now)
    for number, one in enumerate([host, members["nia"], *people[3:15]]):
        answer(evening, Says.GOING, 1 if number % 5 == 2 else 0, by=one)
    for one in people[15:18]:
        answer(evening, Says.MAYBE, by=one)
    EventDay.objects.create(occurrence=evening, note="There is tea. Bring your rota on paper if you can.")
    hour = _planned(HOURS, ONLINE, now + timedelta(days=3), owner, start)
    for one in (members["nia"], *people[18:22]):
        answer(hour, Says.GOING, by=one)
    _over(people, owner, host, now)


def _planned(
    said: dict[str, Any], plan: dict[str, Any], day: datetime, owner: Member, space: Space | None
) -> Occurrence:
    program = Program.objects.create(
        format="event", owner=owner, made_by=owner, zone=ZONE, space=space, begins=timezone.localdate(day),
        goal="going", goal_number=10, **said,
    )  # fmt: skip
    EventPlan.objects.create(program=program, **plan)
    program.plan(by=owner)
    first: Occurrence = program.occurrences.earliest("starts_at")
    return first


def _over(people: list[Member], owner: Member, host: Member, now: datetime) -> None:
    """What was a week ago was planned before, so its row is made by hand."""
    day = timezone.localdate(now - timedelta(days=6))
    program = Program.objects.create(
        format="event", owner=owner, made_by=owner, zone=ZONE, begins=day, goal="going", goal_number=8,
        planned_at=now - timedelta(days=30), planned_by=owner, **MEND,
    )  # fmt: skip
    EventPlan.objects.create(program=program, **OVER)
    starts = moment(day, program.at, program.zone)
    ends = starts + program.lasts
    one = Occurrence.objects.create(
        program=program, day=day, starts_at=starts, ends_at=ends, host=host, opened_at=starts, closed_at=ends,
        result_number=9, result_at=ends + timedelta(hours=1),
    )  # fmt: skip
    EventDay.objects.create(occurrence=one, recording_url="https://film.example.org/spring", recording_words=RECORDING)
    Attendance.objects.bulk_create(
        Attendance(
            occurrence=one, member=member, says=Says.GOING, asked_at=starts - timedelta(days=9 - place % 7),
            seated_at=starts - timedelta(days=9 - place % 7), came_at=starts if place < 9 else None,
            came_by=host if place < 9 else None,
        )
        for place, member in enumerate(people[:11])
    )  # fmt: skip
