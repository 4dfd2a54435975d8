"""The outbox: what leaves the house is a row with a unique key, written in the act's transaction and sent by a task.

A row is claimed by booking its next try before the first byte leaves. A worker that is killed therefore repeats it at
most once, and under the same key. What was sent or given up keeps no more than it must.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPConnectError, SMTPServerDisconnected
from typing import TYPE_CHECKING, Any, ClassVar, Self

import structlog
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Count, F, Q, Value
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from members.profiles.models import Member

log = structlog.get_logger(__name__)

LAST_ATTEMPT = 8
FIRST_WAIT_SECONDS = 120
"""Longer than a mail server may keep us waiting, so that nobody else sends the row meanwhile."""
LONGEST_WAIT_SECONDS = 4 * 3600
AWAY_SECONDS = 10
ROWS_SHOWN = 20
GIVEN_UP_SHOWN = timedelta(days=7)
_AWAY = "outbox.away-until"


def wait_after(attempt: int, first: float = FIRST_WAIT_SECONDS) -> timedelta:
    """Until the next try: `first` seconds, then three times as long each time (at most four hours), within a fifth."""
    seconds = min(first * 3 ** (attempt - 1), LONGEST_WAIT_SECONDS)
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, guards nothing


class SendableQuerySet(models.QuerySet[Any]):
    """Sets of rows of an outbox."""

    def open(self) -> Self:
        """Neither sent nor given up."""
        return self.filter(sent_at=None, dropped_at=None)

    def due(self) -> Self:
        """Open, and the next try has come."""
        return self.open().filter(retry_at__lte=timezone.now())

    def try_again(self) -> int:
        """Give every row that failed its full number of tries, from now on. Returns how many."""
        return self.open().exclude(last_error="").update(attempts=0, retry_at=timezone.now())


class Sendable(models.Model):
    """A row that leaves the house once: its key, its tries, and how it ended."""

    key = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    retry_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, default="", blank=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=20, default="", blank=True)

    # What is not needed once a row was sent or given up, with what is written in its place.
    spent: ClassVar[dict[str, Any]] = {}
    # Seconds until a second try after a failure that was noticed; a worker that died is waited for longer.
    patience_seconds: ClassVar[float] = FIRST_WAIT_SECONDS

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is, for the operators' page."""
        return str(self._meta.verbose_name).capitalize()

    def mark_sent(self) -> None:
        """It has left; does nothing when it had ended before."""
        self._open().update(sent_at=timezone.now(), last_error="", **self.spent)

    def drop(self, why: str) -> None:
        """Do not send it, for a reason in one word; does nothing when it had ended before."""
        self._open().update(dropped_at=timezone.now(), dropped_why=why, **self.spent)

    def put_off(self, until: datetime) -> None:
        """Not now, for a reason that is no failure: this try does not count."""
        self._open().update(retry_at=until, attempts=F("attempts") - 1)

    def note_failure(self, error: Exception) -> None:
        """Keep what went wrong; after the last try, give up."""
        words = f"{type(error).__name__}: {error}".replace("\0", "")[:500]
        log.warning("A row of an outbox was not sent.", row=self.key, attempt=self.attempts, error=words)
        self._open().update(
            last_error=words, retry_at=timezone.now() + wait_after(self.attempts, self.patience_seconds)
        )
        if self.attempts >= LAST_ATTEMPT:
            self.drop("failed")

    def _open(self) -> Any:
        return type(self)._default_manager.filter(pk=self.pk, sent_at=None, dropped_at=None)


@dataclass(frozen=True)
class Outbox:
    """One kind of rows that leave the house: its name in addresses, what an operator reads, and its rows."""

    name: str
    title: StrOrPromise
    rows: Callable[[], Any]

    @transaction.atomic
    def try_again(self, *, by: Member) -> int:
        """Give every row that failed its full number of tries, from now on. Returns how many."""
        count = int(self.rows().try_again())
        if count:
            record("outbox.retried", actor=by, outbox=self.name, count=count)
        return count


@dataclass(frozen=True)
class Standing:
    """What stands in one outbox at one moment."""

    outbox: Outbox
    waiting: int
    failing: int
    failed: int
    rows: list[Sendable]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing went wrong lately."""
        return not (self.failing or self.failed)


OUTBOXES: dict[str, Outbox] = {}


def register(outbox: Outbox) -> None:
    """Show an outbox on the operators' page."""
    OUTBOXES[outbox.name] = outbox


def standings() -> list[Standing]:
    """How each outbox stands: what waits for its first try, what failed, and what was given up in the last week."""
    still, failed = Q(sent_at=None, dropped_at=None), ~Q(last_error="")
    given_up = Q(dropped_why="failed", dropped_at__gt=timezone.now() - GIVEN_UP_SHOWN)
    asked = {"waiting": still & ~failed, "failing": still & failed, "failed": given_up}
    found = [
        Standing(outbox, **numbers, rows=[]) for outbox, numbers in zip(OUTBOXES.values(), _counted(asked), strict=True)
    ]
    for one in found:
        if not one.is_quiet:
            one.rows.extend(one.outbox.rows().filter((still & failed) | given_up).order_by("-pk")[:ROWS_SHOWN])
    return found


def _counted(asked: dict[str, Q]) -> list[dict[str, int]]:
    """How many rows of each outbox are so: one query for all of them."""
    counts = {name: Count("pk", filter=condition) for name, condition in asked.items()}
    parts = [
        outbox.rows()
        .order_by()
        .annotate(outbox=Value(place))
        .values("outbox")
        .annotate(**counts)
        .values_list("outbox", *counts)
        for place, outbox in enumerate(OUTBOXES.values())
    ]
    if not parts:
        return []
    rows = {place: dict(zip(asked, numbers, strict=True)) for place, *numbers in parts[0].union(*parts[1:], all=True)}
    return [rows.get(place, dict.fromkeys(asked, 0)) for place in range(len(parts))]


def deliver[Row: Sendable](rows: Any, send: Callable[[Row], bool], most: int = 500) -> int:
    """Send what is due of `rows`, at most so many. Returns for how many `send` said that they left.

    A server that is away ends the round, and the next ones for a few seconds: workers have better to do than to wait
    for it. One row that cannot be written does not keep the others back.
    """
    sent = 0
    if is_away():
        return sent
    for _round in range(most):
        row: Row | None = _claim(rows)
        if row is None:
            break
        try:
            sent += send(row)
        except Exception as error:
            row.note_failure(error)
            if note_away(error):
                break
    return sent


def is_away() -> bool:
    """Whether a server was away a moment ago, so that nobody tries it now."""
    return bool(cache.get(_AWAY, 0.0) > timezone.now().timestamp())


def note_away(error: Exception) -> bool:
    """Whether this says that the server is away; then nobody tries it for some seconds."""
    away = isinstance(error, ConnectionError | TimeoutError | SMTPConnectError | SMTPServerDisconnected)
    if away:
        cache.set(_AWAY, timezone.now().timestamp() + AWAY_SECONDS, 60)
    return away


@transaction.atomic
def _claim(rows: Any) -> Any:
    """The next row that is due, with its next try booked; rows another worker holds are skipped."""
    row = rows.due().select_for_update(skip_locked=True).order_by("retry_at").first()
    if row is not None:
        row.attempts += 1
        row.retry_at = timezone.now() + wait_after(row.attempts)
        row.save(update_fields=["attempts", "retry_at"])
    return row
