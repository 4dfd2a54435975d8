"""Who may join: everyone, or those with an invitation."""

from django.http import HttpRequest

from config.lib import limits
from config.lib.net import network_of
from members.installation.admitting import SignUp
from members.installation.models import Installation
from members.invitations.models import Invitation

FIELD = "invitation"


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The open invitation whose code came with this request. Raises TooMany for somebody who tries codes."""
    code = request.POST.get(FIELD) or request.GET.get(FIELD) or ""
    return open_invitation(request, code) if code else None


def open_invitation(request: HttpRequest, code: str) -> Invitation | None:
    """The invitation with this code, open or not. Each look counts for the network it comes from."""
    limits.spend(limits.INVITATION_LOOKUPS, network_of(request))
    return Invitation.objects.filter(code=code[:24]).select_related("inviter", "batch__group").first()


def may_join(request: HttpRequest) -> bool:
    """Whether this request may open an account."""
    if Installation.current().sign_up == SignUp.OPEN:
        return True
    invitation = invitation_of(request)
    return invitation is not None and invitation.is_open
