"""Whatever is started, answered, moved, split, merged, deleted and restored: nothing is lost, doubled or shown.

A plain reckoning beside the product remembers every post and every address; after each act the two are compared.
"""

from collections import Counter, defaultdict
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from community.bookmarks.models import Bookmark
from community.following.models import Follow, Reading, Reason
from community.posts.models import Post, PostLink
from community.reactions.models import Reaction
from community.spaces.seeing import forget_spaces
from community.threads.former import FormerPlace, moved_post
from community.threads.models import Thread
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.community.threads.reckoning import DO, Reckoning, reply, start
from tests.factories import a_group, a_member, a_space

pytestmark = pytest.mark.django_db

ACTS = ["start", "reply", "reply", "quote", "react", "follow", "keep", "read", "move", "split", "carry", "merge",
        "delete", "restore", "deliver"]  # fmt: skip
MOVES = {"move", "split", "carry", "merge"}
MOVED = ["thread_moved", "posts_moved"]
_steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 50), st.integers(0, 50)), min_size=6, max_size=16)


@pytest.fixture
def reckoning(db: None) -> Reckoning:
    people = [a_member(name) for name in ("Ada", "Bo", "Cy")]
    spaces = [a_space("Open"), a_space("Members", visibility="members"), a_space("Circle", group=a_group(*people[:2]))]
    return Reckoning(people, a_member("Mover", role="manager"), spaces)


@settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(steps=_steps)
def test_nothing_is_lost_in_any_order_of_acts(reckoning: Reckoning, steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        here = Reckoning(reckoning.people, reckoning.mover, reckoning.spaces)
        for a in range(2):
            start(here, a, a)
        reply(here, 0, 1)
        here.remember()
        for act, a, b in steps:
            _take(here, act, a, b)
        _addresses_lead_where_they_may(here)
        transaction.set_rollback(True)


def _take(here: Reckoning, act: str, a: int, b: int) -> None:
    before = _totals()
    ends = dict(Thread.objects.values_list("pk", "posts_count"))
    DO[act](here, a, b)
    here.remember()
    after = _totals()
    if act in MOVES:
        for name, total in before.items():
            assert after[name] == total, (act, name)
    for pk, end in Thread.objects.values_list("pk", "posts_count"):
        assert end >= ends.get(pk, 0), "numbers went back"
    _counts_equal_a_recount()
    _places_are_kept(here)


def _totals() -> dict[str, Any]:
    """What no move may change, by the post it belongs to."""
    told = Notification.objects.exclude(kind__in=MOVED).values_list("member_id", "kind", "subjects", "actors")
    return {
        "posts": sorted(Post.objects.values_list("pk", "author_id", "created_at", "source", "version")),
        "reactions": sorted(Reaction.objects.values_list("post_id", "member_id", "emoji")),
        "counted": sorted((pk, sorted(counts.items())) for pk, counts in Post.objects.values_list("pk", "reactions")),
        "kept": sorted(Bookmark.objects.values_list("post_id", "member_id")),
        "told": Counter((m, k, s, a) for m, k, subjects, actors in told for s, a in zip(subjects, actors, strict=True)),
        "quotes": Counter(_quoted()),
    }


def _quoted() -> list[tuple[int, int]]:
    """Which post quotes which, wherever both stand."""
    now = {(thread, number): pk for pk, thread, number in Post.objects.values_list("pk", "thread_id", "number")}
    links = PostLink.objects.filter(is_quote=True).values_list("post_id", "thread_id", "number")
    return [(post, now[thread, number]) for post, thread, number in links]


def _counts_equal_a_recount() -> None:
    posts, left = defaultdict(list), Counter(FormerPlace.objects.values_list("thread", flat=True))
    for post in Post.objects.order_by("number").only("number", "thread", "author", "created_at"):
        posts[post.thread_id].append(post)
    read = dict(Reading.objects.values_list("thread").annotate(last=Max("last_number")).order_by("thread"))
    for thread in Thread.objects.all():
        here = posts[thread.pk]
        assert (thread.moved_out, len(here)) == (left[thread.pk], thread.posts_count - left[thread.pk])
        assert read.get(thread.pk, 0) <= thread.posts_count
        if thread.merged_at:
            assert not here
            continue
        assert here[0].number == 1
        assert thread.replies_count == len(here) - 1
        assert thread.people_count == len({post.author_id for post in here})
        replies = [post.author_id for post in reversed(here) if post.number > 1]
        assert thread.repliers == list(dict.fromkeys(replies))[:3]
        assert thread.last_post_at == max(post.created_at for post in here)
    assert not Notification.objects.exclude(thread_id__in=Thread.objects.filter(merged_at=None)).exists()


def _places_are_kept(here: Reckoning) -> None:
    now = {(thread, number): pk for pk, thread, number in Post.objects.values_list("pk", "thread_id", "number")}
    former = {(t, n): pk for pk, t, n in FormerPlace.objects.values_list("post_id", "thread_id", "number")}
    assert not now.keys() & former.keys()
    assert now | former == here.places
    follows = Follow.objects.filter(reason=Reason.CHOSEN).values_list("member_id", "thread_id", "level")
    assert {(m, t): level for m, t, level in follows} == here.follows


def _addresses_lead_where_they_may(here: Reckoning) -> None:
    """Old places redirect whoever may see the post, and are missing for everybody else; so are merged threads."""
    former = list(FormerPlace.objects.order_by("-pk").values_list("thread_id", "number", "post_id"))
    merged = list(Thread.objects.filter(merged_at__isnull=False).order_by("-pk")[:2])
    for viewer in (here.people[2], AnonymousUser()):
        client = Client()
        if isinstance(viewer, Member):
            client.force_login(viewer)
        forget_spaces(viewer)
        cache.clear()
        seen = {post.pk: post for post in Post.objects.visible_to(viewer).select_related("thread")}
        for thread, number, pk in former[:4]:
            answer = client.get(f"/t/{thread}/any-title/{number}/")
            assert answer.status_code == (302 if pk in seen else 404)
            assert pk not in seen or answer["Location"].startswith(seen[pk].get_absolute_url())
        for thread, number, pk in former:
            post = moved_post(viewer, thread, number)
            assert (post.pk if post else None) == (pk if pk in seen else None)
        for source in merged:
            first = FormerPlace.objects.get(thread=source, number=1).post_id
            may = first in seen or Thread.objects.visible_to(viewer).filter(pk=source.merged_into_id or 0).exists()
            assert client.get(source.get_absolute_url()).status_code == (302 if may else 404)
