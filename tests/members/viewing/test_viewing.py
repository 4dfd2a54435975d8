"""View as: who may look with whose eyes, what is refused meanwhile, and what is not shown whoever looks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.bookmarks.models import Bookmark
from community.drafts.models import Draft
from community.following.models import Reading
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.live.access import admit
from members.activity.models import Activity
from members.groups.models import Group, GroupMembership
from members.notifications.models import Notification
from members.profiles.models import Member
from members.recognition.models import LevelStanding
from members.segments.models import Segment
from members.viewing.consent import agree, agreed_until, ask, withdraw
from members.viewing.looking import KEPT_AS
from tests.factories import a_member, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def start(client: Client, mode: str, **more: object) -> int:
    """The status of beginning to look."""
    return client.post(reverse("view_start"), {"mode": mode, **more}).status_code


def verbs() -> list[str]:
    """What stands in the log about looking, in order."""
    return list(Activity.objects.filter(verb__startswith="view.").order_by("pk").values_list("verb", flat=True))


def later(client: Client, minutes: float) -> None:
    """The look in this session began so long ago."""
    session = client.session
    session[KEPT_AS] = {**session[KEPT_AS], "since": timezone.now().timestamp() - minutes * 60}
    session.save()


def test_only_managers_and_owners_may(
    as_: As, nia: Member, mo: Member, eve: Member, mia: Member, olli: Member, visitor: AnonymousUser
) -> None:
    for viewer, status in ((visitor, 302), (eve, 403), (nia, 403), (mo, 403)):
        client = as_(viewer)
        assert client.get(reverse("view_as")).status_code == status
        assert start(client, "guest") == client.post(reverse("view_ask"), {"handle": "nia"}).status_code == status
        assert KEPT_AS not in client.session
    assert verbs() == []
    for viewer in (mia, olli):
        client = as_(viewer)
        assert client.get(reverse("view_as")).status_code == 200
        assert start(client, "guest") == 302
        assert b"You view as: A guest" in client.get("/").content


def test_nothing_can_be_changed_and_nothing_is_marked(as_: As, mia: Member, thread: Thread, ben: Member) -> None:
    agree(ben)
    client = as_(mia)
    thread.reply(by=ben, source="One more.")
    for mode in ("guest", "newcomer", "level", "member"):
        assert start(client, mode, level=3, handle="ben") == 302
        kept, before = client.session.items(), Member.objects.order_by("pk").values_list("pk", "last_seen_at")
        seen = list(before)
        for method in (client.post, client.put, client.patch, client.delete):
            answer = method(reverse("thread_reply", args=[thread.pk]))
            assert answer.status_code == 403
            assert b"Nothing was changed. Leave the view" in answer.content
        posts = Post.objects.count()
        assert client.post(reverse("settings_theme"), {"theme": "dark"}).status_code == 403
        assert client.post(reverse("view_start"), {"mode": "guest"}).status_code == 403, "leave first"
        page = client.get(thread.get_absolute_url())
        assert page.status_code == 200
        assert page["Cache-Control"] == "private, no-store"
        assert b"/live/?c=member" not in page.content
        assert client.get("/", headers={"HX-Request": "true"}).status_code == 200
        assert (list(before.all()), Post.objects.count()) == (seen, posts)
        assert not Reading.objects.exists()
        assert not Member.objects.filter(pk__lt=1).exists()
        assert not GroupMembership.objects.filter(member__lt=1).exists()
        assert not LevelStanding.objects.exists()
        assert dict(client.session.items()) == dict(kept)
        assert client.post(reverse("view_leave"), {"next": "/latest/"})["Location"] == "/latest/"
    assert client.post(reverse("view_leave"), {"next": "https://elsewhere.example/"})["Location"] == reverse("view_as")
    assert verbs() == ["view.agreed", *["view.started", "view.ended"] * 4]


def test_each_sees_what_they_see_and_no_more(
    as_: As, mia: Member, ben: Member, private_space: Space, circle: Group, space: Space
) -> None:
    hidden = a_thread(private_space, by=ben, title="Only for the circle")
    a_thread(Space.objects.create(name="Inside", slug="inside", visibility="members"), by=ben, title="For members")
    agree(ben)
    for one in ("Ada", "Bo", "Cy"):
        circle.add(a_member(one, line="Rows"), by=mia)
    everybody = Segment.create("Circle", {"is": "has_line", "with": {}}, by=mia)
    client = as_(mia)
    cases: list[tuple[str, dict[str, Any], int, int, str]] = [
        ("guest", {}, 404, 404, ""), ("newcomer", {}, 404, 200, "A new member"),
        ("level", {"level": 4}, 404, 200, "Level Mentor"), ("member", {"handle": "@Ben"}, 200, 200, "Ben"),
        ("segment", {"segment": everybody.pk}, 200, 200, "Somebody of “Circle”"),
    ]  # fmt: skip
    assert client.get(hidden.get_absolute_url()).status_code == 200
    for mode, more, circled, inside, name in cases:
        assert start(client, mode, **more) == 302, mode
        assert client.get(hidden.get_absolute_url()).status_code == circled, mode
        assert client.get("/s/inside/").status_code == inside, mode
        home = client.get("/").content.decode()
        assert ("Only for the circle" in home) == (circled == 200), mode
        assert name in home, mode
        assert client.get(reverse("view_as")).status_code == (302 if mode == "guest" else 403), mode
        client.post(reverse("view_leave"))
    assert client.get(hidden.get_absolute_url()).status_code == 200


def test_nothing_that_is_a_person_s_own_is_shown(as_: As, mia: Member, ben: Member, thread: Thread) -> None:
    Draft.objects.create(member=ben, key=f"thread:{thread.pk}", body="zqdraft")
    Notification.objects.create(member=ben, kind="replied", bundle=f"thread:{thread.pk}", subjects=[1], actors=[1])
    Bookmark.objects.create(member=ben, post=thread.posts.get(), note="zqnote")
    agree(ben)
    client = as_(mia)
    assert start(client, "member", handle="ben") == 302
    own = ("inbox", "messages", "drafts", "saved", "settings_profile", "settings_data", "settings_viewing", "welcome")
    for name in (*own, "mentoring", "my_path"):
        answer = client.get(reverse(name))
        assert answer.status_code == 403, name
        assert b"This page belongs to Ben alone" in answer.content
    page = client.get(thread.get_absolute_url()).content.decode()
    assert "zqdraft" not in page and "zqnote" not in page
    assert ben.email not in page
    assert "Three small things" not in client.get("/").text, "what is done of it is not known here"


def test_a_named_member_must_agree_and_may_take_it_back(
    as_: As, mia: Member, ben: Member, olli: Member, eve: Member
) -> None:
    client = as_(mia)
    answer = client.post(reverse("view_start"), {"mode": "member", "handle": "ben"})
    assert answer.status_code == 422
    assert "Ben has not agreed. You can ask." in answer.content.decode()
    agree(olli)
    for handle in ("olli", "mia", "nobody", ""):
        assert start(client, "member", handle=handle) == 422, handle
    assert as_(ben).post(reverse("view_agree")).status_code == 302
    assert "Ben" in client.get(reverse("view_as")).content.decode()
    assert start(client, "member", handle="ben") == 302
    ben.refresh_from_db()
    withdraw(ben)
    assert b"These are your own pages again" in client.get("/").content
    assert KEPT_AS not in client.session
    agree(ben)
    assert start(client, "member", handle="ben") == 302
    Member.objects.get_queryset().filter(pk=ben.pk).update(
        preferences={"viewed_until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    )
    assert b"You view as" not in client.get("/").content
    ben.refresh_from_db()
    assert agreed_until(ben) is None


def test_who_is_asked_is_told_once_a_day(
    as_: As, mia: Member, olli: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    client = as_(mia)
    assert client.post(reverse("view_ask"), {"handle": "ben"}).status_code == 302
    assert not ask(ben, by=olli)
    assert client.post(reverse("view_ask"), {"handle": "olli"}).status_code == 422
    delivered()
    row = Notification.objects.get()
    assert (row.member_id, row.kind) == (ben.pk, "view_asked")
    inbox = as_(ben).get(reverse("inbox")).content.decode()
    assert "asks to see pages as you do" in inbox
    assert reverse("settings_viewing") in inbox
    assert "Agree for 24 hours" in as_(ben).get(reverse("settings_viewing")).content.decode()


def test_a_small_segment_is_refused_and_what_was_chosen_stays(as_: As, mia: Member, ben: Member) -> None:
    ben.describe(by=ben, line="Rows")
    few = Segment.create("Few", {"is": "has_line", "with": {}}, by=mia)
    answer = as_(mia).post(reverse("view_start"), {"mode": "segment", "segment": few.pk})
    assert answer.status_code == 422
    assert b"Fewer than 3 people are in it" in answer.content
    assert f'<option value="{few.pk}" selected'.encode() in answer.content


def test_it_ends_by_time_at_sign_out_and_with_the_right_to_it(as_: As, mia: Member, thread: Thread) -> None:
    client = as_(mia)
    start(client, "newcomer")
    later(client, 29)
    assert b"You view as" in client.get("/").content
    later(client, 31)
    late = client.post(reverse("thread_reply", args=[thread.pk]), {"body": "Typed on the page of somebody else"})
    assert late.status_code == 403
    assert b"The view has ended. Nothing was changed" in late.content
    assert thread.posts.count() == 1
    start(client, "guest")
    Member.objects.get_queryset().filter(pk=mia.pk).update(role="member")
    assert b"You view as" not in client.get("/").content
    Member.objects.get_queryset().filter(pk=mia.pk).update(role="manager")
    start(client, "newcomer")
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session
    whys = Activity.objects.filter(verb="view.ended").order_by("pk").values_list("facts", flat=True)
    assert [facts["why"] for facts in whys] == ["time", "refused", "signed_out"]


def test_open_streams_hear_nothing_of_the_own_account(as_: As, mia: Member) -> None:
    client = as_(mia)
    channels, session = frozenset({f"member:{mia.pk}"}), client.session.session_key
    assert admit(session, channels) is not None
    start(client, "newcomer")
    assert admit(session, channels) is None
    assert KEPT_AS in SessionStore(session)
    client.post(reverse("view_leave"))
    assert admit(session, channels) is not None
