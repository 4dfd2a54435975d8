"""What is done when an experiment is stopped."""

from __future__ import annotations

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from metrics.experiments.looking import cut_short


@subscribe("experiment.stopped", name="metrics.cut_short")
def note_what_was_cut_short(activity: Activity) -> None:
    """Writes down that an experiment was stopped before its rule, so that nothing can be concluded from it."""
    if activity.subject_id is not None:
        cut_short(activity.subject_id)
