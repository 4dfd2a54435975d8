"""One receipt at a time: run the subscriber and mark the receipt in one transaction."""

import random
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import chain

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from config.lib.written_once import written_once
from members.activity.models import Activity
from members.activity.receipts import LONGEST_ERROR, Receipt
from members.activity.subscribing import SUBSCRIBERS

log = structlog.get_logger(__name__)

LAST_ATTEMPT = 10
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 3600


class NoSubscriberError(LookupError):
    """A receipt names a subscriber this process does not know: it was renamed, or its code is not here yet."""


def handle(receipt_id: int) -> bool:
    """Run what one receipt asks for, if it is due and nobody else is at it. Returns whether it was done here.

    Each try books the next one beforehand, in a transaction of its own. So a worker that is killed needs nobody to
    notice, and a reaction that kills its worker every time comes to an end too.
    """
    return handle_all([receipt_id]) == 1


def handle_all(receipt_ids: Collection[int]) -> int:
    """The same for several, whose next tries are booked together. Returns how many were done here."""
    return sum(map(_try, _begin(receipt_ids)))


def _try(receipt_id: int) -> bool:
    try:
        return _react(receipt_id)
    except Exception as error:
        _note_failure(receipt_id, error)
        return False


def wait_before(attempt: int) -> timedelta:
    """How long to wait after this attempt: 5 s, then three times as long each time up to an hour, give or take 20 %."""
    seconds = min(FIRST_WAIT_SECONDS * 3 ** (attempt - 1), LONGEST_WAIT_SECONDS)
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, guards nothing


@transaction.atomic
def _begin(receipt_ids: Collection[int]) -> list[int]:
    """Count the attempts and book the next. Returns what may be tried: what is due, and nobody else is at."""
    begun: dict[int, list[int]] = {}
    for receipt in Receipt.objects.due().select_for_update(skip_locked=True).filter(pk__in=receipt_ids):
        if receipt.attempts >= LAST_ATTEMPT:
            _give_up(receipt, receipt.last_error or "The worker stopped in the middle of every attempt.")
        else:
            begun.setdefault(receipt.attempts + 1, []).append(receipt.pk)
    for attempt, ids in begun.items():
        Receipt.objects.filter(pk__in=ids).update(attempts=attempt, retry_at=timezone.now() + wait_before(attempt))
    return sorted(chain.from_iterable(begun.values()))


@transaction.atomic
def _react(receipt_id: int) -> bool:
    """The subscriber's effects and the receipt's `done_at`, together or not at all."""
    receipt = next(iter(_held(receipt_id)), None)
    if receipt is None:
        return False
    subscriber = SUBSCRIBERS.get(receipt.subscriber)
    if subscriber is None:
        raise NoSubscriberError(f"No subscriber is called {receipt.subscriber!r}.")
    (activity,) = _happened(receipt.activity_id, receipt.activity_at)
    subscriber.react(activity)
    receipt.done_at = timezone.now()
    receipt.save(update_fields=["done_at"])
    return True


@written_once
def _held(receipt: int) -> QuerySet[Receipt]:
    return Receipt.objects.open().select_for_update(skip_locked=True).filter(pk=receipt)


@written_once
def _happened(activity: int, at: datetime) -> QuerySet[Activity]:
    return Activity.objects.filter(pk=activity, at=at)


@transaction.atomic
def _note_failure(receipt_id: int, error: Exception) -> None:
    """Keep what went wrong where an operator sees it; after the last attempt, give up."""
    receipt = Receipt.objects.open().select_for_update().filter(pk=receipt_id).first()
    if receipt is None:
        return
    message = f"{type(error).__name__}: {error}".replace("\0", "")[:LONGEST_ERROR]
    log.warning(
        "A reaction failed.",
        subscriber=receipt.subscriber,
        receipt=receipt_id,
        attempt=receipt.attempts,
        exc_info=error,
    )
    if receipt.attempts >= LAST_ATTEMPT:
        _give_up(receipt, message)
    else:
        receipt.last_error = message
        receipt.save(update_fields=["last_error"])


def _give_up(receipt: Receipt, message: str) -> None:
    receipt.last_error, receipt.dead_at = message, timezone.now()
    receipt.save(update_fields=["last_error", "dead_at"])
