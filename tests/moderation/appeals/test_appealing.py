"""Appealing: who may not, when, how often; what was typed stays; and who is suspended can, too."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.appeals.links import link_for, token_for
from moderation.appeals.models import Appeal, AppealMessage
from moderation.appeals.opening import appeal, write
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.deciding import reverse as take_back
from moderation.review.decisions import Decision
from moderation.statements.owing import owe_due
from tests.factories import a_post
from tests.moderation.decided import a_case, a_decision, a_minute_ago

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
WORDS = {"words": "It was a joke between the two of us."}


def start(decision: Decision) -> str:
    """The page where one appeals."""
    return reverse("appeal_start", args=[decision.pk])


def send(decision: Decision) -> str:
    """Where the form goes."""
    return reverse("appeal_open", args=[decision.pk])


def test_nobody_else_finds_the_decision_or_the_appeal(
    as_: As, visitor: Any, ben: Member, nia: Member, mo: Member, olli: Member
) -> None:
    decision = a_decision(ben, by=mo)
    made = appeal(decision, "It was a joke.", by=ben)
    pages = [start(decision), made.get_absolute_url()]
    acts = [send(decision), reverse("appeal_write", args=[made.pk])]
    for who, status in ((visitor, 302), (nia, 404), (mo, 404), (olli, 404)):
        client = as_(who)
        assert {client.get(path).status_code for path in pages} == {status}
        assert {client.post(path, WORDS).status_code for path in acts} == {status}
    assert AppealMessage.objects.count() == 1


def test_a_member_appeals_once_and_it_is_a_case_at_once(as_: As, ben: Member, mo: Member) -> None:
    decision = a_decision(ben, by=mo)
    page = as_(ben).get(start(decision)).content.decode()
    assert "Called somebody names." in page and "You are warned." in page
    assert "Mo</" not in page, "the member reads no names of the team"
    assert as_(ben).post(send(decision), WORDS).status_code == 302
    assert as_(ben).post(send(decision), WORDS).status_code == 302
    made = Appeal.objects.get()
    assert made.first_moderator == mo and made.second_moderator is None
    case = Case.objects.get(subject_type="appeal")
    assert (case.subject_id, case.about, case.source) == (made.pk, ben, "appeal")
    assert case.due_at - case.opened_at >= timedelta(hours=47)
    assert list(Entry.objects.filter(act="appealed").values_list("actor_id", "decision_id")) == [(ben.pk, decision.pk)]
    assert as_(ben).get(start(decision))["Location"] == made.get_absolute_url()


def test_sending_the_same_twice_says_it_once(as_: As, ben: Member, mo: Member) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    for _ in range(2):
        write(made, "Ask Nia, she knows.", by=ben, submission="once")
    assert [one.words for one in made.messages.all()] == ["It was a joke.", "Ask Nia, she knows."]


def test_the_database_holds_one_appeal_for_each_decision(ben: Member, mo: Member) -> None:
    decision = a_decision(ben, by=mo)
    appeal(decision, "Once", by=ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(decision=decision, by=ben)


def test_what_is_only_proposed_or_found_nothing_wrong_cannot_be_appealed(
    as_: As, ben: Member, mo: Member, mia: Member
) -> None:
    proposed = a_decision(ben, by=mo, content="remove")
    assert proposed.is_proposal
    nothing = a_decision(ben, by=mo, person="nothing")
    for decision in (proposed, nothing):
        assert as_(ben).get(start(decision)).status_code == 404
        assert as_(ben).post(send(decision), WORDS).status_code == 404
    assert not Appeal.objects.exists()


def test_within_the_30_seconds_nobody_finds_it_by_its_address(as_: As, visitor: Any, ben: Member, mo: Member) -> None:
    decision = a_decision(ben, by=mo, later=False)
    letter = reverse("appeal_with", args=[token_for(decision)])
    for client, read, sent in ((as_(ben), start(decision), send(decision)), (as_(visitor), letter, f"{letter}send/")):
        assert client.get(read).status_code == client.post(sent, WORDS).status_code == 404
    with pytest.raises(NotNow):
        appeal(decision, "It was a joke.", by=ben)
    a_minute_ago(decision)
    assert as_(ben).get(start(decision)).status_code == 200 and not Appeal.objects.exists()


@pytest.mark.parametrize("was_told", [False, True])
def test_what_was_taken_back_is_there_for_who_was_told_of_it(
    as_: As, ben: Member, mo: Member, mia: Member, was_told: bool
) -> None:
    decision = a_decision(ben, by=mo)
    if was_told:
        Decision.objects.filter(pk=decision.pk).update(letter_at=timezone.now())
        assert owe_due() == 1
    take_back(decision, by=mia, why="It was nothing.")
    assert as_(ben).get(start(decision)).status_code == (200 if was_told else 404)
    assert as_(ben).post(send(decision), WORDS).status_code == (422 if was_told else 404)
    assert not Appeal.objects.exists()


def test_too_late_is_said_and_what_was_typed_stays(as_: As, ben: Member, mo: Member) -> None:
    decision = a_decision(ben, by=mo)
    Decision.objects.update(in_force_at=timezone.now() - timedelta(days=181))
    response = as_(ben).post(send(decision), WORDS)
    assert response.status_code == 422
    assert "180 days" in response.content.decode() and WORDS["words"] in response.content.decode()
    assert not Appeal.objects.exists()
    Decision.objects.update(in_force_at=timezone.now() - timedelta(days=179))
    assert as_(ben).post(send(decision), WORDS).status_code == 302


def test_an_empty_form_is_shown_again(as_: As, ben: Member, mo: Member) -> None:
    response = as_(ben).post(send(a_decision(ben, by=mo)), {"words": "  "})
    assert response.status_code == 422 and "There is a problem" in response.content.decode()


def test_five_messages_a_day_and_the_sixth_keeps_its_words(as_: As, ben: Member, mo: Member) -> None:
    decision = a_decision(ben, by=mo)
    client = as_(ben)
    client.post(send(decision), WORDS)
    path = reverse("appeal_write", args=[Appeal.objects.get().pk])
    for number in range(4):
        assert client.post(path, {"words": f"More {number}"}).status_code == 302
    response = client.post(path, {"words": "One too many"})
    assert response.status_code == 429 and "One too many" in response.content.decode()
    assert int(response["Retry-After"]) > 0
    assert AppealMessage.objects.count() == 5


def test_more_words_wake_a_case_that_was_put_off(as_: As, ben: Member, mo: Member, mia: Member) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    case = made.case()
    assert case is not None
    case.snooze(timezone.now() + timedelta(days=2), by=mia)
    as_(ben).post(reverse("appeal_write", args=[made.pk]), WORDS)
    case.refresh_from_db()
    assert not case.is_snoozed


def test_a_suspended_member_appeals_by_the_link_of_the_letter_without_signing_in(
    as_: As, visitor: Any, eve: Member, mo: Member
) -> None:
    decision = a_decision(eve, by=mo, person="suspend", days=30)
    Member.objects.filter(pk=eve.pk).update(suspended_until=timezone.now() + timedelta(days=30))
    path = link_for(decision)[link_for(decision).index("/appeals/") :]
    page = as_(visitor).get(path)
    assert page.status_code == 200 and page["Referrer-Policy"] == "no-referrer"
    assert as_(visitor).post(f"{path}send/", WORDS)["Location"] == path
    assert Appeal.objects.get().by == eve
    as_(visitor).post(f"{path}send/", {"words": "One thing more"})
    assert "One thing more" in as_(visitor).get(path).content.decode()


def test_a_link_opens_nothing_else(as_: As, visitor: Any, eve: Member, ben: Member, mo: Member) -> None:
    token = token_for(a_decision(ben, by=mo))
    with_token = reverse("appeal_with", args=[token])
    assert as_(visitor).get(with_token).status_code == 302, "who can sign in does so"
    assert as_(visitor).post(f"{with_token}send/", WORDS).status_code == 302
    for wrong in (token[:-1], f"9{token}", "nothing"):
        assert as_(visitor).get(reverse("appeal_with", args=[wrong])).status_code == 404
        assert as_(visitor).post(reverse("appeal_with_send", args=[wrong]), WORDS).status_code == 404
    assert not Appeal.objects.exists()


def test_a_case_that_is_open_has_nothing_to_appeal(as_: As, ben: Member, mo: Member) -> None:

    a_case(a_post(by=ben))
    assert as_(ben).get(reverse("appeal_start", args=[1])).status_code == 404
