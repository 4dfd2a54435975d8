"""Days that are over are written once; whoever stops the counting stops it at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from redis.exceptions import RedisError

from community.spaces.models import Space
from members.activity.models import Activity
from members.profiles.models import Member
from metrics.rollups.days import end_of, today
from metrics.visits import sketching
from metrics.visits.models import VisitCounting, VisitDay
from metrics.visits.reading import Visits, visits
from metrics.visits.sketching import count, valkey
from metrics.visits.writing import count_visits, is_counting, look_after, stop_counting
from tests.factories import a_space, a_thread
from tests.metrics.visits.conftest import FIREFOX, counted

As = Callable[[object], Client]
pytestmark = pytest.mark.django_db


def came(times: int, place: str = "", first: int = 1) -> None:
    for number in range(first, first + times):
        count(today(), f"203.0.113.{number}", FIREFOX, place)


def written() -> dict[int | None, int]:
    return dict(VisitDay.objects.values_list("space", "visitors"))


def test_a_day_that_still_goes_on_is_not_written() -> None:
    came(3)
    assert look_after() == 0
    with time_machine.travel(end_of(today()) + timedelta(seconds=30)):
        look_after()
    assert not written()


@pytest.mark.django_db(transaction=True)
def test_a_day_is_written_once_it_is_over_and_nothing_of_it_stays_in_valkey(space: Space) -> None:
    day, other = today(), a_space("Other")
    thread = a_thread(space)
    came(7)
    came(5, f"space:{space.slug}")
    came(3, f"thread:{thread.pk}", first=4)
    came(2, f"space:{other.slug}")
    came(1, "thread:999999999")
    with time_machine.travel(end_of(day) + timedelta(minutes=3)):
        assert look_after() == 1
        expected = {None: 7, space.pk: 6, other.pk: 2}
        assert written() == expected
        assert look_after() == 0
    assert written() == expected
    assert not list(valkey().scan_iter(f"{sketching.PREFIX}{day}*"))
    assert visits(day, 28) == Visits(7, 1, 7)
    assert visits(day, 28, space.pk) == Visits(6, 1, 6)
    assert visits(day - timedelta(days=1), 28) == Visits(0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_write_a_day_once() -> None:
    came(9)

    def work(_n: int) -> int:
        try:
            return look_after()
        finally:
            connection.close()

    with time_machine.travel(end_of(today()) + timedelta(minutes=3), tick=True), ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(8)))
    assert written() == {None: 9}


@pytest.mark.django_db(transaction=True)
def test_a_day_on_which_nobody_came_is_written_as_that() -> None:
    with time_machine.travel(end_of(today()) + timedelta(minutes=3)):
        look_after()
    assert written() == {None: 0}


@pytest.mark.django_db(transaction=True)
def test_stopping_throws_away_what_is_not_written_and_keeps_what_is(olli: Member) -> None:
    VisitDay.objects.create(day=today() - timedelta(days=1), visitors=11)
    came(3)
    stop_counting(by=olli)
    assert counted() == 0
    came(3)
    assert counted() == 0
    look_after()
    came(3)
    with time_machine.travel(end_of(today()) + timedelta(minutes=3)):
        look_after()
    assert written() == {None: 11}
    assert not is_counting()
    count_visits(by=olli)
    came(2)
    assert counted() == 2


@pytest.mark.django_db(transaction=True)
def test_stopping_while_valkey_is_away_is_made_up_for(olli: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    came(2)

    def away() -> None:
        raise RedisError("away")

    with monkeypatch.context() as patch:
        patch.setattr(sketching, "unmark", away)
        stop_counting(by=olli)
    assert not is_counting()
    look_after()
    assert counted() == 0
    assert not valkey().exists(sketching.ON)


def test_each_change_is_in_the_log_once(olli: Member) -> None:
    for act in (count_visits, stop_counting, stop_counting, count_visits, count_visits):
        act(by=olli)
    said = list(Activity.objects.filter(verb__startswith="visits.").order_by("pk").values_list("verb", "actor"))
    assert said == [("visits.not_counted", olli.pk), ("visits.counted", olli.pk)]
    assert VisitCounting.objects.get().changed_by == olli


# --- the page -------------------------------------------------------------------------------------------------------


def test_nobody_but_owners_sees_or_changes_it(as_: As, ben: Member, mo: Member, mia: Member, visitor: object) -> None:
    for viewer, status in ((ben, 403), (mo, 403), (mia, 403), (visitor, 302)):
        client = as_(viewer)
        assert client.get(reverse("settings_visits")).status_code == status
        for name in ("visits_stop", "visits_count"):
            assert client.post(reverse(name)).status_code == status
    assert is_counting()
    assert not VisitCounting.objects.exists()


def test_reading_the_addresses_changes_nothing(as_: As, olli: Member) -> None:
    assert as_(olli).get(reverse("settings_visits")).status_code == 200
    for name in ("visits_stop", "visits_count"):
        assert as_(olli).get(reverse(name)).status_code == 405
    assert not VisitCounting.objects.exists()


def test_an_owner_stops_it_and_lets_it_go_on(as_: As, olli: Member) -> None:
    client = as_(olli)
    assert "Visitors are counted" in client.get(reverse("settings_visits")).content.decode()
    page = client.post(reverse("visits_stop"), follow=True).content.decode()
    assert "Nobody is counted" in page
    assert not is_counting()
    client.post(reverse("visits_count"))
    assert is_counting()


def test_the_page_of_an_owner_is_among_the_settings(as_: As, olli: Member, mia: Member) -> None:
    address = reverse("settings_visits")
    assert f'href="{address}"' in as_(olli).get(reverse("settings_access")).content.decode()
    assert address not in as_(mia).get(reverse("settings_name")).content.decode()


def test_the_page_privacy_says_what_is_done(as_: As, visitor: object) -> None:
    page = as_(visitor).get(reverse("privacy")).content.decode()
    assert "thrown away at midnight" in page
