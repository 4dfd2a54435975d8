"""What members did is summed up from the log, and rules find the same people with it as without."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from members.activity.models import Activity
from members.profiles.models import Member
from members.segments import summing
from members.segments.rules import matching, read
from members.segments.summing import DeedTimes, SummedUp, at_rest, sum_up
from tests.factories import a_member

pytestmark = pytest.mark.django_db
VERBS = ["post.created", "poll.voted"]


@pytest.fixture
def two_deeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules ask about two deeds only: each takes its own statements."""
    monkeypatch.setattr(summing, "DEEDS", dict.fromkeys(VERBS))


def did(verb: str, times: int, days: int) -> dict[str, Any]:
    return read({"is": "did", "with": {"verb": verb, "times": times, "days": days}})


def deeds_of(members: list[Member], chance: random.Random, now: datetime, most: int) -> list[Activity]:
    """Of each a number of its own, some within a minute, some months apart."""
    return [
        Activity(verb=chance.choice(VERBS), actor=member, at=now - timedelta(minutes=chance.random() ** 4 * 150_000))
        for place, member in enumerate(members)
        for _deed in range(chance.randint(0, most) if place else 0)
    ]


def test_whom_a_rule_finds_is_the_same_however_far_the_log_is_summed_up(two_deeds: None) -> None:
    chance, now = random.Random(7), timezone.now()
    members = [a_member(f"Member {n}") for n in range(8)]
    for turn, hours in enumerate([2400, 700, 1]):
        Activity.objects.bulk_create(deeds_of(members, chance, now, 9) if not turn else [])
        sum_up(now - timedelta(hours=hours))
        # What comes after the sum is recorded now, as ever.
        moment = now - timedelta(minutes=chance.random() * 59)
        Activity.objects.bulk_create([Activity(verb=VERBS[0], actor=members[-turn], at=moment)])
        rows = list(Activity.objects.values_list("verb", "actor", "at"))
        for verb in VERBS:
            for times, days in [(1, 2), (1, 30), (2, 30), (4, 100), (9, 365)]:
                since = now - timedelta(days=days)
                done = [who for said, who, at in rows if said == verb and at >= since]
                expected = {member.pk for member in members if done.count(member.pk) >= times}
                rule = did(verb, times, days)
                fits, others = (set(matching(r, now).values_list("pk", flat=True)) for r in (rule, {"not": rule}))
                assert fits == expected, (hours, verb, times, days)
                assert others == {member.pk for member in members} - expected, (hours, verb, times, days)


def test_the_sum_is_the_same_in_one_step_and_in_many(two_deeds: None) -> None:
    chance, now = random.Random(3), timezone.now()
    Activity.objects.bulk_create(deeds_of([a_member() for _ in range(5)], chance, now, 40))

    def summed() -> set[tuple[str, int, tuple[datetime, ...]]]:
        return {(it.verb, it.member_id, tuple(it.moments)) for it in DeedTimes.objects.all()}

    sum_up()
    once = summed()
    assert sum_up() == 0 and summed() == once and once
    SummedUp.objects.all().delete()
    for hours in (2000, 1000, 400, 2):
        sum_up(now - timedelta(hours=hours))
    sum_up()
    assert summed() == once
    assert all(list(moments) == sorted(moments, reverse=True) for _verb, _member, moments in once)


def test_only_deeds_of_members_are_summed_up_and_of_each_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summing, "MOST_TIMES", 3)
    now, ana, gone = timezone.now(), a_member("Ana"), a_member("Gone")
    then = [now - timedelta(days=days) for days in range(1, 6)]
    told = [("post.created", ana, at) for at in then] + [
        ("post.created", gone, then[0]),
        ("person.blocked", ana, then[0]),
    ]
    Activity.objects.bulk_create([Activity(verb=verb, actor=who, at=at) for verb, who, at in told])
    Activity.objects.bulk_create([Activity(verb="post.created", actor=None, at=then[0])])
    gone.delete()
    DeedTimes.objects.create(verb="no.deed", member=ana, moments=[now])
    sum_up()
    assert [(it.verb, it.member, it.moments) for it in DeedTimes.objects.all()] == [("post.created", ana, then[:3])]
    ana.delete()
    assert not DeedTimes.objects.exists()


def test_nothing_is_summed_up_while_a_transaction_may_still_record_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summing, "CALM", timedelta(0))
    now, other = timezone.now(), connection.get_new_connection(connection.get_connection_params())
    try:
        other.execute("SELECT 1")
        assert at_rest() < now
    finally:
        other.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
    assert at_rest() >= now
