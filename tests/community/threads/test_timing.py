"""Timers: set in words, done by the clock exactly once, also late."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from community.posts.permissions import may_reply
from community.spaces.models import Space, SpaceHost
from community.threads.models import Thread
from community.threads.tasks import run_timers
from community.threads.timing import ThreadTimer, drop_timer, set_timer
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread

As = Callable[..., Any]
HOUR = timedelta(hours=1)


def _late(thread: Thread) -> None:
    ThreadTimer.objects.filter(thread=thread, at__isnull=False).update(at=timezone.now() - 48 * HOUR)


def test_nothing_happens_before_its_time_nor_twice(thread: Thread, mo: Member) -> None:
    set_timer(thread, "close", by=mo, at=timezone.now() + HOUR)
    assert run_timers() == 0
    _late(thread)
    assert run_timers() == 1
    assert run_timers() == 0
    thread.refresh_from_db()
    assert thread.closed_at
    assert thread.closed_by is None
    assert Activity.objects.filter(verb="thread.closed", actor_id=None).count() == 1
    assert not ThreadTimer.objects.exists()


def test_each_act_is_done(thread: Thread, mo: Member) -> None:
    before = thread.last_post_at
    for act, state in (("archive", "archived_at"), ("close", "closed_at")):
        set_timer(thread, act, by=mo, at=timezone.now() + HOUR)
        _late(thread)
        run_timers()
        thread.refresh_from_db()
        assert getattr(thread, state)
    for act in ("open", "bump"):
        set_timer(thread, act, by=mo, at=timezone.now() + HOUR)
    _late(thread)
    assert run_timers() == 2
    thread.refresh_from_db()
    assert thread.closed_at is None
    assert thread.last_post_at > before


def test_a_reply_puts_off_what_waits_for_silence(thread: Thread, mo: Member) -> None:
    set_timer(thread, "close", by=mo, after_hours=3)
    Thread.objects.filter(pk=thread.pk).update(last_post_at=timezone.now() - 2 * HOUR)
    assert run_timers() == 0
    Thread.objects.filter(pk=thread.pk).update(last_post_at=timezone.now() - 4 * HOUR)
    a_post(thread)
    assert run_timers() == 0
    Thread.objects.filter(pk=thread.pk).update(last_post_at=timezone.now() - 4 * HOUR)
    assert run_timers() == 1


def test_a_deleted_thread_waits_until_it_is_back(thread: Thread, mo: Member) -> None:
    set_timer(thread, "close", by=mo, at=timezone.now() + HOUR)
    thread.delete_softly(by=mo)
    _late(thread)
    assert run_timers() == 0
    thread.restore(by=mo)
    assert run_timers() == 1


def test_a_second_time_replaces_the_first_and_one_taken_back_is_gone(thread: Thread, mo: Member) -> None:
    set_timer(thread, "close", by=mo, at=timezone.now() + HOUR)
    set_timer(thread, "close", by=mo, after_hours=72)
    timer = ThreadTimer.objects.get()
    assert (timer.at, timer.after_hours) == (None, 72)
    drop_timer(thread, "close", by=mo)
    drop_timer(thread, "close", by=mo)
    assert Activity.objects.filter(verb="thread.untimed").count() == 1


def test_the_page_sets_them_in_the_readers_own_time_and_says_so_under_the_title(
    as_: As, thread: Thread, mo: Member, nia: Member
) -> None:
    client = as_(mo)
    for data, words in (
        ({"act": "close"}, "one of the two"),
        ({"act": "close", "at": "2001-01-01T10:00"}, "still to come"),
        ({"act": "close", "at": "9999-01-01T10:00"}, "within the next two years"),
        ({"act": "close", "at": "tomorrow"}, "Write day and time like"),
        ({"act": "explode", "hours": "3"}, "Select a valid choice"),
        ({"act": "close", "hours": "99999999999"}, "At most a year"),
    ):
        answer = client.post(f"/t/{thread.pk}/timers/", data)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), data
    done = client.post(f"/t/{thread.pk}/timers/", {"act": "close", "hours": "72"}, follow=True)
    assert "Closes 72 hours after the last reply: as it stands, on " in done.content.decode()
    assert "Closes 72 hours" in as_(nia).get(thread.get_absolute_url()).content.decode()
    client.post(f"/t/{thread.pk}/timers/drop/", {"act": "close"})
    assert not ThreadTimer.objects.exists()


def test_slow_mode_says_before_anything_is_typed_when_one_may_reply_again(
    as_: As, mo: Member, ben: Member, thread: Thread
) -> None:
    thread.slow_down(300, by=mo)
    assert may_reply(ben, thread) is None
    page = as_(ben).get(thread.get_absolute_url()).content.decode()
    assert "Slow mode: 5 minutes between replies" in page
    assert 'id="composer"' in page
    a_post(thread, by=ben)
    page = as_(ben).get(thread.get_absolute_url()).content.decode()
    assert "You can reply again at" in page
    assert 'id="composer"' not in page
    refused = as_(ben).post(f"/t/{thread.pk}/reply/", {"body": "Once more"})
    assert refused.status_code == 429
    assert "Once more" in refused.content.decode()
    assert may_reply(mo, thread) is None


def test_a_thread_without_timers_asks_nothing_about_them(thread: Thread, mo: Member, as_: As) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_(mo)
    client.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(a_thread(thread.space).get_absolute_url())
    alone = [q["sql"] for q in asked.captured_queries if q["sql"].startswith('SELECT "community_threadtimer"')]
    assert not alone
    assert not [q["sql"] for q in asked.captured_queries if 'FROM "community_formerplace"' in q["sql"]]


def test_the_clock_does_nothing_for_whoever_lost_the_right_and_the_team_reads_why(
    as_: As, space: Space, ben: Member, mo: Member
) -> None:
    host = SpaceHost.objects.create(space=space, member=ben)
    thread = a_thread(space)
    set_timer(thread, "close", by=ben, at=timezone.now() + HOUR)
    set_timer(thread, "archive", by=mo, at=timezone.now() + HOUR)
    host.delete()
    mo.suspended_until = timezone.now() + HOUR
    mo.save(update_fields=["suspended_until"])
    _late(thread)
    run_timers()
    thread.refresh_from_db()
    assert (thread.closed_at, thread.archived_at) == (None, None)
    assert not ThreadTimer.objects.exists()
    told = Activity.objects.about(thread).filter(verb="thread.timer_lapsed", actor=None)
    assert {(one.facts["act"], one.facts["by"]) for one in told} == {("close", ben.pk), ("archive", mo.pk)}
    page = as_(a_member(role="moderator")).get(f"/t/{thread.pk}/timers/").text
    assert "What did not happen" in page
    assert "set by Ben, who no longer looks after this space." in page
    assert "What did not happen" not in as_(ben).get(f"/t/{thread.pk}/timers/").text


def test_the_clock_does_nothing_for_somebody_who_is_gone(thread: Thread, mo: Member) -> None:
    set_timer(thread, "close", by=mo, at=timezone.now() + HOUR)
    _late(thread)
    ThreadTimer.objects.update(set_by=None)
    run_timers()
    thread.refresh_from_db()
    assert thread.closed_at is None
