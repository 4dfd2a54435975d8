"""The rota in words, the note from one shift to the next, and reminders."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.review.cases import Case
from moderation.rota.coverage import coverage
from moderation.rota.handing import HandOver, handed, latest_for, write_ended
from moderation.rota.panels import note_for
from moderation.rota.reminding import remind_next
from moderation.rota.settings import RotaSettings
from moderation.rota.shifts import Shift
from moderation.rota.showing import days_ahead, duty_sentence, next_on_duty, on_duty, weekend
from tests.factories import a_member
from tests.moderation.rota.rotas import a_case, a_shift

pytestmark = pytest.mark.django_db


def test_who_is_on_duty_now_and_who_is_next(mo: Member, mia: Member, ben: Member, eve: Member) -> None:
    now = timezone.now()
    assert not on_duty(now) and next_on_duty(now) is None and duty_sentence(now) == ""
    a_shift(ben), a_shift(eve), a_shift(mo, 2, 4)
    assert not on_duty(now), "Neither a member nor somebody suspended is on duty."
    ahead = next_on_duty(now)
    assert ahead and ahead.member == mo and duty_sentence(now).startswith("The next person on duty is Mo, from ")
    a_shift(mia), a_shift(mia, -2, 1)
    assert on_duty(now) == [mia] and duty_sentence(now) == "Mia is on duty."


def test_a_weekend_without_anybody_is_said_in_words(mo: Member, as_: Any) -> None:
    saturday, _sunday = weekend(mo, datetime(2026, 11, 18, 12, tzinfo=UTC))
    assert saturday.nobody == "Nobody on Saturday." and not saturday.lines
    Shift.objects.create(
        member=mo, starts_at=datetime(2026, 11, 22, 9, tzinfo=UTC), ends_at=datetime(2026, 11, 22, 12, tzinfo=UTC)
    )
    for asked in (18, 20, 21):
        days = weekend(mo, datetime(2026, 11, asked, 8, tzinfo=UTC))
        assert [day.day.day for day in days] == [21, 22] and [len(day.lines) for day in days] == [0, 1]
    assert "Nobody on S" in as_(mo).get(reverse("rota")).text


def test_on_a_sunday_nothing_is_said_of_the_saturday_that_is_over(mo: Member) -> None:
    evening = datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert [day.nobody for day in weekend(mo, evening)] == ["Nobody on Sunday."]
    Shift.objects.create(member=mo, starts_at=evening - timedelta(hours=10), ends_at=evening - timedelta(hours=2))
    (sunday,) = weekend(mo, evening)
    assert [line.shift.member for line in sunday.lines] == [mo], "Who had a part of the day stands there until it ends."
    assert [day.day.day for day in weekend(mo, evening + timedelta(hours=5))] == [28, 29]


def test_nobody_is_not_said_of_a_day_on_which_somebody_was(mo: Member, mia: Member, as_: Any) -> None:
    evening = datetime(2026, 11, 23, 20, tzinfo=UTC)
    for begins, ends, who in ((-24, -16, mia), (-10, -2, mo), (30, 34, mia)):
        at = [evening + timedelta(hours=hours) for hours in (begins, ends)]
        Shift.objects.create(member=who, starts_at=at[0], ends_at=at[1])
    days = days_ahead(mo, evening)
    assert [[line.shift.member for line in day.lines] for day in days[:3]] == [[mia, mo], [], [mia]]
    assert all(line.shift.starts_at < evening for line in days[0].lines) and not any(day.lines for day in days[3:])
    with travel(evening, tick=False):
        page = as_(mo).get(reverse("rota")).text
    assert page.count("Nobody on Monday.") == 1 and page.count(">over<") == 2  # that of next week, and both of today


def test_a_shift_that_ends_leaves_one_note_for_whoever_is_next(mo: Member, mia: Member, ben: Member, as_: Any) -> None:
    a_case(ben), a_case(ben, 3)
    shift = a_shift(mo, -8, -0.01)
    assert write_ended(timezone.now()) == 1 and write_ended(timezone.now()) == 0
    note = HandOver.objects.get(shift=shift)
    assert latest_for(mia, timezone.now()) is None, "Who is not on duty is not told."
    a_shift(mia, -0.005, 8)
    assert latest_for(mia, timezone.now()) == note and note_for(None, None, mia)
    as_(mo).post(reverse("hand_over_write", args=[shift.pk]), {"words": "Look at the second one first."})
    assert HandOver.objects.get().words == "Look at the second one first."
    page = as_(mia).get(reverse("shift", args=[shift.pk])).text
    assert "2 cases of then are still open." in page and "1 is severe." in page and "Look at the second one" in page
    assert as_(mia).post(reverse("hand_over_write", args=[shift.pk]), {"words": "x" * 2001}).status_code == 422
    as_(mia).post(reverse("hand_over_read", args=[shift.pk]))
    assert latest_for(mia, timezone.now()) is None and HandOver.objects.get().read_by == mia


def test_a_note_begun_before_the_end_keeps_its_words(mo: Member, ben: Member, as_: Any) -> None:
    shift = a_shift(mo, -3, 1)
    as_(mo).post(reverse("hand_over_write", args=[shift.pk]), {"words": "Ben has said he is sorry to have been rude."})
    late = a_case(ben)
    Shift.objects.filter(pk=shift.pk).update(ends_at=timezone.now())
    HandOver.objects.update(at=timezone.now() - timedelta(minutes=5))
    write_ended(timezone.now())
    note = HandOver.objects.get()
    assert note.words.startswith("Ben has") and late.pk in note.cases


def test_a_note_tells_nobody_of_a_case_about_themself(mo: Member, mia: Member) -> None:
    mira = a_member("Mira", role="moderator")
    a_case(mira)
    a_shift(mo, -8, -0.01)
    write_ended(timezone.now())
    note = HandOver.objects.get()
    assert handed(note, mira).open == 0 == handed(note, mo).open and handed(note, mia).open == 1


def test_who_has_a_shift_is_reminded_once_and_not_if_nobody_wants_it(mo: Member, delivered: Callable[[], int]) -> None:
    shift = a_shift(mo, 0.5, 3)
    a_shift(mo, 5, 7)
    assert remind_next(timezone.now()) == 1 and remind_next(timezone.now()) == 0
    delivered()
    assert Notification.objects.get(kind="shift_near").subjects == [shift.pk]
    Shift.objects.update(reminded_at=None)
    RotaSettings(remind_minutes=0).save()
    assert remind_next(timezone.now()) == 0


def test_coverage_counts_what_came_against_who_is_there(mo: Member, ben: Member, as_: Any) -> None:
    now = timezone.now()
    for case in (a_case(ben), a_case(ben), a_case(ben)):
        Case.objects.filter(pk=case.pk).update(opened_at=now - timedelta(weeks=1))
    found = coverage(mo, now)
    assert found.total == 3 and found.bare_percent == 100
    a_shift(mo, 24 * 7 - 3, 24 * 7 - 0.5)
    a_shift(mo, -1, 24)
    again = coverage(mo, now)
    assert again.bare_percent == 0
    cells = [cell for _hour, row in again.hours for cell in row if cell.cases]
    assert [cell.percent for cell in cells] == [100] and cells[0].names == ("Mo",)
    page = as_(mo).get(reverse("rota_coverage")).text
    assert "3 cases came in eight weeks." in page and "3 cases, 100 %" in page
