"""Prompts open by themselves, once each, in the words of the bank, linked to the one before; also after an outage."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from programs.series.changing import change_later
from programs.series.measures import Goal
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.series.texts import BankText
from tests.factories import a_post, a_space
from tests.programs.planned import a_program

type Later = Callable[[Occurrence], None]


def thread_of(one: Occurrence) -> Thread:
    """The thread that it opened."""
    assert one.thread is not None
    return one.thread


@pytest.fixture
def later(time_machine) -> Later:
    """Let it be a minute after an occurrence begins."""
    return lambda one: time_machine.move_to(one.starts_at + timedelta(minutes=1), tick=False)


@pytest.mark.django_db
def test_nothing_opens_before_its_time(mia: Member, space: Space) -> None:
    a_program(mia, space=space, texts=3)
    assert run_due() == 0
    assert not Thread.objects.exists()


@pytest.mark.django_db
def test_a_series_that_was_changed_twice_still_links_the_last_one_with_a_thread(
    mia: Member, space: Space, later: Later
) -> None:
    first, second, third = a_program(mia, space=space, texts=3).occurrences.order_by("day")[:3]
    later(first)
    run_due()
    first.refresh_from_db()
    thread_of(first).retitle("Who mends [nets] with @ben?")
    change_later(second, {"title": "Another name"}, by=mia)
    third.refresh_from_db()
    change_later(third, {"title": "A third name"}, by=mia)
    second.refresh_from_db()
    second.call_off(by=mia)
    later(third)
    run_due()
    third.refresh_from_db()
    post = Post.objects.get(thread=third.thread, number=1)
    assert thread_of(first).get_absolute_url() in post.html
    assert "Who mends [nets] with @ben?" in post.html  # as it stands, calling nobody


@pytest.mark.django_db
def test_each_opens_once_links_the_one_before_and_closes_it(mia: Member, space: Space, later: Later) -> None:
    program = a_program(mia, space=space, texts=3)
    first, second = program.occurrences.order_by("day")[:2]
    later(first)
    assert run_due() == 1
    assert run_due() == 0
    first.refresh_from_db()
    assert thread_of(first).author == mia
    assert thread_of(first).title == "What did you learn in week 0?"
    later(second)
    run_due()
    first.refresh_from_db()
    second.refresh_from_db()
    assert thread_of(second).title == "What did you learn in week 1?"
    assert thread_of(first).get_absolute_url() in Post.objects.get(thread=second.thread, number=1).source
    assert thread_of(first).is_closed
    assert not thread_of(second).is_closed
    assert first.closed_at is not None
    assert Thread.objects.count() == 2


@pytest.mark.django_db
def test_no_text_comes_twice_within_26_weeks(mia: Member, space: Space, later: Later) -> None:
    program = a_program(mia, space=space, texts=5, about="What is on your mind?")
    titles = []
    for one in program.occurrences.order_by("day")[:28]:
        later(one)
        run_due()
        one.refresh_from_db()
        titles.append(thread_of(one).title)
    assert titles[:5] == [f"What did you learn in week {number}?" for number in range(5)]
    assert set(titles[5:26]) == {"Friday case review"}
    assert titles[26:] == ["What did you learn in week 0?", "What did you learn in week 1?"]


@pytest.mark.django_db
def test_after_weeks_of_outage_one_opens_and_the_others_are_said_to_be_missed(
    mia: Member, space: Space, later: Later
) -> None:
    program = a_program(mia, space=space, texts=5, minutes=60 * 24 * 7)
    rows = list(program.occurrences.order_by("day")[:5])
    later(rows[3])
    run_due()
    states = [(bool(row.opened_at), bool(row.missed_at)) for row in program.occurrences.order_by("day")[:5]]
    assert states == [(False, True), (False, True), (False, True), (True, False), (False, False)]
    assert Thread.objects.count() == 1


@pytest.mark.django_db
def test_what_was_called_off_opens_nothing(mia: Member, space: Space, later: Later) -> None:
    one = a_program(mia, space=space, texts=2).occurrences.order_by("day")[0]
    one.call_off(by=mia)
    later(one)
    assert run_due() == 0
    assert not Thread.objects.exists()


@pytest.mark.django_db
def test_what_was_moved_opens_at_its_new_time(mia: Member, space: Space, later: Later, time_machine) -> None:
    one = a_program(mia, space=space, texts=2).occurrences.order_by("day")[0]
    before = one.starts_at
    one.move(before + timedelta(hours=5), by=mia)
    time_machine.move_to(before + timedelta(minutes=1))
    assert run_due() == 0
    later(one)
    assert run_due() == 1
    assert Thread.objects.count() == 1


@pytest.mark.django_db
def test_a_host_who_may_not_start_there_is_told_why_and_it_is_tried_again(
    mia: Member, ben: Member, later: Later, time_machine
) -> None:
    closed = a_space("Notices", who_starts="hosts")
    program = a_program(ben, space=closed, texts=1, minutes=600)
    one = program.occurrences.order_by("day")[0]
    later(one)
    run_due()
    step = Step.objects.get(occurrence=one, key="open")
    assert "Ben" in step.failed_why
    assert not Thread.objects.exists()
    type(program).objects.filter(pk=program.pk).update(owner=mia)
    assert run_due() == 0
    time_machine.move_to(one.starts_at + timedelta(minutes=12))
    assert run_due() == 1
    assert Thread.objects.get().author == mia
    assert BankText.objects.filter(said_at__isnull=False).count() == 1


@pytest.mark.django_db
def test_what_came_of_it_is_counted_from_its_thread(
    mia: Member, ben: Member, nia: Member, space: Space, later: Later
) -> None:
    one = a_program(mia, space=space, texts=1).occurrences.order_by("day")[0]
    a_post(by=ben)
    later(one)
    run_due()
    one.refresh_from_db()
    for who in (ben, ben, nia):
        a_post(one.thread, by=who)
    kind = one.program.kind
    assert [kind.counted(one, goal) for goal in (Goal.REPLIES, Goal.PEOPLE, Goal.NEWCOMERS, Goal.OWN)] == [
        3,
        2,
        1,
        None,
    ]


@pytest.mark.django_db(transaction=True)
def test_twelve_clocks_at_once_open_each_once(mia: Member, space: Space, later: Later) -> None:
    programs = [a_program(mia, space=space, texts=1, title=f"Series {number}") for number in range(4)]
    later(programs[0].occurrences.order_by("day")[0])

    def clock(_number: int) -> int:
        try:
            return run_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        done = sum(pool.map(clock, range(12)))
    assert done == 4
    assert Thread.objects.count() == 4
    assert timezone.now() > programs[0].occurrences.order_by("day")[0].starts_at


@pytest.mark.django_db
def test_what_moved_out_of_a_private_space_does_not_name_what_was_asked_there(
    mia: Member, space: Space, private_space: Space, later: Later
) -> None:
    program = a_program(mia, space=private_space, texts=3)
    first, second = program.occurrences.order_by("day")[:2]
    later(first)
    run_due()
    program.refresh_from_db()
    program.space = space
    program.save(update_fields=["space"])
    later(second)
    run_due()
    first.refresh_from_db()
    second.refresh_from_db()
    said = thread_of(second).posts.get(number=1).source
    assert thread_of(second).space_id == space.pk
    assert thread_of(first).title not in said and "Last time" not in said
