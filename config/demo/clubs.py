"""The demo community's groups, and how its first people came: a founding group of long ago, and one member's link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from members.groups.models import Group, GroupApplication, GroupInvitation, GroupMembership
from members.invitations.batches import InvitationBatch
from members.invitations.models import Invitation
from members.invitations.referrals import Referral, ReferralLink
from members.profiles.models import Member
from members.recognition.badges import Badge, BadgeAward
from members.recognition.suggesting import SUGGESTIONS

# Name, kind, place, way in, purpose, description, questions; hosts first, then the others.
GROUPS: tuple[tuple[Any, ...], ...] = (
    ("Helsinki club", "club", "Helsinki", "open", "The third Thursday of the month, wherever there is soup",
     ("We meet in the back of a café near Hakaniemi, compare rotas and go home early. Bring whatever does not work"
     " yet.\n\nNobody has to speak Finnish. Everybody has to try the soup."), [],
     ("mira", "olli", "tuuli-k", "signe-h", "halvard", "lars-ole", "bea-lind")),
    ("Choirs and bands", "circle", "", "application", "Rehearsals, scores, and who has the key",
     ("For people who keep a choir, a band or an orchestra going. We look at one another's season plans in January and"
     " in August."), ["What do you keep going?", "What would you like to ask the others first?"],
     ("dara", "anna", "otto-b", "ruth-a", "mia")),
    ("First to try it", "other", "", "invitation", "New parts of Almanac, a week before everybody else",
     "You get them early, and say what is odd. That is the whole deal.", [],
     ("kofi", "yuki", "mo", "adaeze", "tomasz")),
)  # fmt: skip
ASKED = ("theo-r", "Props and prompts for an amateur theatre, so nearly a choir.",
         "How do you tell thirty people that the hall has moved?")  # fmt: skip
FOUNDERS, FOUNDED_BEFORE = 20, timedelta(days=12)
QUESTION = "What should be here in a year that you miss elsewhere?"
HOPES = {
    "olli": "A place where the person who knows is asked, and not the person who is loudest.",
    "kofi": "Answers that I can link to instead of typing them again.",
    "mira": "Three people who rotate with me.",
    "mo": "Rules that fit on one page, and somebody who reads them.",
    "piotr": "Plans of others, with the crossings-out left in.",
}
BY_LINK = ("nia", "zubair", "ragna")
"""Whom ben brought by his link."""


def gather(members: dict[str, Member], now: datetime) -> None:
    """Three groups with hosts, a founding group that has long joined, and ben's link."""
    for number, (name, kind, place, entry, purpose, text, questions, people) in enumerate(GROUPS):
        group = Group.create(name, by=members["mia"], purpose=purpose)
        group.describe(
            by=members["mia"], kind=kind, place=place, entry=entry, seen_by="members", description=text,
            questions=questions,
        )  # fmt: skip
        since = now - timedelta(days=200 - 60 * number)
        GroupMembership.objects.bulk_create(
            GroupMembership(
                group=group, member=members[handle], joined_at=max(since, members[handle].joined_at),
                host_since=since if handle == people[0] else None,
            )
            for handle in people
        )  # fmt: skip
    choirs, early = (Group.objects.get(name=name) for name in ("Choirs and bands", "First to try it"))
    handle, *answers = ASKED
    asked = [list(pair) for pair in zip(choirs.questions, answers, strict=True)]
    GroupApplication.objects.create(
        group=choirs, member=members[handle], answers=asked, made_at=now - timedelta(hours=20)
    )
    GroupInvitation.objects.create(
        group=early, member=members["ben"], inviter=members["kofi"], made_at=now - timedelta(days=1),
        note="You found three odd things in the calendar last month. Would you like to find them earlier?",
    )  # fmt: skip
    _found(members)
    _bring(members, now)


def _found(members: dict[str, Member]) -> None:
    """Mia invited the first ones; they have the badge."""
    mia = members["mia"]
    others = [one for one in members.values() if one.handle not in ("mia", "eve")]
    first = sorted(others, key=lambda one: (one.joined_at, one.pk))[:FOUNDERS]
    made = first[0].joined_at - FOUNDED_BEFORE
    badge = Badge.objects.filter(name=str(SUGGESTIONS["founder"].name)).first()
    batch = InvitationBatch.objects.create(
        name="The first twenty", note="There is nothing here yet. That is why I would like you to come.",
        question=QUESTION, days=60, badge=badge, made_at=made, made_by=mia,
    )  # fmt: skip
    Invitation.objects.bulk_create(
        Invitation(
            code=f"first-{number:02}", inviter=mia, email=one.email, note=batch.note, batch=batch, created_at=made,
            sent_at=made, expires_at=made + batch.valid_for, used_at=one.joined_at, used_by=one,
            expectation=HOPES.get(one.handle, ""),
        )
        for number, one in enumerate(first)
    )  # fmt: skip
    Referral.objects.bulk_create(_came(one, mia, by_link=False) for one in first)
    if badge is not None:
        have = set(BadgeAward.objects.filter(badge=badge).values_list("member", flat=True))
        BadgeAward.objects.bulk_create(
            BadgeAward(
                badge=badge, member=one, awarded_by=mia, awarded_at=one.joined_at,
                reason="Came with the founding group.",
            )
            for one in first if one.pk not in have
        )  # fmt: skip


def _bring(members: dict[str, Member], now: datetime) -> None:
    """Ben passes his link on."""
    ben = members["ben"]
    ReferralLink.objects.create(member=ben, made_at=now - timedelta(days=40))
    Referral.objects.bulk_create(_came(members[handle], ben, by_link=True) for handle in BY_LINK)


def _came(member: Member, referrer: Member, *, by_link: bool) -> Referral:
    """Somebody who came; those of long ago came back."""
    at = member.joined_at
    stayed = at + timedelta(days=9) if not by_link else None
    return Referral(
        member=member, referrer=referrer, by_link=by_link, came_at=at, contributed_at=stayed, returned_at=stayed,
        activated_at=stayed, answered_at=stayed,
    )  # fmt: skip
