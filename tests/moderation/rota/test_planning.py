"""Who is put on duty or taken off it by somebody else is told; a weekly shift is ended after a question."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from moderation.rota.notices import SURFACE
from moderation.rota.patterns import ShiftPattern, add_pattern
from moderation.rota.shifts import Shift, add_shift
from tests.factories import a_member
from tests.moderation.rota.rotas import a_shift, in_hours

pytestmark = pytest.mark.django_db
KINDS = ("shift_given", "shift_given_weekly", "shift_called_off", "shift_ended_weekly")


def told() -> list[tuple[int, str]]:
    """Who has which of the notices about being put on or off."""
    rows = Notification.objects.filter(kind__in=KINDS).order_by("pk")
    return list(rows.values_list("member_id", "kind"))


def test_what_one_enters_and_ends_oneself_tells_nobody(mo: Member, mia: Member, delivered: Callable[[], int]) -> None:
    add_shift(mo, in_hours(20), in_hours(22), by=mo).cancel(by=mo)
    add_pattern(mo, 2, time(9), time(12), "UTC", by=mo).end(by=mo)
    delivered()
    assert not told()


def test_who_is_put_on_duty_and_taken_off_it_is_told(
    mo: Member, mia: Member, as_: Any, delivered: Callable[[], int]
) -> None:
    day = (timezone.now() + timedelta(days=3)).date().isoformat()
    given = {"member": mo.pk, "day": day, "begins": "09:00", "ends": "12:00"}
    as_(mia).post(reverse("shift_add"), given)
    delivered()
    shift = Shift.objects.get()
    assert told() == [(mo.pk, "shift_given")]
    inbox = as_(mo).get(reverse("inbox")).text
    assert "Mia put you on duty" in inbox and shift.get_absolute_url() in inbox
    as_(mia).post(reverse("shift_cancel", args=[shift.pk]))
    delivered()
    assert (mo.pk, "shift_called_off") in told()
    inbox = as_(mo).get(reverse("inbox")).text
    assert "Mia called off your shift" in inbox
    assert shift.get_absolute_url() not in inbox, "It has no page any more."
    letters = SURFACE.told(mo, MailItem.objects.filter(member=mo, kind="shift_called_off"))
    assert [letter.url.endswith(reverse("rota")) for letter in letters.values()] == [True]


def test_what_comes_every_week_is_told_once(mo: Member, mia: Member, as_: Any, delivered: Callable[[], int]) -> None:
    pattern = add_pattern(mo, 2, time(9), time(12), "UTC", by=mia)
    delivered()
    assert told() == [(mo.pk, "shift_given_weekly")]
    inbox = as_(mo).get(reverse("inbox")).text
    assert "Mia put you on duty every week" in inbox and "Wednesday, 09:00 to 12:00 (UTC)" in inbox
    pattern.end(by=mia)
    delivered()
    assert sorted(kind for _member, kind in told()) == ["shift_ended_weekly", "shift_given_weekly"]
    inbox = as_(mo).get(reverse("inbox")).text
    assert "Mia ended your weekly shift" in inbox and "put you on duty" not in inbox


def test_who_left_the_team_is_told_nothing_of_shifts(mo: Member, mia: Member, delivered: Callable[[], int]) -> None:
    shift = a_shift(mo, 20, 22)
    Member.objects.filter(pk=mo.pk).update(role="member")
    shift.cancel(by=mia)
    delivered()
    assert not told()


def test_ending_a_weekly_shift_asks_first_and_says_how_much_goes(mo: Member, mia: Member, as_: Any) -> None:
    pattern = add_pattern(mo, (timezone.now().weekday() - 1) % 7, time(9), time(12), "UTC", by=mo)
    end, ahead = reverse("shift_pattern_end", args=[pattern.pk]), pattern.ahead().count()
    page = as_(mo).get(reverse("rota_weekly")).text
    assert f'href="{end}"' in page and f'action="{end}"' not in page
    asked = as_(mo).get(end).text
    assert f"{ahead} shifts that have not begun are called off." in asked and f'method="post" action="{end}"' in asked
    assert ShiftPattern.objects.get().ended_at is None and ahead in (5, 6)
    assert as_(a_member("Mira", role="moderator")).get(end).status_code == 403
    as_(mia).post(end)
    assert ShiftPattern.objects.get().ended_at is not None and not pattern.ahead().exists()
    assert as_(mo).get(end).status_code == 404
