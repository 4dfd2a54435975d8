"""Steps: what the clock does for an occurrence, each exactly once, also after an outage and without a flood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import structlog
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import NotNow
from programs.series.around import AROUND, around, ask_owner, do_around, nobody_needs
from programs.series.formats import FORMATS, CannotNow
from programs.series.naming import for_the_team
from programs.series.occurrences import Occurrence

log = structlog.get_logger(__name__)

AGAIN_AFTER = timedelta(minutes=10)


class StepQuerySet(models.QuerySet["Step"]):
    """Sets of steps."""

    def waiting(self) -> StepQuerySet:
        """Those that were neither done nor passed over."""
        return self.filter(done_at=None, passed_at=None)

    def due(self, now: datetime) -> StepQuerySet:
        """Those whose moment has come, the earliest first; nothing happens for what was called off or missed."""
        live = Q(occurrence__called_off_at=None, occurrence__missed_at=None)
        return self.waiting().filter(live, Q(retry_at=None) | Q(retry_at__lte=now), at__lte=now).order_by("at", "pk")


class Step(models.Model):
    """One thing to do for an occurrence, at its moment."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=20)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # too late after this
    done_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)  # it was too late for it
    retry_at = models.DateTimeField(null=True)
    failed_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[StepQuerySet] = StepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "key"], name="step_once"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(passed_at=None), name="step_done_or_passed"),
        ]
        indexes = [models.Index(fields=["at", "id"], condition=Q(done_at=None, passed_at=None), name="step_due")]

    def __str__(self) -> str:
        return f"{self.key} {self.occurrence_id}"


def set_steps(occurrences: Sequence[Occurrence]) -> None:
    """Write down what the clock has to do for these, anew where they moved; what is done stays done."""
    rows = [
        Step(occurrence=one, key=due.key, at=due.at, until=due.until)
        for one in occurrences
        for due in [*one.program.kind.due(one), *around(one)]
    ]
    Step.objects.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=["occurrence", "key"], update_fields=["at", "until"]
    )
    # What was too late where it stood before is not too late where it stands now.
    again = Step.objects.filter(occurrence__in=[one.pk for one in occurrences], passed_at__isnull=False)
    again.filter(at__gt=timezone.now()).update(passed_at=None)


def run_due(most: int = 500) -> int:
    """Do what is due, each in its own transaction. Returns how much of what the kinds do was done or passed over."""
    done = 0
    for _turn in range(most):
        key = _run_next()
        if key is None:
            break
        done += key not in AROUND
    return done


def try_again(occurrence: Occurrence) -> str:
    """Do at once what could not be done; returns why it cannot still, or nothing."""
    stuck = Step.objects.filter(occurrence=occurrence).waiting().exclude(failed_why="")
    for pk in list(stuck.values_list("pk", flat=True)):
        Step.objects.filter(pk=pk).update(retry_at=None)
        _run_next(Step.objects.filter(pk=pk))
    left = stuck.order_by("at", "pk").first()
    return left.failed_why if left is not None else ""


@transaction.atomic
def _run_next(among: StepQuerySet | None = None) -> str | None:
    """Do the earliest that is due; returns its key."""
    now = timezone.now()
    due = (among or Step.objects.all()).due(now)
    step = _take(due)
    if step is None:
        return None
    occurrence = Occurrence.objects.locked(step.occurrence_id)
    if _is_too_late(step, occurrence, now):
        if step.failed_why:
            nobody_needs(_task(step))
        step.passed_at = now
        step.save(update_fields=["passed_at"])
        if step.key == "open":
            occurrence.missed_at = now
            occurrence.save(update_fields=["missed_at"])
            record("occurrence.missed", actor=None, subject=occurrence)
        return step.key
    try:
        with transaction.atomic():
            if not do_around(step.key, occurrence):
                FORMATS[occurrence.program.format].do(step.key, occurrence)
            _mark(step.key, occurrence, now)
    except (CannotNow, NotNow) as why:
        return _stuck(step, occurrence, str(why)[:300], now)
    except Exception:
        # One step that fails must never hold up all the others, which come later in the same order.
        log.exception("A step of a program failed.", step=step.key, occurrence=occurrence.pk)
        return _stuck(step, occurrence, _("It failed, and the log of the server says how. It is tried again."), now)
    if step.failed_why:
        nobody_needs(_task(step))
    step.done_at, step.failed_why = now, ""
    step.save(update_fields=["done_at", "failed_why"])
    return step.key


def _take(due: StepQuerySet) -> Step | None:
    """The earliest that is due, under its lock and that of its occurrence, which goes first as for whoever moves it.

    What belongs to an occurrence that somebody holds now is passed by: it comes with the next beat.
    """
    held = due.select_related("occurrence").select_for_update(of=("occurrence",), no_key=True, skip_locked=True)
    while (found := held.first()) is not None:
        step = due.select_for_update(of=("self",)).filter(pk=found.pk).first()
        if step is not None:
            return step
    return None


def _stuck(step: Step, occurrence: Occurrence, why: str, now: datetime) -> str:
    """Try again later; its owner is asked once for each step, and it is written down once for each reason."""
    is_new = step.failed_why != why
    step.retry_at, step.failed_why = now + AGAIN_AFTER, why
    step.save(update_fields=["retry_at", "failed_why"])
    if is_new:
        record("occurrence.stuck", actor=None, subject=occurrence, step=step.key)
    name = for_the_team(occurrence.program, occurrence.name)
    ask_owner(occurrence.program, _task(step), f"{name}: {why}", occurrence.get_absolute_url())
    return step.key


def _task(step: Step) -> str:
    return f"program-stuck:{step.pk}"


def _mark(key: str, occurrence: Occurrence, now: datetime) -> None:
    if key == "open":
        occurrence.opened_at = now
        occurrence.save(update_fields=["opened_at", "thread"])
        record("occurrence.opened", actor=None, subject=occurrence, program=occurrence.program_id)
    if key == "close":
        occurrence.closed_at = now
        occurrence.save(update_fields=["closed_at"])
        record("occurrence.closed", actor=None, subject=occurrence, program=occurrence.program_id)


def _is_too_late(step: Step, occurrence: Occurrence, now: datetime) -> bool:
    """Also where a later one of the same program should have begun by now: after an outage the newest one begins."""
    if step.until is not None and step.until <= now:
        return True
    later = Occurrence.objects.filter(program=occurrence.program_id, starts_at__gt=occurrence.starts_at)
    return step.key == "open" and bool(later.taking_place().filter(starts_at__lte=now).exists())
