"""Choosing a new password by a link."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from members.profiles.models import Member
from tests.factories import a_member

PASSWORD, NEW = "a-long-enough-word", "another-long-word"
Letters = Callable[[], list[EmailMultiAlternatives]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def kai(db: None) -> Member:
    """A member with a password."""
    return a_member("Kai", password=PASSWORD)


@pytest.fixture
def link(letters: Letters) -> Callable[[], str]:
    """The path of the link in the last letter."""

    def read() -> str:
        last = str(letters()[-1].body)
        found = re.search(r"https?://[^/]+(/reset/\S+)", last)
        assert found, last
        return found[1]

    return read


def choose(client: Client, path: str) -> int:
    """Follow a link and choose the new password."""
    form = client.get(path, follow=True)
    if b"does not work any more" in form.content:
        return 410
    return client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}).status_code


def test_known_and_unknown_are_answered_alike(kai: Member, letters: Letters) -> None:
    answers = [Client().post("/reset/", {"email": email}) for email in ("kai@example.org", "no@example.org")]
    assert {(a.status_code, a.url) for a in answers} == {(302, "/reset/sent/")}  # type: ignore[attr-defined]
    assert len(letters()) == 2


def test_the_link_works_once(kai: Member, link: Callable[[], str]) -> None:
    Client().post("/reset/", {"email": "kai@example.org"})
    path = link()
    assert choose(Client(), path) == 302
    kai.refresh_from_db()
    assert kai.check_password(NEW)
    assert choose(Client(), path) == 410


def test_the_link_dies_with_the_address_and_with_time(kai: Member, link: Callable[[], str]) -> None:
    Client().post("/reset/", {"email": "kai@example.org"})
    path = link()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert choose(Client(), path) == 410
    kai.emailaddress_set.update(email="kai@elsewhere.example")  # type: ignore[attr-defined]
    Member.objects.filter(pk=kai.pk).update(email="kai@elsewhere.example")
    assert choose(Client(), path) == 410


def test_a_forged_host_does_not_get_into_the_letter(kai: Member, letters: Letters) -> None:
    Client().post("/reset/", {"email": "kai@example.org"}, headers={"host": "evil.example"})
    assert "evil.example" not in str(letters()[-1].message())


def test_an_account_gets_three_links_an_hour_known_or_not(kai: Member) -> None:
    for email in ("kai@example.org", "no@example.org"):
        answers = [Client().post("/reset/", {"email": email}).status_code for _ in range(4)]
        assert answers == [302, 302, 302, 429]


def test_a_network_asks_for_twenty_an_hour() -> None:
    answers = [Client().post("/reset/", {"email": f"{n}@example.org"}).status_code for n in range(21)]
    assert answers == [302] * 20 + [429]


def test_a_new_password_ends_all_sessions(kai: Member, link: Callable[[], str]) -> None:
    inside = Client()
    inside.force_login(kai)
    Client().post("/reset/", {"email": "kai@example.org"})
    choose(Client(), link())
    assert inside.get("/settings/profile/").status_code == 302


def test_nonsense_in_the_address_is_answered_plainly(client: Client) -> None:
    for path in ("/reset/zzz-nonsense/", "/reset/1-set-password/", "/reset/zzzzzzzzzzzzz-x/"):
        answer = client.get(path)
        assert answer.status_code == 200 and b"does not work any more" in answer.content
