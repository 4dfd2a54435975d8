"""The pages of health have no barrier, in light and dark, on a desk and on a phone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from members.profiles.models import Member
from metrics.alerts.models import Finding
from metrics.keys.models import HealthKey
from metrics.outside.models import FactFile, OutsideSource
from metrics.rollups.days import yesterday
from tests.browser import town as towns
from tests.browser.looking import a_tab, barriers
from tests.browser.town import Town
from tests.metrics.rolled import roll_everything
from tests.metrics.scored import a_good_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/manage/health/", "/manage/health/measures/", "/manage/health/measures/activity-rate/",
    "/manage/health/measures/first-reply-median/", "/manage/health/cohorts/", "/manage/health/cohorts/?by=source",
    "/manage/health/funnel/", "/manage/health/funnel/people/?days=28&step=joined",
    "/manage/health/funnel/journey/?days=28&step=joined", "/manage/health/effects/", "/manage/health/outside/",
    "/manage/health/alerts/", "/manage/health/experiments/", "/manage/health/experiments/library/",
    "/manage/health/keys/", "/memo/", "/your-numbers/",
)  # fmt: skip


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    """The whole town, its pictures and its mailbox in a home of their own."""
    settings.TALKOOT_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return towns.settle()


def test_health_has_no_barrier(browser: Browser, live_server: Any, town: Town) -> None:
    roll_everything(yesterday())
    a_good_night(peer_share=(30, 100))
    olli = Member.objects.get(handle="olli")
    source = OutsideSource.make("Billing", by=olli)
    HealthKey.make("Old screen", by=olli)[0].end(by=olli)
    key = HealthKey.make("Wall screen", by=olli)[0]
    table = FactFile.objects.create(source=source, name="june.csv", content="mail,renewed\nana@example.com,yes\n")
    said = [{"is": "waiting", "n": 3, "hours": 24, "threads": []}]
    finding = Finding.objects.create(kind="newcomers-unanswered", since=yesterday(), until=yesterday(), reasons=said)
    more = [source.get_absolute_url(), table.get_absolute_url(), finding.get_absolute_url(), key.get_absolute_url()]
    with a_tab(browser, live_server.url, towns.session_of("olli")) as page:
        found = barriers(page, [*PAGES, *more])
        assert not found, "\n".join(found)


def test_g_t_leads_a_manager_to_health(browser: Browser, live_server: Any, town: Town) -> None:
    with a_tab(browser, live_server.url, towns.session_of("olli")) as page:
        page.goto("/keyboard/")
        assert page.locator("kbd", has_text="G T").count() == 1
        page.keyboard.press("g")
        page.keyboard.press("t")
        page.wait_for_url("**/manage/health/")
