"""Findings open, go on and close; managers and hosts are told once for each opening."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.activity.models import Activity
from members.notifications.models import Notification
from metrics.alerts.all import ALERTS
from metrics.alerts.limits import choose
from metrics.alerts.models import Finding, Watch
from metrics.alerts.newcomers import NewcomersUnanswered
from metrics.alerts.watching import watch, watch_yesterday
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import Opening, RolledDay
from tests.factories import a_group, a_member, a_space
from tests.metrics.alerts.made import Opened, openings

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db

KEY = NewcomersUnanswered.key


def waiting_newcomers(space: Space, count: int, *, days_ago: int = 4) -> list[Opening]:
    """So many threads of newcomers that nobody answered."""
    at = begin_of(yesterday()) - timedelta(days=days_ago)
    return openings([Opened(space, a_member(), at, None, newcomer=True) for _ in range(count)])


def told(member: Member) -> int:
    """How often they were told of alerts."""
    return Notification.objects.filter(member=member, kind="alert_opened").count()


def days(*back: int) -> list[date]:
    """So many days before yesterday."""
    return [yesterday() - timedelta(days=n) for n in back]


def test_nobody_but_managers_and_the_hosts_of_the_space_is_told(
    mia: Member, olli: Member, mo: Member, ben: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    other = a_member("Host elsewhere")
    a_space("Elsewhere", hosts=(other,))
    waiting_newcomers(a_space("Here", hosts=(ben,)), 3)
    watch(yesterday())
    delivered()
    assert (told(mo), told(nia), told(other)) == (0, 0, 0)
    assert (told(mia), told(olli), told(ben)) == (1, 1, 1)


def test_managers_hear_of_the_whole_community_and_not_of_each_space_again(
    mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    space = a_space("Here", hosts=(ben,))
    waiting_newcomers(space, 3)
    watch(yesterday())
    delivered()
    whole, here = Finding.objects.open().filter(kind=KEY).order_by("space_id")[::-1]
    assert (whole.space_id, here.space_id) == (None, space.pk)
    assert Notification.objects.get(member=mia).subjects == [whole.pk]
    assert Notification.objects.get(member=ben).subjects == [here.pk]


def test_it_is_told_once_and_never_while_it_is_open(mia: Member, delivered: Callable[[], int]) -> None:
    waiting_newcomers(a_space(), 3)
    for day in days(2, 1, 0):
        watch(day)
        delivered()
        Notification.objects.update(seen_at=timezone.now())
    assert told(mia) == 1
    finding = Finding.objects.get(kind=KEY, space=None)
    assert (finding.since, finding.until) == (days(2)[0], yesterday())
    assert finding.told_at is not None


def test_it_closes_by_itself_with_the_reason_and_opens_anew_as_another_one(
    mia: Member, delivered: Callable[[], int]
) -> None:
    waits = waiting_newcomers(a_space(), 3)
    watch(days(2)[0])
    Opening.objects.filter(pk__in=[one.pk for one in waits]).update(
        replied_at=begin_of(days(1)[0]), replied_by_staff=False
    )
    watch(days(1)[0])
    closed = Finding.objects.get(kind=KEY, space=None)
    assert closed.closed_at is not None and closed.closing == [{"is": "none", "hours": 24}]
    Opening.objects.update(replied_at=None, replied_by_staff=None)
    watch(days(0)[0])
    delivered()
    assert Finding.objects.filter(kind=KEY, space=None).count() == 2
    assert told(mia) == 1, "What closed before anybody was told is not told."


def test_between_the_two_thresholds_nothing_opens_and_nothing_closes(db: None) -> None:
    waits = waiting_newcomers(a_space(), 2)
    watch(days(2)[0])
    assert not Finding.objects.exists()
    more = waiting_newcomers(a_space(), 1)
    watch(days(1)[0])
    assert Finding.objects.open().filter(kind=KEY).count() == 1
    Opening.objects.filter(pk=more[0].pk).delete()
    watch(days(0)[0])
    finding = Finding.objects.open().get(kind=KEY)
    assert finding.reasons[0] == {
        "is": "waiting", "n": 2, "hours": 24, "threads": [one.pk for one in waits]
    }  # fmt: skip


def test_a_day_is_looked_at_once_and_an_earlier_one_never_after_it(db: None) -> None:
    watch(yesterday())
    waiting_newcomers(a_space(), 3)
    assert watch(yesterday()) == 0
    assert watch(days(1)[0]) == 0
    assert not Finding.objects.exists()
    assert set(Watch.objects.values_list("looked_on", flat=True)) == {yesterday()}


def test_the_clock_waits_until_the_facts_of_yesterday_are_made(db: None) -> None:
    waiting_newcomers(a_space(), 3)
    assert watch_yesterday() == 0
    assert not Watch.objects.exists()
    RolledDay.objects.create(day=yesterday(), rolled_at=timezone.now())
    assert watch_yesterday() == 2


def test_one_kind_that_fails_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    monkeypatch.setattr("metrics.alerts.watching.log", logging.getLogger("meant"))

    def broken(_look: object) -> list[object]:
        raise ZeroDivisionError

    monkeypatch.setattr(ALERTS["slow-answers"], "look", broken, raising=True)
    waiting_newcomers(a_space(), 3)
    assert watch(yesterday()) == 2
    assert Watch.objects.get(kind="slow-answers").looked_on is None, "It is tried again."
    assert [record.name for record in caplog.records] == ["meant"]


def test_what_is_not_looked_for_any_more_closes(mia: Member) -> None:
    waiting_newcomers(a_space(), 3)
    watch(days(1)[0])
    alert = ALERTS[KEY]
    choose(alert, alert.defaults, is_on=False, by=mia)
    watch(yesterday())
    assert {tuple(one["is"] for one in finding.closing) for finding in Finding.objects.all()} == {("off",)}
    assert not Finding.objects.open().exists()


def test_other_thresholds_hold_from_the_next_look_on(mia: Member) -> None:
    waiting_newcomers(a_space(), 2)
    watch(days(1)[0])
    alert = ALERTS[KEY]
    choose(alert, alert.defaults | {"opens": 2}, is_on=True, by=mia)
    assert Watch.objects.get(kind=KEY).numbers == {"opens": 2}
    watch(yesterday())
    assert Finding.objects.open().filter(kind=KEY).count() == 2
    choose(alert, alert.defaults | {"opens": 2}, is_on=True, by=mia)
    assert Activity.objects.filter(verb="alert_rule.changed").count() == 1


def test_only_one_of_a_kind_is_open_in_a_place(space: Space) -> None:
    for place in (space, None):
        Finding.objects.create(kind=KEY, space=place, since=yesterday(), until=yesterday())
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.create(kind=KEY, space=place, since=yesterday(), until=yesterday())


def test_a_host_who_no_longer_sees_the_space_is_shown_nothing_of_it(
    ben: Member, delivered: Callable[[], int], as_: Callable[..., object]
) -> None:
    space = a_space("Den", group=a_group(), hosts=(ben,))
    waiting_newcomers(space, 3)
    watch(yesterday())
    delivered()
    assert Notification.objects.of(ben).count() == 1
    space.hostings.all().delete()
    fresh = type(ben).objects.get(pk=ben.pk)
    assert Notification.objects.of(fresh).count() == 0
    assert not Finding.objects.visible_to(fresh).exists()
