"""Clubs of the town, and how its people came, with everything these pages can show."""

from members.groups.applying import apply
from members.groups.inviting import invite
from members.groups.models import Group
from members.invitations.badging import badge_for_founders
from members.invitations.batches import invite_batch
from members.invitations.models import Invitation
from members.invitations.referrals import Doubt, Referral, ReferralLink
from members.profiles.models import Member
from tests.factories import a_group, a_member


def settle_clubs(people: dict[str, Member], circle: Group) -> dict[str, list[str]]:
    """A club that ben hosts, and one he was declined by; the addresses for members and for the team."""
    ben, mia, nia, eve = (people[name] for name in ("ben", "mia", "nia", "eve"))
    said = {"purpose": "On the river at six", "description": "Bring gloves.", "questions": ["Do you row?"]}
    way_in = {"kind": "club", "place": "Turku", "seen_by": "members", "entry": "application"}
    club = a_group(ben, name="Rowers of Turku", **said, **way_in)
    club.name_host(ben, by=mia)
    apply(club, by=nia, answers=[("Do you row?", "Every morning")])
    invite(people["mo"], club, by=ben, note="Come along")
    club.bar(eve, by=ben, reason="Sank the boat")
    choir = a_group(a_member(), name="Choir", kind="circle", seen_by="members", entry="application")
    apply(choir, by=ben, answers=[("Why?", "I sing")]).decline(by=mia, reason="No place before May")
    asking = a_group(mia, name="Weavers", kind="circle", seen_by="members", entry="application", questions=["Why?"])
    own = [f"/groups/{club.slug}/{page}" for page in ("", "edit/", "care/", "spaces/")]
    known = [one.get_absolute_url() for one in (circle, choir, asking)]
    link, founding = _settle_invitations(people)
    return {
        "visitors": [link], "members": ["/groups/", "/groups/?q=zzz", *own, *known, "/settings/invite/"],
        "team": [*own, *founding],
    }  # fmt: skip


def _settle_invitations(people: dict[str, Member]) -> tuple[str, list[str]]:
    """Ben's link and whom he brought, and a founding group on its way; where they stand."""
    ben, mia, nia, mo = (people[name] for name in ("ben", "mia", "nia", "mo"))
    Referral.objects.create(member=nia, referrer=ben, by_link=True, doubt=Doubt.NETWORK)
    founders = invite_batch(
        ["one@example.org", "two@example.org"], by=mia, name="Founders", note="Come along", landing="",
        question="What do you hope for?", days=7, group=None, badge=badge_for_founders("new", by=mia),
    )  # fmt: skip
    Invitation.objects.filter(batch=founders).earliest("pk").use(by=mo, expectation="A **boat**")
    founding = [f"/manage/invitations/founding/{page}" for page in ("", "new/", f"{founders.pk}/")]
    return ReferralLink.renew(by=ben).get_absolute_url(), [*founding, "/manage/invitations/referrals/"]
