"""The other pages of moderation: without barriers at every width, and what is chosen, ticked or opened is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect

from community.threads.models import Thread
from members.profiles.models import Member
from moderation.guidelines.adopting import adopt
from moderation.reports.reasons import Reason
from moderation.reports.reporting import Said, report
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.subjects import KINDS
from tests.browser.looking import a_tab, barriers, silence_the_stream
from tests.factories import a_member, a_post, let_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
PHONE: ViewportSize = {"width": 390, "height": 844}
BELOW_BAR = """() => {
  const one = document.activeElement.getBoundingClientRect();
  return one.bottom > document.querySelector('.decide-end').getBoundingClientRect().top + 10;
}"""


def _session(member: Member) -> str:
    client = Client()
    let_in(client, member)
    return client.cookies["sessionid"].value


def _reported(thread: Thread, by: Member, words: str) -> Case:
    post = a_post(thread, by=a_member(), source=words)
    item = KINDS["post"].one(post.pk)
    assert item is not None
    report(item, Said(Reason.UNKIND, words="Not how we talk."), by=by)
    found: Case = Case.objects.get(subject_type="post", subject_id=post.pk)
    return found


def test_the_pages_beside_the_queue_have_no_barrier(
    browser: Browser, live_server: Any, thread: Thread, ben: Member, eve: Member, mia: Member
) -> None:
    adopt("We mend things.\n\n1. Be kind. Say what you **tried**.\n2. Sell nothing. Lend it.", by=mia)
    case = _reported(thread, ben, "Only an idiot would ship that.")
    pages = [
        "/moderate/mine/", "/moderate/held/", "/moderate/later/", "/moderate/rota/coverage/",
        "/moderate/rota/due-times/", "/moderate/rules/first/", "/moderate/rules/new/", "/moderate/templates/new/",
        f"/moderate/{case.pk}/hand/", f"/moderate/{case.pk}/escalation/", f"/moderate/people/{eve.handle}/",
    ]  # fmt: skip
    with a_tab(browser, live_server.url, _session(mia)) as page:
        found = barriers(page, pages)
    assert not found, "\n".join(found)


def test_a_form_of_the_team_shows_whether_a_box_is_ticked(page: Page, enter: Enter, mia: Member) -> None:
    silence_the_stream(page.context)
    enter(page, mia)
    page.goto("/moderate/rules/new/")
    box = page.get_by_label("Whole words only")
    expect(box).to_be_checked()
    expect(box).to_have_css("opacity", "1")


def test_on_a_phone_the_log_is_read_without_scrolling_sideways(
    page: Page, enter: Enter, thread: Thread, ben: Member, mo: Member
) -> None:
    case = _reported(thread, ben, "Half price until Friday.")
    version = KINDS["post"].many([case.subject_id])[case.subject_id].version
    decide(case, Wanted(person="warn", facts="Sold something.", version=version), by=mo)
    silence_the_stream(page.context)
    page.set_viewport_size(PHONE)
    enter(page, mo)
    page.goto("/moderate/log/")
    region = page.locator(".table-scroll")
    assert region.evaluate("one => one.scrollWidth <= one.clientWidth")
    expect(region.locator("td").last).to_be_visible()


def test_on_a_phone_the_place_one_is_at_stands_among_the_places_in_sight(page: Page, enter: Enter, mo: Member) -> None:
    silence_the_stream(page.context)
    page.set_viewport_size(PHONE)
    enter(page, mo)
    page.goto("/moderate/stats/")
    expect(page.locator(".places [aria-current=page]")).to_be_in_viewport(ratio=1)


def test_what_is_opened_by_key_and_chosen_for_many_is_in_sight(
    page: Page, enter: Enter, thread: Thread, ben: Member, mo: Member
) -> None:
    for number in range(12):
        _reported(thread, ben, f"Half price until Friday, and number {number}.")
    silence_the_stream(page.context)
    page.set_viewport_size({"width": 1280, "height": 640})
    enter(page, mo)
    page.goto("/moderate/")
    expect(page.locator("#case[data-acts]")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="For 1 hour")).to_be_focused()
    assert not page.evaluate(BELOW_BAR)
    page.locator(".case-choose input").first.check()
    together = page.get_by_role("button", name="Decide together")
    expect(together).to_be_in_viewport(ratio=1)
    together.click(trial=True)


def test_a_case_is_printed_whole_and_without_what_one_decides_with(
    page: Page, enter: Enter, thread: Thread, ben: Member, mo: Member
) -> None:
    case = _reported(thread, ben, "Half price until Friday.\n\n" * 60)
    silence_the_stream(page.context)
    enter(page, mo)
    page.goto(f"/moderate/{case.pk}/")
    page.emulate_media(media="print")
    for gone in (".bench-queue", ".places", "#decide-title", ".btn"):
        expect(page.locator(f"main {gone}").first).to_be_hidden()
    expect(page.locator("main .said.hit")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight > 2 * innerHeight")
