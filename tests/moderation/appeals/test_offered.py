"""Where a decision is told: one that has an appeal leads to it, and appealing is offered for the others alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from moderation.appeals.deciding import overturn, uphold
from moderation.appeals.models import Appeal
from moderation.appeals.opening import appeal
from moderation.review.decisions import Decision
from moderation.statements.mailing import letter_for
from moderation.statements.models import StatementLetter
from moderation.statements.owing import owe_due
from tests.moderation.decided import a_decision

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
OFFERED = "You can appeal until"


def told(about: Member, by: Member, **wanted: Any) -> Decision:
    """A decision whose letter is written."""
    decision = a_decision(about, by=by, **wanted)
    Decision.objects.filter(pk=decision.pk).update(letter_at=timezone.now())
    assert owe_due() == 1
    decision.refresh_from_db()
    return decision


def pages(as_: As, about: Member, decision: Decision) -> list[str]:
    """Where the member stands, and the statement of this decision."""
    client = as_(Member.objects.get(pk=about.pk))
    answers = [client.get(path) for path in ("/standing/", reverse("statement", args=[decision.pk]))]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.text for answer in answers]


def leads_to(page: str, found: Appeal) -> bool:
    """Whether it has a link to an appeal, and offers none."""
    return f'href="{found.get_absolute_url()}"' in page and "Your appeal" in page and OFFERED not in page


@pytest.mark.parametrize(
    "wanted",
    [{"person": "warn"}, {"content": "hide"}, {"person": "silence", "days": 7}, {"person": "suspend", "days": 7}],
)
def test_a_decision_with_an_open_appeal_leads_to_it(as_: As, ben: Member, mo: Member, wanted: dict[str, Any]) -> None:
    decision = told(ben, mo, **wanted)
    start = reverse("appeal_start", args=[decision.pk])
    assert all(OFFERED in page and start in page and "Your appeal" not in page for page in pages(as_, ben, decision))
    found = appeal(decision, "It was a joke.", by=ben)
    assert all(leads_to(page, found) and start not in page for page in pages(as_, ben, decision))


@pytest.mark.parametrize("decide", [uphold, overturn])
def test_a_decided_appeal_is_found_too(
    as_: As, ben: Member, mo: Member, mia: Member, decide: Callable[..., Appeal]
) -> None:
    decision = told(ben, mo)
    found = appeal(decision, "It was a joke.", by=ben)
    said = found.messages.last()
    assert said is not None
    decide(found, "Read by somebody else.", by=mia, read=said.pk)
    assert all(leads_to(page, found) for page in pages(as_, ben, decision))


def test_the_other_decisions_are_offered_still(as_: As, ben: Member, mo: Member) -> None:
    found = appeal(told(ben, mo), "It was a joke.", by=ben)
    other = told(ben, mo)
    standing, statement = pages(as_, ben, other)
    assert f'href="{found.get_absolute_url()}"' in standing and reverse("appeal_start", args=[other.pk]) in standing
    assert OFFERED in statement and "Your appeal" not in statement


def test_the_letter_keeps_its_link(ben: Member, mo: Member) -> None:
    decision = told(ben, mo)
    letter = StatementLetter.objects.select_related("decision__about").get()
    before = letter_for(letter, ben).body
    appeal(decision, "It was a joke.", by=ben)
    assert "/appeals/with/" in before and letter_for(letter, ben).body == before


def test_many_appeals_are_found_with_their_decisions(ben: Member, mo: Member, django_assert_num_queries: Any) -> None:
    from moderation.appeals.links import path_of_appeal
    from moderation.sanctions.standing import WITH

    for _number in range(3):
        appeal(told(ben, mo), "It was a joke.", by=ben)
    told(ben, mo)
    with django_assert_num_queries(1):
        paths = [path_of_appeal(one) for one in Decision.objects.select_related(*WITH).order_by("pk")]
    assert [bool(path) for path in paths] == [True, True, True, False]
