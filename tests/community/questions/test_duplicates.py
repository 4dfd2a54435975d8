"""Asked before: one points at the other; followers and votes go along once, and come back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from community.following.models import Follow, Level
from community.ideas.models import Vote
from community.ideas.voting import open_votes, vote
from community.posts.permissions import may_reply
from community.questions.duplicating import NotAlike, agree, decline, mark, suggest, unmark
from community.questions.models import Suggestion
from community.threads.models import Thread
from members.activity.models import Activity
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_member, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.groups.models import Group

    As = Callable[[Viewer], Client]


def followers(thread: Thread) -> set[int]:
    return set(Follow.objects.filter(thread=thread, level=Level.EVERYTHING).values_list("member_id", flat=True))


def voters(thread: Thread) -> set[int]:
    found = set(Vote.objects.filter(thread=thread).values_list("member_id", flat=True))
    assert Thread.objects.get(pk=thread.pk).votes_count == len(found)
    return found


@pytest.fixture
def two(space: "Space", nia: "Member", ben: "Member") -> tuple[Thread, Thread]:
    """A question by nia, and the older one by ben."""
    older = a_thread(space, by=ben, kind="question", title="How do rotas survive August")
    return a_thread(space, by=nia, kind="question", title="Our rota dies every August"), older


def test_who_may_not_mark_may_suggest_and_the_asker_decides(
    as_: "As", two: tuple[Thread, Thread], visitor: "Viewer", mo: "Member", delivered: Callable[[], int]
) -> None:
    thread, older = two
    path, data = (
        reverse("thread_duplicate", args=[thread.pk]),
        {"address": f"https://here.example{older.get_absolute_url()}"},
    )
    assert as_(visitor).post(path, data).status_code == 302
    other = a_member("Ann")
    client = as_(other)
    assert client.post(path, {"address": "nothing"}).status_code == 422
    assert client.post(path, data).status_code == 302
    suggestion, author = Suggestion.objects.get(thread=thread), Member.objects.get(threads=thread)
    thread.refresh_from_db()
    assert thread.duplicate_of_id is None
    delivered()
    assert Notification.objects.filter(member=thread.author, kind="duplicate_suggested").count() == 1
    answer = reverse("suggestion_answer", args=[thread.pk])
    assert client.post(answer, {"suggestion": suggestion.pk, "same": "yes"}).status_code == 403
    assert as_(author).post(answer, {"suggestion": "x" * 30, "same": "yes"}).status_code == 404
    page = as_(author).get(thread.get_absolute_url()).content.decode()
    assert "Ann thinks this was asked before" in page
    assert "thinks this was asked before" not in client.get(thread.get_absolute_url()).content.decode()
    assert as_(author).post(answer, {"suggestion": suggestion.pk, "same": "yes"}).status_code == 302
    assert Thread.objects.get(pk=thread.pk).duplicate_of_id == older.pk
    assert as_(other).post(reverse("thread_unmark", args=[thread.pk])).status_code == 403


def test_one_s_own_no_ends_a_suggestion_for_good(two: tuple[Thread, Thread], mo: "Member") -> None:
    thread, older = two
    suggest(thread, older, by=mo)
    suggest(thread, older, by=mo)
    suggestion, author = Suggestion.objects.get(), Member.objects.get(threads=thread)
    decline(suggestion, by=author)
    decline(suggestion, by=author)
    with pytest.raises(NotAlike, match="another question"):
        suggest(thread, older, by=mo)
    assert Activity.objects.filter(verb="duplicate.suggested").count() == 1
    assert Activity.objects.filter(verb="duplicate.declined").count() == 1
    agree(suggestion, by=author)
    assert Thread.objects.get(pk=thread.pk).duplicate_of_id == older.pk


def test_followers_and_votes_go_along_once_and_come_back(
    two: tuple[Thread, Thread], mo: "Member", space: "Space", delivered: Callable[[], int]
) -> None:
    thread, older = two
    delivered()
    ann, ed, third = a_member("Ann"), a_member("Ed"), a_thread(space, kind="question", by=a_member())
    Follow.objects.create(member=ann, thread=thread, level=Level.EVERYTHING)
    Follow.objects.create(member=ed, thread=older, level=Level.NOTHING)
    Follow.objects.create(member=ed, thread=thread, level=Level.EVERYTHING)
    for one in (thread, older):
        vote(one, by=ann, wanted=True)
    vote(thread, by=ed, wanted=True)
    before = followers(older), voters(older)
    mark(thread, older, by=mo)
    mark(thread, older, by=mo)
    assert followers(older) == before[0] | {ann.pk, thread.author_id}
    assert voters(older) == {ann.pk, ed.pk}
    # Ed came with two duplicates: taking one apart keeps him.
    vote(third, by=ed, wanted=True)
    mark(third, older, by=mo)
    unmark(thread, by=mo)
    unmark(thread, by=mo)
    assert voters(older) == {ann.pk, ed.pk}
    unmark(third, by=mo)
    assert (followers(older), voters(older)) == before
    assert voters(thread) == {ann.pk, ed.pk}
    assert Activity.objects.filter(verb="thread.marked_duplicate").count() == 2


def test_a_duplicate_takes_no_replies_and_lists_say_where_it_goes_on(
    as_: "As", two: tuple[Thread, Thread], ben: "Member", mo: "Member", space: "Space"
) -> None:
    thread, older = two
    mark(thread, older, by=mo)
    thread = Thread.objects.get(pk=thread.pk)
    assert "goes on in another thread" in str(may_reply(ben, thread))
    assert may_reply(mo, thread) is None
    assert thread not in Thread.objects.unanswered()
    page = as_(ben).get(thread.get_absolute_url()).content.decode()
    assert "This was asked before." in page and older.title in page
    assert "Answered elsewhere" in as_(ben).get(space.get_absolute_url()).content.decode()
    unmark(thread, by=mo)
    assert may_reply(ben, Thread.objects.get(pk=thread.pk)) is None


def test_chains_become_short_and_circles_are_refused(two: tuple[Thread, Thread], mo: "Member", space: "Space") -> None:
    thread, older = two
    oldest = a_thread(space, kind="question", by=a_member())
    mark(thread, older, by=mo)
    with pytest.raises(NotAlike, match="points here"):
        mark(older, thread, by=mo)
    mark(older, oldest, by=mo)
    thread.refresh_from_db()
    assert thread.duplicate_of_id == oldest.pk
    newest = a_thread(space, kind="question", by=a_member())
    mark(newest, Thread.objects.get(pk=thread.pk), by=mo)
    assert newest.duplicate_of_id == oldest.pk


def test_nothing_points_at_what_fewer_people_see_or_what_is_of_another_kind(
    two: tuple[Thread, Thread], mia: "Member", private_space: "Space", circle: "Group", space: "Space"
) -> None:
    thread, _older = two
    inner = a_thread(private_space, kind="question", by=mia)
    talk, gone = a_thread(space, by=mia), a_thread(space, kind="question", by=mia)
    gone.delete_softly(by=mia)
    for other in (inner, talk, gone, thread):
        with pytest.raises(NotAlike):
            mark(thread, other, by=mia)
    mark(inner, a_thread(a_space(group=circle), kind="question", by=mia), by=mia)


def test_ideas_that_are_joined_keep_their_voters_and_give_double_votes_back(
    space: "Space", mo: "Member", nia: "Member", delivered: Callable[[], int]
) -> None:
    one, other = (a_thread(space, by=a_member(), kind="idea") for _ in range(2))
    vote(one, by=nia, wanted=True)
    vote(other, by=nia, wanted=True)
    assert open_votes(nia).count() == 2
    mark(one, other, by=mo)
    assert open_votes(nia).count() == 1
    assert voters(other) == {nia.pk}
    delivered()
    assert Notification.objects.filter(member=nia, kind="duplicate_marked").count() == 1


def test_the_page_of_a_question_with_nothing_about_it_asks_nothing_more(
    as_: "As", two: tuple[Thread, Thread], nia: "Member", django_assert_num_queries: Any, space: "Space"
) -> None:
    from tests.house.test_query_budgets import queries

    thread, older = two
    talk = a_thread(space, by=nia)
    bare = queries(as_(nia), talk.get_absolute_url())
    assert len(queries(as_(nia), thread.get_absolute_url())) == len(bare)
    suggest(thread, older, by=a_member())
    assert len(queries(as_(nia), thread.get_absolute_url())) <= len(bare) + 2
