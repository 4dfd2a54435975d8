"""A break is offered after 45 minutes of severe cases without a gap, and keeps quiet when asked to."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.profiles.models import Member
from moderation.guidelines.measures import Severity
from moderation.review.cases import Case
from moderation.stats.breaks import GAP, break_due, hard_minutes, stretch
from moderation.stats.panels import break_for
from tests.moderation.rota.rotas import a_case
from tests.moderation.stats.test_stats import a_step

CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@CALMLY
@given(st.lists(st.integers(0, 600)))
def test_a_stretch_has_no_gap_and_reaches_back_no_further_than_what_was_done(minutes: list[int]) -> None:
    moments = [NOON - timedelta(minutes=ago) for ago in minutes]
    found = stretch(moments, NOON)
    assert timedelta(0) <= found <= timedelta(minutes=max(minutes, default=0))
    inside = sorted([*(one for one in moments if one >= NOON - found), NOON])
    assert all(later - earlier <= GAP for earlier, later in pairwise(inside))


@pytest.mark.django_db
def test_others_and_cases_that_are_not_severe_do_not_count(mo: Member, mia: Member) -> None:
    for ago in range(5, 61, 10):
        a_step(mia, ago), a_step(mo, ago, severity=Severity.MEDIUM)
    assert hard_minutes(mo, timezone.now()) == 0 == break_due(mo, timezone.now())


@pytest.mark.django_db
def test_after_45_minutes_one_line_says_so_and_keeps_quiet_when_asked(mo: Member, ben: Member, as_: Any) -> None:
    for ago in (14, 28, 40):
        a_step(mo, ago)
    assert break_for(None, None, mo) is None
    a_step(mo, 50)
    cache.clear()  # what is kept for five minutes is over
    assert break_for(None, None, mo) == {"minutes": 50}
    as_(mo).post(reverse("break_not_now"))
    assert break_for(None, None, mo) is None


@pytest.mark.django_db
def test_a_case_that_is_open_counts_and_a_gap_of_a_quarter_hour_was_a_break(mo: Member, ben: Member) -> None:
    now = timezone.now()
    case = a_case(ben, Severity.HIGH)
    for ago in (25, 35, 46.5):
        a_step(mo, ago)
    assert hard_minutes(mo, now) == 0
    Case.objects.filter(pk=case.pk).update(claimed_by=mo, claimed_at=now - timedelta(minutes=12))
    assert break_due(mo, now) == 46
