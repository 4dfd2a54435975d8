"""The cast, their rooms, and the ways a test looks at the product."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.emptying import empty
from tests.factories import a_group, a_member, a_space, a_thread, let_in
from tests.ordering import order

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.groups.models import Group
    from members.profiles.models import Member

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
# How long an example takes says something of the machine and of what runs beside, and nothing of the code.
hypothesis_settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("calm")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a page in Chromium is a browser test; whatever starts the whole product may kill it."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "browser" in asked:
            item.add_marker(pytest.mark.browser)
        if "dev" in asked:
            item.add_marker(pytest.mark.faults)
    order(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """For bin/ci: a line for each test that failed."""
    kept = os.environ.get("FAILED_TESTS")
    if kept:
        reports = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
        Path(kept).write_text("".join(f"{name}\n" for name in sorted({report.nodeid for report in reports})))


@pytest.fixture(scope="session", autouse=True)
def _a_settled_community() -> None:
    """Pages do not lead to the first steps, although many a test begins without a member."""
    from community.firstrun import gate

    gate.settle()


@pytest.fixture(scope="session", autouse=True)
def _tables_emptied_quickly() -> "Iterator[None]":
    """A test that commits leaves what Django's own emptying leaves, sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_hashed_quickly() -> "Iterator[None]":
    """The hash of the product with its least cost: a tenth of a second of all processors each time shows nothing."""
    with pytest.MonkeyPatch.context() as patch:
        for name, least in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, name, least)
        yield


@pytest.fixture(scope="session", autouse=True)
def _refusals_that_are_meant() -> None:
    """What a test is refused on purpose is written into no log; an error of the server is."""
    logging.getLogger("django.request").setLevel(logging.ERROR)


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    """What an earlier test left in Valkey is gone, as its rows are."""
    cache.clear()


# --- the cast ----------------------------------------------------------------------------------------------------


@pytest.fixture
def olli(db: None) -> "Member":
    """The owner."""
    return a_member("Olli", role="owner")


@pytest.fixture
def mia(db: None) -> "Member":
    """The community manager."""
    return a_member("Mia", role="manager")


@pytest.fixture
def mo(db: None) -> "Member":
    """The moderator."""
    return a_member("Mo", role="moderator")


@pytest.fixture
def ben(db: None) -> "Member":
    """A regular of two years."""
    return a_member("Ben", joined_at=timezone.now() - timedelta(days=730))


@pytest.fixture
def nia(db: None) -> "Member":
    """A newcomer, joined today."""
    return a_member("Nia")


@pytest.fixture
def eve(db: None) -> "Member":
    """Suspended for another month."""
    return a_member("Eve", suspended_until=timezone.now() + timedelta(days=30))


@pytest.fixture
def visitor() -> AnonymousUser:
    """Somebody without an account."""
    return AnonymousUser()


# --- their rooms -------------------------------------------------------------------------------------------------


@pytest.fixture
def space(db: None) -> "Space":
    """A space open to everyone."""
    return a_space("Workshop")


@pytest.fixture
def circle(ben: "Member") -> "Group":
    """A group that ben is in and nia is not."""
    return a_group(ben, name="Founding circle")


@pytest.fixture
def private_space(circle: "Group") -> "Space":
    """A space for the circle alone."""
    return a_space("Back room", group=circle)


@pytest.fixture
def thread(space: "Space", ben: "Member") -> "Thread":
    """A thread that ben opened in the open space."""
    return a_thread(space, by=ben, title="How do you keep a rota fair?", source="Ours falls apart every August.")


@pytest.fixture
def uncelebrated(db: None) -> None:
    """Nothing is celebrated, so that who posts for the first time hears of nothing but what a test is about."""
    from programs.celebrations.models import CelebrationRule, What

    CelebrationRule.objects.bulk_create(CelebrationRule(what=what, is_on=False) for what in What)


# --- ways to look at the product ---------------------------------------------------------------------------------


@pytest.fixture
def as_(db: None) -> "Callable[[Viewer], Client]":
    """A client signed in as somebody, or a visitor's; a new one with every call."""

    def sign_in(viewer: "Viewer") -> Client:
        client = Client()
        if viewer.is_authenticated:
            let_in(client, viewer)
        return client

    return sign_in


@pytest.fixture
def delivered(db: None) -> Callable[[], int]:
    """Let everything that reacts to the log do so now; returns how many reactions were done."""
    from members.activity.relay import deliver_all

    return deliver_all


@pytest.fixture
def letters(db: None) -> "Callable[[], list[EmailMultiAlternatives]]":
    """Send the letters about accounts and invitations that wait, as the worker does; all that were sent so far."""
    from django.core import mail
    from django.core.mail import EmailMultiAlternatives

    from members.letters.delivering import deliver

    def send() -> "list[EmailMultiAlternatives]":
        deliver()
        return [message for message in mail.outbox if isinstance(message, EmailMultiAlternatives)]

    return send


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A real Chromium; without one the test is skipped in words, and fails where CI=true."""
    from playwright.sync_api import Error, expect, sync_playwright

    expect.set_options(timeout=15_000)  # A machine that does much else at once is slow, and not wrong.
    path = next((name for name in BROWSERS if Path(name).exists()), None)
    # Playwright's loop runs in this thread, which Django's ORM would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            try:
                chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
            except Error as error:
                _no_browser(str(error))
            yield chromium
            chromium.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _no_browser(why: str) -> None:
    words = f"NO BROWSER: install chromium or run bin/test; nothing was shown in a real browser. {why.splitlines()[0]}"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(autouse=True)
def _answered_before_emptied(request: pytest.FixtureRequest) -> "Iterator[None]":
    """What a closing tab still sent is answered before the tables are emptied: a late write would stand in the way."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    answering: set[threading.Thread] = set()

    def begin(**_: object) -> None:
        # The client of a test asks in the thread of the test, and need not end what it asked.
        if "process_request_thread" in threading.current_thread().name:
            answering.add(threading.current_thread())

    def end(**_: object) -> None:
        answering.discard(threading.current_thread())

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    deadline = time.monotonic() + 10
    while any(thread.is_alive() for thread in list(answering)) and time.monotonic() < deadline:
        time.sleep(0.01)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def page(browser: "Browser", live_server: "LiveServer") -> "Iterator[Page]":
    """An empty tab at 1280 x 900 that knows the address of the running product: `page.goto("/")`."""
    with browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture
def enter() -> "Callable[[Page, Member], None]":
    """Give a tab somebody's session, without the way over the sign-in page."""

    def sign_in(page: "Page", member: "Member") -> None:
        client = Client()
        let_in(client, member)
        value = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}])

    return sign_in
