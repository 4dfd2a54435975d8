"""Groups and who is in them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_space

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def test_a_manager_makes_a_group_and_takes_members_in_and_out(as_: As, mia: Member, ben: Member) -> None:
    client = as_(mia)
    assert client.post(reverse("group_create"), {"name": " Hosts  of Lyon ", "purpose": "They host"}).status_code == 302
    group = Group.objects.get(slug="hosts-of-lyon")
    assert client.post(reverse("group_add", args=[group.slug]), {"handle": "ben"}).status_code == 302
    assert client.post(reverse("group_add", args=[group.slug]), {"handle": "ben"}).status_code == 302
    assert ben.name in client.get(group.get_absolute_url()).content.decode()
    assert client.post(reverse("group_remove", args=[group.slug, "ben"])).status_code == 302
    assert not group.members.exists()
    said = Activity.objects.about(group).order_by("id").values_list("verb", flat=True)
    assert list(said) == ["group.created", "group.member_added", "group.member_removed"]


@pytest.mark.parametrize("name", ["", "x" * 81, "FOUNDING CIRCLE"])
def test_a_wrong_name_is_refused_and_kept(as_: As, mia: Member, circle: Group, name: str) -> None:
    answer = as_(mia).post(reverse("group_create"), {"name": name, "purpose": "Kept words"})
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert Group.objects.count() == 1


def test_an_unknown_handle_is_refused(as_: As, mia: Member, circle: Group) -> None:
    answer = as_(mia).post(reverse("group_add", args=[circle.slug]), {"handle": "nobody"})
    assert answer.status_code == 422
    assert "nobody" in answer.content.decode()


def test_a_group_is_renamed_and_keeps_its_own_name(as_: As, mia: Member, circle: Group) -> None:
    address = reverse("group_rename", args=[circle.slug])
    assert as_(mia).post(address, {"name": circle.name, "purpose": "New"}).status_code == 302
    assert as_(mia).post(address, {"name": "Elders", "purpose": ""}).status_code == 302
    circle.refresh_from_db()
    assert (circle.name, circle.slug) == ("Elders", "founding-circle")


def test_only_an_unused_group_is_deleted(as_: As, mia: Member, ben: Member, circle: Group) -> None:
    address, client = reverse("group_discard", args=[circle.slug]), as_(mia)
    client.post(address)
    assert Group.objects.filter(pk=circle.pk).exists(), "somebody is in it"
    circle.remove(ben, by=mia)
    space = a_space("Back room", group=circle)
    client.post(address)
    assert Group.objects.filter(pk=circle.pk).exists(), "a space is seen by it"
    space.open_to("open", by=mia)
    client.post(address)
    assert not Group.objects.filter(pk=circle.pk).exists()


@pytest.mark.parametrize("answer", ["declined", "taken back each time"])
def test_whoever_was_asked_enough_is_left_in_peace_for_a_while(
    as_: As, circle: Group, ben: Member, nia: Member, answer: str
) -> None:
    circle.name_host(ben, by=ben)
    address, sent = reverse("group_invite", args=[circle.slug]), {"handle": "nia", "note": "Zqcome with us"}
    for _time in range(1 if answer == "declined" else 3):
        assert as_(ben).post(address, sent).status_code == 302
        act, who = ("decline", nia) if answer == "declined" else ("withdraw", ben)
        more = [] if answer == "declined" else ["nia"]
        as_(who).post(reverse(f"group_invitation_{act}", args=[circle.slug, *more]))
    again = as_(ben).post(address, sent)
    assert again.status_code == 422 and "in the last 30 days" in again.text and "Zqcome with us" in again.text
    circle.invitations.update(made_at=timezone.now() - timedelta(days=31))
    assert as_(ben).post(address, sent).status_code == 302
