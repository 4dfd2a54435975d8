"""What a page weighs on its way to a browser, how often the browser asks, and that nothing jumps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.installation.models import Installation
from members.messages.submitting import company_of, submit, submit_first
from members.profiles.models import Member
from tests.browser.looking import a_tab, listen
from tests.browser.weighing import Scales, Served, a_server
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KB = 1024
Weighed = tuple[str, Scales]
WORDS = (
    "We tried a shared calendar first, then a paper list beside the kettle, and what held in the end was one word in "
    "the chat: swap. Whoever says it first has until the evening, and nobody keeps count of who owes whom. It needs "
    "somebody who looks at Sunday whether next week is whole, and that is the only duty that does not rotate."
)
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 600);
})"""


@pytest.fixture
def server(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Weighed]:
    """The product with collected files; afterwards plain names again."""
    before = settings.STATIC_ROOT
    settings.STATIC_ROOT = tmp_path / "static"
    with a_server(settings.STATIC_ROOT) as server:
        yield server
    settings.STATIC_ROOT = before


@pytest.fixture
def ben() -> Member:
    """Who reads."""
    return a_member("Ben")


@pytest.fixture
def thread(server: Weighed, ben: Member) -> Thread:
    """A full home page, and on it a thread of 20 posts, in a colour of the community's own."""
    Installation.current().paint("#2d6a4f", "soft", by=ben)
    space, people = a_space("Workshop"), [a_member(f"Neighbour {number}") for number in range(6)]
    for number in range(40):
        made = a_thread(space, by=people[number % 6], title=f"Question {number} about the rota", source=WORDS)
    for number in range(19):
        a_post(
            made, by=people[number % 6], source=f"{number}. {WORDS}\n\n> {WORDS[:90]}\n\n[More](https://example.org)"
        )
    deliver_all()
    return Thread.objects.get(pk=made.pk)


def session(member: Member) -> str:
    """A session of a member."""
    client = Client()
    client.force_login(member)
    return client.cookies["sessionid"].value


def total(served: list[Served], *kinds: str) -> float:
    """Kilobytes, of all or of some kinds."""
    return sum(one.weight for one in served if not kinds or one.kind in kinds) / KB


def told(served: list[Served]) -> str:
    """What was served, for whoever reads a failure."""
    return "\n".join(f"{one.weight:7} {one.kind:26} {one.path}" for one in served)


@pytest.mark.parametrize("reader", ["visitor", "member"])
@pytest.mark.parametrize("place", ["home", "thread"])
def test_a_first_visit_is_light_and_the_next_one_lighter(
    browser: Browser, server: Weighed, thread: Thread, ben: Member, reader: str, place: str
) -> None:
    address, scales = server
    path = "/latest/" if place == "home" else f"{thread.get_absolute_url()}?page=1"
    with a_tab(browser, address, session(ben) if reader == "member" else "") as page:
        hosts: set[str] = set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        said = listen(page)
        first = scales.during(page, path)
        assert (len(first) <= 9, total(first) <= 130) == (True, True), told(first)
        assert total(first, "text/html") <= (18 if place == "home" else 30), told(first)
        assert total(first, "text/css") <= 14, told(first)
        assert total(first, "text/javascript", "application/javascript") <= 38, told(first)
        assert total(first, "font/woff2") <= 20, told(first)
        again = scales.during(page, path)
        assert (len(again) <= 2, total(again) <= 32) == (True, True), told(again)
        assert (hosts, said) == ({address.split("/")[2]}, [])


def test_a_talk_is_as_light_as_a_thread(browser: Browser, server: Weighed, ben: Member) -> None:
    address, scales = server
    talk = submit_first([ben], by=a_member("Ana", role="moderator"), source=WORDS).talk
    for number in range(30):
        submit(company_of(talk, ben), by=ben, source=f"{number}. {WORDS}")
    with a_tab(browser, address, session(ben)) as page:
        said = listen(page)
        for path in (talk.get_absolute_url(), "/messages/"):
            # That it was read is told a moment after the visit; it is no part of the page.
            first = [one for one in scales.during(page, path) if not one.path.endswith("/read/")]
            assert (len(first) <= 9, total(first) <= 130) == (True, True), told(first)
            assert total(first, "text/javascript", "application/javascript") <= 38, told(first)
        again = scales.during(page, talk.get_absolute_url())
        assert (len(again) <= 2, total(again) <= 32) == (True, True), told(again)
        assert said == []


def test_coming_back_after_looking_around_is_as_light(
    browser: Browser, server: Weighed, thread: Thread, ben: Member
) -> None:
    address, scales = server
    with a_tab(browser, address, session(ben)) as page:
        page.goto("/latest/")
        page.get_by_role("link", name=thread.title, exact=True).click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)
        for path in ("/latest/", f"{thread.get_absolute_url()}?page=1"):
            again = scales.during(page, path)
            assert (len(again) <= 2, total(again) <= 32) == (True, True), told(again)


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps(browser: Browser, server: Weighed, thread: Thread, ben: Member, width: int) -> None:
    address, _ = server
    with a_tab(browser, address, session(ben), viewport={"width": width, "height": 800}) as page:
        author = thread.author.get_absolute_url() if thread.author else ""
        threads = [f"{thread.get_absolute_url()}?page=1", f"{thread.get_absolute_url()}?page=all"]
        lists = ["/", "/latest/", thread.space.get_absolute_url(), "/inbox/", "/search/?q=rota", "/people/"]
        for path in (*threads, *lists, author, f"{author}?tab=replies", "/settings/profile/"):
            page.goto(path)
            assert page.evaluate(SHIFTS) <= 0.02, path
