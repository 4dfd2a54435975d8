"""Escalations as pages draw them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from moderation.escalation.matrix import Matter, Rung
from moderation.escalation.models import OWNERS, Escalation

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from moderation.review.cases import Case


@dataclass(frozen=True)
class Cell:
    """One kind of matter with one severity, and its steps in order."""

    matter: str
    severity: str
    steps: list[tuple[int, list[Rung]]]


@dataclass(frozen=True)
class Line:
    """One escalation, and whom it has told."""

    escalation: Escalation
    told: list[str]
    looked_after_by: str
    is_with_owners: bool


def cells() -> list[Cell]:
    """What of the matrix is filled, the most severe first."""
    order = {matter: place for place, matter in enumerate(Matter.values)}
    rungs = sorted(
        Rung.objects.in_use().select_related("member"),
        key=lambda rung: (order[rung.matter], -rung.severity, rung.step, rung.pk),
    )
    found = []
    for _key, row in groupby(rungs, key=lambda rung: (rung.matter, rung.severity)):
        those = list(row)
        steps = [(step, list(group)) for step, group in groupby(those, key=lambda rung: rung.step)]
        found.append(Cell(those[0].get_matter_display(), those[0].get_severity_display(), steps))
    return found


def escalations_of(case: Case, viewer: Viewer) -> list[Line]:
    """Those of a case, the latest first, with whom was told up to now."""
    rows = Escalation.objects.visible_to(viewer).filter(case=case).select_related("by", "acknowledged_by")
    rows = rows.prefetch_related("calls__member", "calls__rung")
    return [
        Line(
            one,
            list(dict.fromkeys(_whom(call) for call in one.calls.all() if call.dropped_why != "refused")),
            _looks_after(one),
            one.step == OWNERS,
        )
        for one in rows.order_by("-at", "-pk")
    ]


def _looks_after(escalation: Escalation) -> str:
    """The name of whoever acknowledged it; of people outside their address."""
    if escalation.acknowledged_by:
        return str(escalation.acknowledged_by.name)
    return next((_whom(call) for call in escalation.calls.all() if call.acknowledged_at), "")


def _whom(call: object) -> str:
    member, rung = getattr(call, "member", None), getattr(call, "rung", None)
    return str(member.name) if member else str(rung.whom) if rung else ""
