"""A removal or a ban needs a second moderator, who agrees to what they saw, or says why not."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from moderation.review.cases import Case
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from members.profiles.models import Member

    As = Callable[..., Any]


@pytest.fixture
def proposal(
    as_: "As", mo: "Member", mira: "Member", a_case: Callable[..., Case], sent: Callable[..., dict[str, Any]]
) -> Decision:
    """A removal mo proposed."""
    case = a_case()
    as_(mo).post(f"{case.get_absolute_url()}decide/", sent(case, "remove", facts="It names a child"))
    return Decision.objects.select_related("case").get()


def test_the_second_sees_who_proposed_what_and_why(as_: "As", mira: "Member", proposal: Decision) -> None:
    assert proposal.is_proposal
    page = as_(mira).get(proposal.case.get_absolute_url()).text
    for words in ("Proposed", "Removed", "Mo", "It names a child", "Agree", "Do not agree"):
        assert words in page
    assert "Waits for a second moderator" in as_(mira).get("/moderate/").text


def test_nobody_agrees_to_their_own_proposal(as_: "As", mo: "Member", proposal: Decision) -> None:
    page = as_(mo).get(proposal.case.get_absolute_url()).text
    assert "Take back the proposal" in page
    assert f"/moderate/decisions/{proposal.pk}/agree/" not in page
    answer = as_(mo).post(f"/moderate/decisions/{proposal.pk}/agree/", {"version": proposal.version})
    assert answer.status_code == 422
    assert "Another moderator has to agree." in answer.text


def test_agreeing_puts_it_in_force(as_: "As", mira: "Member", proposal: Decision) -> None:
    as_(mira).post(f"/moderate/decisions/{proposal.pk}/agree/", {"version": proposal.version})
    proposal.refresh_from_db()
    assert proposal.in_force_at is not None
    assert proposal.second_by == mira


def test_agreeing_to_what_was_changed_shows_the_new_words(
    as_: "As", mira: "Member", proposal: Decision, leaves: Any
) -> None:
    pk = proposal.case.subject_id
    leaves.things[pk] = replace(leaves.things[pk], version="second", html="<p>Mended words</p>")
    answer = as_(mira).post(f"/moderate/decisions/{proposal.pk}/agree/", {"version": proposal.version})
    assert answer.status_code == 409
    assert "Mended words" in answer.text
    assert 'name="version" value="second"' in answer.text


def test_not_agreeing_needs_a_reason_and_opens_the_case(as_: "As", mira: "Member", proposal: Decision) -> None:
    address = f"/moderate/decisions/{proposal.pk}/decline/"
    assert as_(mira).post(address, {"why": ""}).status_code == 422
    as_(mira).post(address, {"why": "It is a quote"})
    page = as_(mira).get(proposal.case.get_absolute_url()).text
    assert "It is a quote" in page
    assert "Send and close" in page
    assert as_(mira).post(address, {"why": "again"}).status_code == 409


def test_a_proposal_is_taken_back_without_a_reason(as_: "As", mo: "Member", proposal: Decision) -> None:
    assert as_(mo).post(f"/moderate/decisions/{proposal.pk}/decline/").status_code == 302
    proposal.refresh_from_db()
    assert proposal.declined_by == mo


def test_alone_in_the_team_one_decides_and_it_is_said(
    as_: "As", mo: "Member", a_case: Callable[..., Case], sent: Callable[..., dict[str, Any]]
) -> None:
    case, client = a_case(), as_(mo)
    answer = client.post(f"{case.get_absolute_url()}decide/", sent(case, "remove"))
    assert Decision.objects.get().is_lone
    assert "decided alone" in client.get(answer.url).text
    assert "Nobody else could agree: decided alone." in client.get(case.get_absolute_url()).text
