"""The page of newcomers in a real browser: no barrier, without JavaScript, by keyboard, no film before a press."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from community.threads.models import Thread
from community.welcome.models import WelcomeRules, WelcomeStep
from members.profiles.models import Member
from tests.browser.looking import a_tab, barriers
from tests.factories import a_guide, a_space, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def newcomer(nia: Member, ben: Member, mia: Member) -> Member:
    """Nia, where there is something to find, with a film to play."""
    start = a_space("Start here", kinds=["intro", "question"])
    a_thread(start, by=ben, tags=["nets"], kind="question")
    ben.describe(by=ben, interests=["nets", "knots"])
    a_guide(start, by=ben, title="How to mend a net")
    WelcomeRules.current().choose(by=mia, words="Coffee is on the left.", video="/films/a.mp4", video_words="A tour")
    return nia


def test_no_page_of_newcomers_has_a_barrier(
    browser: Browser, live_server: Any, enter: Enter, newcomer: Member, mia: Member
) -> None:
    with a_tab(browser, live_server.url) as page:
        enter(page, newcomer)
        page.goto("/welcome/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        found = barriers(page, ["/welcome/", "/welcome/?open=interests", "/welcome/?open=useful", "/"])
        assert not found, "\n".join(found)
        page.goto("/welcome/")
        page.get_by_text("Watch a short film").click()
        expect(page.locator("video")).to_be_visible()
        assert not [url for url in asked if "/films/" in url or not url.startswith(live_server.url)]
    with a_tab(browser, live_server.url) as page:
        enter(page, mia)
        found = barriers(page, ["/manage/settings/welcome/"])
        assert not found, "\n".join(found)


def test_all_three_are_done_without_javascript(
    browser: Browser, live_server: Any, enter: Enter, newcomer: Member
) -> None:
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        enter(page, newcomer)
        page.goto("/")
        page.get_by_role("link", name="Go on").click()
        page.get_by_role("button", name="Post it").click()
        expect(page.locator("#composer-answer")).to_contain_text("Answer one of the lines")
        page.get_by_label("Your introduction").fill("I mend nets.")
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_role("region").get_by_text("I mend nets.")).to_be_visible()
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("heading", name="Hello from Nia")).to_be_visible()
        page.goto("/welcome/")
        expect(page.get_by_text("1 of 3 done")).to_be_visible()
        page.get_by_label("nets").check()
        page.get_by_role("button", name="Who and what is there for these?").click()
        expect(page.get_by_role("link", name="Ben")).to_be_visible()
        page.get_by_role("button", name="Save interests").click()
        page.get_by_role("button", name="How to mend a net").click()
        expect(page.get_by_role("heading", name="How to mend a net", level=1)).to_be_visible()
        page.goto("/welcome/")
        expect(page.get_by_role("heading", name="You are in, Nia")).to_be_visible()


def test_interests_and_hello_by_keyboard_with_what_is_there_at_once(page: Page, enter: Enter, newcomer: Member) -> None:
    enter(page, newcomer)
    page.goto("/welcome/?open=interests")
    page.get_by_label("knots").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Ben")).to_be_visible()
    page.get_by_label("Something else").fill("tea")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 3 done")).to_be_visible()
    box = page.get_by_label("Your introduction")
    expect(box).to_have_value("Hello, I am Nia.\n\nWhere I am:\n\nWhat I am interested in: knots, tea\n\n"
                              "What brings me here:\n\nWhat I can help others with:\n\n"
                              "What I would like to hear about from you:")  # fmt: skip
    page.get_by_role("button", name="Post it").click()
    expect(page.locator("#composer-answer")).to_contain_text("Answer one of the lines")
    box.fill("I mend nets.")
    box.press("Control+Enter")
    expect(page.get_by_text("Others see it now, and will say hello.")).to_be_visible()
    assert Thread.objects.filter(author=newcomer, kind="intro").count() == 1
    page.get_by_role("button", name="Leave this out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You are in, Nia")).to_be_visible()
    assert WelcomeStep.objects.filter(member=newcomer).count() == 3
