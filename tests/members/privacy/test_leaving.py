"""Leaving: the account closes at once, comes back within fourteen days, and never by anybody else's doing."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.lib.audience import Viewer
from members.activity.models import Activity
from members.privacy.erasing import erase_due
from members.privacy.leaving import come_back, leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from members.profiles.roles import LastOwner, Role
from tests.factories import PASSWORD, a_member

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.core.mail import EmailMultiAlternatives

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Client]
LEAVE, ERASE = "/settings/data/leave/", "/manage/settings/roles/erase/"


def is_open(member: Member) -> bool:
    """Whether the account is open now."""
    return Member.objects.present().filter(pk=member.pk).exists()


def test_the_last_owner_cannot_leave(as_: As, olli: Member) -> None:
    client = as_(olli)
    answer = client.post(LEAVE, {"fate": "keep", "typed": olli.handle})
    assert answer.status_code == 422
    assert "A community always has an owner. Make somebody else owner first." in answer.content.decode()
    assert not Leaving.objects.exists()
    second = a_member("Second", role=Role.OWNER)
    leave(olli, by=olli, fate=Fate.KEEP)
    with pytest.raises(LastOwner):
        leave(second, by=second, fate=Fate.KEEP)


def test_nobody_but_an_owner_starts_it_for_somebody_else(
    as_: As, nia: Member, ben: Member, mo: Member, mia: Member, visitor: "AnonymousUser"
) -> None:
    sent = {"handle": nia.handle, "typed": nia.handle, "fate": "erase"}
    for other in (ben, mo, mia):
        assert as_(other).get(ERASE).status_code == 403
        assert as_(other).post(ERASE, sent).status_code == 403
    for path in (ERASE, LEAVE):
        assert as_(visitor).post(path, sent).status_code == 302
    assert not Leaving.objects.exists()
    nia.refresh_from_db()
    assert nia.is_active


def test_an_owner_types_the_handle_twice_and_it_is_logged(
    as_: As, olli: Member, nia: Member, letters: "Callable[[], list[EmailMultiAlternatives]]"
) -> None:
    client = as_(olli)
    wrong = [
        ({"handle": "", "fate": "keep", "typed": ""}, "Say whose account it is."),
        ({"handle": "nobody", "fate": "keep", "typed": "nobody"}, "Nobody here has the handle"),
        ({"handle": "olli", "fate": "keep", "typed": "olli"}, "This is you."),
        ({"handle": "nia", "fate": "keep", "typed": "nita"}, "Type “nia” here to confirm."),
        ({"handle": "nia", "fate": "", "typed": "nia"}, "Choose what becomes of what they wrote."),
        ({"handle": "nia", "fate": "burn", "typed": "nia"}, "burn"),
    ]
    for sent, sentence in wrong:
        answer = client.post(ERASE, sent)
        assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Leaving.objects.exists()
    assert (
        client.post(ERASE, {"handle": "@Nia", "fate": "keep", "typed": "nia"})["Location"] == "/manage/settings/roles/"
    )
    entry = Activity.objects.get(verb="member.leaving")
    assert (entry.actor_id, entry.subject_id, entry.facts) == (olli.pk, nia.pk, {"fate": "keep"})
    assert "The owner of" in letters()[-1].body


def test_a_wrong_form_keeps_what_was_chosen_and_a_password_is_asked_for(as_: As) -> None:
    ana = a_member("Ana", password=PASSWORD)
    client = as_(ana)
    assert client.get(LEAVE).status_code == 200
    answer = client.post(LEAVE, {"fate": "keep", "typed": "ana"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not Leaving.objects.exists()
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == reverse("account_login")
    assert Leaving.objects.get().member == ana
    ben = a_member("Ben")
    page = as_(ben).post(LEAVE, {"fate": "erase", "typed": "somebody"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Type your handle, ben." in text and re.search(r'value="erase"[^>]* checked', text) and "somebody" in text
    assert "Choose what becomes of what you wrote." in as_(ben).post(LEAVE, {"typed": "ben"}).content.decode()


def test_leaving_signs_out_everywhere_hides_the_profile_and_signing_in_offers_the_way_back(
    as_: As, ben: Member, letters: "Callable[[], list[EmailMultiAlternatives]]"
) -> None:
    ana = a_member("Ana", password=PASSWORD)
    client, other = Client(), Client()
    for one in (client, other):
        one.post("/signin/", {"login": ana.email, "password": PASSWORD})
        one.get("/")
    assert UserSession.objects.filter(user=ana).count() == 2
    confirm = client.post(LEAVE, {"fate": "keep", "typed": "@Ana"})["Location"]
    assert client.post(confirm, {"password": PASSWORD})["Location"] == reverse("account_login")
    assert not UserSession.objects.filter(user=ana).exists()
    assert other.get("/settings/data/").status_code == 302
    assert as_(ben).get("/people/ana/").status_code == 404
    assert "Ana" not in as_(ben).get("/people/").content.decode()
    assert "/signin/return/" in letters()[-1].body and len(letters()) == 1
    # Leaving once more changes nothing; nobody without the proof of a moment ago is offered anything.
    assert leave(ana, by=ana, fate=Fate.ERASE).fate == Fate.KEEP and len(letters()) == 1
    assert Client().get("/signin/return/")["Location"] == reverse("account_login")
    assert Client().post("/signin/return/").status_code == 302 and Leaving.objects.open().exists()
    wrong = Client()
    wrong.post("/signin/", {"login": ana.email, "password": "not the password"})
    assert wrong.get("/signin/return/").status_code == 302
    back = Client()
    assert back.post("/signin/", {"login": ana.email, "password": PASSWORD})["Location"] == "/signin/return/"
    assert "Take my account back" in back.get("/signin/return/").content.decode()
    assert back.get("/settings/data/").status_code == 302, "Being offered the way back is not being signed in."
    back.post("/signin/return/")
    ana.refresh_from_db()
    assert ana.is_active and Leaving.objects.get().returned_at
    assert as_(ben).get("/people/ana/").status_code == 200
    assert back.post("/signin/", {"login": ana.email, "password": PASSWORD})["Location"] == "/"


def test_the_letter_brings_the_way_back_once(
    nia: Member, letters: "Callable[[], list[EmailMultiAlternatives]]"
) -> None:
    leaving = leave(nia, by=nia, fate=Fate.KEEP)
    path = re.search(r"/signin/return/[^\s]+/", str(letters()[-1].body))
    assert path
    client = Client()
    assert client.get(path[0]).status_code == 200
    assert not is_open(nia), "Looking at the page does nothing."
    for wrong in (path[0].replace(f"/{leaving.pk}:", f"/{leaving.pk + 1}:"), "/signin/return/nothing-here/"):
        assert client.get(wrong).status_code == 404 and client.post(wrong).status_code == 302
    assert not is_open(nia)
    client.post(path[0])
    assert is_open(nia)
    assert client.get(path[0]).status_code == 404
    client.post(path[0])
    assert Activity.objects.filter(verb="member.returned").count() == 1


def test_nothing_is_erased_before_its_time_and_nobody_returns_after_it(nia: Member) -> None:
    leaving = leave(nia, by=nia, fate=Fate.KEEP)
    assert erase_due(5) == 0
    Leaving.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert not come_back(leaving)
    assert erase_due(30) > 1 and erase_due(5) == 0
    assert not Member.objects.filter(pk=nia.pk).exists()
    leaving.refresh_from_db()
    assert leaving.done_at and leaving.member_id is None and leaving.number == nia.pk
    assert Activity.objects.filter(verb="member.erased", subject_id=nia.pk).count() == 1
    assert Activity.objects.filter(actor=nia.pk, verb="member.leaving").exists(), "The log keeps the number."
