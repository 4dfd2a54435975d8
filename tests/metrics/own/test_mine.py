"""One’s own numbers: everything of the member, checked against plain counting, and nothing of anybody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.invitations.referrals import Referral
from members.profiles.models import Member
from members.recognition.thanks import Thanks
from metrics.own.mine import numbers_of
from metrics.rollups.days import begin_of, yesterday
from tests.factories import a_member, a_post, a_thread
from tests.metrics.rolled import roll_everything

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
PAGE = "/your-numbers/"


def _ago(days: int) -> Any:
    return begin_of(yesterday() - timedelta(days=days)) + timedelta(hours=12)


def _asked(space: Space, by: Member, days: int, *, answered_by: Member | None = None, hours: int = 2) -> Thread:
    """A question of so many days ago, with a reply after so many hours."""
    thread = a_thread(space, by=by, kind="question")
    Thread.objects.filter(pk=thread.pk).update(created_at=_ago(days))
    Post.objects.filter(thread=thread).update(created_at=_ago(days))
    if answered_by is not None:
        reply = a_post(thread, by=answered_by)
        Post.objects.filter(pk=reply.pk).update(created_at=_ago(days) + timedelta(hours=hours))
    return thread


def test_a_visitor_is_asked_to_sign_in_and_nobody_can_ask_for_anybody_else(ben: Member, nia: Member, as_: As) -> None:
    assert as_(AnonymousUser()).get(PAGE).status_code == 302
    answer = as_(nia).get(f"{PAGE}?member={ben.pk}&handle={ben.handle}")
    assert answer.status_code == 200
    assert "Ben" not in answer.text
    assert answer["Cache-Control"] == "private, no-store"


def test_with_nothing_done_it_is_calm(nia: Member, as_: As) -> None:
    said = as_(nia).get(PAGE).text
    assert "Nothing yet" in said


def test_what_was_done_is_counted_by_week_and_beside_the_weeks_before(ben: Member, nia: Member, space: Space) -> None:
    for days in (0, 6, 7, 83, 84, 100, 167, 168):
        _asked(space, ben, days)
    _asked(space, nia, 1)
    roll_everything()
    mine = numbers_of(ben)
    assert (mine.deeds.now, mine.deeds.before) == (4, 3)
    assert [week.threads for week in mine.weeks] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]
    assert mine.weeks[-1].ends == yesterday()
    assert all((week.ends - week.begins).days == 6 for week in mine.weeks)


def test_accepted_answers_and_thanks_and_people_count(
    ben: Member, nia: Member, mia: Member, space: Space, as_: As
) -> None:
    for days in (5, 100):
        thread = _asked(space, nia, days, answered_by=ben)
        thread.refresh_from_db()
        thread.accept(thread.posts.get(number=2), by=nia)
        Thread.objects.filter(pk=thread.pk).update(answered_at=_ago(days - 1))
    Thanks.objects.create(giver=nia, receiver=ben, reason="For the bread", at=_ago(3))
    Thanks.objects.create(giver=mia, receiver=ben, reason="Taken back", at=_ago(3), withdrawn_at=timezone.now())
    Thanks.objects.create(giver=ben, receiver=nia, reason="From me", at=_ago(3))
    Referral.objects.create(member=nia, referrer=ben, activated_at=timezone.now())
    Referral.objects.create(member=a_member(), referrer=ben)
    roll_everything()
    mine = numbers_of(ben)
    assert (mine.accepted.now, mine.accepted.before) == (1, 1)
    assert (mine.thanks.now, mine.thanks.before) == (1, 0)
    assert mine.brought == 1
    said = as_(ben).get(PAGE).text
    assert "1 answer of yours was accepted." in said
    assert "Nia" not in said


@pytest.mark.parametrize(
    ("hours", "open_ones", "within"), [([1, 2, 9], 0, "2 h"), ([1, 2], 1, "2 h"), ([1], 2, ""), ([], 2, "")]
)
def test_half_of_my_questions_within_counts_those_that_wait(
    hours: list[int], open_ones: int, within: str, ben: Member, nia: Member, space: Space
) -> None:
    for long in hours:
        _asked(space, ben, 10, answered_by=nia, hours=long)
    for _ in range(open_ones):
        _asked(space, ben, 10)
    roll_everything()
    found = numbers_of(ben).questions
    assert (found.asked, found.replied, found.waiting, found.half_within) == (
        len(hours) + open_ones, len(hours), open_ones, within,
    )  # fmt: skip


def test_the_page_asks_the_same_whatever_was_done(ben: Member, space: Space, django_assert_num_queries: Any) -> None:
    for days in (1, 30, 60):
        _asked(space, ben, days)
    roll_everything()
    with django_assert_num_queries(5):
        numbers_of(ben)


def test_one_s_own_profile_leads_there_and_that_of_others_does_not(ben: Member, nia: Member, as_: As) -> None:
    assert PAGE in as_(ben).get(f"/@{ben.handle}/").text or PAGE in as_(ben).get(ben.get_absolute_url()).text
    assert PAGE not in as_(nia).get(ben.get_absolute_url()).text
