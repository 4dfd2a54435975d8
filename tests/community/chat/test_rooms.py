"""Rooms: who opens them, what they are about, when they rest, and who sees them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.chat.models import ChatRoom
from community.chat.opening import open_room
from community.chat.resting import rest_quiet_rooms
from community.spaces.models import Space, SpaceHost
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_space


def send(client: Any, name: str, room: ChatRoom, **data: str) -> Any:
    return client.post(reverse(name, args=[room.space.slug, room.pk]), data)


def age(room: ChatRoom, days: int) -> None:
    ChatRoom.objects.filter(pk=room.pk).update(active_at=timezone.now() - timedelta(days=days))


# --- opening -------------------------------------------------------------------------------------------------------


def test_members_do_not_open_rooms_unless_the_space_lets_them(
    as_: Any, space: Space, ben: Member, mo: Member, nia: Member, visitor: AnonymousUser
) -> None:
    address = reverse("chat_open", args=[space.slug])
    assert as_(visitor).post(address, {"subject": "Roof repairs"}).status_code == 302
    assert as_(ben).post(address, {"subject": "Roof repairs"}).status_code == 403
    assert not ChatRoom.objects.exists()
    SpaceHost.objects.create(space=space, member=nia)
    for host in (nia, mo):
        assert as_(host).post(address, {"subject": f"Roof repairs of {host.name}"}).status_code == 302
    space.describe(by=mo, who_opens_rooms="members")
    assert as_(ben).post(address, {"subject": "Roof repairs"}).status_code == 302
    assert ChatRoom.objects.count() == 3
    assert Activity.objects.filter(verb="chat.opened").count() == 3


def test_nobody_opens_a_room_where_they_see_nothing_or_in_an_archived_space(
    as_: Any, private_space: Space, space: Space, mo: Member, mia: Member
) -> None:
    assert as_(mo).post(reverse("chat_open", args=[private_space.slug]), {"subject": "Keys"}).status_code == 404
    space.archive(by=mia)
    assert as_(mo).post(reverse("chat_open", args=[space.slug]), {"subject": "Keys"}).status_code == 403
    assert not ChatRoom.objects.exists()


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("", "Say what the room is about."),
        ("ab", "Say a little more"),
        ("x" * 121, "At most 120 characters"),
        ("- ! -", "Use at least 3 letters or digits."),
    ],
)
def test_a_room_is_always_about_something(as_: Any, space: Space, mo: Member, subject: str, sentence: str) -> None:
    response = as_(mo).post(reverse("chat_open", args=[space.slug]), {"subject": subject})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert subject in response.content.decode()
    assert not ChatRoom.objects.exists()


def test_a_room_about_the_same_is_not_opened_twice(space: Space, mo: Member) -> None:
    first = open_room(space, by=mo, subject="Roof repairs")
    assert open_room(space, by=mo, subject="roof REPAIRS") == first
    first.rest(by=mo)
    assert open_room(space, by=mo, subject="Roof repairs") != first


# --- what it is about, and resting -----------------------------------------------------------------------------------


def test_hosts_change_what_a_room_is_about_and_the_log_says_who(
    as_: Any, room: ChatRoom, ben: Member, nia: Member
) -> None:
    assert send(as_(nia), "chat_subject", room, subject="Something else").status_code == 403
    SpaceHost.objects.create(space=room.space, member=ben)
    assert send(as_(ben), "chat_subject", room, subject="").status_code == 422
    assert send(as_(ben), "chat_subject", room, subject="  Sunday's   café ").status_code == 302
    room.refresh_from_db()
    assert room.subject == "Sunday's café"
    told = Activity.objects.get(verb="chat.subject_changed")
    assert (told.actor_id, told.subject_id) == (ben.pk, room.pk)


def test_a_room_without_a_line_for_30_days_rests_once_and_others_do_not(space: Space, mo: Member) -> None:
    quiet, lively = open_room(space, by=mo, subject="Quiet one"), open_room(space, by=mo, subject="Lively one")
    age(quiet, 31)
    age(lively, 29)
    assert [rest_quiet_rooms(), rest_quiet_rooms()] == [1, 0]
    assert list(ChatRoom.objects.exclude(rested_at=None)) == [quiet]
    told = Activity.objects.get(verb="chat.rested")
    assert (told.subject_id, told.actor_id) == (quiet.pk, None)


def test_a_room_at_rest_is_read_by_all_and_woken_by_those_who_may_open_one(
    as_: Any, room: ChatRoom, ben: Member, mo: Member
) -> None:
    room.write(by=ben, source="The last word")
    age(room, 40)
    rest_quiet_rooms()
    page = as_(ben).get(room.get_absolute_url()).content.decode()
    assert "The last word" in page
    assert "At rest" in page
    assert send(as_(ben), "chat_wake", room).status_code == 403
    assert send(as_(mo), "chat_wake", room).status_code == 302
    assert rest_quiet_rooms() == 0
    assert ChatRoom.objects.get().rested_at is None
    assert send(as_(ben), "chat_rest", room).status_code == 403
    assert send(as_(mo), "chat_rest", room).status_code == 302
    assert ChatRoom.objects.get().rested_by == mo


# --- seeing --------------------------------------------------------------------------------------------------------


def test_a_room_is_seen_by_whoever_sees_its_space(
    as_: Any, back_room: ChatRoom, ben: Member, nia: Member, mo: Member, mia: Member, visitor: AnonymousUser
) -> None:
    back_room.write(by=ben, source="Under the mat")
    for outsider in (nia, mo, visitor):
        for name in ("chat_room", "chat_thread"):
            address = reverse(name, args=[back_room.space.slug, back_room.pk])
            assert as_(outsider).get(address).status_code in (302, 404)
        assert as_(outsider).get(reverse("chat", args=[back_room.space.slug])).status_code == 404
    for insider in (ben, mia):
        assert "Under the mat" in as_(insider).get(back_room.get_absolute_url()).content.decode()


def test_a_room_stands_at_the_address_of_its_own_space_only(as_: Any, room: ChatRoom, mo: Member) -> None:
    other = a_space("Elsewhere")
    assert as_(mo).get(reverse("chat_room", args=[other.slug, room.pk])).status_code == 404


def test_the_tab_is_there_where_there_is_something_to_read_or_to_open(
    as_: Any, space: Space, ben: Member, mo: Member, visitor: AnonymousUser
) -> None:
    tab = f'href="{reverse("chat", args=[space.slug])}"'
    page = space.get_absolute_url()
    assert tab not in as_(ben).get(page).content.decode()
    assert tab in as_(mo).get(page).content.decode()
    open_room(space, by=mo, subject="Roof repairs")
    for reader in (ben, visitor):
        assert tab in as_(reader).get(page).content.decode()


def test_the_list_names_the_lively_rooms_first_and_those_at_rest_last(
    as_: Any, space: Space, mo: Member, ben: Member
) -> None:
    rooms = [open_room(space, by=mo, subject=name) for name in ("Asleep room", "Older room", "Newest room")]
    rooms[0].rest(by=mo)
    age(rooms[1], 3)
    page = as_(ben).get(reverse("chat", args=[space.slug])).content.decode()
    assert page.index("Newest room") < page.index("Older room") < page.index("Asleep room")
