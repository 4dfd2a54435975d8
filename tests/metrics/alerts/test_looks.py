"""What each kind finds, with the numbers it says reckoned by hand, and what it must not find."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.ideas.models import StatusChange, Vote
from community.posts.models import Post, Revision
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from metrics.alerts.alert import Found, Verdict
from metrics.alerts.all import ALERTS
from metrics.rollups.days import begin_of
from moderation.reports.models import Report
from moderation.review.cases import Case
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.factories import a_member, a_space, a_thread
from tests.metrics.alerts.made import Doing, Opened, arrivals, members, openings

pytestmark = pytest.mark.django_db

DAY = date(2025, 6, 30)


def at(days_ago: float, hour: float = 12) -> datetime:
    """A moment of a day before the last one."""
    return begin_of(DAY) - timedelta(days=days_ago) + timedelta(hours=hour)


def look(key: str, space: Space | None = None, since: date | None = None) -> Found | None:
    """What one kind says of a place."""
    place = space.pk if space is not None else None
    found = ALERTS[key].looked(DAY, {place: since} if since else None)
    return next((one for one in found if one.space == place), None)


def posts(thread: Thread, author: Member, times: list[datetime], html: str = "") -> list[Post]:
    """Replies that only need to be there."""
    start = thread.posts.count() + 1
    rows = [
        Post(thread=thread, author=author, number=start + n, source="x", html=html, text="x", created_at=moment,
             space_id=thread.space_id)
        for n, moment in enumerate(times)
    ]  # fmt: skip
    return list(Post.objects.bulk_create(rows))


def reported(post: Post, moment: datetime, reason: str = "unkind", count: int = 1) -> None:
    """So many reports of it."""
    case = Case.objects.filter(subject_id=post.pk, closed_at=None).first() or Case.objects.create(
        subject_type="post", subject_id=post.pk, source="report", due_at=moment
    )
    Report.objects.bulk_create(
        [Report(case=case, subject_type="post", subject_id=post.pk, reason=reason, at=moment) for _ in range(count)]
    )


class TestHeat:
    """Two signs in one thread; lively talk alone is no heat."""

    def test_lively_talk_alone_opens_nothing_and_reports_on_top_of_it_do(self) -> None:
        thread, ben = a_thread(), a_member()
        said = posts(thread, ben, [at(0, 10 + n / 100) for n in range(30)])
        assert look("overheating", thread.space) is None or look("overheating", thread.space).verdict is Verdict.CLEARS  # type: ignore[union-attr]
        reported(said[3], at(0, 13), count=2)
        found = look("overheating", thread.space)
        assert found is not None and found.verdict is Verdict.OPENS
        assert {reason["is"]: reason["n"] for reason in found.reasons} == {"fast": 30, "reports": 2}

    def test_what_is_usual_in_a_space_is_no_sign(self) -> None:
        thread, ben = a_thread(), a_member()
        posts(thread, ben, [at(days, 9 + n / 100) for days in range(5, 25) for n in range(14)])
        said = posts(thread, ben, [at(0, 10 + n / 100) for n in range(30)])
        reported(said[0], at(0, 13), count=2)
        found = look("overheating", thread.space)
        assert found is not None and found.verdict is not Verdict.OPENS

    def test_many_edits_are_a_sign_and_a_space_reported_beyond_its_usual_opens_alone(self) -> None:
        thread, ben = a_thread(), a_member()
        said = posts(thread, ben, [at(0, 10 + n / 100) for n in range(15)])
        Revision.objects.bulk_create([Revision(post=said[0], version=n, source="x", at=at(0, 11)) for n in range(1, 9)])
        assert {one["is"] for one in look("overheating", thread.space).reasons} == {"fast", "edits"}  # type: ignore[union-attr]
        other = posts(a_thread(), ben, [at(4)])[0]
        reported(other, at(4), count=5)
        found = look("overheating", other.thread.space)
        assert found is not None and found.verdict is Verdict.OPENS
        assert found.reasons == [{"is": "space_reports", "n": 5, "before": 0}]
        reported(other, at(20), count=20)
        assert look("overheating", other.thread.space).verdict is Verdict.HOLDS  # type: ignore[union-attr]


class TestPromotion:
    """Announcements, links to one place, spam."""

    def test_announcements_count_where_everybody_may_start_threads(self) -> None:
        here, gated = a_space("Here"), a_space("News", who_starts="team")
        people = members(3)
        for space in (here, gated):
            openings([
                Opened(space, people[n % 3], at(n), 1, kind="announcement" if n < 8 else "question") for n in range(20)
            ])  # fmt: skip
        found = look("promotion", here)
        assert found is not None and found.verdict is Verdict.OPENS
        assert found.reasons == [{"is": "announcements", "n": 20, "announced": 8}]
        assert look("promotion", gated) is None

    def test_links_of_few_people_to_one_place_count_and_of_many_do_not(self) -> None:
        few, many = a_thread(), a_thread()
        html = '<p><a href="https://www.shop.example/offer?x=1">Look</a></p>'
        for thread, people in ((few, members(2, "Seller")), (many, members(9, "Reader"))):
            for n in range(9):
                posts(thread, people[n % len(people)], [at(n)], html)
            posts(thread, people[0], [at(3)] * 2, '<p><a href="https://other.example/">Look</a></p>')
        found = look("promotion", few.space)
        assert found is not None and found.verdict is Verdict.OPENS
        assert found.reasons == [{"is": "links", "n": 9, "host": "shop.example", "percent": 82}]
        assert look("promotion", many.space).verdict is Verdict.CLEARS  # type: ignore[union-attr]

    def test_reports_of_spam_count_and_other_reports_do_not(self) -> None:
        post = posts(a_thread(), a_member(), [at(3)])[0]
        reported(post, at(2), "unkind", 9)
        assert look("promotion", post.thread.space) is None
        reported(post, at(2), "spam", 4)
        found = look("promotion", post.thread.space)
        assert found is not None and found.reasons == [{"is": "spam", "n": 4}]


def an_idea(space: Space, days_ago: int, votes: int) -> Thread:
    """An idea with votes."""
    author = a_member()
    idea = Thread.objects.create(
        space=space, author=author, kind="idea", title="An idea of mine", slug="an-idea", created_at=at(days_ago)
    )
    Vote.objects.bulk_create([Vote(thread=idea, member=a_member(), at=at(days_ago - 1)) for _ in range(votes)])
    return idea


def test_ideas_that_wait_with_votes_are_ignored_until_they_have_a_status(space: Space) -> None:
    waiting = [an_idea(space, 31 + n, 3) for n in range(3)]
    an_idea(space, 29, 9)
    an_idea(space, 60, 2)
    found = look("feedback-ignored", space)
    assert found is not None and found.verdict is Verdict.OPENS
    assert found.reasons[0]["n"] == 3 and set(found.reasons[0]["threads"]) == {one.pk for one in waiting}
    for idea, expected in ((waiting[0], Verdict.HOLDS), (waiting[1], Verdict.CLEARS)):
        StatusChange.objects.create(
            thread=idea, before="open", status="planned", reason="Yes.", at=at(0), after_number=1
        )
        assert look("feedback-ignored", space).verdict is expected  # type: ignore[union-attr]


def a_series(space: Space, numbers: list[int], **more: Any) -> Program:
    """A program of which so many dates are over, each with what it reached."""
    program = Program.objects.create(
        format="prompt", title="Friday", rhythm="weekly", serves="arrive", begins=DAY, at="10:00", zone="UTC",
        minutes=60, space=space, planned_at=timezone.now(), **more,
    )  # fmt: skip
    for n, number in enumerate(numbers):
        begin = at(7 * (len(numbers) - n))
        Occurrence.objects.create(
            program=program, day=begin.date(), starts_at=begin, ends_at=begin + timedelta(hours=1), opened_at=begin,
            closed_at=begin + timedelta(hours=1), result_number=number, result_at=begin,
        )  # fmt: skip
    return program


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        ([9, 8, 9, 0, 0], Verdict.OPENS), ([9, 8, 9, 8, 0], Verdict.HOLDS), ([9, 8, 9, 8, 9], Verdict.CLEARS),
        ([12, 11, 12, 4, 3, 4], Verdict.OPENS), ([5, 4, 4, 2, 2, 2], Verdict.HOLDS), ([0, 0, 0, 0, 0], None),
        ([9, 0, 0], None), ([12, 11, 12, 4, 3, 4, 12], Verdict.CLEARS),
    ],
)  # fmt: skip
def test_a_series_to_which_nobody_comes_or_ever_fewer(
    space: Space, numbers: list[int], verdict: Verdict | None
) -> None:
    program = a_series(space, numbers)
    found = look("silent-series", space)
    assert (found.verdict if found is not None else None) is verdict
    if found is not None and verdict is Verdict.OPENS:
        assert found.reasons[0]["program"] == program.pk


def test_regulars_who_do_half_are_tired_and_the_team_does_not_count() -> None:
    people, doing = members(20), Doing()
    doing.staff = {one.pk for one in people[15:]}
    for n in range(28 + 84):
        for place, person in enumerate(people):
            if n % 3 == 0 and (n >= 28 or place < 7):
                doing.add(DAY - timedelta(days=n), person, others=1)
    doing.write()
    found = look("fatigue")
    assert found is not None and found.verdict is Verdict.OPENS
    assert found.reasons[0] == {"is": "fallen", "n": 15, "fallen": 8}
    assert found.reasons[1] == {"is": "gone", "n": 8}


@pytest.mark.parametrize(("team", "told"), [(6, {"is": "load", "n": 56, "usual": 28}), (3, {"is": "load_untold"})])
def test_a_team_that_does_twice_as_much_is_told_with_numbers_only_from_five_people_on(
    team: int, told: dict[str, Any]
) -> None:
    people, doing = members(team), Doing()
    doing.staff = {one.pk for one in people}
    for n in range(28 + 84):
        for person in people:
            doing.add(DAY - timedelta(days=n), person, others=2 if n < 28 else 1)
    doing.write()
    found = look("team-load")
    assert found is not None and found.verdict is Verdict.OPENS and found.reasons == [told]


def test_five_who_write_most_of_it_and_one_who_writes_half_of_the_replies(space: Space) -> None:
    people, doing = members(30), Doing()
    for person in people:
        doing.add(DAY, person, space, replies=1)
    for person in people[:5]:
        doing.add(DAY - timedelta(days=3), person, space, replies=14)
    doing.write()
    found = look("dependence", space)
    assert found is not None and found.verdict is Verdict.OPENS
    assert found.reasons == [{"is": "top", "percent": 75, "n": 30}]
    more = Doing()
    more.add(DAY - timedelta(days=5), people[0], space, replies=100)
    more.write()
    assert {"is": "one", "percent": 58, "n": 200} in look("dependence").reasons  # type: ignore[union-attr]


def test_newcomers_who_begin_less_often_are_a_leak_and_few_newcomers_tell_nothing() -> None:
    people = members(200, "Newcomer")
    usual = [(one, at(43 + n % 70), 2.0 if n % 10 < 6 else None) for n, one in enumerate(people[:140])]
    now = [(one, at(8 + n % 26), 2.0 if n % 10 < 2 else None) for n, one in enumerate(people[140:])]
    arrivals(usual[:140] + now[:20])
    assert look("onboarding-leak") is None
    arrivals(now[20:])
    found = look("onboarding-leak")
    assert found is not None and found.verdict is Verdict.OPENS
    assert found.reasons[0] == {"is": "activated", "n": 60, "days": 7, "percent": 20, "before": 60}
