"""Who is told of a challenge, and who is not: notices, each once."""

import pytest

from members.notifications.models import Notification
from programs.challenges.judging import name_judge
from programs.challenges.settling import publish, settle
from programs.challenges.voting import vote
from programs.series.steps import run_due, set_steps
from tests.factories import a_group, a_member, a_space
from tests.programs.challenged import a_challenge, an_entry, entries, go_to

pytestmark = pytest.mark.django_db


def told(kind):
    return {row.member for row in Notification.objects.filter(kind=kind)}


def test_only_who_sees_its_space_hears_that_it_is_announced(mia, ben, nia, delivered):
    challenge = a_challenge(mia, a_space(group=a_group(ben)), entries(), "announce")
    set_steps([challenge.occurrence])
    run_due()
    delivered()
    assert ben in told("challenge_announced")
    assert nia not in told("challenge_announced")


def test_a_judge_is_told_and_nobody_else(mia, ben, space, delivered):
    judge = a_member("Judit")
    challenge = a_challenge(mia, space, entries(), "enter")
    an_entry(challenge, ben)
    name_judge(challenge.occurrence, judge, by=mia)
    delivered()
    assert told("challenge_named") == {judge}


def test_who_won_is_told_of_that_and_who_took_part_of_the_result(mia, ben, nia, eve, space, delivered):
    challenge = a_challenge(mia, space, entries(judge_days=0, criteria=()), "vote")
    best = an_entry(challenge, ben)
    an_entry(challenge, nia)
    vote(best, by=nia, wanted=True)
    occurrence = go_to(challenge, "settle")
    result, _same = settle(challenge, by=None)
    publish(occurrence, {best.pk: "It helps."}, "", read_as=result.inputs, by=mia)
    delivered()
    assert told("challenge_won") == {ben}
    assert told("challenge_result") == {nia}
