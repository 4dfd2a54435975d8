"""The host's order and the answers: who may not, one question at a time, paragraphs with history, who is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from community.search.models import SearchDocument
from members.duties.models import Duty
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.amas.answering import finish, next_one, put_back, say, say_otherwise, take, unsay
from programs.amas.asking import ask
from programs.amas.following_up import follow_up, tick
from programs.amas.merging import merge
from programs.amas.models import AmaAnswer, AmaHelper, AmaQuestion
from programs.amas.phases import plan_of
from programs.amas.voting import vote
from programs.series.occurrences import Occurrence
from tests.factories import a_member

Ama = Callable[..., Occurrence]
ANSWER = "We keep a **not now** list on the wall."


@pytest.fixture
def live(ama: Ama) -> Occurrence:
    """An AMA that is live."""
    return ama("live")


@pytest.fixture
def question(live: Occurrence, ben: Member) -> AmaQuestion:
    """What ben asks."""
    return ask(live, by=ben, words="How do you decide what not to plan?")


@pytest.mark.django_db
def test_who_may_not_lead_or_answer(
    question: AmaQuestion, live: Occurrence, as_: Any, visitor: Any, ben: Member, mo: Member, eve: Member
) -> None:
    names = ["ama_take", "ama_put_back", "ama_finish", "ama_aside", "ama_merge", "ama_apart", "ama_say"]
    for who in (visitor, ben, mo, eve):
        assert as_(who).get(reverse("ama_host", args=[live.pk])).status_code in (302, 403)
        assert as_(who).post(reverse("ama_next", args=[live.pk])).status_code in (302, 403)
        for name in names:
            data = {"why": "x", "into": "1", "source": "words"}
            assert as_(who).post(reverse(name, args=[live.pk, 1]), data).status_code in (302, 403)
    question.refresh_from_db()
    assert question.waits
    assert not AmaAnswer.objects.exists()


@pytest.mark.django_db
def test_guest_and_helper_answer_but_do_not_lead(
    question: AmaQuestion, live: Occurrence, mia: Member, piotr: Member
) -> None:
    helper = a_member("Helper")
    AmaHelper.objects.create(plan=plan_of(live.program), member=helper)
    take(question, by=mia)
    for who in (piotr, helper):
        say(question, by=who, source=ANSWER)
        with pytest.raises(NotNow, match="hosts"):
            finish(question, by=who)
    assert AmaAnswer.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_hosts_at_once_one_takes_a_question(ama: Ama, ben: Member, mia: Member, olli: Member) -> None:
    live = ama("live")
    questions = [ask(live, by=ben, words=f"What about the matter of number {number}?") for number in range(2)]

    def press(pair: tuple[AmaQuestion, Member]) -> str:
        try:
            take(pair[0], by=pair[1])
        except NotNow as not_now:
            return str(not_now)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(press, zip(questions, (mia, olli), strict=True)))
    assert sorted(bool(words) for words in said) == [False, True]
    assert any("is on now, taken by" in words for words in said)
    assert AmaQuestion.objects.filter(answering_at__isnull=False).count() == 1


@pytest.mark.django_db
def test_next_finishes_what_is_on_and_takes_the_most_wanted(
    live: Occurrence, question: AmaQuestion, ben: Member, nia: Member, mia: Member
) -> None:
    wanted = ask(live, by=nia, words="What happens when one of you is ill?")
    vote(wanted, by=ben, wanted=True)
    assert next_one(live, by=mia) == wanted
    with pytest.raises(NotNow, match="Nothing is written down"):
        next_one(live, by=mia)
    say(wanted, by=mia, source=ANSWER)
    assert next_one(live, by=mia) == question
    wanted.refresh_from_db()
    assert wanted.answered_at is not None


@pytest.mark.django_db
def test_it_is_set_aside_with_a_reason_and_put_back(
    question: AmaQuestion, live: Occurrence, as_: Any, mia: Member, nia: Member
) -> None:
    address = reverse("ama_aside", args=[live.pk, 1])
    assert as_(mia).post(address, {"why": "  "}).status_code == 403
    as_(mia).post(address, {"why": "It is about somebody else"})
    assert "It is about somebody else" in as_(nia).get(question.get_absolute_url()).text
    put_back(question, by=mia)
    question.refresh_from_db()
    assert question.waits


@pytest.mark.django_db
def test_paragraphs_are_saved_one_by_one_each_once_and_read_by_all(
    question: AmaQuestion, live: Occurrence, as_: Any, visitor: Any, piotr: Member, mia: Member
) -> None:
    with pytest.raises(NotNow, match="Take this question first"):
        say(question, by=piotr, source=ANSWER)
    take(question, by=mia)
    address = reverse("ama_say", args=[live.pk, 1])
    for _twice in range(2):
        as_(piotr).post(address, {"source": ANSWER, "key": "one"})
    assert as_(piotr).post(address, {"source": " ", "key": "two"}).status_code == 422
    text = as_(visitor).get(reverse("ama_body", args=[live.pk, 1])).text
    assert text.count("<strong>not now</strong>") == 1
    assert "On now" in text


@pytest.mark.django_db
def test_the_kept_fragment_changes_with_what_it_shows(
    question: AmaQuestion, live: Occurrence, as_: Any, visitor: Any, mia: Member
) -> None:
    address = reverse("ama_body", args=[live.pk, 1])
    as_(visitor).get(address)
    take(question, by=mia)
    assert "On now" in as_(visitor).get(address).text
    answer = say(question, by=mia, source=ANSWER)
    assert "not now" in as_(visitor).get(address).text
    say_otherwise(answer, by=mia, source="Nothing of the kind.")
    assert "not now" not in as_(visitor).get(address).text
    assert "not now" in as_(visitor).get(reverse("ama_answer", args=[live.pk, answer.pk])).text
    answer.refresh_from_db()
    answer.hide(by=mia, reason="2.1")
    assert as_(visitor).get(reverse("ama_answer", args=[live.pk, answer.pk])).status_code == 404
    unsay(answer, by=mia)
    assert "Nothing of the kind" not in as_(visitor).get(address).text


@pytest.mark.django_db
def test_who_asked_is_told_once_in_one_row_and_who_did_not_want_is_not(
    live: Occurrence, question: AmaQuestion, ben: Member, nia: Member, mia: Member, delivered: Callable[[], int]
) -> None:
    second = ask(live, by=ben, words="What do you read in the evening?")
    alike = ask(live, by=nia, words="How do you choose what not to plan?")
    unwanted = a_member("Quiet")
    other = ask(live, by=unwanted, words="Who makes the coffee at yours?")
    AmaQuestion.objects.filter(pk=other.pk).update(tells_author=False)
    merge(alike, question, by=mia)
    for one in (question, second, other):
        take(one, by=mia)
        say(one, by=mia, source=ANSWER)
        finish(one, by=mia)
    put_back(question, by=mia)
    take(question, by=mia)
    finish(question, by=mia)
    delivered()
    rows = Notification.objects.filter(kind="ama_answered")
    assert sorted(rows.values_list("member__name", "count")) == [("Ben", 2), ("Nia", 1)]
    assert not MailItem.objects.filter(kind="ama_answered", member=unwanted).exists()


@pytest.mark.django_db
def test_questions_and_answers_are_found_where_they_may_be_seen(
    live: Occurrence, question: AmaQuestion, mia: Member, as_: Any, ben: Member, delivered: Callable[[], int]
) -> None:
    take(question, by=mia)
    say(question, by=mia, source="The word is quarkswheel.")
    delivered()
    assert SearchDocument.objects.filter(kind="ama", object_id=question.pk).exists()
    assert question.words in as_(ben).get(reverse("search"), {"q": "quarkswheel"}).text
    question.refresh_from_db()
    question.hide(by=mia)
    delivered()
    assert question.words not in as_(ben).get(reverse("search"), {"q": "quarkswheel"}).text


@pytest.mark.django_db
def test_a_follow_up_is_a_task_of_somebody(live: Occurrence, as_: Any, mia: Member, mo: Member, ben: Member) -> None:
    from datetime import timedelta

    from django.utils import timezone

    address = reverse("ama_follow_up", args=[live.pk])
    due = timezone.localdate() + timedelta(days=9)
    data = {"words": "Ask for the numbers of May", "owner": mo.pk, "due": due.isoformat(), "key": "one"}
    for wrong in ({"words": ""}, {"owner": ben.pk}, {"due": "2020-01-01"}, {"due": "soon"}):
        answer = as_(mia).post(address, data | wrong)
        assert answer.status_code == 422
    for _twice in range(2):
        assert as_(mia).post(address, data).status_code == 302
    duty = Duty.objects.get()
    assert (duty.owner, timezone.localdate(duty.due_at)) == (mo, due)
    follow = live.ama_follow_ups.get()
    with pytest.raises(NotNow):
        tick(follow, by=ben)
    tick(follow, by=mo)
    duty.refresh_from_db()
    assert duty.done_at is not None
    with pytest.raises(NotNow):
        follow_up(live, by=ben, words="x", owner=mo, due=timezone.now())
