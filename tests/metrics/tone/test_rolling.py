"""The tone of a day is sums over what stands; nobody is scored, and nothing is told of fewer than five writers."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from members.privacy.erasers import Leaver
from members.privacy.former import identity_of
from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.measure import Counted, Cut
from metrics.measures.sentiment import coverage
from metrics.measures.withholding import is_withheld
from metrics.rollups.days import begin_of, today
from metrics.rollups.models import RolledDay
from metrics.tone.catching_up import catch_up_tone
from metrics.tone.leaving import Writers
from metrics.tone.models import MoodDay, ToneDay
from metrics.tone.rolling import roll_tone
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
WARM, COOL, PLAIN = "Thanks, that was lovely.", "That is awful and rude.", "The file has ten columns."


@pytest.fixture
def members() -> list[Member]:
    return [a_member() for _ in range(6)]


def say(space: Space, day: date, *words: tuple[Member, str]) -> list[Post]:
    """Posts of a day in a space; the thread is the team's, who are not counted."""
    thread = a_thread(space, by=a_member(role="moderator"), source=WARM)
    posts = [a_post(thread, by=member, source=source) for member, source in words]
    at = begin_of(day) + timedelta(hours=9)
    Post.objects.filter(thread=thread).update(created_at=at)
    return posts


def row(space: Space, day: date = DAY) -> tuple[int, int, int, int]:
    roll_tone(day)
    found = MoodDay.objects.get(day=day, space=space)
    return found.posts, found.known, found.warm, found.cool


def test_posts_that_stand_are_summed_by_day_and_space_without_the_team(members: list[Member]) -> None:
    space, other = a_space(), a_space()
    say(space, DAY, (members[0], WARM), (members[1], COOL), (members[2], PLAIN), (members[0], WARM + " " + COOL))
    say(other, DAY, (members[3], COOL))
    say(space, DAY + timedelta(days=1), (members[3], COOL))
    assert row(space) == (4, 3, 1, 1), "one post is as warm as it is cool"
    assert row(other) == (1, 1, 0, 1)
    assert MoodDay.objects.get(day=DAY, space=space).writers == sorted([members[0].pk, members[1].pk])


def test_the_same_again_gives_the_same_and_what_was_taken_away_no_longer_counts(
    members: list[Member], mo: Member
) -> None:
    space = a_space()
    deleted, hidden, held, _stays = say(space, DAY, *((member, WARM) for member in members[:4]))
    assert row(space) == row(space) == (4, 4, 4, 0)
    deleted.delete_softly(by=mo)
    hidden.hide(by=mo)
    held.hold(by=mo)
    assert row(space) == (1, 1, 1, 0)


def test_what_a_row_keeps_tells_of_no_single_person(members: list[Member]) -> None:
    space = a_space()
    say(space, DAY, (members[1], WARM), (members[0], COOL))
    roll_tone(DAY)
    kept = {field.name for field in MoodDay._meta.get_fields()}
    assert kept == {"id", "day", "space", "posts", "known", "warm", "cool", "writers"}
    assert MoodDay.objects.get(day=DAY).writers == sorted([members[0].pk, members[1].pk]), (
        "in no order of what they said"
    )


def number(space: Space | None = None, days: int = 28) -> Counted:
    cut = Cut(space=space.pk if space else None)
    return MEASURES["sentiment"].numbers([DAY + timedelta(days=3)], days, cut)[DAY + timedelta(days=3), None]


def test_the_measure_is_warm_less_cool_of_a_hundred_posts_with_known_words(members: list[Member]) -> None:
    space, other = a_space(), a_space()
    say(space, DAY, *((member, WARM) for member in members[:5]), (members[5], COOL), (members[0], PLAIN))
    say(other, DAY + timedelta(days=1), (members[0], COOL))
    for day in (DAY, DAY + timedelta(days=1)):
        roll_tone(day)
    assert number(space) == Counted(67.0, 4.0, 6.0, 6), "5 of 6 warm, 1 of 6 cool, in whole points"
    assert number() == Counted(43.0, 3.0, 7.0, 6), "each writer once"
    assert number(other) == Counted(-100.0, -1.0, 1.0, 1)
    assert is_withheld(number(other).people)
    together = MEASURES["sentiment"].numbers([DAY + timedelta(days=3)], 28, by_space=True)
    assert together[DAY + timedelta(days=3), space.pk] == number(space)
    assert together[DAY + timedelta(days=3), other.pk] == number(other)
    assert coverage(DAY + timedelta(days=3), 28) == pytest.approx(100 * 7 / 8)
    assert coverage(DAY + timedelta(days=3), 28, other.pk) == 100


def test_where_hardly_any_post_has_a_word_of_ours_nothing_is_told(members: list[Member]) -> None:
    space = a_space()
    say(space, DAY, *((member, WARM) for member in members[:5]), *((members[0], PLAIN) for _ in range(20)))
    roll_tone(DAY)
    assert number(space).value == 100.0, "five of 25 are twenty of a hundred"
    say(space, DAY, (members[0], PLAIN))
    roll_tone(DAY)
    assert number(space).value is None


def test_days_are_read_once_after_each_rolling_the_newest_first(members: list[Member]) -> None:
    say(a_space(), DAY, (members[0], WARM))
    now = timezone.now()
    rolled = [DAY, DAY - timedelta(days=1), DAY - timedelta(days=900)]
    RolledDay.objects.bulk_create(RolledDay(day=day, rolled_at=now) for day in rolled)
    assert catch_up_tone(0) is True
    assert not ToneDay.objects.exists()
    assert catch_up_tone(60) is False
    assert set(ToneDay.objects.values_list("day", flat=True)) == set(rolled[:2])
    read: datetime = ToneDay.objects.get(day=DAY).read_at
    RolledDay.objects.filter(day=DAY).update(rolled_at=timezone.now())
    assert catch_up_tone(60) is False
    assert ToneDay.objects.get(day=DAY).read_at > read


def test_a_window_of_which_a_day_was_not_read_yet_is_asked_again_later(members: list[Member]) -> None:
    RolledDay.objects.create(day=DAY, rolled_at=timezone.now())
    ends = [DAY - timedelta(days=1), DAY]
    assert set(MEASURES["sentiment"].numbers(ends, 28)) == {(DAY - timedelta(days=1), None)}
    roll_tone(DAY)
    assert set(MEASURES["sentiment"].numbers(ends, 28)) == {(DAY - timedelta(days=1), None), (DAY, None)}


def test_who_leaves_is_not_among_the_writers_any_more(members: list[Member]) -> None:
    space = a_space()
    say(space, DAY, *((member, WARM) for member in members))
    roll_tone(DAY)
    leaver = Leaver(members[0], identity_of(members[0]), erases_words=False)
    assert Writers().step(leaver, 0) is None
    assert MoodDay.objects.get(day=DAY).writers == sorted(member.pk for member in members[1:])
    assert today() > DAY
