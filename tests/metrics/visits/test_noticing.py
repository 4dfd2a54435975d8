"""Which requests are visits: first all that are none."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from metrics.rollups.days import today
from metrics.visits import sketching
from metrics.visits.noticing import is_bot
from tests.metrics.visits.conftest import FIREFOX, Look, counted

As = Callable[[object], Client]
pytestmark = pytest.mark.django_db


def test_members_who_are_signed_in_are_not_counted(look: Look, as_: As, ben: Member, mia: Member) -> None:
    for member in (ben, mia):
        assert look(client=as_(member)).status_code == 200
    assert counted() == 0


def test_a_manager_who_looks_with_the_eyes_of_a_visitor_is_not_counted(look: Look, as_: As, mia: Member) -> None:
    client = as_(mia)
    assert client.post(reverse("view_start"), {"mode": "guest"}).status_code == 302
    page = look(client=client)
    assert page.wsgi_request.user.is_anonymous  # type: ignore[attr-defined]
    assert counted() == 0


@pytest.mark.parametrize("asked", [{"DNT": "1"}, {"Sec_GPC": "1"}])
def test_whoever_asks_not_to_be_tracked_is_not_counted(look: Look, asked: dict[str, str]) -> None:
    assert look(**asked).status_code == 200
    assert counted() == 0


@pytest.mark.parametrize(
    "browser",
    [
        "",
        "   ",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0 Safari/537.36",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "facebookexternalhit/1.1",
        "curl/8.9.1",
        "Wget/1.24.5",
        "python-requests/2.32.3",
        "Go-http-client/2.0",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36",
        "UptimeRobot/2.0",
        "WhatsApp/2.23 (link preview)",
    ],
)
def test_programs_are_not_counted(look: Look, browser: str) -> None:
    look(browser=browser)
    assert counted() == 0


@pytest.mark.parametrize(
    "browser",
    [
        FIREFOX,
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0 Edg/137.0",
        "Lynx/2.9.2 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/3.5.0",
    ],
)
def test_browsers_of_people_are_counted(look: Look, browser: str) -> None:
    assert not is_bot(browser)
    look(browser=browser)
    assert counted() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HX_Request": "true"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec_Fetch_Dest": "empty"},
        {"Sec_Fetch_Dest": "image"},
    ],
)
def test_parts_of_pages_and_what_is_fetched_ahead_are_no_visits(look: Look, headers: dict[str, str]) -> None:
    look(**headers)
    assert counted() == 0


def test_a_page_somebody_goes_to_within_a_page_is_a_visit(look: Look) -> None:
    look(HX_Request="true", HX_Boosted="true", Sec_Fetch_Dest="empty")
    assert counted() == 1


@pytest.mark.parametrize("path", ["/nothing-here/", "/healthz", "/robots.txt", "/manifest.webmanifest", "/inbox/"])
def test_what_is_no_page_is_no_visit(look: Look, path: str) -> None:
    look(path)
    assert counted() == 0


def test_the_pages_on_which_members_sign_in_are_no_visit_and_the_one_to_join_is(look: Look) -> None:
    assert look(reverse("account_login")).status_code == 200
    assert look(reverse("account_reset_password")).status_code == 200
    assert counted() == 0
    assert look(reverse("account_signup")).status_code == 200
    assert counted() == 1


def test_only_reading_is_a_visit(look: Look) -> None:
    for method in ("head", "post", "options"):
        look(method=method)
    assert counted() == 0


def test_the_same_visitor_counts_once_and_another_network_or_browser_is_another(look: Look, space: Space) -> None:
    for path in ("/spaces/", f"/s/{space.slug}/", "/spaces/"):
        assert look(path).status_code == 200
    assert counted() == 1
    look(network="203.0.113.8")
    look(browser=FIREFOX.replace("140", "141"))
    assert counted() == 3


def test_all_addresses_of_one_connection_at_home_are_one_network(look: Look) -> None:
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::1"):
        look(network=address)
    assert counted() == 1


def test_a_visitor_gets_no_cookie(look: Look) -> None:
    assert not look().cookies


def test_a_visit_is_of_the_space_or_the_thread_its_address_names(look: Look, thread: Thread) -> None:
    look(thread.space.get_absolute_url())
    look(thread.get_absolute_url())
    look("/spaces/", network="203.0.113.8")
    assert sketching.places_of(today()) == [f"space:{thread.space.slug}", f"thread:{thread.pk}"]
    assert sketching.visitors_at(today(), sketching.places_of(today())) == 1
    assert counted() == 2


def test_counting_asks_the_database_nothing(look: Look, thread: Thread) -> None:
    look(thread.get_absolute_url())

    def asked(**headers: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(thread.get_absolute_url(), network="203.0.113.9", **headers)
        return len(queries)

    assert asked() == asked(DNT="1")


@pytest.mark.django_db(transaction=True)
def test_pages_that_are_kept_for_visitors_count_too(look: Look, thread: Thread) -> None:
    path = thread.get_absolute_url()
    first = look(path)
    with CaptureQueriesContext(connection) as queries:
        second = look(path, network="203.0.113.8")
    assert second.content == first.content
    assert len(queries) == 0
    assert counted() == 2
    assert sketching.visitors_at(today(), [f"thread:{thread.pk}"]) == 2
