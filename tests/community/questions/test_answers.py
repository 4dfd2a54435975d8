"""Accepting, changing one's mind, and whether an answer still holds after a year."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.composing.lookalikes import lookalikes
from community.following.models import Follow, Level
from community.following.silencing import silence
from community.ideas.voting import vote
from community.questions.checking import judge
from community.questions.models import AnswerCheck
from community.questions.tasks import check_answers
from community.spaces.models import Who
from community.threads.models import Thread
from members.activity.models import Activity
from members.notifications.models import Notification
from tests.factories import a_member, a_post, a_thread

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


@pytest.fixture
def answered(space: "Space", nia: "Member", ben: "Member") -> tuple[Thread, "Post"]:
    """nia's question with ben's answer, accepted thirteen months ago."""
    thread = a_thread(space, by=nia, kind="question", title="How do rotas survive the August lull", tags=["rota"])
    post = a_post(thread, by=ben, source="Ours stopped dying when we paused it on purpose.")
    thread.accept(post, by=nia)
    Thread.objects.filter(pk=thread.pk).update(answered_at=timezone.now() - timedelta(days=396))
    return Thread.objects.get(pk=thread.pk), post


def told(kind: str) -> set[int]:
    return set(Notification.objects.filter(kind=kind).values_list("member_id", flat=True))


def test_a_change_of_mind_takes_the_new_answer_and_tells_each_author_once(
    as_: "As", space: "Space", nia: "Member", ben: "Member", delivered: Callable[[], int]
) -> None:
    thread = a_thread(space, by=nia, kind="question")
    first, second = a_post(thread, by=ben), a_post(thread, by=a_member("Ann"))
    too = a_member("Ed")
    vote(thread, by=too, wanted=True)
    accept, stranger = lambda post: reverse("post_accept", args=[post.pk]), as_(a_member())
    assert stranger.post(accept(first)).status_code == 403
    for post in (first, first, second, first):
        assert as_(nia).post(accept(post)).status_code == 302
        delivered()
    thread.refresh_from_db()
    assert (thread.answer_id, thread.answered_by_id) == (first.pk, nia.pk)
    assert Notification.objects.filter(kind="accepted", member=ben).count() == 1
    assert told("accepted") == {ben.pk, second.author_id}
    assert told("answered_too") == {too.pk}
    stale = Thread.objects.get(pk=thread.pk)
    thread.unaccept(by=nia)
    stale.unaccept(by=nia)
    assert Activity.objects.filter(verb="answer.withdrawn").count() == 1
    assert Thread.objects.get(pk=thread.pk).answered_at is None


def test_after_a_year_those_who_know_are_asked_once(
    answered: tuple[Thread, "Post"], nia: "Member", ben: "Member", delivered: Callable[[], int]
) -> None:
    thread, post = answered
    tagged, newcomer = a_member("Ann", joined_at=timezone.now() - timedelta(days=30)), a_member()
    for member in (tagged, newcomer):
        Follow.objects.create(member=member, tag="rota", level=Level.EVERYTHING)
    young = a_thread(thread.space, by=nia, kind="question")
    young.accept(a_post(young, by=ben), by=nia)
    assert (check_answers(), check_answers()) == (1, 0)
    delivered()
    assert told("answer_check") == {nia.pk, ben.pk, tagged.pk}
    assert Notification.objects.filter(kind="answer_check").count() == 3
    judge(thread, "valid", by=ben)
    assert check_answers() == 0
    AnswerCheck.objects.update(at=timezone.now() - timedelta(days=366))
    assert check_answers() == 1
    assert AnswerCheck.objects.filter(post=post).count() == 2


def test_who_does_not_know_may_not_judge_and_the_verdict_stands_beside_the_answer(
    as_: "As", answered: tuple[Thread, "Post"], nia: "Member", ben: "Member"
) -> None:
    thread, _post = answered
    check_answers()
    path, stranger = reverse("answer_check", args=[thread.pk]), as_(a_member())
    assert stranger.post(path, {"verdict": "valid"}).status_code == 403
    assert "You know about it." not in stranger.get(thread.get_absolute_url()).content.decode()
    assert "You know about it." in as_(ben).get(thread.get_absolute_url()).content.decode()
    wrong = as_(nia).post(path, {"verdict": "outdated", "reason": " "})
    assert wrong.status_code == 422 and "what has changed" in wrong.content.decode()
    assert as_(nia).post(path, {"verdict": "outdated", "reason": "The board can pause now."}).status_code == 302
    page = stranger.get(thread.get_absolute_url()).content.decode()
    assert "The board can pause now." in page and "Answer outdated" in page
    assert "Answer outdated" in stranger.get(thread.space.get_absolute_url()).content.decode()
    thread.refresh_from_db()
    assert thread.outdated_at
    as_(ben).post(path, {"verdict": "valid"})
    page = stranger.get(thread.get_absolute_url()).content.decode()
    assert "still valid" in page and "The board can pause now." not in page
    with pytest.raises(ValueError):
        judge(thread, "outdated", by=nia)


def test_to_follow_a_tag_is_not_enough_for_a_newcomer_nor_where_one_may_not_speak(
    as_: "As", answered: tuple[Thread, "Post"], nia: "Member", ben: "Member"
) -> None:
    thread, _post = answered
    path, wrong = reverse("answer_check", args=[thread.pk]), {"verdict": "outdated", "reason": "Buy this instead"}
    new, blocked, knows = a_member(), *(a_member(joined_at=timezone.now() - timedelta(days=30)) for _ in range(2))
    for member in (new, blocked, knows):
        Follow.objects.create(member=member, tag="rota", level=Level.EVERYTHING)
    silence(blocked, by=ben, blocked=True)
    assert [as_(member).post(path, wrong).status_code for member in (new, blocked)] == [403, 403]
    thread.space.who_replies = Who.HOSTS
    thread.space.save(update_fields=["who_replies"])
    assert as_(knows).post(path, wrong).status_code == 403 and not AnswerCheck.objects.exists()
    thread.space.who_replies = Who.MEMBERS
    thread.space.save(update_fields=["who_replies"])
    thread.close(by=nia)
    assert as_(knows).post(path, {"verdict": "valid"}).status_code == 302


def test_an_outdated_answer_leaves_the_first_places_and_a_new_one_is_not_outdated(
    answered: tuple[Thread, "Post"], nia: "Member", ben: "Member", delivered: Callable[[], int]
) -> None:
    thread, _post = answered
    other = a_thread(thread.space, by=ben, kind="question", title="How do rotas survive the August lull, really")
    other.accept(a_post(other, by=nia), by=ben)
    delivered()
    title = "How do rotas survive the August lull"
    first, second = (one.thread for one in lookalikes(nia, title))
    judge(first, "outdated", by=nia, reason="The board can pause now.")
    assert [one.thread.pk for one in lookalikes(nia, title)] == [second.pk, first.pk]
    judge(thread, "outdated", by=nia, reason="The board can pause now.")
    thread.refresh_from_db()
    thread.accept(a_post(thread, by=ben), by=nia)
    assert Thread.objects.get(pk=thread.pk).outdated_at is None
