"""What changes the past is found in its days; a day nothing happened to is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.posts.models import Post
from community.questions.duplicating import mark
from community.reactions.kinds import kinds
from community.reactions.reacting import react
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.splitting import split
from members.activity.models import Activity
from members.activity.relay import deliver_all
from members.privacy.erasing import erase_due
from members.privacy.leaving import leave
from members.privacy.models import Fate
from members.profiles.models import Member
from metrics.rollups import noticing
from metrics.rollups.catching_up import catch_up
from metrics.rollups.days import day_of, yesterday
from metrics.rollups.models import Arrival, DayCut, LogSeen, MemberDay, Opening, RolledDay
from metrics.rollups.noticing import notice_late
from metrics.rollups.rolling import roll
from tests.factories import a_member, a_post, a_space, a_thread
from tests.metrics.rolled import roll_everything

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def talk(db: None) -> Thread:
    """A thread of three days ago with an answer of two days ago; its days are made."""
    now = timezone.now()
    with time_machine.travel(now - 3 * DAY, tick=False) as clock:
        ana, bo = a_member("Ana"), a_member("Bo")
        thread = a_thread(a_space("Here", kinds=["question", "discussion"]), by=ana, kind="question")
        clock.move_to(now - 2 * DAY, tick=False)
        a_post(thread, by=bo)
    settle()
    return thread


def settle() -> None:
    """Everybody reacts, and all days that are owed are made."""
    deliver_all()
    catch_up(600)


def touched() -> set[int]:
    """How many days ago each touched day was."""
    days = RolledDay.objects.exclude(touched_at=None).values_list("day", flat=True)
    return {(yesterday() + DAY - day).days for day in days}


def wrote(name: str) -> int:
    """In how many days somebody wrote."""
    return (
        MemberDay.objects.filter(member__name=name, threads__gt=0).count()
        + MemberDay.objects.filter(member__name=name, replies__gt=0).count()
    )


def test_a_deleted_reply_leaves_its_day_and_the_answering_of_its_thread(talk: Thread, mo: Member) -> None:
    reply = talk.posts.get(number=2)
    assert (wrote("Bo"), Opening.objects.get().replied_at) == (1, reply.created_at)
    reply.delete_softly(by=mo)
    deliver_all()
    assert touched() == {2}
    assert Opening.objects.get().replied_at is None, "rows of threads follow at once"
    settle()
    assert (wrote("Bo"), touched()) == (0, set())
    reply.restore(by=mo)
    settle()
    assert (wrote("Bo"), Opening.objects.get().replied_at) == (1, reply.created_at)


def test_a_deleted_thread_is_in_no_day_and_comes_back_into_all(talk: Thread, mo: Member) -> None:
    talk.delete_softly(by=mo)
    deliver_all()
    assert touched() == {2, 3}
    settle()
    assert not Opening.objects.exists()
    assert Arrival.objects.get(member__name="Ana").contributed_at is None
    talk.restore(by=mo)
    settle()
    assert wrote("Ana") == wrote("Bo") == Opening.objects.count() == 1


def test_what_was_done_to_a_moved_thread_moves_along(talk: Thread, mia: Member) -> None:
    with time_machine.travel(timezone.now() - DAY, tick=False):
        react(talk.posts.get(number=2), kinds()[0].emoji, by=Member.objects.get(name="Ana"))
    settle()
    other = a_space("There", kinds=["question"])
    move(talk, to=other, by=mia)
    deliver_all()
    assert touched() == {1, 2, 3}
    settle()
    assert set(MemberDay.objects.values_list("space", flat=True)) == {other.pk}
    assert set(DayCut.objects.exclude(space=None).values_list("space", flat=True)) == {other.pk}


def test_a_merged_thread_keeps_how_it_was_answered(talk: Thread, mia: Member) -> None:
    with time_machine.travel(timezone.now() - 2 * DAY, tick=False):
        other = a_thread(talk.space, by=a_member("Cy"))
    settle()
    known = Opening.objects.get(thread=talk)
    merge(talk, into=other, by=mia)
    settle()
    merged, whole = Opening.objects.get(thread=talk), Opening.objects.get(thread=other)
    assert (merged.replied_at, merged.replies, merged.day) == (known.replied_at, 1, known.day)
    assert merged.ended_at is None, "it did not wait when it was merged"
    assert whole.replies == 2
    assert whole.replied_at is None, "what is older than its first post answers nothing"
    assert MemberDay.objects.get(member__name="Ana").replies == 1


def test_a_thread_merged_on_and_on_keeps_how_it_was_answered(talk: Thread, mia: Member) -> None:
    with time_machine.travel(timezone.now() - 2 * DAY, tick=False):
        second, third = a_thread(talk.space, by=a_member("Cy")), a_thread(talk.space, by=a_member("Di"))
        away = a_post(talk, by=a_member("Ed"))
        a_post(third, by=a_member("Fe"))
    settle()
    split(talk, [away.number], by=mia, title="Something else", kind="discussion", space=talk.space)
    settle()
    known = Opening.objects.values().get(thread=talk)
    assert (known["replies"], known["people"]) == (1, 2)
    merge(talk, into=second, by=mia)
    settle()
    assert Opening.objects.values().get(thread=talk) == known
    merge(second, into=third, by=mia)
    settle()
    assert Opening.objects.values().get(thread=talk) == known
    counted = dict(Opening.objects.values_list("thread", "replies"))
    assert [counted[one.pk] for one in (talk, second, third)] == [1, 2, 4]
    reply = Post.objects.get(thread=third, author__name="Bo")
    split(third, [reply.number], by=mia, title="Of its own", kind="discussion", space=talk.space)
    settle()
    lost = Opening.objects.get(thread=talk)
    assert (lost.replied_at, lost.replies) == (None, 0), "what was moved away answers it no longer"
    Post.objects.get(thread=third, author__name="Ana").delete_softly(by=mia)
    settle()
    assert not Opening.objects.filter(thread=talk).exists(), "without its first post it is not there"


def test_an_unanswered_thread_that_is_closed_waits_until_then(talk: Thread, mo: Member) -> None:
    talk.posts.get(number=2).delete_softly(by=mo)
    talk.close(by=mo)
    settle()
    assert Opening.objects.get().ended_at == talk.closed_at
    talk.reopen(by=mo)
    settle()
    assert Opening.objects.get().ended_at is None


def test_what_pointed_at_a_thread_waits_again_when_that_became_something_else(talk: Thread, mia: Member) -> None:
    lone, other = a_thread(talk.space, kind="question"), a_thread(talk.space, kind="discussion")
    mark(lone, talk, by=mia)
    deliver_all()
    lone.refresh_from_db()
    assert Opening.objects.get(thread=lone).ended_at == lone.duplicate_at
    merge(talk, into=other, by=mia)
    deliver_all()
    assert Opening.objects.get(thread=lone).ended_at is None


def test_an_accepted_answer_makes_no_day_anew(talk: Thread) -> None:
    talk.accept(talk.posts.get(number=2), by=Member.objects.get(name="Ana"))
    made = dict(RolledDay.objects.values_list("day", "rolled_at"))
    deliver_all()
    assert Opening.objects.get().solved_at == talk.answered_at
    settle()
    assert dict(RolledDay.objects.values_list("day", "rolled_at")) == made


def test_a_reply_to_an_old_thread_makes_its_row_anew_and_not_its_day(talk: Thread) -> None:
    made = RolledDay.objects.get(day=day_of(talk.created_at)).rolled_at
    with time_machine.travel(timezone.now() - DAY, tick=False):
        a_post(talk, by=a_member("Di"))
    RolledDay.objects.filter(day=yesterday()).delete()
    settle()
    assert Opening.objects.get().replies == 2
    assert RolledDay.objects.get(day=day_of(talk.created_at)).rolled_at == made


def test_a_row_that_came_late_touches_its_day(talk: Thread) -> None:
    notice_late()
    late = timezone.now() - 2 * DAY
    Activity.objects.create(verb="vote.given", actor=Member.objects.get(name="Ana"), at=late, subject_id=talk.pk,
                            subject_type="community.thread")  # fmt: skip
    notice_late()
    assert notice_late() == 1
    assert touched() == {2}
    settle()
    assert MemberDay.objects.get(member__name="Ana", day=day_of(late)).others == 1
    assert notice_late() == 0, "each is looked at once"


def test_a_number_that_may_still_come_is_waited_for(talk: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    notice_late()
    before = LogSeen.objects.get()
    Activity.objects.create(verb="vote.given", actor=Member.objects.get(name="Ana"), at=talk.created_at)
    notice_late()
    monkeypatch.setattr(noticing, "_OLDEST", f"SELECT '{before.asked_at.isoformat()}'::timestamptz")
    assert notice_late() == 0
    assert not touched(), "a transaction that is open since then may have numbers of its own"
    monkeypatch.undo()
    assert notice_late() == 1


def test_whoever_is_erased_leaves_every_day_and_every_sum(talk: Thread) -> None:
    bo = Member.objects.get(name="Bo")
    whole = DayCut.objects.filter(space=None)
    assert sum(whole.values_list("people", flat=True)) == 2
    assert sum(whole.values_list("joined", flat=True)) == 2
    leave(bo, by=bo, fate=Fate.KEEP)
    with time_machine.travel(timezone.now() + 15 * DAY):
        assert erase_due(600)
        assert not Member.objects.filter(pk=bo.pk).exists()
    assert not MemberDay.objects.filter(replies__gt=0).exists()
    assert sum(whole.values_list("people", flat=True)) == sum(whole.values_list("joined", flat=True)) == 1
    assert Opening.objects.get().people == 1
    before = list(DayCut.objects.order_by("day").values_list("day", "people", "replies"))
    roll_everything(yesterday())
    assert list(DayCut.objects.order_by("day").values_list("day", "people", "replies")) == before


def test_an_address_proven_later_counts_on_the_day_the_account_was_opened(talk: Thread) -> None:
    member = a_member("Eli", joined_at=timezone.now() - 2 * DAY, confirmed_at=None)
    settle()
    assert not Arrival.objects.filter(member=member).exists()
    member.join()
    settle()
    assert Arrival.objects.get(member=member).day == day_of(member.joined_at)
    day = DayCut.objects.filter(space=None, day=day_of(member.joined_at))
    assert sum(day.values_list("joined", flat=True)) == 1


def test_each_statement_of_a_day_finds_its_rows_by_an_index(talk: Thread) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        roll(day_of(talk.created_at))
    assert len(asked) <= 20
    for one in asked.captured_queries:
        if "community_post" in one["sql"] or "members_activity" in one["sql"]:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + one["sql"])
                plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "Seq Scan on members_activity" not in plan
            assert "Seq Scan on community_post" not in plan
    assert Post.objects.count() == 2
