"""Whoever was told of a move is told of the next one too."""

from typing import Any

import pytest
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.splitting import move_posts
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_post, a_space, a_thread


@pytest.mark.django_db
def test_a_second_move_is_told_as_the_first_was_and_one_delivery_tells_once(
    thread: Thread, space: Space, ben: Member, nia: Member, mia: Member, mo: Member, delivered: Any
) -> None:
    rows = Notification.objects.filter(kind="thread_moved", member=ben)
    for to, by in ((a_space("Second"), mia), (space, mo)):
        move(thread, to=to, by=by)
        delivered(), delivered()
    row = rows.get()
    assert (row.count, row.people, row.place_id) == (2, [mo.pk, mia.pk], space.pk)
    rows.update(seen_at=timezone.now())
    move(thread, to=a_space("Third"), by=mia)
    delivered()
    assert rows.count() == 2
    a_post(thread, by=nia)
    for into in (a_thread(), a_thread()):
        where = nia.posts.get().thread
        move_posts(where, [nia.posts.get().number], into=into, by=mo)
        delivered()
        Notification.objects.update(seen_at=timezone.now())
    assert Notification.objects.filter(kind="posts_moved", member=nia).count() == 2
