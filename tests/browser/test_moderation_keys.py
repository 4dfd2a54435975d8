"""The workbench by its keys, each doing its thing and none while somebody types; and by touch on a phone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
from tests.browser.looking import silence_the_stream
from tests.browser.test_moderation import Enter, _reported, _session
from tests.factories import a_member, a_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cases(thread: Thread, nia: Member, ben: Member, reka: Member) -> list[Case]:
    """Two reported replies, the one of nia due first; and a second moderator, whom a removal needs."""
    posts = [a_post(thread, by=by, source="Only an idiot would ship that.") for by in (nia, a_member("Otto"))]
    found = [_reported(post, ben) for post in posts]
    for place, case in enumerate(found):
        Case.objects.filter(pk=case.pk).update(due_at=timezone.now() + timedelta(hours=1 + place))
    return found


@pytest.fixture
def reka(db: None) -> Member:
    """A second moderator."""
    return a_member("Réka", handle="reka", role="moderator")


def test_the_first_case_opens_beside_the_list_and_keys_work_there(
    page: Page, enter: Enter, cases: list[Case], mo: Member
) -> None:
    silence_the_stream(page.context)
    enter(page, mo)
    page.goto("/moderate/")
    expect(page.locator("#case")).to_have_attribute("data-case", str(cases[0].pk))
    expect(page.locator(".case-link[aria-current]")).to_have_count(1)
    assert Case.objects.get(claimed_by=mo).pk == cases[0].pk
    for key in ("e", "a", "w", "r"):
        page.keyboard.press(key)
        expect(page.locator(f"#id_choice input[data-key={key}]")).to_be_checked()
    expect(page.locator("#id_message")).not_to_have_value("")


def test_every_key_of_the_bench_does_its_thing(
    page: Page, enter: Enter, cases: list[Case], unkind_place: str, mo: Member
) -> None:
    silence_the_stream(page.context)
    enter(page, mo)
    case = cases[0].get_absolute_url()
    page.goto(case)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.keyboard.press("s")
    expect(page.locator(".snooze form .btn").first).to_be_focused()
    page.goto(case)
    page.keyboard.press("n")
    expect(page.locator("[data-note] textarea")).to_be_focused()
    page.goto(case)
    page.keyboard.press("x")
    expect(page.locator("details[data-key=x]")).to_have_attribute("open", "")
    page.goto(case)
    page.keyboard.press("j")
    expect(page.locator(".case-link").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".case-link").first).to_be_focused()
    page.goto(case)
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto(case)
    page.keyboard.press("o")
    page.wait_for_url(f"**{unkind_place}**")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/moderate/")


@pytest.fixture
def unkind_place(cases: list[Case]) -> str:
    """Where the thread of the first case stands."""
    return Post.objects.select_related("thread").get(pk=cases[0].subject_id).thread.get_absolute_url()


def test_no_key_does_anything_while_somebody_types(page: Page, enter: Enter, cases: list[Case], mo: Member) -> None:
    silence_the_stream(page.context)
    enter(page, mo)
    page.goto(cases[0].get_absolute_url())
    page.keyboard.press("e")
    expect(page.locator("#id_message")).not_to_have_value("")
    area = page.locator("#id_message")
    area.fill("")
    area.press_sequentially("awrxsno?gmjkz")
    expect(area).to_have_value("awrxsno?gmjkz")
    expect(area).to_be_focused()
    expect(page.locator("#id_choice input[data-key=e]")).to_be_checked()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url.endswith(cases[0].get_absolute_url())


@pytest.fixture
def phone(browser: Browser, live_server: Any, mo: Member) -> Any:
    """A phone of 390 px, in the hand of a moderator."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.add_cookies([{"name": "sessionid", "value": _session(mo), "url": live_server.url}])
    silence_the_stream(context)
    yield context.new_page()
    context.close()


def test_by_touch_on_a_phone_a_case_is_decided_undone_and_decided(phone: Page, cases: list[Case], mo: Member) -> None:
    phone.goto("/moderate/")
    expect(phone.locator("#case")).to_have_count(0)
    assert not Case.objects.filter(claimed_by__isnull=False).exists()
    first = cases[0].get_absolute_url()
    phone.locator(".case-link").first.tap()
    phone.wait_for_url(f"**{first}*")
    _send_no_action(phone)
    expect(phone.locator(".bench-undo .undo")).to_contain_text("Decided")
    with phone.expect_navigation():
        phone.locator(".bench-undo [data-undo]").tap()
    assert Decision.objects.get(case=cases[0]).undone_by == mo
    phone.goto(first)
    _send_no_action(phone)
    expect(phone.locator(".bench-undo .undo")).to_contain_text("Decided")
    assert Decision.objects.filter(case=cases[0], undone_at=None).get().decided_by == mo
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def _send_no_action(phone: Page) -> None:
    phone.locator(".bench-bar [data-choose=keep]").tap()
    with phone.expect_navigation():
        phone.locator(".bench-bar [type=submit]").tap()


def test_whoever_comes_second_reads_in_place_what_was_decided_and_what_they_typed_is_kept(
    page: Page, enter: Enter, cases: list[Case], mo: Member, reka: Member
) -> None:
    silence_the_stream(page.context)
    enter(page, mo)
    page.goto(cases[0].get_absolute_url())
    page.wait_for_load_state("networkidle")
    page.keyboard.press("e")
    page.locator("#id_facts").fill("Called others idiots.")
    item = KINDS["post"].one(cases[0].subject_id)
    assert item is not None
    Case.objects.filter(pk=cases[0].pk).update(claimed_by=None)
    decide(cases[0], Wanted(content="keep", version=item.version), by=reka)
    page.locator("[data-send]").click()
    expect(page.locator("#case [data-problem]")).to_contain_text("(Réka, ")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#case textarea[readonly]").last).to_have_value("Called others idiots.")
    expect(page.locator("#decide")).to_have_count(0)
    assert Decision.objects.get().decided_by == reka
    page.get_by_role("link", name="Open next").click()
    expect(page.locator("#case")).to_have_attribute("data-case", str(cases[1].pk))


def test_a_wrong_form_is_sent_as_without_the_script_and_says_what_is_wrong(
    page: Page, enter: Enter, cases: list[Case], mo: Member
) -> None:
    silence_the_stream(page.context)
    enter(page, mo)
    page.goto(cases[0].get_absolute_url())
    page.wait_for_load_state("networkidle")
    page.keyboard.press("w")
    page.locator("#id_facts").fill("")
    page.locator("[data-send]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("#id_facts").fill("Called others idiots.")
    page.locator("[data-send]").click()
    expect(page.locator(".bench-undo .undo")).to_contain_text("Decided")
