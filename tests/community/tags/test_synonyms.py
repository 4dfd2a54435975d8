"""Tags with other names: whatever is written, followed or looked for under one leads to the tag itself."""

from collections.abc import Callable
from typing import Any

import pytest

from community.completing.finding import tags as completions
from community.following.choosing import choose, level_for
from community.following.models import Follow, Level
from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.tags import subscribers
from community.tags.listing import used_tags
from community.tags.models import Tag
from community.tags.steering import describe, merge, retire, unretire
from community.threads.models import Thread
from community.welcome.interests import offered
from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.review.subjects import KINDS
from tests.factories import a_thread

As = Callable[..., Any]
ACTS = ["describe", "merge", "retire"]


def test_only_managers_look_after_tags(as_: As, visitor: Any, nia: Member, mo: Member, eve: Member) -> None:
    for who, status in ((visitor, 302), (nia, 403), (mo, 403)):
        client = as_(who)
        assert client.get("/tags/tea/manage/").status_code == status
        for act in ACTS:
            assert client.post(f"/tags/tea/{act}/", {"into": "coffee"}).status_code == status
    assert not Tag.objects.exists()


def test_the_page_refuses_in_words_and_keeps_what_was_typed(as_: As, mia: Member) -> None:
    client = as_(mia)
    merge("old-tea", "tea", by=mia)
    for name, into, words in (
        ("tea", "", "Write the tag it becomes."),
        ("tea", "tea", "That is this tag itself."),
        ("tea", "one, two", "Write one tag."),
        ("tea", "what/ever", "is no tag"),
        ("tea", "old-tea", "is another name of this tag already"),
    ):
        answer = client.post(f"/tags/{name}/merge/", {"into": into})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), into
        assert into in answer.content.decode()
    assert client.post("/tags/tea/describe/", {"description": "x" * 301}).status_code == 422
    assert client.get("/tags/a%20b/manage/").status_code == 404


def test_another_name_leads_to_the_tag_everywhere(
    as_: As, space: Space, mia: Member, nia: Member, ben: Member, delivered: Any
) -> None:
    before = a_thread(space, by=ben, tags=["brew", "cup", "tea"])
    only = a_thread(space, by=ben, tags=["brew"])
    delivered()
    choose(nia, Level.EVERYTHING, tag="brew")
    choose(ben, Level.EVERYTHING, tag="brew")
    choose(ben, Level.NOTHING, tag="tea")
    merge("infusion", "brew", by=mia)
    merge("brew", "tea", by=mia)
    delivered()
    tags = {thread.pk: thread.tags for thread in Thread.objects.filter(pk__in=[before.pk, only.pk])}
    assert tags == {before.pk: ["tea", "cup"], only.pk: ["tea"]}
    assert set(Tag.objects.filter(synonym_of__name="tea").values_list("name", flat=True)) == {"brew", "infusion"}
    assert level_for(nia, tag="tea") == level_for(ben, tag="tea") == Level.EVERYTHING
    assert not Follow.objects.filter(tag="brew").exists()
    made = a_thread(space, by=ben, tags=["brew", "tea"], source="More about #brew and #cup")
    assert made.tags == ["tea"]
    assert 'href="/tags/tea/"' in made.posts.get().html
    delivered()
    assert Notification.objects.of(nia).filter(kind="thread_with_tag").count() == 1
    client = as_(nia)
    for address in ("/tags/brew/", "/tags/Infusion/"):
        assert client.get(address)["Location"] == "/tags/tea/"
    assert client.get("/feeds/tags/brew.atom")["Location"] == "/feeds/tags/tea.atom"
    assert made.title in client.get("/search/?q=tag:brew").content.decode()
    client.post("/follow/tag/infusion/", {"level": "nothing"})
    assert level_for(nia, tag="tea") == Level.NOTHING
    assert [choice.label for choice in completions(nia, "bre")] == ["tea"]


