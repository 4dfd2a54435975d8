"""The tone of a week is sums over what stands; nobody is scored, and nothing is kept of fewer than five writers."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.measure import Counted, Cut
from metrics.measures.sentiment import coverage
from metrics.rollups.days import begin_of
from metrics.rollups.models import RolledDay
from metrics.tone.catching_up import catch_up_tone
from metrics.tone.models import MoodWeek, ToneDay
from metrics.tone.rolling import roll_tone
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
MONDAY, DAY, SUNDAY = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 15)
END = date(2026, 3, 25)
"""The last day of what is measured."""
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


def row(space: Space | None, day: date = DAY) -> tuple[int, ...] | None:
    roll_tone(day)
    rows = MoodWeek.objects.filter(day=SUNDAY, space=space)
    return rows.values_list("posts", "known", "warm", "cool", "people").first()


def test_posts_that_stand_are_summed_by_week_and_space_without_the_team(members: list[Member]) -> None:
    space, other = a_space(), a_space()
    say(space, DAY, *((member, WARM) for member in members[:4]), (members[5], PLAIN))
    say(space, SUNDAY, (members[4], COOL), (members[0], WARM + " " + COOL))
    say(space, MONDAY - timedelta(days=1), (members[3], COOL))
    say(space, SUNDAY + timedelta(days=1), (members[3], COOL))
    say(other, MONDAY, *((member, COOL) for member in members))
    assert row(space) == row(space, SUNDAY) == (7, 6, 4, 1, 5), "one post is as warm as it is cool"
    assert row(other) == (6, 6, 0, 6, 6)
    assert row(None) is None


def test_the_same_again_gives_the_same_and_what_was_taken_away_no_longer_counts(
    members: list[Member], mo: Member
) -> None:
    space = a_space()
    deleted, hidden, held, *_stay = say(space, DAY, *((member, WARM) for member in (*members, *members)))
    assert row(space) == row(space) == (12, 12, 12, 0, 6)
    deleted.delete_softly(by=mo)
    hidden.hide(by=mo)
    held.hold(by=mo)
    assert row(space) == (9, 9, 9, 0, 6)


def test_of_fewer_than_five_who_wrote_nothing_is_kept(members: list[Member]) -> None:
    space = a_space()
    say(space, DAY, *((member, WARM) for member in members[:4]), (members[0], COOL), (members[5], PLAIN))
    roll_tone(DAY)
    assert not MoodWeek.objects.exists(), "the sixth wrote no word of ours"
    with pytest.raises(IntegrityError), transaction.atomic():
        MoodWeek.objects.create(day=SUNDAY, space=space, posts=9, known=9, people=4)


def test_spaces_of_fewer_than_five_are_summed_together(members: list[Member]) -> None:
    large, small, tiny = a_space(), a_space(), a_space()
    say(large, DAY, *((member, WARM) for member in members))
    say(small, DAY, *((member, COOL) for member in members[:4]))
    say(tiny, SUNDAY, (members[3], WARM))
    roll_tone(DAY)
    assert set(MoodWeek.objects.values_list("space", flat=True)) == {large.pk}, "four, also together"
    say(tiny, SUNDAY, (members[4], WARM))
    assert row(None) == (6, 6, 2, 4, 5)
    assert number() == Counted(33.0, 4.0, 12.0, 6), "8 of 12 warm, 4 of 12 cool"
    by_space = MEASURES["sentiment"].numbers([END], 28, by_space=True)
    assert by_space == {(END, large.pk): number(large)}


def test_what_is_kept_names_nobody_and_is_the_tone_of_no_single_person(members: list[Member]) -> None:
    say(a_space(), DAY, *((member, WARM) for member in members))
    roll_tone(DAY)
    kept = {field.name for field in MoodWeek._meta.get_fields()}
    assert kept == {"id", "day", "space", "posts", "known", "warm", "cool", "people"}
    assert not [field for field in ToneDay._meta.get_fields() if field.name not in ("day", "read_at")]


def test_a_week_that_goes_on_is_not_summed_yet(members: list[Member]) -> None:
    space = a_space()
    say(space, DAY, *((member, WARM) for member in members))
    with time_machine.travel(begin_of(SUNDAY) + timedelta(hours=20)):
        roll_tone(DAY)
        assert list(ToneDay.objects.values_list("day", flat=True)) == [DAY]
        assert not MoodWeek.objects.exists()
    roll_tone(SUNDAY)
    assert ToneDay.objects.count() == 7
    assert MoodWeek.objects.get().space == space


def number(space: Space | None = None, days: int = 28) -> Counted:
    cut = Cut(space=space.pk if space else None)
    return MEASURES["sentiment"].numbers([END], days, cut)[END, None]


def test_the_measure_is_warm_less_cool_of_a_hundred_posts_with_known_words(members: list[Member]) -> None:
    space, other = a_space(), a_space()
    say(space, DAY, *((member, WARM) for member in members[:5]), (members[5], COOL), (members[0], PLAIN))
    say(other, DAY + timedelta(days=7), *((member, COOL) for member in members[:5]))
    for day in (DAY, DAY + timedelta(days=7)):
        roll_tone(day)
    assert number(space) == Counted(67.0, 4.0, 6.0, 6), "5 of 6 warm, 1 of 6 cool, in whole points"
    assert number() == Counted(-9.0, -1.0, 11.0, 6)
    assert number(other) == Counted(-100.0, -5.0, 5.0, 5)
    together = MEASURES["sentiment"].numbers([END], 28, by_space=True)
    assert together[END, space.pk] == number(space)
    assert together[END, other.pk] == number(other)
    assert coverage(END, 28) == pytest.approx(100 * 11 / 12)
    assert coverage(END, 28, other.pk) == 100


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
    assert ToneDay.objects.filter(day__in=rolled).count() == 2
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
