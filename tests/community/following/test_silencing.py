"""Muting and blocking."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from community.following.models import Silence
from community.following.silencing import has_blocked, silence, silenced_ids, unsilence
from members.activity.models import Activity
from tests.factories import a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def test_a_visitor_mutes_nobody(as_: "As", visitor: "Viewer", ben: "Member") -> None:
    for act in ("mute", "block", "unmute", "unblock"):
        assert as_(visitor).post(f"/people/{ben.handle}/{act}/").status_code == 302
    assert not Silence.objects.exists()


def test_nobody_mutes_themselves_or_somebody_who_does_not_exist(as_: "As", nia: "Member") -> None:
    assert as_(nia).post(f"/people/{nia.handle}/mute/").status_code == 404
    assert as_(nia).post("/people/nobody-here/block/").status_code == 404
    with pytest.raises(ValueError, match="themselves"):
        silence(nia, by=nia)


def test_a_get_mutes_nobody(as_: "As", nia: "Member", ben: "Member") -> None:
    assert as_(nia).get(f"/people/{ben.handle}/mute/").status_code == 405
    assert not Silence.objects.exists()


def test_the_later_choice_holds(nia: "Member", ben: "Member") -> None:
    silence(ben, by=nia)
    silence(ben, by=nia)
    assert not has_blocked(nia, ben)
    silence(ben, by=nia, blocked=True)
    assert has_blocked(nia, ben)
    assert silenced_ids(nia) == {ben.pk}
    unsilence(ben, by=nia)
    unsilence(ben, by=nia)
    assert silenced_ids(nia) == frozenset()
    verbs = list(Activity.objects.filter(subject_id=ben.pk, verb__startswith="person.").values_list("verb", flat=True))
    assert sorted(verbs) == ["person.blocked", "person.muted", "person.unsilenced"]


def test_who_is_silenced_is_asked_once(
    nia: "Member", ben: "Member", django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        silenced_ids(nia)
        silenced_ids(nia)
        has_blocked(nia, ben)


def test_threads_of_muted_people_leave_the_lists(as_: "As", nia: "Member", ben: "Member", space: "Space") -> None:
    a_thread(space, by=ben, title="Said by the one who is muted")
    client = as_(nia)
    assert "Said by the one" in client.get("/latest/").content.decode()
    assert client.post(f"/people/{ben.handle}/mute/").status_code == 302
    for path in ("/", "/latest/", "/unanswered/", "/following/"):
        assert "Said by the one" not in client.get(path).content.decode()


def test_the_list_names_them_and_leads_back(as_: "As", nia: "Member", ben: "Member", mo: "Member") -> None:
    silence(ben, by=nia)
    silence(mo, by=nia, blocked=True)
    page = as_(nia).get(reverse("following_silenced")).content.decode()
    assert "Unmute Ben" in page
    assert "Unblock Mo" in page
    assert "Unmute" not in as_(ben).get(reverse("following_silenced")).content.decode()


def test_a_profile_offers_it_but_not_on_ones_own(as_: "As", nia: "Member", ben: "Member") -> None:
    assert "Mute" in as_(nia).get(f"/people/{ben.handle}/following/").content.decode()
    assert "Mute" not in as_(ben).get(f"/people/{ben.handle}/following/").content.decode()
    after = as_(nia).post(f"/people/{ben.handle}/block/", headers={"HX-Request": "true"}).content.decode()
    assert "You blocked Ben" in after
    assert "Unblock" in after
