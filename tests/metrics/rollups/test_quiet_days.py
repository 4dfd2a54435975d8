"""A day on which nobody did anything is made like any other."""

from datetime import date

import pytest

from metrics.rollups.models import MemberDay, RolledDay
from metrics.rollups.rolling import roll

pytestmark = pytest.mark.django_db


def test_a_day_without_anybody_is_made() -> None:
    day = date(2026, 3, 29)
    roll(day)
    assert RolledDay.objects.filter(day=day).exists()
    assert not MemberDay.objects.filter(day=day).exists()
