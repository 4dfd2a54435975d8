"""What of health is in the village: sources of facts from outside, and alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from metrics.alerts.models import Finding
from metrics.outside.models import FactFile, OutsideSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visibility.village import Village

TABLE = "mail,renewed\nana@example.com,yes\n"


def a_source(village: Village) -> OutsideSource:
    """A source with a name that the team alone reads."""
    found = OutsideSource.objects.first()
    return found or OutsideSource.make("Billing", by=village.member("community_manager"))


def a_table(village: Village) -> FactFile:
    """A table that waits to be taken in."""
    found = FactFile.objects.filter(settled_at=None).first()
    return found or FactFile.objects.create(source=a_source(village), name="june.csv", content=TABLE)


def alerts_of(village: Village) -> list[int]:
    """One for the private space and one for all, both about its thread; and one for the space that is open to all."""
    if not Finding.objects.exists():
        day = timezone.localdate()
        said = [{"is": "waiting", "n": 3, "hours": 24, "threads": [village.private.pk, village.public.pk]}]
        for space in (village.space, None, village.open_space):
            Finding.objects.create(kind="newcomers-unanswered", space=space, since=day, until=day, reasons=said)
    return list(Finding.objects.order_by("pk").values_list("pk", flat=True))


OF_HEALTH: dict[str, Callable[[Village], list[Any]]] = {
    "measure_key": lambda v: ["activity-rate", "answered-24h", "nothing-here"],
    "source_id": lambda v: [a_source(v).pk, 0],
    "file_id": lambda v: [a_table(v).pk, 0],
    "finding_id": lambda v: [*alerts_of(v), 0],
    "alert_key": lambda v: ["slow-answers", "nothing-here"],
}
