"""Pilots of the village: one in the private space, with somebody in it who said something; one outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from programs.pilots.models import PilotSeat, PilotTask
from programs.series.occurrences import Occurrence
from tests.programs.piloted import a_pilot, asking, inside, says
from tests.visibility.speakers import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visibility.village import Village

OF_PILOTS: dict[str, Callable[[Village], list[Any]]] = {
    "pilot_seat_id": lambda v: [*PilotSeat.objects.order_by("pk").values_list("pk", flat=True), NOBODY],
    "pilot_task_id": lambda v: [
        *PilotTask.objects.order_by("occurrence", "pk").distinct("occurrence").values_list("pk", flat=True), NOBODY
    ],
}  # fmt: skip
"""What arguments of addresses of pilots are filled with."""


def settle_pilots(village: Village) -> None:
    """`member` takes part in the one of the private space, and asks for the other."""
    owner, member = village.member("admin"), village.member("member")
    within = a_pilot(owner, village.space, day=2, tasks=1, tried="We try zqpilottried.")
    Occurrence.objects.filter(pk=within.pk).update(title="Pilot zqpilotname")
    PilotTask.objects.filter(occurrence=within).update(title="Task zqpilottask")
    inside(within, member, by=owner)
    says(within, member, 1, helped="What helped was zqpilotsaid")
    asking(a_pilot(owner, village.open_space, day=2, tasks=1), member)
