"""Messages as cases are about them: what a report shows, in the one queue there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from config.lib.audience import Viewer
from members.messages.models import Message, MessageReport, TalkSeat
from members.messages.reporting import report
from members.messages.submitting import submit_first
from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.guidelines.measures import Content, Source
from moderation.reports.messages import close_reports
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
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


def test_a_removal_hides_it_and_its_reporter_is_told_when_it_cannot_be_undone_any_more(
    as_: As, message: Message, ben: Member, nia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    reported(message, nia)
    delivered()
    item = KINDS["message"].many([message.pk])[message.pk]
    decision = decide(Case.objects.get(), Wanted(content=Content.REMOVE, version=item.version), by=mo)
    assert "Zqnumber 4" not in as_(ben).get(message.talk.get_absolute_url()).text
    assert close_reports() == 0
    before = timezone.now() - timedelta(seconds=31)
    MessageReport.objects.update(reported_at=before)
    Decision.objects.filter(pk=decision.pk).update(in_force_at=before, letter_at=None)
    assert close_reports() == 1
    assert close_reports() == 0
    delivered()
    assert Notification.objects.get(kind="message_report").member_id == nia.pk
