"""Timers: a thread closes, opens, comes up or is archived at a time, or so long after its last reply; exactly once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.threads.models import Thread
from members.activity.log import record
from members.profiles.models import Member

HOURS_MOST = 24 * 365
FURTHEST = timedelta(days=2 * 365)


class TimedAct(models.TextChoices):
    """What the clock does to a thread."""

    CLOSE = "close", pgettext_lazy("act on a thread", "Close")
    OPEN = "open", _("Open again")
    BUMP = "bump", _("Bring to the top")
    ARCHIVE = "archive", pgettext_lazy("act on a thread", "Archive")


class TimerQuerySet(models.QuerySet["ThreadTimer"]):
    """Sets of timers."""

    def due(self) -> TimerQuerySet:
        """Those whose time has come; of a thread that is deleted or merged none is."""
        quiet = ExpressionWrapper(F("after_hours") * Value(timedelta(hours=1)), output_field=DurationField())
        over = Q(at__lte=timezone.now()) | Q(thread__last_post_at__lte=timezone.now() - quiet)
        return self.filter(over, thread__deleted_at=None, thread__merged_at=None).order_by("pk")


class ThreadTimer(models.Model):
    """One act that waits for its time: a moment, or so many hours in which nobody replied and nothing came up."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="timers")
    act = models.CharField(max_length=8, choices=TimedAct.choices)
    at = models.DateTimeField(null=True)
    after_hours = models.PositiveIntegerField(null=True)
    set_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[TimerQuerySet] = TimerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "act"], name="thread_timer_once"),
            models.CheckConstraint(condition=Q(act__in=TimedAct.values), name="thread_timer_act_known"),
            models.CheckConstraint(
                condition=Q(at__isnull=False, after_hours=None) | Q(at=None, after_hours__isnull=False),
                name="thread_timer_one_time",
            ),
        ]
        indexes = [models.Index(fields=["at"], condition=Q(at__isnull=False), name="thread_timer_due")]

    def __str__(self) -> str:
        return f"{self.act} {self.thread_id}"

    @property
    def due_at(self) -> datetime:
        """When it happens, as things stand."""
        return self.at or self.thread.last_post_at + timedelta(hours=self.after_hours or 0)


ACTS: dict[str, Callable[[Thread], None]] = {
    TimedAct.CLOSE: lambda thread: thread.close(),
    TimedAct.OPEN: lambda thread: thread.reopen(),
    TimedAct.BUMP: lambda thread: thread.bump(),
    TimedAct.ARCHIVE: lambda thread: thread.archive(),
}


@transaction.atomic
def set_timer(
    thread: Thread, act: str, *, by: Member, at: datetime | None = None, after_hours: int | None = None
) -> None:
    """Let the clock do this to the thread; a time set before for the same act is replaced."""
    Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    same = ThreadTimer.objects.filter(thread=thread, act=act, at=at, after_hours=after_hours)
    if same.exists():
        return
    values = {"at": at, "after_hours": after_hours, "set_by": by, "set_at": timezone.now()}
    ThreadTimer.objects.update_or_create(thread=thread, act=act, defaults=values)
    record("thread.timed", actor=by, subject=thread, act=act, hours=after_hours)


@transaction.atomic
def drop_timer(thread: Thread, act: str, *, by: Member) -> None:
    """Take back what the clock was to do."""
    gone, _rows = ThreadTimer.objects.filter(thread=thread, act=act).delete()
    if gone:
        record("thread.untimed", actor=by, subject=thread, act=act)


def run_due() -> int:
    """Settle what is due, each in its own transaction and once; returns how many. Also after an outage.

    The clock acts for whoever set it. If they no longer look after the space by then, nothing happens but a line for
    the team.
    """
    done = 0
    while _run_next():
        done += 1
    return done


@transaction.atomic
def _run_next() -> bool:
    from community.threads.permissions import may_lead

    timer = ThreadTimer.objects.due().select_for_update(of=("self",), skip_locked=True).first()
    if timer is None:
        return False
    thread = Thread.objects.select_for_update(no_key=True).get(pk=timer.thread_id)
    if timer.set_by is not None and may_lead(timer.set_by, thread):
        ACTS[timer.act](thread)
    else:
        record("thread.timer_lapsed", subject=thread, act=timer.act, by=timer.set_by_id)
    timer.delete()
    return True
