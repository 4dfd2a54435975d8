"""Reports follow what is decided in their cases; who is silenced may report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.accounts.silence import leave_open
from members.activity.subscribing import subscribe
from moderation.reports.outcomes import follow

if TYPE_CHECKING:
    from members.activity.models import Activity

leave_open("report")


@subscribe("decision.made", "decision.undone", "decision.reversed", name="moderation.reports_follow")
def close_reports_with_their_case(activity: Activity) -> None:
    """Closes the reports of a case that is decided, and opens them again when that is taken back."""
    follow(activity.facts["case"], by_appeal=bool(activity.facts.get("appeal")))
