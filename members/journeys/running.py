"""Running: members are moved on when their moment has come, each step once, by any number of workers at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.activity.log import record
from members.journeys.beginning import bell
from members.journeys.kinds import Ends, Goes, Here, Waits
from members.journeys.models import JourneyStop, Passed, Run
from members.segments.rules import WrongRule, matching

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.journeys.kinds import Outcome
    from members.journeys.plans import Plan, Step

log = structlog.get_logger(__name__)

LAST_ATTEMPT = 8
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 10, 3600


def move_on(most: int = 500, now: datetime | None = None) -> int:
    """Move on members whose moment has come, at most so many. Returns how many were moved.

    Each is a matter of its own: one whose step fails is tried again later and later, and then waits for a manager.
    """
    moved = 0
    for _turn in range(most):
        run = _claim(now or timezone.now())
        if run is None:
            break
        try:
            moved += _advance(run, now)
        except Exception as error:
            _note_failure(run, error)
    return moved


@transaction.atomic
def _claim(now: datetime) -> Run | None:
    """Somebody whose moment has come, with their next try booked; those whom another worker moves are skipped.

    Booked beforehand, so that a worker that is killed needs nobody to notice.
    """
    rows = Run.objects.due(now).select_for_update(skip_locked=True, no_key=True, of=("self",))
    run: Run | None = rows.order_by("due_at").first()
    if run is not None:
        run.attempts += 1
        wait = min(FIRST_WAIT_SECONDS * 3 ** (run.attempts - 1), LONGEST_WAIT_SECONDS)
        run.due_at = now + timedelta(seconds=wait) if run.attempts < LAST_ATTEMPT else None
        if run.due_at is None and not run.last_error:
            run.last_error = "The worker stopped in the middle of every attempt."
        run.save(update_fields=["attempts", "due_at", "last_error"])
    return run


@transaction.atomic
def _advance(claimed: Run, now: datetime | None) -> bool:
    """From step to step until one waits or none is left; the effects of the steps and the place commit together."""
    rows = Run.objects.open().select_for_update(no_key=True, of=("self",), skip_locked=True)
    run = rows.select_related("journey", "version", "member").filter(pk=claimed.pk).first()
    if run is None or run.attempts != claimed.attempts:
        return False  # another worker was quicker, or it ended meanwhile
    run.attempts, run.last_error = 0, ""
    plan = run.version.steps
    while run.ended_at is None:
        moment = now or timezone.now()
        if over := _over(run, plan, moment):
            end(run, over, moment)
        elif not _one_step(run, plan, moment):
            break
    return True


def _one_step(run: Run, plan: Plan, now: datetime) -> bool:
    """Do what stands at the place somebody has come to. Returns whether it goes on at once."""
    step = plan.step(run.step)
    if step is None:
        end(run, "done", now)
        return False
    match _act(step, run, now):
        case Ends(how):
            Passed.objects.create(run=run, step=step.id, at=now)
            end(run, how, now)
        case Goes(way, facts):
            Passed.objects.create(run=run, step=step.id, way=way, at=now, facts=facts)
            run.step, run.arrived_at, run.due_at = plan.after(step.id, way), now, now
            run.waits_for, run.happened, run.held = "", False, ""
            run.save()
            return True
        case Waits(until, verb, why):
            # Whatever they wait for: they are looked at when their days here are over.
            last = run.began_at + timedelta(days=plan.days)
            run.due_at, run.waits_for, run.held = min(until or last, last), verb, why
            run.save()
    return False


def _act(step: Step, run: Run, now: datetime) -> Outcome:
    if run.is_test and not step.kind.in_tests:
        return Goes()
    return step.kind.act(Here(run, step.id, step.values, run.member, now, run.happened))


def _over(run: Run, plan: Plan, now: datetime) -> str:
    """Why nothing more may happen to this member here, in a word of `ENDS`; empty if something may."""
    member = run.member
    if not member.is_active or member.confirmed_at is None:
        return "gone"
    if member.suspended_until and member.suspended_until > now:
        return "suspended"
    if run.is_test:
        return ""
    if JourneyStop.objects.filter(Q(journey=run.journey_id) | Q(journey=None), member=member).exists():
        return "stopped"
    if plan.goal and _fits(run, plan, now):
        return "goal"
    return "time" if now >= run.began_at + timedelta(days=plan.days) else ""


def _fits(run: Run, plan: Plan, now: datetime) -> bool:
    try:
        return matching(plan.goal, now).filter(pk=run.member_id).exists()
    except WrongRule:
        return False


def advance_test(run: Run) -> Run:
    """Take a test to its end here and now, in the running transaction."""
    _advance(run, None)
    run.refresh_from_db()
    return run


def end(run: Run, how: str, at: datetime | None = None) -> None:
    """It is over for this member, for a reason of `ENDS`, now or at a moment; does nothing when it was."""
    if run.ended_at is None:
        run.ended_at, run.ended_as = at or timezone.now(), how
        run.due_at, run.waits_for, run.held = None, "", ""
        run.save()
        if not run.is_test:
            record("journey.ended", actor=run.member, subject=run.journey, how=how)


@transaction.atomic
def _note_failure(claimed: Run, error: Exception) -> None:
    words = f"{type(error).__name__}: {error}".replace("\0", "")[:500]
    log.warning("A step of a journey failed.", run=claimed.pk, step=claimed.step, attempt=claimed.attempts, error=words)
    Run.objects.open().filter(pk=claimed.pk, attempts=claimed.attempts).update(last_error=words)


def hear(activity: Activity) -> None:
    """Whoever did something may go on: it was waited for, or it was the goal."""
    waiting = Run.objects.open().filter(member=activity.actor_id, waits_for=activity.verb)
    waiting.filter(arrived_at__lte=activity.at).update(happened=True)
    if activity.actor_id is not None:
        wake(activity.actor_id)


def wake(member: int) -> None:
    """Look at once at every journey this member is in, whatever it waits for."""
    if Run.objects.open().filter(member=member, attempts=0).update(due_at=timezone.now()):
        transaction.on_commit(bell.ring)
