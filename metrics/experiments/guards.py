"""Guardrails: whether a variant does harm while it reaches its goal.

Each asks of every member whether something happened to them, or was done by them, within 14 days after they met the
experiment. A harm is clear when chance alone would show it once in a thousand looks, over all guardrails and groups
together: a boundary like that of Haybittle (1971) and Peto (1976), so that twenty looks raise a false alarm in at most
two of a hundred experiments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from config.lib.intervals import newcombe
from metrics.experiments.outcomes import counted_groups
from metrics.experiments.proportions import NORMAL, Group, distance
from metrics.measures.withholding import LEAST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from members.experiments.models import Experiment
    from metrics.experiments.outcomes import Groups

DAYS = 14
FALSE_ALARM = 0.001
"""In one look, over all guardrails and groups."""
ONE_SIDE = NORMAL.inv_cdf(0.95)
"""Of the one-sided intervals that are told."""


@dataclass(frozen=True)
class Guard:
    """One thing that should not become more."""

    key: str
    name: StrOrPromise
    sql: str


_SPAN = "BETWEEN met.at AND met.at + make_interval(days => %(days)s)"
GUARDS: dict[str, Guard] = {
    one.key: one
    for one in (
        Guard(
            "reported", _("Somebody reported something of theirs"),
            "EXISTS (SELECT FROM moderation_report AS r JOIN moderation_case AS c ON c.id = r.case_id"
            f" WHERE c.about_id = met.member_id AND r.at {_SPAN})",
        ),
        Guard(
            "silenced", _("Somebody muted or blocked them"),
            "EXISTS (SELECT FROM members_activity AS l WHERE l.subject_type = 'members.member'"
            f" AND l.subject_id = met.member_id AND l.verb IN ('person.muted', 'person.blocked') AND l.at {_SPAN})",
        ),
        Guard(
            "stopped", _("They stopped the digest or messages of journeys"),
            "EXISTS (SELECT FROM members_activity AS l WHERE l.actor_id = met.member_id"
            f" AND l.verb IN ('digest.stopped', 'journey.stopped') AND l.at {_SPAN})",
        ),
    )
}  # fmt: skip


def guarded(experiment: Experiment, until: date) -> dict[str, Groups]:
    """By guardrail and group: of how many it is known by the end of `until`, and to how many it happened."""
    met = until - timedelta(days=DAYS)
    return {one.key: counted_groups(experiment, one.sql, met, days=DAYS) for one in GUARDS.values()}


def harm_boundary(variants: int) -> float:
    """So many standard errors a variant must be above the comparison, one-sided, where so many are compared."""
    return NORMAL.inv_cdf(1 - FALSE_ALARM / (len(GUARDS) * variants))


def does_harm(variant: Group, against: Group, variants: int) -> bool:
    """Whether a guardrail clearly shows harm: never by fewer than five people."""
    boundary = harm_boundary(variants)
    few = variant.did < LEAST or min(variant.people, against.people) < LEAST
    if few or distance(variant, against) < boundary:
        return False
    return newcombe(variant.share, against.share, boundary)[0] > 0


def harmful(guards: dict[str, Groups], arms: Sequence[int | None]) -> tuple[str, int] | None:
    """The first guardrail and variant with a clear harm; the first of the arms is the comparison."""
    against, *others = arms
    for key, groups in guards.items():
        for arm in others:
            pair: tuple[Any, Any] = groups.get(arm), groups.get(against)
            if arm is not None and all(pair) and does_harm(*pair, len(others)):
                return key, arm
    return None
