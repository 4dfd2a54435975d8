"""What escalations add to the page of a case: a form among the acts, and what came of those before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moderation.escalation.forms import EscalateForm
from moderation.escalation.showing import escalations_of
from moderation.review.panels import Panel, register
from moderation.review.permissions import may_work

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item


def form_for(case: Case, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    """For whoever may work on the case; once it is decided, only what came of escalations before."""
    if may_work(viewer, case) is not None:
        return None
    escalations = escalations_of(case, viewer)
    if case.closed_at is not None:
        return {"case": case, "escalations": escalations} if escalations else None
    return {"case": case, "form": EscalateForm(auto_id="escalate_%s"), "escalations": escalations}


register(Panel("escalate", "acts", "moderation/escalation/_acts.html", form_for, order=60))
