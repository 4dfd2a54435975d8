"""What became of a report: told once it can no longer be undone, and nothing of the person."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.notifications.models import Notification
from moderation.guidelines.measures import Content, Person
from moderation.reports.models import Report
from moderation.reports.outcomes import outcome_words, tell_due
from moderation.reports.panels import rows_of
from moderation.reports.reporting import Said, report
from moderation.review.deciding import Wanted, decide, undo
from moderation.review.deciding import reverse as reverse_decision
from moderation.review.decisions import Decision
from moderation.review.of_hosts import Reasons, hide_as_host
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import item_of

if TYPE_CHECKING:
    from community.posts.models import Post
    from members.profiles.models import Member

As = Callable[..., Client]


@pytest.fixture
def told(delivered: Callable[[], int]) -> Callable[[], list[str]]:
    """Let half a minute pass; the kinds of notices there are then, of reports alone."""

    def later() -> list[str]:
        delivered()
        ago = timezone.now() - timedelta(seconds=31)
        Report.objects.filter(tell_at__isnull=False).update(tell_at=ago)
        tell_due()
        delivered()
        return list(Notification.objects.filter(kind="report_answered").values_list("member__name", flat=True))

    return later


def decided(made: Report, by: "Member", **wanted: Any) -> Decision:
    return decide(made.case, Wanted(version=made.version, **wanted), by=by)


def test_nothing_is_told_within_thirty_seconds(
    post: "Post", ben: "Member", mo: "Member", delivered: Callable[[], int]
) -> None:
    made = report(item_of(post), Said("spam"), by=ben)
    decided(made, mo, content=Content.HIDE)
    delivered()
    assert tell_due() == 0
    made.refresh_from_db()
    assert made.closed_at is not None
    assert made.told_at is None


def test_who_reported_is_told_once_what_became_of_the_thing(
    as_: As, post: "Post", ben: "Member", mo: "Member", told: Callable[[], list[str]]
) -> None:
    made = report(item_of(post), Said("spam"), by=ben)
    decided(made, mo, content=Content.HIDE, person=Person.WARN)
    assert told() == ["Ben"]
    assert told() == ["Ben"]
    page = as_(ben).get(reverse("inbox")).content.decode()
    assert "it is hidden until it is changed" in page
    assert "trike" not in page
    assert "warned" not in page


def test_a_decision_that_is_undone_is_told_to_nobody(
    post: "Post", ben: "Member", mo: "Member", told: Callable[[], list[str]], delivered: Callable[[], int]
) -> None:
    made = report(item_of(post), Said("spam"), by=ben)
    decision = decided(made, mo)
    delivered()
    undo(decision, by=mo)
    assert told() == []
    made.refresh_from_db()
    assert (made.closed_at, made.decision) == (None, None)


def test_what_was_undone_is_not_told_either_when_the_echo_of_it_is_late(
    post: "Post", ben: "Member", mo: "Member", delivered: Callable[[], int]
) -> None:
    made = report(item_of(post), Said("spam"), by=ben)
    decision = decided(made, mo, content=Content.HIDE)
    delivered()
    undo(decision, by=mo)
    Report.objects.update(tell_at=timezone.now())
    assert tell_due() == 0
    made.refresh_from_db()
    assert not made.is_outcome_known


def test_what_is_decided_anew_is_told_anew(
    post: "Post", ben: "Member", mo: "Member", mia: "Member", told: Callable[[], list[str]]
) -> None:
    made = report(item_of(post), Said("spam"), by=ben)
    decision = decided(made, mo)
    told()
    reverse_decision(decision, by=mo, why="I looked again.")
    told()
    made.refresh_from_db()
    assert made.told_at is None
    assert outcome_words(made) == "The team took back what it had decided, and looks at it once more."
    decided(made, mo, content=Content.HIDE)
    told()
    made = Report.objects.get(pk=made.pk)
    assert made.told_at is not None
    words = outcome_words(made)
    assert words.startswith("The team looked at it once more.") and "appeal" not in words and "hidden" in words


def test_a_decision_changed_by_an_appeal_is_told(
    as_: As, post: "Post", ben: "Member", mo: "Member", told: Callable[[], list[str]]
) -> None:
    made = report(item_of(post), Said("spam"), by=ben)
    decision = decided(made, mo, content=Content.HIDE)
    told()
    with transaction.atomic():
        reverse_decision(decision, by=None, why="It was irony.", appeal=True)
    told()
    page = as_(ben).get(made.get_absolute_url()).content.decode()
    assert "its decision was changed after an appeal" in page
    assert "irony" not in page


def test_a_report_goes_over_to_the_newer_case(
    post: "Post", ben: "Member", mo: "Member", told: Callable[[], list[str]]
) -> None:
    first = report(item_of(post), Said("spam"), by=ben)
    decision = decided(first, mo)
    second = report(item_of(post), Said("spam"), by=a_member())
    undo(decision, by=mo)
    assert told() == []
    first.refresh_from_db()
    assert first.case_id == second.case_id
    assert first.closed_at is None
    assert first.case.reports_count == 2


def test_reports_go_over_to_the_teams_open_case_and_not_to_a_hosts(
    post: "Post", ben: "Member", mo: "Member", told: Callable[[], list[str]]
) -> None:
    first = report(item_of(post), Said("spam"), by=ben)
    decision = decided(first, mo, content=Content.MOVE)
    type(post).objects.filter(pk=post.pk).update(source="Other words that somebody may report.")
    second = report(item_of(post), Said("spam"), by=a_member())
    item = item_of(post)
    hide_as_host(item, Reasons(None, "Why", item.version), by=a_member("Hilda"))
    undo(decision, by=mo)
    assert told() == []
    first.refresh_from_db()
    assert (first.case_id, first.decision) == (second.case_id, None)


def test_the_team_sees_how_often_a_reporter_was_right(
    post: "Post", ben: "Member", mo: "Member", delivered: Callable[[], int]
) -> None:
    for content in (Content.HIDE, Content.KEEP, Content.EDIT):
        other = report(item_of(a_post(post.thread, by=post.author)), Said("spam"), by=ben)
        decided(other, mo, content=content)
    delivered()
    made = report(item_of(post), Said("spam"), by=ben)
    (row,) = rows_of(made.case)
    assert (row.right, row.closed) == (2, 3)
