"""Several workers, and one that is killed in the middle of a day: every day is there once, and whole."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from metrics.rollups import rolling
from metrics.rollups.catching_up import catch_up, days_not_made, next_owed
from metrics.rollups.days import yesterday
from metrics.rollups.models import DayCut, MemberDay, RolledDay
from metrics.rollups.rolling import roll
from tests.factories import a_member, a_post, a_space, a_thread
from tests.killing import Workers, workers

__all__ = ["workers"]

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = 12
SCRIPT = """
import django; django.setup()
from datetime import timedelta
from django.db import connection
from members.segments import summing
from metrics.rollups import rolling
from metrics.rollups.catching_up import catch_up
summing.CALM = timedelta(0)
made = rolling.cut
def slowly(day):
    made(day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")
rolling.cut = slowly
catch_up(600)
"""


def a_busy_past() -> int:
    """Twelve days with a thread and a reply each; returns the rows that belong to them."""
    space, ana, bo = a_space(), a_member("Ana", joined_at=timezone.now() - timedelta(days=DAYS)), a_member("Bo")
    for back in range(DAYS, 0, -1):
        with time_machine.travel(timezone.now() - timedelta(days=back), tick=False):
            a_post(a_thread(space, by=ana), by=bo)
    return DAYS * 2


def is_whole() -> bool:
    """Whether every day that is noted as made has all its rows, and no other day has any."""
    made = set(RolledDay.objects.values_list("day", flat=True))
    rows = list(MemberDay.objects.values_list("day", flat=True))
    cuts = set(DayCut.objects.filter(people__gt=0).values_list("day", flat=True))
    return set(rows) == made == cuts and all(rows.count(day) == 2 for day in made)


def test_workers_at_once_make_every_day_once() -> None:
    rows = a_busy_past()
    made: list[object] = []

    def work() -> None:
        try:
            while next_owed(timezone.now()) is not None:
                catch_up(60)
            made.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert len(made) == 4
    assert RolledDay.objects.count() == DAYS
    assert MemberDay.objects.count() == rows
    assert is_whole()


def test_two_who_make_the_same_day_leave_one_of_each_row() -> None:
    a_busy_past()
    day, failed = yesterday(), []

    def work() -> None:
        try:
            roll(day)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert not failed
    assert MemberDay.objects.count() == 2
    assert is_whole()


@pytest.mark.faults
def test_killed_workers_leave_whole_days_behind(workers: list[Workers]) -> None:
    rows = a_busy_past()
    killed = Workers(SCRIPT, 2)
    workers.append(killed)
    for _turn in range(3):
        before, patience = RolledDay.objects.count(), time.monotonic() + 30
        while RolledDay.objects.count() == before and time.monotonic() < patience:
            time.sleep(0.05)
        time.sleep(0.15)
        killed.kill_one()
        assert is_whole()
    killed.end()
    catch_up(600)
    assert RolledDay.objects.count() == DAYS
    assert MemberDay.objects.count() == rows
    assert is_whole()


def test_a_day_that_fails_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch) -> None:
    a_busy_past()
    made, wrong = rolling.cut, yesterday() - timedelta(days=3)

    def cut(day: object) -> None:
        if day == wrong:
            raise ValueError("This day cannot be made.")
        made(day)  # type: ignore[arg-type]

    monkeypatch.setattr(rolling, "cut", cut)
    assert catch_up(600) is False
    assert RolledDay.objects.count() == DAYS - 1
    assert next_owed(timezone.now()) == wrong
    monkeypatch.undo()
    catch_up(600)
    assert is_whole()
    assert RolledDay.objects.count() == DAYS


def test_a_small_budget_makes_the_newest_days_and_says_that_more_is_owed() -> None:
    a_busy_past()
    ticks = iter(range(100))
    assert catch_up(3, clock=lambda: float(next(ticks))) is True
    made = sorted(RolledDay.objects.values_list("day", flat=True))
    assert made == [yesterday() - timedelta(days=1), yesterday()]


def test_operators_are_told_of_days_that_nobody_makes() -> None:
    assert not days_not_made(), "nothing is owed in an empty community"
    a_busy_past()
    assert "old numbers" in days_not_made()
    catch_up(600)
    assert not days_not_made()