def test_threads_are_retagged_batch_by_batch(
    space: Space, mia: Member, delivered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribers, "BATCH", 2)
    for _ in range(5):
        a_thread(space, tags=["brew"])
    merge("brew", "tea", by=mia)
    delivered()
    assert {tuple(thread.tags) for thread in Thread.objects.all()} == {("tea",)}


def test_a_retired_tag_is_given_no_more_but_stays_where_it_is(as_: As, space: Space, mia: Member, ben: Member) -> None:
    old = a_thread(space, by=ben, tags=["tea", "cup"])
    retire("tea", by=mia)
    assert [tag.name for tag in used_tags(ben)] == ["cup"]
    assert completions(ben, "te") == []
    data = {"space": space.pk, "kind": "discussion", "title": "A new thread about tea", "body": "Words", "tags": "tea"}
    refused = as_(ben).post("/t/new/", data)
    assert refused.status_code == 422
    assert "The tag “tea” is not given any more." in refused.content.decode()
    page = as_(ben).get("/tags/tea/").content.decode()
    assert "Retired: not given to new threads" in page
    assert old.title in page
    merge("brew", "tea", by=mia)
    with pytest.raises(NotPossible, match="Retire the tag itself"):
        retire("brew", by=mia)
    unretire("tea", by=mia)
    assert as_(ben).post("/t/new/", data).status_code == 302


def test_what_a_tag_is_for_stands_on_its_page_and_in_the_list_for_those_who_see_its_threads(
    as_: As, space: Space, private_space: Space, mia: Member, nia: Member, ben: Member
) -> None:
    a_thread(space, tags=["cup"])
    a_thread(private_space, by=ben, tags=["tea"])
    describe("cup", "What one drinks from", by=mia)
    describe("tea", "What one drinks", by=mia)
    listed = as_(nia).get("/tags/").content.decode()
    assert "What one drinks from" in listed
    assert "#tea" not in listed
    assert "What one drinks" in as_(ben).get("/tags/").content.decode()
    assert "What one drinks from" in as_(nia).get("/tags/cup/").content.decode()


def test_interests_and_expertise_follow_the_tag(
    as_: As, mia: Member, nia: Member, ben: Member, delivered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribers, "BATCH", 1)
    nia.describe(by=nia, interests=["Loose Tea", "bread", "brew"], expertise=["loose tea"])
    ben.describe(by=ben, interests=["brewing"], expertise=["Loose tea", "brew"])
    for name in ("loose-tea", "brew"):
        merge(name, "tea", by=mia)
    delivered()
    known = Member.objects.get_queryset().values_list("interests", "expertise")
    assert known.get(pk=nia.pk) == (["tea", "bread"], ["tea"])
    assert known.get(pk=ben.pk) == (["brewing"], ["tea"])
    # Written later, or looked for, under another name.
    mia.describe(by=mia, interests=["Brew", "tea", "Cups"])
    assert Member.objects.get_queryset().get(pk=mia.pk).interests == ["tea", "Cups"]
    page = as_(ben).get("/people/?help=Loose+tea").content.decode()
    assert "Nia" in page and "Ben" in page
    Member.objects.get_queryset().filter(pk=ben.pk).update(interests=["Brew"])
    assert offered(mia) == ["tea", "Cups", "bread"], "what newcomers pick from has the names, too"


def test_what_is_kept_aside_of_a_hidden_thread_follows_the_tag(
    space: Space, mia: Member, mo: Member, delivered: Any
) -> None:
    thread = a_thread(space, tags=["cup", "brew", "tea"])
    first = thread.posts.get(number=1)
    KINDS["post"].hide(first.pk, by=mo, reason="")
    thread.refresh_from_db()
    assert (thread.tags, thread.known_tags) == ([], ["cup", "brew", "tea"])
    merge("brew", "tea", by=mia)
    delivered()
    KINDS["post"].show(first.pk, by=mo)
    thread = Thread.objects.get(pk=thread.pk)
    assert (thread.covered, thread.tags) == (None, ["cup", "tea"])
