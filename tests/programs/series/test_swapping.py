"""Swapping turns: a turn for a turn, both at once or neither; whoever may not, and what has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.series.hosting import Offer, change_rota, fill_turns, offer, set_host, set_rota, take_over, withdraw
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.swapping import accept_swap, decline_swap, edition, offer_swap
from tests.factories import a_group, a_member
from tests.moderation.racing import at_once
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(mia: Member, ben: Member, nia: Member, space: Space) -> Program:
    """Weekly; ben hosts the first date and the third, nia the second and the fourth."""
    found = a_program(mia, space=space, begins=timezone.localdate() + timedelta(days=5))
    set_rota(found, [ben, nia], by=mia)
    return found


@pytest.fixture
def two(program: Program) -> tuple[Occurrence, Occurrence]:
    """The first date, which is ben's, and the second, which is nia's."""
    first, second = program.occurrences.order_by("day")[:2]
    return first, second


def hosts(*turns: Occurrence) -> list[int | None]:
    """Who hosts these now."""
    return [Occurrence.objects.get(pk=one.pk).host_id for one in turns]


def accept(turn: Occurrence, by: Member) -> None:
    """Say yes to what is offered now."""
    accept_swap(turn, read_as=edition(Offer.objects.filter(occurrence=turn).latest("pk")), by=by)


def told(member: Member) -> list[str]:
    """What somebody was told, in order."""
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


def test_who_does_not_host_sees_and_swaps_nothing(client: Client, two: Any, mo: Member, ben: Member) -> None:
    offer_swap(*two, by=ben)
    client.force_login(mo)
    assert client.get(reverse("hosting_swap", args=[two[0].pk])).status_code == 404
    for name in ("hosting_swap", "hosting_swap_accept", "hosting_swap_decline"):
        assert client.post(reverse(name, args=[two[0].pk]), {"turn": two[1].pk}).status_code == 404
    assert hosts(*two) == [ben.pk, two[1].host_id]


def test_an_offer_to_one_is_nobody_elses(two: Any, program: Program, mia: Member, ben: Member) -> None:
    third = a_member("Third")
    change_rota(program, "add", third.pk, by=mia)
    set_host(two[0], ben, by=mia)
    set_host(two[1], Member.objects.get(handle="nia"), by=mia)
    offer_swap(*two, by=ben)
    for act in (
        lambda: accept(two[0], third),
        lambda: take_over(two[0], by=third),
        lambda: decline_swap(two[0], by=third),
    ):
        with pytest.raises(NotNow):
            act()
    assert hosts(two[0]) == [ben.pk]


def test_a_turn_is_offered_for_a_turn_and_both_change_hands(
    client: Client, two: Any, ben: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    client.force_login(ben)
    page = client.get(reverse("hosting_swap", args=[two[0].pk]))
    assert page.status_code == 200 and "For which turn" in page.text
    url, said = reverse("hosting_swap", args=[two[0].pk]), {"turn": two[1].pk}
    preview = client.post(url, {**said, "do": "preview"})
    assert "What nia will read".lower() in preview.text.lower() and not Offer.objects.exists()
    for _twice in range(2):
        assert client.post(url, said).status_code == 302
    delivered()
    assert Offer.objects.count() == 1 and hosts(*two) == [ben.pk, nia.pk]
    assert told(nia) == ["occurrence_swap"]
    assert MailItem.objects.filter(member=nia, kind="occurrence_swap").count() == 1
    client.force_login(nia)
    assert "In return: yours on" in client.get("/inbox/").text
    turns = client.get("/hosting/").text
    assert "You would host" in turns and "would host for you" in turns
    read_as = edition(Offer.objects.get())
    answer = client.post(reverse("hosting_swap_accept", args=[two[0].pk]), {"edition": read_as}, follow=True)
    assert "Both turns have changed hands" in answer.text
    delivered()
    assert hosts(*two) == [nia.pk, ben.pk]
    assert told(ben) == ["occurrence_swapped"]
    assert Notification.objects.get(member=ben).subjects == [two[1].pk]
    assert "already" in client.post(
        reverse("hosting_swap_accept", args=[two[0].pk]), {"edition": read_as}, follow=True
    ).text  # fmt: skip
    assert hosts(*two) == [nia.pk, ben.pk]


def test_a_swap_is_declined_and_the_turn_can_be_offered_again(
    client: Client, two: Any, ben: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    offer_swap(*two, by=ben)
    delivered()
    client.force_login(nia)
    client.post(reverse("hosting_swap_decline", args=[two[0].pk]))
    delivered()
    assert hosts(*two) == [ben.pk, nia.pk]
    assert told(ben) == ["occurrence_kept"] and told(nia) == []
    with pytest.raises(NotNow, match="You kept your turn"):
        accept(two[0], nia)
    offer(two[0], by=ben)
    assert Offer.objects.open().to_all().get().by == ben


def test_what_is_withdrawn_cannot_be_accepted(two: Any, ben: Member, nia: Member, delivered: Callable[[], int]) -> None:
    offer_swap(*two, by=ben)
    delivered()
    withdraw(two[0], by=ben)
    delivered()
    assert told(nia) == []
    for act in (lambda: accept(two[0], nia), lambda: decline_swap(two[0], by=nia)):
        with pytest.raises(NotNow, match="not offered any more"):
            act()
    assert hosts(*two) == [ben.pk, nia.pk]


def test_one_turn_is_offered_once_at_a_time(two: Any, ben: Member) -> None:
    offer(two[0], by=ben)
    with pytest.raises(NotNow, match="Take that back first"):
        offer_swap(*two, by=ben)
    withdraw(two[0], by=ben)
    offer_swap(*two, by=ben)
    with pytest.raises(NotNow, match="Take that back first"):
        offer(two[0], by=ben)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("how", ["began", "its time came", "called off"])
def test_a_turn_that_began_meanwhile_is_not_swapped(
    two: Any, mia: Member, ben: Member, nia: Member, which: int, how: str
) -> None:
    offer_swap(*two, by=ben)
    one = Occurrence.objects.filter(pk=two[which].pk)
    if how == "began":
        one.update(opened_at=timezone.now())
    elif how == "its time came":
        one.update(starts_at=timezone.now() - timedelta(minutes=1))
    else:
        one.get().call_off(by=mia)
        Offer.objects.update(withdrawn_at=None)
    offered = Offer.objects.get()
    with pytest.raises(NotNow, match="begun or does not take place"):
        accept_swap(two[0], read_as=edition(offered), by=nia)
    assert hosts(*two) == [ben.pk, nia.pk]


def test_what_moved_meanwhile_is_looked_at_again(two: Any, mia: Member, ben: Member, nia: Member) -> None:
    read_as = edition(offer_swap(*two, by=ben))
    two[1].move(two[1].starts_at + timedelta(hours=1), by=mia)
    with pytest.raises(NotNow, match="Look at it again"):
        accept_swap(two[0], read_as=read_as, by=nia)
    accept(two[0], nia)
    assert hosts(*two) == [nia.pk, ben.pk]


def test_who_is_out_of_the_rota_neither_gets_nor_accepts(
    two: Any, program: Program, mia: Member, ben: Member, nia: Member
) -> None:
    offer_swap(*two, by=ben)
    set_host(two[1], nia, by=mia)
    Offer.objects.update(withdrawn_at=None)
    change_rota(program, "remove", nia.pk, by=mia)
    with pytest.raises(NotNow, match="not host this"):
        accept(two[0], nia)
    Offer.objects.all().delete()
    with pytest.raises(NotNow, match="does not host this"):
        offer_swap(*two, by=ben)


@pytest.mark.parametrize("what", ["silenced_until", "suspended_until"])
def test_who_may_not_write_is_offered_nothing_and_gets_nothing(two: Any, ben: Member, nia: Member, what: str) -> None:
    later = timezone.now() + timedelta(days=1)
    offer_swap(*two, by=ben)
    Member.objects.filter(pk=ben.pk).update(**{what: later})
    with pytest.raises(NotNow, match="cannot host at the moment"):
        accept(two[0], nia)
    Offer.objects.all().delete()
    Member.objects.update(**{what: None})
    Member.objects.filter(pk=nia.pk).update(**{what: later})
    with pytest.raises(NotNow, match="cannot host at the moment"):
        offer_swap(*two, by=ben)
    assert hosts(*two) == [ben.pk, nia.pk]


@pytest.mark.parametrize("what", ["silenced_until", "suspended_until"])
def test_who_may_not_write_presses_in_vain(client: Client, two: Any, ben: Member, nia: Member, what: str) -> None:
    read_as = edition(offer_swap(*two, by=ben))
    client.force_login(nia)
    Member.objects.filter(pk=nia.pk).update(**{what: timezone.now() + timedelta(days=1)})
    client.post(reverse("hosting_swap_accept", args=[two[0].pk]), {"edition": read_as})
    client.post(reverse("hosting_swap_decline", args=[two[0].pk]))
    assert hosts(*two) == [ben.pk, nia.pk]
    assert Offer.objects.open().count() == 1


def test_who_sees_the_space_no_more_gets_nothing(two: Any, program: Program, ben: Member, nia: Member) -> None:
    offer_swap(*two, by=ben)
    group = a_group()
    group.members.add(nia)
    Space.objects.filter(pk=program.space_id or 0).update(visibility="private", group=group)
    with pytest.raises(NotNow, match="cannot host at the moment"):
        accept(two[0], nia)


@pytest.mark.parametrize("turn", ["", "999999", "x"])
def test_a_turn_that_is_none_is_said_and_nothing_is_offered(client: Client, two: Any, ben: Member, turn: str) -> None:
    client.force_login(ben)
    assert client.post(reverse("hosting_swap", args=[two[0].pk]), {"turn": turn}).status_code == 422
    assert not Offer.objects.exists()


def test_what_was_asked_for_a_turn_that_is_swapped_is_settled(
    two: Any, program: Program, ben: Member, nia: Member
) -> None:
    third = program.occurrences.order_by("day")[2]
    offer_swap(third, two[1], by=ben)
    offer_swap(*two, by=ben)
    offer(two[1], by=nia)
    accept(two[0], nia)
    assert not Offer.objects.open().exists()
    with pytest.raises(NotNow, match="not offered any more"):
        accept(third, nia)


def test_dates_that_come_near_are_given_in_turn_and_nobody_loses_one(
    program: Program, mia: Member, ben: Member, nia: Member
) -> None:
    rows = list(program.occurrences.order_by("day")[:14])
    rows[1].call_off(by=mia)
    before = hosts(*rows[:12])
    Occurrence.objects.filter(pk=rows[0].pk).update(opened_at=timezone.now(), starts_at=timezone.now())
    fill_turns(program)
    assert hosts(*rows[:12]) == before
    assert hosts(*rows[12:]) == [ben.pk, nia.pk]


@pytest.mark.django_db(transaction=True)
def test_two_accepts_at_once_and_a_rota_that_is_set_meanwhile(
    two: Any, program: Program, mia: Member, ben: Member, nia: Member
) -> None:
    read_as = edition(offer_swap(*two, by=ben))
    answers = at_once(*[lambda: accept_swap(two[0], read_as=read_as, by=nia)] * 3)
    assert sum(isinstance(one, NotNow) for one in answers) == 2
    assert hosts(*two) == [nia.pk, ben.pk]


@pytest.mark.django_db(transaction=True)
def test_two_who_offer_each_other_the_same_swap_swap_once(two: Any, ben: Member, nia: Member) -> None:
    first, second = edition(offer_swap(*two, by=ben)), edition(offer_swap(two[1], two[0], by=nia))
    answers = at_once(
        lambda: accept_swap(two[0], read_as=first, by=nia), lambda: accept_swap(two[1], read_as=second, by=ben)
    )
    assert sum(isinstance(one, NotNow) for one in answers) == 1
    assert hosts(*two) == [nia.pk, ben.pk]
