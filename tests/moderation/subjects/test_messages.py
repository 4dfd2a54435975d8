"""Messages as cases are about them: what a report shows, in the one queue there is."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from config.lib.audience import Viewer
from members.messages.models import Message, MessageReport, TalkSeat
from members.messages.reporting import report
from members.messages.submitting import submit_first
from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.guidelines.measures import Content, Severity, Source
from moderation.guidelines.models import Guidelines, Rule
from moderation.reports.models import Report
from moderation.reports.outcomes import tell_due
from moderation.reports.panels import rows_of
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, agree, decide
from moderation.review.deciding import reverse as reverse_decision
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
from tests.factories import a_member

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Any]


@pytest.fixture
def message(ben: Member, nia: Member) -> Message:
    """The last of five messages that ben wrote to nia."""
    first = submit_first([nia], by=ben, source="Zqnumber 0")
    TalkSeat.objects.filter(talk=first.talk).update(accepted_at=timezone.now())
    written = [first.talk.write(by=ben, source=f"Zqnumber {number}") for number in range(1, 5)]
    return written[-1]


def reported(message: Message, by: Member) -> MessageReport:
    """The message, shown to the team."""
    return report(message, by=by, seat=TalkSeat.objects.get(talk=message.talk, member=by), reason="unkind")


def test_a_message_is_no_case_before_somebody_in_the_talk_shows_it(message: Message, mo: Member, nia: Member) -> None:
    for viewer in (mo, nia, a_member("Zoe")):
        assert KINDS["message"].reportable(viewer, message.pk) is None
    assert KINDS["message"].one(message.pk) is None


def test_a_report_opens_a_case_that_shows_the_message_and_three_before_it(
    as_: As, message: Message, ben: Member, nia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    reported(message, nia)
    delivered()
    case = Case.objects.get()
    assert (case.source, case.about, case.is_private, case.reports_count) == (Source.REPORT, ben, True, 1)
    assert Case.objects.visible_to(mo).exists()
    item = KINDS["message"].one(message.pk)
    assert item is not None
    assert item.text == "Zqnumber 4"
    assert [said.author for said in item.before] == [ben, ben, ben]
    assert "Zqnumber 1" in item.before[0].html
    assert KINDS["message"].many([message.pk])[message.pk].before == ()
    assert as_(mo).get(reverse("messages_reports"))["Location"] == "/moderate/"


def test_what_its_author_deletes_is_decided_about_as_it_was_shown(
    message: Message, ben: Member, nia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    reported(message, nia)
    delivered()
    seen = KINDS["message"].many([message.pk])[message.pk].version
    message.delete_words(by=ben)
    item = KINDS["message"].many([message.pk])[message.pk]
    assert (item.text, item.state, item.version) == ("Zqnumber 4", "deleted", seen)
    assert decide(Case.objects.get(), Wanted(version=seen), by=mo).in_force_at


def a_rule_in_force(title: str, **said: Any) -> Rule:
    """A rule of the version in force."""
    version = Guidelines.objects.create(number=1, published_at=timezone.now())
    return Rule.objects.create(guidelines=version, number="1.1", key="kind", title=title, **said)


def later() -> None:
    """Half a minute passes: what was decided can no longer be undone, and is told."""
    before = timezone.now() - timedelta(seconds=31)
    Decision.objects.filter(in_force_at__isnull=False).update(in_force_at=before, letter_at=before)
    Report.objects.filter(tell_at__isnull=False).update(tell_at=before)
    tell_due()


def test_a_removal_hides_it_and_its_reporter_is_told_when_it_cannot_be_undone_any_more(
    as_: As, message: Message, ben: Member, nia: Member, mo: Member, mia: Member, delivered: Callable[[], int]
) -> None:
    reported(message, nia)
    delivered()
    item = KINDS["message"].many([message.pk])[message.pk]
    decision = decide(Case.objects.get(), Wanted(content=Content.REMOVE, version=item.version), by=mo)
    agree(decision, by=mia, version=item.version)
    assert "Zqnumber 4" not in as_(ben).get(message.talk.get_absolute_url()).text
    delivered()
    assert tell_due() == 0
    later()
    delivered()
    notice = Notification.objects.get(kind="report_answered")
    assert notice.member_id == nia.pk
    inbox = as_(nia).get(reverse("inbox")).text
    assert "it was removed" in inbox
    assert not re.search(rf"\b{mo.name}\b", inbox.split("The team looked at")[1].split("</li>")[0])
    for other in (ben, mo):
        assert "you reported" not in as_(other).get(reverse("inbox")).text


def test_a_reversal_after_an_appeal_is_told_to_who_reported_the_message(
    as_: As, message: Message, nia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    reported(message, nia)
    delivered()
    item = KINDS["message"].many([message.pk])[message.pk]
    decision = decide(Case.objects.get(), Wanted(person="warn", version=item.version), by=mo)
    delivered()
    later()
    with transaction.atomic():
        reverse_decision(decision, by=None, why="It was irony.", appeal=True)
    delivered()
    assert tell_due() == 1
    page = as_(nia).get(reverse("report", args=["message", message.pk])).text
    assert "its decision was changed after an appeal" in page and "irony" not in page


def test_nobody_else_has_a_page_of_the_report(as_: As, message: Message, nia: Member, ben: Member, mo: Member) -> None:
    reported(message, nia)
    for other in (ben, mo, a_member("Zoe")):
        assert as_(other).get(reverse("report", args=["message", message.pk])).status_code == 404


def send(as_: As, message: Message, by: Member, **given: Any) -> Any:
    return as_(by).post(reverse("messages_report", args=[message.talk_id, message.pk]), given)


def test_what_is_wrong_is_a_rule_of_the_guidelines_or_something_illegal(
    as_: As, message: Message, nia: Member, delivered: Callable[[], int]
) -> None:
    rule = a_rule_in_force("Be kind to people", severity=Severity.HIGH)
    page = as_(nia).get(reverse("messages_report", args=[message.talk_id, message.pk])).text
    assert str(rule) in page and "Illegal" in page and "It is advertising" not in page
    for wrong in ("spam", "rule:nothing", "rule", ""):
        answer = send(as_, message, nia, reason=wrong, note="Typed with care")
        assert (answer.status_code, "Typed with care" in answer.text) == (422, True)
    assert not MessageReport.objects.exists()
    assert send(as_, message, nia, reason=f"rule:{rule.key}").status_code == 302
    delivered()
    made = Report.objects.get()
    assert (made.rule, made.reason, made.case.severity, made.reporter) == (rule, "rule", Severity.HIGH, nia)


def test_without_guidelines_there_are_the_old_reasons_and_illegal(
    as_: As, message: Message, nia: Member, delivered: Callable[[], int]
) -> None:
    assert send(as_, message, nia, reason="illegal", note="A threat").status_code == 302
    delivered()
    made = Report.objects.get()
    assert (made.reason, made.words, made.case.severity) == ("illegal", "A threat", Severity.MEDIUM)
    (row,) = rows_of(made.case)
    assert row.report.reporter == nia


@pytest.mark.parametrize(("chosen", "seen"), [("0", 0), ("2", 2), ("", 3)])
def test_the_team_sees_as_much_of_the_talk_as_the_reporter_chose(
    as_: As, message: Message, nia: Member, chosen: str, seen: int
) -> None:
    for wrong in ("4", "-1", "all"):
        assert send(as_, message, nia, reason="unkind", before=wrong).status_code == 422
    assert send(as_, message, nia, reason="unkind", before=chosen).status_code == 302
    item = KINDS["message"].one(message.pk)
    assert item is not None and len(item.before) == seen
