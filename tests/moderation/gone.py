"""A thread with a word in its title and one in its first post, what others made of it; how it goes and comes back."""

from collections.abc import Callable
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

    def paths(self, role: str) -> list[str]:
        """Every address that may speak of it, as it was known before."""
        thread, post, space = self.thread, self.post, self.thread.space
        here, search = f"/t/{thread.pk}/", reverse("search")
        return [
            here, f"{here}{thread.slug}/", f"{here}{thread.slug}/2/", f"{here}since/0/", f"{here}on/?number=1",
            f"{here}summary/", f"/p/{post.pk}/", f"/p/{post.pk}/more/", f"/p/{post.pk}/history/",
            f"/p/{post.pk}/reactions/", "/", "/latest/", "/unanswered/", "/for-you/", "/following/",
            "/waiting/", space.get_absolute_url(), f"/s/{space.slug}/about/", f"/s/{space.slug}/card/",
            "/spaces/", "/tags/", f"/tags/{TAG}/", self.beside.get_absolute_url(), self.author.get_absolute_url(),
            "/feeds/", "/feeds/latest.atom",
            f"/feeds/spaces/{space.slug}.atom", f"/feeds/tags/{TAG}.atom", f"/feeds/people/{self.author.handle}.atom",
            "/sitemap.xml", "/sitemap-places.xml", "/sitemap-threads-1.xml", "/saved/", "/drafts/", "/inbox/",
            "/inbox/?tab=everything", "/search/saved/", "/settings/following/", "/welcome/",
            *(f"/people/{self.author.handle}/{tab}/" for tab in ("threads", "replies", "answers", "card")),
            *(f"{search}?q={word}" for word in ("matters", "words", "about", f"in:{space.slug}", "by:hidden-author")),
            *(f"{search}?q={word}" for word in ("kind:question", "is:unsolved", "after:2020-01-01+matters")),
            *(f"{reverse('search_palette')}?q={word}" for word in ("matters", "words", "zqgon")),
            *(f"/complete/{kind}/?q={word}" for kind in ("threads", "tags", "members") for word in ("zq", "matters")),
            f"{reverse('thread_similar')}?title=matters+to+us+all", f"{reverse('thread_new')}?space={space.slug}",
        ]  # fmt: skip


@pytest.fixture
def scene(nia: Member, mo: Member, delivered: Delivered, service: Service) -> Scene:
    """The thread, a link to it and a quote elsewhere, what a friend keeps and follows, and nothing sent yet."""
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
    thread = a_thread(space, by=author, title=TITLE, source=WORDS, tags=[TAG], kind="question")
    a_post(thread, by=friend, source="An answer to it.")
    post = thread.posts.get(number=1)
    beside = a_thread(space, by=friend, source=f"See /t/{thread.pk}/ and /p/{post.pk}/ and #{thread.pk}.")
    keep(post, by=friend)
    Draft.objects.create(member=friend, key=f"thread:{thread.pk}", body="Half a reply")
    delivered()
    return Scene(author, people, thread, post, beside)


def told(scene: Scene, as_: Any, role: str) -> set[str]:
    """The addresses that say one of the words, as a page and as a fragment."""
    client, found = as_(scene.people[role]), set()
    client.raise_request_exception = False
    for path in scene.paths(role):
        for headers in ({}, {"HX-Request": "true"}) if path.startswith(FRAGMENTS) else ({},):
            answer = client.get(path, headers=headers)
            assert answer.status_code != 500, path
            asked = path.lower()
            content = b"".join(answer) if answer.streaming else answer.content
            read = (content.decode() + str(answer.headers)).lower().replace(asked, "")
            if any(word in read for word in CANARIES if word not in asked):
                found.add(f"{path} {'fragment' if headers else 'page'}")
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
        other = a_member("Ada", role="manager")
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
