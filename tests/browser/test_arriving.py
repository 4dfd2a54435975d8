"""What arrives while a page is open: one person writes, another is told; by the stream, or by asking."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import redis
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from community.following.models import Follow, Level
from community.threads.models import Thread
from config.lib.live import STREAM
from members.activity.relay import deliver_all
from members.profiles.models import Member
from tests.browser.looking import a_tab
from tests.factories import a_long_thread, a_post, a_thread

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
# The test server has no stream: what the product publishes is read from Valkey and put into this one.
STREAMS = """
window.streams = [];
window.EventSource = class extends EventTarget {
  static CLOSED = 2;
  readyState = 1;
  constructor(url) {
    super();
    this.url = url;
    streams.push(this);
    setTimeout(() => this.dispatchEvent(new Event("open")));
  }
  close() { this.readyState = 2; }
  tell(channel, name, data) {
    if (!new URL(this.url, location).searchParams.getAll("c").includes(channel)) return;
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify({ channel, ...JSON.parse(data) }) }));
  }
};
"""
TELL = "(said) => streams.filter((one) => one.readyState === 1).forEach((one) => one.tell(...said))"
REFUSED = """window.EventSource = class extends EventTarget {
  static CLOSED = 2;
  readyState = 2;
  constructor() { super(); setTimeout(() => this.dispatchEvent(new Event("error"))); }
  close() {}
};"""
LOOK = """(state) => {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
OPEN = "streams.filter((one) => one.readyState === 1).length"


def publish(*pages: Page) -> None:
    """Let everything react, and put what was said into the streams of these pages."""
    valkey = redis.Redis.from_url(settings.REDIS_URL, decode_responses=True)
    deliver_all()
    entries: Any = valkey.xrange(STREAM)
    valkey.delete(STREAM)
    for page in pages:
        loaded = page.evaluate("performance.timeOrigin")
        for at, said in entries:
            if int(at.partition("-")[0]) >= loaded:
                page.evaluate(TELL, [said["channel"], said["event"], said["ids"]])


def answer(page: Page, words: str) -> None:
    """Reply in the thread that is open."""
    page.locator("#composer-body").focus()
    expect(page.locator("#composer.is-ready")).to_be_visible()
    page.locator("#composer-body").fill(words)
    page.locator("#composer [data-send]").click()
    expect(page.locator("#posts")).to_contain_text(words)


@pytest.fixture
def tab(browser: Browser, live_server: "LiveServer", enter: Enter) -> Iterator[Callable[..., Any]]:
    """Tabs that are signed in, with a stream or with one that is refused."""

    @contextmanager
    def opened(member: Member, stream: str = STREAMS) -> Iterator[Page]:
        with a_tab(browser, live_server.url) as page:
            enter(page, member)
            page.add_init_script(stream)
            yield page
            page.goto("about:blank")
            page.wait_for_timeout(200)

    yield opened
    deliver_all()


def test_a_reply_appears_as_a_pill_in_the_thread_another_reads(tab: Any, ben: Member, nia: Member, mo: Member) -> None:
    thread = a_long_thread(20, by=mo)
    deliver_all()
    with tab(ben) as his, tab(nia) as hers:
        his.goto(f"{thread.get_absolute_url()}?page=1")
        hers.goto(f"{thread.get_absolute_url()}?page=1")
        answer(hers, "I am on my way.")
        publish(his, hers)
        pill = his.locator("#new-replies")
        expect(pill).to_have_text("1 new reply")
        expect(his.locator("#say")).to_have_text("1 new reply")
        expect(his.locator("#p-21")).to_have_count(0)
        expect(hers.locator("#new-replies")).to_be_hidden()
        answer(hers, "And here I am.")
        publish(his, hers)
        expect(pill).to_have_text("2 new replies")
        # Polish counts 1, 2–4 and 5 in three ways, and which is which the page is told by the server.
        his.evaluate("""() => {
          document.documentElement.lang = "pl";
          const { dataset } = document.getElementById("new-replies");
          Object.assign(dataset, { few: "%n nowe odpowiedzi", many: "%n nowych" });
        }""")
        a_post(thread, by=mo)
        publish(his)
        expect(pill).to_have_text("3 nowe odpowiedzi")
        for _ in range(2):
            a_post(thread, by=mo)
        publish(his)
        expect(pill).to_have_text("5 nowych")
        pill.click()
        expect(his.locator("#p-21")).to_be_focused()
        expect(his.locator("#p-25")).to_be_attached()
        expect(pill).to_be_hidden()


def test_at_the_end_of_a_thread_replies_come_by_themselves(tab: Any, ben: Member, mo: Member) -> None:
    thread = a_thread(by=mo)
    deliver_all()
    with tab(ben) as page:
        page.goto(f"{thread.get_absolute_url()}?page=all")
        expect(page.locator("#thread-counts")).to_contain_text("0 replies")
        a_post(thread, by=mo, source="It stands here at once.")
        publish(page)
        expect(page.locator("#p-2")).to_contain_text("It stands here at once.")
        expect(page.locator("#thread-counts")).to_contain_text("1 reply")
        expect(page.locator("#new-replies")).to_be_hidden()
        answer(page, "Mine too.")
        expect(page.locator("#thread-counts")).to_contain_text("2 replies · 2 people")


def test_without_a_stream_the_page_asks_every_45_seconds(tab: Any, ben: Member, mo: Member) -> None:
    thread = a_long_thread(20, by=mo)
    Follow.objects.create(member=ben, space=thread.space, level=Level.EVERYTHING)
    deliver_all()
    with tab(ben, REFUSED) as reading, tab(ben, REFUSED) as listing:
        for page, address in ((reading, f"{thread.get_absolute_url()}?page=1"), (listing, "/latest/")):
            page.clock.install()
            page.goto(address, wait_until="networkidle")
        listing.wait_for_timeout(1100)  # the list tells seconds apart
        a_post(thread, by=mo)
        a_post(thread, by=mo)
        for page, pill, words in ((reading, "#new-replies", "2 new replies"), (listing, "#new-threads", "1 new")):
            page.clock.fast_forward(30_000)
            expect(page.locator(pill)).to_be_hidden()
            page.clock.fast_forward(16_000)
            expect(page.locator(pill)).to_have_text(words)


def test_a_list_that_is_open_counts_what_moves(tab: Any, ben: Member, nia: Member, mo: Member) -> None:
    threads = [a_thread(by=mo), a_thread(by=mo)]
    for thread in threads:
        Follow.objects.get_or_create(member=ben, space=thread.space, defaults={"level": Level.EVERYTHING})
    deliver_all()
    with tab(ben) as his, tab(nia) as hers:
        his.goto("/latest/")
        before = his.locator(".feed").inner_text()
        hers.goto(f"{threads[0].get_absolute_url()}?page=1")
        answer(hers, "One word.")
        a_post(threads[1], by=mo)
        a_post(threads[1], by=mo)
        publish(his)
        expect(his.locator("#new-threads")).to_have_text("2 new")
        assert his.locator(".feed").inner_text() == before, "nothing moves"


@pytest.mark.parametrize("follows", [True, False])
def test_the_title_counts_only_where_one_follows(tab: Any, ben: Member, mo: Member, follows: bool) -> None:
    thread: Thread = a_thread(by=mo)
    if follows:
        Follow.objects.create(member=ben, thread=thread, level=Level.EVERYTHING)
    deliver_all()
    with tab(ben) as page:
        page.goto(thread.get_absolute_url())
        title = page.title()
        page.evaluate(LOOK, "hidden")
        a_post(thread, by=mo)
        a_post(thread, by=mo)
        publish(page)
        expect(page).to_have_title(f"(2) {title}" if follows else title)
        page.evaluate(LOOK, "visible")
        expect(page).to_have_title(title)


def test_a_page_out_of_sight_hangs_up_after_a_minute_and_asks_when_it_is_back(
    tab: Any, ben: Member, mo: Member
) -> None:
    thread = a_long_thread(20, by=mo)
    deliver_all()
    with tab(ben) as page:
        page.clock.install()
        page.goto(f"{thread.get_absolute_url()}?page=1", wait_until="networkidle")
        assert page.evaluate(OPEN) == 1
        page.evaluate(LOOK, "hidden")
        page.clock.fast_forward(55_000)
        assert page.evaluate(OPEN) == 1
        page.clock.fast_forward(6_000)
        assert page.evaluate(OPEN) == 0
        a_post(thread, by=mo)
        page.evaluate(LOOK, "visible")
        expect(page.locator("#new-replies")).to_have_text("1 new reply")
        assert page.evaluate(OPEN) == 1
