"""The loop a community lives by, with two browsers: ask, answer, be told, thank, accept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from community.drafts.models import Draft
from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.profiles.models import Member
from tests.browser.looking import a_tab, listen

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def write(page: Page, words: str) -> None:
    """Type into the composer and send."""
    body = page.locator("#composer-body")
    body.focus()
    expect(page.locator("#composer.is-ready")).to_be_visible()
    body.fill(words)
    page.locator("#composer [data-send]").click()


def test_a_question_is_asked_answered_told_thanked_and_accepted(
    browser: Browser, live_server: "LiveServer", enter: Enter, space: Space, ben: Member, nia: Member
) -> None:
    with a_tab(browser, live_server.url) as his, a_tab(browser, live_server.url) as hers:
        enter(his, ben)
        enter(hers, nia)
        said = [listen(his), listen(hers)]

        his.goto("/")
        his.locator("main").get_by_role("link", name="Start a thread").first.click()
        his.get_by_label("Space", exact=True).select_option(label="Workshop")
        his.get_by_label("Kind", exact=True).select_option("question")
        his.get_by_label("Title").fill("Who has the key to the shed?")
        write(his, "I stand in front of it.")
        expect(his.locator("h1")).to_have_text("Who has the key to the shed?")

        hers.goto("/latest/")
        hers.get_by_role("link", name="Who has the key to the shed?", exact=True).click()
        write(hers, "@ben, I do, and I am five minutes away.")
        expect(hers.locator("#p-2")).to_contain_text("five minutes away")
        deliver_all()

        his.goto("/latest/")
        his.locator(".side").get_by_role("link", name="Inbox").click()
        his.locator(".inbox-row", has_text="Nia mentioned you").locator("[data-opens]").click()
        expect(his.locator("#p-2")).to_be_in_viewport()
        his.get_by_role("button", name="Add a reaction to post 2").click()
        his.locator("#p-2 .react-choices button").first.click()
        expect(his.locator('#p-2 .react[aria-pressed="true"]')).to_be_visible()
        his.get_by_role("button", name="This answers it").click()
        expect(his.locator("#p-2 .answer-flag")).to_contain_text("Accepted answer")
        deliver_all()

        hers.goto("/inbox/")
        expect(hers.locator(".inbox-row").first).to_contain_text("Ben")
        his.goto("/inbox/")
        # His question was his first post here, and he is thanked for it.
        his.locator(".inbox-row", has_text="Thank you for being here").locator("[data-opens]").click()
        expect(his).to_have_url(f"{live_server.url}/celebrations/")
        expect(his.locator(".side .count[data-count], .side [data-count]")).to_have_count(0)
        assert said == [[], []]
    assert Thread.objects.get().answer.author == nia  # type: ignore[union-attr]


def test_a_draft_survives_a_reload_and_another_device(
    browser: Browser, live_server: "LiveServer", enter: Enter, thread: Thread, nia: Member
) -> None:
    with a_tab(browser, live_server.url) as page:
        enter(page, nia)
        page.goto(thread.get_absolute_url())
        page.locator("#composer-body").focus()
        expect(page.locator("#composer.is-ready")).to_be_visible()
        page.locator("#composer-body").press_sequentially("We swap with one word")
        expect(page.locator("#composer-status")).to_contain_text("Draft saved", timeout=8000)
        page.reload()
        expect(page.locator("#composer-body")).to_have_value("We swap with one word")
    with a_tab(browser, live_server.url) as other:
        enter(other, nia)
        other.goto(thread.get_absolute_url())
        expect(other.locator("#composer-body")).to_have_value("We swap with one word")
        other.goto("/drafts/")
        expect(other.locator("main")).to_contain_text(thread.title)
        other.goto(thread.get_absolute_url())
        write(other, "We swap with one word.")
        expect(other.locator("#p-2")).to_contain_text("We swap with one word.")
        # What leaves with the page is answered before the tables are emptied.
        other.goto("about:blank")
        other.wait_for_timeout(400)
    assert not Draft.objects.exists()
