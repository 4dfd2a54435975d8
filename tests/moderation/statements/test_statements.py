"""Statements of reasons: who is told, when, in which words, and that each letter leaves once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.notifications.models import MailStop, Notification
from members.profiles.models import Member
from moderation.guidelines.adopting import adopt
from moderation.guidelines.rules import rules_in_force
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide, undo
from moderation.review.deciding import reverse as take_back
from moderation.review.decisions import Decision
from moderation.review.proposing import Step
from moderation.statements import asking, mailing
from moderation.statements.models import StatementLetter
from moderation.statements.owing import owe_due
from moderation.statements.stating import paragraphs, statement_of
from moderation.statements.tasks import send
from tests.moderation.statements.conftest import Pretend

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
Later = Callable[[], list[EmailMultiAlternatives]]
Decided = Callable[..., Decision]
SAID = {
    "content": "hide", "person": "warn", "message": "Dear Ben,\r\n\r\nplease rest.\r\nAnd return.",
    "facts": "You called somebody stupid.", "quote": "You cannot think.",
}  # fmt: skip


def test_nobody_is_told_before_it_can_no_longer_be_undone(decided: Decided, later: Later, ben: Member) -> None:
    decision = decided(**SAID)
    send()
    assert mail.outbox == [] and not StatementLetter.objects.exists()
    (letter,) = later()
    assert letter.to == [ben.email]
    decision.refresh_from_db()
    assert decision.letter_at is None


def test_nobody_else_reads_it_and_nobody_before_the_letter(
    as_: As, decided: Decided, later: Later, visitor: Any, ben: Member, nia: Member, mo: Member
) -> None:
    address = reverse("statement", args=[decided(**SAID).pk])
    assert as_(ben).get(address).status_code == 404
    later()
    assert [as_(who).get(address).status_code for who in (visitor, nia, mo, ben)] == [302, 404, 404, 200]


def test_letter_and_page_say_the_same_and_keep_paragraphs(
    as_: As, decided: Decided, later: Later, ben: Member, mia: Member
) -> None:
    adopt("2.1 Be kind. Always.", by=mia)
    decision = decided(rule=rules_in_force()[0], **SAID)
    (letter,) = later()
    page = as_(ben).get(reverse("statement", args=[decision.pk])).content.decode()
    html = str(letter.alternatives[0][0])
    for words in (
        "What you wrote is hidden from others until you change it.", "You are warned.", "2.1 Be kind",
        "You called somebody stupid.", "You cannot think.", "Decided by a moderator.", "You can appeal until",
        "How to keep a rota",
    ):  # fmt: skip
        assert words in page and words in html and words in str(letter.body), words
    assert "Dear Ben,\n\nplease rest.\nAnd return." in str(letter.body)
    assert "#rule-2.1" in html and "#rule-2.1" in page
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "Mo" not in [word.strip(".,") for word in str(letter.body).split()]
    assert paragraphs("one\r\n\r\ntwo\r\nthree\n\n\n") == ["one", "two\nthree"]


def test_it_comes_though_all_mail_is_stopped_and_in_the_members_language(
    decided: Decided, later: Later, ben: Member
) -> None:
    MailStop.objects.create(member=ben)
    ben.language = "fi"
    ben.save(update_fields=["language"])
    decision = decided(**SAID)
    assert len(later()) == 1
    decision.about = ben
    assert statement_of(decision).language == "fi"


def test_suspended_members_get_their_letter_too(decided: Decided, later: Later, ben: Member) -> None:
    decided(content="keep", person="suspend", days=7)
    ben.suspended_until = timezone.now() + timedelta(days=7)
    ben.save(update_fields=["suspended_until"])
    (letter,) = later()
    assert "Your account is suspended for 7 days." in str(letter.body) and "It ends on" in str(letter.body)


def test_what_was_undone_before_is_not_mentioned(decided: Decided, later: Later, mo: Member) -> None:
    undo(decided(**SAID), by=mo)
    assert later() == [] and not Notification.objects.exists()


def test_nothing_wrong_is_told_only_to_who_knew_or_was_written_to(
    decided: Decided, later: Later, case: Case, mo: Member
) -> None:
    decision = decided()
    assert later() == []
    take_back(decision, by=mo, why="")
    decided(message="Thank you for asking.")
    (letter,) = later()
    assert "Thank you for asking." in str(letter.body) and "You can appeal" not in str(letter.body)


def test_what_was_held_and_is_shown_is_told(decided: Decided, later: Later, kind: Pretend) -> None:
    kind.held = True
    decided()
    (letter,) = later()
    assert letter.subject == "Your post is there for everybody now" and kind.held is False


def test_the_inbox_has_a_row_that_opens_it(as_: As, decided: Decided, later: Later, ben: Member, mo: Member) -> None:
    decision = decided(**SAID)
    later()
    assert Notification.objects.get().member == ben
    page = as_(ben).get(reverse("inbox")).content.decode()
    assert reverse("statement", args=[decision.pk]) in page and "What you wrote is hidden" in page
    take_back(decision, by=mo, why="I was wrong.")
    letters = later()
    assert len(letters) == 2 and letters[1].subject == "A decision about you was taken back"
    assert "with everything that followed" in str(letters[1].body) and "You can appeal" not in str(letters[1].body)
    assert "I was wrong." not in str(letters[1].body)
    page = as_(ben).get(reverse("inbox")).content.decode()
    assert "A decision about you was taken back" in page


def test_what_was_reversed_before_it_was_told_is_not_mentioned(decided: Decided, later: Later, mo: Member) -> None:
    take_back(decided(**SAID), by=mo, why="")
    assert later() == []


def test_a_letter_that_waits_is_dropped_when_the_decision_is_reversed(
    decided: Decided, delivered: Callable[[], int], mo: Member
) -> None:
    decision = decided(**SAID)
    Decision.objects.update(letter_at=timezone.now() - timedelta(seconds=1))
    owe_due()
    take_back(decision, by=mo, why="")
    mailing.deliver()
    assert mail.outbox == []
    delivered()
    mailing.deliver()
    assert [letter.subject for letter in mail.outbox] == ["A decision about you was taken back"]


def test_a_second_decision_has_a_letter_of_its_own(decided: Decided, later: Later, case: Case, mo: Member) -> None:
    take_back(decided(**SAID), by=mo, why="")
    case.refresh_from_db()
    decide(case, Wanted(version="1", content="edit"), by=mo)
    (letter,) = later()
    assert "You are asked to change what you wrote." in str(letter.body)


def test_a_worker_that_is_killed_sends_once(decided: Decided, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    decision = decided(**SAID)
    killed = BaseException("killed")
    for place in (("moderation.statements.owing._owe"), ("moderation.statements.mailing.letter_for")):
        with monkeypatch.context() as patch:
            patch.setattr(place, lambda *_args: (_ for _ in ()).throw(killed))
            with pytest.raises(BaseException, match="killed"):
                later()
        assert mail.outbox == []
    assert StatementLetter.objects.get().attempts == 1
    StatementLetter.objects.update(retry_at=timezone.now())
    assert len(later()) == 1 and len(later()) == 1
    letter = StatementLetter.objects.get()
    assert letter.key == f"statement:{decision.pk}" and letter.sent_at


def test_whoever_is_gone_for_good_gets_none(decided: Decided, later: Later, ben: Member) -> None:
    decision = decided(**SAID)
    Decision.objects.filter(pk=decision.pk).update(about=None)
    assert later() == []


def test_other_rooms_name_step_end_and_link(decided: Decided, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    expires = timezone.now() + timedelta(days=90)
    monkeypatch.setattr(asking, "_STEPS", [lambda decision: Step("silence", number=2, of=3, expires_at=expires)])
    monkeypatch.setattr(asking, "_ENDS", [lambda decision: None])
    monkeypatch.setattr(asking, "_LINKS", [lambda decision: "https://example.org/signed/"])
    decided(content="keep", person="silence", days=1)
    (letter,) = later()
    body = str(letter.body)
    assert "This is step 2 of 3; it expires on" in body and "https://example.org/signed/" in body
    assert "not write for 1 day." in body and "It ends on" not in body


def test_it_says_whether_people_or_a_rule_found_it_and_that_a_human_decided(decided: Decided) -> None:
    decision = decided(**SAID)
    assert statement_of(decision).found == "Decided by a moderator."
    decision.case.source = "rule"
    assert statement_of(decision).found == "Found by a rule, decided by a moderator."
