"""Opening and hiding by hand in the same moment: one case, one decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from community.composing.undoing import undo as undo_posting
from community.posts.models import Post
from members.profiles.refusing import NotNow
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from moderation.review.direct import open_by_hand
from moderation.review.of_hosts import Reasons, hide_as_host
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post
from tests.moderation.racing import at_once, while_it_waits

if TYPE_CHECKING:
    from moderation.review.subjects import Item

pytestmark = pytest.mark.django_db(transaction=True)


def _item() -> Item:
    item = KINDS["post"].one(a_post(by=a_member()).pk)
    assert item is not None
    return item


def test_two_moderators_at_once_open_one_case() -> None:
    item, team = _item(), [a_member(role="moderator") for _ in range(2)]
    opened = at_once(*(partial(open_by_hand, item, by=one, why=one.name) for one in team))
    case = Case.objects.get()
    assert [one.pk for one in opened] == [case.pk] * 2
    assert case.claimed_by in team and case.notes.count() == 2


def test_two_hosts_at_once_hide_it_once() -> None:
    item, hosts = _item(), [a_member() for _ in range(2)]
    found = at_once(*(partial(hide_as_host, item, Reasons(None, "Why", item.version), by=one) for one in hosts))
    assert sum(isinstance(one, NotNow) for one in found) == 1
    assert Decision.objects.count() == Case.objects.count() == 1


def test_a_host_and_a_moderator_at_once_leave_one_last_word() -> None:
    """Whoever comes second is refused, or the moderator's word holds."""
    item, mo, host = _item(), a_member(role="moderator"), a_member()
    case = open_by_hand(item, by=mo)
    case.release(by=mo)
    at_once(
        partial(hide_as_host, item, Reasons(None, "Why", item.version), by=host),
        partial(decide, case, Wanted(version=item.version), by=mo),
    )
    now = KINDS["post"].one(item.pk)
    assert now is not None and now.state == ""


@pytest.mark.parametrize("content", ["hide", "keep"])
def test_what_was_decided_about_while_its_author_undoes_posting_it_stays_for_the_team(content: str) -> None:
    post, mo = a_post(by=a_member()), a_member(role="moderator")
    item, author = KINDS["post"].one(post.pk), post.author
    assert item is not None and author is not None
    with while_it_waits(post, partial(undo_posting, post, by=author)) as given:
        case = open_by_hand(item, by=mo)
        if content == "hide":
            decide(case, Wanted(content=content, version=item.version), by=mo)
    assert isinstance(given[0], NotNow), given
    assert (Post.objects.get(pk=post.pk).hidden_at is not None) == (content == "hide")
