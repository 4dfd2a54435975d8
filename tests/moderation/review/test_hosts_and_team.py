"""A host and the team decide about the same words: whatever is taken back, what still stands holds, and no more."""

from typing import Any

import pytest

from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from moderation.appeals.deciding import overturn
from moderation.appeals.opening import appeal
from moderation.guidelines.measures import Content
from moderation.guidelines.models import Rule
from moderation.ledger.models import Entry
from moderation.review.deciding import decline, reverse, undo
from moderation.review.decisions import Decision
from moderation.review.of_hosts import Reasons, hide_as_host
from moderation.review.subjects import KINDS, Item
from tests.factories import a_member, a_post
from tests.moderation.decided import a_decision, a_minute_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(thread: Thread, nia: Member) -> Post:
    """What is decided about."""
    return a_post(thread, by=nia)


@pytest.fixture
def zoe() -> Member:
    """A second moderator."""
    return a_member("Zoe", role="moderator")


@pytest.fixture
def by_host(reply: Post) -> Decision:
    """A host's decision that hides it, made a minute ago."""
    decision = hide_as_host(_item(reply), Reasons(None, "Why", _item(reply).version), by=a_member("Hilda"))
    a_minute_ago(decision)
    return decision


def _item(post: Post) -> Item:
    item = KINDS["post"].one(post.pk)
    assert item is not None
    return item


def _by_team(post: Post, mo: Member, content: str, *, later: bool = True) -> Decision:
    assert post.author is not None
    return a_decision(post.author, by=mo, post=post, content=content, later=later, person="nothing")


def _stands(post: Post) -> tuple[bool, bool]:
    """Whether it is hidden, and whether its author is asked to change it."""
    post.refresh_from_db()
    return post.hidden_at is not None, post.edit_asked_at is not None


def test_what_both_hid_is_shown_when_both_are_taken_back_whichever_is_first(
    reply: Post, by_host: Decision, mo: Member
) -> None:
    by_team = _by_team(reply, mo, Content.HIDE)
    reverse(by_host, by=mo, why="Not a host’s to say")
    assert _stands(reply) == (True, True)
    reverse(by_team, by=mo, why="Nor the team’s")
    assert _stands(reply) == (False, False)


def test_what_stays_hidden_names_the_rule_of_the_decision_that_keeps_it_so(
    as_: Any, reply: Post, rule: Rule, ben: Member, mo: Member
) -> None:
    said = hide_as_host(_item(reply), Reasons(rule, "Why", _item(reply).version), by=a_member("Hilda"))
    by_team = _by_team(reply, mo, Content.HIDE)
    path = reply.thread.get_absolute_url()
    assert str(rule) in as_(ben).get(path).text
    reverse(said, by=mo, why="Not that rule")
    reply.refresh_from_db()
    assert (reply.hidden_reason, reply.hidden_at is None) == ("", False)
    page = as_(ben).get(path).text
    assert str(rule) not in page and "It broke the guidelines of this community." in page
    reverse(by_team, by=mo, why="Nor this")
    assert _stands(reply) == (False, False)


def test_an_appeal_against_the_teams_decision_shows_what_a_host_hid_before_and_that_was_taken_back(
    reply: Post, by_host: Decision, nia: Member, mo: Member, mia: Member
) -> None:
    by_team = _by_team(reply, mo, Content.HIDE)
    reverse(by_host, by=mo, why="The team has decided")
    made = appeal(by_team, "It was a quote.", by=nia)
    overturn(made, "It was.", by=mia, read=made.messages.latest("pk").pk)
    assert _stands(reply) == (False, False)
    assert list(Entry.objects.filter(act="shown").values_list("decision_id", flat=True)) == [by_team.pk]


def test_the_hosts_decision_holds_when_the_teams_is_taken_back_first(
    reply: Post, by_host: Decision, mo: Member
) -> None:
    by_team = _by_team(reply, mo, Content.HIDE)
    reverse(by_team, by=mo, why="A host has decided")
    assert _stands(reply) == (True, True)
    reverse(by_host, by=mo, why="It is fine")
    assert _stands(reply) == (False, False)


def test_an_edit_the_team_asked_for_is_still_asked_for_when_the_hosts_decision_is_taken_back(
    reply: Post, by_host: Decision, mo: Member
) -> None:
    by_team = _by_team(reply, mo, Content.EDIT)
    reverse(by_host, by=mo, why="Not to be hidden")
    assert _stands(reply) == (False, True)
    reverse(by_team, by=mo, why="Nothing to change")
    assert _stands(reply) == (False, False)


def test_what_waits_for_a_second_moderator_stays_hidden_until_they_decline(
    reply: Post, by_host: Decision, mo: Member, zoe: Member
) -> None:
    proposal = _by_team(reply, mo, Content.REMOVE, later=False)
    assert proposal.is_proposal
    reverse(by_host, by=mo, why="The team decides")
    assert _stands(reply) == (True, False)
    decline(proposal, by=zoe, why="It is fine")
    assert _stands(reply) == (False, False)


def test_undoing_that_it_stays_hides_nothing_when_the_host_was_taken_back_meanwhile(
    reply: Post, by_host: Decision, mo: Member
) -> None:
    stays = _by_team(reply, mo, Content.KEEP, later=False)
    assert _stands(reply) == (False, False)
    reverse(by_host, by=mo, why="It is fine")
    undo(stays, by=mo)
    assert _stands(reply) == (False, False)


def test_undoing_that_it_stays_hides_it_again_while_the_host_stands(reply: Post, by_host: Decision, mo: Member) -> None:
    undo(_by_team(reply, mo, Content.KEEP, later=False), by=mo)
    assert _stands(reply) == (True, True)
    reverse(by_host, by=mo, why="It is fine")
    assert _stands(reply) == (False, False)
