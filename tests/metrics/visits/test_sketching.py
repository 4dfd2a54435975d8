"""What Valkey gets to know of a visitor, for how long, and what happens while it is away."""

import socket
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import redis
from django.utils import timezone

from metrics.rollups.days import end_of, today
from metrics.visits import sketching
from metrics.visits.sketching import all_visitors, count, everybody, hidden, places, valkey, visitors_at
from tests.metrics.visits.conftest import FIREFOX, Look, counted

HOME = "203.0.113.7"


def everything() -> dict[str, bytes]:
    """All that Valkey holds about visits, as it holds it."""
    keys = [key.decode() for key in valkey().scan_iter(f"{sketching.PREFIX}*")]
    return {key: valkey().dump(key) or b"" for key in keys}


def test_nobody_is_counted_without_the_mark() -> None:
    sketching.unmark()
    count(today(), HOME, FIREFOX, "space:workshop")
    assert counted() == 0
    assert not [key for key in everything() if ":all" in key or ":salt" in key or ":at:" in key]


def test_the_mark_ends_by_itself_so_that_a_worker_that_is_away_stops_the_counting() -> None:
    assert 0 < valkey().ttl(sketching.ON) <= sketching.ON_SECONDS


def test_neither_network_nor_browser_nor_the_key_is_in_valkey(settings: object) -> None:
    count(today(), HOME, FIREFOX, "space:workshop")
    held = b"".join(key.encode() + value for key, value in everything().items())
    for secret in (HOME, "203.0.113", "Firefox", FIREFOX, settings.SECRET_KEY, hidden(today(), HOME, FIREFOX)):  # type: ignore[attr-defined]
        assert secret.encode() not in held


def test_what_is_sent_depends_on_the_day_the_network_and_the_browser() -> None:
    day = today()
    sent = {
        hidden(day, HOME, FIREFOX),
        hidden(day + timedelta(days=1), HOME, FIREFOX),
        hidden(day, "203.0.113.8", FIREFOX),
        hidden(day, HOME, "Lynx"),
    }
    assert len(sent) == 4
    assert hidden(day, HOME, FIREFOX) in sent


def test_the_salt_goes_with_its_day() -> None:
    count(today(), HOME, FIREFOX)
    left = valkey().expiretime(sketching._salt(today())) - end_of(today()).timestamp()
    assert 0 <= left <= sketching.SALT_SECONDS


def test_without_the_salt_nobody_recognises_a_visitor() -> None:
    """The same person is a new one: what is left of the day cannot be asked whether they were there."""
    for _ in range(3):
        count(today(), HOME, FIREFOX)
    assert counted() == 1
    valkey().delete(sketching._salt(today()))
    count(today(), HOME, FIREFOX)
    assert counted() == 2


def test_two_days_have_two_salts_and_nothing_in_common() -> None:
    first, second = today(), today() + timedelta(days=1)
    for day in (first, second):
        count(day, HOME, FIREFOX, "space:workshop")
    assert valkey().get(sketching._salt(first)) != valkey().get(sketching._salt(second))
    assert valkey().dump(everybody(first)) != valkey().dump(everybody(second))
    both = valkey().pfcount(everybody(first), everybody(second))
    assert (all_visitors(first), all_visitors(second), both) == (1, 1, 2)


def test_everything_of_a_day_is_gone_a_week_later() -> None:
    count(today(), HOME, FIREFOX, "space:workshop")
    until = (end_of(today()) + sketching.KEPT).timestamp()
    for key in everything():
        if str(today()) in key:
            assert 0 < valkey().expiretime(key) <= until, key


def test_a_day_that_is_over_for_long_is_not_counted_any_more() -> None:
    day = today() - timedelta(days=2)
    count(day, HOME, FIREFOX)
    assert all_visitors(day) == 0


def test_many_visitors_are_counted_to_within_three_in_a_hundred() -> None:
    for number in range(3000):
        count(today(), f"2001:db8:{number:x}::", FIREFOX)
    assert counted() == pytest.approx(3000, rel=0.03)


def test_visitors_of_several_places_are_counted_once() -> None:
    for network, place in ((HOME, "space:a"), (HOME, "thread:1"), ("203.0.113.8", "thread:1")):
        count(today(), network, FIREFOX, place)
    assert visitors_at(today(), ["space:a", "thread:1"]) == 2
    assert visitors_at(today(), ["space:a"]) == 1
    assert visitors_at(today(), []) == 0
    assert not [key for key in everything() if "merged" in key]


def test_whoever_opens_too_many_places_is_still_one_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketching, "MOST_PLACES", 3)
    for number in range(10):
        count(today(), HOME, FIREFOX, f"thread:{number}")
    assert valkey().scard(places(today())) == 3
    assert counted() == 1


# --- away ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes a connection and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def connect_to(port: int, settings: object) -> None:
    sketching._connection.clear()
    settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"  # type: ignore[attr-defined]


@pytest.fixture
def _as_before() -> Iterator[None]:
    yield
    sketching._connection.clear()


@pytest.mark.usefixtures("_as_before")
def test_a_valkey_that_is_silent_holds_up_one_page_for_a_moment_and_the_next_ones_not_at_all(
    silent: int, settings: object
) -> None:
    connect_to(silent, settings)
    before = time.perf_counter()
    count(today(), HOME, FIREFOX)
    assert time.perf_counter() - before < 1
    before = time.perf_counter()
    for _ in range(100):
        count(today(), HOME, FIREFOX)
    assert time.perf_counter() - before < 0.05


@pytest.mark.usefixtures("_as_before")
@pytest.mark.django_db
def test_a_page_comes_without_valkey(look: Look, settings: object) -> None:
    connect_to(1, settings)
    assert look().status_code == 200
    assert sketching._Valkey.away_until > time.monotonic()


@pytest.mark.usefixtures("_as_before")
def test_counting_goes_on_when_valkey_is_back(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    there = settings.REDIS_URL  # type: ignore[attr-defined]
    connect_to(1, settings)
    count(today(), HOME, FIREFOX)
    sketching._connection.clear()
    settings.REDIS_URL = there  # type: ignore[attr-defined]
    count(today(), HOME, FIREFOX)
    assert counted() == 0
    monkeypatch.setattr(sketching._Valkey, "away_until", 0.0)
    count(today(), HOME, FIREFOX)
    assert counted() == 1


def test_a_visit_costs_less_than_a_millisecond() -> None:
    count(today(), HOME, FIREFOX, "space:workshop")
    before = time.perf_counter()
    for number in range(200):
        count(today(), HOME, f"{FIREFOX} {number % 7}", "space:workshop")
    assert (time.perf_counter() - before) / 200 < 0.005


def test_the_script_is_loaded_again_by_a_valkey_that_forgot_it() -> None:
    count(today(), HOME, FIREFOX)
    valkey().script_flush()
    count(today(), "203.0.113.8", FIREFOX)
    assert counted() == 2
    assert isinstance(valkey(), redis.Redis)
    assert timezone.now() < end_of(today())
