"""A whole event in a browser: planned by a manager, answered by members, run by its host, left behind; no barrier."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.spaces.models import Space
from members.profiles.models import Member
from programs.events import hosting
from programs.events.answering import answer
from programs.events.models import Attendance, url_of
from programs.series.hosting import set_host
from programs.series.occurrences import Occurrence
from programs.series.steps import run_due
from tests.browser.looking import a_tab, barriers
from tests.factories import a_member
from tests.programs.events.held import HOUR, again, an_event, at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def test_no_page_of_events_has_a_barrier(
    browser: Browser, live_server: Any, enter: Enter, space: Space, mia: Member, ben: Member, nia: Member
) -> None:
    full = an_event(
        mia, space=space, host=ben, starts_in=HOUR / 2, capacity=2, guests_most=2, rule="FREQ=WEEKLY",
        is_online=False, place="Club house", address="Long Street 1", way="One floor up.", access="A lift.",
        about="Bring **one** rota.",
    )  # fmt: skip
    over = an_event(mia, host=ben, starts_in=HOUR / 2, question="How was it?", question_url="https://example.org/q")
    for event in (full, over):
        answer(event, "going", by=ben)
        answer(event, "going", by=nia)
    answer(full, "going", by=a_member("Somebody with the Longest Name", handle="longest"))
    hosting.check_in(over, nia, by=ben)
    said = {"note": "Tea.", "recording_url": "https://example.org/film", "recording_words": "Nine lamps."}
    hosting.describe(over, said, by=ben)
    at(over, timezone.now() - 2 * HOUR)
    pages, consoles = [url_of(full), url_of(over)], [reverse("event_console", args=[one.pk]) for one in (full, over)]
    for who, addresses in ((None, pages), (nia, pages), (ben, consoles), (mia, ["/manage/programs/plan/?kind=event"])):
        with a_tab(browser, live_server.url) as page:
            if who is not None:
                enter(page, who)
            found = barriers(page, addresses)
            assert not found, "\n".join(found)


def test_an_answer_is_there_at_once_and_by_keyboard(
    browser: Browser, live_server: Any, enter: Enter, mia: Member, nia: Member
) -> None:
    event = an_event(mia, guests_most=2, capacity=3)
    with a_tab(browser, live_server.url) as page:
        enter(page, nia)
        page.goto(url_of(event))
        page.get_by_label("Guests").select_option("2")
        page.get_by_role("button", name="I’m going").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("You and 2 guests have places.")).to_be_visible()
        expect(page.get_by_role("button", name="I’m going")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Can’t go").click()
        expect(page.get_by_role("heading", name="Do you come?")).to_be_visible()
        hosting.take_off(again(event), nia, "A mistake", by=mia)
        page.get_by_role("button", name="Maybe").click()
        expect(page.locator("#answer-problem")).to_contain_text("A mistake")


def test_a_whole_event_from_planning_to_what_is_left_without_scripts(
    browser: Browser, live_server: Any, enter: Enter, space: Space, mia: Member, ben: Member, nia: Member,
    delivered: Callable[[], int],
) -> None:  # fmt: skip
    people = (mia, ben, nia, a_member("Lena"))
    tabs = {who: browser.new_context(base_url=live_server.url, java_script_enabled=False) for who in people}
    team, host, member, late = (context.new_page() for context in tabs.values())
    for page, who in zip((team, host, member, late), tabs, strict=True):
        enter(page, who)
    event = plan(team, space)
    set_host(event, ben, by=mia)
    member.goto(url_of(event))
    member.get_by_role("button", name="I’m going").click()
    expect(member.get_by_text("You have a place.")).to_be_visible()
    late.goto(url_of(event))
    late.get_by_role("button", name="Join the waiting list").click()
    expect(late.get_by_text("You are number 1 on the waiting list.")).to_be_visible()
    console = reverse("event_console", args=[event.pk])
    host.goto(console)
    host.get_by_role("spinbutton", name="Places").fill("2")
    host.get_by_role("button", name="Change the places").click()
    expect(host.get_by_text("The number of places is changed.")).to_be_visible()
    assert Attendance.objects.going().count() == 2
    late.reload()
    expect(late.get_by_text("You have a place.")).to_be_visible()
    host.get_by_label("Message to all who go").fill("Bring a cup.")
    host.get_by_role("button", name="Send").click()
    at(event, timezone.now() + timedelta(minutes=10))
    run_due()
    delivered()
    member.goto("/inbox/")
    expect(member.get_by_text("Reminder of an event")).to_be_visible()
    expect(member.get_by_text("Ben wrote to all who go")).to_be_visible()
    member.goto(url_of(event))
    expect(member.get_by_role("link", name="Join online")).to_have_attribute("href", "https://meet.example.org/a")
    host.goto(console)
    host.get_by_role("button", name="Is here Nia").click()
    expect(host.get_by_text("Nia is here.")).to_be_visible()
    host.get_by_label("Address of the recording").fill("https://film.example.org/one")
    host.get_by_label("Words to it").fill("Nine lamps work again.")
    host.get_by_role("button", name="Save").click()
    at(event, timezone.now() - timedelta(minutes=5))
    run_due()
    at(event, timezone.now() - 2 * HOUR)
    member.goto(url_of(event))
    expect(member.get_by_role("heading", name="1 person came")).to_be_visible()
    expect(member.get_by_text("Nine lamps work again.")).to_be_visible()
    survey = member.get_by_role("link", name="How was the evening?")
    expect(survey).to_have_attribute("href", "https://ask.example.org/evening")
    team.goto(console)
    expect(team.get_by_text("Did not show up").first).to_be_visible()
    run_due()
    team.goto(event.get_absolute_url())
    expect(team.get_by_role("region", name="Result")).to_contain_text("People who came: 1 / 2")
    for context in tabs.values():
        context.close()


def plan(page: Page, space: Space) -> Occurrence:
    """Fill in the form as a manager does."""
    page.goto("/manage/programs/plan/?kind=event")
    page.get_by_label("Title", exact=True).fill("Repair evening")
    day = timezone.localdate() + timedelta(days=5)
    page.get_by_label("First day").fill(day.isoformat())
    page.get_by_label("Begins at").fill("18:00")
    page.get_by_label("Address to join online").fill("https://meet.example.org/a")
    page.get_by_label("Places", exact=False).first.fill("1")
    page.locator("summary", has_text="Thread, and a question afterwards").click()
    page.get_by_label("Question afterwards").fill("How was the evening?")
    page.get_by_label("Address of a survey afterwards").fill("https://ask.example.org/evening")
    page.get_by_label("What it is to reach").select_option("going")
    page.locator("[name=goal_number]").fill("2")
    page.get_by_label("Space", exact=True).select_option(label=space.name)
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", name="Repair evening")).to_be_visible()
    return again(Occurrence.objects.get())
