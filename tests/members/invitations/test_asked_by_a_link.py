"""A link that leads to an application: who brought somebody stays known until they are in, and nobody else gets it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from members.installation.models import Installation
from members.invitations.models import Application
from members.invitations.referrals import Doubt, Referral, ReferralLink
from members.profiles.models import Member

As = Callable[[object], Client]
pytestmark = pytest.mark.django_db
ASKED = {"name": "Ana", "email": "ana@example.org", "answer": "I row."}
JOINED = {"name": "Ana", "email": "ana@example.org", "guidelines": "on"}


@pytest.fixture(autouse=True)
def by_application(mia: Member) -> None:
    """The team decides who joins."""
    Installation.current().admit("application", by=mia)
    cache.clear()


def let_in(mia: Member) -> Member:
    """The manager says yes, and Ana joins."""
    invitation = Application.objects.get().accept(by=mia)
    assert invitation is not None
    assert Client().post("/join/", JOINED | {"invitation": invitation.code}).status_code == 302
    return Member.objects.get_queryset().get(email="ana@example.org")


def test_the_link_is_kept_through_asking_and_a_wrong_form(client: Client, as_: As, ben: Member, mia: Member) -> None:
    link = ReferralLink.renew(by=ben)
    answer = client.get(f"/join/?from={link.code}")
    assert answer.status_code == 302 and answer["Location"] == f"/join/apply/?from={link.code}"
    assert f'value="{link.code}"' in client.get(answer["Location"]).content.decode()
    wrong = client.post("/join/apply/", ASKED | {"email": "x", "from": link.code})
    assert wrong.status_code == 422 and link.code in wrong.content.decode() and "I row." in wrong.content.decode()
    assert client.post("/join/apply/", ASKED | {"from": link.code}).status_code == 200
    assert "by a link of" in as_(mia).get("/manage/applications/").content.decode()
    ana = let_in(mia)
    assert ana.referral.referrer == ben and ana.referral.by_link and not ana.referral.doubt


def test_who_asked_without_a_link_was_brought_by_nobody(ben: Member, mia: Member) -> None:
    ended = ReferralLink.renew(by=ben)
    ended.end(by=ben)
    Client().post("/join/apply/", ASKED | {"from": ended.code})
    assert Application.objects.get().referrer is None
    let_in(mia)
    assert not Referral.objects.exists(), "nor by the manager who said yes"


def test_one_s_own_second_account_is_in_doubt_by_this_way_too(ben: Member, mia: Member) -> None:
    Member.objects.get_queryset().filter(pk=ben.pk).update(email="a.na+two@example.org")
    Client().post("/join/apply/", ASKED | {"from": ReferralLink.renew(by=ben).code})
    assert let_in(mia).referral.doubt == Doubt.ADDRESS


def test_what_was_typed_is_shown_again_when_it_was_too_often() -> None:
    client = Client()
    answers = [client.post("/join/apply/", ASKED | {"email": f"m{n}@example.org"}) for n in range(6)]
    assert answers[-1].status_code == 429 and "I row." in answers[-1].content.decode()
