"""Votes: once each, also at once; merged questions add theirs and a person counts once; taken apart they go back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.amas.asking import ask
from programs.amas.merging import merge, take_apart
from programs.amas.models import AmaQuestion, AmaVote
from programs.amas.voting import vote
from programs.series.occurrences import Occurrence
from tests.factories import a_member

Ama = Callable[..., Occurrence]


@pytest.fixture
def two(ama: Ama, ben: Member, nia: Member) -> tuple[AmaQuestion, AmaQuestion]:
    """Two questions that are alike."""
    occurrence = ama("live")
    return (
        ask(occurrence, by=ben, words="How do you decide what not to plan?"),
        ask(occurrence, by=nia, words="What do you leave out of your plans?"),
    )


def count(question: AmaQuestion) -> int:
    question.refresh_from_db()
    return int(question.votes_count)


@pytest.mark.django_db
def test_who_may_not_vote(two: tuple[AmaQuestion, AmaQuestion], as_: Any, visitor: Any, eve: Member) -> None:
    silenced = a_member("Silent", silenced_until=timezone.now() + timedelta(days=2))
    address = reverse("ama_vote", args=[two[0].occurrence_id, 1])
    for who in (visitor, eve, silenced):
        assert as_(who).post(address, {"wanted": "yes"}).status_code in (302, 403)
    assert not AmaVote.objects.exists()


@pytest.mark.django_db
def test_a_vote_is_given_once_and_taken_back(two: tuple[AmaQuestion, AmaQuestion], as_: Any, ben: Member) -> None:
    client, address = as_(ben), reverse("ama_vote", args=[two[0].occurrence_id, 1])
    for _twice in range(2):
        answer = client.post(address, {"wanted": "yes"}, headers={"HX-Request": "true"})
        assert 'aria-pressed="true"' in answer.text
    assert count(two[0]) == 1
    client.post(address, {"wanted": "no"})
    assert count(two[0]) == 0


@pytest.mark.django_db
def test_the_database_refuses_a_second_vote(two: tuple[AmaQuestion, AmaQuestion], ben: Member) -> None:
    vote(two[0], by=ben, wanted=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AmaVote.objects.create(question=two[0], member=ben)


@pytest.mark.django_db(transaction=True)
def test_ten_people_pressing_five_times_each_at_once_are_ten_votes(ama: Ama, long_ago: Any, ben: Member) -> None:
    question = ask(ama(), by=ben, words="How do you decide what not to plan?")
    people = [a_member(joined_at=long_ago) for _ in range(10)]

    def press(number: int) -> None:
        try:
            vote(question, by=people[number % 10], wanted=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(press, range(50)))
    assert count(question) == AmaVote.objects.count() == 10


@pytest.mark.django_db
def test_of_ten_votes_the_eleventh_waits_and_answered_ones_come_back(ama: Ama, ben: Member, nia: Member) -> None:
    occurrence = ama("live", said={"votes_each": 10})
    questions = [
        AmaQuestion.objects.create(occurrence=occurrence, number=number, author=ben, words=f"Question number {number}?")
        for number in range(1, 12)
    ]
    for question in questions[:10]:
        vote(question, by=nia, wanted=True)
    with pytest.raises(NotNow, match="10 votes"):
        vote(questions[10], by=nia, wanted=True)
    AmaQuestion.objects.filter(pk=questions[0].pk).update(answered_at=timezone.now())
    vote(questions[10], by=nia, wanted=True)
    assert AmaVote.objects.filter(member=nia).count() == 11
    later = AmaQuestion.objects.create(occurrence=occurrence, number=12, author=ben, words="Question number 12?")
    with pytest.raises(NotNow, match="10 votes"):
        vote(later, by=nia, wanted=True)
    AmaQuestion.objects.filter(pk=questions[1].pk).update(hidden_at=timezone.now())
    vote(later, by=nia, wanted=True)


@pytest.mark.django_db
def test_merged_votes_add_up_and_a_person_counts_once(
    two: tuple[AmaQuestion, AmaQuestion], ben: Member, nia: Member, mo: Member, mia: Member
) -> None:
    one, other = two
    for who, question in ((ben, one), (nia, one), (nia, other), (mo, other)):
        vote(question, by=who, wanted=True)
    with pytest.raises(NotNow, match="hosts"):
        merge(one, other, by=ben)
    merge(one, other, by=mia)
    merge(one, other, by=mia)
    assert count(other) == 3
    with pytest.raises(NotNow, match="part of another"):
        vote(one, by=mia, wanted=True)
    vote(other, by=nia, wanted=False)
    assert count(other) == 2
    take_apart(one, by=mia)
    assert (count(one), count(other)) == (1, 1)


@pytest.mark.django_db
def test_a_question_is_not_merged_with_itself_or_into_one_that_is_merged(
    two: tuple[AmaQuestion, AmaQuestion], ben: Member, mia: Member
) -> None:
    one, other = two
    third = ask(one.occurrence, by=ben, words="What is left out of plans?")
    with pytest.raises(NotNow):
        merge(one, one, by=mia)
    merge(one, other, by=mia)
    with pytest.raises(NotNow, match="already"):
        merge(third, one, by=mia)
    merge(other, third, by=mia)
    one.refresh_from_db()
    assert one.merged_into == third


@pytest.mark.django_db
def test_the_order_is_by_votes_and_two_days_weigh_one_vote(ama: Ama, ben: Member) -> None:
    occurrence, now = ama(), timezone.now()
    rows = [("old", 3, 5), ("new", 1, 0), ("wanted", 4, 3), ("tie", 3, 3)]
    for number, (words, votes, days) in enumerate(rows, 1):
        AmaQuestion.objects.create(
            occurrence=occurrence, number=number, author=ben, words=words, votes_count=votes,
            asked_at=now - timedelta(days=days),
        )  # fmt: skip
    ranked = [one.words for one in AmaQuestion.objects.filter(occurrence=occurrence).wanted_first()]
    assert ranked == ["wanted", "tie", "new", "old"]


@pytest.mark.django_db
def test_what_was_asked_already_is_offered_while_one_types(
    two: tuple[AmaQuestion, AmaQuestion], as_: Any, ben: Member
) -> None:
    address = reverse("ama_similar", args=[two[0].occurrence_id])
    assert two[0].words in as_(ben).get(address, {"question": "how do you decide about planning"}).text
    assert not as_(ben).get(address, {"question": "Where is the coffee machine?"}).text.strip()
