"""Who brought whom: kept through signing up, counted once, and not for one's own second account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from members.activity.models import Activity
from members.invitations.doubting import alike
from members.invitations.referrals import MOST_COUNTED, Doubt, Referral, ReferralLink, look_at_referrals
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread

As = Callable[[object], Client]
pytestmark = pytest.mark.django_db
FORM = {"name": "Ana", "email": "ana@example.org", "guidelines": "on"}


def brought(by: Member, *, days: int = 8, seen: int | None = 7, **fields: object) -> Referral:
    """Somebody whom `by` brought so many days ago, and who was last here so many days after that."""
    came = timezone.now() - timedelta(days=days, hours=2)
    member = a_member(last_seen_at=None if seen is None else came + timedelta(days=seen, hours=1))
    return Referral.objects.create(member=member, referrer=by, came_at=came, **fields)


def test_a_link_that_does_not_work_looks_like_none(as_: As, ben: Member, nia: Member) -> None:
    old = ReferralLink.renew(by=ben).code
    ReferralLink.renew(by=ben)
    ended = ReferralLink.renew(by=nia)
    ended.end(by=nia)
    silenced = ReferralLink.renew(by=a_member("Sil", silenced_until=timezone.now() + timedelta(days=2)))
    pages = [Client().get(f"/from/{code}/") for code in (old, ended.code, silenced.code, "never-was", "\u00e4")]
    assert {page.status_code for page in pages} == {404} and len({page.content for page in pages}) == 1
    assert b"Ben" in Client().get(ReferralLink.objects.get(member=ben).get_absolute_url()).content
    assert [Client().get(f"/from/guess-{n}/").status_code for n in range(20)][-1] == 429


def test_who_comes_by_a_link_is_kept_before_the_address_is_proven(client: Client, ben: Member, as_: As) -> None:
    link = ReferralLink.renew(by=ben)
    page = client.get(link.get_absolute_url())
    assert f"from={link.code}" in page.content.decode()
    assert link.code in client.get(f"/join/?from={link.code}").content.decode()
    assert client.post("/join/", FORM | {"from": link.code}).status_code == 302
    ana = Member.objects.get(email="ana@example.org")
    assert ana.referral.referrer == ben and ana.referral.by_link and not ana.referral.doubt
    assert b"Ana" not in as_(ben).get("/settings/invite/").content, "until the address is proven"
    ana.join()
    Member.objects.filter(pk=ana.pk).update(confirmed_at=timezone.now())
    assert b"Ana" in as_(ben).get("/settings/invite/").content


def test_others_are_not_told_who_brought_whom(as_: As, ben: Member, nia: Member, mo: Member, mia: Member) -> None:
    referral = brought(ben)
    Member.objects.filter(pk=referral.member_id).update(name="Somebody brought")
    assert b"Somebody brought" not in as_(nia).get("/settings/invite/").content
    assert as_(mo).get("/manage/invitations/referrals/").status_code == 403
    assert b"Somebody brought" in as_(mia).get("/manage/invitations/referrals/").content
    assert Client().get("/settings/invite/").status_code == 302
    silenced = a_member("Sil", silenced_until=timezone.now() + timedelta(days=2))
    as_(silenced).post("/settings/invite/new/")
    assert not ReferralLink.objects.exists()
    as_(nia).post("/settings/invite/new/")
    as_(nia).post("/settings/invite/end/")
    assert not ReferralLink.objects.filter(ended_at=None).exists()


def test_one_s_own_second_account_does_not_count(ben: Member) -> None:
    link = ReferralLink.renew(by=ben)
    Client().post("/join/", FORM | {"email": "b.en+two@example.org", "from": link.code})
    assert Referral.objects.get().doubt == Doubt.ADDRESS
    Referral.objects.all().delete()
    UserSession.objects.create(user=ben, ip="127.0.0.1", session_key="x" * 40, last_seen_at=timezone.now())
    Client().post("/join/", FORM | {"from": link.code})
    assert Referral.objects.get().doubt == Doubt.NETWORK
    assert alike("A.na+b@Example.org") == alike("ana@example.org") != alike("ana@example.com")


def test_who_signed_out_before_joining_once_more_does_not_count_either(ben: Member) -> None:
    ours, theirs = brought(ben), brought(ben)
    for person, ip in ((ben, "203.0.113.7"), (ours.member, "203.0.113.7"), (theirs.member, "198.51.100.9")):
        UserSession.objects.create(user=person, ip=ip, session_key=f"{person.pk:040}", last_seen_at=timezone.now())
        a_post(a_thread(), by=person)
    assert look_at_referrals() == 1
    assert Referral.objects.get(pk=ours.pk).doubt == Doubt.NETWORK
    assert list(Referral.objects.counted()) == [theirs]


def test_one_counts_who_wrote_and_came_back_in_the_second_week_and_once(ben: Member) -> None:
    cases = {
        "counts": brought(ben),
        "has not written": brought(ben),
        "came back on day 3": brought(ben, seen=3),
        "never came back": brought(ben, seen=None),
        "is in the first week": brought(ben, days=5, seen=5),
        "came back in week 3": brought(ben, days=14, seen=14),
        "came back on the last day": brought(ben, days=14, seen=13),
        "is in doubt": brought(ben, doubt=Doubt.NETWORK),
    }
    for name, referral in cases.items():
        if name != "has not written":
            a_thread(by=referral.member)
    assert [look_at_referrals() for _ in range(2)] == [2, 0]
    counted = {name for name, one in cases.items() if Referral.objects.counted().filter(pk=one.pk).exists()}
    assert counted == {"counts", "came back on the last day"}
    assert Activity.objects.filter(verb="referral.activated").count() == 2
    a_thread(by=cases["has not written"].member)
    assert look_at_referrals() == 1, "writing may come after coming back"


def test_no_more_than_so_many_of_one_member_count(ben: Member) -> None:
    now = timezone.now()
    for _ in range(MOST_COUNTED):
        brought(ben, contributed_at=now, returned_at=now, activated_at=now)
    last = brought(ben, contributed_at=now, returned_at=now)
    assert look_at_referrals() == 0
    last.refresh_from_db()
    assert last.doubt == Doubt.MANY


def test_the_inviter_hears_of_the_first_answer_once(
    as_: As, ben: Member, mo: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    Referral.objects.create(member=nia, referrer=ben)
    thread = a_thread(by=nia, title="Which boat for a beginner")
    a_post(thread, by=nia)
    delivered()
    delivered()
    assert "first answer" not in as_(ben).get("/inbox/").content.decode(), "her own reply is none"
    a_post(thread, by=mo)
    a_post(thread, by=mo)
    for _ in range(3):
        delivered()
    page = as_(ben).get("/inbox/").content.decode()
    assert page.count("Nia got a first answer") == 1 and "Which boat" not in page
    assert "first answer" not in as_(mo).get("/inbox/").content.decode()
    assert Activity.objects.filter(verb="referral.answered").count() == 1
