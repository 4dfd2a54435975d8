"""The safety net under the broker."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone

from members.activity.handling import handle
from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.relay import dispatch
from members.activity.sweeping import BUSY_ABOVE, WAITED_SECONDS, sweep
from tests.members.activity import reactions  # noqa: F401 - declares the verbs used here

Happen = Callable[..., Activity]


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The real broker, with a default queue of this test's own."""
    monkeypatch.setitem(current_app.conf, "task_default_queue", "rehearsal")
    with current_app.connection_for_write() as connection:
        channel: Any = connection.default_channel
        client = channel.client
        client.delete("rehearsal")
        yield client
        client.delete("rehearsal")


def test_what_is_due_is_queued_and_nothing_else(effects: object, happen: Happen, broker: object) -> None:
    for _ in range(5):
        happen()
    dispatch()
    fresh, lost, failed, later, done = Receipt.objects.filter(subscriber="rehearsal.steady").order_by("pk")
    Receipt.objects.filter(subscriber="rehearsal.slow").delete()
    long_ago = timezone.now() - timedelta(minutes=1)
    Receipt.objects.exclude(pk=fresh.pk).update(created_at=long_ago)
    Receipt.objects.filter(pk=failed.pk).update(attempts=1, retry_at=long_ago)
    Receipt.objects.filter(pk=later.pk).update(attempts=1, retry_at=timezone.now() + timedelta(minutes=1))
    handle(done.pk)
    assert set(Receipt.objects.due(timedelta(seconds=WAITED_SECONDS))) == {lost, failed}
    assert sweep() == 2


@pytest.mark.django_db
def test_a_busy_broker_is_given_nothing_more(happen: Happen, broker: Any) -> None:
    happen()
    dispatch()
    broker.lpush("rehearsal", *["task"] * (BUSY_ABOVE + 1))
    assert sweep(waited_seconds=0) == 0
    broker.delete("rehearsal")
    assert sweep(waited_seconds=0) == 2
