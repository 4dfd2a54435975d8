"""Pages that are kept for visitors: the same for all of them, never anybody's own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import timezone, translation

from config.lib.anonymous_cache import kept_for_visitors

if TYPE_CHECKING:
    View = Callable[..., Any]

ask = RequestFactory()


def counting(make: "Callable[[HttpRequest, int], HttpResponse] | None" = None) -> "tuple[list[int], View]":
    made: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(1)
        return make(request, len(made)) if make else HttpResponse(f"page {len(made)}")

    return made, kept_for_visitors(view)


def get(path: str = "/", **more: Any) -> HttpRequest:
    request = ask.get(path, **more)
    request.user = AnonymousUser()
    return request


def test_a_session_is_passed_through() -> None:
    made, view = counting()
    for _ in range(3):
        request = get()
        request.COOKIES["sessionid"] = "x"
        view(request)
    assert len(made) == 3


def test_a_page_that_wants_a_cookie_is_not_kept() -> None:
    def with_form(request: HttpRequest, n: int) -> HttpResponse:
        return HttpResponse(get_token(request))

    made, view = counting(with_form)
    assert view(get()).content != view(get()).content
    assert len(made) == 2


@pytest.mark.parametrize("status", [302, 404, 500])
def test_only_whole_pages_are_kept(status: int) -> None:
    made, view = counting(lambda request, n: HttpResponse(status=status))
    view(get())
    view(get())
    assert len(made) == 2


def test_whatever_changes_the_answer_is_in_the_key() -> None:
    made, view = counting()
    asked = [get("/"), get("/latest/"), get("/latest/?page=2"), get("/", headers={"HX-Request": "true"}),
             get("/", headers={"Host": "localhost"})]  # fmt: skip
    pages = {view(request).content for request in asked}
    with translation.override("fi"):
        pages.add(view(get()).content)
    assert len(pages) == len(made) == 6
    assert {view(request).content for request in asked} < pages
    assert len(made) == 6


def test_invented_addresses_fill_nothing() -> None:
    made, view = counting()
    for _ in range(2):
        view(get("/?x=1"))
        view(get("/latest/?after=12-1"))
        view(ask.post("/"))
    assert len(made) == 6


def test_a_page_is_made_anew_after_ten_seconds() -> None:
    made, view = counting()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert view(get()).content == view(get()).content
        clock.shift(timedelta(seconds=11))
        assert view(get()).content == b"page 2"
    assert len(made) == 2


def test_one_request_makes_it_and_the_others_get_the_page_of_before() -> None:
    slow, going = Event(), Event()

    def make(request: HttpRequest, n: int) -> HttpResponse:
        if n > 1:
            going.set()
            slow.wait(5)
        return HttpResponse(f"page {n}")

    made, view = counting(make)
    with time_machine.travel(timezone.now(), tick=False) as clock, ThreadPoolExecutor(1) as pool:
        view(get())
        clock.shift(timedelta(seconds=11))
        builder = pool.submit(view, get())
        going.wait(5)
        assert {view(get()).content for _ in range(5)} == {b"page 1"}
        slow.set()
        assert builder.result().content == b"page 2"
    assert len(made) == 2
