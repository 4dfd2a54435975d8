"""Whoever is mentioned is found by an index, so that hiding a profile reads no other posts and lines."""

import pytest
from django.db import connection

from community.chat.models import ChatLine
from community.posts.models import Post
from members.profiles.models import Member
from tests.factories import a_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("model", "index"), [(Post, "post_mentioned"), (ChatLine, "line_mentioned")])
def test_mentions_are_found_by_an_index(model: type[Post | ChatLine], index: str, ben: Member) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # of so few rows all would be read
    assert index in model._default_manager.filter(mentioned__contains=[ben.pk]).explain()


def test_a_post_is_found_by_whom_it_mentions(ben: Member, nia: Member) -> None:
    post = a_post(by=nia, source="As @ben said.")
    a_post(by=nia, source="Nobody said so.")
    assert list(Post.objects.filter(mentioned__contains=[ben.pk])) == [post]
