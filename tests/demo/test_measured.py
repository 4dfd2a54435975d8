"""The demo community has its numbers a minute or two after its first page."""

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone

import metrics.tasks  # noqa: F401 - so that Celery knows them
from config.demo.measured import TURNS, measure_soon
from metrics.alerts.models import Watch
from metrics.measures.models import Score
from metrics.measures.reading import last_measured
from metrics.rollups.days import yesterday
from tests.factories import a_member


@pytest.mark.django_db
def test_the_nights_before_are_made_up_for_in_this_order(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        a_member(joined_at=timezone.now() - timedelta(days=3))
    asked: list[tuple[int, str]] = []

    def send_task(name: str, *, countdown: int, **_: Any) -> None:
        asked.append((countdown, name))

    monkeypatch.setattr("members.segments.summing.CALM", timedelta(0))  # whatever the hour
    monkeypatch.setattr("config.demo.measured.current_app.send_task", send_task)
    measure_soon()
    assert len(asked) == len(TURNS)
    for _seconds, name in sorted(asked):
        current_app.tasks[name]()
    assert last_measured() == yesterday()
    assert Score.objects.filter(measure="joined", space=None, day=yesterday(), days=28).get().top == 3
    assert Watch.objects.exists()
