"""Voting: who may not, one vote each, changed until the end, and counted right however many press at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.polls.models import Poll, PollOption, PollVote
from community.polls.opening import Wanted, change_poll
from community.polls.voting import PollOver, WrongChoice, vote
from community.posts.models import Post
from config.lib.limits import VOTES, hit
from members.activity.models import Activity
from tests.factories import a_member, a_poll, a_post, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from tests.community.polls.conftest import Overtake

    As = Callable[[Viewer], Client]


def counts(poll: Poll) -> list[int]:
    """The kept counts, in the order of the options."""
    return list(PollOption.objects.filter(poll=poll).values_list("votes", flat=True))


def ids(poll: Poll) -> list[int]:
    return list(PollOption.objects.filter(poll=poll).values_list("pk", flat=True))


def url(poll: Poll, name: str = "poll_vote") -> str:
    return reverse(name, args=[poll.post_id])


@pytest.fixture
def poll(thread: "Thread") -> Poll:
    return a_poll(a_post(thread))


# --- who may not ----------------------------------------------------------------------------------------------------


def test_neither_visitors_nor_suspended_nor_silenced_vote(
    as_: "As", visitor: "Viewer", eve: "Member", poll: Poll
) -> None:
    mute = a_member(silenced_until=timezone.now() + timedelta(days=1))
    statuses = [as_(one).post(url(poll), {"choice": ids(poll)[0]}).status_code for one in (visitor, eve, mute)]
    assert statuses == [302, 403, 403]
    assert not PollVote.objects.exists()


def test_a_poll_one_cannot_see_is_not_there(as_: "As", nia: "Member", ben: "Member", private_space: "Space") -> None:
    poll = a_poll(a_post(a_thread(private_space, by=ben), by=ben), secrecy="open", results="always")
    poll.close(by=ben)
    client = as_(nia)
    for name in ("poll_vote", "poll_close"):
        assert client.post(url(poll, name), {"choice": ids(poll)[0]}).status_code == 404
    for name in ("poll_votes", "poll_new", "poll_edit", "poll_decide", "decision_history"):
        assert client.get(url(poll, name)).status_code == 404
    assert not PollVote.objects.exists()


@pytest.mark.parametrize("away", ["delete_softly", "hide", "hold"])
def test_the_poll_of_a_post_that_is_away_is_away(as_: "As", nia: "Member", mo: "Member", poll: Poll, away: str) -> None:
    if away == "delete_softly":
        poll.post.delete_softly(by=mo)
    elif away == "hide":
        poll.post.hide(by=mo, reason="Rule 1")
    else:
        Post.objects.filter(pk=poll.post_id).update(held_at=timezone.now())
    client = as_(nia)
    assert client.post(url(poll), {"choice": ids(poll)[0]}).status_code == 404
    page = client.get(poll.post.thread.get_absolute_url())
    assert poll.question not in page.content.decode()
    # The team reads a held post and sees its poll, but nobody votes before everybody can.
    assert as_(mo).post(url(poll), {"choice": ids(poll)[0]}).status_code in (403, 404)
    assert not PollVote.objects.exists()


def test_who_may_not_reply_does_not_vote(as_: "As", nia: "Member", mo: "Member", poll: Poll) -> None:
    poll.post.thread.close(by=mo)
    refused = as_(nia).post(url(poll), {"choice": ids(poll)[0]})
    assert refused.status_code == 403
    assert "closed" in refused.content.decode()
    assert as_(mo).post(url(poll), {"choice": ids(poll)[0]}).status_code == 302


def test_slow_mode_slows_replies_and_not_votes(as_: "As", nia: "Member", mo: "Member", poll: Poll) -> None:
    poll.post.thread.slow_down(3600, by=mo)
    a_post(poll.post.thread, by=nia)
    assert as_(nia).post(url(poll), {"choice": ids(poll)[0]}).status_code == 302


def test_nobody_votes_after_the_end_not_even_before_the_clock_has_come_round(
    as_: "As", nia: "Member", mo: "Member", poll: Poll
) -> None:
    vote(poll, [1], by=nia)
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() + timedelta(milliseconds=1))
    client = as_(nia)
    assert client.post(url(poll), {"choice": ids(poll)[1]}).status_code == 403
    poll.close()
    author = poll.post.author
    assert author is not None
    for viewer in (nia, mo, author):
        assert as_(viewer).post(url(poll), {"choice": ids(poll)[1]}).status_code == 403
    with pytest.raises(PollOver):
        vote(poll, [2], by=mo)
    assert counts(poll) == [1, 0, 0]


# --- what may be voted ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "choices"),
    [
        ({}, []), ({}, [1, 2]), ({}, [4]), ({}, [0]), ({"kind": "several", "most": 2}, [1, 2, 3]),
        ({"kind": "several"}, [1, 1]), ({"kind": "ranked"}, [1, 2, 1]), ({"kind": "ranked"}, [1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_what_is_not_offered_is_refused(
    nia: "Member", thread: "Thread", fields: dict[str, Any], choices: list[int]
) -> None:
    poll = a_poll(a_post(thread), **fields)
    with pytest.raises(WrongChoice):
        vote(poll, choices, by=nia)
    assert not PollVote.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sent", "words"),
    [
        ({}, {}, "Choose an option."),
        ({}, {"choice": ["x'; --", "99999999"]}, "The poll was changed in the meantime"),
        ({"kind": "several", "most": 2}, {"choice": [0, 1, 2]}, "Choose at most 2 options."),
        ({"kind": "several"}, {}, "Choose at least one option."),
        ({"kind": "ranked"}, {}, "Give at least one option a number"),
        ({"kind": "ranked"}, {0: "1", 1: "1"}, "Two options are number 1."),
        ({"kind": "ranked"}, {0: "9"}, "Use one of the offered numbers."),
        ({"kind": "ranked"}, {0: "²"}, "Use one of the offered numbers."),
    ],
)  # fmt: skip
def test_a_wrong_vote_is_answered_in_words_and_keeps_its_marks(
    as_: "As", nia: "Member", thread: "Thread", fields: dict[str, Any], sent: dict[Any, Any], words: str
) -> None:
    poll = a_poll(a_post(thread), **fields)
    options = ids(poll)
    data = {f"rank-{options[key]}" if isinstance(key, int) else key: value for key, value in sent.items()}
    if isinstance(data.get("choice"), list):
        data["choice"] = [options[one] if isinstance(one, int) else one for one in data["choice"]]
    for headers in ({}, {"HX-Request": "true"}):
        answer = as_(nia).post(url(poll), data, headers=headers)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    if len(sent) == 2:
        assert answer.content.decode().count('value="1" selected') == 2
    assert not PollVote.objects.exists()


def test_an_old_page_does_not_vote_for_other_words(as_: "As", nia: "Member", ben: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread, by=ben), "Tea", "Coffee")
    old = ids(poll)
    change_poll(poll, by=ben, wanted=Wanted("Which day suits you?", ["Coffee", "Tea"]))
    assert as_(nia).post(url(poll), {"choice": old[0]}).status_code == 422
    assert not PollVote.objects.exists()


def test_a_vote_on_its_way_does_not_count_for_words_that_come_before_it(
    as_: "As", nia: "Member", ben: "Member", thread: "Thread", overtake: "Overtake"
) -> None:
    poll = a_poll(a_post(thread, by=ben), "Tea", "Coffee")
    client, tea, turned = as_(nia), ids(poll)[0], Wanted("Which day suits you?", ["Coffee", "Tea"])
    answer = overtake(
        poll,
        lambda: client.post(url(poll), {"choice": tea}),
        lambda: change_poll(poll, by=ben, wanted=turned),
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "These are its options now." in page
    assert f'value="{ids(Poll.objects.get())[0]}"' in page
    assert not PollVote.objects.exists()


# --- one vote each --------------------------------------------------------------------------------------------------


def test_a_vote_is_changed_and_counted_once(as_: "As", nia: "Member", ben: "Member", poll: Poll) -> None:
    client, options = as_(nia), ids(poll)
    assert client.post(url(poll), {"choice": options[0]})["Location"].endswith(f"#poll-{poll.post_id}")
    client.post(url(poll), {"choice": options[2]})
    client.post(url(poll), {"choice": options[2]})
    as_(ben).post(url(poll), {"choice": options[2]})
    poll.refresh_from_db()
    assert (counts(poll), poll.voters_count) == ([0, 0, 2], 2)
    assert Activity.objects.filter(verb="poll.voted").count() == 3  # the same vote again is none


def test_numbers_with_gaps_keep_their_order(as_: "As", nia: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread), kind="ranked")
    options = ids(poll)
    as_(nia).post(url(poll), {f"rank-{options[0]}": "3", f"rank-{options[2]}": "1", f"rank-{options[1]}": ""})
    assert PollVote.objects.get().choices == [3, 1]


def test_with_javascript_the_poll_comes_back_in_place(as_: "As", nia: "Member", poll: Poll) -> None:
    answer = as_(nia).post(url(poll), {"choice": ids(poll)[0]}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "100 %" in text
    assert "your vote" in text
    assert "<html" not in text


def test_votes_are_limited_per_minute(as_: "As", nia: "Member", poll: Poll) -> None:
    for _ in range(VOTES.max):
        assert hit(VOTES, nia.pk) is None
    assert as_(nia).post(url(poll), {"choice": ids(poll)[0]}).status_code == 429


@pytest.mark.parametrize("kind", ["single", "several", "ranked"])
def test_the_kept_counts_are_what_the_votes_say(thread: "Thread", kind: str) -> None:
    poll = a_poll(a_post(thread), kind=kind, results="always")
    people = [a_member() for _ in range(6)]
    for number, member in enumerate([*people, *people[:3]]):
        vote(poll, [number % 3 + 1] if kind == "single" else [number % 3 + 1, (number + 1) % 3 + 1], by=member)
    said = [vote.choices[:1] if kind == "ranked" else vote.choices for vote in PollVote.objects.all()]
    assert counts(poll) == [sum(place in choices for choices in said) for place in (1, 2, 3)]
    poll.refresh_from_db()
    assert poll.voters_count == 6
    assert bool(poll.rounds) == (kind == "ranked")


def test_who_leaves_takes_the_name_along_and_not_the_vote(nia: "Member", poll: Poll) -> None:
    vote(poll, [2], by=nia)
    Activity.objects.filter(actor=nia).update(actor=None)
    nia.delete()
    poll.close()
    poll.refresh_from_db()
    assert (counts(poll), poll.voters_count, PollVote.objects.get().member) == ([0, 1, 0], 1, None)


@pytest.mark.django_db(transaction=True)
def test_a_hundred_votes_at_once_are_counted_right() -> None:
    poll = a_poll(a_post(), kind="ranked", results="always")
    members = [a_member() for _ in range(50)]

    def press(job: tuple[int, "Member"]) -> None:
        try:
            vote(poll, [job[0] % 3 + 1], by=job[1])
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(press, [*enumerate(members), *enumerate(reversed(members))]))
    poll.refresh_from_db()
    rows = list(PollVote.objects.values_list("choices", flat=True))
    assert poll.voters_count == len(rows) == sum(poll.rounds[0]["votes"].values()) == 50
    assert counts(poll) == [rows.count([place]) for place in (1, 2, 3)]
