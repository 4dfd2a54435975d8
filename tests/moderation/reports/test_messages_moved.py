"""Reports of messages from before they were gathered like all others: each is there once, with what became of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from members.messages.models import Message, MessageReport, TalkSeat
from members.messages.submitting import submit_first
from members.profiles.models import Member
from moderation.guidelines.measures import Source
from moderation.reports.models import Report
from moderation.reports.outcomes import tell_due
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from tests.factories import a_member

pytestmark = pytest.mark.django_db
REASONS = ("unkind", "spam", "private", "other")
BEFORE = [("moderation", "0016_report_indexes"), ("members", "0029_message_report_rules")]
DAY = timedelta(days=1)
migration = import_module("moderation.migrations.0017_messages_reported")
type Shown = Callable[..., MessageReport]


@pytest.fixture(scope="module")
def old_apps() -> Any:
    """The models as the migration finds them: without anything we wrote on them since, or ever."""
    return MigrationLoader(None).project_state(BEFORE).apps


@pytest.fixture
def gather(old_apps: Any) -> Callable[[], None]:
    """Run the migration."""

    def run() -> None:
        with connection.schema_editor() as editor:
            migration.gather(old_apps, editor)

    return run


@pytest.fixture
def shown(ben: Member, nia: Member) -> Shown:
    """A message of ben's to nia that was shown to the team ten days ago, as the code of before left it."""
    talk = submit_first([nia], by=ben, source="Zqfirst").talk
    TalkSeat.objects.filter(talk=talk).update(accepted_at=timezone.now())

    def make(reason: str, note: str = "", *, by: Member | None = nia, message: Message | None = None) -> MessageReport:
        message = message or talk.write(by=ben, source=f"Zqwords {reason}")
        words = [{"author": ben.pk, "at": message.created_at.isoformat(), "html": message.html, "pictures": []}]
        return MessageReport.objects.create(
            message=message, reporter=by, author=ben, reason=reason, note=note, shown=words,
            reported_at=timezone.now() - 10 * DAY,
        )  # fmt: skip

    return make


def a_case(row: MessageReport, closed_at: datetime | None = None) -> Case:
    """The case about its message."""
    assert row.message is not None
    at = min(row.reported_at, (closed_at or row.reported_at) - DAY / 24)
    case: Case = Case.objects.create(
        subject_type="message", subject_id=row.message.pk, about=row.author, source=Source.REPORT, is_private=True,
        opened_at=at, due_at=at + DAY, closed_at=closed_at,
    )  # fmt: skip
    return case


def a_decision(case: Case, at: datetime, **fields: Any) -> Decision:
    """What was decided in it."""
    found: Decision = Decision.objects.create(
        case=case, about=case.about, content="remove", person="warn", decided_at=at, in_force_at=at, **fields
    )
    return found


def test_each_of_the_four_reasons_of_before_is_kept_with_its_words(
    gather: Callable[[], None], shown: Shown, nia: Member
) -> None:
    rows = {reason: shown(reason, f"Because it is {reason}") for reason in REASONS}
    cases = {reason: a_case(row) for reason, row in rows.items()}
    gather()
    gather()
    assert Report.objects.count() == len(REASONS), "Done again it does nothing."
    for reason, row in rows.items():
        made = Report.objects.get(case=cases[reason])
        assert (made.subject_type, made.subject_id, made.reporter) == ("message", row.message_id, nia)
        assert (made.reason, made.words, made.rule) == (reason, f"Because it is {reason}", None)
        assert (made.at, made.closed_at, made.decision) == (row.reported_at, None, None)
        assert made.reason_words, "The code of now knows it."


def test_what_was_decided_stands_with_it_and_is_not_told_again(gather: Callable[[], None], shown: Shown) -> None:
    at = timezone.now() - 9 * DAY
    case = a_case(shown("unkind"), closed_at=at)
    a_decision(case, at - DAY / 2, undone_at=at - DAY / 2)
    decision = a_decision(case, at)
    gather()
    made = Report.objects.get()
    assert (made.decision, made.closed_at, made.tell_at, made.told_at) == (decision, at, at, at)
    assert made.is_outcome_known and tell_due() == 0


def test_what_was_taken_back_is_not_its_outcome(gather: Callable[[], None], shown: Shown) -> None:
    at = timezone.now() - 9 * DAY
    a_decision(a_case(shown("spam")), at, reversed_at=at + DAY)
    gather()
    made = Report.objects.get()
    assert (made.decision, made.closed_at, made.told_at) == (None, None, None)


def test_the_case_is_the_one_that_was_open_when_it_was_reported(gather: Callable[[], None], shown: Shown) -> None:
    row = shown("private")
    a_case(row, closed_at=row.reported_at - DAY)
    case = a_case(row)
    gather()
    assert Report.objects.get().case == case


def test_who_reported_the_same_message_is_each_there_and_who_left_without_a_name(
    gather: Callable[[], None], shown: Shown, nia: Member
) -> None:
    first = shown("other")
    shown("spam", by=a_member("Zoe"), message=first.message)
    shown("unkind", by=None, message=first.message)
    a_case(first)
    gather()
    assert list(Report.objects.order_by("pk").values_list("reporter__name", "reason")) == [
        ("Nia", "other"), ("Zoe", "spam"), (None, "unkind"),
    ]  # fmt: skip


def test_what_has_no_case_no_message_or_is_gathered_already_stays_as_it_is(
    gather: Callable[[], None], shown: Shown, nia: Member
) -> None:
    shown("unkind")
    gone = shown("spam")
    a_case(gone)
    MessageReport.objects.filter(pk=gone.pk).update(message=None)
    known = shown("other", "What the migration would write")
    case = a_case(known)
    Report.objects.create(
        case=case, subject_type="message", subject_id=case.subject_id, reporter=nia, reason="other",
        words="What stands there",
    )  # fmt: skip
    gather()
    assert list(Report.objects.values_list("words", flat=True)) == ["What stands there"]


def test_more_rows_than_one_batch_are_all_moved(
    gather: Callable[[], None], shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration, "BATCH", 2)
    for _number in range(5):
        a_case(shown("spam"))
    gather()
    assert Report.objects.count() == 5
