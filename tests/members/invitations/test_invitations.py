"""Inviting people, and asking to join."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.utils import timezone

from members.installation.models import Installation
from members.invitations.models import Application, Invitation, invite
from members.profiles.models import Member
from tests.factories import a_member

As = Callable[[object], Client]
Letters = Callable[[], list[EmailMultiAlternatives]]
pytestmark = pytest.mark.django_db


def by_application(mia: Member) -> None:
    """Let the team decide who joins."""
    Installation.current().admit("application", by=mia)
    cache.clear()


def test_only_managers_invite_and_decide(
    as_: As, mo: Member, ben: Member, mia: Member, visitor: AnonymousUser, letters: Letters
) -> None:
    invitation = invite(by=mia)
    application = Application.objects.create(name="Ana", email="ana@example.org", answer="Because.")
    acts = [
        f"/manage/invitations/{invitation.pk}/withdraw/",
        f"/manage/applications/{application.pk}/accept/",
        f"/manage/applications/{application.pk}/decline/",
    ]
    for viewer, refused in ((mo, 403), (ben, 403), (visitor, 302)):
        client = as_(viewer)
        for page in ("/manage/invitations/", "/manage/applications/"):
            assert client.get(page).status_code == refused
        assert client.post("/manage/invitations/", {"email": "x@example.org"}).status_code == refused
        assert [client.post(act).status_code for act in acts] == [refused] * 3
    assert Invitation.objects.count() == 1 and not letters()
    assert as_(mia).get(acts[0]).status_code == 405


def test_an_invitation_goes_out_and_can_be_taken_back(as_: As, mia: Member, letters: Letters) -> None:
    client = as_(mia)
    form = {"email": "ana@example.org", "note": "Come and row with us.", "landing": "/people/"}
    assert client.post("/manage/invitations/", form).status_code == 302
    invitation = Invitation.objects.get()
    assert letters()[0].to == ["ana@example.org"] and invitation.code in str(letters()[0].body)
    assert "Come and row with us." in str(letters()[0].body)
    assert b"ana@example.org" in client.get("/manage/invitations/").content
    client.post(f"/manage/invitations/{invitation.pk}/withdraw/")
    assert Client().get(f"/invite/{invitation.code}/").status_code == 404


@pytest.mark.parametrize("landing", ["https://evil.example/", "//evil.example/", "people", "/no/such/page/", "/\\evil"])
def test_an_invitation_leads_nowhere_else(as_: As, mia: Member, landing: str) -> None:
    assert as_(mia).post("/manage/invitations/", {"landing": landing}).status_code == 422
    assert not Invitation.objects.exists()


def test_an_old_invitation_looks_like_none(mia: Member) -> None:
    old = invite(by=mia)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answers = [Client().get(f"/invite/{code}/") for code in (old.code, "never-was-there")]
    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_what_a_suspended_manager_gave_out_lets_nobody_in(mia: Member) -> None:
    invitation = invite(by=mia)
    Member.objects.filter(pk=mia.pk).update(suspended_until=timezone.now() + timedelta(days=3))
    found = Invitation.objects.get(pk=invitation.pk)
    assert not found.is_open and not found.use(by=a_member())
    assert Client().get(f"/invite/{invitation.code}/").status_code == 404
    Member.objects.filter(pk=mia.pk).update(suspended_until=None)
    assert Client().get(f"/invite/{invitation.code}/").status_code == 200


def test_trying_codes_comes_to_an_end() -> None:
    answers = [Client().get(f"/invite/guess-{n}/").status_code for n in range(21)]
    assert answers == [404] * 20 + [429]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_uses_an_invitation() -> None:
    invitation = invite(by=a_member("Mia", role="manager"))
    people = [a_member() for _ in range(20)]

    def use(member: Member) -> bool:
        try:
            return Invitation.objects.get(pk=invitation.pk).use(by=member)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(use, people)) == 1


@pytest.mark.parametrize("address", ["new@example.org", "known@example.org"])
def test_who_is_too_late_with_an_invitation_does_not_join_without_one(mia: Member, address: str) -> None:
    Installation.current().admit("invitation", by=mia)
    cache.clear()
    invitation = invite(by=mia)
    quick, known, before = a_member(), a_member(email="known@example.org"), Member.objects.count() + 2
    checked: list[bool] = []

    def somebody_is_quicker(execute: Callable[..., object], sql: str, *more: object) -> object:
        """Between the look whether the page is open and the one that lets somebody in."""
        if not checked and 'FROM "members_invitation"' in sql:
            checked.append(True)
            answer = execute(sql, *more)
            invitation.use(by=quick)
            return answer
        return execute(sql, *more)

    form = {"name": "Late", "email": address, "guidelines": "on", "invitation": invitation.code}
    with connection.execute_wrapper(somebody_is_quicker):
        answer = Client().post("/join/", form)
    assert answer.status_code == 422 and "has just been used" in answer.text and 'value="Late"' in answer.text
    assert Member.objects.count() + 2 == before and known.handle


def test_asking_to_join_is_answered_alike_every_time(
    client: Client, mia: Member, ben: Member, letters: Letters
) -> None:
    by_application(mia)
    assert client.get("/join/").url == "/join/apply/"  # type: ignore[attr-defined]
    form = {"name": "Ana", "email": "Ana@example.org", "answer": "I row."}
    answers = [
        client.post("/join/apply/", {**form, "email": email})
        for email in ("Ana@example.org", "ana@example.org", "ben@example.org")
    ]
    assert len({(a.status_code, a.content) for a in answers}) == 1
    assert Application.objects.filter(email="ana@example.org").count() == 1
    assert client.post("/join/apply/", {"name": "Ana"}).status_code == 422
    assert not letters()


def test_a_yes_brings_an_invitation_and_a_no_brings_nothing(as_: As, mia: Member, letters: Letters) -> None:
    by_application(mia)
    yes = Application.objects.create(name="Ana", email="ana@example.org", answer="I row.")
    no = Application.objects.create(name="Bot", email="bot@example.org", answer="Buy.")
    client = as_(mia)
    for _ in range(2):
        client.post(f"/manage/applications/{yes.pk}/accept/")
        client.post(f"/manage/applications/{no.pk}/decline/")
    client.post(f"/manage/applications/{yes.pk}/decline/")
    assert [letter.to for letter in letters()] == [["ana@example.org"]]
    code = Invitation.objects.get().code
    assert Client().get(f"/join/?invitation={code}").status_code == 200
    yes.refresh_from_db()
    assert yes.invitation and b"Accepted" in client.get("/manage/applications/").content


def test_there_is_nothing_to_apply_for_where_everyone_may_join(client: Client) -> None:
    assert client.get("/join/apply/").url == "/join/"  # type: ignore[attr-defined]
