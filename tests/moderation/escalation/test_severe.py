"""Severe cases: whoever is on duty knows at once, everybody if nobody is, and again if nobody has the case."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.escalation.models import SevereAlert
from moderation.escalation.sending import deliver
from moderation.escalation.severe import alert_again_next
from moderation.guidelines.measures import Severity, Source
from moderation.review.cases import Case
from moderation.review.opening import open_case
from moderation.review.subjects import Item
from moderation.review.weighing import set_severity
from tests.factories import a_member
from tests.moderation.rota.rotas import a_case, a_shift

pytestmark = pytest.mark.django_db


def told(kind: str = "case_severe") -> set[str]:
    """Who has a notice of it."""
    return set(Notification.objects.filter(kind=kind).values_list("member__name", flat=True))


def half_gone() -> None:
    """Half the due time is over."""
    SevereAlert.objects.update(again_at=timezone.now() - timedelta(seconds=1))


def test_a_severe_case_about_one_of_the_team_is_told_to_neither_them_nor_their_rank(
    mo: Member, mia: Member, delivered: Callable[[], int]
) -> None:
    mira = a_member("Mira", role="moderator")
    a_shift(mira)
    a_case(mira, Severity.HIGH)
    delivered()
    deliver()
    assert told() == {"Mia"} and [letter.to for letter in mail.outbox] == [[mia.email]]


def test_who_is_on_duty_knows_at_once_and_others_do_not(
    mo: Member, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    a_shift(mo)
    a_case(ben), a_case(ben, Severity.HIGH)
    delivered()
    deliver()
    assert told() == {"Mo"} and len(mail.outbox) == 1
    letter = mail.outbox[0]
    assert letter.to == [mo.email] and letter.subject == "A severe case came in." and "Words" not in str(letter.body)


def test_without_anybody_on_duty_all_of_the_team_know(
    mo: Member, mia: Member, olli: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    a_case(ben, Severity.HIGH)
    delivered()
    assert told() == {"Mo", "Mia", "Olli"}


def test_a_case_that_becomes_severe_is_told_of_once(mo: Member, ben: Member, delivered: Callable[[], int]) -> None:
    item = Item("post", 77, ben, "A post", "Words", "", timezone.now(), "1")
    open_case(item, Source.REPORT)
    delivered()
    assert not told()
    open_case(item, Source.REPORT, Severity.HIGH, report=True)
    open_case(item, Source.RULE, Severity.HIGH, hit=True)
    delivered()
    assert Notification.objects.filter(kind="case_severe", member=mo).count() == 1 == SevereAlert.objects.count()


def test_a_case_that_is_severe_anew_is_mailed_anew(
    mo: Member, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    case = a_case(ben, Severity.HIGH)
    a_shift(mo)
    for severity, why in ((None, ""), (Severity.MEDIUM, "It is a quote."), (Severity.HIGH, "")):
        if severity is not None:
            set_severity(case, severity, by=mia, why=why)
        delivered()
        deliver()
    assert [letter.to for letter in mail.outbox] == [[mo.email]] * 2
    half_gone()
    assert alert_again_next(timezone.now()) == 1
    delivered()
    deliver()
    assert len(mail.outbox) == 3


def test_a_case_nobody_has_is_told_of_again_once(mo: Member, ben: Member, delivered: Callable[[], int]) -> None:
    case = a_case(ben, Severity.HIGH)
    delivered()
    assert alert_again_next(timezone.now()) == 0
    one = SevereAlert.objects.get()
    assert abs((one.again_at - one.at) * 2 - (case.due_at - one.at)) < timedelta(seconds=5)
    half_gone()
    assert alert_again_next(timezone.now()) == 1 and alert_again_next(timezone.now()) == 0
    delivered()
    deliver()
    assert told("case_severe_again") == {"Mo"} and len(mail.outbox) == 2


def test_what_somebody_has_or_is_decided_is_not_told_of_again(
    mo: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    mine, done = a_case(ben, Severity.HIGH), a_case(ben, Severity.HIGH)
    delivered()
    mine.claim(by=mo)
    Case.objects.filter(pk=done.pk).update(closed_at=timezone.now())
    half_gone()
    assert alert_again_next(timezone.now()) == 0
    mine.release(by=mo)
    assert alert_again_next(timezone.now()) == 1


def test_a_reaction_that_dies_tells_everybody_once_when_it_is_tried_again(
    mo: Member, mia: Member, ben: Member, delivered: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from members.activity.receipts import Receipt
    from moderation.escalation import notices

    def die(*_: Any) -> None:
        raise RuntimeError("killed between two lines")

    real = vars(notices)["tell"]
    monkeypatch.setattr(notices, "tell", die)
    a_case(ben, Severity.HIGH)
    delivered()
    assert not told() and not SevereAlert.objects.exists()
    monkeypatch.setattr(notices, "tell", real)
    Receipt.objects.unsettled().update(retry_at=timezone.now() - timedelta(minutes=1))
    delivered()
    deliver()
    assert told() == {"Mo", "Mia"} and len(mail.outbox) == 2
