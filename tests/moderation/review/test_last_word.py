"""Several decisions about one thing: what the last one says holds, whichever of them is taken back."""

import pytest

from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from moderation.appeals.deciding import overturn
from moderation.appeals.opening import appeal
from moderation.guidelines.measures import Content
from moderation.ledger.models import Entry
from moderation.review.deciding import TooLate, agree, undo
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
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


def removed(post: Post, by: Member, second: Member) -> Decision:
    """Proposed by one, agreed to by another."""
    proposal = a_decision(post.author or by, by=by, post=post, later=False, content=Content.REMOVE, person="nothing")
    item = KINDS["post"].one(post.pk)
    assert item is not None
    return agree(proposal, by=second, version=item.version)


def test_what_a_later_decision_removed_stays_removed_when_an_earlier_one_is_reversed(
    reply: Post, nia: Member, mo: Member, mia: Member, zoe: Member
) -> None:
    first = a_decision(nia, by=mo, post=reply, content=Content.HIDE)
    removed(reply, mo, zoe)
    made = appeal(first, "It was a joke.", by=nia)
    overturn(made, "It was.", by=mia, read=made.messages.latest("pk").pk)
    reply.refresh_from_db()
    assert reply.hidden_at and reply.removed_at
    assert not Entry.objects.filter(act="shown", decision_id=first.pk).exists()


def test_undoing_a_removal_leaves_hidden_what_was_hidden_before(
    reply: Post, nia: Member, mo: Member, zoe: Member
) -> None:
    a_decision(nia, by=mo, post=reply, content=Content.HIDE)
    undo(removed(reply, mo, zoe), by=zoe)
    reply.refresh_from_db()
    assert reply.hidden_at and not reply.removed_at


def test_what_was_held_is_there_for_everybody_when_an_appeal_is_won(
    reply: Post, nia: Member, ben: Member, mo: Member, mia: Member, zoe: Member
) -> None:
    reply.hold()
    decision = removed(reply, mo, zoe)
    a_minute_ago(decision)
    made = appeal(decision, "It is mine.", by=nia)
    overturn(made, "It may stay.", by=mia, read=made.messages.latest("pk").pk)
    reply.refresh_from_db()
    assert not (reply.held_at or reply.hidden_at or reply.removed_at)
    assert reply in Post.objects.readable_by(ben)


def test_a_proposal_of_somebody_else_is_not_undone_but_declined_with_a_reason(
    reply: Post, nia: Member, mo: Member, zoe: Member
) -> None:
    proposal = a_decision(nia, by=mo, post=reply, later=False, content=Content.REMOVE, person="nothing")
    with pytest.raises(TooLate):
        undo(proposal, by=zoe)
    undo(proposal, by=mo)
    proposal.refresh_from_db()
    assert proposal.declined_by == mo
