"""The challenge a reader takes part in, in the digest: their own number, while it runs and they see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.digest.sections import Readers
from programs.challenges.digesting import RunningChallenges
from programs.series.models import Program
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, steps

pytestmark = pytest.mark.django_db


def told(*readers):
    """What the section says to each."""
    section, asked = RunningChallenges(), Readers(dict.fromkeys(readers, timezone.now() - timedelta(days=7)))
    chosen = section.choose(asked)
    shown = section.show(asked, chosen, section.find(asked, chosen))
    return {one.name: [(piece.title, piece.meta) for piece in shown.get(one.pk, [])] for one in readers}


def test_nobody_is_told_of_one_they_take_no_part_in_or_do_not_see(mia, ben, nia, private_space):
    challenge = a_challenge(mia, private_space, steps(target=3))
    an_entry(challenge, ben)
    assert told(ben, nia) == {"Ben": [("The clean-calendar month", "1 of 3 check-ins are done")], "Nia": []}
    ben.memberships.all().delete()
    assert told(type(ben).objects.get(pk=ben.pk)) == {"Ben": []}


def test_nothing_is_told_of_entries_of_the_teams_own_or_of_what_is_over(mia, ben, space):
    an_entry(a_challenge(mia, space, entries()), ben)
    assert told(ben) == {"Ben": []}
    challenge = a_challenge(mia, space, steps())
    an_entry(challenge, ben)
    assert len(told(ben)["Ben"]) == 1
    Program.objects.filter(pk=challenge.occurrence.program_id).update(is_public=False)
    assert told(ben) == {"Ben": []}
    Program.objects.update(is_public=True)
    go_to(challenge, "settle")
    assert told(ben) == {"Ben": []}


def test_many_readers_cost_as_many_queries_as_one(mia, ben, nia, space, django_assert_max_num_queries):
    challenge = a_challenge(mia, space, steps())
    for member in (ben, nia):
        an_entry(challenge, member)
    for readers in ([ben], [ben, nia, mia]):
        with django_assert_max_num_queries(7):
            told(*readers)
