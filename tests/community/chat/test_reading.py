"""Reading a room: pages by line, what is new, how far somebody has read, and in how many questions."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom, ChatSeat
from community.chat.opening import open_room
from community.chat.reading import hear, read_to, rooms_of
from community.chat.showing import PAGE
from community.following.models import Silence
from members.profiles.models import Member
from tests.factories import a_member
from tests.house.test_query_budgets import queries, within


def fill(room: ChatRoom, by: Member, number: int) -> list[int]:
    rows = [ChatLine(room=room, author=by, source=f"Line {n}.", html=f"<p>Line {n}.</p>") for n in range(1, number + 1)]
    return [line.pk for line in ChatLine.objects.bulk_create(rows)]


def fresh(viewer: Any, room: ChatRoom) -> int:
    return int(rooms_of(viewer, room.space_id).get(pk=room.pk).fresh)


def test_a_page_shows_the_newest_lines_and_leads_to_older_and_newer_ones(
    as_: Any, room: ChatRoom, ben: Member, visitor: AnonymousUser
) -> None:
    ids = fill(room, ben, PAGE * 2 + 5)
    reader, address = as_(visitor), room.get_absolute_url()
    page = reader.get(address).content.decode()
    assert f"Line {PAGE * 2 + 5}." in page
    assert "Line 65." not in page
    assert f"?before={ids[-PAGE]}" in page
    older = reader.get(address, {"before": ids[-PAGE]}).content.decode()
    assert "Line 65." in older
    assert "Line 66." not in older
    assert f"?after={ids[-PAGE - 1]}" in older
    newer = reader.get(address, {"after": ids[-PAGE - 1]}).content.decode()
    assert "Line 66." in newer
    assert "Line 65." not in newer
    first = reader.get(address, {"before": ids[5]}).content.decode()
    assert "Here it began." in first


def test_a_line_has_an_address_that_opens_around_it(as_: Any, room: ChatRoom, ben: Member) -> None:
    ids = fill(room, ben, PAGE * 2)
    line = reverse("chat_line", args=[room.space.slug, room.pk, ids[50]])
    response = as_(ben).get(line, follow=True)
    page = response.content.decode()
    assert response.redirect_chain[0][0].endswith(f"?at={ids[50]}#m-{ids[50]}")
    assert "is-target" in page
    assert "Line 40." in page
    assert "Line 60." in page


@pytest.mark.parametrize("query", ["before=x", "after=-1", "at=99999999999999999999", "before=1%00"])
def test_an_address_that_makes_no_sense_is_not_found(as_: Any, room: ChatRoom, ben: Member, query: str) -> None:
    assert as_(ben).get(f"{room.get_absolute_url()}?{query}").status_code == 404


def test_days_are_parted_and_lines_of_one_person_stand_under_one_name(
    as_: Any, room: ChatRoom, ben: Member, nia: Member
) -> None:
    ids = fill(room, ben, 3)
    ChatLine.objects.filter(pk=ids[0]).update(created_at=timezone.now() - timedelta(days=1))
    page = as_(nia).get(room.get_absolute_url()).content.decode()
    assert page.index("Yesterday") < page.index("Line 1.") < page.index("Today") < page.index("Line 2.")
    assert page.count('class="line is-first"') == 2


def test_what_came_since_a_line_comes_as_a_fragment_each_once(as_: Any, room: ChatRoom, ben: Member) -> None:
    ids = fill(room, ben, 5)
    address = reverse("chat_since", args=[room.space.slug, room.pk, ids[2]])
    page = as_(ben).get(address).content.decode()
    assert "<html" not in page
    assert [f"Line {n}." in page for n in range(1, 6)] == [False, False, False, True, True]
    one = reverse("chat_line", args=[room.space.slug, room.pk, ids[1]])
    fragment = as_(ben).get(one, headers={"HX-Request": "true"}).content.decode()
    assert "Line 2." in fragment
    assert "Line 1." not in fragment


def test_lines_of_a_muted_member_fold(as_: Any, room: ChatRoom, ben: Member, nia: Member) -> None:
    fill(room, ben, 1)
    Silence.objects.create(member=nia, other=ben)
    assert "Line by somebody you muted" in as_(nia).get(room.get_absolute_url()).content.decode()
    assert fresh(nia, room) == 0


def test_a_held_line_is_seen_by_its_author_and_the_team_alone(
    as_: Any, room: ChatRoom, ben: Member, nia: Member, mo: Member
) -> None:
    ids = fill(room, ben, 1)
    ChatLine.objects.filter(pk=ids[0]).update(held_at=timezone.now())
    seen = {
        member.name: "Line 1." in as_(member).get(room.get_absolute_url()).content.decode() for member in (ben, nia, mo)
    }
    assert seen == {"Ben": True, "Nia": False, "Mo": True}
    assert fresh(nia, room) == 0


# --- what is new ---------------------------------------------------------------------------------------------------


def test_new_are_the_lines_of_others_after_the_last_one_read(room: ChatRoom, ben: Member, nia: Member) -> None:
    ids = fill(room, ben, 5)
    assert (fresh(nia, room), fresh(ben, room)) == (5, 0)
    read_to(nia, room, ids[2])
    assert fresh(nia, room) == 2
    read_to(nia, room, ids[0])
    assert fresh(nia, room) == 2
    ChatLine.objects.get(pk=ids[4]).delete_softly(by=ben)
    assert fresh(nia, room) == 1
    hear(nia, room, "nothing")
    assert fresh(nia, room) == 0


def test_what_was_said_before_one_signed_up_is_not_new(room: ChatRoom, ben: Member) -> None:
    fill(room, ben, 3)
    assert fresh(a_member(joined_at=timezone.now() + timedelta(minutes=1)), room) == 0


def test_reading_is_told_by_a_form_and_never_goes_backwards(as_: Any, room: ChatRoom, ben: Member, nia: Member) -> None:
    ids = fill(room, ben, 3)
    address = reverse("chat_read", args=[room.space.slug, room.pk])
    assert as_(nia).post(address, {"line": ids[1]}).status_code == 302
    assert as_(nia).post(address, {"line": ids[0]}, headers={"HX-Request": "true"}).status_code == 204
    assert as_(nia).post(address, {"line": "x"}).status_code == 404
    assert ChatSeat.objects.get(member=nia).last_line == ids[1]
    page = as_(nia).get(room.get_absolute_url()).content.decode()
    assert page.index("Line 2.") < page.index('id="unread"') < page.index("Line 3.")


# --- in how many questions -----------------------------------------------------------------------------------------


def test_a_room_asks_the_same_for_5_lines_and_for_60_of_many_people(
    as_: Any, room: ChatRoom, ben: Member, nia: Member, mo: Member, visitor: AnonymousUser
) -> None:
    read_to(nia, room, fill(room, ben, 5)[1])
    few = [len(queries(as_(reader), room.get_absolute_url())) for reader in (nia, mo, visitor)]
    for author in [a_member() for _ in range(8)]:
        fill(room, author, 7)
    many = [queries(as_(reader), room.get_absolute_url()) for reader in (nia, mo, visitor)]
    within(many[0], 11)  # what is left of a first day, and whether its limits are lifted
    within(many[1], 10)
    within(many[2], 8)
    assert [len(asked) for asked in many] == few
    within(queries(as_(nia), reverse("chat_since", args=[room.space.slug, room.pk, 1])), 6)


def test_the_rooms_of_a_space_and_its_tab_ask_the_same_for_one_room_and_for_ten(
    as_: Any, room: ChatRoom, ben: Member, nia: Member, mo: Member
) -> None:
    fill(room, ben, 3)
    paths = [reverse("chat", args=[room.space.slug]), room.space.get_absolute_url()]
    few = [len(queries(as_(nia), path)) for path in paths]
    for number in range(9):
        fill(open_room(room.space, by=mo, subject=f"Room {number}"), ben, 3)
    many = [queries(as_(nia), path) for path in paths]
    for asked in many:
        within(asked, 10)
    assert [len(asked) for asked in many] == few
    assert '<span class="count">30</span>' in as_(nia).get(paths[1]).content.decode()
