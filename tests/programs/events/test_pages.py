"""Pages of events: who sees what, answering, the host's page, words that are refused; counted queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.following.silencing import silence
from community.spaces.models import Space
from members.profiles.models import Member
from programs.events import hosting
from programs.events.answering import answer
from programs.events.models import Attendance, EventDay, EventMessage, url_of
from programs.series.models import Program
from tests.factories import a_member
from tests.house.test_query_budgets import queries, within
from tests.programs.events.held import DAY, HOUR, again, an_event, at

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
LINK = "https://meet.example.org/secret-room"


def text(client: Client, path: str) -> str:
    """A page as it is read."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_event_of_a_private_space_is_not_there_for_others(
    as_: As, mia: Member, ben: Member, nia: Member, visitor: Any, private_space: Space
) -> None:
    event = an_event(mia, space=private_space)
    path, post = url_of(event), reverse("event_answer", args=[event.pk])
    assert [as_(one).get(path).status_code for one in (ben, mia, nia, visitor)] == [200, 200, 404, 404]
    assert as_(nia).post(post, {"says": "going"}).status_code == 404
    assert as_(nia).get(reverse("event_console", args=[event.pk])).status_code == 404
    Program.objects.update(is_public=False)
    assert [as_(one).get(path).status_code for one in (ben, mia)] == [404, 200]


def test_names_are_for_members_and_nobody_sees_whom_they_blocked(
    as_: As, mia: Member, ben: Member, nia: Member, visitor: Any
) -> None:
    event, other = an_event(mia), a_member("Zofia Kowalska")
    for one in (ben, other):
        answer(event, "going", by=one)
    path = url_of(event)
    assert "Zofia Kowalska" in text(as_(nia), path)
    assert "Zofia Kowalska" not in text(as_(visitor), path) and "2 people go" in text(as_(visitor), path)
    silence(nia, by=other, blocked=True)
    assert "Zofia Kowalska" not in text(as_(nia), path) and "2 people go" in text(as_(nia), path)
    assert "Zofia Kowalska" in text(as_(ben), path)


def test_the_address_online_is_for_who_goes_from_a_quarter_of_an_hour_before(
    as_: As, mia: Member, ben: Member, nia: Member, visitor: Any
) -> None:
    event = an_event(mia, url=LINK, starts_in=HOUR, capacity=1)
    answer(event, "going", by=nia)
    answer(event, "going", by=ben)
    path = url_of(event)
    assert [LINK in text(as_(one), path) for one in (nia, ben, mia, visitor)] == [False, False, True, False]
    at(event, timezone.now() + timedelta(minutes=14))
    assert [LINK in text(as_(one), path) for one in (nia, ben, mia, visitor)] == [True, False, True, False]
    at(event, timezone.now() - 2 * HOUR)
    assert LINK not in text(as_(nia), path)


def test_answering_with_and_without_scripts(as_: As, mia: Member, nia: Member) -> None:
    event = an_event(mia, guests_most=2, capacity=2)
    client, post = as_(nia), reverse("event_answer", args=[event.pk])
    assert client.get(post).status_code == 405
    done = client.post(post, {"says": "going", "guests": "1"}, follow=True)
    assert "You and 1 guest have places." in done.content.decode() and "You are going." in done.content.decode()
    part = client.post(post, {"says": "maybe"}, headers={"HX-Request": "true"})
    assert part.status_code == 200 and b"<html" not in part.content and b"You may come." in part.content


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose an answer."),
        ({"says": "perhaps"}, "Select a valid choice"),
        ({"says": "going", "guests": "many"}, "Say the guests in a number."),
        ({"says": "going", "guests": "9"}, "less than or equal to 5"),
        ({"says": "going", "guests": "2"}, "You can bring 1 guest."),
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_a_sentence(
    as_: As, mia: Member, nia: Member, said: dict[str, str], sentence: str
) -> None:
    event = an_event(mia, guests_most=1)
    answer(event, "maybe", by=nia)
    for headers in ({}, {"HX-Request": "true"}):
        response = as_(nia).post(reverse("event_answer", args=[event.pk]), said, headers=headers)
        assert response.status_code == 422 and sentence in response.content.decode()
    assert Attendance.objects.get().says == "maybe"


