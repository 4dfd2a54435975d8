"""By when cases are due: never too early, never earlier for what came later, and as managers chose."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.profiles.models import Member
from moderation.guidelines.measures import Severity
from moderation.review.due import WITHIN, due_at
from moderation.rota.hours import LONGEST_WAIT, due_on_duty
from moderation.rota.settings import RotaSettings
from tests.moderation.rota.rotas import a_case, a_shift, in_hours

BEGIN = datetime(2026, 3, 23, tzinfo=UTC)
MOMENTS = st.integers(0, 60 * 24 * 40).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
SPANS = st.lists(st.tuples(MOMENTS, st.integers(1, 60 * 30)), max_size=12).map(
    lambda found: [(start, start + timedelta(minutes=minutes)) for start, minutes in found]
)
CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that is busy with other things draws slowly."""
WITHINS = st.integers(1, 72).map(lambda hours: timedelta(hours=hours))


@CALMLY
@given(MOMENTS, WITHINS, SPANS)
def test_nothing_is_due_before_its_plain_time_nor_more_than_a_week_after(
    came: datetime, within: timedelta, shifts: Any
) -> None:
    assert came + within <= due_on_duty(came, within, shifts) <= came + within + LONGEST_WAIT


@CALMLY
@given(MOMENTS, MOMENTS, WITHINS, SPANS)
def test_what_came_later_is_never_due_earlier(one: datetime, other: datetime, within: timedelta, shifts: Any) -> None:
    first, second = sorted((one, other))
    assert due_on_duty(first, within, shifts) <= due_on_duty(second, within, shifts)


@CALMLY
@given(MOMENTS, WITHINS)
def test_without_a_rota_every_hour_counts(came: datetime, within: timedelta) -> None:
    assert due_on_duty(came, within, []) == came + within


@CALMLY
@given(MOMENTS, WITHINS, SPANS)
def test_two_on_duty_together_count_once(came: datetime, within: timedelta, shifts: Any) -> None:
    assert due_on_duty(came, within, shifts) == due_on_duty(came, within, [*shifts, *shifts])


def test_hours_of_the_rota_are_counted_one_shift_after_the_other() -> None:
    monday = [(BEGIN + timedelta(days=day, hours=9), BEGIN + timedelta(days=day, hours=13)) for day in range(3)]
    assert due_on_duty(BEGIN, timedelta(hours=8), monday) == BEGIN + timedelta(days=1, hours=13)
    assert due_on_duty(BEGIN + timedelta(hours=11), timedelta(hours=8), monday) == BEGIN + timedelta(days=2, hours=11)


@pytest.mark.django_db
def test_severe_cases_count_every_hour_and_others_those_of_the_rota(mo: Member, ben: Member) -> None:
    now = in_hours(0)
    for severity in Severity:
        assert due_at(now, severity) == now + WITHIN[severity]
    a_shift(mo, 24, 28), a_shift(mo, 48, 56)
    assert due_at(now, Severity.HIGH) == now + timedelta(hours=2)
    assert abs(due_at(now, Severity.MEDIUM) - in_hours(52)) < timedelta(minutes=1)
    assert due_at(now, Severity.MEDIUM, appeal=True) == now + timedelta(hours=48)


@pytest.mark.django_db
def test_moderators_read_due_times_and_managers_choose_them_for_cases_to_come(
    mo: Member, mia: Member, as_: Any
) -> None:
    given = {"high_hours": "1", "medium_hours": "4", "low_hours": "12", "appeal_hours": "24", "remind_minutes": "30"}
    assert '<form class="form' not in as_(mo).get(reverse("due_times")).text
    assert as_(mo).post(reverse("due_times_choose"), given).status_code == 403
    before = a_case()
    was = before.due_at
    wrong = as_(mia).post(reverse("due_times_choose"), given | {"low_hours": "0"})
    assert wrong.status_code == 422 and 'value="24"' in wrong.text and not RotaSettings.objects.exists()
    assert as_(mia).post(reverse("due_times_choose"), given | {"high_on_duty": "on"}).status_code == 302
    before.refresh_from_db()
    assert before.due_at == was
    chosen = RotaSettings.current()
    assert chosen.within(Severity.HIGH, appeal=False) == (timedelta(hours=1), False), "weekends too: nobody's choice"
    assert "high_on_duty" not in as_(mia).get(reverse("due_times")).text
    RotaSettings.objects.update(high_on_duty=True)  # chosen when it could be
    assert RotaSettings.current().within(Severity.HIGH, appeal=False) == (timedelta(hours=1), False)
    after = a_case()
    assert abs(after.due_at - after.opened_at - timedelta(hours=4)) < timedelta(seconds=5)
