"""Moving threads and posts: everything goes along, every address stays, and nobody learns what they may not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from community.drafts.models import Draft
from community.following.choosing import choose, level_for
from community.following.models import Follow, Level, Reading
from community.following.reading import last_read, read_to
from community.posts.models import Post, PostLink
from community.reactions.reacting import react
from community.search.models import SearchDocument
from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.threads.former import FormerPlace
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.rows import rows_for
from community.threads.splitting import move_posts, split
from members.activity.models import Activity
from members.groups.models import Group
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_post, a_space, a_thread

pytestmark = pytest.mark.usefixtures("uncelebrated")

As = Callable[..., Any]


@pytest.fixture
def other(space: Space, nia: Member) -> Thread:
    return a_thread(space, by=nia, title="A second thread about rotas")


def _split(thread: Thread, numbers: list[int], by: Member, space: Space | None = None) -> Thread:
    made, _carried = split(
        thread, numbers, by=by, title="What was beside the point", kind="discussion", space=space or thread.space
    )
    return made


def _places(thread: Thread) -> list[tuple[int, int]]:
    return list(Post.objects.filter(thread=thread).order_by("number").values_list("number", "pk"))


# --- who may not ---------------------------------------------------------------------------------------------------


def test_a_first_post_stays_and_nothing_chosen_moves_nothing(thread: Thread, other: Thread, mo: Member) -> None:
    a_post(thread)
    for numbers, words in ([1, 2], "first post stays"), ([], "at least one"), ([7], "a moment ago"):
        with pytest.raises(NotPossible, match=words):
            move_posts(thread, numbers, into=other, by=mo)
    with pytest.raises(NotPossible, match="in this thread already"):
        move_posts(thread, [2], into=thread, by=mo)
    with pytest.raises(NotPossible, match="into itself"):
        merge(thread, into=thread, by=mo)
    assert not FormerPlace.objects.exists()


def test_a_space_refuses_kinds_it_does_not_take_and_says_which_it_does(thread: Thread, mo: Member) -> None:
    narrow = a_space("Only questions", kinds=["question"])
    with pytest.raises(NotPossible, match="takes no threads of the kind “Discussion”, only: Question"):
        move(thread, to=narrow, by=mo)
    thread.refresh_from_db()
    assert thread.space != narrow


def test_the_second_of_two_moderators_gets_a_sentence(thread: Thread, other: Thread, mo: Member, mia: Member) -> None:
    a_post(thread)
    stale = Thread.objects.get(pk=thread.pk)
    merge(thread, into=other, by=mo)
    with pytest.raises(NotPossible, match="merged into another one a moment ago"):
        merge(stale, into=other, by=mia)
    with pytest.raises(NotPossible, match="merged into another one a moment ago"):
        _split(stale, [2], mia)


# --- moving a thread -----------------------------------------------------------------------------------------------


def test_a_moved_thread_takes_its_readers_rights_with_it(
    thread: Thread, private_space: Space, mia: Member, nia: Member, ben: Member, as_: As, delivered: Any
) -> None:
    reply = a_post(thread, by=nia)
    delivered()
    assert Notification.objects.of(ben).count() == 1
    for member in (nia, ben):
        choose(member, Level.EVERYTHING, thread=thread)
    move(thread, to=private_space, by=mia)
    assert not Follow.objects.filter(member=nia, thread=thread).exists()
    assert level_for(ben, thread=thread) == Level.EVERYTHING
    delivered()
    assert Notification.objects.of(ben).filter(kind="thread_moved").exists()
    assert not Notification.objects.of(nia).exists()
    for address in (thread.get_absolute_url(), f"/p/{reply.pk}/", reply.get_absolute_url()):
        assert as_(nia).get(address).status_code == 404
        assert as_(AnonymousUser()).get(address).status_code == 404
        assert as_(ben).get(address).status_code in (200, 302)
    assert set(SearchDocument.objects.filter(thread=thread).values_list("space", flat=True)) == {private_space.pk}


def test_titles_of_private_threads_leave_a_text_that_becomes_public(
    private_space: Space, space: Space, mia: Member, ben: Member
) -> None:
    secret = a_thread(private_space, by=ben, title="What only the circle knows")
    talk = a_thread(private_space, by=ben, source=f"As said: {settings.PUBLIC_URL}/t/{secret.pk}/-/ before.")
    assert "What only the circle knows" in talk.posts.get().html
    move(talk, to=space, by=mia)
    assert "What only the circle knows" not in talk.posts.get().html


# --- splitting and merging -----------------------------------------------------------------------------------------


def test_everything_that_hangs_on_a_post_goes_along(thread: Thread, mo: Member, ben: Member, nia: Member) -> None:
    reply = a_post(thread, by=nia, source="Beside the point")
    answer = a_post(thread, by=ben, source=f"> @nia in #{reply.number}:\n> Beside the point\n\nIndeed, #1 and #2")
    stays = a_post(thread, by=nia, source="See #2", reply_to=2)
    react(reply, "👍", by=ben)
    made = _split(thread, [2, 3], mo)
    assert [number for number, _pk in _places(made)] == [1, 2]
    assert [number for number, _pk in _places(thread)] == [1, 4]
    moved = Post.objects.get(pk=reply.pk)
    assert (moved.author, moved.created_at, moved.reactions) == (nia, reply.created_at, {"👍": 1})
    assert made.author == nia
    assert set(PostLink.objects.filter(post=answer).values_list("thread", "number", "is_quote")) == {
        (thread.pk, 1, False), (made.pk, 1, False), (made.pk, 1, True),
    }  # fmt: skip
    assert PostLink.objects.filter(post=stays, thread=made, number=1).exists()
    thread.refresh_from_db()
    made.refresh_from_db()
    assert (thread.posts_count, thread.moved_out, thread.replies_count) == (4, 2, 1)
    assert (made.posts_count, made.moved_in, made.replies_count) == (2, 2, 1)
    assert a_post(thread).number == 5


def test_numbers_in_a_text_keep_their_meaning_when_it_is_edited_elsewhere(
    thread: Thread, other: Thread, mo: Member, ben: Member
) -> None:
    a_post(thread, by=ben, source="The second")
    third = a_post(thread, by=ben, source="Compare #2")
    a_post(other, by=ben, source="Not the second you mean")
    move_posts(thread, [3], into=other, by=mo)
    third.refresh_from_db()
    third.edit(by=ben, source="Compare #2, I said", version=third.version)
    assert f"/t/{thread.pk}/{thread.slug}/2/" in third.html


def test_every_address_leads_to_where_the_post_stands(
    thread: Thread, other: Thread, mo: Member, ben: Member, as_: As, visitor: AnonymousUser
) -> None:
    reply = a_post(thread, by=ben)
    old = [reply.get_absolute_url(), f"/t/{thread.pk}/-/2/", f"/p/{reply.pk}/"]
    move_posts(thread, [2], into=other, by=mo)
    reply.refresh_from_db()
    place = f"{reply.get_absolute_url()}#p-{reply.number}"
    client = as_(visitor)
    assert {client.get(address)["Location"] for address in old} == {place}
    merge(other, into=thread, by=mo)
    reply.refresh_from_db()
    assert reply.number == 4
    place = f"{reply.get_absolute_url()}#p-4"
    assert {client.get(address)["Location"] for address in [*old, f"/t/{other.pk}/{other.slug}/2/"]} == {place}
    moved = other.posts.model.objects.get(thread=thread, number=3)
    for address in (f"/t/{other.pk}/", other.get_absolute_url(), f"/t/{other.pk}/old-title/"):
        assert client.get(address)["Location"] == f"{moved.get_absolute_url()}#p-3"
    page = client.get(thread.get_absolute_url()).content.decode()
    assert "moved here from “A second thread about rotas”" in page
    assert "1 post stands" in page


def test_a_gap_says_where_to_only_to_those_who_may_look_there(
    thread: Thread, private_space: Space, mia: Member, ben: Member, nia: Member, as_: As
) -> None:
    a_post(thread, by=nia)
    a_post(thread, by=ben)
    made = _split(thread, [2, 3], mia, private_space)
    assert "2 posts moved to" in as_(ben).get(thread.get_absolute_url()).content.decode()
    page = as_(nia).get(thread.get_absolute_url()).content.decode()
    assert "moved to" not in page
    assert made.title not in page
    assert as_(nia).get(f"/t/{thread.pk}/{thread.slug}/2/").status_code == 404
    assert as_(ben).get(f"/t/{thread.pk}/{thread.slug}/2/").status_code == 302


def test_nothing_is_read_that_was_not_and_what_was_stays_read(
    thread: Thread, other: Thread, mo: Member, ben: Member, nia: Member, mia: Member
) -> None:
    for _ in range(4):
        a_post(thread, by=ben)
    thread.refresh_from_db()
    read_to(nia, thread, 3)
    read_to(mia, thread, 5)
    made = _split(thread, [3, 4, 5], mo)
    assert (last_read(nia, made), last_read(mia, made), last_read(ben, made)) == (1, 3, 0)
    thread.refresh_from_db()
    assert last_read(mia, thread) == thread.posts_count == last_read(nia, thread)
    read_to(mia, other, 1)
    made.refresh_from_db()
    merge(made, into=other, by=mo)
    assert (last_read(mia, other), last_read(nia, other)) == (4, 0)
    assert not Reading.objects.filter(thread=made).exists()
    later = a_post(thread, by=ben)
    thread.refresh_from_db()
    rows = rows_for(nia, [thread])
    assert (rows[0].new, later.number) == (1, 6)


def test_notices_go_along_and_are_told_once(
    thread: Thread, other: Thread, mo: Member, ben: Member, nia: Member, mia: Member, delivered: Any
) -> None:
    first, second = a_post(thread, by=nia), a_post(thread, by=mia)
    a_post(other, by=mia)
    choose(ben, Level.EVERYTHING, thread=other)
    a_post(other, by=mia)
    delivered()
    move_posts(thread, [3], into=other, by=mo)
    rows = Notification.objects.of(ben).filter(kind="reply")
    assert [row.subjects for row in rows.filter(thread_id=thread.pk)] == [[first.pk]]
    assert [row.subjects for row in rows.filter(thread_id=other.pk)] == [[second.pk]]
    merge(thread, into=other, by=mo)
    rows = Notification.objects.of(ben).filter(kind="reply")
    assert [sorted(row.subjects) for row in rows] == [[first.pk, second.pk]]
    assert rows.get().count == 2
    delivered()
    assert not Notification.objects.filter(thread_id=thread.pk).exists()


def test_the_stronger_choice_of_a_follower_holds(
    thread: Thread, other: Thread, mo: Member, ben: Member, nia: Member, mia: Member
) -> None:
    choose(mia, Level.EVERYTHING, thread=thread)
    choose(mia, Level.NOTHING, thread=other)
    choose(nia, Level.REPLIES, thread=thread)
    merge(thread, into=other, by=mo)
    assert level_for(mia, thread=other) == Level.EVERYTHING
    assert level_for(nia, thread=other) == Level.REPLIES
    assert level_for(ben, thread=other) == Level.EVERYTHING  # wrote what stands there now
    assert not Follow.objects.filter(thread=thread).exists()


def test_an_accepted_answer_goes_along_or_is_withdrawn_with_a_reason(space: Space, mo: Member, ben: Member) -> None:
    asked, again, talk = (a_thread(space, by=ben, kind=kind) for kind in ("question", "question", "discussion"))
    answer = a_post(asked)
    asked.accept(answer, by=ben)
    move_posts(asked, [2], into=again, by=mo)
    asked.refresh_from_db()
    again.refresh_from_db()
    assert (asked.answer, again.answer, again.answered_by) == (None, answer, ben)
    move_posts(again, [2], into=talk, by=mo)
    again.refresh_from_db()
    assert again.answer is None
    withdrawn = Activity.objects.get(verb="answer.withdrawn")
    assert (withdrawn.subject_id, withdrawn.facts["moved_to"]) == (answer.pk, talk.pk)


def test_a_reply_being_written_finds_the_thread_it_belongs_to(
    thread: Thread, other: Thread, mo: Member, nia: Member, as_: As
) -> None:
    Draft.objects.create(member=nia, key=f"thread:{thread.pk}", body="Half a sentence", reply_to=1)
    merge(thread, into=other, by=mo)
    draft = Draft.objects.get(member=nia)
    assert (draft.key, draft.body, draft.reply_to) == (f"thread:{other.pk}", "Half a sentence", 2)
    answer = as_(nia).post(f"/t/{thread.pk}/reply/", {"body": "Written before the merge"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Written before the merge" in page
    assert "was merged into" in page
    assert f"/t/{other.pk}/reply/" in page
    assert Post.objects.filter(thread=other).count() == 2


def test_who_saw_neither_thread_learns_nothing_of_the_merge(
    private_space: Space, circle: Group, ben: Member, mia: Member, nia: Member, as_: As
) -> None:
    one, two = a_thread(private_space, by=ben), a_thread(private_space, by=ben)
    merge(one, into=two, by=mia)
    assert as_(nia).get(one.get_absolute_url()).status_code == 404
    assert as_(ben).get(one.get_absolute_url()).status_code == 302
