"""Reacting to posts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.posts.models import Post
from community.reactions.models import Reaction
from community.reactions.reacting import UnknownReaction, react
from community.reactions.showing import tallies
from members.activity.models import Activity
from members.installation.models import Installation
from tests.factories import a_member, a_post, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


@pytest.fixture
def post(thread: "Thread") -> Post:
    return a_post(thread)


def test_a_visitor_does_not_react(as_: "As", visitor: "Viewer", post: Post) -> None:
    assert as_(visitor).post(reverse("post_react", args=[post.pk]), {"emoji": "👍"}).status_code == 302
    assert not Reaction.objects.exists()


def test_what_one_cannot_see_cannot_be_reacted_to(
    as_: "As", nia: "Member", ben: "Member", private_space: "Space"
) -> None:
    hidden = a_post(a_thread(private_space, by=ben), by=ben)
    for name in ("post_react", "post_reactions"):
        url = reverse(name, args=[hidden.pk])
        asked = as_(nia).post(url, {"emoji": "👍"}) if name == "post_react" else as_(nia).get(url)
        assert asked.status_code == 404
    assert not Reaction.objects.exists()


def test_a_silenced_member_does_not_react(as_: "As", nia: "Member", post: Post) -> None:
    from datetime import timedelta

    from django.utils import timezone

    nia.silenced_until = timezone.now() + timedelta(days=1)
    nia.save()
    assert as_(nia).post(reverse("post_react", args=[post.pk]), {"emoji": "👍"}).status_code == 403
    assert not Reaction.objects.exists()


def test_deleted_words_take_no_reactions(as_: "As", nia: "Member", mo: "Member", post: Post) -> None:
    post.delete_softly(by=mo)
    assert as_(nia).post(reverse("post_react", args=[post.pk]), {"emoji": "👍"}).status_code == 404


@pytest.mark.parametrize("emoji", ["", "💣", "x" * 4000, "👍👍", "<b>"])
def test_only_the_communitys_own_reactions_count(as_: "As", nia: "Member", post: Post, emoji: str) -> None:
    answer = as_(nia).post(reverse("post_react", args=[post.pk]), {"emoji": emoji})
    assert answer.status_code == 422
    assert "Choose one of the reactions of this community." in answer.content.decode()
    assert not Reaction.objects.exists()


def test_pressing_twice_takes_it_back(as_: "As", nia: "Member", post: Post) -> None:
    client, url = as_(nia), reverse("post_react", args=[post.pk])
    answer = client.post(url, {"emoji": "🎉"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in answer.content.decode()
    post.refresh_from_db()
    assert post.reactions == {"🎉": 1}
    assert client.post(url, {"emoji": "🎉"})["Location"].endswith(f"#p-{post.number}")
    post.refresh_from_db()
    assert post.reactions == {}
    verbs = Activity.objects.filter(verb__startswith="reaction.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["reaction.added", "reaction.removed"]


def test_saying_what_is_wanted_never_turns_it_round(as_: "As", nia: "Member", post: Post) -> None:
    client, url = as_(nia), reverse("post_react", args=[post.pk])
    for _ in range(3):
        client.post(url, {"emoji": "👍", "wanted": "yes"})
    assert Reaction.objects.count() == 1
    for _ in range(2):
        client.post(url, {"emoji": "👍", "wanted": "no"})
    assert Reaction.objects.count() == 0


def test_a_reaction_that_left_the_set_can_still_be_taken_back(nia: "Member", post: Post) -> None:
    react(post, "👍", by=nia)
    Installation.objects.update_or_create(id=1, defaults={"reactions": [{"emoji": "🌱", "word": "Growing"}]})
    from django.core.cache import cache

    cache.clear()
    assert [(one.emoji, one.count) for one in tallies(nia, post, {"👍"}).all] == [("🌱", 0), ("👍", 1)]
    with pytest.raises(UnknownReaction):
        react(post, "❤️", by=nia)
    assert react(post, "👍", by=nia) is False


def test_who_reacted_is_said_by_kind(as_: "As", visitor: "Viewer", nia: "Member", ben: "Member", post: Post) -> None:
    react(post, "👍", by=nia)
    react(post, "👍", by=ben)
    react(post, "🙏", by=ben)
    page = as_(visitor).get(reverse("post_reactions", args=[post.pk])).content.decode()
    assert page.index("Thumbs up") < page.index("Thank you")
    assert "Nia" in page


def test_the_sixty_first_in_a_minute_has_to_wait(as_: "As", nia: "Member", post: Post) -> None:
    client, url = as_(nia), reverse("post_react", args=[post.pk])
    codes = [client.post(url, {"emoji": "👍"}).status_code for _ in range(61)]
    assert codes[:60] == [302] * 60
    assert codes[60] == 429
    assert Reaction.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_right() -> None:
    post = a_post()
    members = [a_member() for _ in range(12)]

    def press(member: "Member") -> None:
        try:
            react(post, "👍", by=member, wanted=True)
            react(post, "❤️", by=member)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, [*members, *members]))
    post.refresh_from_db()
    assert post.reactions.get("👍") == 12
    assert Reaction.objects.filter(emoji="❤️").count() == post.reactions.get("❤️", 0)
