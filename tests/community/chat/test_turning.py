"""A stretch of chat becomes a thread: who may not, whose posts they are, once, and back again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from community.chat.escaping import as_post
from community.chat.models import ChatLine, ChatRoom, ChatStretch
from community.chat.turning import STRETCH_MAX, NoStretch, turn
from community.posts.models import Post
from community.spaces.models import SpaceHost
from community.threads.models import Thread
from config.lib.markup import NullResolver, render
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_group, a_poll, a_post, a_space, a_thread

pytestmark = pytest.mark.usefixtures("uncelebrated")


@pytest.fixture
def said(room: ChatRoom, ben: Member, nia: Member) -> list[ChatLine]:
    """Five lines by two people, an hour old."""
    words = [(ben, "Who has a table?"), (nia, "I have two"), (nia, "# one is wobbly"), (ben, "Take both"), (nia, "ok")]
    rows = [room.write(by=author, source=source) for author, source in words]
    ChatLine.objects.filter(room=room).update(created_at=timezone.now() - timedelta(hours=1))
    return [ChatLine.objects.get(pk=row.pk) for row in rows]


def make(client: Any, room: ChatRoom, begin: ChatLine, end: ChatLine, **more: Any) -> Any:
    data = {
        "first": begin.pk,
        "last": end.pk,
        "title": "Tables for the café",
        "kind": "discussion",
        "space": room.space_id,
    }
    return client.post(reverse("chat_thread_make", args=[room.space.slug, room.pk]), data | more)


# --- who may not, and what does not work -----------------------------------------------------------------------------


def test_members_do_not_make_threads_of_the_words_of_others(
    as_: Any, room: ChatRoom, said: list[ChatLine], ben: Member, nia: Member
) -> None:
    for member in (ben, nia):
        assert make(as_(member), room, said[0], said[-1]).status_code == 403
        assert as_(member).get(reverse("chat_thread", args=[room.space.slug, room.pk])).status_code == 403
    assert not Thread.objects.exists()


def test_words_stay_among_those_who_could_read_them(as_: Any, back_room: ChatRoom, ben: Member, mia: Member) -> None:
    line = back_room.write(by=ben, source="The alarm code is 1234")
    more_open, other_circle = a_space("Market"), a_space("Board", group=a_group(ben, mia), hosts=(ben,))
    for space in (more_open, other_circle):
        response = make(as_(ben), back_room, line, line, space=space.pk)
        assert response.status_code == 422
        page = as_(ben).get(reverse("chat_thread", args=[back_room.space.slug, back_room.pk])).content.decode()
        assert f'<option value="{space.pk}"' not in page
    assert not Thread.objects.exists()


def test_words_do_not_go_where_a_host_from_outside_their_circle_reads_them(
    as_: Any, back_room: ChatRoom, ben: Member, nia: Member, mia: Member
) -> None:
    line = back_room.write(by=ben, source="The alarm code is 1234")
    circle = back_room.space.group
    cellar, attic = a_space("Cellar", group=circle, hosts=(ben, nia)), a_space("Attic", group=circle, hosts=(ben, mia))
    assert make(as_(ben), back_room, line, line, space=cellar.pk).status_code == 422
    assert not Thread.objects.exists()
    assert make(as_(ben), back_room, line, line, space=attic.pk).status_code == 302


def test_a_wrong_choice_is_answered_with_a_sentence_and_kept(
    as_: Any, room: ChatRoom, said: list[ChatLine], mo: Member
) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"first": ""}, "Choose the line the thread begins with."),
        ({"title": "Short"}, "Say a little more"),
        ({"kind": "poem"}, "Select a valid choice"),
        ({"kind": "intro"}, "Select a valid choice"),
        ({"space": 999_999}, "Select a valid choice"),
        ({"first": 999_999_999, "last": 999_999_999}, "There is nothing between these two lines."),
    ]
    for change, sentence in cases:
        response = make(as_(mo), room, said[0], said[-1], **change)
        page = response.content.decode()
        assert response.status_code == 422, change
        assert sentence in page, change
        assert change.get("title", "Tables for the café") in page, change
        assert f'name="last" value="{said[-1].pk}" checked' in page or "last" in change, change
        assert not Thread.objects.exists(), change


def test_the_first_line_stands_above_the_last(as_: Any, room: ChatRoom, said: list[ChatLine], mo: Member) -> None:
    assert "other way round" in make(as_(mo), room, said[3], said[1]).content.decode()


def test_too_many_lines_are_too_many(room: ChatRoom, ben: Member, mo: Member) -> None:
    rows = ChatLine.objects.bulk_create(
        [ChatLine(room=room, author=ben, source=str(n)) for n in range(STRETCH_MAX + 1)]
    )
    with pytest.raises(NoStretch):
        turn(room, rows[0].pk, rows[-1].pk, by=mo, space=room.space, kind="discussion", title="Far too much of it")
    assert not Thread.objects.exists()


# --- whose posts they are --------------------------------------------------------------------------------------------


def test_each_line_becomes_a_post_of_its_author_at_its_time_without_gaps(
    as_: Any, room: ChatRoom, said: list[ChatLine], ben: Member, nia: Member, mo: Member
) -> None:
    said[4].delete_softly(by=nia)
    response = make(as_(mo), room, said[0], said[4])
    thread = Thread.objects.get()
    assert response["Location"] == thread.get_absolute_url()
    posts = list(Post.objects.filter(thread=thread).order_by("number"))
    assert [(post.number, post.author) for post in posts] == [(1, mo), (2, ben), (3, nia), (4, ben)]
    assert [post.created_at for post in posts[1:]] == [said[0].created_at, said[1].created_at, said[3].created_at]
    assert f"?at={said[0].pk}#m-{said[0].pk}" in posts[0].html
    assert posts[2].text.splitlines() == ["I have two", "# one is wobbly"]
    thread.refresh_from_db()
    assert (thread.posts_count, thread.people_count, thread.repliers) == (4, 3, [ben.pk, nia.pk])
    assert thread.get_absolute_url() in as_(nia).get(room.get_absolute_url()).content.decode()


def test_the_authors_are_told_once_follow_and_nobody_is_named_twice(
    as_: Any, room: ChatRoom, ben: Member, nia: Member, mo: Member, mia: Member, delivered: Callable[[], int]
) -> None:
    first = room.write(by=ben, source="@mia do we have chairs?")
    last = room.write(by=nia, source="Twelve")
    delivered()
    Notification.objects.all().delete()
    make(as_(mo), room, first, last)
    delivered()
    rows = sorted(Notification.objects.values_list("member__name", "kind"))
    assert rows == [("Ben", "chat_turned"), ("Nia", "chat_turned")]
    inbox = as_(nia).get(reverse("inbox")).content.decode()
    assert "Mo made a thread of what you wrote in chat" in inbox
    assert "Tables for the café" in inbox
    thread = Thread.objects.get()
    assert set(thread.follows.values_list("member__name", flat=True)) == {"Ben", "Nia", "Mo"}


@pytest.mark.parametrize(
    "source",
    [
        "# no heading",
        "- no list",
        "1. no list",
        "> no quote",
        "see #3",
        "a\n---\nb",
        "    no code",
        "x[^1]",
        "a\n===",
        "| a |\n|--|",
        "a|b\n-|-",
        "a | b\n:-- | --:",
        "a\n***",
        "_ _ _",
        "[a]: https://example.org\n[a]",
    ],
)
def test_what_was_plain_in_chat_is_plain_in_the_post(source: str) -> None:
    line, post = render(source, NullResolver(), line=True), render(as_post(source), NullResolver())
    assert post.text == line.text
    assert post.html == line.html


def test_code_in_chat_stays_code_and_ends_with_its_line() -> None:
    html = render(as_post("```\n# a comment\n- x") + "\n\n" + as_post("`#3` **next**"), NullResolver()).html
    assert "# a comment\n- x" in html
    assert "<code>#3</code> <strong>next</strong>" in html


# --- once, and back ------------------------------------------------------------------------------------------------


def test_done_again_it_is_the_same_thread_and_a_line_is_in_one_only(
    as_: Any, room: ChatRoom, said: list[ChatLine], mo: Member
) -> None:
    first, again = make(as_(mo), room, said[0], said[2]), make(as_(mo), room, said[0], said[2])
    assert first["Location"] == again["Location"]
    assert "in another thread already" in make(as_(mo), room, said[2], said[4]).content.decode()
    assert make(as_(mo), room, said[3], said[4], title="And the rest of it").status_code == 302
    assert Thread.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_done_twice_at_once_it_is_one_thread(room: ChatRoom, said: list[ChatLine], mo: Member, mia: Member) -> None:
    def press(by: Member) -> int:
        try:
            stretch = turn(
                room, said[0].pk, said[4].pk, by=by, space=room.space, kind="discussion", title="Tables for the café"
            )
            return stretch.thread_id or 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as crowd:
        threads = set(crowd.map(press, [mo, mia] * 3))
    assert threads == {Thread.objects.get().pk}
    assert ChatLine.objects.exclude(tells_of=None).count() == ChatStretch.objects.count() == 1


def test_it_can_be_undone_while_nobody_replied(
    as_: Any, room: ChatRoom, said: list[ChatLine], ben: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    make(as_(mo), room, said[0], said[4])
    delivered()
    stretch = ChatStretch.objects.get()
    undo = reverse("chat_thread_undo", args=[room.space.slug, room.pk, stretch.pk])
    assert as_(ben).post(undo).status_code == 403
    assert as_(mo).post(undo).status_code == 302
    assert not Thread.objects.exists()
    assert not Notification.objects.filter(kind="chat_turned").exists()
    assert list(ChatLine.objects.order_by("pk")) == said
    assert make(as_(mo), room, said[0], said[4]).status_code == 302
    a_post(Thread.objects.get(), by=ben)
    undo = reverse("chat_thread_undo", args=[room.space.slug, room.pk, ChatStretch.objects.get().pk])
    refused = as_(mo).post(undo)
    assert refused.status_code == 403
    assert "Somebody has replied" in refused.content.decode()
    assert Thread.objects.exists()


def test_votes_that_were_cast_in_the_thread_are_not_undone(
    as_: Any, room: ChatRoom, said: list[ChatLine], mo: Member
) -> None:
    make(as_(mo), room, said[0], said[4])
    a_poll(Thread.objects.get().posts.get(number=2))
    undo = reverse("chat_thread_undo", args=[room.space.slug, room.pk, ChatStretch.objects.get().pk])
    refused = as_(mo).post(undo)
    assert refused.status_code == 403
    assert "There is a poll in the thread" in refused.content.decode()
    assert Thread.objects.exists()


def test_a_thread_that_moved_out_of_sight_is_not_named_in_the_chat(
    as_: Any, room: ChatRoom, said: list[ChatLine], mo: Member, nia: Member
) -> None:
    make(as_(mo), room, said[0], said[4])
    hidden = a_thread(a_space("Vault", group=a_group(), hosts=()), by=mo)
    Thread.objects.filter(title="Tables for the café").update(space=hidden.space)
    page = as_(nia).get(room.get_absolute_url()).content.decode()
    assert "Mo made a thread of 5 lines" in page
    assert "Tables for the café" not in page


def test_a_host_who_is_no_moderator_makes_threads_too(
    as_: Any, room: ChatRoom, said: list[ChatLine], ben: Member
) -> None:
    SpaceHost.objects.create(space=room.space, member=ben)
    page = as_(ben).get(reverse("chat_thread", args=[room.space.slug, room.pk]), {"from": said[1].pk}).content.decode()
    assert f'name="first" value="{said[1].pk}" checked' in page
    assert make(as_(ben), room, said[1], said[3]).status_code == 302
