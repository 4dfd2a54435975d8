"""Feeds: valid, public, the same for everybody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import etree

from community.feeds.atom import absolute
from community.posts.models import Post
from members.installation.models import Installation
from tests.factories import a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

HARD = 'See [this](/t/1/x/) & <script>alert(1)</script>, and `href="/no"`.[^1]\n\n[^1]: Note.'
ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(body: bytes) -> etree._Element:
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))


def entries(client: Client, path: str) -> list[etree._Element]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return list(parsed(answer.content).iter(f"{ATOM}entry"))


def text(element: etree._Element, name: str) -> str:
    return element.findtext(ATOM + name) or ""


def test_nothing_private_stands_in_any_feed(
    as_: "As", ben: "Member", olli: "Member", visitor: "Viewer", space: "Space", private_space: "Space"
) -> None:
    hidden = a_thread(private_space, by=ben, title="Canary of the circle", source="canary words", tags=["rota"])
    a_post(hidden, by=ben, source="canary reply")
    for_members = a_space("For members", visibility="members")
    a_thread(for_members, by=ben, title="Canary of the members", source="canary words", tags=["rota"])
    a_thread(space, by=ben, title="Open to the world", tags=["rota"])
    for viewer in (visitor, ben, olli):
        client = as_(viewer)
        for path in ("/feeds/latest.atom", f"/feeds/people/{ben.handle}.atom", "/feeds/tags/rota.atom"):
            body = client.get(path).content.decode()
            assert "Open to the world" in body
            assert "anary" not in body
        for closed in (private_space, for_members):
            assert client.get(f"/feeds/spaces/{closed.slug}.atom").status_code == 404
        for path in ("/sitemap.xml", "/sitemap-places.xml", "/sitemap-threads-1.xml"):
            body = client.get(path).content.decode()
            assert "canary" not in body
            assert private_space.slug not in body


def test_everybody_gets_the_same_bytes(
    as_: "As", ben: "Member", olli: "Member", visitor: "Viewer", space: "Space"
) -> None:
    a_thread(space, by=ben)
    bodies = {as_(viewer).get("/feeds/latest.atom", headers={"Accept-Language": language}).content
              for viewer in (visitor, ben, olli) for language in ("en", "fi", "ru")}  # fmt: skip
    assert len(bodies) == 1


def test_a_feed_says_what_atom_demands(as_: "As", visitor: "Viewer", ben: "Member", space: "Space") -> None:
    a_thread(space, by=ben, title="The first of two threads")
    a_thread(space, by=ben, title="The second of two threads")
    feed = parsed(as_(visitor).get("/feeds/latest.atom").content)
    assert feed.tag == ATOM + "feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(feed, "id").startswith("urn:uuid:")
    assert text(feed, "title")
    assert text(feed, "updated").endswith("Z")
    links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    assert links == {"self": f"{settings.PUBLIC_URL}/feeds/latest.atom", "alternate": f"{settings.PUBLIC_URL}/"}
    found = feed.findall(ATOM + "entry")
    assert [text(entry, "title") for entry in found] == ["The second of two threads", "The first of two threads"]
    assert len({text(entry, "id") for entry in found}) == 2
    for entry in found:
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ben"
        assert entry.find(ATOM + "content").get("type") == "html"


def test_an_id_outlives_title_space_and_name(as_: "As", visitor: "Viewer", space: "Space") -> None:
    thread = a_thread(space)
    before = text(entries(as_(visitor), "/feeds/latest.atom")[0], "id")
    thread.retitle("Another title altogether")
    thread.space = a_space("Elsewhere")
    thread.save(update_fields=["space"])
    Installation.objects.update(name="Another name")
    assert text(entries(as_(visitor), "/feeds/latest.atom")[0], "id") == before


@pytest.mark.parametrize(
    "title",
    ['Ben & Jerry\'s <b>"rota"</b>', "😀 emoji &amp; entities", "control \x0b\x1f signs in it", "]]> and <!-- in it"],
)
def test_hard_titles_are_valid_and_escaped_once(as_: "As", visitor: "Viewer", space: "Space", title: str) -> None:
    a_thread(space, title=title)
    seen = text(entries(as_(visitor), "/feeds/latest.atom")[0], "title")
    assert seen == "".join(sign for sign in title if sign >= " ")


def test_content_is_what_the_page_shows_with_whole_addresses(as_: "As", visitor: "Viewer", space: "Space") -> None:
    thread = a_thread(space, source=HARD)
    content = text(entries(as_(visitor), "/feeds/latest.atom")[0], "content")
    assert f'href="{settings.PUBLIC_URL}/t/1/x/"' in content
    assert "<script" not in content
    assert 'href="/no"' in content.replace("&quot;", '"')
    assert f'href="{settings.PUBLIC_URL}{thread.get_absolute_url()}#' in content


def test_only_addresses_of_ours_are_made_whole() -> None:
    html = '<a href="//evil.example/">x</a><img src="/media/a.webp"><a href="https://x.example/">y</a> href="/z"'
    url = settings.PUBLIC_URL
    assert absolute(html, "/t/1/x/") == (
        f'<a href="//evil.example/">x</a><img src="{url}/media/a.webp"><a href="https://x.example/">y</a> href="/z"'
    )


def test_what_is_deleted_or_hidden_vanishes(as_: "As", visitor: "Viewer", mo: "Member", space: "Space") -> None:
    gone, hidden, held, stays = (a_thread(space, title=f"Thread to look for, {n}") for n in range(4))
    gone.delete_softly(by=mo)
    Post.objects.get(thread=hidden).hide(by=mo)
    Post.objects.filter(thread=held).update(held_at=timezone.now())
    assert [text(entry, "title") for entry in entries(as_(visitor), "/feeds/latest.atom")] == [stays.title]


def test_an_empty_feed_is_valid(as_: "As", visitor: "Viewer", db: None) -> None:
    feed = parsed(as_(visitor).get("/feeds/latest.atom").content)
    assert text(feed, "updated") == "2000-01-01T00:00:00Z"
    assert entries(as_(visitor), "/feeds/tags/unheard-of.atom") == []


def test_a_second_look_finds_nothing_new(as_: "As", visitor: "Viewer", space: "Space") -> None:
    a_thread(space)
    client = as_(visitor)
    first = client.get("/feeds/latest.atom")
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Last-Modified"]
    again = client.get("/feeds/latest.atom", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    a_thread(space)
    assert client.get("/feeds/latest.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_is_never_long_or_large(
    as_: "As", visitor: "Viewer", ben: "Member", space: "Space", django_assert_max_num_queries: Callable[..., object]
) -> None:
    for n in range(55):
        a_thread(space, by=ben, title=f"Thread number {n}", source="words and more words " * 1000)
    client = as_(visitor)
    client.get("/feeds/")
    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        answer = client.get("/feeds/latest.atom")
    assert len(answer.content) < 500_000
    assert 1 < len(entries(client, "/feeds/latest.atom")) <= 50


def test_a_member_who_left_is_a_former_member(as_: "As", visitor: "Viewer", ben: "Member", thread: object) -> None:
    ben.is_active = False
    ben.save()
    entry = entries(as_(visitor), "/feeds/latest.atom")[0]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Former member"
    assert as_(visitor).get("/feeds/people/ben.atom").status_code == 404


def test_a_members_feed_has_replies_too_unless_the_profile_is_closed(
    as_: "As", visitor: "Viewer", nia: "Member", thread: object
) -> None:
    from members.profiles.preferences import choose

    a_post(thread, by=nia, source="A reply by nia.")  # type: ignore[arg-type]
    assert [text(e, "title") for e in entries(as_(visitor), "/feeds/people/nia.atom")] == [
        "Reply: How do you keep a rota fair?"
    ]
    choose(nia, profile="members")
    assert as_(visitor).get("/feeds/people/nia.atom").status_code == 404
    assert as_(nia).get("/feeds/people/nia.atom").status_code == 404


def test_no_address_of_anybody_stands_in_a_feed(as_: "As", visitor: "Viewer", ben: "Member", thread: object) -> None:
    assert b"@example.org" not in as_(visitor).get("/feeds/latest.atom").content
