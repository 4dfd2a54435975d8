"""A manager plans a journey from nothing in a real browser; what it tells lies in the mailbox."""

from collections.abc import Callable, Iterator

import pytest
from celery import Celery
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from members.journeys.models import Journey
from members.profiles.models import Member
from tests.browser.looking import a_tab
from tests.factories import a_member, a_post
from tests.members.activity.stage import Stage, until
from tests.members.notifications.conftest import Postbox, postbox

__all__ = ["postbox"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def _save(page: Page, name: str = "Add") -> None:
    page.locator(".form-actions").get_by_role("button", name=name, exact=True).click()


def _plan(page: Page) -> None:
    """A wait, a question, and a message on one of its ways; with forms alone."""
    page.goto("/manage/journeys/")
    page.get_by_label("Name", exact=True).fill("Hello again")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("link", name="Change how it begins").click()
    page.get_by_label("When a manager puts somebody in").check()
    _save(page, "Save")
    page.get_by_role("link", name="Add a step").first.click()
    page.get_by_role("link", name="Ask whether something is so").click()
    page.locator("[name='0-add']").select_option("did")
    page.get_by_role("button", name="Add", exact=True).first.click()
    page.locator("[name='0.0-verb']").select_option("post.created")
    _save(page)
    no = page.locator(".plan-ways section", has=page.get_by_role("heading", name="No"))
    no.get_by_role("link", name="Add a step").click()
    page.get_by_role("link", name="Send a message").click()
    page.get_by_label("Subject").fill("A word for {name}")
    page.get_by_label("Text").fill("Good to have **you**, {name}.")
    _save(page)
    yes = page.locator(".plan-ways section", has=page.get_by_role("heading", name="Yes"))
    yes.get_by_role("link", name="Add a step").click()
    page.get_by_role("link", name="Leave quietly").click()
    _save(page)
    expect(no.get_by_text("“A word for {name}”")).to_be_visible()
    expect(yes.get_by_text("Leave quietly")).to_be_visible()


def _put_in(page: Page, handle: str) -> None:
    page.get_by_label("Handle").fill(handle)
    page.get_by_role("button", name="Let them begin").click()
    expect(page.get_by_text(f"{handle.title()} begins.")).to_be_visible()


def test_from_an_empty_plan_to_the_first_message_in_the_mailbox(
    page: Page, enter: Enter, postbox: Postbox, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben, nia = a_member("Ben"), a_member("Nia")
    a_post(by=ben)
    enter(page, a_member("Mia", role="manager"))
    _plan(page)
    page.get_by_role("link", name="Dry run").click()
    expect(page.get_by_role("row", name="No: Send “A word for {name}”")).to_contain_text("2 mails")
    page.go_back()
    page.get_by_role("link", name="Preview").click()
    letter = page.frame_locator("iframe").get_by_role("paragraph")
    expect(letter.filter(has_text="Good to have you, Mia.")).to_be_visible()
    page.get_by_role("link", name="Hello again").click()
    page.get_by_role("link", name="Let it run").click()
    page.get_by_role("button", name="Let it run").click()
    expect(page.get_by_text("It runs.")).to_be_visible()
    page.goto(f"/manage/journeys/{Journey.objects.get().pk}/people/")
    for handle in ("ben", "nia"):
        _put_in(page, handle)
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{settings.MAILERS['default']['OPTIONS']['port']}")
    stage.worker()
    Celery(broker=f"redis+socket://{stage.socket}", set_as_current=False).send_task(
        "members.journeys.move_on", queue="soon"
    )
    until(lambda: len(postbox.letters) == 1, 90, "the mail has come")
    (mail,) = postbox.letters
    assert (mail["To"], mail["Subject"]) == (nia.email, "A word for Nia")
    page.reload()
    expect(page.locator("li", has_text="Ben")).to_contain_text("left at a step")


def test_the_same_without_scripts(browser: Browser, live_server: LiveServer, enter: Enter) -> None:
    mia = a_member("Mia", role="manager")
    with a_tab(browser, live_server.url, java_script_enabled=False) as plain:
        enter(plain, mia)
        _plan(plain)
        plain.get_by_role("link", name="Let it run").click()
        plain.get_by_role("button", name="Let it run").click()
        expect(plain.get_by_text("It runs.")).to_be_visible()


def test_g_j_leads_a_manager_to_the_journeys(page: Page, enter: Enter) -> None:
    enter(page, a_member("Mia", role="manager"))
    page.goto("/keyboard/")
    expect(page.get_by_text("G J")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Journeys", exact=True)).to_be_visible()


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Real processes, ended before the database is cleared."""
    made = Stage()
    yield made
    made.close()
