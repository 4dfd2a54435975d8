"""Exactly once: two workers at one time, and workers that are killed while they look or before anybody is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from members.activity.models import Activity
from members.activity.relay import deliver_all
from members.notifications.models import Notification
from metrics.alerts.all import ALERTS
from metrics.alerts.models import Finding, Watch
from metrics.alerts.watching import watch, watch_for
from metrics.rollups.days import yesterday
from tests.factories import a_member, a_space
from tests.metrics.alerts.test_watching import KEY, waiting_newcomers


def at_once(work: Callable[[], object], count: int = 2) -> list[BaseException]:
    """Let so many threads begin the same work together; what went wrong."""
    gate, wrong = threading.Barrier(count), list[BaseException]()

    def go() -> None:
        try:
            gate.wait()
            work()
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=go) for _ in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return wrong


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_it_once_and_tell_it_once() -> None:
    mia = a_member("Mia", role="manager")
    waiting_newcomers(a_space(), 3)
    assert at_once(lambda: watch(yesterday())) == []
    assert at_once(deliver_all) == []
    whole = Finding.objects.get(kind=KEY, space=None)
    assert Activity.objects.filter(verb="alert.opened", subject_id=whole.pk).count() == 1
    assert Notification.objects.filter(member=mia).count() == 1
    assert set(Watch.objects.values_list("looked_on", flat=True)) == {yesterday()}


class Killed(BaseException):
    """The worker is gone."""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_looks_leaves_nothing_and_the_next_one_finds_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mia = a_member("Mia", role="manager")
    waiting_newcomers(a_space(), 3)
    save = Watch.save

    def die(_self: Watch, **_more: object) -> None:
        raise Killed

    monkeypatch.setattr(Watch, "save", die)
    with pytest.raises(Killed):
        watch(yesterday())
    assert not Finding.objects.exists() and not Activity.objects.filter(verb="alert.opened").exists()
    monkeypatch.setattr(Watch, "save", save)
    watch(yesterday())
    deliver_all()
    assert Notification.objects.filter(member=mia).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_finding_and_telling_is_made_up_for() -> None:
    mia = a_member("Mia", role="manager")
    waiting_newcomers(a_space(), 3)
    watch(yesterday())
    assert Finding.objects.filter(told_at=None).count() == 2, "Found, and nobody told: the worker died here."
    assert Notification.objects.filter(member=mia).count() == 0
    assert watch(yesterday()) == 0
    deliver_all()
    deliver_all()
    assert Notification.objects.filter(member=mia).count() == 1
    assert not Finding.objects.filter(told_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_another_one_looks_leaves_it_to_them() -> None:
    waiting_newcomers(a_space(), 3)
    watch(yesterday())
    Watch.objects.update(looked_on=None)
    Finding.objects.all().delete()
    moved: list[int] = []
    with transaction.atomic():
        Watch.objects.select_for_update().get(kind=KEY)
        assert at_once(lambda: moved.append(watch_for(ALERTS[KEY], yesterday())), 1) == []
    assert moved == [0]
    assert watch_for(ALERTS[KEY], yesterday()) == 2
