"""Who may report. Who does not see the thing gets 404 before this is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def is_member(viewer: Viewer) -> bool:
    """Whether somebody reports as a member: with an open account and an address that is proven."""
    return isinstance(viewer, Member) and viewer.is_active and viewer.confirmed_at is not None


def may_report(viewer: Viewer) -> Refusal | None:
    """Report at all: everybody but those who are suspended. Silenced members may."""
    if isinstance(viewer, Member) and viewer.is_suspended:
        return barred(viewer) or Refusal(_("Your account is suspended."))
    return None
