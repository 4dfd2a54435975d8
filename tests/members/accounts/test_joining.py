"""Opening an account."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from members.activity.models import Activity
from members.installation.models import Installation
from members.invitations.models import Invitation, invite
from members.profiles.models import Member

PASSWORD = "a-long-enough-word"
Letters = Callable[[], list[EmailMultiAlternatives]]
pytestmark = pytest.mark.django_db


Join = Callable[..., Any]
Code = Callable[[], str]


def by_invitation(mia: Member) -> None:
    """Let people join by invitation alone."""
    Installation.current().admit("invitation", by=mia)
    cache.clear()


def test_nobody_becomes_more_than_a_member_by_sending_more_fields(client: Client, join: Join, code_sent: Code) -> None:
    more = {
        "role": "owner",
        "is_staff": "1",
        "is_active": "0",
        "confirmed_at": "2020-01-01",
        "handle": "admin",
        "id": "1",
    }
    join(client, **more)
    ana = Member.objects.get(email="ana@example.org")
    assert (ana.role, ana.is_active, ana.confirmed_at, ana.handle) == ("member", True, None, "ana-ferreira")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("Europe/Helsinki",) * 2, ("US/Eastern", "America/New_York"), ("Nowhere/Else", ""), ("../up", "")],
)
def test_the_browser_says_in_which_time_zone_somebody_lives(client: Client, join: Join, sent: str, kept: str) -> None:
    unset = Member().time_zone
    join(client, time_zone=sent)
    assert Member.objects.get(email="ana@example.org").time_zone == (kept or unset)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "required"),
        ("name", "x" * 61, "60"),
        ("name", "…", "letter or digit"),
        ("email", "no address", "valid email"),
        ("email", "a" * 250 + "@example.org", "254"),
        ("password1", "short", "10 characters"),
        ("password1", "x" * 300, "256"),
        ("password1", "password1234", "common"),
        ("guidelines", "", "required"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, join: Join, field: str, value: str, words: str, letters: Letters
) -> None:
    answer = join(client, **{field: value})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "There is a problem" in page
    assert "Ana Ferreira" in page or field == "name"
    assert PASSWORD not in page, "A password is never sent back."
    assert not Member.objects.exists() and not letters()


def test_an_address_that_has_an_account_looks_like_one_that_has_none(join: Join, ben: Member, letters: Letters) -> None:
    new, known = Client(), Client()
    first, second = join(new, email="new@example.org"), join(known, email="BEN@example.org")
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, "/join/confirm/")
    pages = [one.get("/join/confirm/").content.decode() for one in (new, known)]
    clean = [
        re.sub(r'value="[^"]{64}"', "", page.replace(address, ""))
        for page, address in zip(pages, ("new@example.org", "ben@example.org"), strict=True)
    ]
    assert clean[0] == clean[1]
    assert [letter.to for letter in letters()] == [["new@example.org"], ["ben@example.org"]]
    wrong = [one.post("/join/confirm/", {"code": "WRON-GGGG"}) for one in (new, known)]
    assert wrong[0].status_code == wrong[1].status_code == 422
    assert Member.objects.filter(email__iexact="ben@example.org").count() == 1


def test_two_people_of_one_name_get_two_handles(join: Join) -> None:
    join(Client(), email="one@example.org")
    join(Client(), email="two@example.org")
    assert set(Member.objects.values_list("handle", flat=True)) == {"ana-ferreira", "ana-ferreira-2"}


def test_nobody_gets_a_reserved_handle_by_their_name(join: Join) -> None:
    join(Client(), name="Admin")
    assert Member.objects.get().handle == "admin-2"


def test_somebody_joins_without_a_password(client: Client, join: Join, code_sent: Code) -> None:
    join(client, password1="")
    client.post("/join/confirm/", {"code": code_sent()})
    assert client.get("/settings/security/").status_code == 200
    assert not Member.objects.get().has_usable_password()


def test_the_sixth_from_one_network_in_an_hour_waits(join: Join) -> None:
    for number in range(5):
        assert join(Client(), email=f"{number}@example.org").status_code == 302
    answer = join(Client(HTTP_X_FORWARDED_FOR="203.0.113.9"), email="6@example.org")
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 3000
    assert "You can send again at" in answer.content.decode()
    assert Member.objects.count() == 5


def test_an_invitation_is_needed_where_the_community_says_so(client: Client, join: Join, mia: Member) -> None:
    by_invitation(mia)
    page = client.get("/join/")
    assert page.status_code == 200 and b"You join with an invitation" in page.content
    assert join(client, invitation="wrong").status_code in (200, 422)
    assert not Member.objects.filter(email="ana@example.org").exists()


def test_an_invitation_lets_one_person_in_and_leads_where_it_says(
    client: Client, join: Join, code_sent: Code, mia: Member
) -> None:
    by_invitation(mia)
    invitation = invite(by=mia, landing="/people/")
    shown = client.get(f"/invite/{invitation.code}/")
    assert shown.status_code == 200 and f"/join/?invitation={invitation.code}" in shown.content.decode()
    assert f'value="{invitation.code}"' in client.get(f"/join/?invitation={invitation.code}").content.decode()
    join(client, invitation=invitation.code)
    assert client.post("/join/confirm/", {"code": code_sent()}).url == "/welcome/"  # type: ignore[attr-defined]
    assert 'href="/people/">Skip for now' in client.get("/welcome/").content.decode()
    used = Invitation.objects.get()
    assert used.used_by and used.used_by.email == "ana@example.org"
    second = join(Client(), invitation=invitation.code, email="second@example.org")
    assert second.status_code in (200, 422)
    assert not Member.objects.filter(email="second@example.org").exists()
    assert Client().get(f"/invite/{invitation.code}/").status_code == 404


def test_a_visitor_joins_by_proving_the_address(client: Client, join: Join, code_sent: Code) -> None:
    answer = join(client)
    assert answer.status_code == 302 and answer.url == "/join/confirm/"
    ana = Member.objects.get(email="ana@example.org")
    assert (ana.handle, ana.role, ana.confirmed_at) == ("ana-ferreira", "member", None)
    assert not Member.objects.present().filter(pk=ana.pk)
    page = client.get("/join/confirm/")
    assert page.status_code == 200 and b"ana@example.org" in page.content
    answer = client.post("/join/confirm/", {"code": code_sent()})
    assert answer.status_code == 302
    ana.refresh_from_db()
    assert ana.confirmed_at and ana.guidelines_accepted_at
    assert Activity.objects.filter(verb="member.joined", actor=ana).count() == 1
    assert client.get("/settings/profile/").status_code == 200
