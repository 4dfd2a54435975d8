"""Threads with a word in their title and one in their first post, what others made of them; how they go and return."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.bookmarks.keeping import keep
from community.drafts.models import Draft
from community.following.choosing import choose
from community.posts.models import Post
from community.search.saving import save_search, tell_of
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from moderation.appeals.deciding import overturn
from moderation.appeals.opening import appeal
from moderation.review.deciding import Wanted, agree, decide
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post, a_space, a_thread
from tests.members.push.conftest import Service
from tests.moderation.decided import a_case, a_minute_ago

Delivered = Callable[[], int]
TITLE, WORDS, TAG = "Zqgonetitle matters to us", "Words about zqgonebody for @ben-friend and all.", "zqgonetag"
CANARIES = ("zqgonetitle", "zqgonebody", "zqgonetag")
BESIDES = {"hide": "hide", "remove": "take", "held": "hold"}
"""Ways of going, and what stands in place of "gone" in the words of the thread that goes in this way."""
ROLES = ["visitor", "newcomer", "friend", "suspended"]
"""Nobody of the team, and not its author: these read it where they decide, and on its page."""
FRAGMENTS = ("/t/", "/latest/", "/search/?q=matters")


@dataclass
class Scene:
    """A thread in the open, and everything others made of it."""

    author: Member
    people: dict[str, Any]
    thread: Thread
    post: Post
    beside: Thread
    word: str = "gone"

    @property
    def canaries(self) -> list[str]:
        """The words nobody may read while it is gone."""
        return [canary.replace("gone", self.word) for canary in CANARIES]

    def own_paths(self) -> list[str]:
        """Addresses of the thread itself, as they were known before."""
        thread, post, tag = self.thread, self.post, TAG.replace("gone", self.word)
        here = f"/t/{thread.pk}/"
        return [
            here, f"{here}{thread.slug}/", f"{here}{thread.slug}/2/", f"{here}since/0/", f"{here}on/?number=1",
            f"{here}summary/", f"/p/{post.pk}/", f"/p/{post.pk}/more/", f"/p/{post.pk}/history/",
            f"/p/{post.pk}/reactions/", f"/tags/{tag}/", f"/feeds/tags/{tag}.atom", self.beside.get_absolute_url(),
        ]  # fmt: skip

    def shared_paths(self) -> list[str]:
        """Every other address that may speak of it."""
        space, search = self.thread.space, reverse("search")
        return [
            "/", "/latest/", "/unanswered/", "/for-you/", "/following/",
            "/waiting/", space.get_absolute_url(), f"/s/{space.slug}/about/", f"/s/{space.slug}/card/",
            "/spaces/", "/tags/", self.author.get_absolute_url(),
            "/feeds/", "/feeds/latest.atom",
            f"/feeds/spaces/{space.slug}.atom", f"/feeds/people/{self.author.handle}.atom",
            "/sitemap.xml", "/sitemap-places.xml", "/sitemap-threads-1.xml", "/saved/", "/drafts/", "/inbox/",
            "/inbox/?tab=everything", "/search/saved/", "/settings/following/", "/welcome/",
            *(f"/people/{self.author.handle}/{tab}/" for tab in ("threads", "replies", "answers", "card")),
            *(f"{search}?q={word}" for word in ("matters", "words", "about", f"in:{space.slug}", "by:hidden-author")),
            *(f"{search}?q={word}" for word in ("kind:question", "is:unsolved", "after:2020-01-01+matters")),
            *(f"{reverse('search_palette')}?q={word}" for word in ("matters", "words", "zq")),
            *(f"/complete/{kind}/?q={word}" for kind in ("threads", "tags", "members") for word in ("zq", "matters")),
            f"{reverse('thread_similar')}?title=matters+to+us+all", f"{reverse('thread_new')}?space={space.slug}",
        ]  # fmt: skip


World = tuple[Space, Member, dict[str, Any]]


@pytest.fixture
def world(nia: Member, mo: Member, service: Service) -> World:
    """A space, an author, and who reads: a friend who follows them, a newcomer, a visitor, somebody suspended."""
    long_ago = timezone.now() - timedelta(days=400)
    author = a_member("Hidden Author", handle="hidden-author", joined_at=long_ago)
    friend = a_member("Ben Friend", handle="ben-friend", joined_at=long_ago)
    soon = timezone.now() + timedelta(days=5)
    people = {
        "visitor": AnonymousUser(), "newcomer": nia, "friend": friend,
        "suspended": a_member("Rest", suspended_until=soon),
    }  # fmt: skip
    space: Space = a_space("Workshop")
    choose(friend, "everything", person=author)
    choose(friend, "everything", space=space)
    tell_of(save_search(name="Matters", query="matters", by=friend), tells=True)
    service.browser().subscribe(friend)
    return space, author, people


@pytest.fixture
def scene(world: World, delivered: Delivered) -> Scene:
    """The thread, a link to it and a quote elsewhere, what a friend keeps and follows, and nothing sent yet."""
    made = _made(*world, "gone")
    delivered()
    return made


@pytest.fixture
def scenes(world: World, delivered: Delivered) -> dict[str, Scene]:
    """The same three times in one world, for each way of going."""
    made = {way: _made(*world, word) for way, word in BESIDES.items()}
    delivered()
    return made


def _made(space: Space, author: Member, people: dict[str, Any], word: str) -> Scene:
    friend = people["friend"]
    title, words, tag = (text.replace("gone", word) for text in (TITLE, WORDS, TAG))
    thread = a_thread(space, by=author, title=title, source=words, tags=[tag], kind="question")
    a_post(thread, by=friend, source="An answer to it.")
    post = thread.posts.get(number=1)
    beside = a_thread(space, by=friend, source=f"See /t/{thread.pk}/ and /p/{post.pk}/ and #{thread.pk}.")
    keep(post, by=friend)
    Draft.objects.create(member=friend, key=f"thread:{thread.pk}", body="Half a reply")
    return Scene(author, people, thread, post, beside, word)


Told = set[tuple[str, str, bool]]
"""A way of going, an address that says a word of what goes so, and whether it is asked for as a fragment."""


def every_place(scenes: dict[str, Scene]) -> list[tuple[str, bool]]:
    """All addresses of a world, those of which there is a fragment twice."""
    paths = [path for one in scenes.values() for path in one.own_paths()]
    paths += next(iter(scenes.values())).shared_paths()
    return [(path, False) for path in paths] + [(path, True) for path in paths if path.startswith(FRAGMENTS)]


def told(scenes: dict[str, Scene], as_: Any, role: str, places: Iterable[tuple[str, bool]]) -> Told:
    """What these places say to somebody."""
    client, found = as_(next(iter(scenes.values())).people[role]), set()
    client.raise_request_exception = False
    for path, is_fragment in places:
        answer = client.get(path, headers={"HX-Request": "true"} if is_fragment else {})
        assert answer.status_code != 500, path
        asked = path.lower()
        content = b"".join(answer) if answer.streaming else answer.content
        read = (content.decode() + str(answer.headers)).lower().replace(asked, "")
        for way, one in scenes.items():
            if any(word in read for word in one.canaries if word not in asked):
                found.add((way, path, is_fragment))
    return found


Taken = tuple[Callable[[], None], Callable[[], None]]


def decided(scene: Scene, content: str, mo: Member, mia: Member) -> Taken:
    """Hide or remove it by a decision, and the appeal that takes that back."""
    made: list[Decision] = []

    def take() -> None:
        item = KINDS["post"].one(scene.post.pk)
        assert item is not None
        wanted = Wanted(content=content, facts="Not for all.", version=item.version)
        decision = decide(a_case(scene.post), wanted, by=mo)
        if decision.is_proposal:
            decision = agree(decision, by=mia, version=item.version)
        a_minute_ago(decision)
        made.append(decision)

    def give_back() -> None:
        other = a_member(role="manager")
        overturn(appeal(made[0], "It was a quote.", by=scene.author), "It was.", by=other, read=10**9)

    return take, give_back


def held(scene: Scene, mo: Member) -> Taken:
    """Hold it until a moderator has looked, and let it through."""

    def take() -> None:
        KINDS["post"].hold(scene.post.pk, by=None)

    def give_back() -> None:
        KINDS["post"].approve(scene.post.pk, by=mo)

    return take, give_back


def ways(way: str, scene: Scene, mo: Member, mia: Member) -> Taken:
    return held(scene, mo) if way == "held" else decided(scene, way, mo, mia)
