"""The pages of groups, founding groups and stages ask the database as often for many rows as for few."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.groups.applying import apply
from members.groups.inviting import invite
from members.groups.models import Group, GroupMembership
from members.invitations.batches import InvitationBatch, add_addresses, invite_batch
from members.invitations.models import Invitation
from members.invitations.referrals import Referral
from members.profiles.models import Member
from members.stages.setting import move
from tests.factories import a_group, a_member

As = Callable[[object], Client]
pytestmark = pytest.mark.django_db
MOST = {
    "/groups/": 8, "group_page": 14, "group_care": 14, "/manage/stages/": 14, "stages_of": 10,
    "invitation_batch": 14,
}  # fmt: skip
"""With session and reader, which are four of them."""


def _more(club: Group, batch: int, mia: Member, many: int) -> None:
    """So many more of everything."""
    people = [a_member() for _ in range(4 * many)]
    inside, asking, asked, out = (people[n::4] for n in range(4))
    GroupMembership.objects.bulk_create(GroupMembership(group=club, member=one) for one in inside)
    for one in inside:
        a_group(one, seen_by="members")
        Referral.objects.create(member=one, referrer=mia)
        move(one, "advocating", by=mia, why="Brings others along")
    for one, other, third in zip(asking, asked, out, strict=True):
        apply(club, by=one, answers=[("Why?", "I row")])
        invite(other, club, by=mia)
        club.bar(third, by=mia)
    found = InvitationBatch.objects.get(pk=batch)
    add_addresses(found, [f"m{one.pk}@example.org" for one in inside], by=mia)
    for invitation, one in zip(Invitation.objects.filter(batch=found, used_by=None), inside, strict=False):
        Invitation.objects.filter(pk=invitation.pk).update(used_by=one, used_at=invitation.created_at)


def test_pages_ask_the_same_for_few_and_for_many(as_: As, mia: Member, ben: Member) -> None:
    club = a_group(ben, name="Rowers", seen_by="members", entry="application")
    made = invite_batch([], by=mia, name="Founders", note="", landing="", question="", days=7, group=club)
    _more(club, made.pk, mia, 1)
    arguments: dict[str, list[Any]] = {"group_page": [club.slug], "group_care": [club.slug], "stages_of": [ben.handle],
                 "invitation_batch": [made.pk]}  # fmt: skip
    paths = {name: name if name.startswith("/") else reverse(name, args=arguments[name]) for name in MOST}
    client = as_(mia)

    def counted() -> dict[str, int]:
        found = {}
        for name, path in paths.items():
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            found[name] = sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in seen.captured_queries)
        return found

    client.get("/groups/")  # warms what is kept for everybody
    few = counted()
    _more(club, made.pk, mia, 2)
    many = counted()
    assert many == few
    assert not {name: many[name] for name in MOST if many[name] > MOST[name]}
