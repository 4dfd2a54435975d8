"""Calling a group by its name: who may not, who is not told, and that nobody learns of a closed group by it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from community.following.silencing import silence
from community.posts.models import Post
from community.posts.rerendering import rerender_next
from community.spaces.models import Space
from community.threads.models import Thread
from members.groups.models import Group
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from tests.factories import a_group, a_member, a_post, a_space, a_thread, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncelebrated")]
SignIn = Callable[[object], Client]
Delivered = Callable[[], int]


@pytest.fixture
def gardeners(ben: Member, nia: Member) -> Group:
    """A group that no private space rests on, with ben and nia."""
    return a_group(ben, nia, name="Gardeners", seen_by="members")


def told(member: Member) -> list[str]:
    """The kinds of everything a member was told."""
    return list(Notification.objects.filter(member=member).values_list("kind", flat=True))


def effects(client: Client, names: str, **place: Any) -> str:
    """What the composer says about names."""
    return client.get("/complete/names/", {"q": names} | place).content.decode()


# --- who may not -----------------------------------------------------------------------------------------------------


def test_a_member_calls_no_group_not_even_their_own(
    thread: Thread, gardeners: Group, ben: Member, nia: Member, as_: SignIn, delivered: Delivered
) -> None:
    post = a_post(thread, by=ben, source="Dear @gardeners")
    delivered()
    assert (told(nia), post.html) == ([], "<p>Dear @gardeners</p>\n")
    client = as_(ben)
    assert "gardeners" not in client.get(f"/complete/members/?q=gard&thread={thread.pk}").content.decode().lower()
    assert "Only hosts and the team call a group here" in effects(client, "@gardeners", thread=thread.pk)


def test_a_group_nobody_may_know_of_looks_like_a_name_that_nobody_has(
    thread: Thread, private_space: Space, nia: Member, mo: Member, as_: SignIn, delivered: Delivered
) -> None:
    for writer in (nia, mo):
        client = as_(writer)
        pages = []
        for name in ("founding-circle", "nobodys-circle"):
            assert name not in client.get(f"/complete/members/?q={name[:6]}&thread={thread.pk}").content.decode()
            body = {"draft_key": f"thread:{thread.pk}", "body": f"Hello @{name}"}
            preview = client.post("/posts/preview/", body, HTTP_HX_REQUEST="true").content.decode()
            said = effects(client, f"@{name}", thread=thread.pk)
            html = a_post(thread, by=writer, source=f"Hello @{name}").html
            pages.append([text.replace(name, "NAME") for text in (preview, said, html)])
        assert pages[0] == pages[1]
    delivered()
    assert not Notification.objects.filter(kind="group_mention").exists()


def test_outside_its_space_a_closed_group_is_told_but_not_shown(
    thread: Thread, private_space: Space, ben: Member, mia: Member, delivered: Delivered
) -> None:
    post = a_post(thread, by=mia, source="Ask @founding-circle")
    inside = a_thread(private_space, by=mia, source="Hello @founding-circle").posts.get(number=1)
    delivered()
    assert post.html == "<p>Ask @founding-circle</p>\n"
    assert inside.html == '<p>Hello <span class="group">@founding-circle</span></p>\n'
    assert sorted(told(ben)) == ["group_mention", "reply"]  # who opened the thread is told of the reply


def test_who_cannot_see_the_space_is_neither_told_nor_counted(
    private_space: Space, circle: Group, gardeners: Group, ben: Member, nia: Member, mia: Member, eve: Member,
    as_: SignIn, delivered: Delivered,
) -> None:  # fmt: skip
    join(gardeners, eve, a_member("Gone", is_active=False), mia)
    thread = a_thread(private_space, by=ben)
    assert "Notifies 1 person." in effects(as_(mia), "@gardeners", thread=thread.pk)
    a_post(thread, by=mia, source="Dear @gardeners")
    delivered()
    assert ("group_mention" in told(ben) or "reply" in told(ben), told(nia), told(eve)) == (True, [], [])


def test_who_muted_the_writer_is_not_told(
    thread: Thread, gardeners: Group, nia: Member, mo: Member, delivered: Delivered
) -> None:
    silence(mo, by=nia, blocked=False)
    a_post(thread, by=mo, source="Dear @gardeners")
    delivered()
    assert told(nia) == []


def test_more_than_a_hundred_are_not_called_at_once(
    thread: Thread, gardeners: Group, mo: Member, as_: SignIn, delivered: Delivered
) -> None:
    people = [Member(handle=f"many-{n}", email=f"many-{n}@example.org", name="Many") for n in range(99)]
    for one in people:
        one.confirmed_at = mo.confirmed_at
    join(gardeners, *Member.objects.bulk_create(people))
    client = as_(mo)
    assert "This would notify 101 people; one post may call 100 at most." in effects(
        client, "@gardeners", thread=thread.pk
    )
    answer = client.post(f"/t/{thread.pk}/reply/", {"body": "Dear @gardeners, all of you"})
    assert answer.status_code == 422
    assert "This would notify 101 people" in answer.content.decode()
    assert "Dear @gardeners, all of you" in answer.content.decode()
    assert Post.objects.filter(thread=thread).count() == 1


# --- who may ---------------------------------------------------------------------------------------------------------


def test_the_team_and_hosts_call_a_group_and_each_member_is_told_once(
    gardeners: Group, ben: Member, nia: Member, mo: Member, as_: SignIn, delivered: Delivered
) -> None:
    host = a_member("Hanna")
    thread = a_thread(a_space("Garden", hosts=(host,)), by=a_member())
    client = as_(host)
    found = client.get(f"/complete/members/?q=gard&thread={thread.pk}").content.decode()
    assert "@gardeners" in found and "Notifies 2 people." in found
    assert "Notifies 2 people." in effects(client, "@gardeners", thread=thread.pk)
    post = a_post(thread, by=host, source="Dear @gardeners and above all @ben, says @host-of-nothing")
    delivered()
    assert '<span class="group">@gardeners</span>' in post.html
    assert (told(ben), told(nia)) == (["mention"], ["group_mention"])
    assert MailItem.objects.filter(member=nia).count() == 1
    a_post(thread, by=mo, source="Once more, @gardeners")
    delivered()
    assert Notification.objects.get(member=nia).count == 2


def test_an_edit_calls_only_groups_that_were_not_named_before(
    thread: Thread, gardeners: Group, ben: Member, nia: Member, mo: Member, delivered: Delivered
) -> None:
    plain = a_post(thread, by=ben, source="Dear @gardeners, it rains")
    plain.edit(by=mo, source="Dear @gardeners, it pours", version=1)
    delivered()
    assert (told(nia), "span" in plain.html) == ([], False)
    plain.edit(by=mo, source="It pours", version=2)
    plain.edit(by=mo, source="It pours, @gardeners", version=3)
    delivered()
    assert (told(nia), '<span class="group">' in plain.html) == (["group_mention"], True)
    plain.edit(by=ben, source="It still pours, @gardeners", version=4)
    assert '<span class="group">@gardeners</span>' in plain.html


def test_a_held_post_calls_when_it_is_approved_and_writing_anew_keeps_the_mark(
    thread: Thread, gardeners: Group, nia: Member, mo: Member, mia: Member, delivered: Delivered
) -> None:
    other = a_thread(thread.space, by=mo, title="The other one")
    post = a_post(thread, by=mo, source=f"@gardeners, see /t/{other.pk}/ and http://testserver/t/{other.pk}/")
    Post.objects.filter(pk=post.pk).update(held_at=post.created_at)
    delivered()
    assert told(nia) == []
    Post.objects.get(pk=post.pk).approve(by=mia)
    delivered()
    assert told(nia) == ["group_mention"]
    rerender_next([other.pk])
    assert '<span class="group">@gardeners</span>' in Post.objects.get(pk=post.pk).html


# --- one set of names ------------------------------------------------------------------------------------------------


def test_members_and_groups_never_share_a_name(ben: Member, mia: Member) -> None:
    assert Group.create("Ben", by=mia).slug == "ben-2"
    assert Group.create("A group with quite a long name for its purpose", by=mia).slug == "a-group-with-quite-a-long"
    Group.create("Welcomers", by=mia)
    assert a_member("Welcomers", handle=Member.objects.free_handle("Welcomers")).handle == "welcomers-2"
    assert ben.refusal_of_handle("welcomers") == "This handle is or was in use."
    ben.take_handle("benny", by=ben)
    assert Group.create("Ben again", by=mia).slug == "ben-again"
    assert Group.objects.get(slug="ben-2").name == "Ben"


def test_where_both_have_a_name_it_is_the_member(
    thread: Thread, nia: Member, ben: Member, mo: Member, as_: SignIn, delivered: Delivered
) -> None:
    a_group(ben, name="Nia")
    a_post(thread, by=mo, source="Hello @nia")
    delivered()
    assert (told(nia), "group_mention" in told(ben)) == (["mention"], False)
    assert "users" not in as_(mo).get(f"/complete/members/?q=nia&thread={thread.pk}").content.decode()
