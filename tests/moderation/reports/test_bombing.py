"""Report-bombing by members is marked, with the reason, and makes nothing more severe."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import timezone

from moderation.guidelines.measures import Content, Severity
from moderation.reports.bombing import sentences_of
from moderation.reports.models import Report
from moderation.reports.panels import rows_of
from moderation.reports.reporting import Said, report
from moderation.review.deciding import Wanted, decide
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import item_of

if TYPE_CHECKING:
    from community.posts.models import Post
    from members.profiles.models import Member

LONG_AGO = timedelta(days=400)


def regular() -> "Member":
    return a_member(joined_at=timezone.now() - LONG_AGO)


def marks(made: Report) -> list[str]:
    return sentences_of(list(Report.objects.of(made.case)))


def test_five_new_accounts_within_an_hour_are_marked_and_four_are_not(post: "Post") -> None:
    for _ in range(4):
        made = report(item_of(post), Said("spam"), by=a_member())
    assert marks(made) == []
    made = report(item_of(post), Said("hate"), by=a_member())
    assert marks(made) == ["5 new accounts or visitors reported this, or this person, within an hour."]
    made.case.refresh_from_db()
    assert made.case.severity == Severity.LOW


def test_they_are_marked_also_when_they_report_several_things_of_one_person(post: "Post") -> None:
    for _ in range(5):
        made = report(item_of(a_post(post.thread, by=post.author)), Said("spam"), by=a_member())
    assert made.suspicion == "young"


def test_members_of_long_ago_are_no_bombers(post: "Post") -> None:
    for _ in range(7):
        made = report(item_of(post), Said("unkind"), by=regular())
    assert marks(made) == []
    assert made.case.severity == Severity.MEDIUM


def test_three_who_report_the_same_people_again_and_again_are_marked(post: "Post") -> None:
    gang = [regular() for _ in range(3)]
    for _ in range(2):
        other = item_of(a_post(post.thread))
        for one in gang:
            assert report(other, Said("unkind"), by=one).suspicion == ""
    for one in gang:
        made = report(item_of(post), Said("unkind"), by=one)
    assert marks(made) == ["3 members who reported this have reported the same people again and again in 30 days."]


def test_three_who_were_right_about_the_same_people_are_not_marked(post: "Post", mo: "Member") -> None:
    helpers = [regular() for _ in range(3)]
    for _ in range(2):
        other = item_of(a_post(post.thread))
        for one in helpers:
            made = report(other, Said("unkind"), by=one)
        decision = decide(made.case, Wanted(content=Content.HIDE, version=other.version), by=mo)
        Report.objects.filter(case=made.case).update(decision=decision, closed_at=timezone.now())
    for one in helpers:
        made = report(item_of(post), Said("unkind"), by=one)
    assert marks(made) == []


def test_somebody_who_is_mostly_wrong_is_marked_and_others_raise_the_case_all_the_same(
    post: "Post", mo: "Member"
) -> None:
    wrong = regular()
    for _ in range(6):
        other = item_of(a_post(post.thread))
        made = report(other, Said("unkind"), by=wrong)
        decision = decide(made.case, Wanted(version=other.version), by=mo)
        Report.objects.filter(case=made.case).update(decision=decision, closed_at=timezone.now())
    made = report(item_of(post), Said("unkind"), by=wrong)
    assert marks(made) == ["Of the last 6 reports of one reporter, 6 led to nothing."]
    assert made.case.severity == Severity.LOW
    assert report(item_of(post), Said("unkind"), by=regular()).case.severity == Severity.MEDIUM


def test_the_page_of_the_case_says_so(post: "Post") -> None:
    for _ in range(5):
        made = report(item_of(post), Said("spam", words="Away with it"), by=a_member())
    rows = rows_of(made.case)
    page = render_to_string("moderation/reports/_panel.html", {"rows": rows, "marks": marks(made), "more": 0})
    assert "Looks like a campaign" in page
    assert page.count("Away with it") == 5
