"""Sitemap, robots, and what other sites are told about a thread."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from lxml import etree

from community.feeds.sitemap import THREADS_A_PAGE
from community.feeds.structured import describe
from community.ideas.voting import vote
from community.posts.models import Post
from community.questions.checking import judge
from tests.factories import a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def described(thread: "Thread") -> dict[str, object]:
    posts = Post.objects.filter(thread=thread).for_reading(AnonymousUser())
    found = describe(type(thread).objects.select_related("space", "author").get(pk=thread.pk), posts)
    assert found is not None
    return json.loads(found.json)  # type: ignore[no-any-return]


def test_the_sitemap_leads_to_every_public_thread(as_: "As", visitor: "Viewer", thread: "Thread") -> None:
    client = as_(visitor)
    index = etree.fromstring(client.get("/sitemap.xml").content)
    found = []
    for place in index.iter(f"{SITEMAP}loc"):
        page = etree.fromstring(client.get(place.text.removeprefix(settings.PUBLIC_URL)).content)
        found += [loc.text for loc in page.iter(f"{SITEMAP}loc")]
    assert settings.PUBLIC_URL + thread.get_absolute_url() in found
    assert settings.PUBLIC_URL + thread.space.get_absolute_url() in found
    behind = -(-thread.pk // THREADS_A_PAGE) + 1
    for path in ("/sitemap-threads-0.xml", f"/sitemap-threads-{behind}.xml", f"/sitemap-threads-{10**20}.xml"):
        assert client.get(path).status_code == 404


def test_robots_are_told_where_to_go(as_: "As", visitor: "Viewer", db: None) -> None:
    body = as_(visitor).get("/robots.txt").content.decode()
    assert "Disallow: /settings/" in body
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in body


def test_what_visitors_cannot_read_is_not_described(private_space: "Space", ben: "Member") -> None:
    for space in (private_space, a_space("For members", visibility="members")):
        assert describe(a_thread(space, by=ben), []) is None


def test_a_discussion_is_described(thread: "Thread", nia: "Member") -> None:
    a_post(thread, by=nia, source="Count the weekends, not the weeks.")
    data = described(thread)
    assert data["@type"] == "DiscussionForumPosting"
    assert data["headline"] == thread.title
    assert data["author"] == {"@type": "Person", "name": "Ben", "url": f"{settings.PUBLIC_URL}/people/ben/"}
    assert [comment["text"] for comment in data["comment"]] == ["Count the weekends, not the weeks."]  # type: ignore[attr-defined]


def test_a_question_is_described_with_its_answer(space: "Space", ben: "Member", nia: "Member") -> None:
    thread = a_thread(space, by=ben, kind="question", title="How long should a rota be?")
    a_post(thread, by=nia, source="Four weeks.")
    thread.accept(a_post(thread, by=nia, source="Six weeks."), by=ben)
    question = described(thread)["mainEntity"]
    assert question["acceptedAnswer"]["text"] == "Six weeks."  # type: ignore[index]
    assert [one["text"] for one in question["suggestedAnswer"]] == ["Four weeks."]  # type: ignore[index]
    assert question["answerCount"] == 2  # type: ignore[index]
    vote(thread, by=nia, wanted=True)
    judge(thread, "outdated", by=nia, reason="We count in months now.")
    question = described(thread)["mainEntity"]
    assert "acceptedAnswer" not in question  # type: ignore[operator]
    assert [one["text"] for one in question["suggestedAnswer"]] == ["Six weeks.", "Four weeks."]  # type: ignore[index]
    assert question["upvoteCount"] == 1  # type: ignore[index]


def test_words_that_are_gone_are_not_described(thread: "Thread", nia: "Member", mo: "Member") -> None:
    a_post(thread, by=nia, source="Taken back by nia.").delete_softly(by=nia)
    a_post(thread, by=nia, source="Hidden by the team.").hide(by=mo)
    assert described(thread)["comment"] == []


def test_nothing_can_end_the_script_element(space: "Space") -> None:
    thread = a_thread(space, title="</script><script>alert(1)</script><!--", source="`</script>` & <!-- \u2028")
    found = describe(
        type(thread).objects.select_related("space", "author").get(), Post.objects.for_reading(AnonymousUser())
    )
    assert found is not None
    assert not set(found.json) & set("<>&\u2028")
    assert json.loads(found.json)["headline"] == thread.title


def test_describing_asks_the_database_nothing(
    thread: "Thread", django_assert_num_queries: Callable[..., object]
) -> None:
    thread = type(thread).objects.select_related("space", "author").get()
    posts = list(Post.objects.filter(thread=thread).for_reading(AnonymousUser()))
    describe(thread, posts)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        describe(thread, posts)


def test_a_range_without_public_threads_is_an_empty_file(as_: "As", visitor: "Viewer", thread: "Thread") -> None:
    far = thread.pk + THREADS_A_PAGE
    type(thread).objects.create(pk=far, space=thread.space, title="Far along", slug="far", author=thread.author)
    type(thread).objects.filter(pk=thread.pk).update(archived_at=thread.created_at)
    answer = as_(visitor).get(f"/sitemap-threads-{-(-thread.pk // THREADS_A_PAGE)}.xml")
    assert answer.status_code == 200
    assert b"<loc>" not in answer.content
