"""The badge of a founding group: chosen with it, given to each of its people once they are here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.activity.subscribing import subscribe
from members.invitations.models import Invitation
from members.profiles.refusing import NotNow
from members.recognition.awarding import give
from members.recognition.badges import Badge
from members.recognition.suggesting import SUGGESTIONS, left, take_over

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.profiles.models import Member

SUGGESTED = SUGGESTIONS["founder"]
MADE_WITH_IT = "new"
"""Stands for the badge that comes with the product, where the community has none of its name yet."""


def badges_for_founders() -> list[tuple[str, str]]:
    """What can be chosen, the badge that comes with the product first."""
    by_hand = Badge.objects.filter(segment=None, retired_at=None).order_by("name").values_list("pk", "name")
    found = [(str(pk), name) for pk, name in by_hand]
    found.sort(key=lambda one: one[1] != str(SUGGESTED.name))
    made = [(MADE_WITH_IT, str(SUGGESTED.name))] if SUGGESTED in left() else []
    return [*made, *found, ("", _("None"))]


def badge_for_founders(chosen: str, *, by: Member) -> Badge | None:
    """The badge that was chosen; made now if the community has none of its name yet."""
    if chosen == MADE_WITH_IT:
        known = Badge.objects.filter(name__iexact=str(SUGGESTED.name), retired_at=None).first()
        return known or take_over(SUGGESTED, by=by)
    return Badge.objects.filter(pk=int(chosen)).first() if chosen else None


@subscribe("member.joined", name="members.founding_badge")
def give_the_founding_badge(activity: Activity) -> None:
    """Gives the badge of a founding group to whoever came with it, in the name of who invited them."""
    came = Invitation.objects.filter(used_by=activity.actor_id or 0, batch__badge__isnull=False)
    invitation = came.select_related("batch__badge", "inviter", "used_by").first()
    if invitation is None or invitation.batch is None or invitation.batch.badge is None or invitation.used_by is None:
        return
    # A badge that was retired since, or an inviter who no longer leads, gives nothing.
    with suppress(NotNow):
        give(invitation.batch.badge, invitation.used_by, _("Came with the founding group."), by=invitation.inviter)
