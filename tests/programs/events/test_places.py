"""Places: who may not have one, first come first, guests, moving up, passing over; two hundred at once."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from community.following.silencing import silence
from members.activity.models import Activity
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.segments.models import Segment
from programs.events import hosting
from programs.events.answering import answer, look_after_places, may_answer
from programs.events.models import Attendance, EventPlan
from programs.series.occurrences import Occurrence
from tests.factories import a_member
from tests.programs.events.held import DAY, HOUR, again, an_event, at

pytestmark = pytest.mark.django_db


def seated(occurrence: Occurrence) -> list[str]:
    """Names of who has a place, in the order of arrival."""
    rows = Attendance.objects.filter(occurrence=occurrence).going().order_by("asked_at", "pk")
    return list(rows.values_list("member__name", flat=True))


def refused(*args: Any, **said: Any) -> str:
    """The sentence with which an answer is refused."""
    with pytest.raises(NotNow) as no:
        answer(*args, **said)
    return no.value.refusal.sentence


def test_who_may_not_answer(mia: Member, nia: Member, eve: Member, visitor: Any) -> None:
    event = an_event(mia)
    assert may_answer(visitor, event) is not None
    assert "suspended until" in refused(event, "going", by=eve)
    nia.silenced_until = timezone.now() + DAY
    assert "write again" in refused(event, "going", by=nia)
    assert not Attendance.objects.exists()


def test_nobody_answers_to_what_has_begun_or_was_called_off(mia: Member, nia: Member) -> None:
    begun, off = an_event(mia), an_event(mia)
    at(begun, timezone.now() - timedelta(minutes=1))
    off.call_off(by=mia)
    assert "has begun" in refused(begun, "going", by=nia)
    assert "does not take place" in refused(off, "going", by=nia)


def test_whom_the_host_blocked_cannot_come(mia: Member, ben: Member, nia: Member) -> None:
    event = an_event(mia, host=ben)
    silence(nia, by=ben, blocked=True)
    assert "blocked" in refused(event, "going", by=nia)


def test_an_audience_is_asked_when_somebody_wants_to_come(mia: Member, ben: Member, nia: Member) -> None:
    rule = {"is": "joined", "with": {"days": 30}}
    event = an_event(mia, audience=Segment.create("Of this month", rule, by=mia))
    assert answer(event, "going", by=nia).seated_at
    assert "meant for others" in refused(event, "going", by=ben)
    hosting.add(event, ben, by=mia)
    assert answer(event, "maybe", by=ben).says == "maybe", "whom a host put on the list answers as all others do"


def test_first_come_first_and_the_first_who_waits_moves_up(mia: Member) -> None:
    event, (ana, bo, cleo) = an_event(mia, capacity=1), [a_member(name) for name in ("Ana", "Bo", "Cleo")]
    for one in (ana, bo, cleo):
        answer(event, "going", by=one)
    assert seated(event) == ["Ana"]
    answer(event, "no", by=ana)
    assert seated(event) == ["Bo"]
    told = Activity.objects.filter(verb="event.moved_up")
    assert [one.facts["member"] for one in told] == [bo.pk]
    answer(event, "going", by=ana)
    answer(event, "no", by=bo)
    assert seated(event) == ["Cleo"], "who comes back stands at the end"


def test_pressing_twice_says_it_once(mia: Member, nia: Member) -> None:
    event = an_event(mia)
    first = answer(event, "going", by=nia)
    assert answer(event, "going", by=nia).asked_at == first.asked_at
    assert Activity.objects.filter(verb="event.answered").count() == 1


def test_guests_count_and_have_a_limit(mia: Member, nia: Member, ben: Member) -> None:
    event = an_event(mia, capacity=4, guests_most=2, has_waiting_list=False)
    assert "2 guests" in refused(event, "going", 3, by=nia)
    answer(event, "going", 2, by=nia)
    assert "no room for so many" in refused(event, "going", 1, by=ben)
    answer(event, "going", by=ben)
    assert "no room for more guests" in refused(event, "going", 1, by=ben)
    answer(event, "going", 1, by=nia)
    assert answer(event, "going", 1, by=ben).guests == 1
    assert "No guests" in refused(an_event(mia), "going", 1, by=nia)


def test_a_full_event_without_a_waiting_list_says_so(mia: Member, nia: Member, ben: Member) -> None:
    event = an_event(mia, capacity=1, has_waiting_list=False)
    answer(event, "going", by=nia)
    assert refused(event, "going", by=ben) == "This event is full."
    assert not Attendance.objects.filter(member=ben).exists()


def test_who_brings_too_many_is_passed_over_and_told_once(mia: Member) -> None:
    event = an_event(mia, capacity=2, guests_most=3)
    ana, bo, cleo, dag = [a_member(name) for name in ("Ana", "Bo", "Cleo", "Dag")]
    answer(event, "going", by=ana)
    answer(event, "going", by=bo)
    answer(event, "going", 1, by=cleo)
    answer(event, "going", by=dag)
    answer(event, "no", by=ana)
    assert seated(event) == ["Bo", "Dag"]
    passed = Activity.objects.filter(verb="event.passed_over")
    assert [one.facts["member"] for one in passed] == [cleo.pk]
    answer(event, "no", by=dag)
    assert seated(event) == ["Bo"], "one place is not enough for two"
    answer(event, "going", by=dag)
    assert passed.count() == 1
    answer(event, "no", by=dag)
    answer(event, "no", by=bo)
    assert seated(event) == ["Cleo"], "she kept her place in the line"


def test_more_places_let_several_move_up_and_fewer_throw_nobody_out(mia: Member) -> None:
    event, people = an_event(mia, capacity=1), [a_member(f"P{n}") for n in range(4)]
    for one in people:
        answer(event, "going", by=one)
    hosting.set_capacity(event, 3, by=mia)
    assert seated(event) == ["P0", "P1", "P2"]
    hosting.set_capacity(event, 1, by=mia)
    assert seated(event) == ["P0", "P1", "P2"]
    answer(event, "no", by=people[0])
    assert seated(event) == ["P1", "P2"], "nobody moves up before there is room"
    hosting.set_capacity(event, None, by=mia)
    assert seated(event) == ["P1", "P2", "P3"]


def test_leaving_and_suspended_members_free_their_places(mia: Member) -> None:
    event, people = an_event(mia, capacity=2), [a_member(f"P{n}") for n in range(4)]
    for one in people:
        answer(event, "going", by=one)
    Member.objects.filter(pk=people[0].pk).update(is_active=False)
    Member.objects.filter(pk=people[1].pk).update(suspended_until=timezone.now() + DAY)
    assert look_after_places() == 2
    assert seated(event) == ["P2", "P3"]
    assert look_after_places() == 0


def test_more_places_for_a_whole_series_reach_its_events(mia: Member, nia: Member, ben: Member) -> None:
    event = an_event(mia, capacity=1)
    for one in (nia, ben):
        answer(event, "going", by=one)
    EventPlan.objects.update(capacity=2)
    look_after_places()
    assert seated(event) == ["Nia", "Ben"]


def test_places_are_asked_for_until_the_hour_and_taken_back_until_it_begins(mia: Member, nia: Member) -> None:
    event = an_event(mia, starts_in=5 * HOUR)
    answer(event, "going", by=nia)
    EventPlan.objects.update(answer_hours=6)
    late = a_member("Late")
    assert "until" in refused(event, "going", by=late)
    assert answer(event, "maybe", by=late).says == "maybe"
    assert answer(event, "no", by=nia).seated_at is None


def test_who_was_taken_off_reads_why_and_can_be_put_back(mia: Member, nia: Member, ben: Member) -> None:
    event = an_event(mia, capacity=1)
    answer(event, "going", by=nia)
    answer(event, "going", by=ben)
    hosting.take_off(event, nia, "Twice without a word", by=mia)
    assert seated(event) == ["Ben"]
    assert "Twice without a word" in refused(event, "going", by=nia)
    with pytest.raises(NotNow):
        hosting.add(event, nia, by=mia)
    hosting.set_capacity(event, 2, by=mia)
    hosting.add(event, nia, by=mia)
    assert set(seated(event)) == {"Ben", "Nia"}


def test_check_in_has_its_hours(mia: Member, nia: Member) -> None:
    event = an_event(mia, starts_in=2 * HOUR)
    answer(event, "going", by=nia)
    with pytest.raises(NotNow):
        hosting.check_in(event, nia, by=mia)
    at(event, timezone.now() - 10 * DAY)
    with pytest.raises(NotNow):
        hosting.check_in(event, nia, by=mia)
    at(event, timezone.now() + HOUR / 2)
    hosting.check_in(event, nia, by=mia)
    hosting.check_in(event, nia, by=mia)
    assert Activity.objects.filter(verb="event.came").count() == 1
    hosting.check_out(event, nia, by=mia)
    assert Attendance.objects.get().came_at is None


@pytest.mark.django_db(transaction=True)
def test_two_hundred_press_at_once_and_some_take_it_back() -> None:
    mia = a_member("Mia", role="manager")
    event = an_event(mia, capacity=40, guests_most=2)
    people = [a_member(f"Crowd {n}") for n in range(200)]
    chance = random.Random(7)
    over: list[int] = []

    def press(member: Member, guests: int, leaves: bool) -> None:
        try:
            answer(event, "going", guests, by=member)
            over.append(Attendance.objects.filter(occurrence=event).taken())
            if leaves:
                answer(event, "no", by=member)
                over.append(Attendance.objects.filter(occurrence=event).taken())
        finally:
            connection.close()

    with ThreadPoolExecutor(24) as crowd:
        said = [(one, chance.choice([0, 0, 0, 1, 2]), chance.random() < 0.3) for one in people]
        list(crowd.map(lambda each: press(*each), said))
    rows = list(Attendance.objects.filter(occurrence=again(event), says="going").order_by("asked_at", "pk"))
    assert max(over) <= 40
    assert len(rows) == sum(1 for _one, _guests, leaves in said if not leaves)
    free = 40 - sum(row.places for row in rows if row.seated_at)
    assert free >= 0
    assert all(row.places > free for row in rows if not row.seated_at), "nobody waits who fits"
    moved = Activity.objects.filter(verb="event.moved_up").values_list("facts__member", flat=True)
    assert len(moved) == len(set(moved)), "each is told once"
    singles = [bool(row.seated_at) for row in rows if row.guests == 0]
    assert singles == sorted(singles, reverse=True), "of those who need the same, who came first has the place"
