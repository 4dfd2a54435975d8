"""Looking: once for each kind and day, findings open, go on and close; with one worker or with many."""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from metrics.alerts.alert import OFF, TOO_LITTLE, Found, Look, Verdict
from metrics.alerts.all import ALERTS
from metrics.alerts.limits import limits_of
from metrics.alerts.models import Finding, Watch
from metrics.rollups.days import yesterday
from metrics.rollups.models import RolledDay

if TYPE_CHECKING:
    from metrics.alerts.alert import Alert, Reason

log = logging.getLogger(__name__)


def watch_yesterday() -> int:
    """Look at the last day that is over, once its facts are made; returns how much opened or closed."""
    day = yesterday()
    return watch(day) if RolledDay.objects.filter(day=day).exists() else 0


def watch(day: date) -> int:
    """Look for every kind on a day, each in a transaction of its own; returns how much opened or closed.

    A kind that cannot be looked for holds up no other one; it is tried again with the next turn.
    """
    Watch.objects.bulk_create([Watch(kind=key) for key in ALERTS], ignore_conflicts=True)
    moved = 0
    for alert in ALERTS.values():
        try:
            moved += watch_for(alert, day)
        except Exception:
            log.exception("The alert %s could not be looked for on %s.", alert.key, day)
    return moved


@transaction.atomic
def watch_for(alert: Alert, day: date) -> int:
    """Look for one kind, unless somebody does or did; returns how much opened or closed."""
    due = Watch.objects.filter(kind=alert.key).exclude(looked_on__gte=day)
    row = due.select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return 0
    open_ones: dict[int | None, Finding] = {
        finding.space_id: finding for finding in Finding.objects.open().filter(kind=alert.key).select_for_update()
    }
    found: list[Found] = []
    if row.is_on:
        since = {space: finding.since for space, finding in open_ones.items()}
        found = alert.look(Look(day, limits_of(alert, row), since))
    places = {one.space: one for one in found}
    moved = sum(_go_on(finding, places.get(space), day, is_on=row.is_on) for space, finding in open_ones.items())
    for one in found:
        if one.space not in open_ones and one.verdict is Verdict.OPENS:
            _open(alert, one, day)
            moved += 1
    row.looked_on = day
    row.save(update_fields=["looked_on"])
    return moved


def _go_on(finding: Finding, found: Found | None, day: date, *, is_on: bool) -> int:
    """Keep what it says now, or close it; returns whether it closed."""
    if found is None:
        return _close(finding, [TOO_LITTLE if is_on else OFF])
    if found.verdict is Verdict.CLEARS:
        return _close(finding, found.reasons)
    finding.until, finding.reasons, finding.severity = max(day, finding.since), found.reasons, found.severity
    finding.save(update_fields=["until", "reasons", "severity"])
    return 0


def _close(finding: Finding, why: list[Reason]) -> int:
    finding.closed_at, finding.closing = timezone.now(), why
    finding.save(update_fields=["closed_at", "closing"])
    record("alert.closed", subject=finding, kind=finding.kind, space=finding.space_id)
    return 1


def _open(alert: Alert, found: Found, day: date) -> None:
    """Open it; what a manager set aside stays aside for the rest of the four weeks, also when it closed in between."""
    before = Finding.objects.filter(kind=alert.key, space=found.space).order_by("-pk").first()
    aside = {}
    if before is not None and before.is_aside:
        aside = {name: getattr(before, name) for name in ("aside_at", "aside_until", "aside_by", "aside_why")}
    finding = Finding.objects.create(
        kind=alert.key, space_id=found.space, severity=found.severity, since=day, until=day, reasons=found.reasons,
        **aside,
    )  # fmt: skip
    record("alert.opened", subject=finding, kind=finding.kind, space=finding.space_id)
