"""A first post that is celebrated and whose thread then goes behind doors, or comes out of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from community.threads.moving import move
from members.profiles.models import Member
from members.recognition.thanks import Thanks
from programs.celebrations.models import Celebration, What
from programs.celebrations.noting import celebrate
from programs.celebrations.thanking import Celebrations
from tests.factories import a_thread
from tests.programs.celebrations.test_digest import told

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def first_post(space: Space, by: Member) -> Celebration:
    post = a_thread(space, by=by, title="A lock for the shed").posts.get(number=1)
    one = celebrate(by.pk, What.FIRST_POST, at=timezone.now(), post=post)
    assert one is not None
    return one


def test_what_went_behind_doors_is_celebrated_inside_alone(
    olli: Member, mia: Member, ben: Member, nia: Member, space: Space, private_space: Space, as_: As
) -> None:
    one = first_post(space, ben)
    assert one.post is not None
    move(one.post.thread, to=private_space, by=olli)
    for role in (nia, mia):
        page = as_(role).get(reverse("celebrations")).text
        tile = as_(role).get(reverse("home_around"), headers={"HX-Request": "true"}).text
        assert (one.line in page, one.line in tile) == (role == mia,) * 2
    assert told(mia, nia) == {"Mia": [one.line], "Nia": []}
    assert as_(nia).post(reverse("celebration_thank", args=[one.pk])).status_code == 404
    assert not Thanks.objects.exists()
    assert not Celebrations().in_the_open().exists()


def test_what_came_out_is_celebrated_where_it_stands_now(
    olli: Member, mia: Member, ben: Member, nia: Member, space: Space, private_space: Space, as_: As
) -> None:
    one = first_post(private_space, ben)
    assert one.post is not None
    move(one.post.thread, to=space, by=olli)
    assert one.line in as_(nia).get(reverse("celebrations")).text
    assert told(nia) == {"Nia": [one.line]}
    assert Celebrations().in_the_open().exists()
