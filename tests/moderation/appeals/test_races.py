"""Appeals in the same moment as what ends them: one outcome, and a clear word to whoever came second."""

from __future__ import annotations

from datetime import timedelta
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from community.posts.models import Post
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.appeals.deciding import overturn, uphold
from moderation.appeals.models import Appeal, AppealMessage, Outcome
from moderation.appeals.opening import DecidedBefore, appeal, write
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.decisions import APPEAL_WITHIN, Decision
from moderation.sanctions.expiring import tell_ended_sanctions, tell_expired_strikes
from moderation.sanctions.lifting import lift
from moderation.sanctions.models import Sanction, Strike
from tests.factories import a_member
from tests.moderation.decided import a_decision
from tests.moderation.racing import at_once, while_it_waits

if TYPE_CHECKING:
    from typing import Any

pytestmark = pytest.mark.django_db(transaction=True)


def acts(*names: str) -> int:
    return Entry.objects.filter(act__in=names).count()


def an_appeal(**wanted: Any) -> Appeal:
    """Of somebody who was warned, unless it says otherwise."""
    about = a_member()
    return appeal(a_decision(about, by=a_member(role="moderator"), **wanted), "It was a joke.", by=about)


def last_read(made: Appeal) -> int:
    last = made.messages.last()
    return last.pk if last else 0


def in_a_moment(decision: Decision) -> None:
    """Its 180 days end within a second."""
    ends = timezone.now() + timedelta(seconds=1)
    Decision.objects.filter(pk=decision.pk).update(in_force_at=ends - APPEAL_WITHIN)


def test_an_appeal_that_waits_while_the_180_days_end_is_refused_and_leaves_nothing() -> None:
    about = a_member()
    decision = a_decision(about, by=a_member(role="moderator"))
    in_a_moment(decision)
    with while_it_waits(decision, lambda: appeal(decision, "It was a joke.", by=about)) as given:
        sleep(1.1)
    (refused,) = given
    assert isinstance(refused, NotNow) and "180 days" in refused.refusal.sentence
    assert not Appeal.objects.exists() and not AppealMessage.objects.exists() and acts("appealed") == 0


def test_an_appeal_that_came_in_time_stands_when_the_180_days_end() -> None:
    about, other = a_member(), a_member(role="moderator")
    decision = a_decision(about, by=a_member(role="moderator"))
    in_a_moment(decision)
    made = appeal(decision, "It was a joke.", by=about)
    sleep(1.1)
    assert uphold(made, "It was none.", by=other, read=last_read(made)).outcome == Outcome.UPHELD


def test_an_appeal_sent_twice_at_once_is_one() -> None:
    about = a_member()
    decision = a_decision(about, by=a_member(role="moderator"))
    done = at_once(*[lambda: appeal(decision, "It was a joke.", by=about, submission="one")] * 3)
    assert {one.pk for one in done} == {Appeal.objects.get().pk}
    assert (AppealMessage.objects.count(), Case.objects.filter(subject_type="appeal").count()) == (1, 1)


def test_two_deciders_of_one_appeal_are_one() -> None:
    made = an_appeal(content="hide")
    ada, kit = a_member(role="moderator"), a_member(role="moderator")
    read = last_read(made)
    done = at_once(
        lambda: uphold(made, "It stands.", by=ada, read=read), lambda: overturn(made, "It was.", by=kit, read=read)
    )
    assert sorted(type(one).__name__ for one in done) == ["Appeal", "DecidedBefore"]
    made.refresh_from_db()
    upheld = isinstance(done[0], Appeal)
    assert (made.outcome, made.decided_by) == ((Outcome.UPHELD, ada) if upheld else (Outcome.REVERSED, kit))
    post = Post.objects.get(pk=made.decision.case.subject_id)
    assert bool(post.hidden_at) == upheld and acts("appeal_upheld", "appeal_reversed") == 1
    assert Decision.objects.get().is_standing == upheld


def test_what_a_member_writes_while_it_is_decided_is_read_first_or_not_sent() -> None:
    made = an_appeal()
    ada, read = a_member(role="moderator"), last_read(made)
    author = made.by
    assert author is not None
    decided, said = at_once(
        lambda: uphold(made, "It stands.", by=ada, read=read), lambda: write(made, "And another thing.", by=author)
    )
    if isinstance(decided, Appeal):
        assert isinstance(said, DecidedBefore) and made.messages.count() == 1
    else:
        assert type(decided).__name__ == "SaidMeanwhile" and made.messages.count() == 2


def ending(kind: str) -> tuple[Appeal, Member, int]:
    """An appeal against a step or silence that ends now, who decides it, and what they read."""
    made = an_appeal(person=kind, days=7 if kind == "silence" else None)
    now = timezone.now()
    Strike.objects.update(given_at=now - timedelta(days=90), expires_at=now)
    if Sanction.objects.update(starts_at=now - timedelta(days=7), ends_at=now):
        Member.objects.get_queryset().filter(pk=made.by_id or 0).update(silenced_until=now)
    return made, a_member(role="moderator"), last_read(made)


def test_a_step_that_expires_while_an_appeal_reverses_it_ends_once() -> None:
    made, ada, read = ending("warn")
    _expired, done = at_once(tell_expired_strikes, lambda: overturn(made, "It was.", by=ada, read=read))
    assert isinstance(done, Appeal)
    tell_expired_strikes()
    strike = Strike.objects.get()
    assert strike.withdrawn_at is not None, "What was reversed is not told as expired on the page."
    assert acts("strike_expired", "strike_withdrawn") == 1
    assert acts("strike_expired") == (1 if strike.told_expired_at else 0)


def test_a_silence_that_ends_while_an_appeal_reverses_it_ends_once() -> None:
    made, ada, read = ending("silence")
    _ended, done = at_once(tell_ended_sanctions, lambda: overturn(made, "It was.", by=ada, read=read))
    assert isinstance(done, Appeal)
    tell_ended_sanctions()
    assert acts("sanction_ended", "unsilenced") == 1
    assert not Member.objects.get(pk=made.by_id or 0).is_silenced


def test_a_silence_that_two_end_early_ends_once() -> None:
    made = an_appeal(person="silence", days=7)
    ada, read = a_member(role="moderator"), last_read(made)
    owner, sanction = a_member(role="owner"), Sanction.objects.get()
    lifted, done = at_once(
        lambda: lift(sanction, by=owner, why="We talked."), lambda: overturn(made, "It was.", by=ada, read=read)
    )
    assert isinstance(done, Appeal)
    assert acts("sanction_lifted", "unsilenced") == 1 and (acts("sanction_lifted") == 1) == bool(lifted)
    assert not Member.objects.get(pk=made.by_id or 0).is_silenced
