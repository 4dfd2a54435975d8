"""A club of the town, with everything its pages can show."""

from members.groups.applying import apply
from members.groups.inviting import invite
from members.groups.models import Group
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
    return {"members": ["/groups/", "/groups/?q=zzz", *own, *known], "team": own}
