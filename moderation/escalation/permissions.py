"""Who may escalate, acknowledge, and change whom the matrix tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.refusing import Refusal, barred
from moderation.review.permissions import may_review

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case


def may_escalate(viewer: Member, case: Case) -> Refusal | None:
    """Whoever may work on the case, while it is open."""
    refusal = may_review(viewer, case)
    if refusal is not None or case.closed_at is None:
        return refusal
    return Refusal(_("This case is decided. There is nothing to escalate."))


def may_arrange(viewer: Member) -> Refusal | None:
    """Change the matrix."""
    refusal = barred(viewer)
    if refusal is not None or viewer.is_manager:
        return refusal
    return Refusal(_("Only community managers can change whom escalations tell."))
