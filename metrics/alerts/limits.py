"""The thresholds that hold: as shipped, until a manager says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from metrics.alerts.all import ALERTS
from metrics.alerts.models import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from members.profiles.models import Member
    from metrics.alerts.alert import Alert


def limits_of(alert: Alert, watch: Watch | None) -> dict[str, int]:
    """Every threshold of a kind; what is kept and not known any more is left out."""
    kept = watch.numbers if watch is not None else {}
    return {name: int(kept.get(name, default)) for name, default in alert.defaults.items()}


def watches() -> dict[str, Watch]:
    """The row of each kind, also of those that have none yet. One query."""
    kept = Watch.objects.select_related("changed_by").in_bulk()
    return {key: kept.get(key) or Watch(kind=key) for key in ALERTS}


@transaction.atomic
def choose(alert: Alert, numbers: Mapping[str, int], *, is_on: bool, by: Member) -> None:
    """Keep other thresholds, or stop looking for it; what is open closes or stays at the next look."""
    Watch.objects.bulk_create([Watch(kind=alert.key)], ignore_conflicts=True)
    watch = Watch.objects.select_for_update(of=("self",)).get(kind=alert.key)
    chosen = {name: number for name, number in numbers.items() if alert.defaults[name] != number}
    if chosen == watch.numbers and is_on == watch.is_on:
        return
    watch.numbers, watch.off_at = chosen, None if is_on else watch.off_at or timezone.now()
    watch.changed_at, watch.changed_by = timezone.now(), by
    watch.save(update_fields=["numbers", "off_at", "changed_at", "changed_by"])
    record("alert_rule.changed", actor=by, kind=alert.key, is_on=is_on, numbers=chosen)
