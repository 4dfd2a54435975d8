"""Whether somebody who was brought looks like a second account of whoever brought them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession

from config.lib.net import network

if TYPE_CHECKING:
    from members.profiles.models import Member


def alike(email: str) -> str:
    """An address without what many providers ignore: dots and what stands behind a plus."""
    local, _at, domain = email.lower().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def networks_of(member: Member) -> set[str]:
    """The networks from which a member is signed in."""
    known = UserSession.objects.filter(user=member).values_list("ip", flat=True)
    return {network(str(ip)) for ip in known} - {"unknown"}
