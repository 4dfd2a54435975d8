"""What is refused about spaces, and that a private space leaves no trace."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from community.spaces.models import Space
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_group, a_member, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]

PAGES = ("space", "space_about", "space_members", "space_edit")
LEADING = ("space_describe", "space_open_to", "space_add_member")
ARRANGING = (
    "space_rename", "space_move", "space_move_up", "space_move_down", "space_add_host",
    "space_archive", "space_unarchive", "space_delete", "space_restore",
)  # fmt: skip


def answer(client: Client, method: str, name: str, slug: str) -> tuple[int, str]:
    """Status and body, with the slug and what differs by request taken out."""
    got = getattr(client, method)(reverse(name, args=[slug]))
    body = got.content.decode().replace(slug, "SLUG")
    token = client.cookies.get("csrftoken")
    return got.status_code, body.replace(token.value, "") if token else body


def bare(body: str) -> str:
    """A body without its changing CSRF tokens."""
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*', "", body)


def test_a_private_space_answers_those_outside_like_one_that_does_not_exist(
    as_: As, private_space: Space, nia: Member, mo: Member, eve: Member, visitor: AnonymousUser
) -> None:
    a_thread(private_space, title="CANARY thread in the back room")
    for name in PAGES:
        for viewer in (nia, mo, eve, visitor):
            there = answer(as_(viewer), "get", name, private_space.slug)
            nowhere = answer(as_(viewer), "get", name, "no-such-place")
            assert (there[0], bare(there[1])) == (nowhere[0], bare(nowhere[1])), name
            assert there[0] in ((404, 403) if viewer == eve else (404, 302)), name


def test_no_act_tells_that_a_private_space_exists(as_: As, private_space: Space, nia: Member, mo: Member) -> None:
    for name in LEADING + ARRANGING:
        for viewer in (nia, mo):
            there = answer(as_(viewer), "post", name, private_space.slug)
            nowhere = answer(as_(viewer), "post", name, "no-such-place")
            assert (there[0], bare(there[1])) == (nowhere[0], bare(nowhere[1])), name
            assert there[0] in (403, 404), name


def test_the_directory_names_private_spaces_to_those_inside_alone(
    as_: As,
    private_space: Space,
    ben: Member,
    nia: Member,
    mo: Member,
    eve: Member,
    mia: Member,
    visitor: AnonymousUser,
) -> None:
    for viewer, sees in ((ben, True), (mia, True), (nia, False), (mo, False), (eve, False), (visitor, False)):
        body = as_(viewer).get(reverse("spaces")).content.decode()
        assert (private_space.name in body) is sees, viewer


def test_a_parent_one_may_not_see_is_named_nowhere(as_: As, private_space: Space) -> None:
    host = a_member("Hanna")
    child = a_space("Side room", parent=private_space, group=private_space.group, hosts=(host,))
    for address in (child.get_absolute_url(), reverse("space_about", args=[child.slug]), reverse("spaces")):
        body = as_(host).get(address).content.decode()
        assert child.name in body
        assert private_space.name not in body


def test_a_former_address_of_a_private_space_does_not_betray_it(
    as_: As, private_space: Space, nia: Member, mia: Member, ben: Member
) -> None:
    private_space.rename("Back room", slug="cellar", by=mia)
    assert as_(nia).get(reverse("space", args=["back-room"])).status_code == 404
    assert as_(ben).get(reverse("space", args=["back-room"])).headers["Location"] == "/s/cellar/"


def test_members_and_moderators_do_not_change_spaces(as_: As, space: Space, ben: Member, mo: Member) -> None:
    before = Space.objects.filter(pk=space.pk).values().get()
    for name in LEADING[:2] + ARRANGING:
        for viewer in (ben, mo):
            sent = {"name": "Taken", "slug": "taken", "purpose": "x", "visibility": "members", "typed": space.name}
            assert as_(viewer).post(reverse(name, args=[space.slug]), sent).status_code == 403, name
        assert Space.objects.filter(pk=space.pk).values().get() == before, name


@pytest.mark.parametrize("name", ARRANGING)
def test_hosts_do_not_arrange(as_: As, name: str) -> None:
    host = a_member("Hanna")
    space = a_space("Hosted", hosts=(host,))
    sent = {"name": "Taken", "slug": "taken", "parent": "", "handle": host.handle, "typed": space.name}
    assert as_(host).post(reverse(name, args=[space.slug]), sent).status_code == 403
    assert Space.objects.get(pk=space.pk).name == "Hosted"


@pytest.mark.parametrize("name", LEADING + ARRANGING)
def test_reading_an_address_changes_nothing(as_: As, space: Space, olli: Member, name: str) -> None:
    assert as_(olli).get(reverse(name, args=[space.slug])).status_code == 405


def test_a_silenced_manager_changes_nothing(as_: As, space: Space) -> None:
    from datetime import timedelta

    from django.utils import timezone

    quiet = a_member("Quinn", role="manager", silenced_until=timezone.now() + timedelta(days=1))
    assert as_(quiet).post(reverse("space_archive", args=[space.slug])).status_code == 403
    assert as_(quiet).post(reverse("space_create"), {"name": "New"}).status_code == 403
    assert Space.objects.count() == 1


def test_only_managers_make_spaces(as_: As, ben: Member, mo: Member, visitor: AnonymousUser) -> None:
    for viewer, status in ((ben, 403), (mo, 403), (visitor, 302)):
        assert as_(viewer).post(reverse("space_create"), {"name": "New"}).status_code == status
    assert not Space.objects.exists()


def test_members_of_a_private_space_take_nobody_in(as_: As, private_space: Space, ben: Member, nia: Member) -> None:
    address = reverse("space_add_member", args=[private_space.slug])
    assert as_(ben).post(address, {"handle": nia.handle}).status_code == 403
    remove = reverse("space_remove_member", args=[private_space.slug, ben.handle])
    assert as_(ben).post(remove).status_code == 403
    assert list(Group.objects.get().members.all()) == [ben]


def test_a_host_takes_members_in_only_where_the_group_opens_nothing_else(
    as_: As, private_space: Space, nia: Member
) -> None:
    host = a_member("Hanna")
    private_space.add_host(host, by=host)
    other = a_space("Other room", group=private_space.group)
    address = reverse("space_add_member", args=[private_space.slug])
    assert as_(host).post(address, {"handle": nia.handle}).status_code == 403
    other.add_host(host, by=host)
    assert as_(host).post(address, {"handle": nia.handle}).status_code == 302
    assert nia in Group.objects.get().members.all()


def test_a_host_does_not_hand_a_space_to_a_group_of_others(as_: As, circle: Group) -> None:
    host = a_member("Hanna")
    space = a_space("Hosted", hosts=(host,))
    body = as_(host).get(reverse("space_edit", args=[space.slug])).content.decode()
    assert circle.name not in body
    sent = {"visibility": "private", "group": str(circle.pk)}
    assert as_(host).post(reverse("space_open_to", args=[space.slug]), sent).status_code == 422


def test_groups_are_for_managers(as_: As, ben: Member, mo: Member, circle: Group) -> None:
    for viewer in (ben, mo):
        client = as_(viewer)
        assert client.get(reverse("groups")).status_code == 403
        assert client.get(reverse("group", args=[circle.slug])).status_code == 403
        assert client.post(reverse("group_add", args=[circle.slug]), {"handle": mo.handle}).status_code == 403
        assert client.post(reverse("group_discard", args=[circle.slug])).status_code == 403
    assert list(circle.members.all()) == [ben]
    assert a_group() != circle
