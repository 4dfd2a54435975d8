"""Writing what threads mean: in batches, by a worker, what is owed and never more than some seconds at a time.

Owed is every first post that can be found and has no row. What a worker that is killed had not committed stays owed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

import community.related.static_model  # noqa: F401 - provides the models that RELATED_MODEL can name
from community.related import providing, vectors
from community.related.models import MeaningIndex, RelatedThreads
from community.related.providing import Model, TooSlow, with_model
from community.related.vectors import NoVectors

log = structlog.get_logger(__name__)

BATCH = 64
PAUSE = timedelta(minutes=5)
"""After something went wrong, so long nobody tries again."""


def fill(seconds: float) -> int:
    """Write meanings for so long, if a model is named; what goes wrong is kept for the operators. Returns how many."""
    if not providing.is_wanted():
        return 0
    index, _made = MeaningIndex.objects.get_or_create(id=1)
    if index.failed_at is not None and index.failed_at > timezone.now() - PAUSE:
        return 0
    try:
        count = sum(write_owed(seconds))
    except Exception as error:  # words are enough for readers; the owner reads what happened
        log.warning("Related threads go by words alone.", model=settings.RELATED_MODEL, error=in_words(error))
        providing.close()
        index.note(in_words(error))
        return 0
    index.clear()
    return count


def in_words(error: Exception) -> str:
    """What went wrong: our own sentences as they are, others with the name of what they are."""
    return str(error) if isinstance(error, NoVectors | TooSlow) else f"{type(error).__name__}: {error}".strip()


def write_owed(seconds: float) -> Iterator[int]:
    """Write batch after batch until nothing is owed or the time is over; yields how many. Raises what goes wrong."""
    end = time.monotonic() + seconds
    make_ready()
    while time.monotonic() < end and (count := _write_next()) is not None:
        yield count


def make_ready() -> None:
    """See to an index of the model that is named: of another model nothing is kept. Raises what goes wrong."""
    name, dimension = with_model(lambda model: (model.name, model.dimension))
    with transaction.atomic():
        index = MeaningIndex.objects.select_for_update().get_or_create(id=1)[0]
        if index.model == name and index.dimension == dimension and vectors.are_kept():
            return
        vectors.make_table(dimension)
        index.model, index.dimension, index.made_at, index.filled_at = name, dimension, timezone.now(), None
        index.save(update_fields=["model", "dimension", "made_at", "filled_at"])


def check_all() -> int:
    """Forget rows whose posts are gone or say something else, and look anew what chance is. Returns how many went."""
    with transaction.atomic():
        index = MeaningIndex.objects.select_for_update().filter(filled_at__isnull=False).first()
        if index is None or not vectors.are_kept():
            return 0
        gone = vectors.tidy()
        _finish(index)
        return gone


def take_away() -> None:
    """Keep no meanings any more, and forget that there were any."""
    with transaction.atomic():
        vectors.drop_table()
        MeaningIndex.objects.all().delete()


@transaction.atomic
def _write_next() -> int | None:
    """Write one batch. None if nothing is owed, or somebody else is writing."""
    index = MeaningIndex.objects.select_for_update(skip_locked=True).filter(id=1).first()
    if index is None:
        return None
    rows = vectors.owed(BATCH)
    if not rows:
        if index.filled_at is None:
            _finish(index)
        return None
    vectors.write(rows, with_model(lambda model: _meanings(model, index, [row.words for row in rows])))
    if index.filled_at is not None:  # what they are like was worked out without their meaning, or before it changed
        RelatedThreads.objects.filter(thread__in=[row.thread_id for row in rows]).delete()
    return len(rows)


def _meanings(model: Model, index: MeaningIndex, texts: list[str]) -> list[list[float]]:
    if model.name != index.model:
        raise ValueError(f"The index is of {index.model}, {model.name} is asked: do workers have two models?")
    found = model.vectors(texts)
    if len(found) != len(texts) or any(len(row) not in (0, index.dimension) for row in found):
        raise ValueError(f"The model does not give {index.dimension} numbers for each text.")
    return found


def _finish(index: MeaningIndex) -> None:
    """From now on meaning counts."""
    vectors.index_if_many()
    index.least = vectors.more_than_chance()
    index.filled_at = index.filled_at or timezone.now()
    index.save(update_fields=["least", "filled_at"])
