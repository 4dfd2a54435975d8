"""The operators' page: who may not come, what it shows, what it does."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.relay import dispatch
from members.profiles.models import Member
from tests.members.activity import reactions  # noqa: F401 - declares the verbs used here

pytestmark = pytest.mark.django_db
Happen = Callable[..., Activity]


@pytest.fixture
def stuck(happen: Happen) -> Receipt:
    """A reaction that was given up."""
    happen("rehearsal.broken")
    dispatch()
    Receipt.objects.update(attempts=10, dead_at=timezone.now(), last_error="RuntimeError: <b>It broke.</b>")
    return Receipt.objects.get()


@pytest.fixture
def as_olli(client: Client, olli: Member) -> Client:
    """The owner's browser."""
    client.force_login(olli)
    return client


def addresses(receipt: Receipt) -> list[str]:
    """Every change one can ask for."""
    return [
        reverse("operations_try_again", args=[receipt.pk]),
        reverse("operations_set_aside", args=[receipt.pk]),
        reverse("operations_try_all_again", args=[receipt.subscriber]),
    ]


def state(receipt: Receipt) -> str:
    """How it stands in the database."""
    receipt.refresh_from_db()
    return receipt.state


@pytest.mark.parametrize("who", ["mia", "mo", "ben"])
def test_only_the_owner_may_come_or_change_anything(
    client: Client, stuck: Receipt, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("operations")).status_code == 403
    assert {client.post(address).status_code for address in addresses(stuck)} == {403}
    assert state(stuck) == "dead"


def test_a_visitor_is_asked_to_sign_in(client: Client, stuck: Receipt) -> None:
    for answer in [client.get(reverse("operations")), *map(client.post, addresses(stuck))]:
        assert answer.status_code == 302
        assert "signin" in answer["Location"]
    assert state(stuck) == "dead"


def test_looking_changes_nothing(as_olli: Client, stuck: Receipt) -> None:
    assert {as_olli.get(address).status_code for address in addresses(stuck)} == {405}
    assert state(stuck) == "dead"


def test_when_nothing_is_owed_it_says_so(as_olli: Client) -> None:
    page = as_olli.get(reverse("operations")).content.decode()
    assert "Everything is delivered" in page
    assert "Try again" not in page


def test_it_shows_what_is_stuck_and_why(as_olli: Client, stuck: Receipt) -> None:
    page = as_olli.get(reverse("operations")).content.decode()
    assert "rehearsal.broken" in page
    assert "10 tries" in page
    assert "RuntimeError: &lt;b&gt;It broke.&lt;/b&gt;" in page
    assert "Everything is delivered" not in page


def test_activities_without_a_month_are_reported(as_olli: Client, happen: Happen) -> None:
    Activity.objects.filter(pk=happen("rehearsal.unheard").pk).update(at="2019-05-01T00:00:00Z")
    dispatch()
    page = as_olli.get(reverse("operations")).content.decode()
    assert "1 activity has no month of its own in the log." in page
    assert "Everything is delivered" in page


def test_many_take_no_more_queries_than_few(as_olli: Client, happen: Happen) -> None:
    address = reverse("operations")
    happen()
    dispatch()
    as_olli.get(address)  # what the first page of a visit writes is written
    with CaptureQueriesContext(connection) as few:
        as_olli.get(address)
    for _ in range(150):
        happen()
    dispatch()
    with CaptureQueriesContext(connection) as many:
        page = as_olli.get(address).content.decode()
    assert "The 100 most urgent ones." in page
    assert len(many) <= len(few) <= 15


def test_one_is_tried_again(as_olli: Client, stuck: Receipt) -> None:
    answer = as_olli.post(reverse("operations_try_again", args=[stuck.pk]), follow=True)
    assert "It is tried again" in answer.content.decode()
    assert state(stuck) == "waiting"


def test_all_of_one_subscriber_are_tried_again(as_olli: Client, stuck: Receipt) -> None:
    answer = as_olli.post(reverse("operations_try_all_again", args=["rehearsal.broken"]), follow=True)
    assert "1 reaction is tried again" in answer.content.decode()
    assert state(stuck) == "waiting"
    assert Activity.objects.get(verb="receipt.retried").facts == {"count": 1}


def test_one_is_set_aside(as_olli: Client, olli: Member, stuck: Receipt) -> None:
    answer = as_olli.post(reverse("operations_set_aside", args=[stuck.pk]), follow=True)
    assert "set aside" in answer.content.decode()
    assert (state(stuck), stuck.set_aside_by) == ("aside", olli)


def test_an_unknown_one_is_not_found(as_olli: Client) -> None:
    for name in ("operations_try_again", "operations_set_aside"):
        assert as_olli.post(reverse(name, args=[2**62])).status_code == 404
    assert as_olli.post("/manage/operations/99999999999999999999999/try-again/").status_code == 404
    assert as_olli.post(reverse("operations_try_all_again", args=["nobody"]), follow=True).status_code == 200