def test_silenced_and_suspended_members_answer_nothing(as_: As, mia: Member, nia: Member, eve: Member) -> None:
    event = an_event(mia)
    Member.objects.filter(pk=nia.pk).update(silenced_until=timezone.now() + DAY)
    for one in (nia, eve):
        assert as_(one).post(reverse("event_answer", args=[event.pk]), {"says": "going"}).status_code == 403
    assert not Attendance.objects.exists()


def test_only_its_host_and_managers_reach_the_list(
    as_: As, mia: Member, mo: Member, ben: Member, nia: Member, visitor: Any
) -> None:
    event, other = an_event(mia, host=ben), an_event(mia)
    console = reverse("event_console", args=[event.pk])
    assert [as_(one).get(console).status_code for one in (mia, ben, nia, mo, visitor)] == [200, 200, 404, 404, 302]
    assert as_(ben).get(reverse("event_console", args=[other.pk])).status_code == 404
    table = reverse("event_people_csv", args=[event.pk])
    assert [as_(one).get(table).status_code for one in (mia, ben, nia)] == [200, 403, 403]


def test_the_host_does_all_of_it_on_one_page(as_: As, mia: Member, ben: Member, nia: Member) -> None:
    event = an_event(mia, host=ben, starts_in=HOUR / 2, capacity=1)
    client, late = as_(ben), a_member("Late Lena")

    def press(name: str, *args: Any, **data: str) -> Any:
        return client.post(reverse(name, args=[event.pk, *args]), data, follow=True)

    assert b"has a place" in press("event_add", handle="@nia").content
    assert press("event_add", handle="nobody").status_code == 422
    assert b"no free place" in press("event_add", handle=late.handle).content
    assert press("event_capacity", capacity="0").status_code == 422
    assert press("event_capacity", capacity="2").status_code == 200
    press("event_add", handle=late.handle)
    assert press("event_take_off", late.handle, why=" ").status_code == 422
    assert b"is told why" in press("event_take_off", late.handle, why="A mistake").content
    assert b"Nia is here." in press("event_came", "nia").content
    assert press("event_came", late.handle).status_code == 422
    assert press("event_came", "nobody").status_code == 404
    press("event_came_not", "nia")
    assert Attendance.objects.get(member=nia).came_at is None
    assert press("event_words", note="Bring a cup", recording_url="javascript:alert(1)").status_code == 422
    assert press("event_words", note="Bring a cup", recording_url="https://example.org/r").status_code == 200
    assert EventDay.objects.get().note == "Bring a cup"
    assert press("event_tell", words="").status_code == 422
    for _twice in range(2):
        press("event_tell", words="See you soon", key="once")
    assert EventMessage.objects.count() == 1
    for n in range(6):
        last = press("event_tell", words="Again", key=str(n))
    assert last.status_code == 422 and b"Write again tomorrow" in last.content


def test_the_list_is_searched_and_filtered(as_: As, mia: Member) -> None:
    event, client = an_event(mia, capacity=1), as_(mia)
    for name in ("Ana Field", "Bo Field", "Cleo Wood"):
        answer(event, "going", by=a_member(name))
    console = reverse("event_console", args=[event.pk])
    assert "Cleo Wood" not in text(client, f"{console}?q=field")
    waiting = text(client, f"{console}?show=waiting")
    assert "Cleo Wood" in waiting and "Ana Field" not in waiting
    assert "Ana Field" in text(client, f"{console}?show=nonsense&page=x")


def test_the_table_holds_no_formula(as_: As, mia: Member) -> None:
    event = an_event(mia)
    answer(event, "going", by=a_member("=SUM(A1)", handle="sum"))
    table = as_(mia).get(reverse("event_people_csv", args=[event.pk])).content.decode()
    assert "'=SUM(A1),sum" in table


