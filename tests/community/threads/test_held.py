"""A thread whose first post waits for a moderator: nobody but its author and the team learns that it is there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.following.models import Follow
from community.posts.models import Post
from community.posts.permissions import may_reply
from community.search.models import SearchDocument
from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.tagging import set_tags
from config.lib.audience import Viewer
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Any]


@pytest.fixture
def held(space: Space, nia: Member) -> Thread:
    """A question of nia's that is held as it is written."""
    thread = a_thread(space, by=nia, title="Zqheld and unseen", kind="question", source="Zqwords that wait")
    set_tags(thread, ["zqtag"], by=nia)
    Post.objects.get(thread=thread, number=1).hold()
    return Thread.objects.get(pk=thread.pk)


def test_it_is_on_no_page_of_anybody_else(
    as_: As, held: Thread, ben: Member, mo: Member, nia: Member, visitor: AnonymousUser, delivered: Callable[[], int]
) -> None:
    delivered()
    names = ("home", "feed_site", "sitemap_threads", "tags", "waiting", "ideas")
    urls = [held.space.get_absolute_url(), nia.get_absolute_url(), reverse("member_threads", args=[nia.handle])]
    urls += [reverse(name) for name in names if _known(name)]
    urls += [f"{reverse('search')}?q=zqheld", f"{reverse('search')}?q=zqwords", reverse("tag", args=["zqtag"])]
    urls += [f"{reverse('home')}?tab={tab}" for tab in ("latest", "unanswered", "foryou", "unread")]
    for viewer in (visitor, ben):
        client = as_(viewer)
        for url in urls:
            answer = client.get(url, follow=True)
            body = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
            assert "Zqheld" not in body, (viewer, url)
            assert "Zqwords" not in body, (viewer, url)
        assert client.get(held.get_absolute_url()).status_code == 404
        assert client.get(reverse("thread_post", args=[held.pk, held.slug, 1])).status_code == 404
    for viewer in (nia, mo):
        assert "Zqwords" in as_(viewer).get(held.get_absolute_url()).text
    assert not SearchDocument.objects.filter(thread=held).exists()


def _known(name: str) -> bool:
    from django.urls import NoReverseMatch

    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def test_a_link_to_it_has_no_title_until_it_is_approved(
    held: Thread, space: Space, ben: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    beside = a_post(a_thread(space, by=ben), by=ben, source=f"See {settings.PUBLIC_URL}{held.get_absolute_url()} there")
    assert "Zqheld" not in beside.html.replace(held.get_absolute_url(), "")
    first = Post.objects.get(thread=held, number=1)
    first.approve(by=mo)
    delivered()
    assert Thread.objects.visible_to(ben).listed().filter(pk=held.pk).exists()
    first.hold(by=mo)
    delivered()
    assert not Thread.objects.visible_to(ben).filter(pk=held.pk).exists()


def test_approved_it_is_told_of_found_and_has_its_words_again(
    as_: As, space: Space, nia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    follower = a_member("Finn")
    Follow.objects.create(member=follower, space=space, level="everything")
    thread = a_thread(space, by=nia, title="Zqheld and unseen", source="Zqwords that wait")
    first = Post.objects.get(thread=thread, number=1)
    first.hold()
    delivered()
    assert not Notification.objects.filter(member=follower).exists()
    first.approve(by=mo)
    delivered()
    assert Notification.objects.filter(member=follower).count() == 1
    assert Thread.objects.get(pk=thread.pk).excerpt.startswith("Zqwords")
    assert SearchDocument.objects.filter(thread=thread).count() == 1
    assert "Zqheld" in as_(follower).get(space.get_absolute_url()).text


def test_nobody_replies_in_it_but_the_team(held: Thread, nia: Member, mo: Member) -> None:
    refusal = may_reply(nia, held)
    assert refusal is not None
    assert "A moderator will look at this thread first." in refusal.sentence
    assert may_reply(mo, held) is None


def test_whoever_asks_whether_a_thread_is_deleted_asks_whether_it_is_held() -> None:
    """A place that finds threads by hand leaves out the one as the other; all others ask `visible_to` or `listed`."""
    forgotten = []
    for path in (settings.ROOT / "community").rglob("*.py"):
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        for found in re.finditer(r"thread__deleted_at(=|\": )None", text):
            around = text[max(0, found.start() - 160) : found.end() + 160]
            if "thread__held_at" not in around and "over," not in around:
                forgotten.append(f"{path.name}: {found.group()}")
    assert not forgotten
