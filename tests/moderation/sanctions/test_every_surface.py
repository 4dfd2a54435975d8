"""Every address there is, as somebody suspended and as somebody silenced: closed, unless it is named as open."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from community.posts.models import Post
from community.threads.models import Thread
from members.accounts import resting, silence
from members.messages.models import Message
from members.profiles.models import Member
from tests.factories import a_member
from tests.house.source import Address, addresses
from tests.moderation.decided import a_minute_ago
from tests.moderation.sanctions.conftest import Decide

pytestmark = pytest.mark.django_db
As = Callable[..., Client]

OF_OTHER_ROOMS = ("appeal_", "report_", "guidelines_")
"""Beginnings of names that may not be there (yet)."""


def places() -> Iterator[tuple[Address, str]]:
    """Every address with something in the place of its arguments."""
    for address in addresses():
        route = re.sub(r"<int:\w+>", "7", address.route)
        route = re.sub(r"<(?:\w+:)?\w+>", "thing", route)
        if not route.startswith("^") and "(?P" not in route:
            yield address, f"/{route}"


def is_public(address: Address) -> bool:
    return getattr(address.view, "audience", "") == "public"


@pytest.fixture
def quiet(db: None) -> Member:
    """Silenced for a week."""
    return a_member("Quiet", silenced_until=timezone.now() + timedelta(days=7))


def test_whoever_is_suspended_sends_nothing_anywhere(as_: As, eve: Member) -> None:
    client, wrong = as_(eve), []
    client.raise_request_exception = False
    for address, path in places():
        if resting.is_open(address.name) or address.name in resting.AS_VISITOR:
            continue
        if (status := client.post(path).status_code) not in (403, 404):
            wrong.append(f"{address}: {status}")
    assert not wrong


def test_whoever_is_suspended_reads_what_visitors_read_and_nothing_else(as_: As, eve: Member) -> None:
    client, wrong = as_(eve), []
    for address, path in places():
        if is_public(address) or resting.is_open(address.name):
            continue
        answer = client.get(path)
        if answer.status_code != 403 or b"See where you stand" not in answer.content:
            wrong.append(f"{address}: {answer.status_code}")
    assert not wrong
    home = client.get("/").content.decode()
    assert "Sign in" in home and f">{eve.name}<" not in home and eve.get_absolute_url() not in home


def test_fragments_and_streams_are_closed_to_them_too(as_: As, eve: Member, thread: Thread) -> None:
    from config.live.access import identify

    client = as_(eve)
    assert client.post(reverse("thread_reply", args=[thread.pk]), headers={"HX-Request": "true"}).status_code == 403
    assert identify(client.session.session_key)[0].member_id is None


def test_what_stays_open_to_whoever_is_suspended_works(as_: As, eve: Member) -> None:
    client = as_(eve)
    standing, data = client.get("/standing/"), client.get("/settings/data/")
    assert standing.status_code == data.status_code == 200
    assert b'href="/inbox/"' not in standing.content + data.content, "No navigation to what is closed."
    assert client.get(reverse("settings_data_leave")).status_code == 200
    assert client.post("/signout/").status_code == 302
    assert client.get("/standing/").status_code == 302


def test_when_it_ends_everything_is_open_again(as_: As, eve: Member) -> None:
    client = as_(eve)
    assert client.get("/settings/profile/").status_code == 403
    Member.objects.filter(pk=eve.pk).update(suspended_until=timezone.now() - timedelta(minutes=1))
    assert client.get("/settings/profile/").status_code == 200


def test_another_password_or_a_closed_account_ends_even_that(as_: As, eve: Member) -> None:
    client = as_(eve)
    Member.objects.filter(pk=eve.pk).update(is_active=False)
    assert client.get("/standing/").status_code == 302
    Member.objects.filter(pk=eve.pk).update(is_active=True, password="other")
    assert client.get("/standing/").status_code == 302


def test_the_closed_page_says_until_when_and_why(as_: As, decided: Decide, mo: Member, ben: Member) -> None:
    client = as_(ben)
    decision = decided(ben, "suspend", by=mo, days=7)
    a_minute_ago(decision)
    as_(ben)  # a session from after it
    answer = client.post("/t/new/", {"title": "Words"})
    said = answer.content.decode()
    assert answer.status_code == 403 and "Be kind to people" in said
    assert f"{decision.sanction.ends_at:%B}" in said and 'href="/standing/"' in said


def test_a_suspended_moderator_is_no_moderator(as_: As, ben: Member) -> None:
    out = a_member("Out", role="moderator", suspended_until=timezone.now() + timedelta(days=2))
    assert as_(out).get(reverse("person_standing", args=[ben.handle])).status_code == 403
    assert as_(out).post(reverse("person_note", args=[ben.handle]), {"words": "x"}).status_code == 403


def test_whoever_is_silenced_sends_nothing_that_is_not_their_own(as_: As, quiet: Member) -> None:
    client, wrong = as_(quiet), []
    client.raise_request_exception = False
    for address, path in places():
        if not silence.is_open(address.name) and (status := client.post(path).status_code) != 403:
            wrong.append(f"{address}: {status}")
    assert not wrong


def test_a_silenced_manager_sends_nothing_either(as_: As) -> None:
    client = as_(a_member("Hush", role="manager", silenced_until=timezone.now() + timedelta(days=1)))
    assert client.post(reverse("settings_rename"), {"name": "Mine"}).status_code == 403


def test_whoever_is_silenced_keeps_what_they_typed_and_is_told_until_when(
    as_: As, quiet: Member, thread: Thread
) -> None:
    before = Post.objects.count()
    assert thread.author is not None
    answer = as_(quiet).post(reverse("thread_reply", args=[thread.pk]), {"body": "Typed with care"})
    assert answer.status_code in (403, 429) and "write again from" in answer.content.decode()
    as_(quiet).post("/t/new/", {"space": thread.space_id, "kind": "discussion", "title": "A title", "body": "Words"})
    as_(quiet).post("/messages/new/", {"to": thread.author.handle, "body": "Hello"})
    assert Post.objects.count() == before and not Message.objects.exists() and not mail.outbox


def test_whoever_is_silenced_reads_keeps_drafts_and_chooses_settings(as_: As, quiet: Member, thread: Thread) -> None:
    client = as_(quiet)
    assert client.get(thread.get_absolute_url()).status_code == 200
    assert client.post(reverse("follow_thread", args=[thread.pk]), {"level": "everything"}).status_code < 400
    assert client.post(reverse("settings_theme"), {"theme": "dark"}).status_code < 400
    assert client.post(reverse("settings_profile"), {"name": "Louder"}).status_code == 403


@pytest.mark.parametrize("named", [resting.OPEN, resting.AS_VISITOR, silence.OWN, silence.ANSWERED_THERE])
def test_what_is_named_as_open_exists(named: set[str]) -> None:
    there = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not {name for name in named if name not in there and not name.startswith(OF_OTHER_ROOMS)}
