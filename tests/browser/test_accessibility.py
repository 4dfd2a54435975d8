"""No known barrier on any page, in light and dark, wide and narrow; nothing scrolls sideways, no browser complains."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from community.firstrun import gate
from config import mailbox
from members.notifications.models import Mail
from tests.browser import edges
from tests.browser import town as towns
from tests.browser.looking import a_tab, barriers, barriers_here
from tests.browser.town import Town
from tests.factories import a_space

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    """The whole town, its pictures and its mailbox in a home of their own."""
    settings.TALKOOT_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return towns.settle()


def test_a_visitor_finds_no_barrier(browser: Browser, live_server: Any, town: Town) -> None:
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = "Ana replied", "ben@example.org", "noreply@example.org"
    message.set_content("Hyvää päivää")
    message.add_alternative("<p>Hyvää päivää</p>", subtype="html")
    mailbox.keep(message.as_bytes(), mailbox.folder())
    mail = f"/dev/mailbox/{mailbox.mails()[0].name}/"
    with a_tab(browser, live_server.url) as page:
        found = barriers(page, [*towns.for_visitors(town), mail])
        assert not found, "\n".join(found)


def test_a_member_finds_no_barrier(browser: Browser, live_server: Any, town: Town) -> None:
    with a_tab(browser, live_server.url, towns.session_of("ben")) as page:
        found = barriers(page, towns.for_members(town))
        assert not found, "\n".join(found)


def test_the_team_finds_no_barrier(browser: Browser, live_server: Any, town: Town) -> None:
    with a_tab(browser, live_server.url, towns.session_of("olli")) as page:
        found = barriers(page, towns.for_the_team(town))
        assert not found, "\n".join(found)


def test_refusals_and_mail_pages_have_no_barrier(browser: Browser, live_server: Any, town: Town) -> None:
    mail = Mail.objects.create(key="one", member=town.people["ben"], settings=["followed-mail"])
    with a_tab(browser, live_server.url, towns.session_of("ben")) as page:
        found = barriers(page, [f"/unsubscribe/{mail.token}/", "/manage/operations/"])
        page.goto("/t/new/")
        page.locator("#composer-body").fill("A text that is long enough to be shown again")
        page.evaluate("document.querySelector('#composer [name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#composer'))")
        page.get_by_role("heading", name="The form has expired").wait_for()
        found += barriers_here(page, "form expired")
    assert not found, "\n".join(found)


def test_safety_that_is_set_up_and_codes_have_no_barrier(browser: Browser, live_server: Any, town: Town) -> None:
    ben = town.people["ben"]
    session = towns.session_of("ben")
    pages = edges.with_every_key(ben)
    with a_tab(browser, live_server.url, session) as page:
        found = barriers(page, pages)
    # The passkey is only there to be listed: no device could answer for it beside a password.
    edges.without_passkeys(ben)
    ben.refresh_from_db()
    with a_tab(browser, live_server.url) as page:
        found += edges.codes(page, ben)
    ben.refresh_from_db()
    with a_tab(browser, live_server.url) as page:
        found += edges.new_password(page, ben)
    assert not found, "\n".join(found)


def test_what_went_wrong_is_told_without_a_barrier(browser: Browser, live_server: Any, town: Town) -> None:
    a_space("Gone by now", slug="gone-by-now").delete_softly(by=town.people["olli"])
    with a_tab(browser, live_server.url) as page:
        found = barriers(page, ["/s/gone-by-now/"])
        found += edges.broken(page)
        found += edges.too_many(page, town.people["ben"])
    assert not found, "\n".join(found)


def test_the_first_steps_have_no_barrier(browser: Browser, live_server: Any, transactional_db: None) -> None:
    gate.forget()
    found = []
    try:
        with a_tab(browser, live_server.url) as page:
            found += barriers(page, ["/first-run/"])
            for name, words in (("name", "Aino"), ("email", "aino@example.org"), ("password", "seven quiet herons")):
                page.locator(f"[name={name}]").fill(words)
            for place in ("/first-run/look/", "/first-run/spaces/", "/first-run/guidelines/"):
                page.set_viewport_size({"width": 1280, "height": 900})
                page.locator("main form .btn.primary").click()
                expect(page).to_have_url(f"{live_server.url}{place}")
                found += barriers_here(page, place)
                if page.locator("[name=purpose]").count():
                    page.locator("[name=name]").fill("Kiln Club")
        with a_tab(browser, live_server.url) as page:
            found += barriers(page, ["/first-run/"])
        assert not found, "\n".join(found)
    finally:
        gate.settle()
