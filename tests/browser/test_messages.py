"""Writing messages in a real browser: the composer of everything else, what is kept, and the same without script."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from members.messages.models import Message, Talk, TalkSeat
from members.messages.submitting import submit_first
from members.profiles.models import Member
from tests.factories import a_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def ana(transactional_db: None) -> Member:
    """A regular."""
    return a_member("Ana", joined_at=timezone.now() - timedelta(days=90))


@pytest.fixture
def talk(ana: Member) -> Talk:
    """What ana was asked by somebody, and accepted."""
    sent = submit_first([ana], by=a_member("Ben", joined_at=ana.joined_at), source="Do you have the projector?")
    TalkSeat.objects.select_related("talk", "member").get(talk=sent.talk, member=ana).accept(by=ana)
    return sent.talk


def test_what_is_typed_is_kept_on_the_device_sent_by_keys_and_stands_at_the_end(
    page: Page, enter: Enter, talk: Talk, ana: Member
) -> None:
    enter(page, ana)
    page.goto(talk.get_absolute_url())
    box = page.locator("#composer-body")
    box.click()
    expect(page.locator("#composer.is-ready")).to_be_visible()
    page.keyboard.type("In the **shed**, @be")
    expect(page.locator("#suggestions [role=option]")).to_contain_text("Ben @ben")
    page.keyboard.press("Enter")
    expect(page.locator("#composer-status")).to_have_text("Draft kept on this device", timeout=10_000)
    page.reload()
    expect(box).to_have_value("In the **shed**, @ben ")
    box.click()
    page.keyboard.press("Control+Enter")
    mine = page.locator(".line.is-mine[data-line]")
    expect(mine.locator("strong")).to_have_text("shed")
    expect(box).to_have_value("")
    expect(mine.locator(".mention")).to_have_text("@ben")
    assert Message.objects.filter(author=ana).count() == 1


def test_without_script_a_request_is_accepted_and_answered(
    browser: Browser, live_server: object, enter: Enter, ana: Member
) -> None:
    sent = submit_first([ana], by=a_member("Nia"), source="May I ask something?")
    with browser.new_context(base_url=str(live_server), java_script_enabled=False) as context:
        page = context.new_page()
        enter(page, ana)
        page.goto("/messages/requests/")
        page.locator(".talks a").click()
        page.get_by_role("button", name="Accept").click()
        page.locator("#composer-body").fill("Ask away")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator(".line.is-mine .prose")).to_have_text("Ask away")
    assert sent.talk.messages.count() == 2


def test_names_are_offered_where_one_says_to_whom(page: Page, enter: Enter, ana: Member) -> None:
    for name in ("Ben", "Bea", "Nia"):
        a_member(name)
    enter(page, ana)
    page.goto("/messages/new/")
    field = page.get_by_role("combobox", name="To")
    field.press_sequentially("be")
    options = page.locator("#id_people-names [role=option]")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value("@ben, ")
    field.press_sequentially("@ni")
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.press("a")
    expect(options).to_have_count(1)
    page.keyboard.press("Tab")
    expect(field).to_have_value("@ben, @nia, ")
