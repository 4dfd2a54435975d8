"""Posts, reactions and readings know the space they are in, whatever moves."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import F, Q

from community.following.models import Reading
from community.following.reading import read_to
from community.posts.models import Post
from community.reactions.models import Reaction
from community.reactions.reacting import react
from community.threads.merging import merge
from community.threads.moving import move
from community.threads.splitting import split
from members.segments.fields import EVER
from members.segments.rules import matching, read
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db


def lost() -> int:
    """How many rows say another space than that of their thread."""
    return sum(
        model._base_manager.filter(Q(space=None) | ~Q(space=F(f"{thread}__space"))).count()
        for model, thread in ((Post, "thread"), (Reading, "thread"), (Reaction, "post__thread"))
    )


def test_a_row_has_the_space_of_its_thread_from_the_beginning_and_wherever_it_goes() -> None:
    mo, ana = a_member("Mo", role="moderator"), a_member("Ana")
    hall, yard = a_space("Hall"), a_space("Yard")
    thread = a_thread(hall, by=mo)
    posts = [a_post(thread, by=ana) for _ in range(3)]
    thread.refresh_from_db()
    react(posts[0], "👍", by=mo)
    read_to(ana, thread, 3)
    rows = {Post: 4, Reading: 1, Reaction: 1}
    assert not lost() and all(model._base_manager.filter(space=hall).count() >= n for model, n in rows.items())
    move(thread, to=yard, by=mo)
    assert not lost() and not Post.objects.filter(space=hall).exists()
    thread.refresh_from_db()
    posts[1].save()  # read before the thread moved: what it remembers of the space is nothing
    assert not lost()


def test_replies_that_go_to_another_thread_take_their_reactions_to_its_space() -> None:
    mo, ana = a_member("Mo", role="moderator"), a_member("Ana")
    hall, yard = a_space("Hall"), a_space("Yard")
    thread, other = a_thread(hall, by=mo), a_thread(hall, by=mo)
    reply = a_post(thread, by=ana)
    react(reply, "👍", by=mo)
    fresh, _carried = split(thread, [reply.number], by=mo, title="Of its own", kind="discussion", space=yard)
    assert not lost() and Reaction.objects.filter(space=yard).count() == 1
    merge(fresh, into=other, by=mo)
    assert not lost() and Reaction.objects.filter(space=hall).count() == 1


def test_who_opens_a_thread_while_it_moves_is_a_reader_of_the_space_it_is_in(delivered: Callable[[], int]) -> None:
    mo, ana = a_member("Mo", role="moderator"), a_member("Ana")
    hall, yard = a_space("Hall"), a_space("Yard")
    thread = a_thread(hall, by=mo)
    move(thread, to=yard, by=mo)
    read_to(ana, thread, 1)
    with connection.cursor() as cursor:
        # As a transaction leaves it that began before the move and ended after it.
        cursor.execute("SET session_replication_role = replica")
        Reading.objects.update(space=hall)
        cursor.execute("SET session_replication_role = DEFAULT")
    assert lost()
    delivered()
    assert not lost()
    here = {"is": "read", "with": {"space": yard.pk, "times": 1, "since": EVER}}
    assert ana in matching(read(here))
