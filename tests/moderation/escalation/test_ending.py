"""What is decided is escalated no further; the address in a letter works once, for seven days, while it is needed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.escalation.escalating import acknowledge, escalate, go_on_next
from moderation.escalation.models import Escalation, EscalationCall, Link
from moderation.escalation.sending import deliver
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide, undo
from moderation.review.decisions import Decision
from tests.factories import a_post
from tests.moderation.decided import a_case
from tests.moderation.escalation.matrices import a_rung, late, told

pytestmark = pytest.mark.django_db
WHY, LAWYER = "A court asks for a name.", "lawyer@example.net"


def escalated(by: Member) -> Escalation:
    """Of a case about a post."""
    return escalate(a_case(a_post()), "legal", WHY, by=by)


def decided(escalation: Escalation, by: Member) -> Decision:
    """Its case is decided."""
    case = Case.objects.get(pk=escalation.case_id)
    item = case.kind.one(case.subject_id)
    assert item is not None
    return decide(case, Wanted(version=item.version), by=by)


def ask(client: Client, call: EscalationCall, *, post: bool = False) -> tuple[int, str]:
    name = "escalation_acknowledge" if post else "escalation_told"
    answer = (client.post if post else client.get)(reverse(name, args=[call.token]))
    return answer.status_code, answer.content.decode()


def test_what_is_decided_is_escalated_neither_again_nor_further(mo: Member, mia: Member, olli: Member) -> None:
    a_rung(mia, 1, member=mia), a_rung(mia, 2, member=olli)
    escalation = escalated(mo)
    decided(escalation, mo)
    assert late(escalation) == 0 and told(escalation) == ["Mia"] and escalation.lapsed_at is None
    deliver()
    assert not mail.outbox, "What was on its way is told to nobody."
    with pytest.raises(NotNow, match="decided"):
        escalate(Case.objects.get(pk=escalation.case_id), "press", "", by=mo)
    assert not acknowledge(escalation, by=mia)
    assert not Entry.objects.filter(act__in=("acknowledged", "escalation_lapsed", "escalated_on")).exists()


def test_what_is_undone_waits_again(mo: Member, mia: Member, olli: Member) -> None:
    a_rung(mia, 1, member=mia), a_rung(mia, 2, member=olli)
    escalation = escalated(mo)
    undo(decided(escalation, mo), by=mo)
    assert late(escalation) == 1 and told(escalation) == ["Mia", "Olli"]


def test_a_notice_nobody_has_seen_goes_when_it_is_decided(
    mo: Member, mia: Member, delivered: Callable[[], int]
) -> None:
    a_rung(mia, 1, member=mia)
    escalation = escalated(mo)
    delivered()
    mine = Notification.objects.filter(member=mia, kind="escalated_to_me")
    assert mine.exists()
    decided(escalation, mo)
    delivered()
    assert not mine.exists()


def test_the_case_says_that_it_is_decided_and_offers_nothing(as_: Any, mo: Member, mia: Member) -> None:
    a_rung(mia, 1, member=mia)
    escalation = escalated(mo)
    address = reverse("case_escalation", args=[escalation.case_id])
    assert WHY in as_(mo).get(address).text and 'name="why"' in as_(mo).get(address).text
    decided(escalation, mo)
    page = as_(mo).get(address).text
    assert "The case is decided. Nobody else is told." in page and 'name="why"' not in page
    assert "I look after it" not in page
    answer = as_(mo).post(reverse("case_escalate", args=[escalation.case_id]), {"matter": "press", "why": "Kept"})
    assert answer.status_code == 422 and "nothing to escalate" in answer.text and "Kept" in answer.text


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (Link.TAKEN, "Somebody looks after it already."), (Link.DECIDED, "The case is decided. There is nothing"),
        (Link.OVER, "This link worked for seven days, and has ended."),
    ],
)  # fmt: skip
def test_an_address_that_has_ended_says_why_and_does_nothing(
    as_: Any, visitor: Any, mo: Member, mia: Member, link: Link, words: str
) -> None:
    a_rung(mia, email=LAWYER)
    escalation = escalated(mo)
    call = escalation.calls.get()
    assert ask(as_(visitor), call)[0] == 200
    if link == Link.TAKEN:
        acknowledge(escalation, by=mia)
    elif link == Link.DECIDED:
        decided(escalation, mo)
    else:
        EscalationCall.objects.update(created_at=timezone.now() - timedelta(days=7))
    before = Escalation.objects.values().get()
    for post in (False, True):
        status, said = ask(as_(visitor), call, post=post)
        assert status == 410 and words in said and WHY not in said and "<form" not in said
    assert Escalation.objects.values().get() == before


def test_an_address_acknowledges_once(as_: Any, visitor: Any, mo: Member, mia: Member) -> None:
    a_rung(mia, email=LAWYER), a_rung(mia, member=mia)
    escalation = escalated(mo)
    mine, other = escalation.calls.get(rung__email=LAWYER), escalation.calls.get(member=mia)
    client = as_(visitor)
    assert [ask(client, mine, post=True)[0] for _ in range(2)] == [302, 200]
    status, said = ask(client, mine)
    assert status == 200 and "You have acknowledged it." in said and WHY not in said
    assert ask(client, other, post=True)[0] == 410
    assert Entry.objects.filter(act="acknowledged").count() == 1
    assert go_on_next(timezone.now() + timedelta(days=1)) == 0
