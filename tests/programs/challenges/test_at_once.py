"""Twenty press at once, each several times: what each may do once is there once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.profiles.refusing import NotNow
from programs.challenges.entering import Sent, enter
from programs.challenges.models import ChallengeEntry, ChallengeVote
from programs.challenges.voting import vote
from tests.factories import a_member, a_space
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.spaces.models import Space
    from members.profiles.models import Member

PEOPLE, PRESSES = 20, 3


def crowd(act: Callable[[Member], object]) -> list[Member]:
    """Let each of twenty do it three times, all at once; what is refused is refused."""
    people = [a_member(f"Crowd {n}", joined_at=timezone.now() - timedelta(days=400)) for n in range(PEOPLE)]

    def press(member: Member) -> None:
        try:
            with suppress(NotNow):
                act(member)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(press, people * PRESSES))
    return people


@pytest.mark.django_db(transaction=True)
def test_each_checks_in_once() -> None:
    challenge = a_challenge(a_member("Mia", role="manager"), a_space(), steps())
    crowd(lambda member: enter(challenge.occurrence, Sent("Two meetings fewer"), by=member))
    rows = ChallengeEntry.objects.filter(challenge=challenge)
    assert rows.count() == rows.values("author", "day").distinct().count() == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_each_enters_as_often_as_the_terms_say() -> None:
    challenge = a_challenge(a_member("Mia", role="manager"), a_space(), entries(entries_each=1))
    crowd(lambda member: enter(challenge.occurrence, Sent("Seven blocks are gone", "Gone"), by=member))
    rows = ChallengeEntry.objects.filter(challenge=challenge)
    assert rows.count() == rows.values("author").distinct().count() == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_each_votes_once() -> None:
    mia, space = a_member("Mia", role="manager"), a_space()
    challenge = a_challenge(mia, space, entries(votes_each=1))
    both = [
        an_entry(challenge, a_member(f"Author {n}", joined_at=timezone.now() - timedelta(days=400))) for n in (1, 2)
    ]
    go_to(challenge, "vote")

    def act(member: Member) -> None:
        for entry in both:
            vote(entry, by=member, wanted=True)

    people = crowd(act)
    rows = ChallengeVote.objects.filter(member__in=people)
    assert rows.count() == rows.values("member").distinct().count() == PEOPLE
    assert Activity.objects.filter(verb="challenge.voted").count() == PEOPLE


@pytest.mark.django_db
def test_who_is_silenced_does_not_vote(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    challenge = a_challenge(mia, space, entries())
    entry = an_entry(challenge, ben)
    go_to(challenge, "vote")
    nia.silenced_until = timezone.now() + timedelta(days=1)
    nia.save(update_fields=["silenced_until"])
    with pytest.raises(NotNow):
        vote(entry, by=nia, wanted=True)
    client = Client()
    client.force_login(nia)
    answer = client.post(reverse("challenge_vote", args=[challenge.occurrence_id, entry.number]), {"wanted": "yes"})
    assert answer.status_code in (403, 422)
    assert not ChallengeVote.objects.exists()
