"""Who gets no digest, and what stands in none: first of all what must not happen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from community.following.silencing import silence
from members.digest.choosing import stop
from members.digest.counting import numbers
from members.digest.delivering import IN_DOUBT, deliver
from members.digest.enrolling import enrol
from members.digest.gathering import gather
from members.digest.letters import letter_for
from members.digest.models import Digest, DigestChoice
from members.digest.receiving import still_may
from members.groups.models import Group, GroupMembership
from members.notifications.preferences import stop_mail
from members.profiles.models import Member
from members.replying.bouncing import note_bounce
from tests.factories import a_member, a_post, a_thread
from tests.members.digest.weeks import FRIDAY, end_of, run, sent_to
from tests.members.notifications.conftest import Postbox, postbox

__all__ = ["postbox"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _friday() -> Any:
    with time_machine.travel(FRIDAY, tick=False):
        yield


def news_for(member: Member, space: Any = None) -> Any:
    """A question of theirs that somebody answered two days ago."""
    with time_machine.travel(FRIDAY - timedelta(days=3), tick=False):
        thread = a_thread(space, by=member, title="How do you keep a rota fair?", kind="question")
    with time_machine.travel(FRIDAY - timedelta(days=2), tick=False):
        a_post(thread, source="Rotate the host, and write the list where all can see it.")
    return thread


ENDS: dict[str, Callable[[Member], Any]] = {
    "stopped the digest": stop,
    "stopped all mail": stop_mail,
    "is suspended": lambda one: Member.objects.filter(pk=one.pk).update(suspended_until=FRIDAY + timedelta(days=5)),
    "has left": lambda one: Member.objects.filter(pk=one.pk).update(is_active=False),
    "has no proven address": lambda one: EmailAddress.objects.filter(user=one).update(verified=False),
    "has another address": lambda one: Member.objects.filter(pk=one.pk).update(email="other@example.org"),
    "is not reached": lambda one: note_bounce(one, "5.1.1"),
}


@pytest.mark.parametrize("moment", ["before", "when it is chosen", "when it is taken"])
def test_none_leaves_to_who_must_not_get_it_whenever_that_came(moment: str) -> None:
    members = {name: a_member(f"Reader {number}") for number, name in enumerate(ENDS)}
    spared = a_member("Spared")
    for member in [*members.values(), spared]:
        news_for(member)
    steps: list[Callable[[], Any]] = [enrol, gather, deliver]
    at = ["before", "when it is chosen", "when it is taken"].index(moment)
    for step in steps[:at]:
        step()
    for name, end in ENDS.items():
        end(members[name])
    told = {address for letter in run() for address in letter.to}
    assert spared.email in told
    assert not told & {member.email for member in members.values()}


def test_the_last_look_before_a_letter_leaves_knows_all_of_them() -> None:
    members = {name: a_member(f"Reader {number}") for number, name in enumerate(ENDS)}
    for member in members.values():
        news_for(member)
    enrol()
    rows = {name: Digest.objects.get(member=member) for name, member in members.items()}
    assert still_may(list(rows.values())) == {row.pk for row in rows.values()}
    for name, end in ENDS.items():
        end(members[name])
    left = still_may(list(rows.values()))
    assert not [name for name, row in rows.items() if row.pk in left]


def test_a_stop_in_the_middle_of_a_batch_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_member("First"), a_member("Second")
    for member in (first, second):
        news_for(member)
    from members.digest import delivering

    written = letter_for

    def stop_the_other(row: Any, member: Member, *rest: Any) -> Any:
        stop(second if member == first else first)
        return written(row, member, *rest)

    monkeypatch.setattr(delivering, "letter_for", stop_the_other)
    told = [letter.to for letter in run() if letter.to in ([first.email], [second.email])]
    assert len(told) == 1
    assert sorted([end_of(first), end_of(second)]) == ["sent", "stopped"]


def test_what_a_killed_worker_had_in_hand_is_not_sent_again_and_is_kept_as_failed(ben: Member, nia: Member) -> None:
    for member in (ben, nia):
        news_for(member)
    enrol()
    gather()
    row = Digest.objects.get(member=ben)
    assert Digest.pass_on(None, row), "a worker took it"
    assert not Digest.pass_on(None, row), "and no other one takes it too"
    told = {address for letter in run() for address in letter.to}
    assert nia.email in told and ben.email not in told
    assert end_of(ben) == "failed" and Digest.objects.get(member=ben).last_error == IN_DOUBT


def test_a_letter_that_did_not_leave_leaves_later(ben: Member, postbox: Postbox) -> None:
    news_for(ben)
    enrol()
    gather()
    postbox.answer = "451 not now"
    deliver()
    assert not postbox.raw and end_of(ben) == "waits"
    postbox.answer = "250 OK"
    with time_machine.travel(FRIDAY + timedelta(minutes=5), tick=False):
        deliver()
    assert end_of(ben) == "sent" and [str(letter["To"]) for letter in postbox.letters].count(ben.email) == 1


def test_nobody_without_news_gets_one(nia: Member) -> None:
    assert sent_to(nia) is None
    assert end_of(nia) == "empty"


def test_a_private_space_stands_in_no_digest_of_those_outside(
    private_space: Any, circle: Group, ben: Member, nia: Member
) -> None:
    with time_machine.travel(FRIDAY - timedelta(days=1), tick=False):
        thread = a_thread(private_space, by=ben, title="Keys zqsecret and where they are")
        a_post(thread, by=ben, source=f"Under the mat, @{nia.handle}, zqsecret.")
    letters = {letter.to[0]: letter for letter in run()}
    assert nia.email not in letters or "zqsecret" not in str(letters[nia.email].message())


def test_who_leaves_a_group_after_it_was_chosen_reads_nothing_of_it(
    private_space: Any, circle: Group, ben: Member, nia: Member
) -> None:
    GroupMembership.objects.create(group=circle, member=nia)
    with time_machine.travel(FRIDAY - timedelta(days=1), tick=False):
        a_thread(private_space, by=ben, title="Keys zqsecret and where they are")
    enrol()
    gather()
    row = Digest.objects.get(member=nia)
    assert row.chosen["worthwhile"]
    GroupMembership.objects.filter(member=nia).delete()
    assert sent_to(nia) is None
    assert end_of(nia) == "gone"


@pytest.mark.parametrize("way", ["hidden", "deleted", "held"])
def test_what_was_taken_away_after_it_was_chosen_is_not_told(way: str, ben: Member, mo: Member) -> None:
    thread = news_for(ben)
    enrol()
    gather()
    post = thread.posts.get(number=2)
    if way == "hidden":
        post.hide(by=mo)
    elif way == "deleted":
        post.delete_softly(by=mo)
    else:
        type(post).objects.filter(pk=post.pk).update(held_at=timezone.now())
    letter = sent_to(ben)
    assert letter is None or "Rotate the host" not in str(letter.message())


def test_people_who_do_not_want_to_know_of_each_other_are_in_no_digest_of_each_other(ben: Member, nia: Member) -> None:
    eva = a_member("Evamaria")
    with time_machine.travel(FRIDAY - timedelta(days=1), tick=False):
        a_thread(by=eva, title="A thread that many may like")
        silence(ben, by=eva, blocked=True)
        silence(eva, by=nia)
    letters = {letter.to[0]: str(letter.message()) for letter in run()}
    for reader in (ben, nia):
        assert "A thread that many" not in letters.get(reader.email, "")


def test_who_is_away_for_half_a_year_is_told_once_that_it_rests(ben: Member) -> None:
    Member.objects.filter(pk=ben.pk).update(last_seen_at=FRIDAY - timedelta(days=181))
    news_for(ben)
    letter = sent_to(ben)
    assert letter is not None and "rests" in letter.subject
    assert "Rotate the host" not in str(letter.message()) and numbers().resting == 1
    for week in (1, 2, 30):
        with time_machine.travel(FRIDAY + timedelta(weeks=week), tick=False):
            assert sent_to(ben) is None
    with time_machine.travel(FRIDAY + timedelta(weeks=31), tick=False):
        Member.objects.update(last_seen_at=timezone.now())
        with time_machine.travel(FRIDAY + timedelta(weeks=31, days=-2), tick=False):
            a_post(a_thread(by=ben), source="Here is an answer to what you asked us.")
        letter = sent_to(ben)
    assert letter is not None and "answered" in letter.subject
    ben.refresh_from_db()
    ben.refresh_from_db()
    assert numbers().resting == 0 and not DigestChoice.of(ben).is_resting, "Whoever was here again has it again."


def test_one_press_brings_it_back(ben: Member, client: Any) -> None:
    Member.objects.filter(pk=ben.pk).update(last_seen_at=FRIDAY - timedelta(days=181))
    run()
    row = Digest.objects.get(member=ben)
    assert row.is_pause and DigestChoice.of(ben).paused_at
    path = f"/unsubscribe/~{row.token}/"
    client.get(path)
    assert DigestChoice.of(ben).paused_at, "a mail program that opens links changes nothing"
    client.post(path, {"act": "resume"})
    assert DigestChoice.of(ben).paused_at is None
    with time_machine.travel(FRIDAY + timedelta(weeks=1), tick=False):
        with time_machine.travel(FRIDAY + timedelta(days=5), tick=False):
            a_post(a_thread(by=ben), source="Here is an answer to what you asked us.")
        letter = sent_to(ben)
    assert letter is not None and "answered" in letter.subject
