"""Everything a member and a moderator do, with scripts switched off."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.mail import EmailMultiAlternatives
from playwright.sync_api import Browser, Page, expect

from community.following.reading import read_to
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.profiles.models import Member
from tests.factories import PASSWORD, a_post

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


@pytest.fixture
def plain(browser: Browser, live_server: "LiveServer") -> Iterator[Page]:
    """A tab in which no script runs."""
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        yield context.new_page()


def test_an_account_is_opened_and_entered(
    plain: Page, space: Space, letters: Callable[[], list[EmailMultiAlternatives]]
) -> None:
    plain.goto("/join/")
    plain.get_by_label(re.compile("call you|Name")).first.fill("Ana Ferreira")
    plain.get_by_label("E-mail").fill("ana@example.org")
    plain.get_by_label("Password").fill("a-long-enough-word")
    for box in plain.get_by_role("checkbox").all():
        box.check()
    plain.get_by_role("button", name="Continue").click()
    letter = str(letters()[-1].body)
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", letter, re.MULTILINE)
    assert code, letter
    plain.locator("main input.code").fill(code[1])
    plain.locator("main form").filter(has=plain.locator("input.code")).get_by_role("button").first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Welcome, Ana")
    assert Member.objects.get(email="ana@example.org").role == "member"


def test_a_member_signs_in_and_out(plain: Page, ben: Member) -> None:
    ben.set_password(PASSWORD)
    ben.save(update_fields=["password"])
    plain.goto("/signin/")
    plain.get_by_label("E-mail").fill(ben.email)
    plain.get_by_label("Password").fill(PASSWORD)
    plain.get_by_role("button", name="Sign in", exact=True).click()
    expect(plain.locator(".self")).to_contain_text("Ben")
    plain.get_by_role("button", name="Your menu").click()
    plain.get_by_role("button", name="Sign out").click()
    expect(plain.locator("a.signin")).to_be_visible()


def test_a_thread_is_read_answered_thanked_and_followed(plain: Page, enter: Enter, thread: Thread, nia: Member) -> None:
    enter(plain, nia)
    plain.goto("/latest/")
    plain.get_by_role("link", name=thread.title, exact=True).click()
    expect(plain.locator("#p-1")).to_contain_text("Ours falls apart every August.")
    plain.get_by_role("button", name="Add a reaction to post 1").click()
    plain.locator("#p-1 .react-choices button").first.click()
    expect(plain.locator('#p-1 .react[aria-pressed="true"]')).to_be_visible()
    plain.get_by_role("button", name="Everything").click()
    expect(plain.get_by_role("button", name="Everything")).to_have_attribute("aria-pressed", "true")
    plain.locator("#composer-body").fill("**Swap** with one word.")
    plain.get_by_role("button", name="Preview").click()
    expect(plain.locator("main strong")).to_have_text("Swap")
    expect(plain.locator("#composer-body")).to_have_value("**Swap** with one word.")
    plain.locator("#composer [data-send]").click()
    expect(plain.locator("#p-2 strong")).to_have_text("Swap")
    plain.locator("#p-1").get_by_role("link", name="Reply").click()
    plain.locator("#composer-body").fill("And write it down.")
    plain.locator("#composer [data-send]").click()
    expect(plain.locator("#p-3")).to_contain_text("to Ben, #1")


def test_a_thread_is_started_edited_deleted_and_restored(plain: Page, enter: Enter, space: Space, ben: Member) -> None:
    enter(plain, ben)
    plain.goto("/t/new/")
    plain.get_by_label("Space", exact=True).select_option(label="Workshop")
    plain.get_by_label("Kind", exact=True).select_option("discussion")
    plain.get_by_label("Title").fill("A bench for the yard")
    plain.locator("#composer-body").fill("Who helps?")
    plain.locator("#composer [data-send]").click()
    expect(plain.locator("h1")).to_have_text("A bench for the yard")
    a_post(Thread.objects.get(), by=ben, source="I have the wood.")
    plain.reload()
    plain.get_by_role("link", name="More about post 2").click()
    expect(plain.get_by_role("button", name="Copy link")).not_to_be_visible()
    plain.locator(".menu").get_by_role("link", name="Edit").click()
    plain.locator("#composer-body").fill("I have the wood and the saw.")
    plain.locator("#composer [data-send]").click()
    expect(plain.locator("#p-2")).to_contain_text("and the saw")
    plain.get_by_role("link", name="More about post 2").click()
    plain.locator(".menu").get_by_role("button", name="Delete").click()
    expect(plain.locator("#p-2 .tombstone")).to_contain_text("Deleted by its author")
    plain.locator("#p-2").get_by_role("button", name="Restore").click()
    expect(plain.locator("#p-2 .prose")).to_contain_text("and the saw")
    assert Post.objects.get(number=2).deleted_at is None


def test_a_search_is_narrowed(plain: Page, thread: Thread) -> None:
    deliver_all()
    plain.goto("/search/?q=rota")
    expect(plain.get_by_role("link", name=thread.title)).to_be_visible()
    plain.get_by_label("What are you looking for").fill("rota by:ben in:workshop")
    plain.get_by_role("button", name="Search").click()
    expect(plain.get_by_role("link", name=thread.title)).to_be_visible()
    plain.locator("nav[aria-label=Filters] a.chip.accent").first.click()
    expect(plain.locator("nav[aria-label=Filters] a.chip.accent")).to_have_count(1)


def test_settings_are_changed(plain: Page, enter: Enter, ben: Member) -> None:
    enter(plain, ben)
    plain.goto("/settings/profile/")
    plain.get_by_label("Name", exact=True).fill("Benjamin")
    plain.get_by_role("button", name="Save").first.click()
    expect(plain.locator(".self")).to_contain_text("Benjamin")
    plain.goto("/settings/accessibility/")
    plain.get_by_role("radio", name="In colour and underlined").check()
    plain.locator("#topic").get_by_role("button", name="Save").click()
    plain.goto("/settings/accessibility/")
    expect(plain.get_by_role("radio", name="In colour and underlined")).to_be_checked()
    expect(plain.locator("html")).to_have_attribute("data-links", "underlined")


def test_a_moderator_closes_pins_and_moderates(plain: Page, enter: Enter, thread: Thread, mo: Member) -> None:
    enter(plain, mo)
    for act, word in (("Close to replies", "Closed"), ("Pin in this space", "Pinned")):
        plain.goto(thread.get_absolute_url())
        plain.get_by_role("button", name="Manage").click()
        plain.get_by_role("button", name=act).click()
        plain.goto(thread.get_absolute_url())
        expect(plain.locator(".thread-facts")).to_contain_text(word)
    plain.get_by_role("button", name="Manage").click()
    plain.get_by_role("button", name="Moderate…").click()
    expect(plain.get_by_role("heading", name="Opened by the team: Post")).to_be_visible()
    thread.refresh_from_db()
    assert (thread.closed_by, thread.deleted_at) == (mo, None)


def test_what_is_new_is_marked_read(plain: Page, enter: Enter, thread: Thread, ben: Member, nia: Member) -> None:
    read_to(ben, thread, 1)
    for number in range(3):
        a_post(thread, by=nia, source=f"News {number}, @ben.")
    deliver_all()
    enter(plain, ben)
    plain.goto("/inbox/")
    expect(plain.locator(".inbox-row.is-new").first).to_be_visible()
    unread = plain.get_by_role("button", name="Mark as read")
    before = unread.count()
    unread.first.click()
    expect(unread).to_have_count(before - 1)
    plain.get_by_role("button", name="Mark all as seen").click()
    expect(plain.locator(".inbox-row.is-new")).to_have_count(0)
    plain.goto(f"{thread.get_absolute_url()}?page=1")
    plain.get_by_role("button", name="Mark as read").click()
    plain.goto(f"{thread.get_absolute_url()}?page=1")
    expect(plain.locator("#unread")).to_have_count(0)
