"""The directory of groups, and the ways into one and out of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.groups.applying import apply
from members.groups.inviting import invite
from members.groups.joining import Barred
from members.groups.models import Group, GroupApplication, GroupBar, GroupInvitation, GroupMembership
from members.profiles.models import Member
from tests.factories import a_group, a_member, a_space

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
LEADS = ["group_care", "group_edit"]
ACTS = ["group_join", "group_leave", "group_apply", "group_application_withdraw", "group_invitation_accept",
        "group_invitation_decline"]  # fmt: skip
HOST_ACTS = ["group_describe", "group_invite", "group_bar"]
ABOUT_SOMEBODY = ["group_application_accept", "group_application_decline", "group_invitation_withdraw",
                  "group_bar_lift", "group_take_out"]  # fmt: skip
MANAGER_ACTS = ["group_host_name", "group_host_release"]


@pytest.fixture
def club(ben: Member, mia: Member) -> Group:
    """A group everybody knows, by application, that ben hosts."""
    group = a_group(ben, name="Rowers of Turku", kind="club", place="Turku", seen_by="members", entry="application")
    group.name_host(ben, by=mia)
    return group


def rows() -> list[object]:
    """Everything that stands about groups."""
    models = (Group, GroupMembership, GroupApplication, GroupBar, GroupInvitation)
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def sent(client: Client, group: Group, names: list[str], *about: str) -> set[int]:
    """The statuses of these acts."""
    data = {"handle": "nia", "reason": "Because", "entry": "open", "kind": "club", "seen_by": "members"}
    return {client.post(reverse(name, args=[group.slug, *about]), data).status_code for name in names}


def test_a_private_group_is_missing_for_everybody_else(
    as_: As, circle: Group, nia: Member, mo: Member, eve: Member, visitor: AnonymousUser
) -> None:
    before, client = rows(), as_(nia)
    for name in ["group_page", "group_spaces", *LEADS]:
        assert client.get(reverse(name, args=[circle.slug])).status_code == 404, name
    assert sent(client, circle, [*ACTS, *HOST_ACTS]) == {404}
    assert sent(client, circle, ABOUT_SOMEBODY, "ben") == {404}
    assert sent(client, circle, MANAGER_ACTS, "ben") == {403}
    # Everybody else at every address: tests/visibility and tests/authz.
    for viewer, status in ((nia, 404), (mo, 404), (eve, 403), (visitor, 302)):
        client = as_(viewer)
        assert sent(client, circle, ["group_join"]) == {status}
        assert b"Founding circle" not in client.get("/groups/").content
    assert rows() == before


def test_only_hosts_and_managers_look_after_a_group(as_: As, club: Group, nia: Member, mo: Member, ben: Member) -> None:
    club.add(nia, by=ben)
    silenced = a_member("Sil", silenced_until=timezone.now() + timedelta(days=3))
    club.add(silenced, by=ben)
    before = rows()
    client = as_(nia)
    assert {client.get(reverse(name, args=[club.slug])).status_code for name in LEADS} == {403}
    assert sent(client, club, [*ABOUT_SOMEBODY, *MANAGER_ACTS], "ben") == {403}
    for viewer in (nia, mo, silenced):
        assert sent(as_(viewer), club, HOST_ACTS) == {403}
    assert sent(as_(ben), club, MANAGER_ACTS, "ben") == {403}, "hosts do not name hosts"
    assert rows() == before
    form = {"kind": "club", "entry": "open", "questions": "", "seen_by": "private"}
    assert as_(ben).post(reverse("group_describe", args=[club.slug]), form).status_code == 302
    club.refresh_from_db()
    assert (club.entry, club.seen_by) == ("open", "members"), "who may know of it is for managers"


def test_who_closed_the_account_waits_for_nothing(as_: As, club: Group, nia: Member, ben: Member) -> None:
    apply(club, by=nia, answers=[("Why?", "Zqrowing")])
    care = reverse("group_care", args=[club.slug])
    assert b"Zqrowing" in as_(ben).get(care).content
    Member.objects.filter(pk=nia.pk).update(is_active=False)
    assert b"Zqrowing" not in as_(ben).get(care).content
    accept = reverse("group_application_accept", args=[club.slug, nia.handle])
    assert as_(ben).post(accept, {"reason": ""}).status_code == 302 and not club.members.filter(pk=nia.pk).exists()


def test_what_is_wrong_is_said_and_kept(as_: As, club: Group, ben: Member, mia: Member, nia: Member) -> None:
    client, words = as_(mia), "x" * 5001
    long = {"kind": "club", "entry": "nonsense", "questions": "a\nb\nc\nd", "description": words, "seen_by": "members"}
    answer = client.post(reverse("group_describe", args=[club.slug]), long)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert "Ask at most 3 questions" in answer.content.decode()
    for name, data in (
        ("group_invite", {"handle": "nobody", "note": "Kept words"}),
        ("group_bar", {"handle": "mia", "reason": "Kept words"}),
        ("group_invite", {"handle": "ben", "note": "Kept words"}),
    ):
        answer = client.post(reverse(name, args=[club.slug]), data)
        assert answer.status_code == 422 and b"Kept words" in answer.content
    assert not GroupBar.objects.exists() and not GroupInvitation.objects.exists()
    host = as_(ben).post(reverse("group_bar", args=[club.slug]), {"handle": "mia"})
    assert host.status_code == 422
    answer = as_(nia).post(reverse("group_apply", args=[club.slug]), {"answer_0": " "})
    assert answer.status_code == 422 and not GroupApplication.objects.exists()
    assert as_(nia).get("/groups/?q=%00&kind=x&page=z").status_code == 200


def test_whoever_wants_to_joins_an_open_group_and_leaves_it(as_: As, club: Group, mia: Member, nia: Member) -> None:
    space, client = a_space("Boat house", group=club), as_(nia)
    join, leave = (reverse(name, args=[club.slug]) for name in ("group_join", "group_leave"))
    assert client.post(join).status_code == 403, "it is by application"
    club.describe(by=mia, entry="open")
    assert b"Boat house" not in client.get(reverse("group_spaces", args=[club.slug])).content
    for _ in range(2):
        assert client.post(join).status_code == 302
    assert client.get(space.get_absolute_url()).status_code == 200
    assert b"Boat house" in client.get(reverse("group_spaces", args=[club.slug])).content
    page = client.get("/groups/?place=turku&kind=club").content
    assert b"You are in it" in page and b"2 members" in page
    assert b"No group fits" in client.get("/groups/?q=zzz").content
    for _ in range(2):
        assert client.post(leave).status_code == 302
    assert client.get(space.get_absolute_url()).status_code == 404
    assert not club.memberships.filter(member=nia).exists()


def test_an_application_gets_a_clear_no_with_a_reason_and_later_a_yes(
    as_: As, club: Group, ben: Member, mia: Member, nia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    club.describe(by=mia, questions=["Do you row?", "Since when?"])
    page, care = club.get_absolute_url(), reverse("group_care", args=[club.slug])
    yes, no = (reverse(f"group_application_{act}", args=[club.slug, "nia"]) for act in ("accept", "decline"))
    asking = {"answer_0": "Every morning zqanswer", "answer_1": "2019"}
    for _ in range(2):
        assert as_(nia).post(reverse("group_apply", args=[club.slug]), asking).status_code == 302
    assert "zqanswer" in as_(nia).get(page).content.decode(), "what was asked can be looked at again"
    assert GroupApplication.objects.count() == 1 and not club.memberships.filter(member=nia).exists()
    delivered()
    assert "Nia asks to come into a group" in as_(ben).get("/inbox/").content.decode()
    assert "asks to come" not in as_(mia).get("/inbox/").content.decode(), "there is a host"
    assert b"zqanswer" in as_(ben).get(care).content and b"zqanswer" not in as_(mo).get(page).content
    assert as_(ben).post(no, {"reason": ""}).status_code == 422, "a no needs its reason"
    assert as_(ben).post(no, {"reason": "The boat is full until May."}).status_code == 302
    delivered()
    assert "said no to what you asked" in as_(nia).get("/inbox/").content.decode()
    seen = as_(nia).get(page).content.decode()
    assert "The boat is full until May." in seen and "You can ask again from" in seen and "zqanswer" in seen
    assert "The boat is full" not in as_(mo).get(page).content.decode()
    assert as_(nia).post(reverse("group_apply", args=[club.slug]), asking).status_code == 403
    GroupApplication.objects.update(declined_at=timezone.now() - timedelta(days=31))
    assert "zqanswer</textarea>" in as_(nia).get(page).content.decode(), "and need not be typed again"
    as_(nia).post(reverse("group_apply", args=[club.slug]), asking)
    as_(nia).post(reverse("group_application_withdraw", args=[club.slug]))
    assert as_(ben).post(yes).status_code == 302 and not club.memberships.filter(member=nia).exists()
    as_(nia).post(reverse("group_apply", args=[club.slug]), asking)
    for _ in range(2):
        assert as_(ben).post(yes, {"reason": "Welcome"}).status_code == 302
    delivered()
    assert club.memberships.filter(member=nia).exists()
    assert "Ben let you into a group" in as_(nia).get("/inbox/").content.decode()


def test_who_is_invited_knows_of_a_private_group_until_they_say_no(
    as_: As, circle: Group, mia: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    client, page = as_(nia), circle.get_absolute_url()
    asked = {"handle": "@Nia", "note": "Come and see"}
    for _ in range(2):
        assert as_(mia).post(reverse("group_invite", args=[circle.slug]), asked).status_code == 302
    assert GroupInvitation.objects.count() == 1
    delivered()
    assert "Mia invites you into a group" in client.get("/inbox/").content.decode()
    assert b"Come and see" in client.get(page).content
    client.post(reverse("group_invitation_decline", args=[circle.slug]))
    assert client.get(page).status_code == 404
    assert "Founding circle" not in client.get("/inbox/").content.decode()
    as_(mia).post(reverse("group_invite", args=[circle.slug]), asked)
    as_(mia).post(reverse("group_invitation_withdraw", args=[circle.slug, "nia"]))
    assert client.post(reverse("group_invitation_accept", args=[circle.slug])).status_code == 404
    as_(mia).post(reverse("group_invite", args=[circle.slug]), asked)
    for _ in range(2):
        assert client.post(reverse("group_invitation_accept", args=[circle.slug])).status_code == 302
    assert circle.memberships.filter(member=nia).exists()


def test_whoever_is_barred_cannot_come_back_by_any_way_and_others_are_not_told(
    as_: As, club: Group, ben: Member, mia: Member, nia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    space, client, page = a_space("Boat house", group=club), as_(nia), club.get_absolute_url()
    club.add(nia, by=ben)
    answer = as_(ben).post(reverse("group_bar", args=[club.slug]), {"handle": "nia", "reason": "Sank it zqreason"})
    assert answer.status_code == 302 and client.get(space.get_absolute_url()).status_code == 404
    for entry, name in (("open", "join"), ("application", "apply"), ("invitation", "invitation_accept")):
        club.describe(by=mia, entry=entry)
        answer = client.post(reverse(f"group_{name}", args=[club.slug]), {"answer_0": "Let me"})
        said = answer.content.decode()
        assert answer.status_code == 403 and "You cannot join this group." in said and "zqreason" not in said
        assert ("Let me" in said) is (name == "apply"), "what was typed is still there"
    assert "You cannot join this group." in client.get(page).content.decode()
    for path in (reverse("group_add", args=[club.slug]), reverse("group_invite", args=[club.slug]),
                 reverse("space_add_member", args=[space.slug])):  # fmt: skip
        assert b"barred" in as_(mia).post(path, {"handle": "nia"}).content, path
    with pytest.raises(Barred):
        invite(nia, club, by=ben)
    assert b"zqreason" in as_(ben).get(reverse("group_care", args=[club.slug])).content
    other = as_(mo).get(page).content.decode()
    assert "Nia" not in other and "barred" not in other.lower()
    delivered()
    assert "You can no longer be in a group" in client.get("/inbox/").content.decode()
    assert "no longer" not in as_(mo).get("/inbox/").content.decode()
    assert not club.memberships.filter(member=nia).exists() and not GroupApplication.objects.exists()
    as_(ben).post(reverse("group_bar_lift", args=[club.slug, "nia"]))
    as_(mia).post(reverse("group_add", args=[club.slug]), {"handle": "nia"})
    assert club.memberships.filter(member=nia).exists()


def test_an_open_application_and_invitation_end_with_a_bar(club: Group, ben: Member, nia: Member, as_: As) -> None:
    as_(nia).post(reverse("group_apply", args=[club.slug]), {"answer_0": "I row"})
    invite(nia, club, by=ben)
    club.bar(nia, by=ben)
    assert not GroupApplication.objects.open().exists() and not GroupInvitation.objects.open().exists()
    application = GroupApplication.objects.get()
    assert not application.accept(by=ben) and not club.memberships.filter(member=nia).exists()


def test_managers_name_hosts_and_only_they_take_hosts_out(as_: As, club: Group, ben: Member, mia: Member) -> None:
    ana = a_member("Ana")
    name = reverse("group_host_name", args=[club.slug, "ana"])
    assert as_(mia).post(name).status_code == 404, "she is not in the group"
    club.add(ana, by=mia)
    assert as_(mia).post(name).status_code == 302
    assert as_(ana).get(reverse("group_care", args=[club.slug])).status_code == 200
    assert as_(ben).post(reverse("group_take_out", args=[club.slug, "ana"])).status_code == 403
    assert as_(ben).post(reverse("group_bar", args=[club.slug]), {"handle": "ana"}).status_code == 422
    as_(mia).post(reverse("group_host_release", args=[club.slug, "ana"]))
    assert as_(ana).get(reverse("group_care", args=[club.slug])).status_code == 403
    assert as_(ben).post(reverse("group_take_out", args=[club.slug, "ana"])).status_code == 302
    assert not club.memberships.filter(member=ana).exists()


def test_who_does_not_want_to_be_found_is_shown_to_those_inside_alone(as_: As, club: Group, ben: Member) -> None:
    shy, nia = a_member("Shy Sam", preferences={"directory": "hidden"}), a_member("Nia")
    club.add(shy, by=ben)
    assert b"Shy Sam" not in as_(nia).get(club.get_absolute_url()).content
    assert b"Shy Sam" in as_(ben).get(club.get_absolute_url()).content


def test_open_pages_stop_at_once_when_somebody_leaves_or_is_barred(
    club: Group, ben: Member, nia: Member, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from config.lib import live

    said: list[str] = []
    monkeypatch.setattr(live._voice, "say", lambda channel, event, ids: said.append(channel))
    acts = [lambda: club.add(nia, by=nia), lambda: club.remove(nia, by=nia), lambda: club.add(nia, by=ben),
            lambda: club.bar(nia, by=ben)]  # fmt: skip
    for act in acts:
        with django_capture_on_commit_callbacks(execute=True):
            act()
        assert f"access:{nia.pk}" in said
        said.clear()


@pytest.mark.django_db(transaction=True)
def test_who_joins_while_being_barred_is_not_in_it_afterwards() -> None:
    mia, group = a_member("Mia", role="manager"), a_group(name="Open", seen_by="members", entry="open")
    people = [a_member() for _ in range(8)]

    def come(member: Member) -> None:
        try:
            group.add(member, by=member)
        except Barred:
            pass
        finally:
            connection.close()

    def bar(member: Member) -> None:
        try:
            group.bar(member, by=mia)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for member in people:
            pool.submit(come, member)
            pool.submit(bar, member)
    assert GroupBar.objects.count() == 8 and not group.memberships.exists()
