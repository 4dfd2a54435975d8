"""Asking: who may not, what a poll must be, beside a post and on its own page, and what stays once somebody voted."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.polls.models import Poll, PollOption, PollVote
from community.polls.opening import AlreadyVoted, Wanted, change_poll
from community.polls.voting import vote
from community.posts.models import Post
from community.threads.models import Thread
from members.activity.models import Activity
from tests.factories import a_poll, a_post

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from tests.community.polls.conftest import Overtake

    As = Callable[[Viewer], Client]

ASKED = {
    "poll-question": "Which day suits you?", "poll-options": "Monday\nTuesday", "poll-kind": "single",
    "poll-results": "voted", "poll-secrecy": "secret",
}  # fmt: skip


def in_days(number: float) -> str:
    return (timezone.now() + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M")


def url(post: Post, name: str = "poll_new") -> str:
    return reverse(name, args=[post.pk])


@pytest.fixture
def post(thread: Thread, ben: "Member") -> Post:
    return a_post(thread, by=ben)


# --- who may not ----------------------------------------------------------------------------------------------------


def test_only_the_author_asks_under_a_post(
    as_: "As", visitor: "Viewer", nia: "Member", mo: "Member", post: Post
) -> None:
    assert [as_(one).post(url(post), ASKED).status_code for one in (visitor, nia, mo)] == [403, 403, 403]
    assert not Poll.objects.exists()


def test_nobody_asks_under_a_post_that_can_no_longer_be_edited(as_: "As", ben: "Member", post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(days=61))
    assert as_(ben).post(url(post), ASKED).status_code == 403
    assert not Poll.objects.exists()


def test_a_post_has_one_poll(as_: "As", ben: "Member", post: Post) -> None:
    assert as_(ben).post(url(post), ASKED).status_code == 302
    assert as_(ben).post(url(post), ASKED).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.create(post=post, question="Another")


def test_only_the_author_changes_it(as_: "As", nia: "Member", mo: "Member", post: Post) -> None:
    a_poll(post)
    codes = [as_(one).post(url(post, "poll_edit"), ASKED | {"poll-question": "Mine"}).status_code for one in (nia, mo)]
    assert codes == [403, 403]
    assert Poll.objects.get().question == "Which day suits you?"


# --- what a poll must be --------------------------------------------------------------------------------------------


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_: "As", ben: "Member", post: Post) -> None:
    for wrong, words in [
        ({"poll-question": "  "}, "Ask a question."),
        ({"poll-question": "x" * 256}, "at most 255"),
        ({"poll-options": "Monday"}, "at least two options"),
        ({"poll-options": "\n \n"}, "at least two options"),
        ({"poll-options": "\n".join(map(str, range(21)))}, "At most 20 options; these are 21."),
        ({"poll-options": "A\n" + "x" * 121}, "at most 120 characters"),
        ({"poll-options": "* o\n" * 20_000}, "at most"),
        ({"poll-options": "Tea\n tea "}, "stands there twice"),
        ({"poll-options": "a\0b\nc"}, "Null characters"),
        ({"poll-kind": "guess"}, "not one of the available choices"),
        ({"poll-results": "never"}, "not one of the available choices"),
        ({"poll-secrecy": "half"}, "not one of the available choices"),
        ({"poll-kind": "several", "poll-most": "3"}, "only 2 options"),
        ({"poll-kind": "several", "poll-most": "1"}, "greater than or equal to 2"),
        ({"poll-closes": "soon"}, "Give a day and a time"),
        ({"poll-closes": in_days(-1)}, "past, or too near"),
        ({"poll-closes": in_days(181)}, "at most 180 days"),
    ]:
        answer = as_(ben).post(url(post), ASKED | wrong)
        text = answer.content.decode()
        assert answer.status_code == 422, wrong
        assert words in text, wrong
        assert "Tuesday" in text or "poll-options" in wrong, wrong
        assert not Poll.objects.exists(), wrong


def test_a_poll_on_its_own_page(as_: "As", ben: "Member", post: Post) -> None:
    assert as_(ben).get(url(post)).status_code == 200
    sent = ASKED | {
        "poll-kind": "several",
        "poll-most": "2",
        "poll-options": " Tea \n\nCoffee\nMilk",
        "poll-closes": in_days(3),
    }
    assert as_(ben).post(url(post), sent).status_code == 302
    poll = Poll.objects.get()
    assert (poll.kind, poll.most, poll.question) == ("several", 2, "Which day suits you?")
    assert list(PollOption.objects.values_list("text", flat=True)) == ["Tea", "Coffee", "Milk"]
    assert poll.closes_at
    assert Activity.objects.get(verb="poll.opened").facts == {"poll": poll.pk, "thread": post.thread_id}


# --- beside a post --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_poll_comes_with_a_thread(as_: "As", ben: "Member", space: "Space", headers: dict[str, str]) -> None:
    sent: dict[str, Any] = {"space": space.pk, "kind": "discussion", "title": "A day for the rota", "body": "Say when."}
    wrong = as_(ben).post(reverse("thread_new"), sent | ASKED | {"poll-options": "Monday"}, headers=headers)
    assert wrong.status_code == 422
    assert "at least two options" in wrong.content.decode()
    assert not Thread.objects.exists()
    answer = as_(ben).post(reverse("thread_new"), sent | ASKED, headers=headers)
    assert answer.status_code == (200 if headers else 302)
    assert Poll.objects.get().post.number == 1


def test_a_poll_comes_with_a_reply_once_however_often_it_is_sent(as_: "As", ben: "Member", thread: Thread) -> None:
    sent = ASKED | {"body": "Say when.", "key": "0123456789abcdef"}
    for _ in range(2):
        assert as_(ben).post(reverse("thread_reply", args=[thread.pk]), sent).status_code == 302
    assert Poll.objects.get().post.number == 2


def test_without_a_poll_there_is_none_and_without_javascript_a_link_to_add_one(
    as_: "As", ben: "Member", thread: Thread
) -> None:
    client = as_(ben)
    empty = {"poll-question": " ", "poll-options": "", "poll-kind": "single"}
    page = client.post(reverse("thread_reply", args=[thread.pk]), {"body": "Words."} | empty, follow=True)
    assert not Poll.objects.exists()
    assert url(Post.objects.latest("pk")) in page.content.decode()


def test_the_fields_come_as_a_fragment(as_: "As", ben: "Member", visitor: "Viewer") -> None:
    assert as_(visitor).get(reverse("poll_fields")).status_code == 302
    text = as_(ben).get(reverse("poll_fields")).content.decode()
    assert 'name="poll-question"' in text
    assert "<html" not in text


def test_quoting_a_post_does_not_copy_its_poll(as_: "As", nia: "Member", post: Post) -> None:
    a_poll(post)
    page = as_(nia).get(f"{reverse('thread_reply', args=[post.thread_id])}?to={post.number}&quote").content.decode()
    assert "&gt; @ben" in page
    assert "Which day suits you?" not in page


# --- afterwards -----------------------------------------------------------------------------------------------------


def test_everything_can_be_changed_until_somebody_votes(as_: "As", ben: "Member", nia: "Member", post: Post) -> None:
    poll = a_poll(post)
    assert "Monday" in as_(ben).get(url(post, "poll_edit")).content.decode()
    changed = ASKED | {"poll-question": "Which evening?", "poll-options": "Monday\nSunday\nNever"}
    assert as_(ben).post(url(post, "poll_edit"), changed).status_code == 302
    poll.refresh_from_db()
    assert poll.question == "Which evening?"
    vote(poll, [2], by=nia)
    page = as_(ben).post(url(post, "poll_edit"), ASKED | {"poll-question": "Which morning?"})
    assert page.status_code in (302, 422)
    with pytest.raises(AlreadyVoted):
        change_poll(poll, by=ben, wanted=Wanted("Which morning?", ["A", "B"]))
    poll.refresh_from_db()
    assert poll.question == "Which evening?"
    assert PollVote.objects.count() == 1


def test_once_somebody_voted_it_closes_later_and_never_earlier(
    as_: "As", ben: "Member", nia: "Member", post: Post
) -> None:
    poll = a_poll(post, closes_at=timezone.now() + timedelta(days=3))
    vote(poll, [2], by=nia)
    client = as_(ben)
    assert client.post(url(post, "poll_edit"), {"poll-closes": in_days(2)}).status_code == 422
    assert client.post(url(post, "poll_edit"), {"poll-closes": in_days(5)}).status_code == 302
    poll.refresh_from_db()
    assert poll.closes_at
    assert poll.closes_at > timezone.now() + timedelta(days=4)
    assert Activity.objects.filter(verb="poll.postponed").count() == 1


def test_an_end_that_comes_first_is_answered_in_words(
    as_: "As", ben: "Member", nia: "Member", post: Post, overtake: "Overtake"
) -> None:
    poll = a_poll(post, closes_at=timezone.now() + timedelta(days=3))
    vote(poll, [2], by=nia)
    client = as_(ben)
    answer = overtake(
        poll,
        lambda: client.post(url(post, "poll_edit"), {"poll-closes": in_days(5)}),
        lambda: Poll.objects.get(pk=poll.pk).close(by=ben),
    )
    assert answer.status_code == 422
    assert "was closed, or its end was moved, in the meantime" in answer.content.decode()


def test_an_end_that_was_not_set_is_not_set_later(as_: "As", ben: "Member", nia: "Member", post: Post) -> None:
    vote(a_poll(post), [2], by=nia)
    assert as_(ben).post(url(post, "poll_edit"), {"poll-closes": in_days(5)}).status_code == 422
