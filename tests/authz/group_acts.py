"""Acts on groups, which the table does not know: who comes in and goes, and who looks after one."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from members.groups.applying import apply
from members.groups.inviting import invite
from members.groups.models import Group, GroupApplication, GroupBar, GroupInvitation, GroupMembership
from members.profiles.models import Member
from tests.authz.acts import Attempt, act
from tests.authz.segment_acts import MANAGERS
from tests.factories import a_group, a_member
from tests.visibility.village import Village

INSIDE = frozenset({
    "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "another_member", *MANAGERS,
})  # fmt: skip
"""Who can sign in and take part."""
LEADS = MANAGERS | {"mentor"}
"""The village's mentor hosts the club."""

Prepare = Callable[[Group, Member, Member], object]


def _rows() -> list[Any]:
    models = (Group, GroupMembership, GroupApplication, GroupBar, GroupInvitation)
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def _nothing(club: Group, actor: Member, guest: Member) -> None:
    """The club as it is."""


def _on_a_club(
    name: str, only: frozenset[str], prepare: Prepare = _nothing, *, entry: str = "application", about: bool = False,
    sent: dict[str, str] | None = None,
) -> None:  # fmt: skip
    """An act on a club that all know; `prepare` gets the club, whoever acts, and a guest, who is the `about`."""

    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        host, guest = village.member("mentor"), a_member("A Guest", handle="a-guest")
        club = a_group(host, name="Rowers", seen_by="members", entry=entry)
        club.name_host(host, by=village.member("admin"))
        actor = village.people[role]
        if isinstance(actor, Member):
            prepare(club, actor, guest)
        elif about:
            prepare(club, village.member("another_member"), guest)
        path = reverse(name, args=[club.slug, guest.handle] if about else [club.slug])
        return Attempt(path, {"handle": guest.handle, "answer_0": "I row"} | (sent or {}), _rows)


def _in(club: Group, member: Member, guest: Member) -> None:
    club.add(member, by=member)


def _guest_in(club: Group, actor: Member, guest: Member) -> None:
    club.add(guest, by=guest)


_on_a_club("group_join", INSIDE - {"mentor"}, entry="open")
_on_a_club("group_leave", INSIDE | {"silenced"}, _in)
_on_a_club("group_apply", INSIDE - {"mentor"})
_on_a_club("group_application_withdraw", INSIDE | {"silenced"}, lambda c, who, g: apply(c, by=who, answers=[]))
_on_a_club("group_invitation_accept", INSIDE - {"mentor"}, lambda c, who, g: invite(who, c, by=g))
_on_a_club("group_invitation_decline", INSIDE | {"silenced"}, lambda c, who, g: invite(who, c, by=g))
_on_a_club("group_describe", LEADS, sent={"kind": "club", "entry": "open", "place": "Turku", "seen_by": "members"})
_on_a_club("group_invite", LEADS)
_on_a_club("group_bar", LEADS, sent={"reason": "Sank the boat"})
_on_a_club(
    "group_application_accept", LEADS, lambda c, who, guest: apply(c, by=guest, answers=[("Why?", "I row")]), about=True
)
_on_a_club(
    "group_application_decline", LEADS, lambda c, who, guest: apply(c, by=guest, answers=[]), about=True,
    sent={"reason": "The boat is full"},
)  # fmt: skip
_on_a_club("group_invitation_withdraw", LEADS, lambda c, who, guest: invite(guest, c, by=who), about=True)
_on_a_club("group_bar_lift", LEADS, lambda c, who, guest: c.bar(guest, by=who), about=True)
_on_a_club("group_take_out", LEADS, _guest_in, about=True)
_on_a_club("group_host_name", MANAGERS, _guest_in, about=True)
_on_a_club(
    "group_host_release", MANAGERS, lambda c, who, guest: (c.add(guest, by=guest), c.name_host(guest, by=who)),
    about=True,
)  # fmt: skip
_on_a_club("group_rename", MANAGERS, sent={"name": "Other rowers"})
_on_a_club("group_add", MANAGERS)
_on_a_club("group_remove", MANAGERS, _guest_in, about=True)


@act("group_create", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("group_create"), {"name": "Weavers"}, _rows)


@act("group_discard", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("group_discard", args=[a_group(name="Unused").slug]), {}, _rows)
