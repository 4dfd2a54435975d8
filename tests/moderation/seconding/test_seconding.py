"""Whoever may agree is told, and nobody else; who proposed reads what became of it; who is given a case knows why."""

from collections.abc import Callable
from typing import Any

import pytest

from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from moderation.guidelines.measures import Content
from moderation.review.cases import Case
from moderation.review.deciding import agree, decline
from moderation.review.decisions import Decision
from moderation.review.takingback import agree_to_take_back, reopen
from moderation.seconding.notices import GIVEN
from tests.factories import a_member, a_post
from tests.moderation.decided import a_case, a_decision, a_minute_ago
from tests.moderation.rota.rotas import a_shift

pytestmark = pytest.mark.django_db
Delivered = Callable[[], int]


@pytest.fixture
def mira(db: None) -> Member:
    """Another moderator."""
    return a_member("Mira", role="moderator")


def a_proposal(about: Member, *, by: Member) -> Decision:
    return a_decision(about, by=by, later=False, content=Content.REMOVE)


def told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("member__name", flat=True))


def test_neither_members_nor_who_proposed_are_asked_to_agree(
    mo: Member, mia: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    a_proposal(ben, by=mo)
    delivered()
    assert told("second_wanted") == {"Mia", "Mira"}
    assert set(MailItem.objects.filter(kind="second_wanted").values_list("member__name", flat=True)) == {"Mia", "Mira"}


def test_a_proposal_about_one_of_the_team_is_told_to_nobody_who_does_not_see_it(
    olli: Member, mia: Member, mo: Member, mira: Member, delivered: Delivered
) -> None:
    a_shift(mira)
    a_proposal(mo, by=mia)
    delivered()
    assert told("second_wanted") == {"Olli"}


def test_who_is_on_duty_is_asked_and_others_sleep(
    mo: Member, mia: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    a_shift(mira)
    a_shift(mo)
    a_proposal(ben, by=mo)
    delivered()
    assert told("second_wanted") == {"Mira"}


def test_several_are_one_row_that_opens_their_shelf(
    as_: Callable[..., Any], mo: Member, mira: Member, ben: Member, nia: Member, delivered: Delivered
) -> None:
    a_proposal(ben, by=mo), a_proposal(nia, by=mo)
    delivered()
    row = Notification.objects.get(kind="second_wanted", member=mira)
    assert len(row.subjects) == 2
    page = as_(mira).get("/inbox/").text
    assert "Mo needs a second moderator to agree" in page and "/moderate/second/" in page
    assert "You may agree, and you are on duty, or nobody who may is." in page


def test_once_agreed_it_asks_nobody_and_who_proposed_knows(
    mo: Member, mia: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    proposal = a_proposal(ben, by=mo)
    delivered()
    agree(proposal, by=mira, version=proposal.version)
    delivered()
    assert told("second_wanted") == set()
    assert told("second_agreed") == {"Mo"}


def test_who_proposed_reads_why_it_was_not_agreed_to(
    as_: Callable[..., Any], mo: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    proposal = a_proposal(ben, by=mo)
    delivered()
    decline(proposal, by=mira, why="It is a quote.")
    delivered()
    assert told("second_wanted") == set() and told("second_declined") == {"Mo"}
    page = as_(mo).get("/inbox/").text
    assert "Mira did not agree to your proposal" in page and "It is a quote." in page


def test_a_proposal_that_is_withdrawn_is_forgotten_and_told_to_nobody(
    mo: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    proposal = a_proposal(ben, by=mo)
    delivered()
    decline(proposal, by=mo, why="")
    delivered()
    assert told("second_wanted") == told("second_declined") == set()


def test_taking_back_asks_for_a_second_and_tells_who_asked(
    mo: Member, mia: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    proposal = a_proposal(ben, by=mo)
    agree(proposal, by=mira, version=proposal.version)
    a_minute_ago(proposal)
    asked = reopen(Decision.objects.get(), by=mo, why="We read it wrong.")
    delivered()
    assert told("second_wanted") == {"Mia", "Mira"}
    agree_to_take_back(asked, by=mia)
    delivered()
    assert told("second_wanted") == set()
    assert Notification.objects.filter(kind="second_agreed", member=mo).count() == 1


def test_whoever_is_given_a_case_knows_by_whom_and_why(
    as_: Callable[..., Any], mo: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    case = a_case(a_post(by=ben, source="Words that stay unsaid"))
    as_(mo).post(f"/moderate/{case.pk}/give/", {"to": str(mira.pk), "why": "You know his language."})
    delivered()
    assert told("case_given") == {"Mira"}
    page = as_(mira).get("/inbox/").text
    assert "Mo gave you a case" in page and "You know his language." in page
    assert "Words that stay unsaid" not in page
    assert "You know his language." in as_(mira).get(f"/moderate/{case.pk}/").text


def test_why_is_mended_and_never_mailed(mo: Member, mira: Member, ben: Member, delivered: Delivered) -> None:
    case = a_case(a_post(by=ben))
    case.give(mira, by=mo, why="You know his language.")
    delivered()
    item = MailItem.objects.get(kind="case_given", member=mira)
    told_by_mail = GIVEN.told(mira, [item])[case.pk]
    assert f"Case {case.pk}" in told_by_mail.text and "language" not in f"{told_by_mail.text}{told_by_mail.html}"
    case.give(mira, by=mo, why="You know his thread.")
    case.give(mira, by=mo)
    case.refresh_from_db()
    assert case.assigned_why == "You know his thread."


def test_who_takes_a_case_is_not_told_and_who_may_not_see_it_never(
    mo: Member, mira: Member, ben: Member, delivered: Delivered
) -> None:
    case = a_case(a_post(by=ben))
    case.give(mo, by=mo)
    delivered()
    about_mo = a_case(a_post(by=mo))
    about_mo.give(mira, by=mira)
    Case.objects.filter(pk=about_mo.pk).update(assigned_to=None)
    about_mo.refresh_from_db()
    about_mo.give(mira, by=ben)
    delivered()
    assert told("case_given") == set()


def test_a_reason_that_is_too_long_is_refused_and_kept(as_: Callable[..., Any], mo: Member, ben: Member) -> None:
    case, words = a_case(a_post(by=ben)), "a" * 201
    answer = as_(mo).post(f"/moderate/{case.pk}/give/", {"to": str(mo.pk), "why": words})
    case.refresh_from_db()
    assert answer.status_code == 422 and words in answer.text and case.assigned_to is None
