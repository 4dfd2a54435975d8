"""Founding groups: invited together, each with one letter, and seen on their way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.utils import timezone

from members.groups.models import Group
from members.invitations.addresses import read_addresses
from members.invitations.batches import InvitationBatch, invite_batch
from members.invitations.models import Invitation, invite
from members.letters.models import AccountLetter
from members.profiles.models import Member
from tests.factories import a_member

As = Callable[[object], Client]
Letters = Callable[[], list[EmailMultiAlternatives]]
pytestmark = pytest.mark.django_db
FORM = {"name": "Founders", "addresses": "Ana <ana@example.org>, BEA@example.org\nana@example.org", "days": "14"}


def a_batch(by: Member, *addresses: str, group: Group | None = None, question: str = "") -> InvitationBatch:
    """A founding group."""
    return invite_batch(addresses, by=by, name="Founders", note="", landing="", question=question, days=7, group=group)


def test_only_managers_invite_founding_groups(as_: As, mo: Member, ben: Member, mia: Member) -> None:
    batch = a_batch(mia, "ana@example.org")
    one = Invitation.objects.get()
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=1))
    root = "/manage/invitations/founding/"
    for viewer in (mo, ben):
        client = as_(viewer)
        for page in (root, f"{root}new/", f"{root}{batch.pk}/", "/manage/invitations/referrals/"):
            assert client.get(page).status_code == 403
        acts = (f"{root}invite/", f"{root}{batch.pk}/add/", f"{root}{batch.pk}/remind/")
        for act in (*acts, f"/manage/invitations/{one.pk}/again/"):
            assert client.post(act, FORM).status_code == 403
    assert Invitation.objects.count() == 1 and AccountLetter.objects.count() == 1


def test_each_address_gets_one_letter_and_those_invited_already_none(as_: As, mia: Member, letters: Letters) -> None:
    client = as_(mia)
    file = SimpleUploadedFile("more.csv", b"name,mail\nCid,cid@example.org\nBea,bea@example.org\n")
    answer = client.post("/manage/invitations/founding/invite/", FORM | {"file": file, "note": "Come and row."})
    batch = InvitationBatch.objects.get()
    assert answer.status_code == 302 and answer["Location"] == batch.get_absolute_url()
    assert sorted(letter.to[0] for letter in letters()) == ["ana@example.org", "bea@example.org", "cid@example.org"]
    client.post(f"{batch.get_absolute_url()}add/", {"addresses": "ANA@example.org dan@example.org"})
    client.post(f"{batch.get_absolute_url()}remind/")
    assert len(letters()) == 4, "one for dan, none again to others so soon"
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "4 invited" in page and "dan@example.org" in page


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        ("", "Enter at least one address"),
        ("no address here", "Enter at least one address"),
        ("ana@example.org, bea@nowhere", "These are no e-mail addresses: bea@nowhere"),
        (" ".join(f"m{n}@example.org" for n in range(51)), "There are 51 addresses"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(as_: As, mia: Member, addresses: str, said: str) -> None:
    answer = as_(mia).post("/manage/invitations/founding/invite/", FORM | {"addresses": addresses, "question": "Kept"})
    assert answer.status_code == 422 and said in answer.content.decode() and b"Kept" in answer.content
    for file in (b"x" * 70_000, b"\xff\xfe\x00"):
        odd = FORM | {"file": SimpleUploadedFile("a.txt", file)}
        assert as_(mia).post("/manage/invitations/founding/invite/", odd).status_code == 422
    assert not Invitation.objects.exists() and not AccountLetter.objects.exists()


def test_addresses_are_found_among_names() -> None:
    assert read_addresses('"Ana" <ana@example.org>; (bea@example.org).\nANA@example.org') == (
        ["ana@example.org", "bea@example.org"],
        [],
    )


def test_a_letter_is_sent_again_after_a_pause_and_opens_an_expired_invitation(
    as_: As, mia: Member, letters: Letters
) -> None:
    invitation = invite(by=mia, email="ana@example.org")
    again = f"/manage/invitations/{invitation.pk}/again/"
    as_(mia).post(again)
    assert len(letters()) == 1, "a moment ago"
    past = timezone.now() - timedelta(days=20)
    Invitation.objects.update(sent_at=past, expires_at=past + timedelta(days=14))
    for _ in range(2):
        as_(mia).post(again)
    assert len(letters()) == 2
    invitation.refresh_from_db()
    assert invitation.is_open and invitation.letters == 2
    Invitation.objects.update(sent_at=past)
    invitation.withdraw(by=mia)
    invitation.refresh_from_db()
    assert not invitation.send_again(by=mia) and len(letters()) == 2


def test_who_joins_answers_the_question_and_is_in_the_group_at_once(
    client: Client, as_: As, mia: Member, circle: Group
) -> None:
    a_batch(mia, "ana@example.org", group=circle, question="What do you hope for?")
    code = Invitation.objects.get().code
    assert b"What do you hope for?" in client.get(f"/join/?invitation={code}").content
    assert b"What do you hope for?" not in client.get("/join/").content
    form = {"name": "Ana", "email": "ana@example.org", "guidelines": "on", "invitation": code, "expectation": "A boat."}
    assert client.post("/join/", form).status_code == 302
    ana = Member.objects.get(email="ana@example.org")
    assert circle.memberships.filter(member=ana).exists()
    batch = InvitationBatch.objects.get()
    assert b"A boat." in as_(mia).get(batch.get_absolute_url()).content
    assert ana.referral.referrer == mia and not ana.referral.by_link


def test_the_readiness_check_says_what_is_missing(as_: As, mia: Member) -> None:
    a_batch(mia, "ana@example.org")
    page = as_(mia).get("/manage/invitations/founding/").content.decode()
    assert "At least 20 people of the founding group are invited." in page and "1 now" in page
    assert "0 of 6 things" in page
    people = [a_member() for _ in range(20)]
    batch = a_batch(mia, *(f"m{n}@example.org" for n in range(20)))
    for invitation, member in zip(Invitation.objects.filter(batch=batch), people, strict=True):
        invitation.use(by=member)
    page = as_(mia).get("/manage/invitations/founding/").content.decode()
    assert "20 of 21" in page and "2 of 6 things" in page


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_one_letter() -> None:
    mia = a_member("Mia", role="manager")
    invitation = invite(by=mia, email="ana@example.org")
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=1))

    def press(_: int) -> bool:
        try:
            return Invitation.objects.get(pk=invitation.pk).send_again(by=mia)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(press, range(6))) == 1
    assert AccountLetter.objects.count() == 2
