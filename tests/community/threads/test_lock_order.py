"""The post is locked before its thread, whatever is done to them: nobody waits in a circle."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from community.composing.undoing import TooLate, undo
from community.drafts.models import Draft
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.splitting import move_posts, split
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread
from tests.moderation.racing import while_it_waits

pytestmark = pytest.mark.django_db(transaction=True)


def first_of(thread: Thread) -> Post:
    return Post.objects.select_related("thread__space").get(thread=thread, number=1)


def test_an_edit_saved_while_a_thread_is_taken_back_is_in_the_draft() -> None:
    ben = a_member()
    first = first_of(a_thread(by=ben, source="Half of it."))
    with while_it_waits(first, lambda: undo(first, by=ben)) as given:
        first_of(first.thread).edit(by=ben, source="All of it.", version=1)
    (draft,) = given
    assert isinstance(draft, Draft) and draft.body == "All of it."
    assert not Thread.objects.exists()


def a_split(space: Space, thread: Thread, post: Post, by: Member) -> Any:
    return split(thread, [post.number], by=by, title="Another matter", kind="discussion", space=space)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda _space, thread, post, by: undo(post, by=by), id="undo"),
        pytest.param(lambda space, thread, post, by: move_posts(thread, [2], into=a_thread(space), by=by), id="move"),
        pytest.param(lambda space, thread, post, by: merge(thread, into=a_thread(space), by=by), id="merge"),
        pytest.param(a_split, id="split"),
    ],
)
def test_who_has_a_reply_gets_its_thread_while_it_is_taken_away(act: Callable[..., Any]) -> None:
    """As a decision has it about a first post and a reply to it at once."""
    space, by = a_space(), a_member(role="moderator")
    thread = a_thread(space, kind="discussion")
    post = a_post(thread, by=by)
    with while_it_waits(post, lambda: act(space, thread, post, by)) as given:
        Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    assert len(given) == 1
    assert not Post.objects.filter(thread=thread, number=2).exists()


def test_an_edit_of_a_first_post_goes_on_while_its_thread_moves_to_other_readers(private_space: Space) -> None:
    ben, mo = a_member(), a_member(role="moderator")
    other = a_thread()
    first = first_of(a_thread(by=ben, source=f"See {settings.PUBLIC_URL}{other.get_absolute_url()} for more."))
    assert first.links.exists()
    with while_it_waits(first, lambda: move(first.thread, to=private_space, by=mo)):
        first_of(first.thread).edit(by=ben, source="No more.", version=1)
    first.refresh_from_db()
    assert first.text == "No more."
    assert Thread.objects.get(pk=first.thread_id).space_id == private_space.pk


def test_what_was_moved_meanwhile_is_not_taken_back_from_where_it_stands_now() -> None:
    space, by = a_space(), a_member()
    thread, into = a_thread(space), a_thread(space)
    seen = a_post(thread, by=by)
    move_posts(thread, [2], into=into, by=a_member(role="moderator"))
    with pytest.raises(TooLate):
        undo(seen, by=by)
    assert Post.objects.get(pk=seen.pk).thread_id == into.pk
