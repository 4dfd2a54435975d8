"""Closing, archiving, pinning, slowing, deleting, accepting: who may not, then what happens."""

from collections.abc import Callable

import pytest
from django.test import Client

from community.spaces.models import Space, SpaceHost
from community.threads.models import Thread
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread

As = Callable[..., Client]
LEADING = ["close", "reopen", "archive", "unarchive", "pin", "unpin", "slow", "restore"]


def unchanged(thread: Thread) -> list[object]:
    return list(Thread.objects.filter(pk=thread.pk).values_list())


def test_members_who_do_not_lead_the_space_change_nothing(as_: As, thread: Thread, nia: Member) -> None:
    before = unchanged(thread)
    for act in [*LEADING, "delete"]:
        answer = as_(nia).post(f"/t/{thread.pk}/{act}/", {"seconds": "60"})
        assert answer.status_code == 403, act
        assert unchanged(thread) == before, act


@pytest.mark.parametrize("act", [*LEADING, "delete", "read", "unread"])
def test_acts_are_post_only_and_need_an_account(as_: As, thread: Thread, mo: Member, visitor: object, act: str) -> None:
    before = unchanged(thread)
    assert as_(mo).get(f"/t/{thread.pk}/{act}/").status_code == 405
    assert as_(visitor).post(f"/t/{thread.pk}/{act}/").status_code == 302
    assert unchanged(thread) == before


def test_a_moderator_outside_a_private_space_finds_nothing_there(
    as_: As, private_space: Space, ben: Member, mo: Member
) -> None:
    hidden = a_thread(private_space, by=ben)
    assert as_(mo).post(f"/t/{hidden.pk}/close/").status_code == 404
    assert as_(mo).get(hidden.get_absolute_url()).status_code == 404
    assert as_(mo).post("/t/999999/close/").status_code == 404


def test_a_host_closes_and_opens_again(as_: As, thread: Thread, nia: Member) -> None:
    SpaceHost.objects.create(space=thread.space, member=nia)
    as_(nia).post(f"/t/{thread.pk}/close/")
    thread.refresh_from_db()
    assert thread.closed_by == nia
    as_(nia).post(f"/t/{thread.pk}/reopen/")
    thread.refresh_from_db()
    assert thread.closed_at is None


def test_closing_twice_is_recorded_once(thread: Thread, mo: Member) -> None:
    thread.close(by=mo)
    thread.close(by=mo)
    assert Activity.objects.filter(verb="thread.closed", subject_id=thread.pk).count() == 1


def test_only_managers_pin_to_the_top_of_everything(as_: As, thread: Thread, mo: Member, mia: Member) -> None:
    assert as_(mo).post(f"/t/{thread.pk}/pin/", {"where": "everywhere"}).status_code == 403
    as_(mia).post(f"/t/{thread.pk}/pin/", {"where": "everywhere"})
    thread.refresh_from_db()
    assert thread.pinned_everywhere


@pytest.mark.parametrize("seconds", ["", "-1", "7", "abc", "999999999"])
def test_slow_mode_takes_only_what_is_offered(as_: As, thread: Thread, mo: Member, seconds: str) -> None:
    answer = as_(mo).post(f"/t/{thread.pk}/slow/", {"seconds": seconds}, follow=True)
    assert "Choose one of the offered waiting times." in answer.text
    thread.refresh_from_db()
    assert thread.slow_seconds == 0


def test_an_author_alone_deletes_a_thread_and_brings_it_back(as_: As, thread: Thread, ben: Member, nia: Member) -> None:
    as_(ben).post(f"/t/{thread.pk}/delete/")
    assert as_(nia).get(thread.get_absolute_url()).status_code == 404
    assert as_(ben).get(thread.get_absolute_url()).status_code == 200
    as_(ben).post(f"/t/{thread.pk}/restore/")
    assert as_(nia).get(thread.get_absolute_url()).status_code == 200


def test_neither_hosts_nor_the_team_delete_or_bring_back_the_thread_of_somebody(
    as_: As, thread: Thread, ben: Member, mo: Member, olli: Member
) -> None:
    host = a_member("Host")
    SpaceHost.objects.create(space=thread.space, member=host)
    for one in (host, mo, olli):
        assert as_(one).post(f"/t/{thread.pk}/delete/").status_code == 403
    thread.delete_softly(by=ben)
    for one in (host, mo, olli):
        assert as_(one).post(f"/t/{thread.pk}/restore/").status_code == 403
    thread.refresh_from_db()
    assert thread.deleted_by == ben


def test_an_author_cannot_delete_what_others_wrote_in(as_: As, thread: Thread, ben: Member, nia: Member) -> None:
    a_post(thread, by=nia)
    assert as_(ben).post(f"/t/{thread.pk}/delete/").status_code == 403


def test_who_asked_chooses_the_answer_and_others_do_not(as_: As, space: Space, ben: Member, nia: Member) -> None:
    question = a_thread(space, by=ben, kind="question")
    reply = a_post(question, by=nia)
    assert as_(nia).post(f"/p/{reply.pk}/accept/").status_code == 403
    as_(ben).post(f"/p/{reply.pk}/accept/")
    question.refresh_from_db()
    assert question.answer == reply
    assert "Accepted answer" in as_(nia).get(question.get_absolute_url() + "?page=1").text
    as_(ben).post(f"/p/{reply.pk}/accept/", {"answer": "no"})
    question.refresh_from_db()
    assert question.answer is None


def test_neither_the_question_nor_a_deleted_reply_is_an_answer(as_: As, space: Space, ben: Member, nia: Member) -> None:
    question = a_thread(space, by=ben, kind="question")
    reply = a_post(question, by=nia)
    reply.delete_softly(by=nia)
    first = question.posts.get(number=1)
    assert as_(ben).post(f"/p/{first.pk}/accept/").status_code == 403
    assert as_(ben).post(f"/p/{reply.pk}/accept/").status_code == 403


def test_bulk_acts_touch_the_chosen_threads_of_that_space_only(
    as_: As, space: Space, thread: Thread, mo: Member, nia: Member
) -> None:
    second, elsewhere = a_thread(space), a_thread()
    chosen = {"space": space.slug, "act": "close", "thread": [thread.pk, second.pk, elsewhere.pk]}
    assert as_(nia).post("/t/bulk/", chosen).status_code == 403
    as_(mo).post("/t/bulk/", chosen)
    closed = set(Thread.objects.exclude(closed_at=None).values_list("pk", flat=True))
    assert closed == {thread.pk, second.pk}


@pytest.mark.parametrize("form", [{"act": "close"}, {"thread": "1"}, {"act": "burn", "thread": "1"}])
def test_a_bulk_form_without_sense_is_shown_again(as_: As, space: Space, mo: Member, form: dict[str, str]) -> None:
    answer = as_(mo).post("/t/bulk/", {"space": space.slug, **form})
    assert answer.status_code == 422
    assert "Choose at least one thread" in answer.text
