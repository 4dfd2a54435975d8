"""Who may not be reached: by a group made of a talk, by many at once, by lines without end, from a tab left open."""

from typing import Any

import pytest
from django.urls import reverse

from community.following.models import Silence
from members.messages.models import Message, Talk, TalkSeat
from members.messages.pace import BEGUN_A_DAY_NEW, TOLD_AN_HOUR
from members.messages.submitting import company_of, submit_first, submit_people
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from tests.factories import a_member
from tests.members.messages.conftest import accept


@pytest.mark.parametrize("how", ["waits", "declined", "blocked", "blocked later"])
def test_nobody_is_pulled_into_a_group_by_whom_they_did_not_want(as_: Any, ben: Member, how: str) -> None:
    ana, friend = a_member("Ana"), a_member("Theo")
    talk = submit_first([ana], by=ben, source="Hello there").talk
    seat = TalkSeat.objects.select_related("talk", "member").get(talk=talk, member=ana)
    if how == "declined":
        seat.decline(by=ana)
    if how == "blocked later":
        seat.accept(by=ana)
    if how.startswith("blocked"):
        Silence.objects.create(member=ana, other=ben, blocked=True)
    answer = as_(ben).post(reverse("messages_add", args=[talk.pk]), {"people": friend.handle})
    assert answer.status_code == 403
    words = "takes no messages" if how.startswith("blocked") else "waits until Ana has seen it"
    assert words in answer.text and friend.handle in answer.text
    assert not Talk.objects.filter(pair="").exists()


def test_a_group_is_no_way_around_the_strangers_of_a_day(nia: Member, ben: Member, mo: Member) -> None:
    many = [a_member() for _ in range(BEGUN_A_DAY_NEW + 1)]
    with pytest.raises(NotNow, match="You can write to 3 people a day"):
        submit_first(many, by=nia, source="All of you")
    group = submit_first(many[:2], by=nia, source="Two of you").talk
    with pytest.raises(NotNow, match="3 people a day"):
        submit_people(company_of(group, nia), [a_member(), a_member()], by=nia)
    submit_people(company_of(group, nia), [mo], by=nia)
    with pytest.raises(NotNow, match="3 people a day"):
        submit_first([a_member()], by=nia, source="And you")
    assert TalkSeat.objects.filter(added_by=nia).exclude(member=nia).count() == BEGUN_A_DAY_NEW
    submit_first(many, by=ben, source="Those who are here longer may write to more")
    submit_first([a_member() for _ in range(11)], by=mo, source="And the team to whom it must")


def test_whoever_said_yes_is_no_stranger(nia: Member) -> None:
    people = [a_member() for _ in range(BEGUN_A_DAY_NEW - 1)]
    for person in people:
        accept(submit_first([person], by=nia, source=f"Hello {person.name}").talk, person)
    submit_first([*people, a_member(), a_member()], by=nia, source="Shall we row on Sunday?")


def test_names_of_a_group_come_to_an_end(as_: Any, group: Talk, ben: Member) -> None:
    client, address = as_(ben), reverse("messages_rename", args=[group.pk])
    for number in range(TOLD_AN_HOUR):
        assert client.post(address, {"name": f"Kitchen {number}"}).status_code == 302
    answer = client.post(address, {"name": "One name too many"})
    assert answer.status_code == 429 and "One name too many" in answer.text
    added = client.post(reverse("messages_add", args=[group.pk]), {"people": a_member("Theo").handle})
    assert added.status_code == 429 and "theo" in added.text
    assert Message.objects.filter(talk=group).exclude(told="").count() == TOLD_AN_HOUR


def test_who_left_in_another_tab_adds_nobody_any_more(group: Talk, ben: Member) -> None:
    before = company_of(group, ben)
    before.seat.leave(by=ben)
    with pytest.raises(TalkSeat.DoesNotExist):
        submit_people(before, [a_member()], by=ben)
    assert group.seats.count() == 3
