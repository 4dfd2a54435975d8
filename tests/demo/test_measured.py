"""The demo community has its numbers before anybody looks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.demo.measured import measure
from metrics.alerts.models import Watch
from metrics.measures.models import Score
from metrics.measures.reading import last_measured
from metrics.rollups.days import yesterday
from tests.factories import a_member


@pytest.mark.django_db
def test_the_nights_before_are_made_up_for() -> None:
    for _ in range(3):
        a_member(joined_at=timezone.now() - timedelta(days=3))
    measure()
    assert last_measured() == yesterday()
    assert Score.objects.filter(measure="joined", space=None, day=yesterday(), days=28).get().top == 3
    assert Watch.objects.exists()
