"""What makes a result doubtful, said beside it: a plan that came late, other weights on the way, uneven groups."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.activity.models import Activity
from metrics.experiments.proportions import NORMAL

if TYPE_CHECKING:
    from metrics.experiments.models import Plan

UNEVEN = 0.001
"""So rarely chance alone makes groups of such sizes."""


def troubles_of(plan: Plan, met: dict[int | None, int]) -> list[str]:
    """Sentences about a plan; `met` are those who met the experiment, by group. One query."""
    found, experiment = list[str](), plan.experiment
    if plan.is_late:
        found.append(_("The plan was written when the experiment ran already, so read its result with care."))
    weighed = Activity.objects.about(experiment).filter(verb="experiment.weighed")
    if experiment.started_at and weighed.filter(at__gt=experiment.started_at).exists():
        found.append(_("Its weights were changed while it ran: the groups met it at different times."))
    elif is_uneven(plan, met):
        found.append(
            _("The groups are not as large as chance would make them. Something keeps one of them from being drawn "
              "or counted.")
        )  # fmt: skip
    return found


def is_uneven(plan: Plan, met: dict[int | None, int]) -> bool:
    """Whether a group is larger or smaller than its share by more than chance does (a z-test for each, Bonferroni)."""
    shares = dict(plan.shares)
    whole = sum(shares.values())
    people = sum(met.get(arm, 0) for arm in shares)
    limit = NORMAL.inv_cdf(1 - UNEVEN / (2 * len(shares)))
    for arm, share in shares.items():
        part = share / whole
        error = math.sqrt(people * part * (1 - part))
        if error and abs(met.get(arm, 0) - people * part) > limit * error:
            return True
    return False
