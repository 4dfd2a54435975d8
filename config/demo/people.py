"""The demo community's members, groups and roles."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from config.demo.parsing import Person
from members.groups.models import Group, GroupMembership
from members.profiles.models import Member

PASSWORD = "talkoot-demo"  # noqa: S105 - said in the README; only local runs have it
ROLES = {"olli": "owner", "mia": "manager", "mo": "moderator"}
SIGN_IN = ("olli", "mia", "mo", "ben", "nia", "eve")
HOSTS = ("mia", "mo", "olli", "reka", "mira", "kofi", "anna", "dara", "signe-h", "tendai", "ruth-a")
ZONES = {
    "fi": "Europe/Helsinki", "pl": "Europe/Warsaw", "hu": "Europe/Budapest", "ru": "Asia/Tbilisi",
    "no": "Europe/Oslo", "fr": "Europe/Paris", "de": "Europe/Berlin", "es": "Europe/Madrid",
}  # fmt: skip
UNTRANSLATED = ("ru",)  # languages whose demo people still use the interface in English


def move_in(people: list[Person], now: datetime) -> dict[str, Member]:
    """Everybody, with proven addresses; six of them can sign in. By handle."""
    password, closed = make_password(PASSWORD), make_password(None)
    members = [
        Member(
            handle=person.handle,
            name=person.name,
            email=f"{person.handle}@example.org",
            password=password if person.handle in SIGN_IN else closed,
            role=ROLES.get(person.handle, "member"),
            joined_at=now - timedelta(days=person.joined_days_ago, hours=number % 9),
            confirmed_at=now - timedelta(days=person.joined_days_ago, hours=number % 9),
            line=person.line[:140],
            place=person.place,
            interests=person.interests,
            expertise=person.expertise,
            languages=[person.language] if person.language == "en" else [person.language, "en"],
            time_zone=ZONES.get(person.language, "Europe/London"),
            suspended_until=now + timedelta(days=20) if person.handle == "eve" else None,
        )
        for number, person in enumerate(people)
    ]
    Member.objects.bulk_create(members)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in members]
    )
    return {member.handle: member for member in members}


def hosts_group(members: dict[str, Member]) -> Group:
    """The circle that has the private space."""
    group = Group.objects.create(name="Hosts", slug="hosts", purpose="Those who look after a space")
    GroupMembership.objects.bulk_create(
        [GroupMembership(group=group, member=members[handle]) for handle in HOSTS if handle in members]
    )
    return group
