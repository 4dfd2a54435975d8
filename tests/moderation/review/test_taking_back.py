"""What two decided is taken back by two: one asks, another agrees or not, and until then it holds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.posts.models import Post
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.guidelines.measures import Content
from moderation.ledger.models import Entry
from moderation.review.deciding import DecidedMeanwhile, agree, reverse
from moderation.review.decisions import Decision
from moderation.review.permissions import others_to_reverse, seconds_of
from moderation.review.takingback import TakeBack, agree_to_take_back, decline_to_take_back, reopen
from tests.factories import a_member
from tests.moderation.decided import a_decision, a_minute_ago

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


@pytest.fixture
def mira(db: None) -> Member:
    """Another moderator."""
    return a_member("Mira", role="moderator")


@pytest.fixture
def removed(mo: Member, mira: Member, ben: Member) -> Decision:
    """What mo proposed and mira agreed to."""
    proposal = a_decision(ben, by=mo, later=False, content=Content.REMOVE)
    agree(proposal, by=mira, version=proposal.version)
    a_minute_ago(proposal)
    found: Decision = Decision.objects.select_related("case").get()
    return found


def stands(decision: Decision) -> bool:
    decision.refresh_from_db()
    return decision.is_standing and Post.objects.get(pk=decision.case.subject_id).removed_at is not None


def test_one_alone_takes_nothing_back(as_: As, mo: Member, ben: Member, removed: Decision) -> None:
    with pytest.raises(NotNow, match="Another moderator has to agree"):
        reverse(removed, by=mo, why="Alone")
    address = f"/moderate/decisions/{removed.pk}"
    assert as_(ben).post(f"{address}/back/agree/").status_code == 403
    assert as_(mo).post(f"{address}/reopen/", {"why": "We read it wrong."}).status_code == 302
    as_(mo).post(f"{address}/back/agree/")
    assert as_(mo).post(f"{address}/back/agree/").status_code == 422
    assert stands(removed)


def test_asked_for_it_waits_on_the_shelf_of_the_second(as_: As, mo: Member, mira: Member, removed: Decision) -> None:
    assert "Another moderator has to agree that it is taken back" in as_(mo).get(removed.case.get_absolute_url()).text
    as_(mo).post(f"/moderate/decisions/{removed.pk}/reopen/", {"why": "We read it wrong."})
    shelf = as_(mira).get("/moderate/second/").text
    assert "To be taken back, if another moderator agrees" in shelf and "To take back" in shelf
    page = as_(mira).get(removed.case.get_absolute_url()).text
    assert "Mo wants it taken back." in page and "We read it wrong." in page and "Agree to take it back" in page


def test_another_agrees_and_all_of_it_is_taken_back(as_: As, mo: Member, mira: Member, removed: Decision) -> None:
    as_(mo).post(f"/moderate/decisions/{removed.pk}/reopen/", {"why": "We read it wrong."})
    as_(mira).post(f"/moderate/decisions/{removed.pk}/back/agree/")
    assert not stands(removed)
    assert removed.reversed_why == "We read it wrong." and removed.reversed_by == mira
    assert set(Entry.objects.values_list("act", flat=True)) >= {"back_asked", "reversed", "reopened"}
    assert "Nothing waits for a second" in as_(mira).get("/moderate/second/").text


def test_who_does_not_agree_says_why(as_: As, mo: Member, mira: Member, removed: Decision) -> None:
    as_(mo).post(f"/moderate/decisions/{removed.pk}/reopen/", {"why": "We read it wrong."})
    address = f"/moderate/decisions/{removed.pk}/back/decline/"
    answer = as_(mira).post(address, {"why": ""})
    assert answer.status_code == 422 and "Say why, in a sentence for the team." in answer.text
    as_(mira).post(address, {"why": "It names a child."})
    asked = TakeBack.objects.get()
    assert (asked.declined_why, asked.is_agreed, asked.settled_by) == ("It names a child.", False, mira)
    assert stands(removed)


def test_asked_twice_it_is_asked_once_and_settled_once(mo: Member, mira: Member, removed: Decision) -> None:
    asked = reopen(removed, by=mo, why="One")
    assert reopen(removed, by=mo, why="Two") == asked and TakeBack.objects.count() == 1
    decline_to_take_back(asked, by=mo, why="")
    with pytest.raises(DecidedMeanwhile):
        agree_to_take_back(asked, by=mira)
    assert stands(removed)


def test_an_owner_whom_nobody_can_help_takes_it_back_alone(olli: Member, mo: Member, removed: Decision) -> None:
    Member.objects.get_queryset().filter(role="moderator").update(role="member")
    with pytest.raises(NotNow):
        reopen(removed, by=Member.objects.get_queryset().get(pk=mo.pk), why="Mine")
    assert reopen(removed, by=olli, why="I am alone.") is None
    assert not stands(removed)


def test_who_agrees_is_not_told_what_holds_for_who_asked(mo: Member, mia: Member, removed: Decision) -> None:
    asked = reopen(removed, by=mo, why="We read it wrong.")
    Member.objects.get_queryset().filter(pk=mo.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    with pytest.raises(NotNow, match="Whoever wanted this taken back could not do it any more"):
        agree_to_take_back(asked, by=mia)
    assert stands(removed)


def test_one_who_was_silenced_since_they_proposed_is_no_second(mo: Member, mira: Member, ben: Member) -> None:
    proposal = a_decision(ben, by=mo, later=False, content=Content.REMOVE)
    Member.objects.get_queryset().filter(pk=mo.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    with pytest.raises(NotNow, match="Whoever proposed this could not decide it any more"):
        agree(proposal, by=mira, version=proposal.version)
    proposal.refresh_from_db()
    assert proposal.is_proposal


def test_more_moderators_cost_no_more_to_be_asked_who_else_may(mo: Member, removed: Decision) -> None:
    costs = []
    others_to_reverse(removed, but=mo)  # whom and what it is about is known now
    for more in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert mo not in others_to_reverse(removed, but=mo)
            assert seconds_of(removed.case, but=mo, person="ban")
        costs.append(len(seen))
        for number in range(3):
            a_member(f"Moderator {more} {number}", role="moderator")
    assert costs[0] == costs[1] and len(others_to_reverse(removed, but=mo)) >= 7
