"""Passwords, second factors, sessions and addresses of members who are signed in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from members.profiles.models import Member
from tests.factories import a_member

PASSWORD, NEW = "a-long-enough-word", "another-long-word"
SAFE = "/settings/security/"
Letters = Callable[[], list[EmailMultiAlternatives]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def kai(db: None) -> Member:
    """A member with a password."""
    return a_member("Kai", password=PASSWORD)


def inside(password: str = PASSWORD) -> Client:
    """A client signed in as kai, over the sign-in page."""
    client = Client()
    client.post("/signin/", {"login": "kai@example.org", "password": password})
    return client


def app_code(secret: str) -> str:
    """What the authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_app(client: Client) -> str:
    """Set an authenticator app up; returns its secret."""
    client.post(f"{SAFE}confirm/", {"password": PASSWORD})
    page = client.get(f"{SAFE}app/")
    secret: str = page.context["form"].secret
    assert client.post(f"{SAFE}app/", {"code": app_code(secret)}).status_code == 302
    return secret


def test_visitors_see_none_of_it(client: Client) -> None:
    for page in ("", "app/", "passkeys/", "passkeys/add/", "recovery-codes/", "sessions/", "password/", "confirm/"):
        answer = client.get(SAFE + page)
        assert answer.status_code == 302 and answer.url.startswith("/signin/")  # type: ignore[attr-defined]


def test_nobody_ends_the_session_of_somebody_else(kai: Member) -> None:
    mine = inside()
    other = a_member("Lea", password=PASSWORD)
    lea = Client()
    lea.post("/signin/", {"login": other.email, "password": PASSWORD})
    session = UserSession.objects.get(user=other)
    assert mine.post(f"{SAFE}sessions/{session.pk}/end/").status_code == 404
    assert lea.get(SAFE).status_code == 200


def test_one_session_ends_and_all_others_end(kai: Member) -> None:
    here, there, elsewhere = inside(), inside(), inside()
    assert len(UserSession.objects.filter(user=kai)) == 3
    key = there.session.session_key
    assert here.post(f"{SAFE}sessions/{UserSession.objects.get(session_key=key).pk}/end/").status_code == 302
    assert there.get(SAFE).status_code == 302 and elsewhere.get(SAFE).status_code == 200
    here.post(f"{SAFE}sessions/")
    assert elsewhere.get(SAFE).status_code == 302 and here.get(SAFE).status_code == 200


def test_a_changed_password_ends_the_other_sessions(kai: Member, letters: Letters) -> None:
    here, there = inside(), inside()
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post(f"{SAFE}password/", form).status_code == 302
    assert there.get(SAFE).status_code == 302 and here.get(SAFE).status_code == 200
    assert letters()[-1].subject == "The password of your account was changed."


def test_a_wrong_old_password_changes_nothing_and_is_counted(kai: Member) -> None:
    here = inside()
    form = {"oldpassword": "not this one", "password1": NEW, "password2": NEW}
    answers = [here.post(f"{SAFE}password/", form).status_code for _ in range(10)]
    assert answers == [422] * 9 + [429]
    kai.refresh_from_db()
    assert kai.check_password(PASSWORD)


def test_an_app_is_asked_for_from_then_on(kai: Member) -> None:
    assert inside().get(f"{SAFE}app/").url.startswith(f"{SAFE}confirm/")  # type: ignore[attr-defined]
    secret = with_app(inside())
    client = Client()
    answer = client.post("/signin/", {"login": "kai@example.org", "password": PASSWORD})
    assert answer.url == "/signin/check/"  # type: ignore[attr-defined]
    assert client.get(SAFE).status_code == 302
    wrong = [client.post("/signin/check/", {"code": "000000"}).status_code for _ in range(3)]
    assert wrong == [422] * 3
    # A code works once, also the one that set the app up; half a minute later the app shows another.
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert client.post("/signin/check/", {"code": app_code(secret)}).status_code == 302
        assert client.get(SAFE).status_code == 200


def test_the_sixth_code_waits(kai: Member) -> None:
    with_app(inside())
    client = Client()
    client.post("/signin/", {"login": "kai@example.org", "password": PASSWORD})
    answers = [client.post("/signin/check/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers[-1] == 429


def test_a_recovery_code_lets_in_once(kai: Member) -> None:
    here = inside()
    with_app(here)
    codes = here.get(f"{SAFE}recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    outcomes = []
    for _ in range(2):
        client = Client()
        client.post("/signin/", {"login": "kai@example.org", "password": PASSWORD})
        outcomes.append(client.post("/signin/check/", {"code": codes[0]}).status_code)
    assert outcomes == [302, 422]
    assert here.get(f"{SAFE}recovery-codes/file/")["Content-Disposition"].startswith("attachment")


def test_another_address_counts_once_its_code_is_entered(
    kai: Member, code_sent: Callable[[], str], letters: Letters
) -> None:
    here = inside()
    here.post(f"{SAFE}confirm/", {"password": PASSWORD})
    answer = here.post("/settings/account/", {"email": "new@example.org", "action_add": "1"})
    assert answer.status_code == 302 and letters()[-1].to == ["new@example.org"]
    kai.refresh_from_db()
    assert kai.email == "kai@example.org"
    assert b"waits for its code" in here.get("/settings/account/").content
    here.post("/join/confirm/", {"code": code_sent()})
    kai.refresh_from_db()
    assert kai.email == "new@example.org"
    assert [letter.to for letter in letters()][-1] == ["kai@example.org"], "The old address is told."


def test_the_address_of_somebody_else_is_not_given_away(kai: Member, ben: Member) -> None:
    here = inside()
    here.post(f"{SAFE}confirm/", {"password": PASSWORD})
    free = here.post("/settings/account/", {"email": "free@example.org", "action_add": "1"})
    taken = here.post("/settings/account/", {"email": "ben@example.org", "action_add": "1"})
    assert free.status_code == taken.status_code == 302
    here.post("/join/confirm/", {"code": "AAAA-BBBB"})
    kai.refresh_from_db()
    assert kai.email == "kai@example.org"


def test_three_changes_of_address_a_day(kai: Member) -> None:
    here = inside()
    here.post(f"{SAFE}confirm/", {"password": PASSWORD})
    form = [{"email": f"{n}@example.org", "action_add": "1"} for n in range(4)]
    assert [here.post("/settings/account/", one).status_code for one in form] == [302, 302, 302, 429]


def test_a_change_that_is_confirmed_first_counts_once(kai: Member, letters: Letters) -> None:
    """The form comes twice then: before the password was asked for, and after."""
    for number in range(3):
        here = inside()
        form = {"email": f"{number}@example.org", "action_add": "1"}
        asked = here.post("/settings/account/", form)
        assert "/confirm/" in asked["Location"]
        done = here.post(asked["Location"], {"password": PASSWORD})
        assert (done.status_code, letters()[-1].to) == (302, [form["email"]])


def test_pages_about_safety_draw(kai: Member) -> None:
    here = inside()
    with_app(here)
    for page in (
        "",
        "passkeys/",
        "passkeys/add/",
        "recovery-codes/new/",
        "app/remove/",
        "sessions/",
        "password/",
        "confirm/",
    ):
        assert here.get(SAFE + page).status_code == 200, page
