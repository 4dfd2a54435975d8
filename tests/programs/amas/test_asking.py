"""Asking: who may not, what is refused and kept, what is asked once however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from community.following.models import Silence
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.segments.models import Segment
from moderation.review.cases import Case
from programs.amas.asking import NoQuestion, ask, edit, withdraw
from programs.amas.models import AmaQuestion
from programs.series.occurrences import Occurrence
from tests.factories import a_member

Ama = Callable[..., Occurrence]
WORDS = "How do you decide what not to plan?"


def post(client: Any, occurrence: Occurrence, **data: Any) -> Any:
    return client.post(reverse("ama_ask", args=[occurrence.pk]), {"question": WORDS, "key": "one"} | data)


@pytest.mark.django_db
def test_who_may_not_ask(ama: Ama, as_: Any, visitor: Any, eve: Member, piotr: Member, ben: Member) -> None:
    occurrence = ama()
    silenced = a_member("Silent", silenced_until=timezone.now() + timedelta(days=2))
    Silence.objects.create(member=piotr, other=ben, blocked=True)
    for who in (visitor, eve, silenced, piotr, ben):
        assert post(as_(who), occurrence).status_code in (302, 403)
    assert not AmaQuestion.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("phase", ["announced", "answered"])
def test_nobody_asks_before_or_after(ama: Ama, as_: Any, ben: Member, phase: str) -> None:
    answer = post(as_(ben), ama(phase))
    assert answer.status_code == 403
    assert WORDS in answer.text
    assert not AmaQuestion.objects.exists()


@pytest.mark.django_db
def test_it_is_meant_for_its_audience(ama: Ama, ben: Member, mia: Member, nia: Member) -> None:
    rule = {"predicate": "joined_before", "values": {"days": 30}}
    segment = Segment.objects.create(name="Nobody", rule={"broken": rule}, created_by=mia)
    occurrence = ama(audience=segment)
    with pytest.raises(NotNow, match="meant for others"):
        ask(occurrence, by=ben, words=WORDS)
    ask(occurrence, by=mia, words=WORDS)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "   ", "Why?", "x" * 601])
def test_what_is_no_question_is_said_and_kept(ama: Ama, as_: Any, ben: Member, words: str) -> None:
    answer = post(as_(ben), ama(), question=words)
    assert answer.status_code == 422
    assert words.strip() in answer.text
    assert not AmaQuestion.objects.exists()


@pytest.mark.django_db
def test_sent_twice_it_is_asked_once(ama: Ama, as_: Any, ben: Member, nia: Member) -> None:
    occurrence = ama()
    assert post(as_(ben), occurrence).status_code == 302
    assert post(as_(ben), occurrence).status_code == 302
    assert post(as_(ben), occurrence, question="Something else altogether?").status_code == 422
    assert post(as_(nia), occurrence).status_code == 422
    assert AmaQuestion.objects.get().author == ben


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_are_numbered_without_gaps(ama: Ama, long_ago: Any) -> None:
    occurrence = ama()
    people = [a_member(joined_at=long_ago) for _ in range(10)]

    def one(number: int) -> None:
        try:
            ask(
                occurrence, by=people[number % 10], words=f"What about the matter of number {number}?", key=f"k{number}"
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(one, range(40)))
    numbers = AmaQuestion.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 41))


@pytest.mark.django_db
def test_the_eleventh_question_of_an_hour_waits(ama: Ama, ben: Member) -> None:
    occurrence = ama()
    for number in range(10):
        ask(occurrence, by=ben, words=f"What about the matter of number {number}?")
    with pytest.raises(NotNow, match="ten questions"):
        ask(occurrence, by=ben, words=WORDS)


@pytest.mark.django_db
def test_only_who_asked_changes_it_and_only_while_nobody_answers(ama: Ama, ben: Member, mia: Member) -> None:
    question = ask(ama("live"), by=ben, words=WORDS)
    for act in (lambda: edit(question, by=mia, words="Another one altogether?"), lambda: withdraw(question, by=mia)):
        with pytest.raises(NotNow, match="Only who asked"):
            act()
    edit(question, by=ben, words="How do you decide what to leave out?")
    AmaQuestion.objects.filter(pk=question.pk).update(answering_at=timezone.now())
    with pytest.raises(NotNow, match="being answered"):
        withdraw(question, by=ben)
    with pytest.raises(NotNow, match="being answered"):
        edit(question, by=ben, words="Yet another one?")
    question.refresh_from_db()
    assert question.words == "How do you decide what to leave out?"
    with pytest.raises(NoQuestion):
        edit(question, by=ben, words="")


@pytest.mark.django_db
def test_what_is_withdrawn_is_gone_for_everybody(ama: Ama, as_: Any, ben: Member, nia: Member) -> None:
    occurrence = ama()
    question = ask(occurrence, by=ben, words=WORDS)
    as_(ben).post(reverse("ama_withdraw", args=[occurrence.pk, question.number]))
    for who in (ben, nia):
        assert as_(who).get(question.get_absolute_url()).status_code == 404
        assert WORDS not in as_(who).get(occurrence.program.kind.url(occurrence)).text


@pytest.mark.django_db
def test_held_words_are_read_by_who_asked_and_the_team_alone(
    ama: Ama, as_: Any, visitor: Any, ben: Member, nia: Member, mo: Member
) -> None:
    occurrence = ama()
    question = ask(occurrence, by=ben, words=WORDS)
    question.hold(by=mo)
    seen = {who: as_(who).get(question.get_absolute_url()).status_code for who in (ben, nia, mo, visitor)}
    assert list(seen.values()) == [200, 404, 200, 404]
    body = reverse("ama_body", args=[occurrence.pk, question.number])
    assert {as_(who).get(body).status_code for who in (ben, mo, visitor)} == {404}


@pytest.mark.django_db
def test_a_reported_question_becomes_a_case_and_is_hidden_everywhere(
    ama: Ama, as_: Any, ben: Member, nia: Member, mo: Member
) -> None:
    from moderation.review.subjects import KINDS

    occurrence = ama()
    question = ask(occurrence, by=ben, words=WORDS)
    assert KINDS["ama_question"].reportable(nia, question.pk) is not None
    assert KINDS["ama_question"].reportable(ben, question.pk) is None
    assert KINDS["ama_question"].hide(question.pk, by=mo, reason="2.1")
    for who in (ben, nia):
        assert as_(who).get(question.get_absolute_url()).status_code == 404
    assert not Case.objects.exists()
