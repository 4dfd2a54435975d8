"""No known barrier on any page, in light and dark, wide and narrow; nothing scrolls sideways, no browser complains."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from config import mailbox
from tests.browser import town as towns
from tests.browser.looking import a_tab, barriers
from tests.browser.town import Town

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
