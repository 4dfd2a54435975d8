"""A member's row says what all sanctions in force say together, whatever begins and ends in whichever order."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.refusing import NotNow, barred
from members.profiles.restricting import FOR_EVER
from moderation.ledger.models import Entry
from moderation.review.deciding import agree, reverse, undo
from moderation.sanctions.lifting import lift
from moderation.sanctions.models import Sanction
from tests.factories import a_member
from tests.moderation.sanctions.conftest import Decide

pytestmark = pytest.mark.django_db


def until(member: Member) -> datetime | None:
    member.refresh_from_db()
    return member.suspended_until


def days(moment: datetime | None) -> int:
    assert moment is not None
    return round((moment - timezone.now()) / timedelta(days=1))


def test_the_longest_holds_and_taking_one_back_leaves_the_other(decided: Decide, mo: Member, ben: Member) -> None:
    short, long = decided(ben, "suspend", by=mo, days=7), decided(ben, "suspend", by=mo, days=30)
    assert days(until(ben)) == 30
    undo(long, by=mo)
    assert days(until(ben)) == 7
    undo(short, by=mo)
    assert until(ben) is None


def test_the_shorter_one_ends_without_a_trace_on_the_longer(
    decided: Decide, mo: Member, mia: Member, ben: Member
) -> None:
    short, _long = decided(ben, "suspend", by=mo, days=7), decided(ben, "suspend", by=mo, days=30)
    reverse(short, by=mia, why="Not the rule.")
    assert days(until(ben)) == 30


def test_what_no_sanction_set_stays(decided: Decide, mo: Member, eve: Member) -> None:
    before = until(eve)
    long = decided(eve, "suspend", by=mo, days=60)
    assert days(until(eve)) == 60
    undo(long, by=mo)
    assert until(eve) == before
    short = decided(eve, "suspend", by=mo, days=2)
    assert until(eve) == before
    undo(short, by=mo)
    assert until(eve) == before


def test_a_silence_and_a_suspension_do_not_mix(decided: Decide, mo: Member, ben: Member) -> None:
    quiet, out = decided(ben, "silence", by=mo, days=7), decided(ben, "suspend", by=mo, days=3)
    undo(quiet, by=mo)
    ben.refresh_from_db()
    assert ben.silenced_until is None and ben.is_suspended
    undo(out, by=mo)
    ben.refresh_from_db()
    assert not ben.is_suspended


def test_a_ban_is_for_good_and_is_said_so(decided: Decide, mo: Member, mia: Member, ben: Member) -> None:
    ban = agree(decided(ben, "ban", by=mo), by=mia, version="1")
    assert until(ben) == FOR_EVER and ben.is_banned
    assert (said := barred(ben)) and "for good" in said.sentence and "9000" not in said.sentence
    reverse(ban, by=mia, why="Somebody else had the account.", agreed=True)
    assert until(ben) is None


def test_a_moderator_does_not_end_what_a_manager_gave(decided: Decide, mo: Member, mia: Member, ben: Member) -> None:
    decided(ben, "suspend", by=mia, days=7)
    sanction = Sanction.objects.get()
    with pytest.raises(NotNow):
        lift(sanction, by=mo, why="Please.")
    for nobody in (ben, a_member("Nobody"), a_member("Mod", role="moderator", suspended_until=FOR_EVER)):
        with pytest.raises(NotNow):
            lift(sanction, by=nobody, why="Please.")
    assert until(ben) is not None
    assert lift(sanction, by=a_member("Maja", role="manager"), why="It was talked about.")
    assert until(ben) is None and not lift(Sanction.objects.get(), by=mia, why="Twice.")
    entry = Entry.objects.get(act="sanction_lifted")
    assert (entry.member_id, entry.facts) == (ben.pk, {"kind": "suspend"})


def test_the_only_owner_is_not_suspended(decided: Decide, olli: Member) -> None:
    other = a_member("Oda", role="owner")
    out = decided(other, "suspend", by=olli, days=7)
    with pytest.raises(NotNow):
        decided(olli, "suspend", by=Member.objects.get(pk=other.pk), days=7)
    undo(out, by=olli)
    decided(olli, "suspend", by=Member.objects.get(pk=other.pk), days=7)
    olli.refresh_from_db()
    assert olli.is_suspended


def test_every_effect_and_every_return_is_in_the_log(decided: Decide, mo: Member, ben: Member) -> None:
    undo(decided(ben, "silence", by=mo, days=7), by=mo)
    acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["struck", "silenced", "decided", "unsilenced", "strike_withdrawn", "undone"]


def test_who_is_suspended_is_signed_out_everywhere(
    decided: Decide, mo: Member, ben: Member, as_: Callable[..., object]
) -> None:
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session
    from django.test import Client

    client = Client()
    client.force_login(ben)
    key = client.session.session_key
    UserSession.objects.get_or_create(user=ben, session_key=key, defaults={"ip": "127.0.0.1"})
    decided(ben, "suspend", by=mo, days=7)
    assert not Session.objects.filter(session_key=key).exists()
    assert client.get("/settings/profile/").status_code == 302
