"""The bell wakes a worker and never holds anybody up."""

import itertools
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from celery import Celery, current_app
from django.db import transaction

from members.activity.bell import Bell, ring
from members.activity.log import record
from members.activity.models import Activity
from tests.members.activity import reactions  # noqa: F401 - declares the verbs used here


@pytest.mark.django_db
def test_it_is_rung_once_however_much_a_transaction_records(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        record("rehearsal.held")
        record("rehearsal.held")
    assert callbacks.count(ring) == 1


@pytest.mark.django_db
def test_a_part_that_is_rolled_back_does_not_silence_the_rest(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        with suppress(ZeroDivisionError), transaction.atomic():
            record("rehearsal.held")
            raise ZeroDivisionError
        record("rehearsal.held")
    assert callbacks.count(ring) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", ["redis://10.255.255.1:6379/0", "redis://localhost:1/0", "redis+socket:///nowhere"])
def test_a_broker_that_is_away_slows_nobody_down(monkeypatch: pytest.MonkeyPatch, broker: str) -> None:
    # An app of its own: Celery keeps the connections it once made, and those of later tests would lead nowhere too.
    away = Celery("away", broker=broker, set_as_current=False)
    away.conf.broker_transport_options = current_app.conf.broker_transport_options
    monkeypatch.setattr("members.activity.bell._bell", Bell())
    monkeypatch.setattr("members.activity.bell.current_app", away)
    started = time.monotonic()
    for _ in range(20):
        with transaction.atomic():
            record("rehearsal.held")
    assert (time.monotonic() - started) / 20 < 0.1
    assert Activity.objects.undispatched().count() == 20


def test_rings_that_come_soon_after_another_become_one_and_the_last_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[float] = []

    def hear(task: str, **_: object) -> None:
        if task == "rehearsal":
            heard.append(time.monotonic())

    monkeypatch.setattr("members.activity.bell.current_app.send_task", hear)
    monkeypatch.setattr("members.activity.bell.CALM_SECONDS", 0.05)
    bell = Bell("rehearsal")
    for _ in range(30):
        last = time.monotonic()
        bell.ring()
        time.sleep(0.005)
    while heard[-1:] < [last]:
        assert time.monotonic() < last + 5, "The last ring was not heard."
        time.sleep(0.01)
    assert all(later - earlier >= 0.05 for earlier, later in itertools.pairwise(heard))
