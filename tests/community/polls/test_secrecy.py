"""A secret vote stays secret, counts come when they were promised, and open polls name names only then."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from community.polls.models import Poll, PollVote
from community.polls.naming import names_by_option
from community.polls.voting import vote
from members.activity.models import Activity
from tests.factories import a_member, a_poll, a_post

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def page(client: Client, poll: Poll) -> str:
    return client.get(poll.post.get_absolute_url()).content.decode()


def names(poll: Poll) -> str:
    return reverse("poll_votes", args=[poll.post_id])


@pytest.fixture
def voter(db: None) -> "Member":
    return a_member("Zwentibold Voter")


def test_nobody_lists_who_voted_in_a_secret_poll(
    as_: "As", visitor: "Viewer", ben: "Member", mo: "Member", mia: "Member", olli: "Member", thread: "Thread",
    voter: "Member",
) -> None:  # fmt: skip
    poll = a_poll(a_post(thread, by=ben), results="always")
    vote(poll, [2], by=voter)
    for closed in (False, True):
        if closed:
            poll.close(by=ben)
        for viewer in (visitor, ben, mo, mia, olli, voter):
            assert as_(viewer).get(names(poll)).status_code == 404
            assert "Zwentibold" not in page(as_(viewer), poll) or viewer == voter
    with pytest.raises(ValueError, match="secret"):
        names_by_option([], poll, PollVote.objects.all())


def test_the_log_holds_no_choice_and_there_is_no_admin_to_look_at_votes(thread: "Thread", voter: "Member") -> None:
    for secrecy in ("secret", "open"):
        poll = a_poll(a_post(thread), "Zqtea", "Zqcoffee", "Zqmilk", kind="ranked", secrecy=secrecy)
        vote(poll, [3, 1], by=voter)
        facts = Activity.objects.get(verb="poll.voted", subject_id=poll.post_id).facts
        assert set(facts) == {"poll", "thread", "again"}
        assert "Zq" not in json.dumps(facts)
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_open_polls_say_so_before_voting_and_list_names_with_the_results(
    as_: "As", nia: "Member", thread: "Thread", voter: "Member"
) -> None:
    poll = a_poll(a_post(thread), secrecy="open")
    vote(poll, [2], by=voter)
    client = as_(nia)
    assert "your name is listed" in page(client, poll)
    assert client.get(names(poll)).status_code == 404  # results come after voting
    vote(poll, [1], by=nia)
    listed = client.get(names(poll)).content.decode()
    assert "Zwentibold" in listed


def test_results_come_when_they_were_promised(as_: "As", visitor: "Viewer", ben: "Member", mo: "Member", olli: "Member",
                                              nia: "Member", thread: "Thread", voter: "Member") -> None:  # fmt: skip
    polls = {results: a_poll(a_post(thread, by=ben), results=results) for results in ("always", "voted", "closed")}
    for poll in polls.values():
        vote(poll, [2], by=voter)

    def shown(viewer: "Viewer", results: str) -> bool:
        text = (
            as_(viewer).get(reverse("thread_since", args=[thread.pk, polls[results].post.number - 1])).content.decode()
        )
        own = text.partition('id="poll-')[2].partition('<div class="post-actions">')[0]
        return "<progress" in own or "1 vote" in own

    for viewer in (visitor, ben, mo, olli, nia):
        assert [shown(viewer, results) for results in polls] == [True, False, False]
    assert [shown(voter, results) for results in polls] == [True, True, False]
    for poll in polls.values():
        poll.close(by=ben)
    assert all(shown(viewer, results) for viewer in (visitor, mo, nia) for results in polls)


def test_before_the_end_no_page_of_a_closed_count_holds_a_number(as_: "As", nia: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread), kind="ranked", results="closed")
    vote(poll, [2], by=nia)
    text = page(as_(nia), poll)
    assert "your number 1" in text
    assert "<progress" not in text.partition('class="poll"')[2].partition('class="post-actions"')[0]
    assert "vote</span>" not in text
    poll.refresh_from_db()
    assert poll.rounds == []
