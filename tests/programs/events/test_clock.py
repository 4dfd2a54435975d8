"""What the clock does for events: reminders once each, with the move, not after calling off; threads; what is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from community.following.models import Follow, Level
from community.spaces.models import Space
from members.activity.models import Activity
from members.notifications.delivering import deliver
from members.notifications.gathering import gather
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from members.segments.models import Segment
from programs.events import hosting
from programs.events.answering import answer
from programs.events.models import Attendance, EventPlan
from programs.series.changing import change_later
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from tests.factories import a_member
from tests.programs.events.held import DAY, HOUR, again, an_event, at

pytestmark = pytest.mark.django_db
Deliver = Callable[[], int]
MINUTE = timedelta(minutes=1)


def reminders() -> list[str]:
    """Which reminders left, in order."""
    return [one.facts["key"] for one in Activity.objects.filter(verb="event.reminded").order_by("pk")]


def told(member: Member, kind: str = "event_near") -> int:
    """How often somebody was told."""
    return sum(row.count for row in Notification.objects.filter(member=member, kind=kind))


def test_reminders_leave_once_each_to_who_goes_and_a_day_before_to_who_may(
    mia: Member, nia: Member, ben: Member, delivered: Deliver
) -> None:
    event, waits = an_event(mia, starts_in=8 * DAY, capacity=1), a_member("Wanda")
    answer(event, "going", by=nia)
    answer(event, "maybe", by=ben)
    answer(event, "going", by=waits)
    for ahead in (7 * DAY, DAY, 15 * MINUTE):
        at(event, timezone.now() + ahead - MINUTE)
        for _twice in range(2):
            run_due()
            delivered()
    assert reminders() == ["7d", "24h", "15m"]
    assert (told(nia), told(ben), told(waits)) == (3, 1, 0)
    assert MailItem.objects.filter(member=nia, kind="event_near").count() == 3


def test_a_reminder_moves_with_the_event_and_stops_when_it_is_called_off(
    mia: Member, nia: Member, delivered: Deliver
) -> None:
    event = an_event(mia, starts_in=DAY + HOUR)
    answer(event, "going", by=nia)
    event.move(timezone.now() + 3 * DAY, by=mia)
    at_day = Step.objects.get(occurrence=event, key="remind-24h").at
    assert abs(at_day - (timezone.now() + 2 * DAY)) < MINUTE
    again(event).call_off(by=mia)
    Step.objects.update(at=timezone.now() - MINUTE)
    run_due()
    assert "24h" not in reminders()


def test_what_was_too_late_before_a_move_is_done_after_it(mia: Member) -> None:
    event = an_event(mia, starts_in=2 * DAY)
    run_due()
    assert Step.objects.get(occurrence=event, key="remind-7d").passed_at
    again(event).move(timezone.now() + 20 * DAY, by=mia)
    assert Step.objects.get(occurrence=event, key="remind-7d").passed_at is None
    at(event, timezone.now() + 7 * DAY - MINUTE)
    run_due()
    assert reminders() == ["7d"]


def test_after_an_outage_reminders_that_are_too_late_are_passed_over(mia: Member, nia: Member) -> None:
    event = an_event(mia, starts_in=8 * DAY)
    answer(event, "going", by=nia)
    at(event, timezone.now() + 5 * HOUR)
    run_due()
    assert reminders() == []
    at(event, timezone.now() + 5 * MINUTE)
    run_due()
    assert reminders() == ["15m"], "whoever has five minutes left is glad of it"


def test_a_worker_killed_in_the_middle_of_a_reminder_sends_it_once(
    mia: Member, nia: Member, delivered: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = an_event(mia, starts_in=DAY - MINUTE)
    answer(event, "going", by=nia)
    with monkeypatch.context() as patch:
        patch.setattr("programs.series.steps._mark", killed)
        with pytest.raises(SystemExit):
            run_due()
    assert reminders() == []
    run_due()
    delivered()
    assert reminders() == ["24h"] and told(nia) == 1


def killed(*_args: object) -> None:
    """The end of a worker, between doing something and ticking it off."""
    raise SystemExit


def test_who_comes_late_gets_the_next_ones_only(mia: Member, nia: Member, delivered: Deliver) -> None:
    event = an_event(mia, starts_in=DAY - MINUTE)
    run_due()
    delivered()
    answer(event, "going", by=nia)
    delivered()
    assert told(nia) == 0
    at(event, timezone.now() + 10 * MINUTE)
    run_due()
    delivered()
    assert told(nia) == 1


def test_the_letter_speaks_the_language_and_zone_of_its_reader(mia: Member, nia: Member, delivered: Deliver) -> None:
    Member.objects.filter(pk=nia.pk).update(time_zone="Asia/Tokyo")
    event = an_event(mia, starts_in=DAY - MINUTE, url="https://meet.example.org/secret")
    answer(event, "going", by=nia)
    run_due()
    delivered()
    MailItem.objects.update(at=timezone.now() - HOUR)
    assert gather() == 1
    deliver()
    letter = mail.outbox[-1]
    there = timezone.localtime(again(event).starts_at, ZoneInfo("Asia/Tokyo"))
    assert letter.to == [nia.email] and event.name in letter.subject
    assert there.strftime("%H:%M") in letter.body
    assert "meet.example.org" not in letter.body, "the address stands on the page, and only shortly before"


def test_a_letter_that_comes_too_late_is_not_sent(mia: Member, nia: Member, delivered: Deliver) -> None:
    event = an_event(mia, starts_in=DAY - MINUTE)
    answer(event, "going", by=nia)
    run_due()
    delivered()
    MailItem.objects.update(at=timezone.now() - HOUR)
    at(event, timezone.now() - MINUTE)
    gather()
    deliver()
    assert not mail.outbox


def test_moving_up_and_being_passed_over_is_told_once(mia: Member, delivered: Deliver) -> None:
    event = an_event(mia, capacity=2, guests_most=2)
    ana, bo, cleo = [a_member(name) for name in ("Ana", "Bo", "Cleo")]
    answer(event, "going", 1, by=ana)
    answer(event, "going", 2, by=bo)
    answer(event, "going", by=cleo)
    answer(event, "no", by=ana)
    delivered()
    delivered()
    assert (told(cleo, "event_moved_up"), told(bo, "event_passed_over"), told(ana, "event_moved_up")) == (1, 1, 0)
    assert MailItem.objects.filter(kind="event_moved_up").count() == 1


def test_whom_it_is_meant_for_is_invited_once_when_it_is_planned(
    mia: Member, nia: Member, ben: Member, space: Space, private_space: Space, delivered: Deliver
) -> None:
    month = Segment.create("Of this month", {"is": "joined", "with": {"days": 30}}, by=mia)
    an_event(mia, audience=month, rule="FREQ=WEEKLY")
    delivered()
    assert (told(nia, "event_invited"), told(ben, "event_invited")) == (1, 0)
    for one, where in ((ben, space), (nia, private_space)):
        Follow.objects.create(member=one, space=where, level=Level.EVERYTHING)
    an_event(mia, space=space)
    an_event(mia, space=private_space)
    delivered()
    assert (told(nia, "event_invited"), told(ben, "event_invited")) == (1, 1)


def test_a_message_of_the_host_reaches_who_has_a_place(
    mia: Member, nia: Member, ben: Member, delivered: Deliver
) -> None:
    event = an_event(mia, capacity=1)
    answer(event, "going", by=nia)
    answer(event, "going", by=ben)
    hosting.tell_all(event, "Bring a cup.", "k", by=mia)
    delivered()
    assert (told(nia, "event_message"), told(ben, "event_message")) == (1, 0)


def test_who_was_taken_off_or_added_is_told(as_: Any, mia: Member, nia: Member, delivered: Deliver) -> None:
    event = an_event(mia)
    answer(event, "going", by=nia)
    hosting.take_off(event, nia, "Twice without a word", by=mia)
    delivered()
    assert "Twice without a word" in as_(nia).get("/inbox/").content.decode()
    hosting.add(event, nia, by=mia)
    delivered()
    assert told(nia, "event_added") == 1


def test_its_thread_opens_when_it_is_to_and_links_back(mia: Member, space: Space) -> None:
    soon = an_event(mia, space=space, thread_when="ahead", starts_in=20 * DAY)
    begins = an_event(mia, space=space, thread_when="begins", starts_in=DAY)
    never = an_event(mia, space=space, starts_in=DAY)
    run_due()
    assert [again(one).thread for one in (soon, begins, never)] == [None, None, None]
    for one, when in ((soon, 13 * DAY), (begins, -MINUTE), (never, -MINUTE)):
        at(one, timezone.now() + when)
    run_due()
    run_due()
    assert [again(one).thread is not None for one in (soon, begins, never)] == [True, True, False]
    first = again(soon).thread.posts.get(number=1)  # type: ignore[union-attr]
    assert f"/events/{soon.pk}/" in first.source


def test_an_event_without_a_space_takes_place_although_its_thread_cannot(mia: Member) -> None:
    event = an_event(mia, thread_when="begins", starts_in=DAY)
    at(event, timezone.now() - MINUTE)
    run_due()
    assert again(event).opened_at
    assert Step.objects.get(occurrence=event, key="thread-begins").failed_why


def test_who_came_is_asked_once_after_it(mia: Member, nia: Member, ben: Member, delivered: Deliver) -> None:
    event = an_event(mia, starts_in=HOUR / 2, question="What shall we do next time?")
    for one in (nia, ben):
        answer(event, "going", by=one)
    hosting.check_in(event, nia, by=mia)
    at(event, timezone.now() - HOUR / 2)
    run_due()
    Occurrence.objects.filter(pk=event.pk).update(ends_at=timezone.now() - MINUTE)
    Step.objects.filter(key__in=["close", "ask"]).update(at=timezone.now() - MINUTE)
    for _twice in range(2):
        run_due()
        delivered()
    assert (told(nia, "event_asked"), told(ben, "event_asked")) == (1, 0)


def test_what_goes_on_as_another_program_keeps_what_was_said(mia: Member) -> None:
    event = an_event(mia, rule="FREQ=WEEKLY", capacity=7)
    later = Occurrence.objects.filter(program=event.program).order_by("starts_at")[3]
    other = change_later(later, {"title": "Evening of lamps"}, by=mia)
    assert other.pk != event.program_id
    assert EventPlan.objects.get(program=other).capacity == 7
    assert Program.objects.count() == 2


def test_the_result_counts_who_came_and_nothing_where_nobody_looked(mia: Member, nia: Member, ben: Member) -> None:
    first, second = an_event(mia, starts_in=HOUR / 2), an_event(mia, starts_in=HOUR / 2)
    for event in (first, second):
        answer(event, "going", by=nia)
    answer(second, "going", by=ben)
    at(first, timezone.now() - 3 * HOUR)
    kind = first.program.kind
    assert kind.counted(again(first), "going") is None
    hosting.check_in(first, nia, by=mia)
    for one in (nia, ben):
        hosting.check_in(second, one, by=mia)
    at(second, timezone.now() - 2 * HOUR)
    assert [kind.counted(again(second), goal) for goal in ("going", "newcomers", "own")] == [2, 1, None]
    assert kind.facts([again(first), again(second)]) == {first.pk: "1 came", second.pk: "2 came"}
    assert kind.facts([an_event(mia)]) == {}, "that nobody goes yet is not said"
    assert set(kind.concerned([again(second)])) == {nia, ben}  # type: ignore[arg-type]


def test_who_did_not_show_up_is_said_only_where_somebody_looked(mia: Member, nia: Member, ben: Member) -> None:
    event = an_event(mia, starts_in=HOUR / 2)
    for one in (nia, ben):
        answer(event, "going", by=one)
    at(event, timezone.now() - 2 * HOUR)
    assert not Attendance.objects.missed().exists()
    hosting.check_in(event, nia, by=mia)
    assert [row.member for row in Attendance.objects.missed()] == [ben]
