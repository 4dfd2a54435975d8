"""Limits: exactly as many pass as may, whatever comes at once and whatever headers say."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from config.lib import limits
from config.lib.limits import Limit, TooMany, hit, limited, peek, spend
from config.lib.net import network, network_of

FIVE = Limit("test.five", 5, 60)


@pytest.mark.parametrize("most", [1, 5, 60])
def test_of_200_at_once_exactly_as_many_pass_as_may(most: int) -> None:
    limit = Limit(f"test.{most}", most, 60)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: hit(limit, "ana"), range(200)))
    assert answers.count(None) == most


def test_it_says_when_it_works_again() -> None:
    assert [hit(FIVE, "ana") for _ in range(5)] == [None] * 5
    wait = hit(FIVE, "ana")
    assert wait is not None and 55 <= wait <= 60
    assert hit(FIVE, "ben") is None, "Everyone has a count of their own."


def test_the_window_slides() -> None:
    start = timezone.now()
    for second in (0, 10, 20, 30, 40):
        with time_machine.travel(start + timedelta(seconds=second), tick=False):
            assert hit(FIVE, "ana") is None
    with time_machine.travel(start + timedelta(seconds=59), tick=False):
        assert hit(FIVE, "ana") == 1
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        assert hit(FIVE, "ana") is None
        assert hit(FIVE, "ana") == 9, "The second of the first five leaves the window then."


def test_refused_tries_do_not_count() -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        for _ in range(50):
            hit(FIVE, "ana")
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        assert hit(FIVE, "ana") is None


def test_looking_costs_nothing() -> None:
    for _ in range(10):
        assert peek(FIVE, "ana") is None
    for _ in range(5):
        hit(FIVE, "ana")
    assert peek(FIVE, "ana")


def test_acts_may_cost_more_than_one() -> None:
    megabytes = Limit("test.bytes", 200, 60)
    assert hit(megabytes, "ana", cost=150) is None
    assert hit(megabytes, "ana", cost=60)
    assert hit(megabytes, "ana", cost=50) is None


def test_without_valkey_doors_stay_shut_and_pages_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_connection", [])
    monkeypatch.setattr(settings, "REDIS_URL", "redis://127.0.0.1:1/0")
    assert hit(Limit("test.closed", 5, 60, closed=True), "ana") == limits.AWAY_SECONDS
    assert hit(FIVE, "ana") is None
    assert limits.SIGN_IN_ACCOUNT.closed and limits.RESET_ACCOUNT.closed and limits.INVITATIONS_TEAM.closed
    assert not limits.SEARCH_VISITOR.closed


def test_an_ipv6_customer_is_one_sender() -> None:
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:bbbb::9")
    assert network("2001:db8:1:3::1") != network("2001:db8:1:2::1")
    assert network("::ffff:192.0.2.7") == network("192.0.2.7")
    assert network("nonsense") == network("") == "unknown"


def test_no_header_makes_another_sender() -> None:
    forged = {"X-Forwarded-For": "203.0.113.5", "X-Real-IP": "203.0.113.6", "Forwarded": "for=203.0.113.7"}
    assert network_of(RequestFactory().get("/", headers=forged, REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"


def test_a_limited_view_counts_acts_and_not_looks() -> None:
    view = limited(Limit("test.view", 2, 60))(lambda request: HttpResponse("done"))
    make = RequestFactory()
    assert [view(make.get("/")).status_code for _ in range(5)] == [200] * 5
    assert [view(make.post("/")).status_code for _ in range(2)] == [200] * 2
    for method in ("post", "put", "patch", "delete"):
        with pytest.raises(TooMany):
            view(getattr(make, method)("/"))


def test_spend_refuses_with_the_time_to_wait() -> None:
    for _ in range(5):
        spend(FIVE, "ana")
    with pytest.raises(TooMany) as refused:
        spend(FIVE, "ana")
    assert 55 <= refused.value.retry_after <= 60
