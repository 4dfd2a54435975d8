"""The pages that move, split and merge: who may use them, what they say, what they refuse with what was typed."""

from collections.abc import Callable
from typing import Any

import pytest

from community.posts.models import Post
from community.spaces.models import Space, SpaceHost
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread

As = Callable[..., Any]
PAGES = ["move", "split", "merge", "timers"]
ACTS = ["move", "split", "merge", "timers", "timers/drop", "bump"]


def _address(thread: Thread, name: str) -> str:
    return f"/t/{thread.pk}/{name}/"


def test_only_who_looks_after_the_space_may_arrange(
    as_: As, thread: Thread, ben: Member, nia: Member, eve: Member, visitor: Any, private_space: Space, mo: Member
) -> None:
    before = Thread.objects.values().get(pk=thread.pk)
    hidden = a_thread(private_space, by=ben)
    for who, status in ((visitor, 302), (nia, 403), (ben, 403)):
        client = as_(who)
        for name in ACTS:
            assert client.post(_address(thread, name), {"title": "x"}).status_code == status, (who, name)
    client = as_(mo)
    for name in ACTS:
        assert client.post(_address(hidden, name)).status_code == 404, name
    assert as_(eve).post(_address(thread, "bump")).status_code in (302, 403)
    assert Thread.objects.values().get(pk=thread.pk) == before


def test_a_host_moves_only_between_spaces_they_host(as_: As, space: Space, thread: Thread, nia: Member) -> None:
    theirs, strange = a_space("Theirs"), a_space("Strange")
    for hosted in (space, theirs):
        SpaceHost.objects.create(space=hosted, member=nia)
    client = as_(nia)
    refused = client.post(_address(thread, "move"), {"space": strange.pk})
    assert refused.status_code == 422
    assert "Choose a space that you look after." in refused.content.decode()
    assert "Strange" not in refused.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    elsewhere = a_thread(strange)
    refused = client.post(_address(thread, "merge"), {"into": elsewhere.get_absolute_url()})
    assert refused.status_code == 422
    assert "no thread with this address in a space that you look after" in refused.content.decode()
    done = client.post(_address(thread, "move"), {"space": theirs.pk}, follow=True)
    assert "Moved to “Theirs”." in done.content.decode()
    assert f"?to={space.slug}" in done.content.decode()


def test_what_other_readers_mean_is_said_before_a_thread_goes(
    as_: As, thread: Thread, private_space: Space, mia: Member, nia: Member
) -> None:
    from community.following.choosing import choose

    choose(nia, "everything", thread=thread)
    asked = as_(mia).post(_address(thread, "move"), {"space": private_space.pk})
    assert asked.status_code == 200
    assert "1 member who follows it cannot see that space" in asked.content.decode()
    thread.refresh_from_db()
    assert thread.space != private_space
    as_(mia).post(_address(thread, "move"), {"space": private_space.pk, "sure": "yes"})
    thread.refresh_from_db()
    assert thread.space == private_space


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"where": "new", "title": "Short"}, "at least 8 characters"),
        ({"where": "new", "title": "Without any post chosen", "kind": "discussion"}, "Choose at least one reply."),
        ({"where": "into", "post": "2"}, "Paste the address of the other thread."),
        ({"where": "into", "post": "2", "into": "what is this"}, "no thread with this address"),
        ({"where": "into", "post": "2", "into": "9" * 30}, "no thread with this address"),
        ({"where": "new", "title": "The first one too", "kind": "discussion", "post": "1"}, "first post stays"),
        ({"where": "sideways", "post": "2"}, "Select a valid choice"),
    ],
)
def test_a_wrong_form_says_what_is_missing_and_keeps_what_was_chosen(
    as_: As, thread: Thread, mo: Member, data: dict[str, str], words: str
) -> None:
    a_post(thread)
    answer = as_(mo).post(_address(thread, "split"), data | {"space": thread.space_id})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert data.get("title", "") in page
    if data.get("post") == "2":
        assert 'value="2" checked' in page
    assert Post.objects.filter(thread=thread).count() == 2


def test_replies_are_split_off_with_all_that_follow(as_: As, thread: Thread, mo: Member) -> None:
    for _ in range(4):
        a_post(thread)
    page = as_(mo).get(_address(thread, "split") + "?from=3").content.decode()
    assert 'value="3" checked' in page
    assert 'value="2"' not in page
    data = {"where": "new", "post": "3", "after": "yes", "title": "From the third reply on", "kind": "discussion"}
    done = as_(mo).post(_address(thread, "split"), data | {"space": thread.space_id}, follow=True)
    assert "3 posts stand here now." in done.content.decode()
    made = Thread.objects.latest("pk")
    assert (made.title, made.posts_count) == ("From the third reply on", 3)


@pytest.mark.parametrize("form", ["{pk}", "/t/{pk}/", "https://talk.example.org/t/{pk}/a-slug/?page=2#p-3"])
def test_another_thread_is_named_by_address_or_number(
    as_: As, thread: Thread, space: Space, mo: Member, form: str
) -> None:
    other = a_thread(space)
    done = as_(mo).post(_address(thread, "merge"), {"into": form.format(pk=other.pk)})
    assert done["Location"] == f"{other.get_absolute_url()}2/#p-2"
    again = as_(mo).post(_address(thread, "merge"), {"into": str(other.pk)})
    assert again.status_code == 403
    assert "merged into another one a moment ago" in again.content.decode()


def test_the_pages_are_offered_where_they_may_be_used(as_: As, thread: Thread, mo: Member, nia: Member) -> None:
    a_post(thread)
    shown, hidden = (as_(who).get(thread.get_absolute_url()).content.decode() for who in (mo, nia))
    for name in PAGES:
        assert _address(thread, name) in shown
        assert _address(thread, name) not in hidden
        assert as_(mo).get(_address(thread, name)).status_code == 200


def test_a_thread_that_comes_up_stands_first(as_: As, space: Space, mo: Member) -> None:
    old, new = a_thread(space), a_thread(space)
    assert list(Thread.objects.filter(space=space).newest_first()) == [new, old]
    as_(mo).post(_address(old, "bump"))
    assert list(Thread.objects.filter(space=space).newest_first()) == [old, new]


def test_where_other_people_read_is_said_before_posts_go_there(as_: As, private_space: Space, space: Space) -> None:
    thread, other = a_thread(private_space), a_thread(space)
    a_post(thread)
    olli = a_member(role="owner")
    new = {"where": "new", "post": "2", "title": "Out in the open", "kind": "discussion", "space": space.pk}
    there = {"where": "into", "post": "2", "into": other.pk}
    for name, data, sure in (
        ("split", new, space.pk),
        ("split", there, space.pk),
        ("merge", {"into": other.pk}, "yes"),
    ):
        asked = as_(olli).post(_address(thread, name), data)
        page = asked.content.decode()
        assert asked.status_code == 200 and "Everybody will be able to read this, also visitors." in page
        assert f'name="sure" value="{sure}"' in page
        assert Post.objects.filter(thread=thread).count() == 2, "nothing has gone yet"
    other_answer = as_(olli).post(_address(thread, "split"), new | {"sure": private_space.pk})
    assert other_answer.status_code == 200, "it was said of another space"
    assert as_(olli).post(_address(thread, "merge"), {"into": other.pk, "sure": "yes"}).status_code == 302


def test_no_reply_and_no_title_are_both_named(as_: As, thread: Thread, mo: Member) -> None:
    a_post(thread)
    page = as_(mo).post(_address(thread, "split"), {"where": "new"}).content.decode()
    assert "Choose at least one reply." in page and "Give it a title." in page
