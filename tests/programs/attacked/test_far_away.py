"""Days and rules that lie where no clock goes are answered with a sentence."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from programs.calendar.copying import _shifted_end
from programs.series.recurring import Recurrence, WrongRule, read
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.spaces.models import Space
    from members.profiles.models import Member

    As = Callable[..., Any]

ENDS = ("99991231T235959Z", "00010101T000000Z", "99991231", "00010101", "22010101")


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_a_rule_that_ends_where_no_clock_goes_is_refused(ends: str, zone: str) -> None:
    with pytest.raises(WrongRule):
        Recurrence(date(2026, 12, 3), time(12), zone, f"FREQ=WEEKLY;UNTIL={ends}").check()


def test_what_is_copied_ends_where_a_rule_may_end() -> None:
    for ends in ("22001231", "22001231T235959Z", "21991231"):
        assert read(_shifted_end(f"FREQ=WEEKLY;UNTIL={ends}"))["UNTIL"]


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_one_date_is_not_put_where_no_clock_goes(mia: Member, space: Space, as_: As, day: str, zone: str) -> None:
    one = a_program(mia, space=space, zone=zone).occurrences.latest("day")
    sent = {"title": "Words that stay", "about": "", "day": day, "at": "23:30", "lasts": "1", "unit": "60"}
    page = as_(mia).post(reverse("occurrence_change", args=[one.pk]), sent | {"at": "00:10" if day < "2" else "23:50"})
    assert page.status_code == 422
    assert "Words that stay" in page.text


@pytest.mark.django_db
def test_a_last_day_far_away_is_said_at_its_field(mia: Member, space: Space, as_: As) -> None:
    sent = {
        "title": "For ever", "begins": str(a_program(mia, space=space).begins), "at": "18:00", "zone": "Asia/Tokyo",
        "lasts": "1", "unit": "60", "repeats": "weekly", "ends": "on", "ends_on": "9999-12-31", "rhythm": "weekly",
        "serves": "arrive", "space": str(space.pk), "owner": str(mia.pk), "goal": "replies",
    }  # fmt: skip
    page = as_(mia).post(f"{reverse('plan')}?kind=prompt", sent | {"do": "plan"})
    assert page.status_code == 422
    assert "Choose an earlier day." in page.text