def test_what_was_left_of_it_stands_there_afterwards(as_: As, mia: Member, ben: Member, nia: Member) -> None:
    event = an_event(mia, starts_in=HOUR / 2, question="How was it?", question_url="https://example.org/survey")
    for one in (ben, nia):
        answer(event, "going", by=one)
    hosting.check_in(event, ben, by=mia)
    said = {"note": "", "recording_url": "https://example.org/film", "recording_words": "We mended nine lamps."}
    hosting.describe(event, said, by=mia)
    at(event, timezone.now() - 2 * HOUR)
    page = text(as_(ben), url_of(event))
    assert "1 person came" in page and "We mended nine lamps." in page and "https://example.org/survey" in page
    assert "https://example.org/survey" not in text(as_(nia), url_of(event))
    console = text(as_(mia), reverse("event_console", args=[event.pk]))
    assert "Did not show up" in console


def test_a_page_asks_the_same_for_one_and_for_five_hundred(as_: As, mia: Member, nia: Member, space: Space) -> None:
    event = an_event(mia, space=space, rule="FREQ=WEEKLY", capacity=400)
    answer(event, "going", by=nia)
    few = {who: len(queries(as_(who), url_of(event))) for who in (nia, mia)}
    crowd = [Member(email=f"c{n}@example.org", handle=f"c{n}", name=f"C {n}") for n in range(499)]
    rows = [
        Attendance(occurrence=event, member=one, says="going", seated_at=timezone.now() if n < 399 else None)
        for n, one in enumerate(Member.objects.bulk_create(crowd))
    ]
    Attendance.objects.bulk_create(rows)
    for who, asked in few.items():
        many = queries(as_(who), url_of(event))
        within(many, 14)
        assert len(many) == asked
    console = reverse("event_console", args=[event.pk])
    within(queries(as_(mia), console), 20)
    waits = as_(rows[-1].member)
    assert "number 100 on the waiting list" in text(waits, url_of(event))
    within(queries(waits, url_of(event)), 14)


def test_the_words_of_the_address_may_be_old(as_: As, mia: Member, nia: Member) -> None:
    event = an_event(mia)
    assert as_(nia).get(reverse("event", args=[event.pk, "other-words"]))["Location"] == url_of(again(event))


def test_a_host_learns_no_name_by_trying_handles(as_: As, mia: Member, ben: Member) -> None:
    event = an_event(mia, host=ben, starts_in=HOUR / 2)
    stranger = a_member("Zqname Zqsurname", handle="stranger")
    for name in ("event_came", "event_came_not", "event_take_off"):
        paths = [reverse(name, args=[event.pk, handle]) for handle in (stranger.handle, "nobody")]
        answers = [as_(ben).post(path, {"why": "x"}) for path in paths]
        assert [one.status_code for one in answers] == [404, 404]
        assert "Zqname" not in answers[0].text


def test_who_is_suspended_while_it_runs_joins_no_more(as_: As, mia: Member, nia: Member) -> None:
    event = an_event(mia, url=LINK, starts_in=HOUR)
    answer(event, "going", by=nia)
    at(event, timezone.now() - HOUR / 4)
    assert LINK in text(as_(nia), url_of(event))
    Member.objects.filter(pk=nia.pk).update(suspended_until=timezone.now() + DAY)
    nia.refresh_from_db()
    assert LINK not in text(as_(nia), url_of(event))


def test_what_another_host_noted_meanwhile_is_not_overwritten_unread(as_: As, mia: Member) -> None:
    event, client = an_event(mia), as_(mia)
    console, save = (reverse(name, args=[event.pk]) for name in ("event_console", "event_words"))
    found = re.search(r'name="edition" value="([0-9a-f]+)"', text(client, console))
    assert found
    read = {"edition": found[1]}
    assert client.post(save, {"note": "Bring a cup"} | read).status_code == 302
    overtaken = client.post(save, {"recording_url": "https://example.org/r"} | read)
    assert overtaken.status_code == 409
    assert b"Somebody else changed this" in overtaken.content and b"https://example.org/r" in overtaken.content
    assert EventDay.objects.get().note == "Bring a cup"
    again = re.search(r'name="edition" value="([0-9a-f]+)"', overtaken.content.decode())
    assert again and again[1] != found[1]
    both = {"note": "Bring a cup", "recording_url": "https://example.org/r", "edition": again[1]}
    assert client.post(save, both).status_code == 302
    assert EventDay.objects.get().recording_url == "https://example.org/r"
