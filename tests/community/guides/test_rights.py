"""Who may see a guide and who may do what with it; those who may not, first."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.guides import permissions
from community.guides.models import Guide
from community.spaces.models import SpaceHost
from community.spaces.seeing import forget_spaces
from members.notifications.models import Notification
from tests.factories import a_group, a_guide, a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from django.test import Client

    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

pytestmark = pytest.mark.django_db


def sees(viewer: "Viewer", guide: Guide) -> bool:
    forget_spaces(viewer)
    return bool(Guide.objects.visible_to(viewer).filter(pk=guide.pk).exists())


def test_what_stands_published_in_another_place_was_published_there(as_: "As", ben: "Member", mia: "Member") -> None:
    host = a_member()
    inner, other = a_space(group=a_group(ben, host), hosts=(host,)), a_space()
    draft, guide = a_guide(inner, by=ben, published=False), a_guide(inner, by=host)
    guide.hand_over(ben, by=host)
    assert set(permissions.places_for(ben, draft)) >= {None, inner, other}
    assert permissions.places_for(ben, guide) == [inner]
    assert set(permissions.places_for(mia, guide)) >= {None, inner, other}
    sent = {"title": guide.title, "body": guide.source, "months": "6", "version": guide.version, "reason": ""}
    for place in ("all", str(other.pk)):
        assert as_(ben).post(f"/guides/{guide.address}/edit/", sent | {"space": place}).status_code == 422
    guide.refresh_from_db()
    assert guide.space == inner


def test_readers_find_no_version_from_before_they_could_read_it(as_: "As", ben: "Member", mia: "Member") -> None:
    def write(source: str, space: "Space | None") -> None:
        guide.edit(
            by=mia, version=guide.version, title=guide.title, summary="", source=source, space=space, months=6, cited=[]
        )

    inner = a_space(group=a_group(ben))
    guide = a_guide(inner, by=mia, source="zqdraft words", published=False)
    write("zqinside words", inner)
    guide.publish(by=mia)
    write("zqlater words", inner)
    page, words = f"/guides/{guide.address}/history/", ("zqdraft", "zqinside", "zqlater", "zqopen", "zqlast")
    assert [word in as_(ben).get(page).text for word in words] == [False, True, True, False, False]
    write("zqopen words", None)
    write("zqlast words", None)
    assert [word in as_(ben).get(page).text for word in words] == [False, False, False, True, True]
    assert all(word in as_(mia).get(page).text for word in words)


def test_each_state_is_seen_by_those_it_concerns(
    mo: "Member", mia: "Member", ben: "Member", nia: "Member", eve: "Member"
) -> None:
    writer, editor, host = a_member(), a_member(), a_member()
    group = a_group(writer, editor, nia)
    open_space, inner = a_space(hosts=(host,)), a_space(group=group, hosts=(host,))
    people: dict[str, Viewer] = {
        "visitor": AnonymousUser(), "eve": eve, "ben": ben, "nia": nia, "writer": writer, "editor": editor,
        "host": host, "mo": mo, "mia": mia,
    }  # fmt: skip
    everybody, team = set(people), {"writer", "editor", "host", "mo", "mia"}
    wanted: list[tuple[Guide, set[str]]] = []
    for space, published, may in (
        (None, True, everybody),
        (None, False, {"writer", "editor", "mo", "mia"}),
        (open_space, True, everybody),
        (open_space, False, team),
        (inner, True, {"nia", "writer", "editor", "host", "mia"}),
        (inner, False, {"writer", "editor", "host", "mia"}),
    ):
        guide = a_guide(space, by=writer, published=published)
        guide.add_editor(editor, by=writer)
        wanted.append((guide, may))
    hidden = a_guide(open_space, by=writer)
    hidden.hide(by=mo, reason="Rule 2")
    wanted.append((hidden, {"writer", "host", "mo", "mia"}))
    for guide, may in wanted:
        assert {name for name, viewer in people.items() if sees(viewer, guide)} == may, (
            guide.space,
            guide.published_at,
        )


def test_an_owner_who_left_the_circle_sees_the_guide_no_more(ben: "Member") -> None:
    group = a_group(ben)
    guide = a_guide(a_space(group=group), by=ben)
    assert sees(ben, guide)
    group.memberships.all().delete()
    assert not sees(ben, guide)


def test_only_those_who_have_shown_that_they_know_write_guides(ben: "Member", nia: "Member", mo: "Member") -> None:
    host = a_member()
    a_space(hosts=(host,))
    thread = a_thread(kind="question")
    answer = a_post(thread, by=ben)
    assert permissions.may_propose(ben) is not None
    thread.accept(answer, by=mo)
    assert [permissions.may_propose(one) is None for one in (nia, ben, host, mo)] == [False, True, True, True]
    ben.silenced_until = timezone.now() + timedelta(days=1)
    assert permissions.may_propose(ben) is not None


def test_somebody_else_reads_before_it_is_published(ben: "Member", mo: "Member", mia: "Member") -> None:
    host = a_member()
    space = a_space(hosts=(host,))

    def may(person: "Member", guide: Guide) -> bool:
        return permissions.may_publish(person, guide) is None

    by_mo, by_host, by_ben = (a_guide(space, by=one, published=False) for one in (mo, host, ben))
    assert not may(mo, by_mo), "its sole author, who does not host the space"
    assert may(mia, by_mo)
    assert may(host, by_host), "hosts publish what they wrote"
    assert not may(ben, by_ben), "members never publish"
    assert may(mo, by_ben)
    for_all, by_mia = a_guide(by=mo, published=False), a_guide(by=mia, published=False)
    assert not may(mo, for_all)
    assert may(mia, for_all)
    assert may(mia, by_mia)
    assert not may(mo, a_guide(by=mo)), "published already"


def test_what_was_said_among_a_few_stays_among_them(mia: "Member", ben: "Member", as_: "Callable[..., Client]") -> None:
    thread = a_thread(a_space(group=a_group(ben)), by=ben)
    SpaceHost.objects.create(space=thread.space, member=ben)
    assert permissions.spaces_for(mia, thread) == [thread.space]
    sent = {"space": "all", "title": "Everything about the inner matter", "body": "Words", "sources": "", "months": "6"}
    answer = as_(ben).post(f"/guides/new/?thread={thread.pk}", sent)
    assert answer.status_code == 422
    assert not Guide.objects.exists()


def test_who_may_act(as_: "Callable[..., Client]", ben: "Member", nia: "Member", mo: "Member", eve: "Member") -> None:
    space = a_space()
    acts: list[tuple[str, dict[str, Any], bool]] = [
        ("edit", {"title": "Something else altogether", "body": "x", "space": "all", "version": 1, "months": 6}, True),
        ("review", {}, False),
        ("publish", {}, False),
        ("send-back", {"reason": "No"}, False),
        ("check", {}, True),
        ("retire", {}, True),
        ("people/add", {"handle": "nia"}, True),
    ]
    for act, data, published in acts:
        guide = a_guide(space, by=ben, published=published)
        before = Guide.objects.filter(pk=guide.pk).values().get()
        for person in (AnonymousUser(), nia, eve):
            status = as_(person).post(f"/guides/{guide.address}/{act}/", data).status_code
            assert status in (302, 403, 404), (act, person, status)
        assert Guide.objects.filter(pk=guide.pk).values().get() == before, act
        assert not guide.editors.exists()
        assert not guide.steps.exclude(what="published").exists()


def test_what_the_team_retired_its_owner_does_not_bring_back(ben: "Member", mo: "Member") -> None:
    guide = a_guide(a_space(), by=ben)
    guide.retire(by=mo, reason="Wrong")
    assert permissions.may_bring_back(ben, guide) is not None
    assert permissions.may_bring_back(mo, guide) is None
    guide.bring_back(by=mo)
    guide.retire(by=ben)
    assert permissions.may_bring_back(ben, guide) is None


def test_editors_leave_by_themselves_and_who_is_given_a_guide_is_told(
    as_: "As", ben: "Member", nia: "Member", mia: "Member", delivered: Callable[[], int]
) -> None:
    guide = a_guide(None, by=mia)
    for editor in (ben, nia):
        guide.add_editor(editor, by=mia)
    address = f"/guides/{guide.address}/people/{{}}/remove/"
    assert as_(ben).post(address.format(nia.handle)).status_code == 403
    assert "Stop writing it" in as_(ben).get(guide.get_absolute_url()).content.decode()
    assert as_(ben).post(address.format(ben.handle))["Location"] == guide.get_absolute_url()
    assert [one.pk for one in guide.editors.all()] == [nia.pk]
    guide.hand_over(nia, by=mia)
    delivered()
    told = Notification.objects.filter(kind="guide_handed_over")
    assert [one.member_id for one in told] == [nia.pk]
