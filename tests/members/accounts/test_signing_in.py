"""Signing in by password and by code, and who may not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from members.profiles.models import Member
from tests.factories import a_member

PASSWORD = "a-long-enough-word"
Letters = Callable[[], list[EmailMultiAlternatives]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def kai(db: None) -> Member:
    """A member with a password."""
    return a_member("Kai", password=PASSWORD)


def sign_in(client: Client, email: str = "kai@example.org", password: str = PASSWORD, **other: str) -> Any:
    """Send the form."""
    return client.post("/signin/", {"login": email, "password": password, **other})


def is_in(client: Client) -> bool:
    """Whether this client is signed in."""
    return client.get("/settings/profile/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(kai: Member, letters: Letters) -> None:
    wrong, unknown = sign_in(Client(), password="not this one"), sign_in(Client(), email="who@example.org")
    assert wrong.status_code == unknown.status_code == 422
    for answer in (wrong, unknown):
        assert b"do not belong together" in answer.content
    assert not letters()


def test_a_suspended_member_gets_in_to_where_they_stand_and_nowhere_else(client: Client) -> None:
    until = timezone.now() + timedelta(days=3)
    a_member("Kai", password=PASSWORD, suspended_until=until)
    assert sign_in(client, next="/people/").url == "/standing/"
    assert f"{until:%B}" in client.get("/standing/").content.decode()
    closed = client.get("/settings/profile/")
    assert closed.status_code == 403 and f"{until:%B}" in closed.content.decode()
    assert not is_in(client)
    assert sign_in(Client(), password="not this one").status_code == 422, "Nobody else learns of it."


def test_a_suspension_ends_sessions_at_once(client: Client, kai: Member) -> None:
    sign_in(client)
    assert is_in(client)
    Member.objects.filter(pk=kai.pk).update(suspended_until=timezone.now() + timedelta(hours=1))
    assert not is_in(client)


def test_a_closed_account_stays_closed(client: Client, kai: Member) -> None:
    Member.objects.filter(pk=kai.pk).update(is_active=False)
    assert sign_in(client).url == "/signin/closed/"
    assert b"This account is closed" in client.get("/signin/closed/").content
    assert not is_in(client)


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_next_never_leads_to_another_host(client: Client, kai: Member, away: str) -> None:
    assert sign_in(client, next=away).url == "/"
    assert client.get("/signin/", {"next": away}).url == "/"  # type: ignore[attr-defined]


def test_next_leads_on_inside(client: Client, kai: Member) -> None:
    assert sign_in(client, next="/people/?q=ana").url == "/people/?q=ana"


def test_the_eleventh_try_waits_whatever_the_headers_say(kai: Member) -> None:
    for number in range(10):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
        assert sign_in(client, password="not this one").status_code == 422
    answer = sign_in(Client(REMOTE_ADDR="198.51.100.99"), email="KAI@example.org ")
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 900
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert sign_in(Client()).status_code == 302


def test_success_does_not_give_a_network_new_tries(kai: Member) -> None:
    other = a_member("Lea", password=PASSWORD)
    for number in range(50):
        email = other.email if number % 10 == 0 else f"{number}@example.org"
        assert sign_in(Client(), email=email).status_code in (302, 422)
    assert sign_in(Client()).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


def test_a_code_signs_in_once(client: Client, kai: Member, code_sent: Callable[[], str]) -> None:
    assert client.post("/signin/code/", {"email": "Kai@example.org", "next": "/people/"}).status_code == 302
    code = code_sent()
    assert code not in client.get("/signin/code/confirm/").content.decode()
    assert client.post("/signin/code/confirm/", {"code": code.lower(), "next": "/people/"}).url == "/people/"  # type: ignore[attr-defined]
    assert is_in(client)
    client.post("/signout/")
    assert client.post("/signin/code/confirm/", {"code": code}).url.startswith("/signin/")  # type: ignore[attr-defined]
    assert not is_in(client)


def test_a_code_for_nobody_looks_like_a_code_for_somebody(kai: Member, letters: Letters) -> None:
    known, unknown = Client(), Client()
    answers = [
        one.post("/signin/code/", {"email": email})
        for one, email in ((known, "kai@example.org"), (unknown, "no@example.org"))
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url  # type: ignore[attr-defined]
    pages = [one.get("/signin/code/confirm/").content.decode() for one in (known, unknown)]
    assert len(pages[0]) == len(pages[1].replace("no@example.org", "kai@example.org"))
    assert len(letters()) == 2
    for _ in range(4):
        codes = [one.post("/signin/code/confirm/", {"code": "AAAA-BBBB"}).status_code for one in (known, unknown)]
        assert codes == [422, 422]


def test_the_fifth_wrong_code_ends_it(client: Client, kai: Member, code_sent: Callable[[], str]) -> None:
    client.post("/signin/code/", {"email": "kai@example.org"})
    for _ in range(5):
        client.post("/signin/code/confirm/", {"code": "AAAA-BBBB"})
    client.post("/signin/code/confirm/", {"code": code_sent()})
    assert not is_in(client)


def test_wrong_codes_count_for_the_account_not_for_the_session(kai: Member) -> None:
    answers = []
    for number in range(2):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        client.post("/signin/code/", {"email": "kai@example.org"})
        answers += [client.post("/signin/code/confirm/", {"code": "AAAA-BBBB"}).status_code for _ in range(3)]
    assert answers == [422] * 5 + [429]


def test_an_old_code_does_not_work(client: Client, kai: Member, code_sent: Callable[[], str]) -> None:
    client.post("/signin/code/", {"email": "kai@example.org"})
    code = code_sent()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        client.post("/signin/code/confirm/", {"code": code})
        assert not is_in(client)


def test_one_address_gets_three_letters_an_hour_known_or_not(kai: Member) -> None:
    for email in ("kai@example.org", "no@example.org"):
        answers = [Client().post("/signin/code/", {"email": email}).status_code for _ in range(4)]
        assert answers == [302, 302, 302, 429]


def test_another_code_costs_a_letter_for_known_and_unknown_alike(kai: Member) -> None:
    for email in ("kai@example.org", "no@example.org"):
        client = Client()
        client.post("/signin/code/", {"email": email})
        again = [client.post("/signin/code/confirm/", {"action": "resend"}).status_code for _ in range(2)]
        assert again == [302, 302]
        assert Client().post("/signin/code/", {"email": email}).status_code == 429


def test_signing_out_needs_a_post(client: Client, kai: Member) -> None:
    sign_in(client)
    assert client.get("/signout/").status_code == 200 and is_in(client)
    assert client.post("/signout/").status_code == 302 and not is_in(client)


def test_a_member_who_is_in_is_led_on(client: Client, kai: Member) -> None:
    sign_in(client)
    for address in ("/signin/", "/join/", "/signin/code/"):
        assert client.get(address).status_code == 302
