"""The badge of a founding group: chosen with it, and given to each once they are here."""

from collections.abc import Callable

import pytest
from django.test import Client

from members.activity.models import Activity
from members.invitations.badging import give_the_founding_badge
from members.invitations.batches import InvitationBatch
from members.invitations.models import Invitation, invite
from members.profiles.models import Member
from members.recognition.badges import Badge, BadgeAward

As = Callable[[object], Client]
pytestmark = pytest.mark.django_db
FORM = {"name": "Founders", "addresses": "ana@example.org", "days": "14"}
INVITE = "/manage/invitations/founding/invite/"


def joins(invitation: Invitation, name: str) -> Member:
    """Somebody joins with an invitation and proves the address."""
    member: Member = Member.objects.create(name=name, handle=name.lower(), email=f"{name}@example.org")
    Member.objects.get_queryset().filter(pk=member.pk).update(confirmed_at=None)
    member.refresh_from_db()
    invitation.use(by=member)
    member.join()
    give_the_founding_badge(Activity.objects.filter(verb="member.joined").latest("pk"))
    return member


def test_nobody_gets_it_who_did_not_come_with_a_founding_group(mia: Member, ben: Member) -> None:
    joins(invite(by=ben, email="a@example.org"), "Alone")
    batch = InvitationBatch.objects.create(name="Without", made_by=mia)
    joins(invite(by=mia, email="b@example.org", batch=batch), "Without")
    assert not BadgeAward.objects.exists()


def test_it_is_made_with_the_group_and_given_once_they_are_here(as_: As, mia: Member) -> None:
    assert as_(mia).post(INVITE, FORM | {"badge": "new"}).status_code == 302
    badge, batch = Badge.objects.get(), InvitationBatch.objects.get()
    assert batch.badge == badge and badge.name in as_(mia).get(batch.get_absolute_url()).content.decode()
    ana = joins(Invitation.objects.get(), "Ana")
    award = BadgeAward.objects.get()
    assert (award.member, award.awarded_by, award.badge) == (ana, mia, badge)
    give_the_founding_badge(Activity.objects.filter(verb="member.joined").latest("pk"))
    assert BadgeAward.objects.count() == 1

    page = as_(mia).get("/manage/invitations/founding/new/").content.decode()
    assert 'value="new"' not in page and badge.name in page
    second = FORM | {"name": "Second", "badge": badge.pk}
    for wrong in ("999", "x"):
        answer = as_(mia).post(INVITE, second | {"badge": wrong})
        assert answer.status_code == 422 and "Second" in answer.content.decode()
    as_(mia).post(INVITE, second)
    badge.retire(by=mia)
    joins(Invitation.objects.latest("pk"), "Bea")
    assert BadgeAward.objects.count() == 1, "a badge that is not given any more is not given"
