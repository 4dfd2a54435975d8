"""The team decides while an author writes: nobody waits for each other for ever, and nobody's act is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction

from community.chat.models import ChatLine, ChatRoom
from community.chat.submitting import submit_edit, submit_line
from community.composing.submitting import submit_reply, submit_tags
from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.guidelines.measures import Source
from moderation.review.cases import Case
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from moderation.screening.hits import Hit
from moderation.screening.stopping import ATTEMPTS, OBJECTIONS, Stopped
from tests.factories import a_member, a_space, a_thread
from tests.moderation.screening.ruling import a_rule

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"words": {"words": "casino"}}


def run[R](act: Callable[[], R]) -> R | NotNow:
    """What it gave, or the refusal it got, with a connection of its own."""
    try:
        return act()
    except NotNow as refusal:
        return refusal
    finally:
        connection.close()


def meanwhile(first: Callable[[], Any], then: Callable[[], Any], act: Callable[[], Any]) -> Any:
    """What `act` gives that begins after `first`, in whose transaction `then` follows a second later."""
    begun = Event()

    def team() -> None:
        with transaction.atomic():
            first()
            begun.set()
            sleep(1)
            then()

    def author() -> Any:
        assert begun.wait(20)
        return act()

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(run, team), pool.submit(run, author)]
        both[0].result()
        return both[1].result()


def test_tags_that_are_held_and_a_decision_do_not_wait_for_each_other() -> None:
    mia, ben = a_member(role="manager"), a_member(name="Ben")
    thread = a_thread(by=ben)
    first = Post.objects.get(thread=thread, number=1)
    case = open_case(KINDS["post"].many([first.pk])[first.pk], Source.REPORT)
    a_rule(mia, WORDS, action="hold")

    def deciding() -> None:
        Member.objects.one_at_a_time(ben)
        KINDS["post"].thing(first.pk)

    meanwhile(
        deciding,
        lambda: Case.objects.select_for_update().get(pk=case.pk),
        lambda: submit_tags(Thread.objects.get(pk=thread.pk), ["casino"], by=ben),
    )
    first.refresh_from_db()
    assert first.held_at is not None and Hit.objects.get().case == case


def test_a_line_that_is_removed_meanwhile_is_not_edited() -> None:
    mo, ben = a_member(role="moderator"), a_member(name="Ben")
    room = ChatRoom.objects.create(space=a_space(), subject="Tea", author=mo)
    line = submit_line(room, by=ben, source="The garden is open.", key="")
    stale = ChatLine.objects.select_related("room__space", "author").get(pk=line.pk)
    given = meanwhile(
        lambda: KINDS["line"].remove(line.pk, by=mo, reason=""),
        lambda: None,
        lambda: submit_edit(stale, by=ben, source="Something else."),
    )
    line.refresh_from_db()
    assert isinstance(given, NotNow) and line.source == "The garden is open."


def test_a_profile_that_is_hidden_meanwhile_stays_hidden_with_its_new_words() -> None:
    mo, ben = a_member(role="moderator"), a_member(name="Ben")
    stale = Member.objects.get(pk=ben.pk)
    meanwhile(
        lambda: KINDS["member"].hide(ben.pk, by=mo, reason=""),
        lambda: None,
        lambda: stale.describe(by=stale, about="Other words."),
    )
    ben = Member.objects.get(pk=ben.pk)
    assert ben.about == "" and ben.as_they_are().about == "Other words."
    KINDS["member"].show(ben.pk, by=mo)
    assert Member.objects.get(pk=ben.pk).about == "Other words."


def all_at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_objections_at_the_same_moment_are_not_more_than_a_day_has() -> None:
    ben, thread = a_member(name="Ben"), a_thread()
    a_rule(a_member(role="manager"), WORDS, action="block", message="No.")
    with pytest.raises(Stopped) as stopped:
        submit_reply(thread, by=ben, source="The casino.", key="")
    token = stopped.value.refusal.token  # type: ignore[attr-defined]
    said = [f"The casino, number {number}." for number in range(OBJECTIONS + 3)]
    all_at_once([lambda s=s: submit_reply(thread, by=ben, source=s, key="", insist=token) for s in said])  # type: ignore[misc]
    assert Post.objects.filter(author=ben, held_at__isnull=False).count() == OBJECTIONS


def test_attempts_at_the_same_moment_leave_no_more_traces_than_an_hour_has() -> None:
    ben, thread = a_member(name="Ben"), a_thread()
    a_rule(a_member(role="manager"), WORDS, action="block", message="No.")
    for number in range(ATTEMPTS - 2):
        run(lambda n=number: submit_reply(thread, by=ben, source=f"The casino {n}.", key=""))  # type: ignore[misc]
    given = all_at_once([lambda n=n: submit_reply(thread, by=ben, source=f"Casino {n}.", key="") for n in range(6)])  # type: ignore[misc]
    assert all(isinstance(one, NotNow) for one in given)
    assert Hit.objects.count() == ATTEMPTS
