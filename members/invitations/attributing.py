"""Writing down who brought a new member, and whether that looks like a second account of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from config.lib import limits
from config.lib.net import network_of
from members.activity.log import record
from members.invitations.doubting import alike, networks_of
from members.invitations.referrals import Doubt, Referral, ReferralLink

if TYPE_CHECKING:
    from django.http import HttpRequest

    from members.invitations.models import Invitation
    from members.profiles.models import Member

LINK = "from"
"""The field of the join form that carries the code of a link."""


def link_of(request: HttpRequest) -> ReferralLink | None:
    """The link whose code came with this request. Raises TooMany for somebody who tries codes."""
    code = request.POST.get(LINK) or request.GET.get(LINK) or ""
    if not code:
        return None
    limits.spend(limits.INVITATION_LOOKUPS, network_of(request))
    return ReferralLink.working(code)


@transaction.atomic
def attribute(member: Member, request: HttpRequest, *, invitation: Invitation | None) -> Referral | None:
    """Keep who brought a new member: the inviter, or whose link they came by. In the transaction of joining.

    Whoever asked to join was brought by whose link led to asking, not by the manager who said yes. It stands before
    the address is proven, so that no detour by mail or another device loses it.
    """
    by_link = invitation is None or invitation.was_asked_for
    referrer = _referrer(request, invitation)
    if referrer is None:
        return None
    referral: Referral = Referral.objects.create(
        member=member, referrer=referrer, by_link=by_link, doubt=_doubt(member, referrer, network_of(request))
    )
    record("referral.made", actor=member, subject=referral, referrer=referrer.pk)
    return referral


def _referrer(request: HttpRequest, invitation: Invitation | None) -> Member | None:
    if invitation is None:
        link = link_of(request)
        return link.member if link else None
    return invitation.application.referrer if invitation.was_asked_for else invitation.inviter


def _doubt(member: Member, referrer: Member, joined_from: str) -> str:
    """Why it may be a second account; empty if nothing says so. The network itself is not kept."""
    if alike(member.email) == alike(referrer.email):
        return Doubt.ADDRESS
    return Doubt.NETWORK if joined_from in networks_of(referrer) else ""
